"""Tiles to train on, and what a fine-tuning makes of them."""

from __future__ import annotations

import dataclasses
import os
import shutil
import time
from pathlib import Path

import numpy as np
import pytest
import torch
from makers import TRANSFORM, Log, values, write
from osgeo import gdal

from gan_core import tasks
from gan_core.api import library, model_card
from gan_core.api.errors import Cancelled, RasterGanError
from gan_core.api.jobs import FinetuneJob, MakeTilesJob
from gan_core.api.jobs.raster import UpscaleJob
from gan_core.api.model_card import ModelCard
from gan_core.api.notes import note_text
from gan_core.api.training_runs import ALIVE, REPORT, Training, TrainingState
from gan_core.evaluation.finetune_gate import ScoreComparison, objections
from gan_core.inference import model
from gan_core.networks import build
from gan_core.raster.source import RasterSource
from gan_core.runs import folder as rundir
from gan_core.runs.model_slot import model_slot
from gan_core.tiling.split import apart, held_out
from gan_core.tiling.window import Window
from gan_core.training import checkpoint, finetuning
from gan_core.training.adapt import adapted
from gan_core.training.heldout import Scores
from gan_core.training.monitor import SIGNS
from gan_core.vector import picked_tiles as layer


def hills(bands: int = 3, side: int = 384, seed: int = 1) -> np.ndarray:
    """Ground whose neighbouring pixels resemble each other in a way of its own, which a network can learn."""
    rng = np.random.default_rng(seed)
    image = rng.normal(0, 1, (1, side, side)) + rng.normal(0, 0.4, (bands, side, side))
    for axis in (1, 2, 1, 2):
        image = (np.roll(image, 1, axis) + 3 * image + np.roll(image, -1, axis)) / 5
    return (120 + 150 * image).clip(1, 255).astype(np.uint8)


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """Where this test's models and trainings lie."""
    monkeypatch.setenv(library.VARIABLE, str(tmp_path / "home" / "models"))
    return tmp_path / "home"


@pytest.fixture(autouse=True)
def short(monkeypatch) -> None:
    """A hundred steps at most, so that a test takes seconds."""
    monkeypatch.setattr(finetuning, "STEPS", ((0, 100),))


@pytest.fixture(scope="session")
def models(tmp_path_factory) -> str:
    """start-x1, start-x2, upscale-x2-band: untrained networks, which add nothing to their base image."""
    folder = tmp_path_factory.mktemp("parents")
    for name, bands, scale in (("start-x2", 3, 2), ("upscale-x2-band", 1, 2), ("start-x1", 3, 1)):
        arguments = {"bands": bands, "noise": int(scale == 1), "scale": scale, "features": 16, "blocks": 2}
        torch.manual_seed(2)
        network = build("residual", arguments)
        words = ["red", "green", "blue"] if bands == 3 else ["any"]
        task = "upscale" if scale > 1 else "enhance"
        card = ModelCard(name, name, task, "residual", arguments, scale, words, 15, "")
        model.save(folder / f"{name}.safetensors", card, {"l1": network.state_dict()})
    return str(folder)


@pytest.fixture
def scene(tmp_path) -> Path:
    return write(tmp_path / "scene.tif", hills())


def tiles_on(raster: Path, **fields) -> str:
    output = raster.with_suffix(".gpkg")
    tasks.run(MakeTilesJob(str(raster), str(output), **{"size": 64, "count": 14, **fields}), Log())
    return str(output)


def tuned(raster: Path, models: str, log: Log | None = None, tiles: str = "", **fields) -> dict:
    job = FinetuneJob(
        str(raster), tiles or tiles_on(raster), **{"parent": "start-x2", "minutes": 2.0, "models": (models,), **fields}
    )
    return tasks.run(job, log or Log())


def picked(path: str, raster: Path) -> list[layer.Picked]:
    source = RasterSource(str(raster))
    return layer.read(path, source.grid, source.dataset.GetProjection())


def test_tiles_lie_on_pixels_and_say_what_they_are_for(scene):
    found = picked(tiles_on(scene), scene)
    assert len(found) == 36
    assert all(window.column % 64 == 0 and window[2:] == (64, 64) for window, *_ in found)
    roles = [role for _, role, _ in found]
    assert (roles.count("train"), roles.count("validation")) == (11, 3)


def test_fewer_tiles_than_asked_for_are_said(scene):
    for count, said in ((14, []), (40, [40])):
        log = Log()
        tasks.run(MakeTilesJob(str(scene), str(scene.with_suffix(".gpkg")), size=64, count=count), log)
        assert [values["count"] for code, values in log.notes if code == "tiles-fewer"] == said


