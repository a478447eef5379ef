"""Creation options as somebody writes them, held against what GDAL says a format takes: GDAL itself only warns."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree  # nosec B405 - GDAL's own text
from collections.abc import Sequence

from osgeo import gdal

from gan_core.api.errors import RasterGanError

BOOLEAN = ("YES", "NO", "TRUE", "FALSE", "ON", "OFF", "1", "0")
NUMBERS = {"int": int, "unsigned int": int, "float": float}


def check_creation_options(driver: gdal.Driver, options: Sequence[str]) -> None:
    """Raises RasterGanError `creation-option` or `creation-value`."""
    known = _known(driver)
    for option in options:
        name, is_pair, value = option.partition("=")
        found = known.get(name.strip().upper())
        if found is None or not is_pair:
            names = ", ".join(sorted(known)) or "–"
            raise RasterGanError("creation-option", got=option, format=driver.LongName, expected=names)
        expected = _expected(found, value.strip())
        if expected:
            raise RasterGanError("creation-value", option=name.upper(), expected=expected, got=value)


def _known(driver: gdal.Driver) -> dict[str, ElementTree.Element]:
    """By name."""
    text = driver.GetMetadataItem("DMD_CREATIONOPTIONLIST") or "<CreationOptionList/>"
    root = ElementTree.fromstring(text)  # nosec B314 - GDAL's own text
    return {option.get("name", "").upper(): option for option in root.iter("Option")}


def _expected(option: ElementTree.Element, value: str) -> str:
    """What an option takes, where it does not take `value`; else nothing."""
    kind = (option.get("type") or "").lower()
    choices = [(choice.text or "").strip() for choice in option.iter("Value")]
    aliases = [choice.get("alias", "") for choice in option.iter("Value")]
    if choices and kind == "string-select":
        return "" if value.upper() in {text.upper() for text in (*choices, *aliases)} else ", ".join(choices)
    if kind == "boolean":
        return "" if value.upper() in BOOLEAN else "YES, NO"
    if kind not in NUMBERS:
        return ""
    low, high = option.get("min"), option.get("max")
    try:
        number = NUMBERS[kind](value)
        fits = (low is None or number >= float(low)) and (high is None or number <= float(high))
    except ValueError:
        fits = False
    return "" if fits else f"{low} to {high}" if low and high else "a number"
