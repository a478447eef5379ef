"""The raster contract: where pixels lie, what bands are called, what formats are read and written, and sizes."""

from __future__ import annotations

import numpy as np
import pytest
from makers import TRANSFORM, read, repeated, smooth, values, write
from osgeo import gdal, osr

from gan_core.api.errors import RasterGanError
from gan_core.raster.metadata import _rpcs as scaled_rpcs
from gan_core.tiling.plan import Plan
from gan_core.tiling.window import Window


@pytest.mark.parametrize(
    "transform", [TRANSFORM, (7.1, 0.3, 0.2, 51.7, 0.1, -0.4), (0, 3.3, 0, 0, 0, 7.7), (1, 1e-9, 0, 2, 0, -1e-9)]
)
@pytest.mark.parametrize("scale", [2, 4])
def test_extent_to_the_last_digit(tmp_path, upscale, transform, scale):
    output, _ = upscale(write(tmp_path / "in.tif", values("uint8"), transform=transform), model=f"same-x{scale}")
    made = output.GetGeoTransform()
    assert (made[0], made[3]) == (transform[0], transform[3])
    for part in (1, 2, 4, 5):
        assert made[part] * scale == transform[part]
    width, height = 34, 21
    corner = gdal.ApplyGeoTransform(made, width * scale, height * scale)
    assert corner == gdal.ApplyGeoTransform(transform, width, height)


def test_pixel_is_point(tmp_path, upscale):
    path = write(tmp_path / "in.tif", values("uint8"), transform=(100, 10, 0, 200, 0, -10))
    dataset = gdal.Open(str(path), gdal.GA_Update)
    dataset.SetMetadataItem("AREA_OR_POINT", "Point")
    dataset = None
    before = gdal.Open(str(path)).GetGeoTransform()
    output, _ = upscale(path, model="same-x2")
    assert output.GetMetadataItem("AREA_OR_POINT") == "Point"
    assert output.GetGeoTransform() == (before[0], 5, 0, before[3], 0, -5)


@pytest.mark.parametrize(
    "crs",
    ["", "EPSG:4326", "+proj=laea +lat_0=12.3 +lon_0=45.6 +ellps=GRS80 +units=m +no_defs"],
)
def test_any_crs_or_none(tmp_path, upscale, crs):
    path = write(tmp_path / "in.tif", values("uint8"), epsg=None, transform=(10, 0.01, 0, 50, 0, -0.01))
    if crs:
        dataset = gdal.Open(str(path), gdal.GA_Update)
        reference = osr.SpatialReference()
        reference.SetFromUserInput(crs)
        dataset.SetSpatialRef(reference)
        dataset = None
    before, after = gdal.Open(str(path)).GetSpatialRef(), upscale(path, model="same-x2")[0].GetSpatialRef()
    assert (before is None and after is None) or before.IsSame(after)
    assert (before is None) == (crs == "")


def test_gcps_and_rpcs_are_scaled(tmp_path, upscale):
    path = write(tmp_path / "in.tif", values("uint8"), epsg=None, transform=None)
    dataset = gdal.Open(str(path), gdal.GA_Update)
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(4326)
    dataset.SetGCPs([gdal.GCP(10, 50, 3, 2.5, 4.5), gdal.GCP(11, 50, 3, 30, 4), gdal.GCP(10, 49, 3, 2, 20)], reference)
    rpcs = {f"{side}_{part}_COEFF": " ".join(["0.5"] * 20) for side in ("LINE", "SAMP") for part in ("NUM", "DEN")}
    rpcs.update(LINE_OFF="10", SAMP_OFF="16", LINE_SCALE="10.5", SAMP_SCALE="17", LAT_OFF="1", LONG_OFF="2")
    rpcs.update(HEIGHT_OFF="3", LAT_SCALE="4", LONG_SCALE="5", HEIGHT_SCALE="6")
    dataset.SetMetadata(rpcs, "RPC")
    dataset = None
    output, _ = upscale(path, model="same-x2")
    assert [(gcp.GCPPixel, gcp.GCPLine, gcp.GCPX) for gcp in output.GetGCPs()] == [(5, 9, 10), (60, 8, 11), (4, 40, 10)]
    made = output.GetMetadata("RPC")
    assert (float(made["LINE_OFF"]), float(made["SAMP_OFF"])) == (20.5, 32.5)
    assert (float(made["LINE_SCALE"]), float(made["SAMP_SCALE"])) == (21, 34)


