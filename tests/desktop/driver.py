"""Runs inside QGIS: takes one of the ways of walks.py, step by step, while QGIS's own event loop goes on."""

from __future__ import annotations

import json
import os
import time
import traceback
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QMenu, QPushButton, QWidget
from qgis.utils import iface, plugins

STEP_MS = 50
PATIENCE = 90.0
TASK: dict[str, Any] = json.loads(os.environ["WALK"])
Way = Iterator[None]


class Desktop:
    """What a way uses: the mouse, the screen, and patience."""

    iface, project, facts, shots = iface, QgsProject.instance(), TASK["facts"], TASK["shots"]

    @property
    def plugin(self) -> Any:
        return plugins["raster_gan"]

    def until(self, condition: Callable[[], object], what: str, seconds: float = PATIENCE) -> Way:
        end = time.monotonic() + seconds
        while not condition():
            if time.monotonic() > end:
                self.shot("timeout")
                raise TimeoutError(what)
            yield

    def pause(self, seconds: float) -> Way:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            yield

    def later(self, what: Callable[[], object]) -> None:
        """For what opens a menu or a dialog, and so comes back only when that closes."""
        QTimer.singleShot(0, what)

    def shot(self, name: str) -> None:
        QApplication.primaryScreen().grabWindow(0).save(f"{self.shots}{name}.png")

    def click(self, place: QPoint, button: Qt.MouseButton = Qt.MouseButton.LeftButton) -> None:
        QTest.mouseClick(iface.mapCanvas().viewport(), button, Qt.KeyboardModifier.NoModifier, place)

    def drag(self, start: QPoint, end: QPoint) -> None:
        view = iface.mapCanvas().viewport()
        QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, start)
        for share in (0.25, 0.5, 0.75, 1.0):
            QTest.mouseMove(view, start + (end - start) * share)
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, end)

    def pixel(self, x: float, y: float) -> QPoint:
        """Where on the canvas a place on the map is."""
        point = iface.mapCanvas().getCoordinateTransform().transform(x, y)
        return QPoint(round(point.x()), round(point.y()))

    def choose(self, place: QPoint, *path: str) -> Way:
        """Right-click on the map and choose an entry of our menu, by the beginning of its words."""
        self.later(lambda: self.click(place, Qt.MouseButton.RightButton))
        yield from self.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "the menu")
        menu = QApplication.activePopupWidget()
        for words in path:
            fitting = [action for action in menu.actions() if action.text().startswith(words)]
            action = min(fitting, key=lambda action: len(action.text()))  # “Enhance” is not “Enhance this view”
            menu.setActiveAction(action)
            yield from self.pause(0.4)
            self.shot(f"menu {words[:12].lower().strip()}")
            if action.menu():
                menu = action.menu()
            else:
                self.later(partial(QTest.keyClick, menu, Qt.Key.Key_Return))
                yield from self.pause(0.4)

    def entries(self, place: QPoint) -> Any:
        """What a right-click on the map offers."""
        self.later(lambda: self.click(place, Qt.MouseButton.RightButton))
        yield from self.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu), "the menu")
        menu = QApplication.activePopupWidget()
        found = [action.text() for action in menu.actions()]
        menu.close()
        yield from self.pause(0.3)
        return found

    def window(self, title: str) -> QWidget | None:
        """An open window whose title begins so."""
        seen = (widget for widget in QApplication.topLevelWidgets() if widget.isVisible())
        return next((widget for widget in seen if widget.windowTitle().lower().startswith(title.lower())), None)

    def button(self, window: QWidget, words: str) -> QPushButton:
        return next(one for one in window.findChildren(QPushButton) if one.text().replace("&", "") == words)

    def press(self, button: QPushButton) -> None:
        assert button.isVisible(), f"{button.text()} can't be seen"
        assert button.isEnabled(), f"{button.text()} is grey"
        self.later(lambda: QTest.mouseClick(button, Qt.MouseButton.LeftButton))


class Walker:
    """Takes a way's next step whenever QGIS is idle; writes what came of it, and ends QGIS."""

    def __init__(self) -> None:
        import screens
        import walks

        ways = {**vars(walks), **vars(screens)}
        self.way = ways[TASK["way"]](Desktop())
        self.timer = QTimer()
        self.timer.timeout.connect(self.step)
        self.timer.start(STEP_MS)
        self.stepping = False

    def step(self) -> None:
        if self.stepping:
            return
        self.stepping = True
        try:
            next(self.way)
        except StopIteration as end:
            self.end(end.value or {})
        except BaseException:
            self.end({"error": traceback.format_exc()})
        finally:
            self.stepping = False

    def end(self, found: dict[str, Any]) -> None:
        self.timer.stop()
        Path(TASK["answer"]).write_text(json.dumps(found))
        if "raster_gan" in plugins:
            plugins["raster_gan"].unload()
        os._exit(0)


def begin() -> None:
    """Walk, from now on."""
    global walker
    walker = Walker()


walker: Walker | None = None
