"""What `checklayer` can find: a verdict, the finding in plain words, and what to do.  Sentences are filled with values."""

from __future__ import annotations

from typing import Any, Dict, NamedTuple

from .language import translatable

VERDICTS = ("good", "look", "bad")


class Words(NamedTuple):
    verdict: str
    finding: str
    fix: str = ""


class Finding(NamedTuple):
    """One check's outcome: a key of FINDINGS with what fills it."""

    check: str
    code: str
    values: Dict[str, Any]

    @property
    def verdict(self) -> str:
        return FINDINGS[self.code].verdict


CHECKS: Dict[str, str] = {
    "size": translatable("Pixel size"),
    "crs": translatable("CRS"),
    "type": translatable("Data type"),
    "range": translatable("Value range"),
    "bands": translatable("Bands"),
    "sensor": translatable("Sensor"),
    "noise": translatable("Noise"),
    "blur": translatable("Sharpness"),
    "jpeg": translatable("JPEG blocks"),
    "upsampled": translatable("Oversampling"),
    "nodata": translatable("Nodata"),
}
"""In the order in which they are told."""

FINDINGS: Dict[str, Words] = {
    "size-good": Words("good", translatable("A pixel is {size} m on the ground")),
    "size-unknown": Words(
        "look",
        translatable("How large a pixel is on the ground is not known"),
        translatable("Georeference the layer, or make sure that its pixels are what the model expects"),
    ),
    "size-oblong": Words(
        "look",
        translatable("A pixel is {width} m wide and {height} m high, models expect squares"),
        translatable("Warp to square pixels first (Raster > Projections > Warp)"),
    ),
    "size-model": Words(
        "look",
        translatable("A pixel is {size} m on the ground, {model} was trained on {low} to {high} m"),
        translatable("Choose a model for this pixel size, or expect less: new detail is even more of a guess"),
    ),
    "crs-good": Words("good", translatable("{crs}")),
    "crs-missing": Words(
        "look",
        translatable("The layer has no CRS"),
        translatable("Assign one (Raster > Projections > Assign projection)"),
    ),
    "crs-degrees": Words(
        "look",
        translatable(
            "The CRS counts in degrees ({crs}): a square on the ground is no square of pixels, and areas differ"
        ),
        translatable("Warp to a CRS in meters first, such as the UTM zone (Raster > Projections > Warp)"),
    ),
    "type-good": Words("good", translatable("{type}; {width} × {height} pixels")),
    "type-model": Words(
        "look",
        translatable("{type}, and {model} was made for 8-bit {bands}: colors may be less true"),
        translatable("Take {better}, which is made for any band, or convert to 8 bits first"),
    ),
    "type-palette": Words(
        "bad",
        translatable("Band {band} holds classes or palette entries: a value between two classes means nothing"),
        translatable("Convert it to RGB first (Raster > Conversion > PCT to RGB)"),
    ),
    "type-refused": Words(
        "bad",
        translatable("The data type is {got}, expected one in all bands: {expected}"),
        translatable("Convert it first (Raster > Conversion > Translate)"),
    ),
    "range-good": Words("good", translatable("Nearly all values lie between {low} and {high}")),
    "range-constant": Words(
        "bad",
        translatable("Every value of band {band} that was looked at is {low}"),
        translatable("Check the file: there is nothing to make finer"),
    ),
    "range-narrow": Words(
        "look",
        translatable("Nearly all values of band {band} lie between {low} and {high}: only {levels} steps"),
        translatable("Go back to the data before it was stretched or rounded: steps get visible"),
    ),
    "range-clipped": Words(
        "look",
        translatable("{share}% of band {band} is at {value}, the end of the data type's range"),
        translatable("Go back to the data before it was stretched: no model can tell what was cut off"),
    ),
    "bands-good": Words("good", translatable("{bands}")),
    "bands-usual": Words("good", translatable("Red, green and blue are bands {numbers}, as in files of this sensor")),
    "sensor-good": Words(
        "good",
        translatable(
            "Recognized as {sensor}. Published for its bands: MTF at the Nyquist frequency {low} to {high}%, which models are "
            "told instead of the measured sharpness"
        ),
    ),
    "bands-unknown": Words(
        "look",
        translatable(
            "{count} bands, and the layer does not say which are red, green and blue: each is taken by itself"
        ),
        translatable("If three of them are, give their numbers as BANDS, in that order"),
    ),
    "bands-swapped": Words(
        "bad",
        translatable("Band {band} is declared {declared} and called “{name}”"),
        translatable("Give red, green and blue as BANDS, in that order, or correct the declaration"),
    ),
    "bands-model": Words(
        "bad",
        translatable("{model} takes {bands} together, and the layer does not say which of its bands they are"),
        translatable("Give them as BANDS, or take {better}, which is made for any band"),
    ),
    "noise-good": Words(
        "good",
        translatable("Noise of about {noise} (standard deviation), {share}% of the range; measured on the layer"),
    ),
    "noise-look": Words(
        "look",
        translatable("Noise, or texture as fine as noise, of about {noise}, {share}% of the range"),
        translatable("Look at plain surfaces: if they are grainy, use ENHANCE"),
    ),
    "noise-bad": Words(
        "bad",
        translatable("Strong noise of about {noise}, {share}% of the value range: upscaling would keep it"),
        translatable("Use ENHANCE"),
    ),
    "noise-unknown": Words(
        "look",
        translatable("Noise could not be measured: too little of the layer is valid"),
        translatable("Look at plain surfaces by eye"),
    ),
    "blur-good": Words(
        "good",
        translatable(
            "Sharp: MTF at the Nyquist frequency {share}%, measured on the layer (contrast left at the finest pattern)"
        ),
    ),
    "blur-look": Words(
        "look",
        translatable(
            "Soft: MTF at the Nyquist frequency {share}%, measured on the layer (contrast left at the finest pattern)"
        ),
        translatable("Nothing to do: models are told of the blur. Expect less detail than of a sharp layer"),
    ),
    "blur-bad": Words(
        "bad",
        translatable(
            "Blurred: MTF at the Nyquist frequency {share}%, measured on the layer (contrast left at the finest "
            "pattern)"
        ),
        translatable("Look for a sharper source, or average pixels together until it is sharp"),
    ),
    "blur-unknown": Words(
        "look",
        translatable("Sharpness could not be measured: too few whole windows of 64 × 64 valid pixels"),
        translatable("Look at edges by eye"),
    ),
    "jpeg-good": Words("good", translatable("No blocks of 8 × 8 pixels")),
    "jpeg-look": Words(
        "look",
        translatable("Traces of JPEG blocks: {share}% more steps on a grid of 8 × 8 pixels"),
        translatable("Use ENHANCE if blocks can be seen"),
    ),
    "jpeg-bad": Words(
        "bad",
        translatable("JPEG blocks: {share}% more steps on a grid of 8 × 8 pixels; upscaling would keep them"),
        translatable("Get the data with less compression, or use ENHANCE"),
    ),
    "jpeg-unknown": Words(
        "look",
        translatable("JPEG blocks could not be looked for: too few valid pixels side by side"),
        translatable("Look at plain surfaces by eye"),
    ),
    "upsampled-good": Words("good", translatable("The pixels show what their size promises")),
    "upsampled-look": Words(
        "look",
        translatable("The pixels are about {factor} times finer than what they show"),
        translatable("Make pixels {factor} times coarser first, by averaging, if the source is not at hand"),
    ),
    "upsampled-bad": Words(
        "bad",
        translatable("The layer was oversampled: its pixels are about {factor} times too fine"),
        translatable("Go back to the source, or make pixels {factor} times coarser first, by averaging"),
    ),
    "upsampled-unknown": Words(
        "look",
        translatable("Too few whole windows of 64 × 64 valid pixels to see whether the layer is oversampled"),
        translatable("Ask whoever made the layer"),
    ),
    "nodata-good": Words("good", translatable("{share}% of the layer is nodata")),
    "nodata-look": Words(
        "look",
        translatable("{share}% of the layer is nodata: it is kept as it is"),
        translatable("Choose an EXTENT where there is data, to save time and space"),
    ),
    "nodata-all": Words(
        "bad",
        translatable("Everything that was looked at is nodata"),
        translatable("Check the layer's nodata value and mask (Layer Properties > Transparency)"),
    ),
    "nodata-undeclared-band": Words(
        "look",
        translatable("{share}% of band {band} is {value}, and not declared as nodata"),
        translatable("If {value} means nothing here, declare it as nodata of that band, or take the bands one by one"),
    ),
    "nodata-undeclared": Words(
        "look",
        translatable("{share}% of the layer is {value} in every band, and not declared as nodata"),
        translatable(
            "If {value} means nothing here, declare it (Raster > Conversion > Translate > Assign nodata value)"
        ),
    ),
}

NOTES: Dict[str, str] = {
    **{f"check-{check}": name for check, name in CHECKS.items()},
    **{code: words.finding for code, words in FINDINGS.items()},
    **{f"{code}-fix": words.fix for code, words in FINDINGS.items() if words.fix},
}
"""The same sentences for a log: a finding, and what to do under its code with `-fix` behind it."""
