"""The job that fills the gaps of a raster."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Optional, Tuple

from ..errors import RasterGanError
from .base import check_strength, option
from .raster import RasterJob

CLASSICAL = "classical"
"""In place of a model: interpolation and regression alone, without a network."""
NARROWEST, WIDEST = 1, 256
"""Pixels."""


@dataclass(frozen=True)
class FillGapsJob(RasterJob):
    """Fill the gaps of a raster: clouds, stripes, seams and holes; what is no gap stays as it is, bit for bit."""

    verb: ClassVar[str] = "fillgaps"
    task: ClassVar[str] = "fillgaps"
    second_field: ClassVar[str] = "filled"
    also_read: ClassVar[Tuple[str, ...]] = ("gaps", "mask", "reference")

    input: str = option(
        "Any raster of continuous values that GDAL opens. Its nodata pixels are gaps, each band's for itself, and so is what "
        "its mask or transparency hides.",
        label="Layer with gaps",
    )
    model: str = option(
        "A model's id or the path of its file; “classical” does without a network. Empty: the one for any bands.",
        "",
        label="Model",
    )
    gaps: str = option(
        "Polygons around clouds, shadows or seams, in any CRS; selected features alone work too. A pixel is a gap where its "
        "center lies in a polygon. Empty: none.",
        "",
        label="Polygons around gaps",
    )
    mask: str = option(
        "A raster that is not 0 where a gap is, on any grid and in any CRS: a cloud mask. Empty: none.",
        "",
        label="Mask of gaps (raster, 0 = no gap)",
    )
    value: Tuple[float, ...] = option(
        "Numbers that mean that nothing is there, where the layer does not declare them as nodata (0 or 0,255). Empty: none.",
        (),
        label="Missing values",
        type=float,
        metavar="N,N",
    )
    reference: str = option(
        "Another date or sensor of the same area: any bands, grid and CRS. Where it is valid, gaps of any width are filled "
        "from it, in the layer's own brightness; without one, from what lies around them. Empty: none.",
        "",
        label="Reference layer (same area)",
    )
    register: bool = option(
        "Check whether the reference is aligned with the layer: layers are often a pixel apart. That is measured, and "
        "corrected where it is sure; switch it off if you know that they fit.",
        True,
        label="Check the alignment of the reference",
    )
    widest: int = option(
        "Gaps wider than this are left as they are where no reference shows them, and so is what is open towards the layer's "
        "edge. Higher values fill more, with less truth.",
        64,
        label="Widest gap to fill (pixels)",
        type=int,
    )
    strength: Optional[float] = option(
        "How much texture the GAN makes up in gaps: 0 is nearest to the truth on average, 1 looks most like the ground around. "
        "Empty: 0.5. Beside a reference nothing is made up. Models without GAN weights stay at 0; the log says so.",
        None,
        label="GAN detail strength (0 faithful, 1 full)",
        type=float,
    )
    filled: str = option(
        "A second layer of two bands: how far a filled pixel is from the nearest valid one, and how sure its value is, from 1 "
        "to 100 (50 means that nine in ten are within 8% of the value range; more can hardly be promised). Outside the gaps "
        "both are 0, and 255 where a gap was left. Empty: none.",
        "",
        label="Map of filled pixels",
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        check_strength(self.strength)
        if not NARROWEST <= self.widest <= WIDEST:
            raise RasterGanError("widest", least=NARROWEST, most=WIDEST, got=self.widest)
        if self.filled and Path(self.filled).absolute() == Path(self.output).absolute():
            raise RasterGanError("filled-output", path=self.filled)
