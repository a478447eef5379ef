"""GF-1, 2, 6 and 7, ZY-3 and SuperView-1, as their ground segments deliver them: a TIFF a camera, with .xml and .rpb beside it.

File names: GF2_PMS1_E116.5_N39.4_20150212_L1A0000647768-MSS1.tiff, ZY3_NAD_E92.8_N35.0_20141207_L1A0002929919.tif,
SV1-01_20180101_L1B0000865363_1109191012001_01-MUX.tiff.  Wavelengths: the satellites' published specifications.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element  # nosec B405 - a tree that xml_text.py has made

from gan_core.scenes.files import Files
from gan_core.scenes.scene import Candidate, Channel, Scene, SceneBand, layered
from gan_core.scenes.xml_text import first, tree_of

LEVEL = r"(?P<level>L\d[A-Z]?)\d+"
CAMERA = r"(?P<satellite>GF[1267][BCD]?|ZY3(?:-?0[123])?)_(?P<camera>[A-Z]+\d?)"
GROUND = r"(?P<ground>[EW][\d.]+_[NS][\d.]+_(?P<date>\d{8}))"
SUPERVIEW = rf"(?P<satellite>SV1)-(?P<camera>\d\d)_(?P<ground>(?P<date>\d{{8}})_{LEVEL}_\d+_\d+)"
PART = r"(?:-(?P<part>[A-Z0-9]+))?"
NAMES = [re.compile(text, re.IGNORECASE) for text in (f"{CAMERA}_{GROUND}_{LEVEL}{PART}", SUPERVIEW + PART)]
Parts = dict[str, re.Match[str]]
"""The files of a take by their names."""
RASTERS = (".tif", ".tiff")
PRESETS = {"GF": "gaofen", "ZY": "zy-3", "SV": "superview"}
PAN = Channel("PAN", "", 450, 900)
COLORS = (
    Channel("B1", "blue", 450, 520),
    Channel("B2", "green", 520, 590),
    Channel("B3", "red", 630, 690),
    Channel("B4", "NIR", 770, 890),
)
WIDE_FIELD6 = (
    *COLORS,
    Channel("B5", "red edge 1", 690, 730),
    Channel("B6", "red edge 2", 730, 770),
    Channel("B7", "violet", 400, 450),
    Channel("B8", "yellow", 590, 630),
)
"""Of the wide camera of GF-6."""
LAYERS = (("FWD", "forward"), ("BWDPAN|PAN|NAD", "pan"), ("BWD$", "backward"), ("", "ms"))
"""What the name of a part, or of a camera that has one part, begins with; the look back of GF-7 is the one with colors."""
TIMES = ("CenterTime", "StartTime", "imagingStartTime", "AcquisitionTime", "ReceiveTime")


def find(files: Files) -> list[Candidate]:
    """Every take, with all that its cameras saw."""
    takes: dict[tuple[str, ...], Parts] = {}
    for name in files.names:
        match = match_of(name)
        if match:
            takes.setdefault(_take(name, match), {})[name] = match
    found = []
    for parts in takes.values():
        rasters = [name for name in parts if name.lower().endswith(RASTERS)]
        if rasters:
            found.append(Candidate(rasters[0], list(parts), partial(_read, files, parts)))
    return found


def match_of(name: str) -> re.Match[str] | None:
    """Of a raster or its metadata; None for another file."""
    path = PurePosixPath(name)
    known = path.suffix.lower() in (*RASTERS, ".xml")
    return next((match for pattern in NAMES if known and (match := pattern.fullmatch(path.stem))), None)


def _take(name: str, match: re.Match[str]) -> tuple[str, ...]:
    """What the files of one take share.  Each piece of GF-6's wide view is a take; ZY-3 gives each camera a folder and an id
    of its own."""
    part = match["part"] or ""
    if match["satellite"].upper().startswith("ZY3"):
        return match["satellite"], match["ground"], match["level"]
    return str(PurePosixPath(name).parent), match[0] if part.isdecimal() else match[0].removesuffix(f"-{part}")


def _read(files: Files, parts: Parts) -> Scene:
    bands: dict[str, list[SceneBand]] = {"ms": [], "pan": [], "forward": [], "backward": []}
    absent: dict[str, tuple[str, ...]] = {}
    stems = {str(PurePosixPath(name).with_suffix("")) for name in parts if name.lower().endswith(RASTERS)}
    for name, match in parts.items():
        if name.lower().endswith(RASTERS):
            bands[_layer(match)] += [SceneBand(channel, (name,), n) for n, channel in enumerate(_channels(match), 1)]
        elif str(PurePosixPath(name).with_suffix("")) not in stems:
            absent[_layer(match)] = (f"{match['part'] or match['camera']} ({match[0]}.tiff)",)
    match = next(iter(parts.values()))
    metadata = next((tree_of(files, name) for name in parts if name.lower().endswith(".xml")), Element("none"))
    year, month, day = match["date"][:4], match["date"][4:6], match["date"][6:]
    return Scene(
        match[0].removesuffix(f"-{match['part']}"),
        first(metadata, "SatelliteID") or match["satellite"].upper(),
        match["level"].upper(),
        first(metadata, *TIMES).replace(" ", "T") or f"{year}-{month}-{day}",
        layered(bands),
        PRESETS[match["satellite"][:2].upper()],
        tuple(word for word, layer in (("colors", "ms"), ("PAN", "pan")) if not _whole(match, layer, bands, absent)),
        absent,
    )


def _layer(match: re.Match[str]) -> str:
    part = match["part"] or ""
    word = match["camera"] if not part or part.isdecimal() else part
    return next(layer for pattern, layer in LAYERS if re.match(pattern, word, re.IGNORECASE))


def _channels(match: re.Match[str]) -> tuple[Channel, ...]:
    if _layer(match) != "ms":
        return (PAN,)
    wide = match["satellite"].upper() == "GF6" and match["camera"].upper().startswith("WFV")
    return WIDE_FIELD6 if wide else COLORS


def _whole(match: re.Match[str], layer: str, bands: Mapping[str, object], absent: Mapping[str, object]) -> bool:
    """Whether a take has what its camera sees; the wide views have no panchromatic band."""
    return bool(bands[layer]) or layer in absent or match["camera"].upper().startswith("WFV")
