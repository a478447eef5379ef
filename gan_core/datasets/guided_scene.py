"""What a network for sharpening learns of the very layers that it is to sharpen: parts of both, spread over the scene."""

from __future__ import annotations

from gan_core.pipeline.guided.network import guide_names
from gan_core.pipeline.guided.registration import sample_tiles
from gan_core.pipeline.guided.responses import guide_responses
from gan_core.pipeline.guided.step import SharpeningStep
from gan_core.pipeline.guided.tiles import PreparedSharpening
from gan_core.sharpening.response import Response
from gan_core.sharpening.sharpener import FILLED, filled
from gan_core.training.scene_adaptation import Scene, SceneTile

SIDE, COUNT = 256, 9
"""Coarse pixels along a part, and how many at most."""


def read_scene(prepared: PreparedSharpening[SharpeningStep], sensor: str) -> Scene:
    """Whole coarse pixels, sides multiples of the ratio.  sensor: the job's."""
    pair, sharpener = prepared.pair, prepared.step.sharpener
    tiles = []
    for tile in sample_tiles(pair, prepared.coarse, prepared.guide, SIDE, COUNT):
        height, width = (side // pair.ratio * pair.ratio for side in tile.valid.shape)
        fine_valid = tile.valid.repeat_interleave(pair.ratio, 0).repeat_interleave(pair.ratio, 1)[None]
        coarse = filled(sharpener.coarse.normalized(tile.coarse), tile.valid[None], FILLED)
        guide = filled(sharpener.guide.normalized(tile.guide), fine_valid, FILLED * pair.ratio)
        tiles.append(SceneTile(coarse[:, :height, :width], guide[:, : height * pair.ratio, : width * pair.ratio]))
    bands = sharpener.slots if sharpener.slots is not None else range(len(prepared.numbers))
    guides = sharpener.guide_slots if sharpener.guide_slots is not None else range(len(prepared.guide.numbers))
    names = guide_names(pair.guide, prepared.guide.numbers)
    seen = [Response.of(kept, pair.ratio) for kept in guide_responses(sensor, pair.guide, names)]
    return Scene(tiles, pair.ratio, sharpener.responses, seen, list(bands), list(guides))
