"""The jobs that turn one layer into another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Optional, Tuple

from ..errors import RasterGanError
from . import options as shared
from .base import BaseJob, check_choice, check_minutes, check_name, check_strength, option
from .raster import TrustedJob

PRESETS = ("auto", "colorize", "season", "map", "radar")
METHODS = ("auto", "paired", "unpaired")
TRANSLATE = "translate"


@dataclass(frozen=True)
class TrainTranslatorJob(BaseJob):
    """Train a translator that turns one layer into another: gray into color, a season or sensor into another."""

    verb: ClassVar[str] = "traintranslator"

    target: str = option(
        "The layer that the model learns to make. It is laid on the grid of the training raster where it lies on another.",
        label="Target layer",
    )
    input: str = option(
        "The layer that is turned into the target. Empty: a gray layer that is made of the target's red, green and blue, to "
        "colorize with.",
        "",
        label="Training raster",
    )
    tiles: str = option(
        "At least 4 polygons on the training raster, as Make training tiles makes them; any polygon layer works, and so do its "
        "selected features alone. Their field role says which are for training and which for validation. Empty: tiles are "
        "chosen from what both layers cover.",
        "",
        label="Training tiles",
    )
    preset: str = option(
        "Colorize: learns only colors, the brightness of every pixel stays. Season or sensor: the result has the target's "
        "histogram. Map style: more weight on the target's looks. Radar to optical: the result is not for measuring. "
        "Automatic: colorize where no training raster is given, else the values alone.",
        PRESETS[0],
        label="Kind of translation",
        choices=PRESETS,
    )
    method: str = option(
        "Paired: both layers show the same ground. Unpaired: they show different ground, only the looks are learned, which is "
        "less exact. Automatic: paired where both cover the same tiles.",
        METHODS[0],
        label="Training method",
        choices=METHODS,
    )
    bands: Tuple[int, ...] = shared.bands_to_learn()
    minutes: float = shared.minutes(10.0)
    name: str = shared.model_name()
    resume: bool = shared.resume()
    folder: str = shared.model_folder()
    device: str = shared.device()
    models: Tuple[str, ...] = shared.model_folders()

    def __post_init__(self) -> None:
        check_name(self.name)
        check_minutes(self.minutes)
        check_choice("translator-preset", self.preset, PRESETS)
        check_choice("translator-method", self.method, METHODS)
        if not self.input and self.kind != "colorize":
            raise RasterGanError("translator-input", preset=self.preset)
        if self.kind == "colorize" and self.method == "unpaired":
            raise RasterGanError("translator-colorize-unpaired")

    @property
    def kind(self) -> str:
        """The preset, or "general" for none."""
        if self.preset != "auto":
            return self.preset
        return "general" if self.input else "colorize"


@dataclass(frozen=True)
class TranslateJob(TrustedJob):
    """Turn a layer into another kind of layer with a trained translator.  The result is synthetic, and marked as such."""

    verb: ClassVar[str] = TRANSLATE
    task: ClassVar[str] = TRANSLATE

    model: str = option(
        "A translator of your own: its id or the path of its file. Train a translator makes one. Empty: the only one in the "
        "library.",
        "",
        label="Model",
    )
    trust: str = option(
        "A second layer, 0 to 100 for each pixel: low where the layer is unlike what the model learned from, and where a "
        "second pass on the turned image gives other values. It is not calibrated. Empty: none.",
        "",
        label="Trust map",
    )
    bands: Tuple[int, ...] = shared.bands()
    strength: Optional[float] = shared.strength()
    unlike: bool = option(
        "Translate also a layer whose values differ from those that the model learned from. The result is then a guess.",
        False,
        label="Accept a layer unlike the training raster",
    )

    def __post_init__(self) -> None:
        super().__post_init__()
        check_strength(self.strength)
