"""What `make bench-quality` leaves behind: a Markdown table for each place, and sheets of crops side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch

from tools.picture import enlarged, gradient_energy, mosaic, write_png
from tools.quality import Judged
from tools.scenes import Scene

SHOWN = 160
"""Side of the piece of ground in a picture, output pixels."""
ENLARGED = 2
COLUMNS = 4
HEADINGS = {
    "PSNR": ("PSNR dB", ".2f"),
    "SSIM": ("SSIM", ".4f"),
    "SAM": ("SAM °", ".2f"),
    "ERGAS": ("ERGAS", ".2f"),
    "perceptual": ("perceptual", ".3f"),
    "KID": ("KID × 1000", ".1f"),
    "input grid": ("input grid, of 255", ".3f"),
    "reflectance": ("reflectance", ".4f"),
    "spectral": ("spectral °", ".2f"),
    "spatial": ("spatial px", ".3f"),
    "hallucination": ("halluc.", ".3f"),
    "omission": ("omission", ".3f"),
    "improvement": ("improv.", ".3f"),
}


class Method(NamedTuple):
    """A row of a scale's tables."""

    name: str
    parameters: int
    megapixels_a_second: float
    places: Mapping[str, Mapping[str, float]]
    """By place, the figures of HEADINGS."""


class Sheet:
    """The liveliest piece of one scene as every method makes it: the input first, the truth last."""

    def __init__(self, scene: Scene, scale: int) -> None:
        self.target = scene.target()
        self.top, self.left = liveliest(self.target[0].numpy())
        blocks = torch.nn.functional.avg_pool2d(self.target, scale)
        self.names, self.panels = ["input"], []
        self.show(torch.nn.functional.interpolate(blocks, scale_factor=scale)[0])

    def add(self, name: str, judged: Judged) -> None:
        self.names.append(name)
        self.show(judged.result)

    def show(self, image: torch.Tensor) -> None:
        piece = image[:, self.top : self.top + SHOWN, self.left : self.left + SHOWN].clamp(0, 1)
        self.panels.append(enlarged(piece.numpy(), SHOWN * ENLARGED, "nearest"))

    def write(self, path: Path) -> str:
        """The picture, and a line of Markdown that shows it and names its panels."""
        self.names.append("truth")
        self.show(self.target[0])
        write_png(mosaic(self.panels, COLUMNS), path)
        rows = [self.names[start : start + COLUMNS] for start in range(0, len(self.names), COLUMNS)]
        return f"![]({path.name})\n\n" + "; ".join(", ".join(row) for row in rows)


def liveliest(image: np.ndarray) -> tuple[int, int]:
    """Top and left, on a grid of half pieces, of the piece of (C, H, W) with the most gradient energy."""
    tops, lefts = (range(0, length - SHOWN + 1, SHOWN // 2) for length in image.shape[1:])
    places = [(top, left) for top in tops for left in lefts]
    return max(places, key=lambda at: gradient_energy(image[:, at[0] : at[0] + SHOWN, at[1] : at[1] + SHOWN]))


def table(methods: Sequence[Method], place: str) -> str:
    """One place, a line for each method."""
    columns = ["method", *(heading for heading, _ in HEADINGS.values()), "parameters", "Mpx/s"]
    lines = ["| " + " | ".join(columns) + " |", "|---" * len(columns) + "|"]
    for method in methods:
        figures = [format(method.places[place][name], how) for name, (_, how) in HEADINGS.items()]
        cells = [method.name, *figures, f"{method.parameters:,}", f"{method.megapixels_a_second:.2f}"]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)
