"""A real QGIS in a window of its own, on a screen that nobody sees: it walks a way as a user would, with the mouse.

Its screenshots are kept in build/screenshots, to be looked at.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT))
SHOTS = ROOT / "build" / "screenshots"
SIZE = "1400x900"
SMALL = "1366x768"
"""The smallest screen that everything has to fit on."""


@pytest.fixture(scope="session")
def display() -> Iterator[str]:
    from tools.desktop.window import screen

    with screen(SIZE) as name:
        yield name


@pytest.fixture(scope="session")
def small_display() -> Iterator[str]:
    from tools.desktop.window import screen

    with screen(SMALL) as name:
        yield name


@pytest.fixture
def walk(display, tmp_path) -> Callable[..., dict[str, Any]]:
    """`walk(way, **facts)`: what a way of walks.py gives back.  The profile stays the same within a test.

    engine=False: as on a computer where nothing is set up yet, not even the plugin.  locale: the language of QGIS's window,
    as its options name it.  on: another screen.
    """
    from tools.desktop.qgis import Profile
    from tools.desktop.window import set_up, take

    def go(way: str, engine: bool = True, locale: str = "", on: str = display, **facts: Any) -> dict[str, Any]:
        profile = Profile(tmp_path / "profile", ROOT if engine else None)
        if locale:
            set_up(profile, locale)
        if not engine:
            del profile.environment["RASTER_GAN_PYTHON"]
        models = {"RASTER_GAN_MODELS": str(tmp_path / "models")}
        given = take(way, profile, on, SHOTS, f"{way}{locale}-", environment=models, **facts)
        (SHOTS / f"{way}{locale}.json").write_text(json.dumps(given))
        return given

    return go
