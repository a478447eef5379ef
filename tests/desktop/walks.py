"""Ways through QGIS; each yields while it waits, and returns what the test looks at.  Imported inside QGIS."""

from __future__ import annotations

import os
import time
from functools import partial
from pathlib import Path
from typing import Any

import pyplugin_installer
import qgis.utils
from driver import Desktop, Way
from qgis.core import (
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelParameter,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterRasterLayer,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.gui import QgsAbstractProcessingParameterWidgetWrapper
from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QAction,
    QComboBox,
    QDialogButtonBox,
    QDockWidget,
    QPushButton,
)

RUNNING, ENDED = "Running", "In the library"


def first_start(desktop: Desktop) -> Way:
    """The zip is installed; QGIS says that nothing is set up, with a button, at its start, on the map and in dialogs; what
    the button opens is used where `install` asks for it."""
    desktop.later(lambda: pyplugin_installer.instance().installFromZipFile(desktop.facts["zip"]))
    yield from desktop.until(lambda: "raster_gan" in qgis.utils.plugins, "the plugin")
    raster = yield from _opened(desktop)
    bar = desktop.iface.messageBar()
    yield from desktop.until(lambda: desktop.plugin.message is not None, "the message")
    desktop.shot("message")
    bar.clearWidgets()
    desktop.plugin.message = None
    centre = raster.extent().center()
    yield from desktop.choose(desktop.pixel(centre.x(), centre.y()), "Raster GAN", "Upscale this view")
    yield from desktop.until(lambda: desktop.plugin.message is not None, "the message of an action")
    before = [bar.currentItem().text()]
    desktop.shot("no engine")
    from raster_gan.plugin.canvas.view import open_dialog

    desktop.later(lambda: open_dialog("upscale", {}))
    yield from desktop.until(lambda: desktop.window("Upscale"), "the dialog")
    yield from desktop.pause(0.5)
    desktop.shot("no engine dialog")
    dialog = desktop.window("Upscale")
    desktop.press(desktop.button(dialog, "Run"))
    yield from desktop.pause(0.3)
    before.append(dialog.messageBar().currentItem().text())
    desktop.press(desktop.button(dialog.messageBar(), "Set up…"))
    yield from desktop.until(
        lambda: desktop.plugin.dialog is not None and desktop.plugin.dialog.isVisible(), "the window"
    )
    dialog = desktop.plugin.dialog
    yield from desktop.pause(0.5)
    desktop.shot("window")
    for window in (dialog, desktop.window("Upscale")):
        window.close()
    desktop.plugin.set_up()
    dialog = desktop.plugin.dialog
    found = {"before": before, "state": dialog.state.text()}
    if not desktop.facts["install"]:
        dialog.close()
        return found
    desktop.press(dialog.install)
    yield from desktop.until(lambda: dialog.bar.value() > 100, "progress", 300)
    desktop.shot("progress")
    yield from desktop.until(lambda: dialog.probe or dialog.install.isEnabled(), "the engine", 600)
    yield from desktop.pause(0.5)
    desktop.shot("ready")
    found |= {"after": dialog.state.text(), "log": dialog.log.toPlainText()[-1500:]}
    dialog.close()
    centre = raster.extent().center()
    yield from desktop.choose(desktop.pixel(centre.x(), centre.y()), "Raster GAN", "Upscale this view")
    yield from desktop.until(lambda: len(desktop.project.mapLayers()) == 2, "the result", 60)
    yield from desktop.pause(2)
    desktop.shot("result")
    desktop.press(next(one for one in bar.findChildren(QPushButton) if one.isVisible()))
    yield from desktop.until(lambda: desktop.plugin.menus.comparisons.swipes, "the comparison")
    yield from desktop.pause(1)
    desktop.shot("compared")
    return found


