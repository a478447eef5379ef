"""Live preview: what the middle of the map would become, computed anew by the warm engine wherever the map goes."""

from __future__ import annotations

import contextlib
import tempfile
import threading
import time
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsMapLayerStyle,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...gan_core.api import library
from ...gan_core.api.errors import Cancelled, RasterGanError
from ...gan_core.api.jobs import Job
from ...gan_core.api.jobs.translation import TranslateJob
from ..layers.guides import finer_layer
from ..provider import RasterGanProvider
from ..text import error_text, short, tr
from .loupe import SEEN, SIDE, Loupe, Stage
from .preview_job import preview_job

QUIET_MS = 100
"""A map that has not moved for so long is computed."""
STYLE_MS = 50
"""A change of style comes as several signals."""
ORIGINAL = ""
"""In place of a model: the layer as it is."""


class Order(NamedTuple):
    """One pane's image that is still to be computed."""

    number: int
    """Of the place on the map; an order for another place than the present is out of date."""
    pane: int
    model: str
    strength: float


class Preview(QObject):
    """On one canvas, of one layer.  One order runs at a time; when the map moves it ends between two tiles.

    A model that mixes two sets of weights is computed at both ends too once the strength has been touched: from then on the
    panes show the mixture of their images at once, until that of the weights is computed.
    """

    status_changed = pyqtSignal(str)
    sensed = pyqtSignal(str)
    progressed = pyqtSignal(object, float)
    done = pyqtSignal(object, object, float)
    failed = pyqtSignal(object, str)

    def __init__(self, canvas: QgsMapCanvas, layer: QgsRasterLayer, provider: RasterGanProvider) -> None:
        super().__init__()
        self.canvas, self.layer, self.provider = canvas, layer, provider
        self.models = [library.AUTOMATIC["upscale", 3 if layer.bandCount() >= 3 else 1]]
        guide = finer_layer(layer)
        self.guide = guide.source() if guide is not None else ""
        """By which models that sharpen can be previewed; "" where there is none."""
        self.strength = 0.5
        self.touched = False
        self.folder = tempfile.TemporaryDirectory(prefix="raster_gan_preview")
        self.loupe = Loupe(canvas)
        self.number = 0
        self.ground: QgsRectangle | None = None
        self.begun: set[Order] = set()
        """Whatever comes of an order, it is not computed twice."""
        self.made: dict[Order, str] = {}
        """Files of this place, to be drawn anew when the layer's style changes."""
        self.seconds: dict[int, float] = {}
        self.thread_: threading.Thread | None = None
        self.closed = False
        self.quiet = QTimer(self)
        self.quiet.setSingleShot(True)
        self.quiet.timeout.connect(self._begin)
        self.restyle = QTimer(self)
        self.restyle.setSingleShot(True)
        self.restyle.timeout.connect(self._draw_all)
        self.progressed.connect(self._progressed)
        self.done.connect(self._done)
        self.failed.connect(self._failed)
        canvas.extentsChanged.connect(self.renew)
        layer.styleChanged.connect(self._style_changed)

    def close(self) -> None:
        """End it; what still runs ends between two tiles, and nobody waits for it."""
        self.closed = True
        self.canvas.extentsChanged.disconnect(self.renew)
        self.quiet.stop()
        self.restyle.stop()
        self.number += 1
        self.loupe.clear()
        self.canvas.scene().removeItem(self.loupe)
        if self.thread_ is None:
            self.folder.cleanup()

    def choose(self, models: list[str], strength: float) -> None:
        """Other models (ids, ORIGINAL for the layer as it is) or another strength (0 to 1)."""
        if models != self.models:
            self.models, self.strength = models, strength
            self.renew()
        elif strength != self.strength:
            self.strength = self.loupe.strength = strength
            self.touched = True
            self.loupe.update()
            self._next()

    def renew(self) -> None:
        """What is shown is out of date."""
        self.number += 1
        self.ground = None
        self.made.clear()
        self.loupe.strength = self.strength
        self.loupe.show_panes([model or tr("as it is") for model in self.models])
        self.quiet.start(QUIET_MS)
        if self.thread_ is None and self.provider.engine.warm is None:
            self.status_changed.emit(tr("The engine is starting, which takes some seconds…"))

    def _begin(self) -> None:
        """The map has come to rest."""
        for old in Path(self.folder.name).iterdir():
            with contextlib.suppress(OSError):  # it is still being drawn, on Windows
                old.unlink()
        self.ground = self._ground()
        self.begun.clear()
        self.seconds.clear()
        if self.ground is None:
            self.loupe.empty()
            return
        self._draw_original()
        self._next()

    def _draw_original(self) -> None:
        if ORIGINAL in self.models:
            self.loupe.draw(self.loupe.panes[self.models.index(ORIGINAL)], self.strength, self.layer)

    def _style_changed(self) -> None:
        if not self.closed:  # the layer may be gone by then, so nothing is disconnected from it
            self.restyle.start(STYLE_MS)

    def _draw_all(self) -> None:
        """As the layer looks now; nothing is computed anew."""
        if self.ground is not None:
            self._draw_original()
        for order in self.made:
            self._draw(order)

    def _draw(self, order: Order) -> None:
        layer, style = QgsRasterLayer(self.made[order], "preview"), QgsMapLayerStyle()
        if (
            library.find(order.model, self.provider.model_folders()).card.task != TranslateJob.task
        ):  # it has other bands
            style.readFromLayer(self.layer)
            style.writeToLayer(layer)
        self.loupe.draw(self.loupe.panes[order.pane], order.strength, layer)

    def _next(self) -> None:
        """Have the next image computed, if there is one to compute and nothing is being computed."""
        if self.thread_ is not None or self.ground is None or self.closed:
            return
        try:
            order = next((order for order in self._orders() if order not in self.begun), None)
        except RasterGanError as error:
            self.status_changed.emit(error_text(error))
            return
        if order is None:
            return
        self.begun.add(order)
        output = str(Path(self.folder.name) / f"{order.number}-{order.pane}-{order.strength:.3f}.tif")
        folders = self.provider.model_folders()
        job = preview_job(order.model, order.strength, self.layer, self.guide, self.ground, output, folders)
        if not self.loupe.panes[order.pane].images:
            self.loupe.set_stage(order.pane, Stage.COMPUTING)
        if order in self._present() and self.provider.engine.warm is not None:
            self.status_changed.emit(tr("Computing {model}…").format(model=order.model))
        self.thread_ = threading.Thread(target=self._compute, args=(job, order), daemon=True)
        self.thread_.start()

    def _orders(self) -> list[Order]:
        """Every image that is wanted, the most urgent first.  Raises RasterGanError `model-unknown`."""
        present = self._present()
        mixing = [order for order in present if self.touched and self._mixes(order.model)]
        ends = [order._replace(strength=end) for order in mixing for end in (0.0, 1.0)]
        blank = [order for order in present if not self.loupe.panes[order.pane].images]
        return [*blank, *ends, *present]

    def _present(self) -> list[Order]:
        """What the panes show at the present strength."""
        models = [(pane, model) for pane, model in enumerate(self.models) if model != ORIGINAL]
        return [Order(self.number, pane, model, self.strength if self._mixes(model) else 0.0) for pane, model in models]

    def _mixes(self, model: str) -> bool:
        """Whether it has two sets of weights."""
        return "gan" in library.find(model, self.provider.model_folders()).card.weights

    def _ground(self) -> QgsRectangle | None:
        """The ground below the loupe, in the layer's CRS; says why there is none."""
        settings = self.canvas.mapSettings()
        into = QgsCoordinateTransform(settings.destinationCrs(), self.layer.crs(), QgsProject.instance())
        try:
            whole = into.transformBoundingBox(settings.visibleExtent())
            columns = max(1e-9, whole.width() / self.layer.rasterUnitsPerPixelX())
            across = max(self.canvas.width(), 1) / columns
            self.loupe.side = round(min(SIDE, SEEN * across))
            box, to_map = self.loupe.box(), settings.mapToPixel()
            corners = QgsRectangle(
                to_map.toMapCoordinatesF(box.left(), box.bottom()), to_map.toMapCoordinatesF(box.right(), box.top())
            )
            part = into.transformBoundingBox(corners).intersect(self.layer.extent())
        except QgsCsException:
            part, across = QgsRectangle(), 1.0
        if part.isEmpty():
            self.status_changed.emit(
                tr("The middle of the map shows nothing of “{layer}”.").format(layer=short(self.layer.name()))
            )
            return None
        if across < 1:
            words = tr(
                "Zoom in: a pixel of the screen shows {count:.1f} pixels of the layer, finer ones could not be seen."
            )
            self.status_changed.emit(words.format(count=1 / across))
            return None
        return part

    def _compute(self, job: Job, order: Order) -> None:
        """In a thread of its own."""
        began = time.monotonic()
        say = partial(self.failed.emit, order, "")
        try:
            results = self.provider.run(
                job, partial(self._hear, order), lambda: order.number != self.number, listed=False
            )
            say = partial(self.done.emit, order, results, time.monotonic() - began)
        except Cancelled:
            pass  # the map has moved on: nobody waits for this one
        except RasterGanError as error:
            say = partial(self.failed.emit, order, error_text(error))
        finally:
            if self.closed:
                self.folder.cleanup()
            else:
                say()

    def _hear(self, order: Order, event: dict[str, Any]) -> None:
        """In the order's thread."""
        if event["event"] == "progress":
            self.progressed.emit(order, event["share"])

    def _progressed(self, order: Order, share: float) -> None:
        if order.number == self.number and not self.loupe.panes[order.pane].images:
            self.loupe.set_stage(order.pane, Stage.COMPUTING, share)

    def _done(self, order: Order, results: dict[str, Any], seconds: float) -> None:
        self.thread_ = None
        if order.number == self.number and not self.closed:
            self.made[order] = results["OUTPUT"]
            self._draw(order)
            self.seconds.setdefault(order.pane, seconds)
            if "RESPONSE" in results:  # a model that sharpens tells of no sensor
                sensor = tr("response {response:.2f}, noise {noise:.3g}")
                self.sensed.emit(sensor.format(response=results["RESPONSE"], noise=results["NOISE"]))
            words = tr("{model}, {seconds:.1f} s")
            shown = (words.format(model=self.models[pane], seconds=took) for pane, took in self.seconds.items())
            self.status_changed.emit("\n".join(shown))
        self._next()

    def _failed(self, order: Order, reason: str) -> None:
        self.thread_ = None
        if reason and order.number == self.number:
            if not self.loupe.panes[order.pane].images:
                self.loupe.set_stage(order.pane, Stage.EMPTY)
            self.status_changed.emit(reason)
        self._next()
