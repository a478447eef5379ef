"""Coarse bands sharpened by a finer layer: what must hold for every tile, whatever the weights."""

from __future__ import annotations

import copy
import dataclasses
import math

import numpy as np
import pytest
import torch

from gan_core.networks import build
from gan_core.networks.sharpener import SharpenerNetwork, conditions_of
from gan_core.sharpening import residual
from gan_core.sharpening.consistency import enlarged
from gan_core.sharpening.registration import Tile, measured_shift
from gan_core.sharpening.regression import Corner
from gan_core.sharpening.response import Response, degraded, row
from gan_core.sharpening.response_estimate import estimated_responses
from gan_core.sharpening.sharpener import FILLED, ORIGIN, Sharpener
from gan_core.sharpening.statistics import Statistics
from gan_core.training.scene_adaptation import Judge, Scene, SceneAdaptation, SceneTile
from gan_core.training.trainer import Trainer

WEIGHTS = torch.tensor([[0.8, 0.3, 0.0], [0.2, 0.1, 0.9]])
"""Of three fine bands in two coarse ones."""


def ground(ratio: int, rows: int = 48, columns: int = 48, seed: int = 0) -> torch.Tensor:
    """Three fine bands: textured, with edges, values of thousands."""
    generator = torch.Generator().manual_seed(seed)
    shape = (1, 3, rows * ratio, columns * ratio)
    noise = torch.randn(shape, generator=generator)
    smooth = torch.nn.functional.avg_pool2d(noise, 5, 1, 2) * 4
    return 3000 + 500 * (smooth[0] + (smooth[0] > 0.5))


