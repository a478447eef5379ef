"""What becomes of a map and of a search for objects when they are made from a model's images."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
import torch
from makers import Log, make_models
from test_classify import scene, some, train, write_labels
from test_detect import discs, random_detector

from gan_core import tasks
from gan_core.api import library
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.assessment import EvaluateJob
from gan_core.datasets.picked_tiles import build_picked_tiles
from gan_core.evaluation.downstream import Downstream, _classes, _objects
from gan_core.inference.detector import Detections
from gan_core.pipeline.tiled_detection import SCORE
from gan_core.raster.source import RasterSource


@pytest.fixture(scope="module")
def here(tmp_path_factory) -> Path:
    """Models, the classifier cover with its scene.tif, and a detector that finds something nearly everywhere."""
    folder = tmp_path_factory.mktemp("downstream")
    make_models(folder)
    scene(folder / "scene.tif")
    write_labels(folder / "labels.gpkg", some())
    train(folder)
    random_detector(folder, metrics={SCORE: 0.01})
    discs(folder / "discs.tif", 1)
    return folder


def judged(here: Path, raster: str = "scene.tif", **fields) -> dict:
    job = EvaluateJob(str(here / raster), models=(str(here),), **{"model": "same-x2", "count": 3, **fields})
    return tasks.run(job, Log())


def test_a_map_of_blocks_disagrees_with_the_truths(here, tmp_path):
    page = tmp_path / "page.html"
    found = judged(here, bands=(1, 2, 3), downstream="cover", output=str(page))
    assert 0.5 < found["AGREEMENT"] < 1
    assert 0.5 < found["AGREEMENT_BASELINE"] < 1
    text = page.read_text()
    assert "What it does to cover" in text
    assert f"{100 * found['AGREEMENT']:.1f}" in text


def test_objects_on_the_truth_are_found_on_the_truth(here):
    source, parent = RasterSource(str(here / "discs.tif")), library.find("rough-x2", [str(here)])
    window = source.grid.window
    work = build_picked_tiles(source, parent, [1, 2, 3], True, [], [window], {})
    use = Downstream(library.find("random", [str(here)]), work)
    truth = torch.from_numpy(work.read(window))
    use.add({"same": truth, "turned": truth.flip(2)}, truth)
    assert use.counts["same"][1] > 20
    assert use.agreement("same") == 1
    assert use.agreement("turned") < 0.5


def test_without_one_there_is_nothing_to_say(here):
    assert math.isnan(judged(here)["AGREEMENT"])


def test_classes_and_objects_by_hand():
    one, other = torch.tensor([0, 1, 1, 2]).numpy(), torch.tensor([0, 1, 2, 2]).numpy()
    assert _classes(one, other) == (3, 8)
    boxes = torch.tensor([[0, 0, 10, 10], [20, 20, 30, 30], [50, 50, 60, 60]]).double().numpy()
    here_, there = (
        Detections(found, torch.tensor(kinds).numpy(), torch.ones(len(kinds)).numpy())
        for found, kinds in ((boxes, [0, 0, 1]), (boxes[:2] + 1, [0, 1]))
    )  # the second is there too, but of another class; the third is missing
    assert _objects(here_, there) == (1, 5)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"downstream": "cover", "bands": (1, 2)}, "downstream-bands"),
        ({"downstream": "rough-x2"}, "model-task"),
        ({"downstream": "nothing"}, "model-unknown"),
    ],
)
def test_what_can_not_use_the_result(here, fields, code):
    with pytest.raises(RasterGanError) as caught:
        judged(here, **fields)
    assert caught.value.code == code
    assert str(caught.value)
