"""The reports on this computer: what each is called, and which belong to a layer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from qgis.core import QgsRasterLayer
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QCursor, QDesktopServices
from qgis.PyQt.QtWidgets import QMenu

from ...gan_core.api.training_runs import REPORT, trainings
from ..canvas.entries import Entry, Target, not_raster
from ..layers.origin import tags_of
from ..text import short, tr
from . import history, provenance

PAGES = (".html", ".htm")


class Report(NamedTuple):
    """A page on disk."""

    name: str
    path: str
    job: dict[str, Any]
    """Fields of the job that made it, and its verb."""
    time: float
    """Seconds since 1970."""
    model: str = ""
    """That a training made; "" for any other report."""


def reports() -> list[Report]:
    """The latest first."""
    made = [
        Report(name_of(entry.verb, entry.job), entry.path, {"verb": entry.verb, **entry.job}, entry.time)
        for entry in history.read()
        if entry.path.endswith(PAGES) and entry.there
    ]
    return sorted([*made, *_of_trainings()], key=lambda report: report.time, reverse=True)


def reports_of(layer: QgsRasterLayer, known: Iterable[Report]) -> list[Report]:
    """Those on the layer itself, on what it was made from, and on the training of its model."""
    tags = tags_of(layer)
    models = {words.split()[0] for words in tags.get("MODEL", "").split("; ") if words}
    sources = [layer.source(), *_input_of(layer)]
    return [
        report
        for report in known
        if report.model in models
        or any(provenance.same_file(source, str(report.job.get("input", ""))) for source in sources)
    ]


def name_of(verb: str, job: dict[str, Any]) -> str:
    """What people call the report of a job."""
    words = {
        "evaluate": tr("Evaluation report: {model} on {input}"),
        "checklayer": tr("Layer check report: {input}"),
        "listmodels": tr("Model cards"),
        **dict.fromkeys(
            ("trainclassifier", "traindetector", "traingenerator", "traintranslator", "finetune"),
            tr("Training report: {name}"),
        ),
    }
    names = {name: Path(str(job.get(name) or "")).stem for name in ("input", "model", "name")}
    names["model"] = names["model"] or tr("automatic")
    names["name"] = names["name"] or names["input"]
    return words.get(verb, tr("Report")).format(**names)


def open_page(path: str) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))


def entry() -> Entry:
    """Of the menus: a layer's reports."""
    return Entry(
        tr("Open report…"), "listmodels", lambda target: _choose(reports_of(target.layer, reports())), _unreported
    )


def _unreported(target: Target) -> str:
    """Why there is no report to open."""
    reason, layer = not_raster(target), target.layer
    if reason or layer is None or reports_of(layer, reports()):
        return reason
    words = tr("“{layer}” has no report yet: Check layer and Evaluate model make one.")
    return words.format(layer=short(layer.name()))


def _choose(choices: list[Report]) -> None:
    """Open the only one, or ask which, where the mouse is."""
    if len(choices) == 1:
        open_page(choices[0].path)
        return
    menu = QMenu()
    for report in choices:
        menu.addAction(report.name, partial(open_page, report.path))
    menu.exec(QCursor.pos())


def _of_trainings() -> list[Report]:
    readable = []
    for training in trainings():
        path, begun = training.path / REPORT, [line for line in training.lines() if line["kind"] == "begin"]
        if begun and path.exists():
            name, job = begun[-1]["name"], {"verb": "finetune", **begun[-1].get("job", {})}
            words = name_of(job["verb"], {**job, "name": name})
            readable.append(Report(words, str(path), job, begun[-1]["time"], name))
    return readable


def _input_of(layer: QgsRasterLayer) -> list[str]:
    """The file that a result was made from, where it is known."""
    return [
        entry.job["input"]
        for entry in history.read()
        if entry.job.get("input") and provenance.same_file(layer.source(), entry.path)
    ]
