"""What is worth a line in the log, a sentence for each code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from . import findings, training_notes, verdict_notes
from .errors import renamed, told
from .language import translatable

NOTES: dict[str, str] = {
    **findings.NOTES,
    **training_notes.NOTES,
    **verdict_notes.NOTES,
    "checked": translatable("{bad} failed, {look} warnings, {good} passed"),
    "model": translatable("Band {bands}: {model}"),
    "model-automatic": translatable("Model chosen by the number and kind of bands: {model}"),
    "model-unused": translatable(
        "{model} takes {bands} together, and this layer does not say which of its bands they are, so {used} takes "
        "each band by itself. To use {model}, give its bands in BANDS"
    ),
    "model-mismatch": translatable(
        "{model} was made for {bands}, and bands {numbers} are not declared as these: colors may be less true. {better} "
        "takes each band by itself and is made for any band"
    ),
    "bands-unlike": translatable(
        "{model} sees its bands in one range, and these are too unlike for it ({ranges}): {used} takes each band by itself"
    ),
    "alpha": translatable("Band {bands}: transparency, repeated unchanged"),
    "no-gan": translatable("{model} has faithful weights only: no GAN detail is added"),
    "plan": translatable(
        "{width} × {height} pixels; tiles: {tiles}, each {core} pixels wide with {halo} more around; computing on {device}"
    ),
    "seams": translatable("{model} takes more context than its tiles hold: faint seams between tiles are possible"),
    "precision": translatable(
        "{model} computes in {kind}, {gain:.1f} times faster here; 99.9% of its values differ by at most {difference:.2g}% "
        "of the range"
    ),
    "precision-exact": translatable("{model} computes exactly: fewer bits would not be faster here, or would be seen"),
    "parts": translatable("{count} parts for {workers} workers"),
    "parts-kept": translatable("{done} parts are there already, of an earlier run of this job"),
    "parts-again": translatable("A worker was lost: its part goes to another"),
    "parts-joining": translatable("All parts are made; putting them together"),
    "rpcs-unreadable": translatable(
        "The layer's RPCs hold values that are no numbers: they are left out of the output"
    ),
    "gcp-names": translatable(
        "The layer's ground control points are kept, their names and descriptions are not: a GeoTIFF has no room for them"
    ),
    "device-failed": translatable("{device} failed ({reason}): going on with the processor"),
    "memory": translatable("Memory is short: going on with {remedy}; the pixels stay the same"),
    "sensor": translatable(
        "Band {bands}, sensor {sensor}: {response:.2f} of the finest pattern's contrast is left (1: perfect), noise "
        "{noise:.3g} (standard deviation)"
    ),
    "sensor-unknown": translatable(
        "Band {bands}: too flat or too small to measure its sensor; taken as usual: {response:.2f} of the finest pattern's "
        "contrast, no noise. Choose a SENSOR, or give SHARPNESS and NOISE"
    ),
    "sharpen-response": translatable(
        "What the sensor leaves of the finest pattern's contrast (1: perfect): {bands} ({sensor})"
    ),
    "sharpen-response-unknown": translatable(
        "{bands}: how much the sensor blurs is not published, and can't be measured beside this guide: these bands of the "
        "result are not held to the input's values. Name a SENSOR to take its usual blur"
    ),
    "adapt-known": translatable("{model} was adapted to these layers before: it is used again"),
    "adapt-kept": translatable(
        "Adapted: {gain:.2f} dB better on a part that was not learned from. In the library as {model}"
    ),
    "adapt-refused": translatable(
        "Learning on these layers made {model} no better on the validation part: it stays as it was"
    ),
    "sharpen-empty": translatable(
        "A look at the input, spread over all of it, met no valid pixel: check its nodata value and mask"
    ),
    "sharpen-unmeasured": translatable(
        "The layers are too small or too much of them is invalid to measure whether they lie on each other: their positions "
        "are believed"
    ),
    "sharpen-aligned": translatable("The two rasters are aligned to {doubt:.2f} pixels of the input"),
    "sharpen-moved": translatable(
        "The two rasters lie {columns:.2f} columns and {rows:.2f} rows of the guide apart, measured to {doubt:.2f} pixels of "
        "the input: the input is moved onto the guide"
    ),
    "sharpen-reseen": translatable(
        "Seen again through its sensor, what is held to the input differs from it by {error:.3f} standard deviations of the "
        "bands"
    ),
    "fill-unmeasured": translatable(
        "Too little of the reference looks like the layer to measure whether it is aligned: its position is believed"
    ),
    "fill-aligned": translatable("The reference is aligned to {doubt:.2f} pixels"),
    "fill-moved": translatable(
        "The reference lay beside the layer, measured to {doubt:.2f} pixels: it is moved by {columns:.2f} columns to the right "
        "and {rows:.2f} rows down"
    ),
    "filled": translatable(
        "Filled: {share:.2f}% of the pixels ({filled}), the mean sureness is {sureness:.0f} of 100; the farthest lies "
        "{farthest:.0f} pixels from a valid one. Left as they are, too wide or open towards the edge: {left} pixels"
    ),
    "sharpening-better": translatable(
        "{model} is worth using here: made coarser, its error (RMSE) is {less:.0f}% smaller than bicubic interpolation's and "
        "{added:.0f}% smaller than the regression's alone (tiles: {tiles})."
    ),
    "sharpening-no-better": translatable(
        "{model} is no better here than the regression alone: made coarser, its error (RMSE) is {less:.0f}% smaller than "
        "bicubic interpolation's, but {regression:.0f}% of the regression's (tiles: {tiles})."
    ),
    "sharpening-regression": translatable(
        "The regression is worth using here: made coarser, its error (RMSE) is {less:.0f}% smaller than bicubic "
        "interpolation's (tiles: {tiles})."
    ),
    "sharpening-worse": translatable(
        "Do not sharpen these layers with {model}: made coarser, its error (RMSE) is {share:.0f}% of bicubic interpolation's "
        "(tiles: {tiles})."
    ),
    "shift": translatable(
        "Largest shift of the mean of a block of 8 × 8 pixels: {error:.2f} standard errors of what was removed (at most 3)"
    ),
    "identical": translatable(
        "{model}: the result and the truth are identical on at least one tile (PSNR is infinite)"
    ),
    "trust-claim": translatable(
        "Trust: {trusted:.0f}% of the pixels have 80 or more; at least 90% of these are within 2% of the value range"
    ),
    "trust-uncalibrated": translatable(
        "Trust: {trusted:.0f}% of the pixels have 80 or more. It is uncalibrated, an order of pixels but no promise: "
        "{reason}"
    ),
    "scene": translatable("{satellite} {level}, {date}: {scene}"),
    "scene-baseline": translatable("Processing baseline {baseline}"),
    "scene-layer": translatable("{layer}: {bands}; {width} × {height} pixels of {pixel:g} map units"),
    "scene-layer-bare": translatable(
        "{layer}: {bands}; {width} × {height} pixels, which have no position on a map yet"
    ),
    "scene-missing": translatable("Bands of this sensor that the scene does not hold: {bands}"),
    "scene-left-out": translatable("Left out, as none of its files is there: {layer} ({bands})"),
    "scene-bare": translatable(
        "Known by the names of its files alone: its level, scale and offset are unknown. Name its metadata file to have them"
    ),
    "scene-preset": translatable("Sensor: {sensor}. It stands in the layers: nothing is to be chosen for it elsewhere"),
    "scene-preset-unknown": translatable("Sensor: unknown. Upscale and Enhance measure its blur and noise"),
    "scene-packed-tight": translatable(
        "{path} is compressed as a whole: whatever reads the layers unpacks it from the beginning each time. Unpack it, or "
        "choose the format GeoTIFF"
    ),
    "enhanced": translatable("Enhanced first; upscaling the result"),
    "objects-found": translatable("{count} detections with a score of {score:.2f} or more"),
    "other-range": translatable(
        "The values of {band} (about {got:.4g}) are not like those that {model} was trained on: the map may be wrong. Check "
        "BANDS, or train a classifier on this raster"
    ),
    "generated": translatable("{count} synthetic tiles made with {model}; {outside} cut at the edge"),
    "imported": translatable("In the library as {model}: {title}; bands: {bands}, context margin {halo} pixels"),
    "reading": translatable(
        "The file does not say in which range its network sees values; what keeps plain gray best: {reading}"
    ),
    "grey": translatable(
        "Plain gray does not stay gray, by up to {error:.3g}% of the range: it may be no network for upscaling or cleaning. "
        "Keeping the input's values takes that out of an upscaled layer"
    ),
    "no-licence": translatable(
        "{model} has no license in its card: check where its weights come from whether you may use them, and import "
        "it again with LICENCE"
    ),
    "exported": translatable(
        "Checked against this program: pixels differ by up to {error:.3g}, 1 being the whole range"
    ),
    "export-unchecked": translatable("The exported file was not checked: the Python package onnxruntime is missing"),
    "begins-anew": translatable(
        "An earlier run was interrupted before a part of it was saved, or had other settings: starting from the beginning"
    ),
    "going-on": translatable("An earlier run of the same was interrupted: resuming at {share:.0%}, which is finished"),
    "forecast": translatable(
        "It will take about {time}, {memory} of memory and {disk} on the disk for the whole output"
    ),
    "drive-waits": translatable(
        "The drive with {name} has not answered for {seconds} s. It goes on by itself when the drive answers; if it fails, "
        "what is finished is kept"
    ),
    "part-kept": translatable(
        "{share:.0%} is finished and kept in {path}: run the same again to go on from there, or delete that file"
    ),
    "file-lossy": translatable(
        "{name}: this format, with these creation options, does not keep every value: in the file they differ from what was "
        "computed by up to {error:.3g} (band {band}). What is told of the result is measured in the file"
    ),
    "file-lost": translatable("{name} could not keep all that the input says of itself: {what}"),
    "error-means": translatable(
        "Seen again through the layer's sensor, brightness over 8 × 8 pixels differs from the input by {error:.3g} at most "
        "({share:.2g}% of its band's range)"
    ),
    "reseen": translatable(
        "Seen again through the layer's sensor, the result differs from the input by {error:.2f} times its noise (root mean "
        "square)"
    ),
    "error": translatable(
        "Worst difference between the input and the output averaged to its grid: {error:.3g} ({share:.2g}% of its band's "
        "range)"
    ),
}


def note_text(
    code: str,
    values: dict[str, Any],
    translate: Callable[[str], str] = lambda text: text,
    names: Mapping[str, str] = {},
) -> str:
    """The sentence of a note.  names: see `renamed`."""
    return renamed(translate(NOTES[code]), names).format_map(told(values, translate, names))
