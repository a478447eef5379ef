"""Translation: a generator learns to make one layer of another, from pairs of the same ground or from two grounds.

With pairs it learns the values (Charbonnier) and then, against a conditional discriminator, the looks (pix2pix, Isola et al.
2017).  Without pairs a discriminator knows the target's looks, and what lies where is kept by a contrastive loss between
patches of the input and of the image (CUT, Park et al. 2020), here on fixed random features, so that the two may have any
bands.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Any, NamedTuple, Optional

import numpy as np
import torch

from gan_core.networks.patch import PatchDiscriminator
from gan_core.networks.translator import FOLD, Translator
from gan_core.radiometry.translated import TranslationRules
from gan_core.training import checkpoint
from gan_core.training.adversarial_losses import RELATIVISTIC
from gan_core.training.discriminator import GAMMA, LEAST_GAMMA, DiscriminatorTraining, Scorer
from gan_core.training.gan_module import GanModule
from gan_core.training.module import Schedule
from gan_core.training.monitor import LARGEST_MARGIN, Monitor, Sign
from gan_core.training.muon import muon_and_adam
from gan_core.training.precision_probe import low_precision_pays
from gan_core.training.random_features import FILTERS, random_features

SEED = 11
PATCH = 96
"""Side of a patch, pixels; less where the tiles are smaller."""
FEATURES, BLOCKS = 24, 5
STEPS = ((200, 12000), (10, 6000), (0, 2000))
"""By the number of tiles to learn from, the most steps."""
CORNER = 0.05
"""Of the range: smaller errors count by their squares, as in an RMSE."""
CONTRAST, BRIGHTNESS = 0.3, 0.1
"""By how much patches are varied, at most: few tiles are learned by heart less."""
POSITIONS, WIDTH, TEMPERATURE = 64, 64, 0.07
"""Of the contrastive loss: places in an image, numbers that a place is told by, how sharply they are told apart."""


class TranslationOutput(NamedTuple):
    """What was made of a batch."""

    image: torch.Tensor
    """(B, K, H, W)."""
    truth: torch.Tensor
    """The same ground in the target, or other ground."""
    given: torch.Tensor
    """(B, C, H, W)."""


class TilePairs:
    """Random pieces of tiles, turned and mirrored; the same for the same step."""

    def __init__(
        self, images: Sequence[np.ndarray], targets: Sequence[np.ndarray], paired: bool, varied: bool = False
    ) -> None:
        """varied: patches get other brightness and contrast, images and targets alike."""
        self.images, self.targets, self.paired, self.varied = images, targets, paired, varied
        self.size = min(PATCH, *(min(tile.shape[1:]) for tile in (*images, *targets))) // FOLD * FOLD

    def batch(self, step: int, count: int) -> tuple[torch.Tensor, torch.Tensor]:
        """(count, C, size, size) and (count, K, size, size)."""
        rng = np.random.default_rng([SEED, step])
        pairs = [self._pair(rng) for _ in range(count)]
        images, targets = (torch.from_numpy(np.stack(patches)) for patches in zip(*pairs))
        if not self.varied:
            return images, targets
        gain, shift = (
            torch.from_numpy(rng.uniform(-most, most, (count, 1, 1, 1))).float() for most in (CONTRAST, BRIGHTNESS)
        )
        varied = (((1 + gain) * tiles + shift).clamp(0, 1) for tiles in (images, targets))
        return next(varied), next(varied)

    def _pair(self, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
        index = int(rng.integers(len(self.images)))
        image, target = self.images[index], self.targets[index if self.paired else int(rng.integers(len(self.targets)))]
        corner, turns, mirrored = self._corner(image, rng), int(rng.integers(4)), bool(rng.random() < 0.5)
        its_corner = corner if self.paired else self._corner(target, rng)
        return self._cut(image, corner, turns, mirrored), self._cut(target, its_corner, turns, mirrored)

    def _corner(self, tile: np.ndarray, rng: np.random.Generator) -> tuple[int, int]:
        row, column = (int(rng.integers(side - self.size + 1)) for side in tile.shape[1:])
        return row, column

    def _cut(self, tile: np.ndarray, corner: tuple[int, int], turns: int, mirrored: bool) -> np.ndarray:
        row, column = corner
        patch = np.rot90(tile[:, row : row + self.size, column : column + self.size], turns, (1, 2))
        return np.ascontiguousarray(patch[:, :, ::-1] if mirrored else patch)


class TranslationDiscriminator(DiscriminatorTraining[TranslationOutput]):
    """Sees an image beside what it was made of, or the image alone where the two layers show different ground."""

    def __init__(self, bands: int, given: int, paired: bool) -> None:
        adversarial = dataclasses.replace(RELATIVISTIC, gamma=GAMMA if paired else LEAST_GAMMA)
        super().__init__(PatchDiscriminator(bands + given * paired, 32, 3), adversarial, 1e-3 if paired else 2e-4, SEED)
        self.paired = paired

    def _scorer(self, result: TranslationOutput, step: int) -> Scorer:
        if not self.paired:
            return lambda image: self.network(self._changed(image, step))
        return lambda image: self.network(self._changed(torch.cat((image, result.given), 1), step))


class PatchCorrespondence(torch.nn.Module):
    """Low where each place of an image is told from the others by what was there in the input."""

    def __init__(self, bands: int, outputs: int) -> None:
        super().__init__()
        self.of_given, self.of_made = random_features(bands), random_features(outputs)
        self.heads = torch.nn.ModuleList(torch.nn.Linear(FILTERS, WIDTH) for _ in range(4))

    def forward(self, given: torch.Tensor, made: torch.Tensor, step: int) -> torch.Tensor:
        rng, losses = torch.Generator().manual_seed(step), []
        depths = list(zip(self.of_given(given), self.of_made(made)))[:2]
        for depth, maps in enumerate(depths):
            count = maps[0][0, 0].numel()
            places = torch.randperm(count, generator=rng)[:POSITIONS]
            keys, queries = (
                torch.nn.functional.normalize(head(planes.flatten(2)[..., places].transpose(1, 2)), dim=-1)
                for head, planes in zip((self.heads[2 * depth], self.heads[2 * depth + 1]), maps)
            )
            logits = (queries @ keys.transpose(1, 2) / TEMPERATURE).flatten(0, 1)
            own = torch.arange(len(places)).repeat(len(given))
            losses.append(torch.nn.functional.cross_entropy(logits, own))
        return torch.stack(losses).mean()


SIGNS = {
    "discriminator-won": Sign[TranslationOutput](lambda _, margin: margin, LARGEST_MARGIN, "hold-back"),
}


class TranslationModule(GanModule[TranslationOutput]):
    """`network` makes the target of the input."""

    evaluate_every = 25
    note = "translator-look"

    def __init__(
        self,
        generator: Translator,
        pairs: TilePairs,
        schedule: Schedule,
        rules: TranslationRules,
        adversarial: float = 0.0,
        low_precision: bool = False,
    ) -> None:
        """adversarial: weight of the discriminator's loss; 0 for none."""
        generator.base.requires_grad_(False)
        bands, outputs = generator.base.in_channels, generator.base.out_channels
        self.pairs, self.rules, self.weight = pairs, rules, adversarial
        self.correspondence: Optional[PatchCorrespondence] = None
        if not pairs.paired:
            self.correspondence = PatchCorrespondence(bands, outputs)
            self.note = "translator-unpaired-look"
        discriminator = TranslationDiscriminator(outputs, bands, pairs.paired) if adversarial else None
        super().__init__(generator, schedule, discriminator, Monitor(SIGNS), low_precision)

    def forward(self) -> TranslationOutput:
        device = next(self.network.parameters()).device
        given, truth = (tensor.to(device) for tensor in self.pairs.batch(self.done, self.schedule.batch))
        with torch.autocast(device.type, torch.bfloat16, enabled=self.low_precision):
            image = self.network(given.contiguous(memory_format=torch.channels_last))
        return TranslationOutput(self.rules(image.float(), given), truth, given)

    def loss(self, output: TranslationOutput) -> torch.Tensor:
        if self.correspondence is None:
            loss = torch.sqrt((output.image - output.truth) ** 2 + CORNER**2).mean()
        else:
            self.correspondence.zero_grad()
            loss = 0.02 * self.correspondence(output.given, output.image, self.done)
        if self.discriminator:
            loss = loss + self.weight * self.discriminator.generator_loss(output, self.done)
        return loss

    def make_optimizers(self) -> list[torch.optim.Optimizer]:
        optimizers = muon_and_adam(self.network, self.schedule.muon_lr, self.schedule.adam_lr)
        if self.correspondence is not None:
            optimizers.append(torch.optim.Adam(self.correspondence.parameters(), 1e-3))
        return optimizers

    def state(self) -> tuple[checkpoint.Tensors, dict[str, Any]]:
        tensors, facts = super().state()
        if self.correspondence is not None:
            tensors |= checkpoint.prefixed("correspondence", self.correspondence.state_dict())
        return tensors, facts

    def restore(self, tensors: checkpoint.Tensors, facts: dict[str, Any]) -> None:
        super().restore(tensors, facts)
        if self.correspondence is not None:
            self.correspondence.load_state_dict(checkpoint.below("correspondence", tensors))


