"""What a detector is good for.  Not every object is marked: how many of its detections are right is known within a range."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from gan_core.evaluation.verdict import Sentence, Verdict
from gan_core.metrics.proportion import Interval, wilson

COUNTING = 0.7
"""Shares of objects detected and of detections right, from which on it may count."""
SURE = 0.5
"""And what the share detected must reach where few objects were judged on."""
SEARCHING = 0.5
"""From which on it may search."""


class DetectionCounts(NamedTuple):
    """From the score threshold on, on the judged ground."""

    right: int
    """Detections of marked objects."""
    misfit: int
    """Detections that meet a marked object, but not by half, or a second time."""
    free: int
    """Detections where nothing is marked, and nothing is said to be empty."""
    wrong: int
    """Detections on ground that is said to be empty."""
    objects: int
    """Marked objects, detected or not."""

    @property
    def detections(self) -> int:
        return self.right + self.misfit + self.free + self.wrong


def precision_range(counts: DetectionCounts) -> Interval:
    """Shares of the detections that are right, 0 to 1.

    At least those of marked objects are.  At most those are, too, that lie where nothing is marked: each may be of an object
    that nobody marked.  But not each of these can fit: of the detections that meet a marked object some do not, and no more
    fit elsewhere, within the 95 % interval of that share.
    """
    if not counts.detections:
        return Interval(0.0, 0.0)
    fitting = wilson(counts.right, counts.right + counts.misfit).high
    return Interval(counts.right / counts.detections, (counts.right + counts.free * fitting) / counts.detections)


def verdict(counts: DetectionCounts, held_out: bool) -> Verdict:
    """held_out: whether the judged objects were not learned from."""
    low, high = precision_range(counts)
    recall = counts.right / max(counts.objects, 1)
    share = wilson(counts.right, counts.objects)
    values = {"recall": 100 * recall, "low": 100 * low, "high": 100 * high}
    rests = Sentence("advice-detector-learned", {"count": counts.objects})
    if held_out:
        rests = Sentence(
            "advice-detector-held", {"count": counts.objects, "low": 100 * share.low, "high": 100 * share.high}
        )
    if not counts.detections:
        return Verdict("bad", Sentence("verdict-detector-none"), [rests])
    spread = {**values, "count": counts.detections, "free": counts.free}
    advice = [rests, *([Sentence("advice-detector-range", spread)] if counts.free else []), *narrower(counts)]
    if held_out and recall >= COUNTING and share.low >= SURE and low >= COUNTING:
        advice = [*advice, Sentence("advice-detector-where")]
        return Verdict("good", Sentence("verdict-detector", values), advice)
    if recall >= SEARCHING and high >= SEARCHING:
        advice = [*advice, Sentence("advice-detector-where")]
        return Verdict("look", Sentence("verdict-detector-search", values), advice)
    return Verdict("bad", Sentence("verdict-detector-bad", values), advice)


def narrower(counts: DetectionCounts) -> Sequence[Sentence]:
    """What makes the range smaller, where it is wide."""
    return [Sentence("advice-detector-narrow")] if counts.free * 2 > counts.detections else []
