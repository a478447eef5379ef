"""The trust of sharpened rasters: its tiles, its order, its claim; and how it is calibrated."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from makers import Log, read, write
from osgeo import gdal
from test_sharpen import EPSG, GRID, coarser, ground, moved
from test_sharpening import layers, network, sharpener

from gan_core import tasks
from gan_core.api import model_card
from gan_core.api.jobs.parts import JoinJob
from gan_core.api.jobs.sharpening import SharpenJob
from gan_core.api.model_card import ModelCard
from gan_core.evaluation.trust_calibration import coverage
from gan_core.inference import model
from gan_core.inference.trust import MEASURES, NODATA, SHARE
from gan_core.pipeline.guided.prepare import prepare_sharpening
from gan_core.pipeline.guided.trust import measures
from gan_core.pipeline.trust_claim import CLAIM, uncalibrated
from gan_core.sharpening.regression import Corner
from gan_core.sharpening.response import REACH
from gan_core.sharpening.sharpener import Sharpener
from tools.release.calibrate_sharpener import BandEvidence, calibrated, decisive, fit_quantile, raised

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture
def truth(tmp_path):
    """Writes in.tif, with a hole in its second band, and guide.tif, with one too; gives the truth."""
    image = ground(5, 320, 240)
    coarse = coarser(image[:2], 2).round()
    coarse[1, 20:30, 20:30] = 0
    guide = image[2:].round()
    guide[:, 260:280, 150:180] = 0
    write(tmp_path / "in.tif", coarse.astype("uint16"), 0, epsg=EPSG, transform=moved(GRID, 2))
    write(tmp_path / "guide.tif", guide.astype("uint16"), 0, epsg=EPSG, transform=GRID)
    return image[:2]


@pytest.fixture
def trusted(tmp_path, truth):
    """(raster, trust, results) of a run."""

    def run(name="out", log=None, **fields):
        paths = {
            "input": str(tmp_path / "in.tif"),
            "guide": str(tmp_path / "guide.tif"),
            "output": str(tmp_path / f"{name}.tif"),
            "trust": str(tmp_path / f"{name}.trust.tif"),
        }
        fields = {**paths, "model": "regression", "sensor": "sentinel-2", **fields}
        results = tasks.run(SharpenJob(**fields), log or Log())
        return gdal.Open(results["OUTPUT"]), gdal.Open(paths["trust"]), results

    return run


@pytest.fixture
def model_file(tmp_path):
    """A network for any band, its trust calibrated."""
    arguments = {"bands": 1, "guides": 2, "features": 16, "blocks": 2}
    trust = {"tiles": 40, "levels": [{"strength": 0.0, "weights": [0.003, 1.0, 1.0, 0.3, 1.0, 0.0]}]}
    facts = {"task": "sharpen", "architecture": "sharpener", "arguments": arguments, "scale": 1, "bands": ["any"]}
    card = ModelCard(
        id="sure", title="sure", halo=20, tensors_sha256="", trust=trust, training={"guides": ["any"]}, **facts
    )
    path = tmp_path / "sure.safetensors"
    model.save(path, card, {"l1": network(1, 2).state_dict()})
    return str(path)


def test_tiles_do_not_show(trusted, model_file):
    whole, trust, _ = trusted("whole", model=model_file)
    tiled, small, _ = trusted("tiled", model=model_file, tile_size=128)
    assert np.array_equal(read(whole), read(tiled))
    assert np.array_equal(trust.ReadAsArray(), small.ReadAsArray())
    assert len(np.unique(trust.ReadAsArray())) > 20


def test_trust_looks_farther(tmp_path, truth):
    """Only where it is asked for: the result seen again reaches beyond the result."""
    job = SharpenJob(str(tmp_path / "in.tif"), "out.tif", "regression", guide=str(tmp_path / "guide.tif"))
    plain, trusted = (prepare_sharpening(one, Log()).halo for one in (job, dataclasses.replace(job, trust="trust.tif")))
    assert trusted - plain == REACH + 1


def test_trust_changes_nothing_else(trusted, tmp_path):
    whole, *_ = trusted("whole", tile_size=128)
    fields = {name: str(tmp_path / f"{name}.tif") for name in ("guide", "output")}
    job = SharpenJob(str(tmp_path / "in.tif"), model="regression", sensor="sentinel-2", tile_size=128, **fields)
    plain = tasks.run(job, Log())
    assert "TRUSTED" not in plain
    assert np.array_equal(read(gdal.Open(plain["OUTPUT"])), read(whole))


def test_a_layer_says_what_it_is(trusted, truth):
    """The least of the valid bands; nothing where there is none, or no guide."""
    made, layer, results = trusted(unguided="interpolate")
    trust, band = layer.ReadAsArray(), layer.GetRasterBand(1)
    assert (layer.RasterCount, band.DataType, band.GetNoDataValue()) == (1, gdal.GDT_Byte, NODATA)
    assert layer.GetGeoTransform() == made.GetGeoTransform()
    hole = np.zeros(trust.shape, bool)
    hole[260:280, 150:180] = True
    assert ((trust == NODATA) == hole).all()
    assert results["TRUSTED"] == pytest.approx(100 * (trust[~hole] >= 80).mean())
    ranges = json.loads(layer.GetMetadataItem("RASTERGAN_TRUST_RANGE"))
    low, high = ranges["2"]
    assert (low, high) == pytest.approx(np.quantile(truth[1], (0.02, 0.98)), rel=0.3)
    inner = (slice(20, -20), slice(20, -20))
    known = ~hole[inner] & (read(made)[1][inner] > 0)
    error = np.abs(read(made) - truth).max(0)[inner][known]
    order = np.argsort(trust[inner][known], kind="stable")
    assert error[order[: len(order) // 10]].mean() > 3 * error[order[len(order) // 2 :]].mean()


def test_the_claim_is_written_where_it_was_earned(trusted, model_file):
    log = Log()
    _, layer, results = trusted(model=model_file, log=log)
    assert CLAIM in layer.GetMetadataItem("RASTERGAN_TRUST")
    assert dict(log.notes)["trust-claim"] == {"trusted": results["TRUSTED"]}
    for reason, fields in {
        "no card": {"model": "regression"},
        "not kept": {"consistent": False},
    }.items():
        log = Log()
        _, layer, _ = trusted(reason, log=log, **{"model": model_file, **fields})
        assert reason in dict(log.notes)["trust-uncalibrated"]["reason"]
        assert "uncalibrated" in layer.GetMetadataItem("RASTERGAN_TRUST")
    job = SharpenJob("a", "b", guide="c")
    assert "not known" in uncalibrated([model_card.read(Path(model_file))], job, {"unknown": True})


def test_parts_are_the_whole(trusted, tmp_path):
    whole, trust, told = trusted("whole", tile_size=128)
    for number in (1, 2):
        tasks.run(
            SharpenJob(
                str(tmp_path / "in.tif"),
                guide=str(tmp_path / "guide.tif"),
                output=str(tmp_path / "joined.tif"),
                trust=str(tmp_path / "joined.trust.tif"),
                model="regression",
                sensor="sentinel-2",
                tile_size=128,
                part=f"{number}/2",
            ),
            Log(),
        )
    joined = tasks.run(JoinJob(str(tmp_path / "joined.tif")), Log())
    assert np.array_equal(read(gdal.Open(joined["OUTPUT"])), read(whole))
    assert np.array_equal(gdal.Open(joined["TRUST"]).ReadAsArray(), trust.ReadAsArray())
    assert joined["TRUSTED"] == told["TRUSTED"]


def test_short_memory_changes_no_trust(trusted, monkeypatch):
    _, whole, _ = trusted("whole")
    honest, log = Sharpener.staged, Log()

    def limited(self, coarse, *rest):
        if coarse.shape[1] > 180:
            raise MemoryError
        return honest(self, coarse, *rest)

    monkeypatch.setattr(Sharpener, "staged", limited)
    _, halved, _ = trusted("halved", log=log)
    assert "memory" in dict(log.notes)
    assert np.array_equal(halved.ReadAsArray(), whole.ReadAsArray())


def test_measures_are_what_they_say():
    """In shares of a range of four standard deviations."""
    coarse, guide, _ = layers(2)
    guide = torch.cat((guide[:2], torch.roll(guide[2:], 20, 2)))  # of the second band the guide knows nothing
    one = sharpener(coarse, guide, 2, network=network(), slots=[0, 1], guide_slots=[0, 1, 2])
    valid = torch.ones_like(coarse, dtype=torch.bool)
    _, stages = one.staged(coarse, guide, valid, torch.ones_like(guide[:1], dtype=torch.bool), Corner())
    first, second = (measures(stages, one, band, valid[band], 0.25)[0, :, 8:-8, 8:-8] for band in (0, 1))
    assert first.shape == (len(MEASURES), 80, 80)
    names = dict(zip(MEASURES, first))
    assert (names["constant"] == 1).all()
    around = stages.residual[0, 0, 39:42, 39:42].abs().mean() * 0.25
    assert float(names["fine"][32, 32]) == pytest.approx(float(around), rel=1e-4)
    assert float(second[2].mean()) > 3 * float(first[2].mean()), "what the guide does not explain"
    assert float(first[4].mean()) < 0.2 * float(first[5].mean()), "it is held to the band"


def drawn(size: float, seed: int) -> BandEvidence:
    """Two bands, whose errors are as large as two of the measures say, more or less."""
    generator = torch.Generator().manual_seed(seed)
    measured = torch.rand((2, len(MEASURES), 40, 40), generator=generator) * 0.02
    measured[:, 0] = 1
    expected = 0.001 + size * measured[:, 2] + 0.5 * measured[:, 3]
    return BandEvidence(measured, expected * torch.rand(expected.shape, generator=generator) / 0.9)


def test_nine_in_ten_errors_are_below_the_bound():
    weights = fit_quantile([drawn(1.0, seed) for seed in range(20)])
    assert weights == pytest.approx([0.001, 0, 1.0, 0.5, 0, 0], abs=0.06)


def test_the_claim_holds_on_the_worst_source():
    easy, hard = ([drawn(size, seed) for seed in range(40)] for size in (0.5, 2.0))
    weights = calibrated({"easy": easy, "hard": hard})
    tiles = [decisive(tile, weights) for tile in hard]
    assert tiles[0].measured.shape == (1, len(MEASURES), 40, 40)
    within, share = coverage(tiles, weights)
    assert share > 0.01
    assert within >= SHARE
    harder = [drawn(6.0, seed) for seed in range(40)]
    larger = raised(weights, {"hard": hard, "harder": harder})
    assert coverage([decisive(tile, weights) for tile in harder], weights)[0] < SHARE
    assert not coverage([decisive(tile, larger) for tile in harder], larger)[0] < SHARE
