"""What an algorithm's dialog makes of the layers that are chosen in it."""

from __future__ import annotations

import pytest
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCategorizedSymbolRenderer,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QMetaType, QVariant
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QGroupBox, QLabel, QTextEdit
from scenes import scenery, write_raster
from test_canvas import wait_for
from test_sharpen import layers  # noqa: F401 - a pair of Sentinel-2's

from raster_gan.gan_core.api import library
from raster_gan.plugin.canvas.tiles import add_tile
from raster_gan.plugin.engine import speed
from raster_gan.plugin.layers.class_field import class_field
from raster_gan.plugin.layers.label_layers import class_samples, object_boxes
from raster_gan.plugin.processing.advice import advice, recommended

if Qgis.QGIS_VERSION_INT >= 33800:
    TEXT, WHOLE, NUMBER = QMetaType.Type.QString, QMetaType.Type.Int, QMetaType.Type.Double
else:
    TEXT, WHOLE, NUMBER = QVariant.Type.String, QVariant.Type.Int, QVariant.Type.Double  # noqa: QGS402 - before 3.38
ONLINE = "type=xyz&url=http://127.0.0.1:9/{z}/{x}/{y}.png&zmin=0&zmax=18"


@pytest.fixture
def dialog(provider, browser, qgis_new_project, monkeypatch):
    """Opens an algorithm's dialog; its engine is not asked how fast it is."""
    from raster_gan.plugin.processing import dialog_links

    monkeypatch.setattr(dialog_links.Links, "probing", True)
    opened = []

    def open_(verb: str, **parameters: object):
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"rastergan:{verb}")
        opened.append(algorithm.createCustomParametersWidget(None))
        opened[-1].setParameters(parameters)
        opened[-1].show()
        return opened[-1]

    yield open_
    for each in opened:
        each.close()


def loaded(path, name="layer"):
    return QgsProject.instance().addMapLayer(QgsRasterLayer(str(path), name))


def marks(tmp_path, *fields: QgsField, rows=()) -> QgsVectorLayer:
    """A GeoPackage of points, so that there is a fid."""
    known = QgsFields()
    for field in fields:
        known.append(field)
    options = QgsVectorFileWriter.SaveVectorOptions()
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext, QgsWkbTypes

    path = str(tmp_path / "marks.gpkg")
    writer = QgsVectorFileWriter.create(
        path,
        known,
        QgsWkbTypes.Type.Point,
        QgsCoordinateReferenceSystem("EPSG:32633"),
        QgsCoordinateTransformContext(),
        options,
    )
    for number, row in enumerate(rows):
        feature = QgsFeature(known)
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(500000 + number, 4100000)))
        feature.setAttributes([None, *row] if known.indexOf("fid") == 0 else list(row))
        writer.addFeature(feature)
    del writer
    return QgsProject.instance().addMapLayer(QgsVectorLayer(path, "marks"))


@pytest.mark.parametrize("verb", ["upscale", "sharpen", "evaluate", "exportmodel", "trainclassifier"])
def test_no_label_or_choice_forces_the_width(dialog, rgb_raster, verb):
    loaded(rgb_raster)
    panel = dialog(verb).mainWidget()
    parts = [part for kind in (QLabel, QComboBox) for part in panel.findChildren(kind)]
    wide = [
        (part.metaObject().className(), part.objectName(), part.minimumSizeHint().width())
        for part in parts
        if part.minimumSizeHint().width() > 250
    ]
    assert wide == []


def test_a_resolution_is_asked_for_online_layers_alone(dialog, rgb_raster):
    local = loaded(rgb_raster)
    online = QgsProject.instance().addMapLayer(QgsRasterLayer(ONLINE, "online", "wms"))
    window = dialog("upscale", INPUT=local.id())
    wrapper = window.mainWidget().wrappers["RESOLUTION"]
    shown = wrapper.wrappedWidget().isVisible, wrapper.wrappedLabel().isVisible
    assert [ask() for ask in shown] == [False, False]
    window.setParameters({"INPUT": online.id()})
    assert [ask() for ask in shown] == [True, True]
    window.setParameters({"INPUT": local.id()})
    assert [ask() for ask in shown] == [False, False]


def test_no_empty_group_of_advanced_parameters_is_left(dialog, rgb_raster):
    loaded(rgb_raster)
    boxes = {verb: dialog(verb).mainWidget().findChild(QGroupBox, "grpAdvanced") for verb in ("checklayer", "upscale")}
    assert {verb: box.isVisible() for verb, box in boxes.items()} == {"checklayer": False, "upscale": True}


