"""The tables of guided sharpening: `make bench-sharpen IMAGERY=folder`.

Wald's protocol on the validation pairs of Sentinel-2 and on a scene that nothing was learned from, with each band's own
response, DSen2's and plain block means; what a wrongly assumed response costs; pansharpening simulated and real.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Optional

import numpy as np
import torch

from gan_core.api import library
from gan_core.inference import model
from gan_core.metrics.fidelity import ergas, sam
from gan_core.networks.sharpener import SharpenerNetwork
from gan_core.sharpening.consistency import consistent, enlarged
from gan_core.sharpening.registration import Tile, measured_shift
from gan_core.sharpening.regression import Corner
from gan_core.sharpening.response import Response, degraded
from gan_core.sharpening.sharpener import LAST_PASSES, Sharpener
from gan_core.sharpening.statistics import Statistics
from tools.bench.pansharpening import PanPair, brovey, gram_schmidt, landsat, simulated
from tools.bench.table import markdown
from tools.common.scenes import BANDS, FINE, MOVED, Scene, names, responses, scene

OUTPUT = Path("build/bench/sharpen")
BORDER = 4
"""Pixels of the truth at each side that are left out."""
KERNELS = {"own": None, "DSen2": 0.735, "block means": 1.0}
"""By name, the response of every band; None: each band's own."""
BICUBIC, HELD, REGRESSION, NETWORK = "bicubic", "bicubic, held", "regression, held", "network, held"
ASSUMED = ("own", "DSen2", "block means", "unknown")


class Figures(NamedTuple):
    rmse: float
    """Mean over the bands, in the raster's units."""
    sre: float
    """Mean over the bands, dB: the truth's mean squared by the squared error."""
    psnr: float
    """Of all bands, dB, the peak that of the truth's type."""
    sam: float
    ergas: float


Pair = PanPair
Method = Callable[[Pair], torch.Tensor]


def figures(made: torch.Tensor, pair: Pair) -> Figures:
    one, truth = (image[:, BORDER:-BORDER, BORDER:-BORDER].double() for image in (made, pair.truth))
    error = (one - truth).square().mean((1, 2))
    level = truth.mean((1, 2)).square()
    peak = 255.0 if float(truth.max()) <= 255 else float(truth.max())
    return Figures(
        float(error.sqrt().mean()),
        float((10 * torch.log10(level / error)).mean()),
        float(10 * torch.log10(peak**2 / error.mean())),
        sam(one, truth),
        ergas(one, truth, pair.ratio),
    )


def bicubic(pair: Pair) -> torch.Tensor:
    return torch.nn.functional.interpolate(pair.coarse[None], scale_factor=pair.ratio, mode="bicubic")[0]


def held(pair: Pair) -> torch.Tensor:
    up = enlarged(pair.coarse[None], pair.ratio)
    return consistent(up, pair.coarse[None], pair.responses, pair.ratio, LAST_PASSES)[0]


def ours(
    network: Optional[SharpenerNetwork],
    slots: Optional[Sequence[int]] = None,
    told: Optional[Callable[[Pair], Sequence[Optional[Response]]]] = None,
) -> Method:
    """told: what is assumed of the responses, when it is not the truth."""

    def sharpened(pair: Pair) -> torch.Tensor:
        return sharpener_for(pair, network, slots, told(pair) if told else pair.responses)(
            pair.coarse,
            pair.pan,
            torch.ones_like(pair.coarse, dtype=torch.bool),
            torch.ones_like(pair.pan[:1], dtype=torch.bool),
            Corner(),
        )

    return sharpened


def sharpener_for(
    pair: Pair,
    network: Optional[SharpenerNetwork],
    slots: Optional[Sequence[int]],
    seen: Sequence[Optional[Response]],
) -> Sharpener:
    known = [Statistics.of(list(image.numpy())) for image in (pair.coarse, pair.pan)]
    return Sharpener(pair.ratio, seen, known[0], known[1], network, slots)


