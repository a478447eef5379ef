"""A model file is safetensors with a JSON card in its header; this reads the card with the standard library alone.

The header's layout (eight bytes of little-endian length, then JSON) is the safetensors format's.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
import math
import re
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, List

from .errors import RasterGanError

SCHEMA = 1
KEY = "gan_core.card"
LARGEST_HEADER = 1 << 20
LARGEST_FILE = 2 << 30
LARGEST_NUMBER = 1e30
SUFFIX = ".safetensors"
MEASURES = 6
"""Of trust, in inference/trust.py."""
COLOUR = re.compile("#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class ModelCard:
    """What a model promises.  Everything is data: no code, no import path, no address is ever followed."""

    id: str
    title: str
    task: str
    """What it is for, by the name of the verb that runs it: "upscale", "enhance", "sharpen", "fillgaps", "classify",
    "detect", "generate" or "translate"; "encode" for what trainings start from."""
    architecture: str
    arguments: Dict[str, int]
    scale: int
    bands: List[str]
    """What the model's bands stand for, in order; one entry for a model that takes any band by itself."""
    halo: int
    """Input pixels that an output pixel looks at on each side, measured."""
    tensors_sha256: str
    """Of everything behind the file's header."""
    classes: List[str] = field(default_factory=list)
    """Names of what the model tells apart, in the order of its outputs; empty where it makes images alone."""
    colours: List[str] = field(default_factory=list)
    """One for each class, as #rrggbb."""
    codes: List[str] = field(default_factory=list)
    """The pixel value of each class in a raster of classes, "1" to "255"; 0 is none of them.  Empty for 1, 2, 3 ..."""
    base: str = "bicubic"
    """The image that the network's residual is added to: "bicubic" or "nearest"."""
    operator: str = "area"
    """How the sensor is thought to see output pixels, which the result is held to: "area" or "bilinear_aa"."""
    normalization: Dict[str, Any] = field(default_factory=lambda: {"scheme": "auto"})
    """{"scheme": "auto"}: 8-bit by 255, else the layer's 0.5 to 99.5 % range.  {"scheme": "fixed", "scale", "offset"}.
    {"scheme": "bands", "scale", "offset"}: a list each, with a number for every band."""
    raster: Dict[str, Any] = field(default_factory=dict)
    """Of a model that makes rasters from nothing, what they are like: {"dtype": a numpy name, "nodata": a number or null,
    "pixel": [width, height] in map units, "crs": "EPSG:..." or WKT, "" for none, "roles": what each band's colour is called by
    GDAL}."""
    translation: Dict[str, Any] = field(default_factory=dict)
    """Of a model that makes one layer of another: {"preset", "paired": whether it learned from pairs, "names", "scale",
    "offset": of the bands that it makes, "luminance": places among these of red, green and blue where the input's brightness is
    kept, else none, "brightness": [gain, offset] from the input to it, "curves": for each band [values, what they become], or
    none, "input": {"dtype", "low", "high", "mean", "spread"} of the bands that it learned from, in their layer's units}."""
    seam_exact: bool = True
    weights: List[str] = field(default_factory=lambda: ["l1"])
    """The sets of weights inside: "l1" (faithful), "gan" (detailed)."""
    metrics: Dict[str, Any] = field(default_factory=dict)
    trust: Dict[str, Any] = field(default_factory=dict)
    """What its trust is calibrated to: {"tiles": how many, "levels": [{"strength", "weights"}]}, the weights one for each of
    the measures in inference/trust.py.  Empty where it is not."""
    training: Dict[str, Any] = field(default_factory=dict)
    licence: str = ""
    attribution: List[str] = field(default_factory=list)
    limits: str = ""
    """What the model was not trained on, in words for its user."""
    schema: int = SCHEMA

    def to_json(self) -> str:
        return json.dumps(dataclasses.asdict(self), sort_keys=True)


KINDS: Dict[str, Any] = {
    field.name: {"str": str, "int": int, "bool": bool, "Dict": dict, "List": list}[str(field.type).split("[")[0]]
    for field in dataclasses.fields(ModelCard)
}
"""The JSON type of every field; every list is one of words."""


