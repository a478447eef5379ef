"""How each coarse band sees the ground: as its sensor's figures say, or as the guide tells, or nobody knows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Optional

from gan_core.api.jobs.sharpening import SharpenJob
from gan_core.api.protocol import Report
from gan_core.api.sensors import AUTO, BOX, BY_ID, MEASURED, PERFECT, USUAL_PAN, USUAL_TOTAL, SensorPreset
from gan_core.raster.aligned_pair import AlignedPair
from gan_core.raster.source import RasterSource
from gan_core.sharpening.registration import Tile
from gan_core.sharpening.response import Response
from gan_core.sharpening.response_estimate import estimated_responses


class Sight(NamedTuple):
    """Of one band."""

    name: str
    kept: Optional[float]
    """Of the finest pattern's contrast, 1 for the perfect sensor; None where nobody knows."""
    origin: str
    """A preset's id, "perfect", "measured" or "unknown"."""

    def response(self, ratio: float) -> Optional[Response]:
        """ratio: guide pixels along a coarse one."""
        return None if self.kept is None else Response.of(self.kept, ratio)


def band_sights(
    job: SharpenJob, pair: AlignedPair, numbers: Sequence[int], tiles: Sequence[Tile], report: Report
) -> list[Sight]:
    """Of the bands `numbers`."""
    preset = _preset(job.sensor, pair)
    names = [pair.original.band_names[number - 1] for number in numbers]
    measures = job.sensor != PERFECT and preset is None
    estimates = estimated_responses(tiles, pair.ratio) if measures else []
    sights = []
    for index, (number, band_name) in enumerate(zip(numbers, names)):
        name = band_name or f"band {number}"
        if job.sensor == PERFECT:
            sight = Sight(name, 1.0, PERFECT)
        elif preset is not None:
            sight = Sight(name, preset.response(name), preset.id)
        else:
            kept = estimates[index].sure if estimates else None
            sight = Sight(name, kept, MEASURED if kept is not None else "unknown")
        sights.append(sight)
    _tell(sights, report)
    return sights


def _tell(sights: Sequence[Sight], report: Report) -> None:
    """A line for all bands that are told alike."""
    for origin in dict.fromkeys(sight.origin for sight in sights if sight.kept is not None):
        alike = (f"{sight.name} {sight.kept:.2f}" for sight in sights if sight.origin == origin)
        report.note("sharpen-response", bands=", ".join(alike), sensor=origin)
    unknown = [sight.name for sight in sights if sight.kept is None]
    if unknown:
        report.note("sharpen-response-unknown", bands=", ".join(unknown))


def guide_responses(sensor: str, guide: RasterSource, names: Sequence[str]) -> list[float]:
    """What the guide's own sensor leaves at the Nyquist frequency of its grid: as its sensor's figures say, else as usual.

    sensor: the job's.  names: of the bands, see `network.guide_names`.
    """
    if sensor == PERFECT:
        return [1.0] * len(names)
    preset = BY_ID.get(sensor) or guide.preset
    if preset is not None:
        return [preset.response(name) for name in names]
    return [(USUAL_PAN if len(names) == 1 else USUAL_TOTAL) / BOX] * len(names)


def in_words(sights: Sequence[Sight]) -> str:
    """For the result's tags."""
    return "; ".join(
        f"{sight.name}: response {'unknown' if sight.kept is None else f'{sight.kept:.2f}'} ({sight.origin})"
        for sight in sights
    )


def _preset(sensor: str, pair: AlignedPair) -> Optional[SensorPreset]:
    if sensor in (AUTO, MEASURED):
        own = pair.original.preset if sensor == AUTO else None
        return own if own is not None and own.published else None
    return BY_ID.get(sensor)
