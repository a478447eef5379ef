"""What a foreign layout is turned into, and small tools to recognise one."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Optional

import torch

State = Mapping[str, torch.Tensor]


PARAMETERS = ("weight", "bias")
PUBLISHED_MEAN = (0.4488, 0.4371, 0.4040)
"""Red, green and blue of the DIV2K photographs, the usual mean; with it values go to 255."""
Range = tuple[str, torch.Tensor, float]
"""A word, the mean that is taken off, 0 to 1, (1, bands, 1, 1), and the value of white."""
AS_IT_IS = "0 to 1 as it is"


@dataclass(frozen=True)
class Converted:
    """Weights under our own names."""

    family: str
    """What people call it."""
    architecture: str
    arguments: dict[str, int]
    """Its scale is 0 where the bands that come out are not those that go in."""
    planes: int
    """Values that its last layer gives for a pixel of that layer's grid."""
    readings: list[tuple[str, dict[str, torch.Tensor]]]
    """What can't be told from a file is tried out: a word for each reading, and the weights by it."""


def usual_ranges(bands: int) -> list[Range]:
    """How networks see an image of 0 to 1, where their file does not say."""
    zero, published = torch.zeros(1, bands, 1, 1), torch.tensor(PUBLISHED_MEAN).view(1, -1, 1, 1)
    ranges = [(AS_IT_IS, zero, 1.0), ("0 to 255", zero, 255.0)]
    if bands == len(PUBLISHED_MEAN):
        ranges += [("mean taken off, to 255", published, 255.0), ("mean taken off", published, 1.0)]
    return ranges


def rename(state: State, rules: Sequence[tuple[str, str]]) -> Optional[dict[str, torch.Tensor]]:
    """Every tensor under the name that the first matching rule makes of it: `{0}` is the first group, `{0-1}` one less.

    None when a name matches no rule, or two become one.
    """
    weights: dict[str, torch.Tensor] = {}
    for name, tensor in state.items():
        new_name = next(
            (_apply_template(match, template) for pattern, template in rules if (match := re.fullmatch(pattern, name))),
            None,
        )
        if new_name is None or new_name in weights:
            return None
        weights[new_name] = tensor
    return weights


def _apply_template(match: re.Match[str], template: str) -> str:
    groups = match.groups()
    return re.sub(r"\{(\d)(-1)?\}", lambda m: str(int(groups[int(m[1])]) - 1) if m[2] else groups[int(m[1])], template)


def count(state: State, stem: str) -> int:
    """How many different numbers follow `stem` in the names."""
    return len({match[1] for name in state if (match := re.match(re.escape(stem) + r"(\d+)\.", name))})


def root(square: int, bands: int) -> int:
    """The scale whose square times `bands` is `square`; 0 when there is none."""
    scale = math.isqrt(square // bands) if bands else 0
    return scale if scale * scale * bands == square else 0
