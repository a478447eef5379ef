"""The trust map: its tiles, its truth in order, its claim, and what is done with pixels of little trust."""

from __future__ import annotations

import dataclasses
import shutil

import numpy as np
import pytest
import torch
from makers import Log, block_means, read, save, smooth, write
from osgeo import gdal

from gan_core.api import library, model_card
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.raster import EnhanceJob, UpscaleJob
from gan_core.evaluation.trust_calibration import Evidence, calibrate, coverage, error_ratio, fit_weights, recalibrate
from gan_core.inference import model
from gan_core.inference.predictor import Predictor
from gan_core.inference.trust import AT, MEASURES, NODATA, SHARE, TTA_TRANSFORMS, WITHIN, measures, other_end, trust_of
from gan_core.pipeline.trust_claim import CLAIM, in_words, uncalibrated
from gan_core.radiometry.consistency import consistent
from gan_core.raster.commit import TextFile, all_or_none
from gan_core.training.heldout import ValidationTile


def trust_in(path) -> np.ndarray:
    return gdal.Open(str(path)).ReadAsArray()


@pytest.mark.parametrize("turn", TTA_TRANSFORMS)
@pytest.mark.parametrize("scale", [1, 2, 4])
def test_a_turned_stack_is_the_turned_image(turn, scale):
    stack = torch.rand(2, 3 * scale**2, 5, 7)
    image = torch.nn.functional.pixel_shuffle(stack, scale)
    assert (torch.nn.functional.pixel_shuffle(turn(stack, scale), scale) == turn(image)).all()
    assert (turn.back(turn(stack, scale), scale) == stack).all()


def test_all_ways_to_lie_are_different():
    image = torch.arange(9.0).reshape(1, 1, 3, 3)
    assert (
        len({tuple(turn(image).flatten().tolist()) for turn in TTA_TRANSFORMS} | {tuple(image.flatten().tolist())}) == 8
    )


def test_measures_are_what_they_say():
    """One output pixel differs between the passes: its spread is seen 1 pixel far, and 3 input pixels far when averaged."""
    torch.manual_seed(1)
    seen = torch.rand(1, 1, 12, 12)
    first = consistent(seen, torch.zeros(1, 4, 12, 12))
    other = first.clone()
    other[0, 0, 6, 6] += 0.4
    found = measures(first, [other], seen, distance=0.5)
    assert found.shape == (1, len(MEASURES), 16, 16)
    assert (found[:, 0] == 1).all()
    fine, coarse, residual = found[0, 1], found[0, 2], found[0, 4]
    middle = (6 - 2) * 2
    # the pass is made to average back first: the pixel keeps 3/4 of its 0.4, the others of its block lose 1/4 of it
    assert float(fine[middle, middle]) == pytest.approx((0.3 + 3 * 0.1) / 9 / 0.5, abs=1e-5)
    assert float(fine[middle - 3, middle]) == pytest.approx(0, abs=1e-6)
    assert float(coarse[middle - 2, middle]) > 0.01
    assert float(residual[middle, middle]) == pytest.approx(0.1 / 9, abs=1e-5)


def test_the_other_passes_use_the_farther_weights():
    assert other_end(0.0, ["l1"]) == (0.0, 1.0)
    assert other_end(0.25, ["l1", "gan"]) == (1.0, 0.75)
    assert other_end(0.5, ["l1", "gan"]) == (1.0, 0.5)
    assert other_end(1.0, ["l1", "gan"]) == (0.0, 1.0)


def test_80_stands_for_2_percent():
    measured = torch.tensor([0.0, WITHIN, 0.08, 1e9]).reshape(1, 1, 1, 4)
    assert trust_of(measured, [1.0]).flatten().tolist() == [100, AT, 50, 0]


@pytest.mark.parametrize(("model", "scale"), [("rough-x2", 2), ("rough-x4", 4)])
@pytest.mark.parametrize("passes", [2, 6])
def test_tiles_give_the_bits_of_the_whole(tmp_path, upscale, model, scale, passes):
    source = write(tmp_path / "in.tif", smooth("uint8", 3, 210, 250))
    common = {"model": model, "bands": (1, 2, 3), "trust_passes": passes}
    plain = read(upscale(source, "plain.tif", model=model, bands=(1, 2, 3), tile_size=64)[0])
    for size, name in ((64, "small"), (400, "whole")):
        made = upscale(source, f"{name}.tif", trust=str(tmp_path / f"{name}.trust.tif"), tile_size=size, **common)[0]
        assert (read(made) == plain).all(), "the trust map must not change the raster"
    small, whole = (trust_in(tmp_path / f"{name}.trust.tif") for name in ("small", "whole"))
    assert small.shape == (210 * scale, 250 * scale)
    assert len(np.unique(whole)) > 3
    assert (small == whole).all()