def tiles_to_model(desktop: Desktop) -> Way:
    """Tiles are made, picked with the mouse and learned from, while the panel is watched; the model is then used."""
    raster = yield from _opened(desktop)
    centre = raster.extent().center()
    yield from desktop.choose(desktop.pixel(centre.x(), centre.y()), "Raster GAN", "Train", "Make training tiles")
    yield from _run_dialog(
        desktop, "Make training tiles", "maketiles", SIZE=64, COUNT=14, OUTPUT=desktop.facts["tiles"]
    )
    layers = desktop.project.mapLayers
    yield from desktop.until(lambda: len(layers()) == 2, "the tiles")
    tiles = next(layer for layer in layers().values() if isinstance(layer, QgsVectorLayer))
    before = _roles(tiles)
    yield from desktop.choose(desktop.pixel(centre.x(), centre.y()), "Raster GAN", "Train", "Pick tiles on the map")
    yield from desktop.until(lambda: desktop.plugin.menus.training.picking is not None, "the tool")
    first, *_, last = sorted(before)
    desktop.click(_middle(desktop, tiles, first))
    yield from desktop.pause(0.3)
    desktop.drag(_middle(desktop, tiles, last - 2), _middle(desktop, tiles, last))
    yield from desktop.pause(0.5)
    desktop.shot("picked")
    after = _roles(tiles)
    yield from desktop.choose(desktop.pixel(centre.x(), centre.y()), "Raster GAN", "Train", "Fine-tune a model")
    yield from _run_dialog(desktop, "Fine-tune a model", "finetune", MINUTES=desktop.facts["minutes"], NAME="mine")
    panel = desktop.plugin.dock.trainings
    yield from desktop.until(lambda: len(panel.curves.drawings) > 2, "curves")
    yield from desktop.pause(1.5)
    desktop.shot("running")
    desktop.press(panel.hold)
    yield from desktop.until(lambda: panel.words.text().startswith("Paused"), "the pause")
    desktop.press(panel.hold)
    yield from desktop.until(lambda: panel.words.text().startswith(RUNNING), "going on")
    desktop.press(panel.end)
    yield from desktop.until(lambda: panel.words.text().startswith((ENDED, "Not kept")), "the end")
    yield from desktop.pause(1)
    desktop.shot("ended")
    return {"before": before, "after": after, "words": panel.words.text()}


def left_in_the_middle(desktop: Desktop) -> Way:
    """QGIS is closed while it trains."""
    yield from _opened(desktop)
    from raster_gan.plugin.canvas.view import open_dialog

    raster = desktop.iface.activeLayer()
    parameters = {"INPUT": raster.id(), "TILES": desktop.facts["tiles"], "MINUTES": 3, "NAME": "later"}
    desktop.later(lambda: open_dialog("finetune", parameters))
    yield from _run_dialog(desktop, "Fine-tune a model", "finetune")
    panel = desktop.plugin.dock.trainings
    yield from desktop.until(lambda: "Step 25" in panel.words.text(), "steps")
    return {"words": panel.words.text()}


def gone_on_with(desktop: Desktop) -> Way:
    """The next day: QGIS tells of it once, the panel offers to go on too, and it goes on."""
    bar = desktop.iface.messageBar()
    yield from desktop.until(lambda: bar.currentItem() and "interrupted" in bar.currentItem().text(), "the message")
    told = bar.currentItem().text()
    yield from _opened(desktop)
    desktop.plugin.dock.open(desktop.plugin.dock.trainings)
    panel = desktop.plugin.dock.trainings
    yield from desktop.until(lambda: panel.resume.isVisible(), "the button")
    offered = panel.words.text()
    desktop.shot("offered")
    desktop.press(desktop.button(bar.currentItem(), "Resume…"))
    yield from _run_dialog(desktop, "Fine-tune a model", "finetune")
    yield from desktop.until(lambda: panel.words.text().startswith(RUNNING), "running")
    desktop.press(panel.end)
    yield from desktop.until(lambda: panel.words.text().startswith((ENDED, "Not kept")), "the end")
    steps = [line["step"] for line in panel._chosen().lines() if line["kind"] == "look"]
    return {"told": told, "offered": offered, "steps": steps, "words": panel.words.text()}


def _opened(desktop: Desktop, width: int = 1400, height: int = 870) -> Any:
    """The raster, in the middle of the window."""
    desktop.iface.mainWindow().resize(width, height)
    desktop.iface.mainWindow().move(0, 0)
    desktop.iface.mainWindow().activateWindow()
    raster = QgsRasterLayer(desktop.facts["raster"], "scene")
    desktop.project.addMapLayer(raster)
    desktop.iface.setActiveLayer(raster)
    desktop.iface.mapCanvas().setExtent(raster.extent())
    yield from desktop.pause(1.0)
    return raster


