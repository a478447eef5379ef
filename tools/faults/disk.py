"""The disk fills up, the folder turns read only or goes away: before a job and in its middle.  Part of `make test-faults`.

Each time the job must end with an error that is said, what stood there must stand there still, and the same job must do it
all afterwards, from where it was broken off if it could, leaving nothing behind.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from osgeo import gdal

from gan_core import tasks
from gan_core.api import library, resume
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs import Job
from gan_core.api.jobs.assessment import CheckLayerJob
from gan_core.api.jobs.finetuning import FinetuneJob, MakeTilesJob
from gan_core.api.jobs.models import ExportModelJob, ImportModelJob, ListModelsJob
from gan_core.api.jobs.raster import EnhanceJob, UpscaleJob
from gan_core.pipeline import journal
from tools.common.samples import samples

SIZE = "6m"
"""Of the small disk."""
SPARE = 32_000
"""Bytes that are left on one that is nearly full."""
NOBODY = 65534
EARLIER = b"what stood here before"
MODEL = library.BUILT_IN / "upscale-x2.safetensors"
SIDE = 320
MOMENTS = {
    "upscale": (0.0, 0.6),
    "upscale to PNG": (0.0, 0.6),
    "enhance": (0.0, 0.6),
    "tiles": (0.0, 0.6),
    "fine-tune": (0.6,),
}
"""Shares of the work at which something happens; the other jobs have no middle."""


class Moment:
    """A report that remembers its notes and lets something happen at a share of the work."""

    def __init__(self, at: float = 2.0, strike: Callable[[], object] = lambda: None) -> None:
        self.at, self.strike, self.notes = at, strike, list[str]()

    def progress(self, share: float) -> None:
        if share >= self.at:
            self.at = 2.0
            self.strike()

    def note(self, code: str, **values: object) -> None:
        self.notes.append(code)

    def check(self) -> None: ...


class Mishap(NamedTuple):
    """What happens to a folder, and how it is put right again."""

    name: str
    strike: Callable[[Path], object]
    relieve: Callable[[Path], object]
    spares: bool = True
    """Whether what stood in the folder is still there."""


def filled(spare: int) -> Callable[[Path], None]:
    """Everything of the disk but so many bytes, taken by somebody else."""

    def strike(folder: Path) -> None:
        with (folder.parent / "ballast").open("wb", buffering=0) as file:
            with contextlib.suppress(OSError):
                while True:
                    file.write(bytes(4096))
            file.truncate(max(0, file.tell() - spare))

    return strike


def emptied(folder: Path) -> None:
    (folder.parent / "ballast").unlink(missing_ok=True)


def closed(folder: Path) -> None:
    """Read only; root is not stopped by that, so whoever is root becomes nobody for a while."""
    for path in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        path.chmod(0o555)
    if os.geteuid() == 0:
        os.seteuid(NOBODY)


def opened(folder: Path) -> None:
    if os.getuid() == 0:
        os.seteuid(0)
    for path in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
        path.chmod(0o755)


def removed(folder: Path) -> None:
    while folder.exists():  # the job may be writing into it
        shutil.rmtree(folder, ignore_errors=True)


FULL = (Mishap("disk full", filled(0), emptied), Mishap("disk nearly full", filled(SPARE), emptied))
OTHERS = (
    Mishap("folder read only", closed, opened),
    Mishap("folder removed", removed, lambda folder: folder.mkdir(exist_ok=True), spares=False),
)


def jobs(raster: str, tiles: str) -> dict[str, Callable[[Path], Job]]:
    """By name: what makes a job whose outputs lie in a folder."""
    small: dict[str, Any] = {"tile_size": 64, "resume": True}
    return {
        "upscale": lambda at: UpscaleJob(raster, str(at / "out.tif"), model="upscale-x2", **small),
        "upscale to PNG": lambda at: UpscaleJob(raster, str(at / "out.png"), model="upscale-x2", **small),
        "enhance": lambda at: EnhanceJob(raster, str(at / "out.tif"), trust=str(at / "trust.tif"), **small),
        "check": lambda at: CheckLayerJob(raster, str(at / "page.html")),
        "tiles": lambda at: MakeTilesJob(raster, str(at / "tiles.gpkg"), size=64, count=12),
        "list": lambda at: ListModelsJob(str(at / "list.html")),
        "import": lambda at: ImportModelJob(str(MODEL), name="mine", folder=str(at)),
        "export": lambda at: ExportModelJob("upscale-x2", str(at / "mine.safetensors")),
        "export to ONNX": lambda at: ExportModelJob("upscale-x2", str(at / "mine.onnx")),
        "fine-tune": lambda at: FinetuneJob(
            raster, tiles, name="tuned", parent="upscale-x2", minutes=0.1, gan="off", folder=str(at)
        ),
    }


def try_mishaps(raster: str, tiles: str) -> list[str]:
    """What is wrong after every mishap to every job; a line for each."""
    faults: list[str] = []
    with tempfile.TemporaryDirectory() as home:
        Path(home).chmod(0o755)
        makers = jobs(raster, tiles)
        with small_disk(Path(home) / "disk") as disk:
            for mishap in FULL if disk else ():
                faults += try_mishap(mishap, Path(home) / "disk", makers)
        for mishap in OTHERS:
            faults += try_mishap(mishap, Path(home) / "plain", makers)
    return faults


@contextmanager
def small_scene() -> Iterator[tuple[str, str]]:
    """A small raster and tiles on it; meanwhile journals are kept from the first tile on, and the user's own models are
    somewhere else."""
    sample = next(path for path in samples(Path("build/samples")) if path.name == "aerial.tif")
    own = os.environ.get(library.VARIABLE)
    interval, share = journal.EVERY, journal.DEAREST
    with tempfile.TemporaryDirectory() as home:
        raster, tiles = f"{home}/in.tif", f"{home}/tiles.gpkg"
        gdal.Translate(raster, str(sample), srcWin=[0, 0, SIDE, SIDE], noData="none")  # PNG has none for each band
        tasks.run(MakeTilesJob(raster, tiles, size=64, count=14), Moment())
        Path(home).chmod(0o755)
        journal.EVERY, journal.DEAREST = 0, 0
        try:
            yield raster, tiles
        finally:
            journal.EVERY, journal.DEAREST = interval, share
            os.environ.pop(library.VARIABLE, None)
            if own is not None:
                os.environ[library.VARIABLE] = own


@contextmanager
def small_disk(folder: Path) -> Iterator[bool]:
    """A file system of SIZE in memory; only root may have one."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE},mode=755", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(mount, check=False, capture_output=True).returncode:
        print("mishaps: not root: no tmpfs, so NO DISK WAS FILLED", flush=True)
        yield False
        return
    try:
        yield True
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def try_mishap(mishap: Mishap, home: Path, makers: dict[str, Callable[[Path], Job]]) -> list[str]:
    """A line for each job: how it ended, and whether all was well."""
    faults: list[str] = []
    for name, make in makers.items():
        for at in MOMENTS.get(name, (0.0,)):
            title = f"{mishap.name}, {name} at {at:.0%}"
            ended, own_faults = run_job_in(mishap, home / "folder", make, at)
            print(f"mishaps: {title}: {ended}:", "FAULT" if own_faults else "pass", flush=True)
            faults += [f"mishaps: {title}: {fault}" for fault in own_faults]
    return faults


