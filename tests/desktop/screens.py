"""The way through everything that the plugin shows: a screenshot of each, its words, and what does not fit.

Imported inside QGIS, where `make screenshots` and a test take it in every language, size and theme.
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from driver import Desktop, Way
from fit import misfits
from qgis import processing
from qgis.core import QgsPointXY, QgsRasterLayer, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGroupBox,
    QLabel,
    QMenu,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QTreeWidget,
    QWidget,
)

SETTLED = 0.2
"""Seconds after which a window that opens without an engine looks as it stays."""


def everything(desktop: Desktop) -> Way:
    """facts: rasters (files), tiles (a file of training tiles)."""
    album = Album(desktop)
    raster = yield from album.opened()
    yield from album.menus(raster)
    yield from album.pages("empty")
    yield from album.picker()
    yield from album.marking(raster)
    yield from album.preview(raster)
    yield from album.result(raster)
    yield from album.pages("filled")
    yield from album.dialogs()
    yield from album.set_up()
    yield from album.options()
    return {"texts": album.texts, "misfits": list(dict.fromkeys(album.misfits))}


class Album:
    """What was shown until now."""

    def __init__(self, desktop: Desktop) -> None:
        self.driver, self.iface, self.canvas = desktop, desktop.iface, desktop.iface.mapCanvas()
        self.texts: list[str] = []
        self.misfits: list[str] = []

    def keep(self, name: str, window: QWidget) -> None:
        self.driver.shot(name)
        self.note(name, window)

    def note(self, name: str, window: QWidget) -> None:
        self.texts += texts(window)
        self.misfits += [f"{name}: {line}" for line in misfits(window)]

    def opened(self) -> Any:
        """The first raster, on a window as large as the screen."""
        self.iface.mainWindow().setGeometry(QApplication.primaryScreen().geometry())
        rasters = [
            QgsRasterLayer(path, f"scene {number}") for number, path in enumerate(self.driver.facts["rasters"], 1)
        ]
        self.driver.project.addMapLayers(rasters)
        raster = rasters[0]
        self.iface.setActiveLayer(raster)
        side = min(150, raster.height()) * raster.rasterUnitsPerPixelX()
        yield from self.driver.pause(SETTLED)
        self.canvas.setExtent(QgsRectangle.fromCenterAndSize(raster.extent().center(), 2 * side, side))
        yield from self.driver.pause(3 * SETTLED)
        return raster

    def middle(self) -> QPoint:
        centre: QgsPointXY = self.canvas.extent().center()
        return self.driver.pixel(centre.x(), centre.y())

    def menus(self, raster: QgsRasterLayer) -> Way:
        """On the map, in the layer tree, and under Raster: each with all that opens from it."""
        self.driver.later(lambda: self.driver.click(self.middle(), Qt.MouseButton.RightButton))
        yield from self.menu("map")
        tree = self.iface.layerTreeView()
        menu = tree.menuProvider().createContextMenu()
        self.driver.later(lambda: menu.popup(tree.mapToGlobal(QPoint(60, 20))))
        yield from self.menu("layer")
        bar = self.iface.rasterMenu()
        self.driver.later(lambda: bar.popup(self.iface.mainWindow().mapToGlobal(QPoint(300, 20))))
        yield from self.menu("raster")

    def menu(self, name: str) -> Way:
        """A menu that opens, with our part of it."""
        yield from self.driver.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), f"the menu: {name}")
        menu = QApplication.activePopupWidget()
        ours = next((action for action in menu.actions() if action.text().startswith("Raster GAN")), None)
        if ours is not None:
            yield from self.unfold(f"menu-{name}", menu, ours)
        menu.close()
        yield from self.driver.until(lambda: QApplication.activePopupWidget() is None, f"the end of the menu: {name}")
        yield from self.driver.pause(SETTLED)

    def unfold(self, name: str, menu: QMenu, action: Any) -> Way:
        """The menu of an entry, and the menus of that one's entries."""
        menu.setActiveAction(action)
        yield from self.driver.pause(SETTLED)
        inner = action.menu()
        self.keep(name, inner)
        self.texts += [entry.text() for entry in inner.actions()]
        for number, entry in enumerate(entry for entry in inner.actions() if entry.menu()):
            yield from self.unfold(f"{name}-{number + 1}", inner, entry)
            entry.menu().close()

    def pages(self, name: str) -> Way:
        """The panel's."""
        dock = self.driver.plugin.dock
        for number in range(dock.tabs.count()):
            dock.open(dock.tabs.widget(number))
            yield from self.driver.pause(2 * SETTLED)
            self.keep(f"panel-{number + 1}-{name}", dock)
        dock.close()

    def picker(self) -> Way:
        """Training tiles, with the tool that says what they are for."""
        tiles = QgsVectorLayer(self.driver.facts["tiles"], "tiles")
        self.driver.project.addMapLayer(tiles)
        from raster_gan.plugin.layers.tile_style import style

        style(tiles)
        self.iface.setActiveLayer(tiles)
        self.driver.plugin.menus.training.pick(self.canvas, tiles)
        yield from self.driver.pause(2 * SETTLED)
        self.keep("picker", self.iface.messageBar())
        self.iface.actionPan().trigger()
        self.iface.messageBar().clearWidgets()
        self.driver.project.layerTreeRoot().findLayer(tiles.id()).setItemVisibilityChecked(False)

    def marking(self, raster: QgsRasterLayer) -> Way:
        """A box is drawn around an object, and its form filled in."""
        from raster_gan.plugin.canvas.entries import Target

        self.driver.plugin.menus.marking._mark_objects(Target(raster, self.canvas))
        layer = self.iface.activeLayer()
        middle = self.middle()
        self.driver.later(lambda: self.driver.drag(middle - QPoint(43, 37), middle + QPoint(52, 41)))
        form = lambda: next(iter(QApplication.activeModalWidget().findChildren(QDialogButtonBox)), None)  # noqa: E731
        yield from self.driver.until(lambda: QApplication.activeModalWidget() and form(), "the form")
        yield from self.driver.pause(SETTLED)
        self.keep("mark-form", QApplication.activeModalWidget())
        self.driver.press(form().button(QDialogButtonBox.StandardButton.Ok))
        yield from self.driver.until(lambda: QApplication.activeModalWidget() is None, "the end of the form")
        yield from self.driver.until(lambda: layer.featureCount() == 1, "the box")
        yield from self.driver.pause(2 * SETTLED)
        self.keep("mark-objects", self.iface.messageBar())
        self.iface.actionPan().trigger()
        layer.rollBack()
        self.driver.project.removeMapLayer(layer)
        self.iface.messageBar().clearWidgets()

    def preview(self, raster: QgsRasterLayer) -> Way:
        """While the engine starts, with one model, and with the layer beside it."""
        self.iface.setActiveLayer(raster)
        panel = self.driver.plugin.previews
        panel.start(self.canvas, raster)
        yield from self.driver.pause(SETTLED)
        self.keep("preview-begins", panel)
        ready = lambda: panel.preview.loupe.panes and all(pane.images for pane in panel.preview.loupe.panes)  # noqa: E731
        yield from self.driver.until(ready, "the preview")
        self.keep("preview", panel)
        panel.tick("")
        yield from self.driver.until(ready, "the preview beside the layer")
        self.keep("preview-beside", panel)
        panel.close()

    def result(self, raster: QgsRasterLayer) -> Way:
        """Of the view, upscaled; compared with the layer below."""
        layers, menus = self.driver.project.mapLayers, self.driver.plugin.menus
        before = set(layers())
        menus.jobs.start("upscale", raster, self.canvas)
        yield from self.driver.until(lambda: set(layers()) - before, "the result")
        made = layers()[(set(layers()) - before).pop()]
        self.iface.setActiveLayer(made)
        yield from self.driver.pause(3 * SETTLED)
        self.keep("result", self.iface.messageBar())
        self.iface.messageBar().clearWidgets()
        menus.do(menus.compare, menus._active())
        swipes = menus.comparisons.swipes
        yield from self.driver.until(lambda: not swipes[self.canvas].curtain.below.isNull(), "the comparison")
        yield from self.driver.pause(SETTLED)
        self.keep("compare", self.iface.messageBar())
        self.iface.messageBar().clearWidgets()
        menus.comparisons.end(self.canvas)
        self.iface.setActiveLayer(raster)

    def dialogs(self) -> Way:
        """Those of all algorithms, as they open from the toolbox, and unfolded."""
        for algorithm in self.driver.plugin.provider.algorithms():
            name = "dialog-" + re.sub(r"\W+", "-", algorithm.name()).lower()
            dialog = processing.createAlgorithmDialog(algorithm.id())
            dialog.show()
            yield from self.driver.pause(SETTLED)
            self.keep(name, dialog)
            for box in dialog.findChildren(QGroupBox):
                box.setProperty("collapsed", False)
            yield from self.driver.pause(SETTLED)
            self.note(name, dialog)
            *_, innermost = (area for area in dialog.findChildren(QScrollArea) if area.isVisible())
            innermost.widget().grab().save(f"{self.driver.shots}{name}-unfolded.png")
            dialog.close()

    def set_up(self) -> Way:
        plugin = self.driver.plugin
        plugin.set_up()
        yield from self.driver.pause(3 * SETTLED)
        self.keep("set-up", plugin.dialog)
        plugin.dialog.close()

    def options(self) -> Way:
        window = self.iface.mainWindow()
        self.driver.later(partial(self.iface.showOptionsDialog, window, "RasterGanOptions"))
        page = lambda: window.findChild(QWidget, "RasterGanOptions")  # noqa: E731
        yield from self.driver.until(lambda: page() is not None and page().isVisible(), "the options")
        yield from self.driver.pause(3 * SETTLED)
        self.keep("options", page())
        options = page().window()
        assert isinstance(options, QDialog)
        options.reject()


def texts(widget: QWidget) -> list[str]:
    """Every word in a window."""
    buttons = [part for part in widget.findChildren(QPushButton) if not isinstance(part.parent(), QDialogButtonBox)]
    words = [part.text() for part in (*widget.findChildren(QLabel), *buttons)]  # the others are Qt's own
    words += [box.title() for box in widget.findChildren(QGroupBox)] + [widget.windowTitle()]
    for tabs in widget.findChildren(QTabWidget):
        words += [tabs.tabText(number) for number in range(tabs.count())]
    for tree in widget.findChildren(QTreeWidget):
        words += [tree.headerItem().text(column) for column in range(tree.columnCount())]
    for combo in widget.findChildren(QComboBox):
        words += [combo.itemText(number) for number in range(combo.count())]
    return [text for text in words if text]
