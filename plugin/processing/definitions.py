"""QGIS's parameters and outputs in few words, each with what job_fields.py reads of it.

What has a default may be left out: a model or script that was made before the parameter was is valid, on QGIS 3.22 too.
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
    label: str,
    default: Optional[float] = None,
    limits: Sequence[float] = (0,),
    whole: bool = False,
    **details: Any,
) -> Parameter:
    """limits: the least, and the most where there is one."""
    number_type = QgsProcessingParameterNumber.Type.Integer if whole else QgsProcessingParameterNumber.Type.Double
    return describe(QgsProcessingParameterNumber(name, label, number_type, default, True, *limits), **details)


def text(name: str, label: str, required: bool = False, **details: Any) -> Parameter:
    default = None if required else ""
    return describe(QgsProcessingParameterString(name, label, default, optional=not required), **details)


def choice(name: str, label: str, options: Sequence[str], default: str = "", **details: Any) -> Parameter:
    """One of the words that the job takes; the first unless said otherwise."""
    return describe(
        QgsProcessingParameterEnum(
            name, label, list(options), False, default or options[0], optional=True, usesStaticStrings=True
        ),
        **details,
    )


def worded_choice(name: str, label: str, words: Mapping[str, str], **details: Any) -> Parameter:
    """One of the job's words, each shown as a text; the first unless said otherwise."""
    return describe(
        QgsProcessingParameterEnum(name, label, list(words.values()), False, 0, optional=True),
        words=list(words),
        **details,
    )


def flag(name: str, label: str, default: bool, **details: Any) -> Parameter:
    return describe(QgsProcessingParameterBoolean(name, label, default, optional=True), **details)


def raster(name: str, label: str, optional: bool = False, **details: Any) -> Parameter:
    return describe(QgsProcessingParameterRasterLayer(name, label, None, optional), **details)


def band_list(name: str, label: str, parent: str, **details: Any) -> Parameter:
    return describe(QgsProcessingParameterBand(name, label, None, parent, True, True), **details)


def features(name: str, label: str, shapes: Sequence[int], optional: bool = False, **details: Any) -> Parameter:
    return describe(QgsProcessingParameterFeatureSource(name, label, list(shapes), None, optional), **details)


def column(name: str, label: str, parent: str, optional: bool = False, **details: Any) -> Parameter:
    """A field of the features that `parent` names."""
    return describe(QgsProcessingParameterField(name, label, None, parent, optional=optional), **details)


def raster_output(name: str, label: str, optional: bool = False, **details: Any) -> Parameter:
    """An optional one is not made unless it is asked for."""
    return describe(QgsProcessingParameterRasterDestination(name, label, None, optional, not optional), **details)


def polygon_output(name: str, label: str) -> Parameter:
    return QgsProcessingParameterVectorDestination(name, label, POLYGONS)


def numbers(**labels: str) -> list[Output]:
    """Numbers that a job gives."""
    return [QgsProcessingOutputNumber(name, label) for name, label in labels.items()]
