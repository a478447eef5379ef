"""Gaps filled: what is known stays, tiles agree, lines and a reference say what they should, gains do not matter."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from gan_core.filling.filler import Filler
from gan_core.filling.lines import interpolated, lines
from gan_core.filling.prediction import moments, predicted
from gan_core.networks import build
from gan_core.sharpening.regression import Corner
from gan_core.sharpening.statistics import Statistics

SHAPE = (448, 464)


@pytest.fixture(scope="module")
def ground() -> torch.Tensor:
    """(3, H, W): smooth, with edges."""
    generator = torch.Generator().manual_seed(3)
    noise = torch.randn(1, 3, SHAPE[0] // 16, SHAPE[1] // 16, generator=generator)
    image = torch.nn.functional.interpolate(noise, SHAPE, mode="bicubic")[0]
    return 500 + 90 * image + 60 * (image.flip(0) > 0.5)


@pytest.fixture(scope="module")
def known() -> torch.Tensor:
    row, column = np.mgrid[: SHAPE[0], : SHAPE[1]]
    stripes = (row + 0.2 * column) % 40 < 9
    hole = (row - 200) ** 2 + (column - 220) ** 2 < 20**2
    mask = torch.from_numpy(~(stripes | hole)).expand(3, -1, -1).clone()
    mask[1, 100:120, 50:90] = False  # of one band only
    return mask


@pytest.fixture(scope="module")
def network() -> torch.nn.Module:
    torch.manual_seed(5)
    network = build("filler", {"features": 8, "blocks": 1})
    for name, parameter in network.named_parameters():
        if name.startswith("tail") and name.endswith("weight") or name.endswith("roughness"):
            torch.nn.init.normal_(parameter, std=0.1)
    return network.eval().requires_grad_(False)


def statistics(image: torch.Tensor) -> Statistics:
    return Statistics.of(list(image.numpy()))


def filler(image, network=None, reference=None, known=None) -> Filler:
    if reference is None:
        return Filler(statistics(image), 64, network)
    both = statistics(image), statistics(reference)
    sums = moments(both[0].normalized(image), both[1].normalized(reference), known[0])
    return Filler(both[0], 64, network, both[1], sums.mean((1, 2)) / sums[0].mean())


def test_what_is_known_stays_to_the_bit(ground, known, network):
    damaged = torch.where(known, ground, torch.nan)
    made = filler(ground, network)(damaged, known)
    assert torch.equal(made.values[known], ground[known])
    assert torch.isfinite(made.values).all()
    assert (made.error[known] == 0).all()
    assert (made.error[~known] > 0).all()


@pytest.mark.parametrize("guided", [False, True])
def test_a_tile_gives_what_the_whole_gives(network, guided):
    generator = torch.Generator().manual_seed(4)
    ground = torch.randn(2, 336, 1200, generator=generator)
    known = torch.rand(2, 336, 1200, generator=generator) > 0.3
    known[:, 20:50, 400:460] = False
    beside = torch.ones(336, 1200, dtype=torch.bool)
    beside[30:40, 380:500] = False
    reference = ground**2 if guided else None
    of_layer = filler(ground, network, reference, known)
    whole = of_layer(ground, known, reference, beside)
    halo, left = of_layer.halo, 20  # not where squares begin
    part = (slice(None), slice(None), slice(left, left + 2 * halo + 96))
    tile = of_layer(
        ground[part], known[part], None if reference is None else reference[part], beside[part[1:]], Corner(0, left)
    )
    assert halo % 16 == 0
    for got, wanted in zip(tile, whole):
        assert torch.equal(got[..., halo:-halo], wanted[part][..., halo:-halo])


def test_a_reference_that_knows_all_gaps_of_a_tile_needs_less_around_it(network):
    generator = torch.Generator().manual_seed(6)
    ground = torch.randn(1, 336, 1200, generator=generator)
    known = torch.rand(1, 336, 1200, generator=generator) > 0.3
    beside = torch.ones(336, 1200, dtype=torch.bool)
    beside[30:40, 600:700] = False
    of_layer = filler(ground, network, ground**2, known)
    whole = of_layer(ground, known, ground**2, beside)
    halo = of_layer.guided_halo
    part = (slice(None), slice(None), slice(16, 16 + 2 * halo + 64))
    tile = of_layer(ground[part], known[part], (ground**2)[part], beside[part[1:]], Corner(0, 16))
    assert halo < of_layer.halo
    assert torch.equal(tile.values[..., halo:-halo], whole.values[part][..., halo:-halo])


@pytest.mark.parametrize(("gain", "offset"), [(2.0, 0.0), (0.5, 1000.0)])
def test_offsets_and_gains_change_nothing_but_rounding(ground, known, network, gain, offset):
    made, other = (filler(image, network)(image, known) for image in (ground, ground * gain + offset))
    assert torch.allclose(made.values * gain + offset, other.values, atol=0.02)
    assert torch.allclose(made.error, other.error, atol=1e-4)


def test_a_network_hears_of_no_level_and_no_contrast(ground, known, network):
    """Whatever a region's brightness and contrast are within its layer."""
    image = (ground - 500) / 90
    along = lines(image, known, 64)
    made = network(image, image * 0, along.values, along.weights, known)
    moved = network(2 * image + 5, image * 0 + 3, 2 * along.values + 5, along.weights, known)
    assert torch.allclose(2 * made.values + 5, moved.values, atol=1e-3)
    assert torch.allclose(2 * made.error, moved.error, atol=1e-3)


