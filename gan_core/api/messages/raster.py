"""What can be wrong with a layer, or with what a run of it was asked for."""

from __future__ import annotations

from ..language import translatable

SENTENCES: dict[str, str] = {
    "input-not-raster": translatable(
        "INPUT: expected a raster that GDAL can open, got {path} ({reason}). Check the path and the format."
    ),
    "input-no-bands": translatable("INPUT: expected a raster with bands, {path} has none. {subdatasets}"),
    "input-unreadable": translatable(
        "INPUT: {path} can't be read at column {column}, row {row} ({reason}). "
        "The file may be truncated or damaged: copy it again from its source."
    ),
    "input-palette": translatable(
        "INPUT: expected continuous values, band {band} of {path} holds classes or palette entries, and a value between "
        "two classes means nothing. Convert it to RGB first (Raster > Conversion > PCT to RGB)."
    ),
    "input-type": translatable(
        "INPUT: expected one data type in all bands ({expected}), got {got}. Convert it first "
        "(Raster > Conversion > Translate)."
    ),
    "input-extreme": translatable(
        "INPUT: expected values up to {most}, those of band {band} are larger, and sums of them are no numbers any more. "
        "Declare as nodata what is no measurement, or scale the values (Raster > Raster Calculator)."
    ),
    "input-changed": translatable(
        "INPUT: {name} was replaced, changed or removed during the run, so the result would be of two rasters. Nothing was "
        "written. Run again when the file is complete."
    ),
    "bands-unknown": translatable(
        "BANDS: expected {expected} different band numbers from 1 to {count} (no transparency band), got {got}."
    ),
    "bands-many": translatable(
        "BANDS: expected at most {most} bands to look at, got {got}. Choose the most telling ones."
    ),
    "extent-outside": translatable(
        "EXTENT: expected a rectangle that overlaps the raster ({raster}), got {got}. Check its CRS."
    ),
    "extent-order": translatable(
        "EXTENT: expected XMIN below XMAX and YMIN below YMAX, got {got} (XMIN, YMIN to XMAX, YMAX). Put them in this order; "
        "only in degrees may XMIN be the larger one, for an extent over the date line."
    ),
    "extent-dateline": translatable(
        "EXTENT: {got} crosses the date line, and this raster ({raster}) ends there: it would take two rectangles. Run each "
        "side by itself."
    ),
    "tile-size": translatable("TILE_SIZE: expected 0 (automatic) or 64 to 4096 pixels, got {got}."),
    "precision": translatable("PRECISION: expected one of {expected}, got {got}."),
    "strength": translatable("STRENGTH: expected 0 (faithful) to 1 (full detail), got {got}."),
    "noise": translatable(
        "NOISE: expected 0 or a positive number in the layer's units, got {got}. Leave it empty to measure it."
    ),
    "sensor": translatable("SENSOR: expected one of {expected}, got {got}. auto recognizes the sensor or measures it."),
    "sharpness": translatable(
        "SHARPNESS: expected a number above 0 and at most 1 (sharp), got {got}. Leave it empty to measure it."
    ),
    "minimum": translatable("MINIMUM: expected a confidence of 0 to 100 percent, got {got}."),
    "trust-passes": translatable("TRUST_PASSES: expected 2 to {most}, got {got}."),
    "trust-below": translatable("TRUST_BELOW: expected 0 to 100, got {got}."),
    "trust-doubtful": translatable("DOUBTFUL: expected one of {expected}, got {got}."),
    "trust-output": translatable("TRUST: expected a file other than OUTPUT, got {path}. Choose another name."),
    "trust-nodata": translatable(
        "DOUBTFUL: the layer has no nodata value, mask or transparency that could say “nothing here”. Give it a nodata value "
        "(Raster > Conversion > Translate), or choose to soften doubtful pixels."
    ),
    "classifier-missing": translatable(
        "MODEL: expected a classifier; at hand are {known}. Choose one, or run rastergan:trainclassifier."
    ),
    "classifier-bands": translatable(
        "INPUT: {model} looks at {expected} bands ({bands}), the raster has {got}. Name the right ones in BANDS, or train a "
        "classifier on this raster."
    ),
    "detect-score": translatable("SCORE: expected 0 to 1, or nothing for the model's own, got {got}."),
    "detect-views": translatable("VIEWS: expected one of {expected}, got {got}."),
    "detect-model": translatable(
        "MODEL: expected a detector of the library: {expected}. Run rastergan:traindetector to make one."
    ),
    "detect-bands": translatable(
        "MODEL: {model} looks at {expected} bands ({names}), this raster gives it {got}. Name that many in BANDS, in this "
        "order, or choose another model."
    ),
    "detect-class": translatable("CLASS: expected one of {expected}, got {got}."),
    "evaluate-other": translatable(
        "OTHER: expected a model with the scale and bands of {expected}, got {got}. Choose another."
    ),
    "downstream-bands": translatable(
        "DOWNSTREAM: {model} takes {expected} bands ({names}), and the model is evaluated on the bands {got}. Choose "
        "just those under BANDS, or a model for single bands."
    ),
    "repeat-file": translatable(
        "FILE: {path} is no job file of an output ({reason}). Name the .json that lies beside it."
    ),
    "repeat-input": translatable(
        "INPUT: the job read {name}, which is not a file that is still there; addresses are not kept, as they may hold a "
        "password. Name the raster in INPUT."
    ),
    "repeat-changed": translatable(
        "{what} is not what the job was run with (sha256 {got}, expected {expected}), so the pixels would differ. Find the "
        "one of then, or run the algorithm itself."
    ),
}
