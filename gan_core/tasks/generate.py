"""Make synthetic tiles: a folder of them with a contact sheet, or one raster with its tiles side by side."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from gan_core import __version__
from gan_core.api import library
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.generation import ARCHITECTURES, DCGAN_SIZE, MOST_TILES, GenerateJob
from gan_core.api.model_card import ModelCard, broken
from gan_core.api.protocol import Report
from gan_core.api.staging import atomic_fill, atomic_write
from gan_core.datasets.latents import Latent, make_latents
from gan_core.inference import model
from gan_core.radiometry.cast import stored
from gan_core.radiometry.quantize import Storage
from gan_core.raster.grid import Extent, Grid
from gan_core.raster.png import png
from gan_core.raster.synthetic import CLASS, MARK, Canvas, SyntheticSpec, north_up, reference_of, same_units
from gan_core.reports.contact_sheet import sheet
from gan_core.tiling.window import Window
from gan_core.training.generated_samples import images_from
from gan_core.vector import picked_tiles as layer

SHEET, LABELS = "contact_sheet.png", "tiles.gpkg"
ON_SHEET = 64
A_ROW = 100
"""Tiles side by side, where each is a file."""
NOT_TOLD = ("output", "models")


class TileLayout(NamedTuple):
    """Where tiles lie, row by row."""

    grid: Grid
    crs: str
    columns: int
    rows: int
    first: int = 0
    """Cells that stay empty before the first tile."""

    def window(self, number: int, size: int) -> Window:
        """Of a tile, whole."""
        number += self.first
        return Window(number % self.columns * size, number // self.columns * size, size, size)


def run(job: GenerateJob, report: Report) -> dict[str, Any]:
    """Where the tiles are and how many.  Raises RasterGanError `model-...`, `generate-...` or `output-...`."""
    began = time.monotonic()
    entry = library.find(job.model, job.models)
    card = entry.card
    if card.task != job.verb:
        raise RasterGanError("model-task", expected=job.verb, got=card.id, task=card.task)
    if card.architecture not in ARCHITECTURES:
        raise broken(entry.path, f"its architecture {card.architecture!r} makes nothing from noise")
    network = model.load(entry.path).network
    size = card.arguments.get("size", DCGAN_SIZE)
    layout = on_ground(job, card, size) if job.extent else on_table(job, card, size)
    latents = make_latents(job, card, network, layout.columns * layout.rows if job.extent else job.count)
    tags = {
        "RASTERGAN_VERSION": __version__,
        "RASTERGAN_VERB": job.verb,
        "RASTERGAN_MODEL": f"{card.id} sha256 {card.tensors_sha256}",
    }

    def images() -> Iterator[np.ndarray]:
        """(C, size, size) in the network's range, tile by tile."""
        for number, latent in enumerate(latents):
            report.check()
            report.progress(number / len(latents))
            yield images_from(network, latent.vector[None])[0].numpy()

    write = mosaic if job.mosaic else folder_of_tiles
    try:
        files = write(job, layout, latents, images(), card, tags)
    except RuntimeError as error:
        raise RasterGanError("output-failed", path=job.output, reason=str(error)) from error
    report.progress(1.0)
    size_of = layout.grid.window
    outside = sum(
        window.intersection(size_of) != window for window in (layout.window(n, size) for n in range(len(latents)))
    )
    report.note("generated", count=len(latents), model=card.id, outside=outside)
    return {"OUTPUT": job.output, "COUNT": len(latents), **files, "SECONDS": time.monotonic() - began}


def on_table(job: GenerateJob, card: ModelCard, size: int) -> TileLayout:
    """Side by side from a corner at 0, 0, in the raster's units but nowhere on the ground.

    Files of their own lie where their seed says, so that the same seed gives the same file.
    """
    columns = math.ceil(math.sqrt(job.count)) if job.mosaic else A_ROW
    first = 0 if job.mosaic or job.between else job.seed
    rows = math.ceil((first + job.count) / columns)
    grid = Grid(north_up(0.0, 0.0, card.raster["pixel"]), columns * size, rows * size)
    return TileLayout(grid, "", columns, rows, first)


