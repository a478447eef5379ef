"""A GAN's weights as they ship: part of the way, and lent to other bands."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from gan_core.networks import build
from gan_core.training.degradation import Degradation
from gan_core.training.pairs import Pairs, Patches, Photograph
from gan_core.training.sharpen import AMOUNT, THRESHOLD, unsharp_masked
from tools.release.detail import borrowed, eased

SIZE = {"noise": 2, "scale": 2, "features": 8, "blocks": 2}


def weights(bands: int, seed: int) -> dict[str, torch.Tensor]:
    torch.manual_seed(seed)
    return build("residual", {"bands": bands, **SIZE}).state_dict()


def test_part_of_the_way():
    near, far = weights(3, 0), weights(3, 1)
    assert all(torch.equal(eased(near, far, 0.0)[name], near[name]) for name in near)
    middle = eased(near, far, 0.5)
    assert all(torch.allclose(middle[name], (near[name] + far[name]) / 2) for name in near)


@pytest.mark.parametrize("bands", [1, 4])
def test_what_was_learned_is_lent_to_other_bands(bands):
    own, lender, game = weights(bands, 0), weights(3, 1), weights(3, 2)
    same = borrowed(own, lender, lender, 3, bands)
    assert all(torch.equal(same[name], own[name]) for name in own)
    lent = borrowed(own, lender, game, 3, bands)
    build("residual", {"bands": bands, **SIZE}).load_state_dict(lent)
    inner = "blocks.0.conv1.weight"
    assert torch.allclose(lent[inner] - own[inner], game[inner] - lender[inner], atol=1e-6)
    grey = [(lent["head.weight"] - own["head.weight"])[:, :bands], (game["head.weight"] - lender["head.weight"])[:, :3]]
    assert torch.allclose(
        grey[0].sum(1), grey[1].sum(1), atol=1e-5
    )  # what is the same in all bands is seen as strongly


def test_edges_are_lifted_and_faint_texture_is_not():
    edge = torch.full((1, 1, 64, 64), 0.3)
    edge[..., 32:] = 0.6
    sharp = unsharp_masked(edge, 4)
    assert float(sharp.max()) > 0.6 + 0.2 * AMOUNT * 0.3
    assert torch.equal(sharp[..., :8], edge[..., :8])
    faint = 0.5 + THRESHOLD / 4 * torch.randn(1, 1, 64, 64)
    assert torch.allclose(unsharp_masked(faint, 4), faint, atol=1e-6)


def test_truths_are_sharpened_after_they_were_seen():
    random = np.random.default_rng(0)
    ground = [Photograph(np.kron(random.integers(0, 255, (3, 30, 30)), np.ones((8, 8))).astype(np.uint8))]
    patches = Patches.of(ground, 96, 3, 5)
    plain, crisp = (Pairs(patches, Degradation(2), 2, 32, sharpened).batch(3, 4) for sharpened in (False, True))
    assert torch.equal(plain.low_res, crisp.low_res)
    assert (plain.truth != crisp.truth).any()
    assert plain.truth.shape == crisp.truth.shape == (4, 3, 64, 64)
    assert plain.network_input.shape == (4, 5, 32, 32)
