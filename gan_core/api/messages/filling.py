"""What can be wrong with gaps, and with what is to fill them."""

from __future__ import annotations

from ..language import translatable

SENTENCES: dict[str, str] = {
    "gaps-nothing": translatable(
        "INPUT: expected gaps to fill, but every pixel of {path} is valid. If it has missing pixels, say which: VALUE for a "
        "number that stands for them, MASK or GAPS for where they are. Nothing was written."
    ),
    "gaps-everything": translatable(
        "INPUT: expected valid pixels beside the gaps, but all of {path} is a gap here. Check its nodata value, VALUE, MASK "
        "and GAPS. Nothing was written."
    ),
    "gaps-wide": translatable(
        "WIDEST: all gaps are wider than {widest} pixels, or open towards the layer's edge, so none would be filled. Name a "
        "REFERENCE that shows what lies there, or raise WIDEST (at most {most}). Nothing was written."
    ),
    "gaps-unreadable": translatable("GAPS: expected a polygon layer that GDAL can open, got {path} ({reason})"),
    "gaps-none": translatable("GAPS: expected polygons, but {path} has none. Draw some, or select others."),
    "gaps-shape": translatable("GAPS: expected polygons, got {got}. Buffer points and lines first."),
    "mask-unreadable": translatable("MASK: expected a raster that GDAL can open, got {path} ({reason})"),
    "mask-crs": translatable(
        "MASK: expected that both rasters say where they lie, or neither; only one of {path} and {input} has a CRS. Assign it "
        "first (Raster > Projections > Assign Projection)."
    ),
    "reference-unreadable": translatable("REFERENCE: expected a raster that GDAL can open, got {path} ({reason})"),
    "reference-crs": translatable(
        "REFERENCE: expected that both rasters say where they lie, or neither; only one of {path} and {input} has a CRS. "
        "Assign it first (Raster > Projections > Assign Projection)."
    ),
    "reference-apart": translatable(
        "REFERENCE: expected a raster of the same ground, but {path} and {input} have no valid pixels in common. Check both "
        "layers' CRS, and the nodata value of the reference."
    ),
    "reference-shifted": translatable(
        "REFERENCE: it does not lie on the layer, but at least {shift:.0f} pixels beside it. Georeference one on the other; "
        "or, if you are sure of both, switch REGISTER off."
    ),
    "widest": translatable("WIDEST: expected a whole number of pixels from {least} to {most}, got {got}."),
    "filled-output": translatable("FILLED: expected another file than OUTPUT, got {path} for both."),
}
