"""The smallest job of every verb, with all that it reads: for tools that run each of them hundreds of times."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from osgeo import gdal, ogr

from gan_core import tasks
from gan_core.api import library
from gan_core.api.jobs import (
    CheckLayerJob,
    ClassifyJob,
    DetectJob,
    EnhanceJob,
    EvaluateJob,
    ExportModelJob,
    FillGapsJob,
    FinetuneJob,
    GenerateJob,
    ImportModelJob,
    JoinJob,
    ListModelsJob,
    MakeTilesJob,
    OpenSceneJob,
    ProbeJob,
    RepeatJob,
    SharpenJob,
    TrainClassifierJob,
    TrainDetectorJob,
    TrainGeneratorJob,
    TrainTranslatorJob,
    TranslateJob,
    UpscaleJob,
)
from gan_core.api.jobs.base import BaseJob
from gan_core.api.protocol import Report

SECOND = 1 / 60
"""Minutes that a training takes: the least that it can."""
SCENE = "GF2_PMS1_E116.5_N39.4_20150212_L1A0000647768-MSS1.tiff"


def small_jobs(raster: Path, inputs: Path, folder: Path, report: Report) -> dict[str, BaseJob]:
    """By verb.  raster: of at least 192 pixels a side, red, green and blue; what is read is made of it in `made`, what is
    written goes into `folder`, where the parts that `join` joins lie from the beginning."""
    small, ground, scene = str(inputs / "small.tif"), str(inputs / "ground.tif"), inputs / "scene" / SCENE
    gdal.Translate(small, str(raster), srcWin=[0, 0, 48, 40])
    gdal.Translate(ground, str(raster), srcWin=[0, 0, 192, 192])
    gdal.Translate(f"{inputs}/coarse.tif", small, width=24, height=20, resampleAlg="average")
    holes = gdal.GetDriverByName("GTiff").Create(f"{inputs}/holes.tif", 48, 40)
    holes.GetRasterBand(1).WriteRaster(10, 8, 6, 20, b"\1" * 120)
    holes = None
    scene.parent.mkdir()
    gdal.Translate(str(scene), small, bandList=[1, 2, 3, 3])
    for name, count in (("points", 8), ("boxes", 6)):
        mark(inputs / f"{name}.gpkg", ground, count)
    out, tiles, models = str(folder / "out.tif"), str(inputs / "tiles.gpkg"), str(inputs)
    training: dict[str, Any] = {"minutes": SECOND, "folder": str(folder)}
    pretraining: dict[str, Any] = {"minutes": SECOND, "folder": models}

    def run(job: BaseJob) -> None:
        tasks.run(job, report)  # type: ignore[arg-type]

    run(MakeTilesJob(ground, tiles, size=64, count=9))
    run(UpscaleJob(small, str(inputs / "before.tif"), model="upscale-x2"))
    run(TrainClassifierJob(ground, str(inputs / "points.gpkg"), "kind", name="cover", learner="probe", **pretraining))
    run(TrainDetectorJob(ground, str(inputs / "boxes.gpkg"), name="boxes", **pretraining))
    run(TrainGeneratorJob(ground, size=32, name="looks", **pretraining))
    run(TrainTranslatorJob(ground, ground, name="seasons", **pretraining))
    for number in (1, 2):
        run(UpscaleJob(ground, str(folder / "whole.tif"), model="upscale-x2", tile_size=128, part=f"{number}/2"))
    shutil.copy(library.BUILT_IN / "upscale-x2.safetensors", inputs / "other.safetensors")
    jobs: Sequence[BaseJob] = (
        UpscaleJob(small, out, trust=str(folder / "trust.tif")),
        EnhanceJob(small, out),
        SharpenJob(f"{inputs}/coarse.tif", out, guide=small),
        FillGapsJob(small, out, mask=f"{inputs}/holes.tif", filled=str(folder / "filled.tif"), model="classical"),
        OpenSceneJob(str(scene.parent), str(folder)),
        RepeatJob(str(inputs / "before.tif.json"), out),
        JoinJob(str(folder / "whole.tif")),
        MakeTilesJob(small, str(folder / "tiles.gpkg"), size=32),
        FinetuneJob(ground, tiles, name="tuned", parent="upscale-x2", gan="off", **training),
        TrainGeneratorJob(ground, size=32, name="new", **training),
        GenerateJob("looks", out, count=2, models=(models,)),
        TrainTranslatorJob(ground, preset="colorize", name="new", **training),
        TranslateJob(small, out, model="seasons", trust=str(folder / "trust.tif"), unlike=True, models=(models,)),
        TrainDetectorJob(ground, str(inputs / "boxes.gpkg"), name="new", **training),
        DetectJob(small, str(folder / "objects.gpkg"), model="boxes", models=(models,)),
        TrainClassifierJob(ground, str(inputs / "points.gpkg"), "kind", name="new", learner="probe", **training),
        ClassifyJob(small, out, model="cover", models=(models,)),
        CheckLayerJob(small, str(folder / "page.html")),
        EvaluateJob(ground, str(folder / "page.html"), model="upscale-x2"),
        ProbeJob(),
        ListModelsJob(str(folder / "page.html")),
        ImportModelJob(str(inputs / "other.safetensors"), name="other", folder=str(folder)),
        ExportModelJob("upscale-x2", str(folder / "model.safetensors")),
    )
    return {job.verb: job for job in jobs}


def mark(path: Path, raster: str, count: int) -> None:
    """Squares of 12 pixels on a diagonal of the raster, of two kinds in turn."""
    source = gdal.OpenEx(raster, gdal.OF_RASTER)
    transform, step = source.GetGeoTransform(), source.RasterXSize // count
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("marks", source.GetSpatialRef(), ogr.wkbPolygon)
    layer.CreateField(ogr.FieldDefn("kind", ogr.OFTString))
    for number in range(count):
        low = number * step + 4
        corners = ((low, low), (low + 12, low), (low + 12, low + 12), (low, low + 12), (low, low))
        ring = ", ".join("{} {}".format(*gdal.ApplyGeoTransform(transform, *corner)) for corner in corners)
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON (({ring}))"))
        feature.SetField("kind", ("light", "dark")[number % 2])
        layer.CreateFeature(feature)
