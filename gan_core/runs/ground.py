"""The encoder that has seen the ground, which trainings with few labels start from."""

from __future__ import annotations

from typing import cast

from gan_core.api import library
from gan_core.inference import model
from gan_core.networks.encoder import GroundEncoder

GROUND = "ground"


def ground_encoder() -> GroundEncoder:
    """The built-in model's network.  Raises RasterGanError `model-broken` or `model-unknown`."""
    return cast(GroundEncoder, model.load(library.find(GROUND, tasks=(library.ENCODE,)).path).network)
