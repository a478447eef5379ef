"""Places that are written in ways of their own: extents over the date line, RPCs without numbers."""

from __future__ import annotations

import numpy as np
import pytest
from makers import Log, read, smooth, values, write
from osgeo import gdal, osr

from gan_core.api.errors import RasterGanError
from gan_core.raster.grid import Extent, unwrapped

FIJI = (179.5, 0.01, 0.0, -16.0, 0.0, -0.01)
RPC = {
    "LINE_OFF": "4",
    "SAMP_OFF": "4 pixels",
    "LAT_OFF": "1",
    "LONG_OFF": "1",
    "HEIGHT_OFF": "0",
    "LINE_SCALE": "4",
    "SAMP_SCALE": "4",
    "LAT_SCALE": "1",
    "LONG_SCALE": "1",
    "HEIGHT_SCALE": "1",
    **{f"{name}_COEFF": " ".join(["1"] + ["0"] * 19) for name in ("LINE_NUM", "LINE_DEN", "SAMP_NUM", "SAMP_DEN")},
}


def test_an_extent_over_the_date_line(tmp_path, upscale):
    """From 179.9 east to 179.8 west, on a raster that counts on to 180.46."""
    array = np.tile(np.arange(96, dtype=np.uint8), (1, 96, 1))
    source = write(tmp_path / "in.tif", array, epsg=4326, transform=FIJI)
    output, _ = upscale(source, model="same-x2", extent=(179.9, -16.5, -179.8, -16.2))
    assert (output.RasterXSize, output.RasterYSize) == (60, 60)
    assert output.GetGeoTransform()[0] == pytest.approx(179.9)
    assert sorted({*read(output).ravel()}) == list(range(40, 70))


@pytest.mark.parametrize(
    ("raster", "expected"),
    [
        ((-180.5, -17, -179.0, -16), (-180.1, -16.5, -179.8, -16.2)),
        ((539.5, -17, 541.0, -16), (539.9, -16.5, 540.2, -16.2)),
        ((0, -17, 360, -16), (179.9, -16.5, 180.2, -16.2)),
    ],
)
def test_it_is_read_in_the_rasters_own_degrees(raster, expected):
    assert unwrapped(Extent(179.9, -16.5, -179.8, -16.2), Extent(*raster), True) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("epsg", "extent", "code"),
    [
        (4326, (179.9, -16.2, -179.8, -16.5), "extent-order"),  # south and north
        (32611, (180.4, -16.5, 179.6, -16.2), "extent-order"),  # metres know no date line
        (None, (180.4, -16.5, 179.6, -16.2), "extent-order"),
        (4326, (10.0, -16.5, -10.0, -16.2), None),  # nearly once around: all of it
        (4326, (100.0, -16.5, 99.0, 16.2), None),
    ],
)
def test_edges_out_of_order_are_never_swapped(tmp_path, upscale, epsg, extent, code):
    source = write(tmp_path / "in.tif", smooth("uint8", 1, 96, 96), epsg=epsg, transform=FIJI)
    if code is None:
        assert upscale(source, model="same-x2", extent=extent)[0].RasterXSize == 192
        return
    with pytest.raises(RasterGanError) as error:
        upscale(source, model="same-x2", extent=extent)
    assert error.value.code == code
    assert not (tmp_path / "out.tif").exists()


def test_both_ends_of_the_world_are_two_runs(tmp_path, upscale):
    world = (-180.0, 3.75, 0.0, 90.0, 0.0, -3.75)
    source = write(tmp_path / "in.tif", smooth("uint8", 1, 48, 96), epsg=4326, transform=world)
    with pytest.raises(RasterGanError, match="Run each side by itself"):
        upscale(source, model="same-x2", extent=(170, -20, -170, 20))


@pytest.mark.parametrize("broken", [{"LINE_SCALE": "LINE_SCALE"}, {"LAT_OFF": "nan"}, {"SAMP_DEN_COEFF": "1 0 x"}])
def test_rpcs_without_numbers_are_left_out_with_a_word(tmp_path, upscale, broken):
    source = tmp_path / "in.vrt"
    dataset = gdal.Open(str(write(tmp_path / "in.tif", values("uint8", 1, 16, 16), epsg=None, transform=None)))
    copy = gdal.GetDriverByName("VRT").CreateCopy(str(source), dataset)
    copy.SetMetadata({**RPC, **broken}, "RPC")
    copy = None
    log = Log()
    output, _ = upscale(source, model="same-x2", log=log)
    assert not output.GetMetadata("RPC")
    assert "rpcs-unreadable" in dict(log.notes)


def test_rpcs_with_numbers_are_kept_without_a_word(tmp_path, upscale):
    path = write(tmp_path / "in.tif", values("uint8", 1, 16, 16), epsg=None, transform=None)
    dataset = gdal.OpenEx(str(path), gdal.OF_UPDATE)
    dataset.SetMetadata(RPC, "RPC")
    dataset = None
    log = Log()
    output, _ = upscale(path, model="same-x2", log=log)
    assert output.GetMetadata("RPC")["LINE_SCALE"] == "8"
    assert "rpcs-unreadable" not in dict(log.notes)


