"""How each built-in model is trained: a line for its faithful weights, and one for its GAN's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from gan_core.training.degradation import Sensor
from gan_core.training.learner import Schedule
from gan_core.training.pairs import AROUND


@dataclass(frozen=True)
class Recipe:
    scale: int
    bands: int
    seed: int
    schedule: Schedule
    parent: str | None = None
    """The model whose trunk this one starts from."""
    patch: int = 48
    """Side of an input patch, pixels."""
    network: str = "residual"
    size: Mapping[str, int] = field(default_factory=lambda: {"features": 32, "blocks": 6})
    faults: Mapping[str, Any] = field(default_factory=lambda: {"clean": 1.0})
    """Shares of patches, as in Sensor; where there are faults the model is told of the noise and the sharpness."""
    weights: Mapping[str, float] = field(default_factory=lambda: {"charbonnier": 1.0})
    shipped: bool = True
    """Or only a start for others."""

    @property
    def task(self) -> str:
        return "upscale" if self.scale > 1 else "enhance"

    @property
    def arguments(self) -> dict[str, int]:
        noise = {"noise": self.told} if self.network == "residual" else {}
        return {"bands": self.bands, "scale": self.scale, **noise, **self.size}

    @property
    def told(self) -> int:
        """How many planes tell the network of an image as a whole."""
        return 2 if self.task == "enhance" else 0

    @property
    def ground(self) -> int:
        """Side of what is seen at once, pixels: a patch, or more to estimate on."""
        return AROUND if self.told else self.patch

    @property
    def sensor(self) -> Sensor:
        return Sensor(self.scale, **self.faults)


FIRST = {
    "clean": 0.0,
    "blurred": 0.4,
    "noisy": 0.1,
    "striped": 0.0,
    "packed": 0.7,
    "quality": (25.0, 70.0),
    "shift": 0.05,
}
"""Met beside clean patches from the start, blur and compression are left alone for thousands of steps."""
MIX = {
    "clean": 0.05,
    "blurred": 0.45,
    "noisy": 0.25,
    "striped": 0.08,
    "packed": 0.5,
    "quality": (25.0, 85.0),
    "shift": 0.05,
}
SHARE = {"left_over": 0.1}
TINY = {"features": 24, "convs": 8}
FAITHFUL = {
    "upscale-x4": Recipe(4, 3, 4, Schedule(6000)),
    "upscale-x2": Recipe(2, 3, 2, Schedule(3500), parent="upscale-x4"),
    "upscale-x4-band": Recipe(4, 1, 41, Schedule(1000), parent="upscale-x4"),
    "upscale-x2-band": Recipe(2, 1, 21, Schedule(1000), parent="upscale-x2"),
    "upscale-x2-tiny": Recipe(2, 3, 22, Schedule(2500), network="compact", size=TINY),
    "upscale-x4-tiny": Recipe(4, 3, 42, Schedule(2500), network="compact", size=TINY),
    "enhance-first": Recipe(
        1, 3, 12, Schedule(500, rate=0.015, last=0.5), parent="upscale-x2", faults=FIRST, weights=SHARE, shipped=False
    ),
    "enhance": Recipe(1, 3, 1, Schedule(4000, rate=0.012), parent="enhance-first", faults=MIX, weights=SHARE),
    "enhance-band": Recipe(1, 1, 11, Schedule(4000, rate=0.006), parent="enhance", faults=MIX, weights=SHARE),
}
"""L1: the nearest to the truth on average."""
SHIPPED = [name for name, recipe in FAITHFUL.items() if recipe.shipped]

GAME = {"charbonnier": 1.0, "sam": 0.05, "perceptual": 0.04, "pattern": 0.02, "adversarial": 0.001}
"""At x4, once the discriminator sees (see rival.GAMMA), an adversarial weight of 0.005 costs 1.4 dB and half as much again of
spectral angle, and is no nearer to the truth for an EfficientNet than 0.5 of it mixed with the faithful weights."""
PLAYED = Schedule(400, batch=4, rate=0.002, adam_rate=2e-4)
LONGER = replace(PLAYED, steps=1500)
GAN = {
    "upscale-x4": Recipe(4, 3, 44, PLAYED, patch=32, weights=GAME),
    "upscale-x2": Recipe(2, 3, 24, LONGER, patch=64, weights=GAME),
    "upscale-x2-band": Recipe(2, 1, 25, LONGER, patch=64, weights=GAME),
}
"""Detail that could be there; starts from the faithful weights of the same name."""
REFUSED = {
    "upscale-x4-band": "dots on tree crowns where a block of pixels ends, seen in the pictures of make bench-quality",
}
"""Games like these whose weights passed the gate, and were seen not to be good enough."""
