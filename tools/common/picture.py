"""Before and after, side by side: the input's pixels, bicubic, and the upscaled raster."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from osgeo import gdal

gdal.UseExceptions()
SIDE = 120
"""Input pixels along the side of the piece that is shown."""
ENLARGED = 4
GAP = 8


def before_and_after(source: Path, result: Path, picture: Path) -> None:
    """Write a PNG of three panels, one piece of ground; the piece with most contrast is chosen."""
    before, after = gdal.Open(str(source)), gdal.Open(str(result))
    scale = after.RasterXSize // before.RasterXSize
    column, row, side = liveliest(before)
    low_res = before.ReadAsArray(column, row, side, side, band_list=[1, 2, 3]).astype(np.float32)
    image = after.ReadAsArray(*(scale * value for value in (column, row, side, side)), band_list=[1, 2, 3]).astype(
        np.float32
    )
    low, high = np.percentile(low_res, (1, 99))
    size = side * ENLARGED
    panels = [
        enlarged(low_res, size, "nearest"),
        enlarged(low_res, size, "bicubic"),
        enlarged(image, size, "nearest" if size % image.shape[1] == 0 else "bicubic"),
    ]
    write_png(mosaic([((panel - low) / (high - low)).clip(0, 1) for panel in panels], 3), picture)


def mosaic(panels: list[np.ndarray], columns: int) -> np.ndarray:
    """Panels of one shape (C, H, W), in 0..1, row by row on white."""
    bands, height, width = panels[0].shape
    rows = -(-len(panels) // columns)
    sheet = np.ones((bands, rows * (height + GAP) - GAP, columns * (width + GAP) - GAP), np.float32)
    for number, panel in enumerate(panels):
        top, left = number // columns * (height + GAP), number % columns * (width + GAP)
        sheet[:, top : top + height, left : left + width] = panel
    return sheet


def sharpness(source: Path, result: Path) -> float:
    """Gradient energy of the result over that of bicubic, on the piece that `before_and_after` shows."""
    before, after = gdal.Open(str(source)), gdal.Open(str(result))
    scale = after.RasterXSize // before.RasterXSize
    column, row, side = liveliest(before)
    low_res = before.ReadAsArray(column, row, side, side, band_list=[1, 2, 3]).astype(np.float32)
    image = after.ReadAsArray(*(scale * value for value in (column, row, side, side)), band_list=[1, 2, 3])
    return gradient_energy(image.astype(np.float32)) / gradient_energy(enlarged(low_res, side * scale, "bicubic"))


def gradient_energy(image: np.ndarray) -> float:
    """Mean squared difference of neighbours, down and across, of (C, H, W)."""
    return float((np.diff(image, axis=1) ** 2).mean() + (np.diff(image, axis=2) ** 2).mean())


def liveliest(dataset: gdal.Dataset) -> tuple[int, int, int]:
    """Column, row and side of the square with the largest standard deviation among a grid of them, without nodata."""
    side = min(SIDE, dataset.RasterXSize, dataset.RasterYSize)
    best, corner = -1.0, (0, 0)
    nodata = dataset.GetRasterBand(1).GetNoDataValue()
    for row in range(0, dataset.RasterYSize - side + 1, side):
        for column in range(0, dataset.RasterXSize - side + 1, side):
            values = dataset.GetRasterBand(1).ReadAsArray(column, row, side, side)
            spread = float(np.clip(values, *np.percentile(values, (2, 98))).std())
            if spread > best and not (nodata is not None and (values == nodata).any()):
                best, corner = spread, (column, row)
    return (*corner, side)


def enlarged(image: np.ndarray, size: int, mode: str) -> np.ndarray:
    """(C, H, W) -> (C, size, size)."""
    return torch.nn.functional.interpolate(torch.from_numpy(image)[None], (size, size), mode=mode)[0].numpy()


def write_png(image: np.ndarray, path: Path) -> None:
    """(C, H, W) in 0..1 to an 8-bit PNG."""
    memory = gdal.GetDriverByName("MEM").Create("", image.shape[2], image.shape[1], len(image))
    memory.WriteArray(np.round(image * 255).astype(np.uint8))
    gdal.GetDriverByName("PNG").CreateCopy(str(path), memory)
    Path(f"{path}.aux.xml").unlink(missing_ok=True)
