"""Train a translator on two layers, measure it on ground that it did not learn from, and put it into the library."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path
from typing import Any

import numpy as np

from gan_core import __version__
from gan_core.api import card_texts
from gan_core.api.jobs.translation import TRANSLATE, TrainTranslatorJob
from gan_core.api.model_card import SUFFIX, ModelCard
from gan_core.api.protocol import Report
from gan_core.api.staging import atomic_write
from gan_core.datasets.translation_tiles import TranslationTiles, band_names, facts, read_translation_tiles
from gan_core.evaluation.translation import Figures, HeldOut, keeps_gan, measure
from gan_core.inference import devices, model
from gan_core.networks.translator import Translator
from gan_core.radiometry.translated import TranslationRules
from gan_core.raster.stretch import Stretch
from gan_core.raster.synthetic import described
from gan_core.reports.translator import page
from gan_core.runs.folder import RunFolder
from gan_core.runs.model_slot import model_slot
from gan_core.runs.translation import final_rules, learn

AFTERWARDS = 10.0
"""Seconds kept for the comparison and the model file at the end."""


SHOWN = 3
"""Held-out tiles in the report."""


def run(job: TrainTranslatorJob, report: Report) -> dict[str, Any]:
    """The model and its figures.  Raises RasterGanError."""
    with model_slot(job if job.input else dataclasses.replace(job, input=job.target), "translator") as path:
        return train(job, path, report)


def train(job: TrainTranslatorJob, path: Path, report: Report) -> dict[str, Any]:
    """The same, for a model that becomes the file `path`."""
    began = time.monotonic()
    tiles = read_translation_tiles(job, report)
    folder = RunFolder(facts(job, tiles), anew=not job.resume)
    repeatable = dataclasses.replace(job, tiles=folder.kept(job.tiles) if job.tiles else "")
    folder.log("begin", name=path.stem, job={"verb": job.verb, **dataclasses.asdict(repeatable)})
    report.note("training-folder", folder=str(folder.path))
    with folder:
        seconds = max(1.0, job.minutes * 60 - (time.monotonic() - began) - AFTERWARDS)
        networks, steps = learn(job.kind, tiles, folder, devices.choose(job.device), seconds, report)
        rules = final_rules(job.kind, tiles, networks["l1"])
        figures = measure(tiles, rules, networks, job.kind, path.stem)
        if "gan" in networks and not keeps_gan(figures.scores["l1"], figures.scores["gan"]):
            report.note("translator-gan-left-out")
            del networks["gan"], figures.scores["gan"]
        html = folder.write_page(page(path.stem, figures, pictures(tiles, rules, networks), folder))
        publish(job, tiles, path, networks, rules, figures, steps)
        told = figures.verdict.sentence
        report.note("translator-published", model=path.stem)
        report.note(told.code, **told.values)
        folder.finished(note="translator-published", model=path.stem)
    report.progress(1.0)
    return {
        "MODEL": str(path),
        "REPORT": str(html),
        **figures.results(),
        "TILES": len(tiles.images),
        "VALIDATION": len(tiles.judged_images),
        "STEPS": steps,
        "SECONDS": time.monotonic() - began,
    }


def pictures(
    tiles: TranslationTiles, rules: TranslationRules, networks: dict[str, Translator]
) -> list[list[np.ndarray]]:
    """Some held-out tiles, each as it is, as it becomes by each kind of weights, and the target (1 or 3, H, W) in 0..1; of
    other ground where the layers do not show the same."""
    held, look = HeldOut.of(tiles, rules), Stretch.of(tiles.source, tiles.numbers)
    inputs = list(tiles.inputs) * (3 if tiles.grayed else 1)
    scales, offsets = zip(*((own.scale, own.offset) for own in inputs))
    look = look.scaled(scales, offsets)
    rows = []
    for index in range(min(SHOWN, len(held.images), len(held.targets))):
        given = held.images[index].numpy()
        made = [tiles.stretch(held.image(network, index).numpy()) for network in networks.values()]
        rows.append(
            [look(given.repeat(3, 0) if tiles.grayed else given), *made, tiles.stretch(held.targets[index].numpy())]
        )
    return rows


def publish(
    job: TrainTranslatorJob,
    tiles: TranslationTiles,
    path: Path,
    networks: dict[str, Translator],
    rules: TranslationRules,
    figures: Figures,
    steps: int,
) -> None:
    """Write the model with its card.  Raises RasterGanError `output-folder`."""
    raster, target = Path(job.input or job.target).name, Path(job.target).name
    names = band_names(tiles.target, tiles.target_numbers)
    lock = rules.lock
    kind = f"translator-{job.kind}" if job.kind in ("colorize", "radar") else "translator"
    card = ModelCard(
        id=path.name[: -len(SUFFIX)],
        title=card_texts.written("translator-colors" if tiles.grayed else "translator", raster=raster, target=target),
        task=TRANSLATE,
        architecture="translator",
        arguments=networks["l1"].arguments,
        scale=1,
        bands=tiles.names,
        halo=networks["l1"].reach,
        tensors_sha256="",
        normalization=in_lists(tiles.inputs),
        raster=described(tiles.target, tiles.target_numbers),
        translation={
            "preset": job.kind,
            "paired": tiles.paired,
            "names": names,
            **{name: values for name, values in in_lists(tiles.outputs).items() if name != "scheme"},
            "luminance": list(lock.places) if lock else [],
            "brightness": [lock.gain, lock.offset] if lock else [1.0, 0.0],
            "curves": [[list(curve.values), list(curve.wanted)] for curve in rules.curves],
            "input": tiles.statistics(),
        },
        metrics=figures.for_card(len(tiles.judged_images)),
        training={
            "raster": raster,
            "target": target,
            "preset": job.kind,
            "tiles": len(tiles.images),
            "held out": len(tiles.judged_images),
            "steps": steps,
            "code_version": __version__,
        },
        limits=card_texts.written(f"{kind}-limits", tiles=len(tiles.images), raster=raster, target=target),
    )
    with atomic_write(path) as part:
        model.save(part, card, {name: network.state_dict() for name, network in networks.items()})
        model.load(part)


def in_lists(normalizers: Any) -> dict[str, Any]:
    """As a card's `normalization` has them."""
    return {
        "scheme": "bands",
        "scale": [own.scale for own in normalizers],
        "offset": [own.offset for own in normalizers],
    }