def test_short_memory_changes_no_trust(tmp_path, upscale, monkeypatch):
    source = write(tmp_path / "in.tif", smooth("uint8", 3, 400, 390))
    fields = {"model": "rough-x4", "bands": (1, 2, 3), "tile_size": 400}
    upscale(source, "a.tif", trust=str(tmp_path / "a.trust.tif"), **fields)
    honest = Predictor._run

    def limited(self, tiles, exact, response):
        if max(tiles.shape[2:]) > 250:
            raise MemoryError
        return honest(self, tiles, exact, response)

    monkeypatch.setattr(Predictor, "_run", limited)
    log = Log()
    upscale(source, "b.tif", log, trust=str(tmp_path / "b.trust.tif"), **fields)
    assert "memory" in dict(log.notes)
    assert (trust_in(tmp_path / "a.trust.tif") == trust_in(tmp_path / "b.trust.tif")).all()


def test_enhancing_has_a_trust_map_too(tmp_path, enhance):
    source = write(tmp_path / "in.tif", smooth("uint16", 2, 190, 200))
    for size in (64, 400):
        enhance(source, f"{size}.tif", trust=str(tmp_path / f"{size}.trust.tif"), tile_size=size, noise=3)
    assert (trust_in(tmp_path / "64.trust.tif") == trust_in(tmp_path / "400.trust.tif")).all()


def test_a_layer_says_what_it_is(tmp_path, upscale):
    array = smooth("int16", 3)
    array[:, 10:20, 10:20] = -9
    source = write(tmp_path / "in.tif", array, -9)
    path = tmp_path / "trust.tif"
    output, results = upscale(source, model="rough-x2", bands=(1, 2, 3), trust=str(path))
    dataset = gdal.Open(str(path))
    band = dataset.GetRasterBand(1)
    assert (dataset.RasterCount, band.DataType, band.GetNoDataValue()) == (1, gdal.GDT_Byte, NODATA)
    assert dataset.GetGeoTransform() == output.GetGeoTransform()
    assert dataset.GetSpatialRef().IsSame(output.GetSpatialRef())
    assert band.GetDescription() == "trust, 0 to 100"
    assert "uncalibrated" in dataset.GetMetadataItem("RASTERGAN_TRUST")
    assert dataset.GetMetadataItem("RASTERGAN_AI_GENERATED") == "YES"
    found = band.ReadAsArray()
    assert ((found == NODATA) == (read(output)[0] == -9)).all()
    known = found[found != NODATA]
    assert known.max() <= 100
    assert results["TRUSTED"] == pytest.approx(100 * (known >= 80).mean())


def test_the_claim_is_written_where_it_was_earned(tmp_path, upscale, models):
    entry = library.find("rough-x2", [models])
    trust = {"tiles": 40, "levels": [{"strength": 0.0, "weights": [0.01] + [0.0] * 5}]}
    weights = {"l1": model.load(entry.path).network.state_dict()}
    path = tmp_path / "sure-x2.safetensors"
    model.save(path, dataclasses.replace(entry.card, id="sure-x2", trust=trust), weights)
    source = write(tmp_path / "in.tif", smooth("uint8"))
    upscale(source, model=str(path), bands=(1, 2, 3), trust=str(tmp_path / "trust.tif"))
    dataset = gdal.Open(str(tmp_path / "trust.tif"))
    assert CLAIM in dataset.GetMetadataItem("RASTERGAN_TRUST")
    assert (dataset.ReadAsArray() == 88).all()  # 100 / (1 + 0.01 / 0.08)
    job = UpscaleJob("a", "b")
    card = model_card.read(path)
    assert not uncalibrated([card], job)
    assert "not kept" in uncalibrated([card], dataclasses.replace(job, consistent=False))
    assert "cleaning" in uncalibrated([card], dataclasses.replace(job, enhance=True))
    assert "19 tiles" in uncalibrated([dataclasses.replace(card, trust={**trust, "tiles": 19})], EnhanceJob("a", "b"))


@pytest.mark.parametrize(
    "trust",
    [
        {"levels": 3},
        {"levels": [{"strength": 2, "weights": [0.0] * 6}]},
        {"levels": [{"strength": 0, "weights": [-1.0] * 6}]},
        {"tiles": "x"},
    ],
)
def test_a_card_with_nonsense_is_broken(tmp_path, models, trust):
    entry = library.find("rough-x2", [models])
    path = tmp_path / "odd.safetensors"
    model.save(path, dataclasses.replace(entry.card, trust=trust), {"l1": model.load(entry.path).network.state_dict()})
    with pytest.raises(RasterGanError, match="trust"):
        model_card.read(path)


