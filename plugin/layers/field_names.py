"""What the fields of our vector layers are called before people; in the files they keep their names."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import QgsEditorWidgetSetup, QgsVectorLayer

from ..text import tr


def name_fields(layer: QgsVectorLayer, values: Mapping[str, Mapping[str, str]] = {}) -> None:
    """values: of a field, and what each is called; a list to choose from then."""
    names = {
        "role": tr("Use"),
        "valid": tr("Share of valid pixels"),
        "contrast": tr("Contrast"),
        "detail": tr("Detail"),
        "class": tr("Class"),
        "score": tr("Score"),
        "rank": tr("Rank"),
        "second": tr("Second class"),
        "confidence": tr("Confidence (%)"),
        "width": tr("Width (map units)"),
        "height": tr("Height (map units)"),
    }
    for number, field in enumerate(layer.fields()):
        if field.name() in names:
            layer.setFieldAlias(number, names[field.name()])
        if field.name() in values:
            listed = [{text: value} for value, text in values[field.name()].items()]
            layer.setEditorWidgetSetup(number, QgsEditorWidgetSetup("ValueMap", {"map": listed}))
