"""Evaluation through real Processing."""

from __future__ import annotations

from pathlib import Path

import pytest
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
    with pytest.raises(QgsProcessingException, match="TRUTH: expected the bands 1, 2, 3"):
        processing.run("rastergan:evaluate", {"INPUT": str(raster), "TRUTH": str(other), "OUTPUT": "TEMPORARY_OUTPUT"})