def test_neighbouring_tiles_share_pixels_where_asked(scene):
    columns = {window.column for window, *_ in picked(tiles_on(scene, overlap=32), scene)}
    assert sorted(columns)[:3] == [0, 32, 64]


def test_chosen_tiles_hold_something(tmp_path):
    image = hills()
    image[:, :, :200] = 7  # a lake
    image[:, 300:, :] = 0
    raster = write(tmp_path / "lake.tif", image, nodata=0)
    chosen = [window for window, role, _ in picked(tiles_on(raster), raster) if role != "ignore"]
    assert chosen
    assert all(window.column >= 192 - 64 and window.row + 64 <= 300 for window in chosen)
    assert all(image[:, w.row : w.row + 64, w.column : w.column + 64].std() > 5 for w in chosen)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"size": 16}, "training-tile-size"),
        ({"overlap": 64}, "tile-overlap"),
        ({"count": 0}, "tile-count"),
        ({"size": 512}, "raster-too-small"),
        ({"extent": (0.0, 0.0, 1.0, 1.0)}, "extent-outside"),
    ],
)
def test_tiles_that_can_not_be_made(scene, fields, code):
    with pytest.raises(RasterGanError) as raised:
        tiles_on(scene, **fields)
    assert raised.value.code == code
    assert str(raised.value)
    assert not scene.with_suffix(".gpkg").exists()


def test_tiles_of_another_crs_are_the_same_pixels(scene):
    path = tiles_on(scene)
    other = str(scene.with_name("degrees.gpkg"))
    gdal.VectorTranslate(other, path, dstSRS="EPSG:4326", reproject=True)
    assert picked(other, scene) == picked(path, scene)


def test_held_out_ground_is_apart():
    grid = [Window(64 * column, 64 * row, 96, 96) for row in range(6) for column in range(6)]
    held = held_out(grid)
    assert len(held) == 7
    learn = apart(grid, held)
    for place in learn:
        assert all(0 in grid[place].intersection(grid[other])[2:] for other in held)
    assert held_out(grid[:3]) == set()


@pytest.mark.parametrize("bands", [1, 4])
def test_a_parent_for_other_bands_sees_grey_as_before(bands):
    arguments = {"bands": 3, "noise": 0, "scale": 2, "features": 8, "blocks": 2}
    torch.manual_seed(1)
    parent = build("residual", arguments)
    torch.nn.init.normal_(parent.tail.weight, std=0.02)
    grey = torch.rand(1, 1, 24, 24)
    child = adapted("residual", arguments, parent, bands)
    with torch.no_grad():
        wanted = parent(grey.expand(-1, 3, -1, -1)).unflatten(1, (3, -1)).mean(1)
        made = child(grey.expand(-1, bands, -1, -1)).unflatten(1, (bands, -1))
    # the networks centre their input, so a zero-padded border differs: compare inside
    for band in range(bands):
        assert torch.allclose(made[:, band, :, 8:-8, 8:-8], wanted[:, :, 8:-8, 8:-8], atol=1e-5)


def test_a_model_better_than_its_parent_enters_the_library(scene, models, home, tmp_path):
    log = Log()
    found = tuned(scene, models, log, name="mine")
    assert found["PUBLISHED"] == 1
    assert found["GAIN_OVER_PARENT"] > 0.05
    card = model_card.read(Path(found["MODEL"]))
    assert card.id == "mine"
    assert card.training["parent"] == "start-x2"
    assert card.training["tiles"] == found["TILES"] == 11
    assert card.metrics["model"]["PSNR"] - card.metrics["parent"]["PSNR"] == pytest.approx(
        found["GAIN_OVER_PARENT"], abs=2e-3
    )
    assert card.metrics["trust"] == "uncalibrated: calibrated on 3 tiles, at least 20 are needed"
    assert [level["strength"] for level in card.trust["levels"]] == [0.0]
    assert {code for code, _ in log.notes} >= {"ground", "look", "published"}
    figures = {"step", "steps", "loss", "margin", "rate", "psnr", "gain", "distance", "seconds", "left"}
    assert set(dict(log.notes)["look"]) == figures
    assert "<svg" in Path(found["REPORT"]).read_text()
    assert not list((home / "trainings").glob("*/*.safetensors"))
    result = tasks.run(UpscaleJob(str(scene), str(tmp_path / "up.tif"), model=found["MODEL"]), Log())
    assert result["INPUT_GRID_ERROR"] <= 0.5