def test_the_likeliest_guide_is_chosen_or_none(dialog, layers):  # noqa: F811
    window = dialog("sharpen", INPUT=layers["20m"].id())
    guide = window.mainWidget().wrappers["GUIDE"]
    assert guide.parameterValue() == layers["10m"].id()
    window.setParameters({"INPUT": layers["10m"].id()})
    assert not guide.parameterValue()
    window.setParameters({"INPUT": layers["20m"].id(), "GUIDE": layers["20m"].id()})
    assert guide.parameterValue() == layers["20m"].id()


def test_the_only_layer_that_was_made_for_a_training_is_chosen_with_its_raster(dialog, rgb_raster, tmp_path):
    copy = write_raster(tmp_path / "another.tif", scenery(3, 40, 52), rgb=True)
    loaded(copy, "a"), loaded(copy, "z")
    raster = loaded(rgb_raster)
    tiles = add_tile(raster, raster.extent().center(), None)
    boxes, samples = QgsProject.instance().addMapLayers([object_boxes(raster), class_samples(raster)])
    wanted = {"traindetector": ("OBJECTS", boxes), "trainclassifier": ("LABELS", samples)}
    wanted |= {"finetune": ("TILES", tiles), "traingenerator": ("TILES", tiles)}
    for verb, (name, layer) in wanted.items():
        wrappers = dialog(verb).mainWidget().wrappers
        chosen = wrappers[name].parameterValue()
        source = chosen.source.staticValue() if hasattr(chosen, "source") else chosen
        assert (verb, source, wrappers["INPUT"].parameterValue()) == (verb, layer.id(), raster.id())
    QgsProject.instance().addMapLayer(class_samples(raster))
    assert (
        dialog("traingenerator", INPUT=raster.id(), TILES=None).mainWidget().wrappers["TILES"].parameterValue() is None
    )


def test_a_result_stays_out_of_a_project_that_was_opened_meanwhile(dialog, rgb_raster, tmp_path):
    output = QgsProcessingOutputLayerDefinition(str(tmp_path / "out.tif"), QgsProject.instance())
    window = dialog("upscale", INPUT=loaded(rgb_raster).id(), OUTPUT=output)
    window.runAlgorithm()
    QgsProject.instance().clear()
    wait_for(window.wasExecuted)
    assert (tmp_path / "out.tif").exists()
    assert QgsProject.instance().mapLayers() == {}
    assert "was made for a project that is closed now" in log(window)


def test_after_a_failure_nothing_is_said_of_pages(dialog, rgb_raster, tmp_path):
    window = dialog("checklayer", INPUT=loaded(rgb_raster).id())
    rgb_raster.unlink()
    window.runAlgorithm()
    wait_for(window.wasExecuted)
    assert "Execution failed" in log(window)
    assert "HTML" not in log(window)
    assert window.runButton().isEnabled()


def log(window) -> str:
    return window.findChild(QTextEdit, "txtLog").toPlainText()


def text(name: str) -> QgsField:
    return QgsField(name, TEXT)


def number(name: str, kind=WHOLE) -> QgsField:
    return QgsField(name, kind)


RECURRING = [(1, 0.5, "a"), (2, 0.7, "a"), (1, 0.9, "b"), (2, 0.1, "b")]


@pytest.mark.parametrize(
    ("fields", "rows", "expected"),
    [
        ([text("note"), text("Land_Cover")], [("x", "w"), ("y", "f")], "Land_Cover"),
        ([number("id"), number("code"), text("kind of it")], [], "kind of it"),
        ([number("a"), number("b", NUMBER), text("c")], RECURRING, "c"),
        ([number("a"), number("b", NUMBER)], [row[:2] for row in RECURRING], "a"),
        ([text("note")], [("x",), ("y",), ("z",)], ""),
        ([text("地类")], [("水",)], "地类"),
    ],
)
def test_the_class_field_is_chosen_by_sense(qgis_new_project, tmp_path, fields, rows, expected):
    assert class_field(marks(tmp_path, *fields, rows=rows)) == expected


def test_a_style_by_class_says_which_field(qgis_new_project, tmp_path):
    layer = marks(tmp_path, text("class"), text("crown"), rows=[("a", "x")])
    layer.setRenderer(QgsCategorizedSymbolRenderer("crown", []))
    assert class_field(layer) == "crown"


