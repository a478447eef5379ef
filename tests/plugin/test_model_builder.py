"""The example models in a fresh profile, through the real qgis_process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
from osgeo import gdal, ogr, osr
from scenes import ROOT, scenery, write_raster

from tools.desktop.qgis import Profile

sys.path.append(str(ROOT / "tests" / "core"))
import made_scenes  # noqa: E402 - in the folder beside

HILLSHADE = "rastergan:Upscale heights, then hillshade"
FINETUNE = "rastergan:Fine-tune, then upscale"
COUNT = "rastergan:Upscale, find objects, count per polygon"
CLOUDS = "rastergan:Mask clouds by polygons, fill, upscale"
SCENE = "rastergan:Open a scene, sharpen, upscale"
RANDOM = """
import sys
from pathlib import Path
sys.path[:0] = [".", "tests/core"]
from test_detect import random_detector
random_detector(Path(sys.argv[1]), "hills", metrics={"minimum score": 0.0})
"""


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


def test_open_a_scene_then_sharpen_then_upscale(tmp_path):
    """Nothing is chosen but the scene: which layer is sharpened by which, and what their sensor is, they say themselves."""
    scene = made_scenes.zipped(made_scenes.safe(tmp_path / "made"), tmp_path / "scene.zip")
    sharpened, upscaled = tmp_path / "sharpened.tif", tmp_path / "upscaled.tif"
    outputs = {"sharpen:Sharpened to 10 m": sharpened, "upscale:Upscaled to 5 m": upscaled}
    Profile(tmp_path / "profile").run(SCENE, scene=scene, sharpener="regression", **outputs)
    run_engine("openscene", scene, tmp_path / "layers")
    coarse, guide = (next((tmp_path / "layers").glob(f"*_{size}.vrt")) for size in ("20m", "10m"))
    run_engine("sharpen", coarse, guide, tmp_path / "own.tif", "--model", "regression")
    assert (gdal.Open(str(sharpened)).ReadAsArray() == gdal.Open(str(tmp_path / "own.tif")).ReadAsArray()).all()
    finer = gdal.Open(str(upscaled))
    assert (finer.RasterXSize, finer.RasterYSize) == (96, 96)
    names = [finer.GetRasterBand(number).GetDescription().split()[0] for number in range(1, finer.RasterCount + 1)]
    assert names == ["B5", "B6", "B7", "B8A", "B11", "B12"]
    assert (finer.GetRasterBand(6).GetScale(), finer.GetRasterBand(6).GetOffset()) == (1e-4, -0.1)
    assert (finer.ReadAsArray() == by_hand(sharpened, tmp_path)).all()


def test_mask_clouds_then_fill_then_upscale(tmp_path):
    image = scenery(3, 120, 100)
    raster = write_raster(
        tmp_path / "cloudy.tif", np.where(np.indices((120, 100)).sum(0) // 20 == 5, 255, image), rgb=True
    )
    reference = write_raster(tmp_path / "before.tif", image, rgb=True)
    clouds = draw_cloud(tmp_path / "clouds.gpkg", raster, 20, 30, 60, 70)
    filled, upscaled = tmp_path / "filled.tif", tmp_path / "upscaled.tif"
    outputs = {"fill:Filled raster": filled, "upscale:Filled and upscaled": upscaled}
    Profile(tmp_path / "profile").run(CLOUDS, raster=raster, clouds=clouds, reference=reference, **outputs)
    run_engine("fillgaps", raster, tmp_path / "own.tif", "--gaps", clouds, "--reference", reference)
    made = gdal.Open(str(filled)).ReadAsArray()
    assert (made == gdal.Open(str(tmp_path / "own.tif")).ReadAsArray()).all()
    changed = (made != gdal.Open(str(raster)).ReadAsArray()).any(0)
    assert changed[30:70, 20:60].any()
    changed[30:70, 20:60] = False
    assert not changed.any()
    assert (gdal.Open(str(upscaled)).ReadAsArray() == by_hand(filled, tmp_path)).all()


def draw_cloud(path: Path, raster: Path, left: int, top: int, right: int, bottom: int) -> Path:
    """A rectangle of pixels as a polygon."""
    source = gdal.Open(str(raster))
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("clouds", source.GetSpatialRef(), ogr.wkbPolygon)
    corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
    ring = ", ".join("{} {}".format(*gdal.ApplyGeoTransform(source.GetGeoTransform(), *corner)) for corner in corners)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON (({ring}))"))
    layer.CreateFeature(feature)
    return path


def by_hand(raster, folder, *options) -> np.ndarray:
    """The same on the command line."""
    output = folder / "hand.tif"
    command = [sys.executable, "-m", "gan_core", "upscale", raster, output, *options]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    return gdal.Open(str(output)).ReadAsArray()


def test_upscale_then_detect_then_count(tmp_path, monkeypatch):
    """What the chain counts in each polygon are the finds of a detector on the upscaled raster whose middles lie in it.

    The detector is a random one, which finds something nearly everywhere, on every computer the same.
    """
    monkeypatch.setenv("RASTER_GAN_MODELS", str(tmp_path / "models"))
    subprocess.run([sys.executable, "-c", RANDOM, tmp_path / "models"], check=True, cwd=ROOT)
    raster = write_raster(tmp_path / "scene.tif", scenery(3, 96, 128), rgb=True)
    upscaled, found = tmp_path / "hand.tif", tmp_path / "found.gpkg"
    by_hand(raster, tmp_path)
    halves = [(500000, 500128), (500128, 500256)]
    stands = polygons(tmp_path / "stands.gpkg", [(left, 4099808, right, 4100000) for left, right in halves])
    run_engine("detect", upscaled, found, "--model", "hills")
    outputs = {"detect:Found objects": tmp_path / "chain.gpkg", "count:Counted": tmp_path / "counted.gpkg"}
    Profile(tmp_path / "profile").run(COUNT, raster=raster, detector="hills", polygons=stands, **outputs)
    middles = [feature.GetGeometryRef().Centroid().GetX() for feature in features(found)]
    assert middles
    assert len(features(tmp_path / "chain.gpkg")) == len(middles)
    counts = [feature["objects"] for feature in features(tmp_path / "counted.gpkg")]
    assert counts == [sum(left <= middle < right for middle in middles) for left, right in halves]


def polygons(path, boxes):
    """Upright boxes, (left, bottom, right, top), as a GeoPackage."""
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32633)
    dataset = gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
    layer = dataset.CreateLayer("boxes", reference, ogr.wkbPolygon)
    for left, bottom, right, top in boxes:
        feature = ogr.Feature(layer.GetLayerDefn())
        ring = f"{left} {bottom},{right} {bottom},{right} {top},{left} {top},{left} {bottom}"
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON(({ring}))"))
        layer.CreateFeature(feature)
    return path


def features(path):
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    return [feature.Clone() for feature in dataset.GetLayer(0)]


def run_engine(verb, *arguments):
    command = [sys.executable, "-m", "gan_core", verb, *map(str, arguments)]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
