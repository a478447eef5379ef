"""rastergan:enhance through real Processing."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsApplication
from scenes import ROOT, scenery, write_raster

ENHANCE = "rastergan:enhance"


def test_a_noisy_layer_comes_out_cleaner(processing, provider, tmp_path):
    clean = scenery(3, 120, 140)
    hills = 110 + 60 * np.sin(np.mgrid[:120, :140][0] / 9) * np.cos(np.mgrid[:120, :140][1] / 7)
    source = write_raster(tmp_path / "noisy.tif", clean, rgb=True)
    results = processing.run(ENHANCE, {"INPUT": str(source), "OUTPUT": str(tmp_path / "out.tif")})
    made = gdal.Open(results["OUTPUT"]).ReadAsArray()
    assert np.abs(made - hills).mean() < 0.7 * np.abs(clean - hills).mean()
    assert results["NOISE"] == pytest.approx(6, rel=0.3)
    assert results["BLOCK_SHIFT"] <= 3
    assert (results["WIDTH"], results["HEIGHT"]) == (140, 120)


def test_more_noise_named_smooths_more(processing, provider, tmp_path):
    source = write_raster(tmp_path / "in.tif", scenery(3, 120, 140), rgb=True)

    def roughness(noise: float | None) -> float:
        parameters = {"INPUT": str(source), "NOISE": noise, "OUTPUT": str(tmp_path / f"{noise}.tif")}
        made = gdal.Open(processing.run(ENHANCE, parameters)["OUTPUT"]).ReadAsArray().astype(float)
        return float(np.abs(np.diff(made, axis=2)).mean())

    assert roughness(20) < roughness(None) < roughness(0)


def test_a_layer_that_is_named_less_sharp_is_sharpened_more(processing, provider, tmp_path):
    image = scenery(3, 160, 160).astype(float)
    for axis in (1, 2):
        image = (np.roll(image, 1, axis) + 2 * image + np.roll(image, -1, axis)) / 4
    source = write_raster(tmp_path / "soft.tif", image.round().astype("uint8"), rgb=True)

    def contrast(sharpness: float) -> float:
        parameters = {
            "INPUT": str(source),
            "NOISE": 0,
            "SHARPNESS": sharpness,
            "OUTPUT": str(tmp_path / f"{sharpness}.tif"),
        }
        made = gdal.Open(processing.run(ENHANCE, parameters)["OUTPUT"]).ReadAsArray().astype(float)
        return float(np.abs(np.diff(made, axis=2)).mean())

    assert contrast(0.02) > 1.02 * contrast(1)


def test_the_same_pixels_as_the_command_line(processing, provider, rgb_raster, tmp_path):
    by_qgis, by_hand = tmp_path / "qgis.tif", tmp_path / "hand.tif"
    processing.run(ENHANCE, {"INPUT": str(rgb_raster), "NOISE": 5, "SHARPNESS": 0.3, "OUTPUT": str(by_qgis)})
    command = [sys.executable, "-m", "gan_core", "enhance", rgb_raster, by_hand, "--noise", "5", "--sharpness", "0.3"]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    assert (gdal.Open(str(by_qgis)).ReadAsArray() == gdal.Open(str(by_hand)).ReadAsArray()).all()


def test_enhance_first_when_upscaling(processing, provider, rgb_raster, tmp_path):
    parameters = {"INPUT": str(rgb_raster), "ENHANCE": True, "OUTPUT": str(tmp_path / "both.tif")}
    results = processing.run("rastergan:upscale", parameters)
    assert results["INPUT_GRID_ERROR"] <= 0.5
    plain = processing.run("rastergan:upscale", {**parameters, "ENHANCE": False, "OUTPUT": str(tmp_path / "one.tif")})
    both, one = (gdal.Open(run["OUTPUT"]).ReadAsArray().astype(float) for run in (results, plain))
    assert both.shape == one.shape
    assert (both != one).any()


def test_the_dialog_lists_only_models_that_enhance(provider, browser):
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    dialog = AlgorithmDialog(QgsApplication.processingRegistry().createAlgorithmById(ENHANCE))
    combo = dialog.mainWidget().wrappers["MODEL"].combo
    texts = [combo.itemText(index) for index in range(combo.count())]
    assert texts[0] == "Automatic"
    assert any("(enhance)" in text for text in texts)
    assert not any("upscale" in text for text in texts)
    dialog.close()
