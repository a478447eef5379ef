"""The small parts: windows, plans, gaps, the projection, rounding, halos."""

from __future__ import annotations

import time

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812

from gan_core.inference.halo import measured_halo
from gan_core.networks import build
from gan_core.networks.pointwise import Pointwise
from gan_core.radiometry.consistency import STEPS, consistent, filtered, kernel
from gan_core.radiometry.fill_nodata import REACH, fill_nodata
from gan_core.radiometry.normalize import Normalizer
from gan_core.radiometry.quantize import Storage, quantize
from gan_core.tiling.plan import STEP, Plan, automatic_size
from gan_core.tiling.window import Window, symmetric_indexes


@pytest.mark.parametrize(
    ("start", "stop", "size", "expected"),
    [
        (-2, 5, 3, [1, 0, 0, 1, 2, 2, 1]),
        (0, 3, 3, [0, 1, 2]),
        (-3, 3, 1, [0] * 6),
        (-5, 0, 2, [0, 0, 1, 1, 0]),
    ],
)
def test_mirrored(start, stop, size, expected):
    assert symmetric_indexes(start, stop, size) == expected


def test_windows():
    window = Window(10, 20, 30, 40)
    assert window.scaled(2) == (20, 40, 60, 80)
    assert window.buffered(5) == (5, 15, 40, 50)
    assert window.intersection(Window(0, 0, 25, 100)) == (10, 20, 15, 40)
    assert window.intersection(Window(100, 0, 5, 5)).width == 0
    assert window.relative_to(Window(8, 8, 99, 99)) == (2, 12, 30, 40)


@pytest.mark.parametrize(("width", "height", "size"), [(1, 1, 384), (1200, 1000, 384), (1025, 17, 512), (48, 48, 16)])
def test_a_plan_covers_everything_once(width, height, size):
    plan = Plan.of(Window(3, 5, width, height), 27, size)
    cover = np.zeros((height, width), int)
    for core in plan:
        assert core.width <= plan.core_width
        assert core.height <= plan.core_height
        assert core.width % STEP == core.height % STEP == 0
        inside = core.intersection(plan.area).relative_to(plan.area)
        cover[inside.slices] += 1
    assert (cover == 1).all()
    assert len(list(plan)) == len(plan)
    assert plan.core_width % STEP == plan.core_height % STEP == 0
    assert plan.core_width <= max(size, 96)


def test_tiles_shrink_as_bands_and_bytes_grow():
    assert automatic_size(4, 3, 1) == 512
    assert automatic_size(4, 3, 1, halo=96) == 384
    assert automatic_size(4, 13, 8) < 384
    assert (automatic_size(4, 13, 8) * 4) ** 2 * 13 * 8 <= 48 << 20


def test_gaps_are_filled_from_near_neighbours_only():
    values, valid = np.full((1, 9, 60), 5.0, np.float32), np.ones((1, 9, 60), bool)
    valid[0, :, 3:] = False
    values[~valid] = np.nan
    made = fill_nodata(values, valid, np.array([99.0]))
    assert (made[0, :, : 3 + REACH] == 5).all()
    assert (made[0, :, 3 + REACH :] == 99).all()


def test_gaps_are_filled_the_same_in_every_tile():
    random = np.random.default_rng(1)
    values = random.normal(size=(2, 90, 80)).astype(np.float32)
    valid = random.random((2, 90, 80)) < 0.02
    whole = fill_nodata(values, valid, np.zeros(2))
    part = fill_nodata(values[:, 10:70, 15:75], valid[:, 10:70, 15:75], np.zeros(2))
    inner = slice(REACH, -REACH)
    assert (part[:, inner, inner] == whole[:, 10:70, 15:75][:, inner, inner]).all()


