"""Training: the same run whether it was stopped or not, and one that learns."""

from __future__ import annotations

import copy
import functools
import time

import numpy as np
import pytest
import torch

from gan_core.evaluation.gan_gate import GateScores, measure, objections
from gan_core.metrics.checkerboard import checkerboard
from gan_core.metrics.fidelity import psnr
from gan_core.networks import build
from gan_core.networks.patch import PatchDiscriminator
from gan_core.radiometry.consistency import consistent
from gan_core.training.adversarial_losses import ADVERSARIAL_LOSSES, gradient_penalty
from gan_core.training.augment import diff_augment
from gan_core.training.degradation import Degradation, area_mean
from gan_core.training.discriminator import PairDiscriminator
from gan_core.training.losses import LOSSES, GeneratorOutput, weighted
from gan_core.training.module import Schedule
from gan_core.training.muon import orthogonal
from gan_core.training.pairs import Pairs, Patches, Photograph, averaged
from gan_core.training.precision_probe import low_precision_pays
from gan_core.training.prefetch import Prefetched
from gan_core.training.super_resolution import SuperResolutionModule


def stripes(count: int) -> list[Photograph]:
    """Sharp stripes at random angles: structure that a network can learn and bicubic can't know."""
    random, images = np.random.default_rng(0), []
    rows, columns = np.mgrid[:80, :80]
    for _ in range(count):
        angle, period = random.uniform(0, 3.14), random.uniform(6, 14)
        wave = np.sin((rows * np.sin(angle) + columns * np.cos(angle)) * 6.28 / period) > 0
        images.append(np.stack([np.where(wave, 200, 50).astype(np.uint8)] * 3))
    return [Photograph(image) for image in images]


def run(steps: int, bands: int = 3) -> SuperResolutionModule:
    torch.manual_seed(1)
    network = build("residual", {"bands": bands, "noise": 0, "scale": 2, "features": 16, "blocks": 2})
    pairs = Pairs(Patches.of(stripes(12), 32, bands, seed=5), Degradation(2))
    return SuperResolutionModule(network, pairs, Schedule(steps, batch=4), {"charbonnier": 1.0})


@pytest.mark.parametrize("bands", [1, 3])
def test_patches_depend_on_seed_and_step_only(bands):
    patches = Patches.of(stripes(3), 32, bands, seed=1)
    first = patches.batch(7, 4)
    patches.batch(8, 4)
    assert first.shape == (4, bands, 32, 32)
    assert torch.equal(first, patches.batch(7, 4))
    assert not torch.equal(first, patches.batch(8, 4))


def test_averaging():
    image = np.arange(2 * 5 * 4, dtype=np.uint8).reshape(2, 5, 4)
    assert averaged(image, 2).tolist() == [[[2, 4], [10, 12]], [[22, 24], [30, 32]]]


def test_a_stopped_run_goes_on_where_it_was(tmp_path):
    whole = run(6)
    losses = list(whole.losses())
    first = run(6)
    for _ in range(3):
        first.step()
    first.save(tmp_path / "run.safetensors")
    second = run(6)
    second.resume(tmp_path / "run.safetensors")
    assert second.done == 3
    assert list(second.losses()) == losses[3:]
    for one, other in zip(whole.ema.state_dict().values(), second.ema.state_dict().values()):
        assert torch.equal(one, other)
    assert [path.name for path in tmp_path.iterdir()] == ["run.safetensors"]


def test_a_run_learns():
    trained = run(400)
    list(trained.losses())
    truth = trained.pairs.patches.batch(9999, 16)
    seen = area_mean(truth, 2)
    with torch.no_grad():
        base = torch.nn.functional.pixel_shuffle(consistent(seen, torch.zeros(16, 12, 16, 16)), 2)
        made = torch.nn.functional.pixel_shuffle(consistent(seen, trained.ema(seen)), 2)
    assert psnr(made, truth) > psnr(base, truth) + 1, (psnr(made, truth), psnr(base, truth))


def test_psnr():
    truth = torch.zeros(3, 4, 4)
    assert psnr(truth + 0.1, truth) == pytest.approx(20, abs=1e-4)
    assert psnr(truth, truth) == float("inf")


def test_the_update_of_a_kernel_is_orthogonal():
    torch.manual_seed(0)
    for shape in ((8, 40), (40, 8)):
        values = torch.linalg.svdvals(orthogonal(torch.randn(3, *shape)))
        assert 0.6 < float(values.min()) <= float(values.max()) < 1.3


