"""What a generator's tiles are good for."""

from __future__ import annotations

from gan_core.api.language import translatable
from gan_core.evaluation.verdict import Sentence, Verdict
from gan_core.training.generated_samples import COARSER, TileComparison

NEAR = 0.25
"""Of the distance of real tiles made COARSER times coarser: up to it tiles are good enough to train with."""
VARIED, ALIKE = 0.8, 0.5
"""Diversity, over that of real tiles, from which on tiles are good enough to train with, and to look at."""
SHARP = (0.8, 1.25)
"""Steepness, over that of real tiles: less is blurred, more is noisy."""
COPIED, MEMORIZED = 0.05, 0.5
"""Shares of near copies up to which they are."""


MARKS = {
    "good": translatable("For training"),
    "look": translatable("For looking at only"),
    "bad": translatable("Not usable"),
}


def verdict(comparison: TileComparison) -> Verdict:
    """Good enough to train with, to look at, or for nothing."""
    data = Sentence("advice-tiles-data")
    against_looking, against_training = faults(comparison)
    if against_looking:
        sentence = Sentence("verdict-tiles-useless", {"reasons": against_looking})
        return Verdict("bad", sentence, [Sentence("advice-tiles-longer")])
    if against_training:
        sentence = Sentence("verdict-tiles-looking", {"reasons": against_training})
        return Verdict("look", sentence, [Sentence("advice-tiles-longer"), data])
    return Verdict("good", Sentence("verdict-tiles-training"), [Sentence("advice-tiles-try"), data])


def faults(comparison: TileComparison) -> tuple[list[Sentence], list[Sentence]]:
    """What speaks against looking at the tiles, and against training with them."""
    kid, blurred, diversity = comparison.kid, comparison.blurred, comparison.diversity
    copies = max(comparison.copies, comparison.anew) / max(len(comparison.distances), 1)
    most = NEAR * blurred
    far = Sentence("tiles-blurred", {"kid": kid, "blurred": blurred, "factor": COARSER})
    unlike = Sentence("tiles-unlike", {"kid": kid, "most": most})
    alike = Sentence("tiles-alike", {"diversity": 100 * diversity})
    soft = Sentence("tiles-sharpness", {"sharpness": comparison.sharpness})
    copied = Sentence("tiles-copied", {"share": 100 * copies})
    looking = ((not kid <= blurred, far), (not diversity >= ALIKE, alike), (copies > MEMORIZED, copied))
    training = (
        (not kid <= most, unlike),
        (not diversity >= VARIED, alike),
        (not SHARP[0] <= comparison.sharpness <= SHARP[1], soft),
        (copies > COPIED, copied),
    )
    return [own for wrong, own in looking if wrong], [own for wrong, own in training if wrong]
