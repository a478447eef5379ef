"""What the trust of a run may claim, as its models' cards say."""

from __future__ import annotations

from collections.abc import Sequence

from gan_core.cards import ModelCard
from gan_core.inference.trust import AT, FEWEST, SHARE, UNCALIBRATED, WITHIN
from gan_core.jobs import EnhanceJob, UpscaleJob

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


def uncalibrated(cards: Sequence[ModelCard], job: UpscaleJob | EnhanceJob) -> str:
    """Why the run's trust claims nothing; empty where it holds the claim."""
    if isinstance(job, UpscaleJob) and not job.consistent:
        return "the input's values were not kept"
    if isinstance(job, UpscaleJob) and job.enhance:
        return "what cleaning the raster first has changed is not in it"
    for card in cards:
        tiles = card.trust.get("tiles", 0)
        if not tiles:
            return f"the card of {card.id} holds no calibration"
        if tiles < FEWEST:
            return f"{card.id} was calibrated on {tiles} tiles, {FEWEST} are needed"
    return ""
