"""How each built-in model is trained: one line a model."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Recipe:
    scale: int
    bands: int
    seed: int
    parent: str | None = None
    """The model whose trunk this one starts from."""
    patch: int = 48
    """Side of an input patch, pixels."""
    features: int = 32
    blocks: int = 6

    @property
    def arguments(self) -> dict[str, int]:
        return {"bands": self.bands, "scale": self.scale, "features": self.features, "blocks": self.blocks}


RECIPES = {
    "upscale-x4": Recipe(scale=4, bands=3, seed=4),
    "upscale-x2": Recipe(scale=2, bands=3, seed=2, parent="upscale-x4"),
    "upscale-x4-band": Recipe(scale=4, bands=1, seed=41, parent="upscale-x4"),
    "upscale-x2-band": Recipe(scale=2, bands=1, seed=21, parent="upscale-x2"),
}
