"""Two rasters of the same ground as pairs to learn from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from makers import TRANSFORM, Log, write
from osgeo import gdal

from gan_core.api.errors import RasterGanError
from gan_core.datasets.coregistration import likeness, opened_truth, paired
from gan_core.raster.source import RasterSource
from gan_core.tiling.window import Window
from gan_core.training.degradation import area_mean

SCALE, SIDE = 2, 256
FINE = tuple(value / SCALE if place in (1, 5) else value for place, value in enumerate(TRANSFORM))
WINDOWS = [Window(column, row, 48, 48) for row in (8, 64) for column in (8, 64)]


def ground(seed: int = 1, by: tuple[float, float] = (0.0, 0.0)) -> np.ndarray:
    """(2, SIDE, SIDE) float64, smooth at the finest pixels, moved down and right by `by` pixels round the edges."""
    noise = np.random.default_rng(seed).normal(0, 1, (2, SIDE, SIDE))
    down, across = np.meshgrid(*[np.fft.fftfreq(SIDE)] * 2, indexing="ij")
    smooth = np.exp(-2 * (np.pi * 1.5) ** 2 * (down**2 + across**2))
    moved = np.exp(-2j * np.pi * (down * by[0] + across * by[1]))
    return 1000 + 900 * np.fft.ifft2(np.fft.fft2(noise) * smooth * moved).real


def coarse(image: np.ndarray) -> np.ndarray:
    return area_mean(torch.from_numpy(image)[None], SCALE)[0].numpy()


@pytest.fixture
def seen(tmp_path) -> RasterSource:
    return RasterSource(str(write(tmp_path / "seen.tif", coarse(ground()).astype("float32"))))


def truth_of(image: np.ndarray, path: Path, transform=FINE, **facts) -> str:
    return str(write(path, image.astype("float32"), transform=transform, **facts))


def pairs_of(path: str, seen: RasterSource, log: Log | None = None, scale: int = SCALE):
    return paired(opened_truth(path, seen, [1, 2], scale), seen, WINDOWS, scale, log or Log())


def inner(image: np.ndarray) -> np.ndarray:
    return image[:, 8:-8, 8:-8]


@pytest.mark.parametrize("by", [(0.0, 0.0), (1.5, -2.25), (-5.0, 3.0)])
def test_a_displaced_truth_is_laid_on_the_input(seen, tmp_path, by):
    """by: pixels of the truth."""
    image = ground()
    log = Log()
    found = pairs_of(truth_of(ground(by=by), tmp_path / "truth.tif"), seen, log)
    (values,) = [values for code, values in log.notes if code == "paired"]
    assert (values["rows"], values["columns"]) == pytest.approx([-way / SCALE for way in by], abs=0.04)
    assert len(found) == len(WINDOWS)
    for pair in found:
        window = pair.window
        rows, columns = (slice(start * SCALE, (start + 48) * SCALE) for start in (window.row, window.column))
        wanted = image[:, rows, columns]
        assert np.abs(inner(pair.truth) - inner(wanted)).std() < 0.06 * wanted.std()


def test_another_radiometry_becomes_the_inputs(seen, tmp_path):
    found = pairs_of(truth_of(ground() * 0.03 + 7, tmp_path / "truth.tif"), seen)
    for pair in found:
        assert np.abs(coarse(pair.truth) - pair.low_res).max() < 0.02 * pair.low_res.std()


def test_a_truth_in_another_crs_and_much_finer_is_averaged(seen, tmp_path):
    fine = truth_of(
        np.repeat(np.repeat(ground(), 2, 1), 2, 2),
        tmp_path / "fine.tif",
        tuple(value / 4 if place in (1, 5) else value for place, value in enumerate(TRANSFORM)),
    )
    other = str(tmp_path / "other.tif")
    gdal.Warp(other, fine, dstSRS="EPSG:3857", resampleAlg="cubic", dstNodata=-1)
    found = pairs_of(other, seen)
    assert len(found) == len(WINDOWS)
    assert all(likeness(pair.low_res, coarse(pair.truth)) > 0.99 for pair in found)


def test_a_clouded_tile_is_left_out(seen, tmp_path):
    image = ground()
    image[:, 16:112, 16:112] = ground(5)[:, 16:112, 16:112]
    found = pairs_of(truth_of(image, tmp_path / "truth.tif"), seen)
    assert [pair.window for pair in found] == WINDOWS[1:]


@pytest.mark.parametrize(
    ("image", "facts", "code"),
    [
        (ground()[:1], {}, "pair-bands"),
        (ground(), {"epsg": None}, "pair-crs"),
        (coarse(ground()), {"transform": TRANSFORM}, "pair-pixels"),
        (ground(), {"transform": (0.0, *FINE[1:])}, "pair-apart"),
        (ground(seed=9), {}, "pair-shift"),
        (np.stack([np.rot90(band, 2) for band in ground()]), {}, "pair-shift"),
        (np.zeros((2, SIDE, SIDE)), {}, "pair-unlike"),
    ],
)
def test_what_does_not_belong_together_is_refused(seen, tmp_path, image, facts, code):
    path = truth_of(image, tmp_path / "truth.tif", **facts)
    with pytest.raises(RasterGanError) as caught:
        pairs_of(path, seen)
    assert caught.value.code == code
    assert str(caught.value).startswith(("TRUTH", "INPUT"))