def test_losses_are_zero_on_the_truth_and_named():
    truth = torch.rand(2, 3, 8, 8)
    seen = area_mean(truth, 2)
    residual = torch.nn.functional.pixel_unshuffle(truth, 2) - consistent(seen, torch.zeros(2, 12, 4, 4), project=False)
    right = GeneratorOutput(truth, residual, truth, seen)
    wrong = GeneratorOutput(truth.flip(1), residual + 0.1, truth, seen)
    dots = torch.zeros(8, 8)
    dots[::2, ::2] = 0.5
    dotted = right._replace(image=truth + dots)
    assert float(LOSSES["left_over"](GeneratorOutput(truth, truth, truth, truth.flip(1)))) == 0
    nothing_done = GeneratorOutput(truth.flip(1), truth, truth, truth.flip(1))
    assert 0.9 < float(LOSSES["left_over"](nothing_done)) < 1
    for name, loss in LOSSES.items():
        if name == "left_over":  # compares the input with the truth, so it is for x1 alone
            continue
        assert float(loss(right)) == pytest.approx(0.001 if name == "charbonnier" else 0, abs=1e-5), name
        assert float(loss(dotted if name == "pattern" else wrong)) > 0.01, name
    both = weighted(wrong, {"sam": 2.0, "gradient": 1.0})
    assert float(both) == pytest.approx(2 * float(LOSSES["sam"](wrong)) + float(LOSSES["gradient"](wrong)))
    with pytest.raises(KeyError, match="beauty"):
        weighted(right, {"beauty": 1.0})


@pytest.mark.parametrize("adversary", ADVERSARIAL_LOSSES.values(), ids=ADVERSARIAL_LOSSES)
def test_each_side_wants_the_opposite(adversary):
    told_apart = torch.full((2, 1, 3, 3), 3.0), torch.full((2, 1, 3, 3), -3.0)
    fooled = told_apart[::-1]
    assert adversary.discriminator_loss(*told_apart) < adversary.discriminator_loss(*fooled)
    assert adversary.generator_loss(*told_apart) > adversary.generator_loss(*fooled)


def test_the_gradient_penalty_is_a_slope():
    weight = torch.tensor([3.0, 4.0])
    image = torch.rand(5, 2, 1, 1)
    penalty = gradient_penalty(lambda x: (x * weight[:, None, None]).sum(1, keepdim=True), image)
    assert float(penalty) == pytest.approx(25)


def test_augmentation_is_shared_and_keeps_gradients():
    image = torch.rand(6, 2, 32, 32, requires_grad=True)
    once = diff_augment(image, 1.0, np.random.default_rng(1))
    assert torch.equal(once, diff_augment(image, 1.0, np.random.default_rng(1)))
    assert not torch.equal(once, diff_augment(image, 1.0, np.random.default_rng(2)))
    once.sum().backward()
    assert 0 < float((image.grad == 1).float().mean()) < 1
    assert diff_augment(image, 0.0, np.random.default_rng(1)) is image


@functools.cache
def faithful() -> SuperResolutionModule:
    """A generator that knows its trade: what every game starts from."""
    trained = run(200)
    list(trained.losses())
    return trained


def game(steps: int, adversary: str = "relativistic", seed: int = 2) -> SuperResolutionModule:
    generator = copy.deepcopy(faithful().ema).requires_grad_(True)
    torch.manual_seed(seed)
    discriminator = PairDiscriminator(
        PatchDiscriminator(6, features=8, layers=2), ADVERSARIAL_LOSSES[adversary], lr=1e-4, seed=1
    )
    schedule = Schedule(steps, batch=4, muon_lr=1e-3, adam_lr=1e-4)
    return SuperResolutionModule(
        generator, faithful().pairs, schedule, {"charbonnier": 1.0, "adversarial": 0.01}, discriminator=discriminator
    )


@pytest.mark.parametrize("adversary", ADVERSARIAL_LOSSES)
def test_a_rival_learns_and_moves_the_generator(adversary):
    played = game(60, adversary)
    played.discriminator.augment, played.discriminator.gamma = 0.0, min(played.discriminator.gamma, 0.01)
    played.discriminator.optimizer.param_groups[0]["lr"] = 1e-3
    before = [weight.clone() for weight in played.network.parameters()]
    played.losses_by_name = {"charbonnier": lambda result: 0 * result.image.mean()}
    margins = []
    for _ in played.losses():
        margins.append(played.discriminator.margin)
    assert max(margins) > 0.1
    assert all(torch.isfinite(weight).all() for weight in played.network.parameters())
    assert any(not torch.equal(one, other) for one, other in zip(before, played.network.parameters()))
    assert all(weight.requires_grad for weight in played.discriminator.network.parameters())


def test_a_stopped_game_goes_on_where_it_was(tmp_path):
    whole = game(6)
    losses = list(whole.losses())
    first = game(6)
    for _ in range(3):
        first.step()
    first.discriminator.strengthen_generator()
    first.discriminator.gamma, first.discriminator.augment = whole.discriminator.gamma, whole.discriminator.augment
    first.save(tmp_path / "run.safetensors")
    second = game(6)
    second.resume(tmp_path / "run.safetensors")
    assert list(second.losses()) == losses[3:]


def broken(played: SuperResolutionModule, change) -> None:
    """From now on the generator says something else."""
    told = played.network.forward
    played.network.forward = lambda x: change(told(x))


