"""What a running task says, and to whom.  One JSON object a line when it crosses the process border."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Protocol

from . import findings
from .messages import QT_TRANSLATE_NOOP

PROTOCOL = 1
HEARTBEAT_SECONDS = 1.0

NOTES: dict[str, str] = {
    **findings.NOTES,
    "checked": QT_TRANSLATE_NOOP("@default", "{bad} bad, {look} to look at, {good} good"),
    "model": QT_TRANSLATE_NOOP("@default", "Band {bands}: {model}"),
    "model-automatic": QT_TRANSLATE_NOOP("@default", "Model chosen by the number and kind of bands: {model}"),
    "model-unused": QT_TRANSLATE_NOOP(
        "@default",
        "{model} takes {bands} together, and this layer does not say which of its bands they are, so {used} takes each band "
        "by itself. To use {model}, name its bands in BANDS",
    ),
    "model-mismatch": QT_TRANSLATE_NOOP(
        "@default",
        "{model} was made for {bands}, and bands {numbers} are not declared as these: colours may be less true. {better} "
        "takes each band by itself and is made for any band",
    ),
    "alpha": QT_TRANSLATE_NOOP("@default", "Band {bands}: transparency, repeated unchanged"),
    "no-gan": QT_TRANSLATE_NOOP("@default", "{model} has faithful weights only: no GAN detail is added"),
    "plan": QT_TRANSLATE_NOOP(
        "@default",
        "{width} x {height} pixels; tiles: {tiles}, each {core} pixels wide with {halo} more around; computing on {device}",
    ),
    "seams": QT_TRANSLATE_NOOP(
        "@default", "{model} looks farther than its tiles reach: faint seams between tiles are possible"
    ),
    "precision": QT_TRANSLATE_NOOP(
        "@default",
        "{model} computes in {kind}, {gain:.1f} times faster here; 99.9 % of its values differ by at most {difference:.2g} % "
        "of the range",
    ),
    "precision-exact": QT_TRANSLATE_NOOP(
        "@default", "{model} computes exactly: fewer bits would not be faster here, or would be seen"
    ),
    "parts": QT_TRANSLATE_NOOP("@default", "{count} parts for {workers} workers"),
    "parts-kept": QT_TRANSLATE_NOOP("@default", "{done} parts are there already, of an earlier run of this job"),
    "parts-again": QT_TRANSLATE_NOOP("@default", "A worker was lost: its part goes to another"),
    "parts-joining": QT_TRANSLATE_NOOP("@default", "All parts are made; putting them together"),
    "memory": QT_TRANSLATE_NOOP("@default", "Memory is short: going on with {remedy}; the pixels stay the same"),
    "sensor": QT_TRANSLATE_NOOP(
        "@default",
        "Band {bands}, sensor {sensor}: {response:.2f} of the finest pattern's contrast is left (1: perfect), noise "
        "{noise:.3g} (standard deviation)",
    ),
    "sensor-unknown": QT_TRANSLATE_NOOP(
        "@default",
        "Band {bands}: too flat or too small to measure its sensor; taken as usual: {response:.2f} of the finest pattern's "
        "contrast, no noise. Choose a SENSOR, or give SHARPNESS and NOISE",
    ),
    "shift": QT_TRANSLATE_NOOP(
        "@default",
        "Largest shift of the mean of a block of 8 x 8 pixels: {error:.2f} standard errors of what was removed (at most 3)",
    ),
    "identical": QT_TRANSLATE_NOOP(
        "@default", "{model}: the result and the truth are identical on at least one tile (PSNR is infinite)"
    ),
    "trust-claim": QT_TRANSLATE_NOOP(
        "@default",
        "Trust: {trusted:.0f} % of the pixels have 80 or more; of these at least 90 % are within 2 % of the range",
    ),
    "trust-uncalibrated": QT_TRANSLATE_NOOP(
        "@default",
        "Trust: {trusted:.0f} % of the pixels have 80 or more. It is uncalibrated, an order of pixels but no promise: {reason}",
    ),
    "enhanced": QT_TRANSLATE_NOOP("@default", "Cleaned first; upscaling the result"),
    "tiles": QT_TRANSLATE_NOOP(
        "@default", "{tiles} tiles, {chosen} chosen; {held} of these to judge a model by, which it does not learn from"
    ),
    "tiles-left-out": QT_TRANSLATE_NOOP(
        "@default",
        "Tiles left out: {outside} outside the raster, {small} smaller than {least} pixels, {empty} nodata or of one value",
    ),
    "ground": QT_TRANSLATE_NOOP(
        "@default", "Learning from {learn} tiles, starting from {parent}; {judge} others are held out to judge by"
    ),
    "evaluated": QT_TRANSLATE_NOOP(
        "@default", "{model}: {psnr:.2f} dB, {gain:+.2f} dB over plain interpolation, mean over {tiles} tiles"
    ),
    "objects": QT_TRANSLATE_NOOP(
        "@default",
        "Learning from {learn} objects ({classes}); {held} others, on ground of their own, are held out to judge by",
    ),
    "objects-left-out": QT_TRANSLATE_NOOP(
        "@default",
        "Objects left out: {outside} outside the raster, {nodata} on nodata, {flat} without an area, {nameless} without a "
        "class",
    ),
    "objects-few": QT_TRANSLATE_NOOP(
        "@default",
        "Too few objects to hold any out: the figures are of the objects that were learned from, and flatter. From {least} "
        "on, a fifth is held out",
    ),
    "objects-beyond": QT_TRANSLATE_NOOP(
        "@default",
        "Memory holds {squares} squares of this raster: {count} objects outside them are left out. Mark objects that lie "
        "closer together, or clip the raster",
    ),
    "class-single": QT_TRANSLATE_NOOP(
        "@default", "Only one object of the class {name}: whatever looks different from it will be missed"
    ),
    "objects-guessed": QT_TRANSLATE_NOOP(
        "@default",
        "{count} more objects found on ground where nothing was marked, with a score of {least:.1f} or more: it learns from "
        "these too, and some may be wrong",
    ),
    "detector-look": QT_TRANSLATE_NOOP("@default", "Step {step} of {steps}: loss {loss:.3f}; about {left:.0f} s left"),
    "detector-published": QT_TRANSLATE_NOOP(
        "@default",
        "In the library as {model}: AP50 {ap50:.2f}, precision {precision:.2f} and recall {recall:.2f} from a score of "
        "{score:.2f} on",
    ),
    "objects-found": QT_TRANSLATE_NOOP("@default", "{count} objects with a score of {score:.2f} or more"),
    "own-sensor": QT_TRANSLATE_NOOP(
        "@default",
        "The tiles are made coarser as the raster's own sensor would show them: besides averaging, blur that leaves {mtf:.0%} "
        "of the finest contrast, and noise of {noise:.2%} of the range",
    ),
    "paired": QT_TRANSLATE_NOOP(
        "@default",
        "TRUTH moved by {rows:.2f} rows and {columns:.2f} columns of the input, which is where the two lie on each other; "
        "{pairs} tiles show the same ground, {left} were left out",
    ),
    "training-folder": QT_TRANSLATE_NOOP(
        "@default",
        "The training keeps its state in {folder}. Put an empty file called stop there to end it with the best so far, or "
        "one called pause to hold it",
    ),
    "resumed": QT_TRANSLATE_NOOP("@default", "Going on from step {step}, after {minutes:.1f} minutes"),
    "look": QT_TRANSLATE_NOOP(
        "@default", "Step {step} of {steps}: {psnr:.2f} dB on held-out tiles, {gain:+.2f}; about {left:.0f} s left"
    ),
    "alarm-not-finite": QT_TRANSLATE_NOOP(
        "@default",
        "Step {step}: the network gave values that are no numbers. Back to the last good weights, at half pace",
    ),
    "alarm-grey": QT_TRANSLATE_NOOP(
        "@default", "Step {step}: the images turn grey. Back to the last good weights, at half pace"
    ),
    "alarm-drift": QT_TRANSLATE_NOOP(
        "@default", "Step {step}: the colours drift away. Back to the last good weights, at half pace"
    ),
    "alarm-pattern": QT_TRANSLATE_NOOP(
        "@default", "Step {step}: a chequered pattern appears. Back to the last good weights, at half pace"
    ),
    "alarm-discriminator-won": QT_TRANSLATE_NOOP(
        "@default", "Step {step}: the discriminator has won. It is held back and sees more varied images"
    ),
    "unsaved": QT_TRANSLATE_NOOP(
        "@default", "The training's state could not be saved ({reason}); what was saved before is kept. Free some space"
    ),
    "kept": QT_TRANSLATE_NOOP(
        "@default", "Broken off at step {step}; what was learned is kept. Run the same again to go on from there"
    ),
    "labels": QT_TRANSLATE_NOOP("@default", "Learning from {pixels} labelled pixels: {classes}"),
    "labels-left-out": QT_TRANSLATE_NOOP(
        "@default",
        "Labels left out: {outside} shapes off the raster, {unnamed} without a class, {nodata} pixels of nodata, {twice} that "
        "two classes claim",
    ),
    "learner": QT_TRANSLATE_NOOP(
        "@default", "{learner}: {accuracy:.1f} % right on labels that it did not see, loss {loss:.3f} (lower is better)"
    ),
    "synthetic-kept": QT_TRANSLATE_NOOP(
        "@default",
        "{tiles} synthetic tiles help: {with_them:.1f} % right on real labels with them, {without:.1f} % without; learned from",
    ),
    "synthetic-left": QT_TRANSLATE_NOOP(
        "@default",
        "{tiles} synthetic tiles don't clearly help: {with_them:.1f} % right on real labels with them, {without:.1f} % "
        "without; left out",
    ),
    "classifier": QT_TRANSLATE_NOOP(
        "@default",
        "In the library as {model}, learned by {learner}: overall accuracy {overall:.1f} %, kappa {kappa:.3f}",
    ),
    "other-range": QT_TRANSLATE_NOOP(
        "@default",
        "The values of {band} (about {got:.4g}) are not like those that {model} was trained on: the map may be wrong. Check "
        "BANDS, or train a classifier on this raster",
    ),
    "gan-left-out": QT_TRANSLATE_NOOP("@default", "The GAN's weights were not kept: {reasons}"),
    "published": QT_TRANSLATE_NOOP("@default", "In the library as {model}: {gain:+.2f} dB over its parent"),
    "generator-ground": QT_TRANSLATE_NOOP(
        "@default", "Learning from {tiles} pieces of the raster, {bands} bands, to make tiles of {size} x {size} pixels"
    ),
    "generator-classes": QT_TRANSLATE_NOOP(
        "@default", "Classes: {names}; {unnamed} tiles without a class are left out"
    ),
    "generator-kinds": QT_TRANSLATE_NOOP(
        "@default", "Kinds of ground told apart by their looks: {kinds}. Each is made as often as it occurs"
    ),
    "generator-look": QT_TRANSLATE_NOOP(
        "@default",
        "Step {step}: images {diversity:.0%} as varied as the real tiles, distance to them (KID) {kid:.3g}; about {left:.0f} s "
        "left",
    ),
    "alarm-collapse": QT_TRANSLATE_NOOP(
        "@default",
        "Step {step}: the images all become alike. Both networks go back to the last good weights, with stronger penalties and "
        "more varied images",
    ),
    "generator-published": QT_TRANSLATE_NOOP(
        "@default",
        "In the library as {model}: images {diversity:.0%} as varied as the real tiles, distance to them (KID) {kid:.3g}; real "
        "tiles among themselves {floor:.3g}",
    ),
    "generator-copies": QT_TRANSLATE_NOOP(
        "@default",
        "{copies} of {made} images are nearer to a real tile than 99 % of the real tiles are to each other, the nearest at "
        "{nearest:.2f} of that distance (0: a copy). More tiles or more minutes help",
    ),
    "generated": QT_TRANSLATE_NOOP("@default", "{count} synthetic tiles made with {model}; {outside} cut at the edge"),
    "not-better": QT_TRANSLATE_NOOP(
        "@default",
        "Not kept: {gain:+.2f} dB over the parent on held-out tiles, at least {least:+.2f} is asked for. More or more varied "
        "tiles may help; the parent may also be as good as can be here",
    ),
    "below-baseline": QT_TRANSLATE_NOOP(
        "@default",
        "Not kept: {gain:+.2f} dB over bicubic with back-projection. More tiles or another parent may help",
    ),
    "only-noise": QT_TRANSLATE_NOOP(
        "@default",
        "Not kept: {gain:+.2f} dB over pixels that are merely repeated. The tiles seem to hold noise, in which there is no "
        "detail to learn",
    ),
    "worse-tile": QT_TRANSLATE_NOOP(
        "@default",
        "Not kept: {loss:.2f} dB worse than the parent on one held-out tile. Pick tiles to learn from that resemble it",
    ),
    "colours-worse": QT_TRANSLATE_NOOP(
        "@default",
        "Not kept: colours are off by {angle:.2f} degrees on held-out tiles, by {parent:.2f} with the parent",
    ),
    "imported": QT_TRANSLATE_NOOP(
        "@default", "In the library as {model}: {title}; bands: {bands}, it looks {halo} pixels around each pixel"
    ),
    "reading": QT_TRANSLATE_NOOP(
        "@default",
        "The file does not say in which range its network sees values; what keeps plain grey best: {reading}",
    ),
    "grey": QT_TRANSLATE_NOOP(
        "@default",
        "Plain grey does not stay grey, by up to {error:.3g} % of the range: it may be no network for upscaling or cleaning. "
        "Keeping the input's values takes that out of an upscaled layer",
    ),
    "no-licence": QT_TRANSLATE_NOOP(
        "@default",
        "{model} has no licence in its card: look where its weights come from whether you may use them, and import it again "
        "with LICENCE",
    ),
    "exported": QT_TRANSLATE_NOOP(
        "@default", "Checked against this program: pixels differ by up to {error:.3g}, 1 being the whole range"
    ),
    "export-unchecked": QT_TRANSLATE_NOOP(
        "@default", "The exported file was not checked: the Python package onnxruntime is missing"
    ),
    "going-on": QT_TRANSLATE_NOOP(
        "@default", "An earlier run of the same was broken off: going on from {share:.0%}, which is finished"
    ),
    "forecast": QT_TRANSLATE_NOOP(
        "@default", "It will take about {time}, {memory} of memory and {disk} on the disk for the whole output"
    ),
    "drive-waits": QT_TRANSLATE_NOOP(
        "@default",
        "The drive with {name} has not answered for {seconds} s. It goes on by itself when the drive answers; if it fails, "
        "what is finished is kept",
    ),
    "part-kept": QT_TRANSLATE_NOOP(
        "@default",
        "{share:.0%} is finished and kept in {path}: run the same again to go on from there, or delete that file",
    ),
    "error-means": QT_TRANSLATE_NOOP(
        "@default",
        "Seen again through the layer's sensor, brightness over 8 x 8 pixels differs from the input by {error:.3g} at most",
    ),
    "reseen": QT_TRANSLATE_NOOP(
        "@default",
        "Seen again through the layer's sensor, the result differs from the input by {error:.2f} times its noise (root mean "
        "square)",
    ),
    "error": QT_TRANSLATE_NOOP(
        "@default", "Worst difference between the input and the output averaged to its grid: {error:.3g}"
    ),
}


def note_text(code: str, values: dict[str, Any], translate: Callable[[str], str] = lambda text: text) -> str:
    """The sentence of a note."""
    return translate(NOTES[code]).format_map(values)


class Report(Protocol):
    """A task's way to the outside.  `check` is called between tiles or steps; it waits while paused."""

    def progress(self, share: float) -> None:
        """How much is done, 0 to 1."""

    def note(self, code: str, **values: Any) -> None:
        """Something worth a line in the log; a key of NOTES with what fills it."""

    def check(self) -> None:
        """Raises Cancelled when the task should end."""


class Stage:
    """A report on one stage of a longer job, from `begin` to `end` of the whole."""

    def __init__(self, whole: Report, begin: float, end: float) -> None:
        self.whole, self.begin, self.end = whole, begin, end

    def progress(self, share: float) -> None:
        self.whole.progress(self.begin + share * (self.end - self.begin))

    def note(self, code: str, **values: Any) -> None:
        self.whole.note(code, **values)

    def check(self) -> None:
        self.whole.check()


def line(event: str, **values: Any) -> str:
    """An event as one line of JSON; what JSON has no word for (NaN, infinity) becomes null."""
    return json.dumps(finite({"event": event, **values}), ensure_ascii=True, allow_nan=False)


def finite(value: Any) -> Any:
    """`value` with every non-finite number replaced by None, for JSON."""
    if isinstance(value, dict):
        return {key: finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [finite(item) for item in value]
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return None
    return value
