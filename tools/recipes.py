"""How each built-in model is trained: a line for its faithful weights, and one for its GAN's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gan_core.training.degradation import Sensor
from gan_core.training.loop import Schedule


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
    faults: Mapping[str, float] = field(default_factory=lambda: {"clean": 1.0})
    """Shares of patches, as in Sensor; where there are faults the model is told how strong the noise is."""
    weights: Mapping[str, float] = field(default_factory=lambda: {"charbonnier": 1.0})

    @property
    def task(self) -> str:
        return "upscale" if self.scale > 1 else "enhance"

    @property
    def arguments(self) -> dict[str, int]:
        noise = {"noise": int(self.task == "enhance")} if self.network == "residual" else {}
        return {"bands": self.bands, "scale": self.scale, **noise, **self.size}

    @property
    def sensor(self) -> Sensor:
        return Sensor(self.scale, **self.faults)


MIX = {"clean": 0.1, "blurred": 0.5, "noisy": 0.4, "striped": 0.1, "packed": 0.35}
"""With noise in seven patches of ten, blur and compression were left alone: they were met by themselves too rarely."""
TINY = {"features": 24, "convs": 8}
FAITHFUL = {
    "upscale-x4": Recipe(4, 3, 4, Schedule(6000)),
    "upscale-x2": Recipe(2, 3, 2, Schedule(3500), parent="upscale-x4"),
    "upscale-x4-band": Recipe(4, 1, 41, Schedule(1000), parent="upscale-x4"),
    "upscale-x2-band": Recipe(2, 1, 21, Schedule(1000), parent="upscale-x2"),
    "upscale-x2-tiny": Recipe(2, 3, 22, Schedule(2500), network="compact", size=TINY),
    "upscale-x4-tiny": Recipe(4, 3, 42, Schedule(2500), network="compact", size=TINY),
    "enhance": Recipe(1, 3, 1, Schedule(4000), parent="upscale-x2", faults=MIX, weights={"left_over": 0.1}),
    "enhance-band": Recipe(1, 1, 11, Schedule(1000), parent="enhance", faults=MIX, weights={"left_over": 0.1}),
}
"""L1: the nearest to the truth on average."""

GAME = {"charbonnier": 1.0, "perceptual": 0.03, "pattern": 0.02, "adversarial": 0.005}
GAN = {
    "upscale-x4": Recipe(4, 3, 44, Schedule(750, batch=8, rate=0.002, adam_rate=2e-4), patch=32, weights=GAME),
}
"""Detail that could be there; starts from the faithful weights of the same name."""
