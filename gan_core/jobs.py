"""A request is one frozen object.  Its fields are also the command line's options and the worker's JSON."""

from __future__ import annotations

import dataclasses
import glob
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, Optional, Tuple, Type, Union

from .check_jobs import CheckLayerJob, EvaluateJob, ProbeJob
from .errors import RasterGanError
from .generate_jobs import GenerateJob, TrainGeneratorJob
from .job import DEVICES, MODELS_HELP, BaseJob, check_strength, check_tile_size, option
from .model_jobs import ExportModelJob, ImportModelJob, ListModelsJob
from .train_jobs import FinetuneJob, MakeTilesJob


@dataclass(frozen=True)
class RasterJob(BaseJob):
    """A raster in, a raster out.  Paths are whatever GDAL opens; the extent is in the raster's own CRS."""

    input: str = option("raster to read: a path or anything that GDAL opens")
    output: str = option("raster to write; .tif, or a format that GDAL makes from one")
    model: str = option("a model's id or the path of a model file; automatic when left out", "")
    extent: Optional[Tuple[float, float, float, float]] = option(
        "part to read, in the raster's CRS; grows to whole pixels", None, metavar=("XMIN", "YMIN", "XMAX", "YMAX")
    )
    bands: Tuple[int, ...] = option(
        "which bands play the model's bands, in its order (4,3,2); the others are kept too",
        (),
        type=int,
        metavar="N,N,N",
    )
    strength: Optional[float] = option("0 faithful to 1 full GAN detail; 0.5 when left out", None, type=float)
    device: str = option("where to compute", "auto", choices=DEVICES)
    tile_size: int = option("pixels of the input along a tile's side; 0 is automatic", 0, type=int)
    creation_options: Tuple[str, ...] = option(
        "GDAL creation options, several with commas", (), type=str, metavar="NAME=VALUE"
    )
    models: Tuple[str, ...] = option(MODELS_HELP, (), type=str, metavar="FOLDER")

    def __post_init__(self) -> None:
        check_tile_size(self.tile_size)
        check_strength(self.strength)

    def writes(self) -> Tuple[str, ...]:
        return (self.output,)


NOISE_HELP = "standard deviation of the noise, in the raster's units; estimated when left out"


@dataclass(frozen=True)
class UpscaleJob(RasterJob):
    """Upscale a raster."""

    verb: ClassVar[str] = "upscale"

    consistent: bool = option("leave the output as the network made it, not averaging back to the input", True)
    enhance: bool = option(
        "clean the raster first: for noisy or compressed input, whose faults would be upscaled", False
    )
    noise: Optional[float] = option(f"with --enhance: {NOISE_HELP}", None, type=float)

    def __post_init__(self) -> None:
        super().__post_init__()
        check_noise(self.noise)


@dataclass(frozen=True)
class EnhanceJob(RasterJob):
    """Remove noise, blur, stripes and compression artefacts from a raster."""

    verb: ClassVar[str] = "enhance"

    noise: Optional[float] = option(NOISE_HELP, None, type=float)

    def __post_init__(self) -> None:
        super().__post_init__()
        check_noise(self.noise)


def check_noise(noise: Optional[float]) -> None:
    if noise is not None and not 0 <= noise < float("inf"):
        raise RasterGanError("noise", got=noise)


Job = Union[
    UpscaleJob,
    EnhanceJob,
    MakeTilesJob,
    FinetuneJob,
    TrainGeneratorJob,
    GenerateJob,
    CheckLayerJob,
    EvaluateJob,
    ProbeJob,
    ListModelsJob,
    ImportModelJob,
    ExportModelJob,
]
JOBS: dict[str, Type[Job]] = {
    job.verb: job
    for job in (
        UpscaleJob,
        EnhanceJob,
        MakeTilesJob,
        FinetuneJob,
        TrainGeneratorJob,
        GenerateJob,
        CheckLayerJob,
        EvaluateJob,
        ProbeJob,
        ListModelsJob,
        ImportModelJob,
        ExportModelJob,
    )
}


def to_dict(job: Job) -> dict[str, Any]:
    """Plain JSON, the inverse of `from_dict`."""
    return {"verb": job.verb, **dataclasses.asdict(job)}


def from_dict(values: dict[str, Any]) -> Job:
    """Raises RasterGanError `job-unreadable` for an unknown verb or field."""
    values = dict(values)
    verb = values.pop("verb", None)
    if verb not in JOBS:
        raise RasterGanError("job-unreadable", reason=f"unknown verb {verb!r}")
    fields: dict[str, Any] = {k: tuple(value) if isinstance(value, list) else value for k, value in values.items()}
    try:
        return JOBS[verb](**fields)
    except TypeError as error:
        raise RasterGanError("job-unreadable", reason=str(error)) from error


SIDE_FILES = (".aux.xml", ".ovr", ".msk")
"""What GDAL may keep beside a raster."""


def staged(output: Path, process: int) -> Path:
    """Where a process writes what will become `output`; whoever kills the process removes it."""
    return output.with_name(f"{_stem(output, process)}.tif")


def converted(output: Path, process: int) -> Path:
    """The same for an output that is no GeoTIFF, with its own ending."""
    return output.with_name(f"{_stem(output, process)}{output.suffix}")


def _stem(output: Path, process: int) -> str:
    return f".{output.name.lstrip('.')}.{process}.part"  # of a staged file too: one pattern finds all


def remove_staged(job: Job, process: int) -> None:
    """Every trace of a process that was ended in the middle of `job`."""
    for output in job.writes():
        remove_traces(Path(output).absolute(), process)


def remove_traces(output: Path, process: int) -> None:
    """What a process staged for `output`, with whatever GDAL keeps beside it."""
    for path in output.parent.glob(glob.escape(_stem(output, process)) + "*"):
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)
