"""No memory at any stage of a verb: a sentence, or the same result with less; `make test-faults` tries every stage."""

from __future__ import annotations

import gc
import threading
from pathlib import Path

import pytest
from makers import make_models, smooth, write
from test_classify import scene, some, train, write_labels
from test_detect import random_detector

from gan_core import tasks
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs import (
    CheckLayerJob,
    ClassifyJob,
    DetectJob,
    EnhanceJob,
    MakeTilesJob,
    UpscaleJob,
)
from gan_core.api.jobs.base import BaseJob
from gan_core.inference.devices import is_out_of_memory
from gan_core.pipeline.prefetch import BackgroundWriter, prefetch
from gan_core.raster import overviews
from tools.faults import memory


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Path:
    """small.tif, the classifier cover, the detector random and the upscaler rough-x2."""
    folder = tmp_path_factory.mktemp("home")
    scene(folder / "scene.tif")
    write_labels(folder / "labels.gpkg", some())
    train(folder)
    random_detector(folder)
    make_models(folder)
    write(folder / "small.tif", smooth("uint8", 3, 40, 48))
    return folder


JOBS = {
    "upscale": lambda small, home, out: UpscaleJob(small, f"{out}/out.tif", model="rough-x2", models=(home,)),
    "enhance": lambda small, home, out: EnhanceJob(small, f"{out}/out.tif", model="rough-x1", models=(home,)),
    "classify": lambda small, home, out: ClassifyJob(small, f"{out}/out.tif", model="cover", models=(home,)),
    "detect": lambda small, home, out: DetectJob(small, f"{out}/out.gpkg", model="random", models=(home,)),
    "checklayer": lambda small, home, out: CheckLayerJob(small, f"{out}/page.html"),
    "maketiles": lambda small, home, out: MakeTilesJob(small, f"{out}/tiles.gpkg", size=32),
}


def job(verb: str, home: Path, out: Path) -> BaseJob:
    return JOBS[verb](f"{home}/small.tif", str(home), out)


@pytest.mark.parametrize("verb", JOBS)
def test_no_memory_at_some_stages(home, tmp_path, verb):
    """A handful; `make test-faults` tries them all."""
    assert memory.starve(job(verb, home, tmp_path), tmp_path, 30).faults == []


def test_a_stage_that_swallows_it_would_be_found(tmp_path, home, monkeypatch):
    from gan_core.pipeline import band_groups

    honest = band_groups.quantize

    def careless(blocks, *rest):
        try:
            return honest(blocks, *rest)
        except MemoryError:
            return blocks * 0

    monkeypatch.setattr(band_groups, "quantize", careless)
    work = job("upscale", home, tmp_path)
    stages = memory.stages_of(lambda: tasks.run(work, memory.Silent()))
    only = [stage for stage in stages if stage.co_name == "quantize"]
    monkeypatch.setattr(memory, "stages_of", lambda run: (run(), only)[1])
    (tmp_path / "out.tif").unlink()
    (tmp_path / "out.tif.json").unlink()
    assert [fault.split(": ")[1] for fault in memory.starve(work, tmp_path).faults] == ["the result differs"]


def test_detect_writes_nothing_when_the_input_has_changed(home, tmp_path, monkeypatch):
    """Once it said so with the layer in its place."""
    from gan_core.pipeline.provenance import Provenance

    def changed(self):
        raise RasterGanError("input-changed", name="small.tif")

    monkeypatch.setattr(Provenance, "check_input", changed)
    with pytest.raises(RasterGanError, match="Nothing was written"):
        tasks.run(job("detect", home, tmp_path), memory.Silent())
    assert list(tmp_path.iterdir()) == []


def test_gdal_without_memory_is_no_damaged_file(tmp_path, upscale, monkeypatch):
    from osgeo import gdal

    path = write(tmp_path / "in.tif", smooth("uint8", 1))

    def full(*_, **__):
        gdal.Error(gdal.CE_Failure, gdal.CPLE_OutOfMemory, "cannot allocate 8 bytes")
        raise RuntimeError("cannot allocate 8 bytes")

    monkeypatch.setattr(gdal.Band, "ReadAsArray", full)
    with pytest.raises(RasterGanError) as error:
        upscale(path)
    assert error.value.code == "out-of-memory"


def test_a_thread_that_ends_without_a_word_is_not_waited_for(monkeypatch):
    """No memory to begin with: reading ahead and writing behind both waited for ever."""
    monkeypatch.setattr(threading.Thread, "run", lambda thread: None)
    with pytest.raises(MemoryError):
        next(prefetch([1, 2]))
    with pytest.raises(MemoryError), BackgroundWriter(print) as write:
        write(1)


def test_no_memory_to_map_a_file_is_known():
    """What safetensors says of it."""
    assert is_out_of_memory(RuntimeError("unable to mmap 748632 bytes from file <x>: Cannot allocate memory (12)"))
    assert is_out_of_memory(RuntimeError("could not create a primitive"))
    assert not is_out_of_memory(RuntimeError("unable to mmap"))


def test_no_memory_for_a_thread_is_said(home, tmp_path, monkeypatch):
    """Python gives no MemoryError for it."""

    def full(self):
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", full)
    with pytest.raises(RasterGanError) as error:
        tasks.run(job("upscale", home, tmp_path), memory.Silent())
    assert error.value.code == "out-of-memory"


@pytest.mark.parametrize(("spare", "error"), [(1 << 60, RasterGanError), (1, SystemError)])
def test_c_code_that_fails_without_a_word(home, tmp_path, monkeypatch, spare, error):
    """It found no memory where there is none, else it is nobody's to guess."""

    def fail(*_):
        raise SystemError("error return without exception set")

    monkeypatch.setattr(tasks, "SPARE", spare)
    monkeypatch.setattr("gan_core.tasks.upscale.run", fail)
    with pytest.raises(error):
        tasks.run(job("upscale", home, tmp_path), memory.Silent())


def test_a_file_that_was_given_up_does_not_come_back(home, tmp_path, monkeypatch):
    """Held by the error's traceback, GDAL closed it late and wrote what belongs beside it."""

    def full(self):
        raise MemoryError

    monkeypatch.setattr(overviews.Overviews, "finish", full)
    with pytest.raises(RasterGanError) as error:
        tasks.run(job("classify", home, tmp_path), memory.Silent())
    del error
    gc.collect()
    assert list(tmp_path.iterdir()) == []
