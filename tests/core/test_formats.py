"""Whatever an output is called: the raster as it was computed, whole and as GDAL reads it, or a refusal before the work."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from makers import Log, block_means, read, repeated, write
from makers import smooth as scene
from osgeo import gdal

from gan_core import tasks
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.parts import JoinJob
from gan_core.api.jobs.raster import EnhanceJob, UpscaleJob
from gan_core.api.jobs.sharpening import SharpenJob
from gan_core.raster import conversion, sink
from gan_core.raster.categories import BandSpec, Category
from gan_core.raster.commit import Destination
from gan_core.raster.sample import Sample
from gan_core.raster.sink import RasterSink
from gan_core.raster.source import RasterSource

FACTOR = 2
TILE = (64, 64)
HEIGHT, WIDTH = 40, 50


def smooth(dtype: str, bands: int = 3, height: int = HEIGHT, width: int = WIDTH) -> np.ndarray:
    """Small enough for all of it to be rehearsed."""
    return scene(dtype, bands, height, width)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def writable() -> list[str]:
    """The extension of every raster format that this GDAL can write to a file."""
    found: set[str] = set()
    for driver in map(gdal.GetDriver, range(gdal.GetDriverCount())):
        facts = driver.GetMetadata()
        if "DCAP_RASTER" in facts and {"DCAP_CREATE", "DCAP_CREATECOPY"} & set(facts):
            found |= set(facts.get("DMD_EXTENSIONS", "").split())
    return sorted(found)


def with_alpha(path: Path) -> Path:
    array = np.concatenate([smooth("uint8"), np.full((1, HEIGHT, WIDTH), 255, np.uint8)])
    array[3, 10:30, 10:30] = 0
    return write(path, array, options=["PHOTOMETRIC=RGB", "ALPHA=YES"])


def masked(path: Path, **how) -> Path:
    """An internal mask for all bands."""
    write(path, smooth("uint8"), **how)
    gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES")
    dataset = gdal.Open(str(path), gdal.GA_Update)
    dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
    mask = np.full((HEIGHT, WIDTH), 255, np.uint8)
    mask[20:40, 5:25] = 0
    dataset.GetRasterBand(1).GetMaskBand().WriteArray(mask)
    return path


def holed(dtype: str, bands: int, nodata: float) -> np.ndarray:
    array = smooth(dtype, bands)
    array[:, 20:40, 5:25] = nodata
    return array


def stacked(folder: Path, nodata, dtype: str = "uint8") -> Path:
    """A VRT whose bands have a nodata value each, which stands in some pixels."""
    paths = []
    for number, value in enumerate(nodata):
        array = smooth(dtype, 1)
        array[0, :20, 10 * number : 10 * number + 10] = 0 if value is None else value
        paths.append(str(write(folder / f"band{number}.tif", array, value)))
    gdal.BuildVRT(str(folder / "stack.vrt"), paths, separate=True).FlushCache()
    return folder / "stack.vrt"


INPUTS = {
    "byte": lambda folder: write(folder / "in.tif", smooth("uint8", 1)),
    "RGB": lambda folder: write(folder / "in.tif", smooth("uint8"), options=["PHOTOMETRIC=RGB"]),
    "RGBA": lambda folder: with_alpha(folder / "in.tif"),
    "masked": lambda folder: masked(folder / "in.tif"),
    "heights": lambda folder: write(folder / "in.tif", holed("int16", 1, -9999), -9999),
    "floats": lambda folder: write(folder / "in.tif", holed("float32", 2, np.nan), np.nan),
    "degrees": lambda folder: write(
        folder / "in.tif", smooth("float32", 1), epsg=4326, transform=(8.1, 1 / 10800, 0, 47.3, 0, -1 / 10800)
    ),
    "nowhere": lambda folder: write(folder / "in.tif", smooth("uint8", 1), epsg=None, transform=None),
    "stacked": lambda folder: stacked(folder, (255, None, 0)),
}


def written(source: RasterSource, output: Path, options=()) -> tuple[RasterSink, np.ndarray]:
    """All pixels repeated and written, tile by tile; the sink and what was written."""
    values, mask = source.stored(source.grid.window)
    values = repeated(values, FACTOR)
    mask = None if mask is None else repeated(mask[None], FACTOR)[0]
    with RasterSink(str(output), source, source.grid.window, FACTOR, TILE, options) as file:
        for row, column in itertools.product(range(0, file.grid.height, 64), range(0, file.grid.width, 64)):
            window = sink.Window(column, row, 64, 64)
            place = window.intersection(file.grid.window).slices
            file.write(window, values[(slice(None), *place)], None if mask is None else mask[place])
    return file, values


def validity(dataset: gdal.Dataset) -> np.ndarray:
    """(C, H, W) bool, by plain GDAL."""
    bands = [dataset.GetRasterBand(number + 1) for number in range(dataset.RasterCount)]
    return np.stack([band.GetMaskBand().ReadAsArray() != 0 for band in bands])


def check(source: gdal.Dataset, made: gdal.Dataset, values: np.ndarray, worst: float) -> None:
    """By plain GDAL, and nothing else."""
    size = (source.RasterXSize * FACTOR, source.RasterYSize * FACTOR, source.RasterCount)
    assert (made.RasterXSize, made.RasterYSize, made.RasterCount) == size
    before, after = source.GetGeoTransform(), made.GetGeoTransform()
    corner = [before[0] + before[1] * source.RasterXSize, before[3] + before[5] * source.RasterYSize]
    end = [after[0] + after[1] * size[0], after[3] + after[5] * size[1]]
    if source.GetGeoTransform(can_return_null=True):
        assert np.allclose([before[0], before[3], *corner], [after[0], after[3], *end], rtol=0, atol=1e-3 * before[1])
    else:
        assert after == (0, 1, 0, 0, 0, 1), "what GDAL gives for none"
    crs = source.GetSpatialRef(), made.GetSpatialRef()
    rules = ["CRITERION=EQUIVALENT", "IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES"]
    assert crs == (None, None) or crs[0].IsSame(crs[1], rules)
    for number in range(1, size[2] + 1):
        one, other = source.GetRasterBand(number), made.GetRasterBand(number)
        assert one.DataType == other.DataType
        assert repr(one.GetNoDataValue()) == repr(other.GetNoDataValue())
    valid = repeated(validity(source), FACTOR)
    assert (validity(made) == valid).all()
    off = np.abs(read(made)[valid].astype(float) - values[valid].astype(float))
    assert np.nanmax(off, initial=0) == worst


@pytest.mark.parametrize("kind", INPUTS)
def test_every_format_holds_the_raster_or_refuses_it(tmp_path, kind):
    path = INPUTS[kind](tmp_path)
    source, before, held = RasterSource(str(path)), names(tmp_path), []
    for extension in writable():
        folder = tmp_path / extension
        folder.mkdir()
        refused = ""
        try:
            file, values = written(source, folder / f"out.{extension}")
        except RasterGanError as error:
            refused = error.code
        if refused:
            assert refused in ("output-format", "output-virtual", "output-unfit"), extension
            assert names(folder) == [], extension
        else:
            check(gdal.Open(str(path)), gdal.Open(str(folder / f"out.{extension}")), values, file.difference.worst)
            assert not [name for name in names(folder) if "part" in name]
            held.append(extension)
    assert "tif" in held
    assert sorted(set(names(tmp_path)) - set(writable())) == before


@pytest.mark.parametrize(("suffix", "beside"), [("bil", "hdr"), ("rst", "rdc"), ("mrf", "idx"), ("grd", "gri")])
def test_all_files_of_a_format_stand_together(tmp_path, upscale, suffix, beside):
    """Case 03."""
    path = write(tmp_path / "in.tif", smooth("uint8", 1))
    output, results = upscale(path, f"out.{suffix}", model="same-x2", trust=str(tmp_path / f"sure.{suffix}"))
    for name in ("out", "sure"):
        assert (tmp_path / f"{name}.{beside}").exists()
        assert gdal.Open(str(tmp_path / f"{name}.{suffix}")).RasterXSize == 2 * WIDTH
    assert (read(output) == repeated(smooth("uint8", 1), 2)).all()


@pytest.mark.parametrize(
    ("suffix", "lost"), [("png", ""), ("sdat", ""), ("grd", "names of the classes, colors of the classes")]
)
def test_classes_keep_their_names_or_it_is_told(tmp_path, suffix, lost):
    source = RasterSource(str(write(tmp_path / "in.tif", smooth("float32", 2))))
    layer = BandSpec("class", 0, (Category(1, "water", "#0000ff"), Category(3, "wood", "#00ff00")), (("HELLO", "you"),))
    values = np.resize(np.array([0, 1, 3], np.uint8), (1, HEIGHT, WIDTH))
    with RasterSink(str(tmp_path / f"out.{suffix}"), source, source.grid.window, 1, TILE, layer=layer) as file:
        file.write(source.grid.window, values)
    made = gdal.Open(str(file.output))
    band = made.GetRasterBand(1)
    assert (band.ReadAsArray() == values[0]).all()
    assert lost in file.lost
    assert bool(lost) == bool(file.lost)
    if not lost:
        assert (band.GetCategoryNames(), band.GetMetadataItem("HELLO")) == (["", "water", "", "wood"], "you")
        assert band.GetColorTable().GetColorEntry(3)[:3] == (0, 255, 0)


@pytest.mark.parametrize(
    ("suffix", "kind", "lost"),
    [("rst", "byte", "unit of band 1 (none becomes unspecified)"), ("img", "RGB", "color interpretation of band 1")],
)
def test_what_a_format_says_otherwise_of_a_band_is_told(tmp_path, suffix, kind, lost):
    file, _ = written(RasterSource(str(INPUTS[kind](tmp_path))), tmp_path / f"out.{suffix}")
    assert lost in file.lost


def test_a_file_for_what_is_too_large_for_another(tmp_path):
    """An .img names its .ige by the name that it has at the end."""
    source = RasterSource(str(write(tmp_path / "in.tif", smooth("uint8", 1))))
    file, values = written(source, tmp_path / "out.img", ["USE_SPILL=YES"])
    assert (tmp_path / "out.ige").exists()
    assert (read(gdal.Open(str(file.output))) == values).all()


@pytest.mark.parametrize("suffix", ["sdat", "hdr", "asc", "mbtiles", "dem", "map", "xpm"])
def test_what_a_format_does_not_hold_is_said_before_the_work(tmp_path, upscale, suffix):
    """Cases 03 and 04: nodata, position, data type or values that would be others."""
    path, log = write(tmp_path / "in.tif", smooth("uint8", 1)), Log()
    with pytest.raises(RasterGanError, match=r"OUTPUT: .*does not hold it: .* (becomes|change) .*Use .tif"):
        upscale(path, f"out.{suffix}", model="same-x2", log=log)
    assert log.shares == []
    assert names(tmp_path) == ["in.tif"]


def worst_mean(output: gdal.Dataset, array: np.ndarray) -> float:
    return float(np.abs(block_means(read(output), 2) - array).max())


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("out.jpg", ()),
        ("out.jp2", ()),
        ("out.tif", ("COMPRESS=JPEG",)),
        ("out.tif", ("COMPRESS=JPEG", "PHOTOMETRIC=YCBCR")),
        ("out.tif", ("COMPRESS=LERC", "MAX_Z_ERROR=5")),
        ("out.tif", ("COMPRESS=WEBP",)),
        ("out.tif", ("COMPRESS=DEFLATE", "DISCARD_LSB=3")),
    ],
)
def test_what_is_promised_is_measured_in_the_file(tmp_path, upscale, name, options):
    """Case 04."""
    array, log = smooth("uint8"), Log()
    path = write(tmp_path / "in.tif", array, options=["PHOTOMETRIC=RGB"])
    output, results = upscale(path, name, model="same-x2", creation_options=options, log=log)
    off = np.abs(read(output).astype(int) - repeated(array, 2))
    assert off.max() > 0
    assert dict(log.notes)["file-lossy"]["error"] == off.max()
    assert results["INPUT_GRID_ERROR"] == pytest.approx(worst_mean(output, array))
    assert dict(log.notes)["error"]["error"] == results["INPUT_GRID_ERROR"]


def test_an_enhanced_file_and_joined_parts_are_measured_too(tmp_path, enhance, models):
    path, log = write(tmp_path / "in.tif", smooth("uint8", 1, 300, 80)), Log()
    fine = enhance(path, "fine.tif", model="same-x1")[1]
    coarse = enhance(path, "coarse.jpg", model="same-x1", log=log)[1]
    assert fine["BLOCK_SHIFT"] == 0 < coarse["BLOCK_SHIFT"]
    job = {"input": str(path), "output": str(tmp_path / "out.jpg"), "models": (models,), "model": "same-x2"}
    whole = tasks.run(UpscaleJob(**job), Log())["INPUT_GRID_ERROR"]
    for number in (1, 2):
        tasks.run(UpscaleJob(**job, part=f"{number}/2", tile_size=96), Log())
    assert tasks.run(JoinJob(job["output"]), log)["INPUT_GRID_ERROR"] == whole > 0


def test_parts_are_refused_where_the_whole_would_be(tmp_path, upscale):
    path = write(tmp_path / "in.tif", smooth("uint8", 1, 300, 80))
    with pytest.raises(RasterGanError, match="does not hold it: size"):
        upscale(path, "out.mbtiles", model="same-x2", part="1/2", tile_size=96)
    assert names(tmp_path) == ["in.tif"]


def test_trust_and_classes_are_never_blurred(tmp_path, upscale):
    path = write(tmp_path / "in.tif", smooth("uint8", 1))
    with pytest.raises(RasterGanError, match="sure.jpg can't be this raster"):
        upscale(path, model="same-x2", trust=str(tmp_path / "sure.jpg"))
    assert names(tmp_path) == ["in.tif"]


@pytest.mark.parametrize("suffix", ["jpg", "jp2"])
def test_lossy_pixels_beside_nodata(tmp_path, upscale, suffix):
    """They would be nodata, and nodata would be pixels, here or elsewhere."""
    path, log = write(tmp_path / "in.tif", scene("uint16" if suffix == "jp2" else "uint8", 1), 30), Log()
    with pytest.raises(RasterGanError, match="become nodata or are it no longer|mean that nothing is there"):
        upscale(path, f"out.{suffix}", model="same-x2", log=log)
    assert log.shares == []


def test_a_bounded_loss_beside_nodata(tmp_path, upscale):
    path = write(tmp_path / "in.tif", holed("float32", 1, -9999), -9999)
    options = ("COMPRESS=LERC", "MAX_Z_ERROR=0.5")
    output, results = upscale(path, model="same-x2", creation_options=options)
    assert 0.1 < results["INPUT_GRID_ERROR"] <= 0.5
    assert (validity(output) == repeated(validity(gdal.Open(str(path))), 2)).all()


@pytest.mark.parametrize("options", [("NBITS=4",), ("NBITS=7",), ("COMPRESS=JXL",), ("COMPRESS=CCITTFAX4",)])
def test_options_that_cut_values_off(tmp_path, upscale, options):
    path = write(tmp_path / "in.tif", smooth("uint8", 1))
    with pytest.raises(RasterGanError, match="OUTPUT|CREATION_OPTIONS"):
        upscale(path, model="same-x2", creation_options=options)
    assert names(tmp_path) == ["in.tif"]


def test_options_that_add_a_file(tmp_path, upscale):
    path = write(tmp_path / "in.tif", smooth("uint8", 1))
    upscale(path, model="same-x2", creation_options=("TFW=YES",))
    assert names(tmp_path) == ["in.tif", "out.tfw", "out.tif"]


def test_what_belongs_to_something_else_is_not_overwritten(tmp_path, upscale):
    path = write(tmp_path / "in.tif", smooth("uint8", 1))
    (tmp_path / "out.prj").write_text("of a shapefile")
    log = Log()
    with pytest.raises(RasterGanError, match=r"keeps a part of the raster in .*out.prj.*belongs to something else"):
        upscale(path, "out.bil", model="same-x2", log=log)
    assert log.shares == []
    assert (tmp_path / "out.prj").read_text() == "of a shapefile"


def test_a_file_of_the_input_is_not_overwritten(tmp_path, upscale):
    """Both formats keep their CRS in a .prj."""
    gdal.Translate(str(tmp_path / "same.bil"), str(write(tmp_path / "in.tif", smooth("int16", 1), -9999)))
    before = {name: (tmp_path / name).read_bytes() for name in names(tmp_path)}
    with pytest.raises(RasterGanError, match=r"same.prj.* belongs to something else"):
        upscale(tmp_path / "same.bil", "same.sdat", model="same-x2")
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == before


def test_what_stood_there_is_replaced_with_all_its_files_or_stays(tmp_path, upscale, monkeypatch):
    path = write(tmp_path / "in.tif", smooth("uint8", 1))
    gdal.Translate(str(tmp_path / "out.bil"), str(path))
    (tmp_path / "out.bil.aux.xml").write_text("<PAMDataset><!--old--></PAMDataset>")
    (tmp_path / "out.stx").write_text("1 0 255 100 5\n")
    old = {name: (tmp_path / name).read_bytes() for name in names(tmp_path)}
    assert "out.hdr" in old
    honest = Destination.put

    def fails(self, staged, place):
        if place.suffix == ".bil":
            raise OSError("the drive is gone")
        honest(self, staged, place)

    monkeypatch.setattr(Destination, "put", fails)
    with pytest.raises(RasterGanError, match="the drive is gone"):
        upscale(path, "out.bil", model="same-x2")
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == old
    monkeypatch.setattr(Destination, "put", honest)
    output, _ = upscale(path, "out.bil", model="same-x2")
    assert output.RasterXSize == 2 * WIDTH
    assert "old" not in (tmp_path / "out.bil.aux.xml").read_text()
    assert not (tmp_path / "out.stx").exists()
    assert not [name for name in names(tmp_path) if "part" in name]


def test_a_disk_without_hard_links(tmp_path, monkeypatch):
    def refuses(*_):
        raise PermissionError("no links")

    monkeypatch.setattr("os.link", refuses)
    for name in ("old", "new"):
        (tmp_path / name).write_text(name)
    place = Destination(tmp_path / "old")
    place.put(tmp_path / "new", tmp_path / "old")
    place.take_back()
    assert (tmp_path / "old").read_text() == "old"


def test_a_file_that_is_not_what_was_written(tmp_path, upscale, monkeypatch):
    """Read back before it is called done, the GeoTIFF as any other."""
    path = write(tmp_path / "in.tif", smooth("uint8", 1))
    honest = sink.StagedGeoTiff.close

    def spoils(self, tags):
        honest(self, tags)
        if self.path.name.startswith("."):
            dataset = gdal.Open(str(self.path), gdal.GA_Update)
            dataset.GetRasterBand(1).Fill(7)

    monkeypatch.setattr(sink.StagedGeoTiff, "close", spoils)
    with pytest.raises(RasterGanError, match="band 1 holds other values at column 0, row 0"):
        upscale(path, model="same-x2")
    assert names(tmp_path) == ["in.tif"]


def test_a_conversion_that_goes_wrong_after_all(tmp_path, upscale, monkeypatch):
    path = write(tmp_path / "in.tif", smooth("uint8", 1, 300, 300))
    honest = conversion.compare

    def loses(made_from, file):
        return honest(made_from, file)._replace(validity=3 if made_from.RasterXSize > 500 else 0)

    monkeypatch.setattr(conversion, "compare", loses)
    with pytest.raises(RasterGanError, match="3 pixels become nodata"):
        upscale(path, "out.png", model="same-x2")
    assert names(tmp_path) == ["in.tif"]


@pytest.mark.parametrize(
    "transform", [(0, 1, 0, 0, 0, 1), (0, -1, 0, 0, 0, 1), (5, 1, 0.5, 5, 0.25, -1), (1e7, 1e-9, 0, 1, 0, -1e-9)]
)
@pytest.mark.parametrize("nodata", [None, -9999, 1e10, 0.5, np.nan, np.inf])
def test_a_geotiff_holds_whatever_is_asked_of_it(tmp_path, transform, nodata):
    """The plain grid, which GDAL takes for none; nodata that no pixel can have."""
    source = RasterSource(str(write(tmp_path / "in.tif", smooth("uint8", 1), nodata, transform=transform)))
    with RasterSink(str(tmp_path / "out.tif"), source, source.grid.window, 1, TILE) as file:
        file.write(source.grid.window, source.stored(source.grid.window)[0])
    made = gdal.Open(str(file.output))
    assert made.GetGeoTransform() == source.dataset.GetGeoTransform()
    assert repr(made.GetRasterBand(1).GetNoDataValue()) == repr(source.bands[0].GetNoDataValue())


@pytest.mark.parametrize("nodata", list(itertools.product((0, 255, None), repeat=3)))
def test_every_band_keeps_its_nodata(tmp_path, nodata):
    """Case 01."""
    source = RasterSource(str(stacked(tmp_path, nodata)))
    file, values = written(source, tmp_path / "out.tif")
    check(source.dataset, gdal.Open(str(file.output)), values, 0)


@pytest.mark.parametrize("nodata", [(np.nan, -9999, None), (-9999, np.nan, -9999), (-3.4028234663852886e38, 0, -9999)])
def test_every_band_of_floats_keeps_its_nodata(tmp_path, upscale, nodata):
    path = stacked(tmp_path, nodata, "float32")
    output, _ = upscale(path, model="same-x2")
    source = gdal.Open(str(path))
    check(source, output, repeated(read(source), 2), 0)


def test_a_mask_beside_transparency(tmp_path, upscale):
    """Case 02."""
    path = with_alpha(tmp_path / "in.tif")
    gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES")
    dataset = gdal.Open(str(path), gdal.GA_Update)
    dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
    mask = np.full((HEIGHT, WIDTH), 255, np.uint8)
    mask[30:38, 5:25] = 0
    dataset.GetRasterBand(1).GetMaskBand().WriteArray(mask)
    dataset = None
    output, _ = upscale(path, model="same-x2")
    source = gdal.Open(str(path))
    assert [output.GetRasterBand(n).GetMaskFlags() for n in (1, 4)] == [gdal.GMF_PER_DATASET] * 2
    assert (validity(output) == repeated(validity(source), 2)).all()
    first = RasterSource(str(path)).read(sink.Window(0, 0, WIDTH, HEIGHT), (1,))[1][0]
    assert not first[10:30, 10:30].any(), "what is transparent is hidden too"
    assert not first[30:38, 5:25].any()


def test_nodata_beside_a_mask(tmp_path):
    path = masked(tmp_path / "in.tif", nodata=30)
    dataset = gdal.Open(str(path), gdal.GA_Update)
    dataset.GetRasterBand(1).WriteArray(np.full((5, 5), 30, np.uint8))
    dataset = None
    valid = RasterSource(str(path)).read(sink.Window(0, 0, WIDTH, HEIGHT), (1,))[1][0]
    assert not valid[:5, :5].any()
    assert not valid[20:40, 5:25].any()


def with_band_masks(path: Path) -> Path:
    write(path, smooth("uint8"))
    gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "NO")
    dataset = gdal.Open(str(path))
    for number in (1, 2, 3):
        dataset.GetRasterBand(number).CreateMaskBand(0)
    for number in (1, 2, 3):
        mask = np.full((HEIGHT, WIDTH), 255, np.uint8)
        mask[10 * number : 10 * number + 10] = 0
        dataset.GetRasterBand(number).GetMaskBand().WriteArray(mask)
    dataset = None
    gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES")
    return path


@pytest.mark.parametrize("extra", [{}, {"enhance": True, "noise": 2.0}])
def test_a_mask_for_each_band(tmp_path, upscale, extra):
    """Case 08."""
    path = with_band_masks(tmp_path / "in.tif")
    output, _ = upscale(path, model="same-x2", **extra)
    source = gdal.Open(str(path))
    assert [output.GetRasterBand(n).GetMaskFlags() for n in (1, 2, 3)] == [0, 0, 0]
    assert (validity(output) == repeated(validity(source), 2)).all()
    assert sorted(names(tmp_path)) == ["in.tif", "in.tif.msk", "out.tif", "out.tif.msk"]


def test_masks_of_bands_and_parts(tmp_path, models):
    path = with_band_masks(tmp_path / "in.tif")
    job = {"input": str(path), "output": str(tmp_path / "out.tif"), "models": (models,), "model": "same-x2"}
    tasks.run(UpscaleJob(**job, part="1/1", tile_size=96), Log())
    tasks.run(JoinJob(job["output"]), Log())
    assert (validity(gdal.Open(job["output"])) == repeated(validity(gdal.Open(str(path))), 2)).all()


def test_masks_of_bands_that_a_format_does_not_hold(tmp_path, upscale):
    path = with_band_masks(tmp_path / "in.tif")
    output, _ = upscale(path, "out.png", model="same-x2")
    assert (validity(output) == repeated(validity(gdal.Open(str(path))), 2)).all()
    with pytest.raises(RasterGanError, match="does not hold it"):
        upscale(path, "out.gpkg", model="same-x2")


@pytest.mark.parametrize("wrong", ["out.vrt", "out.nothing", "none/out.tif", "extent"])
@pytest.mark.parametrize("verb", ["upscale", "cleaned", "enhance", "sharpen"])
def test_a_refusal_comes_before_anything_is_looked_at(tmp_path, monkeypatch, verb, wrong):
    """An output of a wrong name, or an extent beside the raster, costs no look over a large one."""
    path = write(tmp_path / "in.tif", scene("uint8", 3, 32, 32))
    left, width, _, top, _, height = gdal.Open(str(path)).GetGeoTransform()
    finer = (left, width / 2, 0, top, 0, height / 2)
    guide = write(tmp_path / "guide.tif", scene("uint8", 1, 64, 64), transform=finer)

    def looked(*_: object) -> None:
        raise AssertionError("the raster was looked at")

    monkeypatch.setattr(Sample, "__init__", looked)
    extent = (0.0, 0.0, 1.0, 1.0) if wrong == "extent" else None
    output = str(tmp_path / (wrong if extent is None else "out.tif"))
    job = {
        "upscale": lambda: UpscaleJob(str(path), output, extent=extent),
        "cleaned": lambda: UpscaleJob(str(path), output, extent=extent, enhance=True),
        "enhance": lambda: EnhanceJob(str(path), output, extent=extent),
        "sharpen": lambda: SharpenJob(str(path), output, guide=str(guide), extent=extent),
    }[verb]()
    with pytest.raises(RasterGanError) as caught:
        tasks.run(job, Log())
    expected = {"out.vrt": "output-virtual", "out.nothing": "output-format", "none/out.tif": "output-folder"}
    assert caught.value.code == expected.get(wrong, "extent-outside")


@pytest.mark.parametrize("suffix", ["png", "mrf", "gpkg"])
def test_a_format_that_makes_transparency_of_a_band(tmp_path, upscale, suffix):
    """The second of two bands of bytes; where it is 0 the first would be hidden, here or in a part that was not tried."""
    path, log = write(tmp_path / "in.tif", smooth("uint8", 2)), Log()
    with pytest.raises(RasterGanError, match="mask of band 1: none becomes alpha"):
        upscale(path, f"out.{suffix}", model="same-x2", log=log)
    assert log.shares == []
    assert names(tmp_path) == ["in.tif"]
