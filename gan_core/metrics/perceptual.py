"""How alike two images, or two sets of images, are to a feature network.  The network is the caller's."""

from __future__ import annotations

from collections.abc import Sequence

import torch


def feature_distance(features: Sequence[torch.Tensor], wanted: Sequence[torch.Tensor]) -> torch.Tensor:
    """LPIPS without its learned weights (Zhang et al. 2018), a scalar that can be a loss; 0 for the same features.

    One (B, C, H, W) for each depth, of the same shapes in both.  Features are made unit vectors over their channels; squared
    differences are summed over channels, averaged over positions and images, summed over depths: at most 4 a depth.
    """
    if len(features) != len(wanted) or not features:
        raise ValueError(f"{len(features)} depths against {len(wanted)}")
    parts = [(_unit(one) - _unit(other)).square().sum(1).mean() for one, other in zip(features, wanted)]
    return torch.stack(parts).sum()


def kid(features: torch.Tensor, wanted: torch.Tensor) -> float:
    """Kernel inception distance (Binkowski et al. 2018): unbiased squared MMD with the kernel (x . y / d + 1)**3.

    features: (N, d), wanted: (M, d), a row for each image, N and M at least 2.  About 0, and as often below, for two samples
    of the same kind of image.
    """
    one, other = features.double(), wanted.double()
    if min(len(one), len(other)) < 2:
        raise ValueError(f"KID needs two images on either side, not {len(one)} and {len(other)}")
    return float(_mean_of_pairs(one) + _mean_of_pairs(other) - 2 * _kernel(one, other).mean())


def _unit(features: torch.Tensor) -> torch.Tensor:
    return features / (features.norm(dim=1, keepdim=True) + 1e-6)


def _kernel(one: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    return (one @ other.T / one.shape[1] + 1) ** 3


def _mean_of_pairs(features: torch.Tensor) -> torch.Tensor:
    """The kernel's mean over all pairs of two different rows."""
    values = _kernel(features, features)
    return (values.sum() - values.trace()) / (len(values) * (len(values) - 1))
