"""How a generator of tiles is trained: from noise alone, against a discriminator that sees real tiles."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Optional

import numpy as np
import torch

from gan_core.metrics.diversity import spread
from gan_core.networks import build
from gan_core.networks.dcgan import NOISE, DcDiscriminator
from gan_core.networks.r3gan import R3Discriminator, R3Gan
from gan_core.training.adversarial_losses import ADVERSARIAL_LOSSES
from gan_core.training.discriminator import DiscriminatorTraining, Scorer
from gan_core.training.gan_module import GanModule
from gan_core.training.module import Schedule
from gan_core.training.monitor import Monitor, Sign
from gan_core.training.precision_probe import low_precision_pays

SEED = 11
LEAST_SPREAD = 0.35
"""Of the real tiles' spread: below it the images are all alike."""
WAIT = 400
"""Steps before an untrained generator's images must differ."""
LARGEST_MARGIN = 12.0
STEPS, BATCH = 200_000, 16
"""The time ends a training long before its steps do."""
NOISE_LENGTH, FEATURES = 64, 32
"""Of the r3gan pair: chosen by how many steps two processor cores make in 20 minutes."""
GAMMA = {32: 0.1, 64: 0.2, 128: 0.8}
"""Weight of the penalties R1 and R2 by tile size: it grows with the number of pixels (Huang et al. 2024)."""
RATE = {"r3gan": 8e-4, "dcgan": 1e-4}
"""Of r3gan on Sentinel-2, 2,000 steps: KID 0.45 of another scene's with 8e-4, 0.56 with 4e-4."""
EMA = 0.998
ADVERSARY = {"r3gan": "relativistic", "dcgan": "classic"}
"""What an architecture is trained against where nothing is asked for."""


class TileBatch(NamedTuple):
    """A round of the game."""

    image: torch.Tensor
    """(B, C, size, size): made."""
    truth: torch.Tensor
    """The same shape: real."""
    classes: Optional[torch.Tensor]
    """(B, classes), one-hot, of both; None without classes."""


@dataclass(frozen=True)
class RealTiles:
    """Random places of real tiles, the same for the same seed and step whatever came before."""

    tiles: Sequence[np.ndarray]
    """(C, H, W) float32, about -1 to 1; every side at least `size`."""
    class_labels: Sequence[int]
    """The class of each tile; empty without classes."""
    classes: int
    size: int
    named: bool = True
    """Whether the classes are somebody's; else they are kinds of ground, found by their looks."""
    seed: int = SEED

    def batch(self, step: int, count: int) -> tuple[torch.Tensor, Optional[torch.Tensor]]:
        """(count, C, size, size), and their classes one-hot: named ones each as often as the others, kinds as they occur."""
        rng = np.random.default_rng([self.seed, step])
        if self.classes and self.named:
            wanted = rng.integers(self.classes, size=count)
            indexes = np.array([rng.choice(np.flatnonzero(np.equal(self.class_labels, label))) for label in wanted])
        else:
            indexes = rng.integers(len(self.tiles), size=count)
        one_hot_classes = one_hot(np.asarray(self.class_labels)[indexes], self.classes) if self.classes else None
        return self._cut(indexes, rng), one_hot_classes

    @property
    def shares(self) -> torch.Tensor:
        """(classes,): how often each occurs."""
        return torch.from_numpy(
            np.bincount(self.class_labels, minlength=self.classes) / max(1, len(self.class_labels))
        ).float()

    def _cut(self, indexes: np.ndarray, rng: np.random.Generator) -> torch.Tensor:
        crops = []
        for index in indexes:
            tile = self.tiles[index]
            top, left = (int(rng.integers(side - self.size + 1)) for side in tile.shape[1:])
            crops.append(tile[:, top : top + self.size, left : left + self.size])
        return torch.from_numpy(np.stack(crops))


def one_hot(class_labels: Sequence[int] | np.ndarray, classes: int) -> torch.Tensor:
    """(N,) numbers -> (N, classes) float32."""
    return torch.nn.functional.one_hot(torch.as_tensor(np.asarray(class_labels)), classes).float()


def latent_from_seed(seed: int, generator: torch.nn.Module) -> torch.Tensor:
    """(noise + kinds,): what a seed stands for, whatever else is made beside it: normal numbers, and a kind one-hot."""
    rng = torch.Generator().manual_seed(seed)
    noise = torch.randn(latent_dim(generator), generator=rng)
    shares = generator.shares.cpu() if isinstance(generator, R3Gan) else torch.zeros(0)
    if not len(shares):
        return noise
    cluster = int((torch.rand((), generator=rng) > shares.cumsum(0)[:-1]).sum())
    return torch.cat((noise, one_hot([cluster], len(shares))[0]))


