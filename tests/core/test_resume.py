"""A run that is broken off, whatever ends it: the same run goes on, the pixels are those of a whole one, nothing is left."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from makers import Log, read, smooth, values, write
from osgeo import gdal
from test_classify import scene, some, train, write_labels
from test_detect import discs, found_in, random_detector

from gan_core import tasks
from gan_core.api import jobs
from gan_core.api.errors import Cancelled, Interrupted, RasterGanError
from gan_core.api.jobs import raster
from gan_core.api.jobs.classification import ClassifyJob
from gan_core.api.jobs.detection import DetectJob
from gan_core.api.lock import output_lock
from gan_core.api.resume import discard, find_resumable, journal_path
from gan_core.pipeline import forecast, journal, prefetch
from gan_core.pipeline.raster_step import RasterStep
from gan_core.raster.rollback import roll_back, savepoint
from gan_core.raster.sink import RasterSink
from gan_core.worker import JobReport

SIDE = 720
pytestmark = pytest.mark.usefixtures("one_thread")
"""Pixels: 5 x 5 tiles of the smallest size."""
ROOT = Path(__file__).resolve().parents[2]
KILLER = """
import json, os, random, signal, sys, time
import torch
from gan_core.api import jobs; from gan_core import tasks
from gan_core.commandline import TerminalReport
from gan_core.pipeline import journal
from gan_core.pipeline.outputs import Outputs
torch.set_num_threads(1)
journal.EVERY = journal.DEAREST = 0
write = Outputs.write
def slow(self, *arguments):
    time.sleep(0.06)
    write(self, *arguments)
Outputs.write = slow
for seed, values in enumerate(json.loads(sys.argv[1])):
    chance, kills, code = random.Random(seed), 0, None
    while code is None:
        child = os.fork()
        if child == 0:
            tasks.run(jobs.from_dict(values), TerminalReport(quiet=False))
            sys.stderr.flush()
            os._exit(0)
        if kills < 3:
            time.sleep(chance.uniform(0.05, 0.6))
            os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
        code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else None
        kills += code is None
    print(json.dumps([code, kills]), flush=True)
