"""What QGIS 4 brings: Qt 6.  Members of enumerations are held by test_scoped.py; here what was moved, renamed or removed.

Nothing of this needs Qt 6.  Where PyQt6 is installed for the Python in RASTER_GAN_PYQT6, every name is looked up in it too.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess

import pytest
from scenes import ROOT

FILES = sorted(path for room in ("plugin", "tests/plugin", "tests/desktop") for path in (ROOT / room).rglob("*.py"))
SHIMS = {"QAction", "QShortcut"}
"""Moved from QtWidgets to QtGui in Qt 6; QGIS gives them in both."""
MOVED = {
    **dict.fromkeys(("QActionGroup", "QFileSystemModel", "QUndoCommand", "QUndoGroup", "QUndoStack"), "QtWidgets"),
    **dict.fromkeys(("QSvgWidget", "QGraphicsSvgItem"), "QtSvg"),
}
"""No longer where they were in Qt 5, and QGIS does not help."""
REMOVED_CLASSES = {
    "QDesktopWidget",
    "QGLWidget",
    "QMatrix",
    "QRegExp",
    "QRegExpValidator",
    "QSignalMapper",
    "QTextCodec",
    "QStringRef",
    "QWebView",
    "qApp",
}
REMOVED_MODULES = {"Qt", "QtWebKit", "QtWebKitWidgets", "QtXmlPatterns", "QtScript"}
REMOVED = {
    "exec_",
    "print_",
    "globalPos",
    "globalX",
    "globalY",
    "localPos",
    "windowPos",
    "screenPos",
    "posF",
    "delta",
    "toTime_t",
    "setTime_t",
    "fromTime_t",
    "desktop",
    "setTabStopWidth",
    "setMargin",
    "setTextColor",
    "setTextBackgroundColor",
    "availableGeometryForScreen",
    "MidButton",
    "TextColorRole",
    "BackgroundColorRole",
    "HighQualityAntialiasing",
    "AA_EnableHighDpiScaling",
    "AA_UseHighDpiPixmaps",
    "Foreground",
    "UserType",
    "mightBeRichText",
}
"""Methods and members of Qt's classes that Qt 6 has no longer, whatever they are reached through."""
STRINGS = {"activated", "currentIndexChanged", "highlighted"}
"""Signals of QComboBox that had a version with a text."""


def outdated(source: str) -> list[str]:
    """What of a file Qt 6 does not know.  A line for older versions alone says so with `# noqa: QGS402`."""
    lines, found = source.splitlines(), []
    for node in ast.walk(ast.parse(source)):
        words = ""
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("qgis.PyQt"):
            module = (node.module or "").rpartition(".")[2]
            names = {alias.name for alias in node.names}
            words = ", ".join(
                sorted({name for name in names if MOVED.get(name) == module} | names & REMOVED_CLASSES)
                or ([module] if module in REMOVED_MODULES else [])
            )
        elif isinstance(node, (ast.ImportFrom, ast.Import)) and any(
            (alias.name if isinstance(node, ast.Import) else node.module or "").startswith(("PyQt5", "PyQt6"))
            for alias in node.names
        ):
            words = "PyQt instead of qgis.PyQt"
        elif isinstance(node, ast.Attribute) and node.attr in REMOVED:
            words = node.attr
        elif isinstance(node, ast.Attribute) and node.attr == "Type" and getattr(node.value, "id", "") == "QVariant":
            words = "QVariant.Type"
        elif isinstance(node, ast.Attribute) and node.attr == "width" and "fontMetrics" in ast.dump(node.value):
            words = "fontMetrics().width"
        elif isinstance(node, ast.Subscript) and getattr(node.value, "attr", "") in STRINGS:
            words = f"{node.value.attr}[...]"
        if words and "noqa: QGS402" not in lines[node.lineno - 1]:
            found.append(f"line {node.lineno}: {words}")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_that_qt_6_has_no_longer(path):
    assert not outdated(path.read_text("utf-8"))


def test_it_would_be_found():
    old = """from qgis.PyQt.QtWidgets import QActionGroup, QAction, QUndoStack, qApp
from qgis.PyQt.QtCore import QRegExp
from qgis.PyQt.Qt import QWidget
from PyQt5.QtCore import QObject
dialog.exec_()
event.globalPos()
QVariant.Type.Int
QVariant.Type.Int  # noqa: QGS402 - before 3.38
self.fontMetrics().width("m")
box.activated[str].connect(f)
"""
    assert outdated(old) == [
        "line 1: QActionGroup, QUndoStack, qApp",
        "line 2: QRegExp",
        "line 3: Qt",
        "line 4: PyQt instead of qgis.PyQt",
        "line 5: exec_",
        "line 6: globalPos",
        "line 7: QVariant.Type",
        "line 9: fontMetrics().width",
        "line 10: activated[...]",
    ]


def chains(source: str) -> set[tuple[str, str]]:
    """(module, dotted name) of every class that is imported from qgis.PyQt, and of what is reached through it by name."""
    tree, modules, found = ast.parse(source), {}, set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("qgis.PyQt."):
            modules.update({alias.name: node.module.rpartition(".")[2] for alias in node.names})
    for node in ast.walk(tree):
        parts = []
        while isinstance(node, ast.Attribute):
            parts, node = [node.attr, *parts], node.value
        if isinstance(node, ast.Name) and node.id in modules:
            found.add((modules[node.id], ".".join([node.id, *parts])))
    return found | {(module, name) for name, module in modules.items()}


LOOK = """
import functools, importlib, json, sys
missing = []
for module, name in json.load(sys.stdin):
    first = name.split(".")[0]
    if module == "QtWidgets" and first in ("QAction", "QShortcut"):
        module = "QtGui"
    try:
        functools.reduce(getattr, name.split("."), importlib.import_module("PyQt6." + module))
    except AttributeError:
        missing.append(f"{module}: {name}")
print(json.dumps(missing))
"""
OLDER = {f"QtCore: QVariant.Type{name}" for name in ("", ".String", ".Int", ".Double")}
"""Reached before QGIS 3.38 alone."""


if "RASTER_GAN_PYQT6" in os.environ:

    def test_every_name_is_in_pyqt6():
        every = sorted(set().union(*(chains(path.read_text("utf-8")) for path in FILES)))
        done = subprocess.run(
            [os.environ["RASTER_GAN_PYQT6"], "-c", LOOK],
            input=json.dumps(every),
            capture_output=True,
            text=True,
            check=True,
        )
        assert set(json.loads(done.stdout)) - OLDER == set()
        assert len(every) > 150
