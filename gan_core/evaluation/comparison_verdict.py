"""What an evaluation of a model for upscaling or enhancing comes to."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from gan_core.evaluation.comparison import BICUBIC, MODEL, UNTOUCHED, MethodScores
from gan_core.evaluation.verdict import Sentence, Verdict, less_error, one_tile

LEAST = 5.0
"""Percent of the error: what is less is hardly seen."""
DRAWN = 60.0
"""Percent of the added detail that is true, from which on it may be drawn from."""


def verdict(model: str, scores: Mapping[str, Sequence[MethodScores]], means: Mapping[str, MethodScores]) -> Verdict:
    """scores: by method, tile by tile.  means: of the same."""
    upscaled = BICUBIC in scores
    plain = BICUBIC if upscaled else UNTOUCHED
    own, other = means[MODEL], means[plain]
    pairs = [(mine.PSNR, its.PSNR) for mine, its in zip(scores[MODEL], scores[plain])]
    outcome = judge(model, Sentence("plain-bicubic" if upscaled else "plain-untouched"), pairs)
    advice = (
        [*detail_advice(own), *value_advice(own, other, outcome)] if upscaled else value_advice(own, other, outcome)
    )
    small = [Sentence("advice-small")] if upscaled else []
    return outcome._replace(advice=[*advice, *small, *one_tile(len(pairs))])


def judge(model: str, plain: Sentence, pairs: Sequence[tuple[float, float]]) -> Verdict:
    """plain: what the model is compared with.  pairs: PSNR in dB of the model and of that, tile by tile."""
    if all(math.isinf(own) for own, _ in pairs):
        return Verdict("good", Sentence("verdict-identical", {"model": model}))
    gains = [own - other for own, other in pairs if math.isfinite(other)]  # else there was nothing to improve
    if not gains:
        return Verdict("look", Sentence("verdict-clean", {"model": model}))
    gain, worst = sum(gains) / len(gains), min(gains)
    less = less_error(gain)
    values = {"model": model, "plain": plain, "gain": gain, "less": less, "worst": worst}
    if not gain > 0:
        return Verdict("bad", Sentence("verdict-not-better", values))
    if less < LEAST:
        return Verdict("look", Sentence("verdict-hardly-better", values))
    return Verdict("good", Sentence("verdict-better", values)) if worst > 0 else uneven(values)


def uneven(values: dict[str, object]) -> Verdict:
    return Verdict("look", Sentence("verdict-better-uneven", values))


def detail_advice(own: MethodScores) -> list[Sentence]:
    """How much of what a model adds is there, and what that is good for."""
    added = own.IMPROVEMENT + own.HALLUCINATION
    if not added > 0:
        return [Sentence("advice-detail-none")]
    true = 100 * own.IMPROVEMENT / added
    use = Sentence("advice-draw" if true >= DRAWN else "advice-look-only")
    return [Sentence("advice-detail", {"true": true, "false": 100 - true}), use]


def value_advice(own: MethodScores, other: MethodScores, outcome: Verdict) -> list[Sentence]:
    """Whether its values may be computed with: where neither colors nor what the sensor would see of it are worse."""
    plain = outcome.sentence.values.get("plain")
    if math.isnan(own.SAM) or plain is None:
        return []
    values = {"angle": own.SAM, "other": other.SAM, "plain": plain}
    good = own.SAM <= other.SAM and own.RESEEN_ERROR <= other.RESEEN_ERROR
    return [Sentence("advice-values" if good else "advice-no-values", values)]