"""


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


class StopsAt(Log):
    """Raises an error when so many tiles have been looked at."""

    def __init__(self, tiles: int, error: BaseException) -> None:
        super().__init__()
        self.tiles, self.error = tiles, error

    def progress(self, share: float) -> None:
        super().progress(share)
        time.sleep(0.01)  # what was handed to the writer is written
        if len(self.shares) > self.tiles:
            raise self.error


@pytest.fixture
def at_once(monkeypatch):
    """The journal is kept from the first tile on."""
    monkeypatch.setattr(journal, "EVERY", 0)
    monkeypatch.setattr(journal, "DEAREST", 0)


@pytest.fixture
def source(tmp_path) -> Path:
    return write(tmp_path / "in.tif", smooth("uint8", 3, SIDE, SIDE))


def masked(path: Path) -> Path:
    write(path, smooth("uint16", 3, SIDE, SIDE))
    gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES")
    dataset = gdal.Open(str(path), gdal.GA_Update)
    dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
    valid = np.full((SIDE, SIDE), 255, np.uint8)
    valid[:250] = valid[:, 510:] = 0
    dataset.GetRasterBand(1).GetMaskBand().WriteArray(valid)
    return path


def same(one: Path, other: Path) -> None:
    """Pixels, mask and what the file says of itself; sizes within a few percent."""
    first, second = gdal.Open(str(one)), gdal.Open(str(other))
    assert (read(first) == read(second)).all()
    masks = [each.GetRasterBand(1).GetMaskBand().ReadAsArray() for each in (first, second)]
    assert (masks[0] == masks[1]).all()
    tags = [each.GetMetadata() for each in (first, second)]
    for each in tags:
        assert float(each.pop("RASTERGAN_SECONDS")) >= 0
        each.pop("RASTERGAN_DATE")
    assert tags[0] == tags[1]
    assert first.GetMetadata("IMAGE_STRUCTURE") == second.GetMetadata("IMAGE_STRUCTURE")
    bands = [each.GetRasterBand(1) for each in (first, second)]
    assert bands[0].GetOverviewCount() == bands[1].GetOverviewCount()
    for level in range(bands[0].GetOverviewCount()):
        smaller = [band.GetOverview(level) for band in bands]
        assert (smaller[0].ReadAsArray() == smaller[1].ReadAsArray()).all()
        assert (smaller[0].GetMaskBand().ReadAsArray() == smaller[1].GetMaskBand().ReadAsArray()).all()
    assert second.GetRasterBand(1).GetNoDataValue() == first.GetRasterBand(1).GetNoDataValue()
    assert other.stat().st_size < 1.1 * one.stat().st_size + 20000


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_at_random_moments(tmp_path, models):
    """Five rasters, each killed three times: bytes, floats with nodata, a mask and trust, cleaned first, a PNG."""
    holed = values("float32", 1, SIDE, SIDE)
    holed[:, 100:450, 50:500] = -9999
    cases = {
        "bytes.tif": (write(tmp_path / "bytes.in", smooth("uint8", 3, SIDE, SIDE)), {}),
        "floats.tif": (write(tmp_path / "floats.in", holed, nodata=-9999), {}),
        "masked.tif": (masked(tmp_path / "masked.in"), {"trust": "trust.tif", "doubtful": "nodata"}),
        "cleaned.tif": (write(tmp_path / "small.in", smooth("uint8", 1, 300, 300)), {"enhance": True, "noise": 2.0}),
        "picture.png": (tmp_path / "bytes.in", {}),
    }
    (tmp_path / "whole").mkdir()
    (tmp_path / "cut").mkdir()
    asked = []
    for name, (path, fields) in cases.items():
        for folder in ("whole", "cut"):
            more = {**fields, "trust": str(tmp_path / folder / "trust.tif")} if "trust" in fields else fields
            job = raster.UpscaleJob(
                str(path), str(tmp_path / folder / name), model="same-x2", tile_size=64, models=(models,), **more
            )
            if folder == "cut":
                asked.append(jobs.to_dict(job))
            else:
                tasks.run(job, Log())
    done = subprocess.run(
        [sys.executable, "-c", KILLER, json.dumps(asked)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [code for code, _ in found] == [0] * len(cases)
    assert sum(kills for _, kills in found) >= 2 * len(cases), found
    assert done.stderr.count("resuming at") >= 2, done.stderr  # when a kill comes is up to the machine
    assert names(tmp_path / "cut") == names(tmp_path / "whole")
    for name in ("trust.tif", *cases):
        same(tmp_path / "whole" / name, tmp_path / "cut" / name)


def test_a_run_killed_while_it_tried_its_format_leaves_nothing_for_ever(tmp_path, upscale, source):
    (tmp_path / ".out.tif.4711.part.trial" / "files").mkdir(parents=True)
    (tmp_path / ".other.tif.4711.part.trial").mkdir()
    upscale(source, model="same-x2", tile_size=64)
    assert [name for name in names(tmp_path) if name.startswith(".")] == [".other.tif.4711.part.trial"]


def test_a_failure_keeps_what_is_finished(tmp_path, upscale, source, at_once):
    whole, expected = upscale(source, "whole.tif", model="same-x2", tile_size=64)
    log = StopsAt(12, OSError("the drive is gone"))
    with pytest.raises(OSError, match="gone"):
        upscale(source, model="same-x2", tile_size=64, log=log)
    share = dict(log.notes)["part-kept"]["share"]
    assert 0.2 < share < 0.6
    assert not (tmp_path / "out.tif").exists()
    log = Log()
    made, results = upscale(source, model="same-x2", tile_size=64, log=log)
    assert dict(log.notes)["going-on"]["share"] == share == log.shares[0]
    assert log.shares == sorted(log.shares)
    assert results["INPUT_GRID_ERROR"] == expected["INPUT_GRID_ERROR"]
    assert (read(made) == read(whole)).all()
    assert names(tmp_path) == ["in.tif", "out.tif", "whole.tif"]


def test_figures_of_both_runs_are_told(tmp_path, upscale, source, at_once):
    array = smooth("uint8", 3, SIDE, SIDE)
    array[:, :300] = 120
    write(source, array)
    fields = {"model": "same-x2", "tile_size": 64}
    expected = upscale(source, "whole.tif", trust=str(tmp_path / "whole.trust.tif"), **fields)[1]
    fields["trust"] = str(tmp_path / "trust.tif")
    assert 5 < expected["TRUSTED"] < 95
    with pytest.raises(OSError, match="gone"):
        upscale(source, log=StopsAt(12, OSError("gone")), **fields)
    found = upscale(source, **fields)[1]
    assert (found["TRUSTED"], found["INPUT_GRID_ERROR"]) == (expected["TRUSTED"], expected["INPUT_GRID_ERROR"])


@pytest.mark.parametrize("what", ["field", "input", "begin anew", "journal", "staged"])
def test_another_run_begins_anew(tmp_path, upscale, source, at_once, what):
    fields = {"model": "same-x2", "tile_size": 64}
    with pytest.raises(OSError, match="gone"):
        upscale(source, log=StopsAt(12, OSError("gone")), **fields)
    output = tmp_path / "out.tif"
    if what == "field":
        fields["creation_options"] = ("COMPRESS=DEFLATE",)
    elif what == "input":
        write(source, 255 - smooth("uint8", 3, SIDE, SIDE))
    elif what == "begin anew":
        fields["resume"] = False
    elif what == "journal":
        journal_path(output).write_text('{"facts": ')
    else:
        find_resumable(output).path.write_bytes(b"no TIFF")
    log = Log()
    made, _ = upscale(source, log=log, **fields)
    assert "going-on" not in dict(log.notes)
    assert ("begins-anew" in dict(log.notes)) == (what != "begin anew")
    assert (read(made)[:, ::2, ::2] == read(gdal.Open(str(source)))).all()
    assert names(tmp_path) == ["in.tif", "out.tif"]


@pytest.mark.parametrize("error", [Cancelled(), KeyboardInterrupt()])
def test_cancelling_leaves_nothing(tmp_path, upscale, source, at_once, error):
    with pytest.raises(type(error)):
        upscale(source, model="same-x2", tile_size=64, log=StopsAt(12, error))
    assert names(tmp_path) == ["in.tif"]


def test_ended_while_held_or_by_a_worker_that_leaves(tmp_path, upscale, source, at_once):
    with pytest.raises(RasterGanError, match=r"Ended at \d+%. What is finished is kept in .*: run the same again"):
        upscale(source, model="same-x2", tile_size=64, log=StopsAt(12, Interrupted()))
    assert find_resumable(tmp_path / "out.tif").share > 0.2
    discard(raster.UpscaleJob(str(source), str(tmp_path / "out.tif")))
    assert names(tmp_path) == ["in.tif"]


def test_a_short_run_keeps_nothing(tmp_path, upscale, source):
    for error in (OSError("gone"), Interrupted()):
        with pytest.raises(type(error)):
            upscale(source, model="same-x2", tile_size=64, log=StopsAt(12, error))
        assert names(tmp_path) == ["in.tif"]


@pytest.mark.parametrize("options", [("COMPRESS=JPEG", "JPEG_QUALITY=91"), ("TILED=NO",)])
def test_what_can_not_be_gone_on_with_is_not_kept(tmp_path, upscale, source, at_once, options):
    """GDAL forgets a JPEG's quality; strips are shared by the tiles of a row, and written again with each."""
    with pytest.raises(OSError, match="gone"):
        upscale(
            source,
            model="same-x2",
            tile_size=64,
            creation_options=options,
            log=StopsAt(15, OSError("gone")),
        )
    assert names(tmp_path) == ["in.tif"]


