"""The job that makes layers of a satellite's scene."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Tuple

from ..errors import RasterGanError
from .base import BaseJob, check_choice, option

SCENE_LAYERS = ("10m", "20m", "60m", "ms", "pan", "thermal", "forward", "backward")
"""Sentinel-2's three grids; of the others the colors, the panchromatic and the thermal bands, and the views to either side."""
FORMATS = ("vrt", "geotiff")


@dataclass(frozen=True)
class OpenSceneJob(BaseJob):
    """Make layers of a satellite's scene: a layer for each pixel size, with band names, wavelengths, scale and sensor."""

    verb: ClassVar[str] = "openscene"
    needs_torch: ClassVar[bool] = False

    input: str = option(
        "folder, .zip, .tar, metadata file or a band's file of a scene: Sentinel-2, Landsat, GF, ZY-3, SuperView, or bands by "
        "name"
    )
    output: str = option("folder for the layers")
    layers: Tuple[str, ...] = option(
        f"which of the scene's layers, of {', '.join(SCENE_LAYERS)}; all that it has when left out",
        (),
        type=str,
        metavar="LAYER,LAYER",
    )
    format: str = option(
        "vrt: a small file that reads the scene where it lies; geotiff: the pixels too", FORMATS[0], choices=FORMATS
    )

    def __post_init__(self) -> None:
        check_choice("scene-format", self.format, FORMATS)
        for layer in self.layers:
            if layer not in SCENE_LAYERS:
                raise RasterGanError("scene-layer", expected=", ".join(SCENE_LAYERS), got=layer)

    def writes(self) -> Tuple[str, ...]:
        return (self.output,)
