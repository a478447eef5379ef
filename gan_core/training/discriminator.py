"""The generator's opponent: a discriminator, what it learns by, and what a generator can learn from it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

import numpy as np
import torch

from gan_core.training import checkpoint
from gan_core.training.adversarial_losses import AdversarialLoss, gradient_penalty
from gan_core.training.augment import diff_augment
from gan_core.training.losses import GeneratorOutput

PENALTY_EVERY = 8
"""The gradient penalties cost as much as the rest of a step: they are taken now and then, that many times stronger
(Karras et al. 2020)."""
GAMMA = 3e-4
"""Weight of the penalties for images beside their upscaled selves.  Measured at x4 after 120 steps: at 0.1 and 0.01 real and
fake are told apart by a margin of 0.05 and 0.2, too little to learn from; at 0.0003 by 2.6, steadily; without by 22, rising."""
LEAST_GAMMA = 0.1
"""What a game without penalties begins with when its discriminator must be held back."""
Scorer = Callable[[torch.Tensor], torch.Tensor]
"""Images -> logits, high where they look real."""


class MadeAndReal(Protocol):
    """What a generator made, (B, C, H, W), and what is real."""

    @property
    def image(self) -> torch.Tensor: ...

    @property
    def truth(self) -> torch.Tensor: ...


Images = TypeVar("Images", bound=MadeAndReal)


class DiscriminatorTraining(ABC, Generic[Images]):
    """`network` learns to tell the generator's images from the truth; `generator_loss` is what the generator makes small."""

    def __init__(self, network: torch.nn.Module, adversarial: AdversarialLoss, lr: float, seed: int) -> None:
        self.network = network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.adversarial, self.seed = adversarial, seed
        self.optimizer = torch.optim.Adam(network.parameters(), lr, (0.0, 0.99))
        self.gamma, self.augment, self.margin = adversarial.gamma, 0.2, 0.0

    def update(self, result: Images, step: int) -> None:
        """One update on a generator's result; `margin` is then by how much its logits tell real from fake, on average."""
        real, fake = result.truth, result.image.detach()
        score = self._scorer(result, step)
        self.optimizer.zero_grad()
        of_real, of_fake = score(real), score(fake)
        loss = self.adversarial.discriminator_loss(of_real, of_fake)
        if self.gamma and step % PENALTY_EVERY == 0:
            steepness = gradient_penalty(score, real) + gradient_penalty(score, fake)
            loss = loss + PENALTY_EVERY * self.gamma / 2 * steepness
        loss.backward()
        self.optimizer.step()
        self.margin = float((of_real.mean() - of_fake.mean()).detach())

    def generator_loss(self, result: Images, step: int) -> torch.Tensor:
        """What the generator makes small; the discriminator is left as it is."""
        self.network.requires_grad_(False)
        score = self._scorer(result, step)
        with torch.no_grad():
            of_real = score(result.truth)
        loss = self.adversarial.generator_loss(of_real, score(result.image))
        self.network.requires_grad_(True)
        return loss

    def strengthen_generator(self) -> None:
        """The discriminator has won: it is held back by steeper penalties and more augmentation."""
        self.gamma, self.augment = self.gamma * 2 or LEAST_GAMMA, min(0.8, self.augment + 0.1)

    def is_finite(self) -> bool:
        """Whether its weights are still numbers."""
        return all(bool(torch.isfinite(weight).all()) for weight in self.network.parameters())

    def restart(self, weights: checkpoint.Tensors) -> None:
        """From earlier weights, without the momentum that led away from them."""
        self.network.load_state_dict(weights)
        self.optimizer.state.clear()

    @abstractmethod
    def _scorer(self, result: Images, step: int) -> Scorer:
        """How the discriminator looks at images of this round, real or fake."""

    def _changed(self, image: torch.Tensor, step: int) -> torch.Tensor:
        """Augmented, in the same way for every image of a step."""
        changed = diff_augment(image, self.augment, np.random.default_rng([self.seed, step]))
        return changed.contiguous(memory_format=torch.channels_last)

    def tensors(self) -> checkpoint.Tensors:
        return {
            **checkpoint.prefixed("discriminator", self.network.state_dict()),
            **checkpoint.prefixed("its_optimiser", checkpoint.optimizer_tensors(self.optimizer)),
        }

    def facts(self) -> dict[str, float]:
        return {"gamma": self.gamma, "augment": self.augment}

    def restore(self, tensors: checkpoint.Tensors, facts: dict[str, float]) -> None:
        self.network.load_state_dict(checkpoint.below("discriminator", tensors))
        checkpoint.restore_optimizer(self.optimizer, checkpoint.below("its_optimiser", tensors))
        self.gamma, self.augment = facts["gamma"], facts["augment"]


LIFTED = 4.0
"""Detail is weak: a discriminator sees it so many times stronger."""


class PairDiscriminator(DiscriminatorTraining[GeneratorOutput]):
    """Sees what an image adds to the input that it was made from, beside that input."""

    def _scorer(self, result: GeneratorOutput, step: int) -> Scorer:
        size = result.truth.shape[-2:]
        beside = torch.nn.functional.interpolate(result.low_res, size, mode="bicubic", align_corners=False)
        return lambda image: self.network(self._changed(torch.cat((LIFTED * (image - beside), beside), 1), step))