def test_two_runs_on_one_output(tmp_path, upscale, source, at_once):
    class Second(Log):
        def progress(self, share: float) -> None:
            super().progress(share)
            if len(self.shares) == 12:
                with pytest.raises(RasterGanError, match="another run is writing .*out.tif at this moment"):
                    upscale(source, model="same-x2")
                discard(raster.UpscaleJob(str(source), str(tmp_path / "out.tif")))  # as whoever kills the second does

    made, _ = upscale(source, model="same-x2", tile_size=64, log=Second())
    assert (read(made)[:, ::2, ::2] == read(gdal.Open(str(source)))).all()
    with output_lock([str(tmp_path / "out.tif")]), pytest.raises(RasterGanError, match="another run"):
        upscale(source, "other.tif", model="same-x2", trust=str(tmp_path / "out.tif"))
    assert names(tmp_path) == ["in.tif", "out.tif"]


def test_a_folder_that_becomes_read_only_meanwhile(tmp_path, upscale, source, monkeypatch):
    """Nothing can be removed there: what is said is what went wrong first, and a warm worker is free for the next job."""

    def refused(path, missing_ok=False):
        raise PermissionError(13, "Permission denied", str(path))

    class Closing(StopsAt):
        def progress(self, share: float) -> None:
            if len(self.shares) == self.tiles:
                closed.setattr(Path, "unlink", refused)
            super().progress(share)

    with monkeypatch.context() as closed, pytest.raises(OSError, match="gone"):
        upscale(source, model="same-x2", tile_size=64, log=Closing(12, OSError("gone")))
    upscale(source, model="same-x2", tile_size=64)
    assert names(tmp_path) == ["in.tif", "out.tif"]


