"""What files of ours say of themselves: in English there, in their reader's language before people.

Titles and limits of people's own models, and why a GAN's weights were left out, in their cards; the claim of a trust map, in
its tags.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
from typing import Any

from .language import translatable

TEXTS = {
    "tuned": translatable("x{scale}: {parent}, tuned on {raster}"),
    "tuned-limits": translatable(
        "Tuned on {tiles} tiles of {raster}: best on imagery of the same sensor and kind of ground. Of its base model: {limits}"
    ),
    "adapted": translatable("{parent}, adapted to {raster}"),
    "adapted-limits": translatable(
        "Adapted to {raster}: for this layer, and others of the same sensor and ground. Of its base model: {limits}"
    ),
    "detector": translatable("Finds {names} (from {count} on {raster})"),
    "detector-limits": translatable(
        "Trained on {count} objects of {raster}: best on imagery of the same sensor, season and pixel size."
    ),
    "generator": translatable("Synthetic tiles of {size} pixels, like {raster}"),
    "generator-limits": translatable(
        "Shows what could lie in {raster}, and nothing that is there: for training and trials, never as data."
    ),
    "classifier": translatable("Land cover of {raster}: {names}"),
    "classifier-limits": translatable(
        "Trained on {count} sample pixels of {raster}: for this raster, and others of the same sensor, season and kind of "
        "ground."
    ),
    "translator": translatable("SYNTHETIC: {raster} as {target}"),
    "translator-limits": translatable(
        "Trained on {tiles} tiles of {raster}: makes of such layers what {target} could show there. Its result is synthetic, "
        "no measurement."
    ),
    "translator-colors": translatable("SYNTHETIC: colors of {target} for gray layers"),
    "translator-colorize-limits": translatable(
        "Trained on {tiles} tiles of {raster}: the brightness of its result is the input's, the colors are a guess and no "
        "measurement."
    ),
    "translator-radar-limits": translatable(
        "Trained on {tiles} tiles of {raster}: makes of radar what {target} could show there. UNFIT FOR MEASURING: radar does "
        "not see colors."
    ),
    "imported": translatable("x{scale}: {family}, imported from {name}"),
    "imported-limits": translatable(
        "Imported: what it was trained on is not known here. Compare its result with the input before you use it."
    ),
    "trust": translatable("of pixels with trust 80 or more at least 90 % are within 2 % of the range"),
    "uncalibrated": translatable("uncalibrated: {limits}"),
    "gate-angle": translatable("spectral angle {gan}° against {faithful}°"),
    "gate-invented": translatable("invented detail {gan} against {faithful}"),
    "gate-distance": translatable("feature distance {gan} against {faithful}"),
    "gate-loss": translatable("{loss} dB lost on an image"),
    "gate-pattern": translatable("a pattern at the pixel shuffle's period, {times} times the truth's power there"),
    "few-tiles": translatable("calibrated on {tiles} tiles, at least {fewest} are needed"),
}


def written(code: str, **values: Any) -> str:
    """As a file holds it."""
    return TEXTS[code].format_map(values)


def read(text: str, translate: Callable[[str], str]) -> str:
    """For people; what nobody here has written stays."""
    for template in TEXTS.values():
        match = _pattern(template).fullmatch(text)
        if match:
            values = match.groupdict()
            if "limits" in values:
                values["limits"] = read(values["limits"], translate)
            if "names" in values:
                values["names"] = values["names"].replace(", ", translate(", "))
            return translate(template).format_map(values)
    return translate(text)


@functools.cache
def _pattern(template: str) -> re.Pattern[str]:
    words = re.split(r"\{(\w+)\}", template)
    return re.compile("".join(f"(?P<{word}>.+?)" if place % 2 else re.escape(word) for place, word in enumerate(words)))
