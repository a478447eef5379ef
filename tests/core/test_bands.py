"""Which model is told to be the wrong one, and which to take instead."""

from __future__ import annotations

import pytest
from makers import Log, smooth, write


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
