"""What is told of a layer's sensor, against sensors that are known."""

from __future__ import annotations

import functools
import time

import numpy as np
import pytest
import torch
from safetensors.torch import load_file, save_file

from gan_core.api.errors import RasterGanError
from gan_core.inference import sensor_estimate
from gan_core.inference.sensor_estimate import SensorEstimate, estimate_sensor, weighted_median
from gan_core.training.degradation import area_mean, blurred, mtf_sigma

SIDE = 64


@functools.cache
def ground() -> torch.Tensor:
    """(1, 1, 1024, 1024) in 0..1: plain and grainy rectangles of every size, four pixels to one of a layer's."""
    random = np.random.default_rng(5)
    image, grain = np.full((2, 1024, 1024), 0.5, np.float32)
    for _ in range(3000):
        height, width = (max(8, int(512 / (1 + 4 * random.pareto(1)))) * random.uniform(0.5, 1, 2)).astype(int)
        top, left = random.integers(-height, 1024), random.integers(-width, 1024)
        image[max(top, 0) : top + height, max(left, 0) : left + width] = random.uniform(0.2, 0.8)
        grain[max(top, 0) : top + height, max(left, 0) : left + width] = random.choice((0, 0.05))
    return torch.from_numpy(image + grain * random.standard_normal(image.shape, np.float32))[None, None]


@functools.cache
def layer(response: float, levels: float = 0.0) -> tuple[np.ndarray, ...]:
    """16 windows (64, 64) of that ground as a sensor sees it, rounded to 8 bits."""
    seen = area_mean(blurred(ground(), torch.full((1, 1), float(mtf_sigma(response, 4))), torch.zeros(2, 1, 1)), 4)
    image = seen[0, 0].numpy() + np.random.default_rng(6).normal(0, levels / 255, seen.shape[2:])
    image = np.round(image.clip(0, 1) * 255) / 255
    starts = range(0, image.shape[0] - SIDE + 1, SIDE)
    return tuple(image[top : top + SIDE, left : left + SIDE] for top in starts for left in starts)


def told(response: float, levels: float = 0.0) -> SensorEstimate:
    estimate = estimate_sensor(layer(response, levels))
    assert estimate is not None
    return estimate


@pytest.mark.parametrize("levels", [0, 2])
def test_sensors_are_told_apart_by_their_blur(levels):
    responses = [told(response, levels).response for response in (0.15, 0.3, 0.5, 0.8)]
    assert np.diff(responses).min() > 0.05
    assert np.abs(np.subtract(responses, (0.15, 0.3, 0.5, 0.8))).max() < 0.2


@pytest.mark.parametrize("response", [0.3, 0.8])
def test_sensors_are_told_apart_by_their_noise(response):
    noises = [told(response, levels).noise * 255 for levels in (0, 1, 3, 10)]
    assert noises == pytest.approx([0, 1, 3, 10], rel=0.25, abs=0.6)


def test_how_sure_it_is_and_how_it_is_rounded():
    for estimate in (told(0.3), told(0.5, 2)):
        assert 0 <= estimate.spread < 0.3
        assert round(estimate.response, 2) == estimate.response
        assert float(f"{estimate.noise:.3g}") == estimate.noise


def test_contrast_and_brightness_do_not_matter():
    squeezed = [window * 0.5 + 0.1 for window in layer(0.4)]
    assert estimate_sensor(squeezed).response == pytest.approx(told(0.4).response, abs=0.1)


def test_nothing_is_told_of_flat_ground_or_of_too_little():
    random = np.random.default_rng(0)
    assert estimate_sensor([np.full((SIDE, SIDE), 0.3)] * 20) is None
    assert estimate_sensor([0.3 + random.normal(0, 1 / 255, (SIDE, SIDE)) for _ in range(20)]) is None
    assert estimate_sensor([]) is None
    assert estimate_sensor(layer(0.4)[:3]) is None
    assert estimate_sensor(layer(0.4)[:4]) is not None