def drawn_again(seed: int, attempt: int) -> int:
    """The seed that stands in for another whose image is no good; itself at attempt 0."""
    if not attempt:
        return seed
    return int(np.random.SeedSequence([seed % 2**64, attempt]).generate_state(1, np.uint64)[0] >> np.uint64(1))


class TileDiscriminator(DiscriminatorTraining[TileBatch]):
    """Sees an image alone, and its class where there are classes."""

    low_precision = False

    def _scorer(self, result: TileBatch, step: int) -> Scorer:
        def score(image: torch.Tensor) -> torch.Tensor:
            with torch.autocast(image.device.type, torch.bfloat16, enabled=self.low_precision):
                return self.network(self._changed(image, step), result.classes).float()

        return score


def sameness(result: TileBatch, _: float) -> float:
    """1 - spread of the images over that of the real ones, each as small pictures; near 1 where all are alike."""
    generated, real = (
        torch.nn.functional.adaptive_avg_pool2d(images.float(), 8).flatten(1) for images in (result.image, result.truth)
    )
    return 1 - float(spread(generated) / spread(real).clamp(min=1e-6))


SIGNS: Mapping[str, Sign[TileBatch]] = {
    "collapse": Sign(sameness, 1 - LEAST_SPREAD, "vary", since=WAIT),
    "discriminator-won": Sign(lambda _, margin: margin, LARGEST_MARGIN, "hold-back"),
}


class TileGanModule(GanModule[TileBatch]):
    """Noise becomes images; the discriminator's answer is all that they are learned from."""

    evaluate_every = 100
    note = "generator-look"
    discriminator: TileDiscriminator

    def __init__(
        self,
        generator: torch.nn.Module,
        tiles: RealTiles,
        schedule: Schedule,
        discriminator: TileDiscriminator,
        low_precision: bool,
    ) -> None:
        super().__init__(generator, schedule, discriminator, Monitor(SIGNS), low_precision)
        self.tiles, self.noise = tiles, latent_dim(generator)
        discriminator.low_precision = low_precision

    def forward(self) -> TileBatch:
        device = next(self.network.parameters()).device
        truth, classes = self.tiles.batch(self.done, self.schedule.batch)
        rng = torch.Generator().manual_seed(self.tiles.seed * STEPS + self.done)
        noise = torch.randn(len(truth), self.noise, generator=rng)
        network_input = noise if classes is None else torch.cat((noise, classes), 1)
        with torch.autocast(device.type, torch.bfloat16, enabled=self.low_precision):
            image = self.network(network_input.to(device))
        return TileBatch(image.float(), truth.to(device), None if classes is None else classes.to(device))

    def loss(self, output: TileBatch) -> torch.Tensor:
        return self.discriminator.generator_loss(output, self.done)

    def make_optimizers(self) -> list[torch.optim.Optimizer]:
        return [torch.optim.Adam(self.network.parameters(), self.schedule.adam_lr, (0.0, 0.99))]


def latent_dim(generator: torch.nn.Module) -> int:
    """How many numbers a generator of tiles takes, its classes left out."""
    return int(getattr(generator, "noise", NOISE))


def arguments_for(architecture: str, bands: int, tiles: RealTiles) -> dict[str, int]:
    """What the generator is built with."""
    classes, clusters = (tiles.classes, 0) if tiles.named else (0, tiles.classes)
    if architecture == "dcgan":
        return {"bands": bands, "classes": classes}
    sizes = {"noise": NOISE_LENGTH, "size": tiles.size, "features": FEATURES}
    return {"bands": bands, "classes": classes, "kinds": clusters, **sizes}


def build_tile_gan(architecture: str, tiles: RealTiles, adversary: str, device: torch.device) -> TileGanModule:
    """Untrained.  architecture: "r3gan" or "dcgan".  adversary: a key of ADVERSARIAL_LOSSES."""
    torch.manual_seed(SEED)
    bands = len(tiles.tiles[0])
    generator = build(architecture, arguments_for(architecture, bands, tiles)).to(device)
    if isinstance(generator, R3Gan) and not tiles.named:
        generator.shares.copy_(tiles.shares)
    discriminator = (
        DcDiscriminator(bands, tiles.classes)
        if architecture == "dcgan"
        else R3Discriminator(bands, tiles.classes, tiles.size, FEATURES)
    ).to(device)
    loss = ADVERSARIAL_LOSSES[adversary]
    loss = dataclasses.replace(loss, gamma=GAMMA[tiles.size]) if loss.gamma else loss
    opponent = TileDiscriminator(discriminator, loss, RATE[architecture], SEED)
    schedule = Schedule(STEPS, BATCH, adam_lr=RATE[architecture], final_lr_factor=0.2, ema_decay=EMA)
    low = low_precision_pays(discriminator, tiles.batch(0, BATCH // 2)[0].to(device))
    return TileGanModule(generator, tiles, schedule, opponent, low)
