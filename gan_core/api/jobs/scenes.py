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
        "The .zip or .tar as it was downloaded, its folder, a metadata file (MTD_MSIL2A.xml, …_MTL.txt), or any band file of "
        "the scene. The path of a folder can be typed or dropped here.",
        label="Scene (folder, archive, metadata or band file)",
    )
    output: str = option("The folder that the layers are written to.", label="Folder for the layers")
    layers: Tuple[str, ...] = option(
        "Sentinel-2 has 10m, 20m and 60m; Landsat, GF, ZY-3 and SuperView have ms (colors and infrared) and pan, Landsat also "
        "thermal, stereo views forward and backward. Empty: all.",
        (),
        label="Layers",
        type=str,
        metavar="LAYER,LAYER",
    )
    format: str = option(
        "VRT is a small file that reads the scene where it lies; GeoTIFF holds the pixels.",
        FORMATS[0],
        label="Format",
        choices=FORMATS,
    )

    def __post_init__(self) -> None:
        check_choice("scene-format", self.format, FORMATS)
        for layer in self.layers:
            if layer not in SCENE_LAYERS:
                raise RasterGanError("scene-layer", expected=", ".join(SCENE_LAYERS), got=layer)

    def writes(self) -> Tuple[str, ...]:
        return (self.output,)
