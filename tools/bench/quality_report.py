"""What `make bench-quality` leaves behind: Markdown tables over the sensor grid, and sheets of crops side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch

from tools.bench.measures import Figures
from tools.bench.table import markdown
from tools.common.picture import enlarged, gradient_energy, mosaic, write_png
from tools.common.sensor_grid import Point

SHOWN = 160
"""Side of the piece of ground in a picture, output pixels."""
ENLARGED = 2
COLUMNS = 4
Table = Mapping[str, Figures]
"""By set, and "all"."""


class Method(NamedTuple):
    """A row of a scale's tables."""

    name: str
    tables: Mapping[str, Table]
    """By the sensor's name."""

    def cell(self, sensor: str, set_name: str, figures: Sequence[str] = ("PSNR", "distance")) -> str:
        values = self.tables[sensor][set_name]
        digits = {"PSNR": ".2f", "SAM": ".2f", "distance": ".3f", "hallucination": ".3f", "improvement": ".3f"}
        return " / ".join(format(values[name], digits[name]) for name in figures)


def over_sensors(methods: Sequence[Method], sensors: Sequence[str], figures: Sequence[str]) -> str:
    """A line for each method, a column for each sensor: means over the sets."""
    return _table(
        sensors, {method.name: [method.cell(sensor, "all", figures) for sensor in sensors] for method in methods}
    )


def over_sets(methods: Sequence[Method], sensor: str) -> str:
    """A line for each method, a column for each set: PSNR in dB / feature distance behind one sensor."""
    sets = list(methods[0].tables[sensor])
    return _table(sets, {method.name: [method.cell(sensor, set_name) for set_name in sets] for method in methods})


def _table(columns: Sequence[str], rows: Mapping[str, Sequence[str]]) -> str:
    return markdown(("method", *columns), [(name, *cells) for name, cells in rows.items()])


class Sheet:
    """The liveliest part of a piece as every method makes it: the input first, the truth last."""

    def __init__(self, truth: torch.Tensor, low_res: torch.Tensor, point: Point) -> None:
        """truth, low_res: (1, 3, H, W) in 0..1."""
        self.truth, self.point = truth, point
        self.side = min(SHOWN, *truth.shape[2:])
        self.top, self.left = liveliest(truth[0].numpy(), self.side)
        self.names: list[str] = []
        self.panels: list[np.ndarray] = []
        self.add("input", torch.nn.functional.interpolate(low_res, truth.shape[2:]))

    def add(self, name: str, image: torch.Tensor) -> None:
        piece = image[0, :, self.top : self.top + self.side, self.left : self.left + self.side].clamp(0, 1)
        self.names.append(name)
        self.panels.append(enlarged(piece.numpy(), SHOWN * ENLARGED, "nearest"))

    def write(self, path: Path) -> str:
        """The picture, and a line of Markdown that shows it and names its panels."""
        self.add("truth", self.truth)
        write_png(mosaic(self.panels, COLUMNS), path)
        rows = [self.names[start : start + COLUMNS] for start in range(0, len(self.names), COLUMNS)]
        return f"![]({path.name})\n\n{self.point.name}: " + "; ".join(", ".join(row) for row in rows)


def liveliest(image: np.ndarray, side: int = SHOWN) -> tuple[int, int]:
    """Top and left, on a grid of half pieces, of the piece of (C, H, W) with the most gradient energy."""
    tops, lefts = (range(0, length - side + 1, side // 2) for length in image.shape[1:])
    corners = [(top, left) for top in tops for left in lefts]
    return max(corners, key=lambda at: gradient_energy(image[:, at[0] : at[0] + side, at[1] : at[1] + side]))
