"""What a classifier learns from: pixels that somebody named, and others of the same raster that nobody did."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import torch
from torch import nn


@dataclass(frozen=True)
class PixelSamples:
    """Pixels as vectors of features, which are standardised over those without a label."""

    known: torch.Tensor
    """(N, F)"""
    truth: torch.Tensor
    """(N,) numbers of classes"""
    unknown: torch.Tensor
    """(M, F)"""
    kinds: torch.Tensor
    """(F,) what kind each feature is, as networks/landcover.py numbers them."""
    classes: int

    def only(self, kept: torch.Tensor) -> PixelSamples:
        """With the labels (N,) bool alone; the pixels without one stay."""
        return replace(self, known=self.known[kept], truth=self.truth[kept])

    def plus(self, known: torch.Tensor, truth: torch.Tensor) -> PixelSamples:
        """With more labels behind the others: (M, F), (M,)."""
        return replace(self, known=torch.cat((self.known, known)), truth=torch.cat((self.truth, truth)))

    def on(self, device: torch.device) -> PixelSamples:
        """The same on a device."""
        known, truth, unknown = (tensor.to(device) for tensor in (self.known, self.truth, self.unknown))
        return replace(self, known=known, truth=truth, unknown=unknown)

    def weighted(self, trust: Trust) -> PixelSamples:
        """Every feature multiplied by how far its kind is trusted."""
        weights = trust.of(self.kinds).to(self.known.device)
        return replace(self, known=self.known * weights, unknown=self.unknown * weights)


@dataclass(frozen=True)
class Trust:
    """How much each kind of feature counts before anything is learned: a penalty on weights then falls on the others."""

    value: float
    """Of the pixel's own values."""
    ratio: float
    """Of the ratios of its bands."""
    near: float
    """Of the pixels beside it."""
    around: float
    """Of those some pixels away."""
    wide: float
    """Of those ten pixels away and more."""
    texture: float
    """Of how values vary, as a share of that of their mean."""

    def of(self, kinds: torch.Tensor) -> torch.Tensor:
        """kinds: (F,) -> (F,)"""
        by_kind = [self.value, self.ratio]
        for mean in (self.near, self.around, self.wide):
            by_kind += [mean, mean * self.texture]
        return torch.tensor(by_kind)[kinds]


TRUSTS = (Trust(1, 4, 1, 0.75, 0.1, 0.1), Trust(0.3, 0.3, 0.5, 1, 0.3, 1))
"""Which fits depends on the ground: over fields colour decides and texture misleads, elsewhere it is the other way round."""

HIDDEN = 64
"""Width of the inner layers of a head that has any."""
Check = Callable[[], None]
Learner = Callable[[PixelSamples, Trust, "Budget"], nn.Sequential]
"""Gives a head: standardised features -> logits.  The same arguments give the same head, unless time runs out."""


@dataclass(frozen=True)
class Budget:
    """How long a learner may take."""

    until: float
    """As time.monotonic counts."""
    check: Check = lambda: None
    """Called between steps; raises Cancelled when the task should end."""

    @property
    def spent(self) -> bool:
        self.check()
        return time.monotonic() >= self.until


def folded(head: nn.Sequential, weights: torch.Tensor) -> nn.Sequential:
    """A head that was learned on weighted features, changed in place to take them as they are.  weights: (F,)"""
    first, *_ = head[0].parameters()
    first.data *= weights[None, :, None, None]
    return head


def logits(head: nn.Sequential, vectors: torch.Tensor) -> torch.Tensor:
    """(N, F) -> (N, classes), through the convolutions that later see a whole image."""
    return head(vectors.t()[None, :, :, None])[0, :, :, 0].t()
