"""What an algorithm says of itself, and the help page that comes of it and of its parameters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...gan_core.api.labels import heading
from ..text import tr
from .definitions import Parameter


@dataclass(frozen=True)
class Texts:
    """In English; `make translations` collects them from here, and they are shown through `tr`."""

    title: str
    tags: str
    """Words that it is searched by, with commas."""
    summary: str
    """One line."""
    introduction: str
    """What it does, in paragraphs of HTML; the parameters' own help follows."""
    outputs: str
    """What comes of it."""


def group_name(group: str) -> str:
    names = {
        "enhance": tr("Enhance"),
        "train": tr("Train"),
        "use": tr("Classify and detect"),
        "assess": tr("Check and evaluate"),
        "models": tr("Models"),
    }
    return names[group]


def help_page(texts: Texts, parameters: Iterable[Parameter]) -> str:
    """HTML: the introduction, each parameter that has help, and the outputs."""
    sections = {heading(parameter.description()): parameter.help() for parameter in parameters}
    sections[tr("Outputs")] = tr(texts.outputs)
    pages = (f"<h3>{title}</h3><p>{text}</p>" for title, text in sections.items() if text)
    return tr(texts.introduction) + "".join(pages)
