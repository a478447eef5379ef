"""What is offered for a layer on a map: one list, which every menu and the toolbar show in the same order and words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple, Optional

from qgis.core import QgsMapLayer, QgsPointXY, QgsRasterLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtWidgets import QAction, QMenu

from ..icons import icon
from ..layers.guides import cloud_polygons, finer_layer, other_date
from ..layers.transfer import is_local
from ..text import short, tr
from .view import open_dialog, shown


class Target(NamedTuple):
    """What an entry is chosen for."""

    layer: QgsMapLayer
    """None where there is none; an entry whose `reason` asks for a raster acts on one alone."""
    canvas: QgsMapCanvas
    point: Optional[QgsPointXY] = None
    """Of the map, where it was right-clicked."""


Reason = Callable[[Target], str]
"""Why an entry does not apply; "" where it does."""


def always(target: Target) -> str:
    return ""


class Entry(NamedTuple):
    """A line of the menus."""

    words: str
    icon: str
    act: Callable[[Target], object]
    reason: Reason = always
    is_on: Optional[Callable[[Target], bool]] = None
    """Of an entry that is switched on and off."""
    words_for: Optional[Callable[[Target], str]] = None
    """Where they say more of a target than `words`."""


class Group(NamedTuple):
    """Entries that stand in a menu of their own."""

    words: str
    icon: str
    entries: Sequence[Entry | None]
    """None is a line between them."""


Line = Optional["Entry | Group"]
"""None is a line between two groups of entries."""


def fill(menu: QMenu, lines: Sequence[Line], target: Target) -> None:
    """Show the entries as they apply to a target, in place of what the menu shows."""
    for action in menu.actions():
        if action.menu() is not None:
            action.menu().deleteLater()  # `clear` takes away the entry alone
    menu.clear()
    menu.setToolTipsVisible(True)
    for line in lines:
        if line is None:
            menu.addSeparator()
        elif isinstance(line, Group):
            fill(menu.addMenu(icon(line.icon), line.words), line.entries, target)
        else:
            action = menu.addAction(icon(line.icon), "", partial(line.act, target))
            dress(action, line, target)


def dress(action: QAction, entry: Entry, target: Target) -> None:
    """Gray with the reason as its tooltip where the entry does not apply."""
    reason = entry.reason(target)
    words = entry.words if reason or entry.words_for is None else entry.words_for(target)
    action.setText(words)
    action.setEnabled(not reason)
    action.setToolTip(f"{words}\n{reason}" if reason else "")
    if entry.is_on is not None:
        action.setCheckable(True)
        action.setChecked(entry.is_on(target))


def dialog(words: str, verb: str) -> Entry:
    """Opens a verb's dialog for the layer."""
    return Entry(words, verb, lambda target: open_dialog(verb, inputs(verb, target.layer)), not_raster)


def inputs(verb: str, layer: QgsRasterLayer) -> dict[str, str]:
    """What a verb's dialog is filled with for a layer."""
    others = {}
    if verb == "sharpen":
        others["GUIDE"] = finer_layer(layer)
    if verb == "fillgaps":
        others |= {"REFERENCE": other_date(layer), "GAPS": cloud_polygons(layer)}
    return {"INPUT": layer.id(), **{name: other.id() for name, other in others.items() if other is not None}}


def not_raster(target: Target) -> str:
    """Why nothing can be done to a layer."""
    if not isinstance(target.layer, QgsRasterLayer):
        on_map = tr("No raster layer lies at this point of the map.")
        return on_map if target.point is not None else tr("Click a raster layer in the layer tree first.")
    if not target.layer.isValid():
        return tr("“{layer}” can't be read: its source is missing or broken.").format(layer=short(target.layer.name()))
    return ""


def not_shown(target: Target) -> str:
    """Why nothing can be done to what a map shows of a layer."""
    reason = not_raster(target)
    if reason:
        return reason
    if target.layer not in target.canvas.layers():
        return tr("“{layer}” is hidden: tick it in the layer tree first.").format(layer=short(target.layer.name()))
    if shown(target.layer, target.canvas) is None:
        return tr("The view shows nothing of “{layer}”.").format(layer=short(target.layer.name()))
    return ""


def not_previewed(target: Target) -> str:
    """Why there is no live preview of a layer."""
    reason = not_shown(target)
    if not reason and not is_local(target.layer):
        return tr("Online layers have no preview: use “Upscale this view”.")
    return reason
