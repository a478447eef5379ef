"""Creation options that a format does not know are refused before anything is computed."""

from __future__ import annotations

import pytest
from makers import smooth, write
from osgeo import gdal

from gan_core.api.errors import RasterGanError
from gan_core.pipeline import run as pipeline


@pytest.fixture
def idle(monkeypatch):
    """No tile may be computed."""

    def never(*_, **__):
        raise AssertionError("the work began")

    monkeypatch.setattr(pipeline, "compute_tiles", never)


@pytest.mark.parametrize(
    ("name", "option", "code", "words"),
    [
        ("out.tif", "COMPRES=LZW", "creation-option", "COMPRESS"),
        ("out.tif", "LZW", "creation-option", "NAME=VALUE"),
        ("out.tif", "COMPRESS=LZX", "creation-value", "LZW"),
        ("out.tif", "ZLEVEL=high", "creation-value", "number"),
        ("out.tif", "TILED=MAYBE", "creation-value", "YES, NO"),
        ("out.png", "COMPRESS=LZW", "creation-option", "ZLEVEL"),
    ],
)
def test_an_option_that_the_format_does_not_know(tmp_path, upscale, idle, name, option, code, words):
    with pytest.raises(RasterGanError) as error:
        upscale(write(tmp_path / "in.tif", smooth("uint8", 1)), name, model="same-x2", creation_options=(option,))
    assert error.value.code == code
    assert words in str(error.value)
    assert option.rpartition("=")[2] in str(error.value)
    assert [path.name for path in tmp_path.iterdir()] == ["in.tif"]


@pytest.mark.parametrize(
    "option", ["compress=lzw", "COMPRESS=DEFLATE", "ZLEVEL=9", "TILED=true", "BIGTIFF=IF_SAFER", "PREDICTOR=2"]
)
def test_an_option_that_it_knows_in_any_case(tmp_path, upscale, option):
    output, _ = upscale(write(tmp_path / "in.tif", smooth("uint8", 1)), model="same-x2", creation_options=(option,))
    assert output.RasterXSize == 150


def test_types_that_can_not_be_computed_read_well(tmp_path, upscale):
    path = tmp_path / "in.tif"
    gdal.GetDriverByName("GTiff").Create(str(path), 30, 30, 1, gdal.GDT_CFloat32)
    with pytest.raises(
        RasterGanError, match=r"expected one data type in all bands \(Byte, .*\), got CFloat32\. Convert"
    ):
        upscale(path)