FAULTS = {
    "not-finite": lambda stack: stack * float("nan"),
    "drift": lambda stack: stack + 0.05,
    "pattern": lambda stack: stack + 0.3 * torch.tensor([1.0, -1.0, -1.0, 1.0]).repeat(3)[:, None, None],
    "grey": None,
    "discriminator-won": None,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_an_alarm_comes_within_fifty_steps_and_is_acted_upon(fault, monkeypatch):
    played = game(200)
    played.discriminator.augment = 0.0
    for _ in range(30):
        played.step()
    assert played.alarms == []
    gamma, good = played.discriminator.gamma, copy.deepcopy(played.good)
    if FAULTS[fault]:
        broken(played, FAULTS[fault])
    elif fault == "grey":  # the projection forbids it; a network without one could
        told = played.forward
        monkeypatch.setattr(played, "forward", lambda: told()._replace(image=0 * told().image + 0.5))
    else:
        update = played.discriminator.update

        def winning(result, step):
            update(result, step)
            played.discriminator.margin = 9.0

        monkeypatch.setattr(played.discriminator, "update", winning)
    for _ in range(50):
        played.step()
        if played.alarms:
            break
    alarm = played.alarms[0]
    assert alarm.code == fault
    assert alarm.step < 30 + 50
    if fault == "discriminator-won":
        assert played.discriminator.gamma == 2 * gamma
    else:
        assert played.lr_penalty == 0.5
        assert all(torch.equal(value, good[name]) for name, value in played.network.state_dict().items())


@pytest.mark.parametrize(
    ("adversary", "seed"),
    [*((name, 2) for name in ADVERSARIAL_LOSSES), *(("relativistic", seed) for seed in (3, 4, 5))],
)
def test_no_alarm_on_a_healthy_run(adversary, seed):
    played = game(120, adversary, seed)
    list(played.losses())
    assert played.alarms == []


def test_the_checkerboard_is_seen_and_a_sharp_image_is_none():
    truth = torch.rand(1, 1, 64, 64)
    dots = torch.zeros(64, 64)
    dots[::4, ::4] = 1
    assert checkerboard(truth, truth, 4) == pytest.approx(1)
    assert checkerboard(truth.flip(2), truth, 4) == pytest.approx(1, abs=0.3)
    assert checkerboard(truth + dots, truth, 4) > 3


def test_batches_made_ahead_are_those_that_were_asked_for():
    class Counts:
        def batch(self, step: int, count: int) -> tuple[int, int]:
            return step, count

    with Prefetched(Counts()) as batches:
        asked = [(0, 4), (1, 4), (1, 4), (7, 4), (8, 2)]
        assert [batches.batch(*one) for one in asked] == asked


@pytest.mark.parametrize("slow", [True, False])
def test_low_precision_is_taken_only_where_it_is_faster(slow, monkeypatch):
    image = torch.rand(1, 3, 16, 16)
    network = torch.nn.Conv2d(3, 4, 3)
    plain = network.forward

    def forward(x):
        time.sleep(0.01 if torch.is_autocast_enabled("cpu") == slow else 0)
        return plain(x)

    monkeypatch.setattr(network, "forward", forward)
    assert low_precision_pays(network, image) is not slow
    assert network.weight.grad is None


def figures_of(
    psnr: float = 30.0, angle: float = 1.0, hallucination: float = 0.3, distance: float = 0.4, pattern: float = 1.0
):
    return GateScores(psnr, angle, hallucination, distance, pattern)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({}, "feature distance"),
        ({"distance": 0.39}, "feature distance"),
        ({"distance": 0.3}, ""),
        ({"distance": 0.3, "angle": 1.2}, "spectral angle"),
        ({"distance": 0.3, "hallucination": 0.45}, "invented detail"),
        ({"distance": 0.3, "psnr": 28.9}, "lost on an image"),
        ({"distance": 0.3, "pattern": 3.5}, "pattern"),
        ({"distance": float("nan")}, "feature distance"),
    ],
)
def test_the_gate(change, words):
    plain = [figures_of(), figures_of()]
    rich = (
        [figures_of(distance=0.3), figures_of(**change)] if words == "lost on an image" else [figures_of(**change)] * 2
    )
    found = objections(plain, rich)
    assert len(found) == (1 if words else 0)
    assert all(words in one for one in found)


def test_the_gate_measures_what_it_judges():
    truth = torch.rand(3, 64, 64)
    seen = area_mean(truth[None], 2)[0]
    soft = torch.nn.functional.interpolate(seen[None], scale_factor=2, mode="bicubic")[0].clamp(0, 1)
    found = measure(seen, soft, truth, lambda image: [image, image.diff(dim=3)])
    same = measure(seen, truth, truth, lambda image: [image])
    assert same.psnr == float("inf")
    assert same.angle == pytest.approx(0, abs=1e-4)
    assert (same.distance, same.pattern) == (0, 1)
    assert found.psnr == psnr(soft, truth)
    assert found.angle > 1
    assert found.distance > 0.01
    assert found.pattern < 1
