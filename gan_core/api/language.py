"""Texts in the language of whoever reads them, where the process was told one.  English is in the code."""

from __future__ import annotations

import functools
import os
import xml.etree.ElementTree as ElementTree  # nosec B405 - a file of our own
from pathlib import Path

LANGUAGE = "RASTER_GAN_LANGUAGE"
"""The environment variable that names it, as QGIS spells it: zh, zh_CN, zh-Hans."""
FOLDER = Path(__file__).resolve().parents[2] / "resources" / "i18n"


def translatable(text: str) -> str:
    """`text`, marked for tools/release/translations.py; it is translated where it is read."""
    return text


def translate(text: str) -> str:
    """`text` in the reader's language, itself where it has no translation."""
    return _table(os.environ.get(LANGUAGE, "")[:2]).get(text, text)


def language() -> str:
    """The reader's, two letters: English where there is no translation."""
    wanted = os.environ.get(LANGUAGE, "")[:2]
    return wanted if _table(wanted) else "en"


@functools.cache
def _table(language: str) -> dict[str, str]:
    """By English text; empty for a language that there is no file of."""
    path = FOLDER / f"raster_gan_{language}.ts"
    if not (language.isalpha() and path.is_file()):
        return {}
    messages = ElementTree.parse(path).iter("message")  # nosec B314
    pairs = ((message.findtext("source", ""), message.findtext("translation", "")) for message in messages)
    return {source: translation for source, translation in pairs if translation}