def test_an_input_that_is_replaced_meanwhile(tmp_path, upscale, source, at_once):
    class Replacing(Log):
        def progress(self, share: float) -> None:
            super().progress(share)
            if len(self.shares) == 12:
                write(tmp_path / "new.tif", smooth("uint8", 3, SIDE, SIDE)).replace(source)

    with pytest.raises(RasterGanError, match=r"INPUT: in.tif was replaced, changed or removed during the run"):
        upscale(source, model="same-x2", tile_size=64, log=Replacing())
    assert names(tmp_path) == ["in.tif"]


def test_a_full_disk_in_the_middle(tmp_path, models, source):
    """A limit on a file's size is as near to it as a test comes without a disk of its own."""
    code = (
        "import sys, time, torch; from gan_core.pipeline import journal; journal.EVERY = journal.DEAREST = 0\n"
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, resource.RLIM_INFINITY))\n"
        "from gan_core.commandline import main; status = main(sys.argv[1:])\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))\n"
        "print('FIRST', status); sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", code, "upscale", source, tmp_path / "out.tif", "--model", "same-x2"]
    command += ["--models", models, "--tile-size", "64", "--not-job-file", "--creation-options", "COMPRESS=NONE"]
    done = subprocess.run(list(map(str, command)), cwd=ROOT, capture_output=True, text=True, check=False)
    assert "FIRST 1" in done.stdout
    assert "could not be written" in done.stderr
    assert "is finished and kept in" in done.stderr
    assert "resuming at" in done.stderr
    assert done.returncode == 0, done.stderr
    assert (read(gdal.Open(str(tmp_path / "out.tif")))[:, ::2, ::2] == read(gdal.Open(str(source)))).all()
    assert names(tmp_path) == ["in.tif", "out.tif"]


