"""The measures: values worked out by hand, identities, and figures from other people's programs on images made by formula."""

from __future__ import annotations

import math

import pytest
import torch
import torch.nn.functional as F  # noqa: N812

from gan_core.metrics.fidelity import ergas, sam
from gan_core.metrics.harmonize import moved, shift, with_distribution_of
from gan_core.metrics.opensr import LEAST_DETAIL, opensr
from gan_core.metrics.perceptual import feature_distance, kid
from gan_core.metrics.structure import relative_sharpness, ssim, uqi

SKIMAGE_SSIM = 0.6583648285670839
TORCHMETRICS_UQI = 0.6441606827818575
OPENSR_TEST = {
    2: (0.0261275205, 2.4959492393, 0.0447213576, 0.5810546766, 0.1593078045, 0.2596375389),
    4: (0.0277650346, 2.9126392474, 0.0, 0.4671305673, 0.1519356774, 0.3809337553),
}
"""By scale; the order of the fields of OpenSR."""


def fields(side: int = 128) -> torch.Tensor:
    """(3, side, side) in 0.1..0.9, float64: waves of many lengths and a lattice of squares; no random numbers."""
    rows, columns = torch.meshgrid(*[torch.arange(side, dtype=torch.float64)] * 2, indexing="ij")
    bands = []
    for band in range(3):
        wave = torch.sin(rows * (0.11 + 0.07 * band) + columns * 0.05) * torch.cos(columns * 0.31 - rows * 0.13 * band)
        squares = ((rows // (5 + band) + columns // 7) % 2) * 2 - 1
        bands.append(0.5 + 0.25 * wave + 0.15 * squares)
    return torch.stack(bands)


def blurred(image: torch.Tensor, scale: int = 4) -> torch.Tensor:
    seen = F.avg_pool2d(image[None], scale)
    return F.interpolate(seen, scale_factor=scale, mode="bicubic", align_corners=False)[0]


def test_ssim_of_flat_images_compares_their_brightness():
    one, other = torch.full((1, 20, 20), 0.2), torch.full((1, 20, 20), 0.6)
    assert ssim(one, other) == pytest.approx((2 * 0.2 * 0.6 + 1e-4) / (0.04 + 0.36 + 1e-4), abs=1e-6)


def test_ssim_as_scikit_image_has_it():
    truth = fields()
    assert ssim(blurred(truth), truth) == pytest.approx(SKIMAGE_SSIM, abs=1e-9)
    assert ssim(truth, blurred(truth)) == pytest.approx(SKIMAGE_SSIM, abs=1e-9)
    assert ssim(truth, truth) == 1
    assert ssim(blurred(truth) * 255, truth * 255, peak=255) == pytest.approx(SKIMAGE_SSIM, abs=1e-9)
    both = ssim(torch.stack([truth, blurred(truth)]), torch.stack([truth, truth]))
    assert both == pytest.approx((1 + SKIMAGE_SSIM) / 2, abs=1e-9)
    with pytest.raises(ValueError, match="11 pixels"):
        ssim(truth[:, :10], truth[:, :10])


def test_uqi_as_torchmetrics_has_it():
    assert uqi(blurred(fields()), fields()) == pytest.approx(TORCHMETRICS_UQI, abs=1e-6)
    assert uqi(fields(), fields()) == pytest.approx(1)
    flat = torch.full((1, 20, 20), 0.5)
    assert uqi(flat, flat) == 1
    assert uqi(flat, 2 * flat) == pytest.approx(0.8)  # 2 * 0.5 / (0.25 + 1)


def test_sharpness_over_the_truths():
    ramp = torch.arange(16.0).expand(1, 16, 16)
    assert relative_sharpness(ramp / 2, ramp) == pytest.approx(0.5)
    assert relative_sharpness(blurred(fields()), fields()) < 0.9
    assert math.isnan(relative_sharpness(ramp, torch.zeros(1, 16, 16)))


def test_spectral_angle():
    red, yellow = torch.tensor([1.0, 0, 0]), torch.tensor([1.0, 1, 0])
    image = torch.stack([red, red, red * 0]).T[:, None]
    truth = torch.stack([yellow, red * 7, red]).T[:, None]
    assert sam(image, truth) == pytest.approx(22.5)  # 45 and 0 degrees; black has no angle
    assert sam(fields() * 3, fields()) == pytest.approx(0, abs=1e-5)


def test_ergas():
    truth = torch.stack([torch.full((4, 4), 2.0), torch.full((4, 4), 10.0)])
    image = truth + torch.tensor([0.2, -3.0])[:, None, None]
    assert ergas(image, truth, 4) == pytest.approx(25 * math.sqrt((0.1**2 + 0.3**2) / 2))
    assert ergas(image * 40, truth * 40, 2) == pytest.approx(50 * math.sqrt((0.1**2 + 0.3**2) / 2))
    assert ergas(truth, truth, 2) == 0
    with pytest.raises(ValueError, match="mean of each band"):
        ergas(image, truth * 0, 4)


def test_feature_distance():
    east, north = torch.tensor([1.0, 0])[None, :, None, None], torch.tensor([0, 1.0])[None, :, None, None]
    assert feature_distance([east * 5], [east * 9]) == pytest.approx(0, abs=1e-6)
    assert feature_distance([east, east], [north, -east]) == pytest.approx(2 + 4, abs=1e-4)
    half = torch.cat([east, north], 3)
    assert feature_distance([half], [half.flip(3)]) == pytest.approx(2, abs=1e-4)
    with pytest.raises(ValueError, match="depths"):
        feature_distance([east], [])


def test_feature_distance_can_be_a_loss():
    features = torch.randn(2, 8, 3, 3, requires_grad=True)
    feature_distance([features], [torch.randn(2, 8, 3, 3)]).backward()
    assert features.grad is not None
    assert features.grad.abs().max() > 0


def test_kid_by_hand():
    one, other = torch.tensor([[0.0], [1]]), torch.tensor([[1.0], [2]])
    assert kid(one, other) == pytest.approx(1 + 27 - 2 * (1 + 1 + 8 + 27) / 4)
    assert kid(one, other) == kid(other, one)
    with pytest.raises(ValueError, match="two images"):
        kid(one[:1], other)


def test_kid_is_unbiased():
    generator = torch.Generator().manual_seed(3)
    draws = torch.randn(300, 2, 6, 16, generator=generator)
    values = torch.tensor([kid(one, other) for one, other in draws])
    assert abs(values.mean()) < 3 * values.std() / len(values) ** 0.5
    assert kid(draws[0, 0] + 1, draws[0, 1]) > 10 * values.std()


def test_kid_of_pairs_leaves_out_what_they_share():
    one, other = torch.tensor([[0.0], [1]]), torch.tensor([[1.0], [2]])
    assert kid(one, other, paired=True) == pytest.approx(1 + 27 - 2 * (1 + 8) / 2)
    assert kid(one, one, paired=True) == 0
    assert kid(one, one) < -1, "taken for independent, equal samples look more alike than alike"


def test_a_shift_is_found_and_undone():
    image = fields()[0]
    assert shift(image.roll((-3, 2), (0, 1)), image) == (3, -2)
    frequencies = torch.fft.fftfreq(128, dtype=torch.float64)
    turn = torch.exp(-2j * math.pi * (frequencies[:, None] * 1.3 - frequencies * 0.46))
    away = torch.fft.ifft2(torch.fft.fft2(image) * turn).real
    assert shift(away, image) == pytest.approx((-1.3, 0.46), abs=0.021)
    ramp = torch.arange(8.0).repeat(1, 8, 1)
    assert moved(ramp, 0, 1.5)[0, 0].tolist() == [0, 0, 0.5, 1.5, 2.5, 3.5, 4.5, 5.5]
    assert torch.equal(moved(ramp.mT, -1, 0), torch.cat([ramp.mT[:, 1:], ramp.mT[:, -1:]], 1))


def test_a_rising_curve_is_undone():
    truth = fields()
    curves = torch.stack([truth[0] ** 3, truth[1] * 7 - 2, truth[2].exp()])
    assert (with_distribution_of(curves, truth) - truth).abs().max() < 1e-12
    few = torch.tensor([[[5.0, 5, 6, 6]]])
    assert with_distribution_of(few, torch.tensor([[[0.0, 1, 2, 3]]])).tolist() == [[[1, 1, 3, 3]]]


def test_the_truth_is_all_improvement_that_there_can_be():
    truth = fields()
    found = opensr(F.avg_pool2d(truth[None], 4)[0], truth, truth)
    assert found.improvement == pytest.approx(1 / (1 + 2 * math.exp(-4)))
    assert found.hallucination == pytest.approx(found.omission)
    assert found.spatial == 0


def test_a_shift_and_a_curve_are_taken_away_first():
    """On an image without periods, which would make a shift ambiguous."""
    coarse = torch.rand(1, 3, 40, 40, generator=torch.Generator().manual_seed(5), dtype=torch.float64)
    truth = 0.1 + 0.8 * F.interpolate(coarse, (128, 128), mode="bilinear")[0]
    found = opensr(F.avg_pool2d(truth[None], 4)[0], 1.1 * truth.roll(2, 2) - 0.02, truth)
    assert found.improvement > 0.9


def test_other_detail_is_hallucination_and_none_is_omission():
    rows, columns = torch.meshgrid(*[torch.arange(128, dtype=torch.float64)] * 2, indexing="ij")
    smooth = (0.5 + 0.3 * torch.sin(rows * 0.07 + columns * 0.05)).expand(3, 128, 128)
    truth = smooth + 0.15 * torch.sin(columns * 1.1) * torch.sin(rows * 0.9)
    other = smooth + 0.15 * torch.sin(columns * 0.8) * torch.cos(rows * 1.4)
    seen = F.avg_pool2d(smooth[None], 4)[0]
    plain, invented = opensr(seen, smooth, truth), opensr(seen, other, truth)
    assert plain.omission > 0.6
    assert invented.hallucination > max(invented.omission, invented.improvement, 2 * plain.hallucination)
    for found in (plain, invented):
        assert sum(found[3:]) == pytest.approx(1)


def test_what_changes_the_input_is_seen_on_its_grid():
    truth, seen = fields(), F.avg_pool2d(fields()[None], 4)[0]
    coarse = opensr(seen, truth, truth, lambda image, other: (image - other).abs().mean(0)[::2, ::2] * 10)
    assert coarse.improvement > 0.9  # by another difference, on a coarser grid
    assert coarse.improvement != opensr(seen, truth, truth).improvement
    same = opensr(seen, blurred(truth), truth)
    assert opensr(seen, blurred(truth) + 0.1, truth).reflectance == pytest.approx(0.1, abs=0.01)
    tinted = opensr(seen, blurred(truth) * torch.tensor([1, 1.3, 1])[:, None, None], truth)
    assert tinted.spectral > same.spectral + 3
    assert opensr(seen, blurred(truth).roll(4, 2), truth).spatial == pytest.approx(1, abs=0.1)


def test_where_there_is_no_detail_there_is_no_share():
    truth = 0.5 + 0.04 * (fields() - 0.5)
    found = opensr(F.avg_pool2d(truth[None], 4)[0], blurred(truth), truth)
    assert LEAST_DETAIL > 0.04, "the image is too lively for this test"
    assert math.isnan(found.improvement)
    assert found.reflectance < 0.01


@pytest.mark.parametrize("scale", [2, 4])
def test_opensr_as_its_authors_program_has_it(scale):
    """opensr-test 1.3.3 in float64, with our parameters and mask.  No shift is found here: it moves by whole 1/32 pixels."""
    truth = fields()
    image = truth + 0.1 * torch.sin(torch.arange(128.0) * 2.1).double()
    found = opensr(F.avg_pool2d(truth[None], scale)[0], image, truth)
    assert found == pytest.approx(OPENSR_TEST[scale], abs=1e-6)
