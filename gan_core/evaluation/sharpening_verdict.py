"""What an evaluation of a model for sharpening comes to."""

from __future__ import annotations

from collections.abc import Mapping

from gan_core.evaluation.sharpening_scores import BICUBIC, MODEL, REGRESSION, MeanFigures, percent
from gan_core.evaluation.verdict import Sentence, Verdict, one_tile

NO_BETTER = 99.0
"""Percent of the regression's error."""
FAITHFUL = 0.01
"""Spectral distortion up to which values may be computed with."""


def verdict(mean: Mapping[str, MeanFigures], model: str, tiles: int) -> Verdict:
    """What is judged, the last of the methods, beside plain interpolation and the regression alone."""
    judged = mean[list(mean)[-1]]
    share, regression = (percent(judged.reduced.RMSE, mean[name].reduced.RMSE) for name in (BICUBIC, REGRESSION))
    values = {"model": model, "tiles": tiles, "share": share, "regression": regression}
    values |= {
        "less": 100 - share,
        "added": 100 - regression,
        "hqnr": judged.full.HQNR,
        "plain": mean[BICUBIC].full.HQNR,
    }
    rests = one_tile(tiles)
    if not share < 100:
        return Verdict("bad", Sentence("sharpening-worse", values), [Sentence("advice-sharpen-sensor"), *rests])
    advice = [faithfulness(judged.full.SPECTRAL_DISTORTION), Sentence("advice-sharpen-unseen"), *rests]
    if MODEL not in mean:
        return Verdict("good", Sentence("sharpening-regression", values), advice)
    if regression < NO_BETTER:
        return Verdict("good", Sentence("sharpening-better", values), advice)
    return Verdict("look", Sentence("sharpening-no-better", values), [Sentence("advice-sharpen-regression"), *advice])


def faithfulness(distortion: float) -> Sentence:
    """What a result is good for whose values, seen again, are so far from the layer's."""
    code = "advice-sharpen-values" if distortion <= FAITHFUL else "advice-sharpen-shapes"
    return Sentence(code, {"distortion": distortion})
