"""The page in QGIS's options, and that what is set there counts."""

from __future__ import annotations

import os
import sys
import threading
import time

import pytest
from qgis.core import QgsApplication, QgsSettings
from qgis.PyQt.QtWidgets import QApplication

from raster_gan.gan_core.api.devices import DEVICES
from raster_gan.gan_core.api.jobs.assessment import ProbeJob
from raster_gan.plugin import settings
from raster_gan.plugin.engine.python import VARIABLE
from raster_gan.plugin.panels.options import OptionsFactory, OptionsPage
from raster_gan.plugin.processing.choice_widget import ChoiceWidget

KEYS = (settings.PYTHON, settings.MODELS, settings.DEVICE, settings.DEVICES, settings.THREADS, settings.KEEP_MINUTES)


@pytest.fixture
def page(provider):
    QgsSettings().remove(settings.DEVICES)
    page = OptionsPage(None, provider, print)
    yield page
    for key in KEYS:
        QgsSettings().remove(key)
    provider.use_settings()


def probe(provider) -> dict:
    return provider.run(ProbeJob(), lambda event: None, lambda: False)


def test_what_is_set_is_kept_and_shown_again(page, provider, tmp_path):
    page.models.setFilePath(str(tmp_path))
    page.python.setFilePath("/some/python")
    page.device.setCurrentIndex(page.device.findData("cpu"))
    page.apply()
    assert provider.model_folders() == (str(tmp_path),)
    assert settings.python() == "/some/python"
    again = OptionsFactory(provider, print).createWidget(None)
    assert again.models.filePath() == str(tmp_path)
    assert again.device.currentData() == "cpu"


def test_values_of_the_old_place_are_found(page, provider, tmp_path):
    """Processing keeps its settings under these names."""
    QgsSettings().setValue("Processing/Configuration/RASTER_GAN_MODELS", str(tmp_path))
    QgsSettings().setValue("Processing/Configuration/RASTER_GAN_PYTHON", "/my/python")
    assert provider.model_folders() == (str(tmp_path),)
    assert settings.python() == "/my/python"


def test_threads_and_warmth_count_from_the_next_job_on(page, provider):
    page.threads.setValue(1)
    page.apply()
    assert probe(provider)["THREADS"] == 1
    first = provider.engine.warm
    assert first.alive
    page.threads.setValue(2)
    page.keep.setValue(0)
    page.apply()
    assert probe(provider)["THREADS"] == 2
    assert not first.alive
    assert provider.engine.warm is None


def test_a_device_that_is_set_stands_for_automatic(page, provider):
    page.device.setCurrentIndex(page.device.findData("mps"))
    page.apply()
    with pytest.raises(Exception, match="mps is not available"):
        probe(provider)
    assert provider.run(ProbeJob("cpu"), lambda event: None, lambda: False)["DEVICE"] == "cpu"


def test_devices_are_those_of_this_computer_by_their_own_names(page, provider):
    """As the engine told when it was asked last; before that any can be chosen."""
    assert [page.device.itemData(index) for index in range(page.device.count())] == list(DEVICES)
    settings.remember_devices({"DEVICE_NAMES": {"xpu": "Intel Arc A770 Graphics", "mps": "", "cpu": ""}})
    QgsSettings().setValue(settings.DEVICE, "cuda")  # what was set for another graphics card stays
    again = OptionsPage(None, provider, print).device
    offered = {again.itemData(index): again.itemText(index) for index in range(again.count())}
    assert list(offered) == ["auto", "cpu", "mps", "xpu", "cuda"]
    assert (offered["xpu"], offered["mps"]) == ("Intel Arc A770 Graphics", "Apple GPU")
    QgsSettings().remove(settings.DEVICE)
    probe(provider)
    assert list(settings.devices())[-1] == "cpu"


def test_a_dialog_keeps_the_device_of_another_computer(provider):
    """A model of the model builder, or a run from the history."""
    settings.remember_devices({"DEVICE_NAMES": {"cpu": ""}})
    algorithm = provider.algorithm("upscale").create()
    definition = algorithm.parameterDefinition("DEVICE")
    QgsSettings().remove(settings.DEVICES)
    assert definition.options() == list(DEVICES)
    wrapper = definition.metadata()["widget_wrapper"]
    widget = ChoiceWidget(definition, None, texts=wrapper["texts"], shown=wrapper["shown"])
    combo = widget.combo
    assert [combo.itemData(index) for index in range(combo.count())] == ["auto", "cpu"]
    widget.setValue("cuda")
    assert (widget.value(), combo.count()) == ("cuda", 3)


def test_a_python_is_checked_before_it_is_kept(page, tmp_path, monkeypatch):
    """While the window goes on; the answer for one that was named before is not shown."""
    lacking = tmp_path / "python"
    lacking.write_text('#!/bin/sh\necho "True torch safetensors"\n')
    lacking.chmod(0o755)
    monkeypatch.delenv(VARIABLE)
    for path, words in (
        (lacking, "torch, safetensors"),
        (tmp_path / "none", "can't be started"),
        (sys.executable, "PyTorch 2."),
    ):
        page.python.setFilePath(str(tmp_path / "else"))
        page.python.setFilePath(str(path))
        assert page.check.text() == "Checking…"
        wait(lambda: page.check.text() != "Checking…")
        assert words in page.check.text()
    assert settings.python() == ""


def test_options_that_are_closed_while_a_python_is_checked_leave_nothing(page, tmp_path, monkeypatch):
    """Neither a thread, which would go on beside the next job, nor a process."""
    slow, started = tmp_path / "python", tmp_path / "started"
    slow.write_text(f"#!/bin/sh\necho $$ > {started}\nexec sleep 60\n")
    slow.chmod(0o755)
    monkeypatch.delenv(VARIABLE)
    threads = set(threading.enumerate())
    page.show()
    page.python.setFilePath(str(slow))
    wait(lambda: started.exists() and started.read_text().strip())
    assert page.check.text() == "Checking…"
    assert set(threading.enumerate()) <= threads
    page.hide()
    assert page.check.text().startswith("It needs")
    with pytest.raises(ProcessLookupError):
        os.kill(int(started.read_text()), 0)


def wait(condition) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        QApplication.processEvents()
        time.sleep(0.02)


def test_one_core_is_left_to_a_window(page, monkeypatch):
    monkeypatch.setattr(settings.os, "cpu_count", lambda: 8)
    monkeypatch.setattr(QgsApplication, "platform", lambda: "desktop")
    assert settings.engine_threads() == 7
    monkeypatch.setattr(QgsApplication, "platform", lambda: "qgis_process")
    assert settings.engine_threads() == 0
    monkeypatch.setattr(settings.os, "cpu_count", lambda: 1)
    monkeypatch.setattr(QgsApplication, "platform", lambda: "desktop")
    assert settings.engine_threads() == 1
