"""The job that sharpens a raster by a finer one of the same ground."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Tuple

from ..errors import RasterGanError
from ..sensors import CHOICES
from . import options as shared
from .base import check_choice, check_minutes, check_name, option
from .raster import SensedJob

REGRESSION = "regression"
"""In place of a model: the local regression alone, without a network."""
UNGUIDED = ("nodata", "interpolate")


@dataclass(frozen=True)
class SharpenJob(SensedJob):
    """Sharpen a raster by a finer one of the same ground: all bands of Sentinel-2 at 10 m, or pansharpening."""

    verb: ClassVar[str] = "sharpen"
    task: ClassVar[str] = "sharpen"
    also_read: ClassVar[Tuple[str, ...]] = ("guide",)

    input: str = option(
        "The layer whose bands get finer: any number of bands, in any CRS, on any grid.", label="Layer to sharpen"
    )
    model: str = option(
        "A model's id or the path of its file; “regression” does without a network. Empty: the one for Sentinel-2 where the "
        "bands are its, else the one for any bands.",
        "",
        label="Model",
    )
    trust: str = option(
        "A second layer, 0 to 100 for each pixel, from how well the finer layer explains the bands there and how much was "
        "added: 80 means an error bound of 2% of the value range, 50 means 8%; of several bands the least counts. Where it was "
        "not calibrated the layer says “uncalibrated”. Empty: none.",
        "",
        label="Trust map",
    )
    tile_size: int = option(
        "Pixels along the side of a processing tile. Smaller tiles need less memory and more time; the result is the same.",
        0,
        label="Processing tile size (pixels of the finer layer, 0 = automatic)",
        type=int,
    )
    guide: str = option(
        "The bands of 10 m, a panchromatic band, an aerial photograph of the same season. Its pixels must be smaller; the "
        "result lies on its grid.",
        "",
        label="Finer layer (same area)",
        position=1,
    )
    sensor: str = shared.sensor()
    guide_bands: Tuple[int, ...] = option(
        "The bands of the finer layer that are used (1,2,3,4). Empty: all.",
        (),
        label="Bands of the finer layer",
        type=int,
        metavar="N,N,N",
    )
    unguided: str = option(
        "What becomes of pixels that the finer layer does not cover: nodata, or plain interpolation.",
        "nodata",
        label="Pixels outside the finer layer",
        choices=UNGUIDED,
    )
    register: bool = option(
        "Check whether the two layers are aligned: they are often a pixel apart. That is measured, and corrected where it is "
        "sure; switch it off if you know that they fit.",
        True,
        label="Check the alignment of the layers",
    )
    consistent: bool = option(
        "Seen again through its sensor, the result is then the layer, as far as the sensor is known.",
        True,
        label="Preserve input values",
    )

    adapt: float = option(
        "The model first learns on these very layers, made coarser once more, and is kept in the library if it is better on a "
        "part that it did not learn from. It pays on large layers, and on sensors that the model never saw. 0: none.",
        0.0,
        label="Adaptation time (minutes, 0 = none)",
        type=float,
    )
    name: str = option(
        "What the adapted model is called in the library: at most 64 letters a to z, digits, dots, dashes and underscores. "
        "Empty: after the layer.",
        "",
        label="Name of the adapted model (a-z, 0-9, - and _)",
    )
    folder: str = shared.model_folder()

    def __post_init__(self) -> None:
        super().__post_init__()
        check_choice("sensor", self.sensor, CHOICES)
        check_choice("unguided", self.unguided, UNGUIDED)
        check_name(self.name)
        if self.adapt:
            check_minutes(self.adapt)
            if self.part or self.dask:
                raise RasterGanError("adapt-parts")
        if self.guide and Path(self.guide).absolute() == Path(self.output).absolute():
            raise RasterGanError("output-is-input", path=self.output)
