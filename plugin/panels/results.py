"""The latest results: how each was made, back onto the map, and the same again."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from qgis.core import QgsMapLayer, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QSplitter,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ...gan_core.api.model_card import SUFFIX
from ..engine.running import Running, State
from ..layers.origin import tags_of
from ..layers.tile_style import is_tiles, style
from ..text import span, tr
from . import history, provenance, reports
from .board import Board, verb_name
from .widgets import push_button

VECTORS = (".gpkg", ".geojson", ".shp")


class ResultsPage(QWidget):
    """What was made lately, in this QGIS or before, and what the project holds that the engine made."""

    zoom = pyqtSignal(object)

    def __init__(self, board: Board, run: Callable[[str, dict[str, Any]], None]) -> None:
        """run: opens an algorithm's dialog with these parameters."""
        super().__init__()
        self.run = run
        self.results: list[history.HistoryEntry] = []
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setHeaderLabels([tr("Result"), tr("Made by"), tr("When")])
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.itemSelectionChanged.connect(self._show)
        self.list.itemDoubleClicked.connect(lambda *_: self._open())
        self.empty = QLabel(tr("Nothing yet. Whatever a job makes is listed here, with how it was made."))
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self.open = push_button(tr("Show on the map"), self._open)
        self.again = push_button(tr("Run again…"), self._again)
        self.clear = push_button(tr("Clear list"), self._clear)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.addWidget(self.list)
        self.split.addWidget(self.page)
        self.split.setChildrenCollapsible(False)
        column = QVBoxLayout(self)
        column.addWidget(self.empty)
        column.addWidget(self.split, 1)
        row = QHBoxLayout()
        for button in (self.open, self.again):
            row.addWidget(button)
        row.addStretch()
        row.addWidget(self.clear)
        column.addLayout(row)
        board.changed.connect(self.hear)
        project = QgsProject.instance()
        project.layersAdded.connect(self._layers_changed)
        project.layersWillBeRemoved.connect(self._keep_names)
        project.layersRemoved.connect(self._layers_changed)
        self.refresh()

    def close_(self) -> None:
        """Hear no more of the project."""
        project = QgsProject.instance()
        project.layersAdded.disconnect(self._layers_changed)
        project.layersWillBeRemoved.disconnect(self._keep_names)
        project.layersRemoved.disconnect(self._layers_changed)

    def hear(self, running: Running) -> None:
        """A job that made a file is kept in the list."""
        if running.state is State.DONE:
            result = history.of(running)
            if result is not None:
                history.add(result)
                self.refresh(result.path)

    def refresh(self, select: str = "") -> None:
        """What is known now; `select`, a path, is selected, else what was, else the latest."""
        before = self.selected()
        select = select or (before.path if before is not None else "")
        known, pages = history.read(), {report.path: report for report in reports.reports()}
        self.results = [
            *known,
            *(of_training(report) for report in pages.values() if report.model),
            *of_project(QgsProject.instance().mapLayers().values(), known),
        ]
        self.results.sort(key=lambda result: result.time, reverse=True)
        self.list.clear()
        for result in self.results:
            name = pages[result.path].name if result.path in pages else layer_name(result)
            item = QTreeWidgetItem([name, verb_name(result.verb), when(result.time)])
            item.setToolTip(0, result.path)
            if not result.there:
                for column in range(3):
                    item.setForeground(column, self.palette().mid())
            self.list.addTopLevelItem(item)
            item.setSelected(result.path == select)
        if self.results and not self.list.selectedItems():
            self.list.topLevelItem(0).setSelected(True)
        self.empty.setVisible(not self.results)
        self.split.setVisible(bool(self.results))
        self.clear.setVisible(bool(known))
        self._show()

    def selected(self) -> history.HistoryEntry | None:
        items = self.list.selectedItems()
        return self.results[self.list.indexOfTopLevelItem(items[0])] if items else None

    def _show(self) -> None:
        result = self.selected()
        for button in (self.open, self.again):
            button.setVisible(result is not None)
        if result is None:
            self.page.clear()
            return
        self.open.setEnabled(result.there and not result.path.endswith(SUFFIX))
        self.open.setText(tr("Open") if result.path.endswith(reports.PAGES) else tr("Show on the map"))
        tags = tags_of(QgsRasterLayer(result.path)) if result.there and _is_raster(result.path) else {}
        tags = tags or {"VERB": result.verb}
        more = {tr("File"): result.path if result.there else tr("{path} (it is gone)").format(path=result.path)}
        more[tr("Made from")] = str(result.job.get("input", ""))
        if result.time:
            more[tr("When")] = f"{when(result.time)}, {span(result.seconds)}"
        self.page.setHtml(provenance.page(tags, result.job or provenance.fields(tags), more))

    def _open(self) -> None:
        result = self.selected()
        if result is None or not result.there:
            return
        if result.path.endswith(reports.PAGES):
            reports.open_page(result.path)
            return
        layer = provenance.layer_of(result.path)
        if layer is None:
            layer_type = QgsVectorLayer if result.path.endswith(VECTORS) else QgsRasterLayer
            layer = layer_type(result.path, result.name or Path(result.path).stem)
            if is_tiles(layer):
                style(layer)
            QgsProject.instance().addMapLayer(layer)
        self.zoom.emit(layer)

    def _again(self) -> None:
        result = self.selected()
        if result is not None:
            self.run(result.verb, provenance.parameters(result.verb, result.job))

    def _clear(self) -> None:
        history.write([])
        self.refresh()

    def _keep_names(self, identifiers: list[str]) -> None:
        """What results are called on the map, for when they are no longer on it."""
        project, known = QgsProject.instance(), history.read()
        for layer in filter(None, map(project.mapLayer, identifiers)):
            known = [
                replace(result, name=layer.name()) if provenance.same_file(layer.source(), result.path) else result
                for result in known
            ]
        history.write(known)

    def _layers_changed(self, _layers: object) -> None:
        self.refresh()


def of_training(report: reports.Report) -> history.HistoryEntry:
    fields = {name: value for name, value in report.job.items() if name != "verb"}
    return history.HistoryEntry(report.path, report.job["verb"], fields, report.time, 0.0)


def layer_name(result: history.HistoryEntry) -> str:
    """What the project calls a file or called it last, else the file's name."""
    layer = provenance.layer_of(result.path)
    return layer.name() if layer is not None else result.name or Path(result.path).name


def of_project(layers: Iterable[QgsMapLayer], known: list[history.HistoryEntry]) -> list[history.HistoryEntry]:
    """The project's rasters that the engine made, on whichever computer; those that are known already are left out."""
    results = []
    for layer in layers:
        if not isinstance(layer, QgsRasterLayer) or any(
            provenance.same_file(layer.source(), result.path) for result in known
        ):
            continue
        tags = tags_of(layer)
        if "VERB" in tags:
            results.append(history.HistoryEntry(layer.source(), tags["VERB"], provenance.fields(tags), 0.0, 0.0))
    return results


def when(seconds: float) -> str:
    """A time of day for today, else a date; "" for nobody knows."""
    if not seconds:
        return ""
    local = time.localtime(seconds)
    today = time.strftime("%Y-%m-%d") == time.strftime("%Y-%m-%d", local)
    return time.strftime("%H:%M" if today else "%Y-%m-%d", local)


def _is_raster(path: str) -> bool:
    return not path.endswith((*VECTORS, *reports.PAGES, SUFFIX, ".onnx"))
