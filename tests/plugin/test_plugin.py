"""Loading, unloading and what is left behind; the choice of a model in QGIS's dialogs."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelParameter,
    QgsProcessingParameterString,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.gui import QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QApplication, QDockWidget, QMainWindow, QMenu, QToolBar

import raster_gan
from raster_gan.plugin.canvas.entries import Target

UPSCALE = "rastergan:upscale"


class Iface(QObject):
    """QGIS's window as far as the plugin uses it; whatever is added and not taken away can be counted."""

    currentLayerChanged = pyqtSignal(object)  # noqa: N815 - QGIS's name
    initializationCompleted = pyqtSignal()  # noqa: N815

    def __init__(self) -> None:
        super().__init__()
        self.window, self.canvas, self.bar = QMainWindow(), QgsMapCanvas(), QgsMessageBar()
        self.added: list[object] = []
        self.activeLayer = lambda: None
        self.mapCanvas, self.mapCanvases = lambda: self.canvas, lambda: [self.canvas]
        self.mainWindow, self.messageBar = lambda: self.window, lambda: self.bar
        self.addDockWidget, self.addToolBar = self.window.addDockWidget, self.window.addToolBar
        self.removeDockWidget = self.window.removeDockWidget
        self.addCustomActionForLayerType = lambda action, *_: self.added.append(("tree", action))
        self.removeCustomActionForLayerType = lambda action: self.added.remove(("tree", action))
        menu, help_ = QMenu(self.window), self.window.addToolBar("Help")
        self.helpToolBar = lambda: help_
        self.rasterMenu = lambda: menu
        self.registerOptionsWidgetFactory = lambda factory: self.added.append(("options", factory))
        self.unregisterOptionsWidgetFactory = lambda factory: self.added.remove(("options", factory))


def left(iface: Iface) -> dict[str, object]:
    """Everything that could be left over, counted."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app, project = QgsApplication.instance(), QgsProject.instance()
    return {
        "added": len(iface.added),
        "docks": len(iface.window.findChildren(QDockWidget)),
        "toolbars": len(iface.window.findChildren(QToolBar)),
        "menus": len(iface.rasterMenu().actions()),
        "actions": len(iface.window.findChildren(QAction)),
        "bar": len(iface.bar.items()),
        "canvas": iface.canvas.receivers(iface.canvas.contextMenuAboutToShow),
        "moves": iface.canvas.receivers(iface.canvas.extentsChanged),
        "items": len(iface.canvas.scene().items()),
        "focus": app.receivers(app.focusChanged),
        "layers": project.receivers(project.layersAdded) + project.receivers(project.layersWillBeRemoved),
        "gone": project.receivers(project.layersRemoved),
        "providers": [one.id() for one in QgsApplication.processingRegistry().providers()],
        "windows": [str(widget) for widget in QApplication.topLevelWidgets() if widget.isVisible()],
        "children": children(),
    }


def children() -> list[int]:
    """Processes that this one has started and that still run."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            name, _, rest = path.read_text().rpartition(")")
        except OSError:
            continue
        state, parent = rest.split()[:2]
        if int(parent) == os.getpid() and state != "Z":
            found.append(int(name.split()[0]))
    return sorted(found)


def test_three_loads_leave_nothing_and_no_process(processing, new_project, rgb_raster, tmp_path):
    iface = Iface()
    layer = QgsRasterLayer(str(rgb_raster), "scene")
    new_project.addMapLayer(layer)
    iface.canvas.setDestinationCrs(layer.crs())
    iface.canvas.setLayers([layer])
    iface.canvas.setExtent(QgsRectangle(500010, 4099930, 500030, 4099950))
    before = left(iface)
    for round_ in range(3):
        plugin = raster_gan.classFactory(iface)
        plugin.initGui()
        loaded = left(iface)
        assert (loaded["added"], loaded["toolbars"], loaded["menus"]) == (2, 2, 1)
        assert loaded["docks"] == 0
        processing.run(UPSCALE, {"INPUT": str(rgb_raster), "OUTPUT": str(tmp_path / f"{round_}.tif")})
        plugin.previews.start(iface.canvas, layer)
        until(lambda loaded=plugin: "dock" in loaded.panels)  # the first job made it
        assert [row.running.job.verb for row in plugin.dock.jobs.rows.values()] == ["upscale"]
        plugin.dock.open(plugin.dock.results)
        plugin.menus.comparisons.toggle(Target(layer, iface.canvas))
        plugin.set_up()
        assert left(iface)["children"] != before["children"]
        plugin.unload()
        assert QgsApplication.processingRegistry().algorithmById(UPSCALE) is None
        until(lambda: left(iface)["bar"] == 0)  # a word of help stands there for a while
        assert left(iface) == before


