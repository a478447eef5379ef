"""Which model is told to be the wrong one, and which to take instead."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from makers import Log, block_means, read, smooth, write
from osgeo import gdal

from gan_core.api.notes import note_text


@pytest.fixture
def noted(tmp_path, upscale):
    """The notes of a run on a layer of some type and bands: (type, bands, GDAL options, job's fields) -> code to values."""

    def run(dtype, count=3, options=("PHOTOMETRIC=RGB",), **fields):
        log = Log()
        upscale(write(tmp_path / "in.tif", smooth(dtype, count), options=options), log=log, **fields)
        return dict(log.notes)

    return run


def test_a_model_for_colours_on_other_bands(noted):
    note = noted("uint8", options=["PHOTOMETRIC=MINISBLACK"], model="rough-x2")["model-mismatch"]
    assert note["numbers"] == "1, 2, 3"
    assert note["better"] == "upscale-x2-band"


def test_a_model_that_is_not_used_at_all(noted):
    notes = noted("uint8", 5, ["PHOTOMETRIC=MINISBLACK"], model="rough-x2")
    assert notes["model-unused"] == {"model": "rough-x2", "bands": "band 1, band 2, band 3", "used": "upscale-x2-band"}
    assert "model-mismatch" not in notes


@pytest.mark.parametrize(
    ("dtype", "fields"),
    [
        ("uint8", {"model": "rough-x2"}),
        ("uint8", {"model": "rough-x2", "bands": (3, 2, 1)}),
        ("uint16", {"model": "rough-x2"}),
        ("uint16", {"model": "upscale-x2-band"}),
        ("uint16", {"model": "same-x2"}),
        ("uint16", {}),
    ],
)
def test_nothing_to_say(noted, dtype, fields):
    assert not {"model-mismatch", "model-unused"} & set(noted(dtype, **fields))


def unlike(tmp_path: Path, fill: bool) -> Path:
    """Temperature, elevation and a vegetation index of the same ground."""
    rows, columns = np.mgrid[:48, :48]
    random = np.random.default_rng(1).random((3, 48, 48))
    bands = np.stack(
        [
            290 + 0.1 * columns + 0.2 * random[0],
            500 + 40 * np.sin(columns / 5) * np.cos(rows / 7) + 3 * random[1],
            0.3 + 0.2 * np.sin(rows / 4) + 0.02 * random[2],
        ]
    ).astype(np.float32)
    if fill:
        bands[1, 10:20, 10:30] = -9999
    return write(tmp_path / "in.tif", bands)


@pytest.mark.parametrize("fill", [False, True])
@pytest.mark.parametrize("named", [{}, {"bands": (1, 2, 3)}])
def test_bands_of_unlike_ranges_are_taken_singly(tmp_path, upscale, fill, named):
    """In one range the small ones drown: an index of 0.1 to 0.5 once came out as -978 to 1121."""
    source, log = unlike(tmp_path, fill), Log()
    output, _ = upscale(source, model="rough-x2", log=log, **named)
    before, after = read(gdal.Open(str(source))), read(output)
    for number in (0, 2) if fill else (0, 1, 2):
        low, high = before[number].min(), before[number].max()
        assert after[number].min() > 2 * low - high  # random weights overshoot, by less than the band's own range
        assert after[number].max() < 2 * high - low
    said = dict(log.notes)
    assert "upscale-x2-band" in note_text("bands-unlike", said["bands-unlike"])
    assert "model-unused" not in said


def test_bands_of_like_ranges_stay_together(tmp_path, upscale):
    """Near infrared over forest reaches ten times as far as blue."""
    bands = smooth("float32") * np.array([1, 0.5, 0.1], np.float32)[:, None, None]
    log = Log()
    upscale(write(tmp_path / "in.tif", bands), model="rough-x2", log=log)
    assert "bands-unlike" not in dict(log.notes)


def test_the_error_is_told_as_a_share_of_the_bands_own_range(tmp_path, upscale):
    """Of the worst band, however large the other's values are."""
    bands = np.stack([smooth("float32", 1)[0] * 1e6, smooth("float32", 1)[0]])
    log = Log()
    source = write(tmp_path / "in.tif", bands)
    output, results = upscale(source, model="upscale-x2-band", log=log, consistent=False)
    worst = np.abs(block_means(read(output), 2) - bands).max((1, 2))
    spans = [np.ptp(np.quantile(band, (0.005, 0.995))) for band in bands]
    told = dict(log.notes)["error"]
    assert told["error"] == results["INPUT_GRID_ERROR"] == pytest.approx(worst.max(), rel=0.1)
    assert told["share"] == pytest.approx(100 * max(worst / spans), rel=0.1)
    assert "% of its band's range" in note_text("error", told)
