"""What a training says on its way, a sentence for each code."""

from __future__ import annotations

from .language import translatable

NOTES: dict[str, str] = {
    "tiles": translatable(
        "{tiles} tiles, {chosen} chosen; {held} of these for validation, which a model is not trained on"
    ),
    "tiles-fewer": translatable(
        "{chosen} tiles chosen of {count} that were asked for: {tiles} tiles of {size} × {size} pixels lie on the raster or "
        "EXTENT, and those that are empty or too plain are not chosen. Choose a smaller SIZE or a larger raster"
    ),
    "tiles-left-out": translatable(
        "Tiles left out: {outside} outside the raster, {small} smaller than {least} pixels, {empty} nodata or of one value"
    ),
    "ground": translatable(
        "Training on {learn} tiles, starting from {parent}; {judge} others are held out for validation"
    ),
    "evaluated": translatable("{model}: {psnr:.2f} dB, {gain:+.2f} dB over bicubic interpolation (tiles: {tiles})"),
    "evaluated-cleaned": translatable(
        "{model}: {psnr:.2f} dB, {gain:+.2f} dB over the layer as it is (tiles: {tiles})"
    ),
    "objects": translatable(
        "Training on {learn} objects ({classes}); {held} others, on ground of their own, are held out for validation"
    ),
    "objects-left-out": translatable(
        "Objects left out: {outside} outside the raster, {nodata} on nodata, {flat} without an area, {nameless} without a "
        "class"
    ),
    "objects-few": translatable(
        "Too few objects to hold any out for validation: the figures are of the training objects, and flatter. From "
        "{least} on, a fifth is held out"
    ),
    "objects-beyond": translatable(
        "Memory holds {squares} squares of this raster: {count} objects outside them are left out. Mark objects that lie "
        "closer together, or clip the raster"
    ),
    "class-single": translatable(
        "Only one object of the class {name}: whatever looks different from it will be missed"
    ),
    "objects-guessed": translatable(
        "{count} more objects detected where nothing was marked, with a score of {least:.1f} or more: the detector "
        "learns from these too, and some may be wrong"
    ),
    "detector-look": translatable("First round, step {step} of {steps}: loss {loss:.3f}; about {left:.0f} s left"),
    "detector-look-again": translatable(
        "Second round, with the objects detected in the first, step {step} of {steps}: loss {loss:.3f}; about {left:.0f} s left"
    ),
    "detector-published": translatable(
        "In the library as {model}: AP50 {ap50:.2f}, precision {precision:.2f} and recall {recall:.2f} from a score of "
        "{score:.2f} on"
    ),
    "own-sensor": translatable(
        "The tiles are made coarser as the raster's own sensor would show them: besides averaging, blur that leaves {mtf:.0%} "
        "of the finest contrast, and noise of {noise:.2%} of the range"
    ),
    "paired": translatable(
        "TRUTH moved by {rows:.2f} rows and {columns:.2f} columns of the input, which is where the two lie on each other; "
        "{pairs} tiles show the same ground, {left} were left out"
    ),
    "training-folder": translatable(
        "The training keeps its state in {folder}. The tab “Trainings” of the Raster GAN panel shows it, pauses and ends it"
    ),
    "training-files": translatable(
        "The training keeps its state in {folder}. Put an empty file called stop there to end it with the best so "
        "far, or one called pause to pause it"
    ),
    "resumed": translatable("Resuming at step {step}, after {minutes:.1f} minutes"),
    "adapt-look": translatable(
        "Step {step} of {steps}: {gain:+.2f} dB on the validation part; about {left:.0f} s left"
    ),
    "look": translatable(
        "Step {step} of {steps}: {psnr:.2f} dB on validation tiles, {gain:+.2f}; about {left:.0f} s left"
    ),
    "alarm-not-finite": translatable(
        "Step {step}: the network gave values that are no numbers. Back to the last good weights, at half the "
        "learning rate"
    ),
    "alarm-grey": translatable(
        "Step {step}: the images turn gray. Back to the last good weights, at half the learning rate"
    ),
    "alarm-drift": translatable(
        "Step {step}: the colors drift away. Back to the last good weights, at half the learning rate"
    ),
    "alarm-pattern": translatable(
        "Step {step}: a checkered pattern appears. Back to the last good weights, at half the learning rate"
    ),
    "alarm-discriminator-won": translatable(
        "Step {step}: the discriminator has won. It is held back and sees more varied images"
    ),
    "alarm-collapse": translatable(
        "Step {step}: mode collapse, the images all become alike. Both networks go back to the last good weights, "
        "with stronger penalties and more varied images"
    ),
    "unsaved": translatable(
        "The training's state could not be saved ({reason}); what was saved before is kept. Free some space"
    ),
    "labels": translatable("Training on {pixels} sample pixels: {classes}"),
    "labels-left-out": translatable(
        "Samples left out: {outside} features off the raster, {unnamed} without a class, {nodata} pixels of nodata, "
        "{twice} that two classes claim"
    ),
    "learner": translatable(
        "{learner}: {accuracy:.1f}% right on samples that it did not see, loss {loss:.3f} (lower is better)"
    ),
    "synthetic-kept": translatable(
        "{tiles} synthetic tiles help: {with_them:.1f}% right on real samples with them, {without:.1f}% without; "
        "used for training"
    ),
    "synthetic-left": translatable(
        "{tiles} synthetic tiles don't clearly help: {with_them:.1f}% right on real samples with them, "
        "{without:.1f}% without; not used"
    ),
    "classifier": translatable(
        "In the library as {model}, learned by {learner}: overall accuracy {overall:.1f}%, kappa {kappa:.3f}"
    ),
    "gan-left-out": translatable("The GAN's weights were not kept: {reasons}"),
    "published": translatable("In the library as {model}: {gain:+.2f} dB over its base model"),
    "generator-ground": translatable(
        "Learning from {tiles} pieces of the raster, {bands} bands, to make tiles of {size} × {size} pixels"
    ),
    "generator-classes": translatable("Classes: {names}; {unnamed} tiles without a class are left out"),
    "generator-kinds": translatable(
        "Kinds of ground told apart by their looks: {kinds}. Each is made as often as it occurs"
    ),
    "generator-look": translatable(
        "Step {step}: images {diversity:.0%} as varied as the real tiles, distance to them (KID) {kid:.3g}; about {left:.0f} s "
        "left"
    ),
    "generator-published": translatable(
        "In the library as {model}: images {diversity:.0%} as varied as the real tiles, distance to them (KID) {kid:.3g}; real "
        "tiles among themselves {floor:.3g}"
    ),
    "generated-copies": translatable(
        "{copies} of {count} tiles are nearly copies of a training tile, however often they were made again. More tiles or "
        "more minutes of training help"
    ),
    "generator-copies": translatable(
        "{copies} of {made} images are nearer to a real tile than 99% of the real tiles are to each other, the nearest at "
        "{nearest:.2f} of that distance (0: a copy). More tiles or more minutes help"
    ),
    "translator-paired": translatable("{pairs} tiles show the same ground in both layers, {left} were left out"),
    "translator-unpaired": translatable(
        "The layers show different ground: only the target's looks are learned, which is less exact than pairs"
    ),
    "translator-ground": translatable("Training on {learn} tiles; {judge} others are held out for validation"),
    "translator-look": translatable(
        "Step {step} of {steps}: {psnr:.2f} dB on validation tiles, {gain:+.2f} over a linear regression by pixel; about "
        "{left:.0f} s left"
    ),
    "translator-unpaired-look": translatable(
        "Step {step} of {steps}: distance to the target's looks (KID) {kid:.3g} on validation tiles; about {left:.0f} s left"
    ),
    "translator-gan-left-out": translatable(
        "The GAN's weights were not kept: on validation tiles they look no more like the target, or are too far off"
    ),
    "translator-published": translatable("In the library as {model}. Its results are SYNTHETIC, and say so"),
    "not-better": translatable(
        "Not kept: {gain:+.2f} dB over the base model on validation tiles, at least {least:+.2f} is asked for. More "
        "or more varied tiles may help; the base model may also be as good as can be here"
    ),
    "below-baseline": translatable(
        "Not kept: {gain:+.2f} dB over bicubic with back-projection. More tiles or another base model may help"
    ),
    "only-noise": translatable(
        "Not kept: {gain:+.2f} dB over pixels that are merely repeated. The tiles seem to hold noise, in which there is no "
        "detail to learn"
    ),
    "worse-tile": translatable(
        "Not kept: {loss:.2f} dB worse than the base model on one validation tile. Pick training tiles that resemble it"
    ),
    "colours-worse": translatable(
        "Not kept: colors are off by {angle:.2f}° on validation tiles, by {parent:.2f}° with the base model"
    ),
}
