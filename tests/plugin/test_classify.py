"""Land cover through real Processing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeature,
    QgsGeometry,
    QgsMarkerSymbol,
    QgsPointXY,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsRendererCategory,
    QgsVectorLayer,
)
from scenes import write_raster


@pytest.fixture
def raster(tmp_path) -> Path:
    """The left half dark, the right half bright."""
    values = np.random.default_rng(0).normal(60, 8, (3, 90, 120))
    values[:, :, 60:] += 90
    return write_raster(tmp_path / "scene.tif", values.clip(1, 255).astype(np.uint8), rgb=True)


@pytest.fixture
def labels(raster, qgis_app) -> QgsVectorLayer:
    """Three points on each half, and one that lies off the raster, with a style of its own."""
    layer = QgsVectorLayer("Point?field=cover:string", "labels", "memory")
    dataset = gdal.Open(str(raster))
    layer.setCrs(gdal_crs(dataset))
    x, dx, _, y, _, dy = dataset.GetGeoTransform()
    for row, column in ((10, 10), (40, 30), (80, 50), (15, 70), (45, 90), (85, 110), (-99, 5)):
        feature = QgsFeature(layer.fields())
        feature["cover"] = "тёмный" if column < 60 else "bright"
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x + (column + 0.5) * dx, y + (row + 0.5) * dy)))
        layer.dataProvider().addFeatures([feature])
    symbol = QgsMarkerSymbol.createSimple({"color": "#123456"})
    layer.setRenderer(QgsCategorizedSymbolRenderer("cover", [QgsRendererCategory("тёмный", symbol, "")]))
    return layer


def gdal_crs(dataset):
    from qgis.core import QgsCoordinateReferenceSystem

    return QgsCoordinateReferenceSystem.fromWkt(dataset.GetProjection())


def test_from_points_to_a_styled_map(processing, provider, raster, labels, tmp_path, new_project):
    import processing as api

    new_project.addMapLayer(labels)
    report = str(tmp_path / "report.html")
    learned = processing.run(
        "rastergan:trainclassifier",
        {"INPUT": str(raster), "LABELS": labels, "FIELD": "cover", "LEARNER": "probe", "REPORT": report},
    )
    assert (learned["CLASSES"], learned["LABELLED"], learned["KEPT"]) == (2, 6, "probe")
    assert learned["OVERALL_ACCURACY"] == learned["KAPPA"] == 1
    assert "тёмный" in Path(report).read_text("utf-8")
    parameters = {"INPUT": str(raster), "MODEL": learned["MODEL"], "CONFIDENCE": "TEMPORARY_OUTPUT"}
    made = api.runAndLoadResults("rastergan:classify", {**parameters, "OUTPUT": str(tmp_path / "map.tif")})
    assert made["CLASSIFIED"] == 1
    layer = next(one for one in new_project.mapLayers().values() if one.source() == made["OUTPUT"])
    classes = {one.value: (one.label, one.color.name()) for one in layer.renderer().classes()}
    assert classes[2] == ("тёмный", "#123456")
    assert classes[1][0] == "bright"
    values = gdal.Open(made["OUTPUT"]).ReadAsArray()
    assert (values[:, :55] == 2).mean() > 0.95
    assert (values[:, 65:] == 1).mean() > 0.95
    assert gdal.Open(made["CONFIDENCE"]).ReadAsArray().max() <= 100


def test_selected_labels_alone_and_what_is_missing(processing, provider, raster, labels, new_project):
    new_project.addMapLayer(labels)
    chosen = QgsProcessingFeatureSourceDefinition(labels.id(), selectedFeaturesOnly=True)
    parameters = {"INPUT": str(raster), "LABELS": chosen, "FIELD": "cover", "LEARNER": "probe"}
    labels.selectByExpression("\"cover\" = 'bright'")
    with pytest.raises(QgsProcessingException, match="two classes or more on “Training raster”, got only bright"):
        processing.run("rastergan:trainclassifier", {**parameters, "REPORT": "TEMPORARY_OUTPUT"})
    wrong = {"INPUT": str(raster), "MODEL": "upscale-x2", "OUTPUT": "TEMPORARY_OUTPUT"}
    with pytest.raises(QgsProcessingException, match="upscale-x2 is one to upscale. Choose one to classify"):
        processing.run("rastergan:classify", wrong)


def test_where_to_label_next_is_a_layer_with_ranks(processing, provider, raster, labels, tmp_path, new_project):
    import processing as api

    new_project.addMapLayer(labels)
    made = api.runAndLoadResults(
        "rastergan:trainclassifier",
        {
            "INPUT": str(raster),
            "LABELS": labels,
            "FIELD": "cover",
            "LEARNER": "probe",
            "REPORT": str(tmp_path / "report.html"),
            "LABEL_NEXT": str(tmp_path / "next.gpkg"),
        },
    )
    layer = next(layer for layer in new_project.mapLayers().values() if "next.gpkg" in layer.source())
    assert made["LABEL_NEXT"] == str(tmp_path / "next.gpkg")
    assert layer.featureCount() == 20
    assert layer.crs() == labels.crs()
    assert layer.labelsEnabled()
    assert layer.labeling().settings().fieldName == "rank"
    assert {feature["class"] for feature in layer.getFeatures()} <= {"bright", "тёмный"}
