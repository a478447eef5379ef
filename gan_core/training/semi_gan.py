"""The semi-supervised GAN: one head tells the classes apart and, by the same logits, what is real from what was made up.

Salimans et al., "Improved Techniques for Training GANs", 2016: with K logits, D(x) = Z / (Z + 1) where Z is the sum of their
exponentials, so that real / made up costs no further output; and the generator matches the mean of the features inside the
head.  Both play with vectors of features of single pixels: what is made up lies between and around the classes, and pushes
their borders to where no pixel of the raster is.
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn.functional import cross_entropy, softplus

from gan_core.networks.landcover import head
from gan_core.training.pixel_samples import HIDDEN, Budget, PixelSamples, Trust, folded, logits

NOISE, WIDTH = 32, 128
STEPS, BATCH, RATE = 800, 128, 1e-3
UNLABELED_WEIGHT = 1.0
"""Weight of real / made up beside the classes."""
JITTER = 0.3
DECAY = 0.995
"""Of the slow average of the weights that is kept (Polyak)."""


class Inventor(nn.Module):
    """Noise (B, NOISE) -> vectors of features (B, F)."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.layers = nn.Sequential(
            nn.Linear(NOISE, WIDTH), nn.SiLU(), nn.Linear(WIDTH, WIDTH), nn.SiLU(), nn.Linear(WIDTH, count)
        )

    def forward(self, noise: torch.Tensor) -> torch.Tensor:
        vectors: torch.Tensor = self.layers(noise)
        return vectors


def semi_gan(
    samples: PixelSamples, trust: Trust, budget: Budget, unlabeled_weight: float = UNLABELED_WEIGHT
) -> nn.Sequential:
    """See pixel_samples.Learner.  unlabeled_weight: 0 learns from the labels alone, for comparison."""
    weighted = samples.weighted(trust)
    device, count = weighted.known.device, weighted.known.shape[1]
    random = torch.Generator().manual_seed(0)
    torch.manual_seed(0)
    classifier, inventor = head(count, samples.classes, HIDDEN).to(device), Inventor(count).to(device)
    slow = {name: value.clone() for name, value in classifier.state_dict().items()}
    learning = torch.optim.Adam(classifier.parameters(), RATE, (0.5, 0.99), weight_decay=1e-4)
    inventing = torch.optim.Adam(inventor.parameters(), RATE, (0.5, 0.99))

    def some(vectors: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        indexes = torch.randint(len(vectors), (BATCH,), generator=random).to(device)
        noise = torch.randn(BATCH, count, generator=random).to(device) * trust.of(samples.kinds).to(device)
        return vectors[indexes] + JITTER * noise, indexes

    with torch.enable_grad():
        for step in range(STEPS):
            if budget.spent:
                break
            known, indexes = some(weighted.known)
            loss = cross_entropy(logits(classifier, known), weighted.truth[indexes])
            if unlabeled_weight:
                real, _ = some(weighted.unknown)
                fake = inventor(torch.randn(BATCH, NOISE, generator=random).to(device))
                loss = loss + unlabeled_weight * discriminator_loss(
                    logits(classifier, real), logits(classifier, fake.detach())
                )
            learning.zero_grad()
            loss.backward()
            learning.step()
            if unlabeled_weight:
                matched = (inside(classifier, fake).mean(0) - inside(classifier, real).mean(0).detach()).square().mean()
                inventing.zero_grad()
                matched.backward()
                inventing.step()
            _follow(slow, classifier, min(DECAY, (1 + step) / (10 + step)))
    classifier.load_state_dict(slow)
    return folded(classifier.cpu(), trust.of(samples.kinds))


def discriminator_loss(real: torch.Tensor, fake: torch.Tensor) -> torch.Tensor:
    """-log D(real) - log(1 - D(made)) with D = Z / (Z + 1), from logits (B, K)."""
    truly, falsely = real.logsumexp(1), fake.logsumexp(1)
    return (softplus(-truly) + softplus(falsely)).mean() / 2


def inside(classifier: nn.Sequential, vectors: torch.Tensor) -> torch.Tensor:
    """What the head's last inner layer makes of vectors (B, F): (B, HIDDEN)."""
    return logits(nn.Sequential(*list(classifier)[:-1]), vectors)


@torch.no_grad()
def _follow(slow: dict[str, torch.Tensor], network: nn.Module, decay: float) -> None:
    for name, value in network.state_dict().items():
        slow[name].lerp_(value, 1 - decay)
