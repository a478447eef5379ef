"""How a file was made, as its own tags tell, and the dialog filled in to make it again."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsMapLayer,
    QgsProcessingParameterDefinition,
    QgsProject,
)

from ..processing.job_fields import as_parameter, field_of
from ..text import card_text, tr
from .board import verb_name

LONG_HASH = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{52}\b")
"""Of a model's weights; its beginning tells one from another."""
UNTOLD = ("input", "output", "models")
"""Fields of a job that stand elsewhere on the page or say nothing to people."""


def fields(tags: Mapping[str, str]) -> dict[str, Any]:
    """The job's fields that the tags hold; empty where they can't be read."""
    try:
        values = json.loads(tags.get("PARAMETERS", "{}"))
    except ValueError:
        return {}
    return values if isinstance(values, dict) else {}


def page(tags: Mapping[str, str], job: Mapping[str, Any], more: Mapping[str, str]) -> str:
    """HTML.  tags: of the file.  job: fields of the job as far as they are known.  more: rows that stand last."""
    words = {
        "VERB": tr("Made by"),
        "MODEL": tr("Model"),
        "LICENCE": tr("License of the model"),
        "VERSION": tr("Version of Raster GAN"),
        "BEFORE": tr("Made from a raster that was itself made with"),
        "INPUT": tr("Input file"),
        "GUIDE": tr("Finer layer"),
        "SENSOR": tr("Sensor"),
        "LIMITS": tr("Limits"),
        "TRUST": tr("Trust"),
        "DATE": tr("Made on"),
        "SECONDS": tr("Duration (s)"),
    }
    rows = {words[name]: _told(name, tags[name]) for name in words if name in tags}
    labels = described(tags.get("VERB", ""))
    chosen = {name: value for name, value in job.items() if name not in UNTOLD and value not in (None, "", [], ())}
    rows[tr("Parameters")] = "\n".join(f"{labels.get(name, name)}: {_shown(value)}" for name, value in chosen.items())
    if tags.get("AI_GENERATED") == "YES":
        synthetic = tags.get("SYNTHETIC") == "YES"
        guess = tr("yes: detail finer than the input's pixels is a guess")
        rows[tr("AI-generated")] = tr("yes, SYNTHETIC: no measurement") if synthetic else guess
    untold = (*words, "AI_GENERATED", "SYNTHETIC", "PARAMETERS")
    others = {name: value for name, value in tags.items() if name not in untold}
    rows |= {name.replace("_", " ").capitalize(): value for name, value in others.items()}
    rows |= more
    lines = (
        f"<tr><td style='padding-right: 8px'><b>{html.escape(name)}</b></td>"
        f"<td>{html.escape(value).replace(chr(10), '<br>')}</td></tr>"
        for name, value in rows.items()
        if value
    )
    return f"<table cellspacing='4'>{''.join(lines)}</table>"


def described(verb: str) -> dict[str, str]:
    """What an algorithm calls the fields of its job before people."""
    return {field_of(definition): definition.description() for definition in definitions(verb)}


def definitions(verb: str) -> list[QgsProcessingParameterDefinition]:
    """An algorithm's parameters; none for a verb that QGIS does not know."""
    algorithm = QgsApplication.processingRegistry().algorithmById(f"rastergan:{verb}")
    return [] if algorithm is None else list(algorithm.parameterDefinitions())


def parameters(verb: str, job: Mapping[str, Any], resumed: bool = False) -> dict[str, Any]:
    """What the algorithm's dialog is filled with to run a job again; the output is left for the user to name, and others that
    the job had are made anew.  resumed: the outputs are the same, and what is finished of them is taken up."""
    layer = layer_of(str(job.get("input", "")))
    crs = QgsCoordinateReferenceSystem(job.get("crs") or "")
    if layer is not None:
        crs = layer.crs()
    values = {}
    for definition in definitions(verb):
        value = job.get(field_of(definition))
        if resumed and definition.name() == "RESUME":
            value = True
        if resumed and definition.isDestination() and value:
            values[definition.name()] = value
            continue
        if definition.name() != "OUTPUT" and value not in (None, "", [], ()):
            values[definition.name()] = as_parameter(definition, value, crs if crs.isValid() else None)
    if layer is not None:
        values["INPUT"] = layer.id()
    return values


def layer_of(source: str) -> QgsMapLayer | None:
    """The project's layer that reads a file."""
    layers = QgsProject.instance().mapLayers().values()
    return next((layer for layer in layers if source and same_file(layer.source(), source)), None)


def same_file(source: str, path: str) -> bool:
    """Whether a layer's source is this file."""
    source = source.split("|")[0]
    return source == path or (Path(source).name == Path(path).name and Path(source).resolve() == Path(path).resolve())


def _told(name: str, value: str) -> str:
    if name == "VERB":
        return verb_name(value)
    if name in ("TRUST", "LIMITS"):
        return card_text(value)
    return LONG_HASH.sub(r"\1…", value) if name in ("MODEL", "BEFORE") else value


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, (list, tuple)):
        return " ".join(map(_shown, value))
    return f"{value:.10g}" if isinstance(value, float) else str(value)
