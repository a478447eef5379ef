"""How each built-in model is trained: one line a model."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from gan_core.training.degradation import Sensor


@dataclass(frozen=True)
class Recipe:
    scale: int
    bands: int
    seed: int
    parent: str | None = None
    """The model whose trunk this one starts from."""
    steps: int = 6000
    patch: int = 48
    """Side of an input patch, pixels."""
    network: str = "residual"
    size: Mapping[str, int] = field(default_factory=lambda: {"features": 32, "blocks": 6})
    clean: float = 1.0
    """Share of patches without faults; with faults the model is told how strong the noise is."""
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
        return Sensor(self.scale, clean=self.clean)


RECIPES = {
    "upscale-x4": Recipe(scale=4, bands=3, seed=4, steps=9000),
    "upscale-x2": Recipe(scale=2, bands=3, seed=2, parent="upscale-x4"),
    "upscale-x4-band": Recipe(scale=4, bands=1, seed=41, parent="upscale-x4"),
    "upscale-x2-band": Recipe(scale=2, bands=1, seed=21, parent="upscale-x2"),
    "enhance": Recipe(scale=1, bands=3, seed=1, parent="upscale-x2", clean=0.15),
    "enhance-band": Recipe(scale=1, bands=1, seed=11, parent="enhance", clean=0.15),
}
