"""QGIS's parameters and outputs in few words, each with what job_fields.py reads of it.

A parameter without a label or a help of its own has those of the job's field: see `worded` in job_fields.py.  What has
a default may be left out: a model or script that was made before the parameter was is valid, on QGIS 3.22 too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Optional

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputDefinition,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBand,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorDestination,
)

if TYPE_CHECKING:
    from typing import TypeAlias  # Python 3.9 has none

Parameter: TypeAlias = QgsProcessingParameterDefinition
Output: TypeAlias = QgsProcessingOutputDefinition
CHOICE_WIDGET = f"{__package__}.choice_widget.ChoiceWidget"
POINTS = QgsProcessing.SourceType.TypeVectorPoint
POLYGONS = QgsProcessing.SourceType.TypeVectorPolygon


def describe(definition: Parameter, help: str = "", advanced: bool = False, **metadata: Any) -> Parameter:
    """The parameter itself.  advanced: folded away at first.  metadata: what job_fields.py or QGIS's dialog reads."""
    definition.setHelp(help)
    if advanced:
        definition.setFlags(definition.flags() | Parameter.Flag.FlagAdvanced)
    definition.setMetadata({name: value for name, value in metadata.items() if value})
    return definition


def number(
    name: str,
    default: Optional[float] = None,
    limits: Sequence[float] = (0,),
    whole: bool = False,
    label: str = "",
    **details: Any,
) -> Parameter:
    """limits: the least, and the most where there is one."""
    number_type = QgsProcessingParameterNumber.Type.Integer if whole else QgsProcessingParameterNumber.Type.Double
    return describe(QgsProcessingParameterNumber(name, label, number_type, default, True, *limits), **details)


def text(name: str, required: bool = False, **details: Any) -> Parameter:
    default = None if required else ""
    return describe(QgsProcessingParameterString(name, "", default, optional=not required), **details)


def choice(
    name: str, words: Mapping[str, str], default: str = "", shown: Sequence[str] = (), **details: Any
) -> Parameter:
    """One of the values that the job takes, scripts and saved models too; the first unless said otherwise.  words: what the
    dialog shows for each.  shown: those that it offers, if not all."""
    values = list(words)
    widget = {"class": CHOICE_WIDGET, "texts": list(words.values()), "shown": list(shown or values)}
    definition = QgsProcessingParameterEnum(name, "", values, False, default or values[0], True, usesStaticStrings=True)
    return describe(definition, widget_wrapper=widget, **details)


def choices(name: str, words: Mapping[str, str], **details: Any) -> Parameter:
    """Any number of such values, or none."""
    widget = {"class": CHOICE_WIDGET, "texts": list(words.values())}
    definition = QgsProcessingParameterEnum(name, "", list(words), True, None, True, usesStaticStrings=True)
    return describe(definition, widget_wrapper=widget, **details)


def worded_choice(name: str, words: Mapping[str, str], **details: Any) -> Parameter:
    """One of the values that the job takes; scripts and saved models hold its position in the list."""
    return describe(
        QgsProcessingParameterEnum(name, "", list(words.values()), False, 0, True), words=list(words), **details
    )


def flag(name: str, default: bool, label: str = "", **details: Any) -> Parameter:
    return describe(QgsProcessingParameterBoolean(name, label, default, True), **details)


def raster(name: str, optional: bool = False, **details: Any) -> Parameter:
    return describe(QgsProcessingParameterRasterLayer(name, "", None, optional), **details)


def band_list(name: str, parent: str, **details: Any) -> Parameter:
    return describe(QgsProcessingParameterBand(name, "", None, parent, True, True), **details)


def features(name: str, shapes: Sequence[int], optional: bool = False, **details: Any) -> Parameter:
    return describe(QgsProcessingParameterFeatureSource(name, "", list(shapes), None, optional), **details)


def column(name: str, parent: str, optional: bool = False, **details: Any) -> Parameter:
    """A field of the features that `parent` names."""
    return describe(QgsProcessingParameterField(name, "", None, parent, optional=optional), **details)


def raster_output(name: str, label: str = "", optional: bool = False, **details: Any) -> Parameter:
    """An optional one is not made unless it is asked for.  label: what the layer is called, too."""
    return describe(QgsProcessingParameterRasterDestination(name, label, None, optional, not optional), **details)


def polygon_output(name: str) -> Parameter:
    return QgsProcessingParameterVectorDestination(name, "", POLYGONS)


def point_output(name: str) -> Parameter:
    """Not made unless it is asked for."""
    return QgsProcessingParameterVectorDestination(name, "", POINTS, None, True, False)


def numbers(**labels: str) -> list[Output]:
    """Numbers that a job gives."""
    return [QgsProcessingOutputNumber(name, label) for name, label in labels.items()]
