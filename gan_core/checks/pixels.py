"""What a sample of the pixels says about a layer: the checks that look inside."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, Optional

import numpy as np

from gan_core.api.findings import Finding
from gan_core.api.protocol import Report
from gan_core.radiometry.fill_nodata import fill_nodata
from gan_core.radiometry.jpeg_blocks import jpeg_blocks
from gan_core.radiometry.noise_level import noise_level
from gan_core.radiometry.normalize import QUANTILES, Normalizer
from gan_core.radiometry.sharpness import SIDE, blur, upsampled
from gan_core.radiometry.undeclared_nodata import Fill, undeclared
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource

NOISE = (0.02, 0.06)
"""Shares of the range from which noise is worth a look, and bad: 5 and 15 of 255."""
BLUR = (0.2, 0.07)
"""Contrast left at the finest pattern below which a layer is soft, and blurred; sharp aerial photographs have 0.25 and more."""
JPEG = (0.03, 0.18)
"""Traces from here on (quality 95 to 80), blocks that show from there on (75 and less)."""
UPSAMPLED = (1.2, 1.9)
NODATA = 0.3
FILL = 0.01
CLIPPED = 0.03
LARGEST = 1e100
LEAST_LEVELS = 32
WHOLE = 0.95
"""Share of a window that is valid from which it counts as whole, its few gaps filled: some files declare a bright or a dark
value as nodata that stands everywhere in the image."""
LOOKED_AT = 4
"""Bands that are looked at before an upscaling: more would take too long."""


@dataclass(frozen=True)
class Content:
    """What was measured; None for what could not be."""

    noise: Optional[float]
    """The largest of any band, in the layer's units."""
    noise_share: float
    """The largest of any band, of its range."""
    blur: Optional[float]
    jpeg: Optional[float]
    upsampled: Optional[float]
    nodata: float
    fill: Fill
    """What most looks like nothing, of the bands."""
    fill_band: Optional[int]
    """The number of the band where that is; None where it stands in all."""
    ranges: dict[int, tuple[float, float]]
    """Where nearly all values of each band lie."""
    clipped: dict[int, tuple[float, float]]
    """Of each band of whole numbers: the end of the data type that most values stand at, and their share."""
    whole_numbers: bool


def measure(source: RasterSource, sample: Sample, numbers: Sequence[int]) -> Content:
    """numbers: the bands to look at; structure is sought in the mean of red, green and blue, or of the first three."""
    unit = _unit(sample)
    if unit != 1:
        return _in_units(measure(source, sample.divided(unit), numbers), unit)
    gray = sample.together(source.rgb() or list(numbers[:3]))
    whole, planes = list(_whole(gray)), whole_planes(gray)
    known = {number: sample.values(number) for number in numbers}
    known = {number: values for number, values in known.items() if values.size}
    levels = {number: noise_level(sample.windows(number)) for number in known}
    scales = {number: Normalizer.of({"scheme": "auto"}, source.dtype, [known[number]]).scale for number in known}
    indexes = [number - 1 for number in numbers]
    pieces = [(values[indexes], valid[indexes]) for values, valid in sample.pieces]
    data_bands = [number for number in range(1, len(source.bands) + 1) if number not in source.alpha]
    data_indexes = [number - 1 for number in data_bands]
    fill = undeclared([(values[data_indexes], valid[data_indexes]) for values, valid in sample.pieces], FILL)
    return Content(
        noise=max(levels.values()) if planes or any(levels.values()) else None,
        noise_share=max((levels[number] / scales[number] for number in known), default=0.0),
        blur=blur(planes),
        jpeg=jpeg_blocks(whole),
        upsampled=upsampled(planes),
        nodata=1 - sum(int(valid.sum()) for _, valid in pieces) / sum(valid.size for _, valid in pieces),
        fill=fill,
        fill_band=None if fill.band is None else data_bands[fill.band],
        ranges={number: _range(values) for number, values in known.items()},
        clipped={number: _clipped(values) for number, values in known.items() if source.dtype.kind in "iu"},
        whole_numbers=source.dtype.kind in "iu",
    )


def _unit(sample: Sample) -> float:
    """What values are counted in, so that no square of them is beyond all numbers."""
    largest = max((float(np.abs(values[valid]).max()) for values, valid in sample.pieces if valid.any()), default=0.0)
    return 2.0 ** (math.frexp(largest)[1] - 1) if largest > LARGEST else 1.0


def _in_units(content: Content, unit: float) -> Content:
    """What was measured on values divided by `unit`, in the layer's own."""
    return replace(
        content,
        noise=None if content.noise is None else content.noise * unit,
        fill=content.fill._replace(value=None if content.fill.value is None else content.fill.value * unit),
        ranges={number: (low * unit, high * unit) for number, (low, high) in content.ranges.items()},
    )


