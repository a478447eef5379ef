"""A real QGIS in a window of its own, on a screen that nobody sees: it walks a way as a user would, with the mouse.

What it saw is kept in build/screenshots, to be looked at.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.append(str(ROOT))
SHOTS = ROOT / "build" / "screenshots"
SECONDS = 240
SIZE = "1400x900x24"


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    """The name of a screen."""
    read, write = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", SIZE], pass_fds=[write])
    os.close(write)
    with os.fdopen(read) as answer:
        number = answer.readline().strip()
    assert number, "Xvfb did not start"
    yield f":{number}"
    server.terminate()
    server.wait()


@pytest.fixture
def walk(display, tmp_path) -> Callable[..., dict[str, Any]]:
    """`walk(name, **facts)`: what the way `name` of walks.py gives back.  The profile stays the same within a test.

    engine=False: as on a computer where nothing is set up yet, not even the plugin.  locale: the language of QGIS's window,
    as its options name it.
    """
    from tools.desktop.qgis import Profile

    SHOTS.mkdir(parents=True, exist_ok=True)

    def go(name: str, engine: bool = True, seconds: float = SECONDS, locale: str = "", **facts: Any) -> dict[str, Any]:
        profile = Profile(tmp_path / "profile", ROOT if engine else None)
        if locale:
            with (profile.folder / "profiles" / "default" / "QGIS" / "QGIS3.ini").open("a") as settings:
                settings.write(f"\n[locale]\noverrideFlag=true\nuserLocale={locale}\n")
        answer = tmp_path / f"{name}.json"
        answer.unlink(missing_ok=True)
        environment = {
            **profile.environment,
            "QT_QPA_PLATFORM": "xcb",
            "DISPLAY": display,
            "RASTER_GAN_MODELS": str(tmp_path / "models"),
            "WALK": json.dumps(
                {"name": name + locale, "facts": facts, "answer": str(answer), "shots": str(SHOTS), "here": str(HERE)}
            ),
        }
        if not engine:
            del environment["RASTER_GAN_PYTHON"]
        command = ["qgis", "--nologo", "--noversioncheck", "--code", str(HERE / "start.py")]
        with (tmp_path / f"{name}.log").open("w") as log:
            subprocess.run(command, env=environment, timeout=seconds, stdout=log, stderr=log, check=False)
        assert answer.exists(), f"QGIS ended without an answer: {(tmp_path / f'{name}.log').read_text()[-2000:]}"
        found = json.loads(answer.read_text())
        shutil.copyfile(answer, SHOTS / answer.name)
        assert "error" not in found, found["error"]
        return found

    return go
