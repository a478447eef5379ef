"""Which field of the job a parameter of an algorithm fills, and the field's value as the parameter takes it."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingParameterDefinition,
    QgsRectangle,
    QgsReferencedRectangle,
)

FIELD = "job_field"
WORDS = "job_words"


def fill(definition: QgsProcessingParameterDefinition, field: str = "", words: tuple[str, ...] = ()) -> None:
    """Name the field that a parameter fills, where it is not called as the parameter is, and what the field takes for each
    choice of a list, where the list shows other texts."""
    known = definition.metadata()
    definition.setMetadata({**known, **({FIELD: field} if field else {}), **({WORDS: list(words)} if words else {})})


def field_of(definition: QgsProcessingParameterDefinition) -> str:
    """The job's field."""
    return definition.metadata().get(FIELD) or definition.name().lower()


def words_of(definition: QgsProcessingParameterDefinition) -> list[str]:
    """What the field takes for each choice of a list; nothing where the choices are those words themselves."""
    return definition.metadata().get(WORDS, [])


def as_parameter(
    definition: QgsProcessingParameterDefinition, value: Any, crs: Optional[QgsCoordinateReferenceSystem]
) -> Any:
    """A field's value as the parameter takes it.  crs: of the job's extent, None where it is the input's."""
    kind, words = definition.type(), words_of(definition)
    if definition.isDestination():
        return QgsProcessing.TEMPORARY_OUTPUT
    if kind == "enum":
        return words.index(value) if value in words else str(value)
    if kind == "extent":
        left, bottom, right, top = value
        rectangle = QgsRectangle(left, bottom, right, top)
        return rectangle if crs is None else QgsReferencedRectangle(rectangle, crs)
    if kind == "string" and isinstance(value, (list, tuple)):
        separator = "|" if definition.name() == "CREATION_OPTIONS" else ","
        return separator.join(map(str, value))
    return value
