"""Setting the engine up, with real pip and packages of a few lines in place of PyTorch."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import os
import re
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from packaging.requirements import Requirement
from qgis.core import QgsSettings
from qgis.PyQt.QtWidgets import QMessageBox

from raster_gan.gan_core.api import library
from raster_gan.gan_core.api.errors import Cancelled, RasterGanError
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
    wheel(tmp_path / "wheels", "safetensors", builds.safetensors().split("==")[1])
    forget()
    yield str(tmp_path / "wheels")
    forget()


def never() -> bool:
    return False


def test_what_is_installed_is_seen_by_qgis_own_python_alone(wheels):
    told = []
    folder = Installation(CPU, wheels).run(lambda progress: told.append(progress.share), never)
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


def test_the_window_says_which_python_runs_the_engine(provider, monkeypatch):
    for named, words in ((sys.executable, f"{Path(sys.executable).name} is named"), ("", "QGIS's own Python; nothing")):
        monkeypatch.setenv(VARIABLE, named)
        dialog = SetupDialog(None, provider)
        assert words in dialog.python.text()
        dialog.close()


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


@pytest.fixture
def shop(tmp_path, wheels, monkeypatch) -> Path:
    """A folder that serves the same packages as PyPI would; the build takes everything from there, and its pins fit."""
    for name, version in (pin.split("==") for pin in (CPU.torch, builds.safetensors())):
        file = Path(wheels) / f"{name}-{version}-py3-none-any.whl"
        page = tmp_path / "shop" / name / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(f'<a href="{file.as_uri()}">{file.name}</a>')
    for variable in ("PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("PIP_CONFIG_FILE", os.devnull)
    monkeypatch.setenv("PIP_INDEX_URL", (tmp_path / "shop").as_uri())
    monkeypatch.setattr(install, "PINS", tmp_path / "pins.txt")
    pin(Path(wheels))
    return Path(wheels)


def pin(folder: Path, wrong: str = "") -> None:
    """The pins for a folder of files; `wrong`: the package whose file is another one."""
    lines = []
    for file in sorted(folder.iterdir()):
        name, version = file.name.split("-")[:2]
        digest = hashlib.sha256(file.read_bytes() + (b"!" if name == wrong else b"")).hexdigest()
        lines.append(f"{name}=={version} \\\n    --hash=sha256:{digest}\n")
    install.PINS.write_text("".join(lines))


@pytest.mark.parametrize("index", [False, True])
def test_what_is_fetched_must_be_what_is_pinned(shop, tmp_path, index):
    """From PyPI alone, and with torch from an index of its own, whose files have no pins."""
    build = dataclasses.replace(CPU, index=(tmp_path / "shop").as_uri() if index else "")
    if index:
        pin(shop, "torch")
    told = []
    assert Installation(build).run(lambda progress: told.append(progress.share), never) == installed()
    assert told == sorted(told)
    assert (installed() / "torch.py").exists()
    assert sorted(path.name for path in engines_folder().iterdir()) == ["install.log", build.name]


class Shop(SimpleHTTPRequestHandler):
    """An index of packages that has no torch when it is first asked for it."""

    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        name = self.path.rpartition("/")[2]
        self.asked.append(name)
        if name.startswith("torch") and name.endswith(".whl") and self.asked.count(name) == 1:
            self.send_error(404)
        else:
            super().do_GET()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "max-age=1000")  # as PyPI says of its files
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing."""