def broken(path: Path, reason: str) -> RasterGanError:
    return RasterGanError("model-broken", path=str(path), reason=reason)


def header(path: Path) -> dict[str, Any]:
    """The file's JSON header.  Raises RasterGanError `model-broken` before it reads anything large."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(8)
            length = struct.unpack("<Q", start)[0] if len(start) == 8 else 0
            if size > LARGEST_FILE:
                raise broken(path, f"{size} bytes, at most {LARGEST_FILE} are taken")
            if not 2 <= length <= min(LARGEST_HEADER, size - 8):
                raise broken(path, "it does not begin as a safetensors file does")
            content = json.loads(file.read(length))
    except OSError as error:
        raise broken(path, error.strerror or str(error)) from error
    except (ValueError, RecursionError) as error:
        raise broken(path, f"its header is not JSON: {error}") from error
    if not isinstance(content, dict):
        raise broken(path, "its header is not a JSON object")
    return content


def has_card(path: Path) -> bool:
    """Whether a file says that it is one of ours; says nothing about whether it is usable."""
    try:
        metadata = header(path).get("__metadata__")
    except RasterGanError:
        return False
    return isinstance(metadata, dict) and KEY in metadata


def read(path: Path) -> ModelCard:
    """The card of a model file.  Raises RasterGanError `model-broken`."""
    metadata = header(path).get("__metadata__")
    text = metadata.get(KEY) if isinstance(metadata, dict) else None
    if not isinstance(text, str):
        raise broken(path, "it holds weights but no Raster GAN card")
    try:
        values = json.loads(text)
        card = ModelCard(**values)
    except (ValueError, TypeError, RecursionError) as error:
        raise broken(path, f"its card can't be read: {error}") from error
    for name, expected in KINDS.items():
        value = getattr(card, name)
        if type(value) is not expected or (expected is list and any(type(item) is not str for item in list(value))):
            raise broken(path, f"its card's {name} is {value!r:.80}")
    made = card.translation.get("names", card.bands) if isinstance(card.translation.get("names", []), list) else []
    for check, reason in (
        (card.schema == SCHEMA, f"its card has version {card.schema}, this program reads {SCHEMA}"),
        (card.scale in (1, 2, 4), f"scale {card.scale!r} is none of 1, 2, 4"),
        (len(card.bands) >= 1, "its card names no bands"),
        (0 <= card.halo <= 512, f"halo {card.halo!r} is not 0 to 512"),
        (len(card.colours) in (0, len(card.classes)), "its classes and their colours differ in number"),
        (all(COLOUR.fullmatch(colour) for colour in card.colours), "a colour is not written as #rrggbb"),
        (len(card.codes) in (0, len(card.classes)), "its classes and their codes differ in number"),
        (_codes(card.codes), "its codes are not different numbers from 1 to 255"),
        (card.base in ("bicubic", "nearest"), f"base {card.base!r} is neither bicubic nor nearest"),
        (card.operator in ("area", "bilinear_aa"), f"operator {card.operator!r} is neither area nor bilinear_aa"),
        ("l1" in card.weights, "its faithful weights are missing"),
        (_calibrated(card.trust), f"its trust {card.trust!r:.80} can't be read"),
        (
            _translates(card.translation, len(card.bands))
            and bool(card.translation) == (card.task == "translate")
            and (not card.translation or bool(card.raster)),
            f"its translation is described as {card.translation!r:.80}",
        ),
        (not card.raster or _makes(card.raster, len(made)), f"its rasters are described as {card.raster!r:.80}"),
        (
            card.task != "generate" or (bool(card.raster) and card.normalization.get("scheme") == "bands"),
            "it does not say what the rasters that it makes are like",
        ),
        (_usable(card.normalization, len(card.bands)), f"normalization {card.normalization!r} is unknown"),
    ):
        if not check:
            raise broken(path, reason)
    return card


def _codes(codes: List[str]) -> bool:
    return len(set(codes)) == len(codes) and all(
        re.fullmatch("[1-9][0-9]{0,2}", code) and int(code) < 256 for code in codes
    )


def _usable(normalization: Dict[str, Any], bands: int) -> bool:
    scheme, scale, offset = (normalization.get(name) for name in ("scheme", "scale", "offset"))
    if scheme == "fixed":
        return _positive(scale) and _number(offset)
    if scheme == "bands":
        if not isinstance(scale, list) or not isinstance(offset, list) or not len(scale) == len(offset) == bands:
            return False
        return all(map(_positive, scale)) and all(map(_number, offset))
    return normalization == {"scheme": "auto"}


def _calibrated(trust: Dict[str, Any]) -> bool:
    levels = trust.get("levels", [])
    if not isinstance(levels, list) or not isinstance(trust.get("tiles", 0), int):
        return False
    return all(isinstance(level, dict) and _is_share(level.get("strength")) and _weights(level) for level in levels)


def _weights(level: Dict[str, Any]) -> bool:
    weights = level.get("weights")
    return isinstance(weights, list) and len(weights) == MEASURES and all(_is_amount(weight) for weight in weights)


def _is_amount(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value < LARGEST_NUMBER


def _is_share(value: Any) -> bool:
    return _is_amount(value) and value <= 1


DTYPES = ("uint8", "int8", "int16", "uint16", "int32", "uint32", "float32", "float64")


def _makes(raster: Dict[str, Any], bands: int) -> bool:
    """Whether a card's `raster` says what a file needs, and nothing else."""
    if set(raster) != {"dtype", "nodata", "pixel", "crs", "roles"} or raster["dtype"] not in DTYPES:
        return False
    roles = raster["roles"]
    if not isinstance(roles, list) or len(roles) != bands or not all(isinstance(role, str) for role in roles):
        return False
    nodata, pixel, crs = raster["nodata"], raster["pixel"], raster["crs"]
    if not isinstance(pixel, list) or len(pixel) != 2 or not all(map(_positive, pixel)):
        return False
    return isinstance(crs, str) and (nodata is None or (isinstance(nodata, (int, float)) and math.isfinite(nodata)))


