"""Landsat 4 to 9 with its MTL file: text, JSON or XML, level 1 and 2 of Collection 2 (and level 1 of Collection 1).

Bands and rescaling: USGS, Landsat 8-9 Collection 2 data format control books LSDS-1822 and LSDS-1328, and those of ETM+ and TM.
"""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import PurePosixPath
from typing import Any, Optional

from gan_core.api.errors import RasterGanError
from gan_core.scenes.files import Files, text_of
from gan_core.scenes.scene import Candidate, Channel, Scene, SceneBand, layered
from gan_core.scenes.xml_text import number, tree_of

OLI = {
    "1": Channel("B1", "coastal aerosol", 435, 451),
    "2": Channel("B2", "blue", 452, 512),
    "3": Channel("B3", "green", 533, 590),
    "4": Channel("B4", "red", 636, 673),
    "5": Channel("B5", "NIR", 851, 879),
    "6": Channel("B6", "SWIR 1", 1566, 1651),
    "7": Channel("B7", "SWIR 2", 2107, 2294),
    "8": Channel("B8", "panchromatic", 503, 676),
    "9": Channel("B9", "cirrus", 1363, 1384),
    "10": Channel("B10", "thermal 1", 10600, 11190),
    "11": Channel("B11", "thermal 2", 11500, 12510),
}
TM = {
    "1": Channel("B1", "blue", 450, 520),
    "2": Channel("B2", "green", 520, 600),
    "3": Channel("B3", "red", 630, 690),
    "4": Channel("B4", "NIR", 760, 900),
    "5": Channel("B5", "SWIR 1", 1550, 1750),
    "6": Channel("B6", "thermal", 10400, 12500),
    "7": Channel("B7", "SWIR 2", 2080, 2350),
}
ETM = {
    **{number: channel for number, channel in TM.items() if number != "6"},
    "6_VCID_1": Channel("B6_VCID_1", "thermal, low gain", 10400, 12500),
    "6_VCID_2": Channel("B6_VCID_2", "thermal, high gain", 10400, 12500),
    "8": Channel("B8", "panchromatic", 520, 900),
}
LEVEL2 = {"8", "9", "11", "6_VCID_1", "6_VCID_2"}
"""Bands that have no counterpart in level 2."""
METADATA = re.compile(r"(L[COTEM]0\d_\w+)_MTL\.(txt|json|xml)", re.IGNORECASE)
FILE = re.compile(r"FILE_NAME_BAND_(?:ST_B)?(\d+(?:_VCID_\d)?)")
BAND = re.compile(r"(.*?)(?:_S[RT])?_B(\d+(?:_VCID_\d)?)", re.IGNORECASE)
CONTENTS = ("PRODUCT_CONTENTS", "PRODUCT_METADATA")
IMAGE = ("IMAGE_ATTRIBUTES", "PRODUCT_METADATA")
LEVEL1 = ("LEVEL1_RADIOMETRIC_RESCALING", "RADIOMETRIC_RESCALING")
REFLECTANCE, TEMPERATURE = "LEVEL2_SURFACE_REFLECTANCE_PARAMETERS", "LEVEL2_SURFACE_TEMPERATURE_PARAMETERS"
Groups = dict[str, dict[str, str]]


def find(files: Files) -> list[Candidate]:
    """Every product, by its MTL file, however many kinds of it there are."""
    found: dict[str, str] = {}
    for name in files.names:
        match = METADATA.fullmatch(PurePosixPath(name).name)
        if match:
            product = str(PurePosixPath(name).with_name(match[1]))
            found[product] = min(found.get(product, name), name, key=lambda name: not name.lower().endswith(".txt"))
    return [
        Candidate(name, [other for other in files.names if other.startswith(product)], partial(_read, files, name))
        for product, name in found.items()
    ]


def channels(product: str) -> dict[str, Channel]:
    """Of the sensor that made a product, by its id; empty for one that is not known."""
    return {"LC": OLI, "LO": OLI, "LE": ETM, "LT": OLI if product[2:4] in ("08", "09") else TM}.get(product[:2], {})


def layer_of(channel: Channel) -> str:
    if channel.kind.startswith("thermal"):
        return "thermal"
    return "pan" if channel.kind == "panchromatic" else "ms"


