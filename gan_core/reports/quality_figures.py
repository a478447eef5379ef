"""What the figures of an evaluation are called, and what they say."""

from __future__ import annotations

from gan_core.api.language import translatable

FIGURES: dict[str, tuple[str, str, int]] = {
    "PSNR": (
        translatable("PSNR, dB"),
        translatable("higher is better; 1 dB is a tenth less error"),
        2,
    ),
    "SSIM": ("SSIM", translatable("likeness of structure, 1 is the same"), 4),
    "SAM": (
        translatable("SAM, °"),
        translatable("how far colors turn, 0 is not at all"),
        3,
    ),
    "ERGAS": ("ERGAS", translatable("relative error over all bands, lower is better"), 3),
    "UQI": (
        "UQI",
        translatable("universal quality index: likeness of brightness, contrast and structure, 1 is the same"),
        4,
    ),
    "SHARPNESS": (
        translatable("sharpness"),
        translatable("steepness over the reference's: 1 is as sharp, less is soft, more is overdone"),
        3,
    ),
    "RESEEN_ERROR": (
        translatable("re-seen error, × noise"),
        translatable("difference to the input when seen again through the sensor; 1 is its noise"),
        2,
    ),
    "GRID_ERROR": (
        translatable("grid error"),
        translatable("largest difference to the input when averaged back, share of the range"),
        -1,
    ),
    "REFLECTANCE": (
        translatable("reflectance"),
        translatable("OpenSR: mean difference to the input on its grid, share of the range"),
        5,
    ),
    "SPECTRAL": (
        translatable("spectral, °"),
        translatable("OpenSR: how far colors turn against the input"),
        3,
    ),
    "SPATIAL": (
        translatable("spatial, input pixels"),
        translatable("OpenSR: shift against the input"),
        3,
    ),
    "HALLUCINATION": (
        translatable("hallucination"),
        translatable("OpenSR: share of pixels with detail that is not in the reference"),
        3,
    ),
    "OMISSION": (
        translatable("omission"),
        translatable("OpenSR: share of pixels that lack the reference's detail"),
        3,
    ),
    "IMPROVEMENT": (
        translatable("improvement"),
        translatable("OpenSR: share of pixels with detail that is in the reference"),
        3,
    ),
}
"""By figure: its name, a word of help, and how many digits are shown; -1 for powers of ten."""
