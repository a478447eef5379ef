"""Which sensor a layer comes from: chosen, recognized or measured; asked here by every job that has to know."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from statistics import mean
from typing import NamedTuple, Optional

import numpy as np

from gan_core.api.protocol import Report
from gan_core.api.sensors import AUTO, BOX, BY_ID, MEASURED, PERFECT, USUAL_TOTAL, SensorPreset
from gan_core.checks.pixels import whole_planes
from gan_core.inference.sensor_estimate import SensorEstimate, estimate_sensor
from gan_core.radiometry.normalize import Normalizer
from gan_core.radiometry.sensor import Sensor
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource

NEARLY_PERFECT, NEARLY_SILENT = 0.9, 0.4 / 255
"""A measured sensor with at least this response and at most this noise, a share of the range, is taken for a perfect one."""

WHOLE_REFLECTANCE, TEN_THOUSANDTH = 2.0, 1e-4
"""A layer whose range is narrower holds shares of the light reflected, any other ten-thousandths of it, as products have it."""

ESTIMATES: dict[bytes, Optional[SensorEstimate]] = {}
"""Of the layers that this process has measured, by their windows' values: a preview asks of one layer again and again."""
MOST_ESTIMATES = 100


class Wanted(NamedTuple):
    """What a job says of its layer's sensor."""

    sensor: str = AUTO
    """AUTO, MEASURED, PERFECT or the id of a preset."""
    response: Optional[float] = None
    noise: Optional[float] = None
    """In the layer's units."""


def measure_sensors(
    groups: Sequence[Sequence[int]],
    normalizers: Sequence[Normalizer],
    wanted: Wanted,
    source: RasterSource,
    sample: Sample,
    report: Report,
) -> dict[int, Sensor]:
    """By band number.  groups: numbers of bands that are measured together, as they go through a model; normalizers: of each
    group."""
    preset = _preset(wanted.sensor, source)
    sensors: dict[int, Sensor] = {}
    for group, normalizer in zip(groups, normalizers):
        sensors.update(_of_group(group, normalizer, wanted, preset, source, sample, report))
    return sensors


def _preset(sensor: str, source: RasterSource) -> Optional[SensorPreset]:
    if sensor != AUTO:
        return BY_ID.get(sensor)
    return source.preset if source.preset and source.preset.published else None


def _of_group(
    group: Sequence[int],
    normalizer: Normalizer,
    wanted: Wanted,
    preset: Optional[SensorPreset],
    source: RasterSource,
    sample: Sample,
    report: Report,
) -> dict[int, Sensor]:
    words = {"bands": ", ".join(map(str, group))}
    estimate = None
    if wanted.sensor != PERFECT and (wanted.noise is None or (wanted.response is None and preset is None)):
        estimate = measure(group, normalizer, sample)
        if estimate is None:
            report.note("sensor-unknown", **words, response=_usual(preset, ""))
    least = _least_noise(preset, normalizer, source)
    sensors = {}
    for number in group:
        name = source.bands[number - 1].GetDescription()
        response, noise = _numbers(wanted, preset, name, estimate, least)
        sensors[number] = Sensor(response, noise if wanted.noise is not None else noise * normalizer.scale)
    response = mean(sensor.response for sensor in sensors.values())
    loudest = max(sensor.noise for sensor in sensors.values())
    report.note("sensor", **words, sensor=_origin(wanted, preset, estimate), response=response, noise=loudest)
    return sensors


def _origin(wanted: Wanted, preset: Optional[SensorPreset], estimate: Optional[SensorEstimate]) -> str:
    """Where the response is from, in a word."""
    if wanted.response is not None:
        return "given"
    if wanted.sensor == PERFECT:
        return PERFECT
    return preset.id if preset else MEASURED if estimate else "usual"


def _numbers(
    wanted: Wanted, preset: Optional[SensorPreset], band: str, estimate: Optional[SensorEstimate], least: float
) -> tuple[float, float]:
    """Response, and noise as a share of the range, or as the job gives it.  least: noise that the preset is known to have."""
    if wanted.sensor == PERFECT:
        response, noise = 1.0, 0.0
    elif estimate is None:
        response, noise = _usual(preset, band), least
    elif preset:
        response, noise = preset.response(band), max(estimate.noise, least)
    elif estimate.response >= NEARLY_PERFECT and estimate.noise <= NEARLY_SILENT:
        response, noise = 1.0, 0.0
    else:
        response, noise = estimate.response, estimate.noise
    return (
        response if wanted.response is None else wanted.response,
        noise if wanted.noise is None else wanted.noise,
    )


def _least_noise(preset: Optional[SensorPreset], normalizer: Normalizer, source: RasterSource) -> float:
    """The preset's noise as a share of the range; 0 for a picture of 8 bits, which holds no reflectance, and where the
    layer holds one value."""
    if preset is None or source.dtype == np.uint8 or normalizer.constant:
        return 0.0
    unit = 1.0 if normalizer.scale < WHOLE_REFLECTANCE else TEN_THOUSANDTH
    return preset.noise / (unit * normalizer.scale)


def _usual(preset: Optional[SensorPreset], band: str) -> float:
    return preset.response(band) if preset else USUAL_TOTAL / BOX


def measure(group: Sequence[int], normalizer: Normalizer, sample: Sample) -> Optional[SensorEstimate]:
    """Of some bands together, in the model's range; None where the ground is too flat or the layer too small to tell."""
    windows = [
        ((window.astype(np.float64) - normalizer.offset) / normalizer.scale).astype(np.float32)
        for number in group
        for window in whole_planes(sample.windows(number))
    ]
    digest = hashlib.blake2b()
    for window in windows:
        digest.update(window.tobytes())
    key = digest.digest()
    if key not in ESTIMATES:
        if len(ESTIMATES) == MOST_ESTIMATES:
            ESTIMATES.clear()
        ESTIMATES[key] = estimate_sensor(windows)
    return ESTIMATES[key]
