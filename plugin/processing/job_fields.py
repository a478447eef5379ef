"""Parameters of an algorithm and the fields of its job: the same values, read in both directions.

A parameter fills the field of its own name in small letters.  Its metadata says what differs:

field      the field's name
words      what the field takes for each choice of a list that shows other texts
separator  what stands between the values of a text that holds several
columns    fields that features keep beside those that a parameter names
typed      true where these keep their type, rather than become text
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from typing import Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsRectangle,
    QgsReferencedRectangle,
)

from ..layers.features import saved
from ..text import tr
from .definitions import Parameter

Values = Mapping[str, Any]

READERS: dict[str, Callable[..., Any]] = {
    "band": QgsProcessingAlgorithm.parameterAsInts,
    "boolean": QgsProcessingAlgorithm.parameterAsBool,
    "enum": QgsProcessingAlgorithm.parameterAsEnumString,
    "field": QgsProcessingAlgorithm.parameterAsFields,
    "file": QgsProcessingAlgorithm.parameterAsFile,
    "fileDestination": QgsProcessingAlgorithm.parameterAsFileOutput,
    "folderDestination": QgsProcessingAlgorithm.parameterAsFileOutput,
    "number": QgsProcessingAlgorithm.parameterAsDouble,
    "rasterDestination": QgsProcessingAlgorithm.parameterAsOutputLayer,
    "string": QgsProcessingAlgorithm.parameterAsString,
    "vectorDestination": QgsProcessingAlgorithm.parameterAsOutputLayer,
}
"""By the parameter's type.  Rasters and extents are read where layers may be: see job_algorithm.py."""


def worded(definition: Parameter, job_type: type) -> Parameter:
    """The parameter; its label and help are those of the job's field, where it has none of its own."""
    field = {field.name: field for field in dataclasses.fields(job_type)}.get(field_of(definition))
    if field is not None:
        definition.setDescription(definition.description() or tr(field.metadata["label"]))
        definition.setHelp(definition.help() or tr(field.metadata["help"]))
    return definition


def field_of(definition: Parameter) -> str:
    """The job's field."""
    return definition.metadata().get("field") or definition.name().lower()


def job_values(
    job_type: type, algorithm: QgsProcessingAlgorithm, parameters: Values, context: QgsProcessingContext
) -> dict[str, Any]:
    """The fields that parameters fill; one that was left empty keeps the job's default.  Raises QgsProcessingException."""
    fields = {field.name: field for field in dataclasses.fields(job_type)}
    values = {}
    for definition in algorithm.parameterDefinitions():
        field = fields.get(field_of(definition))
        value = None if field is None else _value(algorithm, definition, parameters, context)
        if field is not None and value is not None:
            convert = field.metadata.get("type", lambda value: value)
            values[field.name] = tuple(map(convert, value)) if isinstance(value, list) else convert(value)
    return values


def as_parameter(definition: Parameter, value: Any, crs: Optional[QgsCoordinateReferenceSystem]) -> Any:
    """A field's value as the parameter takes it; an output is made anew, elsewhere.

    crs: of the job's extent, None where it is the input's.
    """
    parameter_type, metadata = definition.type(), definition.metadata()
    if definition.isDestination():
        return QgsProcessing.TEMPORARY_OUTPUT
    if parameter_type == "enum" and not definition.allowMultiple():
        return metadata["words"].index(value) if "words" in metadata else str(value)
    if parameter_type == "extent":
        left, bottom, right, top = value
        rectangle = QgsRectangle(left, bottom, right, top)
        return rectangle if crs is None else QgsReferencedRectangle(rectangle, crs)
    return metadata["separator"].join(map(str, value)) if "separator" in metadata else value


def _value(
    algorithm: QgsProcessingAlgorithm, definition: Parameter, parameters: Values, context: QgsProcessingContext
) -> Any:
    """A parameter's value; None where it was left empty.  Several values are a list."""
    name, parameter_type, metadata = definition.name(), definition.type(), definition.metadata()
    if parameter_type == "source":
        return _features(algorithm, definition, parameters, context)
    empty = parameters.get(name) in (None, "", [], ()) and definition.defaultValue() in (None, "")
    if parameter_type not in READERS or (empty and definition.flags() & Parameter.Flag.FlagOptional):
        return None
    if "words" in metadata:
        return metadata["words"][algorithm.parameterAsEnum(parameters, name, context)]
    if parameter_type == "enum" and definition.allowMultiple():
        return algorithm.parameterAsEnumStrings(parameters, name, context)
    value = READERS[parameter_type](algorithm, parameters, name, context)
    if parameter_type == "field":
        return next(iter(value), None)
    if "separator" in metadata:
        return [part.strip() for part in value.split(metadata["separator"]) if part.strip()]
    return value.strip() if parameter_type == "string" else value


def _features(
    algorithm: QgsProcessingAlgorithm, definition: Parameter, parameters: Values, context: QgsProcessingContext
) -> Optional[str]:
    """A file of the features that were asked for, with the fields that other parameters name."""
    name, metadata = definition.name(), definition.metadata()
    source = algorithm.parameterAsSource(parameters, name, context) if parameters.get(name) else None
    if source is None:
        if parameters.get(name) or not definition.flags() & Parameter.Flag.FlagOptional:
            raise QgsProcessingException(algorithm.invalidSourceError(parameters, name))
        return None
    columns = list(metadata.get("columns", []))
    for other in algorithm.parameterDefinitions():
        if other.type() == "field" and other.parentLayerParameterName() == name:
            columns += algorithm.parameterAsFields(parameters, other.name(), context)
    return saved(source, columns, context, typed=metadata.get("typed", False))
