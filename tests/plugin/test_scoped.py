"""Qt 6 knows a member of an enumeration by its enumeration's name alone: `Qt.Orientation.Vertical`, never `Qt.Vertical`."""

from __future__ import annotations

import ast
import enum
import importlib

import pytest
from scenes import ROOT

FILES = sorted(path for room in ("plugin", "tests/plugin", "tests/desktop") for path in (ROOT / room).rglob("*.py"))


def unscoped(source: str) -> list[str]:
    """The members of QGIS's and Qt's enumerations that a file reaches through a class or namespace around them."""
    tree, known = ast.parse(source), {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("qgis."):
            module = importlib.import_module(node.module)
            known.update({alias.asname or alias.name: getattr(module, alias.name, None) for alias in node.names})
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            around = known.get(node.value.id)
            if is_member(getattr(around, node.attr, None)) and not is_enumeration(around):
                found.append(f"line {node.lineno}: {node.value.id}.{node.attr}")
    return found


def is_member(value: object) -> bool:
    """PyQt's own enumerations are subclasses of int, QGIS's newer ones Python's."""
    return isinstance(value, enum.Enum) or (isinstance(value, int) and type(value) not in (int, bool))


def is_enumeration(value: object) -> bool:
    return isinstance(value, type) and issubclass(value, (int, enum.Enum))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_member_is_named_without_its_enumeration(path):
    assert not unscoped(path.read_text("utf-8"))


def test_one_would_be_found():
    old = "from qgis.core import Qgis\nfrom qgis.PyQt.QtCore import Qt\nQt.Vertical, Qgis.Info, Qgis.MessageLevel.Info"
    assert unscoped(old) == ["line 3: Qt.Vertical", "line 3: Qgis.Info"]
