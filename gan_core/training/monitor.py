"""Watches a run for the ways in which a GAN goes wrong, and says what to do about each."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, Literal, NamedTuple, Optional

import torch

from gan_core.metrics.checkerboard import checkerboard
from gan_core.training.discriminator import Images
from gan_core.training.losses import GeneratorOutput

Action = Literal["roll-back", "hold-back", "vary"]
"""roll-back: to the last good weights, at half the rate.  hold-back: the discriminator is made weaker.  vary: both sides back
to the last good weights, with stronger penalties and more augmentation."""
MEMORY, EVERY = 20, 2
"""Looks over which a sign is averaged, one in so many steps: an alarm comes within 50 steps of its fault."""
LEAST_CONTRAST = 0.5
LARGEST_DRIFT = 0.02
LARGEST_MARGIN = 6.0
LARGEST_PATTERN = 3.0


class Alarm(NamedTuple):
    step: int
    code: str
    """A sign's name, or "not-finite"."""
    value: float
    action: Action


@dataclass(frozen=True)
class Sign(Generic[Images]):
    """Something to watch: its value on one batch, the limit of its mean, and what is to be done beyond it."""

    value: Callable[[Images, float], float]
    """Of what was made and the discriminator's margin."""
    limit: float
    action: Action
    since: int = 0
    """The step from which on it is watched: an untrained generator may show it and be healthy."""


def grayness(result: GeneratorOutput, _: float) -> float:
    """1 - contrast of the image over the truth's; a collapse to grey comes near 1."""
    return 1 - float(result.image.std((2, 3)).mean() / result.truth.std((2, 3)).mean().clamp(min=1e-6))


def drift(result: GeneratorOutput, _: float) -> float:
    """How far the network alone moves the mean of a band, in units of the range; the projection would hide it."""
    return float(result.residual.unflatten(1, (result.low_res.shape[1], -1)).mean((0, 2, 3, 4)).abs().max())


def pattern(result: GeneratorOutput, _: float) -> float:
    """Power at the PixelShuffle's period over the truth's, 0 at x1."""
    period = result.image.shape[-1] // result.low_res.shape[-1]
    return checkerboard(result.image, result.truth, period) if period > 1 else 0.0


SIGNS: Mapping[str, Sign[GeneratorOutput]] = {
    "grey": Sign(grayness, 1 - LEAST_CONTRAST, "roll-back"),
    "drift": Sign(drift, LARGEST_DRIFT, "roll-back"),
    "pattern": Sign(pattern, LARGEST_PATTERN, "roll-back"),
    "discriminator-won": Sign(lambda _, margin: margin, LARGEST_MARGIN, "hold-back"),
}


class Monitor(Generic[Images]):
    """`observe` every step; it looks now and then, and keeps the last MEMORY values of every sign."""

    def __init__(self, signs: Mapping[str, Sign[Images]]) -> None:
        self.signs = signs
        self.history = {code: deque[float](maxlen=MEMORY) for code in signs}

    @torch.no_grad()
    def observe(self, step: int, loss: float, result: Images, margin: float) -> Optional[Alarm]:
        """The alarm that is due, if any; after one the signs are watched afresh."""
        if not math.isfinite(loss) or not bool(torch.isfinite(result.image).all()):
            return self._raised(Alarm(step, "not-finite", loss, "roll-back"))
        if step % EVERY:
            return None
        for code, sign in self.signs.items():
            if step < sign.since:
                continue
            values = self.history[code]
            values.append(sign.value(result, margin))
            mean = sum(values) / len(values)
            if len(values) == MEMORY and mean > sign.limit:
                return self._raised(Alarm(step, code, mean, sign.action))
        return None

    def _raised(self, alarm: Alarm) -> Alarm:
        for values in self.history.values():
            values.clear()
        return alarm
