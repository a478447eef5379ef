"""Live preview: what the middle of the map would become, computed anew by the warm engine wherever the map goes."""

from __future__ import annotations

import tempfile
import threading
import time
from pathlib import Path

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsProject, QgsRasterLayer, QgsRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...gan_core import library
from ...gan_core.errors import Cancelled, RasterGanError
from ...gan_core.jobs import EnhanceJob, UpscaleJob
from ..provider import RasterGanProvider
from ..text import error_text, tr
from .loupe import SEEN, SIDE, Loupe

QUIET_MS = 150
"""A map that has not moved for so long is computed."""
TILE = 128
"""Pixels of the layer along a tile's side: between two tiles a request that is out of date ends."""


class Preview(QObject):
    """On one canvas, of one layer.  One request runs at a time; the latest waits for its end, which a cancel brings near."""

    told = pyqtSignal(str)
    done = pyqtSignal(int, str, float)
    failed = pyqtSignal(int, str)

    def __init__(self, canvas: QgsMapCanvas, layer: QgsRasterLayer, provider: RasterGanProvider) -> None:
        super().__init__()
        self.canvas, self.layer, self.provider = canvas, layer, provider
        self.model, self.strength = library.AUTOMATIC["upscale", 3 if layer.bandCount() >= 3 else 1], 0.5
        self.folder = tempfile.TemporaryDirectory(prefix="raster_gan_preview")
        self.loupe = Loupe(canvas)
        self.number = 0
        self.thread_: threading.Thread | None = None
        self.waiting = False
        self.made: QgsRasterLayer | None = None
        self.quiet = QTimer(self)
        self.quiet.setSingleShot(True)
        self.quiet.timeout.connect(self._request)
        self.done.connect(self._done)
        self.failed.connect(self._failed)
        canvas.extentsChanged.connect(self.renew)
        self.renew()

    def close(self) -> None:
        """End it, and whatever still runs."""
        self.canvas.extentsChanged.disconnect(self.renew)
        self.quiet.stop()
        self.number += 1
        self.loupe.clear()
        self.canvas.scene().removeItem(self.loupe)
        self.made = None
        if self.thread_ is not None:
            self.thread_.join(5)
        self.folder.cleanup()

    def choose(self, model: str, strength: float) -> None:
        """Another model (its id) or strength (0 to 1)."""
        if (model, strength) != (self.model, self.strength):
            self.model, self.strength = model, strength
            self.renew()

    def renew(self) -> None:
        """What is shown is out of date."""
        self.number += 1
        self.loupe.clear()
        self.quiet.start(QUIET_MS)

    def _request(self) -> None:
        if self.thread_ is not None:
            self.waiting = True
            return
        part = self._part()
        if part is None:
            return
        try:
            task = library.find(self.model, self.provider.model_folders()).card.task
        except RasterGanError as error:
            self.told.emit(error_text(error))
            return
        job = (UpscaleJob if task == "upscale" else EnhanceJob)(
            input=self.layer.source(),
            output=str(Path(self.folder.name) / f"{self.number}.tif"),
            model=self.model,
            extent=(part.xMinimum(), part.yMinimum(), part.xMaximum(), part.yMaximum()),
            strength=self.strength,
            tile_size=TILE,
            models=self.provider.model_folders(),
        )
        self.told.emit(tr("Computing…"))
        self.thread_ = threading.Thread(target=self._compute, args=(job, self.number), daemon=True)
        self.thread_.start()

    def _part(self) -> QgsRectangle | None:
        """The ground below the loupe, in the layer's CRS; says why there is none."""
        settings = self.canvas.mapSettings()
        into = QgsCoordinateTransform(settings.destinationCrs(), self.layer.crs(), QgsProject.instance())
        try:
            whole = into.transformBoundingBox(settings.visibleExtent())
            columns = max(1e-9, whole.width() / self.layer.rasterUnitsPerPixelX())
            across = max(self.canvas.width(), 1) / columns
            self.loupe.side = round(min(SIDE, SEEN * across))
            box, place = self.loupe.box(), settings.mapToPixel()
            corners = QgsRectangle(
                place.toMapCoordinatesF(box.left(), box.bottom()), place.toMapCoordinatesF(box.right(), box.top())
            )
            part = into.transformBoundingBox(corners).intersect(self.layer.extent())
        except QgsCsException:
            part, across = QgsRectangle(), 1.0
        if across < 1:
            words = tr(
                "Zoom in: a pixel of the screen shows {count:.1f} pixels of the layer, finer ones could not be seen."
            )
            self.told.emit(words.format(count=1 / across))
            return None
        if part.isEmpty():
            self.told.emit(tr("The middle of the map shows nothing of “{layer}”.").format(layer=self.layer.name()))
            return None
        return part

    def _compute(self, job: UpscaleJob | EnhanceJob, number: int) -> None:
        """In a thread of its own."""
        began = time.monotonic()
        provider = self.provider
        try:
            provider.engine.run(provider.interpreter(), job, lambda event: None, lambda: number != self.number)
            self.done.emit(number, job.output, time.monotonic() - began)
        except Cancelled:
            self.failed.emit(number, "")
        except RasterGanError as error:
            self.failed.emit(number, error_text(error))

    def _done(self, number: int, path: str, seconds: float) -> None:
        self._ended()
        if number == self.number:
            self.made = QgsRasterLayer(path, "preview")
            self.made.setRenderer(self.layer.renderer().clone())
            self.loupe.draw(self.made)
            self.told.emit(tr("{model}, {seconds:.1f} s").format(model=self.model, seconds=seconds))

    def _failed(self, number: int, reason: str) -> None:
        self._ended()
        if reason and number == self.number:
            self.told.emit(reason)

    def _ended(self) -> None:
        if self.thread_ is not None:
            self.thread_.join()
            self.thread_ = None
        if self.waiting:
            self.waiting = False
            self._request()
