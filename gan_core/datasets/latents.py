"""Which tiles to make: each is a row of numbers for the generator, with a name."""

from __future__ import annotations

from typing import NamedTuple

import torch

from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.generation import GenerateJob
from gan_core.api.model_card import ModelCard
from gan_core.training.tile_gan import latent_dim, latent_from_seed, one_hot


class Latent(NamedTuple):
    """A tile to make."""

    given: torch.Tensor
    """(noise + classes,): what the generator takes."""
    seed: str
    """A number; between two seeds "3-17 0.25": a quarter of the way."""
    category: str
    """Its class; "" without classes."""

    @property
    def name(self) -> str:
        """Of its file, without the ending."""
        return f"tile_{self.seed.replace(' ', '_')}"


def make_latents(job: GenerateJob, card: ModelCard, network: torch.nn.Module, count: int) -> list[Latent]:
    """network: the generator.  Raises RasterGanError `generate-class` or `generate-no-classes`."""
    if job.category and not card.classes:
        raise RasterGanError("generate-no-classes", model=card.id, got=job.category)
    if job.category and job.category not in card.classes:
        raise RasterGanError("generate-class", model=card.id, expected=", ".join(card.classes), got=job.category)
    rows = _between(job.between, count, network) if job.between else _seeded(job.seed, count, network)
    found = []
    for number, (seed, row) in enumerate(rows):
        if not card.classes:
            found.append(Latent(row, seed, ""))
            continue
        kind = card.classes.index(job.category) if job.category else (job.seed + number) % len(card.classes)
        given = torch.cat((row, one_hot([kind], len(card.classes))[0]))
        found.append(Latent(given, seed, card.classes[kind]))
    return found


def _seeded(first: int, count: int, network: torch.nn.Module) -> list[tuple[str, torch.Tensor]]:
    return [(str(seed), latent_from_seed(seed, network)) for seed in range(first, first + count)]


def _between(seeds: tuple[int, ...], count: int, network: torch.nn.Module) -> list[tuple[str, torch.Tensor]]:
    """Even steps from the first seed to the last, through all of them."""
    legs, found = len(seeds) - 1, []
    for number in range(count):
        place = number * legs / max(1, count - 1)
        leg = min(int(place), legs - 1)
        share = place - leg
        (one, kind), (other, next_kind) = (
            latent_from_seed(seed, network).tensor_split([latent_dim(network)]) for seed in seeds[leg : leg + 2]
        )
        row = torch.cat((on_arc(one, other, share), kind.lerp(next_kind, share)))
        found.append((f"{seeds[leg]}-{seeds[leg + 1]} {share:.3f}", row))
    return found


def on_arc(one: torch.Tensor, other: torch.Tensor, share: float) -> torch.Tensor:
    """On the arc between two rows of noise: a straight line would pass through rows shorter than noise ever is."""
    cosine = torch.nn.functional.cosine_similarity(one, other, 0).clamp(-1 + 1e-6, 1 - 1e-6)
    angle = torch.arccos(cosine)
    return (torch.sin((1 - share) * angle) * one + torch.sin(share * angle) * other) / torch.sin(angle)
