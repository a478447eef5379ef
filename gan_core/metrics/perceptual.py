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
    parts = [(_unit(own) - _unit(other)).square().sum(1).mean() for own, other in zip(features, wanted)]
    return torch.stack(parts).sum()


def kid(features: torch.Tensor, wanted: torch.Tensor, paired: bool = False) -> float:
    """Kernel inception distance (Binkowski et al. 2018): unbiased squared MMD with the kernel (x . y / d + 1)**3.

    features: (N, d), wanted: (M, d), a row for each image, N and M at least 2.  About 0, and as often below, for two samples
    of the same kind of image.
    paired: row i of both shows the same thing, and N is M.  The samples are not independent then; pairs of a row with its
    own counterpart are left out as those of a row with itself are (Gretton et al. 2012, lemma 6), so that equal samples give 0.
    """
    sample, other = features.double(), wanted.double()
    if min(len(sample), len(other)) < 2:
        raise ValueError(f"KID needs two images on either side, not {len(sample)} and {len(other)}")
    between = _kernel(sample, other)
    across = _mean_of_different(between) if paired else between.mean()
    return float(_mean_of_different(_kernel(sample, sample)) + _mean_of_different(_kernel(other, other)) - 2 * across)


def _unit(features: torch.Tensor) -> torch.Tensor:
    return features / (features.norm(dim=1, keepdim=True) + 1e-6)


def _kernel(rows: torch.Tensor, other: torch.Tensor) -> torch.Tensor:
    return (rows @ other.T / rows.shape[1] + 1) ** 3


def _mean_of_different(values: torch.Tensor) -> torch.Tensor:
    """The mean of (N, N) without its diagonal."""
    return (values.sum() - values.trace()) / (len(values) * (len(values) - 1))