def test_a_drive_that_stalls(tmp_path, upscale, source, monkeypatch):
    monkeypatch.setattr(prefetch, "STALLED", 0.2)
    monkeypatch.setattr(prefetch, "LOOK", 0.05)
    honest, calls = RasterSink.write, []

    def stalls(self, *arguments):
        calls.append(1)
        if len(calls) == 5:
            time.sleep(1)
        honest(self, *arguments)

    monkeypatch.setattr(RasterSink, "write", stalls)
    log = Log()
    made, _ = upscale(source, model="same-x2", tile_size=64, log=log)
    assert [values["name"] for code, values in log.notes if code == "drive-waits"] == ["out.tif"]
    assert (read(made)[:, ::2, ::2] == read(gdal.Open(str(source)))).all()


@pytest.mark.parametrize("options", [[], ["BIGTIFF=YES"], ["ENDIANNESS=BIG"], ["INTERLEAVE=PIXEL"]])
@pytest.mark.parametrize("tags", [False, True])
def test_a_file_is_taken_back_to_a_moment(tmp_path, options, tags):
    """Whatever came after it: other tiles, the same again, overviews, tags, which GDAL puts at the end with a new directory."""
    path, array = tmp_path / "a.tif", values("uint8", 2, 700, 600)
    create = gdal.GetDriverByName("GTiff").Create
    dataset = create(
        str(path), 600, 700, 2, gdal.GDT_Byte, ["COMPRESS=DEFLATE", "SPARSE_OK=TRUE", "TILED=YES", *options]
    )
    dataset.WriteArray(array[:, :256], 0, 0)
    dataset = None
    before, moment = path.read_bytes(), savepoint(path)
    dataset = gdal.Open(str(path), gdal.GA_Update)
    dataset.WriteArray(array[:, 256:], 0, 256)
    if tags:
        dataset.SetMetadataItem("WHEN", "later")
        dataset.BuildOverviews("AVERAGE", [2, 4])
    dataset = None
    assert path.read_bytes()[: len(before)] != before
    roll_back(path, moment)
    dataset = gdal.Open(str(path))
    assert (read(dataset)[:, :256] == array[:, :256]).all()
    assert dataset.GetRasterBand(2).GetDataCoverageStatus(0, 512, 600, 188)[1] == 0
    assert dataset.GetMetadataItem("WHEN") is None
    assert dataset.GetRasterBand(1).GetOverviewCount() == 0
    assert path.stat().st_size == len(before)
    dataset = None
    path.write_bytes(before[:-100])
    with pytest.raises(ValueError, match="shorter"):
        roll_back(path, moment)


def test_the_forecast_and_the_time_left(tmp_path, upscale, monkeypatch):
    """Tiles that take the same each, three rows of five empty: both are right from the first tenth on."""
    array = smooth("uint8", 1, SIDE, SIDE)
    array[:, :432] = 0
    honest, log, moments, clock = RasterStep.__call__, Log(), [], [0.0]

    def slow(step, tile):
        clock[0] += 0.1 if tile.valid.any() else 0.005
        return honest(step, tile)

    monkeypatch.setattr(RasterStep, "__call__", slow)
    monkeypatch.setattr("gan_core.pipeline.forecast.time", SimpleNamespace(monotonic=lambda: clock[0]))
    log.progress = lambda share: moments.append((clock[0], share))
    _, results = upscale(write(tmp_path / "in.tif", array, nodata=0), model="same-x2", tile_size=64, log=log)
    found = dict(log.notes)["forecast"]
    took = moments[-1][0] - moments[0][0]
    assert 0.9 * took < found["seconds"] < 1.1 * took, (found, took)
    assert found["disk"].endswith("MB")
    assert [share for _, share in moments] == sorted(share for _, share in moments)
    (began, first), tenth = moments[0], next(one for one in moments if one[1] >= 0.1)
    guess = (tenth[0] - began) / (tenth[1] - first)
    assert 0.8 * took < guess < 1.2 * took, (guess, took)


def test_spans():
    assert [forecast.span(seconds) for seconds in (3.4, 200, 7260)] == ["3 s", "3 min 20 s", "2 h 1 min"]