def test_an_extent_gives_the_same_pixels_as_the_whole(tmp_path, upscale):
    source = write(tmp_path / "in.tif", smooth("uint16"), transform=(0, 10, 0, 600, 0, -10))
    whole = read(upscale(source, model="rough-x2", bands=(1, 2, 3))[0])
    part, _ = upscale(source, "part.tif", model="rough-x2", bands=(1, 2, 3), extent=(104, 95, 302, 411), tile_size=64)
    assert part.GetGeoTransform() == (100, 5, 0, 420, 0, -5)
    assert (part.RasterXSize, part.RasterYSize) == (42, 66)
    assert (read(part) == whole[:, 36:102, 20:62]).all()


def test_an_extent_on_pixel_edges_adds_no_pixel(tmp_path, upscale):
    source = write(tmp_path / "in.tif", values("uint8"), transform=(0.1, 0.1, 0, 9.7, 0, -0.1))
    output, _ = upscale(source, model="same-x2", extent=(0.5, 8.1, 2.0, 9.3))
    assert (output.RasterXSize, output.RasterYSize) == (30, 24)


@pytest.mark.parametrize("transform", [(100, 10, 0, 200, 0, 10), (100, 6, 8, 200, 8, -6), (100, 10, 0, 200, 0, -25)])
def test_an_extent_on_any_grid(tmp_path, upscale, transform):
    """South-up, rotated and not square: the part covers the extent, lies on the grid and has the whole's pixels."""
    array = values("uint8", 1, 60, 75)
    source = write(tmp_path / "in.tif", array, transform=transform)
    corners = [gdal.ApplyGeoTransform(list(map(float, transform)), *place) for place in ((20.4, 10.6), (29.5, 30.2))]
    xs, ys = zip(*corners)
    part, _ = upscale(source, model="same-x2", extent=(min(xs), min(ys), max(xs), max(ys)))
    made = part.GetGeoTransform()
    column, row = gdal.ApplyGeoTransform(gdal.InvGeoTransform(list(map(float, transform))), made[0], made[3])
    assert (column, row) == pytest.approx((round(column), round(row)), abs=1e-9)
    column, row = round(column), round(row)
    right, bottom = column + part.RasterXSize // 2, row + part.RasterYSize // 2
    assert column <= 20
    assert row <= 10
    assert right >= 30
    assert bottom >= 31
    assert (read(part) == repeated(array[:, row:bottom, column:right], 2)).all()


def test_gcps_move_with_the_extent(tmp_path, upscale):
    path = write(tmp_path / "in.tif", values("uint8"), epsg=None, transform=None)
    dataset = gdal.Open(str(path), gdal.GA_Update)
    dataset.SetGCPs([gdal.GCP(10, 50, 3, 2.5, 4.5), gdal.GCP(11, 50, 3, 30, 4), gdal.GCP(10, 49, 3, 2, 20)], "")
    dataset = None
    output, _ = upscale(path, model="same-x2", extent=(4, 2, 20, 12))
    assert (output.RasterXSize, output.RasterYSize) == (32, 20)
    assert [(gcp.GCPPixel, gcp.GCPLine) for gcp in output.GetGCPs()] == [(-3, 5), (52, 4), (-4, 36)]


def test_rpcs_move_with_the_extent():
    rpcs = {"LINE_OFF": "10", "SAMP_OFF": "16 pixels", "LINE_SCALE": "7", "MIN_LAT": "4"}
    expected = {"LINE_OFF": "16.5", "SAMP_OFF": "24.5", "LINE_SCALE": "14.0", "MIN_LAT": "4"}
    assert scaled_rpcs(rpcs, Window(4, 2, 16, 10), 2) == expected


def test_bands_keep_their_names_and_facts(tmp_path, upscale):
    path = write(tmp_path / "in.tif", smooth("int16", 5))
    dataset = gdal.Open(str(path), gdal.GA_Update)
    dataset.SetMetadata({"SENSOR": "MSI", "NOTE": "a = b"})
    for number in range(1, 6):
        band = dataset.GetRasterBand(number)
        band.SetDescription(f"band {number}")
        band.SetUnitType("W/m2")
        band.SetScale(0.0001 * number)
        band.SetOffset(-0.1)
        band.SetMetadata({"WAVELENGTH": str(400 + number), "STATISTICS_MAXIMUM": "3"})
    dataset.GetRasterBand(2).SetColorInterpretation(gdal.GCI_BlueBand)
    dataset = None
    output, _ = upscale(path, model="upscale-x2-band")
    assert output.RasterCount == 5
    assert output.GetMetadataItem("SENSOR") == "MSI"
    assert output.GetMetadataItem("NOTE") == "a = b"
    assert output.GetMetadataItem("RASTERGAN_AI_GENERATED") == "YES"
    for number in range(1, 6):
        band = output.GetRasterBand(number)
        assert band.GetDescription() == f"band {number}"
        assert (band.GetUnitType(), band.GetScale(), band.GetOffset()) == ("W/m2", 0.0001 * number, -0.1)
        assert band.GetMetadataItem("WAVELENGTH") == str(400 + number)
        assert band.GetMetadataItem("STATISTICS_MAXIMUM") is None
    assert output.GetRasterBand(2).GetColorInterpretation() == gdal.GCI_BlueBand


