"""A layer beside what it was made from, or what lies below: the curtain of each map, and differences under way."""

from __future__ import annotations

from qgis.core import Qgis, QgsProject, QgsRasterLayer, QgsTask
from qgis.gui import QgisInterface, QgsMapCanvas

from ..layers.opened_project import OpenedProject
from ..text import short, tr
from . import difference
from .entries import Entry, Target, not_shown
from .swipe import SwipeTool
from .view import TITLE


class Comparisons:
    """On every map one at a time."""

    def __init__(self, iface: QgisInterface) -> None:
        self.iface = iface
        self.swipes: dict[QgsMapCanvas, SwipeTool] = {}
        self.differences: set[QgsTask] = set()

    def close(self) -> None:
        for canvas in list(self.swipes):
            self.end(canvas)
        for task in list(self.differences):
            task.cancel()
        self.differences.clear()

    def is_on(self, target: Target) -> bool:
        """Whether the map compares."""
        return target.canvas in self.swipes

    def not_compared(self, target: Target) -> str:
        """Why a comparison can't begin; one that runs can be ended whatever layer is active by then."""
        return "" if self.is_on(target) else nothing_below(target)

    def toggle(self, target: Target) -> None:
        """Begin to compare a layer with what it was made from, or what lies below it, or end the map's comparison."""
        layer, canvas = target.layer, target.canvas
        if canvas in self.swipes:
            self.end(canvas)
            return
        tool = SwipeTool(canvas, lambda: self.end(canvas))
        tool.deactivated.connect(lambda: self.swipes.pop(canvas, None))
        self.swipes[canvas] = tool
        tool.compare(layer)
        help_ = tr("Drag the edge. Arrow keys: move it; Tab: turn it; hold B: hide the layer; Esc: end")
        self.iface.messageBar().pushMessage(TITLE, help_, Qgis.MessageLevel.Info, 8)

    def end(self, canvas: QgsMapCanvas) -> None:
        """The map is as it was before its comparison."""
        tool = self.swipes.get(canvas)
        if tool is not None:
            canvas.unsetMapTool(tool)
            if tool.before is not None:
                canvas.setMapTool(tool.before)

    def subtract(self, target: Target) -> None:
        """Begin a layer of the differences to what it was made from, or what lies below."""
        tasks: list[QgsTask | None] = []
        project = OpenedProject()

        def finish(outcome: QgsRasterLayer | str) -> None:
            self.differences.difference_update(tasks)
            if isinstance(outcome, str):
                self.iface.messageBar().pushMessage(TITLE, outcome, Qgis.MessageLevel.Warning, 12)
            elif project.is_open:
                QgsProject.instance().addMapLayer(outcome)

        tasks.append(difference.begin(target.layer, target.canvas, finish))
        self.differences.update(filter(None, tasks))

    def entries(self) -> tuple[Entry, Entry]:
        """The curtain, and the difference; each says what a layer is compared with."""
        compare, subtract = tr("Compare with layer below"), tr("Difference to layer below")
        return (
            Entry(compare, "compare", self.toggle, self.not_compared, self.is_on, self._compare_words),
            Entry(subtract, "difference", self.subtract, nothing_below, words_for=difference_words),
        )

    def _compare_words(self, target: Target) -> str:
        if self.is_on(target):
            return tr("End the comparison")
        return tr("Compare with “{layer}”").format(layer=name_before(target))


def difference_words(target: Target) -> str:
    return tr("Difference to “{layer}”").format(layer=name_before(target))


def name_before(target: Target) -> str:
    """Of what a layer is compared with."""
    before = difference.raster_before(target.layer, target.canvas)
    return "" if before is None else short(before.name())


def nothing_below(target: Target) -> str:
    """Why a layer can't be compared."""
    reason = not_shown(target)
    if reason or difference.raster_before(target.layer, target.canvas) is not None:
        return reason
    return difference.nothing_below(target.layer)
