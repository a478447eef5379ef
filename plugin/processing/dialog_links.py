"""What an algorithm's dialog makes of the layers that are chosen in it, and how it fits a small screen."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Optional

from qgis.core import (
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QObject, QTimer
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QLabel, QScrollArea, QWidget

from ...gan_core.api import library
from ...gan_core.api.errors import RasterGanError
from ...gan_core.api.jobs.assessment import ProbeJob
from ..engine.speed import expected_seconds
from ..layers.class_field import class_field
from ..layers.guides import finer_layer
from ..layers.label_layers import is_boxes, is_samples
from ..layers.source_raster import raster_of
from ..layers.tile_style import is_tiles
from ..layers.transfer import is_local
from .advice import advice
from .definitions import Parameter
from .model_widget import ModelWidget, narrow
from .parameters import EXTENT, INPUT, RESOLUTION

MADE_FOR = {"TILES": is_tiles, "OBJECTS": is_boxes, "LABELS": is_samples}
"""Parameters, and which layers were made for them."""
LOOK_MS = 500
BESIDE = 64
"""Pixels beside a check box among the advanced parameters: margins, frame and scroll bar."""


def fit(dialog: QWidget, definitions: Iterable[Parameter]) -> None:
    """Let no label and no choice say how wide the window has to be; only what can't be broken does, check boxes.

    definitions: of the algorithm's parameters.
    """
    panel = dialog.mainWidget()
    for definition in definitions:
        if definition.name() in panel.wrappers and definition.defaultValue() not in (None, ""):
            has_value(panel.wrappers[definition.name()], definition)
    for label in panel.findChildren(QLabel):
        label.setWordWrap(True)
    for combo in panel.findChildren(QComboBox):
        narrow(combo)
    boxes = panel.findChildren(QCheckBox)
    for box in boxes:
        box.ensurePolished()  # a theme may give them more room
    widest = max((box.sizeHint().width() for box in boxes), default=0)
    for area in dialog.findChildren(QScrollArea):  # QGIS puts one into another
        area.setMinimumWidth(widest + BESIDE)


def has_value(wrapper: Any, definition: Parameter) -> None:
    """Show a parameter as what it is, one with a default: scripts may leave it out, but in a dialog it is not "[optional]", nor
    has a list of its choices a "[Not selected]"."""
    widget = wrapper.wrappedWidget()
    for words in (wrapper.wrappedLabel(), widget):
        if isinstance(words, (QLabel, QCheckBox)) and words.text().startswith(definition.description()):
            words.setText(definition.description())
    lists = definition.type() == "enum" and isinstance(widget, QComboBox)
    if lists and widget.count() > len(definition.options()) and widget.itemData(0) is None:
        widget.removeItem(0)


class Links(QObject):
    """What a choice in a dialog means for the others."""

    probing = False

    def __init__(self, algorithm: QgsProcessingAlgorithm, wrappers: dict[str, Any], parent: QObject) -> None:
        super().__init__(parent)
        self.algorithm, self.wrappers = algorithm, wrappers
        self.context = QgsProcessingContext()
        self.context.setProject(QgsProject.instance())
        for name in MADE_FOR.keys() & wrappers.keys():
            self._choose_made(name)
        if RESOLUTION in wrappers:
            self._stand_below(RESOLUTION, EXTENT)
            self._follow(INPUT, self._show_resolution)
        if "GUIDE" in wrappers:
            self._follow(INPUT, self._choose_guide)
        for definition in algorithm.parameterDefinitions():
            if definition.type() == "field":
                parent_name = definition.parentLayerParameterName()
                self._follow(parent_name, partial(self._choose_field, definition, parent_name))
        model = wrappers.get("MODEL")
        if isinstance(model, ModelWidget):
            for name in (INPUT, EXTENT, "MODEL"):
                self._follow(name, self._advise)
            self._measure_speed()

    def _follow(self, name: str, act: Callable[[], None]) -> None:
        """Now, and whenever the parameter changes."""
        if name in self.wrappers:
            self.wrappers[name].widgetValueHasChanged.connect(lambda *_: act())
            act()

    def _layer(self, name: str) -> Optional[QgsMapLayer]:
        """The project's layer that a parameter names."""
        value = self.wrappers[name].parameterValue() if name in self.wrappers else None
        if isinstance(value, QgsProcessingFeatureSourceDefinition):
            value = value.source.staticValue()
        return QgsProcessingUtils.mapLayerFromString(str(value), self.context, False) if value else None

    def _stand_below(self, name: str, other: str) -> None:
        """Takes a parameter out of the advanced ones, into the place below another."""
        below = self.wrappers[other].wrappedWidget()
        layout = below.parentWidget().layout()
        position = layout.indexOf(below) + 1
        wrapper = self.wrappers[name]
        advanced = wrapper.wrappedWidget().parentWidget()
        for widget in (wrapper.wrappedWidget(), wrapper.wrappedLabel()):
            layout.insertWidget(position, widget)
        if not advanced.layout().count():
            advanced.hide()

    def _show_resolution(self) -> None:
        layer, wrapper = self._layer(INPUT), self.wrappers[RESOLUTION]
        online = isinstance(layer, QgsRasterLayer) and not is_local(layer)
        for widget in (wrapper.wrappedWidget(), wrapper.wrappedLabel()):
            widget.setVisible(online)

    def _choose_made(self, name: str) -> None:
        """The project's only layer that was made for a parameter, and the raster that it was made for."""
        layers = [layer for layer in QgsProject.instance().mapLayers().values() if MADE_FOR[name](layer)]
        if len(layers) != 1:
            return
        self.wrappers[name].setParameterValue(layers[0].id(), self.context)
        raster = raster_of(layers[0])
        if raster is not None:
            self.wrappers[INPUT].setParameterValue(raster.id(), self.context)

    def _choose_guide(self) -> None:
        layer = self._layer(INPUT)
        guide = finer_layer(layer) if isinstance(layer, QgsRasterLayer) else None
        if guide is not None:
            self.wrappers["GUIDE"].setParameterValue(guide.id(), self.context)
        else:
            self.wrappers["GUIDE"].wrappedWidget().findChild(QComboBox).setCurrentIndex(-1)

    def _choose_field(self, definition: Parameter, parent_name: str) -> None:
        layer = self._layer(parent_name)
        optional = bool(definition.flags() & Parameter.Flag.FlagOptional)
        field = class_field(layer, sure=optional) if isinstance(layer, QgsVectorLayer) else ""
        if field or optional:
            self.wrappers[definition.name()].setParameterValue(field or None, self.context)

    def _advise(self) -> None:
        layer, widget = self._layer(INPUT), self.wrappers["MODEL"]
        lines = []
        if isinstance(layer, QgsRasterLayer) and layer.isValid() and is_local(layer):
            lines = self._advice(layer, widget)
        widget.tell(lines)

    def _advice(self, layer: QgsRasterLayer, widget: ModelWidget) -> list[str]:
        folders, card = self.algorithm.provider().model_folders(), None
        if widget.value():
            try:
                card = library.find(str(widget.value()), folders).card
            except RasterGanError:
                return []  # while its name is being written; the run says what is wrong with it
        return advice(widget.task, card, layer, self._pixels(layer), folders)

    def _pixels(self, layer: QgsRasterLayer) -> float:
        """Of the layer, or of the extent."""
        value = self.wrappers[EXTENT].parameterValue() if EXTENT in self.wrappers else None
        whole = layer.width() * layer.height()
        if not value:
            return whole
        part = self.algorithm.parameterAsExtent({EXTENT: value}, EXTENT, self.context, layer.crs())
        area = layer.extent().area()
        return whole * part.intersect(layer.extent()).area() / area if area else whole

    def _measure_speed(self) -> None:
        """In the background, once.  The thread may outlive the dialog, so that it tells it nothing: the dialog looks."""
        provider = self.algorithm.provider()
        timed = self.wrappers["MODEL"].task in library.IMAGES
        if not timed or expected_seconds(0) is not None:
            return
        self.look = QTimer(self)
        self.look.timeout.connect(self._advise_when_measured)
        self.look.start(LOOK_MS)
        if not Links.probing:
            Links.probing = True
            threading.Thread(target=measure_speed, args=(provider.run,), daemon=True).start()

    def _advise_when_measured(self) -> None:
        if expected_seconds(0) is not None:
            self.look.stop()
            self._advise()


def measure_speed(run: Callable[..., object]) -> None:
    """run: the provider's."""
    try:
        run(ProbeJob(), lambda event: None, lambda: False, listed=False)
    except RasterGanError:
        return  # no engine yet, which a run says
    finally:
        Links.probing = False
