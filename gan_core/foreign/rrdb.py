"""ESRGAN and Real-ESRGAN: one network under three sets of names, from 2018, from 2019 and BasicSR's."""

from __future__ import annotations

from typing import Optional

import torch

from gan_core.foreign.layout import Converted, State, count, rename

Rules = list[tuple[str, str]]
PARAMETER = r"(weight|bias)"
BASICSR: Rules = [
    (rf"conv_first\.{PARAMETER}", "head.{0}"),
    (rf"body\.(\d+)\.rdb([123])\.conv([1-5])\.{PARAMETER}", "groups.{0}.blocks.{1-1}.convs.{2-1}.{3}"),
    (rf"conv_body\.{PARAMETER}", "after.{0}"),
    (rf"conv_up([12])\.{PARAMETER}", "doublings.{0-1}.{1}"),
    (rf"conv_hr\.{PARAMETER}", "fine.{0}"),
    (rf"conv_last\.{PARAMETER}", "tail.{0}"),
]
SECOND: Rules = [
    (rf"conv_first\.{PARAMETER}", "head.{0}"),
    (rf"RRDB_trunk\.(\d+)\.RDB([123])\.conv([1-5])\.{PARAMETER}", "groups.{0}.blocks.{1-1}.convs.{2-1}.{3}"),
    (rf"trunk_conv\.{PARAMETER}", "after.{0}"),
    (rf"upconv([123])\.{PARAMETER}", "doublings.{0-1}.{1}"),
    (rf"HRconv\.{PARAMETER}", "fine.{0}"),
    (rf"conv_last\.{PARAMETER}", "tail.{0}"),
]


def recognize(state: State) -> Optional[Converted]:
    """None unless the names are just those of one of the three."""
    rules = BASICSR if "conv_body.weight" in state else SECOND if "trunk_conv.weight" in state else _first(state)
    weights = rename(state, rules)
    if not weights or not {"head.weight", "tail.bias", "groups.0.blocks.0.convs.0.bias"} <= set(weights):
        return None
    head, planes = weights["head.weight"], len(weights["tail.bias"])
    if head.dim() != 4:
        return None
    unshuffle = _unshuffle(head, planes)
    arguments = {
        "bands": planes if unshuffle else head.shape[1],
        "scale": 2 ** count(weights, "doublings.") // unshuffle if unshuffle else 0,
        "unshuffle": unshuffle,
        "features": head.shape[0],
        "growth": len(weights["groups.0.blocks.0.convs.0.bias"]),
        "blocks": count(weights, "groups."),
    }
    return Converted("ESRGAN (RRDB)", "rrdb", arguments, planes, [("", weights)])


def _first(state: State) -> Rules:
    """The names of 2018 count every layer, activations and enlargements included, so they depend on how many there are."""
    groups = count(state, "model.1.sub.") - 1
    doublings = sum(f"model.{3 * number}.weight" in state for number in (1, 2, 3))
    up: Rules = [(rf"model\.{3 * n}\.{PARAMETER}", f"doublings.{n - 1}.{{0}}") for n in range(1, doublings + 1)]
    return [
        (rf"model\.0\.{PARAMETER}", "head.{0}"),
        (rf"model\.1\.sub\.{groups}\.{PARAMETER}", "after.{0}"),
        (rf"model\.1\.sub\.(\d+)\.RDB([123])\.conv([1-5])\.0\.{PARAMETER}", "groups.{0}.blocks.{1-1}.convs.{2-1}.{3}"),
        *up,
        (rf"model\.{3 * doublings + 2}\.{PARAMETER}", "fine.{0}"),
        (rf"model\.{3 * doublings + 4}\.{PARAMETER}", "tail.{0}"),
    ]


def _unshuffle(head: torch.Tensor, bands: int) -> int:
    """The side of the blocks that the input is folded into; 0 when the first layer fits none."""
    return next((side for side in (1, 2, 4) if head.shape[1] == bands * side**2), 0)
