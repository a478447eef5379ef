"""What `checklayer` can find: a verdict, the finding in plain words, and what to do.  Sentences are filled with values."""

from __future__ import annotations

from typing import Any, Dict, NamedTuple

from .language import QT_TRANSLATE_NOOP

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
    "size": QT_TRANSLATE_NOOP("@default", "Pixel size"),
    "crs": QT_TRANSLATE_NOOP("@default", "CRS"),
    "type": QT_TRANSLATE_NOOP("@default", "Data type"),
    "range": QT_TRANSLATE_NOOP("@default", "Range"),
    "bands": QT_TRANSLATE_NOOP("@default", "Bands"),
    "noise": QT_TRANSLATE_NOOP("@default", "Noise"),
    "blur": QT_TRANSLATE_NOOP("@default", "Sharpness"),
    "jpeg": QT_TRANSLATE_NOOP("@default", "JPEG blocks"),
    "upsampled": QT_TRANSLATE_NOOP("@default", "Made finer before"),
    "nodata": QT_TRANSLATE_NOOP("@default", "Nodata"),
}
"""In the order in which they are told."""

FINDINGS: Dict[str, Words] = {
    "size-good": Words("good", QT_TRANSLATE_NOOP("@default", "A pixel is {size} m on the ground")),
    "size-unknown": Words(
        "look",
        QT_TRANSLATE_NOOP("@default", "How large a pixel is on the ground is not known"),
        QT_TRANSLATE_NOOP(
            "@default", "Georeference the layer, or make sure that its pixels are what the model expects"
        ),
    ),
    "size-oblong": Words(
        "look",
        QT_TRANSLATE_NOOP("@default", "A pixel is {width} m wide and {height} m high, models expect squares"),
        QT_TRANSLATE_NOOP("@default", "Warp to square pixels first (Raster > Projections > Warp)"),
    ),
    "size-model": Words(
        "look",
        QT_TRANSLATE_NOOP("@default", "A pixel is {size} m on the ground, {model} was trained on {low} to {high} m"),
        QT_TRANSLATE_NOOP(
            "@default", "Choose a model for this pixel size, or expect less: new detail is a wilder guess"
        ),
    ),
    "crs-good": Words("good", QT_TRANSLATE_NOOP("@default", "{crs}")),
    "crs-missing": Words(
        "look",
        QT_TRANSLATE_NOOP("@default", "The layer has no CRS"),
        QT_TRANSLATE_NOOP("@default", "Assign one (Raster > Projections > Assign projection)"),
    ),
    "crs-degrees": Words(
        "look",
        QT_TRANSLATE_NOOP(
            "@default",
            "The CRS counts in degrees ({crs}): a square on the ground is no square of pixels, and areas differ",
        ),
        QT_TRANSLATE_NOOP(
            "@default", "Warp to a CRS in metres first, such as the UTM zone (Raster > Projections > Warp)"
        ),
    ),
    "type-good": Words("good", QT_TRANSLATE_NOOP("@default", "{type}; {width} x {height} pixels")),
    "type-model": Words(
        "look",
        QT_TRANSLATE_NOOP("@default", "{type}, and {model} was made for 8-bit {bands}: colours may be less true"),
        QT_TRANSLATE_NOOP("@default", "Take {better}, which is made for any band, or convert to 8 bits first"),
    ),
    "type-palette": Words(
        "bad",
        QT_TRANSLATE_NOOP(
            "@default", "Band {band} holds classes or palette entries: a value between two classes means nothing"
        ),
        QT_TRANSLATE_NOOP("@default", "Convert it to RGB first (Raster > Conversion > PCT to RGB)"),
    ),
    "type-refused": Words(
        "bad",
        QT_TRANSLATE_NOOP("@default", "The data type is {got}, expected {expected}"),
        QT_TRANSLATE_NOOP("@default", "Convert it first (Raster > Conversion > Translate)"),
    ),
    "range-good": Words("good", QT_TRANSLATE_NOOP("@default", "Nearly all values lie between {low} and {high}")),
    "range-constant": Words(
        "bad",
        QT_TRANSLATE_NOOP("@default", "Every value of band {band} that was looked at is {low}"),
        QT_TRANSLATE_NOOP("@default", "Check the file: there is nothing to make finer"),
    ),
    "range-narrow": Words(
        "look",
        QT_TRANSLATE_NOOP(
            "@default", "Nearly all values of band {band} lie between {low} and {high}: only {levels} steps"
        ),
        QT_TRANSLATE_NOOP("@default", "Go back to the data before it was stretched or rounded: steps get visible"),
    ),
    "range-clipped": Words(
        "look",
        QT_TRANSLATE_NOOP("@default", "{share} % of band {band} stand at {value}, the end of the data type's range"),
        QT_TRANSLATE_NOOP(
            "@default", "Go back to the data before it was stretched: no model can tell what was cut off"
        ),
    ),
    "bands-good": Words("good", QT_TRANSLATE_NOOP("@default", "{bands}")),
    "bands-unknown": Words(
        "look",
        QT_TRANSLATE_NOOP(
            "@default",
            "{count} bands, and the layer does not say which are red, green and blue: each is taken by itself",
        ),
        QT_TRANSLATE_NOOP("@default", "If three of them are, name their numbers in BANDS, in that order"),
    ),
    "bands-swapped": Words(
        "bad",
        QT_TRANSLATE_NOOP("@default", "Band {band} is declared {declared} and called “{name}”"),
        QT_TRANSLATE_NOOP("@default", "Name red, green and blue in BANDS, in that order, or correct the declaration"),
    ),
    "bands-model": Words(
        "bad",
        QT_TRANSLATE_NOOP(
            "@default", "{model} takes {bands} together, and the layer does not say which of its bands they are"
        ),
        QT_TRANSLATE_NOOP("@default", "Name them in BANDS, or take {better}, which is made for any band"),
    ),
    "noise-good": Words(
        "good", QT_TRANSLATE_NOOP("@default", "Noise of about {noise} (standard deviation), {share} % of the range")
    ),
    "noise-look": Words(
        "look",
        QT_TRANSLATE_NOOP("@default", "Noise, or texture as fine as noise, of about {noise}, {share} % of the range"),
        QT_TRANSLATE_NOOP("@default", "Look at plain surfaces: if they are grainy, enhance first (ENHANCE)"),
    ),
    "noise-bad": Words(
        "bad",
        QT_TRANSLATE_NOOP(
            "@default", "Strong noise of about {noise}, {share} % of the range: it would be made finer too"
        ),
        QT_TRANSLATE_NOOP("@default", "Enhance first (ENHANCE)"),
    ),
    "noise-unknown": Words(
        "look",
        QT_TRANSLATE_NOOP("@default", "Noise could not be measured: too little of the layer is valid"),
        QT_TRANSLATE_NOOP("@default", "Look at plain surfaces by eye"),
    ),
    "blur-good": Words(
        "good", QT_TRANSLATE_NOOP("@default", "Sharp: about {share} % of the contrast is left at the finest pattern")
    ),
    "blur-look": Words(
        "look",
        QT_TRANSLATE_NOOP("@default", "Soft: about {share} % of the contrast is left at the finest pattern"),
        QT_TRANSLATE_NOOP("@default", "Enhance first (ENHANCE), or expect a soft result"),
    ),
    "blur-bad": Words(
        "bad",
        QT_TRANSLATE_NOOP("@default", "Blurred: about {share} % of the contrast is left at the finest pattern"),
        QT_TRANSLATE_NOOP("@default", "Look for a sharper source, or average pixels together until it is sharp"),
    ),
    "blur-unknown": Words(
        "look",
        QT_TRANSLATE_NOOP("@default", "Sharpness could not be measured: too few whole windows of 64 x 64 valid pixels"),
        QT_TRANSLATE_NOOP("@default", "Look at edges by eye"),
    ),
    "jpeg-good": Words("good", QT_TRANSLATE_NOOP("@default", "No blocks of 8 x 8 pixels")),
    "jpeg-look": Words(
        "look",
        QT_TRANSLATE_NOOP("@default", "Traces of JPEG blocks: {share} % more steps on a grid of 8 x 8 pixels"),
        QT_TRANSLATE_NOOP("@default", "Enhance first (ENHANCE) if blocks can be seen"),
    ),
    "jpeg-bad": Words(
        "bad",
        QT_TRANSLATE_NOOP(
            "@default", "JPEG blocks: {share} % more steps on a grid of 8 x 8 pixels; they would be made finer"
        ),
        QT_TRANSLATE_NOOP("@default", "Get the data with less compression, or enhance first (ENHANCE)"),
    ),
    "jpeg-unknown": Words(
        "look",
        QT_TRANSLATE_NOOP("@default", "JPEG blocks could not be looked for: too few valid pixels side by side"),
        QT_TRANSLATE_NOOP("@default", "Look at plain surfaces by eye"),
    ),
    "upsampled-good": Words("good", QT_TRANSLATE_NOOP("@default", "The pixels show what their size promises")),
    "upsampled-look": Words(
        "look",
        QT_TRANSLATE_NOOP("@default", "The pixels are about {factor} times finer than what they show"),
        QT_TRANSLATE_NOOP(
            "@default", "Make pixels {factor} times coarser first, by averaging, if the source is not at hand"
        ),
    ),
    "upsampled-bad": Words(
        "bad",
        QT_TRANSLATE_NOOP("@default", "The layer was made finer before: its pixels are about {factor} times too fine"),
        QT_TRANSLATE_NOOP(
            "@default", "Go back to the source, or make pixels {factor} times coarser first, by averaging"
        ),
    ),
    "upsampled-unknown": Words(
        "look",
        QT_TRANSLATE_NOOP(
            "@default", "Too few whole windows of 64 x 64 valid pixels to see whether it was made finer before"
        ),
        QT_TRANSLATE_NOOP("@default", "Ask whoever made the layer"),
    ),
    "nodata-good": Words("good", QT_TRANSLATE_NOOP("@default", "{share} % of the layer are nodata")),
    "nodata-look": Words(
        "look",
        QT_TRANSLATE_NOOP("@default", "{share} % of the layer are nodata: they are kept as they are"),
        QT_TRANSLATE_NOOP("@default", "Cut the layer to where there is data (EXTENT), to save time and space"),
    ),
    "nodata-all": Words(
        "bad",
        QT_TRANSLATE_NOOP("@default", "Everything that was looked at is nodata"),
        QT_TRANSLATE_NOOP("@default", "Check the layer's nodata value and mask (Layer Properties > Transparency)"),
    ),
    "nodata-undeclared": Words(
        "look",
        QT_TRANSLATE_NOOP("@default", "{share} % of the layer are {value} in every band, and not declared as nodata"),
        QT_TRANSLATE_NOOP(
            "@default",
            "If {value} means nothing here, declare it (Raster > Conversion > Translate > Assign nodata value)",
        ),
    ),
}

NOTES: Dict[str, str] = {
    **{code: words.finding for code, words in FINDINGS.items()},
    **{f"{code}-fix": words.fix for code, words in FINDINGS.items() if words.fix},
}
"""The same sentences for a log: a finding, and what to do under its code with `-fix` behind it."""
