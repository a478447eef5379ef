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


def linear_probe(samples: PixelSamples, trust: Trust, budget: Budget) -> nn.Sequential:
    """See pixel_samples.Learner.  Convex, so that it ends in the same place wherever it begins; in float64 and on the CPU."""
    weighted = samples.weighted(trust)
    known, truth = weighted.known.cpu().double(), weighted.truth.cpu()
    weight = torch.zeros(samples.classes, known.shape[1], dtype=torch.float64, requires_grad=True)
    bias = torch.zeros(samples.classes, dtype=torch.float64, requires_grad=True)
    optimizer = torch.optim.LBFGS([weight, bias], max_iter=ITERATIONS, line_search_fn="strong_wolfe")

    def loss() -> torch.Tensor:
        budget.check()
        optimizer.zero_grad()
        value = cross_entropy(known @ weight.t() + bias, truth, reduction="sum") + PENALTY * weight.square().sum()
        value.backward()
        return value

    with torch.enable_grad():
        optimizer.step(loss)
    probe = head(known.shape[1], samples.classes, 0)
    kernel, offset = probe[0].parameters()
    kernel.data = weight.detach().float()[:, :, None, None]
    offset.data = bias.detach().float()
    return folded(probe, trust.of(samples.kinds))
