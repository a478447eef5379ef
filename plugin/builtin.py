"""What the built-in models' cards say; their files hold it in English, users read it in their language."""

from __future__ import annotations

from ..gan_core.sentences import QT_TRANSLATE_NOOP

TEXTS = (
    QT_TRANSLATE_NOOP("@default", "clean up: every band by itself"),
    QT_TRANSLATE_NOOP(
        "@default",
        "Trained on 67 drone photographs only (a city, a shore with trees, a building site, a village; 8-bit red, "
        "green, blue; pixels of about 5 to 80 cm), with blur, noise, stripes and JPEG artefacts added by a sensor "
        "model. It has not seen satellite imagery or other bands: what looks like noise to it may be fine texture "
        "there.",
    ),
    QT_TRANSLATE_NOOP("@default", "clean up: colour, other bands one by one"),
    QT_TRANSLATE_NOOP("@default", "x2: every band by itself"),
    QT_TRANSLATE_NOOP(
        "@default",
        "Trained on 67 drone photographs only (a city, a shore with trees, a building site, a village; 8-bit red, "
        "green, blue; pixels of about 5 to 80 cm), seen through a sensor that averages over each pixel. It has "
        "not seen satellite imagery, other bands, noise or compression: on those it sharpens what is there, and "
        "every detail finer than a pixel is a guess.",
    ),
    QT_TRANSLATE_NOOP("@default", "x2: colour, other bands one by one, small and fast"),
    QT_TRANSLATE_NOOP("@default", "x2: colour, other bands one by one"),
    QT_TRANSLATE_NOOP("@default", "x4: every band by itself"),
    QT_TRANSLATE_NOOP("@default", "x4: colour, other bands one by one, small and fast"),
    QT_TRANSLATE_NOOP("@default", "x4: colour, other bands one by one"),
)
"""Titles and limits: `tr` of a card's text finds them by what they say."""
