"""SPAN as its authors publish it: each layer is trained as three convolutions and a shortcut, which are one convolution.

The file does not say how the image is centred and scaled before the first layer: every usual way is a reading to be tried.
"""

from __future__ import annotations

from typing import Optional

import torch

from gan_core.foreign.layout import Converted, State, root

PUBLISHED_MEAN = (0.4488, 0.4371, 0.4040)
"""Red, green and blue of the DIV2K photographs, the authors' default; with it values go to 255."""
BRANCHES = [f"{part}.{parameter}" for part in ("sk", "conv.0", "conv.1", "conv.2") for parameter in ("weight", "bias")]
MERGED = ["eval_conv.weight", "eval_conv.bias"]
BLOCKS = 6


def recognize(state: State) -> Optional[Converted]:
    """None unless the names are just this layout's."""
    layers = {"conv_1": "head", "conv_2": "after"}
    for block in range(BLOCKS):
        layers.update({f"block_{block + 1}.c{n}_r": f"blocks.{block}.conv{n}" for n in (1, 2, 3)})
    plain = {"conv_cat": "fuse", "upsampler.0": "tail"}
    parameters = ("weight", "bias")
    layer_names = {f"{old}.{name}" for old in layers for name in (*BRANCHES, *MERGED)}
    known_names = {f"{old}.{parameter}" for old in plain for parameter in parameters} | {"no_norm"} | layer_names
    branched = {f"{old}.{name}" for old in layers for name in BRANCHES}
    merged = {f"{old}.{name}" for old in layers for name in MERGED}
    names = set(state)
    if (
        not names <= known_names
        or not (branched <= names or merged <= names)
        or not known_names - layer_names - {"no_norm"} <= names
    ):
        return None
    if any(state[f"{old}.conv.1.weight"].dim() != 4 for old in layers if branched <= names):
        return None
    weights = {
        f"{new}.{parameter}": state[f"{old}.{parameter}"] for old, new in plain.items() for parameter in parameters
    }
    for old, new in layers.items():
        pair = _merge(state, old) if branched <= names else (state[f"{old}.{MERGED[0]}"], state[f"{old}.{MERGED[1]}"])
        weights[f"{new}.weight"], weights[f"{new}.bias"] = pair
    features, bands = weights["head.weight"].shape[:2]
    arguments = {"bands": bands, "scale": root(len(weights["tail.bias"]), bands), "features": features}
    return Converted("SPAN", "span", arguments, _readings(weights, bands, "no_norm" in state))


def _merge(state: State, layer: str) -> tuple[torch.Tensor, torch.Tensor]:
    """1 x 1, 3 x 3 and 1 x 1 in a row, and a 1 x 1 beside them, as one 3 x 3; computed in float64."""
    tensors = [state[f"{layer}.{name}"].double() for name in BRANCHES]
    beside, beside_bias, first, first_bias, middle, middle_bias, last, last_bias = tensors
    weight = torch.einsum("om,mnyx,ni->oiyx", last[:, :, 0, 0], middle, first[:, :, 0, 0])
    weight[:, :, 1, 1] += beside[:, :, 0, 0]
    bias = last[:, :, 0, 0] @ (middle.sum((2, 3)) @ first_bias + middle_bias) + last_bias + beside_bias
    return weight.float(), bias.float()


def _readings(
    weights: dict[str, torch.Tensor], bands: int, without_norm: bool
) -> list[tuple[str, dict[str, torch.Tensor]]]:
    zero, published = torch.zeros(1, bands, 1, 1), torch.tensor(PUBLISHED_MEAN).view(1, 3, 1, 1)
    readings = [("0 to 1 as it is", zero, 1.0)]
    if not without_norm:
        readings.append(("0 to 255", zero, 255.0))
    if not without_norm and bands == len(PUBLISHED_MEAN):
        readings += [("mean taken off, to 255", published, 255.0), ("mean taken off", published, 1.0)]
    return [
        (label, {**weights, "mean": mean, "head.weight": weights["head.weight"] * gain})
        for label, mean, gain in readings
    ]