def preset_of(product: str) -> str:
    return "landsat-8" if product[2:4] in ("08", "09") else "landsat-7"


def _read(files: Files, name: str) -> Scene:
    groups, product = _groups(files, name), PurePosixPath(name).stem.removesuffix("_MTL")
    contents, image = _group(groups, CONTENTS), _group(groups, IMAGE)
    folder = str(PurePosixPath(name).parent)
    stored = {PurePosixPath(other).name: other for other in files.names if str(PurePosixPath(other).parent) == folder}
    known = channels(product.upper())
    level = contents.get("PROCESSING_LEVEL") or contents.get("DATA_TYPE", "")
    listed = {match[1]: file for key, file in contents.items() if (match := FILE.fullmatch(key))}
    bands: dict[str, list[SceneBand]] = {"ms": [], "pan": [], "thermal": []}
    absent: dict[str, tuple[str, ...]] = {}
    for place in sorted(listed, key=lambda place: (len(place.split("_")[0]), place)):
        channel = known.get(place) or Channel(f"B{place}", "thermal" if level[:2] == "L2" else "", 0, 0)
        layer = layer_of(channel)
        if listed[place] in stored:
            bands[layer].append(_band(groups, level, place, channel, stored[listed[place]]))
        else:
            absent[layer] = (*absent.get(layer, ()), f"{channel.name} ({listed[place]})")
    time = image.get("SCENE_CENTER_TIME", "")[:8]
    return Scene(
        product,
        image.get("SPACECRAFT_ID", "").replace("LANDSAT_", "Landsat "),
        level,
        image.get("DATE_ACQUIRED", "") + (f"T{time}Z" if time else ""),
        layered(bands),
        preset_of(product),
        tuple(channel.name for place, channel in known.items() if place not in listed and _expected(place, level)),
        absent,
    )


def _band(groups: Groups, level: str, place: str, channel: Channel, file: str) -> SceneBand:
    thermal = channel.kind.startswith("thermal")
    if level.startswith("L2"):
        group = groups.get(TEMPERATURE if thermal else REFLECTANCE, {})
        what, key, unit = ("TEMPERATURE", f"ST_B{place}", "K") if thermal else ("REFLECTANCE", place, "")
    else:
        group = _group(groups, LEVEL1)
        what, key, unit = ("RADIANCE", place, "W/(m2 sr um)") if thermal else ("REFLECTANCE", place, "")
    scale, offset = (number(group.get(f"{what}_{word}_BAND_{key}", "")) for word in ("MULT", "ADD"))
    return SceneBand(channel, (file,), 1, scale, offset, unit if scale is not None else "")


def _expected(place: str, level: str) -> bool:
    return not (level.startswith("L2") and place in LEVEL2)


def _group(groups: Groups, names: tuple[str, ...]) -> dict[str, str]:
    return next((groups[name] for name in names if name in groups), {})


def _groups(files: Files, name: str) -> Groups:
    """Raises RasterGanError `scene-metadata`."""
    if name.lower().endswith(".xml"):
        return {
            group.tag: {element.tag: (element.text or "").strip() for element in group}
            for group in tree_of(files, name)
        }
    text = text_of(files, name).decode("utf-8", "replace")
    groups = _of_json(text) if name.lower().endswith(".json") else _of_text(text)
    if not _group(groups, CONTENTS):
        reason = f"it has no {CONTENTS[0]}"
        raise RasterGanError("scene-metadata", path=files.path(name), reason=reason)
    return groups


def _of_json(text: str) -> Groups:
    try:
        inner: Any = next(iter(json.loads(text).values()))
        return {str(group): {str(key): str(value) for key, value in values.items()} for group, values in inner.items()}
    except (ValueError, AttributeError, RecursionError, StopIteration, TypeError):
        return {}


def _of_text(text: str) -> Groups:
    groups: Groups = {}
    group: Optional[dict[str, str]] = None
    for line in text.splitlines():
        key, _, value = (part.strip() for part in line.partition("="))
        if key == "GROUP":
            group = groups.setdefault(value, {})
        elif value and group is not None and key != "END_GROUP":
            group[key] = value.strip('"')
    return groups
