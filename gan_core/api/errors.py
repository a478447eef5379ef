"""What can go wrong, as a code with values.  A code crosses the process border; its sentence is made where it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from .card_texts import read
from .messages import SENTENCES

NAME = re.compile(
    r"\{[^}]*\}|(?:(?<=[\u4e00-\u9fff]) )?(?<![A-Za-z_])([A-Z][A-Z_]+|rastergan:[a-z]+)(?![A-Za-z_=])(?: (?=[\u4e00-\u9fff]))?"
)
"""A place that a value fills, or the name of a parameter or an algorithm, with the spaces that part it from Chinese."""
WORDS = ("GAN", "CRS")
"""Parameters whose names are words of a sentence, too: they stay."""
NAMING = ("name", "parameter")
"""Values that may be a parameter's name."""
PHRASES = ("expected", "reason", "remedy", "task", "what")
"""Values that may be a text of our own."""
LISTS = ("bands", "classes", "counts", "expected", "fields", "known", "labels", "missing", "module", "names")
"""Values that may be several with commas."""


def sentence(
    code: str,
    values: dict[str, Any],
    translate: Callable[[str], str] = lambda text: text,
    names: Mapping[str, str] = {},
) -> str:
    """One sentence or two for a reader: what was expected, what came, what to do.  names: see `renamed`."""
    return renamed(translate(SENTENCES[code]), names).format_map(told(values, translate, names))


def told(values: Mapping[str, Any], translate: Callable[[str], str], names: Mapping[str, str]) -> dict[str, Any]:
    """The values of a sentence in its reader's language, as far as they are ours."""
    shown = dict(values)
    for key, value in values.items():
        if not isinstance(value, str):
            continue
        if key in NAMING:
            shown[key] = names.get(value, value)
        if key in PHRASES:
            shown[key] = translate(value) if value else ""
        if key == "reasons":
            shown[key] = translate("; ").join(read(part, translate) for part in value.split("; "))
        if key in LISTS:
            shown[key] = shown[key].replace(", ", translate(", "))
    return shown


def renamed(text: str, names: Mapping[str, str]) -> str:
    """A sentence whose parameters and algorithms are called as its reader knows them.  names: by their ids, TILE_SIZE or
    rastergan:upscale."""
    return NAME.sub(lambda match: match[0] if match[1] in WORDS else names.get(match[1], match[0]), text)


class RasterGanError(Exception):
    """Every error that is somebody's to read.  `code` is a key of SENTENCES, `values` fill it; both are plain JSON."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code, values)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        return sentence(self.code, self.values)


class Cancelled(RasterGanError):
    """Somebody asked for the end; raised where a task looks up from its work."""

    CODES = ("cancelled", "training-cancelled")

    def __init__(self, code: str = "cancelled", **values: Any) -> None:
        super().__init__(code, **values)


class Interrupted(Cancelled):
    """The process has to leave, or a held job is ended: whoever can go on from the middle keeps what is finished."""
