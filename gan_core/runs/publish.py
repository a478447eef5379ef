"""The gate of a fine-tuning: whether what was learned is better than its parent, and the model file if it is."""

from __future__ import annotations

import contextlib
import dataclasses
import itertools
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import torch

from gan_core import __version__
from gan_core.api import library
from gan_core.api.atomic_write import written
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.base import name_from
from gan_core.api.lock import claimed
from gan_core.api.model_card import SUFFIX, ModelCard
from gan_core.datasets.picked_tiles import PickedTiles
from gan_core.evaluation.trust_calibration import tuned
from gan_core.inference import model
from gan_core.pipeline.trust_claim import in_words
from gan_core.training.heldout import Scores, ValidationSet

LEAST_GAIN = 0.05
"""dB over the parent, mean over the held-out tiles: another choice of tiles would change less."""
LARGEST_LOSS = 0.1
"""dB under the parent, on any held-out tile."""
ANGLE_SLACK = 1.02


class Compared(NamedTuple):
    """Scores on the held-out tiles."""

    base: Scores
    """Bicubic with back-projection, no network."""
    repeated: Scores
    """Every pixel repeated over its block, which nothing beats where the ground is noise."""
    parent: Scores
    model: Scores


class Objection(NamedTuple):
    """A key of NOTES, with what fills it."""

    code: str
    values: dict[str, Any]


def objections(found: Compared) -> list[Objection]:
    """What speaks against keeping the model; nothing where it is better than its parent and than no network."""
    gain = found.model.mean - found.parent.mean
    worst = found.model.worst_gain(found.parent)
    over_base = found.model.mean - found.base.mean
    over_repeated = found.model.mean - found.repeated.mean
    angles = {"angle": found.model.mean_angle, "parent": found.parent.mean_angle}
    checks = (
        (not gain >= LEAST_GAIN, Objection("not-better", {"gain": gain, "least": LEAST_GAIN})),
        (not over_base > 0, Objection("below-baseline", {"gain": over_base})),
        (not over_repeated >= LEAST_GAIN, Objection("only-noise", {"gain": over_repeated})),
        (not worst >= -LARGEST_LOSS, Objection("worse-tile", {"loss": -worst})),
        (angles["angle"] > ANGLE_SLACK * angles["parent"], Objection("colours-worse", angles)),
    )
    return [objection for wrong, objection in checks if wrong]


class NewModel(Protocol):
    """What a job that makes a model says about it."""

    @property
    def input(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def folder(self) -> str: ...
    @property
    def models(self) -> tuple[str, ...]: ...


@contextmanager
def reserved(job: NewModel, ending: str = "tuned") -> Iterator[Path]:
    """The file that the model would become, which no other process takes meanwhile; without a name it is called after the
    raster, with `ending`.

    Raises RasterGanError `model-exists`, `output-busy` or `output-folder`.
    """
    folder = (Path(job.folder) if job.folder else library.own_folder()).absolute()
    if job.name in library.entries([str(folder), *job.models]):
        raise RasterGanError("model-exists", got=job.name)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RasterGanError("output-folder", folder=str(folder), reason=error.strerror or str(error)) from error
    for name in _names(job, ending):
        place = folder / f"{name}{SUFFIX}"
        with contextlib.ExitStack() as held:
            try:
                held.enter_context(claimed([str(place)]))
                if place.exists() or name in library.entries([str(folder), *job.models]):
                    raise RasterGanError("model-exists", got=name)
            except RasterGanError:
                if job.name:
                    raise
                continue
            yield place
            return


def _names(job: NewModel, ending: str) -> Iterator[str]:
    """Those that the model may have, the best first."""
    name = job.name or name_from(f"{Path(job.input).stem}-{ending}")
    yield name
    if not job.name:
        yield from (f"{name}-{number}" for number in itertools.count(2))


def publish(
    work: PickedTiles,
    place: Path,
    networks: Mapping[str, torch.nn.Module],
    held: ValidationSet,
    found: Compared,
    training: dict[str, Any],
) -> ModelCard:
    """Write the model with its card.  networks: by kind of weights.  Raises RasterGanError `output-folder`."""
    parent = work.parent.card
    arguments = {**parent.arguments, "bands": work.bands}
    raster = Path(work.source.path).name
    card = dataclasses.replace(
        parent,
        id=place.name[: -len(SUFFIX)],
        title=f"x{parent.scale}: {parent.id}, tuned on {raster}",
        arguments=arguments,
        bands=names_of(work),
        tensors_sha256="",
        weights=[],
        metrics=metrics(found),
        training={"parent": parent.id, "parent weights": parent.tensors_sha256, "raster": raster, **training},
        limits=f"Tuned on {training['tiles']} tiles of {raster}: best on imagery of the same sensor and kind of ground. "
        + parent.limits,
    )
    card = dataclasses.replace(card, training={**card.training, "code_version": __version__})
    with written(place) as part:
        weights = {kind: network.state_dict() for kind, network in networks.items()}
        card = model.save(part, card, weights)
        trust = tuned(
            held.tiles,
            lambda strength: model.load(part, strength).network,
            card.weights,
            held.base,
            parent.trust,
            held.held,
        )
        card = dataclasses.replace(card, trust=trust, metrics={**card.metrics, "trust": in_words(trust)})
        card = model.save(part, card, weights)
        model.load(part)
    return card


def names_of(work: PickedTiles) -> list[str]:
    """What the new model's bands stand for."""
    if work.bands == len(work.parent.card.bands):
        return work.parent.card.bands
    named = [work.source.bands[number - 1].GetDescription() or f"band {number}" for number in work.numbers]
    return [name.lower() for name in named]


def metrics(found: Compared) -> dict[str, Any]:
    """For the card: a line for each method."""
    rows = {"bicubic+back-projection": found.base, "parent": found.parent, "model": found.model}
    return {
        "protocol": f"mean over {len(found.model.psnr)} tiles that were not learned from, against themselves made "
        "coarser as their own sensor would show them; PSNR in dB with the model's range as the peak, angle in degrees",
        **{name: {"PSNR": round(one.mean, 3), "angle": round(one.mean_angle, 3)} for name, one in rows.items()},
        "smallest gain over the parent on a tile": round(found.model.worst_gain(found.parent), 3),
    }