@pytest.mark.parametrize("bands", [1, 2, 3, 4, 13])
def test_every_band_is_kept(tmp_path, upscale, bands):
    output, _ = upscale(write(tmp_path / "in.tif", smooth("uint16", bands), options=["PHOTOMETRIC=MINISBLACK"]))
    assert output.RasterCount == bands
    assert all(output.GetRasterBand(number + 1).ReadAsArray().std() > 10 for number in range(bands))


def test_a_band_alone_is_seen_in_its_own_range(tmp_path, upscale):
    """What the one-band model makes of a band does not depend on the bands beside it."""
    array = smooth("uint16", 3) * np.array([1, 40, 250], np.uint16)[:, None, None]
    together = read(upscale(write(tmp_path / "in.tif", array, options=["PHOTOMETRIC=MINISBLACK"]))[0])
    for band in range(3):
        alone = read(upscale(write(tmp_path / "one.tif", array[band : band + 1]), "one_out.tif")[0])
        assert (alone[0] == together[band]).all()


def test_rgb_is_found_in_any_order(tmp_path, upscale):
    from makers import Log

    path, log = write(tmp_path / "in.tif", smooth("uint8", 4), options=["PHOTOMETRIC=MINISBLACK"]), Log()
    dataset = gdal.Open(str(path), gdal.GA_Update)
    for number, colour in ((4, gdal.GCI_RedBand), (2, gdal.GCI_GreenBand), (1, gdal.GCI_BlueBand)):
        dataset.GetRasterBand(number).SetColorInterpretation(colour)
    dataset = None
    upscale(path, model="rough-x2", log=log)
    used = [values for code, values in log.notes if code == "model"]
    assert used == [{"bands": "4, 2, 1", "model": "rough-x2"}, {"bands": "3", "model": "upscale-x2-band"}]


SIZES = [(1, 1), (3, 5), (1, 200), (17, 33), (31, 2), (1170, 5)]


@pytest.mark.parametrize(("height", "width"), SIZES)
def test_any_size(tmp_path, upscale, height, width):
    array = values("uint8", 3, height, width)
    output, results = upscale(write(tmp_path / "in.tif", array), model="rough-x4", bands=(1, 2, 3))
    assert read(output).shape == (3, height * 4, width * 4)
    assert results["INPUT_GRID_ERROR"] <= 0.5


@pytest.mark.parametrize(("height", "width"), SIZES)
def test_any_size_pixel_by_pixel(tmp_path, upscale, height, width):
    array = values("int16", 2, height, width)
    assert (read(upscale(write(tmp_path / "in.tif", array), model="same-x2")[0]) == repeated(array, 2)).all()


@pytest.mark.parametrize("dtype", ["uint8", "int32", "float32"])
def test_tiled_equals_whole_bit_for_bit(tmp_path, upscale, dtype):
    height, width, sizes = 290, 380, (64, 160, 200, 384)
    plans = [Plan.of(Window(0, 0, width, height), 15, size) for size in sizes]
    assert len({(plan.core_width, plan.core_height) for plan in plans}) == len(sizes)
    assert len(plans[-1]) == 1
    array = smooth(dtype, 4, height, width)
    array[:, 40:90, 60:66] = 0
    array[1, 100:140, 20:250] = 0
    source = write(tmp_path / "in.tif", array, nodata=0)
    *tiled, whole = (
        read(upscale(source, f"{size}.tif", model="rough-x2", bands=(1, 2, 3), tile_size=size)[0]) for size in sizes
    )
    for made in tiled:
        assert (made == whole).all()


def need(*drivers: str) -> None:
    for driver in drivers:
        if gdal.GetDriverByName(driver) is None:
            pytest.skip(f"this GDAL has no {driver}")


def test_other_sources(tmp_path, upscale):
    need("JP2OpenJPEG", "GPKG")
    array = smooth("uint8")
    plain = write(tmp_path / "in.tif", array)
    expected = repeated(array, 2)
    gdal.Translate(str(tmp_path / "in.vrt"), str(plain))
    gdal.Translate(
        str(tmp_path / "in.gpkg"), str(plain), format="GPKG", creationOptions=["TILE_FORMAT=PNG", "RASTER_TABLE=t"]
    )
    gdal.Translate(str(tmp_path / "in.jp2"), str(plain), creationOptions=["QUALITY=100", "REVERSIBLE=YES"])
    import zipfile

    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        archive.write(plain, "inside.tif")
    for source in (tmp_path / "in.vrt", tmp_path / "in.jp2", f"/vsizip/{tmp_path}/in.zip/inside.tif"):
        assert (read(upscale(source, model="same-x2")[0]) == expected).all()
    table = upscale(f"GPKG:{tmp_path}/in.gpkg:t", model="same-x2")[0]
    assert (read(table)[:3] == repeated(read(gdal.Open(str(tmp_path / "in.gpkg"))), 2)[:3]).all()