def _translates(translation: Dict[str, Any], bands: int) -> bool:
    """Whether a card's `translation` says what it must, and nothing else."""
    if not translation:
        return True
    names = {"preset", "paired", "names", "scale", "offset", "luminance", "brightness", "curves", "input"}
    own = translation.get("input")
    if set(translation) != names or not isinstance(own, dict) or set(own) != {"dtype", "low", "high", "mean", "spread"}:
        return False
    count = len(translation["names"]) if _words(translation["names"]) else 0
    places, curves = translation["luminance"], translation["curves"]
    return (
        count > 0
        and isinstance(translation["preset"], str)
        and isinstance(translation["paired"], bool)
        and _numbers(translation["scale"], count)
        and all(map(_positive, translation["scale"]))
        and _numbers(translation["offset"], count)
        and _numbers(translation["brightness"], 2)
        and isinstance(places, list)
        and len(places) in (0, 3)
        and all(type(place) is int and 0 <= place < count for place in places)
        and isinstance(curves, list)
        and len(curves) in (0, count)
        and all(map(_curve, curves))
        and own["dtype"] in DTYPES
        and all(_numbers(own[name], bands) for name in ("low", "high", "mean", "spread"))
    )


def _words(values: Any) -> bool:
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def _numbers(values: Any, count: int) -> bool:
    return isinstance(values, list) and len(values) == count and all(map(_number, values))


def _curve(curve: Any) -> bool:
    """Two rising lists of as many numbers."""
    if not isinstance(curve, list) or len(curve) != 2 or not all(isinstance(part, list) and part for part in curve):
        return False
    values, wanted = curve
    rising = all(map(_number, values)) and all(first < second for first, second in zip(values, values[1:]))
    return rising and _numbers(wanted, len(values))


def _number(value: Any) -> bool:
    return isinstance(value, (int, float)) and -LARGEST_NUMBER < value < LARGEST_NUMBER


def _positive(value: Any) -> bool:
    return isinstance(value, (int, float)) and 0 < value < LARGEST_NUMBER


def tensors_sha256(path: Path) -> str:
    """sha256 of what follows the header: the weights themselves."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        (length,) = struct.unpack("<Q", file.read(8))
        file.seek(8 + length)
        for chunk in iter(lambda: file.read(1 << 20), b""):
            digest.update(chunk)
    return digest.hexdigest()
