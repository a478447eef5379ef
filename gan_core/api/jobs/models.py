"""The jobs of the model library."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Optional, Tuple

from .. import library
from ..model_card import SUFFIX
from . import options as shared
from .base import BaseJob, check_name, check_strength, check_tile_size, name_from, option


@dataclass(frozen=True)
class ListModelsJob(BaseJob):
    """List the models at hand, with what each was made from, its licence, figures and limits."""

    verb: ClassVar[str] = "listmodels"
    needs_torch: ClassVar[bool] = False

    output: str = shared.report_output()
    models: Tuple[str, ...] = shared.model_folders()

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

    model: str = option("a model's id or the path of a model file")
    output: str = option("file to write; its ending says which kind: .safetensors or .onnx")
    strength: Optional[float] = shared.strength("for .onnx: 0 faithful to 1 full GAN detail; 0.5 when left out")
    consistent: bool = option("for .onnx: the network's own result, not averaging back to the input", True)
    tile_size: int = option(
        "for .onnx: one size of image, pixels of the input, which some programs need; 0 takes any size", 0, type=int
    )
    models: Tuple[str, ...] = shared.model_folders()

    def __post_init__(self) -> None:
        check_tile_size(self.tile_size)
        check_strength(self.strength)

    def writes(self) -> Tuple[str, ...]:
        return (self.output,)