def reach(network: SharpenerNetwork) -> int:
    """Coarse pixels that a sharpener with this network looks at on each side, at ratio 2."""
    nothing = Statistics((0.0,), (1.0,), (0.0,))
    return Sharpener(2, [None], nothing, nothing, network).halo


def wald(one: Scene, kernel: Optional[float]) -> Pair:
    """A scene's coarse bands as the truth, its fine bands as the guide."""
    ratio = one.ratio
    side = ratio * ratio
    height, width = (length // side * side for length in one.coarse.shape[1:])
    truth = torch.from_numpy(one.coarse[:, :height, :width])
    fine = torch.from_numpy(one.fine[:, : height * ratio, : width * ratio])
    own, guides = (
        [Response.of(kernel or response, ratio) for response in every] for every in (one.responses, responses(FINE))
    )
    return Pair(one.name, degraded(truth, own, ratio), degraded(fine, guides, ratio), truth, own)


def moved_back(imagery: Path, name: str, ratio: int = 2) -> Scene:
    """A scene by its files' positions, the fine bands moved by what is measured."""
    known = MOVED.pop(name, None)
    one = scene(imagery, name, ratio)
    if known is not None:
        MOVED[name] = known
    coarse, fine = torch.from_numpy(one.coarse), torch.from_numpy(one.fine)
    tile = Tile(coarse, fine, torch.ones(coarse.shape[1:], dtype=torch.bool))
    shift = measured_shift([tile], ratio, Response.of(0.5, ratio))
    print(f"{name}: the fine bands lie {shift.rows:+.2f} rows, {shift.columns:+.2f} columns off", flush=True)
    height, width = one.fine.shape[1:]
    rows, columns = (
        (np.arange(side) + round(off)).clip(0, side - 1) for side, off in ((height, shift.rows), (width, shift.columns))
    )
    return one._replace(fine=one.fine[:, rows][:, :, columns])


def mean(pairs: Sequence[Pair], method: Method) -> Figures:
    every = np.array([figures(method(pair), pair) for pair in pairs])
    return Figures(*(float(value) for value in every.mean(0)))


def rows(pairs: Sequence[Pair], methods: Mapping[str, Method]) -> dict[str, Figures]:
    return {name: mean(pairs, method) for name, method in methods.items()}


def shown(table: Mapping[str, Figures], title: str) -> str:
    first = next(iter(table.values()))
    lines = [
        (
            name,
            f"{one.rmse:.2f}",
            f"{one.rmse / first.rmse:.3f}",
            f"{one.sre:.2f}",
            f"{one.psnr:.2f}",
            f"{one.sam:.3f}",
            f"{one.ergas:.2f}",
        )
        for name, one in table.items()
    ]
    header = ("method", "RMSE", "of the first", "SRE dB", "PSNR dB", "SAM", "ERGAS")
    text = f"\n## {title}\n\n{markdown(header, lines)}"
    print(text, flush=True)
    return text


def sentinel2(imagery: Path, network: Optional[SharpenerNetwork]) -> dict[str, dict[str, Figures]]:
    tables = {}
    slots = list(range(6))
    methods: dict[str, Method] = {BICUBIC: bicubic, HELD: held, REGRESSION: ours(None)}
    if network is not None:
        methods[NETWORK] = ours(network, slots)
    validation = [moved_back(imagery, name) for name in names(imagery, "validation")]
    unseen = [scene(imagery, name) for name in names(imagery, "unseen")]
    for place, scenes in (("validation pairs", validation), ("T49JGM, never learned from", unseen)):
        for kernel, response in KERNELS.items():
            tables[f"Sentinel-2, 20 to 10 m, {place}, {kernel}"] = rows(
                [wald(one, response) for one in scenes], methods
            )
    sixty = [wald(scene(imagery, name, 6), None) for name in names(imagery, "unseen", 6)]
    if network is not None:
        methods[NETWORK] = ours(network, [6, 7])
    tables["Sentinel-2, 60 to 10 m (360 to 60 m), T49JGM"] = rows(sixty, methods)
    return tables


def assumptions(imagery: Path, network: Optional[SharpenerNetwork]) -> dict[str, dict[str, Figures]]:
    """By true response, the figures for each that is assumed."""
    scenes = [moved_back(imagery, name) for name in names(imagery, "validation")]
    result = {}
    for true, response in KERNELS.items():
        pairs = [wald(one, response) for one in scenes]
        table = {BICUBIC: mean(pairs, bicubic)}
        for assumed in ASSUMED:

            def told(pair: Pair, assumed: str = assumed) -> Sequence[Optional[Response]]:
                if assumed == "unknown":
                    return [None] * len(pair.coarse)
                every = KERNELS[assumed]
                return [Response.of(every or own, 2) for own in responses(BANDS[:6])]

            table[f"assumed: {assumed}"] = mean(pairs, ours(network, list(range(6)), told))
        result[f"True response: {true}"] = table
    return result


def pansharpening(imagery: Path, downloads: Path, network: Optional[SharpenerNetwork]) -> dict[str, dict[str, Figures]]:
    methods: dict[str, Method] = {
        "GDAL's weighted Brovey": brovey,
        BICUBIC: bicubic,
        "GSA": lambda pair: gram_schmidt(pair, ()),
        "GSA, held": gram_schmidt,
        REGRESSION: ours(None),
    }
    if network is not None:
        methods[NETWORK] = ours(network)
    pairs = {f"NAIP, simulated, ratio {ratio}": list(simulated(imagery, ratio)) for ratio in (4, 2)}
    pairs["Landsat-8, 30 to 15 m (60 to 30 m)"] = [landsat(downloads)]
    pairs["Landsat-8, block means"] = [landsat(downloads, assumed=False)]
    return {name: rows(own, methods) for name, own in pairs.items()}


def invariance(imagery: Path, network: Optional[SharpenerNetwork]) -> str:
    """By how much an offset of 1000 and gains of 0.5 and 2 change the result beyond themselves."""
    pair = wald(moved_back(imagery, names(imagery, "validation")[0]), None)
    plain = ours(network, list(range(6)))(pair)
    lines = []
    for gain, offset in ((1.0, 1000.0), (0.5, 0.0), (2.0, 0.0), (1.0, -1000.0)):
        other = pair._replace(coarse=pair.coarse * gain + offset, pan=pair.pan * gain + offset)
        off = (ours(network, list(range(6)))(other) - offset) / gain - plain
        lines.append((f"times {gain:g}, plus {offset:g}", f"{float(off.abs().max()):.4f}"))
    text = (
        f"\n## Gains and offsets\n\n{markdown(('both layers', 'largest change, of values of 1,000 to 10,000'), lines)}"
    )
    print(text, flush=True)
    return text


def shipped(name: str, folder: Path) -> Optional[SharpenerNetwork]:
    path = folder / f"{name}.safetensors"
    return model.load(path).network if path.exists() else None  # type: ignore[return-value]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--imagery", type=Path, required=True)
    parser.add_argument("--models", type=Path, default=library.BUILT_IN)
    parser.add_argument("--downloads", type=Path, default=OUTPUT / "scenes")
    options = parser.parse_args()
    OUTPUT.mkdir(parents=True, exist_ok=True)
    joint, pan = (shipped(name, options.models) for name in ("sharpen-sentinel2", "sharpen-pan"))
    tables = {
        **sentinel2(options.imagery, joint),
        **assumptions(options.imagery, joint),
        **pansharpening(options.imagery, options.downloads, pan),
    }
    texts = [shown(table, title) for title, table in tables.items()]
    texts.append(invariance(options.imagery, joint))
    (OUTPUT / "sharpen.md").write_text("\n".join(texts) + "\n")
    numbers = {title: {name: one._asdict() for name, one in table.items()} for title, table in tables.items()}
    (OUTPUT / "sharpen.json").write_text(json.dumps(numbers, indent=1))


if __name__ == "__main__":
    main()
