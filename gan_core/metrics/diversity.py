"""How varied a set of images is, and whether any is a copy of another: distances between rows of features."""

from __future__ import annotations

import torch


def spread(features: torch.Tensor) -> torch.Tensor:
    """The mean distance between two different rows of (N, d), N at least 2; a scalar."""
    return torch.pdist(features.float()).mean()


def nearest(features: torch.Tensor, known: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """For each row of (N, d) the distance to the nearest row of (M, d), and which one it is: (N,) each."""
    nearest = torch.cdist(features.float(), known.float()).min(1)
    return nearest.values, nearest.indices


def nearest_other(features: torch.Tensor) -> torch.Tensor:
    """For each row of (N, d) the distance to the nearest of the other rows, (N,); N at least 2."""
    distances = torch.cdist(features.float(), features.float())
    return distances.fill_diagonal_(float("inf")).min(1).values
