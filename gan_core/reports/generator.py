"""The training of a generator as one HTML page: what its tiles are good for, they beside the nearest real ones, figures."""

from __future__ import annotations

from html import escape

import numpy as np
import torch

from gan_core.datasets.generator_tiles import GeneratorTiles
from gan_core.evaluation import generator
from gan_core.raster.png import png
from gan_core.reports.contact_sheet import sheet
from gan_core.reports.html import (
    document,
    figure,
    image,
    meaning,
    note,
    number,
    paragraph,
    section,
    small,
    table,
    text,
    tr,
    verdict,
)
from gan_core.reports.training_log import curves_and_alarms, strip
from gan_core.runs.folder import RunFolder
from gan_core.training.generated_samples import COARSER, TileComparison

PAIRS, COLUMNS = 32, 16
"""Images in the sheet, and how many side by side."""
CONTACTS = "contacts.png"


def page(name: str, tiles: GeneratorTiles, images: torch.Tensor, comparison: TileComparison, folder: RunFolder) -> str:
    """images: (N, C, H, W), in the range of the tiles."""
    picture = contacts(tiles, images, comparison)
    (folder.path / CONTACTS).write_bytes(picture)
    own = generator.verdict(comparison)
    legend = tr("Rows in turn: tiles from seeds 0, 1, 2 and so on, and below each the real tile nearest to it.")
    time = tr("The same seeds over time, from the untrained network, left, to the last; at the right real tiles.")
    body = (
        section(tr("Pictures"), figure(image(picture, tr("tiles")), legend), strip(folder, time)),
        section(
            tr("Figures"), _figures(comparison, len(images), len(tiles.validation)), _copies(comparison, len(images))
        ),
        paragraph(_pieces(tiles)),
        curves_and_alarms(folder),
    )
    return document(tr("Generator report"), escape(name), verdict(own, text(generator.MARKS[own.mark])), body)


def contacts(tiles: GeneratorTiles, images: torch.Tensor, comparison: TileComparison) -> bytes:
    """Images above their nearest real tiles, as PNG."""
    cells: list[np.ndarray] = []
    for first in range(0, min(PAIRS, len(images)), COLUMNS):
        row = range(first, min(first + COLUMNS, len(images)))
        cells += [tiles.stretch(images[index].numpy()) for index in row]
        cells += [tiles.stretch(tiles.validation[int(comparison.nearest_indexes[index])].numpy()) for index in row]
    return png(sheet(cells, COLUMNS))


def _pieces(tiles: GeneratorTiles) -> str:
    if tiles.tiles.named:
        return tr("Learned from {count} pieces of the raster.", count=len(tiles.tiles.tiles))
    return tr(
        "Learned from {count} pieces of the raster, of {kinds} kinds told apart by their looks.",
        count=len(tiles.tiles.tiles),
        kinds=tiles.tiles.classes,
    )


def _copies(comparison: TileComparison, count: int) -> str:
    if not comparison.copies:
        return small(tr("No image is a copy of a real tile."))
    values = {"copies": comparison.copies, "made": count, "nearest": comparison.nearest}
    return small(note("generator-copies", values))


def _figures(comparison: TileComparison, count: int, real: int) -> str:
    rows = (
        (
            tr("KID of its tiles"),
            number(comparison.kid, ".4f"),
            meaning(tr("distance to the real tiles; 0 is the same kind of image")),
        ),
        (
            tr("KID of real tiles"),
            number(comparison.floor, ".4f"),
            meaning(tr("between two halves of them: the best there can be")),
        ),
        (
            tr("KID of real tiles made {factor} times coarser", factor=COARSER),
            number(comparison.blurred, ".4f"),
            meaning(tr("what is farther off is of no use")),
        ),
        (
            tr("diversity"),
            number(comparison.diversity, ".2f"),
            meaning(tr("mean distance between two tiles, over that of real ones; 1 is as varied")),
        ),
        (
            tr("sharpness"),
            number(comparison.sharpness, ".2f"),
            meaning(tr("steepness over that of real tiles; less is blurred, more is noisy")),
        ),
        (
            tr("near copies"),
            number(tr("{copies} of {made}", copies=comparison.copies, made=count)),
            meaning(tr("nearer to a real tile than 99% of the real ones are to each other")),
        ),
        (
            tr("made again"),
            number(tr("{copies} of {made}", copies=comparison.anew, made=count)),
            meaning(tr("they were near copies at first; the same is done when tiles are generated")),
        ),
        (
            tr("nearest to a real tile"),
            number(comparison.nearest, ".2f"),
            meaning(tr("in units of that distance; 0 is a copy")),
        ),
    )
    remark = tr(
        "{made} tiles against {real} real ones that share no pixel; features are brightness and fixed random filters.",
        made=count,
        real=real,
    )
    return table(rows) + small(remark)
