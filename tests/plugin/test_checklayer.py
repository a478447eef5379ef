"""`rastergan:checklayer` as QGIS runs it."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsApplication, QgsProcessingException, QgsProcessingFeedback, QgsRasterLayer
from scenes import scenery, write_raster

CHECK = "rastergan:checklayer"


class Feedback(QgsProcessingFeedback):
    def __init__(self):
        super().__init__(False)
        self.lines = []

    def pushInfo(self, info):
        self.lines.append(info)


def test_in_the_toolbox(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(CHECK)
    assert (algorithm.groupId(), algorithm.group()) == ("assess", "Check and evaluate")
    assert algorithm.shortHelpString().startswith("<p>")
    assert algorithm.outputDefinition("OUTPUT").type() == "outputHtml"  # so that QGIS shows it in its results viewer


def test_findings_and_numbers(processing, provider, tmp_path, new_project):
    image = scenery(3, 520, 520)
    layer = QgsRasterLayer(str(write_raster(tmp_path / "in.tif", image.repeat(2, 1).repeat(2, 2), rgb=True)), "scene")
    new_project.addMapLayer(layer)
    feedback, output = Feedback(), tmp_path / "page.html"
    parameters = {"INPUT": layer.id(), "MODEL": "upscale-x2", "OUTPUT": str(output)}
    results = processing.run(CHECK, parameters, feedback=feedback)
    assert results["OUTPUT"] == str(output)
    assert results["PROBLEMS"] >= 1
    assert (results["GSD"], results["UPSAMPLED"], results["NODATA_SHARE"]) == (2, 2, 0)
    assert "The layer was oversampled: its pixels are about 2 times too fine" in feedback.lines
    assert any(line.startswith("Go back to the source") for line in feedback.lines)
    assert "oversampled" in output.read_text("utf-8")


def test_a_parameter_of_another_algorithm_is_named_by_its_label(processing, provider, tmp_path):
    noise = np.random.default_rng(0).normal(128, 60, (1, 256, 256)).clip(0, 255).astype("uint8")
    feedback, output = Feedback(), tmp_path / "page.html"
    raster = write_raster(tmp_path / "in.tif", noise)
    processing.run(CHECK, {"INPUT": str(raster), "OUTPUT": str(output)}, feedback=feedback)
    assert "Use “Enhance first”" in feedback.lines
    assert "Use “Enhance first”" in output.read_text("utf-8")


def test_what_can_not_be_measured_is_no_failure(processing, provider, tmp_path):
    raster = write_raster(tmp_path / "small.tif", scenery(1, 20, 20))
    results = processing.run(CHECK, {"INPUT": str(raster), "OUTPUT": "TEMPORARY_OUTPUT"})
    assert results["PROBLEMS"] == 0
    assert results["BLUR_MTF"] is None


def test_a_part_and_what_lies_beside(processing, provider, tmp_path):
    image = scenery(1, 100, 100)
    image[:, :, 50:] = 0
    raster = write_raster(tmp_path / "half.tif", image, nodata=0)
    parameters = {"INPUT": str(raster), "OUTPUT": "TEMPORARY_OUTPUT"}
    part = {"EXTENT": "500000,500090,4099800,4100000 [EPSG:32633]"}
    assert processing.run(CHECK, {**parameters, **part})["NODATA_SHARE"] == 0
    assert processing.run(CHECK, parameters)["NODATA_SHARE"] == pytest.approx(0.5, abs=0.15)
    with pytest.raises(QgsProcessingException, match="“Extent”: expected a rectangle that overlaps"):
        processing.run(CHECK, {**parameters, "EXTENT": "0,1,0,1 [EPSG:32633]"})