def on_ground(job: GenerateJob, card: ModelCard, size: int) -> TileLayout:
    """As many as cover the extent, from its upper left corner.  Raises RasterGanError `generate-extent-empty` or
    `generate-crs`."""
    extent, pixel, crs = Extent(*job.extent or ()), card.raster["pixel"], card.raster["crs"]
    words = f"{pixel[0]:g} x {pixel[1]:g}"
    try:
        if job.crs:
            reference_of(job.crs)
        fits = not (job.crs and crs) or same_units(job.crs, crs)
    except RuntimeError:
        fits = False
    if not fits:
        raise RasterGanError("generate-crs", pixel=words, got=job.crs)
    sides = ((extent.right - extent.left) / pixel[0], (extent.top - extent.bottom) / pixel[1])
    good = all(math.isfinite(side) and side >= 0.5 for side in sides)
    columns, rows = (math.ceil(round(side) / size) for side in sides) if good else (0, 0)
    if not 0 < columns * rows <= MOST_TILES:
        got = "{:.10g}, {:.10g} to {:.10g}, {:.10g}".format(*extent)
        raise RasterGanError("generate-extent-empty", pixel=words, most=MOST_TILES, got=got)
    grid = Grid(north_up(extent.left, extent.top, pixel), round(sides[0]), round(sides[1]))
    return TileLayout(grid, job.crs or crs, columns, rows)


def mosaic(
    job: GenerateJob,
    layout: TileLayout,
    latents: Sequence[Latent],
    images: Iterator[np.ndarray],
    card: ModelCard,
    tags: dict[str, str],
) -> dict[str, Any]:
    """One raster, and beside it the tiles as polygons."""
    output = Path(job.output).absolute()
    size = card.arguments.get("size", DCGAN_SIZE)
    labels = output.with_name(f"{output.stem}_{LABELS}")
    with atomic_write(labels) as beside, atomic_write(output) as part:
        words = {"RASTERGAN_PARAMETERS": json.dumps({k: v for k, v in asdict(job).items() if k not in NOT_TOLD})}
        canvas = Canvas(part, layout.grid, layout.crs, kind_of(card), {**tags, **words})
        for number, image in enumerate(images):
            window = layout.window(number, size)
            canvas.paint(in_units(image, card), window.column, window.row)
        canvas.close()
        windows = [layout.window(number, size).intersection(layout.grid.window) for number in range(len(latents))]
        write_labels(beside, layout, windows, latents, [output.name] * len(latents))
    return {"LABELS": str(labels)}


def folder_of_tiles(
    job: GenerateJob,
    layout: TileLayout,
    latents: Sequence[Latent],
    images: Iterator[np.ndarray],
    card: ModelCard,
    tags: dict[str, str],
) -> dict[str, Any]:
    """A raster for every tile, a contact sheet, and the tiles as polygons."""
    output = Path(job.output).absolute()
    size = card.arguments.get("size", DCGAN_SIZE)
    windows = [layout.window(number, size) for number in range(len(latents))]
    names = [f"{latent.name}.tif" for latent in latents]
    shown: list[np.ndarray] = []
    with atomic_fill(output) as part:
        for window, latent, name, image in zip(windows, latents, names, images):
            own = {"RASTERGAN_SEED": latent.seed, CLASS: latent.category}
            canvas = Canvas(part / name, layout.grid.part(window), "", kind_of(card), {**tags, **own})
            canvas.paint(in_units(image, card), 0, 0)
            canvas.close()
            if len(shown) < ON_SHEET:
                shown.append((image[: 3 if len(image) >= 3 else 1] + 1) / 2)
        (part / SHEET).write_bytes(png(sheet(shown, math.ceil(math.sqrt(len(shown))))))
        write_labels(part / LABELS, layout, windows, latents, names)
    return {"SHEET": str(output / SHEET), "LABELS": str(output / LABELS)}


def kind_of(card: ModelCard) -> SyntheticSpec:
    return SyntheticSpec(card.bands, np.dtype(card.raster["dtype"]), card.raster["nodata"], card.raster["roles"])


def in_units(image: np.ndarray, card: ModelCard) -> np.ndarray:
    """(C, H, W) of the network -> the raster's own units and type."""
    storage = Storage(np.dtype(card.raster["dtype"]), card.raster["nodata"])
    ranges = zip(image.astype(np.float64), card.normalization["scale"], card.normalization["offset"])
    return np.stack([stored(band * scale + offset, storage) for band, scale, offset in ranges])


def write_labels(
    path: Path, layout: TileLayout, windows: Sequence[Window], latents: Sequence[Latent], names: Sequence[str]
) -> None:
    """The tiles as polygons: their class, for a classifier to learn from, the seed and the file."""
    facts = [
        {"class": latent.category, "seed": latent.seed, "file": name, "source": MARK}
        for latent, name in zip(latents, names)
    ]
    crs = str(reference_of(layout.crs).ExportToWkt()) if layout.crs else ""
    layer.write(path, layout.grid, crs, list(zip(windows, facts)))
