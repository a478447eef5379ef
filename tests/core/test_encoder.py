"""The encoder that has seen the ground: any bands, exact reach, half-precision weights in its file."""

from __future__ import annotations

import itertools

import pytest
import torch

from gan_core.networks import build
from gan_core.networks.encoder import COARSEST, FOLD, LEVELS, REACH, GroundEncoder, widths
from gan_core.runs.ground import ground_encoder


@pytest.fixture
def encoder():
    torch.manual_seed(3)
    return build("ground-encoder", {"features": 8})


@pytest.mark.parametrize("bands", [1, 2, 3, 10])
def test_any_bands_give_three_grids(encoder, bands):
    grids = encoder(torch.rand(2, bands, 96, 64))
    sides = [FOLD * 2**level for level in range(LEVELS)]
    assert [tuple(grid.shape) for grid in grids] == [
        (2, width, 96 // side, 64 // side) for width, side in zip(widths(8), sides)
    ]


def test_the_order_of_bands_does_not_matter_and_their_number_hardly(encoder):
    image = torch.rand(1, 3, 64, 64)
    features = encoder(image)[0]
    for order in itertools.permutations(range(3)):
        assert torch.allclose(encoder(image[:, list(order)])[0], features, atol=1e-4)
    assert torch.allclose(encoder(image.repeat(1, 2, 1, 1))[0], features, atol=1e-4), "each band twice"


def test_how_far_bands_differ_is_seen(encoder):
    """Without what they agree on, a gray image gives nothing and one of colors does."""
    encoder.head.weight.data[:, : encoder.features] = 0
    nothing = encoder.head.bias[:, None, None].expand(-1, 16, 16)
    image = torch.rand(1, 3, 64, 64)
    assert torch.allclose(encoder.start(image[:, :1].expand(-1, 3, -1, -1))[0], nothing, atol=1e-5)
    assert not torch.allclose(encoder.start(image)[0], nothing, atol=1e-2)


def test_a_cell_sees_no_farther_than_it_says(encoder):
    """Nothing beyond REACH cells counts; the farthest that does is less than a coarsest cell nearer."""
    side = FOLD * COARSEST * (2 * -(-REACH // COARSEST) + 3)
    first = side // FOLD // 2 // COARSEST * COARSEST
    image = torch.rand(1, 1, side, side, requires_grad=True)
    encoder(image)[0][0, :, first, first].sum().backward()
    rows = image.grad[0, 0].nonzero(as_tuple=True)[0]
    before = first - int(rows.min()) // FOLD
    after = int(rows.max()) // FOLD - first
    assert max(before, after) <= REACH
    assert max(before, after) > REACH - COARSEST


def test_the_shipped_one_tells_kinds_of_ground_apart(imagery_of_two_kinds):
    """Patches of fine grain are nearer to each other than to patches of coarse blobs, whatever their brightness."""
    encoder = ground_encoder()
    assert isinstance(encoder, GroundEncoder)
    fine, coarse = ([encoder(patch)[0].mean((0, 2, 3)) for patch in kind] for kind in imagery_of_two_kinds)
    within = max(float((kind[0] - kind[1]).norm()) for kind in (fine, coarse))
    between = min(float((a - b).norm()) for a in fine for b in coarse)
    assert between > 1.5 * within


@pytest.fixture
def imagery_of_two_kinds():
    random = torch.Generator().manual_seed(4)

    def patch(grain: int, brightness: float) -> torch.Tensor:
        noise = torch.rand(1, 1, 128 // grain, 128 // grain, generator=random)
        smooth = torch.nn.functional.interpolate(noise, size=128, mode="bicubic")
        return (0.4 * (smooth - 0.5) + brightness).repeat(1, 3, 1, 1)

    return [[patch(grain, brightness) for brightness in (0.35, 0.55)] for grain in (2, 16)]
