"""Setting the engine up, with real pip and packages of a few lines in place of PyTorch."""

from __future__ import annotations

import base64
import hashlib
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from qgis.core import QgsSettings
from qgis.PyQt.QtWidgets import QMessageBox

from raster_gan.gan_core import library
from raster_gan.gan_core.errors import Cancelled, RasterGanError
from raster_gan.plugin.engine import builds, install
from raster_gan.plugin.engine.builds import CPU, engines_folder, installed
from raster_gan.plugin.engine.install import Installation
from raster_gan.plugin.engine.python import VARIABLE, environment, forget, own_python
from raster_gan.plugin.panels.diagnostics import anonymous
from raster_gan.plugin.panels.setup import SetupDialog, proxy


def wheel(folder: Path, name: str, version: str, code: str = "") -> None:
    """A package of one module, as pip takes it."""
    about = f"{name}-{version}.dist-info"
    files = {
        f"{name}.py": code,
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    digests = {
        path: base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).rstrip(b"=").decode()
        for path, text in files.items()
    }
    record = "".join(f"{path},sha256={digest},{len(files[path])}\n" for path, digest in digests.items())
    folder.mkdir(exist_ok=True)
    with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as archive:
        for path, text in {**files, f"{about}/RECORD": f"{record}{about}/RECORD,,\n"}.items():
            archive.writestr(path, text)


@pytest.fixture
def wheels(tmp_path, monkeypatch) -> str:
    monkeypatch.setenv(library.VARIABLE, str(tmp_path / "home" / "models"))
    wheel(tmp_path / "wheels", "torch", CPU.torch.split("==")[1], "__version__ = 'a few lines'")
    wheel(tmp_path / "wheels", "safetensors", builds.SAFETENSORS.split("==")[1])
    forget()
    yield str(tmp_path / "wheels")
    forget()


def never() -> bool:
    return False


def test_what_is_installed_is_seen_by_qgis_own_python_alone(wheels):
    told = []
    folder = Installation(CPU, wheels).run(lambda share, line: told.append(share), never)
    assert installed() == folder
    assert told == sorted(told)
    assert told[-1] == 1
    command = [str(own_python()), "-c", "import torch; print(torch.__version__)"]
    found = subprocess.run(command, env=environment(own_python()), capture_output=True, text=True)
    assert found.stdout == "a few lines\n"
    assert str(folder) not in environment(Path("/another/python"))["PYTHONPATH"]
    assert sorted(path.name for path in engines_folder().iterdir()) == ["install.log", folder.name]
    install.remove()
    assert installed() is None


def test_broken_off_there_is_no_engine_and_nothing_but_what_was_fetched(wheels):
    with pytest.raises(Cancelled):
        Installation(CPU, wheels).run(lambda *_: None, lambda: True)
    assert installed() is None
    assert not list(engines_folder().glob("pip-*"))
    assert Installation(CPU, wheels).run(lambda *_: None, never) == installed()


def test_a_file_that_is_missing_is_said_with_its_log(wheels):
    next(Path(wheels).glob("safetensors*")).unlink()
    with pytest.raises(RasterGanError) as caught:
        Installation(CPU, wheels).run(lambda *_: None, never)
    assert caught.value.code == "engine-install"
    assert "safetensors" in caught.value.values["reason"]
    assert Path(caught.value.values["log"]).read_text()
    assert installed() is None


def test_room_is_asked_for_first(wheels, monkeypatch):
    usage = type("Usage", (), {"free": 10**8})
    monkeypatch.setattr(install.shutil, "disk_usage", lambda _: usage)
    with pytest.raises(RasterGanError) as caught:
        Installation(CPU, wheels).run(lambda *_: None, never)
    assert caught.value.code == "engine-room"


def test_a_folder_that_can_not_be_written(wheels, tmp_path):
    (tmp_path / "home").write_text("a file")
    with pytest.raises(RasterGanError) as caught:
        Installation(CPU, wheels).run(lambda *_: None, never)
    assert caught.value.code == "engine-folder"


@pytest.fixture
def another_python(tmp_path, monkeypatch) -> None:
    """The test's interpreter under a name of its own: to the plugin it is not QGIS's, and what is installed for that is not
    its."""
    script = tmp_path / "python"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    script.chmod(0o755)
    monkeypatch.setenv(VARIABLE, str(script))


def test_the_window_tells_of_a_ready_engine_and_of_faults(provider, qgis_iface, wheels, another_python, monkeypatch):
    """The test's own interpreter is the engine here: it is probed for real."""
    dialog = SetupDialog(None, provider)
    wait(dialog, lambda: dialog.found)
    assert dialog.state.text().startswith("The engine is ready: PyTorch 2.")
    dialog.wheels.setFilePath(str(Path(wheels) / "nothing"))
    dialog.install.click()
    wait(dialog, lambda: not dialog.thread_.is_alive())
    assert dialog.state.text().startswith("The installation stopped")
    assert dialog.install.isEnabled()
    dialog.wheels.setFilePath(wheels)
    dialog.install.click()
    wait(dialog, lambda: not dialog.thread_.is_alive() and dialog.bar.value() == 1000)
    assert installed()
    assert dialog.install.text() == "Install again"
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    dialog.remove.click()
    assert installed() is None
    dialog.close()


def wait(dialog: SetupDialog, condition) -> None:
    from qgis.PyQt.QtWidgets import QApplication

    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        QApplication.processEvents()
        time.sleep(0.02)
    QApplication.processEvents()


def test_the_proxy_of_qgis_is_used(qgis_app):
    settings = QgsSettings()
    facts = {
        "Enabled": True,
        "Host": "proxy.example",
        "Port": "3128",
        "User": "me",
        "Password": "p@ss",
        "Type": "HttpProxy",
    }
    for name, value in facts.items():
        settings.setValue(f"proxy/proxy{name}", value)
    assert proxy() == "http://me:p%40ss@proxy.example:3128"
    settings.setValue("proxy/proxyEnabled", False)
    assert proxy() == ""


def test_diagnostics_name_nobody(monkeypatch):
    monkeypatch.setattr("getpass.getuser", lambda: "jane")
    assert anonymous(f"{Path.home()}/data and /media/jane/x") == "~/data and /media/USER/x"
