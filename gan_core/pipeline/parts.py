"""The parts of an output as they lie beside it, and whether they are all there and of one job."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gan_core.api import jobs
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.parts import part_file, parts_beside
from gan_core.api.jobs.raster import RasterJob
from gan_core.api.language import translatable
from gan_core.api.staging import SIDE_FILES
from gan_core.pipeline.summary import summary_type
from gan_core.raster.source import RasterSource
from gan_core.tiling.window import Window

AT_THE_END = ("RASTERGAN_DATE", "RASTERGAN_SECONDS")
"""Tags that differ from run to run."""


@dataclass(frozen=True)
class OutputPart:
    """A part, as its job file describes it."""

    number: int
    count: int
    record: Path
    content: dict[str, Any]

    @classmethod
    def read(cls, number: int, count: int, record: Path) -> OutputPart:
        """Raises RasterGanError `part-unreadable`."""
        try:
            content = json.loads(record.read_text("utf-8"))
            piece = cls(number, count, record, content)
            facts, tags, models = content["part"], content["tags"], content["models"]
            if not all(isinstance(one, dict) for one in (facts, tags, models, facts["trust_tags"])):
                raise ValueError("it describes no part")
            numbers = [*facts["window"], *facts["tile"], facts["scale"]]
            numbers += [facts["uncalibrated"].count("")]
            if (
                len(facts["window"]) != 4
                or not all(type(one) is int for one in numbers)
                or piece.job.part != piece.part
            ):
                raise ValueError("it describes another part")
            measured = summary_type(piece.job).from_json(facts).to_json().values()
            seen = [*(facts[name] for name in ("noise", "response") if name in facts), *facts.get("shift", ())]
            [float(number) for number in (*measured, *seen)], piece.seconds
            return piece
        except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise RasterGanError("part-unreadable", path=str(record), reason=str(error)) from error

    @property
    def part(self) -> str:
        return f"{self.number}/{self.count}"

    @property
    def job(self) -> RasterJob:
        job: Any = jobs.from_dict(self.content["job"])
        return job

    @property
    def facts(self) -> dict[str, Any]:
        return dict(self.content["part"])

    @property
    def seconds(self) -> float:
        return float(self.content["tags"]["RASTERGAN_SECONDS"])

    @property
    def raster(self) -> Path:
        return self.record.with_suffix("")

    @property
    def second(self) -> str:
        """The raster beside it; empty where there is none."""
        return part_file(self.job.second, self.part) if self.job.second else ""

    @property
    def tags(self) -> dict[str, str]:
        """Without those that differ from run to run."""
        return _lasting(self.content["tags"])

    @property
    def second_tags(self) -> dict[str, str]:
        """The same of the raster beside it."""
        return _lasting(self.facts["trust_tags"])

    def is_of(self, whole: RasterJob, tags: dict[str, str]) -> bool:
        """Whether it is a whole part of the job `whole`, whose output has these tags."""
        same = self.tags == tags and (self.job.second, self.job.tile_size) == (whole.second, whole.tile_size)
        rasters = [self.raster, *([Path(self.second)] if self.second else [])]
        return same and all(path.exists() for path in rasters)

    def opened(self, path: str, tags: dict[str, str]) -> RasterSource:
        """Its raster or the one beside it.  Raises RasterGanError `part-unreadable` or `part-other`."""
        try:
            source = RasterSource(path)
        except RasterGanError as error:
            raise RasterGanError("part-unreadable", path=path, reason=error.values.get("reason", str(error))) from error
        window = Window(*self.facts["window"])
        size = (window.width * self.facts["scale"], window.height * self.facts["scale"])
        written = source.dataset.GetMetadata()
        if (source.grid.width, source.grid.height) != size:
            raise RasterGanError("part-other", one=path, other=str(self.record), what=translatable("size"))
        for name, value in tags.items():
            if written.get(name, "") != value:  # an empty one is not kept
                raise RasterGanError("part-other", one=path, other=str(self.record), what=name)
        return source

    def remove(self) -> None:
        """Its files are gone, the job file last: while that is there, the part is."""
        for path in (str(self.raster), self.second):
            for suffix in (*SIDE_FILES, "") if path else ():
                Path(f"{path}{suffix}").unlink(missing_ok=True)
        self.record.unlink(missing_ok=True)


def pieces_of(output: Path, count: int = 0) -> list[OutputPart]:
    """All parts of an output.  count: how many they are, where that is known.

    Raises RasterGanError `parts-none`, `parts-counts`, `parts-missing`, `part-unreadable` or `part-other`.
    """
    by_count = parts_beside(output)
    if not count:
        if not by_count:
            raise RasterGanError("parts-none", folder=str(output.parent), name=f"{output.name}.part-I-of-N.tif")
        if len(by_count) > 1:
            counts = ", ".join(map(str, sorted(by_count)))
            raise RasterGanError("parts-counts", name=output.name, counts=counts)
        count = next(iter(by_count))
    here = by_count.get(count, {})
    missing = [number for number in range(1, count + 1) if number not in here]
    missing += [number for number, path in here.items() if not path.with_suffix("").exists()]
    if missing:
        some = ", ".join(f"{number}/{count}" for number in sorted(missing)[:20])
        raise RasterGanError("parts-missing", folder=str(output.parent), missing=some, count=len(missing))
    pieces = [OutputPart.read(number, count, here[number]) for number in range(1, count + 1)]
    for piece in pieces[1:]:
        _same_job(pieces[0], piece)
    return pieces


def _lasting(tags: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in tags.items() if name not in AT_THE_END}


def _same_job(first: OutputPart, other: OutputPart) -> None:
    facts_of_both = [
        {
            **piece.tags,
            **piece.content["models"],
            "tile size": piece.facts["tile"],
            piece.job.second_field: piece.job.second,
        }
        for piece in (first, other)
    ]
    for name in sorted({**facts_of_both[0], **facts_of_both[1]}):
        if facts_of_both[0].get(name) != facts_of_both[1].get(name):
            raise RasterGanError("part-other", one=str(other.raster), other=str(first.raster), what=name)
