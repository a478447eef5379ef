"""How an output was made: in its own tags, and in a file from which `repeat` makes it again.

Neither holds an address of a data source: it may carry a password, a key or a signature, as a part of it that nobody can tell.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Union

from gan_core import __version__
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs import to_dict
from gan_core.api.jobs.classification import ClassifyJob
from gan_core.api.jobs.detection import DetectJob
from gan_core.api.jobs.raster import RasterJob
from gan_core.api.model_card import SUFFIX, ModelCard
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource

PipelineJob = Union[RasterJob, ClassifyJob, DetectJob]
UNRECORDED = (
    *("input", "guide", "gaps", "mask", "reference", "output", "trust", "filled", "confidence", "models", "folder"),
    *("device", "tile_size", "creation_options"),
    *("job_file", "resume", "part", "dask", "checks"),
)
"""Fields of a job that change no pixel, that say where things lie, or that may hold credentials."""
PACKED = ("/vsizip/", "/vsitar/", "/vsigzip/", "/vsi7z/", "/vsirar/")
SECRET = re.compile("pass|pwd|secret|token|key|auth|user|sign", re.IGNORECASE)


@dataclass(frozen=True)
class Provenance:
    """Of one run."""

    job: PipelineJob
    name: str
    """Of the input: its file, or no more than the kind and the host of what is not one."""
    sha256: str
    """`fingerprint` of the input."""
    changed: str
    """When the newest of the input's files was written, UTC; empty for what is no file."""
    began: float
    stamp: tuple[tuple[str, int, int], ...]
    """Name, bytes and time (ns) of each of the input's files."""

    @classmethod
    def of(cls, job: PipelineJob, source: RasterSource, *samples: Sample) -> Provenance:
        """samples: of the whole raster, and of those that are read beside it."""
        stamp = _stamp(source.files)
        changed = _iso(max(time for *_, time in stamp) / 1e9) if stamp else ""
        return cls(job, public_name(job.input), fingerprint(source, *samples), changed, time.monotonic(), stamp)

    @property
    def seconds(self) -> float:
        return time.monotonic() - self.began

    def tags(self, cards: Sequence[ModelCard], source: RasterSource, sensors: str = "") -> dict[str, str]:
        """What is known from the start.  source: what the pixels are read from.  sensors: of its bands, in words."""
        parameters = {name: value for name, value in asdict(self.job).items() if name not in UNRECORDED}
        parameters["model"] = Path(self.job.model).name
        tags = {
            "RASTERGAN_AI_GENERATED": "YES",
            "RASTERGAN_VERSION": __version__,
            "RASTERGAN_VERB": self.job.verb,
            "RASTERGAN_MODEL": "; ".join(f"{card.id} sha256 {card.tensors_sha256}" for card in cards),
            "RASTERGAN_LICENCE": "; ".join(sorted({card.licence for card in cards})),
            "RASTERGAN_PARAMETERS": json.dumps(parameters),
            "RASTERGAN_INPUT": self.name,
            "RASTERGAN_INPUT_SHA256": self.sha256,
            "RASTERGAN_INPUT_CHANGED": self.changed,
        }
        if any(card.translation for card in cards):
            tags["RASTERGAN_SYNTHETIC"] = "YES"
            tags["RASTERGAN_LIMITS"] = "; ".join(card.limits for card in cards)
        if sensors:
            tags["RASTERGAN_SENSOR"] = sensors
        tags.update({f"RASTERGAN_{name.upper()}": public_name(path) for name, path in also_read(self.job).items()})
        before = source.dataset.GetMetadataItem("RASTERGAN_MODEL")
        return {**tags, "RASTERGAN_BEFORE": before} if before else tags

    def check_input(self) -> None:
        """Raises RasterGanError `input-changed` when a file was replaced, written to or removed since the beginning."""
        if _stamp(name for name, *_ in self.stamp) != self.stamp:
            raise RasterGanError("input-changed", name=self.name)

    def ended(self, before: float = 0.0) -> dict[str, str]:
        """What is known at the end, and differs from run to run.  before: seconds of a run that was broken off."""
        return {"RASTERGAN_DATE": _iso(time.time()), "RASTERGAN_SECONDS": f"{before + self.seconds:.1f}"}

    def record(self, tags: Mapping[str, str], models: Mapping[str, str], part: Mapping[str, Any] | None = None) -> str:
        """The job file, as `repeat` reads it.

        models: the sha256 of each.  part: what `join` has to know, where it is of a part.
        """
        job: Any = self.job
        options = tuple(option for option in job.creation_options if not SECRET.search(option.split("=")[0]))
        kept = replace(absolute(job), input=kept_path(job.input), creation_options=options, dask="")
        others: dict[str, Any] = {name: kept_path(path) for name, path in also_read(kept).items()}
        kept = replace(kept, **others)
        content = {
            "about": f"How {Path(job.paths[0]).name} was made. To make it again: python -m gan_core repeat THIS_FILE",
            "job": to_dict(kept),
            "models": dict(models),
            "tags": dict(tags),
            **({"part": part} if part else {}),
        }
        return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def also_read(job: PipelineJob) -> dict[str, str]:
    """By its field, what is read beside the input."""
    paths = {name: getattr(job, name) for name in job.also_read} if isinstance(job, RasterJob) else {}
    return {name: path for name, path in paths.items() if path}