def _run_dialog(desktop: Desktop, title: str, name: str, **values: Any) -> Way:
    """Fill in an algorithm's dialog, run it and close it."""
    yield from desktop.until(lambda: desktop.window(title), title)
    dialog = desktop.window(title)
    _fill(dialog, values)
    yield from desktop.pause(0.5)
    desktop.shot(f"dialog {name}")
    desktop.press(desktop.button(dialog, "Run"))
    if name == "finetune":
        panel = desktop.plugin.dock.trainings
        yield from desktop.until(lambda: panel.isVisible() and panel.words.text().startswith(RUNNING), "the panel")
        dialog.close()
        return
    close = desktop.button(dialog, "Close")
    yield from desktop.until(
        lambda: close.isEnabled() and desktop.button(dialog, "Change Parameters").isVisible(), "run"
    )
    dialog.close()


def _roles(tiles: QgsVectorLayer) -> dict[int, str]:
    """By feature id, as they stand in the file."""
    from osgeo import ogr

    dataset = ogr.Open(tiles.source().split("|")[0])
    return {feature.GetFID(): feature.GetField("role") for feature in dataset.GetLayer(0)}


def _middle(desktop: Desktop, tiles: QgsVectorLayer, identifier: int) -> Any:
    centre = tiles.getFeature(identifier).geometry().centroid().asPoint()
    return desktop.pixel(centre.x(), centre.y())


def modeler(desktop: Desktop) -> Way:
    """In the model designer, two steps are placed and the model that the first gives is chosen for the second."""
    from processing.modeler.ModelerDialog import ModelerDialog

    designer = ModelerDialog.create()
    designer.show()
    for parameter in (
        QgsProcessingParameterRasterLayer("raster", "Raster"),
        QgsProcessingParameterFeatureSource("tiles", "Tiles"),
    ):
        designer.model().addModelParameter(parameter, QgsProcessingModelParameter(parameter.name()))
    of_input = QgsProcessingModelChildParameterSource.fromModelParameter
    for name, title, values in (
        ("finetune", "Fine-tune a model", {"INPUT": of_input("raster"), "TILES": of_input("tiles")}),
        ("upscale", "Upscale", {"INPUT": of_input("raster")}),
    ):
        desktop.later(partial(designer.addAlgorithm, f"rastergan:{name}"))
        yield from desktop.until(lambda title=title: desktop.window(title), title)
        dialog = desktop.window(title)
        wrappers = dialog.widget.widget.wrappers
        for parameter, value in values.items():
            wrappers[parameter].setWidgetValue(value)
        if name == "upscale":
            combo = dialog.findChild(QComboBox, "model")
            offered = [combo.itemText(index) for index in range(combo.count())]
            combo.setCurrentIndex(next(index for index, text in enumerate(offered) if "Resulting model" in text))
        yield from desktop.pause(0.5)
        desktop.shot(name)
        ok = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
        desktop.press(ok)
        yield from desktop.until(lambda dialog=dialog: not dialog.isVisible(), "the dialog's end", 10)
    yield from desktop.pause(0.5)
    desktop.shot("wired")
    children = designer.model().childAlgorithms()
    upscale = next(child for child in children.values() if child.algorithmId() == "rastergan:upscale")
    source = upscale.parameterSources()["MODEL"][0]
    designer.setDirty(False)
    designer.close()
    return {"from": children[source.outputChildId()].algorithmId(), "output": source.outputName()}


