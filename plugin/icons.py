"""Icons of our own: resources/icons/NAME.svg, the plugin's own where there is none of that name."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtGui import QIcon

RESOURCES = Path(__file__).resolve().parents[1] / "resources"


def icon(name: str = "") -> QIcon:
    """By the name of a verb or of a page."""
    path = RESOURCES / "icons" / f"{name}.svg"
    return QIcon(str(path if path.is_file() else RESOURCES / "icon.svg"))
