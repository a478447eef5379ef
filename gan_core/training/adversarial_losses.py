"""The two sides of an adversarial game, each as one line:

loss.discriminator_loss(logits of the real, logits of the fake)   what the discriminator makes small
loss.generator_loss(logits of the real, logits of the fake)       what the generator makes small
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch.nn.functional import binary_cross_entropy_with_logits as cross_entropy
from torch.nn.functional import softplus

Side = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]


@dataclass(frozen=True)
class AdversarialLoss:
    discriminator_loss: Side
    generator_loss: Side
    gamma: float
    """Weight of the gradient penalties R1 and R2; 0 for none."""


def _classic_discriminator(real: torch.Tensor, fake: torch.Tensor) -> torch.Tensor:
    return cross_entropy(real, torch.ones_like(real)) + cross_entropy(fake, torch.zeros_like(fake))


def _classic_generator(real: torch.Tensor, fake: torch.Tensor) -> torch.Tensor:
    return cross_entropy(fake, torch.ones_like(fake))


CLASSIC = AdversarialLoss(_classic_discriminator, _classic_generator, gamma=0.0)
"""Binary cross-entropy on sigmoid outputs, -log D(x) - log(1 - D(G)); the generator's side is the non-saturating
-log D(G) (Goodfellow et al. 2014)."""

MINIMAX = AdversarialLoss(_classic_discriminator, lambda real, fake: -softplus(fake).mean(), gamma=0.0)
"""The same game as it was first written down: the generator makes log(1 - D(G)) small (Goodfellow et al. 2014, eq. 1).  Its
gradient fades where the discriminator is sure, so CLASSIC is the form that is used."""

RELATIVISTIC = AdversarialLoss(
    discriminator_loss=lambda real, fake: softplus(fake - real).mean(),
    generator_loss=lambda real, fake: softplus(real - fake).mean(),
    gamma=1.0,
)
"""Each fake is compared with its real counterpart, so no mode of the real can be dropped unseen; with R1 and R2 it
converges (Huang et al., "The GAN is dead; long live the GAN!", 2024)."""

ADVERSARIAL_LOSSES = {"classic": CLASSIC, "minimax": MINIMAX, "relativistic": RELATIVISTIC}


def gradient_penalty(score: Callable[[torch.Tensor], torch.Tensor], image: torch.Tensor) -> torch.Tensor:
    """The squared gradient of a discriminator's logits, mean over images and patches: R1 on real images, R2 on fake ones.

    Half of it, times gamma, is added to the discriminator's side (Mescheder et al. 2018).
    """
    image = image.detach().requires_grad_(True)
    logits = score(image)
    (slope,) = torch.autograd.grad(logits.sum(), image, create_graph=True)
    return slope.square().sum() / logits.numel()
