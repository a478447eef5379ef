"""A request is one frozen object.  Its fields are also the command line's options and the worker's JSON."""

from __future__ import annotations

import dataclasses
import glob
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar, Optional, Tuple, Type, Union

from . import library
from .cards import SUFFIX
from .errors import RasterGanError

DEVICES = ("auto", "cpu", "cuda", "mps")


def option(help: str, default: Any = dataclasses.MISSING, **metadata: Any) -> Any:
    """A field with a word of help; without a default it is a positional argument of the command line."""
    return field(default=default, metadata={"help": help, **metadata})


MODELS_HELP = "another folder with model files"


@dataclass(frozen=True)
class BaseJob:
    """What every job has in common."""

    verb: ClassVar[str]
    needs_torch: ClassVar[bool] = True

    def writes(self) -> Tuple[str, ...]:
        """The files that the job makes: what an ended process has staged beside them is removed."""
        return ()


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


@dataclass(frozen=True)
class ListModelsJob(BaseJob):
    """List the models at hand, with what each was made from, its licence, figures and limits."""

    verb: ClassVar[str] = "listmodels"
    needs_torch: ClassVar[bool] = False

    output: str = option("report to write, an HTML page; none when left out", "")
    models: Tuple[str, ...] = option(MODELS_HELP, (), type=str, metavar="FOLDER")

    def writes(self) -> Tuple[str, ...]:
        return (self.output,) if self.output else ()


@dataclass(frozen=True)
class ImportModelJob(BaseJob):
    """Check a model file, convert it where it is not one of ours, and put it into the library.  Nothing in it is run."""

    verb: ClassVar[str] = "importmodel"

    input: str = option(
        "one of our model files, or the weights (.safetensors, .pth, .pt, .ckpt) of an ESRGAN, a SPAN, ..."
    )
    name: str = option("what to call it in the library; after its file when left out", "")
    title: str = option("one line about it for people; made from what it is when left out", "")
    licence: str = option("the licence of the weights: look where they come from", "")
    attribution: str = option("whom to name", "")
    folder: str = option("where to put it; your own models' folder when left out", "")

    def __post_init__(self) -> None:
        if self.name and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", self.name):
            raise RasterGanError("import-name", got=self.name)

    @property
    def identifier(self) -> str:
        """The model's id: the given name, or one made from the file's."""
        return self.name or re.sub(r"[^a-z0-9._-]+", "-", Path(self.input).stem.lower()).strip("-._")[:64] or "model"

    @property
    def target(self) -> Path:
        """The file in the library."""
        folder = Path(self.folder) if self.folder else library.own_folder()
        return folder.absolute() / f"{self.identifier}{SUFFIX}"

    def writes(self) -> Tuple[str, ...]:
        return (str(self.target),)


@dataclass(frozen=True)
class ExportModelJob(BaseJob):
    """Write a model as a file for others: a .safetensors of ours, or an .onnx that other programs run."""

    verb: ClassVar[str] = "exportmodel"

    model: str = option("a model's id or the path of a model file")
    output: str = option("file to write; its ending says which kind: .safetensors or .onnx")
    strength: Optional[float] = option(
        "for .onnx: 0 faithful to 1 full GAN detail; 0.5 when left out", None, type=float
    )
    consistent: bool = option("for .onnx: the network's own result, not averaging back to the input", True)
    tile_size: int = option(
        "for .onnx: one size of image, pixels of the input, which some programs need; 0 takes any size", 0, type=int
    )
    models: Tuple[str, ...] = option(MODELS_HELP, (), type=str, metavar="FOLDER")

    def __post_init__(self) -> None:
        check_tile_size(self.tile_size)
        check_strength(self.strength)

    def writes(self) -> Tuple[str, ...]:
        return (self.output,)


def check_tile_size(size: int) -> None:
    if size and not 64 <= size <= 4096:
        raise RasterGanError("tile-size", got=size)


def check_strength(strength: Optional[float]) -> None:
    if strength is not None and not 0 <= strength <= 1:
        raise RasterGanError("strength", got=strength)


def check_noise(noise: Optional[float]) -> None:
    if noise is not None and not 0 <= noise < float("inf"):
        raise RasterGanError("noise", got=noise)


Job = Union[UpscaleJob, EnhanceJob, ListModelsJob, ImportModelJob, ExportModelJob]
JOBS: dict[str, Type[Job]] = {
    job.verb: job for job in (UpscaleJob, EnhanceJob, ListModelsJob, ImportModelJob, ExportModelJob)
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
        path.unlink(missing_ok=True)
