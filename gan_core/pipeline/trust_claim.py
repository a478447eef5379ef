"""What the trust of a run may claim, as its models' cards say."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from gan_core.api import card_texts
from gan_core.api.jobs.filling import FillGapsJob
from gan_core.api.jobs.raster import RasterJob, UpscaleJob
from gan_core.api.jobs.sharpening import SharpenJob
from gan_core.api.jobs.translation import TranslateJob
from gan_core.api.language import translatable
from gan_core.api.model_card import ModelCard
from gan_core.api.protocol import Report
from gan_core.inference.trust import AT, FEWEST, NODATA, UNCALIBRATED
from gan_core.pipeline.summary import RasterSummary
from gan_core.radiometry.normalize import Normalizer

CLAIM = card_texts.written("trust")


def weights_for(card: ModelCard, strength: float, others: list[float] = UNCALIBRATED) -> list[float]:
    """Those calibrated at the smallest strength that is not below `strength`; others' where the card has none."""
    levels = sorted(card.trust.get("levels", []), key=lambda level: float(level["strength"]))
    if not levels:
        return others
    if "gan" not in card.weights:
        return list(levels[0]["weights"])
    return list(next((level for level in levels if level["strength"] >= strength), levels[-1])["weights"])


def uncalibrated(cards: Sequence[ModelCard], job: RasterJob, facts: Mapping[str, Any] | None = None) -> str:
    """Why the run's trust claims nothing; empty where it holds the claim.  facts: its step's `sensor_facts`."""
    if isinstance(job, (UpscaleJob, SharpenJob)) and not job.consistent:
        return translatable("the input's values were not kept")
    if isinstance(job, SharpenJob) and facts and facts["unknown"]:
        return translatable("how the sensor of some bands blurs is not known")
    if isinstance(job, SharpenJob) and not cards:
        return translatable("the regression alone has no card")
    if isinstance(job, FillGapsJob) and not cards:
        return translatable("a fill without a network has no card")
    if isinstance(job, UpscaleJob) and job.enhance:
        return translatable("what cleaning the raster first has changed is not in it")
    if isinstance(job, TranslateJob):
        return translatable("a translated raster is synthetic")
    reasons = (missing(card.trust) for card in cards)
    return next((f"{card.id}: {reason}" for card, reason in zip(cards, reasons) if reason), "")


def ranges_in_json(normalizers: Mapping[int, Normalizer]) -> str:
    """What 100 % of the range is: for each band, by number, its lowest and highest value."""
    return json.dumps({str(number): [own.offset, own.offset + own.scale] for number, own in normalizers.items()})


def counted(trust: np.ndarray) -> RasterSummary:
    """trust: of pixels of the raster."""
    judged = trust != NODATA
    return RasterSummary(trusted=int(((trust >= AT) & judged).sum()), judged=int(judged.sum()))


def tell_claim(reason: str, trusted: float, report: Report) -> None:
    """reason: why the trust claims nothing; empty where it holds the claim.  trusted: percent of the pixels."""
    if reason:
        report.note("trust-uncalibrated", trusted=trusted, reason=reason)
    else:
        report.note("trust-claim", trusted=trusted)


def missing(trust: Mapping[str, Any]) -> str:
    """What a card's calibration lacks for a claim; empty if nothing."""
    tiles = trust.get("tiles", 0)
    return "" if tiles >= FEWEST else card_texts.written("few-tiles", tiles=tiles, fewest=FEWEST)


def in_words(trust: Mapping[str, Any]) -> str:
    """For people who read the card."""
    reason = missing(trust)
    return (
        card_texts.written("uncalibrated", limits=reason)
        if reason
        else f"{CLAIM}; calibrated on {trust['tiles']} tiles"
    )
