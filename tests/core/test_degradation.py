"""What the sensor model does, against what is known of sensors and against a real JPEG encoder."""

from __future__ import annotations

import functools

import numpy as np
import pytest
import torch
from makers import smooth
from osgeo import gdal

from gan_core.radiometry.noise_level import plain_noise
from gan_core.radiometry.sharpness import blur, planes
from gan_core.training.degradation import Degradation, area_mean, blurred, mtf_sigma, noise
from gan_core.training.jpeg import compressed
from gan_core.training.own_sensor import own_sensor


def scene(bands: int = 3, size: int = 64) -> torch.Tensor:
    return torch.from_numpy(smooth("float32", bands, size, size) / 255)[None]


@pytest.mark.parametrize("mtf", [0.15, 0.4])
@pytest.mark.parametrize("scale", [1, 4])
def test_blur_leaves_the_stated_contrast_at_nyquist(mtf, scale):
    wave = torch.cos(torch.arange(128.0) * np.pi / scale).expand(1, 1, 128, 128)
    soft = blurred(wave, torch.full((1, 1), float(mtf_sigma(mtf, scale))), torch.zeros(2, 1, 1))
    middle = slice(32, 96)
    contrast = (soft[..., middle, middle] * wave[..., middle, middle]).mean() / (wave[..., middle, middle] ** 2).mean()
    assert float(contrast) == pytest.approx(
        mtf, abs=0.01 if scale > 1 else 0.06
    )  # at x1 a pixel is too wide to sample it


def test_blur_moves_a_band_by_its_shift():
    spot = torch.zeros(1, 2, 21, 21)
    spot[:, :, 10, 10] = 1
    moved = blurred(spot, torch.ones(1, 2), torch.tensor([[[0.0, 1.5]], [[0.0, -2.0]]]))
    rows, columns = torch.meshgrid(torch.arange(21.0), torch.arange(21.0), indexing="ij")
    centres = [(float((band * rows).sum()), float((band * columns).sum())) for band in moved[0]]
    assert centres[0] == pytest.approx((10, 10), abs=0.01)
    assert np.hypot(centres[1][0] - 10, centres[1][1] - 10) == pytest.approx(2.5, abs=0.01)


def test_noise_is_as_strong_as_it_says():
    image = torch.full((64, 1, 64, 64), 0.5)
    added = noise(image, torch.full((64,), 0.1), np.random.default_rng(0))
    assert float(added.std()) == pytest.approx(0.1, rel=0.02)
    assert float(noise(image, torch.zeros(64), np.random.default_rng(0)).abs().max()) == 0


@pytest.mark.parametrize("quality", [20, 40, 75, 95])
@pytest.mark.parametrize("bands", [1, 3])
def test_jpeg_is_what_an_encoder_makes_of_it(quality, bands):
    image = (scene(bands, 128) * 255).round() / 255
    ours = compressed(image, torch.tensor([float(quality)]))[0] * 255
    dataset = gdal.GetDriverByName("MEM").Create("", 128, 128, bands, gdal.GDT_Byte)
    dataset.WriteArray((image[0] * 255).byte().numpy())
    gdal.GetDriverByName("JPEG").CreateCopy("/vsimem/one.jpg", dataset, 0, [f"QUALITY={quality}"])
    real = gdal.Open("/vsimem/one.jpg").ReadAsArray().reshape(bands, 128, 128).astype(np.float32)
    gdal.Unlink("/vsimem/one.jpg")
    lost = np.abs(real - (image[0] * 255).numpy()).mean()
    assert np.abs(ours.numpy() - real).mean() < 0.25 * lost + 0.3


def test_a_clean_sensor_only_averages():
    truth = scene(3, 64).repeat(5, 1, 1, 1)
    seen = Degradation(4, clean=1.0).see(truth, np.random.default_rng(0))
    assert torch.equal(seen.image, area_mean(truth, 4))
    assert float(seen.conditions.noise.max()) == 0
    assert float(seen.conditions.response.min()) == 1


