"""The jobs of a raster that is made in parts: which part, what its files are called, and putting them together."""

from __future__ import annotations

import glob
import re
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar, Tuple

from ..errors import RasterGanError
from .base import BaseJob, option


def part_of(text: str) -> Tuple[int, int]:
    """I and N of "I/N".  Raises RasterGanError `part`."""
    match = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text)
    number, count = map(int, match.groups()) if match else (0, 0)
    if not 1 <= number <= count:
        raise RasterGanError("part", got=text)
    return number, count


def part_file(output: str, text: str) -> str:
    """Where the part "I/N" of an output lies: beside it, always a GeoTIFF."""
    number, count = part_of(text)
    return f"{output}.part-{number}-of-{count}.tif"


def parts_beside(output: Path) -> dict[int, dict[int, Path]]:
    """The job files of an output's parts, by N and then by I."""
    parts: dict[int, dict[int, Path]] = {}
    pattern = re.compile(re.escape(output.name) + r"\.part-(\d+)-of-(\d+)\.tif\.json")
    for path in sorted(output.parent.iterdir()) if output.parent.is_dir() else []:
        match = pattern.fullmatch(path.name)
        if match:
            parts.setdefault(int(match[2]), {})[int(match[1])] = path
    return parts


@dataclass(frozen=True)
class JoinJob(BaseJob):
    """Put the parts of a raster together, as they were made with --part I/N, and remove them."""

    verb: ClassVar[str] = "join"

    output: str = option("Raster to write, as it was named when the parts were made; they lie beside it.")
    input: str = option("Raster that the parts were made from, where their job files do not say or it has moved.", "")

    def writes(self) -> Tuple[str, ...]:
        return (self.output, f"{self.output}.json")


def remove_part_traces(outputs: Tuple[str, ...]) -> None:
    """What workers that were lost have staged for parts of these outputs."""
    for output in map(Path, outputs):
        for path in output.parent.glob(glob.escape(f".{output.name.lstrip('.')}.part-") + "*.part*"):
            path.unlink(missing_ok=True)
