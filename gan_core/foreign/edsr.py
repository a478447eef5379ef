"""EDSR under its authors' names and under BasicSR's; the authors' large models and their "baseline" differ in size alone.

A file says how the image is centered and scaled where it holds the authors' `sub_mean`; else every usual way is a reading to be
tried.  By how much a block's result is scaled (1, or 0.1 in the large models) no file says.
"""

from __future__ import annotations

from typing import Optional

import torch

from gan_core.foreign.layout import Converted, Range, State, count, rename, usual_ranges

PARAMETER = r"(weight|bias)"
MEANS = ("sub_mean.weight", "sub_mean.bias", "add_mean.weight", "add_mean.bias")
SHARES = (1.0, 0.1)
"""How much of a block's result is added to its input."""
BASICSR = [
    (rf"conv_first\.{PARAMETER}", "head.{0}"),
    (rf"body\.(\d+)\.conv([12])\.{PARAMETER}", "blocks.{0}.conv{1}.{2}"),
    (rf"conv_after_body\.{PARAMETER}", "after.{0}"),
    (rf"upsample\.0\.{PARAMETER}", "doublings.0.{0}"),
    (rf"upsample\.2\.{PARAMETER}", "doublings.1.{0}"),
    (rf"conv_last\.{PARAMETER}", "tail.{0}"),
]
AUTHORS = [
    (rf"head\.0\.{PARAMETER}", "head.{0}"),
    (rf"body\.(\d+)\.body\.0\.{PARAMETER}", "blocks.{0}.conv1.{1}"),
    (rf"body\.(\d+)\.body\.2\.{PARAMETER}", "blocks.{0}.conv2.{1}"),
    (rf"body\.\d+\.{PARAMETER}", "after.{0}"),
    (rf"tail\.0\.0\.{PARAMETER}", "doublings.0.{0}"),
    (rf"tail\.0\.2\.{PARAMETER}", "doublings.1.{0}"),
    (rf"tail\.1\.{PARAMETER}", "tail.{0}"),
]


def recognize(state: State) -> Optional[Converted]:
    """None unless the names are just those of one of the two."""
    means = {name: state[name] for name in MEANS if name in state}
    weights = rename(
        {name: tensor for name, tensor in state.items() if name not in MEANS},
        BASICSR if "conv_after_body.weight" in state else AUTHORS,
    )
    if not weights or not {"head.weight", "tail.weight", "tail.bias", "doublings.0.weight"} <= set(weights):
        return None
    if weights["head.weight"].dim() != 4 or len(means) not in (0, len(MEANS)):
        return None
    features, bands = weights["head.weight"].shape[:2]
    planes, doublings = len(weights["tail.bias"]), count(weights, "doublings.")
    enlarges = weights["doublings.0.weight"].shape[0]
    scale = 2**doublings if enlarges == 4 * features else 3 if enlarges == 9 * features else 0
    arguments = {
        "bands": bands,
        "scale": scale if planes == bands else 0,
        "features": features,
        "blocks": count(weights, "blocks."),
    }
    ranges = [_range_of(means)] if means else usual_ranges(bands)
    readings = [
        (f"{label}; blocks times {share:g}", _read(weights, mean, white, share))
        for share in SHARES
        for label, mean, white in ranges
    ]
    return Converted("EDSR", "edsr", arguments, planes, readings)


def _range_of(means: State) -> Range:
    """What the file's own layers do; raises RuntimeError unless the second undoes the first and neither mixes bands."""
    shift = means["sub_mean.bias"]
    for name, expected in (
        ("add_mean.bias", -shift),
        *((f"{part}_mean.weight", _unit(len(shift))) for part in ("sub", "add")),
    ):
        if means[name].shape != expected.shape or not torch.allclose(means[name], expected, atol=1e-4):
            raise RuntimeError(f"{name} is not what takes a mean off and adds it again")
    white = 255.0 if shift.abs().max() > 1 else 1.0
    return f"mean taken off, to {white:g}", -shift.view(1, -1, 1, 1) / white, white


def _unit(bands: int) -> torch.Tensor:
    return torch.eye(bands).view(bands, bands, 1, 1)


def _read(weights: State, mean: torch.Tensor, white: float, share: float) -> dict[str, torch.Tensor]:
    """The same network on 0 to 1, and its blocks' share in their last layers."""
    read = {
        **{name: tensor * share if ".conv2." in name else tensor for name, tensor in weights.items()},
        "mean": mean,
        "head.weight": weights["head.weight"] * white,
    }
    return {**read, "tail.weight": weights["tail.weight"] / white, "tail.bias": weights["tail.bias"] / white}
