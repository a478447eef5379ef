"""Evaluation through real Processing."""

from __future__ import annotations

from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import QgsProcessingException
from scenes import scenery, write_raster


@pytest.fixture
def raster(tmp_path) -> Path:
    return write_raster(tmp_path / "scene.tif", scenery(3, 192, 256), rgb=True)


def test_numbers_and_a_page(processing, provider, raster, tmp_path):
    page = tmp_path / "page.html"
    results = processing.run("rastergan:evaluate", {"INPUT": str(raster), "COUNT": 3, "OUTPUT": str(page)})
    assert results["TILES"] == 1
    assert results["GAIN"] == pytest.approx(results["PSNR"] - results["PSNR_BASELINE"])
    assert "upscale-x2 on scene.tif" in page.read_text()


def test_a_truth_without_the_bands_is_refused(processing, provider, raster, tmp_path):
    other = write_raster(tmp_path / "other.tif", scenery(1, 192, 256))
    with pytest.raises(QgsProcessingException, match="“Reference raster”: expected the bands 1, 2, 3"):
        processing.run("rastergan:evaluate", {"INPUT": str(raster), "TRUTH": str(other), "OUTPUT": "TEMPORARY_OUTPUT"})


def test_sharpening_is_judged_on_a_pair(processing, provider, tmp_path):
    image = scenery(4, 192, 256)
    coarse = image[:2].reshape(2, 96, 2, 128, 2).mean((2, 4)).round().astype("uint8")
    paths = [str(write_raster(tmp_path / f"{name}.tif", one)) for name, one in (("fine", image), ("coarse", coarse))]
    for path, width in zip(paths, (10.0, 20.0)):
        dataset = gdal.Open(path, gdal.GA_Update)
        dataset.SetGeoTransform((500000.0, width, 0.0, 4100000.0, 0.0, -width))
        dataset = None
    page = tmp_path / "page.html"
    parameters = {"INPUT": paths[1], "GUIDE": paths[0], "MODEL": "regression", "OUTPUT": str(page)}
    results = processing.run("rastergan:evaluate", parameters)
    assert results["RMSE_OVER_BICUBIC"] < 1
    assert 0 < results["HQNR"] <= 1
    assert "regression on coarse.tif" in page.read_text()
    with pytest.raises(QgsProcessingException, match="“Reference raster”: expected nothing beside “Finer layer”"):
        processing.run("rastergan:evaluate", {**parameters, "TRUTH": paths[0]})