def test_a_held_job_that_is_cancelled_keeps_its_part():
    """QGIS asks to cancel what runs before it closes; whoever held a job first wants to go on later."""
    for words, kind in ((("pause", "cancel"), Interrupted), (("pause", "resume", "cancel"), Cancelled)):
        report = JobReport("a", lambda *_, **__: None)
        for word in words:
            report.control(word)
        with pytest.raises(Cancelled) as caught:
            report.check()
        assert type(caught.value) is kind


def classified(folder: Path, output: Path, log: Log, **fields) -> dict:
    job = ClassifyJob(
        str(folder / "scene.tif"), str(output), model="cover", models=(str(folder),), tile_size=64, **fields
    )
    return tasks.run(job, log)


def test_a_map_goes_on_where_it_was_broken_off(tmp_path, at_once):
    """The classes, the confidence and the count of both runs, and what the whole will take."""
    scene(tmp_path / "scene.tif")
    write_labels(tmp_path / "labels.gpkg", some())
    train(tmp_path)
    whole, log = tmp_path / "whole.tif", Log()
    expected = classified(tmp_path, whole, log, confidence=str(tmp_path / "whole.confidence.tif"))
    assert "forecast" in dict(log.notes)
    output, confidence = tmp_path / "map.tif", tmp_path / "map.confidence.tif"
    with pytest.raises(OSError, match="gone"):
        classified(tmp_path, output, StopsAt(4, OSError("gone")), confidence=str(confidence))
    assert not output.exists()
    log = Log()
    results = classified(tmp_path, output, log, confidence=str(confidence))
    assert 0 < dict(log.notes)["going-on"]["share"] < 1
    assert results["CLASSES"] == expected["CLASSES"]
    assert (read(gdal.Open(str(output))) == read(gdal.Open(str(whole)))).all()
    assert (read(gdal.Open(str(confidence))) == read(gdal.Open(str(tmp_path / "whole.confidence.tif")))).all()
    assert not [name for name in names(tmp_path) if "unfinished" in name]


def test_a_detection_goes_on_where_it_was_broken_off(tmp_path, at_once):
    path = random_detector(tmp_path / "models", classes=2)
    scene, _ = discs(tmp_path / "scene.tif", 3, side=350)

    def detected(output: Path, log: Log) -> list:
        tasks.run(DetectJob(str(scene), str(output), model=str(path), score=0.0, tile_size=64), log)
        return found_in(str(output))

    expected = detected(tmp_path / "whole.gpkg", Log())
    output, log = tmp_path / "out.gpkg", Log()
    with pytest.raises(OSError, match="gone"):
        detected(output, StopsAt(12, OSError("gone")))
    objects = detected(output, log)
    assert 0 < dict(log.notes)["going-on"]["share"] < 1
    assert len(objects) == len(expected) > 100
    for (box, name, score), (other, other_name, other_score) in zip(objects, expected):
        assert (box == other).all()
        assert (name, score) == (other_name, other_score)
    assert names(tmp_path) == ["models", "out.gpkg", "scene.tif", "whole.gpkg"]


@pytest.mark.parametrize(
    "job",
    [
        lambda path: jobs.JoinJob(path),
        lambda path: ClassifyJob("in.tif", path),
        lambda path: DetectJob("in.tif", path),
        lambda path: jobs.GenerateJob(model="any", output=path),
        lambda path: jobs.MakeTilesJob("in.tif", path),
        lambda path: jobs.EvaluateJob("in.tif", shares=path),
    ],
    ids=["join", "classify", "detect", "generate", "maketiles", "evaluate"],
)
def test_what_another_run_writes_is_left_alone(tmp_path, job):
    """Said before anything is read."""
    with output_lock([str(tmp_path / "out.tif")]), pytest.raises(RasterGanError, match="another run is writing"):
        tasks.run(job(str(tmp_path / "out.tif")), Log())
    assert names(tmp_path) == []
