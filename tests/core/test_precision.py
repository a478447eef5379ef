"""The fastest mode: fewer bits only where they are faster, and where nobody sees it."""

from __future__ import annotations

import time

import numpy as np
import pytest
import torch
from makers import Log, read, values, write

from gan_core.api.jobs.raster import UpscaleJob
from gan_core.inference import precision, predictor
from gan_core.inference.precision import Lower, lower

CPU = torch.device("cpu")
EXACT = torch.linspace(0, 1, 10_000)


@pytest.mark.parametrize(
    ("seconds", "difference", "taken"),
    [(0.001, 0.0005, True), (0.001, 0.01, False), (0.03, 0.0005, False), (0.001, float("nan"), False)],
    ids=["faster and true", "seen", "no faster", "not finite"],
)
def test_fewer_bits_must_be_faster_and_true(seconds, difference, taken):
    def run(kind):
        time.sleep(0.02 if kind is None else seconds)
        return EXACT if kind is None else EXACT + difference

    found = lower(run, CPU, tolerance=0.001)
    assert (found is not None) == taken
    if found is not None:
        assert found.dtype is torch.bfloat16
        assert found.gain > precision.LEAST_GAIN
        assert found.difference == pytest.approx(difference, rel=0.01)


def test_one_value_in_a_thousand_may_be_off():
    made = EXACT.clone()
    made[::1001] += 1
    waits = {None: 0.01, torch.bfloat16: 0.0}
    assert lower(lambda kind: (time.sleep(waits[kind]), EXACT if kind is None else made)[1], CPU, 0.001)
    made[::500] += 1
    assert not lower(lambda kind: (time.sleep(waits[kind]), EXACT if kind is None else made)[1], CPU, 0.001)


@pytest.mark.parametrize("dtype", ["uint8", "uint16"])
def test_what_is_computed_with_fewer_bits_still_averages_back(tmp_path, upscale, monkeypatch, dtype):
    monkeypatch.setattr(predictor, "lower", lambda run, device, tolerance: Lower(torch.bfloat16, 2.0, 0.0))
    source, log = write(tmp_path / "in.tif", values(dtype, 3, 150, 170)), Log()
    how = {"model": "upscale-x2", "bands": (1, 2, 3), "sensor": "perfect"}
    path, results = upscale(source, "low.tif", precision="fastest", log=log, **how)
    exact = read(upscale(source, "exact.tif", **how)[0]).astype(float)
    difference = np.abs(read(path) - exact)
    assert difference.max() > 0
    assert np.quantile(difference, 0.999) <= max(1, 0.005 * np.ptp(exact))
    assert results["INPUT_GRID_ERROR"] <= 0.5
    assert [code for code, _ in log.notes].count("precision") == 1


def test_a_precision_that_there_is_not():
    from gan_core.api.errors import RasterGanError

    with pytest.raises(RasterGanError, match="PRECISION: expected one of exact, fastest, got half"):
        UpscaleJob("in.tif", "out.tif", precision="half")
