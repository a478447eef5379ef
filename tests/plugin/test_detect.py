"""Detectors through real Processing."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtWidgets import QApplication
from scenes import write_raster

from raster_gan.plugin.panels.scorefilter import ScoreFilterProvider

PLACES = [(40, 40), (40, 120), (110, 60), (150, 150), (80, 180), (180, 30)]
"""Columns and rows of bright squares."""
SIDE = 20


@pytest.fixture
def raster(tmp_path) -> Path:
    image = np.random.default_rng(1).normal(80, 10, (3, 224, 224))
    for column, row in PLACES:
        image[:, row - SIDE // 2 : row + SIDE // 2, column - SIDE // 2 : column + SIDE // 2] += 120
    return write_raster(tmp_path / "scene.tif", image.clip(0, 255).astype("uint8"), rgb=True)


@pytest.fixture
def marks(new_project) -> QgsVectorLayer:
    """A box round each square, of two kinds."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:32633&field=kind:string", "marks", "memory")
    for number, (column, row) in enumerate(PLACES):
        x, y = 500000 + 2 * column, 4100000 - 2 * row
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(x - SIDE, y - SIDE, x + SIDE, y + SIDE)))
        feature["kind"] = "even" if number % 2 == 0 else "odd"
        layer.dataProvider().addFeature(feature)
    new_project.addMapLayer(layer)
    return layer


class Feedback(QgsProcessingFeedback):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []

    def pushInfo(self, info: str) -> None:
        self.lines.append(info)


def test_train_on_selected_objects_then_find(processing, provider, raster, marks, new_project):
    import processing as api

    marks.selectByIds([1, 2, 3, 4])
    chosen = QgsProcessingFeatureSourceDefinition(marks.id(), selectedFeaturesOnly=True)
    parameters = {"INPUT": str(raster), "OBJECTS": chosen, "FIELD": "kind", "NAME": "squares", "MINUTES": 0.1}
    results = processing.run("rastergan:traindetector", parameters)
    assert (results["OBJECTS"], results["HELD_OUT"], results["CLASSES"]) == (4, 0, 2)
    assert Path(results["MODEL"]).name == "squares.safetensors"
    assert Path(results["REPORT"]).read_text().startswith("<!DOCTYPE html>")
    assert 0 <= results["AP50"] <= 1
    search = {"INPUT": str(raster), "MODEL": results["MODEL"], "SCORE": 0.001, "OUTPUT": "TEMPORARY_OUTPUT"}
    feedback = Feedback()
    found = api.runAndLoadResults("rastergan:detect", search, feedback)
    (layer,) = [one for one in new_project.mapLayers().values() if one is not marks]
    assert layer.featureCount() == found["OBJECTS"] > 0
    assert [field.name() for field in layer.fields()][1:] == ["class", "score", "width", "height"]
    assert layer.crs().authid() == "EPSG:32633"
    assert layer.renderer().classAttribute() == "score"
    assert not layer.labelsEnabled()
    assert layer.customProperty("embeddedWidgets/0/id") == "rastergan-score"
    assert new_project.layerTreeRoot().findLayer(layer.id()).isExpanded()
    assert any("slider" in line for line in feedback.lines)
    filter_by_score(layer)
    one = processing.run("rastergan:detect", {**search, "CLASS": "odd"})
    kinds = {feature["class"] for feature in QgsVectorLayer(one["OUTPUT"], "found").getFeatures()}
    assert kinds <= {"odd"}


def filter_by_score(layer: QgsVectorLayer) -> None:
    """The slider in the layer tree, as QGIS makes it; the layer ends without a filter."""
    provider = ScoreFilterProvider()
    assert provider.supportsLayer(layer)
    widget = provider.createWidget(layer, 0)
    assert (widget.slider.minimum(), widget.slider.value()) == (0, 0)  # 0.001
    scores = sorted(feature["score"] for feature in layer.getFeatures())
    bound = round(100 * scores[len(scores) // 2])
    kept = sum(score >= bound / 100 for score in scores)
    widget.slider.setValue(bound)
    end = time.monotonic() + 5
    while layer.featureCount() != kept:
        assert time.monotonic() < end
        QApplication.processEvents()
    assert widget.words.text() == f"score ≥ {bound / 100:.2f}: {kept}"
    again = provider.createWidget(layer, 0)  # a project that is opened again
    assert again.slider.value() == bound
    layer.startEditing()
    assert not again.slider.isEnabled()
    layer.rollBack()
    layer.setSubsetString("\"class\" = 'odd'")
    assert not again.slider.isEnabled()
    assert "another filter" in again.slider.toolTip()
    layer.setSubsetString("")
    assert again.slider.isEnabled()


def test_no_detector_and_no_objects_are_said(processing, provider, raster, marks):
    with pytest.raises(
        QgsProcessingException, match="“Detector”: expected a model for another task: upscale-x2 is one to upscale"
    ):
        processing.run("rastergan:detect", {"INPUT": str(raster), "MODEL": "upscale-x2", "OUTPUT": "TEMPORARY_OUTPUT"})
    empty = QgsVectorLayer("Polygon?crs=EPSG:32633", "empty", "memory")
    with pytest.raises(QgsProcessingException, match="“Objects”: expected some boxes"):
        processing.run("rastergan:traindetector", {"INPUT": str(raster), "OBJECTS": empty, "MINUTES": 0.1})


def test_the_dialog_is_filled_from_a_training_that_was_broken_off(processing, provider, raster):
    from raster_gan.gan_core.api.jobs import to_dict
    from raster_gan.gan_core.api.jobs.detection import TrainDetectorJob
    from raster_gan.plugin.panels.provenance import definitions, parameters

    job = TrainDetectorJob(str(raster), "marks.gpkg", field="kind", bands=(1, 2), minutes=3.0)
    filled = parameters("traindetector", to_dict(job))
    assert set(filled) <= {one.name() for one in definitions("traindetector")}
    assert (filled["OBJECTS"], filled["FIELD"], filled["BANDS"], filled["MINUTES"]) == (
        "marks.gpkg",
        "kind",
        (1, 2),
        3.0,
    )
    assert "EMPTY" not in filled


def test_the_panel_speaks_of_detectors(processing):
    from raster_gan.gan_core.api.training_curves import select_curves
    from raster_gan.gan_core.api.training_runs import TrainingState
    from raster_gan.plugin.panels.trainings import describe_training

    look = {"kind": "look", "note": "detector-look", "step": 20, "steps": 80, "loss": 1.5, "left": 9.0}
    begin = {"kind": "begin", "name": "squares", "job": {}}
    assert "First round, step 20 of 80: loss 1.500" in describe_training([begin, look], TrainingState.RUNNING)
    again = {**look, "note": "detector-look-again"}
    assert describe_training([begin, look, again], TrainingState.RUNNING).startswith("Running. Second round")
    for looks, title in (
        ([look, again], "Loss of the detector"),
        ([{**look, "note": "look"}], "Loss of the generator"),
    ):
        assert [curve.title for curve in select_curves(looks)] == [title]
    figures = {"ap50": 0.5, "precision": 0.6, "recall": 0.7, "score": 0.25}
    end = {"kind": "end", "note": "detector-published", **figures}
    assert "squares: AP50 0.50" in describe_training([begin, look, end], TrainingState.ENDED)
