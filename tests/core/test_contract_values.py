"""The raster contract: data types, nodata, block means."""

from __future__ import annotations

import numpy as np
import pytest
from makers import KINDS, Log, block_means, read, repeated, smooth, values, write
from osgeo import gdal

from gan_core import tasks
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs import UpscaleJob


@pytest.mark.parametrize("scale", [2, 4])
@pytest.mark.parametrize("dtype", KINDS)
def test_the_identity_repeats_every_value(tmp_path, upscale, dtype, scale):
    array = values(dtype, bands=2)
    output, results = upscale(write(tmp_path / "in.tif", array), model=f"same-x{scale}")
    assert output.GetRasterBand(1).DataType == KINDS[dtype]
    assert (read(output) == repeated(array, scale)).all()
    assert results["INPUT_GRID_ERROR"] == 0


@pytest.mark.parametrize("dtype", KINDS)
@pytest.mark.parametrize("model", ["rough-x2", "rough-x4"])
def test_block_means_are_the_input(tmp_path, upscale, dtype, model):
    """The hardest case: noise over the whole range of the type, so that much is clipped."""
    array = values(dtype, bands=3)
    output, results = upscale(write(tmp_path / "in.tif", array), model=model, bands=(1, 2, 3))
    made, scale = read(output), int(model[-1])
    assert not (made == repeated(array, scale)).all()
    error = np.abs(block_means(made, scale) - array)
    if dtype.startswith("float"):
        assert (error <= np.maximum(1e-5 * np.ptp(array), 2 * np.spacing(np.abs(array)))).all()
    else:
        assert error.max() <= 0.5
    assert results["INPUT_GRID_ERROR"] == pytest.approx(error.max(), rel=0.1, abs=1e-6)


def test_float_on_a_large_offset(tmp_path, upscale):
    array = (smooth("float32", 1) / 100 + 4000).astype(np.float32)
    made = read(upscale(write(tmp_path / "in.tif", array))[0])
    error = np.abs(block_means(made, 2) - array)
    assert (error <= np.maximum(1e-5 * np.ptp(array), 2 * np.spacing(array))).all()


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_means_are_held_to_the_rounding_of_the_values_there(tmp_path, dtype):
    """Not to that of the whole layer, in whose range the network computes."""
    array = np.tile(np.linspace(-1e4, 1e4, 1600), (16, 1)).astype(dtype)
    source = write(tmp_path / "in.tif", array[None], transform=(0, 1, 0, 16, 0, -1))
    job = UpscaleJob(str(source), str(tmp_path / "out.tif"), extent=(780, 0, 820, 16), sensor="perfect")
    made = read(gdal.Open(tasks.run(job, Log())["OUTPUT"])).astype("float64")
    error = np.abs(block_means(made, 2) - array[None, :, 780:820])
    largest = np.abs(made).reshape(1, 16, 2, 40, 2).max((2, 4))
    assert (error <= 8 * np.finfo(dtype).eps * largest).all()


def test_without_consistency_the_network_is_left_alone(tmp_path, upscale):
    source = write(tmp_path / "in.tif", smooth("float32"))
    free = read(upscale(source, model="rough-x2", bands=(1, 2, 3), consistent=False)[0])
    assert np.abs(block_means(free, 2) - smooth("float32")).max() > 0.1


@pytest.mark.parametrize("dtype", ["complex64", "complex128"])
def test_complex_is_refused(tmp_path, upscale, dtype):
    kind = {"complex64": gdal.GDT_CFloat32, "complex128": gdal.GDT_CFloat64}[dtype]
    gdal.GetDriverByName("GTiff").Create(str(tmp_path / "in.tif"), 9, 9, 1, kind)
    with pytest.raises(RasterGanError, match="INPUT: expected one of one data type|INPUT: expected one") as caught:
        upscale(tmp_path / "in.tif")
    assert "CFloat" in str(caught.value)


