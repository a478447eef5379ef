"""Sentences in the user's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qgis.core import QgsApplication, QgsProcessingParameterDefinition, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication

from ..gan_core.api import card_texts
from ..gan_core.api.errors import RasterGanError, sentence
from ..gan_core.api.labels import quoted, upscaling_labels
from ..gan_core.api.notes import note_text

CONTEXT = "@default"
"""Where the strings of the .ts files lie, those of the plugin and of gan_core alike."""

LONGEST_NAME = 40
"""Letters of a name in a menu or a message."""


def language() -> str:
    """The user's, as QGIS spells it: en, zh-Hans."""
    return str(QgsSettings().value("locale/userLocale", "en", type=str))


def tr(text: str) -> str:
    """`text` in the user's language; one context for the whole plugin."""
    return QCoreApplication.translate(CONTEXT, text)


def error_text(error: RasterGanError, definitions: Iterable[QgsProcessingParameterDefinition] = ()) -> str:
    """An error of the engine as one sentence or two.  definitions: of the parameters that it may name."""
    return sentence(error.code, error.values, tr, labels(definitions))


def note(code: str, values: dict[str, Any], definitions: Iterable[QgsProcessingParameterDefinition] = ()) -> str:
    """A note of the engine.  definitions: of the parameters that it may name."""
    return note_text(code, values, tr, labels(definitions))


def card_text(stored: str) -> str:
    """A card's title or limits, or a trust map's claim."""
    return card_texts.read(stored, tr)


def labels(definitions: Iterable[QgsProcessingParameterDefinition]) -> dict[str, str]:
    """What sentences call algorithms and parameters, by their ids."""
    provider = QgsApplication.processingRegistry().providerById("rastergan")
    algorithms = provider.algorithms() if provider is not None else []
    return {
        **{algorithm.id(): quoted(algorithm.displayName(), tr) for algorithm in algorithms},
        **upscaling_labels(tr),
        **{definition.name(): quoted(definition.description(), tr) for definition in definitions},
    }


def short(name: str) -> str:
    """A name without its middle where it is too long for a menu or a message."""
    kept = LONGEST_NAME // 2
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - kept - 1]}…{name[-kept:]}"


def span(seconds: float) -> str:
    """A time in words, as exact as a guess deserves."""
    if seconds < 90:
        return tr("{count} s").format(count=max(1, round(seconds)))
    if seconds < 5400:
        return tr("{count} min").format(count=round(seconds / 60))
    return tr("{count:.1f} h").format(count=seconds / 3600)
