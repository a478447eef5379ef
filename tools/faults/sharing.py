"""Two profiles of QGIS use one models folder at the same time: import, fine-tune, list, remove.  Part of `make test-faults`.

No model may be listed that is half written, none may be lost, and of two that ask for one name exactly one may get it.
"""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import time
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from gan_core.api import library
from gan_core.api.model_card import SUFFIX

PROFILES, ROUNDS = 2, 25
PATIENCE = 120.0
"""Seconds that one waits for the other at most."""
MODEL = library.BUILT_IN / "upscale-x2.safetensors"
REFUSED = ("model-exists", "output-busy")
"""What whoever comes second may hear."""


def share_models(raster: str, tiles: str) -> list[str]:
    """What is wrong after PROFILES processes worked in one folder; prints a line for each kind of work."""
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(PROFILES)
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        pipes, processes = [], []
        for number in range(PROFILES):
            reader, writer = context.Pipe(False)
            process = context.Process(target=profile, args=(number, folder, raster, tiles, barrier, writer))
            process.start()
            writer.close()
            pipes.append(reader)
            processes.append(process)
        reports: list[dict[str, Any]] = []
        for pipe in pipes:
            try:
                reports.append(pipe.recv())
            except EOFError:
                faults.append("sharing: a profile ended without a word")
        for process in processes:
            process.join()
        for report in reports:
            faults += report["faults"]
        faults += check_models(Path(folder) / "models", reports)
    print(f"sharing: {PROFILES} profiles, {ROUNDS} rounds:", "FAULT" if faults else "pass", flush=True)
    return faults


def check_models(models: Path, reports: list[dict[str, Any]]) -> list[str]:
    """What is wrong with the folder in the end."""
    faults: list[str] = []
    entries = library.readable([models])
    for name in {name for report in reports for name in report["won"]}:
        winners = [report["profile"] for report in reports if name in report["won"]]
        title = entries[name].card.title if name in entries else "lost"
        if len(winners) != 1 or title != f"profile {winners[0]}":
            faults.append(f"sharing: {name} was given to {winners} and is {title}")
    missing = {name for report in reports for name in report["kept"]} - set(entries)
    faults += [f"sharing: {name} was lost" for name in sorted(missing)]
    tuned = [report["tuned"] for report in reports]
    if len(set(tuned)) != len(reports):
        faults.append(f"sharing: two trainings made one model: {tuned}")
    names = {f"{name}{SUFFIX}" for name in entries}
    faults += [f"sharing: left behind: {path.name}" for path in models.iterdir() if path.name not in names]
    return faults


def profile(number: int, folder: str, raster: str, tiles: str, barrier: Barrier, pipe: Connection) -> None:
    """In a process of its own: one QGIS with its engine."""
    import torch

    torch.set_num_threads(1)
    os.environ[library.VARIABLE] = f"{folder}/models"
    own_profile = Profile(number, raster, tiles)
    try:
        for step in range(ROUNDS):
            barrier.wait(PATIENCE)
            own_profile.turn(step)
        barrier.wait(PATIENCE)
        own_profile.tune()
    except Exception as error:
        barrier.abort()
        own_profile.faults.append(f"sharing: {type(error).__name__}: {error}")
    pipe.send(vars(own_profile))


class Profile:
    """What one does, and what came of it."""

    def __init__(self, number: int, raster: str, tiles: str) -> None:
        self.profile, self.raster, self.tiles = number, raster, tiles
        self.won, self.kept, self.faults = list[str](), list[str](), list[str]()
        """Names of models: those that both wanted and this one got; those that stay."""
        self.tuned = ""

    def turn(self, step: int) -> None:
        """The same name as the other, a name of its own, a removal of every second one, and a look at all of them."""
        if self.import_model(f"both-{step}", REFUSED) == "done":
            self.won.append(f"both-{step}")
        self.check_listing()
        own = f"own-{self.profile}-{step}"
        if self.import_model(own) == "done":
            self.kept.append(own)
        self.check_listing()
        if step % 2:
            (library.own_folder() / f"{self.kept.pop()}{SUFFIX}").unlink()

    def import_model(self, name: str, allowed: tuple[str, ...] = ()) -> str:
        from gan_core.api.jobs.models import ImportModelJob

        return self.outcome_of(ImportModelJob(str(MODEL), name=name, title=f"profile {self.profile}"), allowed)

    def check_listing(self) -> None:
        """Every listed model must be whole, but one that was removed since."""
        from gan_core.api.errors import RasterGanError
        from gan_core.inference.model import load

        entries = library.readable([library.own_folder()])
        self.faults += [f"sharing: {name} is not listed" for name in self.kept if name not in entries]
        for name, entry in entries.items():
            if entry.path.name != f"{name}{SUFFIX}":
                self.faults.append(f"sharing: {entry.path.name} is listed as {name}")
            try:
                load(entry.path)
            except RasterGanError as error:
                if entry.path.exists():
                    self.faults.append(f"sharing: {name} is listed but not whole: {error}")

    def tune(self) -> None:
        """A training on the same ground, whatever comes of it put into the library under a name that nobody gave it."""
        from gan_core.api.jobs.finetuning import FinetuneJob
        from gan_core.tasks import finetune

        finetune.objections = lambda comparison: []
        fields: dict[str, Any] = {"parent": "upscale-x2", "minutes": 0.1, "gan": "off"}
        job = FinetuneJob(self.raster, self.tiles, **fields)
        while self.outcome_of(job, ("output-busy",)) != "done" and not self.faults:
            time.sleep(0.5)  # the other profile is at the same training
        self.check_listing()

    def outcome_of(self, job: Any, allowed: tuple[str, ...]) -> str:
        """ "done" or a code; what is not allowed is a fault."""
        from gan_core import tasks
        from gan_core.api.errors import RasterGanError
        from tools.faults.disk import Moment

        try:
            self.tuned = Path(tasks.run(job, Moment()).get("MODEL", "")).name
        except RasterGanError as error:
            if error.code not in allowed:
                self.faults.append(f"sharing: {job}: {error}")
            return error.code
        except Exception as error:
            self.faults.append(f"sharing: {job}: {type(error).__name__}: {error}")
            return "fault"
        return "done"
