"""The example models in a fresh profile, through the real qgis_process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
from osgeo import gdal
from scenes import ROOT, scenery, write_raster

from tools.qgis import Profile

HILLSHADE = "rastergan:Upscale heights, then hillshade"
FINETUNE = "rastergan:Fine-tune, then upscale"


def test_upscale_then_hillshade(tmp_path):
    heights = write_raster(tmp_path / "heights.tif", scenery(1, 45, 37, "float32"), nodata=-9999)
    upscaled, shaded = tmp_path / "upscaled.tif", tmp_path / "shaded.tif"
    profile = Profile(tmp_path / "profile")
    outputs = {"upscale:Upscaled heights": upscaled, "hillshade:Hillshade": shaded}
    profile.run(HILLSHADE, heights=heights, **outputs)
    assert (gdal.Open(str(upscaled)).ReadAsArray() == by_hand(heights, tmp_path)).all()
    shade = gdal.Open(str(shaded)).ReadAsArray()
    assert shade.shape == (90, 74)
    assert np.ptp(shade) > 20


def test_fine_tune_then_upscale_then_evaluate(tmp_path, monkeypatch):
    """Whether the training was worth it or not, its MODEL is what the next step upscales with."""
    monkeypatch.setenv("RASTER_GAN_MODELS", str(tmp_path / "models"))
    raster = write_raster(tmp_path / "scene.tif", scenery(3, 384, 512), rgb=True)
    upscaled, report = tmp_path / "upscaled.tif", tmp_path / "report.html"
    profile = Profile(tmp_path / "profile")
    outputs = {"upscale:Upscaled": upscaled, "evaluate:Report": report}
    profile.run(FINETUNE, raster=raster, tiles=8, minutes=0.2, **outputs)
    learned = next((tmp_path / "models").glob("*.safetensors"), "upscale-x2")
    assert (gdal.Open(str(upscaled)).ReadAsArray() == by_hand(raster, tmp_path, "--model", learned)).all()
    assert Path(learned).stem in report.read_text("utf-8")


def by_hand(raster, folder, *options) -> np.ndarray:
    """The same on the command line."""
    output = folder / "hand.tif"
    command = [sys.executable, "-m", "gan_core", "upscale", raster, output, *options]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    return gdal.Open(str(output)).ReadAsArray()