@pytest.mark.parametrize("dtype", ["uint8", "float32"])
def test_softened_pixels_still_average_back(tmp_path, upscale, dtype):
    source = write(tmp_path / "in.tif", smooth(dtype))
    fields = {"model": "rough-x2", "bands": (1, 2, 3)}
    plain = read(upscale(source, "plain.tif", **fields)[0])
    softened, results = upscale(source, "soft.tif", **fields, doubtful="soften", trust_below=100)
    made = read(softened)
    assert (made != plain).mean() > 0.05
    assert results["INPUT_GRID_ERROR"] <= (0.5 if dtype == "uint8" else 1e-3)
    assert np.abs(block_means(made, 2) - smooth(dtype)).max() <= (0.5 if dtype == "uint8" else 1e-3)


def test_where_nothing_is_trusted_only_interpolation_is_left(tmp_path, upscale, models):
    """Trust 0 everywhere: the result is the one of a network that adds nothing."""
    entry = library.find("rough-x2", [models])
    never = {"tiles": 40, "levels": [{"strength": 0.0, "weights": [1e6] + [0.0] * 5}]}
    weights = model.load(entry.path).network.state_dict()
    path, zero = tmp_path / "never.safetensors", tmp_path / "zero.safetensors"
    model.save(path, dataclasses.replace(entry.card, trust=never), {"l1": weights})
    nothing = {name: torch.zeros_like(tensor) for name, tensor in weights.items()}
    model.save(zero, entry.card, {"l1": nothing})
    source = write(tmp_path / "in.tif", smooth("float32"))
    soft = read(upscale(source, "a.tif", model=str(path), bands=(1, 2, 3), doubtful="soften", trust_below=50)[0])
    base = read(upscale(source, "b.tif", model=str(zero), bands=(1, 2, 3))[0])
    assert np.abs(soft - base).max() < 1e-3


@pytest.mark.parametrize(("dtype", "nodata"), [("uint8", 0), ("float32", None)])
def test_doubtful_pixels_become_nodata(tmp_path, upscale, dtype, nodata):
    source = write(tmp_path / "in.tif", smooth(dtype), nodata)
    path = tmp_path / "trust.tif"
    fields = {"model": "rough-x2", "bands": (1, 2, 3), "trust": str(path)}
    upscale(source, "plain.tif", **fields)
    fields |= {"doubtful": "nodata", "trust_below": int(np.median(trust_in(path))) + 1}
    made = read(upscale(source, **fields)[0])
    gone = trust_in(path) < fields["trust_below"]
    assert 0.01 < gone.mean() < 0.99
    assert ((np.isnan(made) if nodata is None else made == nodata) == gone).all()


def test_a_layer_that_cannot_say_nothing_here_is_refused(tmp_path, upscale):
    source = write(tmp_path / "in.tif", smooth("uint8"))
    with pytest.raises(RasterGanError, match="no nodata value"):
        upscale(source, model="rough-x2", doubtful="nodata")
    assert not (tmp_path / "out.tif").exists()
    log = Log()
    with pytest.raises(RasterGanError, match="no nodata value"):
        upscale(write(tmp_path / "plain.tif", smooth("uint8", 3)), doubtful="nodata", enhance=True, log=log)
    assert log.shares == []  # before it is cleaned


@pytest.mark.parametrize(
    "fields",
    [{"trust_passes": 1}, {"trust_passes": 9}, {"trust_below": 101}, {"doubtful": "maybe"}, {"trust": "out.tif"}],
)
def test_bad_wishes_are_explained(fields):
    with pytest.raises(RasterGanError, match=r"^(TRUST|DOUBTFUL)"):
        UpscaleJob(input="in.tif", output="out.tif", **fields)


def test_both_files_or_none(tmp_path, upscale, monkeypatch):
    source = write(tmp_path / "in.tif", smooth("uint8"))
    (tmp_path / "trust.tif").write_text("of before")

    def fail(self, *_):
        raise RasterGanError("output-failed", path="x", reason="made up")

    monkeypatch.setattr("gan_core.raster.overviews.Overviews.finish", fail)
    with pytest.raises(RasterGanError, match="made up"):
        upscale(source, model="rough-x2", trust=str(tmp_path / "trust.tif"), job_file=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.tif", "trust.tif"]
    assert (tmp_path / "trust.tif").read_text() == "of before"


def test_what_was_put_in_place_is_taken_back_if_the_last_fails(tmp_path):
    class Stuck(TextFile):
        def put_in_place(self) -> None:
            raise RasterGanError("output-failed", path=str(self.path), reason="locked")

    (tmp_path / "old.txt").write_text("of before")
    old, new, stuck = (TextFile(tmp_path / "old.txt"), TextFile(tmp_path / "new.txt"), Stuck(tmp_path / "stuck.txt"))
    with pytest.raises(RasterGanError, match="locked"), all_or_none([old, new, stuck]):
        old.text = new.text = "now"
    assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("old.txt", "of before")]