@pytest.mark.parametrize("kind", ["GDT_Int64", "GDT_UInt64"])
def test_64_bit_integers_are_refused(tmp_path, upscale, kind):
    gdal.GetDriverByName("GTiff").Create(str(tmp_path / "in.tif"), 9, 9, 1, getattr(gdal, kind))
    with pytest.raises(RasterGanError, match="got (U)?Int64"):
        upscale(tmp_path / "in.tif")


def test_signed_bytes_are_kept_or_refused(tmp_path, upscale):
    """GDAL before 3.7 gives them as bytes: -1 would come out as 255."""
    options = ["PIXELTYPE=SIGNEDBYTE"]
    gdal.GetDriverByName("GTiff").Create(str(tmp_path / "in.tif"), 9, 9, 1, gdal.GDT_Byte, options)
    if gdal.Open(str(tmp_path / "in.tif")).GetRasterBand(1).DataType == gdal.GDT_Byte:
        with pytest.raises(RasterGanError, match="got signed bytes"):
            upscale(tmp_path / "in.tif")
    else:
        output, _ = upscale(tmp_path / "in.tif")
        assert output.GetRasterBand(1).DataType == gdal.GDT_Int8


def test_nothing_but_transparency(tmp_path, upscale):
    path = write(tmp_path / "in.tif", values("uint8"))
    dataset = gdal.Open(str(path), gdal.GA_Update)
    dataset.GetRasterBand(1).SetColorInterpretation(gdal.GCI_AlphaBand)
    dataset = None
    with pytest.raises(RasterGanError, match="nothing but transparency"):
        upscale(path)


def with_holes(array: np.ndarray, hole) -> tuple[np.ndarray, np.ndarray]:
    """The array with scattered and wide holes, and where they are."""
    holes = np.random.default_rng(2).random(array.shape) < 0.1
    holes[:, 5:45, 20:70] = True
    holes[:, :3] = True
    return np.where(holes, array.dtype.type(hole), array), holes


@pytest.mark.parametrize(
    ("dtype", "nodata"),
    [
        ("uint8", 0),
        ("uint8", 255),
        ("uint8", 100),
        ("int16", -9999),
        ("uint16", 0),
        ("int32", -9999),
        ("uint32", 0),
        ("float32", -9999),
        ("float32", np.nan),
        ("float64", -9999),
    ],
)
def test_nodata_stays_and_bleeds_nowhere(tmp_path, upscale, dtype, nodata):
    clean = smooth(dtype)
    clean[clean == nodata] += 1
    array, holes = with_holes(clean, nodata)
    output, _ = upscale(write(tmp_path / "in.tif", array, nodata), model="rough-x4", bands=(1, 2, 3))
    made, fine = read(output), repeated(holes, 4)
    assert repr(output.GetRasterBand(3).GetNoDataValue()) == repr(float(nodata))
    assert np.array_equal(made[fine], repeated(array, 4)[fine], equal_nan=dtype.startswith("float"))
    assert np.isfinite(made[~fine].astype(float)).all()
    assert (made[~fine] != nodata).all()
    error = np.abs(block_means(np.where(fine, 0, made), 4) - np.where(holes, 0, array))
    assert error.max() <= (1e-3 if dtype.startswith("float") else 0.5)


def test_one_nan_poisons_nothing(tmp_path, upscale):
    array = smooth("float32")
    array[1, 30, 40] = np.nan
    made = read(upscale(write(tmp_path / "in.tif", array), model="rough-x2", bands=(1, 2, 3))[0])
    assert np.isnan(made).sum() == 4
    assert np.isnan(made[1, 60:62, 80:82]).all()
    error = np.abs(block_means(made, 2) - array)
    assert np.nanmax(error) < 1e-3
    assert np.isnan(error).sum() == 1


def test_infinity_stays(tmp_path, upscale):
    array = smooth("float32", 1)
    array[0, 10, 10] = np.inf
    made = read(upscale(write(tmp_path / "in.tif", array))[0])
    assert np.isinf(made).sum() == 4


