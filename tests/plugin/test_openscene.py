"""`rastergan:openscene` as QGIS runs it: alone, in a model, and named where another algorithm was given a scene."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelParameter,
    QgsProcessingParameterFile,
    QgsRasterLayer,
)

sys.path.append(str(Path(__file__).resolve().parents[1] / "core"))
import made_scenes as made  # noqa: E402 - in the folder above

OPEN, UPSCALE = "rastergan:openscene", "rastergan:upscale"


class Feedback(QgsProcessingFeedback):
    def __init__(self):
        super().__init__(False)
        self.lines = []

    def pushInfo(self, info):
        self.lines.append(info)


def test_layers_and_words(processing, provider, tmp_path):
    scene, feedback = made.safe(tmp_path), Feedback()
    results = processing.run(OPEN, {"INPUT": str(scene), "OUTPUT": str(tmp_path / "layers")}, feedback=feedback)
    assert QgsRasterLayer(results["OUTPUT_10M"]).bandCount() == 4
    assert QgsRasterLayer(results["OUTPUT_20M"]).bandName(4) == "Band 4: B8A narrow infrared"
    assert (results["SENSOR"], results["LEVEL"], results["DATE"][:10]) == ("sentinel-2", "L2A", "2023-01-01")
    assert results["OUTPUT_LAYERS"] == [results[f"OUTPUT_{size}"] for size in ("10M", "20M", "60M")]
    assert "OUTPUT_PAN" not in results
    assert any(line.startswith("Sentinel-2A L2A") for line in feedback.lines)


def test_some_layers_as_geotiff(processing, provider, tmp_path):
    parameters = {
        "INPUT": str(made.safe(tmp_path)),
        "LAYERS": ["20m", "10m"],
        "FORMAT": 1,
        "OUTPUT": "TEMPORARY_OUTPUT",
    }
    results = processing.run(OPEN, parameters)
    assert [Path(path).suffix for path in results["OUTPUT_LAYERS"]] == [".tif", ".tif"]
    assert "OUTPUT_60M" not in results


@pytest.mark.parametrize("load", [True, False])
def test_the_layers_are_loaded_where_that_is_wanted(processing, provider, tmp_path, new_project, load):
    context = QgsProcessingContext()
    context.setProject(new_project)
    parameters = {"INPUT": str(made.safe(tmp_path)), "LOAD": load, "OUTPUT": str(tmp_path / "layers")}
    results = processing.run(OPEN, parameters, context=context)
    loading = context.layersToLoadOnCompletion()
    assert sorted(loading) == (sorted(results["OUTPUT_LAYERS"]) if load else [])
    assert all(details.name.startswith(made.COMPACT) for details in loading.values())


def test_the_dialog_loads_them_and_shows_the_colors(processing, provider, tmp_path, new_project):
    parameters = {"INPUT": str(made.safe(tmp_path)), "OUTPUT": str(tmp_path / "layers")}
    processing.runAndLoadResults(OPEN, parameters)
    shown = {node.name(): node.isVisible() for node in new_project.layerTreeRoot().findLayers()}
    assert shown == {f"{made.COMPACT}_{layer}": layer == "10m" for layer in ("10m", "20m", "60m")}


def test_a_folder_without_a_dot_can_be_named(processing, provider, tmp_path):
    folder = made.landsat(tmp_path / "scene")
    results = processing.run(OPEN, {"INPUT": str(folder), "OUTPUT": str(tmp_path / "layers")})
    assert QgsRasterLayer(results["OUTPUT_PAN"]).rasterUnitsPerPixelX() == 15


def test_what_is_no_scene_is_a_sentence(processing, provider, tmp_path):
    with pytest.raises(QgsProcessingException, match="is no scene that is known here"):
        processing.run(OPEN, {"INPUT": str(tmp_path), "OUTPUT": str(tmp_path / "layers")})
    assert not (tmp_path / "layers").exists()


def test_a_model_goes_on_with_a_layer(processing, provider, tmp_path):
    """Opened, upscaled; the model's designer takes the layer that is wanted from the outputs of the first step."""
    model = QgsProcessingModelAlgorithm("Open, then upscale")
    model.addModelParameter(QgsProcessingParameterFile("scene", "Scene"), QgsProcessingModelParameter("scene"))
    source = QgsProcessingModelChildParameterSource
    child = QgsProcessingModelChildAlgorithm(OPEN)
    child.setChildId("open")
    child.addParameterSources("INPUT", [source.fromModelParameter("scene")])
    child.addParameterSources("LOAD", [source.fromStaticValue(False)])
    child.addParameterSources("OUTPUT", [source.fromStaticValue(str(tmp_path / "layers"))])
    model.addChildAlgorithm(child)
    child = QgsProcessingModelChildAlgorithm(UPSCALE)
    child.setChildId("upscale")
    child.addParameterSources("INPUT", [source.fromChildOutput("open", "OUTPUT_10M")])
    child.addParameterSources("OUTPUT", [source.fromStaticValue(str(tmp_path / "finer.tif"))])
    model.addChildAlgorithm(child)
    assert model.canExecute()[0]
    feedback = Feedback()
    processing.run(model, {"scene": str(made.safe(tmp_path))}, feedback=feedback)
    finer = gdal.Open(str(tmp_path / "finer.tif"))
    assert (finer.RasterXSize, finer.RasterCount) == (96, 4)
    assert finer.GetRasterBand(4).GetDescription() == "B8 NIR"
    assert any("sensor sentinel-2" in line for line in feedback.lines)


@pytest.mark.parametrize("kind", ["folder", "zip", "metadata"])
def test_another_algorithm_that_is_given_a_scene_names_this_one(processing, provider, tmp_path, kind):
    scene = made.safe(tmp_path)
    path = {"folder": scene, "metadata": scene / "MTD_MSIL2A.xml"}.get(kind) or made.zipped(scene, tmp_path / "x.zip")
    for algorithm in (UPSCALE, "rastergan:checklayer"):
        with pytest.raises(QgsProcessingException, match="run “Open a scene” on it"):
            processing.run(algorithm, {"INPUT": str(path), "OUTPUT": str(tmp_path / "out.tif")})


def test_in_the_toolbox(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(OPEN)
    assert (algorithm.groupId(), algorithm.displayName()) == ("enhance", "Open a scene")
