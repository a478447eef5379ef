"""A sharpening network's residual: each band in its slot, the conditions beside them, and how much goes through at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional

import torch

from gan_core.networks.sharpener import CELL, SharpenerNetwork, conditions_of
from gan_core.sharpening.response import Response

STRIP, LEAST_ROWS = 4_000_000, 64
"""Numbers of a layer of the network that are held at a time, and rows that pay for those around them."""


def strip_rows(network: SharpenerNetwork, bands: int, height: int, width: int) -> int:
    """How many rows at a time go through the network: the same for every strip, about."""
    images = bands if network.bands == 1 else 1
    numbers = images * network.head.out_channels * width // CELL**2
    strips = -(-height // max(LEAST_ROWS, STRIP // numbers))
    return -(-height // (strips * CELL)) * CELL


def residual_of(
    network: SharpenerNetwork,
    base: torch.Tensor,
    guide: torch.Tensor,
    responses: Sequence[Optional[Response]],
    slots: Sequence[Optional[int]],
    guide_slots: Optional[Sequence[int]],
    ratio: int,
) -> torch.Tensor:
    """What the network adds to (B, C, H, W), sides multiples of CELL; the guide is (B, K, H, W)."""
    planes = network_input(network, base, guide, slots, guide_slots).contiguous(memory_format=torch.channels_last)
    conditions = network_conditions(network, responses, slots, ratio, len(base))
    return of_slots(network(planes, conditions, len(slots) if network.bands == 1 else 1), slots)


def network_input(
    network: SharpenerNetwork,
    base: torch.Tensor,
    guide: torch.Tensor,
    slots: Sequence[Optional[int]],
    guide_slots: Optional[Sequence[int]] = None,
) -> torch.Tensor:
    """(B, C, H, W) and (B, K, H, W) -> (B, bands + guides, H, W), each band in its slot.

    For a network of one band (B * C, 3, H, W), each band as an image of its own, beside it the means of the guide's bands and
    of all the coarse ones.
    """
    if network.bands > 1:
        guide = placed(guide, guide_slots or range(guide.shape[1]), network.guides)
        return torch.cat((placed(base, slots, network.bands), guide), 1)
    beside = torch.cat((guide.mean(1, keepdim=True), base.mean(1, keepdim=True)), 1)
    return torch.cat((base.reshape(-1, 1, *base.shape[2:]), beside.repeat_interleave(base.shape[1], 0)), 1)


def network_conditions(
    network: SharpenerNetwork,
    responses: Sequence[Optional[Response]],
    slots: Sequence[Optional[int]],
    ratio: int,
    batch: int,
) -> torch.Tensor:
    """What the network is told beside the `network_input` of so many images, (B or B * C, bands + 1)."""
    known = [None if response is None else response.at_nyquist for response in responses]
    if network.bands == 1:
        return torch.cat([conditions_of([response], ratio) for response in known]).repeat(batch, 1)
    return conditions_of(
        [known[slots.index(slot)] if slot in slots else None for slot in range(network.bands)], ratio
    ).expand(batch, -1)


def of_slots(residual: torch.Tensor, slots: Sequence[Optional[int]]) -> torch.Tensor:
    """What a network gives for `network_input`, as (B, C, H, W): nothing for a band without a slot."""
    if residual.shape[1] == 1:
        return residual.reshape(-1, len(slots), *residual.shape[2:])
    return torch.stack([torch.zeros_like(residual[:, 0]) if slot is None else residual[:, slot] for slot in slots], 1)


def placed(image: torch.Tensor, slots: Sequence[Optional[int]], count: int) -> torch.Tensor:
    """(B, C, H, W) -> (B, count, H, W): each band in its slot, zeros in the others."""
    result = image.new_zeros(len(image), count, *image.shape[2:])
    for band, slot in enumerate(slots):
        if slot is not None:
            result[:, slot] = image[:, band]
    return result