def test_a_finer_raster_of_the_same_ground_is_learned_from(tmp_path, models, home):
    fine = hills()
    coarse = fine.reshape(3, 192, 2, 192, 2).mean((2, 4))
    raster = write(tmp_path / "coarse.tif", (40 * coarse + 300).astype("uint16"))
    half = (TRANSFORM[0], TRANSFORM[1] / 2, 0.0, TRANSFORM[3], 0.0, TRANSFORM[5] / 2)
    truth = write(tmp_path / "fine.tif", fine, transform=half)
    log = Log()
    tiles = tiles_on(raster, size=32, count=14)
    found = tuned(raster, models, log, tiles, truth=str(truth))
    assert {code for code, _ in log.notes} >= {"paired", "published"}
    assert found["GAIN_OVER_BASELINE"] > 0.2
    assert model_card.read(Path(found["MODEL"])).training["truth"] == "fine.tif"


def test_a_clean_raster_teaches_to_enhance(tmp_path, models, home):
    clean = hills()
    noisy = clean + np.random.default_rng(4).normal(0, 12, clean.shape)
    raster = write(tmp_path / "noisy.tif", noisy.clip(0, 255).astype(np.uint8))
    truth = write(tmp_path / "clean.tif", clean)
    found = tuned(raster, models, parent="start-x1", truth=str(truth))
    assert found["PUBLISHED"] == 1
    assert found["GAIN_OVER_PARENT"] > 2


def test_noise_is_not_published_and_the_chain_goes_on(tmp_path, models, home):
    raster = write(tmp_path / "noise.tif", values("uint8", 3, 384, 384))
    found = tuned(raster, models)
    assert found["PUBLISHED"] == 0
    assert found["MODEL"] == str(Path(models) / "start-x2.safetensors")
    assert not list((home / "models").glob("*"))


@pytest.mark.parametrize(
    ("image", "chosen", "code"),
    [
        (np.full((3, 384, 384), 9, np.uint8), slice(None), "tiles-unfit"),
        (hills(), slice(0, 2), "tiles-few"),
        (hills(), slice(0, 0), "tiles-none"),
    ],
)
def test_nothing_to_learn_from(tmp_path, models, home, image, chosen, code):
    raster = write(tmp_path / "some.tif", image)
    source = RasterSource(str(raster))
    windows = [Window(64 * column, 0, 64, 64) for column in range(6)][chosen]
    path = tmp_path / "tiles.gpkg"
    layer.write(path, source.grid, source.dataset.GetProjection(), [(window, {"role": ""}) for window in windows])
    with pytest.raises(RasterGanError) as raised:
        tuned(raster, models, tiles=str(path))
    assert raised.value.code == code
    assert str(raised.value)


def test_tiles_outside_the_raster_are_said(scene, models, home, tmp_path):
    other = write(tmp_path / "far.tif", hills(), transform=(900000.0, 30.3, 0.0, 3751320.7, 0.0, -30.3))
    with pytest.raises(RasterGanError) as raised:
        tuned(scene, models, tiles=tiles_on(other))
    assert raised.value.code == "tiles-unfit"
    assert raised.value.values["outside"] == 14


