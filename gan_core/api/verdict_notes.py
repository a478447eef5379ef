"""What a report says first, a sentence for each code: how good something is, what to use it for, and what not."""

from __future__ import annotations

from .language import translatable

NOTES: dict[str, str] = {
    # a translator
    "translator-better": translatable(
        "{model} is nearer to the target than a linear regression by pixel: {gain:+.1f} dB on {tiles} validation tiles."
    ),
    "translator-no-better": translatable(
        "{model} is no better than a linear regression by pixel: {gain:+.2f} dB on {tiles} validation tiles."
    ),
    "translator-nearer": translatable(
        "{model} looks {less:.0f}% more like the target than colors alone make it, on {tiles} validation tiles."
    ),
    "translator-same-looks": translatable(
        "{model} looks no more like the target than colors alone make it, on {tiles} validation tiles."
    ),
    "advice-synthetic": translatable(
        "Its results are synthetic: for looking at, not for measuring what the layer does not show."
    ),
    "advice-unpaired": translatable(
        "Its results are synthetic, learned from other ground: for looking at and for trials, never as data."
    ),
    "advice-radar": translatable(
        "Unfit for measuring: radar does not see colors, they are a guess from shapes and textures."
    ),
    "advice-translator-tiles": translatable(
        "More or more varied tiles, more minutes, or a target that the layer has more to do with may help."
    ),
    # a model for upscaling or enhancing
    "plain-bicubic": translatable("bicubic interpolation"),
    "plain-untouched": translatable("the layer as it is"),
    "verdict-better": translatable(
        "{model} works on this layer: its error is {less:.0f}% smaller than that of {plain} ({gain:+.1f} dB)."
    ),
    "verdict-better-uneven": translatable(
        "{model} is better on average, but not everywhere: its error is {less:.0f}% smaller than that of {plain} "
        "({gain:+.1f} dB), and on the worst tile it is no better ({worst:+.1f} dB)."
    ),
    "verdict-hardly-better": translatable(
        "{model} is hardly better than {plain} on this layer: its error is {less:.1f}% smaller ({gain:+.2f} dB)."
    ),
    "verdict-not-better": translatable(
        "{model} is no better than {plain} on this layer ({gain:+.2f} dB). Keep the layer as it is, or choose another model."
    ),
    "verdict-identical": translatable(
        "The result of {model} and the reference are identical: there is nothing to improve."
    ),
    "verdict-clean": translatable(
        "Nothing can be said about {model}: the tiles were not degraded, so the layer itself was perfect. Evaluate on more "
        "tiles."
    ),
    "advice-detail": translatable(
        "How far to trust it: of the pixels where it adds detail, {true:.0f}% add what the reference shows and {false:.0f}% "
        "invent it."
    ),
    "advice-detail-none": translatable("How far to trust it: it adds no detail that could be right or wrong."),
    "advice-draw": translatable("Use it for looking at the layer and for drawing edges and shapes."),
    "advice-look-only": translatable(
        "Use it for looking at the layer only: too much of its detail is invented to draw or measure from it."
    ),
    "advice-values": translatable(
        "Use it for indices and classification too: its colors are off by {angle:.2f}°, those of {plain} by {other:.2f}°."
    ),
    "advice-no-values": translatable(
        "Do not use it for indices or classification: its colors are off by {angle:.2f}°, those of {plain} by {other:.2f}°."
    ),
    "advice-small": translatable(
        "Do not use it to count or measure what is smaller than a pixel of the input: such detail is a guess."
    ),
    "advice-one-tile": translatable("This rests on one tile: elsewhere on the layer it may be different."),
    # sharpening: the sentence itself is in notes.py, as the log has it
    "advice-sharpen-values": translatable(
        "Use it for mapping, indices and classification at the pixel size of the finer layer: seen again through its sensor, "
        "it differs from the layer by next to nothing (D_λ {distortion:.4f}, 0 is perfect)."
    ),
    "advice-sharpen-shapes": translatable(
        "Use it for edges and shapes only: seen again through its sensor, it differs from the layer (D_λ {distortion:.3f}, 0 "
        "is perfect)."
    ),
    "advice-sharpen-unseen": translatable(
        "Do not use it to find what only these bands show, such as fires or warm fields: that stays as coarse as in the layer."
    ),
    "advice-sharpen-regression": translatable("Choose the regression as the model: it does the same and is faster."),
    "advice-sharpen-sensor": translatable("Check the sensor, and whether both layers show the same season."),
    # a fine-tuning
    "verdict-tuned": translatable(
        "{model} is better than {parent} on this imagery: its error on tiles that it did not learn from is {less:.0f}% smaller "
        "({gain:+.2f} dB). It is in the library."
    ),
    "verdict-tuned-refused": translatable(
        "{parent} remains the better choice: fine-tuning did not improve it enough, and nothing was put into the library."
    ),
    "advice-tuned-worst": translatable(
        "How far to trust it: tested on {tiles} validation tiles; where it gains least, it gains {worst:+.2f} dB."
    ),
    "advice-tuned-use": translatable("Use it for this layer and others of the same sensor, season and pixel size."),
    "advice-tuned-not": translatable(
        "Do not use it for imagery of another sensor or kind of ground: take {parent} there."
    ),
    # a classifier
    "verdict-classes": translatable(
        "The map can be used: about {overall:.0f}% of it is right (95% interval {low:.0f} to {high:.0f}%), no class is weak."
    ),
    "verdict-classes-weak": translatable(
        "The map can be used for {strong}, but not for {weak}. About {overall:.0f}% of it is right (95% interval {low:.0f} to "
        "{high:.0f}%)."
    ),
    "verdict-classes-bad": translatable(
        "The map is not good enough to use: about {overall:.0f}% of it is right (95% interval {low:.0f} to {high:.0f}%), and "
        "no class is well told from the others."
    ),
    "class-few": translatable(
        "{name}: only {count} training samples were there, so how good it is can't be told. Add samples until it has {least}."
    ),
    "class-missed": translatable(
        "{name}: {missed:.0f}% of it is missed, most often mapped as {other}. Add samples of both where they lie side by side."
    ),
    "class-overmapped": translatable(
        "{name}: {wrong:.0f}% of what the map calls so is something else, most often {other}."
    ),
    "class-unmapped": translatable(
        "{name}: none of its training samples was recognized; most were mapped as {other}. Add samples of both where they "
        "lie side by side."
    ),
    "advice-classes-area": translatable(
        "Do not add up the area of a weak class from its pixels: what is mistaken does not cancel out."
    ),
    "advice-classes-ground": translatable("Do not use it on ground or in a season that no training sample shows."),
    # a detector
    "verdict-detector": translatable(
        "Use it to map and count: it finds {recall:.0f}% of the objects, and {low:.0f} to {high:.0f}% of its detections are "
        "right."
    ),
    "verdict-detector-search": translatable(
        "Use it to search, and check each detection before you count: it finds {recall:.0f}% of the objects, and {low:.0f} to "
        "{high:.0f}% of its detections are right."
    ),
    "verdict-detector-bad": translatable(
        "Not good enough to use yet: it finds {recall:.0f}% of the objects, and {low:.0f} to {high:.0f}% of its detections are "
        "right. Mark more objects, or train longer."
    ),
    "verdict-detector-none": translatable("Not usable: it detects nothing. Mark more objects, or train longer."),
    "advice-detector-held": translatable(
        "How far to trust it: tested on {count} marked objects that it was not trained on, so the true share found "
        "may be {low:.0f} to {high:.0f}%."
    ),
    "advice-detector-learned": translatable(
        "How far to trust it: tested on the {count} objects that it was trained on, as they are too few to set any "
        "aside. Expect less elsewhere."
    ),
    "advice-detector-range": translatable(
        "Why a range: of {count} detections, {free} lie where nothing is marked. If all of these are wrong, {low:.0f}% are "
        "right; if each is an object that nobody marked and fits as well as on marked ones, up to {high:.0f}%."
    ),
    "advice-detector-narrow": translatable(
        "To narrow the range, mark every object in the validation blocks, or draw areas without objects."
    ),
    "advice-detector-where": translatable(
        "Do not use it on imagery of another sensor, season or pixel size without a look."
    ),
    # a generator
    "verdict-tiles-training": translatable(
        "Good enough for training: its tiles are as varied as real ones and hard to tell from them by these figures."
    ),
    "verdict-tiles-looking": translatable("For looking at only: {reasons}."),
    "verdict-tiles-useless": translatable("Not good enough to use: {reasons}."),
    "tiles-unlike": translatable(
        "its tiles are easily told from real ones (KID {kid:.3f}, at most {most:.3f} is good)"
    ),
    "tiles-blurred": translatable(
        "its tiles are less like real ones than real ones made {factor} times coarser (KID {kid:.3f} against {blurred:.3f})"
    ),
    "tiles-alike": translatable("its tiles are only {diversity:.0f}% as varied as real ones"),
    "tiles-sharpness": translatable(
        "its tiles are {sharpness:.2f} times as sharp as real ones (less is blurred, more is noisy)"
    ),
    "tiles-copied": translatable("{share:.0f}% of its tiles are nearly copies of real ones"),
    "advice-tiles-try": translatable(
        "Give them to the training of a classifier: it tests on real samples whether they help, and leaves them out if not."
    ),
    "advice-tiles-longer": translatable("Train longer, or on more ground of one kind."),
    "advice-tiles-data": translatable(
        "Do not use them as data: they show what could lie there, and nothing that is there."
    ),
    # a layer
    "verdict-layer": translatable("{layer} is ready: nothing speaks against using it."),
    "verdict-layer-look": translatable("{layer} can be used; look at this first: {checks}."),
    "verdict-layer-bad": translatable("Fix this before you use {layer}: {checks}."),
    "advice-fix": translatable("{finding}. {fix}."),
    # the library
    "verdict-library": translatable(
        "{count} models are at hand. Where none is named, the one that fits the layer's bands is chosen."
    ),
}
