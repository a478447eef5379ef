"""The training of a generator as one HTML page: figures, its images beside the real tiles nearest to them, curves, alarms."""

from __future__ import annotations

import base64
from html import escape
from typing import Any

import numpy as np
import torch

from gan_core.api.protocol import note_text
from gan_core.api.training_runs import STRIP
from gan_core.datasets.generator_tiles import GeneratorTiles
from gan_core.raster.png import png
from gan_core.reports.contact_sheet import one_tile, sheet
from gan_core.reports.finetuning import curves_and_alarms, document
from gan_core.runs.folder import RunFolder
from gan_core.training.generated_samples import TileComparison

PAIRS, COLUMNS = 32, 16
"""Images in the sheet, and how many side by side."""
CONTACTS = "contacts.png"


def page(
    name: str, work: GeneratorTiles, made: torch.Tensor, found: TileComparison, folder: RunFolder, told: str
) -> str:
    """told: the verdict in a sentence."""
    picture = contacts(work, made, found)
    (folder.path / CONTACTS).write_bytes(picture)
    kinds = "" if work.tiles.named else f", of {work.tiles.classes} kinds told apart by their looks"
    body = [
        f"<h1>{escape(name)}</h1><p>Learned from {len(work.tiles.tiles)} pieces of the raster{kinds}. {escape(told)}</p>",
        _copies(found, len(made)),
        _table(found, len(made), len(work.judge)),
        _image(
            picture, "Rows in turn: images from seeds 0, 1, 2 and so on, and below each the real tile nearest to it."
        ),
        _strip(folder),
        curves_and_alarms(folder),
    ]
    return document(name, body)


def contacts(work: GeneratorTiles, made: torch.Tensor, found: TileComparison) -> bytes:
    """Images above their nearest real tiles, as PNG."""
    tiles: list[np.ndarray] = []
    for first in range(0, min(PAIRS, len(made)), COLUMNS):
        row = range(first, min(first + COLUMNS, len(made)))
        tiles += [one_tile(made[place], work.judge) for place in row]
        tiles += [one_tile(work.judge[int(found.places[place])], work.judge) for place in row]
    return png(sheet(tiles, COLUMNS))


def _copies(found: TileComparison, made: int) -> str:
    if not found.copies:
        return "<p>No image is a copy of a real tile.</p>"
    values = {"copies": found.copies, "made": made, "nearest": found.nearest}
    return f"<p><b>{escape(note_text('generator-copies', values))}</b></p>"


def _table(found: TileComparison, made: int, real: int) -> str:
    rows: tuple[tuple[str, Any], ...] = (
        ("Distance to the real tiles (KID; 0: the same kind of image)", f"{found.kid:.4f}"),
        ("the same between two halves of the real tiles", f"{found.floor:.4f}"),
        (
            "Diversity (mean distance between two images, over that of real tiles; 1: as varied)",
            f"{found.diversity:.2f}",
        ),
        ("Smallest distance of an image to a real tile", f"{float(found.distances.min()):.2f}"),
        ("what 99 % of the real tiles keep from their nearest neighbour", f"{found.limit:.2f}"),
        ("Images nearer than that", f"{found.copies} of {made}"),
    )
    body = "".join(f'<tr><th>{escape(name)}</th><td class="number">{value}</td></tr>' for name, value in rows)
    words = f"{made} images against {real} real tiles that share no pixel; features are brightness and fixed random filters."
    return f"<table>{body}</table><p><small>{words}</small></p>"


def _strip(folder: RunFolder) -> str:
    path = folder.path / STRIP
    words = "The same seeds over time, from the untrained network, left, to the last; at the right real tiles."
    return _image(path.read_bytes(), words) if path.exists() else ""


def _image(picture: bytes, words: str) -> str:
    data = base64.b64encode(picture).decode("ascii")
    return f'<p><img alt="tiles" src="data:image/png;base64,{data}"><br><small>{words}</small></p>'
