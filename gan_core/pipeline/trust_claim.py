"""What the trust of a run may claim, as its models' cards say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gan_core.api.jobs.raster import RasterJob, UpscaleJob
from gan_core.api.model_card import ModelCard
from gan_core.api.protocol import Report
from gan_core.inference.trust import AT, FEWEST, SHARE, UNCALIBRATED, WITHIN

CLAIM = f"of pixels with trust {AT} or more at least {SHARE:.0%} are within {WITHIN:.0%} of the range".replace(
    "%", " %"
)


def weights_for(card: ModelCard, strength: float) -> list[float]:
    """Those calibrated at the smallest strength that is not below `strength`; others' where the card has none."""
    levels = sorted(card.trust.get("levels", []), key=lambda level: float(level["strength"]))
    if not levels:
        return UNCALIBRATED
    if "gan" not in card.weights:
        return list(levels[0]["weights"])
    return list(next((level for level in levels if level["strength"] >= strength), levels[-1])["weights"])


def uncalibrated(cards: Sequence[ModelCard], job: RasterJob) -> str:
    """Why the run's trust claims nothing; empty where it holds the claim."""
    if isinstance(job, UpscaleJob) and not job.consistent:
        return "the input's values were not kept"
    if isinstance(job, UpscaleJob) and job.enhance:
        return "what cleaning the raster first has changed is not in it"
    reasons = (missing(card.trust) for card in cards)
    return next((f"{card.id}: {reason}" for card, reason in zip(cards, reasons) if reason), "")


def tell_claim(reason: str, trusted: float, report: Report) -> None:
    """reason: why the trust claims nothing; empty where it holds the claim.  trusted: percent of the pixels."""
    if reason:
        report.note("trust-uncalibrated", trusted=trusted, reason=reason)
    else:
        report.note("trust-claim", trusted=trusted)


def missing(trust: Mapping[str, Any]) -> str:
    """What a card's calibration lacks for a claim; empty if nothing."""
    tiles = trust.get("tiles", 0)
    return "" if tiles >= FEWEST else f"calibrated on {tiles} tiles, at least {FEWEST} are needed"


def in_words(trust: Mapping[str, Any]) -> str:
    """For people who read the card."""
    reason = missing(trust)
    return f"uncalibrated: {reason}" if reason else f"{CLAIM}; calibrated on {trust['tiles']} tiles"
