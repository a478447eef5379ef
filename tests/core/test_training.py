"""Training: the same run whether it was stopped or not, and one that learns."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from gan_core.metrics.fidelity import psnr
from gan_core.networks import build
from gan_core.radiometry.consistency import consistent
from gan_core.training.degradation import Sensor, area_mean
from gan_core.training.loop import Run, Schedule
from gan_core.training.pairs import Pairs, Patches, averaged


def stripes(count: int) -> list[np.ndarray]:
    """Sharp stripes at random angles: structure that a network can learn and bicubic can't know."""
    random, images = np.random.default_rng(0), []
    rows, columns = np.mgrid[:80, :80]
    for _ in range(count):
        angle, period = random.uniform(0, 3.14), random.uniform(6, 14)
        wave = np.sin((rows * np.sin(angle) + columns * np.cos(angle)) * 6.28 / period) > 0
        images.append(np.stack([np.where(wave, 200, 50).astype(np.uint8)] * 3))
    return images


def run(steps: int, bands: int = 3) -> Run:
    torch.manual_seed(1)
    network = build("residual", {"bands": bands, "noise": 0, "scale": 2, "features": 16, "blocks": 2})
    pairs = Pairs(Patches.of(stripes(12), 32, bands, seed=5), Sensor(2))
    return Run(network, pairs, Schedule(steps, batch=4), {"charbonnier": 1.0})


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
