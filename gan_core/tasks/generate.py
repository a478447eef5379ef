"""Make synthetic tiles: a folder of them with a contact sheet, or one raster with its tiles side by side."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from gan_core import __version__
from gan_core.api import library
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.generation import ARCHITECTURES, DCGAN_SIZE, GenerateJob
from gan_core.api.model_card import broken
from gan_core.api.protocol import Report
from gan_core.api.staging import atomic_fill, atomic_write
from gan_core.datasets.latents import make_latents
from gan_core.datasets.synthetic_tiles import SyntheticTiles
from gan_core.datasets.tile_layout import on_ground, on_table
from gan_core.inference import model
from gan_core.raster.png import png
from gan_core.reports.contact_sheet import sheet
from gan_core.training.fingerprint import Fingerprint
from gan_core.training.generated_samples import TRIES, images_from, unlike_known

SHEET, LABELS = "contact_sheet.png", "tiles.gpkg"
ON_SHEET = 64
UNRECORDED = ("output", "models")


def run(job: GenerateJob, report: Report) -> dict[str, Any]:
    """Where the tiles are and how many.  Raises RasterGanError `model-...`, `generate-...` or `output-...`."""
    began = time.monotonic()
    entry = library.find(job.model, job.models)
    card = entry.card
    if card.task != job.verb:
        raise RasterGanError("model-task", expected=job.verb, got=card.id, task=card.task)
    if card.architecture not in ARCHITECTURES:
        raise broken(entry.path, f"its architecture {card.architecture!r} makes nothing from noise")
    loaded = model.load(entry.path)
    network, known = loaded.network, Fingerprint.read(entry.path, loaded.fingerprint, len(card.bands))
    size = card.arguments.get("size", DCGAN_SIZE)
    layout = on_ground(job, card, size) if job.extent else on_table(job, card, size)
    latents = make_latents(job, card, network, layout.columns * layout.rows if job.extent else job.count)
    tags = {
        "RASTERGAN_VERSION": __version__,
        "RASTERGAN_VERB": job.verb,
        "RASTERGAN_MODEL": f"{card.id} sha256 {card.tensors_sha256}",
    }

    redrawn: list[int] = []

    def images() -> Iterator[np.ndarray]:
        """(C, size, size) in the network's range, tile by tile."""
        for number, latent in enumerate(latents):
            report.check()
            report.progress(number / len(latents))
            image = images_from(network, latent.vector[None])[0]
            if known and not job.between:
                label = latent.vector[len(latent.vector) - len(card.classes) :]
                image, attempts = unlike_known(network, known, image, int(latent.seed), label)
                redrawn.append(attempts)
            yield image.numpy()

    tiles = SyntheticTiles(card, layout, latents, tags)
    try:
        files = (mosaic if job.mosaic else folder_of_tiles)(job, tiles, images())
    except RuntimeError as error:
        raise RasterGanError("output-failed", path=job.output, reason=str(error)) from error
    report.progress(1.0)
    report.note("generated", count=len(latents), model=card.id, outside=tiles.outside)
    if copies := redrawn.count(TRIES):
        report.note("generated-copies", copies=copies, count=len(latents))
    return {"OUTPUT": job.output, "COUNT": len(latents), **files, "SECONDS": time.monotonic() - began}


def mosaic(job: GenerateJob, tiles: SyntheticTiles, images: Iterator[np.ndarray]) -> dict[str, Any]:
    """One raster, and beside it the tiles as polygons."""
    output = Path(job.output).absolute()
    labels = output.with_name(f"{output.stem}_{LABELS}")
    parameters = json.dumps({name: value for name, value in asdict(job).items() if name not in UNRECORDED})
    with atomic_write(labels) as beside, atomic_write(output) as part:
        tiles.draw_mosaic(part, images, parameters)
        windows = [window.intersection(tiles.layout.grid.window) for window in tiles.windows]
        tiles.write_labels(beside, windows, [output.name] * len(windows))
    return {"LABELS": str(labels)}


def folder_of_tiles(job: GenerateJob, tiles: SyntheticTiles, images: Iterator[np.ndarray]) -> dict[str, Any]:
    """A raster for every tile, a contact sheet, and the tiles as polygons."""
    output = Path(job.output).absolute()
    shown: list[np.ndarray] = []
    with atomic_fill(output) as part:
        for image in tiles.draw_files(part, images):
            if len(shown) < ON_SHEET:
                shown.append((image[: 3 if len(image) >= 3 else 1] + 1) / 2)
        (part / SHEET).write_bytes(png(sheet(shown, math.ceil(math.sqrt(len(shown))))))
        tiles.write_labels(part / LABELS, tiles.windows, [f"{latent.name}.tif" for latent in tiles.latents])
    return {"SHEET": str(output / SHEET), "LABELS": str(output / LABELS)}