def absolute(job: RasterJob) -> RasterJob:
    """The same job from any folder; its inputs are as they were where they are no files."""
    others: dict[str, Any] = {name: kept_path(path) or path for name, path in also_read(job).items()}
    if job.second:
        others[job.second_field] = str(Path(job.second).absolute())
    return replace(
        job,
        input=kept_path(job.input) or job.input,
        output=str(Path(job.output).absolute()),
        model=str(Path(job.model).absolute()) if job.model.endswith(SUFFIX) else job.model,
        models=tuple(str(Path(folder).absolute()) for folder in job.models),
        **others,
    )


def fingerprint(source: RasterSource, *samples: Sample) -> str:
    """sha256 over the raster's size, data type, place, its `facts`, the bytes of its files taken together, and the values of
    `samples`, each at most 64 windows of 64 x 64 pixels of every band, spread evenly.

    Cheap at any size; a change that moves no file's size and lies between the windows is not seen (the files' time is told
    beside it).
    """
    grid = source.grid
    total = hashlib.sha256()
    size = sum(path.stat().st_size for path in map(Path, source.files) if path.is_file())
    facts: list[Any] = [grid.width, grid.height, len(source.bands), str(source.dtype), grid.geotransform, size]
    facts += [source.facts] if source.facts else []
    total.update(repr(facts).encode())
    for values, _ in (piece for sample in samples for piece in sample.pieces):
        total.update(values.tobytes())
    return total.hexdigest()


def kept_path(path: str) -> str:
    """An input's path if it is a file, or lies in an archive that is one, else nothing."""
    if Path(path).exists():
        return str(Path(path).absolute())
    packed = path.startswith(PACKED) and not re.search("://|[?@=]|vsicurl|vsis3|vsiaz|vsigs", path)
    return path if packed else ""


def public_name(path: str) -> str:
    """What may be told of an input: a file's name, or the kind and host of an address."""
    if kept_path(path):
        return Path(path).name
    address = re.search(r"(\w+)://(?:[^/@\s]*@)?([\w.-]+)", path)
    if address:
        return f"{address[1]}://{address[2]}"
    kind = re.match(r"(\w+):", path)
    return kind[1] if kind else "not a file"


def _stamp(files: Iterable[str]) -> tuple[tuple[str, int, int], ...]:
    """Of those that are files."""
    stats = ((path, path.stat()) for path in map(Path, files) if path.is_file())
    return tuple((str(path.absolute()), facts.st_size, facts.st_mtime_ns) for path, facts in stats)


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, timezone.utc).isoformat(timespec="seconds")


def stamp(path: str) -> list[int]:
    """Size and time of a file; empty for what is no file."""
    file = Path(path)
    return [file.stat().st_size, file.stat().st_mtime_ns] if path and file.is_file() else []
