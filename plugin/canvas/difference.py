"""What a layer changes of the one below it: a layer of the differences, in the layers' units, on the finer grid."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from qgis.analysis import QgsRasterCalculator, QgsRasterCalculatorEntry
from qgis.core import (
    QgsApplication,
    QgsColorRampShader,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeedback,
    QgsGradientColorRamp,
    QgsGradientStop,
    QgsProcessingUtils,
    QgsProject,
    QgsRaster,
    QgsRasterLayer,
    QgsRasterShader,
    QgsRectangle,
    QgsSingleBandPseudoColorRenderer,
    QgsTask,
)
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtGui import QColor

from ..layers.origin import origin_of
from ..layers.transfer import is_local
from ..text import short, tr
from .view import shown

LARGEST = 100_000_000
"""Pixels that are computed without being asked for twice: beyond, the part that the map shows is taken."""
LOW, MIDDLE, HIGH = QColor("#2166ac"), QColor("#f7f7f7"), QColor("#b2182b")
PALE = ((0.25, QColor("#92c5de")), (0.75, QColor("#f4a582")))
SAMPLE = 250_000
CUT = 0.02
"""Share of the values at each end that the colours' range leaves out."""


class Grid(NamedTuple):
    crs: QgsCoordinateReferenceSystem
    extent: QgsRectangle
    columns: int
    rows: int


class DifferenceTask(QgsTask):
    """In the background; `told` hears in the window's thread the finished layer, or a sentence that says why there is none."""

    def __init__(
        self, above: QgsRasterLayer, below: QgsRasterLayer, grid: Grid, on_end: Callable[[QgsRasterLayer | str], None]
    ) -> None:
        super().__init__(
            tr("Difference of {above} and {below}").format(above=short(above.name()), below=short(below.name()))
        )
        self.grid, self.on_end = grid, on_end
        self.above, self.below = above.clone(), below.clone()
        self.bands = list(zip(*(value_bands(layer) for layer in (above, below))))
        self.name = tr("{above} minus {below}").format(above=above.name(), below=below.name())
        if len(self.bands) > 1:
            self.name = tr("{difference} (mean of {count} bands)").format(difference=self.name, count=len(self.bands))
        self.path = QgsProcessingUtils.generateTempFilename("difference.tif")
        self.transforms = QgsProject.instance().transformContext()
        self.feedback = QgsFeedback()
        self.feedback.progressChanged.connect(self.setProgress)
        self.range = 0.0
        self.reason = ""

    def cancel(self) -> None:
        self.feedback.cancel()
        super().cancel()

    def run(self) -> bool:
        entries, terms = [], []
        for above, below in self.bands:
            terms.append(f'("above@{above}" - "below@{below}")')
            for name, layer, band in (("above", self.above, above), ("below", self.below, below)):
                entry = QgsRasterCalculatorEntry()
                entry.ref, entry.raster, entry.bandNumber = f"{name}@{band}", layer, band
                entries.append(entry)
        crs, extent, columns, rows = self.grid
        formula = f"({' + '.join(terms)}) / {len(terms)}"
        calculator = QgsRasterCalculator(
            formula, self.path, "GTiff", extent, crs, columns, rows, entries, self.transforms
        )
        failed = calculator.processCalculation(self.feedback)
        if failed or self.feedback.isCanceled():
            self.reason = calculator.lastError() or tr("error {code} of the raster calculator").format(code=int(failed))
            return False
        difference = QgsRasterLayer(self.path, self.name)
        self.range = max(map(abs, difference.dataProvider().cumulativeCut(1, CUT, 1 - CUT, QgsRectangle(), SAMPLE)))
        return True

    def finished(self, good: bool) -> None:
        self.above = self.below = None
        if self.feedback.isCanceled():
            return
        if not good:
            self.on_end(tr("The difference could not be computed ({reason}).").format(reason=self.reason))
            return
        layer = QgsRasterLayer(self.path, self.name)
        layer.setRenderer(diverging(layer, self.range or 1.0))
        self.on_end(layer)


def begin(
    above: QgsRasterLayer, canvas: QgsMapCanvas, on_end: Callable[[QgsRasterLayer | str], None]
) -> DifferenceTask | None:
    """The task, which runs already; None where `on_end` has heard at once why there is nothing to compute."""
    below = raster_before(above, canvas)
    if below is None:
        on_end(nothing_below(above))
        return None
    grid = common_grid(above, below, canvas)
    if grid is None:
        words = tr("“{above}” and “{below}” share no ground.")
        on_end(words.format(above=short(above.name()), below=short(below.name())))
        return None
    task = DifferenceTask(above, below, grid, on_end)
    QgsApplication.taskManager().addTask(task)
    return task


