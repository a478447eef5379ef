"""What the figures of an evaluation are called, and what they say."""

from __future__ import annotations

from gan_core.api.language import QT_TRANSLATE_NOOP

FIGURES: dict[str, tuple[str, str, int]] = {
    "PSNR": (
        QT_TRANSLATE_NOOP("@default", "PSNR, dB"),
        QT_TRANSLATE_NOOP("@default", "higher is better; 1 dB is a tenth less error"),
        2,
    ),
    "SSIM": ("SSIM", QT_TRANSLATE_NOOP("@default", "likeness of structure, 1 is the same"), 4),
    "SAM": (
        QT_TRANSLATE_NOOP("@default", "SAM, °"),
        QT_TRANSLATE_NOOP("@default", "how far colours turn, 0 is not at all"),
        3,
    ),
    "ERGAS": ("ERGAS", QT_TRANSLATE_NOOP("@default", "relative error over all bands, lower is better"), 3),
    "UQI": (
        "UQI",
        QT_TRANSLATE_NOOP(
            "@default", "universal quality index: likeness of brightness, contrast and structure, 1 is the same"
        ),
        4,
    ),
    "SHARPNESS": (
        QT_TRANSLATE_NOOP("@default", "sharpness"),
        QT_TRANSLATE_NOOP("@default", "steepness over the truth's: 1 is as sharp, less is soft, more is overdone"),
        3,
    ),
    "RESEEN_ERROR": (
        QT_TRANSLATE_NOOP("@default", "re-seen error"),
        QT_TRANSLATE_NOOP(
            "@default", "difference to the input when seen again through the sensor, in units of its noise"
        ),
        2,
    ),
    "GRID_ERROR": (
        QT_TRANSLATE_NOOP("@default", "grid error"),
        QT_TRANSLATE_NOOP("@default", "largest difference to the input when averaged back, share of the range"),
        -1,
    ),
    "REFLECTANCE": (
        QT_TRANSLATE_NOOP("@default", "reflectance"),
        QT_TRANSLATE_NOOP("@default", "OpenSR: mean difference to the input on its grid, share of the range"),
        5,
    ),
    "SPECTRAL": (
        QT_TRANSLATE_NOOP("@default", "spectral, °"),
        QT_TRANSLATE_NOOP("@default", "OpenSR: how far colours turn against the input"),
        3,
    ),
    "SPATIAL": (
        QT_TRANSLATE_NOOP("@default", "spatial"),
        QT_TRANSLATE_NOOP("@default", "OpenSR: shift against the input, input pixels"),
        3,
    ),
    "HALLUCINATION": (
        QT_TRANSLATE_NOOP("@default", "hallucination"),
        QT_TRANSLATE_NOOP("@default", "OpenSR: share of pixels with detail that is not in the truth"),
        3,
    ),
    "OMISSION": (
        QT_TRANSLATE_NOOP("@default", "omission"),
        QT_TRANSLATE_NOOP("@default", "OpenSR: share of pixels that lack the truth's detail"),
        3,
    ),
    "IMPROVEMENT": (
        QT_TRANSLATE_NOOP("@default", "improvement"),
        QT_TRANSLATE_NOOP("@default", "OpenSR: share of pixels with detail that is in the truth"),
        3,
    ),
}
"""By figure: its name, a word of help, and how many digits are shown; -1 for powers of ten."""
