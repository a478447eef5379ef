"""The job that sharpens a raster by a finer one of the same ground."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Tuple

from ..errors import RasterGanError
from . import options as shared
from .base import check_choice, check_minutes, check_name, option
from .raster import RasterJob

REGRESSION = "regression"
"""In place of a model: the local regression alone, without a network."""
UNGUIDED = ("nodata", "interpolate")


@dataclass(frozen=True)
class SharpenJob(RasterJob):
    """Sharpen a raster by a finer one of the same ground: all bands of Sentinel-2 at 10 m, or pansharpening."""

    verb: ClassVar[str] = "sharpen"
    task: ClassVar[str] = "sharpen"

    guide: str = option("finer raster of the same ground, on whose grid the result lies", "", position=1)
    guide_bands: Tuple[int, ...] = shared.bands("bands of the guide to look at (1,2,3,4); all when left out")
    unguided: str = option(
        "what becomes of pixels that the raster covers and the guide does not: nodata, or plain interpolation",
        "nodata",
        choices=UNGUIDED,
    )
    register: bool = option("trust the files' positions: do not measure how far the two rasters are apart", True)
    consistent: bool = option("do not hold the result to the raster's own values", True)

    adapt: float = option(
        "minutes in which the model first learns on these very layers, made coarser; 0 for none. It is kept where it is "
        "better on a part that it did not learn from",
        0.0,
        type=float,
    )
    name: str = option("what to call the adapted model in the library; after the raster when left out", "")
    folder: str = shared.model_folder()

    def __post_init__(self) -> None:
        super().__post_init__()
        check_choice("unguided", self.unguided, UNGUIDED)
        check_name(self.name)
        if self.adapt:
            check_minutes(self.adapt)
            if self.part or self.dask:
                raise RasterGanError("adapt-parts")
        if self.guide and Path(self.guide).absolute() == Path(self.output).absolute():
            raise RasterGanError("output-is-input", path=self.output)
