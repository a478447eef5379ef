"""Learn land cover from few labels: the learner that is right on ground it did not see is kept, with its confusion told."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Optional, cast

import numpy as np
import torch

from gan_core import __version__
from gan_core.api import card_texts
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.classification import AUTOMATIC, TrainClassifierJob
from gan_core.api.model_card import COLOUR, SUFFIX, ModelCard
from gan_core.api.protocol import Report
from gan_core.api.staging import atomic_write
from gan_core.datasets.class_colors import colours_of
from gan_core.datasets.labeled_pixels import LabeledPixels, read_labeled_pixels
from gan_core.datasets.synthetic_labels import SyntheticGain, try_synthetic_labels
from gan_core.inference import devices, model
from gan_core.metrics.confusion import accuracy, confusion
from gan_core.networks import build
from gan_core.networks.landcover import HALO
from gan_core.reports.classifier import page
from gan_core.runs.model_slot import model_slot
from gan_core.training.cross_validation import LEARNERS, CrossValidationResult, cross_validate_all, one_thread
from gan_core.training.next_samples import most_helpful
from gan_core.training.pixel_samples import HIDDEN, Budget, PixelSamples, logits
from gan_core.vector import next_samples

NEXT = 20
"""Places where a label would help most."""
PREPARED, COMPARED, LEARNED = 0.2, 0.7, 0.95
"""Shares of the work."""


def run(job: TrainClassifierJob, report: Report) -> dict[str, Any]:
    """The model, the learner that was kept, and how right it is on labels that it did not know.  Raises RasterGanError."""
    with model_slot(job, "classes") as path:
        return train(job, path, report)


def train(job: TrainClassifierJob, path: Path, report: Report) -> dict[str, Any]:
    """The same, for a model that becomes the file `path`."""
    began = time.monotonic()
    asked = given_colours(job)
    device = devices.choose(job.device)
    labels = read_labeled_pixels(job, report)
    colours = colours_of(labels.classes, asked)
    report.progress(PREPARED)
    names = AUTOMATIC if job.learner == "auto" else (job.learner,)
    seconds = job.minutes * 60 - (time.monotonic() - began)
    tried = cross_validate_all(names, labels.samples, labels.fold, seconds, device, report.check)
    for result in tried:
        report.note("learner", learner=result.learner, accuracy=100 * result.accuracy, loss=result.loss)
    report.progress(COMPARED)
    until = began + job.minutes * 60
    tiles = try_synthetic_labels(job.synthetic, labels, tried[0], until, device, report) if job.synthetic else None
    best, samples = (tiles.with_them, tiles.samples) if tiles and tiles.kept else (tried[0], labels.samples)
    network = fit_best(labels, samples, best, until, device, report)
    report.progress(LEARNED)
    counts = confused(best, labels)
    scores = accuracy(counts)
    card = card_of(job, labels, best, tiles, scores.kappa, colours, path.name[: -len(SUFFIX)])
    with atomic_write(path) as part:
        card = model.save(part, card, {"l1": network.state_dict()})
        model.load(part)
    if job.report:
        with atomic_write(Path(job.report)) as part:
            part.write_text(page(job, card, labels, tried, tiles, counts, network), "utf-8")
    if job.label_next:
        write_next(job, labels, network)
    report.progress(1.0)
    report.note("classifier", model=card.id, learner=best.learner, overall=100 * scores.overall, kappa=scores.kappa)
    return {
        "MODEL": str(path),
        "REPORT": job.report,
        "LABEL_NEXT": job.label_next,
        "LEARNER": best.learner,
        "OVERALL_ACCURACY": scores.overall,
        "KAPPA": scores.kappa,
        "CLASSES": len(labels.classes),
        "LABELLED": len(labels.places),
        **({"SYNTHETIC_GAIN": tiles.gain} if tiles else {}),
        "SECONDS": time.monotonic() - began,
    }


def fit_best(
    labels: LabeledPixels,
    samples: PixelSamples,
    best: CrossValidationResult,
    until: float,
    device: torch.device,
    report: Report,
) -> torch.nn.Module:
    """The network that takes the raster's values: all labels learned by the best learner, as sure as it is right."""
    network = build("landcover", arguments_of(labels, best))
    budget = Budget(max(until, time.monotonic() + 1), report.check)
    with one_thread():
        head = LEARNERS[best.learner](samples.on(device), best.trust, budget)
    for last in head[-1].parameters():
        last.data /= best.temperature
    inner = {f"head.{name}": tensor for name, tensor in head.state_dict().items()}
    network.load_state_dict({"mean": labels.mean, "spread": labels.spread, **inner})
    return network.eval()


