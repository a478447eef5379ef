"""Published layouts of other people's networks, filled with random weights, and what each computes, straight from its names.

Names and order of operations: github.com/xinntao/ESRGAN, xinntao/Real-ESRGAN with BasicSR, hongyuanyu/SPAN, ESAOpenSR/SEN2SR,
sanghyun-son/EDSR-PyTorch.
"""

from __future__ import annotations

import torch
from torch.nn import functional as F  # noqa: N812 - as PyTorch's manual calls it

State = dict[str, torch.Tensor]


def conv(state: State, name: str, given: int, made: int, side: int = 3) -> None:
    state[f"{name}.weight"] = torch.randn(made, given, side, side) * 0.7 / (given * side * side) ** 0.5
    state[f"{name}.bias"] = torch.randn(made) * 0.05


def apply(state: State, name: str, x: torch.Tensor, padding: int = 1) -> torch.Tensor:
    return F.conv2d(x, state[f"{name}.weight"], state[f"{name}.bias"], padding=padding)


def compact(bands: int = 3, scale: int = 4, features: int = 8, convs: int = 2) -> State:
    state: State = {}
    widths = [bands, *[features] * (convs + 1)]
    for number, (given, made) in enumerate(zip(widths, widths[1:])):
        conv(state, f"body.{2 * number}", given, made)
        state[f"body.{2 * number + 1}.weight"] = torch.rand(made)
    conv(state, f"body.{2 * convs + 2}", features, bands * scale**2)
    return state


def compact_image(state: State, x: torch.Tensor, scale: int) -> torch.Tensor:
    y, last = x, max(int(name.split(".")[1]) for name in state)
    for number in range(last):
        y = F.prelu(y, state[f"body.{number}.weight"]) if number % 2 else apply(state, f"body.{number}", y)
    y = F.pixel_shuffle(apply(state, f"body.{last}", y), scale)
    return y + F.interpolate(x, scale_factor=scale, mode="nearest")


NAMES = {
    "basicsr": ("conv_first", "body.{}.rdb{}.conv{}", "conv_body", "conv_up{}", "conv_hr", "conv_last"),
    "second": ("conv_first", "RRDB_trunk.{}.RDB{}.conv{}", "trunk_conv", "upconv{}", "HRconv", "conv_last"),
}


def rrdb_names(naming: str, blocks: int, ups: int) -> tuple:
    if naming != "first":
        first, dense, body, up, fine, last = NAMES[naming]
        return first, dense, body, [up.format(n + 1) for n in range(ups)], fine, last
    up = [f"model.{3 * n + 3}" for n in range(ups)]
    return (
        "model.0",
        "model.1.sub.{}.RDB{}.conv{}.0",
        f"model.1.sub.{blocks}",
        up,
        *[f"model.{3 * ups + n}" for n in (2, 4)],
    )


def rrdb(
    naming: str, bands: int = 3, unshuffle: int = 1, ups: int = 2, features: int = 8, blocks: int = 2, growth: int = 4
) -> State:
    state: State = {}
    first, dense, body, up, fine, last = rrdb_names(naming, blocks, ups)
    conv(state, first, bands * unshuffle**2, features)
    for block in range(blocks):
        for part in (1, 2, 3):
            for number in range(1, 6):
                made = features if number == 5 else growth
                conv(state, dense.format(block, part, number), features + (number - 1) * growth, made)
    for name in (body, *up, fine):
        conv(state, name, features, features)
    conv(state, last, features, bands)
    return state


def rrdb_image(state: State, x: torch.Tensor, naming: str, unshuffle: int, ups: int, blocks: int = 2) -> torch.Tensor:
    first, dense, body, up, fine, last = rrdb_names(naming, blocks, ups)
    y = head = apply(state, first, F.pixel_unshuffle(x, unshuffle))
    for block in range(blocks):
        before = y
        for part in (1, 2, 3):
            seen = [y]
            for number in range(1, 6):
                made = apply(state, dense.format(block, part, number), torch.cat(seen, 1))
                seen.append(F.leaky_relu(made, 0.2))
            y = y + 0.2 * made
        y = before + 0.2 * y
    y = head + apply(state, body, y)
    for name in up:
        y = F.leaky_relu(apply(state, name, F.interpolate(y, scale_factor=2, mode="nearest")), 0.2)
    return apply(state, last, F.leaky_relu(apply(state, fine, y), 0.2))


