"""How each built-in model is trained: a line for its faithful weights, and one for its GAN's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from gan_core.radiometry.lock import Held
from gan_core.training.degradation import Degradation
from gan_core.training.module import Schedule

GROUND = {1: 64, 2: 64, 4: 48}
"""Side of what is seen at once, pixels, by scale: multiples of 16, as JPEG has it."""


@dataclass(frozen=True)
class Recipe:
    scale: int
    bands: int
    seed: int
    schedule: Schedule
    parent: str | None = None
    """The model whose trunk this one starts from."""
    patch: int = 40
    """Side of an input patch, pixels."""
    network: str = "residual"
    size: Mapping[str, int] = field(default_factory=lambda: {"features": 32, "blocks": 6})
    faults: Mapping[str, Any] = field(default_factory=dict)
    """As in Degradation."""
    weights: Mapping[str, float] = field(default_factory=lambda: {"charbonnier": 1.0})
    sharpened: bool = False
    """The truths are, as in `unsharp_masked`."""
    held: Held = "none"

    @property
    def task(self) -> str:
        return "upscale" if self.scale > 1 else "enhance"

    @property
    def arguments(self) -> dict[str, int]:
        return {"bands": self.bands, "scale": self.scale, "noise": CONDITIONS, **self.size}

    @property
    def ground(self) -> int:
        """Side of what is seen at once, pixels."""
        return GROUND[self.scale]

    @property
    def degradation(self) -> Degradation:
        return Degradation(self.scale, **self.faults)


CONDITIONS = 2
"""Planes that tell a network of the whole image: noise and response."""
FINER = {
    "clean": 0.1,
    "blurred": 0.95,
    "mtf": (0.1, 0.75),
    "shift": 0.05,
    "noisy": 0.8,
    "noise": (0.0, 6 / 255),
    "striped": 0.0,
    "packed": 0.12,
    "quality": (40.0, 95.0),
}
CLEANER = {
    "clean": 0.05,
    "blurred": 0.7,
    "mtf": (0.1, 0.75),
    "shift": 0.05,
    "noisy": 0.5,
    "striped": 0.08,
    "packed": 0.4,
    "quality": (25.0, 85.0),
}
SHARE = {"left_over": 0.1}
FAITHFUL = {
    "upscale-x4": Recipe(4, 3, 4, Schedule(12000, batch=12), parent="upscale-x4", faults=FINER),
    "upscale-x2": Recipe(2, 3, 2, Schedule(7000, batch=12), parent="upscale-x2", faults=FINER),
    "enhance": Recipe(
        1, 3, 1, Schedule(3000, batch=12, muon_lr=0.012), parent="enhance", faults=CLEANER, weights=SHARE
    ),
    "upscale-x4-rgbn": Recipe(4, 4, 43, Schedule(4000, batch=12, muon_lr=0.012), parent="upscale-x4", faults=FINER),
    "upscale-x4-band": Recipe(4, 1, 41, Schedule(4000, batch=12, muon_lr=0.012), parent="upscale-x4", faults=FINER),
    "upscale-x2-rgbn": Recipe(2, 4, 23, Schedule(3000, batch=12, muon_lr=0.012), parent="upscale-x2", faults=FINER),
    "upscale-x2-band": Recipe(2, 1, 21, Schedule(3000, batch=12, muon_lr=0.012), parent="upscale-x2", faults=FINER),
    "enhance-rgbn": Recipe(
        1, 4, 13, Schedule(1500, batch=12, muon_lr=0.01), parent="enhance", faults=CLEANER, weights=SHARE
    ),
    "enhance-band": Recipe(
        1, 1, 11, Schedule(1500, batch=12, muon_lr=0.01), parent="enhance", faults=CLEANER, weights=SHARE
    ),
}
"""The nearest to the truth on average."""
GAME = {"charbonnier": 1.0, "perceptual": 0.04, "pattern": 0.02, "artefacts": 50.0, "adversarial": 0.004}


def game(name: str, patch: int, steps: int) -> Recipe:
    """Detail that could be there: from the faithful weights on, towards sharpened truths, its low frequencies locked."""
    schedule = Schedule(steps, batch=6, muon_lr=0.004, adam_lr=3e-4)
    recipe = FAITHFUL[name]
    return replace(
        recipe, seed=recipe.seed + 100, schedule=schedule, patch=patch, weights=GAME, sharpened=True, held="lock"
    )


GAN = {
    "upscale-x4": game("upscale-x4", 32, 1000),
    "upscale-x2": game("upscale-x2", 48, 800),
    "upscale-x4-rgbn": game("upscale-x4-rgbn", 32, 300),
}
BORROWED = {
    "upscale-x4-band": "upscale-x4",
    "upscale-x2-rgbn": "upscale-x2",
    "upscale-x2-band": "upscale-x2",
}
"""Models that take the detail of another's game, as in `borrowed`."""
FULL = {
    "upscale-x4": 0.45,
    "upscale-x2": 0.4,
    "upscale-x4-rgbn": 0.45,
    "upscale-x4-band": 0.3,
    "upscale-x2-rgbn": 0.3,
    "upscale-x2-band": 0.3,
}
"""How far from the faithful weights to the game's the ones lie that ship: the whole way costs 1 dB, draws dots on the fields of
Sentinel-2, and is no nearer to the truth for a feature network than half of it."""