def preview(desktop: Desktop) -> Way:
    """The loupe is opened by right-click, follows the map, and its settings go on to the whole layer's dialog."""
    raster = yield from _opened(desktop)
    canvas = desktop.iface.mapCanvas()
    side = 200 * raster.rasterUnitsPerPixelX()
    centre = raster.extent().center()
    canvas.setExtent(QgsRectangle.fromCenterAndSize(centre, 2 * side, side))
    yield from desktop.pause(1)
    yield from desktop.choose(desktop.pixel(centre.x(), centre.y()), "Raster GAN", "Live preview")
    panel = desktop.plugin.previews
    panes = lambda: panel.preview.loupe.panes if panel.preview is not None else []  # noqa: E731
    ready = lambda: panes() and all(pane.images for pane in panes())  # noqa: E731
    yield from desktop.until(ready, "the first preview")
    seconds, beats = [], [time.thread_time()]
    beat = QTimer()
    beat.timeout.connect(lambda: beats.append(time.thread_time()))
    beat.start(5)
    for step in (1, 2, 3):
        moved = QgsPointXY(centre.x() + step * side / 40, centre.y())
        canvas.setExtent(QgsRectangle.fromCenterAndSize(moved, 2 * side, side))
        began = time.monotonic()
        yield from desktop.until(ready, "the preview after a move")
        seconds.append(time.monotonic() - began)
    beat.stop()
    yield from desktop.pause(0.5)
    desktop.shot("loupe")
    box = panel.preview.loupe.box()
    for model in ("", "upscale-x4"):
        panel.tick(model)
    yield from desktop.until(ready, "three side by side")
    yield from desktop.pause(0.5)
    desktop.shot("side by side")
    labels = [pane.label for pane in panes()]
    for model in ("", "upscale-x4"):
        panel.tick(model, False)
    yield from desktop.until(ready, "one again")
    desktop.press(panel.whole)
    yield from desktop.until(lambda: desktop.window("Upscale"), "the dialog")
    yield from desktop.pause(0.3)
    desktop.shot("dialog")
    desktop.window("Upscale").close()
    panel.close()
    yield from desktop.until(lambda: panel.preview is None, "the end")
    from qgis.utils import plugin_times

    return {
        "seconds": seconds,
        "busy": max(later - sooner for sooner, later in zip(beats, beats[1:])),
        "load": plugin_times.get("raster_gan"),
        "side": box.width(),
        "labels": labels,
    }