def test_subdatasets_are_offered(tmp_path, upscale):
    """A file whose rasters lie one level down, as in netCDF and HDF: here a GeoPackage with two tables."""
    need("GPKG")
    plain = str(write(tmp_path / "in.tif", smooth("uint8")))
    package = str(tmp_path / "two.gpkg")
    gdal.Translate(package, plain, format="GPKG", creationOptions=["RASTER_TABLE=first"])
    gdal.Translate(package, plain, format="GPKG", creationOptions=["RASTER_TABLE=second", "APPEND_SUBDATASET=YES"])
    with pytest.raises(RasterGanError, match=r"has none. Choose one of its parts: GPKG:.*first"):
        upscale(package)
    assert upscale(f"GPKG:{package}:second", model="same-x2")[0].RasterCount >= 3


@pytest.mark.parametrize("suffix", ["jp2", "png", "gpkg"])
def test_formats_made_from_the_finished_geotiff(tmp_path, upscale, suffix):
    need({"jp2": "JP2OpenJPEG", "png": "PNG", "gpkg": "GPKG"}[suffix])
    array = smooth("uint8")
    output, _ = upscale(write(tmp_path / "in.tif", array), f"out.{suffix}", model="same-x2")
    assert output.RasterXSize >= 150
    assert sorted(path.name for path in tmp_path.iterdir() if "part" in path.name) == []
    if suffix == "png":
        assert (read(output) == repeated(array, 2)).all()


@pytest.mark.parametrize("name", ["out.xyzzy", "out", "out.vrt"])
def test_formats_that_cannot_be_written_are_refused(tmp_path, upscale, name):
    with pytest.raises(RasterGanError, match="OUTPUT: expected a (raster format|format that holds pixels)"):
        upscale(write(tmp_path / "in.tif", values("uint8")), name)


def test_large_outputs_are_tiled_compressed_and_have_overviews(tmp_path, upscale):
    output, _ = upscale(write(tmp_path / "in.tif", smooth("uint8", 3, 300, 400)), model="same-x4")
    assert output.GetRasterBand(1).GetOverviewCount() == 2
    assert output.GetRasterBand(1).GetBlockSize()[0] < 1600
    assert output.GetMetadataItem("COMPRESSION", "IMAGE_STRUCTURE")


@pytest.mark.parametrize(
    "colours",
    [
        (gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand, gdal.GCI_Undefined),
        (gdal.GCI_BlueBand, gdal.GCI_GreenBand, gdal.GCI_RedBand, gdal.GCI_Undefined),
        (gdal.GCI_GrayIndex, gdal.GCI_Undefined, gdal.GCI_Undefined, gdal.GCI_AlphaBand),
        (gdal.GCI_RedBand, gdal.GCI_GreenBand, gdal.GCI_BlueBand, gdal.GCI_AlphaBand),
    ],
)
def test_colour_interpretation_is_kept(tmp_path, upscale, colours):
    path = write(tmp_path / "in.tif", smooth("uint8", 4), options=["PHOTOMETRIC=MINISBLACK"])
    dataset = gdal.Open(str(path), gdal.GA_Update)
    for number, colour in enumerate(colours, 1):
        dataset.GetRasterBand(number).SetColorInterpretation(colour)
    dataset = None
    source = gdal.Open(str(path))
    before = [source.GetRasterBand(number).GetColorInterpretation() for number in range(1, 5)]
    assert before == list(colours)
    output, _ = upscale(path, model="same-x2")
    assert [output.GetRasterBand(number).GetColorInterpretation() for number in range(1, 5)] == before


def test_creation_options_win(tmp_path, upscale):
    output, _ = upscale(write(tmp_path / "in.tif", values("uint8")), creation_options=("COMPRESS=LZW", "BIGTIFF=YES"))
    assert output.GetMetadataItem("COMPRESSION", "IMAGE_STRUCTURE") == "LZW"
    assert (tmp_path / "out.tif").read_bytes()[2] == 43  # BigTIFF


def test_an_old_output_is_replaced_with_its_side_files(tmp_path, upscale):
    (tmp_path / "out.tif").write_text("old")
    (tmp_path / "out.tif.aux.xml").write_text("<PAMDataset/>")
    upscale(write(tmp_path / "in.tif", values("uint8")))
    assert not (tmp_path / "out.tif.aux.xml").exists()
    assert np.isfinite(gdal.Open(str(tmp_path / "out.tif")).RasterXSize)
