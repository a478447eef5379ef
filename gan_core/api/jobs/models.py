"""The jobs of the model library."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Optional, Tuple

from .. import library
from ..language import translatable
from ..model_card import SUFFIX
from . import options as shared
from .base import BaseJob, check_name, check_strength, check_tile_size, name_from, option


@dataclass(frozen=True)
class ListModelsJob(BaseJob):
    """List the models at hand, with what each was made from, its license, figures and limits."""

    verb: ClassVar[str] = "listmodels"
    needs_torch: ClassVar[bool] = False

    output: str = shared.report_output(translatable("Model cards"))
    models: Tuple[str, ...] = shared.model_folders()

    def writes(self) -> Tuple[str, ...]:
        return (self.output,) if self.output else ()


@dataclass(frozen=True)
class ImportModelJob(BaseJob):
    """Check a model file, convert it where it is not one of ours, and put it into the library.  Nothing in it is run."""

    verb: ClassVar[str] = "importmodel"

    input: str = option(
        "A model file of Raster GAN (.safetensors), or published weights (.pth, .pt, .ckpt, .safetensors) of ESRGAN, "
        "Real-ESRGAN, SPAN, SEN2SRLite or EDSR.",
        label="Model file",
    )
    name: str = option(
        "What the model is called in the library: at most 64 letters a to z, digits, dots, dashes and underscores. Empty: "
        "after its file.",
        "",
        label="Model name (a-z, 0-9, - and _)",
    )
    title: str = option("One line about it for people. Empty: made from what it is.", "")
    licence: str = option(
        "Look where you got the file. It is written into the model's card and into every layer made with it.",
        "",
        label="License of the weights",
    )
    attribution: str = option(
        "Whom the license asks to name. It is written beside the license. Empty: nobody.", "", label="Attribution"
    )
    folder: str = shared.model_folder()

    def __post_init__(self) -> None:
        check_name(self.name)

    @property
    def identifier(self) -> str:
        """The model's id: the given name, or one made from the file's."""
        return self.name or name_from(Path(self.input).stem)

    @property
    def target(self) -> Path:
        """The file in the library."""
        folder = Path(self.folder) if self.folder else library.own_folder()
        return folder.absolute() / f"{self.identifier}{SUFFIX}"

    def writes(self) -> Tuple[str, ...]:
        return (str(self.target),)

    def locks(self) -> Tuple[str, ...]:
        return ()


@dataclass(frozen=True)
class ExportModelJob(BaseJob):
    """Write a model as a file for others: a .safetensors of ours, or an .onnx that other programs run."""

    verb: ClassVar[str] = "exportmodel"

    model: str = option("The model to export: its id or the path of its file.", label="Model")
    output: str = option(
        "The ending says which kind: .safetensors is Raster GAN's own and can be imported on another computer; .onnx is run by "
        "other programs, such as the QGIS plugin Deepness, on images with values from 0 to 1. Writing .onnx needs the Python "
        "package onnx; with onnxruntime it is compared with this program.",
        label="Exported model",
    )
    strength: Optional[float] = shared.strength()
    consistent: bool = option(
        "For .onnx: every block of the output keeps the mean of its input pixel. Otherwise it is the network's own result.",
        True,
        label="Preserve input values (block means)",
    )
    tile_size: int = option(
        "For .onnx: the one image size that the file takes, in pixels along a side. Some programs need one, for example "
        "Deepness 256. 0: any size.",
        0,
        label="Image size for .onnx (pixels, 0 = any)",
        type=int,
    )
    models: Tuple[str, ...] = shared.model_folders()

    def __post_init__(self) -> None:
        check_tile_size(self.tile_size)
        check_strength(self.strength)

    def writes(self) -> Tuple[str, ...]:
        return (self.output,)
