"""A raster in parts: joined they are the file that one run makes, on any queue and on a Dask cluster that loses a worker."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from makers import Log, read, smooth, values, write
from osgeo import gdal

from gan_core import tasks
from gan_core.api import jobs
from gan_core.api.errors import Cancelled, RasterGanError
from gan_core.api.jobs.parts import JoinJob
from gan_core.api.jobs.raster import EnhanceJob, RepeatJob, UpscaleJob
from gan_core.api.resume import remove_staged
from gan_core.commandline import main
from gan_core.tasks import cluster
from gan_core.tiling.plan import STEP, Plan
from gan_core.tiling.window import Window

LATER = ("RASTERGAN_DATE", "RASTERGAN_SECONDS")
PARTS = 3
pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture
def source(tmp_path) -> Path:
    """Four or five rows of tiles."""
    return write(tmp_path / "in.tif", smooth("uint8", 3, 560, 90), options=["PHOTOMETRIC=RGB"])


@pytest.fixture
def job(tmp_path, models, source):
    """A job on `source`, with the fields that a test gives it."""

    def make(output: str = "out.tif", kind=UpscaleJob, **fields):
        fields = {"model": "same-x2", "models": (models,), "tile_size": 64, **fields}
        return kind(input=str(source), output=str(tmp_path / output), **fields)

    return make


def make_parts(job, count: int = PARTS, numbers=None) -> None:
    for number in numbers or range(1, count + 1):
        tasks.run(jobs.from_dict({**jobs.to_dict(job), "part": f"{number}/{count}"}), Log())


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def described(dataset: gdal.Dataset) -> dict:
    """All of a raster but its pixels and when it was made."""
    bands = [dataset.GetRasterBand(number + 1) for number in range(dataset.RasterCount)]
    return {
        "tags": {name: value for name, value in dataset.GetMetadata().items() if name not in LATER},
        "structure": dataset.GetMetadata("IMAGE_STRUCTURE"),
        "place": (dataset.GetGeoTransform(), dataset.GetProjection(), dataset.RasterXSize, dataset.RasterYSize),
        "bands": [(band.DataType, band.GetDescription(), band.GetNoDataValue(), band.GetMaskFlags()) for band in bands],
        "blocks": [(band.GetBlockSize(), band.GetColorInterpretation()) for band in bands],
    }


def assert_same(one: str | Path, other: str | Path) -> None:
    one, other = gdal.Open(str(one)), gdal.Open(str(other))
    assert described(one) == described(other)
    np.testing.assert_array_equal(read(one), read(other))
    for number in range(1, one.RasterCount + 1):
        bands = [dataset.GetRasterBand(number) for dataset in (one, other)]
        np.testing.assert_array_equal(*(band.GetMaskBand().ReadAsArray() for band in bands))
        assert bands[0].GetOverviewCount() == bands[1].GetOverviewCount()
        for level in range(bands[0].GetOverviewCount()):
            np.testing.assert_array_equal(*(band.GetOverview(level).ReadAsArray() for band in bands))


def masked(path: Path) -> None:
    gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES")
    dataset = gdal.Open(str(path), gdal.GA_Update)
    dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
    mask = np.full((dataset.RasterYSize, dataset.RasterXSize), 255, np.uint8)
    mask[100:180, 20:60] = 0
    dataset.GetRasterBand(1).GetMaskBand().WriteArray(mask)


CASES = {
    "x2, 8 bits, a mask, trust": (UpscaleJob, "uint8", None, {"model": "rough-x2", "trust": "yes"}),
    "x2, some of it trusted": (UpscaleJob, "uint8", None, {"model": "same-x2", "trust": "yes"}),
    "x4, 16 bits, nodata": (UpscaleJob, "uint16", 120, {"model": "rough-x4", "strength": 0.0}),
    "x1, doubtful pixels become nodata": (EnhanceJob, "int16", 60, {"model": "rough-x1", "doubtful": "nodata"}),
    "x1, floats, an extent, options": (
        EnhanceJob,
        "float32",
        None,
        {"model": "enhance-band", "extent": (440740.0, 3751320.7 - 530 * 30.3, 442100.0, 3751300.0)},
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_joined_parts_are_the_whole(tmp_path, models, case):
    kind, dtype, nodata, fields = CASES[case]
    scene = smooth(dtype, 3, 560, 90)
    if "trusted" in case:
        scene //= 40
    path = write(tmp_path / "in.tif", scene, nodata, options=["PHOTOMETRIC=RGB"])
    if dtype == "uint8":
        masked(path)
    results = {}
    for name in ("whole", "out"):
        given = {**fields, "trust": str(tmp_path / f"{name}.trust.tif") if "trust" in fields else ""}
        options = ("COMPRESS=JPEG" if dtype == "uint8" else "COMPRESS=DEFLATE",)
        job = kind(
            input=str(path),
            output=str(tmp_path / f"{name}.tif"),
            models=(models,),
            tile_size=64,
            creation_options=options,
            **given,
        )
        if name == "whole":
            results[name] = tasks.run(job, Log())
            continue
        make_parts(job)
        assert not (tmp_path / "out.tif").exists()
        results[name] = tasks.run(JoinJob(str(tmp_path / "out.tif")), Log())
    assert_same(tmp_path / "whole.tif", tmp_path / "out.tif")
    if "trust" in fields:
        assert_same(tmp_path / "whole.trust.tif", tmp_path / "out.trust.tif")
    told = [{**one, "SECONDS": 0, "MEGAPIXELS_PER_SECOND": 0} for one in results.values()]
    again = [one.pop("RESEEN_ERROR") for one in told]  # sums of tiles are added in another order
    assert again[1:] == pytest.approx([again[0]] * (len(again) - 1), rel=1e-12)
    for one, name in zip(told, results):
        one.update(OUTPUT="", TRUST="", TAGS={k: v for k, v in one["TAGS"].items() if k not in LATER})
        one["TRUST_TAGS"] = {k: v for k, v in one.get("TRUST_TAGS", {}).items() if k not in LATER}
        assert results[name]["SECONDS"] > 0
        assert "trusted" not in case or 1 < results[name]["TRUSTED"] < 99
    assert told[0] == told[1]
    files = [json.loads((tmp_path / f"{name}.tif.json").read_text().replace("whole", "out")) for name in results]
    for one in files:
        one["tags"] = {k: v for k, v in one["tags"].items() if k not in LATER}
    assert files[0] == files[1]
    assert not [name for name in names(tmp_path) if "part" in name]


@given(st.integers(1, 3000), st.integers(1, 300), st.integers(0, 40), st.sampled_from([64, 96, 384]), st.data())
@settings(max_examples=100, deadline=None)
def test_parts_have_the_tiles_of_the_whole(height, width, halo, size, data):
    plan = Plan.of(Window(7, 11, width, height), halo, size)
    count = data.draw(st.integers(1, plan.rows))
    parts = [plan.part(number, count) for number in range(1, count + 1)]
    assert [core for part in parts for core in part] == list(plan)
    assert sum(len(part) for part in parts) == len(plan)
    assert sum(part.area.height for part in parts) == height
    assert all((part.area.row - plan.area.row) % STEP == 0 for part in parts)  # no block of 8 x 8 is cut
    assert max(part.rows for part in parts) - min(part.rows for part in parts) <= 1


def test_one_thread_gives_the_bits_of_two(upscale, source):
    made = []
    for threads in (1, 2):
        torch.set_num_threads(threads)
        made.append(read(upscale(source, f"{threads}.tif", model="rough-x2")[0]))
    assert (made[0] == made[1]).all()


def test_a_part_can_be_repeated(tmp_path, job):
    make_parts(job())
    part = tmp_path / "out.tif.part-2-of-3.tif"
    pixels = read(gdal.Open(str(part)))
    part.unlink()
    tasks.run(RepeatJob(f"{part}.json"), Log())
    assert (read(gdal.Open(str(part))) == pixels).all()
    tasks.run(JoinJob(str(tmp_path / "out.tif")), Log())
    assert gdal.Open(str(tmp_path / "out.tif")).RasterYSize == 1120


def test_the_command_line(tmp_path, models, source, capsys):
    for part in ("1/2", "2/2"):
        command = ["upscale", str(source), str(tmp_path / "out.tif"), "--model", "same-x2", "--models", models]
        assert main([*command, "--tile-size", "64", "--part", part, "--json"]) == 0
    capsys.readouterr()
    assert main(["join", str(tmp_path / "out.tif"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["HEIGHT"] == 1120


@pytest.mark.parametrize("part", ["0/3", "4/3", "3", "a/b", "-1/3", "1/0", "1/3/5"])
def test_a_part_that_cannot_be(part):
    with pytest.raises(RasterGanError, match="PART: expected I/N, part I of N"):
        UpscaleJob("a", "b", part=part)


def test_what_cannot_go_together(tmp_path, job):
    with pytest.raises(RasterGanError, match="PART: expected one of PART and DASK"):
        job(part="1/2", dask="local")
    with pytest.raises(RasterGanError, match="ENHANCE: .* can't be done in parts"):
        job(part="1/2", enhance=True)
    with pytest.raises(RasterGanError, match="PART: expected at most 4 parts, .* got 9"):
        tasks.run(job(part="1/9"), Log())
    with pytest.raises(RasterGanError, match="OUTPUT: expected a file other than the input"):
        tasks.run(job("in.tif", part="1/2"), Log())
    assert names(tmp_path) == ["in.tif"]


def refused(output: Path, words: str) -> None:
    """Joining says why not, and leaves everything as it was."""
    before = names(output.parent)
    with pytest.raises(RasterGanError, match=words):
        tasks.run(JoinJob(str(output)), Log())
    assert names(output.parent) == before


def test_parts_that_are_missing(tmp_path, job):
    output = tmp_path / "out.tif"
    refused(output, r"PARTS: expected parts called out.tif.part-I-of-N.tif in .*, there are none")
    make_parts(job(), numbers=[1, 3])
    refused(output, r"PARTS: 1 are missing in .*: 2/3\. Make these")
    make_parts(job(), numbers=[2])
    (tmp_path / "out.tif.part-3-of-3.tif").unlink()
    refused(output, r"PARTS: 1 are missing in .*: 3/3\. Make these")
    make_parts(job(), 2, numbers=[1])
    refused(output, "PARTS: expected parts of one N, parts of out.tif are there for N = 2, 3")


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"model": "same-x4"}, "RASTERGAN_MODEL"),
        ({"strength": 0.25}, "RASTERGAN_PARAMETERS"),
        ({"extent": (440720, 3740000, 442100, 3751300)}, "RASTERGAN_PARAMETERS"),
    ],
)
def test_parts_of_different_jobs(tmp_path, job, fields, what):
    make_parts(job(), 2, [1])
    make_parts(job(**fields), 2, [2])
    refused(tmp_path / "out.tif", f"PARTS: .*part-2-of-2.tif does not belong to .*part-1-of-2.tif: .* differ in {what}")


def test_parts_with_trust_and_without(tmp_path, job):
    make_parts(job(), 2, [1])
    make_parts(job(trust=str(tmp_path / "trust.tif")), 2, [2])
    refused(tmp_path / "out.tif", "does not belong to .* differ in trust")


def test_parts_of_different_inputs(tmp_path, job, source):
    make_parts(job(), 2, [1])
    write(source, smooth("uint8", 3, 560, 90)[:, ::-1].copy(), options=["PHOTOMETRIC=RGB"])
    make_parts(job(), 2, [2])
    refused(tmp_path / "out.tif", "does not belong to .* differ in RASTERGAN_INPUT_")
    make_parts(job(), 2, [1])
    write(source, values("uint8", 3, 560, 90), options=["PHOTOMETRIC=RGB"])
    refused(tmp_path / "out.tif", "does not belong to .*in.tif: they differ in RASTERGAN_INPUT_SHA256")


def test_a_part_that_is_damaged_or_of_another_raster(tmp_path, job):
    output, part = tmp_path / "out.tif", tmp_path / "out.tif.part-2-of-3.tif"
    make_parts(job())
    make_parts(job("other.tif", strength=0.0))
    whole = part.read_bytes()
    part.write_bytes(whole[: len(whole) // 2])
    refused(output, r"PARTS: .*part-2-of-3.tif can't be read .* Delete it and make this part again")
    shutil.copy(tmp_path / "other.tif.part-2-of-3.tif", part)
    refused(output, r"PARTS: .*part-2-of-3.tif does not belong to .*part-2-of-3.tif.json: .*RASTERGAN_PARAMETERS")
    shutil.copy(tmp_path / "out.tif.part-3-of-3.tif", part)
    refused(output, r"PARTS: .*part-2-of-3.tif does not belong to .*part-2-of-3.tif.json: .*size")
    part.write_bytes(whole)
    record = Path(f"{part}.json")
    for text in ("{", "[]", "{}", record.read_text().replace('"scale": 2', '"scale": "2"')):
        record.write_text(text)
        refused(output, r"PARTS: .*part-2-of-3.tif.json can't be read .* make this part again")


def test_an_input_that_has_moved(tmp_path, job, source):
    make_parts(job())
    source.rename(tmp_path / "moved.tif")
    refused(tmp_path / "out.tif", "INPUT: expected a raster that GDAL can open")
    tasks.run(JoinJob(str(tmp_path / "out.tif"), str(tmp_path / "moved.tif")), Log())
    assert (tmp_path / "out.tif").exists()


# ---------------------------------------------------------------------------------------------------------------- Dask


@pytest.fixture(scope="module")
def workers():
    """Two Dask workers on this computer."""
    from distributed import LocalCluster

    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs=50,
    ) as made:
        yield made


class Meddling(Log):
    """Does something once a share of the job is done."""

    def __init__(self, share: float, act) -> None:
        super().__init__()
        self.share, self.act = share, act

    def check(self) -> None:
        if self.act and self.shares and self.shares[-1] >= self.share:
            act, self.act = self.act, None
            act()


def test_a_lost_worker_costs_only_its_part(tmp_path, job, workers):
    """It is killed with the first of five parts made, and the output is that of one computer."""
    from distributed import Client

    (tmp_path / ".out.tif.part-1-of-5.tif.99999.part.tif").touch()  # of a worker that was lost before
    with Client(workers) as client:
        pids = client.run(os.getpid)
        log = Meddling(0.2, lambda: os.kill(next(iter(pids.values())), signal.SIGKILL))
        fields = {"model": "rough-x4", "trust_passes": 4}
        tasks.run(job(dask=workers.scheduler_address, trust=str(tmp_path / "trust.tif"), **fields), log)
        assert log.act is None
        assert set(client.run(os.getpid).values()) != set(pids.values())
    assert log.shares == sorted(log.shares)
    assert log.shares[-1] == 1
    tasks.run(job("whole.tif", trust=str(tmp_path / "whole.trust.tif"), **fields), Log())
    assert_same(tmp_path / "whole.tif", tmp_path / "out.tif")
    assert_same(tmp_path / "whole.trust.tif", tmp_path / "trust.tif")
    assert not [name for name in names(tmp_path) if "part" in name]


class Lost:
    """A future whose result lay on a worker that is gone when somebody first asks; it is computed again."""

    def __init__(self) -> None:
        self.statuses = iter(["lost", "lost", "finished"])
        self.status = "pending"

    def done(self) -> bool:
        self.status = next(self.statuses)
        return self.status == "finished"

    def exception(self) -> None: ...

    def result(self) -> dict:
        return {}


def test_a_result_that_is_lost_is_waited_for(monkeypatch):
    monkeypatch.setattr(cluster, "POLL_SECONDS", 0)
    client = SimpleNamespace(status="running", scheduler_info=lambda n_workers: {"workers": {"one": {}}})
    run = cluster.ClusterRun(None, client, None, 1, Log())
    run._wait({Lost(): 1})
    assert run.shares == {1: 1.0}
    assert not run.failures


def test_cancelled_and_gone_on_with(tmp_path, job, workers):
    """Parts that are finished are kept, those that were begun leave nothing, and the same job takes up the finished ones."""

    def cancel() -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        tasks.run(job(dask=workers.scheduler_address, model="rough-x4"), Meddling(0.3, cancel))
    end = time.monotonic() + 20
    while any(name.startswith(".") for name in names(tmp_path)) and time.monotonic() < end:
        time.sleep(0.1)
    kept = [name for name in names(tmp_path) if name.endswith(".tif") and name != "in.tif"]
    assert kept
    assert len(kept) < 5
    assert not [name for name in names(tmp_path) if name.startswith(".")]
    stamps = {name: (tmp_path / name).stat().st_mtime_ns for name in kept}
    log = Meddling(0.94, lambda: stamps.update({name: 0 for name in kept if not unchanged(tmp_path / name, stamps)}))
    tasks.run(job(dask=workers.scheduler_address, model="rough-x4"), log)
    assert ("parts-kept", {"done": len(kept)}) in log.notes
    assert all(stamps.values())
    tasks.run(job("whole.tif", model="rough-x4"), Log())
    assert_same(tmp_path / "whole.tif", tmp_path / "out.tif")


def test_a_worker_hears_that_its_part_is_no_longer_wanted(workers):
    from distributed import Client, Event

    def listening(topic: str) -> bool:
        from gan_core.api.errors import Cancelled
        from gan_core.tasks.cluster import PartReport

        report, end = PartReport(1, topic), time.monotonic() + 20
        while time.monotonic() < end:
            try:
                report.check()
            except Cancelled:
                return True
            time.sleep(0.05)
        return False

    with Client(workers) as client:
        heard = client.submit(listening, "stop-it")
        time.sleep(0.5)
        assert not heard.done()
        Event("stop-it", client=client).set()
        assert heard.result(timeout=30)


def unchanged(path: Path, stamps: dict[str, int]) -> bool:
    return not path.exists() or path.stat().st_mtime_ns == stamps[path.name]


def test_an_error_on_a_worker_is_the_jobs(tmp_path, job, workers, source):
    """The client reads the raster well, a worker finds it damaged."""
    source.write_bytes(source.read_bytes()[:-30000])
    with pytest.raises(RasterGanError, match="INPUT: .* can't be read at column"):
        tasks.run(job(dask=workers.scheduler_address), Log())
    assert not [name for name in names(tmp_path) if name.startswith(".")]


def test_a_scheduler_that_is_not_there(tmp_path, job, monkeypatch):
    monkeypatch.setattr(cluster, "ANSWER_SECONDS", 0.5)
    for address in ("tcp://127.0.0.1:9", "nonsense"):
        with pytest.raises(RasterGanError, match=f"DASK: no scheduler answers at {address} .*Start one"):
            tasks.run(job(dask=address), Log())
    assert names(tmp_path) == ["in.tif"]


@pytest.mark.parametrize("module", ["distributed", "cryptography"])
def test_dask_is_not_installed(job, monkeypatch, module):
    monkeypatch.setitem(sys.modules, module, None)
    if module == "cryptography":
        for name in [name for name in sys.modules if name.startswith("cryptography.")]:
            monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(RasterGanError, match=f"DASK: the Python package {module} is missing for .*pip install"):
        tasks.run(job(dask="local"), Log())


def test_a_cluster_without_workers(job, monkeypatch):
    from distributed import LocalCluster

    monkeypatch.setattr(cluster, "LONELY_SECONDS", 0.5)
    with (
        LocalCluster(n_workers=0, host="127.0.0.1", dashboard_address="127.0.0.1:0", silence_logs=50) as empty,
        pytest.raises(RasterGanError, match="DASK: no worker has been there for .*Start some"),
    ):
        tasks.run(job(dask=empty.scheduler_address), Log())


def test_traces_of_lost_workers_are_removed_and_nothing_else(tmp_path, job):
    for name in (".out.tif.part-1-of-3.tif.77.part.tif", ".out.tif.part-1-of-3.tif.77.part.tif.aux.xml"):
        (tmp_path / name).touch()
    for name in ("out.tif.part-1-of-3.tif", ".other.tif.part-1-of-3.tif.77.part.tif"):
        (tmp_path / name).touch()
    remove_staged(job(dask="local"), 12)
    assert names(tmp_path) == sorted([".other.tif.part-1-of-3.tif.77.part.tif", "in.tif", "out.tif.part-1-of-3.tif"])