def test_nothing_but_nodata(tmp_path, upscale):
    array = np.full((1, 20, 20), 7, np.uint8)
    assert (read(upscale(write(tmp_path / "in.tif", array, 7))[0]) == 7).all()


def test_nodata_that_differs_by_band(tmp_path, upscale):
    arrays = [smooth("int16", 1) for _ in range(3)]
    paths = []
    for number, nodata in enumerate((-5, -7, None)):
        arrays[number][0, 10, 10 + number] = nodata or 30
        paths.append(str(write(tmp_path / f"{number}.tif", arrays[number], nodata)))
    gdal.BuildVRT(str(tmp_path / "in.vrt"), paths, separate=True).FlushCache()
    output, _ = upscale(tmp_path / "in.vrt", model="rough-x2", bands=(1, 2, 3))
    assert [output.GetRasterBand(n).GetNoDataValue() for n in (1, 2, 3)] == [-5, -7, None]
    made = read(output)
    assert (made[0, 20:22, 20:22] == -5).all()
    assert (made[1, 20:22, 22:24] == -7).all()
    assert ((made[0] == -5).sum(), (made[1] == -7).sum()) == (4, 4)


@pytest.mark.parametrize("internal", ["YES", "NO"])
def test_a_mask_is_carried_over(tmp_path, upscale, internal):
    array = smooth("uint8")
    holes = with_holes(array, 0)[1][0]
    path = write(tmp_path / "in.tif", array)
    gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", internal)
    dataset = gdal.Open(str(path), gdal.GA_Update)
    dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
    dataset.GetRasterBand(1).GetMaskBand().WriteArray((~holes).astype(np.uint8) * 255)
    dataset = None
    output, _ = upscale(path, model="rough-x2", bands=(1, 2, 3))
    mask = output.GetRasterBand(1).GetMaskBand().ReadAsArray()
    assert ((mask == 0) == holes.repeat(2, 0).repeat(2, 1)).all()
    error = np.abs(block_means(read(output), 2) - array)
    assert error[:, ~holes].max() <= 0.5
    assert not (tmp_path / "out.tif.msk").exists()


def test_alpha_is_repeated_and_hides_what_is_below(tmp_path, upscale):
    array = np.concatenate([smooth("uint8"), np.full((1, 60, 75), 255, np.uint8)])
    array[3, 10:30, 10:30] = 0
    array[3, 31, :] = 120
    plain = write(tmp_path / "in.tif", array, options=["PHOTOMETRIC=RGB", "ALPHA=YES"])
    array[:3, 12:28, 12:28] = 255
    painted = write(tmp_path / "painted.tif", array, options=["PHOTOMETRIC=RGB", "ALPHA=YES"])
    output, first = upscale(plain, model="rough-x2")[0], None
    assert output.GetRasterBand(4).GetColorInterpretation() == gdal.GCI_AlphaBand
    assert (read(output)[3] == repeated(array[3:], 2)[0]).all()
    first = read(output)[:3]
    second = read(upscale(painted, "painted_out.tif", model="rough-x2")[0])[:3]
    visible = repeated(array[3:], 2)[0] > 0
    assert (first[:, visible] == second[:, visible]).all()


def test_rounding_is_half_to_even(tmp_path, upscale):
    """x2 of 10, 20, 30 by bicubic alone is made of halves and quarters."""
    import torch

    from gan_core.radiometry.quantize import Storage, quantize

    blocks = torch.tensor([0.5, 1.5, 2.5, -0.5, 300.0, -7.0]).reshape(6, 1, 1)
    made = quantize(
        blocks, torch.zeros(1, 1), torch.ones(1, 1, dtype=torch.bool), Storage(np.dtype("uint8"), None), False
    )
    assert made.flatten().tolist() == [0, 2, 2, 0, 255, 0]