def test_the_dialogs_take_the_class_field(dialog, rgb_raster, tmp_path):
    loaded(rgb_raster)
    layer = marks(tmp_path, number("a"), text("species"), rows=[(1, "oak"), (2, "ash")])
    chosen = QgsProcessingFeatureSourceDefinition(layer.id(), selectedFeaturesOnly=True)
    for verb, parameters in (("trainclassifier", {"LABELS": chosen}), ("traindetector", {"OBJECTS": layer.id()})):
        wrappers = dialog(verb, **parameters).mainWidget().wrappers
        assert wrappers["FIELD"].parameterValue() in ("species", ["species"]), verb


def test_an_empty_box_says_how_to_get_a_model(dialog, rgb_raster):
    loaded(rgb_raster)
    trainings = {"classify": "land cover classifier", "detect": "detector", "generate": "generator"}
    for verb, training in {**trainings, "translate": "translator"}.items():
        hint = dialog(verb).mainWidget().wrappers["MODEL"].hint
        assert hint.isVisible()
        assert training in hint.text()


def test_the_model_is_recommended_by_the_layers_bands(provider, qgis_new_project, layers, tmp_path):  # noqa: F811
    color = loaded(write_raster(tmp_path / "color.tif", scenery(3, 40, 52), rgb=True))
    gray = loaded(write_raster(tmp_path / "gray.tif", scenery(1, 40, 52)))
    assert recommended("upscale", color) == "upscale-x2"
    assert recommended("enhance", gray) == "enhance-band"
    assert recommended("upscale", layers["10m"]) == "upscale-x2-rgbn"  # four bands, and the file's name says whose
    assert recommended("sharpen", layers["20m"]) == "sharpen-sentinel2"
    assert recommended("sharpen", color) == "sharpen-pan"
    assert recommended("detect", color) == ""


def test_what_does_not_fit_is_said_with_the_time(dialog, tmp_path, monkeypatch):
    monkeypatch.setattr(speed, "AROUND", 1.0)
    speed.remember({"TILE_SECONDS": 2.0})
    deep = loaded(write_raster(tmp_path / "deep.tif", scenery(2, 256, 512, "uint16")))
    window = dialog("upscale", INPUT=deep.id())
    hint = window.mainWidget().wrappers["MODEL"].hint
    assert "upscale-x2-band" in hint.text()
    assert "not 8-bit" in hint.text()
    assert "About 13 s" in hint.text()  # 5 to begin, 2 tiles of 2 s for each of 2 bands
    window.setParameters({"EXTENT": "500000,500512,4099488,4100000 [EPSG:32633]"})
    assert "About 9 s" in hint.text()
    window.setParameters({"MODEL": "upscale-x4"})
    assert "expects red, green, blue" in hint.text()


def test_values_that_a_model_never_met_are_said(provider, qgis_new_project, tmp_path):
    import dataclasses

    card = library.find("enhance").card
    byte = dataclasses.replace(
        card, id="seen", task="detect", normalization={"scheme": "fixed", "scale": 255, "offset": 0}
    )
    words = dataclasses.replace(byte, normalization={"scheme": "bands", "scale": [900.0] * 3, "offset": [0.0] * 3})
    deep = loaded(write_raster(tmp_path / "deep.tif", scenery(3, 40, 52, "uint16")))
    color = loaded(write_raster(tmp_path / "color.tif", scenery(3, 40, 52), rgb=True))
    assert "this layer is not 8-bit" in advice("detect", byte, deep, 0, ())[0]
    assert "up to 900, but this layer is 8-bit" in advice("detect", words, color, 0, ())[0]
    assert advice("detect", byte, color, 0, ()) == advice("detect", words, deep, 0, ()) == []


def test_what_has_a_default_is_neither_optional_nor_not_selected(dialog):
    """Though scripts and older models may leave it out, which QGIS calls optional."""
    upscale = dialog("upscale")
    words = [each.text() for kind in (QLabel, QCheckBox) for each in upscale.findChildren(kind)]
    optional = [text for text in words if text.endswith("[optional]")]
    for label in ("Model", "Compute on", "Low-trust pixels", "Resume an interrupted run"):
        assert label in words
    assert any(text.startswith("Trust map") for text in optional)
    lists = [[box.itemText(number) for number in range(box.count())] for box in upscale.findChildren(QComboBox)]
    assert ["Keep", "Blend with plain interpolation", "Set to nodata"] in lists