def made_up(count: int, noise: float, seed: int = 0) -> list[Evidence]:
    """Tiles whose error is normal, of a size that "coarse" tells up to a factor."""
    random = np.random.default_rng(seed)
    found = []
    for _ in range(count):
        size = random.uniform(0.002, 0.05, (1, 1, 40, 40)).astype(np.float32)
        rest = random.uniform(0, 0.01, (1, len(MEASURES) - 1, 40, 40)).astype(np.float32)
        measured = np.concatenate([np.ones_like(size), rest[:, :1], size, rest[:, 1:-1]], 1)
        error = np.abs(random.normal(0, noise * size[:, 0])).astype(np.float32)
        found.append(Evidence(*(torch.from_numpy(np.ascontiguousarray(one)) for one in (measured, error, error))))
    return found


def test_the_claim_holds_on_tiles_of_the_same_kind():
    weights = calibrate([made_up(60, 1.0), made_up(60, 0.7, 1)])
    for noise, seed in ((1.0, 5), (0.7, 6)):
        share, trusted = coverage(made_up(40, noise, seed), weights)
        assert share >= SHARE - 0.01
        assert trusted > 0.05
    assert (
        coverage(made_up(40, 1.0, 5), [weight / 4 for weight in weights])[0] < SHARE
    )  # there is something to calibrate


def test_the_worst_source_decides():
    easy, hard = made_up(60, 0.3), made_up(60, 2.0, 1)
    assert coverage(made_up(40, 2.0, 9), calibrate([easy, hard]))[0] >= SHARE - 0.01


def test_the_fit_finds_what_tells_the_error():
    weights = fit_weights(made_up(12, 1.0))
    assert int(np.argmax(weights)) == MEASURES.index("coarse")
    assert min(weights) >= 0
    assert weights[2] == pytest.approx((2 / np.pi) ** 0.5, rel=0.1)
    assert error_ratio(made_up(12, 1.0, 3), weights) > 2


def test_few_tiles_give_no_claim(models):
    truth = torch.rand(3, 64, 64)
    seen = torch.nn.functional.avg_pool2d(truth[None], 2)
    entry = library.find("rough-x2", [models])
    before = {"levels": [{"strength": 0.0, "weights": [0.5] * 6}]}
    found = recalibrate(
        [ValidationTile(truth, seen, seen)] * 4,
        lambda at: model.load(entry.path, at).network,
        ["l1"],
        "bicubic",
        before,
    )
    assert found == {"tiles": 4, "levels": [{"strength": 0.0, "weights": [0.5] * 6}]}
    assert in_words(found).startswith("uncalibrated")
    many = recalibrate(
        [ValidationTile(truth, seen, seen)] * 20,
        lambda at: model.load(entry.path, at).network,
        ["l1"],
        "bicubic",
        before,
    )
    assert in_words(many).startswith("of pixels")
    assert many["levels"][0]["weights"] != [0.5] * 6


def test_the_claim_says_what_is_calibrated():
    share, within = f"{SHARE:.0%}".replace("%", " %"), f"{WITHIN:.0%}".replace("%", " %")
    assert f"of pixels with trust {AT} or more at least {share} are within {within} of the range" == CLAIM


def test_every_built_in_model_is_calibrated():
    entries = library.readable([library.BUILT_IN]).values()
    for entry in (entry for entry in entries if entry.card.task in library.IMAGES):
        assert in_words(entry.card.trust).startswith("of pixels with trust 80"), entry.card.id
        strengths = [level["strength"] for level in entry.card.trust["levels"]]
        assert strengths == ([0.0, 0.5, 1.0] if "gan" in entry.card.weights else [0.0])


def test_a_bilinear_model_keeps_to_its_operator(tmp_path, upscale, models):
    folder = tmp_path / "aa"
    folder.mkdir()
    path = save(
        folder,
        "aa-x2",
        "residual",
        {"bands": 3, "scale": 2, "noise": 0, "features": 8, "blocks": 2},
        halo=35,
        operator="bilinear_aa",
    )
    source = write(tmp_path / "in.tif", smooth("float32"))
    output, results = upscale(source, model=str(path), bands=(1, 2, 3), tile_size=64)
    made = torch.from_numpy(read(output))[None]
    seen = torch.nn.functional.interpolate(made, scale_factor=0.5, mode="bilinear", antialias=True)[0].numpy()
    error = np.abs(seen - smooth("float32"))[:, 2:-2, 2:-2]
    assert error.mean() < 0.5  # of 200
    assert results["INPUT_GRID_ERROR"] == pytest.approx(error.max(), rel=0.5)
    area = np.abs(block_means(read(output), 2) - smooth("float32"))
    assert area.mean() > 2 * error.mean()
    shutil.rmtree(folder)
