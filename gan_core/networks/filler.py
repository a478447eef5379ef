"""What lies in a gap, beyond interpolating along lines: along which of them, and what is left.

Two things enter apart. Of the image only differences (the first layer's weights sum to zero over a band, nothing has a bias):
whatever is added to it is added to the result, and what it is multiplied by the result is multiplied by. Where the gaps are
enters as gates on the features (gated convolutions, Yu et al. 2019), which see nothing of the image.  Each band is an image of
its own, by the same weights: to compare the features of all bands was tried and brought nothing.
"""

from __future__ import annotations

import functools
from typing import NamedTuple

import torch
from torch import nn

from gan_core.networks.architecture import Architecture

CELL = 2
"""Pixels along a side that are seen as one at the finest level."""
LINES = 4
"""As filling/lines.py sees them."""
WIDENING = (1.0, 4 / 3, 2.0)
"""Features of each level, of the first's."""
GATES = 16
"""Features of what the gaps look like."""
LAST_OF_A_BLOCK = 0.3
DIAGONAL = -3.0
"""What a diagonal starts with, as a logit."""
NEAREST = 2.0
"""Largest weight of a line: the sum of 1 / distance."""
LEAST = 1e-5
PERIOD, SEED = 509, 25
"""Cells after which the noise repeats itself: a prime, so that no two levels do so together; and of its generator."""
FIRST_ERROR = 0.01
"""Standard deviation of the first weights that tell the errors' size."""


class FillerOutput(NamedTuple):
    """(B, H, W) each."""

    values: torch.Tensor
    """In gaps; elsewhere what came in."""
    error: torch.Tensor
    """Expected size of the error, not below 0."""


class GatedBlock(nn.Module):
    """x + two convolutions, the features between them gated, and roughened as far as that was learned."""

    def __init__(self, features: int) -> None:
        super().__init__()
        self.roughness = nn.Parameter(torch.zeros(features))
        self.conv1 = nn.Conv2d(features, features, 3, padding=1, bias=False)
        self.gate = nn.Conv2d(GATES, features, 1)
        self.conv2 = nn.Conv2d(features, features, 3, padding=1, bias=False)

    def forward(self, x: torch.Tensor, gaps: torch.Tensor, noise: torch.Tensor) -> torch.Tensor:
        """noise: (1, 1, H, W), which multiplies features: texture that the surroundings have goes on, where they are smooth
        there is none."""
        y = nn.functional.relu(self.conv1(x)) * gated(self.gate, gaps)
        if self.roughness.requires_grad or bool(self.roughness.any()):
            y = y * (1 + self.roughness.to(y.dtype)[:, None, None] * noise.to(y.dtype))
        return x + self.conv2(y)


class GatedBlocks(nn.ModuleList):
    """Of one level, in turn."""

    def __init__(self, features: int, count: int) -> None:
        super().__init__(GatedBlock(features) for _ in range(count))

    def forward(self, x: torch.Tensor, gaps: torch.Tensor, noise: torch.Tensor) -> torch.Tensor:
        for block in self:
            x = block(x, gaps, noise)
        return x


def gated(gate: nn.Conv2d, gaps: torch.Tensor) -> torch.Tensor:
    """0 to 2 for each feature, 1 where nothing is learned yet."""
    return 2 * torch.sigmoid(gate(gaps))


