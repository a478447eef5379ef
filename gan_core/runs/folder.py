"""A training's own folder: what it resumes from, what others can watch it by, and how they can hold or end it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import time
from pathlib import Path
from typing import Any

from gan_core.api import library
from gan_core.api.errors import RasterGanError
from gan_core.api.lock import output_lock
from gan_core.api.protocol import Report, finite
from gan_core.api.staging import atomic_write
from gan_core.api.training_runs import ALIVE, FACTS, LOG, PAUSE, REPORT, STOP, Training

LOOK_SECONDS = 0.2
TILES = "tiles.gpkg"


class RunFolder:
    """The same folder for the same training, recognised by what it learns from."""

    def __init__(self, facts: dict[str, Any], anew: bool) -> None:
        """facts: plain JSON that tells one training from another.

        Raises RasterGanError `output-folder`, or `output-busy` where another process is at the same training.
        """
        digest = hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:16]
        self.path = library.runs_folder() / digest
        self.lock = contextlib.ExitStack()
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self.lock.enter_context(output_lock([str(self.path)]))
            for path in self.path.iterdir():
                if anew or path.name in (PAUSE, STOP, ALIVE):
                    path.unlink()
            (self.path / FACTS).write_text(json.dumps(facts, indent=1), "utf-8")
        except OSError as error:
            raise RasterGanError("output-folder", folder=str(self.path), reason=error.strerror or str(error)) from error

    def log(self, kind: str, **values: Any) -> None:
        """A line for whoever watches; a full disk costs lines, not the training."""
        try:
            with (self.path / LOG).open("a", encoding="utf-8") as file:
                file.write(json.dumps(finite({"kind": kind, "time": time.time(), **values})) + "\n")
        except OSError:
            pass  # the next line may find room; the checkpoint says what matters

    def lines(self) -> list[dict[str, Any]]:
        """Everything logged so far, in all sittings."""
        return Training(self.path).lines()

    def kept(self, features: str, name: str = TILES) -> str:
        """A copy of the tiles that stays as long as the training: QGIS hands over a file that is gone when it closes."""
        copy = self.path / name
        if Path(features).suffix != copy.suffix:
            return features
        try:
            shutil.copyfile(features, copy)
        except OSError:  # the same file, or a full disk
            return features
        return str(copy)

    def asked_to_stop(self, report: Report) -> bool:
        """Whether to end with the best; waits while held.  Raises Cancelled as `report.check` does."""
        report.check()
        self.alive()
        while (self.path / PAUSE).exists() and not (self.path / STOP).exists():
            time.sleep(LOOK_SECONDS)
            report.check()
            self.alive()
        return (self.path / STOP).exists()

    def alive(self) -> None:
        """Tell whoever watches that the process is there."""
        with contextlib.suppress(OSError):
            (self.path / ALIVE).touch()

    def __enter__(self) -> RunFolder:
        self.alive()
        return self

    def __exit__(self, *_: object) -> None:
        """Nobody works here any more, whether the training ended or was broken off."""
        with contextlib.suppress(OSError):
            (self.path / ALIVE).unlink(missing_ok=True)
        self.lock.close()

    def write_page(self, text: str) -> Path:
        """The report, even where somebody has removed the folder meanwhile.  Raises RasterGanError `output-folder`."""
        with contextlib.suppress(OSError):  # said when it is written
            self.path.mkdir(parents=True, exist_ok=True)
        with atomic_write(self.path / REPORT) as part:
            part.write_text(text, "utf-8")
        return self.path / REPORT

    def finished(self, **values: Any) -> None:
        """The result is safe: what a later sitting would go on from is no longer needed."""
        self.log("end", **values)
        for path in [*self.path.glob("*.safetensors"), self.path / PAUSE, self.path / STOP]:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)
