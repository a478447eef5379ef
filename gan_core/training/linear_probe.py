"""The learner that takes seconds: fixed features, and on them a logistic regression with a penalty on its weights."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn.functional import cross_entropy

from gan_core.networks.landcover import head
from gan_core.training.pixel_samples import Budget, PixelSamples, Trust, folded

PENALTY = 0.5
"""Of the weights' squares, beside the sum of the labels' losses."""
ITERATIONS = 200


class _Spent(Exception):
    """The time is up."""


def linear_probe(samples: PixelSamples, trust: Trust, budget: Budget) -> nn.Sequential:
    """See pixel_samples.Learner.  Convex, so that it ends in the same place wherever it begins; in float64 and on the CPU.

    Where the time is up before, the best weights so far are taken.
    """
    weighted = samples.weighted(trust)
    known, truth = weighted.known.cpu().double(), weighted.truth.cpu()
    weight = torch.zeros(samples.classes, known.shape[1], dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(samples.classes, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weight, bias], max_iter=ITERATIONS, line_search_fn="strong_wolfe")
    least, best = float("inf"), (weight.detach().clone(), bias.detach().clone())

    def loss() -> torch.Tensor:
        nonlocal least, best
        if budget.spent:
            raise _Spent
        optimizer.zero_grad()
        value = cross_entropy(known @ weight.t() + bias, truth, reduction="sum") + PENALTY * weight.square().sum()
        value.backward()
        if value.item() < least:
            least, best = value.item(), (weight.detach().clone(), bias.detach().clone())
        return value

    try:
        with torch.enable_grad():
            optimizer.step(loss)
        best = weight.detach(), bias.detach()
    except _Spent:
        pass  # `best` holds the best so far
    probe = head(known.shape[1], samples.classes, 0)
    kernel, offset = probe[0].parameters()
    kernel.data = best[0].float()[:, :, None, None]
    offset.data = best[1].float()
    return folded(probe, trust.of(samples.kinds))
