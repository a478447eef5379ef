"""What can be wrong with two layers that a translator learns from, or with the one that it is given."""

from __future__ import annotations

from ..language import translatable

SENTENCES: dict[str, str] = {
    "translator-preset": translatable("PRESET: expected one of {expected}, got {got}."),
    "translator-method": translatable("METHOD: expected one of {expected}, got {got}."),
    "translator-input": translatable(
        "INPUT: expected a training raster; only colorizing can do without one. Choose the layer that is turned into TARGET."
    ),
    "translator-colorize-unpaired": translatable(
        "METHOD: colorizing learns from pairs. Choose Automatic, and leave INPUT empty: a gray layer is made of TARGET."
    ),
    "translator-gray": translatable("INPUT: expected one gray band to colorize, got {got}. Choose one in BANDS."),
    "translator-colors": translatable(
        "TARGET: expected red, green and blue to learn colors from, {path} has {got} bands and does not say which these are. "
        "Set their color interpretation, or choose another layer."
    ),
    "translator-partners": translatable(
        "TARGET: expected at least {least} tiles that {path} covers too, got {got} of {tiles}. Pick tiles where both layers "
        "have data and check their CRS; layers of different ground can be trained on unpaired (METHOD)."
    ),
    "translator-flat": translatable(
        "{parameter}: the {count} training tiles hold nothing but one value in each. Pick tiles with detail, or another layer."
    ),
    "translate-missing": translatable(
        "MODEL: expected the name of a translator, as the library holds none or several ({known}). Choose one, or run “Train a "
        "translator” to make one."
    ),
    "translate-bands": translatable(
        "INPUT: {model} takes {expected} bands ({bands}), the layer has {got}. Choose that many in BANDS, or another MODEL."
    ),
    "translate-type": translatable(
        "INPUT: {model} learned from values of type {expected}, the layer has {got}. Choose a layer of the same kind, or "
        "accept a layer unlike the training raster (UNLIKE)."
    ),
    "translate-unlike": translatable(
        "INPUT: band {band} is unlike what {model} learned from: {low:.4g} to {high:.4g} here, {learned_low:.4g} to "
        "{learned_high:.4g} there. Choose a layer of the same sensor and kind of ground, or accept a layer unlike the training "
        "raster (UNLIKE)."
    ),
}