def run_job_in(mishap: Mishap, folder: Path, make: Callable[[Path], Job], at: float) -> tuple[str, list[str]]:
    """How a job that a mishap befalls ends, and what is wrong."""
    shutil.rmtree(folder.parent / "folder", ignore_errors=True)
    folder.mkdir(parents=True)
    os.environ[library.VARIABLE] = str(folder / "models")
    job = make(folder)
    before = {Path(path).name: EARLIER for path in job.writes() if job.verb != "importmodel"}
    for name, content in before.items():
        (folder / name).write_bytes(content)
    if os.geteuid() == 0:
        for path in (folder, *folder.iterdir()):
            os.chown(path, NOBODY, NOBODY)
    report = Moment(at if at else 2.0, lambda: mishap.strike(folder))
    try:
        if not at:
            mishap.strike(folder)
        code, faults = outcome_of(job, report), list[str]()
    finally:
        mishap.relieve(folder)
    if code.startswith("FAULT"):
        faults.append(code)
    kept = any(resume.find_resumable(folder / name) for name in before)
    if code != "done" and mishap.spares:
        faults += [f"{name} was touched" for name, text in before.items() if (folder / name).read_bytes() != text]
        if not kept and mishap.strike is not closed:  # where nothing can be removed
            faults += [f"left behind after {code}: {name}" for name in strange_files(folder, job)]
        if "part-kept" in report.notes and not kept:
            faults.append("the part that was said to be kept is not there")
    again = Moment()
    ended = outcome_of(job, again) if code != "done" or job.verb not in ("importmodel", "finetune") else "done"
    if ended != "done":
        faults.append(f"afterwards it ends as {ended}")
    if kept and "going-on" not in again.notes:
        faults.append("afterwards it does not go on from the kept part")
    faults += [f"left behind in the end: {name}" for name in strange_files(folder, job)]
    return f"{code}, part kept" if kept else code, faults


def outcome_of(job: Job, report: Moment) -> str:
    """ "done", the code of an error that can be said, or FAULT with what came instead."""
    try:
        tasks.run(job, report)
    except RasterGanError as error:
        return error.code if str(error) else f"FAULT: {error.code} has no sentence"
    except BaseException as error:
        return f"FAULT {type(error).__name__}: {error}"
    return "done"


def strange_files(folder: Path, job: Job) -> list[str]:
    """Files of the folder that are none of the job's."""
    wanted = {Path(path).name for path in job.writes()} | {"tuned.safetensors", "models", "trainings"}
    wanted |= {f"{name}.aux.xml" for name in wanted}
    names = {path.name for path in folder.iterdir()} - wanted
    return sorted(names | {path.name for path in (folder / "trainings").rglob("*.part")})