def test_gcps_of_pixels_that_are_points(tmp_path, upscale, enhance):
    """GDAL counts them from a pixel's middle in the file: once they moved by a pixel."""
    path = write(tmp_path / "in.tif", smooth("uint8", 1, 40, 40), epsg=None, transform=None)
    dataset = gdal.OpenEx(str(path), gdal.OF_UPDATE)
    dataset.SetMetadataItem("AREA_OR_POINT", "Point")
    dataset.SetGCPs([gdal.GCP(10, 50, 3, 2.5, 4.5), gdal.GCP(11, 50, 3, 30, 4), gdal.GCP(10, 49, 3, 2, 20)], "")
    dataset = None
    places = [(gcp.GCPPixel, gcp.GCPLine) for gcp in gdal.Open(str(path)).GetGCPs()]
    for run, factor in ((upscale, 2), (enhance, 1)):
        output, _ = run(path, f"{factor}.tif", model="same-x2" if factor == 2 else "enhance-band")
        assert [(gcp.GCPPixel / factor, gcp.GCPLine / factor) for gcp in output.GetGCPs()] == places


def test_what_a_geotiff_has_no_room_for(tmp_path, upscale):
    """A CRS without codes, and what bands show: beside it.  Names of GCPs: said."""
    source = tmp_path / "in.vrt"
    dataset = gdal.Open(str(write(tmp_path / "in.tif", values("uint8", 3, 16, 16), transform=None, epsg=None)))
    copy = gdal.GetDriverByName("VRT").CreateCopy(str(source), dataset)
    sphere = osr.SpatialReference()
    sphere.ImportFromProj4("+proj=lcc +lat_1=25 +lat_0=25 +lon_0=-95 +R=6371200 +units=m")
    copy.SetSpatialRef(sphere)
    copy.SetGeoTransform((1.0, 2.0, 0.0, 3.0, 0.0, -2.0))
    for number in (1, 2, 3):
        copy.GetRasterBand(number).SetColorInterpretation(gdal.GCI_GrayIndex)
    copy = None
    log = Log()
    output, _ = upscale(source, model="same-x2", log=log)
    assert sphere.IsSame(output.GetSpatialRef(), ["IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES"])
    assert [output.GetRasterBand(n).GetColorInterpretation() for n in (1, 2, 3)] == [gdal.GCI_GrayIndex] * 3
    assert "gcp-names" not in dict(log.notes)
    copy = gdal.OpenEx(str(source), gdal.OF_UPDATE)
    copy.SetGCPs([gdal.GCP(10, 50, 3, 2.5, 4.5, "church", "A")], "")
    copy = None
    upscale(source, model="same-x2", log=log)
    assert "gcp-names" in dict(log.notes)


def test_a_plain_raster_needs_no_second_file(tmp_path, upscale):
    upscale(write(tmp_path / "in.tif", smooth("uint8", 3)), model="same-x2")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.tif", "out.tif"]


@pytest.mark.parametrize("value", [0.0, 0.0036408, 8.5, 1e-9, -4e7])
def test_constant_ground_is_kept_whatever_its_unit(tmp_path, upscale, value):
    output, _ = upscale(write(tmp_path / "in.tif", np.full((1, 20, 20), value, np.float32)), sensor="perfect")
    assert (read(output) == np.float32(value)).all()


@pytest.mark.parametrize("epsg", [None, 32611])
def test_points_without_a_crs_get_none(tmp_path, upscale, epsg):
    path = write(tmp_path / "in.tif", smooth("uint8", 1), epsg=epsg)
    dataset = gdal.GetDriverByName("VRT").CreateCopy(str(tmp_path / "in.vrt"), gdal.Open(str(path)))
    dataset.SetMetadataItem("AREA_OR_POINT", "Point")
    dataset = None
    output, _ = upscale(tmp_path / "in.vrt", model="same-x2")
    assert output.GetMetadataItem("AREA_OR_POINT") == "Point"
    assert (output.GetSpatialRef() is None) == (epsg is None)
    assert output.GetGeoTransform()[0] == gdal.Open(str(path)).GetGeoTransform()[0]


@pytest.mark.parametrize("rows", [0, -294967296])
def test_a_raster_without_rows(tmp_path, upscale, monkeypatch, rows):
    source = write(tmp_path / "in.tif", smooth("uint8", 1))
    monkeypatch.setattr(gdal.Dataset, "RasterYSize", property(lambda _: rows))
    with pytest.raises(RasterGanError) as error:
        upscale(source)
    assert error.value.code == "input-no-bands"


def test_seconds_of_arc_stay_seconds(tmp_path, upscale):
    """In the file GDAL keeps degrees for them, 3600 times too large."""
    seconds = osr.SpatialReference(
        osr.SRS_WKT_WGS84_LAT_LONG.replace('UNIT["degree",0.0174532925199433', 'UNIT["s",4.84813681109536E-06')
    )
    path = write(tmp_path / "in.tif", smooth("uint8", 1), epsg=None)
    dataset = gdal.GetDriverByName("VRT").CreateCopy(str(tmp_path / "in.vrt"), gdal.Open(str(path)))
    dataset.SetSpatialRef(seconds)
    dataset = None
    output, _ = upscale(tmp_path / "in.vrt", model="same-x2")
    assert output.GetSpatialRef().GetAngularUnits() == pytest.approx(4.84813681109536e-06)


def test_constant_ground_of_a_known_sensor(tmp_path, enhance):
    """Its noise is no share of a range that is none."""
    source = write(
        tmp_path / "S2A_MSIL2A_20200101T000000_N0213_R000_T32TPT_20200101T000000_B04_10m.tif", np.zeros((1, 40, 40))
    )
    assert not read(enhance(source, sensor="sentinel-2")[0]).any()
