"""Generators through real Processing, and their trainings in the panel."""

from __future__ import annotations

from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import QgsProcessingException, QgsProcessingFeatureSourceDefinition, QgsVectorLayer
from scenes import scenery, write_raster

from raster_gan.gan_core.api import library
from raster_gan.gan_core.api.training_runs import REPORT
from raster_gan.gan_core.runs.folder import RunFolder
from raster_gan.plugin.algorithms.traingenerator import Algorithm
from raster_gan.plugin.panels.provenance import parameters
from raster_gan.plugin.panels.trainings import TrainingsPanel


@pytest.fixture
def raster(tmp_path) -> Path:
    return write_raster(tmp_path / "scene.tif", scenery(3, 192, 256), rgb=True)


def test_selected_tiles_with_a_class_become_a_model_and_the_model_tiles_and_a_mosaic(
    processing, provider, raster, tmp_path
):
    tiles = processing.run(
        "rastergan:maketiles",
        {"INPUT": str(raster), "SIZE": 32, "COUNT": 30, "OUTPUT": str(tmp_path / "tiles.gpkg")},
    )["OUTPUT"]
    layer = QgsVectorLayer(tiles, "tiles")
    half = "case when \"fid\" % 2 = 0 then 'Wald' else 'field' end"
    classed = processing.run(
        "native:fieldcalculator",
        {
            "INPUT": layer,
            "FIELD_NAME": "cover",
            "FIELD_TYPE": 2,
            "FORMULA": half,
            "OUTPUT": str(tmp_path / "classed.gpkg"),
        },
    )["OUTPUT"]
    parameters = {
        "INPUT": str(raster),
        "TILES": QgsProcessingFeatureSourceDefinition(classed, selectedFeaturesOnly=False),
        "FIELD": "cover",
        "SIZE": "32",
        "MINUTES": 0.2,
        "NAME": "mine",
    }
    trained = processing.run("rastergan:traingenerator", parameters)
    assert trained["STEPS"] > 0
    assert trained["TILES"] == 30
    assert Path(trained["REPORT"]).read_text().startswith("<!DOCTYPE html>")
    made = processing.run(
        "rastergan:generate",
        {
            "MODEL": trained["MODEL"],
            "COUNT": 3,
            "CLASS": "Wald",
            "OUTPUT": str(tmp_path / "made"),
            "MOSAIC": str(tmp_path / "mosaic.tif"),
            "EXTENT": "500000,500640,4000000,4000320 [EPSG:32632]",
        },
    )
    tile = gdal.Open(str(tmp_path / "made" / "tile_2.tif"))
    assert (tile.RasterXSize, tile.RasterCount) == (32, 3)
    assert tile.GetRasterBand(1).GetColorInterpretation() == gdal.GCI_RedBand
    mosaic = gdal.Open(made["MOSAIC"])
    assert mosaic.GetSpatialRef().GetAuthorityCode(None) == "32632"
    assert mosaic.GetMetadataItem("RASTERGAN_SYNTHETIC") == "YES"
    labels = QgsVectorLayer(made["LABELS"], "labels")
    assert labels.featureCount() == made["TILES"]
    assert {feature["class"] for feature in labels.getFeatures()} == {"Wald"}


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"EXTENT": "0,1,0,1 [EPSG:32632]"}, "needs a “Mosaic”"),
        ({"OUTPUT": None}, "Choose where to put the tiles"),
        ({"BETWEEN": "3;9"}, "expected whole numbers"),
        ({"MODEL": "upscale-x2"}, "upscale-x2"),
    ],
)
def test_what_can_not_be_generated_is_said(processing, provider, tmp_path, parameters, words):
    with pytest.raises(QgsProcessingException, match=words):
        processing.run(
            "rastergan:generate", {"MODEL": "nobody", "OUTPUT": str(tmp_path / "made"), "MOSAIC": None, **parameters}
        )


JOB = {
    "verb": "traingenerator",
    "input": "/data/scene.tif",
    "tiles": "",
    "size": 32,
    "architecture": "dcgan",
    "field": "",
    "adversary": "auto",
    "minutes": 5.0,
    "name": "mine",
    "device": "auto",
}


def test_the_panel_shows_how_a_generator_learns(qgis_iface, tmp_path, monkeypatch):
    monkeypatch.setenv(library.VARIABLE, str(tmp_path / "models"))
    folder = RunFolder({"number": 1}, anew=False)
    folder.log("begin", name="mine", job=JOB)
    for step in (100, 200):
        figures = {"kid": 50 / step, "diversity": 0.9, "loss": 1.0, "margin": 0.5, "rate": 1.0, "left": 60.0}
        folder.log("look", phase="game", note="generator-look", step=step, steps=1000, **figures)
    folder.log("alarm", step=150, code="collapse", value=0.9, action="vary")
    asked: list[dict] = []
    panel = TrainingsPanel(None, asked.append)
    panel.show()
    panel.refresh()
    assert "Step 200: images 90% as varied" in panel.words.text()
    assert set(panel.curves.drawings) == {"kid", "diversity", "loss", "margin", "rate"}
    assert "all become alike" in panel.alarms.text()
    panel.resume.click()
    filled = parameters("traingenerator", asked[0])
    assert set(filled) <= declared()
    assert (filled["SIZE"], "TILES" in filled, filled["ARCHITECTURE"]) == ("32", False, "dcgan")
    (folder.path / REPORT).write_text("<!DOCTYPE html>")
    folder.finished(note="generator-published", kid=0.1, floor=0.01, diversity=0.95)
    panel.refresh()
    assert "In the library as mine" in panel.words.text()
    panel.close()
    panel.deleteLater()


def declared() -> set[str]:
    algorithm = Algorithm()
    algorithm.initAlgorithm()
    return {parameter.name() for parameter in algorithm.parameterDefinitions()}
