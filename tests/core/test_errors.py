"""Every error can be said: where it is raised it has what its sentence needs; and memory that runs out is one of them."""

from __future__ import annotations

import ast
import string
from pathlib import Path

import pytest
import torch
from makers import Log, smooth, write
from test_classify import scene, some, train, write_labels
from test_detect import random_detector

from gan_core import tasks
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.assessment import EvaluateJob
from gan_core.api.jobs.classification import ClassifyJob
from gan_core.api.jobs.detection import DetectJob
from gan_core.api.jobs.raster import EnhanceJob, UpscaleJob
from gan_core.api.messages import SENTENCES
from gan_core.networks import build

ROOT = Path(__file__).resolve().parents[2]
Site = tuple[str, str, set[str], bool]


def sites() -> list[Site]:
    """Place, code, names of the values, whether others may come with them, of every `RasterGanError("code", ...)`."""
    every = []
    for path in sorted([*(ROOT / "gan_core").rglob("*.py"), *(ROOT / "plugin").rglob("*.py")]):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if name == "RasterGanError" and node.args and isinstance(node.args[0], ast.Constant):
                names = {keyword.arg for keyword in node.keywords if keyword.arg}
                place = f"{path.relative_to(ROOT)}:{node.lineno}"
                every.append((place, node.args[0].value, names, any(keyword.arg is None for keyword in node.keywords)))
    return every


SITES = sites()


@pytest.mark.parametrize("site", SITES, ids=lambda site: f"{site[0]} {site[1]}")
def test_an_error_has_what_its_sentence_needs(site: Site):
    _, code, names, others = site
    needed = {field for _, field, _, _ in string.Formatter().parse(SENTENCES[code]) if field}
    assert others or needed <= names


def test_every_sentence_is_somebodys():
    """Codes that no line raises are none; some are chosen by name in tables of checks."""
    raised = {code for _, code, _, _ in SITES}
    texts = "".join(
        path.read_text("utf-8") for folder in ("gan_core", "plugin") for path in (ROOT / folder).rglob("*.py")
    )
    assert {code for code in set(SENTENCES) - raised if texts.count(f'"{code}"') < 2} == set()


@pytest.mark.parametrize("bands", [65, 0])
def test_a_network_that_can_not_be_built_is_said(bands):
    with pytest.raises(RasterGanError, match="bands must be 1 to 64"):
        build("residual", {"bands": bands, "noise": 0, "scale": 2, "features": 8, "blocks": 2})


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """scene.tif, the classifier cover and the detector random."""
    folder = tmp_path_factory.mktemp("full")
    scene(folder / "scene.tif")
    write_labels(folder / "labels.gpkg", some())
    train(folder)
    random_detector(folder)
    return folder


@pytest.mark.parametrize(
    "job",
    [
        lambda here, out: UpscaleJob(here, out, model="upscale-x2"),
        lambda here, out: EnhanceJob(here, out),
        lambda here, out: ClassifyJob(here, out, model="cover", models=(str(Path(here).parent),)),
        lambda here, out: DetectJob(
            here, out.replace(".tif", ".gpkg"), model="random", models=(str(Path(here).parent),)
        ),
        lambda here, out: EvaluateJob(here, model="upscale-x2"),
    ],
    ids=["upscale", "enhance", "classify", "detect", "evaluate"],
)
def test_full_memory_is_said_and_nothing_is_left(folder, tmp_path, monkeypatch, job):
    """A small scene, so that nothing can be halved: every network of every verb finds no memory."""

    def full(*_, **__):
        raise RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried to allocate 8 bytes")

    monkeypatch.setattr(torch.nn.functional, "conv2d", full)
    monkeypatch.setattr(torch.nn.Conv2d, "forward", full)
    log = Log()
    with pytest.raises(RasterGanError) as error:
        tasks.run(job(str(folder / "scene.tif"), str(tmp_path / "out.tif")), log)
    assert error.value.code == "out-of-memory"
    assert "memory is full" in str(error.value)
    assert list(tmp_path.iterdir()) == []


def test_classify_goes_on_in_smaller_tiles(folder, tmp_path, monkeypatch):
    """Once crashed here: the note of it was called with other words."""
    from gan_core.inference.predictor import Predictor

    write(tmp_path / "large.tif", smooth("uint8", 3, 400, 390))
    job = ClassifyJob(
        str(tmp_path / "large.tif"), str(tmp_path / "out.tif"), model="cover", models=(str(folder),), tile_size=400
    )
    whole, honest, log = tasks.run(job, Log()), Predictor._run, Log()

    def limited(self, tiles, exact, response):
        if max(tiles.shape[2:]) > 300:
            raise MemoryError
        return honest(self, tiles, exact, response)

    monkeypatch.setattr(Predictor, "_run", limited)
    assert tasks.run(job, log)["CLASSES"] == whole["CLASSES"]
    assert "memory" in dict(log.notes)
