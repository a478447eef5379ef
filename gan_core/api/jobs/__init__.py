"""A request is one frozen object.  Its fields are also the command line's options and the worker's JSON."""

from __future__ import annotations

import dataclasses
import sys
from typing import Any, Type, Union, get_args, get_origin, get_type_hints

from ..encodings import guesses, raw_of
from ..errors import RasterGanError
from .assessment import CheckLayerJob, EvaluateJob, ProbeJob
from .base import BaseJob
from .classification import ClassifyJob, TrainClassifierJob
from .detection import DetectJob, TrainDetectorJob
from .filling import FillGapsJob
from .finetuning import FinetuneJob, MakeTilesJob
from .generation import GenerateJob, TrainGeneratorJob
from .models import ExportModelJob, ImportModelJob, ListModelsJob
from .parts import JoinJob
from .raster import EnhanceJob, RepeatJob, UpscaleJob
from .scenes import OpenSceneJob
from .sharpening import SharpenJob
from .translation import TrainTranslatorJob, TranslateJob

Job = Union[
    UpscaleJob,
    EnhanceJob,
    SharpenJob,
    FillGapsJob,
    OpenSceneJob,
    RepeatJob,
    JoinJob,
    MakeTilesJob,
    FinetuneJob,
    TrainGeneratorJob,
    GenerateJob,
    TrainTranslatorJob,
    TranslateJob,
    TrainDetectorJob,
    DetectJob,
    TrainClassifierJob,
    ClassifyJob,
    CheckLayerJob,
    EvaluateJob,
    ProbeJob,
    ListModelsJob,
    ImportModelJob,
    ExportModelJob,
]
JOBS: dict[str, Type[Job]] = {job_type.verb: job_type for job_type in get_args(Job)}


def to_dict(job: BaseJob) -> dict[str, Any]:
    """Plain JSON, the inverse of `from_dict`."""
    return {"verb": job.verb, **dataclasses.asdict(job)}


def from_dict(values: dict[str, Any]) -> Job:
    """Raises RasterGanError `job-unreadable` for an unknown verb or field."""
    if not isinstance(values, dict):
        raise RasterGanError("job-unreadable", reason=f"{values!r:.80} is no object")
    values = dict(values)
    verb = values.pop("verb", None)
    if not isinstance(verb, str) or verb not in JOBS:
        raise RasterGanError("job-unreadable", reason=f"unknown verb {verb!r}")
    job_type = JOBS[verb]
    fields: dict[str, Any] = {k: tuple(value) if isinstance(value, list) else value for k, value in values.items()}
    hints = get_type_hints(job_type)
    for name, value in fields.items():
        if name in hints and not fits(value, hints[name]):
            raise RasterGanError("job-unreadable", reason=f"{name} is {value!r:.80}, expected {hints[name]}")
        for text in value if isinstance(value, tuple) else (value,):
            if isinstance(text, str):
                check_text(name, text)
    try:
        return job_type(**fields)
    except TypeError as error:
        raise RasterGanError("job-unreadable", reason=str(error)) from error


def check_text(name: str, text: str) -> None:
    """Raises RasterGanError `name-encoding` or `name-locale` for one of bytes that this Python could not read as text."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raw = raw_of(text)
        words = {"parameter": name.upper(), "path": raw.decode("utf-8", "backslashreplace")}
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            raise RasterGanError("name-encoding", **words, guesses=guesses(raw)) from error
        raise RasterGanError("name-locale", **words, got=sys.getfilesystemencoding()) from error


def fits(value: Any, hint: Any) -> bool:
    """Whether JSON's `value` is of a field's type; whole numbers are numbers too."""
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Union:
        return any(fits(value, option) for option in inner)
    if origin is tuple:
        if inner[-1] is Ellipsis:
            return isinstance(value, tuple) and all(fits(item, inner[0]) for item in value)
        return isinstance(value, tuple) and len(value) == len(inner) and all(map(fits, value, inner))
    if hint is float:
        return type(value) in (int, float)
    return type(value) is hint
