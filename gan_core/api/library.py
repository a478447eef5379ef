"""The models at hand: those that came with the plugin, and those in the user's own folders."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from . import model_card
from .errors import RasterGanError

BUILT_IN = Path(__file__).resolve().parents[2] / "resources" / "models"
AUTOMATIC = {
    ("upscale", 4): "upscale-x2-rgbn",
    ("upscale", 3): "upscale-x2",
    ("upscale", 1): "upscale-x2-band",
    ("enhance", 4): "enhance-rgbn",
    ("enhance", 3): "enhance",
    ("enhance", 1): "enhance-band",
    ("sharpen", 6): "sharpen-sentinel2",
    ("sharpen", 1): "sharpen-pan",
    ("fillgaps", 1): "fill-gaps",
}
"""The model that is taken when none is named: by task and by how many bands it sees together."""


VARIABLE = "RASTER_GAN_MODELS"


class LibraryEntry(NamedTuple):
    path: Path
    card: model_card.ModelCard


def own_folder() -> Path:
    """Where the user's own models lie, whether it is there yet or not: as VARIABLE says, else where the system keeps data."""
    if os.environ.get(VARIABLE):
        return Path(os.environ[VARIABLE])
    home = Path.home()
    if os.name == "nt":
        data = Path(os.environ.get("APPDATA") or home / "AppData" / "Roaming")
    elif sys.platform == "darwin":
        data = home / "Library" / "Application Support"
    else:
        data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return data / "raster_gan" / "models"


def runs_folder() -> Path:
    """Where trainings keep what they resume from: beside the user's own models."""
    return own_folder().parent / "trainings"


def entries(folders: Iterable[str] = ()) -> dict[str, LibraryEntry]:
    """Every readable model, by id; a user's model comes before a built-in one of the same id."""
    return readable([*map(Path, folders), own_folder(), BUILT_IN])


def readable(folders: Iterable[Path]) -> dict[str, LibraryEntry]:
    """The models of these folders alone, by id; of two with one id the first."""
    models: dict[str, LibraryEntry] = {}
    for folder in folders:
        for path in sorted(folder.glob("*" + model_card.SUFFIX)):
            if path.name.startswith("."):
                continue  # another process is still writing it
            try:
                card = model_card.read(path)
            except RasterGanError:
                continue  # a broken file in a folder must not hide the others; naming it gives its error
            models.setdefault(card.id, LibraryEntry(path, card))
    return models


IMAGES = ("upscale", "enhance")
"""The tasks of models that make images of images."""
ENCODE = "encode"
"""The task of a model that trainings start from: no verb runs it."""


def find(model: str, folders: Iterable[str] = (), tasks: Collection[str] = ()) -> LibraryEntry:
    """A model by id, or by the path of its file, for one of some tasks (none: any).

    Raises RasterGanError `model-unknown`, `model-broken` or `model-task`.
    """
    if model.endswith(model_card.SUFFIX):
        entry = LibraryEntry(Path(model), model_card.read(Path(model)))
    else:
        known = entries(folders)
        if model not in known:
            raise RasterGanError("model-unknown", expected=", ".join(sorted(known)), got=model)
        entry = known[model]
    if tasks and entry.card.task not in tasks:
        raise RasterGanError("model-task", expected=" or ".join(tasks), got=entry.card.id, task=entry.card.task)
    return entry


def one_band(beside: model_card.ModelCard, folders: Iterable[str] = ()) -> LibraryEntry:
    """The model that takes any band by itself, for the same task and scale as `beside`."""
    return find(one_band_id(beside), folders)


def one_band_id(beside: model_card.ModelCard) -> str:
    """What that model is called."""
    return f"upscale-x{beside.scale}-band" if beside.task == "upscale" else f"{beside.task}-band"
