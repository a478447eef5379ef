"""What can go wrong, a sentence or two for each code: what was expected, what came, what to do."""

from __future__ import annotations

from . import engine, filling, generation, models, parts, raster, scenes, sharpening, training, translation

SENTENCES: dict[str, str] = {
    **raster.SENTENCES,
    **sharpening.SENTENCES,
    **filling.SENTENCES,
    **scenes.SENTENCES,
    **parts.SENTENCES,
    **training.SENTENCES,
    **generation.SENTENCES,
    **translation.SENTENCES,
    **models.SENTENCES,
    **engine.SENTENCES,
}