class FillerNetwork(nn.Module):
    """See `forward`.  Sides are multiples of `aligned`, and so is the place of the first pixel in its layer."""

    def __init__(self, features: int, blocks: int) -> None:
        """blocks: of each level on its way down, and on its way up."""
        super().__init__()
        widths = [round(features * factor / 8) * 8 for factor in WIDENING]
        planes = CELL**2
        self.head_image = nn.Conv2d(2 * planes, widths[0], 3, bias=False)
        self.head_lines = nn.Conv2d(LINES * planes, widths[0], 3, padding=1, bias=False)
        self.head_gaps = nn.Conv2d((1 + LINES) * planes, GATES, 3, padding=1)
        self.gate = nn.Conv2d(GATES, widths[0], 1)
        self.coarser_gaps = nn.ModuleList(nn.Conv2d(GATES, GATES, 2, stride=2) for _ in widths[1:])
        self.down = nn.ModuleList(GatedBlocks(width, blocks) for width in widths)
        self.shrink = nn.ModuleList(
            nn.Conv2d(fine, coarse, 2, stride=2, bias=False) for fine, coarse in zip(widths, widths[1:])
        )
        self.grow = nn.ModuleList(nn.Conv2d(coarse, fine, 1, bias=False) for fine, coarse in zip(widths, widths[1:]))
        self.up = nn.ModuleList(GatedBlocks(width, blocks) for width in widths[:-1])
        self.tail = nn.Conv2d(widths[0], 2 * planes, 3, padding=1, bias=False)
        self.tail_lines = nn.Conv2d(widths[0], LINES * planes, 3, padding=1)
        self.aligned = CELL * 2 ** (len(widths) - 1)
        self.reach = self._reach(blocks, len(widths))
        self._initialize()

    def _reach(self, blocks: int, levels: int) -> int:
        """Pixels on each side that a pixel looks at, at most: head and tail, the blocks of every level, and a pixel's place in
        the coarsest one's."""
        sides = [CELL * 2**level for level in range(levels)]
        convolutions = sum(side * 2 * blocks * (1 if side == sides[-1] else 2) for side in sides)
        return 2 * CELL + convolutions + sides[-1] - 1

    def _initialize(self) -> None:
        for name, layer in self.named_modules():
            if isinstance(layer, nn.Conv2d):
                nn.init.kaiming_normal_(layer.weight, nonlinearity="relu")
                if name.endswith("conv2"):
                    layer.weight.data *= LAST_OF_A_BLOCK
                if name.endswith("gate") and layer.bias is not None:
                    nn.init.zeros_(layer.bias)
                if name.startswith("tail"):
                    nn.init.zeros_(layer.weight)
        nn.init.normal_(self.tail.weight[CELL**2 :], std=FIRST_ERROR)  # of zeros, a size would never be learned
        diagonals = LINES // 2 * CELL**2
        with torch.no_grad():
            self.tail_lines.get_parameter("bias").copy_(
                torch.cat((torch.zeros(diagonals), torch.full((diagonals,), DIAGONAL)))
            )

    def forward(
        self,
        image: torch.Tensor,
        guide: torch.Tensor,
        values: torch.Tensor,
        weights: torch.Tensor,
        known: torch.Tensor,
        place: tuple[int, int] = (0, 0),
    ) -> FillerOutput:
        """image: (B, H, W) without gaps, interpolated along its lines.  guide: (B, H, W) what a reference says; zeros where
        there is none.  values, weights: (B, L, H, W) of the lines; where a guide is, of what it leaves out, the guide added.
        known: (B, H, W) bool.  place: row and column of the first pixel in its layer: the noise is the layer's, the same in
        every tile and every run."""
        gap = ~known[:, None]
        met = weights > 0
        differences = torch.where(met & gap, values - image[:, None], 0.0)
        near = torch.where(gap, weights.clamp(max=NEAREST).sqrt(), 0.0)
        gaps = nn.functional.silu(self.head_gaps(_cells(torch.cat((gap.to(image.dtype), near), 1))))
        y = self._head(torch.stack((image, guide), 1)) + self.head_lines(_cells(differences))
        y = self._features(nn.functional.relu(y) * gated(self.gate, gaps), gaps, place)
        residual, error = _pixels(self.tail(y).float()).unbind(1)
        norm = y.float().square().mean(1, keepdim=True).sqrt() + LEAST
        logits = _pixels(self.tail_lines(y / norm).float())
        logits = torch.where(met, weights.clamp(min=LEAST).log() + logits, -torch.inf)
        shares = torch.where(met.any(1, keepdim=True), logits, 0.0).softmax(1)
        along = torch.where(met.any(1), (shares * torch.where(met, values, 0.0)).sum(1), image)
        return FillerOutput(torch.where(known, image, along + residual), torch.where(known, 0.0, error.abs()))

    def _head(self, images: torch.Tensor) -> torch.Tensor:
        """Of differences only: of each image, CELL**2 planes, the weights sum to zero."""
        by_image = self.head_image.weight.unflatten(1, (-1, CELL**2))
        weight = (by_image - by_image.mean((2, 3, 4), keepdim=True)).flatten(1, 2)
        with torch.autocast(images.device.type, enabled=False):  # rounded to bfloat16, 16 bits lose their detail
            return nn.functional.conv2d(nn.functional.pad(_cells(images), [1] * 4, "replicate"), weight)

    def _features(self, y: torch.Tensor, gaps: torch.Tensor, place: tuple[int, int]) -> torch.Tensor:
        """Down to the coarsest level and up again."""
        masks, noises, skipped = [gaps], list[torch.Tensor](), list[torch.Tensor]()
        for layer in self.coarser_gaps:
            masks.append(nn.functional.silu(layer(masks[-1])))
        for level, blocks in enumerate(self.down):
            noises.append(noise_at(level, place, y))
            y = blocks(y, masks[level], noises[level])
            if level < len(self.shrink):
                skipped.append(y)
                y = self.shrink[level](y)
        for level in reversed(range(len(self.up))):
            y = skipped[level] + nn.functional.interpolate(self.grow[level](y), scale_factor=2.0, mode="nearest")
            y = self.up[level](y, masks[level], noises[level])
        return y


@functools.cache
def noise_table(level: int) -> torch.Tensor:
    """(PERIOD, PERIOD), of deviation 1."""
    return torch.randn(PERIOD, PERIOD, generator=torch.Generator().manual_seed(SEED + level))


def noise_at(level: int, place: tuple[int, int], like: torch.Tensor) -> torch.Tensor:
    """(1, 1, H, W) for features of a level, (B, F, H, W): the same at the same place of a layer, again every PERIOD cells."""
    side, shape = CELL << level, like.shape[2:]
    rows, columns = ((torch.arange(length) + start // side) % PERIOD for start, length in zip(place, shape))
    return noise_table(level)[rows[:, None], columns][None, None].to(like.device)


def _cells(planes: torch.Tensor) -> torch.Tensor:
    return nn.functional.pixel_unshuffle(planes, CELL)


def _pixels(planes: torch.Tensor) -> torch.Tensor:
    """(B, N * CELL**2, h, w) -> (B, N, H, W)."""
    return nn.functional.pixel_shuffle(planes, CELL)


ARCHITECTURE = Architecture("filler", FillerNetwork, {"features": (8, 256), "blocks": (1, 16)})
