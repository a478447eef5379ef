"""What every job is made of."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Optional, Tuple

from ..errors import RasterGanError


def option(help: str, default: Any = dataclasses.MISSING, label: str = "", **metadata: Any) -> Any:
    """A field with its help, which says what is switched on and what empty means; without a default it is a positional
    argument of the command line.  label: what dialogs call it, where they have it; both are then shown there in the user's
    language.  metadata: what argparse takes, the `position` of an argument without dashes, and what sentences call it if not by
    its own name (`called`)."""
    return field(default=default, metadata={"help": help, "label": label, **metadata})


@dataclass(frozen=True)
class BaseJob:
    """What every job has in common."""

    verb: ClassVar[str]
    needs_torch: ClassVar[bool] = True

    def writes(self) -> Tuple[str, ...]:
        """The files that the job makes: what an ended process has staged beside them is removed."""
        return ()

    def locks(self) -> Tuple[str, ...]:
        """The files that nobody else may write from the beginning on; none for a job that locks them itself."""
        return self.writes()

    @property
    def record_file(self) -> str:
        """The job file that is written beside the output; empty for none."""
        return ""


def check_tile_size(size: int) -> None:
    if size and not 64 <= size <= 4096:
        raise RasterGanError("tile-size", got=size)


def check_strength(strength: Optional[float]) -> None:
    if strength is not None and not 0 <= strength <= 1:
        raise RasterGanError("strength", got=strength)


def check_choice(code: str, got: str, choices: Sequence[str]) -> None:
    """Raises RasterGanError `code` unless it is one of them."""
    if got not in choices:
        raise RasterGanError(code, expected=", ".join(choices), got=got)


def check_minutes(minutes: float) -> None:
    if not 0 < minutes < 10_000:
        raise RasterGanError("minutes", got=minutes)


DEVICE_NAME = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)
"""What Windows takes for a device, in whatever folder."""


def check_name(name: str) -> None:
    """A model's name, or "" for one that is made up."""
    fits = re.fullmatch(r"[A-Za-z0-9]([A-Za-z0-9._-]{0,62}[A-Za-z0-9_-])?", name)
    if name and (not fits or DEVICE_NAME.fullmatch(name)):
        raise RasterGanError("import-name", got=name)


def name_from(text: str) -> str:
    """A name that `check_name` takes, as near to `text` as can be."""
    name = re.sub(r"[^a-z0-9._-]+", "-", text.lower()).strip("-._")[:60].rstrip(".") or "model"
    return f"{name.replace('.', '-')}-1" if DEVICE_NAME.fullmatch(name) else name
