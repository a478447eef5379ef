"""How fast this computer is, and so how long a run will take, told before it begins."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Optional

from qgis.core import QgsSettings

KEY = "raster_gan/tile_seconds"
TILE = 256 * 256
"""Pixels of the tile that the probe takes."""
AROUND = 1.5
"""What reading, the halo, consistency and writing make of the network's own time: fitted on four runs of one scene."""
BEGIN = 5.0
"""Seconds to start the engine, load a model and measure the sensor."""


def remember(results: Mapping[str, Any]) -> None:
    """Of a ProbeJob; other results tell nothing."""
    if "TILE_SECONDS" in results:
        QgsSettings().setValue(KEY, float(results["TILE_SECONDS"]))


def expected_seconds(pixels: float) -> Optional[float]:
    """Of a run that takes so many pixels of the input through a network, each band that goes by itself counted; None where
    the computer was not measured yet."""
    tile = QgsSettings().value(KEY, 0.0, type=float)
    return BEGIN + AROUND * tile * pixels / TILE if tile else None