def test_flat_windows_tell_of_the_noise_too():
    random = np.random.default_rng(0)
    flat = [0.3 + random.normal(0, 3 / 255, (SIDE, SIDE)) for _ in range(50)]
    assert estimate_sensor([*layer(0.4, 3), *flat]).noise * 255 == pytest.approx(3, rel=0.15)
    assert estimate_sensor([*layer(0.4, 3), *flat]).response == pytest.approx(told(0.4, 3).response, abs=0.1)


def test_few_plain_windows_outvote_many_that_take_texture_for_noise():
    random = np.random.default_rng(2)
    windows = [0.5 + random.normal(0, deviation / 255, (SIDE, SIDE)) for deviation in [13] * 10 + [1] * 6]
    assert estimate_sensor(windows).noise * 255 == pytest.approx(1, abs=0.3)


def test_saturated_windows_tell_nothing():
    assert estimate_sensor([*layer(0.4, 1), *[np.full((SIDE, SIDE), 1.0)] * 50]) == told(0.4, 1)


def test_always_the_same_in_any_order_on_any_number_of_threads(one_thread):
    windows = layer(0.4, 1)
    first = estimate_sensor(windows)
    assert estimate_sensor(windows) == first
    assert estimate_sensor([windows[index] for index in np.random.default_rng(1).permutation(len(windows))]) == first
    torch.set_num_threads(2)
    assert estimate_sensor(windows) == first


def test_no_more_windows_are_looked_at_than_it_takes(monkeypatch):
    looked_at = []
    features = sensor_estimate._features
    monkeypatch.setattr(
        sensor_estimate, "_features", lambda windows: looked_at.append(len(windows)) or features(windows)
    )
    estimate_sensor(layer(0.4) * 20)
    assert looked_at == [sensor_estimate.MOST_WINDOWS]


def test_a_layer_takes_less_than_a_second(one_thread):
    windows = [*layer(0.4) * 16]
    sensor_estimate._shipped.cache_clear()
    began = time.process_time()
    estimate_sensor(windows)
    assert time.process_time() - began < 1


def test_the_weighted_median():
    assert weighted_median(np.array([3.0, 1.0, 2.0]), np.ones(3)) == 2
    assert weighted_median(np.array([3.0, 1.0, 2.0]), np.array([5.0, 1.0, 1.0])) == 3


def test_its_file_is_small():
    assert sensor_estimate.WEIGHTS.stat().st_size < 400_000


def broken(name: str, tensors: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    key = "of_noise.0.weight"
    if name == "missing":
        return {other: tensor for other, tensor in tensors.items() if other != key}
    changed = {
        "unknown": {"more": torch.zeros(1)},
        "shape": {key: tensors[key][:, 1:].contiguous()},
        "kind": {key: tensors[key].double()},
        "not finite": {key: torch.full_like(tensors[key], torch.nan)},
    }
    return {**tensors, **changed[name]}


@pytest.mark.parametrize("name", ["missing", "unknown", "shape", "kind", "not finite"])
def test_damaged_weights_are_refused(name, tmp_path):
    save_file(broken(name, load_file(sensor_estimate.WEIGHTS)), tmp_path / "estimator.safetensors")
    with pytest.raises(RasterGanError) as caught:
        sensor_estimate.read(tmp_path / "estimator.safetensors")
    assert caught.value.code == "model-broken"


@pytest.mark.parametrize("length", [None, 0, 5, 5000])
def test_weights_that_are_cut_or_missing_are_refused(length, tmp_path):
    path = tmp_path / "estimator.safetensors"
    if length is not None:
        path.write_bytes(sensor_estimate.WEIGHTS.read_bytes()[:length])
    with pytest.raises(RasterGanError) as caught:
        sensor_estimate.read(path)
    assert caught.value.code == "model-broken"


def test_what_is_written_is_read(tmp_path):
    network = sensor_estimate.read(sensor_estimate.WEIGHTS)
    sensor_estimate.write(tmp_path / "again", network.state_dict())
    again = sensor_estimate.read(tmp_path / "again").state_dict()
    assert all(torch.equal(tensor, again[name]) for name, tensor in network.state_dict().items())
