"""Values at the ends of their type: finite in, finite out, or refused with the reason; no warning, no traceback."""

from __future__ import annotations

import warnings

import numpy as np
import pytest
from makers import Log, read, smooth, write

from gan_core import tasks
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.assessment import CheckLayerJob
from gan_core.datasets.tile_selection import measured
from gan_core.raster.source import RasterSource
from gan_core.tiling.window import Window

MOST = {"float32": float(np.finfo(np.float32).max), "float64": float(np.finfo(np.float64).max)}


def grown(dtype: str, largest: float, bands: int = 1, side: int = 80) -> np.ndarray:
    """Something like a scene, -1 to 1 times `largest`, or 0.3 to 1 times where that is negative."""
    scene = (smooth("float64", bands, side, side) - 20) / 200
    scene = scene * 2 - 1 if largest > 0 else scene * 0.7 + 0.3
    return (scene * abs(largest)).astype(dtype)


@pytest.fixture
def no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error", RuntimeWarning)
        yield


@pytest.mark.usefixtures("no_warnings")
@pytest.mark.parametrize(
    ("dtype", "largest"),
    [
        ("float32", 3.3e38),
        ("float32", -MOST["float32"]),
        ("float32", 1e30),
        ("float64", 1e200),
        ("float64", -1e299),
        ("float64", 1e38),
        ("float64", 1e-300),
        ("float32", 1e-38),
    ],
)
@pytest.mark.parametrize(
    "fields",
    [
        {"model": "upscale-x2-band"},
        {"model": "rough-x4", "bands": (1, 2, 3), "doubtful": "soften"},
        {"model": "told-x2", "bands": (1, 2, 3), "noise": 0.0},
        {"model": "told-x2", "bands": (1, 2, 3), "sensor": "perfect"},
    ],
)
def test_finite_values_stay_finite(tmp_path, upscale, dtype, largest, fields):
    """Case 09."""
    array, log = grown(dtype, largest, 3 if "bands" in fields else 1), Log()
    array[:, 5:20, 5:20] = 0
    path = write(tmp_path / "in.tif", array, nodata=0)
    output, results = upscale(path, log=log, **fields)
    assert np.isfinite(read(output)).all()
    for name in ("INPUT_GRID_ERROR", "RESEEN_ERROR", "NOISE"):
        assert np.isfinite(results[name]), name
    if results["RESPONSE"] == 1:
        assert results["INPUT_GRID_ERROR"] <= 1e-4 * abs(largest)


@pytest.mark.usefixtures("no_warnings")
@pytest.mark.parametrize(("dtype", "largest"), [("float32", 3.3e38), ("float64", 1e200), ("float64", -1e299)])
def test_enhanced_and_looked_at(tmp_path, enhance, dtype, largest):
    path = write(tmp_path / "in.tif", grown(dtype, largest))
    output, results = enhance(path)
    assert np.isfinite(read(output)).all()
    small = write(tmp_path / "small.tif", grown(dtype, np.sign(largest) * 1000.0))
    assert results["BLOCK_SHIFT"] == pytest.approx(enhance(small, "small_out.tif")[1]["BLOCK_SHIFT"], rel=1e-3)
    assert 0 < results["BLOCK_SHIFT"] <= 3.001
    seen = measured(RasterSource(str(path)), Window(0, 0, 64, 64))
    assert 0 < seen.contrast < np.inf
    found = tasks.run(CheckLayerJob(str(path)), Log())
    assert np.isfinite(found["NOISE"])
    noise = tasks.run(CheckLayerJob(str(small)), Log())["NOISE"]
    assert found["NOISE"] / abs(largest) == pytest.approx(noise / 1000, rel=1e-3)


def test_overviews_stay_finite(tmp_path, upscale):
    array = np.full((1, 600, 600), MOST["float32"], np.float32)
    array[:, ::3] *= 0.5
    output, _ = upscale(write(tmp_path / "in.tif", array, nodata=0), model="same-x2")
    band = output.GetRasterBand(1)
    assert band.GetOverviewCount() > 0
    for level in range(band.GetOverviewCount()):
        assert np.isfinite(band.GetOverview(level).ReadAsArray()).all()


def test_an_outlier_poisons_nothing(tmp_path, upscale):
    """The nodata of others, undeclared: the network sees what it can't compute with."""
    for dtype in ("float32", "float64"):
        array = smooth(dtype)
        array[:, 20:24, 20:24] = -MOST[dtype]
        output, _ = upscale(
            write(tmp_path / f"{dtype}.tif", array), f"{dtype}_out.tif", model="rough-x2", bands=(1, 2, 3)
        )
        assert np.isfinite(read(output)).all()
        assert abs(read(output)[:, 100:]).max() < 1000


@pytest.mark.parametrize("largest", [MOST["float64"], -MOST["float64"], 5e300])
def test_what_is_larger_still_is_refused(tmp_path, upscale, largest):
    path = write(tmp_path / "in.tif", grown("float64", largest))
    with pytest.raises(RasterGanError, match=r"INPUT: expected values up to 1e\+300, those of band 1 are larger"):
        upscale(path)
    assert [each.name for each in tmp_path.iterdir()] == ["in.tif"]
    assert tasks.run(CheckLayerJob(str(path)), Log())["PROBLEMS"] >= 0