def test_a_faulty_sensor_tells_its_noise_and_depends_on_its_seed_alone():
    truth = scene(3, 64).repeat(40, 1, 1, 1)
    sensor = Degradation(1, clean=0.25)
    seen = sensor.see(truth, np.random.default_rng(3))
    assert torch.equal(seen.image, sensor.see(truth, np.random.default_rng(3)).image)
    untouched = (seen.image == truth).flatten(1).all(1)
    assert 3 <= int(untouched.sum()) <= 17
    assert (seen.conditions.noise[untouched] == 0).all()
    change = (seen.image - truth).flatten(1).std(1)
    strong = seen.conditions.noise > 0.08
    assert strong.any()
    assert (change[strong] > 0.04).all()
    assert 0 <= float(seen.image.min()) <= float(seen.image.max()) <= 1


@functools.cache
def ground() -> np.ndarray:
    """(512, 512): plain rectangles of every size, one on top of the other, as sharp as averaging leaves them."""
    random = np.random.default_rng(5)
    image = np.full((2048, 2048), 0.5, np.float32)
    for _ in range(5000):
        height, width = (max(8, int(1024 / (1 + 4 * random.pareto(1)))) * random.uniform(0.5, 1, 2)).astype(int)
        top, left = random.integers(-height, 2048), random.integers(-width, 2048)
        image[max(top, 0) : top + height, max(left, 0) : left + width] = random.uniform(0.1, 0.9)
    return area_mean(torch.from_numpy(image)[None], 4)[0].numpy()


def layer(mtf: float, sigma: float) -> np.ndarray:
    """(1, H, W) of that ground."""
    image = torch.from_numpy(ground())[None, None]
    soft = blurred(image, torch.full((1, 1), float(mtf_sigma(mtf, 1))), torch.zeros(2, 1, 1))[0].numpy()
    return soft + np.random.default_rng(6).normal(0, sigma, soft.shape).astype(np.float32)


def test_what_saw_each_patch_is_told_with_it():
    truth = scene(3, 64).repeat(40, 1, 1, 1)
    sensor = Degradation(1, clean=0.0, blurred=0.5, mtf=(0.2, 0.3), noisy=0.0, striped=0.0, packed=0.0, rounded=False)
    image, conditions = sensor.see(truth, np.random.default_rng(3))
    sharp = (image == truth).flatten(1).all(1)
    assert torch.equal(conditions.response == 1, sharp)
    assert ((conditions.response[~sharp] >= 0.2) & (conditions.response[~sharp] <= 0.3)).all()


@pytest.mark.parametrize("scale", [2, 4])
@pytest.mark.parametrize(("mtf", "sigma"), [(0.15, 0.0), (0.3, 0.0), (0.3, 0.02)])
def test_a_layers_own_sensor_shows_it_as_sharp_and_as_noisy_as_it_is(scale, mtf, sigma):
    given = layer(mtf, sigma)
    image = own_sensor(mtf, sigma, scale).see(torch.from_numpy(given)[None], np.random.default_rng(1)).image
    averaged = area_mean(torch.from_numpy(given)[None], scale)[0].numpy()
    was, now, plain = (blur(planes([one])) for one in (given, image[0].numpy(), averaged))
    assert now == pytest.approx(was, rel=0.4)
    assert plain > 1.5 * was
    assert plain_noise(list(image[0].numpy())) == pytest.approx(sigma, rel=0.3, abs=0.002)


def test_a_perfect_layer_is_averaged_and_its_texture_is_no_noise():
    sharp = ground()[None]
    assert plain_noise(list(sharp)) == 0
    batch = torch.from_numpy(sharp)[None]
    assert torch.equal(own_sensor(1.0, 0.0, 2).see(batch, np.random.default_rng(1)).image, area_mean(batch, 2))
