"""Band files without the metadata that they came with, told by their names: T33UUB_20170527T102031_B04.jp2,
LC09_..._SR_B5.TIF, scene_B2.tif, red.tif."""

from __future__ import annotations

import re
from functools import partial
from pathlib import PurePosixPath

from gan_core.api.sensors import recognize
from gan_core.scenes import landsat, sentinel2
from gan_core.scenes.files import Files
from gan_core.scenes.scene import Candidate, Channel, Scene, SceneBand, SceneLayer, layered

RASTERS = (".tif", ".tiff", ".jp2", ".img")
COLORS = {"BLUE": "blue", "GREEN": "green", "RED": "red", "NIR": "NIR", "PAN": "panchromatic"}
NAME = re.compile(
    r"(.*?)(?:^|[_\-. ])(B\d{1,2}(?:A|_VCID_\d)?|BAND_?\d{1,2}|RED|GREEN|BLUE|NIR|PAN)(?:_\d\dm)?", re.IGNORECASE
)
RESOLUTIONS = re.compile(r"(?:^|/)R\d\dm$")
DATE = re.compile(r"(?<!\d)((?:19|20)\d\d)-?(0[1-9]|1[0-2])-?([0-3]\d)(?!\d)")
Words = dict[str, str]
"""The files of a take by their names: which band each says that it is, in capital letters."""
FEWEST = 2
"""A single file of a sensor that nobody knows is a raster, no scene."""


def find(files: Files) -> list[Candidate]:
    """Files whose names differ by their bands alone."""
    takes: dict[tuple[str, str], dict[str, str]] = {}
    for name in files.names:
        path = PurePosixPath(name)
        match = NAME.fullmatch(path.stem) if path.suffix.lower() in RASTERS else None
        if match:
            stem = re.sub(r"_S[RT]$", "", match[1])
            takes.setdefault((RESOLUTIONS.sub("", str(path.parent)), stem), {})[name] = match[2].upper()
    return [
        Candidate(next(iter(words)), list(words), partial(_read, files, stem, words))
        for (_, stem), words in takes.items()
        if len(words) >= FEWEST or _sensor(words)
    ]


def _read(files: Files, stem: str, words: Words) -> Scene:
    sensor = _sensor(words)
    if sensor == "sentinel-2":
        layers, missing = _sentinel2(words)
    elif sensor.startswith("landsat"):
        layers, missing = _landsat(landsat.channels(PurePosixPath(next(iter(words))).name.upper()), words)
    else:
        layers, missing = _others(words), ()
    date = DATE.search(stem)
    title = stem.rstrip("_-. ") or files.root.name.removesuffix(".SAFE")
    return Scene(title, "", "", "-".join(date.groups()) if date else "", layers, sensor, missing)


def _sensor(words: Words) -> str:
    preset = recognize([PurePosixPath(name).name for name in words], None)
    if preset:
        return preset.id
    images = {image.band for image in map(sentinel2.image_of, words) if image}
    return "sentinel-2" if images & {"B8A", "B12"} else ""


def _sentinel2(words: Words) -> tuple[tuple[SceneLayer, ...], tuple[str, ...]]:
    stored = {image: name for name in words if (image := sentinel2.image_of(name))}
    bands: dict[str, list[SceneBand]] = {"10m": [], "20m": [], "60m": []}
    for image in sentinel2.best(list(stored)):
        bands[f"{image.pixel}m"].append(SceneBand(sentinel2.CHANNELS[image.band], (stored[image],)))
    there = {image.band for image in stored}
    return layered(bands), tuple(band for band in sentinel2.CHANNELS if band not in there)


def _landsat(known: dict[str, Channel], words: Words) -> tuple[tuple[SceneLayer, ...], tuple[str, ...]]:
    bands: dict[str, list[SceneBand]] = {"ms": [], "pan": [], "thermal": []}
    missing = []
    for place, channel in known.items():
        name = next((name for name, word in words.items() if word == f"B{place}"), None)
        if name is None:
            missing.append(channel.name)
        else:
            bands[landsat.layer_of(channel)].append(SceneBand(channel, (name,)))
    return layered(bands), tuple(missing)


def _others(words: Words) -> tuple[SceneLayer, ...]:
    """Which of them have pixels of one size, their headers tell later."""
    names = sorted(words, key=lambda name: _order(words[name]))
    return (SceneLayer("", tuple(SceneBand(_channel(words[name]), (name,), nodata=None) for name in names)),)


def _channel(word: str) -> Channel:
    return Channel(COLORS.get(word) or re.sub(r"^BAND_?0*", "B", word), "", 0, 0)


def _order(word: str) -> tuple[int, str]:
    digits = re.sub(r"\D", "", word)
    return int(digits) if digits else list(COLORS).index(word), word
