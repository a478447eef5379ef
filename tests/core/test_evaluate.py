"""How good a model is on a raster, in figures and on a page."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from makers import TRANSFORM, Log, make_models, write
from osgeo import gdal
from test_finetune import hills

from gan_core import tasks
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.assessment import EvaluateJob
from gan_core.api.notes import note_text
from gan_core.evaluation.comparison import score
from gan_core.radiometry.sensor import Sensor
from gan_core.training.heldout import ValidationTile


@pytest.fixture(scope="session")
def models(tmp_path_factory) -> str:
    folder = tmp_path_factory.mktemp("evaluated")
    make_models(folder)
    return str(folder)


@pytest.fixture
def scene(tmp_path) -> Path:
    return write(tmp_path / "scene.tif", hills())


def evaluated(raster: Path, models: str, log: Log | None = None, **fields) -> dict:
    return tasks.run(EvaluateJob(str(raster), models=(models,), **{"count": 4, **fields}), log or Log())


def test_the_built_in_model_beats_interpolation_on_a_photograph_and_the_page_says_so(tmp_path, models):
    ramps = np.add.outer(np.arange(320), np.arange(320)) // 9 % 2 * 160 + 40  # hard edges, which networks sharpen
    noise = np.random.default_rng(1).normal(0, 4, (3, 320, 320))
    raster = write(tmp_path / "edges.tif", (ramps + noise).clip(0, 255).astype(np.uint8))
    page = tmp_path / "page.html"
    log = Log()
    found = evaluated(raster, models, log, model="upscale-x2", output=str(page))
    assert found["GAIN"] > 0.4
    assert found["PSNR"] == pytest.approx(found["PSNR_BASELINE"] + found["GAIN"])
    assert 0 < found["RESEEN_ERROR"] < 3
    text = page.read_text()
    assert text.count("data:image/png;base64,") >= 1
    assert "Wald" in text
    assert "<polyline" in text
    said = dict(log.notes)["evaluated"]
    assert said["model"] == "upscale-x2"
    assert f"that of bicubic interpolation ({said['gain']:+.1f} dB)" in text
    assert f"{said['gain']:+.2f} dB over bicubic interpolation" in note_text("evaluated", said)


def test_a_network_that_adds_nothing_gains_nothing(scene, models):
    found = evaluated(scene, models, model="same-x2", bands=(1,))
    assert found["GAIN"] < 0.5
    assert math.isnan(found["SAM"])  # one band has no angle


def test_two_models_stand_side_by_side(scene, models, tmp_path):
    page = tmp_path / "page.html"
    evaluated(scene, models, model="rough-x2", other="upscale-x2", output=str(page))
    assert ">second model</th>" in page.read_text()


def test_a_finer_raster_is_the_truth(tmp_path, models):
    fine = hills()
    raster = write(tmp_path / "coarse.tif", fine.reshape(3, 192, 2, 192, 2).mean((2, 4)).astype("float32"))
    half = (TRANSFORM[0], TRANSFORM[1] / 2, 0.0, TRANSFORM[3], 0.0, TRANSFORM[5] / 2)
    truth = write(tmp_path / "fine.tif", fine, transform=half)
    page, log = tmp_path / "page.html", Log()
    found = evaluated(raster, models, log, model="upscale-x2", truth=str(truth), output=str(page))
    assert "paired" in dict(log.notes)
    assert "fine.tif" in page.read_text()
    assert found["PSNR"] > 20


def test_enhancing_is_judged_on_what_was_spoilt(scene, models):
    found = evaluated(scene, models, model="enhance")
    assert math.isnan(found["GRID_ERROR"])
    assert found["TILES"] == 1  # the raster holds one tile of that side


def test_identical_images_are_infinitely_near(tmp_path, models):
    import torch

    truth = torch.rand(3, 64, 64)
    seen = torch.nn.functional.avg_pool2d(truth[None], 2)
    assert math.inf == score(ValidationTile(truth, seen, seen), truth, Sensor(1.0, 0.0)).PSNR
    assert score(ValidationTile(truth, seen, seen), truth, Sensor(1.0, 0.0)).SAM < 1e-3


def test_a_perfect_result_is_shown_as_such(tmp_path, models):
    """Pixels that are repeated are found again by a model that repeats them."""
    blocks = np.random.default_rng(3).integers(0, 255, (1, 150, 150), np.uint8).repeat(2, 1).repeat(2, 2)
    raster, page, log = write(tmp_path / "blocks.tif", blocks), tmp_path / "page.html", Log()
    found = evaluated(raster, models, log, model="same-x2", output=str(page), sensor="perfect")
    assert math.isinf(found["PSNR"])
    assert "∞ (identical)" in page.read_text()
    assert "identical" in dict(log.notes)
    assert found["UQI"] == pytest.approx(1)
    assert found["SHARPNESS"] == pytest.approx(1)


def test_shares_of_detail_are_rasters_in_their_places(scene, models, tmp_path):
    folder = tmp_path / "shares"
    found = evaluated(scene, models, model="upscale-x2", shares=str(folder))
    rasters = sorted(folder.iterdir())
    assert len(rasters) == found["TILES"]
    dataset = gdal.Open(str(rasters[0]))
    names = [dataset.GetRasterBand(n).GetDescription() for n in range(1, 5)]
    assert names[:3] == ["hallucination", "omission", "improvement"]
    planes = dataset.ReadAsArray()
    known = ~np.isnan(planes[0])
    assert known.any()
    assert planes[:3, known].sum(0) == pytest.approx(1, abs=1e-5)
    assert planes[0][known].mean() == pytest.approx(found["HALLUCINATION"], abs=1e-5)
    column, row = gdal.ApplyGeoTransform(gdal.InvGeoTransform(TRANSFORM), *dataset.GetGeoTransform()[0:4:3])
    assert (column % 1, row % 1) == pytest.approx((0, 0), abs=1e-6)


@pytest.mark.parametrize("what", ["nothing but nodata", "one band against three", "another place", "no CRS"])
def test_a_truth_that_does_not_fit_is_refused_with_the_reason(tmp_path, models, what):
    fine = hills()
    raster = write(tmp_path / "coarse.tif", fine.reshape(3, 192, 2, 192, 2).mean((2, 4)).astype("float32"))
    half = (TRANSFORM[0], TRANSFORM[1] / 2, 0.0, TRANSFORM[3], 0.0, TRANSFORM[5] / 2)
    truth, fields, code = fine, {"transform": half}, ""
    if what == "nothing but nodata":
        truth, fields, code = np.zeros_like(fine), {"transform": half, "nodata": 0}, "pair-apart"
    elif what == "one band against three":
        truth, code = fine[:1], "pair-bands"
    elif what == "another place":
        fields, code = {"transform": (0.0, 1.0, 0.0, 0.0, 0.0, -1.0)}, "pair-apart"
    else:
        fields, code = {"transform": half, "epsg": 0}, "pair-crs"
    path = write(tmp_path / "fine.tif", truth, **fields)
    with pytest.raises(RasterGanError) as caught:
        evaluated(raster, models, model="upscale-x2", truth=str(path), bands=(1, 2, 3))
    assert caught.value.code == code


def test_a_raster_of_nothing_but_nodata(tmp_path, models):
    raster = write(tmp_path / "empty.tif", np.zeros((3, 300, 300), np.uint8), 0)
    with pytest.raises(RasterGanError) as caught:
        evaluated(raster, models, model="rough-x2")
    assert caught.value.code == "tiles-plain"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"model": "rough-x2", "other": "rough-x4"}, "evaluate-other"),
        ({"model": "nothing"}, "model-unknown"),
        ({"model": "rough-x2", "bands": (1, 2, 9)}, "bands-unknown"),
        ({"model": "rough-x2", "extent": (0, 0, 1, 1)}, "extent-outside"),
    ],
)
def test_what_can_not_be_judged(scene, models, fields, code):
    with pytest.raises(RasterGanError) as caught:
        evaluated(scene, models, **fields)
    assert caught.value.code == code


def test_a_plain_raster_says_nothing(tmp_path, models):
    raster = write(tmp_path / "plain.tif", np.full((3, 300, 300), 7, np.uint8))
    with pytest.raises(RasterGanError) as caught:
        evaluated(raster, models, model="rough-x2")
    assert caught.value.code == "tiles-plain"