def check_pixels(content: Content) -> Iterator[Finding]:
    """One for each check that looks inside."""
    yield _nodata(content)
    if not content.ranges:
        return
    yield _in_range(content)
    yield _finding("noise", content.noise, content.noise_share, NOISE, noise=_text(content.noise))
    jpeg = content.jpeg or 0.0
    yield _finding("jpeg", content.jpeg, jpeg, JPEG)
    factor = content.upsampled or 1.0
    yield _finding("upsampled", content.upsampled, factor, UPSAMPLED, factor=f"{factor:.2g}")
    if factor < UPSAMPLED[1]:  # what was made finer is soft for that reason, and told so
        contrast = content.blur or 0.0
        yield _finding("blur", content.blur, -contrast, (-BLUR[0], -BLUR[1]), share=_percent(contrast))


def warn(source: RasterSource, sample: Sample, report: Report) -> None:
    """Say in the log what is wrong with a layer's pixels, before they are made finer."""
    numbers = [number for number in range(1, len(source.bands) + 1) if number not in source.alpha]
    for finding in check_pixels(measure(source, sample, numbers[:LOOKED_AT])):
        if finding.verdict != "good" and not finding.code.endswith("-unknown"):
            tell(finding, report)


def tell(finding: Finding, report: Report) -> None:
    """A finding and what to do about it, as two notes."""
    report.note(finding.code, **finding.values)
    report.note(f"{finding.code}-fix", **finding.values)


def whole_planes(windows: Iterable[tuple[np.ndarray, np.ndarray]]) -> list[np.ndarray]:
    """Of values and validity those windows (SIDE, SIDE) that tell of sharpness."""
    return [values for values in _whole(windows) if values.shape == (SIDE, SIDE)]


def _whole(windows: Iterable[tuple[np.ndarray, np.ndarray]]) -> Iterator[np.ndarray]:
    """Those that are valid nearly everywhere and hold more than one value, closed."""
    for values, valid in windows:
        if valid.mean() >= WHOLE and values[valid].min() < values[valid].max():
            yield _fill_gaps(values, valid)


def _fill_gaps(values: np.ndarray, valid: np.ndarray) -> np.ndarray:
    """(H, W) with its gaps filled from their neighbours."""
    mean = (values[valid].astype(np.float64) / valid.sum()).sum()  # the sum may be beyond all numbers
    return fill_nodata(values[None], valid[None], np.array([mean]))[0]


def _finding(
    check: str, measured: Optional[float], figure: float, limits: tuple[float, float], **values: Any
) -> Finding:
    """Good below the first limit, a look below the second, else bad."""
    if measured is None:
        return Finding(check, f"{check}-unknown", {})
    verdict = "good" if figure < limits[0] else "look" if figure < limits[1] else "bad"
    return Finding(check, f"{check}-{verdict}", {"share": _percent(figure), **values})


def _nodata(content: Content) -> Finding:
    values = {"share": _percent(content.nodata)}
    if not content.ranges:
        return Finding("nodata", "nodata-all", {})
    if content.fill.share >= FILL:
        fill = {"share": _percent(content.fill.share), "value": _text(content.fill.value)}
        if content.fill_band is not None:
            return Finding("nodata", "nodata-undeclared-band", {**fill, "band": content.fill_band})
        return Finding("nodata", "nodata-undeclared", fill)
    return Finding("nodata", "nodata-look" if content.nodata > NODATA else "nodata-good", values)


def _in_range(content: Content) -> Finding:
    for number, (low, high) in content.ranges.items():
        band = {"band": number, "low": _text(low), "high": _text(high)}
        if low == high:
            return Finding("range", "range-constant", band)
        if content.whole_numbers and high - low < LEAST_LEVELS:
            return Finding("range", "range-narrow", {**band, "levels": round(high - low) + 1})
        value, share = content.clipped.get(number, (0.0, 0.0))
        is_fill = value == content.fill.value and content.fill.share >= FILL and content.fill_band is None
        if share >= CLIPPED and not is_fill:
            return Finding("range", "range-clipped", {**band, "value": _text(value), "share": _percent(share)})
    lows, highs = zip(*content.ranges.values())
    return Finding("range", "range-good", {"low": _text(min(lows)), "high": _text(max(highs))})


def _range(values: np.ndarray) -> tuple[float, float]:
    if values.min() == values.max():
        return float(values[0]), float(values[0])
    low, high = np.quantile(values.astype(np.float64), QUANTILES)
    return (float(low), float(high)) if low < high else (float(values.min()), float(values.max()))


def _clipped(values: np.ndarray) -> tuple[float, float]:
    """Only bytes are taken to be cut off at 0: wider types begin there for other reasons."""
    info = np.iinfo(values.dtype)
    ends = (info.max, info.min) if values.dtype == np.uint8 else (info.max,)
    shares = {float(end): float((values == end).mean()) for end in ends}
    return max(shares.items(), key=lambda item: item[1])


def _percent(share: float) -> str:
    return f"{100 * abs(share):.2g}"


def _text(value: Optional[float]) -> str:
    if value is None or not math.isfinite(value):
        return "" if value is None else str(value)
    return f"{value:.6g}" if value == round(value) else f"{value:.3g}"
