"""A job on what the map shows of a layer, in the background; its result is loaded, or one sentence says why not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateTransform,
    QgsCsException,
    QgsProcessingAlgorithm,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsReferencedRectangle,
)
from qgis.gui import QgisInterface, QgsMapCanvas, QgsMessageBarItem
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QPushButton

from ..layers.transfer import is_local
from ..text import short, tr

LARGEST = 16_000_000
"""Pixels of a view that are started without a look at the dialog: about a minute on two cores."""
TITLE = "Raster GAN"


class ViewJobs:
    """Starts jobs on views and keeps them until they are done."""

    def __init__(self, iface: QgisInterface, compare: Callable[[QgsRasterLayer, QgsMapCanvas], None]) -> None:
        """compare: begins or ends to compare a layer with what lies below it on a map."""
        self.iface, self.compare = iface, compare
        self.message: QgsMessageBarItem | None = None
        self.running: set[QgsProcessingAlgRunnerTask] = set()

    def start(self, verb: str, layer: QgsRasterLayer, canvas: QgsMapCanvas) -> None:
        """Run `rastergan:verb` on the part of `layer` that `canvas` shows."""
        part = shown(layer, canvas)
        if part is None:
            self._say(tr("The view shows nothing of “{layer}”.").format(layer=short(layer.name())))
            return
        resolution = max(part.width() / canvas.width(), part.height() / canvas.height())
        parameters: dict[str, Any] = {"INPUT": layer.id(), "EXTENT": QgsReferencedRectangle(part, layer.crs())}
        if is_local(layer):
            pixels = part.width() * part.height() / (layer.rasterUnitsPerPixelX() * layer.rasterUnitsPerPixelY())
        else:
            pixels, parameters["RESOLUTION"] = canvas.width() * canvas.height(), resolution
        if pixels > LARGEST:
            open_dialog(verb, parameters)
            return
        self.begin(verb, parameters, layer, canvas)

    def begin(self, verb: str, parameters: dict[str, Any], layer: QgsRasterLayer, canvas: QgsMapCanvas) -> None:
        """Run `rastergan:verb`, its result called after `layer`."""
        algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"rastergan:{verb}")
        if not algorithm.provider().engine_ready():
            return
        output = QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT", QgsProject.instance())
        self._run(algorithm, {**parameters, "OUTPUT": output}, canvas)

    def close(self) -> None:
        """End what still runs."""
        for task in list(self.running):
            task.cancel()
        self.running.clear()

    def _run(self, algorithm: QgsProcessingAlgorithm, parameters: dict[str, Any], canvas: QgsMapCanvas) -> None:
        context, feedback = QgsProcessingContext(), Sentences()
        context.setProject(QgsProject.instance())
        good, reason = algorithm.checkParameterValues(parameters, context)
        if not good:
            self._say(reason)
            return
        task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback)
        task.keep = (context, feedback)
        self.running.add(task)
        task.executed.connect(lambda good, results: self._done(task, good, canvas))
        QgsApplication.taskManager().addTask(task)
        self.iface.messageBar().pushMessage(
            TITLE, tr("Started: {name}").format(name=algorithm.displayName()), Qgis.MessageLevel.Info, 3
        )

    def _done(self, task: QgsProcessingAlgRunnerTask, good: bool, canvas: QgsMapCanvas) -> None:
        context, feedback = task.keep
        self.running.discard(task)
        if not good:
            if not feedback.isCanceled():
                self._say(feedback.last or tr("The job failed. See the Log Messages panel."))
            return
        if feedback.last:
            self._say(feedback.last)
        for path, details in context.layersToLoadOnCompletion().items():
            layer = QgsRasterLayer(path, details.name)
            if details.postProcessor():
                details.postProcessor().postProcessLayer(layer, context, feedback)
            QgsProject.instance().addMapLayer(layer)
            QTimer.singleShot(
                0, partial(self._offer_comparison, layer, canvas)
            )  # QGIS's own word of the end comes first

    def _offer_comparison(self, layer: QgsRasterLayer, canvas: QgsMapCanvas) -> None:
        """The button stays until the next result, or until somebody closes the message."""
        if sip.isdeleted(layer):
            return
        if self.message is not None:
            self._pop(self.message)
        bar = self.iface.messageBar()
        self.message = message = bar.createMessage(
            TITLE, tr("“{layer}” is on the map.").format(layer=short(layer.name()))
        )
        button = QPushButton(tr("Compare before and after"))
        button.clicked.connect(lambda: self.compare(layer, canvas))
        layer.willBeDeleted.connect(lambda: self._pop(message))
        message.layout().addWidget(button)
        bar.pushWidget(message, Qgis.MessageLevel.Success)

    def _pop(self, message: QgsMessageBarItem) -> None:
        if not sip.isdeleted(message):  # somebody has closed it
            self.iface.messageBar().popWidget(message)

    def _say(self, sentence: str) -> None:
        self.iface.messageBar().pushMessage(TITLE, sentence, Qgis.MessageLevel.Warning, 12)


class Sentences(QgsProcessingFeedback):
    """Remembers the last error or warning that was said."""

    last = ""

    def reportError(self, error: str, fatalError: bool = False) -> None:
        self.last = error
        super().reportError(error, fatalError)

    def pushWarning(self, warning: str) -> None:
        self.last = warning
        super().pushWarning(warning)


def shown(layer: QgsRasterLayer, canvas: QgsMapCanvas) -> QgsRectangle | None:
    """What the canvas shows of the layer, in the layer's CRS; None for nothing.  A turned map gives its bounding box."""
    if canvas.width() < 1 or canvas.height() < 1:
        return None
    settings = canvas.mapSettings()
    transform = QgsCoordinateTransform(settings.destinationCrs(), layer.crs(), QgsProject.instance())
    try:
        part = transform.transformBoundingBox(settings.visibleExtent())
    except QgsCsException:
        return None
    part = part.intersect(layer.extent())
    return None if part.isEmpty() else part


def open_dialog(verb: str, parameters: dict[str, Any]) -> None:
    """The algorithm's own dialog, filled in."""
    from qgis import processing

    processing.execAlgorithmDialog(f"rastergan:{verb}", parameters)
