"""FixMatch: what a slow teacher is sure of, seen clearly, the student must say of the same pixel seen badly.

Sohn et al., "FixMatch: Simplifying Semi-Supervised Learning with Consistency and Confidence", 2020, with the teacher of
Tarvainen and Valpola, "Mean teachers are better role models", 2017.  A pixel is seen badly when features are missing and
others are noisy.
"""

from __future__ import annotations

import copy

import torch
from torch import nn
from torch.nn.functional import cross_entropy

from gan_core.networks.landcover import head
from gan_core.training.pixel_samples import HIDDEN, Budget, PixelSamples, Trust, folded, logits

STEPS, BATCH, SEVERAL, RATE = 800, 64, 4, 1e-3
"""SEVERAL: unlabelled pixels for each labelled one."""
SURE = 0.95
WEAK, STRONG = 0.1, 0.5
"""Noise, in standard deviations of a feature."""
MISSING = 0.3
"""Share of the features that are taken away."""
DECAY = 0.995


def fixmatch(samples: PixelSamples, trust: Trust, budget: Budget) -> nn.Sequential:
    """See pixel_samples.Learner; gives the teacher."""
    weighted = samples.weighted(trust)
    device, count = weighted.known.device, weighted.known.shape[1]
    random = torch.Generator().manual_seed(0)
    torch.manual_seed(0)
    weights = trust.of(samples.kinds).to(device)
    student = head(count, samples.classes, HIDDEN).to(device)
    teacher = copy.deepcopy(student).requires_grad_(False)
    learning = torch.optim.Adam(student.parameters(), RATE, weight_decay=1e-4)

    def noisy(vectors: torch.Tensor, noise: float) -> torch.Tensor:
        return vectors + noise * weights * torch.randn(vectors.shape, generator=random).to(device)

    def worse(vectors: torch.Tensor) -> torch.Tensor:
        kept = torch.rand(vectors.shape, generator=random).to(device) >= MISSING
        return noisy(vectors, STRONG) * kept

    with torch.enable_grad():
        for step in range(STEPS):
            if budget.spent:
                break
            indexes = torch.randint(len(weighted.known), (BATCH,), generator=random).to(device)
            others = torch.randint(len(weighted.unknown), (BATCH * SEVERAL,), generator=random).to(device)
            known, unknown = weighted.known[indexes], weighted.unknown[others]
            with torch.no_grad():
                surest, said = logits(teacher, noisy(unknown, WEAK)).softmax(1).max(1)
            loss = cross_entropy(logits(student, noisy(known, WEAK)), weighted.truth[indexes])
            agreed = cross_entropy(logits(student, worse(unknown)), said, reduction="none")
            learning.zero_grad()
            (loss + (agreed * (surest >= SURE)).mean()).backward()
            learning.step()
            _follow(teacher, student, min(DECAY, (1 + step) / (10 + step)))
    return folded(teacher.cpu(), trust.of(samples.kinds))


@torch.no_grad()
def _follow(teacher: nn.Module, student: nn.Module, decay: float) -> None:
    for slow, fast in zip(teacher.parameters(), student.parameters()):
        slow.lerp_(fast, 1 - decay)
