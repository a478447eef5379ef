"""fillgaps: gaps get values, and every other pixel stays as it was, bit for bit."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from makers import KINDS, TRANSFORM, Log, read, smooth, values, write
from osgeo import gdal, ogr, osr
from test_parts import assert_same, make_parts
from test_resume import StopsAt

from gan_core import tasks
from gan_core.api.errors import Interrupted, RasterGanError
from gan_core.api.jobs.filling import FillGapsJob
from gan_core.api.jobs.parts import JoinJob
from gan_core.api.jobs.raster import RepeatJob
from gan_core.filling.filler import Filler
from gan_core.pipeline import journal
from gan_core.raster.gap_width import distances, opened, reach
from gan_core.tiling.window import Window

EPSG = 32611
pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture
def fill(tmp_path):
    """Fill tmp_path/in.tif in this process: (output name, job's fields) -> (opened output, results)."""

    def run(output="out.tif", log=None, **fields):
        fields = {"input": str(tmp_path / "in.tif"), "model": "classical", **fields}
        results = tasks.run(FillGapsJob(output=str(tmp_path / output), **fields), log or Log())
        return gdal.Open(results["OUTPUT"]), results

    return run


def holes(height: int, width: int) -> np.ndarray:
    """(H, W) bool: a stripe, a round hole, single pixels."""
    rows, columns = np.mgrid[:height, :width]
    stripe = np.abs(columns - rows / 3 - width / 3) < 3
    hole = np.hypot(rows - height / 2, columns - 0.7 * width) < min(height, width) / 6
    gap: np.ndarray = stripe | hole | ((rows * 31 + columns * 17) % 97 == 0)
    return gap


def draw(path: Path, boxes, epsg: int = EPSG, transform=TRANSFORM) -> str:
    """Polygons around boxes of pixels (left, top, right, bottom), in any CRS."""
    before, after = osr.SpatialReference(), osr.SpatialReference()
    for reference, code in ((before, EPSG), (after, epsg)):
        reference.ImportFromEPSG(code)
        reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("clouds", after, ogr.wkbPolygon)
    for left, top, right, bottom in boxes:
        corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
        ring = ", ".join("{} {}".format(*gdal.ApplyGeoTransform(transform, *corner)) for corner in corners)
        shape = ogr.CreateGeometryFromWkt(f"POLYGON (({ring}))")
        shape.Transform(osr.CoordinateTransformation(before, after))
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(shape)
        layer.CreateFeature(feature)
    return str(path)


def ground(bands: int, height: int, width: int, seed: int = 1) -> np.ndarray:
    """Fields that all bands show, each in its own brightness; (bands, height, width), 500 to 4,000."""
    random = np.random.default_rng(seed)
    image = np.full((bands, height, width), 1500.0)
    for _ in range(height * width // 100):
        row, column = random.integers(0, (height, width))
        down, across = random.integers(3, 20, 2)
        level = random.uniform(500, 4000) * random.uniform(0.8, 1.2, (bands, 1, 1))
        image[:, row : row + down, column : column + across] = level
    return image + random.normal(0, 20, image.shape)


ROTATED = (440720.0, 21.0, 21.0, 3751320.0, 21.0, -21.0)
SOUTH_UP = (440720.0, 30.0, 0.0, 3740000.0, 0.0, 30.0)


@pytest.mark.parametrize("hidden", ["nodata", "by band", "mask", "alpha", "nan"])
@pytest.mark.parametrize("dtype", KINDS)
def test_what_is_no_gap_is_not_touched(tmp_path, fill, dtype, hidden):
    if hidden == "nan":
        dtype = "float64" if dtype.endswith("64") else "float32"
    transform = [TRANSFORM, SOUTH_UP, ROTATED][sum(map(ord, dtype + hidden)) % 3]
    image, gap = values(dtype, 3, 70, 90), holes(70, 90)
    nodata = 7 if hidden in ("nodata", "by band") else None
    image[image == 7] = 8
    gaps = np.stack([gap, gap[::-1] if hidden == "by band" else gap, gap])
    image[gaps] = np.nan if hidden == "nan" else 7
    opaque = 65535 if dtype == "uint16" else 100
    if hidden == "alpha":
        image = np.concatenate([image, np.where(gap, 0, opaque)[None].astype(dtype)])
    options = ["PHOTOMETRIC=RGB", "ALPHA=YES"] if hidden == "alpha" else []
    write(tmp_path / "in.tif", image, nodata, options=options, transform=transform)
    source = gdal.Open(str(tmp_path / "in.tif"), gdal.GA_Update)
    for number in (1, 2, 3):
        band = source.GetRasterBand(number)
        band.SetDescription(f"B{number}")
        band.SetScale(0.01)
        band.SetOffset(-0.1)
    if hidden == "mask":
        source.CreateMaskBand(gdal.GMF_PER_DATASET)
        source.GetRasterBand(1).GetMaskBand().WriteArray(np.where(gap, 0, 255).astype(np.uint8))
    facts = (source.GetProjection(), source.GetGeoTransform())
    source = band = None
    made, results = fill(filled=str(tmp_path / "filled.tif"))
    after, known = read(made), ~gaps
    assert np.array_equal(after[:3][known], image[:3][known])
    assert results["FILLED_PIXELS"] == gaps.any(0).sum()
    assert results["LEFT_PIXELS"] == 0
    assert (made.GetProjection(), made.GetGeoTransform()) == facts
    for number in (1, 2, 3):
        band = made.GetRasterBand(number)
        assert (band.DataType, band.GetDescription(), band.GetNoDataValue()) == (KINDS[dtype], f"B{number}", nodata)
        assert (band.GetScale(), band.GetOffset()) == (0.01, -0.1)
        assert np.isfinite(after[number - 1].astype(float)).all()
        if nodata is not None:
            assert not (after[number - 1] == nodata).any()
        assert (band.GetMaskBand().ReadAsArray() != 0).all()
    if hidden == "alpha":
        assert np.array_equal(after[3], np.full_like(after[3], opaque))
    if hidden == "mask":
        assert made.GetRasterBand(1).GetMaskFlags() == gdal.GMF_PER_DATASET
    maps = read(gdal.Open(str(tmp_path / "filled.tif")))
    assert np.array_equal(maps[0] > 0, gaps.any(0))
    assert np.array_equal(maps[1] > 0, gaps.any(0))


def test_masks_by_band(tmp_path, fill):
    """A mask of each band's own: what was filled is valid, what was left is not."""
    image = smooth("uint8", 2, 80, 200)
    masks = np.full(image.shape, 255, np.uint8)
    masks[0, 20:60, 50:60] = masks[1, 10:30, 20:30] = 0
    masks[1, 5:75, 110:190] = 0
    gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "NO")
    write(tmp_path / "in.tif", image)
    source = gdal.Open(str(tmp_path / "in.tif"))
    for number, mask in enumerate(masks, 1):
        source.GetRasterBand(number).CreateMaskBand(0)
        source.GetRasterBand(number).GetMaskBand().WriteArray(mask)
    source = None
    made, results = fill(widest=40)
    valid = np.stack([made.GetRasterBand(number).GetMaskBand().ReadAsArray() != 0 for number in (1, 2)])
    after = read(made)
    assert np.array_equal(after[masks > 0], image[masks > 0])
    assert valid[0].all()
    assert valid[1, 10:30, 20:30].all()
    assert not valid[1, 30:50, 130:170].any()
    assert np.array_equal(after[~valid], image[~valid])
    assert results["LEFT_PIXELS"] == (~valid).any(0).sum()


def test_tiles_do_not_show(tmp_path, fill):
    """Gaps and reference; tiles of any size, and an extent that begins between them, give the pixels of the whole."""
    image, other = ground(3, 420, 500), ground(3, 420, 500)
    gap = holes(420, 500)
    image[:, gap], other[:, 200:260, 300:400] = -1, -1
    write(tmp_path / "in.tif", image.astype("float32"), -1)
    write(tmp_path / "ref.tif", (1.3 * other[:2] + 50).astype("float32"), -1)
    for name, fields in (("plain", {}), ("guided", {"reference": str(tmp_path / "ref.tif")})):
        whole, _ = fill(f"{name}.tif", filled=str(tmp_path / f"{name}.filled.tif"), **fields)
        tiled, _ = fill(f"{name}2.tif", filled=str(tmp_path / f"{name}2.filled.tif"), tile_size=128, **fields)
        assert np.array_equal(read(whole), read(tiled))
        maps = [read(gdal.Open(str(tmp_path / f"{each}.filled.tif"))) for each in (name, f"{name}2")]
        assert np.array_equal(*maps)
        x, ax, _, y, _, by = TRANSFORM
        extent = (x + 37 * ax, y + 333 * by, x + 411 * ax, y + 53 * by)
        part, _ = fill(f"{name}3.tif", extent=extent, tile_size=128, **fields)
        assert np.array_equal(read(part), read(whole)[:, 53:333, 37:411])


def test_texture_is_the_layers_and_none_is_made_up_beside_a_reference(tmp_path, fill):
    """With the shipped weights: tiles agree to the bit, noise and all; a strength counts where no reference is."""
    image, other = ground(1, 420, 500), ground(1, 420, 500)
    image[:, holes(420, 500)] = -1
    write(tmp_path / "in.tif", image.astype("float32"), -1)
    write(tmp_path / "ref.tif", (1.3 * other + 50).astype("float32"), -1)
    model: dict = {"model": "fill-gaps", "strength": 1.0}
    whole = read(fill("whole.tif", **model)[0])
    assert np.array_equal(whole, read(fill("tiled.tif", tile_size=128, **model)[0]))
    assert not np.array_equal(whole, read(fill("faithful.tif", model="fill-gaps", strength=0.0)[0]))
    beside = {"model": "fill-gaps", "reference": str(tmp_path / "ref.tif")}
    full, faithful = (read(fill(f"{strength}.tif", strength=strength, **beside)[0]) for strength in (1.0, 0.0))
    assert np.array_equal(full, faithful)


def test_numbers_that_mean_nothing(tmp_path, fill):
    image = smooth("uint8", 2, 60, 80)
    before = image.copy()
    image[0, 20:26], image[1, :, 30:36] = 0, 255
    write(tmp_path / "in.tif", image)
    made, results = fill(value=(0.0, 255.0))
    after = read(made)
    assert not np.isin(after, (0, 255)).any()
    kept = ~np.isin(image, (0, 255))
    assert np.array_equal(after[kept], image[kept])
    assert np.abs(after.astype(int) - before)[~kept].mean() < 30
    assert results["FILLED_PIXELS"] == 6 * 80 + 60 * 6 - 36


@pytest.mark.parametrize("epsg", [EPSG, 4326])
def test_clouds_that_somebody_drew(tmp_path, fill, epsg):
    image = smooth("uint8", 1, 100, 120)
    image[0, 30:50, 40:70] = 250
    write(tmp_path / "in.tif", image)
    made, results = fill(gaps=draw(tmp_path / "clouds.gpkg", [(40, 30, 70, 50), (500, 500, 600, 600)], epsg))
    after = read(made)
    cloud = np.zeros(image.shape, bool)
    cloud[0, 30:50, 40:70] = True
    assert np.array_equal(after != image, cloud)
    assert results["FILLED_PIXELS"] == 600
    assert made.GetMetadataItem("RASTERGAN_GAPS") == "clouds.gpkg"


@pytest.mark.parametrize("kind", ["same grid", "coarser", "finer", "other CRS"])
def test_a_mask_on_any_grid(tmp_path, fill, kind):
    image = smooth("uint8", 1, 96, 120)
    write(tmp_path / "in.tif", image)
    mask = np.zeros((1, 96, 120), np.uint8)
    mask[:, 32:48, 40:72] = 3
    mask[:, 80:, :8] = 255
    path = write(tmp_path / "mask.tif", mask, 255)
    x, ax, _, y, _, by = TRANSFORM
    if kind in ("coarser", "finer"):
        factor = {"coarser": 8, "finer": 0.5}[kind]
        side = [round(size / factor) for size in (120, 96)]
        gdal.Translate(str(tmp_path / "m.tif"), str(path), width=side[0], height=side[1], resampleAlg="near")
        path = tmp_path / "m.tif"
    if kind == "other CRS":
        gdal.Warp(str(tmp_path / "m.tif"), str(path), dstSRS="EPSG:4326", xRes=0.00002, yRes=0.00002)
        path = tmp_path / "m.tif"
    made, _ = fill(mask=str(path), filled=str(tmp_path / "filled.tif"))
    changed = read(gdal.Open(str(tmp_path / "filled.tif")))[0] > 0
    assert np.array_equal(read(made)[0][~changed], image[0][~changed])
    assert changed[33:47, 41:71].all()
    changed[31:49, 39:73] = False
    assert not changed.any()


def test_wide_gaps_are_left(tmp_path, fill):
    image = smooth("int16", 2, 200, 300) + 1
    image[:, 50:150, 100:200] = -5
    image[:, 20:30, :] = -5
    image[:, 190:, :] = -5
    image[:, :9, 250:282] = -5
    write(tmp_path / "in.tif", image, -5)
    made, results = fill(filled=str(tmp_path / "filled.tif"))
    after, maps = read(made), read(gdal.Open(str(tmp_path / "filled.tif")))
    rows, columns = np.mgrid[:200, :300]
    assert (after[:, 20:30] != -5).all()
    assert (after[:, :9] != -5).all(), "the end of a stripe at the edge"
    assert (after[:, 60:140, 110:190] == -5).all(), "a disc of 64 pixels fits"
    assert (after[:, 52, 102] != -5).all(), "but not into a corner"
    assert (after[:, 190:] == -5).all(), "what is open towards the edge"
    left = (after == -5).all(0)
    assert results["LEFT_PIXELS"] == left.sum()
    assert (maps[:, left] == 255).all()
    assert maps[:, ~left].max() <= 100
    assert (maps[0, 20:30, 150] == [1, 2, 3, 4, 5, 5, 4, 3, 2, 1]).all()
    made, results = fill("wide.tif", widest=128)
    assert (read(made)[:, 20:150] != -5).all()


def test_a_disc_fits_or_does_not():
    anywhere, stripe = Window(0, 0, 120, 69), np.pad(np.ones((9, 60), bool), 30)
    assert opened(stripe, 8, anywhere).sum(), "a stripe of 9 pixels is wider than 8"
    assert not opened(stripe, 9, anywhere).any()
    assert not opened(stripe, 8, Window(0, 0, 120, 20)).any()
    random = np.random.default_rng(0).random((60, 70)) < 0.97
    for widest in (7, 8):
        rows, columns = np.nonzero(np.hypot(*np.mgrid[-8:9, -8:9]) <= (widest + 1) / 2)
        naive = np.zeros_like(random)
        for row, column in np.ndindex(44, 54):
            disc = rows + row, columns + column
            if random[disc].all():
                naive[disc] = True
        near = reach(widest)
        edge = 2 * near
        exact = opened(random, widest, anywhere)[near:-near, near:-near]
        assert np.array_equal(exact, naive[edge:-edge, edge:-edge])
    known = ~random
    far = np.hypot(*(np.indices((40, 50))[:, :, :, None] + 10 - np.array(np.nonzero(known))[:, None, None])).min(-1)
    np.testing.assert_allclose(distances(known, 10), np.minimum(far, 128), rtol=1e-6)


class TestReference:
    """Another date of the same ground."""

    @pytest.fixture
    def scene(self, tmp_path):
        """Writes in.tif with a hole, and ref.tif; gives the truth and the gap."""

        def make(move=(0, 0)) -> tuple[np.ndarray, np.ndarray]:
            image = ground(3, 320, 380)
            truth = image[:, 20:260, 20:320].round()
            mask = np.zeros(truth.shape[1:], bool)
            mask[60:180, 60:180] = True
            write(tmp_path / "in.tif", np.where(mask, 0, truth).astype("uint16"), 0)
            random = np.random.default_rng(3)
            other = 0.6 * image[:2] + 200 + random.normal(0, 10, image[:2].shape)
            x, ax, _, y, _, by = TRANSFORM
            place = (x + (move[0] - 20) * ax, ax, 0.0, y + (move[1] - 20) * by, 0.0, by)
            write(tmp_path / "ref.tif", other.clip(1, 60000).astype("uint16"), 0, transform=place)
            return truth, mask

        return make

    def error(self, made, truth, mask) -> float:
        return float(np.sqrt(((read(made) - truth)[:, mask] ** 2).mean()))

    def test_any_width(self, scene, fill, tmp_path):
        truth, mask = scene()
        reference = str(tmp_path / "ref.tif")
        plain, _ = fill("plain.tif", widest=256)
        made, results = fill(reference=reference)
        assert results["LEFT_PIXELS"] == 0
        assert self.error(made, truth, mask) < 0.3 * self.error(plain, truth, mask)
        assert (results["SHIFT_X"], results["SHIFT_Y"]) == (0, 0)
        assert made.GetMetadataItem("RASTERGAN_REFERENCE") == "ref.tif"

    @pytest.mark.parametrize("grid", ["other CRS", "coarser", "finer"])
    def test_any_grid(self, scene, fill, tmp_path, grid):
        truth, mask = scene()
        reference = tmp_path / "ref2.tif"
        if grid == "other CRS":
            gdal.Warp(str(reference), str(tmp_path / "ref.tif"), dstSRS="EPSG:4326", resampleAlg="cubic")
        else:
            side = {"coarser": 1 / 1.25, "finer": 2}[grid]
            size = round(380 * side), round(320 * side)
            gdal.Translate(
                str(reference), str(tmp_path / "ref.tif"), width=size[0], height=size[1], resampleAlg="cubic"
            )
        plain, _ = fill("plain.tif", widest=256)
        made, _ = fill(reference=str(reference))
        assert self.error(made, truth, mask) < 0.6 * self.error(plain, truth, mask)

    @pytest.mark.parametrize("move", [(3, 0), (-2, 4), (0.5, 0.5)])
    def test_a_shift_is_mended(self, scene, fill, tmp_path, move):
        truth, mask = scene(move)
        reference, log = str(tmp_path / "ref.tif"), Log()
        believed, _ = fill("believed.tif", reference=reference, register=False)
        made, results = fill(log=log, reference=reference)
        assert results["SHIFT_X"] == pytest.approx(-move[0], abs=0.2)
        assert results["SHIFT_Y"] == pytest.approx(-move[1], abs=0.2)
        assert "fill-moved" in [code for code, _ in log.notes]
        assert self.error(made, truth, mask) < 0.7 * self.error(believed, truth, mask)

    def test_too_far_beside(self, scene, fill, tmp_path):
        scene((10, 0))
        with pytest.raises(RasterGanError) as caught:
            fill(reference=str(tmp_path / "ref.tif"))
        assert caught.value.code == "reference-shifted"
        assert not (tmp_path / "out.tif").exists()

    def test_of_other_ground(self, scene, fill, tmp_path):
        scene((1000, 0))
        with pytest.raises(RasterGanError) as caught:
            fill(reference=str(tmp_path / "ref.tif"))
        assert caught.value.code == "reference-apart"

    def test_gaps_of_its_own(self, scene, fill, tmp_path):
        """Where it knows nothing a wide gap is left, and a narrow one filled from around."""
        truth, mask = scene()
        reference = gdal.Open(str(tmp_path / "ref.tif"), gdal.GA_Update)
        for number in (1, 2):
            band = reference.GetRasterBand(number)
            image = band.ReadAsArray()
            image[100:200, 100:180], image[90:96, :] = 0, 0
            band.WriteArray(image)
        reference = band = None
        made, results = fill(reference=str(tmp_path / "ref.tif"), filled=str(tmp_path / "f.tif"))
        after = read(made)
        assert (after[:, 110:150, 110:130] == 0).all()
        assert (after[:, 70:76, 60:180] != 0).all()
        assert 0 < results["LEFT_PIXELS"] <= 100 * 80
        maps = read(gdal.Open(str(tmp_path / "f.tif")))
        assert maps[0][maps[0] < 255].max() <= 128

    def test_parts_and_again(self, scene, fill, tmp_path):
        """Joined parts and a repeated job are the file of one run, the reference's measured shift and all."""
        scene((2, 1))
        fields = {"reference": str(tmp_path / "ref.tif"), "tile_size": 64, "model": "classical"}
        fields["gaps"] = draw(tmp_path / "clouds.gpkg", [(200, 100, 230, 140)])

        def job(name: str) -> FillGapsJob:
            filled = str(tmp_path / f"{name}.filled.tif")
            return FillGapsJob(str(tmp_path / "in.tif"), str(tmp_path / f"{name}.tif"), filled=filled, **fields)

        whole = tasks.run(job("whole"), Log())
        make_parts(job("out"))
        joined = tasks.run(JoinJob(str(tmp_path / "out.tif")), Log())
        again = tasks.run(RepeatJob(f"{tmp_path}/whole.tif.json", str(tmp_path / "again.tif")), Log())
        for name, results in (("out", joined), ("again", again)):
            assert_same(tmp_path / "whole.tif", tmp_path / f"{name}.tif")
            assert_same(tmp_path / "whole.filled.tif", tmp_path / f"{name}.filled.tif")
            for figure in ("FILLED_PIXELS", "LEFT_PIXELS", "SHARE", "SURENESS", "FARTHEST", "SHIFT_X", "SHIFT_Y"):
                assert results[figure] == pytest.approx(whole[figure])


def test_a_killed_run_goes_on(tmp_path, fill, monkeypatch):
    monkeypatch.setattr(journal, "EVERY", 0)
    monkeypatch.setattr(journal, "DEAREST", 0)
    image = smooth("uint8", 3, 500, 500)
    image[:, holes(500, 500)] = 0
    write(tmp_path / "in.tif", image, 0)
    whole, figures = fill("whole.tif", filled=str(tmp_path / "whole.filled.tif"), tile_size=128)
    filled = str(tmp_path / "filled.tif")
    with pytest.raises(RasterGanError, match="Ended at"):
        fill(log=StopsAt(6, Interrupted()), filled=filled, tile_size=128)
    log = Log()
    made, results = fill(log=log, filled=filled, tile_size=128)
    assert "going-on" in [code for code, _ in log.notes]
    assert np.array_equal(read(whole), read(made))
    assert np.array_equal(read(gdal.Open(str(tmp_path / "whole.filled.tif"))), read(gdal.Open(filled)))
    assert results["FILLED_PIXELS"] == figures["FILLED_PIXELS"]


@pytest.mark.parametrize(("fields", "most"), [({}, 350), ({"model": "fill-gaps", "strength": 1.0}, 600)])
def test_short_of_memory(tmp_path, fill, monkeypatch, fields, most):
    """A tile is halved; noise lies where it lay in the whole."""
    image = smooth("uint8", 2, 400, 300)
    image[:, holes(400, 300)] = 0
    write(tmp_path / "in.tif", image, 0)
    whole, _ = fill("whole.tif", **fields)
    honest, sizes = Filler.__call__, []

    def starved(self, image, *rest):
        sizes.append(image.shape[1])
        if image.shape[1] > most:
            raise torch.OutOfMemoryError("DefaultCPUAllocator: can't allocate memory")
        return honest(self, image, *rest)

    monkeypatch.setattr(Filler, "__call__", starved)
    log = Log()
    made, _ = fill(log=log, **fields)
    assert len(sizes) == 3
    assert "memory" in [code for code, _ in log.notes]
    assert np.array_equal(read(whole), read(made))


def test_tiles_without_gaps_cost_nothing(tmp_path, fill, monkeypatch):
    image = smooth("uint8", 1, 512, 512)
    image[0, 200:210, 200:210] = 0
    write(tmp_path / "in.tif", image, 0)
    calls = []
    honest = Filler.__call__
    monkeypatch.setattr(Filler, "__call__", lambda self, *rest: calls.append(1) or honest(self, *rest))
    fill(tile_size=128)
    assert len(calls) == 1


@pytest.mark.parametrize(
    ("code", "image", "fields"),
    [
        ("gaps-nothing", smooth("uint8", 1, 90, 90), {}),
        ("gaps-everything", np.zeros((1, 90, 90), np.uint8), {}),
        ("gaps-wide", np.pad(smooth("uint8", 1, 90, 90), ((0, 0), (0, 0), (0, 90))), {}),
        ("mask-unreadable", smooth("uint8", 1, 90, 90), {"mask": "nothing.tif"}),
        ("gaps-unreadable", smooth("uint8", 1, 90, 90), {"gaps": "nothing.gpkg"}),
        ("reference-unreadable", smooth("uint8", 1, 90, 90), {"reference": "nothing.tif"}),
    ],
)
def test_refused_with_a_sentence(tmp_path, fill, code, image, fields):
    write(tmp_path / "in.tif", image, 0)
    with pytest.raises(RasterGanError) as caught:
        fill(**fields)
    assert caught.value.code == code
    assert [path.name for path in tmp_path.iterdir()] == ["in.tif"]


def test_fields_that_can_not_be(tmp_path):
    with pytest.raises(RasterGanError, match="WIDEST"):
        FillGapsJob("in.tif", "out.tif", widest=300)
    with pytest.raises(RasterGanError, match="FILLED"):
        FillGapsJob("in.tif", "out.tif", filled="out.tif")


def test_points_are_no_gaps(tmp_path, fill):
    write(tmp_path / "in.tif", smooth("uint8", 1, 90, 90), 0)
    for code, text in (("gaps-none", None), ("gaps-shape", "POINT (1 2)")):
        path = tmp_path / f"{code}.gpkg"
        dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
        layer = dataset.CreateLayer("points", None, ogr.wkbPoint)
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(text and ogr.CreateGeometryFromWkt(text))
        layer.CreateFeature(feature)
        dataset = layer = feature = None
        with pytest.raises(RasterGanError) as caught:
            fill(gaps=str(path))
        assert caught.value.code == code