def write_next(job: TrainClassifierJob, labels: LabeledPixels, network: torch.nn.Module) -> None:
    """The points of LABEL_NEXT.  Raises RasterGanError `output-failed`."""
    features = labels.samples.unknown
    with torch.inference_mode():
        probabilities = logits(cast(torch.nn.Sequential, network.get_submodule("head")), features).softmax(1)
    places = torch.from_numpy(labels.elsewhere)
    chosen = most_helpful(probabilities, features, places, torch.from_numpy(labels.places), NEXT)
    samples = []
    for index in chosen:
        (confidence, _), (likeliest, second) = (each.tolist() for each in probabilities[index].topk(2))
        row, column = labels.elsewhere[index].tolist()
        names = labels.classes[likeliest], labels.classes[second]
        samples.append(next_samples.NextSample(row, column, *names, 100 * confidence))
    try:
        with atomic_write(Path(job.label_next)) as part:
            next_samples.write(part, labels.source.grid, labels.source.dataset.GetProjection(), samples)
    except RuntimeError as error:
        raise RasterGanError("output-failed", path=job.label_next, reason=str(error)) from error


def arguments_of(labels: LabeledPixels, best: CrossValidationResult) -> dict[str, int]:
    hidden = 0 if best.learner == "probe" else HIDDEN
    return {"bands": len(labels.numbers), "classes": len(labels.classes), "hidden": hidden}


def given_colours(job: TrainClassifierJob) -> dict[str, str]:
    """Colours by class, as the job says.  Raises RasterGanError `colours`."""
    colors = dict(option.rpartition("=")[::2] for option in job.colours)
    wrong = [f"{name}={colour}" for name, colour in colors.items() if not name or not COLOUR.fullmatch(colour)]
    if wrong:
        raise RasterGanError("colours", got=", ".join(wrong))
    return colors


def card_of(
    job: TrainClassifierJob,
    labels: LabeledPixels,
    best: CrossValidationResult,
    tiles: Optional[SyntheticGain],
    kappa: float,
    colours: list[str],
    name: str,
) -> ModelCard:
    raster = Path(job.input).name
    descriptions = [labels.source.bands[number - 1].GetDescription() for number in labels.numbers]
    pixels = np.bincount(labels.samples.truth.numpy())
    return ModelCard(
        id=name,
        title=card_texts.written("classifier", raster=raster, names=", ".join(labels.classes)),
        task="classify",
        architecture="landcover",
        arguments=arguments_of(labels, best),
        scale=1,
        bands=[text.lower() or f"band {number}" for text, number in zip(descriptions, labels.numbers)],
        halo=HALO,
        tensors_sha256="",
        classes=labels.classes,
        colours=colours,
        codes=labels.codes,
        normalization=labels.normalization,
        metrics={
            "protocol": f"each of {len(labels.places)} labelled pixels in {len(labels.fold.unique())} blocks of ground, asked "
            "of a learner that did not see its block",
            "overall accuracy": round(best.accuracy, 4),
            "kappa": round(kappa, 4),
        },
        training={
            "raster": raster,
            "learner": best.learner,
            "labels": ", ".join(f"{label} {count}" for label, count in zip(labels.classes, pixels)),
            "temperature": round(best.temperature, 4),
            **({"synthetic tiles": tiles.tiles} if tiles and tiles.kept else {}),
            "code_version": __version__,
        },
        limits=card_texts.written("classifier-limits", count=len(labels.places), raster=raster),
    )


def confused(best: CrossValidationResult, labels: LabeledPixels) -> np.ndarray:
    """(K, K) the labels by what they are and what the learner that did not know them said."""
    return confusion(labels.samples.truth.numpy(), best.answers.argmax(1).numpy(), len(labels.classes))