def steps_for(tiles: int) -> int:
    return next(steps for least, steps in STEPS if tiles >= least)


def faithful_module(network: Translator, pairs: TilePairs, rules: TranslationRules) -> TranslationModule:
    """Brings the image nearer to the target, pixel by pixel."""
    schedule = Schedule(
        steps_for(len(pairs.images)), batch=4, muon_lr=0.01, adam_lr=1e-3, warmup_steps=20, ema_decay=0.99
    )
    low = low_precision_pays(network, pairs.batch(0, 1)[0])
    return TranslationModule(network, pairs, schedule, rules, low_precision=low)


def gan_module(network: Translator, pairs: TilePairs, rules: TranslationRules, weight: float) -> TranslationModule:
    """Gives the image the target's looks."""
    schedule = Schedule(
        steps_for(len(pairs.images)) // 2, batch=4, muon_lr=0.002, adam_lr=2e-4, warmup_steps=20, ema_decay=0.99
    )
    low = low_precision_pays(network, pairs.batch(0, 1)[0])
    return TranslationModule(network, pairs, schedule, rules, weight, low)


def untrained(images: Sequence[np.ndarray], targets: Sequence[np.ndarray], paired: bool) -> Translator:
    """A translator that gives every pixel what a linear regression on its bands does; without pairs, what gives the input's
    colors the mean and spread of the target's."""
    torch.manual_seed(SEED)
    given, wanted = (np.concatenate([tile.reshape(len(tile), -1) for tile in tiles], 1) for tiles in (images, targets))
    weight, offset = (_regression if paired else _transfer)(given.astype(np.float64), wanted.astype(np.float64))
    network = Translator(len(given), len(wanted), FEATURES, BLOCKS)
    network.base.weight.data.copy_(torch.from_numpy(weight)[:, :, None, None])
    network.base.bias.data.copy_(torch.from_numpy(offset))  # type: ignore[union-attr]
    return network


