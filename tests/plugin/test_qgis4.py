"""What QGIS 4 has no longer of its own API.  Qt 6, which it brings, is held by test_qt6.py and test_scoped.py.

QGIS 4.0 broke nothing of PyQGIS: what was deprecated or moved is still there under its old name (qgis-developer, January 2026,
"Processing 2.x API and 4.0 regrets"; QEP 425, 1.4).  From 4.4 on the exceptions that QEP 427 names are gone.
"""

from __future__ import annotations

import ast
import importlib
import sys

import pytest
from qgis.core import Qgis
from scenes import ROOT

FILES = sorted((ROOT / "plugin").rglob("*.py"))
REMOVED_MODULES = {
    "processing.gui.wrappers": "qgis/QGIS#66910, #67068",
    "processing.modeler": "qgis/QGIS#67311, #67483",
}
REMOVED_NAMES = {"WidgetWrapper", "WidgetWrapperFactory", "ModelerDialog", "ModelerParametersDialog", "ModelerScene"}
"""Of Processing's Python classes, wherever they are imported from."""
RENAMED_NAMES = {"QgsProcessingAlgorithmDialogBase": "qgis/QGIS#66027"}


def gone(source: str) -> list[str]:
    """What of a file QGIS 4 does not know.  A line for older versions alone says so with `# noqa: QGS404`."""
    lines, uses = source.splitlines(), []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, (ast.Import, ast.ImportFrom)):
            continue
        names = {alias.name for alias in node.names}
        modules = names if isinstance(node, ast.Import) else {node.module or ""}
        words = {module for module in modules if any(f"{module}.".startswith(f"{old}.") for old in REMOVED_MODULES)}
        words |= names & (REMOVED_NAMES | RENAMED_NAMES.keys())
        if words and "noqa: QGS404" not in lines[node.lineno - 1]:
            uses.append(f"line {node.lineno}: {', '.join(sorted(words))}")
    return uses


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_that_qgis_4_has_no_longer(path):
    assert gone(path.read_text("utf-8")) == []


def test_it_would_be_found():
    old = """import processing.modeler.ModelerDialog
from processing.gui.wrappers import BasicWidgetWrapper
from processing.gui.wrappers import WidgetWrapper  # noqa: QGS404 - before 4.4
from processing.gui.AlgorithmDialog import AlgorithmDialog
from qgis.gui import QgsGui, QgsProcessingAlgorithmDialogBase
"""
    assert gone(old) == [
        "line 1: processing.modeler.ModelerDialog",
        "line 2: processing.gui.wrappers",
        "line 5: QgsProcessingAlgorithmDialogBase",
    ]


def test_dialogs_open_without_what_qgis_4_4_removed(monkeypatch):
    names = [f"raster_gan.plugin.processing.{name}" for name in ("choice_widget", "model_widget", "dialog_links")]
    for name in names:  # as they are, to be put back
        importlib.import_module(name)
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(Qgis, "QGIS_VERSION_INT", 40400)
    monkeypatch.setitem(sys.modules, "processing.gui.wrappers", None)
    links = importlib.import_module(names[-1])
    assert not isinstance(object(), links.ModelWidget)
