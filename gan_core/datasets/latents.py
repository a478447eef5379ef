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

    vector: torch.Tensor
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
    latents = []
    for number, (seed, row) in enumerate(rows):
        if not card.classes:
            latents.append(Latent(row, seed, ""))
            continue
        class_index = card.classes.index(job.category) if job.category else (job.seed + number) % len(card.classes)
        vector = torch.cat((row, one_hot([class_index], len(card.classes))[0]))
        latents.append(Latent(vector, seed, card.classes[class_index]))
    return latents


def _seeded(first: int, count: int, network: torch.nn.Module) -> list[tuple[str, torch.Tensor]]:
    return [(str(seed), latent_from_seed(seed, network)) for seed in range(first, first + count)]


def _between(seeds: tuple[int, ...], count: int, network: torch.nn.Module) -> list[tuple[str, torch.Tensor]]:
    """Even steps from the first seed to the last, through all of them."""
    legs, rows = len(seeds) - 1, []
    for number in range(count):
        position = number * legs / max(1, count - 1)
        leg = min(int(position), legs - 1)
        share = position - leg
        (noise, cluster), (next_noise, next_cluster) = (
            latent_from_seed(seed, network).tensor_split([latent_dim(network)]) for seed in seeds[leg : leg + 2]
        )
        row = torch.cat((on_arc(noise, next_noise, share), cluster.lerp(next_cluster, share)))
        rows.append((f"{seeds[leg]}-{seeds[leg + 1]} {share:.3f}", row))
    return rows


def on_arc(start: torch.Tensor, end: torch.Tensor, share: float) -> torch.Tensor:
    """On the arc between two rows of noise: a straight line would pass through rows shorter than noise ever is."""
    cosine = torch.nn.functional.cosine_similarity(start, end, 0).clamp(-1 + 1e-6, 1 - 1e-6)
    angle = torch.arccos(cosine)
    return (torch.sin((1 - share) * angle) * start + torch.sin(share * angle) * end) / torch.sin(angle)
