"""What windows and reports call what sentences name by its id."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Callable

from .jobs.raster import UpscaleJob
from .language import translatable


def heading(label: str) -> str:
    """A label without what it explains behind a bracket or a comma."""
    return re.split(r"\s*[(（,，]", label)[0]


def quoted(label: str, translate: Callable[[str], str]) -> str:
    """As it stands in a sentence.  label: in the reader's language."""
    return translate(translatable("“{label}”")).format(label=heading(label))


def upscaling_labels(translate: Callable[[str], str]) -> dict[str, str]:
    """Of the parameters of `upscale`: what checks a layer has none of them, and advises them."""
    labels = {field.name.upper(): field.metadata.get("label") for field in fields(UpscaleJob)}
    return {name: quoted(translate(label), translate) for name, label in labels.items() if label}