def nothing_below(layer: QgsRasterLayer) -> str:
    """Why a layer can't be compared."""
    words = tr("No raster lies below “{layer}”: move the one to compare with below it.")
    return words.format(layer=short(layer.name()))


def raster_before(layer: QgsRasterLayer, canvas: QgsMapCanvas) -> QgsRasterLayer | None:
    """What a layer was made from, where the project has it, be it shown or not; else the next raster of the map below it that
    shows some of its ground."""
    origin, layers = origin_of(layer), canvas.layers()
    lower = layers[layers.index(layer) + 1 :] if layer in layers else layers
    below = (each for each in lower if isinstance(each, QgsRasterLayer) and each.isValid() and each is not layer)
    rasters = below if origin is None else (origin, *below)
    return next((each for each in rasters if _extent_in(each, layer.crs()).intersects(layer.extent())), None)


def common_grid(above: QgsRasterLayer, below: QgsRasterLayer, canvas: QgsMapCanvas) -> Grid | None:
    """The finer one's pixels on the ground that both show; what the map shows of it where that is too much, or online."""
    layers = sorted(filter(is_local, (above, below)), key=lambda layer: _pixel_in(layer, above.crs()))
    if len(layers) == 2:
        finer, other = layers
        grid = _snapped(finer, _extent_in(other, finer.crs()).intersect(finer.extent()))
        if grid is None or grid.columns * grid.rows <= LARGEST:
            return grid
    part = shown(above, canvas)
    if part is None:
        return None
    if layers:
        finer = layers[0]
        into = QgsCoordinateTransform(above.crs(), finer.crs(), QgsProject.instance())
        return _snapped(finer, into.transformBoundingBox(part).intersect(finer.extent()))
    return Grid(above.crs(), part, canvas.width(), canvas.height())


def value_bands(layer: QgsRasterLayer) -> list[int]:
    """Numbers of the bands that are no transparency."""
    provider = layer.dataProvider()
    numbers = range(1, layer.bandCount() + 1)
    return [band for band in numbers if provider.colorInterpretation(band) != QgsRaster.ColorInterpretation.AlphaBand]


def diverging(layer: QgsRasterLayer, reach: float) -> QgsSingleBandPseudoColorRenderer:
    """Blue where the layer above is lower, red where it is higher, and next to white where they are the same."""
    stops = [QgsGradientStop(position, colour) for position, colour in (PALE[0], (0.5, MIDDLE), PALE[1])]
    ramp = QgsGradientColorRamp(LOW, HIGH, False, stops)
    function = QgsColorRampShader(-reach, reach, ramp, QgsColorRampShader.Type.Interpolated)
    function.classifyColorRamp(5, 1, layer.extent(), layer.dataProvider())
    shader = QgsRasterShader(-reach, reach)
    shader.setRasterShaderFunction(function)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, shader)
    renderer.setClassificationMin(-reach)
    renderer.setClassificationMax(reach)
    return renderer


def _snapped(layer: QgsRasterLayer, part: QgsRectangle) -> Grid | None:
    """The layer's whole pixels inside a part of it."""
    across, down, extent = layer.rasterUnitsPerPixelX(), layer.rasterUnitsPerPixelY(), layer.extent()
    left, right = (
        math.ceil((part.xMinimum() - extent.xMinimum()) / across - 1e-6),
        math.floor((part.xMaximum() - extent.xMinimum()) / across + 1e-6),
    )
    top, bottom = (
        math.ceil((extent.yMaximum() - part.yMaximum()) / down - 1e-6),
        math.floor((extent.yMaximum() - part.yMinimum()) / down + 1e-6),
    )
    if part.isEmpty() or right <= left or bottom <= top:
        return None
    rectangle = QgsRectangle(
        extent.xMinimum() + left * across,
        extent.yMaximum() - bottom * down,
        extent.xMinimum() + right * across,
        extent.yMaximum() - top * down,
    )
    return Grid(layer.crs(), rectangle, right - left, bottom - top)


def _pixel_in(layer: QgsRasterLayer, crs: QgsCoordinateReferenceSystem) -> float:
    return _extent_in(layer, crs).width() / max(1, layer.width())


def _extent_in(layer: QgsRasterLayer, crs: QgsCoordinateReferenceSystem) -> QgsRectangle:
    try:
        return QgsCoordinateTransform(layer.crs(), crs, QgsProject.instance()).transformBoundingBox(layer.extent())
    except QgsCsException:
        return QgsRectangle()
