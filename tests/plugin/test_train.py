"""Tiles and fine-tuning through real Processing."""

from __future__ import annotations

from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import (
    QgsFeatureRequest,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsVectorLayer,
)
from scenes import scenery, write_raster

ENGINE_MODELS = Path(__file__).resolve().parents[2] / "resources" / "models"


@pytest.fixture
def raster(tmp_path) -> Path:
    return write_raster(tmp_path / "scene.tif", scenery(3, 192, 256), rgb=True)


@pytest.fixture
def tiles(processing, provider, raster, tmp_path) -> QgsVectorLayer:
    results = processing.run(
        "rastergan:maketiles",
        {"INPUT": str(raster), "SIZE": 64, "COUNT": 8, "OUTPUT": str(tmp_path / "tiles.gpkg")},
    )
    assert (results["TILES"], results["CHOSEN"], results["VALIDATION"]) == (12, 8, 2)
    return QgsVectorLayer(results["OUTPUT"], "tiles")


def test_tiles_are_loaded_with_a_colour_for_each_role(processing, provider, raster, new_project):
    import processing as api

    results = api.runAndLoadResults(
        "rastergan:maketiles", {"INPUT": str(raster), "SIZE": 64, "COUNT": 8, "OUTPUT": "TEMPORARY_OUTPUT"}
    )
    (layer,) = new_project.mapLayers().values()
    assert layer.source().split("|")[0] == results["OUTPUT"]
    assert [category.value() for category in layer.renderer().categories()] == ["train", "validation", "ignore"]


def test_selected_tiles_alone_and_the_parent_where_nothing_is_better(processing, provider, raster, tiles):
    tiles.selectByExpression("\"role\" <> 'ignore'")
    features = QgsProcessingFeatureSourceDefinition(tiles.source(), selectedFeaturesOnly=False)
    parameters = {"INPUT": str(raster), "TILES": features, "MINUTES": 0.2, "NAME": "mine"}
    results = processing.run("rastergan:finetune", parameters)
    assert (results["TILES"], results["VALIDATION"]) == (6, 2)
    assert results["STEPS"] > 0
    assert Path(results["REPORT"]).read_text().startswith("<!DOCTYPE html>")
    assert results["PUBLISHED"] == int(Path(results["MODEL"]).stem == "mine")
    output = str(raster.with_name("up.tif"))
    made = processing.run("rastergan:upscale", {"INPUT": str(raster), "MODEL": results["MODEL"], "OUTPUT": output})
    assert gdal.Open(made["OUTPUT"]).RasterXSize == 512


def test_two_tiles_are_too_few(processing, provider, raster, tiles):

    two = tiles.materialize(QgsFeatureRequest().setLimit(2))
    with pytest.raises(QgsProcessingException, match="at least 4 tiles"):
        processing.run("rastergan:finetune", {"INPUT": str(raster), "TILES": two, "MINUTES": 0.1})


def test_a_truth_that_does_not_belong_is_refused(processing, provider, raster, tiles, tmp_path):
    other = write_raster(tmp_path / "one.tif", scenery(1, 192, 256))
    features = QgsProcessingFeatureSourceDefinition(tiles.source(), selectedFeaturesOnly=False)
    with pytest.raises(QgsProcessingException, match="“Reference raster”: expected the bands 1, 2, 3"):
        processing.run("rastergan:finetune", {"INPUT": str(raster), "TILES": features, "TRUTH": str(other)})
