"""Make an output again as its job file says."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

from gan_core import tasks
from gan_core.api import jobs, library
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.raster import RasterJob, RepeatJob, second_beside
from gan_core.api.language import translatable
from gan_core.api.protocol import Report
from gan_core.pipeline.inputs import open_inputs
from gan_core.pipeline.provenance import fingerprint


def run(job: RepeatJob, report: Report) -> dict[str, Any]:
    """What the repeated job gives.  Raises RasterGanError `repeat-...`, and what that job raises."""
    content = _read(Path(job.file))
    again = _job(content, job)
    if not again.input or not (job.input or Path(again.input).exists() or again.input.startswith("/vsi")):
        raise RasterGanError("repeat-input", name=content["tags"].get("RASTERGAN_INPUT", ""))
    source, samples = open_inputs(again)
    _same("INPUT", fingerprint(source, *samples), content["tags"].get("RASTERGAN_INPUT_SHA256", ""))
    for name, expected in content["models"].items():
        _same(f"MODEL {name}", _model_hash(name, again), expected)
    return tasks.run(again, report)


def _read(path: Path) -> dict[str, Any]:
    """The file's content; an output's own path stands for the file beside it."""
    if path.suffix != ".json" and Path(f"{path}.json").is_file():
        path = Path(f"{path}.json")
    try:
        content = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise RasterGanError("repeat-file", path=str(path), reason=error.strerror or str(error)) from error
    except (ValueError, RecursionError) as error:
        raise RasterGanError("repeat-file", path=str(path), reason=str(error)) from error
    good = isinstance(content, dict) and all(isinstance(content.get(key), dict) for key in ("job", "models", "tags"))
    if not good or not issubclass(jobs.JOBS.get(content["job"].get("verb"), object), RasterJob):
        raise RasterGanError("repeat-file", path=str(path), reason=translatable("it describes no upscale or enhance"))
    return dict(content)


def _job(content: dict[str, Any], job: RepeatJob) -> RasterJob:
    again: Any = jobs.from_dict(content["job"])
    if job.output:
        second = {again.second_field: second_beside(job.output, again.second_field)} if again.second else {}
        again = dataclasses.replace(again, output=job.output, **second)
    return dataclasses.replace(again, input=job.input) if job.input else again


def _model_hash(name: str, again: RasterJob) -> str:
    if again.model:
        entry = library.find(again.model, again.models)
        if entry.card.id == name:
            return entry.card.tensors_sha256
    return library.find(name, again.models).card.tensors_sha256


def _same(what: str, got: str, expected: str) -> None:
    if got != expected:
        raise RasterGanError("repeat-changed", what=what, got=got[:12], expected=expected[:12])