def until(condition, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        QApplication.processEvents()
        time.sleep(0.05)


def test_loading_is_quick_and_imports_no_torch(processing):
    """In a process of its own, as QGIS does; what is counted is the plugin's share, with QGIS and Processing there already."""
    code = (
        "import os, sys, time; sys.argv = ['x']; import conftest; from qgis.core import QgsApplication; "
        "app = QgsApplication([], True); app.initQgis(); from processing.core.Processing import Processing; "
        "Processing.initialize(); import test_plugin, qgis.analysis; iface = test_plugin.Iface(); import raster_gan; "
        "began = time.process_time(); plugin = raster_gan.classFactory(iface); plugin.initGui(); "
        "print('SECONDS', time.process_time() - began, 'torch' in sys.modules, flush=True); os._exit(0)"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    found = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=str(Path(__file__).parent), env=environment
    )
    words = next((line.split() for line in found.stdout.splitlines() if line.startswith("SECONDS")), None)
    assert words, found.stderr[-2000:]
    assert words[2] == "False"
    assert float(words[1]) < 0.2  # 0.07 on an idle machine


def test_the_plugin_never_imports_torch():
    code = (
        "import sys, conftest; from raster_gan.plugin import plugin, provider; "
        "from raster_gan.plugin.processing import model_widget; "
        "from raster_gan.plugin.algorithms import upscale; assert 'torch' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=str(__import__("pathlib").Path(__file__).parent))


@pytest.fixture
def widget(provider, browser):
    """The MODEL widget as the algorithm's dialog makes it."""
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    algorithm = QgsApplication.processingRegistry().createAlgorithmById(UPSCALE)
    dialog = AlgorithmDialog(algorithm)
    yield dialog.mainWidget().wrappers["MODEL"]
    dialog.close()


def test_the_dialog_lists_the_library(widget):
    texts = [widget.combo.itemText(index) for index in range(widget.combo.count())]
    assert texts[0].startswith("Automatic")
    assert any("upscale-x4" in text for text in texts)
    assert widget.value() == ""


@pytest.mark.parametrize("value", ["upscale-x4", "", "/some/folder/mine.safetensors"])
def test_the_dialog_keeps_what_it_is_given(widget, value):
    widget.setValue(value)
    assert widget.value() == value


def test_in_a_batch_the_model_is_chosen_the_same_way(provider, browser):
    from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog

    from raster_gan.plugin.processing.model_widget import ModelWidget

    dialog = BatchAlgorithmDialog(QgsApplication.processingRegistry().createAlgorithmById(UPSCALE))
    cells = [cell for row in dialog.mainWidget().wrappers for cell in row]
    wrapper = next(cell for cell in cells if isinstance(cell, ModelWidget))
    wrapper.setValue("upscale-x4")
    assert wrapper.value() == "upscale-x4"
    dialog.close()


def test_the_model_builder_offers_earlier_values(provider, qgis_iface):
    from processing.modeler.ModelerParametersDialog import ModelerParametersDialog

    model = QgsProcessingModelAlgorithm()
    model.addModelParameter(QgsProcessingParameterString("mine", "My model"), QgsProcessingModelParameter("mine"))
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(UPSCALE)
    dialog = ModelerParametersDialog(algorithm, model)
    wrapper = dialog.widget.widget.wrappers["MODEL"]
    texts = [wrapper.combo.itemText(index) for index in range(wrapper.combo.count())]
    assert any("My model" in text for text in texts)
    assert any("upscale-x4" in text for text in texts)
    wrapper.setValue("upscale-x4")
    assert wrapper.value() == "upscale-x4"
    dialog.close()


def test_a_dialog_shows_words_and_gives_the_values_that_scripts_have(provider, browser, rgb_raster):
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    dialog = AlgorithmDialog(QgsApplication.processingRegistry().createAlgorithmById(UPSCALE))
    device = dialog.mainWidget().wrappers["DEVICE"]
    assert device.value() == "auto"
    assert [device.combo.itemText(number) for number in range(2)] == ["Automatic", "Processor (CPU)"]
    device.setValue("cpu")
    assert (device.value(), device.combo.currentText()) == ("cpu", "Processor (CPU)")
    dialog.setParameters({"INPUT": str(rgb_raster), "PRECISION": "fastest", "SENSOR": "gaofen"})
    given = dialog.createProcessingParameters()
    assert (given["DEVICE"], given["PRECISION"], given["SENSOR"]) == ("cpu", "fastest", "gaofen")
    dialog.close()
    dialog = AlgorithmDialog(QgsApplication.processingRegistry().createAlgorithmById("rastergan:openscene"))
    layers = dialog.mainWidget().wrappers["LAYERS"]
    assert layers.value() == []
    layers.setValue(["pan", "10m"])
    assert layers.value() == ["10m", "pan"]
    dialog.close()