def layers(ratio: int, response: float = 0.5, **size: int) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Coarse bands, guide, truth."""
    guide = ground(ratio, **size)
    truth = torch.einsum("ck,khw->chw", WEIGHTS, guide)
    return degraded(truth, [Response.of(response, ratio)] * 2, ratio), guide, truth


def network(bands: int = 2, guides: int = 3, seed: int = 1) -> SharpenerNetwork:
    """Of weights that do something."""
    torch.manual_seed(seed)
    made = build("sharpener", {"bands": bands, "guides": guides, "features": 16, "blocks": 2})
    for name, weight in made.named_parameters():
        if name.startswith(("tail", "gain")) or "gain" in name:
            torch.nn.init.normal_(weight, std=0.02)
    return made.eval().requires_grad_(False)  # type: ignore[return-value]


def sharpener(coarse: torch.Tensor, guide: torch.Tensor, ratio: int, **options) -> Sharpener:
    known = [Statistics.of([band.numpy() for band in image]) for image in (coarse, guide)]
    responses = options.pop("responses", [Response.of(0.5, ratio)] * len(coarse))
    return Sharpener(ratio, responses, known[0], known[1], **options)


def run(one: Sharpener, coarse, guide, valid=None, guide_valid=None, place: Corner = ORIGIN) -> torch.Tensor:
    valid = torch.ones_like(coarse, dtype=torch.bool) if valid is None else valid
    guide_valid = torch.ones_like(guide[:1], dtype=torch.bool) if guide_valid is None else guide_valid
    return one(coarse, guide, valid, guide_valid, place)


def rmse(image: torch.Tensor, truth: torch.Tensor) -> float:
    return float((image - truth)[:, 8:-8, 8:-8].square().mean().sqrt())


@pytest.mark.parametrize("ratio", [2, 3, 4, 6])
def test_detail_comes_from_the_guide(ratio):
    coarse, guide, truth = layers(ratio)
    made = run(sharpener(coarse, guide, ratio), coarse, guide)
    assert made.shape == truth.shape
    assert rmse(made, truth) < 0.15 * rmse(enlarged(coarse[None], ratio)[0], truth)


@pytest.mark.parametrize(("ratio", "joint"), [(2, True), (3, True), (4, False)])
def test_a_tile_is_the_whole(ratio, joint):
    coarse, guide, _ = layers(ratio, rows=90, columns=90)
    one = sharpener(coarse, guide, ratio, network=network(2, 3) if joint else network(1, 2))
    valid, guide_valid = torch.rand(coarse.shape, generator=torch.Generator().manual_seed(3)) > 0.02, guide[:1] > 2200
    whole = run(one, coarse, guide, valid, guide_valid)
    halo, core = one.halo, 5
    top, left = 90 - 2 * halo - core - 1, 90 - 2 * halo - core
    assert top >= 0
    rows, columns = slice(top, top + 2 * halo + core), slice(left, left + 2 * halo + core)
    fine = [slice(side.start * ratio, side.stop * ratio) for side in (rows, columns)]
    tile = run(
        one,
        coarse[:, rows, columns],
        guide[:, fine[0], fine[1]],
        valid[:, rows, columns],
        guide_valid[:, fine[0], fine[1]],
        Corner(top, left),
    )
    inner = slice(halo * ratio, (halo + core) * ratio)
    expected = whole[:, fine[0], fine[1]][:, inner, inner]
    assert torch.allclose(tile[:, inner, inner], expected, rtol=0, atol=0.01)  # of values of thousands, in float32


def test_gains_and_offsets_change_nothing_else():
    coarse, guide, _ = layers(2)
    net = network()
    plain = run(sharpener(coarse, guide, 2, network=net), coarse, guide)
    for gain, offset, guide_gain, guide_offset in (
        (1, 1000, 1, 1000),
        (0.5, 0, 2, 0),
        (2, -1000, 1, 0),
        (1e-4, 0, 1, 0),
    ):
        other, its = coarse * gain + offset, guide * guide_gain + guide_offset
        made = run(sharpener(other, its, 2, network=net), other, its)
        assert float(((made - offset) / gain - plain).abs().max()) < 0.05


def test_what_is_invalid_reaches_nothing():
    coarse, guide, _ = layers(2)
    valid, guide_valid = torch.ones_like(coarse, dtype=torch.bool), torch.ones_like(guide[:1], dtype=torch.bool)
    valid[:, 10:20, 10:20], guide_valid[:, 60:70, 20:30] = False, False
    one = sharpener(coarse, guide, 2, network=network())
    made = run(one, coarse, guide, valid, guide_valid)
    other, its = torch.where(valid, coarse, -9999.0), torch.where(guide_valid, guide, 0.0)
    outside = enlarged(valid[None].float(), 2)[0] == 1
    assert torch.equal(made[outside], run(one, other, its, valid, guide_valid)[outside])
    assert float(made[outside].min()) > 0.8 * float(coarse.min())


def test_no_value_is_below_the_least():
    coarse, guide, _ = layers(2)
    guide[:, 40:44, 40:44] += 60000
    made = run(sharpener(coarse, guide, 2), coarse, guide)
    assert torch.all(made.amin((1, 2)) >= coarse.amin((1, 2)))


def test_what_the_sample_did_not_meet_stays_dark():
    """The least value is one of a look at the layer; a dark pond beside it is no error."""
    coarse, guide, _ = layers(2)
    one = sharpener(coarse, guide, 2)
    brighter = dataclasses.replace(one, coarse=one.coarse._replace(least=(9000.0, 9000.0)))
    made = run(brighter, coarse, guide)
    assert torch.all(made.amin((1, 2)) <= coarse.amin((1, 2)) + 1)
    assert torch.allclose(made.mean(), run(one, coarse, guide).mean(), rtol=0.02)


def test_held_to_its_response_or_to_none():
    coarse, guide, _ = layers(2)
    seen = Response.of(0.4, 2)
    made = run(sharpener(coarse, guide, 2, responses=[seen, None]), coarse, guide)
    left = (degraded(made, [seen] * 2, 2) - coarse)[:, 4:-4, 4:-4].abs().mean((1, 2))
    assert left[0] < 0.25 * left[1]


def test_any_part_of_the_bands_and_guides():
    coarse, guide, _ = layers(2)
    net = network(bands=4, guides=3)
    made = run(sharpener(coarse, guide, 2, network=net, slots=[3, None]), coarse, guide)
    plain = run(sharpener(coarse, guide, 2), coarse, guide)
    assert not torch.equal(made[0], plain[0])
    assert torch.equal(made[1], plain[1])
    fewer = run(sharpener(coarse, guide[:2], 2, network=net, slots=[3, 0], guide_slots=[2, 0]), coarse, guide[:2])
    assert fewer.shape == made.shape


def test_an_untrained_network_is_the_regression():
    coarse, guide, _ = layers(2)
    fresh = build("sharpener", {"bands": 2, "guides": 3, "features": 16, "blocks": 2})
    made = run(sharpener(coarse, guide, 2, network=fresh), coarse, guide)
    assert torch.equal(made, run(sharpener(coarse, guide, 2), coarse, guide))


@pytest.mark.parametrize("bands", [2, 1])
def test_strips_of_the_network_do_not_show(bands, monkeypatch):
    coarse, guide, _ = layers(2)
    trained = sharpener(coarse, guide, 2, network=network(bands, guides=3 if bands > 1 else 2))
    whole = run(trained, coarse, guide)
    monkeypatch.setattr(residual, "STRIP", 1)
    monkeypatch.setattr(residual, "LEAST_ROWS", 20)
    assert torch.allclose(run(trained, coarse, guide), whole, atol=0.01)


def test_a_band_hears_of_the_others_whatever_their_order():
    coarse, guide, _ = layers(2)
    net = network(bands=1, guides=2)
    deaf = run(sharpener(coarse, guide, 2, network=net), coarse, guide)
    for block in net.blocks:
        torch.nn.init.normal_(block.across.weight, std=0.1)
    both = run(sharpener(coarse, guide, 2, network=net), coarse, guide)
    turned = run(sharpener(coarse.flip(0), guide, 2, network=net), coarse.flip(0), guide)
    assert torch.allclose(turned.flip(0), both, atol=0.01)
    assert not torch.allclose(deaf, both, atol=0.1)


def test_calm_ground_takes_no_noise_from_the_guide():
    coarse, guide, _ = layers(2)
    one = sharpener(coarse, guide, 2)
    calm = torch.full_like(coarse, 3500) + torch.randn(coarse.shape, generator=torch.Generator().manual_seed(5))
    its = torch.full_like(guide, 3000) + 4 * torch.randn(guide.shape, generator=torch.Generator().manual_seed(6))
    still = torch.full_like(its, 3000)
    noisy, alone = (run(one, calm, which)[:, 20:-20, 20:-20].std() for which in (its, still))
    assert noisy < 1.02 * alone


@pytest.mark.parametrize("width", [2.76, 3.0])
def test_the_response_is_what_it_says(width):
    weights = torch.tensor(row(Response.of(0.4, width), 3), dtype=torch.float64)
    assert float(weights.sum()) == pytest.approx(1)
    distance = torch.arange(len(weights)) - (len(weights) - 1) / 2
    at_nyquist = float((weights * torch.cos(math.pi * distance / width)).sum())
    assert at_nyquist == pytest.approx(0.4 * 2 / math.pi, abs=0.05)
    assert Response.of(0.4, width).at_nyquist == pytest.approx(0.4)


@pytest.mark.parametrize("shift", [(0, 0), (1, -3), (-4, 2)])
def test_a_shift_is_found(shift):
    coarse, guide, _ = layers(2, rows=80, columns=80)
    moved = torch.roll(guide, shift, (1, 2))
    measured = measured_shift([Tile(coarse, moved, torch.ones(80, 80, dtype=torch.bool))], 2, Response.of(0.5, 2))
    assert (measured.rows, measured.columns) == pytest.approx(shift, abs=0.1)
    assert measured.doubt < 0.05
    assert measured.likeness > 0.9


def test_a_shift_that_cannot_be_told():
    coarse, guide, _ = layers(2, rows=80, columns=80)
    valid = torch.ones(80, 80, dtype=torch.bool)
    foreign = torch.rand(guide.shape, generator=torch.Generator().manual_seed(4))
    for other in (foreign, torch.ones_like(guide), torch.roll(guide, 20, 1)):
        assert measured_shift([Tile(coarse, other, valid)], 2, Response.of(0.5, 2)).doubt == math.inf
    assert measured_shift([Tile(coarse, guide, ~valid)], 2, Response.of(0.5, 2)).doubt == math.inf
    assert measured_shift([], 2, Response.of(0.5, 2)).doubt == math.inf


@pytest.mark.parametrize("response", [0.3, 0.6, 0.9, 1.0])
def test_a_response_is_measured(response):
    coarse, guide, _ = layers(2, response, rows=80, columns=80)
    coarse[1] = torch.rand(80, 80, generator=torch.Generator().manual_seed(4))
    known, unknown = estimated_responses([Tile(coarse, guide, torch.ones(80, 80, dtype=torch.bool))], 2)
    assert known.sure == pytest.approx(response, abs=0.03)
    assert known.sure <= 1
    assert unknown.sure is None


def test_statistics_ignore_a_cloud():
    values = np.random.default_rng(0).normal(1000, 100, 10000)
    clear, cloudy = Statistics.of([values]), Statistics.of([np.concatenate((values, np.full(200, 60000.0)))])
    assert cloudy.spread[0] == pytest.approx(clear.spread[0], rel=0.1)
    assert Statistics.of([np.full(10, 7.0)]) == ((7.0,), (1.0,), (7.0,))


def scene(response: float, ratio: int = 2, seed: int = 0) -> Scene:
    """Ground whose second coarse band is sharper than the guide explains."""
    coarse, guide, _ = layers(ratio, response, rows=100, columns=100, seed=seed)
    known = [Statistics.of([band.numpy() for band in image]) for image in (coarse, guide)]
    tile = SceneTile(known[0].normalized(coarse), known[1].normalized(guide))
    seen = [Response.of(response, ratio)]
    return Scene([tile], ratio, seen * 2, seen * 3, [0, 1], [0, 1, 2])


class Quiet:
    def __getattr__(self, name):
        return lambda *_: False


def test_a_scene_is_learned_and_a_part_of_it_decides(tmp_path):
    learned, held_out = scene(0.5).split()
    assert [tile.coarse.shape[2] for tile in (*learned.tiles, *held_out.tiles)] == [64, 36]
    parent = build("sharpener", {"bands": 2, "guides": 3, "features": 16, "blocks": 2})
    judge = Judge(held_out, parent)
    module = SceneAdaptation(copy.deepcopy(parent), learned)
    module.schedule = dataclasses.replace(module.schedule, steps=50, adam_lr=2e-3)
    module.reset_optimizers()
    trainer = Trainer(module, tmp_path / "checkpoint", 1e9, Quiet(), judge)
    best = trainer.fit()
    assert trainer.best_score > 0.1
    assert held_out.error(best) < judge.before
    assert judge(best).score == pytest.approx(trainer.best_score)


def test_a_network_that_is_no_better_is_not_kept(tmp_path):
    learned, held_out = scene(0.5).split()
    parent = build("sharpener", {"bands": 2, "guides": 3, "features": 16, "blocks": 2})
    unlike = dataclasses.replace(learned, tiles=[SceneTile(-tile.coarse.flip(1), tile.guide) for tile in learned.tiles])
    module = SceneAdaptation(copy.deepcopy(parent), unlike)
    module.schedule = dataclasses.replace(module.schedule, steps=25)
    best = Trainer(module, tmp_path / "checkpoint", 1e9, Quiet(), Judge(held_out, parent)).fit()
    for name, weight in best.state_dict().items():
        assert torch.equal(weight, parent.state_dict()[name])


def test_a_small_scene_is_not_learned():
    whole = scene(0.5)
    small = dataclasses.replace(
        whole, tiles=[SceneTile(whole.tiles[0].coarse[:, :, :60], whole.tiles[0].guide[:, :, :120])]
    )
    learned, held_out = small.split()
    assert not learned.tiles
    assert not held_out.tiles
    with pytest.raises(ValueError, match="nothing to learn"):
        SceneAdaptation(network(), learned)


@pytest.mark.parametrize(("ratio", "joint"), [(2, True), (4, False)])
def test_the_halo_is_as_far_as_it_looks(ratio, joint):
    """What is no number spreads to everything that looks at it."""
    coarse, guide, _ = layers(ratio, rows=5, columns=110)
    one = sharpener(coarse, guide, ratio, network=network(2, 3) if joint else network(1, 2))
    coarse[:, 2, 50] = torch.nan
    guide[:, 2 * ratio, 50 * ratio : 51 * ratio] = torch.nan
    columns = run(one, coarse, guide).isnan().any(0).any(0).nonzero()[:, 0] // ratio
    reach = max(50 - int(columns.min()), int(columns.max()) - 50)
    assert one.halo - FILLED - 4 <= reach <= one.halo - FILLED


def test_the_network_sees_differences_only():
    net, image = network(), torch.rand(1, 5, 16, 16)
    conditions = conditions_of([0.5, None], 2)
    shifted = image + torch.tensor([3.0, -2.0, 0.5, 10.0, 0.0])[:, None, None]
    assert torch.allclose(net(shifted, conditions), net(image, conditions), atol=1e-4)
    assert torch.allclose(net(2 * image, conditions), 2 * net(image, conditions), atol=1e-5)
    assert not torch.allclose(net(image, conditions_of([1.0, None], 2)), net(image, conditions))
