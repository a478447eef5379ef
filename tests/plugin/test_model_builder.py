"""The committed model in a fresh profile, through the real qgis_process."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
from osgeo import gdal
from scenes import ROOT, scenery, write_raster

from tools.qgis import Profile

MODEL = ROOT / "resources" / "processing" / "upscale_and_hillshade.model3"


def test_upscale_then_hillshade(tmp_path):
    heights = write_raster(tmp_path / "heights.tif", scenery(1, 45, 37, "float32"), nodata=-9999)
    upscaled, shaded, by_hand = (tmp_path / name for name in ("upscaled.tif", "shaded.tif", "hand.tif"))
    profile = Profile(tmp_path / "profile")
    outputs = {"upscale:Upscaled heights": upscaled, "hillshade:Hillshade": shaded}
    profile.run(str(MODEL), heights=heights, **outputs)
    command = [sys.executable, "-m", "gan_core", "upscale", heights, by_hand]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    assert (gdal.Open(str(upscaled)).ReadAsArray() == gdal.Open(str(by_hand)).ReadAsArray()).all()
    shade = gdal.Open(str(shaded)).ReadAsArray()
    assert shade.shape == (90, 74)
    assert np.ptp(shade) > 20
