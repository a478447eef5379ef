"""Import a model: read it with suspicion, recognise it, try it out, write it into the library."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from safetensors.torch import load_file

from gan_core.api import card_texts, library, model_card
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.models import ImportModelJob
from gan_core.api.lock import output_lock
from gan_core.api.model_card import SUFFIX, ModelCard
from gan_core.api.protocol import Report
from gan_core.api.staging import atomic_write
from gan_core.foreign.recognize import recognize
from gan_core.foreign.tensors import tensors
from gan_core.foreign.trial import best_reading, halo
from gan_core.inference import model
from gan_core.inference.model import Weights

GREY_ERROR = 0.02
"""From here on the user hears that plain grey does not stay grey: five steps of 255."""


def run(job: ImportModelJob, report: Report) -> dict[str, Any]:
    """The model's id, file, scale, bands, halo and error on plain grey.  Raises RasterGanError `import-...` or `model-...`."""
    path = Path(job.input)
    _check_name(job)
    ours = path.suffix.lower() == SUFFIX and model_card.has_card(path)
    card, weights = _ours(job, path) if ours else _foreign(job, path, report)
    fingerprint = model.load(path).fingerprint if ours else None
    target = job.target
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise RasterGanError("output-folder", folder=str(target.parent), reason=reason) from error
    with output_lock([str(target)]):
        _check_name(job)  # another process may have taken it meanwhile
        with atomic_write(target) as part:
            card = model.save(part, card, weights, fingerprint)
            model.load(part)
    report.progress(1.0)
    if not card.licence:
        report.note("no-licence", model=card.id)
    if not card.seam_exact:
        report.note("seams", model=card.id)
    size = {"scale": card.scale, "bands": len(card.bands), "halo": card.halo}
    report.note("imported", model=card.id, title=card.title, **size)
    return {"MODEL": card.id, "OUTPUT": str(target), **{name.upper(): value for name, value in size.items()}}


def _check_name(job: ImportModelJob) -> None:
    """Raises RasterGanError `model-exists`."""
    if job.identifier in library.entries([job.folder] if job.folder else []) or job.target.exists():
        raise RasterGanError("model-exists", got=job.identifier)


def _ours(job: ImportModelJob, path: Path) -> tuple[ModelCard, dict[str, Weights]]:
    """A file of our own format, checked whole; the user's words come before the card's."""
    card = model.load(path).card
    tensors = load_file(path)
    weights = {
        prefix: {name.split(".", 1)[1]: tensor for name, tensor in tensors.items() if name.startswith(f"{prefix}.")}
        for prefix in card.weights
    }
    changes: dict[str, Any] = {"id": job.identifier, "title": job.title, "licence": job.licence}
    changes["attribution"] = [job.attribution] if job.attribution else []
    return dataclasses.replace(card, **{name: value for name, value in changes.items() if value}), dict(weights)


def _foreign(job: ImportModelJob, path: Path, report: Report) -> tuple[ModelCard, dict[str, Weights]]:
    """Somebody else's weights under our names, with a card made from what was found out about them."""
    state = tensors(path, report.check)
    report.progress(0.3)
    converted = recognize(path, state)
    reading, network, error = best_reading(path, converted)
    report.check()
    report.progress(0.6)
    reach, exact = halo(converted)
    if reading:
        report.note("reading", reading=reading)
    if error > GREY_ERROR:
        report.note("grey", error=100 * error)
    bands, scale = converted.arguments["bands"], converted.arguments["scale"]
    card = ModelCard(
        id=job.identifier,
        title=job.title or card_texts.written("imported", scale=scale, family=converted.family, name=path.name),
        task="upscale" if scale > 1 else "enhance",
        architecture=converted.architecture,
        arguments=converted.arguments,
        scale=scale,
        bands={1: ["any"], 3: ["red", "green", "blue"]}.get(bands) or [f"band {n + 1}" for n in range(bands)],
        halo=reach,
        seam_exact=exact,
        base="nearest",
        tensors_sha256="",
        metrics={"grey error": round(error, 6)},
        training={"imported from": path.name, "family": converted.family, "input": reading or "0 to 1 as it is"},
        licence=job.licence,
        attribution=[job.attribution] if job.attribution else [],
        limits=card_texts.written("imported-limits"),
    )
    return card, {"l1": network.state_dict()}
