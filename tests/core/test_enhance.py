"""Enhancing: the raster contract at x1, where a block is 8 x 8 pixels and its mean stays within the noise removed."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from makers import Log, read, smooth, values, write
from osgeo import gdal

from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.raster import EnhanceJob, UpscaleJob
from gan_core.radiometry.block_means import with_means_kept
from gan_core.radiometry.noise_level import noise_level
from gan_core.radiometry.quantize import Storage


def shifts(source: np.ndarray, result: np.ndarray, valid: np.ndarray | None = None) -> np.ndarray:
    """How far each 8 x 8 block's mean moved, in standard errors of what was removed; counted by hand, edges included."""
    found = []
    valid = np.ones(source.shape, bool) if valid is None else valid
    for row in range(0, source.shape[0], 8):
        for column in range(0, source.shape[1], 8):
            place = np.s_[row : row + 8, column : column + 8]
            moved = (result.astype(np.float64) - source.astype(np.float64))[place][valid[place]]
            if moved.size and moved.any():
                found.append(abs(moved.mean()) / max(moved.std() / moved.size**0.5, 1e-12))
    return np.array(found or [0.0])


@pytest.mark.parametrize("dtype", ["uint8", "int16", "uint16", "int32", "float32", "float64"])
@pytest.mark.parametrize("nodata", [None, 7])
def test_block_means_move_by_three_standard_errors_at_most(tmp_path, enhance, dtype, nodata):
    source = values(dtype, 3, 45, 70)
    source[:, 10:20, 30:33] = 7
    path = write(tmp_path / "in.tif", source, nodata, options=["PHOTOMETRIC=RGB"])
    dataset, results = enhance(path, model="rough-x1", noise=3)
    made = read(dataset)
    assert made.dtype == source.dtype
    valid = source != nodata if nodata is not None else np.ones(source.shape, bool)
    assert (made != source)[valid].mean() > 0.5
    assert (made[~valid] == 7).all()
    if nodata is not None:
        assert (made[valid] != nodata).all()
    worst = max(shifts(*bands).max() for bands in zip(source, made, valid))
    assert worst <= 3.01
    assert results["BLOCK_SHIFT"] == pytest.approx(worst, rel=0.01, abs=0.02)


@pytest.mark.parametrize("dtype", ["uint8", "uint16", "float32"])
def test_tiled_equals_whole_bit_for_bit(tmp_path, enhance, dtype):
    path = write(tmp_path / "in.tif", smooth(dtype, 3, 250, 310), options=["PHOTOMETRIC=RGB"])
    whole = read(enhance(path, "whole.tif", model="rough-x1", tile_size=512)[0])
    tiled = read(enhance(path, "tiled.tif", model="rough-x1", tile_size=128)[0])
    assert (whole == tiled).all()


def test_a_network_that_changes_nothing_changes_nothing(tmp_path, enhance):
    for dtype in ("uint8", "int16", "float32"):
        source = values(dtype, 2, 21, 34)
        dataset, results = enhance(write(tmp_path / f"{dtype}.tif", source), f"{dtype}-out.tif", model="same-x1")
        assert (read(dataset) == source).all()
        assert results["BLOCK_SHIFT"] == 0


def test_place_names_and_tags(tmp_path, enhance):
    path = write(tmp_path / "in.tif", smooth("uint16", 2), nodata=0)
    opened = gdal.Open(str(path), gdal.GA_Update)
    opened.GetRasterBand(2).SetDescription("near infrared")
    opened = None
    dataset, results = enhance(path)
    before = gdal.Open(str(path))
    assert dataset.GetGeoTransform() == before.GetGeoTransform()
    assert dataset.GetSpatialRef().IsSame(before.GetSpatialRef())
    assert (dataset.RasterXSize, dataset.RasterYSize) == (before.RasterXSize, before.RasterYSize)
    assert dataset.GetRasterBand(2).GetDescription() == "near infrared"
    assert dataset.GetRasterBand(1).GetNoDataValue() == 0
    assert dataset.GetMetadataItem("RASTERGAN_VERB") == "enhance"
    assert (results["WIDTH"], results["HEIGHT"]) == (75, 60)


