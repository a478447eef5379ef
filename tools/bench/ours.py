"""Us: whole runs from file to file, and the bare network, which is what they can't be faster than."""

from __future__ import annotations

import time
from collections import Counter
from pathlib import Path
from typing import Any

import torch
from osgeo import gdal
from torch.utils.flop_counter import FlopCounterMode

from gan_core import tasks
from gan_core.api import library
from gan_core.api.jobs.raster import UpscaleJob
from gan_core.api.model_card import ModelCard
from gan_core.inference import memory, model
from gan_core.inference import predictor as predictors
from gan_core.inference.predictor import Predictor
from gan_core.radiometry.conditions import append_conditions
from gan_core.tiling.plan import Plan, automatic_size
from gan_core.tiling.window import Window
from tools.bench.lanes import Prepared, Turn
from tools.bench.protocol import bicubic, psnr
from tools.bench.rasters import picture
from tools.bench.stopwatch import Stopwatch, timed
from tools.common.sensor_grid import SOFTER, conditions

gdal.UseExceptions()
MODEL = "upscale-x4"
SCALE = 4
STRENGTH = 0.5
CHECKED = 64
"""Input pixels along a side on which a contender's picture is compared with bicubic."""


class Quiet:
    """Hears of nothing."""

    def progress(self, share: float) -> None: ...

    def note(self, code: str, **values: object) -> None: ...

    def check(self) -> None: ...


def upscaled(source: str, output: str, precision: str) -> Turn:
    """One whole run: GeoTIFF in, GeoTIFF with overviews out, model and card read anew."""
    began = time.perf_counter()
    done = tasks.run(UpscaleJob(source, output, model=MODEL, precision=precision), Quiet())
    return Turn(time.perf_counter() - began, done["WIDTH"] * done["HEIGHT"] / 1e6)


def whole(options: dict[str, Any]) -> Prepared:
    """options: source, output, precision, small (a raster to warm up with)."""
    output = options["output"]
    upscaled(options["small"], output, options["precision"])
    return lambda: upscaled(options["source"], output, options["precision"]), {
        "psnr": likeness(options["small"], output)
    }


def bare(options: dict[str, Any]) -> Prepared:
    """options: side, precision, itemsize.  The same forward passes and projections on tiles that memory holds already."""
    predictor, plan = made_ready(options["side"], options["precision"], options["itemsize"])
    tiles = {shape: padded(shape, plan.halo, predictor.card) for shape in shapes(plan)}
    predictor(*next(iter(tiles.values())))
    watch = Stopwatch()
    timed(predictor, "_residual", watch, "network")
    timed(predictors, "held_to", watch, "projection")

    def run() -> Turn:
        watch.clear()
        began = time.perf_counter()
        with memory.kept():
            for shape, count in shapes(plan).items():
                for _ in range(count):
                    predictor(*tiles[shape])
        return Turn(time.perf_counter() - began, (options["side"] * SCALE) ** 2 / 1e6, dict(watch.seconds))

    return run, {"precision": str(predictor.dtype or torch.float32).rpartition(".")[2], "halo": halo_arithmetic(plan)}


def made_ready(side: int, precision: str, itemsize: int) -> tuple[Predictor, Plan]:
    """The network as a run has it, and its tiles."""
    entry = library.find(MODEL)
    card = entry.card
    tolerance = 0.004 if precision == "fastest" else None  # a step of 8 bits, which a run tolerates too
    network = model.load(entry.path, STRENGTH)
    predictor = Predictor(network, torch.device("cpu"), card.halo, "lock", Quiet().note, tolerance)
    size = automatic_size(card.scale, len(card.bands), itemsize, card.halo)
    return predictor, Plan.of(Window(0, 0, side, side), card.halo, size)


def shapes(plan: Plan) -> Counter[tuple[int, int]]:
    """Height and width of the cores, and how many there are of each."""
    return Counter((core.height, core.width) for core in plan)


def padded(core: tuple[int, int], halo: int, card: ModelCard) -> tuple[torch.Tensor, torch.Tensor]:
    """A tile as the network is given it, and its image, about as rough as a photograph: on bare noise no lower precision is
    true enough."""
    sides = (side + 2 * halo for side in core)
    noise = torch.rand(1, 3, *sides, generator=torch.Generator().manual_seed(0))
    image = torch.nn.functional.avg_pool2d(noise, 3, 1, 1)
    return append_conditions(image, card.arguments["noise"], conditions(SOFTER.sensor)), image


def halo_arithmetic(plan: Plan) -> float:
    """Operations of all tiles as they are computed, beside those that the area's own pixels need."""
    whole = (plan.core_height, plan.core_width)
    computed = sum(count * operations(shape, plan.halo) for shape, count in shapes(plan).items())
    own = operations(whole, 0) * plan.area.width * plan.area.height / (whole[0] * whole[1])
    return computed / own


def operations(core: tuple[int, int], halo: int) -> int:
    """Of a tile."""
    network = model.load(library.find(MODEL).path)
    predictor = Predictor(network, torch.device("cpu"), halo, "lock", Quiet().note)
    tile = padded(core, halo, network.card)
    with FlopCounterMode(display=False) as counter:
        predictor(*tile)
    total: int = counter.get_total_flops()
    return total


def likeness(source: str | Path, output: str | Path) -> float:
    """PSNR in dB of an 8-bit output's corner against bicubic: a contender that computes rubbish fast is none."""
    low_res = torch.from_numpy(picture(Path(source), CHECKED)).float()[None]
    wanted = torch.nn.functional.pixel_shuffle(bicubic(SCALE)(low_res), SCALE)
    result = torch.from_numpy(picture(Path(output), CHECKED * SCALE)).float()[None]
    top = float(torch.iinfo(torch.uint8).max) if low_res.max() < 256 else float(low_res.max())
    return psnr(result[..., 32:-32, 32:-32] / top, wanted[..., 32:-32, 32:-32] / top)