def span(
    bands: int = 3, scale: int = 4, features: int = 8, stem: str = "block_", blocks: int = 6, made: int = 0
) -> State:
    """stem: `block_`, its authors', or `blocks.`, SEN2SR's, which counts from 0.  made: bands that come out, if others."""
    state: State = {}
    layers = {"conv_1": bands, "conv_2": features}
    layers.update({f"{name}.c{n}_r": features for name in span_blocks(stem, blocks) for n in (1, 2, 3)})
    for name, given in layers.items():
        conv(state, f"{name}.sk", given, features, 1)
        conv(state, f"{name}.conv.0", given, 2 * given, 1)
        conv(state, f"{name}.conv.1", 2 * given, 2 * features)
        conv(state, f"{name}.conv.2", 2 * features, features, 1)
        conv(state, f"{name}.eval_conv", given, features)  # what training leaves behind, out of date
    conv(state, "conv_cat", 4 * features, features, 1)
    conv(state, "upsampler.0", features, (made or bands) * scale**2)
    return state


def span_blocks(stem: str, blocks: int) -> list[str]:
    return [f"{stem}{number + (stem == 'block_')}" for number in range(blocks)]


def span_layer(state: State, name: str, x: torch.Tensor) -> torch.Tensor:
    """As in training: the image is padded first, then three convolutions in a row and the shortcut."""
    y = F.pad(x, (1, 1, 1, 1))
    for part in range(3):
        y = apply(state, f"{name}.conv.{part}", y, 0)
    return y + apply(state, f"{name}.sk", x, 0)


def span_image(
    state: State,
    x: torch.Tensor,
    scale: int,
    mean: tuple[float, ...],
    spread: float,
    stem: str = "block_",
    blocks: int = 6,
) -> torch.Tensor:
    head = span_layer(state, "conv_1", (x - torch.tensor(mean).view(1, -1, 1, 1)) * spread)
    y, results = head, []
    for block in span_blocks(stem, blocks):
        inside = F.silu(span_layer(state, f"{block}.c1_r", y))
        out = span_layer(state, f"{block}.c3_r", F.silu(span_layer(state, f"{block}.c2_r", inside)))
        y = (out + y) * (torch.sigmoid(out) - 0.5)
        results.append(y)
    last = span_layer(state, "conv_2", y)
    joined = torch.cat((head, last, results[0], inside), 1)
    return F.pixel_shuffle(apply(state, "upsampler.0", apply(state, "conv_cat", joined, 0)), scale)


def edsr_names(naming: str, blocks: int, ups: int) -> tuple:
    if naming == "basicsr":
        return "conv_first", "body.{}.conv{}", "conv_after_body", [f"upsample.{2 * n}" for n in range(ups)], "conv_last"
    return "head.0", "body.{}.body.{}", f"body.{blocks}", [f"tail.0.{2 * n}" for n in range(ups)], "tail.1"


def edsr(naming: str, bands: int = 3, ups: int = 1, features: int = 8, blocks: int = 2, enlarged: int = 4) -> State:
    """naming: "basicsr", or "authors", which has the mean in layers of its own.  enlarged: 9 for a scale of 3."""
    state: State = {}
    first, block, after, up, last = edsr_names(naming, blocks, ups)
    conv(state, first, bands, features)
    for number in range(blocks):
        for part in (1, 2) if naming == "basicsr" else (0, 2):
            conv(state, block.format(number, part), features, features)
    conv(state, after, features, features)
    for name in up:
        conv(state, name, features, enlarged * features)
    conv(state, last, features, bands)
    if naming == "authors":
        mean = torch.linspace(0.45, 0.4, bands)
        for name, sign in (("sub_mean", -1), ("add_mean", 1)):
            state[f"{name}.weight"], state[f"{name}.bias"] = (
                torch.eye(bands).view(bands, bands, 1, 1),
                sign * 255 * mean,
            )
    return state


def edsr_image(
    state: State, x: torch.Tensor, naming: str, ups: int, share: float, mean: tuple[float, ...], blocks: int = 2
) -> torch.Tensor:
    """share: of a block's result, added to its input.  mean: taken off in a file that has none; all in 0 to 255."""
    first, block, after, up, last = edsr_names(naming, blocks, ups)
    own = "sub_mean.weight" in state
    shift = torch.tensor(mean).view(1, -1, 1, 1) * 255
    y = head = apply(state, first, apply(state, "sub_mean", x * 255, 0) if own else x * 255 - shift)
    before, behind = (1, 2) if naming == "basicsr" else (0, 2)
    for number in range(blocks):
        z = apply(state, block.format(number, behind), F.relu(apply(state, block.format(number, before), y)))
        y = y + share * z
    y = head + apply(state, after, y)
    for name in up:
        y = F.pixel_shuffle(apply(state, name, y), 2)
    y = apply(state, last, y)
    return (apply(state, "add_mean", y, 0) if own else y + shift) / 255
