"""Sentinel-2 in ESA's SAFE: level 1C and 2A, the long names until 2016 and the short ones since.

Bands and pixel sizes: ESA, Sentinel-2 User Handbook; DN to reflectance, (DN + ADD_OFFSET) / QUANTIFICATION_VALUE, with an
offset from processing baseline 04.00 on: Sentinel-2 Products Specification Document, issue 14.9.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree  # nosec B405 - a tree that xml_text.py has made
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple, Optional

from gan_core.scenes.files import Files
from gan_core.scenes.scene import Candidate, Channel, Scene, SceneBand, layered
from gan_core.scenes.xml_text import first, number, tree_of

CHANNELS = {
    "B1": Channel("B1", "coastal aerosol", 432, 453),
    "B2": Channel("B2", "blue", 459, 525),
    "B3": Channel("B3", "green", 542, 578),
    "B4": Channel("B4", "red", 649, 680),
    "B5": Channel("B5", "red edge 1", 697, 712),
    "B6": Channel("B6", "red edge 2", 733, 748),
    "B7": Channel("B7", "red edge 3", 773, 793),
    "B8": Channel("B8", "NIR", 780, 886),
    "B8A": Channel("B8A", "narrow infrared", 854, 875),
    "B9": Channel("B9", "water vapour", 935, 955),
    "B10": Channel("B10", "cirrus", 1358, 1389),
    "B11": Channel("B11", "SWIR 1", 1568, 1659),
    "B12": Channel("B12", "SWIR 2", 2115, 2290),
}
"""In the order of `band_id` in the metadata."""
PIXELS = {**dict.fromkeys(CHANNELS, 20), **dict.fromkeys(("B2", "B3", "B4", "B8"), 10)}
PIXELS.update(dict.fromkeys(("B1", "B9", "B10"), 60))
"""Of each band as the sensor has it, metres."""
METADATA = re.compile(r"MTD_MSIL(?:1C|2A)\.xml|S2[A-D]_(?:OPER|USER)_MTD_SAFL(?:1C|2A)_.*\.xml", re.IGNORECASE)
IMAGE = re.compile(r"(.*)_(B8A|B\d{1,2})(?:_(10|20|60)m)?", re.IGNORECASE)
LISTED = ("IMAGE_FILE", "IMAGE_ID", "IMAGE_FILE_2A", "IMAGE_ID_2A")
QUANTIFICATION = ("BOA_QUANTIFICATION_VALUE", "L2A_BOA_QUANTIFICATION_VALUE", "QUANTIFICATION_VALUE")
OFFSETS = ("BOA_ADD_OFFSET", "RADIO_ADD_OFFSET")


class Image(NamedTuple):
    """A file of one band, by its name."""

    name: str
    band: str
    pixel: int
    """Metres."""


def find(files: Files) -> list[Candidate]:
    """Every product's metadata file."""
    found = [name for name in files.names if METADATA.fullmatch(PurePosixPath(name).name)]
    return [Candidate(name, _inside(files, name), partial(_read, files, name)) for name in found]


def image_of(name: str) -> Optional[Image]:
    """None for what is no image of a band; name: with its ending or without, folders before it do not count."""
    match = IMAGE.fullmatch(PurePosixPath(re.sub(r"\.(jp2|tiff?)$", "", name, flags=re.IGNORECASE)).name)
    if match is None:
        return None
    band = "B" + match[2][1:].lstrip("0").upper()
    return Image(match[0], band, int(match[3] or PIXELS[band])) if band in CHANNELS else None


def best(images: list[Image]) -> list[Image]:
    """Of each band those of the sensor's own pixel size; where these are not there, the finest."""
    chosen: list[Image] = []
    for band in CHANNELS:
        sizes = {image.pixel for image in images if image.band == band}
        size = PIXELS[band] if PIXELS[band] in sizes else min(sizes, default=0)
        chosen += [image for image in images if image.band == band and image.pixel == size]
    return chosen


def _inside(files: Files, name: str) -> list[str]:
    """The files of a product whose metadata is `name`."""
    folder = PurePosixPath(name).parent
    return [other for other in files.names if folder in PurePosixPath(other).parents]


def _read(files: Files, name: str) -> Scene:
    root = tree_of(files, name)
    rasters = (other for other in _inside(files, name) if other.lower().endswith((".jp2", ".tif")))
    stored = {PurePosixPath(other).stem: other for other in rasters}
    listed = {image.name: image for image in map(image_of, _listed(root)) if image}
    bands: dict[str, list[SceneBand]] = {"10m": [], "20m": [], "60m": []}
    absent: dict[str, tuple[str, ...]] = {}
    scale = number(first(root, *QUANTIFICATION))
    offsets = _offsets(root)
    images = best(list(listed.values()))
    for band in dict.fromkeys(image.band for image in images):
        pieces = [image for image in images if image.band == band]
        layer = f"{pieces[0].pixel}m"
        lost = tuple(f"{band} ({piece.name})" for piece in pieces if piece.name not in stored)
        if lost:
            absent[layer] = absent.get(layer, ()) + lost
        there = tuple(stored[piece.name] for piece in pieces if piece.name in stored)
        factor, offset = (1 / scale, offsets.get(band, 0.0) / scale) if scale else (None, None)
        bands[layer] += [SceneBand(CHANNELS[band], there, 1, factor, offset)] if there else []
    level = first(root, "PROCESSING_LEVEL").replace("Level-", "L")[:3]
    expected = [band for band in CHANNELS if (band, level) != ("B10", "L2A")]
    return Scene(
        _name(files, name, root),
        first(root, "SPACECRAFT_NAME"),
        level,
        first(root, "PRODUCT_START_TIME"),
        layered(bands),
        "sentinel-2",
        tuple(band for band in expected if band not in {image.band for image in images}),
        absent,
        first(root, "PROCESSING_BASELINE"),
    )


def _listed(root: ElementTree.Element) -> list[str]:
    return [(element.text or "").strip() for element in root.iter() if element.tag in LISTED]


def _offsets(root: ElementTree.Element) -> dict[str, float]:
    """By band, in digital numbers."""
    names = list(CHANNELS)
    offsets: dict[str, float] = {}
    for element in root.iter():
        place, value = element.get("band_id", ""), number(element.text or "")
        if element.tag in OFFSETS and place.isdecimal() and int(place) < len(names) and value is not None:
            offsets[names[int(place)]] = value
    return offsets


def _name(files: Files, name: str, root: ElementTree.Element) -> str:
    """The product's; its folder's where the metadata does not say."""
    uri = first(root, "PRODUCT_URI", "PRODUCT_URI_2A", "PRODUCT_URI_1C")
    return (uri or PurePosixPath(name).parent.name or files.root.name).removesuffix(".SAFE")
