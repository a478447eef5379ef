"""The training of a generator as one HTML page: figures, its images beside the real tiles nearest to them, curves, alarms."""

from __future__ import annotations

from html import escape

import numpy as np
import torch

from gan_core.datasets.generator_tiles import GeneratorTiles
from gan_core.raster.png import png
from gan_core.reports.contact_sheet import one_tile, sheet
from gan_core.reports.html import document, figure, image, note, number, small, table, tr
from gan_core.reports.training_log import curves_and_alarms, strip
from gan_core.runs.folder import RunFolder
from gan_core.training.generated_samples import TileComparison

PAIRS, COLUMNS = 32, 16
"""Images in the sheet, and how many side by side."""
CONTACTS = "contacts.png"


def page(name: str, tiles: GeneratorTiles, images: torch.Tensor, comparison: TileComparison, folder: RunFolder) -> str:
    """images: (N, C, H, W), in the range of the tiles."""
    picture = contacts(tiles, images, comparison)
    (folder.path / CONTACTS).write_bytes(picture)
    body = (
        f"<h1>{escape(name)}</h1>",
        _verdict(name, tiles, comparison),
        _copies(comparison, len(images)),
        _figures(comparison, len(images), len(tiles.validation)),
        figure(
            image(picture, tr("tiles")),
            tr("Rows in turn: images from seeds 0, 1, 2 and so on, and below each the real tile nearest to it."),
        ),
        strip(
            folder,
            tr("The same seeds over time, from the untrained network, left, to the last; at the right real tiles."),
        ),
        curves_and_alarms(folder),
    )
    return document(name, body)


def contacts(tiles: GeneratorTiles, images: torch.Tensor, comparison: TileComparison) -> bytes:
    """Images above their nearest real tiles, as PNG."""
    cells: list[np.ndarray] = []
    for first in range(0, min(PAIRS, len(images)), COLUMNS):
        row = range(first, min(first + COLUMNS, len(images)))
        cells += [one_tile(images[index], tiles.validation) for index in row]
        cells += [one_tile(tiles.validation[int(comparison.nearest_indexes[index])], tiles.validation) for index in row]
    return png(sheet(cells, COLUMNS))


def _verdict(name: str, tiles: GeneratorTiles, comparison: TileComparison) -> str:
    pieces = (
        tr("Learned from {count} pieces of the raster.", count=len(tiles.tiles.tiles))
        if tiles.tiles.named
        else tr(
            "Learned from {count} pieces of the raster, of {kinds} kinds told apart by their looks.",
            count=len(tiles.tiles.tiles),
            kinds=tiles.tiles.classes,
        )
    )
    figures = {"diversity": comparison.diversity, "kid": comparison.kid, "floor": comparison.floor}
    return f"<p>{pieces} {note('generator-published', {'model': name, **figures})}</p>"


def _copies(comparison: TileComparison, count: int) -> str:
    if not comparison.copies:
        return f"<p>{tr('No image is a copy of a real tile.')}</p>"
    values = {"copies": comparison.copies, "made": count, "nearest": comparison.nearest}
    return f"<p><b>{note('generator-copies', values)}</b></p>"


def _figures(comparison: TileComparison, count: int, real: int) -> str:
    rows = (
        (tr("Distance to the real tiles (KID, 0 = the same kind of image)"), number(comparison.kid, ".4f")),
        (tr("the same between two halves of the real tiles"), number(comparison.floor, ".4f")),
        (
            tr("Diversity (mean distance between two images, over that of real tiles; 1: as varied)"),
            number(comparison.diversity, ".2f"),
        ),
        (tr("Smallest distance of an image to a real tile"), number(float(comparison.distances.min()), ".2f")),
        (tr("what 99 % of the real tiles keep from their nearest neighbour"), number(comparison.limit, ".2f")),
        (
            tr("Images nearer than that"),
            number(tr("{copies} of {made}", copies=comparison.copies, made=count)),
        ),
    )
    remark = tr(
        "{made} images against {real} real tiles that share no pixel; features are brightness and fixed random filters.",
        made=count,
        real=real,
    )
    return table(rows) + small(remark)
