"""A raster with gaps: where it says so itself, where it has values that mean nothing, and where somebody marked them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

import numpy as np
from osgeo import gdal

from gan_core.raster.gap_width import opened, reach
from gan_core.raster.source import RasterSource
from gan_core.tiling.window import Window


class GapMarks:
    """Which pixels of a raster somebody marked: those that are 0 neither in its first band nor in its last,
    which may be its transparency."""

    def __init__(self, dataset: gdal.Dataset, window: Window) -> None:
        """window: of the raster, the ground that the dataset covers, pixel on pixel."""
        self.dataset, self.window = dataset, window

    def read(self, window: Window) -> np.ndarray:
        """(H, W) bool; False outside."""
        marked = np.zeros((window.height, window.width), bool)
        inside = window.intersection(self.window)
        if inside.width and inside.height:
            bands = {self.dataset.GetRasterBand(number) for number in (1, self.dataset.RasterCount)}
            planes = [band.ReadAsArray(*inside.relative_to(self.window)) != 0 for band in bands]
            marked[inside.relative_to(window).slices] = np.logical_and.reduce(planes)
        return marked


class GapSource(RasterSource):
    """What `read` calls valid is known; the rest of the bands that are no transparency are gaps."""

    def __init__(self, path: str, missing: Sequence[float], widest: int) -> None:
        """missing: values that mean that nothing is there.  widest: pixels; what is wider is left, but where the reference
        knows it."""
        super().__init__(path)
        self.missing, self.widest = missing, widest
        self.marks: list[GapMarks] = []
        self.reference: Optional[RasterSource] = None
        """On the same grid."""
        self.numbers = [number for number in range(1, len(self.bands) + 1) if number not in self.alpha]
        """Of the bands that have gaps."""

    def mark(self, marks: GapMarks, files: Sequence[str] = (), facts: str = "") -> None:
        """More gaps.  files: that they are read from.  facts: what decides them and is in no file."""
        self.marks.append(marks)
        self._files, self.facts = [*self.files, *files], self.facts + facts

    def show(self, reference: RasterSource) -> None:
        """What knows more, from now on; instead of one that was there before."""
        others = self.reference.files if self.reference else []
        self._files = [*(file for file in self.files if file not in others), *reference.files]
        self.reference = reference

    def read(self, window: Window, numbers: Sequence[int]) -> tuple[np.ndarray, np.ndarray]:
        values, known = super().read(window, numbers)
        for value in self.missing:
            known &= values != self.dtype.type(value)
        marked = self.marked(window)
        for plane, number in zip(known, numbers):
            if number not in self.alpha:
                plane &= ~marked
        return values, known

    def marked(self, window: Window) -> np.ndarray:
        """(H, W) bool: where somebody marked a gap."""
        marked = np.zeros((window.height, window.width), bool)
        for marks in self.marks:
            marked |= marks.read(window)
        return marked

    def known(self, window: Window) -> np.ndarray:
        """(C, H, W) bool of `numbers`; a window may reach over the edge, where nothing is known."""
        known = np.zeros((len(self.numbers), window.height, window.width), bool)
        inside = window.intersection(self.grid.window)
        if inside.width and inside.height:
            rows, columns = inside.relative_to(window).slices
            known[:, rows, columns] = self.read(inside, self.numbers)[1]
        return known

    def known_beside(self, window: Window) -> np.ndarray:
        """(H, W) bool: where the reference knows all its bands."""
        known = np.zeros((window.height, window.width), bool)
        inside = window.intersection(self.grid.window)
        if self.reference and inside.width and inside.height:
            numbers = [n for n in range(1, len(self.reference.bands) + 1) if n not in self.reference.alpha]
            known[inside.relative_to(window).slices] = self.reference.read(inside, numbers)[1].all(0)
        return known

    def left(self, window: Window) -> np.ndarray:
        """(C, H, W) bool of `numbers`: gaps that are not filled, as they are too wide."""
        around = window.buffered(reach(self.widest))
        known = self.known(around)
        gaps = ~(known | self.known_beside(around))
        rows, columns = window.relative_to(around).slices
        known = known[:, rows, columns]
        if known.all():
            return np.zeros_like(known)
        inside = self.grid.window.relative_to(around)
        left = np.empty_like(known)
        for band, gap in enumerate(gaps):
            before = next((other for other in range(band) if np.array_equal(gaps[other], gap)), None)
            left[band] = opened(gap, self.widest, inside) if before is None else left[before]
        left &= ~known
        hidden = self.hidden(window)
        left[:, hidden] = left[:, hidden].any(0)  # what hides a pixel hides all its bands
        return left

    def hidden(self, window: Window) -> np.ndarray:
        """(H, W) bool: where a mask or transparency hides all bands."""
        inside = window.intersection(self.grid.window)
        hidden = np.zeros((window.height, window.width), bool)
        mask = self.mask(inside)
        part = np.zeros((inside.height, inside.width), bool) if mask is None else ~mask
        if len(self.alpha) == 1:
            part |= self.bands[self.alpha[0] - 1].ReadAsArray(*inside) == 0
        hidden[inside.relative_to(window).slices] = part
        return hidden

    def band_mask(self, number: int, window: Window) -> np.ndarray:
        """As the result's: what was filled is valid."""
        return ~self.left(window)[self.numbers.index(number)]
