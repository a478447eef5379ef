"""XML that anybody may have written: a tree of its elements, or a refusal.  Nothing is expanded and nothing is fetched."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree  # nosec B405 - the parser below refuses what makes XML dangerous
from typing import Any, NoReturn
from xml.parsers import expat  # nosec B407

from gan_core.api.errors import RasterGanError
from gan_core.scenes.files import Files, text_of

DEEPEST = 100


class Refused(Exception):
    """With the reason."""


def tree_of(files: Files, name: str) -> ElementTree.Element:
    """Its root; tags have no namespace.  Raises RasterGanError `scene-metadata`."""
    text = text_of(files, name)
    try:
        return _parsed(text)
    except (expat.ExpatError, Refused, UnicodeError, ValueError, LookupError) as error:
        raise RasterGanError("scene-metadata", path=files.path(name), reason=str(error)) from error


def _parsed(text: bytes) -> ElementTree.Element:
    builder, depth = ElementTree.TreeBuilder(), 0

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > DEEPEST:
            raise Refused(f"elements within elements, more than {DEEPEST}")
        builder.start(tag.rpartition("}")[2], attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        builder.end(tag.rpartition("}")[2])

    def refuse(*_: Any) -> NoReturn:
        raise Refused("it declares a document type, which no scene's metadata needs")

    parser = expat.ParserCreate(namespace_separator="}")
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(text, True)
    return builder.close()


def first(root: ElementTree.Element, *tags: str) -> str:
    """The text of the first element of one of these names, earlier names before later ones; empty if there is none."""
    for tag in tags:
        for element in root.iter():
            if element.tag.lower() == tag.lower() and (element.text or "").strip():
                return (element.text or "").strip()
    return ""


def number(text: str) -> float | None:
    """None for what is no finite number."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < float("inf") else None
