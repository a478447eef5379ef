"""Lists that show words and keep the job's values, as scripts and saved models hold them; in the model builder other steps'
outputs too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Optional

from qgis.core import Qgis, QgsProcessingModelChildParameterSource, QgsProcessingParameterEnum
from qgis.gui import QgsCheckableComboBox, QgsProcessingGui
from qgis.PyQt.QtCore import QObject, Qt
from qgis.PyQt.QtWidgets import QComboBox, QLabel, QWidget

from ..text import tr

if Qgis.QGIS_VERSION_INT < 40400:
    from processing.gui.wrappers import WidgetWrapper  # noqa: QGS404 - before 4.4
else:  # which has none and asks for none (qgis/QGIS#67068): it shows its own fields, with the job's values
    WidgetWrapper = QObject


class ListWidget(WidgetWrapper):
    """A combo box, whose items hold values or, in the model builder, sources."""

    combo: QComboBox

    def createLabel(self) -> Optional[QLabel]:
        """With the tooltip that other labels have, the help; without "[optional]", since the box shows what is taken
        where nothing is chosen."""
        label, definition = super().createLabel(), self.parameterDefinition()
        if label is not None:
            label.setText(definition.description())
            label.setToolTip(definition.toolTip())
        return label

    def add_sources(self, parameters: Sequence[type], outputs: Sequence[type]) -> None:
        """What the model builder has of these types."""
        if self.dialogType == QgsProcessingGui.WidgetType.Modeler:
            for source in self.dialog.getAvailableValuesOfType(parameters, outputs):
                self.combo.addItem(self.dialog.resolveValueDescription(source), source)

    def setValue(self, value: Any) -> None:
        """A value that is no item changes nothing."""
        value = single(value)
        known = [self.combo.itemData(index) for index in range(self.combo.count())]
        if value in known:
            self.combo.setCurrentIndex(known.index(value))

    def value(self) -> Any:
        return self.combo.currentData()


class ChoiceWidget(ListWidget):
    """The value is one of the job's, or a list of them where several are allowed."""

    def createWidget(self, texts: Sequence[str], shown: Sequence[str] = ()) -> QWidget:
        """texts: what is shown for each value; shown: the values that are offered, all if empty.  What a parameter's metadata
        holds comes as arguments."""
        self.several = self.parameterDefinition().allowMultiple()
        self.combo = QgsCheckableComboBox() if self.several else QComboBox()
        if self.several:
            self.combo.setDefaultText(tr("All"))
        self.texts = dict(zip(self.parameterDefinition().options(), texts))
        for value, text in self.texts.items():
            if not shown or value in shown:
                self.combo.addItem(text, value)
        if self.several:
            self.combo.checkedItemsChanged.connect(lambda items: self.widgetValueHasChanged.emit(self))
        else:
            self.add_sources([QgsProcessingParameterEnum], [])
            self.combo.currentIndexChanged.connect(lambda index: self.widgetValueHasChanged.emit(self))
        return self.combo

    def setValue(self, value: Any) -> None:
        if not self.several:
            known = single(value)
            if isinstance(known, str) and known in self.texts and self.combo.findData(known) < 0:
                self.combo.addItem(self.texts[known], known)  # of another computer
            super().setValue(value)
            return
        checked = [single(item) for item in value or []]
        for index in range(self.combo.count()):
            on = self.combo.itemData(index) in checked
            self.combo.setItemCheckState(index, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def value(self) -> Any:
        return self.combo.checkedItemsData() if self.several else super().value()


def single(value: Any) -> Any:
    """What the model builder holds, a list of one or a static value, as it stands."""
    if isinstance(value, (list, tuple)):
        value = value[0] if value else ""
    static = QgsProcessingModelChildParameterSource.Source.StaticValue
    if isinstance(value, QgsProcessingModelChildParameterSource) and value.source() == static:
        return value.staticValue()
    return value
