"""What holds for every window, plan, grid, gap, range and image, looked for with hypothesis where it might not."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from gan_core.api.errors import RasterGanError
from gan_core.radiometry.consistency import consistent
from gan_core.radiometry.fill_nodata import fill_nodata
from gan_core.radiometry.normalize import Normalizer
from gan_core.radiometry.quantize import Storage, quantize
from gan_core.raster.grid import Extent, Grid
from gan_core.tiling.plan import SMALLEST_PADDED, STEP, Plan
from gan_core.tiling.split import apart, held_out
from gan_core.tiling.window import Window, symmetric_indexes

often = settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
side, place = some.integers(1, 3000), some.integers(-500, 500)
windows = some.builds(Window, place, place, some.integers(1, 700), some.integers(1, 700))


@often
@given(windows, windows, some.integers(1, 4))
def test_what_windows_share_lies_in_both(one, other, factor):
    both = one.intersection(other)
    if both.width and both.height:
        assert both.intersection(one) == both == both.intersection(other)
        assert one.scaled(factor).intersection(other.scaled(factor)) == both.scaled(factor)
    assert one.buffered(7).intersection(one) == one


@often
@given(some.integers(-90, 90), some.integers(0, 90), some.integers(1, 40))
def test_a_fold_stays_inside_and_leaves_what_is_inside(start, length, size):
    found = symmetric_indexes(start, start + length, size)
    assert all(0 <= position < size for position in found)
    assert all(at == start + n for n, at in enumerate(found) if 0 <= start + n < size)


@often
@given(windows, some.integers(0, 96), some.integers(1, 4096))
def test_a_plan_covers_every_pixel_once(area, halo, size):
    plan = Plan.of(area, halo, size)
    cores = list(plan)
    assert len(cores) == len(plan)
    parts = [core.intersection(area) for core in cores]
    assert all(part.width > 0 and part.height > 0 for part in parts)
    assert sum(part.width * part.height for part in parts) == area.width * area.height
    corners = {(part.column, part.row) for part in parts}
    assert len(corners) == len(parts)
    assert max(core.width for core in cores) == plan.core_width
    assert max(core.height for core in cores) == plan.core_height
    sides = {side for core in cores for side in core[2:]}
    assert min(sides) + 2 * halo >= SMALLEST_PADDED
    assert all(side % STEP == 0 for side in sides)


@often
@given(some.lists(windows, min_size=4, max_size=30, unique=True))
def test_held_out_tiles_share_no_pixel_with_what_is_learned_from(tiles):
    held = held_out(tiles)
    learned = apart(tiles, held)
    assert held
    assert not held & set(learned)
    for place in learned:
        assert all(0 in tiles[place].intersection(tiles[other])[2:] for other in held)


slopes = some.floats(0.01, 100) | some.floats(-100, -0.01)
grids = some.builds(
    lambda x, a, b, y, d, e, w, h: Grid((x, a, b, y, d, e), w, h),
    *(some.floats(-1e6, 1e6), slopes, some.just(0.0), some.floats(-1e6, 1e6), some.just(0.0), slopes, side, side),
)


@often
@given(grids, some.data())
def test_an_extent_on_pixel_edges_is_those_pixels(grid, data):
    left, top = data.draw(some.integers(0, grid.width - 1)), data.draw(some.integers(0, grid.height - 1))
    window = Window(
        left, top, data.draw(some.integers(1, grid.width - left)), data.draw(some.integers(1, grid.height - top))
    )
    assert grid.snapped(grid.part(window).extent) == window
    assert grid.part(window, 4).ground(0, 0) == grid.part(window).ground(0, 0)


@often
@given(grids, some.tuples(*[some.floats(allow_nan=True)] * 4))
def test_any_extent_gives_pixels_of_the_raster_or_is_refused(grid, extent):
    try:
        window = grid.snapped(Extent(*extent))
    except RasterGanError as refusal:
        code = refusal.code
    else:
        code = ""
        assert window.width > 0
        assert window.height > 0
        assert window.intersection(grid.window) == window
    assert code in ("", "extent-outside")


@often
@given(
    arrays(np.float32, (2, 9, 40), elements=some.floats(-1000, 1000, width=32)),
    arrays(bool, (2, 9, 40)),
)
def test_gaps_get_values_within_the_known_and_known_values_stay(values, valid):
    background = np.array([5.0, 7.0])
    made = fill_nodata(values, valid, background)
    assert np.isfinite(made).all()
    assert (made[valid] == values[valid]).all()
    for band in range(2):
        known = np.append(values[band][valid[band]], background[band])
        slack = 1e-3 * np.abs(known).max()
        assert known.min() - slack <= made[band].min() <= made[band].max() <= known.max() + slack


@often
@given(arrays(np.float64, 300, elements=some.floats(-1e30, 1e30)))
def test_a_range_is_usable_whatever_the_layer_holds(values):
    found = Normalizer.of({"scheme": "auto"}, np.dtype(np.float64), [values])
    assert found.scale > 0
    assert np.isfinite([found.scale, found.offset]).all()


@often
@given(some.sampled_from((2, 4)), some.integers(0, 2**32 - 1), some.floats(0.01, 3))
def test_a_projected_image_averages_back_whatever_the_network_says(scale, seed, spread):
    generator = torch.Generator().manual_seed(seed)
    image = torch.rand(1, 2, 11, 13, generator=generator)
    residual = spread * torch.randn(1, 2 * scale**2, 11, 13, generator=generator)
    stack = consistent(image, residual, "bicubic", project=True)
    means = stack.unflatten(1, (2, scale**2)).mean(2)
    assert float((means - image).abs().max()) < 1e-5 * max(1.0, spread)


@pytest.mark.parametrize("dtype", [np.uint8, np.int16])
@often
@given(data=some.data())
def test_settled_values_can_be_stored_and_keep_their_means(dtype, data):
    nodata = data.draw(some.none() | some.integers(0, 255))
    storage = Storage(np.dtype(dtype), nodata)
    target = data.draw(arrays(np.float64, (3, 4), elements=some.integers(0, 255)))
    assume(nodata is None or not (target == nodata).any())
    blocks = data.draw(arrays(np.float64, (4, 3, 4), elements=some.floats(-300, 600)))
    settled = quantize(
        torch.from_numpy(blocks), torch.from_numpy(target), torch.ones(3, 4, dtype=torch.bool), storage, True
    )
    low, high = storage.limits
    assert ((settled >= low) & (settled <= high) & (settled == settled.round())).all()
    assert nodata is None or not (settled == nodata).any()
    assert float((settled.mean(0) - torch.from_numpy(target)).abs().max()) <= 0.5