def test_an_extent_counts_its_blocks_from_its_own_corner(tmp_path, enhance):
    source = smooth("uint8", 3, 80, 90)
    path = write(tmp_path / "in.tif", source, options=["PHOTOMETRIC=RGB"], transform=(0, 1, 0, 80, 0, -1))
    made = read(enhance(path, model="rough-x1", extent=(5, 10, 58, 77))[0])
    assert made.shape == (3, 67, 53)
    part = source[:, 3:70, 5:58]
    assert max(shifts(one, other).max() for one, other in zip(part, made)) <= 3.01


@pytest.mark.parametrize("sigma", [1, 5, 25])
def test_noise_is_found_where_the_ground_is_smooth(sigma):
    rng = np.random.default_rng(1)
    ground = 100 + 40 * np.sin(np.mgrid[:256, :256][0] / 20)
    ground[:, 100:180] += rng.normal(0, 60, (256, 80))  # a rough third
    noisy = ground + rng.normal(0, sigma, ground.shape)
    windows = [
        (noisy[row : row + 64, column : column + 64], np.ones((64, 64), bool)) for row in (0, 64) for column in (0, 190)
    ]
    assert noise_level(windows) == pytest.approx(sigma, rel=0.15)


def test_no_noise_is_found_where_there_is_none():
    slope = np.add.outer(np.arange(64.0), np.arange(64.0))
    assert noise_level([(slope, np.ones((64, 64), bool))]) == 0
    assert noise_level([(slope, np.zeros((64, 64), bool))]) == 0
    assert noise_level([(np.full((64, 64), 255), np.ones((64, 64), bool))]) == 0
    assert noise_level([]) == 0


def test_the_noise_is_told_to_the_network_and_said(tmp_path, enhance):
    path, log = write(tmp_path / "in.tif", smooth("uint8", 1, 256, 256)), Log()
    measured, results = enhance(path, log=log)
    assert results["NOISE"] == pytest.approx(5, rel=0.3)
    (said,) = [values for code, values in log.notes if code == "sensor"]
    assert said["noise"] == results["NOISE"]
    given, results = enhance(path, "given.tif", noise=40)
    assert results["NOISE"] == 40
    assert (read(given) != read(measured)).any()


@pytest.mark.parametrize("noise", [-1, float("nan"), float("inf")])
@pytest.mark.parametrize("job", [EnhanceJob, UpscaleJob])
def test_noise_that_is_none(job, noise):
    with pytest.raises(RasterGanError, match="NOISE: expected 0 or a positive number"):
        job(input="in.tif", output="out.tif", noise=noise)


def test_a_model_of_the_other_verb(tmp_path, enhance, upscale):
    path = write(tmp_path / "in.tif", smooth("uint8"))
    with pytest.raises(RasterGanError, match="rough-x2 is one to upscale. Choose one to enhance"):
        enhance(path, model="rough-x2")
    with pytest.raises(RasterGanError, match="rough-x1 is one to enhance. Choose one to upscale"):
        upscale(path, model="rough-x1")


def test_enhanced_first_equals_the_two_runs_and_leaves_nothing(tmp_path, enhance, upscale):
    path = write(tmp_path / "in.tif", smooth("uint8", 2))
    enhance(path, "clean.tif", noise=4)
    apart = read(upscale(tmp_path / "clean.tif", "apart.tif", model="upscale-x2-band")[0])
    log = Log()
    together, results = upscale(path, "together.tif", log=log, model="upscale-x2-band", enhance=True, noise=4)
    assert (read(together) == apart).all()
    assert results["INPUT_GRID_ERROR"] <= 0.5
    assert log.shares == sorted(log.shares)
    assert log.shares[-1] == 1
    assert "enhance-band" in together.GetMetadataItem("RASTERGAN_BEFORE")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["apart.tif", "clean.tif", "in.tif", "together.tif"]


def test_a_block_that_cannot_be_settled_keeps_its_pixels():
    source = torch.tensor([[250.0, 255.0], [255.0, 255.0]]).repeat(4, 4)
    lifted, worst = with_means_kept(
        source + 3, source, torch.ones(8, 8, dtype=torch.bool), Storage(np.dtype(np.uint8), None)
    )
    assert (lifted <= 255).all()
    assert worst <= 3
    assert shifts(source.numpy(), lifted.numpy()).max() <= 3.01


@pytest.mark.parametrize("sharpness", [0, -1, 1.5, float("nan")])
def test_sharpness_that_is_none(sharpness):
    with pytest.raises(RasterGanError, match="SHARPNESS: expected a number above 0 and at most 1"):
        EnhanceJob(input="in.tif", output="out.tif", sharpness=sharpness)
