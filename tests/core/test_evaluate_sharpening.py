"""evaluate with a guide: a model for sharpening is judged on a pair of layers, made coarser and as they are."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest
import torch
from makers import Log, read, write
from osgeo import gdal
from test_sharpen import EPSG, GRID, coarser, ground, moved
from test_sharpening import layers, sharpener
from test_sharpening import network as rough

from gan_core import tasks
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.assessment import EvaluateJob
from gan_core.api.model_card import ModelCard
from gan_core.api.notes import note_text
from gan_core.evaluation.guided_patches import GuidedPatch, make_coarser
from gan_core.evaluation.sharpening_scores import (
    BICUBIC,
    HELD,
    MODEL,
    REGRESSION,
    FullScores,
    MeanFigures,
    ReducedScores,
)
from gan_core.evaluation.sharpening_verdict import verdict
from gan_core.inference import model
from gan_core.metrics.fusion import hqnr, spatial_distortion, spectral_distortion
from gan_core.metrics.structure import uqi
from gan_core.pipeline.guided.responses import guide_responses
from gan_core.raster.source import RasterSource
from gan_core.sharpening.response import Response, degraded

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture
def pair(tmp_path):
    """in.tif and guide.tif, which begins within a coarse pixel."""
    image = ground(5, 240, 480)
    write(tmp_path / "in.tif", coarser(image[:2], 2).round().astype("uint16"), epsg=EPSG, transform=moved(GRID, 2))
    guide = image[2:, 1:, 1:].round().astype("uint16")
    write(tmp_path / "guide.tif", guide, epsg=EPSG, transform=moved(GRID, 1, 1, 1))
    return {"input": str(tmp_path / "in.tif"), "guide": str(tmp_path / "guide.tif")}


def evaluated(pair, log=None, **fields) -> dict:
    fields = {"model": "regression", "sensor": "sentinel-2", **pair, **fields}
    return tasks.run(EvaluateJob(**fields), log or Log())


def test_the_page_says_what_was_measured(pair, tmp_path):
    log, page = Log(), tmp_path / "page.html"
    found = evaluated(pair, log, output=str(page))
    assert found["TILES"] == 2
    assert found["RMSE_OVER_BICUBIC"] < 0.6
    assert found["RMSE_OVER_REGRESSION"] == 1
    assert found["HQNR"] > found["HQNR_BICUBIC"]
    assert 0 <= found["SPECTRAL_DISTORTION"] < 0.01
    assert found["GAIN"] > 2
    assert found["GAIN"] == pytest.approx(found["PSNR"] - found["PSNR_BASELINE"])
    values = dict(log.notes)["sharpening-regression"]
    assert values["share"] == pytest.approx(100 * found["RMSE_OVER_BICUBIC"])
    text = page.read_text()
    assert text.count("data:image/png;base64,") == 8
    assert note_text("sharpening-regression", values).split("'")[0] in text
    assert f"{found['RMSE']:.2f}" in text
    row = re.search(r"<tr><[^>]+>PSNR.*?</tr>", text, re.S).group()
    bicubic, held, judged = re.findall(r">(\d+\.\d+)<", row)
    assert (bicubic, judged) == (f"{found['PSNR_BASELINE']:.2f}", f"{found['PSNR']:.2f}")
    assert float(held) > float(bicubic)
    assert f"{found['HQNR']:.4f}" in text


def test_a_model_is_judged_beside_the_regression(pair, tmp_path):
    """One that adds nothing gains nothing; one of random weights is told from it."""
    log, results = Log(), []
    for strength in (0.0, 1.0):
        arguments = {"bands": 1, "guides": 2, "features": 16, "blocks": 2}
        facts = {"task": "sharpen", "architecture": "sharpener", "arguments": arguments, "scale": 1, "bands": ["any"]}
        card = ModelCard(id="ours", title="", halo=20, tensors_sha256="", training={"guides": ["any"]}, **facts)
        network = rough(1, 2)
        network.tail.weight.data *= strength
        path = str(tmp_path / "ours.safetensors")
        model.save(tmp_path / "ours.safetensors", card, {"l1": network.state_dict()})
        results.append(evaluated(pair, log, model=path, output=str(tmp_path / "page.html")))
    assert results[0]["RMSE_OVER_REGRESSION"] == pytest.approx(1)
    assert results[1]["RMSE_OVER_REGRESSION"] != pytest.approx(1, abs=0.01)
    code, values = next(note for note in log.notes if note[0].startswith("sharpening-"))
    assert (code, values["model"]) == ("sharpening-no-better", "ours")
    assert "regression, held to the layer" in (tmp_path / "page.html").read_text()


@pytest.mark.parametrize(
    ("bicubic", "regression", "judged", "code"),
    [
        (100, 40, 30, "sharpening-better"),
        (100, 30, 30, "sharpening-no-better"),
        (100, 40, None, "sharpening-regression"),
        (100, 120, None, "sharpening-worse"),
        (100, 40, 130, "sharpening-worse"),
        (0, 0, None, "sharpening-worse"),
    ],
)
def test_the_verdict_is_one_sentence(bicubic, regression, judged, code):
    errors = {BICUBIC: bicubic, HELD: 90, REGRESSION: regression, **({MODEL: judged} if judged else {})}
    full = FullScores(0.0, 0.1, 0.9)
    figures = {name: MeanFigures(ReducedScores(error, 1, 1, 1, 1), full) for name, error in errors.items()}
    found, values = verdict(figures, "ours", 3).sentence
    assert found == code
    assert note_text(found, values)


def test_both_layers_are_made_coarser_as_their_sensors_see():
    coarse, guide, _ = layers(2, rows=64, columns=64)
    one = sharpener(coarse, guide, 2, responses=[Response.of(0.4, 2), None])
    below, patch = make_coarser(one, GuidedPatch(coarse, guide), [0.5, 0.6, 0.7])
    assert (patch.coarse.shape, patch.guide.shape) == ((2, 32, 32), (3, 64, 64))
    assert below.responses[0].at_nyquist == pytest.approx(0.4)
    assert below.responses[1] is None, "what is not known is not known there either"
    assert torch.allclose(patch.coarse[:1], degraded(coarse[:1], [Response.of(0.4, 2)], 2))
    assert torch.allclose(patch.guide[2:], degraded(guide[2:], [Response.of(0.7, 2)], 2))


def test_the_guides_sensor_is_known_or_usual(pair):
    guide = RasterSource(pair["guide"])
    names = ["B2", "B3", "B8"]
    assert guide_responses("sentinel-2", guide, names) == pytest.approx([0.408, 0.440, 0.408], abs=0.001)
    assert guide_responses("perfect", guide, names) == [1.0] * 3
    assert guide_responses("auto", guide, names) == pytest.approx([0.471] * 3, abs=0.001)
    assert guide_responses("auto", guide, ["pan"]) == pytest.approx([0.236], abs=0.001)


def test_distortions_are_what_they_say():
    coarse, guide, truth = layers(2, rows=40, columns=40)
    assert spectral_distortion(coarse, coarse) == pytest.approx(0)
    flat = coarse.mean((1, 2), keepdim=True).expand_as(coarse)
    assert spectral_distortion(flat, coarse) > 0.5
    seen = torch.stack([degraded(guide, [Response.of(0.5, 2)] * 3, 2)] * 2)
    by_hand = np.mean(
        [
            abs(
                uqi(truth[band : band + 1], guide[other : other + 1])
                - uqi(coarse[band : band + 1], seen[band, other, None])
            )
            for band in range(2)
            for other in range(3)
        ]
    )
    assert spatial_distortion(truth, guide, coarse, seen) == pytest.approx(by_hand)
    plain = torch.nn.functional.interpolate(coarse[None], scale_factor=2, mode="bicubic")[0]
    assert spatial_distortion(plain, guide, coarse, seen) > spatial_distortion(truth, guide, coarse, seen)
    assert hqnr(0.1, 0.2) == pytest.approx(0.72)


def test_holes_are_not_judged(pair, tmp_path):
    whole = evaluated(pair)
    values = read(gdal.Open(pair["input"]))
    values[:, 30:40, 150:160] = 0
    write(tmp_path / "in.tif", values, 0, epsg=EPSG, transform=moved(GRID, 2))
    found = evaluated(pair)
    assert (whole["TILES"], found["TILES"]) == (2, 1)
    assert found["RMSE"] < 1.5 * whole["RMSE"]


def test_one_band_has_no_angle(pair, tmp_path):
    values = read(gdal.Open(pair["input"]))[:1]
    write(tmp_path / "in.tif", values, epsg=EPSG, transform=moved(GRID, 2))
    page = tmp_path / "page.html"
    found = evaluated(pair, output=str(page))
    assert math.isnan(found["SAM"])
    assert "SAM, °" not in page.read_text()


def test_what_can_not_be_judged_is_said(pair, tmp_path):
    def refusal(**fields) -> str:
        page = tmp_path / "page.html"
        with pytest.raises(RasterGanError) as caught:
            evaluated({**pair, "output": str(page), **fields})
        assert str(caught.value)
        assert not page.exists()
        return caught.value.code

    assert refusal(truth=pair["guide"]) == "evaluate-guided"
    assert refusal(bands=(1,)) == "evaluate-guided"
    assert refusal(guide=pair["input"]) == "guide-coarse"
    assert refusal(guide=str(tmp_path / "none.tif")) == "guide-unreadable"
    assert refusal(model="upscale-x2") == "model-task"
    assert refusal(extent=(441000.0, 3751000.0, 441200.0, 3751200.0)) == "raster-too-small"
    assert refusal(count=0) == "tile-count"
    blank = write(tmp_path / "blank.tif", np.full((1, 120, 240), 7, "uint8"), epsg=EPSG, transform=moved(GRID, 2))
    assert refusal(input=str(blank)) == "tiles-plain"