@pytest.fixture
def mirror(shop, tmp_path, monkeypatch) -> Iterator[str]:
    for page in (tmp_path / "shop").glob("*/index.html"):
        page.write_text(page.read_text().replace((tmp_path / "wheels").as_uri(), "/wheels"))
    monkeypatch.setenv("PIP_INDEX_URL", "http://localhost:1/nobody")
    monkeypatch.setenv("PIP_TRUSTED_HOST", "localhost")  # of any other pip keeps nothing without TLS
    Shop.asked.clear()
    server = ThreadingHTTPServer(("localhost", 0), partial(Shop, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/shop"
    server.shutdown()
    server.server_close()


def test_a_mirror_serves_and_what_it_gave_is_not_fetched_again(mirror, monkeypatch):
    installation = Installation(dataclasses.replace(CPU, index=""), index=mirror)
    with pytest.raises(RasterGanError) as caught:
        installation.run(lambda _: None, never)
    assert caught.value.code == "engine-install"
    first = list(Shop.asked)
    assert installation.run(lambda _: None, never) == installed()
    wheels = [name for name in Shop.asked[len(first) :] if name.endswith(".whl")]
    assert [name.split("-")[0] for name in wheels] == ["torch"]


def test_the_command_for_another_computer_names_the_same_files():
    command = Installation(CPU, index="https://mirror/simple", torch_index="https://mirror/torch").download_command()
    assert command == (
        f"pip download --dest wheels --only-binary :all: {CPU.torch} {builds.safetensors()} "
        "--index-url https://mirror/torch --extra-index-url https://mirror/simple"
    )


@pytest.mark.parametrize("name", ["torch", "safetensors"])
def test_a_file_that_is_another_one_is_refused(shop, name):
    pin(shop, name)
    with pytest.raises(RasterGanError, match=f"file that came for {name}==.*nothing was installed") as caught:
        Installation(dataclasses.replace(CPU, index="")).run(lambda *_: None, never)
    assert caught.value.code == "engine-hash"
    assert installed() is None
    pin(shop)
    assert Installation(dataclasses.replace(CPU, index="")).run(lambda *_: None, never) == installed()


def test_a_file_that_was_changed_after_it_was_fetched_is_refused(shop, monkeypatch):
    honest = Installation._follow

    def exchanged(self, command, grows, *rest):
        honest(self, command, grows, *rest)
        for file in grows.glob("torch-*.whl"):
            file.write_bytes(file.read_bytes() + b"!")

    monkeypatch.setattr(Installation, "_follow", exchanged)
    with pytest.raises(RasterGanError) as caught:
        Installation(dataclasses.replace(CPU, index="")).run(lambda *_: None, never)
    assert caught.value.code == "engine-hash"
    assert installed() is None


PYTHONS = ("3.9", "3.10", "3.11", "3.12", "3.13", "3.14")
SYSTEMS = (("win32", "AMD64"), ("darwin", "arm64"), ("darwin", "x86_64"), ("linux", "x86_64"), ("linux", "aarch64"))
NEEDED = {
    "filelock",
    "fsspec",
    "jinja2",
    "markupsafe",
    "mpmath",
    "networkx",
    "safetensors",
    "sympy",
    "typing-extensions",
}
"""By every torch, and by what it needs."""


@pytest.mark.parametrize("python", PYTHONS)
@pytest.mark.parametrize(("system", "machine"), SYSTEMS)
def test_everything_that_is_fetched_is_pinned(python, system, machine, monkeypatch):
    """One version of each package for every Python and system; of torch and safetensors the ones that are asked for."""
    here = {
        "python_version": python,
        "python_full_version": f"{python}.1",
        "sys_platform": system,
        "platform_machine": machine,
    }
    found: dict[str, str] = {}
    for entry in re.split(r"\n(?=\S)", install.PINS.read_text("utf-8").strip()):
        wanted = Requirement(entry.splitlines()[0].rstrip(" \\")) if not entry.startswith("#") else None
        if wanted and (wanted.marker is None or wanted.marker.evaluate(here)):
            assert wanted.name not in found
            assert re.search(r"--hash=sha256:[0-9a-f]{64}\b", entry)
            found[wanted.name] = f"{wanted.name}{wanted.specifier}"
    intel = (system, machine) == ("darwin", "x86_64")
    monkeypatch.setattr(builds.sys, "version_info", (*map(int, python.split(".")), 1))
    monkeypatch.setattr(builds, "_intel_mac", lambda: intel)
    assert found["torch"] == CPU.torch
    assert found["safetensors"] == builds.safetensors()
    setuptools = {"setuptools"} if python != "3.9" and not intel else set()  # by torch 2.13 from 3.10 on, or not at all
    assert set(found) == {"torch", *NEEDED, *setuptools}


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
    wait(dialog, lambda: dialog.probe)
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
