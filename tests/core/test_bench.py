"""The pure parts of `make bench`."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal

from tools.bench.deepness import TILE, deepness
from tools.bench.machine import has_bf16
from tools.bench.stopwatch import Stopwatch
from tools.bench.table import Target, against


@pytest.mark.parametrize(
    ("value", "most", "verdict"),
    [
        (1.1, True, "met"),
        (1.11, True, "missed"),
        (1.1, False, "met"),
        (1.09, False, "missed"),
        (float("nan"), True, "missed"),
        (float("nan"), False, "missed"),
        (None, True, "not measured"),
    ],
)
def test_a_verdict(value, most, verdict):
    assert Target("key", "what", 1.1, most).verdict(value) == verdict


def test_two_runs_are_compared_by_what_both_measured():
    now = {"contenders": [{"name": "exact", "pace": 6.0}, {"name": "new", "pace": 1.0}], "figures": {"halo": 1.2}}
    before = {"contenders": [{"name": "exact", "pace": 4.0}], "figures": {"halo": 1.6, "linear": 1.0}}
    rows = against(now, before).splitlines()[2:]
    assert [row.split("|")[1:-1][0].strip() for row in rows] == ["Mpx/s of exact", "halo"]
    assert [float(row.split("|")[-2]) for row in rows] == [1.5, 0.75]


def test_deepness_way_gives_the_pixels_of_plain_tiling(tmp_path):
    height, width = TILE + 20, 2 * TILE + 7
    image = np.random.default_rng(0).integers(0, 256, (3, height, width), np.uint8)
    made = gdal.GetDriverByName("GTiff").Create(str(tmp_path / "in.tif"), width, height, 3)
    made.SetGeoTransform((100.0, 2.0, 0.0, 50.0, 0.0, -2.0))
    made.WriteArray(image)
    made = None
    size = deepness(str(tmp_path / "in.tif"), str(tmp_path / "out.tif"), lambda one: one.repeat(2, 1).repeat(2, 2), 2)
    found = gdal.Open(str(tmp_path / "out.tif"))
    assert size == (2 * width, 2 * height) == (found.RasterXSize, found.RasterYSize)
    assert found.GetGeoTransform() == (100.0, 1.0, 0.0, 50.0, 0.0, -1.0)
    expected = image.repeat(2, 1).repeat(2, 2).astype(int)
    assert abs(found.ReadAsArray().astype(int) - expected).max() <= 1  # the fraction is cut off, as there


def test_a_stage_inside_another_counts_for_itself(monkeypatch):
    clock = iter([0.0, 1.0, 4.0, 10.0])
    monkeypatch.setattr("tools.bench.stopwatch.time.perf_counter", lambda: next(clock))
    watch = Stopwatch()
    inner = watch.around(lambda: None, "inner")
    watch.around(inner, "outer")()
    assert watch.seconds == {"inner": 3.0, "outer": 7.0}


def test_a_processor_says_what_it_can():
    assert has_bf16("flags\t\t: sse avx512_bf16\n")
    assert not has_bf16("flags\t\t: sse avx512f\nmodel name\t: avx512_bf16\n")
