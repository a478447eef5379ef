"""The field of models as dialogs of QGIS 4.4 and later ask for it: the class that earlier ones ask for is gone
(qgis/QGIS#67068).

Before 3.44.15 and 4.4 QGIS takes the Python part of such a widget apart while it is in use (qgis/QGIS#67401).
"""

from __future__ import annotations

from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingParameterDefinition
from qgis.gui import QgsAbstractProcessingParameterWidgetWrapper, QgsProcessingParameterWidgetFactoryInterface
from qgis.PyQt.QtWidgets import QWidget

from .model_field import ModelField

WIDGET_TYPE = "rastergan_model"


class NativeModelWidget(QgsAbstractProcessingParameterWidgetWrapper):
    """The value is that of a ModelField; in the model builder QGIS itself offers sources beside it."""

    def createWidget(self) -> QWidget:
        self.field = ModelField(self.parameterDefinition().metadata()["widget_wrapper"]["task"])
        self.field.changed.connect(lambda: self.widgetValueHasChanged.emit(self))
        return self.field

    def setWidgetValue(self, value: Any, context: QgsProcessingContext) -> None:
        self.field.set_value(value)

    def widgetValue(self) -> Any:
        return self.field.value()


class ModelWidgetFactory(QgsProcessingParameterWidgetFactoryInterface):
    """Makes them for parameters whose metadata name WIDGET_TYPE."""

    def parameterType(self) -> str:
        return WIDGET_TYPE

    def createWidgetWrapper(self, parameter: QgsProcessingParameterDefinition, mode: Any) -> NativeModelWidget:
        return NativeModelWidget(parameter, mode)

    def compatibleParameterTypes(self) -> list[str]:
        return ["string", "file"]

    def compatibleOutputTypes(self) -> list[str]:
        return ["outputString", "outputFile"]
