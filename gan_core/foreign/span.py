"""SPAN as its authors publish it: each layer is trained as three convolutions and a shortcut, which are one convolution.

Its authors, neosr and spandrel call the blocks `block_1` to `block_6`; ESA's SEN2SR, whose SEN2SRLite weights these are, calls
them `blocks.0` and on, as many as there are, and takes images as they are.  Of the others the file does not say how the image
is centered and scaled before the first layer: every usual way is a reading to be tried.
"""

from __future__ import annotations

from typing import Optional

import torch

from gan_core.foreign.layout import PARAMETERS, Converted, State, count, root, usual_ranges

BRANCHES = [f"{part}.{parameter}" for part in ("sk", "conv.0", "conv.1", "conv.2") for parameter in PARAMETERS]
MERGED = ["eval_conv.weight", "eval_conv.bias"]
PLAIN = {"conv_cat": "fuse", "upsampler.0": "tail"}
BLOCKS = {"block_": 1, "blocks.": 0}
"""How a block's name begins, and the first one's number."""


def recognize(state: State) -> Optional[Converted]:
    """None unless the names are just this layout's."""
    stem = next((stem for stem in BLOCKS if count(state, stem)), "")
    if not stem:
        return None
    blocks = count(state, stem)
    layers = {"conv_1": "head", "conv_2": "after"}
    for block in range(blocks):
        layers.update({f"{stem}{block + BLOCKS[stem]}.c{n}_r": f"blocks.{block}.conv{n}" for n in (1, 2, 3)})
    plain = {f"{old}.{parameter}": f"{new}.{parameter}" for old, new in PLAIN.items() for parameter in PARAMETERS}
    branched, merged = ({f"{old}.{name}" for old in layers for name in names} for names in (BRANCHES, MERGED))
    names = set(state) - {"no_norm"}
    whole = branched <= names
    if not names <= branched | merged | set(plain) or not set(plain) <= names or not (whole or merged <= names):
        return None
    if any(state[f"{old}.{'conv.1' if whole else 'eval_conv'}.weight"].dim() != 4 for old in layers):
        return None
    weights = {new: state[old] for old, new in plain.items()}
    for old, new in layers.items():
        pair = _merge(state, old) if whole else (state[f"{old}.{MERGED[0]}"], state[f"{old}.{MERGED[1]}"])
        weights[f"{new}.weight"], weights[f"{new}.bias"] = pair
    features, bands = weights["head.weight"].shape[:2]
    planes = len(weights["tail.bias"])
    arguments = {"bands": bands, "scale": root(planes, bands), "features": features, "blocks": blocks}
    ranges = usual_ranges(bands)
    readings = [
        (label, {**weights, "mean": mean, "head.weight": weights["head.weight"] * white})
        for label, mean, white in (ranges[:1] if stem == "blocks." or "no_norm" in state else ranges)
    ]
    return Converted("SPAN", "span", arguments, planes, readings)


def _merge(state: State, layer: str) -> tuple[torch.Tensor, torch.Tensor]:
    """1 x 1, 3 x 3 and 1 x 1 in a row, and a 1 x 1 beside them, as one 3 x 3; computed in float64."""
    tensors = [state[f"{layer}.{name}"].double() for name in BRANCHES]
    beside, beside_bias, first, first_bias, middle, middle_bias, last, last_bias = tensors
    weight = torch.einsum("om,mnyx,ni->oiyx", last[:, :, 0, 0], middle, first[:, :, 0, 0])
    weight[:, :, 1, 1] += beside[:, :, 0, 0]
    bias = last[:, :, 0, 0] @ (middle.sum((2, 3)) @ first_bias + middle_bias) + last_bias + beside_bias
    return weight.float(), bias.float()