def _regression(given: np.ndarray, wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """(C, N), (K, N) -> (K, C) and (K,), by least squares; a trace of ridge for bands that say the same."""
    middle, its = given.mean(1), wanted.mean(1)
    centered = given - middle[:, None]
    product = centered @ centered.T / given.shape[1] + 1e-9 * np.eye(len(given))
    weight = np.linalg.solve(product, centered @ (wanted - its[:, None]).T / given.shape[1]).T
    return weight, its - weight @ middle


def _transfer(given: np.ndarray, wanted: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The least change that gives the mean and the covariance of the other (Pitie and Kokaram 2007); for another number of
    bands the brightness alone is carried over."""
    middle, its = given.mean(1), wanted.mean(1)
    own, other = (np.atleast_2d(np.cov(values)) for values in (given, wanted))
    if len(given) == len(wanted):
        root = _power(own, 0.5)
        inverse = _power(own, -0.5)
        weight = inverse @ _power(root @ other @ root, 0.5) @ inverse
    else:
        (size, axis), (its_size, its_axis) = (_largest(matrix) for matrix in (own, other))
        weight = np.outer(its_axis * its_size**0.5, axis / max(size, 1e-12) ** 0.5)
    return weight, its - weight @ middle


def _power(matrix: np.ndarray, exponent: float) -> np.ndarray:
    """Of a symmetric matrix."""
    sizes, axes = np.linalg.eigh(matrix)
    return (axes * np.maximum(sizes, 1e-6) ** exponent) @ axes.T


def _largest(matrix: np.ndarray) -> tuple[float, np.ndarray]:
    """The direction of most change, brighter forwards, and how much that is."""
    sizes, axes = np.linalg.eigh(matrix)
    axis: np.ndarray = axes[:, -1]
    return float(sizes[-1]), axis * (1.0 if axis.sum() >= 0 else -1.0)