def test_a_plane_is_continued_along_lines():
    row, column = torch.meshgrid(torch.arange(64.0), torch.arange(64.0), indexing="ij")
    plane = (3 * row + 2 * column)[None]
    known = torch.ones_like(plane, dtype=torch.bool)
    known[:, 20:40, 25:30] = False
    made = interpolated(plane, known, lines(plane, known, 64))
    assert torch.allclose(made, plane, atol=1e-3)


def test_nothing_is_looked_for_beyond_the_reach():
    image, known = torch.zeros(1, 8, 200), torch.zeros(1, 8, 200, dtype=torch.bool)
    image[:, :, 0], known[:, :, 0] = 7.0, True
    made = interpolated(image, known, lines(image, known, 64))
    assert torch.allclose(made[0, 4, :64], torch.tensor(7.0))
    assert (made[0, 4, 64:] == 0).all()


def test_a_reference_tells_what_it_knows(ground, known):
    """A band that is a linear combination of the reference's is had back, in the middle of a wide gap too."""
    reference = ground[:2]
    image = (0.7 * reference[:1] - 0.4 * reference[1:] + 300).clone()
    mask = torch.ones(1, *SHAPE, dtype=torch.bool)
    mask[:, 100:340, 100:340] = False
    made = filler(image, None, reference, mask)(image, mask, reference, torch.ones(SHAPE, dtype=torch.bool))
    alone = filler(image)(image, mask)
    spread = image[~mask].std()
    assert (made.values - image)[~mask].std() < 0.05 * spread
    assert (alone.values - image)[~mask].std() > 0.5 * spread


def test_where_the_reference_has_gaps_the_surroundings_decide(ground, known):
    reference, beside = ground[:1] * 2, torch.ones(SHAPE, dtype=torch.bool)
    beside[180:220, 200:240] = False
    spoiled = torch.where(beside, reference, torch.nan)
    made = filler(ground, None, reference, known)(ground, known, spoiled, beside)
    assert torch.isfinite(made.values).all()


def test_a_prediction_follows_what_is_near():
    """The same reference means another brightness in the two halves of a layer."""
    generator = torch.Generator().manual_seed(1)
    reference = torch.randn(1, 64, 512, generator=generator)
    image = torch.cat((reference[..., :256], -reference[..., 256:]), 2)
    known, everywhere = torch.ones(1, 64, 512, dtype=torch.bool), torch.ones(64, 512, dtype=torch.bool)
    known[:, 28:36, 40:50] = known[:, 28:36, 460:470] = False
    sums = moments(image, reference, known[0])
    made = predicted(image, known, reference, everywhere, sums.mean((1, 2)) / sums[0].mean())
    assert (made - image)[~known].abs().max() < 0.25
