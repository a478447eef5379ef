"""Loading, unloading and what is left behind; the choice of a model in QGIS's dialogs."""

from __future__ import annotations

import subprocess
import sys

import pytest
from qgis.core import (
    QgsApplication,
    QgsProcessingModelAlgorithm,
    QgsProcessingModelParameter,
    QgsProcessingParameterString,
)

import raster_gan

UPSCALE = "rastergan:upscale"


def test_three_loads_leave_one_provider_and_no_process(processing, qgis_iface, rgb_raster, tmp_path):
    registry = QgsApplication.processingRegistry()
    workers = []
    for round_ in range(3):
        plugin = raster_gan.classFactory(qgis_iface)
        plugin.initGui()
        assert [provider.id() for provider in registry.providers()].count("rastergan") == 1
        processing.run(UPSCALE, {"INPUT": str(rgb_raster), "OUTPUT": str(tmp_path / f"{round_}.tif")})
        workers.append(plugin.provider.engine.warm)
        assert workers[-1].alive
        plugin.unload()
        assert registry.providerById("rastergan") is None
        assert registry.algorithmById(UPSCALE) is None
    assert not any(worker.alive for worker in workers)


def test_the_plugin_never_imports_torch():
    code = (
        "import sys, conftest; from raster_gan.plugin import plugin, provider, model_widget; "
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

    from raster_gan.plugin.model_widget import ModelWidget

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