def compare(desktop: Desktop) -> Way:
    """A view is upscaled by right-click, compared with the curtain, and its difference becomes a layer."""
    raster = yield from _opened(desktop)
    canvas, layers = desktop.iface.mapCanvas(), desktop.project.mapLayers
    side = 120 * raster.rasterUnitsPerPixelX()
    centre = raster.extent().center()
    canvas.setExtent(QgsRectangle.fromCenterAndSize(centre, 2 * side, side))
    yield from desktop.pause(1)
    yield from desktop.choose(desktop.pixel(centre.x(), centre.y()), "Raster GAN", "Upscale this view")
    yield from desktop.until(lambda: len(layers()) == 2, "the result")
    made = next(layer for layer in layers().values() if layer is not raster)
    desktop.iface.setActiveLayer(made)
    yield from desktop.pause(1.5)
    yield from desktop.choose(desktop.pixel(centre.x(), centre.y()), "Raster GAN", "Compare with")
    yield from desktop.until(lambda: desktop.plugin.menus.comparisons.swipes, "the curtain")
    curtain = desktop.plugin.menus.comparisons.swipes[canvas].curtain
    yield from desktop.until(lambda: not curtain.below.isNull(), "what lies below")
    middle = QPoint(canvas.width() // 2, canvas.height() // 2)
    desktop.drag(middle, QPoint(canvas.width() // 3, middle.y()))
    yield from desktop.pause(0.5)
    edge = curtain.edge
    desktop.shot("curtain")
    QTest.keyPress(canvas, Qt.Key.Key_B)
    yield from desktop.pause(0.4)
    blinked = curtain.blinked
    QTest.keyRelease(canvas, Qt.Key.Key_B)
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    yield from desktop.until(lambda: not desktop.plugin.menus.comparisons.swipes, "the end")
    yield from desktop.choose(
        desktop.pixel(centre.x(), centre.y()), "Raster GAN", "Check and evaluate", "Difference to"
    )
    yield from desktop.until(lambda: len(layers()) == 3, "the difference")
    yield from desktop.pause(2)
    desktop.shot("difference")
    names = [layer.name() for layer in layers().values() if layer not in (raster, made)]
    return {"edge": edge, "blinked": blinked, "names": names}


def reload(desktop: Desktop) -> Way:
    """Everything is opened, QGIS unloads the plugin and loads it again, three times: nothing is left over."""
    from qgis.utils import loadPlugin, startPlugin, unloadPlugin

    raster = yield from _opened(desktop)
    canvas = desktop.iface.mapCanvas()
    centre = raster.extent().center()
    side = 100 * raster.rasterUnitsPerPixelX()
    canvas.setExtent(QgsRectangle.fromCenterAndSize(centre, 2 * side, side))
    counts = []
    for round_ in range(4):
        unloadPlugin("raster_gan")
        yield from desktop.until(lambda: not _children(), "the end of the engine", 15)
        yield from desktop.pause(0.5)
        offered = yield from desktop.entries(desktop.pixel(centre.x(), centre.y()))
        counts.append({**_left(desktop), "offered": offered})
        if round_ == 3:
            break
        loadPlugin("raster_gan")
        startPlugin("raster_gan")
        yield from desktop.pause(0.5)
        desktop.plugin.dock.open(desktop.plugin.dock.results)
        yield from desktop.choose(desktop.pixel(centre.x(), centre.y()), "Raster GAN", "Live preview")
        panel = desktop.plugin.previews
        ready = lambda panel=panel: panel.preview and any(pane.images for pane in panel.preview.loupe.panes)  # noqa: E731
        yield from desktop.until(ready if round_ == 0 else _children, "a preview")
        desktop.plugin.menus.comparisons.toggle(desktop.plugin.menus._active())
        yield from desktop.pause(0.5)
    desktop.shot("unloaded")
    loadPlugin("raster_gan")
    startPlugin("raster_gan")
    return {"counts": counts}


def _left(desktop: Desktop) -> dict[str, Any]:
    """What an unloaded plugin could leave over, counted."""
    window, canvas = desktop.iface.mainWindow(), desktop.iface.mapCanvas()
    ours = [one.objectName() for one in window.findChildren(QDockWidget) if "RasterGan" in one.objectName()]
    actions = [one.text() for one in desktop.iface.rasterMenu().actions() if "Raster GAN" in one.text()]
    return {
        "docks": ours,
        "actions": actions,
        "all actions": len(window.findChildren(QAction)),
        "items": len(canvas.scene().items()),
    }


def _children() -> list[int]:
    """Processes of ours that still run."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = path.read_text().rpartition(")")[2].split()
            command = path.with_name("cmdline").read_text()
        except OSError:
            continue
        if int(words[1]) == os.getpid() and words[0] != "Z" and "gan_core" in command:
            found.append(int(path.parent.name))
    return found


def _processor_seconds() -> float:
    """Of the engine, until now: other programs that compute at the same time do not count."""
    times = [Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[11:13] for process in _children()]
    return sum(int(user) + int(system) for user, system in times) / os.sysconf("SC_CLK_TCK")


def pages(desktop: Desktop) -> Way:
    """Every page of the panel, with something on it, and the page in QGIS's options."""
    from raster_gan.plugin.canvas.view import open_dialog

    raster = yield from _opened(desktop)
    centre = raster.extent().center()
    dock, iface = desktop.plugin.dock, desktop.iface
    desktop.plugin.dock.open()
    yield from desktop.pause(0.6)
    desktop.shot("models")
    for page, name in ((dock.tiles, "no tiles"), (dock.jobs, "no jobs"), (dock.results, "no results")):
        dock.tabs.setCurrentWidget(page)
        yield from desktop.pause(0.3)
        desktop.shot(name)
    yield from desktop.choose(desktop.pixel(centre.x(), centre.y()), "Raster GAN", "Train", "Make training tiles")
    yield from _run_dialog(
        desktop, "Make training tiles", "maketiles", SIZE=64, COUNT=14, OUTPUT=desktop.facts["tiles"]
    )
    yield from desktop.until(lambda: dock.tiles.watched, "the tiles")
    dock.open(dock.tiles)
    yield from desktop.pause(0.5)
    desktop.shot("tiles")
    counts = [dock.tiles.list.topLevelItem(0).text(column) for column in (1, 2, 3)]
    dock.open(dock.jobs)
    iface.setActiveLayer(raster)
    desktop.later(lambda: open_dialog("upscale", {"INPUT": raster.id()}))
    yield from desktop.until(lambda: desktop.window("Upscale"), "the dialog")
    values = {"MODEL": "upscale-x4", "STRENGTH": 1.0, "TILE_SIZE": 64, "OUTPUT": desktop.facts["output"]}
    _fill(desktop.window("Upscale"), values)
    desktop.press(desktop.button(desktop.window("Upscale"), "Run"))
    running = lambda: next((one for one in dock.jobs.rows if one.job.verb == "upscale"), None)  # noqa: E731
    yield from desktop.until(lambda: running() and running().left(), "a guess at the time")
    desktop.window("Upscale").move(0, 200)
    yield from desktop.pause(0.3)
    row = dock.jobs.rows[running()]
    desktop.press(row.hold)
    yield from desktop.until(lambda: row.words.text().startswith("Paused"), "the pause")
    held = running().share
    yield from desktop.pause(1.5)
    desktop.shot("jobs")
    assert running().share - held < 0.2
    desktop.press(row.hold)
    yield from desktop.until(lambda: running().ended, "the end", 200)
    desktop.window("Upscale").close()
    dock.open(dock.results)
    yield from desktop.pause(1)
    desktop.shot("results")
    told = dock.results.page.toPlainText()
    desktop.press(dock.results.again)
    yield from desktop.until(lambda: desktop.window("Upscale"), "the dialog again")
    again = desktop.window("Upscale")
    yield from desktop.pause(0.5)
    desktop.shot("run again")
    parameters = again.createProcessingParameters()
    again.close()
    desktop.later(lambda: iface.showOptionsDialog(iface.mainWindow(), "RasterGanOptions"))
    yield from desktop.until(lambda: desktop.window("Options"), "the options")
    yield from desktop.pause(1)
    desktop.shot("options")
    desktop.window("Options").reject()
    kept = {name: parameters[name] for name in ("MODEL", "STRENGTH", "TILE_SIZE")}
    return {"counts": counts, "told": told, "again": kept, "input": parameters["INPUT"] == raster.id()}


def _fill(dialog: Any, values: dict[str, Any]) -> None:
    """An algorithm's dialog."""
    wrappers = dialog.mainWidget().wrappers
    for parameter, value in values.items():
        wrapper = wrappers[parameter]
        if isinstance(wrapper, QgsAbstractProcessingParameterWidgetWrapper):
            wrapper.setParameterValue(value, QgsProcessingContext())
        else:
            wrapper.setValue(value)


def sharpened(desktop: Desktop) -> Way:
    """A 20 m layer beside its 10 m layer: sharpened by right-click without a question; the dialog knows both layers too."""
    raster = yield from _opened(desktop)
    guide = QgsRasterLayer(desktop.facts["guide"], "scene 10m")
    desktop.project.addMapLayer(guide, False)
    desktop.project.layerTreeRoot().addLayer(guide)
    layers, centre = desktop.project.mapLayers, raster.extent().center()
    desktop.iface.setActiveLayer(raster)
    yield from desktop.pause(1)
    yield from desktop.choose(desktop.pixel(centre.x(), centre.y()), "Raster GAN", "Sharpen all bands to 10 m")
    yield from desktop.until(lambda: len(layers()) == 3, "the result")
    made = next(layer for layer in layers().values() if layer not in (raster, guide))
    yield from desktop.pause(2)
    desktop.shot("result")
    desktop.iface.setActiveLayer(raster)
    yield from desktop.choose(
        desktop.pixel(centre.x(), centre.y()), "Raster GAN", "Enhance", "Sharpen with a finer layer"
    )
    yield from desktop.until(lambda: desktop.window("Sharpen with a finer layer"), "the dialog")
    yield from desktop.pause(0.5)
    desktop.shot("dialog")
    dialog = desktop.window("Sharpen with a finer layer")
    chosen = [combo.currentText() for combo in dialog.findChildren(QComboBox) if "scene" in combo.currentText()]
    dialog.close()
    return {"name": made.name(), "size": [made.width(), made.height(), made.bandCount()], "chosen": chosen}


def settles(desktop: Desktop) -> Way:
    """On a small screen a layer of a long name is previewed beside the panel, by one and by four models, and panned: every
    pan has its preview, and nothing changes a size."""
    raster = yield from _opened(desktop, 1366, 768)
    canvas, window, panel = desktop.iface.mapCanvas(), desktop.iface.mainWindow(), desktop.plugin.previews
    raster.setName("S2A_MSIL1C_20170527T101021_N0205_R022_T33UUB_20170527T101024, a composite of four bands")
    desktop.plugin.dock.open()
    side, centre = 200 * raster.rasterUnitsPerPixelX(), raster.extent().center()
    canvas.setExtent(QgsRectangle.fromCenterAndSize(centre, 2 * side, side))
    yield from desktop.pause(1)
    panes = lambda: panel.preview.loupe.panes if panel.preview is not None else []  # noqa: E731
    ready = lambda: panes() and all(pane.images for pane in panes())  # noqa: E731
    sizes = []

    def look() -> None:
        size = [each for widget in (canvas, panel, window) for each in (widget.width(), widget.height())]
        if panel.preview is not None and size not in sizes:
            sizes.append(size)

    beat = QTimer()
    beat.timeout.connect(look)
    beat.start(10)
    firsts = []
    button = desktop.plugin.menus.toolbar.bar.widgetForAction(desktop.plugin.menus.toolbar.bar.actions()[1])
    for _ in ("cold", "warm", "warm again"):
        panel.close()
        panel.state.clear()
        yield from desktop.pause(0.5)
        began = time.monotonic()
        desktop.later(partial(QTest.mouseClick, button, Qt.MouseButton.LeftButton))
        yield from desktop.until(lambda: panel.state.text(), "a word of the preview")
        said = time.monotonic() - began
        yield from desktop.until(ready, "the first preview")
        firsts.append([said, time.monotonic() - began])
    yield from desktop.pause(0.5)
    desktop.shot("alone")
    seconds, processor = [], _processor_seconds()
    for step in range(desktop.facts["pans"]):
        place = QgsPointXY(centre.x() + (step % 6 - 3) * side / 40, centre.y() + (step % 5 - 2) * side / 40)
        canvas.setExtent(QgsRectangle.fromCenterAndSize(place, 2 * side, side))
        began = time.monotonic()
        yield from desktop.until(ready, "the preview after a move")
        seconds.append(time.monotonic() - began)
    processor = (_processor_seconds() - processor) / len(seconds)
    for model in ("", "upscale-x4", "upscale-x2-rgbn"):
        panel.tick(model)
    yield from desktop.until(ready, "four side by side")
    yield from desktop.pause(0.5)
    desktop.shot("four")
    canvas.setExtent(QgsRectangle.fromCenterAndSize(centre, 2.1 * side, side))
    yield from desktop.until(lambda: panes()[1].stage.name == "COMPUTING", "what is out of date")
    yield from desktop.pause(0.2)
    desktop.shot("out of date")
    return {"firsts": firsts, "seconds": seconds, "processor": processor, "sizes": sizes}


def gaps_filled(desktop: Desktop) -> Way:
    """A scene with stripes and a cloud that somebody drew: the dialog knows the cloud and the other date; run, and the map of
    filled pixels over the result."""
    raster = yield from _opened(desktop)
    others = [
        QgsRasterLayer(desktop.facts["reference"], "scene before"),
        QgsVectorLayer(desktop.facts["clouds"], "clouds"),
    ]
    for other in others:
        desktop.project.addMapLayer(other, False)
        desktop.project.layerTreeRoot().addLayer(other)
    layers, centre = desktop.project.mapLayers, raster.extent().center()
    desktop.iface.setActiveLayer(raster)
    yield from desktop.pause(1)
    desktop.shot("striped")
    title, menu = desktop.facts["words"]
    yield from desktop.choose(desktop.pixel(centre.x(), centre.y()), "Raster GAN", *menu)
    yield from desktop.until(lambda: desktop.window(title), "the dialog")
    dialog = desktop.window(title)
    wrappers = dialog.mainWidget().wrappers
    chosen = [combo.currentText() for combo in dialog.findChildren(QComboBox) if "scene" in combo.currentText()]
    clouds = wrappers["GAPS"].parameterValue()
    wrappers["FILLED"].setParameterValue("TEMPORARY_OUTPUT", QgsProcessingContext())
    wrappers["MODEL"].setParameterValue("classical", QgsProcessingContext())
    yield from desktop.pause(0.5)
    desktop.shot("dialog")
    desktop.press(desktop.button(dialog, desktop.facts["run"]))
    yield from desktop.until(lambda: len(layers()) == 5, "the results")
    desktop.shot("log")
    dialog.close()
    yield from desktop.pause(2)
    desktop.shot("result")
    names = [layer.name() for layer in layers().values() if layer is not raster and layer not in others]
    return {"chosen": chosen, "clouds": str(clouds), "names": names}