class Cancels(Log):
    """Ends the training after some steps."""

    def __init__(self, steps: int) -> None:
        super().__init__()
        self.left = steps

    def check(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def test_a_training_goes_on_where_it_was_broken_off(scene, models, home):
    tiles = tiles_on(scene)
    whole = tuned(scene, models, tiles=tiles, name="whole")
    log = Cancels(75)
    with pytest.raises(Cancelled, match=r"^Cancelled at step \d+. Run .* to resume\.$"):
        tuned(scene, models, log, tiles=tiles, name="parts")
    again = Log()
    parts = tuned(scene, models, again, tiles=tiles, name="parts")
    assert any(code == "resumed" for code, _ in again.notes)
    assert parts["STEPS"] == whole["STEPS"]
    assert parts["GAIN_OVER_PARENT"] == pytest.approx(whole["GAIN_OVER_PARENT"], abs=0.01)


def test_a_training_is_begun_anew_where_asked(scene, models, home):
    tiles = tiles_on(scene)
    with pytest.raises(Cancelled):
        tuned(scene, models, Cancels(80), tiles=tiles)
    log = Log()
    tuned(scene, models, log, tiles=tiles, resume=False)
    assert not any(code == "resumed" for code, _ in log.notes)


def test_a_file_called_stop_ends_it_with_the_best(scene, models, home):
    class Stops(Log):
        def note(self, code: str, **values: object) -> None:
            super().note(code, **values)
            if code == "look":
                folder = next(values["folder"] for name, values in self.notes if name == "training-folder")
                (Path(folder) / rundir.STOP).touch()

    found = tuned(scene, models, Stops())
    assert found["STEPS"] <= 50
    assert "GAIN_OVER_PARENT" in found


def test_the_time_is_kept(scene, models, home):
    found = tuned(scene, models, minutes=0.1)
    assert found["STEPS"] < 100
    assert found["SECONDS"] < 0.1 * 60 + 5


def test_a_full_disk_costs_a_checkpoint_not_the_training(scene, models, home, monkeypatch):
    def full(path, tensors, facts):
        path.with_name(path.name + ".part").write_bytes(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(checkpoint, "save", full)
    log = Log()
    found = tuned(scene, models, log)
    assert [code for code, _ in log.notes].count("unsaved") == 1
    assert found["STEPS"] > 0
    assert not list((home / "trainings").glob("*/*.part"))


def test_bands_together_and_one_by_one(tmp_path, models, home):
    raster = write(tmp_path / "four.tif", hills(4).astype(np.uint16) * 10)
    joint = tuned(raster, models, name="joint", bands=(1, 2, 3, 4))
    single = tuned(raster, models, name="single", parent="upscale-x2-band")
    assert joint["PUBLISHED"] == single["PUBLISHED"] == 1
    assert model_card.read(Path(joint["MODEL"])).bands == ["band 1", "band 2", "band 3", "band 4"]
    assert model_card.read(Path(single["MODEL"])).bands == ["any"]
    for model_ in (joint, single):
        made = tasks.run(UpscaleJob(str(raster), str(tmp_path / "up.tif"), model=model_["MODEL"]), Log())
        assert made["INPUT_GRID_ERROR"] <= 0.5


def test_every_objection_and_alarm_has_its_words():
    worse = Scores([20.0, 20.0], [3.0, 3.0], [0.5, 0.5])
    better = Scores([30.0, 30.0], [1.0, 1.0], [0.1, 0.1])
    found = objections(ScoreComparison(better, better, better, worse))
    assert [one.code for one in found] == ["not-better", "below-baseline", "only-noise", "worse-tile", "colours-worse"]
    assert all(note_text(one.code, one.values) for one in found)
    assert all(note_text(f"alarm-{code}", {"step": 1}) for code in (*SIGNS, "not-finite"))
    assert objections(ScoreComparison(worse, worse, worse, better)) == []


def test_a_name_that_is_taken_is_said_before_the_work(scene, models, home):
    with pytest.raises(RasterGanError) as raised:
        tuned(scene, models, name="start-x2")
    assert raised.value.code == "model-exists"


def test_a_folder_that_can_not_be_is_said_before_the_work(scene, models, home):
    with pytest.raises(RasterGanError) as raised:
        tuned(scene, models, folder=str(scene))
    assert raised.value.code == "output-folder"
    assert not (home / "trainings").exists()


def test_two_trainings_never_take_one_name(scene, home):
    """As two profiles of QGIS that share the models folder."""
    job = FinetuneJob(str(scene), "tiles.gpkg")
    with model_slot(job) as first, model_slot(job) as second:
        assert [first.name, second.name] == ["scene-tuned.safetensors", "scene-tuned-2.safetensors"]
        first.touch()
    with model_slot(job) as third:
        assert third.name == "scene-tuned-2.safetensors"
    named = dataclasses.replace(job, name="mine")
    with (
        model_slot(named),
        pytest.raises(RasterGanError, match="another run is writing .*mine.safetensors"),
        model_slot(named),
    ):
        pass
    assert [path.name for path in (home / "models").iterdir()] == ["scene-tuned.safetensors"]


def test_one_training_is_done_by_one_process(home):
    with rundir.RunFolder({"number": 1}, anew=False) as folder:
        with pytest.raises(RasterGanError, match="another run is writing"):
            rundir.RunFolder({"number": 1}, anew=True)
        assert (folder.path / ALIVE).exists()
    with rundir.RunFolder({"number": 1}, anew=False):
        pass
    assert [path.name for path in (home / "trainings").iterdir()] == [folder.path.name]


def test_a_report_outlives_the_removal_of_its_folder(home, monkeypatch):
    with rundir.RunFolder({"number": 1}, anew=False) as folder:
        shutil.rmtree(folder.path)
        assert folder.write_page("<p>").read_text() == "<p>"

        def full(*_, **__):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(Path, "write_text", full)
        with pytest.raises(RasterGanError, match="No space left on device"):
            folder.write_page("<p>more")
        assert (folder.path / REPORT).read_text() == "<p>"


@pytest.mark.parametrize("days", [-1, 1])
def test_a_clock_that_was_moved_keeps_no_training_alive(home, days):
    with rundir.RunFolder({"number": 1}, anew=False) as folder:
        training = Training(folder.path)
        os.utime(folder.path / ALIVE, (time.time() + days * 86400,) * 2)
        assert training.state([]) is TrainingState.BROKEN_OFF
        folder.alive()
        assert training.state([]) is TrainingState.RUNNING
