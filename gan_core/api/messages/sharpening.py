"""What can be wrong with a raster and the finer one that is to sharpen it."""

from __future__ import annotations

from ..language import translatable

SENTENCES: dict[str, str] = {
    "guide-missing": translatable("GUIDE: expected a finer raster of the same ground, got none. Name one."),
    "guide-unreadable": translatable("GUIDE: expected a raster that GDAL can open, got {path} ({reason})"),
    "guide-bands": translatable(
        "GUIDE_BANDS: expected different band numbers from 1 to {count} (no transparency band), got {got}."
    ),
    "guide-coarse": translatable(
        "GUIDE: expected a raster whose pixels are {least} to {most:.0f} times smaller than the input's, got {ratio:.2f}. "
        "Choose a finer raster, or swap the two."
    ),
    "guide-apart": translatable(
        "GUIDE: expected a raster of the same ground, but {guide} and {input} do not overlap. Check both layers' CRS."
    ),
    "guide-crs": translatable(
        "GUIDE: expected that both rasters say where they lie, or neither; only one of {guide} and {input} has a CRS. "
        "Assign it first (Raster > Projections > Assign Projection)."
    ),
    "guide-turned": translatable(
        "GUIDE: expected a raster whose rows run from west to east and north comes first where the input lies otherwise; "
        "{path} is rotated. Warp it first (Raster > Projections > Warp)."
    ),
    "guide-flat": translatable(
        "GUIDE: expected a raster that shows the ground, but the valid pixels of {path} all have one value where it overlaps "
        "the input. Choose another band or raster."
    ),
    "guide-shifted": translatable(
        "GUIDE: the two rasters do not seem to be aligned (perhaps {shift:.1f} pixels of the input apart); by how "
        "much can't be told. Georeference one on the other; or, if you are sure of both, switch REGISTER off."
    ),
    "adapt-model": translatable(
        "ADAPT: expected a model with a network, got the regression alone. Leave MODEL empty or name a model."
    ),
    "adapt-small": translatable(
        "ADAPT: these layers are too small to learn from: at least 48 pixels of the input have to be left beside 36 that "
        "decide. Leave ADAPT at 0."
    ),
    "adapt-parts": translatable(
        "ADAPT: parts made on several computers would each learn by themselves. Adapt once without parts, then name the "
        "adapted model."
    ),
    "evaluate-guided": translatable(
        "{name}: expected nothing beside GUIDE: a model that sharpens is evaluated on the layers themselves, on all "
        "bands. Leave it empty, or leave GUIDE empty."
    ),
    "unguided": translatable("UNGUIDED: expected one of {expected}, got {got}."),
    "sharpen-bands": translatable(
        "MODEL: {model} is for {expected}; the names of this layer's bands are others. Leave MODEL empty, or name the bands."
    ),
}
