"""Two rasters of the same ground made into pairs: laid on each other, brought to one radiometry, or refused with the reason."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import torch

from gan_core.api.errors import RasterGanError
from gan_core.api.protocol import Report
from gan_core.metrics.harmonize import shift
from gan_core.raster.grid import Grid
from gan_core.raster.source import RasterSource
from gan_core.raster.warp import pixel, pixel_in, warped
from gan_core.tiling.window import Window
from gan_core.training.degradation import area_mean

LARGEST_SHIFT = 4.0
"""Pixels of the input; further apart the two may show different ground."""
LARGEST_SPREAD = 0.5
"""Pixels by which the tiles' shifts may differ in the middle: a shift that every tile has otherwise is no shift."""
LEAST_LIKENESS = 0.5
"""Correlation of a tile's coarse pixels with the input's; below it, clouds or change lie between the two."""
LEAST_VALID = 0.95
NEARLY = 1.25
"""A truth whose pixels are larger than wanted by less than this holds what there is to learn."""


class Pair(NamedTuple):
    """A tile as both saw it, in the input's units."""

    window: Window
    low_res: np.ndarray
    """(C, H, W) float64."""
    truth: np.ndarray
    """(C, H * scale, W * scale) float64."""


@dataclass(frozen=True)
class Truth:
    """The finer raster."""

    source: RasterSource
    numbers: Sequence[int]
    crs: str
    """The input's, as WKT; "" where neither raster has one."""
    finer: bool
    """Its pixels are clearly smaller than wanted and are averaged; else they are interpolated."""

    def on(self, grid: Grid, rows: float = 0.0, columns: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
        """(C, H, W) float64 on another grid, and which values are known (same shape).

        rows, columns: by how many pixels of `grid` what it shows is moved down and to the right.
        """
        x, y = grid.ground(-columns, -rows)
        geotransform = (x, *grid.geotransform[1:3], y, *grid.geotransform[4:])
        try:
            values = warped(
                self.source, self.numbers, Grid(geotransform, grid.width, grid.height), self.crs, self.finer
            )
        except RuntimeError as error:
            raise RasterGanError("pair-unreadable", path=self.source.path, reason=str(error)) from error
        return values, np.isfinite(values)


def opened_truth(path: str, source: RasterSource, numbers: Sequence[int], scale: int) -> Truth:
    """Raises RasterGanError `input-...`, `pair-bands`, `pair-crs` or `pair-pixels`."""
    truth = RasterSource(path)
    have = len(truth.bands)
    if max(numbers) > have:
        raise RasterGanError("pair-bands", path=path, expected=", ".join(map(str, numbers)), got=have)
    crs, its = source.dataset.GetProjection(), truth.dataset.GetProjection()
    if bool(crs) != bool(its):
        raise RasterGanError("pair-crs", without=path if crs else source.path)
    try:
        wanted, got = pixel(source.grid) / scale, pixel_in(truth, crs)
    except RuntimeError as error:
        raise RasterGanError("pair-unreadable", path=path, reason=str(error)) from error
    if got > wanted * NEARLY:
        raise RasterGanError("pair-pixels", expected=f"{wanted:.6g}", got=f"{got:.6g}", scale=scale)
    return Truth(truth, numbers, crs, got * NEARLY < wanted)


def paired(truth: Truth, source: RasterSource, windows: Sequence[Window], scale: int, report: Report) -> list[Pair]:
    """The tiles that both show, the truth moved so that it lies on the input.

    The truth's bands get the input's mean and spread, and for scale > 1 the input's values wherever its pixels are averaged:
    what is learned is detail, never another season's colours.  Raises RasterGanError `pair-apart`, `pair-shift`,
    `pair-unlike`.
    """
    read = [_read(source, window, truth.numbers) for window in windows]
    coarse = []
    for window in windows:
        report.check()
        coarse.append(truth.on(source.grid.part(window)))
    if not any(valid.mean() >= LEAST_VALID for _, valid in coarse):
        raise RasterGanError("pair-apart", path=truth.source.path, count=len(windows))
    rows, columns = _shift(read, coarse)
    pairs = []
    for window, low_res in zip(windows, read):
        report.check()
        fine, valid = truth.on(source.grid.part(window, scale), rows * scale, columns * scale)
        if valid.mean() >= LEAST_VALID:
            pairs.append(Pair(window, low_res, np.where(valid, fine, _medians(fine)[:, None, None])))
    pairs = _same_radiometry(pairs, scale)
    alike = [pair for pair in pairs if likeness(pair.low_res, _averaged(pair.truth, scale)) >= LEAST_LIKENESS]
    report.note("paired", rows=rows, columns=columns, left=len(windows) - len(alike), pairs=len(alike))
    if not alike:
        raise RasterGanError("pair-unlike", path=truth.source.path, count=len(windows), least=LEAST_LIKENESS)
    return [_contained(pair, scale) for pair in alike]


def likeness(image: np.ndarray, other: np.ndarray) -> float:
    """Correlation of two images (C, H, W), mean over the bands; 0 where one is of one value."""
    correlations = []
    for band, its in zip(image, other):
        spread = band.std() * its.std()
        correlations.append(float(((band - band.mean()) * (its - its.mean())).mean() / spread) if spread > 0 else 0.0)
    return sum(correlations) / len(correlations)


def _shift(read: Sequence[np.ndarray], coarse: Sequence[tuple[np.ndarray, np.ndarray]]) -> tuple[float, float]:
    """The middle of the tiles' shifts.  Raises RasterGanError `pair-shift` where it is large, or the tiles disagree."""
    shifts = [
        shift(*(_windowed(image) for image in (values, low_res)))
        for low_res, (values, valid) in zip(read, coarse)
        if valid.all()
    ]
    if not shifts:
        return 0.0, 0.0
    every = np.array(shifts)
    middle = np.median(every, 0)
    spread = float(np.median(np.abs(every - middle), 0).max())
    far = float(np.abs(middle).max())
    if far > LARGEST_SHIFT or spread > LARGEST_SPREAD:
        raise RasterGanError("pair-shift", far=far, spread=spread, most=LARGEST_SHIFT)
    return float(middle[0]), float(middle[1])


def _windowed(image: np.ndarray) -> torch.Tensor:
    """The bands' mean, faded to nothing at the edges, which would otherwise be found to lie on each other."""
    grey = torch.from_numpy(image.mean(0))
    height, width = (torch.hann_window(side, periodic=False, dtype=torch.float64) for side in grey.shape)
    return (grey - grey.mean()) * height[:, None] * width


def _same_radiometry(pairs: Sequence[Pair], scale: int) -> list[Pair]:
    """Each band of every truth with the mean and standard deviation that the input has over all tiles."""
    if not pairs:
        return []
    bands = len(pairs[0].low_res)
    low_res = np.concatenate([pair.low_res.reshape(bands, -1) for pair in pairs], 1)
    truth = np.concatenate([_averaged(pair.truth, scale).reshape(bands, -1) for pair in pairs], 1)
    gain = (low_res.std(1) / np.maximum(truth.std(1), 1e-12))[:, None, None]
    offset = low_res.mean(1)[:, None, None] - gain * truth.mean(1)[:, None, None]
    return [pair._replace(truth=gain * pair.truth + offset) for pair in pairs]


def _contained(pair: Pair, scale: int) -> Pair:
    """The truth whose averages are the input's pixels; at scale 1 the input has nothing that the truth must keep."""
    if scale == 1:
        return pair
    truth = torch.from_numpy(pair.truth)[None]
    for _ in range(2):  # a smooth correction leaves a little; the second round leaves a hundredth of that
        missing = torch.from_numpy(pair.low_res)[None] - area_mean(truth, scale)
        truth = truth + torch.nn.functional.interpolate(
            missing, scale_factor=scale, mode="bicubic", align_corners=False
        )
    return pair._replace(truth=truth[0].numpy())


def _averaged(image: np.ndarray, scale: int) -> np.ndarray:
    return area_mean(torch.from_numpy(image)[None], scale)[0].numpy()


def _read(source: RasterSource, window: Window, numbers: Sequence[int]) -> np.ndarray:
    values, valid = source.read(window, numbers)
    wide = values.astype(np.float64)
    return np.where(valid, wide, _medians(np.where(valid, wide, math.nan))[:, None, None])


def _medians(image: np.ndarray) -> np.ndarray:
    return np.nanmedian(image.reshape(len(image), -1), 1)
