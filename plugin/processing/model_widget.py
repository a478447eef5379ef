"""The field of models as dialogs before QGIS 4.4 ask for it: by a class that 4.4 has no longer (native_model_widget.py)."""

from __future__ import annotations

from typing import Any

from processing.gui.wrappers import WidgetWrapper  # noqa: QGS404 - before 4.4
from qgis.core import (
    QgsProcessingModelChildParameterSource,
    QgsProcessingOutputFile,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)
from qgis.gui import QgsProcessingGui
from qgis.PyQt.QtWidgets import QWidget

from .model_field import ModelField


class ModelWidget(WidgetWrapper):
    """The value is that of a ModelField; in the model builder also a source."""

    def createWidget(self, task: str, **_: str) -> QWidget:
        """task: as ModelField takes it; what a parameter's metadata holds comes as arguments."""
        sources = []
        if self.dialogType == QgsProcessingGui.WidgetType.Modeler:
            available = self.dialog.getAvailableValuesOfType(
                [QgsProcessingParameterString, QgsProcessingParameterFile],
                [QgsProcessingOutputString, QgsProcessingOutputFile],
            )
            sources = [(self.dialog.resolveValueDescription(source), source) for source in available]
        field = ModelField(task, sources)
        self.combo = field.combo
        field.changed.connect(lambda: self.widgetValueHasChanged.emit(self))
        return field

    def setValue(self, value: Any) -> None:
        if isinstance(value, (list, tuple)):
            value = value[0] if value else ""
        if isinstance(value, QgsProcessingModelChildParameterSource):
            static = value.source() == QgsProcessingModelChildParameterSource.Source.StaticValue
            value = value.staticValue() if static else value
        self.widget.set_value(value)

    def value(self) -> Any:
        return self.widget.value()
