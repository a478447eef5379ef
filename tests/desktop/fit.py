"""Which texts of a window are wider or taller than the widget that shows them.  Imported inside QGIS."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qgis.PyQt.QtCore import QRect, QSize, Qt
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QDockWidget,
    QGraphicsView,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QTabBar,
    QToolButton,
    QWidget,
)

Misfit = tuple[str, QSize, QSize]
"""A text, the size that it needs, and the size that it has, in pixels."""
ICON_GAP, EDIT_MARGIN = 4, 2
MOST_OF_SCREEN = 0.35
"""The share of the screen's width that a panel beside the map may take."""


def misfits(window: QWidget) -> list[str]:
    """A line for each visible text of a window that is cut, and for each part of it that is not to be seen at once."""
    lines = []
    for widget in (window, *window.findChildren(QWidget)):
        if widget.isVisible():
            for text, needed, given in _sizes(widget):
                if needed.width() > given.width() or needed.height() > given.height():
                    sizes = " of ".join(f"{size.width()} x {size.height()}" for size in (given, needed))
                    lines.append(f"{window.windowTitle()}: {type(widget).__name__} “{text[:70]}” has {sizes} pixels")
    return lines


def _sizes(widget: QWidget) -> Iterator[Misfit]:
    """The texts of one widget, of the kinds that can be cut."""
    if widget.isWindow():
        room = QApplication.primaryScreen().availableGeometry()
        outside = widget.geometry().united(room)
        yield "the window on the screen", outside.size(), room.size()
    if isinstance(widget, QDockWidget):
        most = QSize(round(MOST_OF_SCREEN * QApplication.primaryScreen().size().width()), widget.height())
        yield "the panel beside the map", widget.size(), most
    if isinstance(widget, QLabel):
        yield from _label(widget)
    elif isinstance(widget, QAbstractButton):
        yield from _button(widget)
    elif isinstance(widget, QComboBox):
        option = QStyleOptionComboBox()
        option.initFrom(widget)
        field = widget.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, widget
        )
        icon = 0 if widget.itemIcon(widget.currentIndex()).isNull() else widget.iconSize().width() + ICON_GAP
        yield widget.currentText(), _needs(widget, widget.currentText(), icon), field.size()
    elif isinstance(widget, QLineEdit):
        held = isinstance(widget.parent(), QAbstractSpinBox)
        told = (
            widget.text() or widget.toolTip()
        )  # what is typed may be long; so may a path, if its tooltip has all of it
        text = widget.text() if held else "" if told else widget.placeholderText()
        yield text, _needs(widget, text, 2 * EDIT_MARGIN), widget.contentsRect().size()
    elif isinstance(widget, QTabBar):
        yield from _tabs(widget)
    elif isinstance(widget, QHeaderView) and widget.orientation() == Qt.Orientation.Horizontal:
        for section in range(widget.count()):
            if not widget.isSectionHidden(section):
                needed = QSize(widget.sectionSizeHint(section), 0)
                title = widget.model().headerData(section, widget.orientation())
                yield str(title), needed, QSize(widget.sectionSize(section), 0)
    elif isinstance(widget, QGroupBox):
        yield widget.title(), _needs(widget, widget.title()), widget.size()
    elif isinstance(widget, QAbstractScrollArea) and not isinstance(widget, QGraphicsView):
        view = widget.viewport().size()
        hidden = widget.horizontalScrollBar().maximum()
        yield "what lies in it, from side to side", QSize(view.width() + hidden, 0), view


def _label(label: QLabel) -> Iterator[Misfit]:
    if not label.text():
        return
    wrapped = QSize(_longest_word(label), label.heightForWidth(label.width()))
    yield label.text(), wrapped if label.wordWrap() else label.sizeHint(), label.size()


def _longest_word(label: QLabel) -> int:
    """The width that a label that wraps its text can't do without; of rich text unknown, and 0."""
    if re.search(r"</?\w", label.text()):
        return 0
    room = QRect(0, 0, label.contentsRect().width() - 2 * label.margin(), label.maximumHeight())
    text = label.fontMetrics().boundingRect(room, Qt.TextFlag.TextWordWrap, label.text())
    return text.width() + 2 * label.margin()


def _button(button: QAbstractButton) -> Iterator[Misfit]:
    words_hidden = Qt.ToolButtonStyle.ToolButtonIconOnly
    iconic = isinstance(button, QToolButton) and not button.icon().isNull() and button.toolButtonStyle() == words_hidden
    if not button.text() or iconic:
        return
    icon = 0 if button.icon().isNull() else button.iconSize().width() + ICON_GAP
    parts = {
        QPushButton: QStyle.SubElement.SE_PushButtonContents,
        QCheckBox: QStyle.SubElement.SE_CheckBoxContents,
        QRadioButton: QStyle.SubElement.SE_RadioButtonContents,
    }
    part = next((part for kind, part in parts.items() if isinstance(button, kind)), None)
    room = button.rect()
    if part is not None:
        option = QStyleOptionButton()
        option.initFrom(button)
        room = button.style().subElementRect(part, option, button)
    yield button.text(), _needs(button, button.text(), icon), room.size()


def _tabs(bar: QTabBar) -> Iterator[Misfit]:
    whole = QRect()
    for tab in range(bar.count()):
        rect = bar.tabRect(tab)
        whole = whole.united(rect)
        padding = bar.style().pixelMetric(QStyle.PixelMetric.PM_TabBarTabHSpace, None, bar)
        icon = 0 if bar.tabIcon(tab).isNull() else bar.iconSize().width() + ICON_GAP
        yield bar.tabText(tab), _needs(bar, bar.tabText(tab), icon + padding), rect.size()
    yield "the row of tabs", whole.size(), bar.size()


def _needs(widget: QWidget, text: str, beside: int = 0) -> QSize:
    """The size of a text in a widget's font, and of what stands beside it."""
    if not text:
        return QSize(0, 0)
    size = widget.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, text)
    return QSize(size.width() + beside, size.height())