@pytest.mark.parametrize("operator", ["area", "bilinear_aa"])
@pytest.mark.parametrize("base", ["bicubic", "nearest"])
def test_a_network_learns_through_the_projection_as_calculus_says(base, operator):
    x = torch.rand(1, 2, 5, 6, dtype=torch.float64)
    residual = torch.rand(1, 8, 5, 6, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(lambda r: consistent(x, r, base, operator=operator), residual)


@pytest.mark.parametrize("scale", [2, 4])
def test_the_projection_is_back_projection_of_bicubic(scale):
    torch.manual_seed(0)
    image, residual = torch.rand(2, 3, 21, 30), torch.randn(2, 3 * scale**2, 21, 30) * 0.1

    def bicubic(x):
        return F.interpolate(x, scale_factor=scale, mode="bicubic", align_corners=False)

    expected = bicubic(image) + F.pixel_shuffle(residual, scale)
    for _ in range(STEPS):
        expected = expected + bicubic(image - F.avg_pool2d(expected, scale))
    expected = expected + F.interpolate(image - F.avg_pool2d(expected, scale), scale_factor=scale)
    made = F.pixel_shuffle(consistent(image, residual), scale)
    assert (made - expected).abs().max() < 2e-6
    assert (F.avg_pool2d(made.double(), scale) - image).abs().max() < 3e-7


def test_the_upsampler_is_pytorchs_bicubic():
    image = torch.rand(1, 1, 9, 11)
    made = F.pixel_shuffle(filtered(image, kernel(4, "bicubic", torch.float32, torch.device("cpu"))), 4)
    assert (made - F.interpolate(image, scale_factor=4, mode="bicubic", align_corners=False)).abs().max() < 1e-6


@pytest.mark.parametrize(
    ("architecture", "arguments", "base", "halo"),
    [
        ("identity", {"bands": 1, "scale": 2}, "nearest", 0),
        ("identity", {"bands": 3, "scale": 4}, "bicubic", 8),
        ("residual", {"noise": 0, "bands": 3, "scale": 4, "features": 32, "blocks": 6}, "bicubic", 27),
        ("residual", {"noise": 0, "bands": 1, "scale": 2, "features": 8, "blocks": 2}, "bicubic", 15),
    ],
)
def test_halos_are_measured(architecture, arguments, base, halo):
    assert measured_halo(build(architecture, arguments), arguments["bands"], base) == (halo, True)


def test_global_support_is_noticed():
    class Global(torch.nn.Module):
        def forward(self, x):
            return x.mean((2, 3), keepdim=True).expand(x.shape).repeat(1, 4, 1, 1)

    assert measured_halo(Global(), 1, "bicubic")[1] is False


@pytest.mark.parametrize("kind", [torch.float32, torch.bfloat16])
def test_what_only_the_edge_needs_is_left_out_and_no_value_changes(kind):
    network = build("residual", {"noise": 0, "bands": 3, "scale": 2, "features": 16, "blocks": 3})
    torch.nn.init.normal_(network.tail.weight, generator=torch.Generator().manual_seed(1))
    image = torch.rand(1, 3, 150, 170, generator=torch.Generator().manual_seed(2))
    edge = slice(network.edge, -network.edge)
    with torch.inference_mode(), torch.autocast("cpu", kind, enabled=kind is not torch.float32):
        whole, inner = network(image), network.inner(image)
    assert torch.equal(inner, whole[:, :, edge, edge])


@pytest.mark.parametrize("scale", [2, 4])
def test_an_untrained_generator_is_the_base(scale):
    image = torch.rand(1, 3, 16, 16)
    network = build("residual", {"noise": 0, "bands": 3, "scale": scale, "features": 8, "blocks": 2})
    assert (network(image) == 0).all()
    assert network(image).shape == (1, 3 * scale**2, 16, 16)


def test_normalisation_belongs_to_the_layer():
    samples = [np.array([1000, 2000, 3000], np.uint16), np.array([], np.uint16)]
    assert Normalizer.of({"scheme": "auto"}, np.dtype("uint8"), samples) == Normalizer(255, 0)
    found = Normalizer.of({"scheme": "auto"}, np.dtype("uint16"), samples)
    assert 1000 <= found.offset <= 1020
    assert 1960 <= found.scale <= 2000
    assert Normalizer.of({"scheme": "fixed", "scale": 1e4, "offset": -5}, np.dtype("uint8"), []) == Normalizer(1e4, -5)
    assert Normalizer.of({"scheme": "auto"}, np.dtype("float32"), [np.full(9, 3.0)]) == Normalizer(
        3.0 * 1e-9, 3.0, True
    )
    rare = np.append(np.full(999, 3.0), 8.0)
    assert Normalizer.of({"scheme": "auto"}, np.dtype("float32"), [rare]) == Normalizer(5.0, 3.0)


@pytest.mark.parametrize("count", [4, 16])
@pytest.mark.parametrize(
    ("dtype", "nodata"),
    [
        ("uint8", None),
        ("uint8", 0),
        ("uint8", 255),
        ("uint8", 128),
        ("int16", -9999),
        ("uint16", 7),
        ("int32", 0),
        ("uint32", 0),
    ],
)
def test_settled_blocks_keep_their_mean(dtype, nodata, count):
    """Blocks far outside the range, on the nodata value, next to it and far from it."""
    random = np.random.default_rng(4)
    info = np.iinfo(dtype)
    near = 0 if nodata is None else nodata
    target = random.integers(info.min, info.max, (64, 64), dtype=dtype, endpoint=True).astype(np.float64)
    target[:32] = (near + random.integers(-3, 4, (32, 64))).clip(info.min, info.max)
    valid = torch.from_numpy(target != nodata if nodata is not None else np.ones((64, 64), bool))
    spread = random.choice([0.7, 3, 60, (info.max - info.min) / 4.0], (64, 64))
    blocks = torch.from_numpy(target + random.normal(0, 1, (count, 64, 64)) * spread)
    blocks += torch.from_numpy(target) - blocks.mean(0)
    made = quantize(blocks, torch.from_numpy(target), valid, Storage(np.dtype(dtype), nodata), True)
    assert (made == made.round()).all()
    assert made.min() >= info.min
    assert made.max() <= info.max
    if nodata is not None:
        assert (made[:, valid] != nodata).all()
    assert (made.mean(0) - torch.from_numpy(target)).abs()[valid].max() <= 0.5


@pytest.mark.parametrize(
    ("dtype", "nodata", "avoided"),
    [
        ("uint8", None, None),
        ("uint8", 7, 7),
        ("uint8", -9999, None),
        ("uint8", 7.5, None),
        ("int16", float("nan"), None),
        ("float32", float("nan"), None),
        ("float32", 0.1, float(np.float32(0.1))),
        ("float64", 0.1, 0.1),
    ],
)
def test_what_a_band_cannot_hold_need_not_be_avoided(dtype, nodata, avoided):
    assert Storage(np.dtype(dtype), nodata).avoided == avoided


@pytest.mark.parametrize("nodata", [0, 1, 2, 3, 252, 253, 254, 255])
def test_every_small_block_settles(nodata):
    """All blocks of four whole numbers near an end of the range, on every target there."""
    low = 0 if nodata < 10 else 249
    near = torch.arange(low, low + 7, dtype=torch.float32)
    blocks = torch.cartesian_prod(near, near, near, near).T
    for target in near:
        if target == nodata:
            continue
        goal = torch.full((1, blocks.shape[1]), float(target))
        made = quantize(blocks[:, None].clone(), goal, goal == goal, Storage(np.dtype("uint8"), nodata), True)
        assert (made != nodata).all()
        assert made.min() >= 0
        assert made.max() <= 255
        assert (made.mean(0) - goal).abs().max() <= 0.5


def test_float_steps_off_its_nodata_value():
    blocks = torch.tensor([1.0, -9999.0, 2.0, 3.0]).reshape(4, 1, 1)
    made = quantize(
        blocks, blocks.mean(0), torch.ones(1, 1, dtype=torch.bool), Storage(np.dtype("float32"), -9999), True
    )
    assert (made != -9999).all()
    assert abs(float(made[1]) + 9999) < 0.01


def test_a_plan_is_made_at_once_however_large_the_raster():
    began = time.monotonic()
    plan = Plan.of(Window(0, 0, 2**31 - 1, 7), 27, 512)
    assert (len(plan), plan.last) == (4194304, (512, 96))
    assert time.monotonic() - began < 0.5


@pytest.mark.parametrize("threads", [1, 2])
def test_parts_of_a_pointwise_layer_sum_to_the_whole(threads):
    torch.manual_seed(0)
    layer, pieces = Pointwise(12, 5), [torch.rand(2, 4, 9, 8) for _ in range(3)]
    before = torch.get_num_threads()
    torch.set_num_threads(threads)
    try:
        with torch.inference_mode():
            made = sum(layer.part(number, piece) for number, piece in enumerate(pieces))
            wanted = layer(torch.cat(pieces, 1))
    finally:
        torch.set_num_threads(before)
    torch.testing.assert_close(made, wanted)
