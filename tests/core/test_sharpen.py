"""sharpen: the bands get a finer layer's detail, on its grid, and stay what they were."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from makers import Log, read, write
from osgeo import gdal, osr

from gan_core import tasks
from gan_core.api import jobs, library, model_card
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.parts import JoinJob
from gan_core.api.jobs.raster import RepeatJob
from gan_core.api.jobs.sharpening import SharpenJob
from gan_core.api.model_card import ModelCard
from gan_core.commandline import main
from gan_core.inference import model
from gan_core.inference.precision import Lower
from gan_core.networks import build
from gan_core.pipeline.guided import precision
from gan_core.sharpening.sharpener import Sharpener
from gan_core.training import scene_adaptation

GRID = (440720.0, 10.0, 0.0, 3751320.0, 0.0, -10.0)
EPSG = 32611
pytestmark = pytest.mark.usefixtures("one_thread")


def blurred(image: np.ndarray, sigma: float) -> np.ndarray:
    """(bands, height, width), by a Gaussian; the border repeated."""
    reach = int(4 * sigma + 0.5)
    weights = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    for axis in (1, 2):
        padded = np.pad(image, [(reach, reach) if axis == other else (0, 0) for other in range(3)], "edge")
        windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1, axis)
        image = windows @ (weights / weights.sum())
    return image


def enlarged(image: np.ndarray, height: int, width: int) -> np.ndarray:
    """By plain bicubic interpolation."""
    tensor = torch.from_numpy(np.ascontiguousarray(image, np.float64))[None]
    return torch.nn.functional.interpolate(tensor, (height, width), mode="bicubic")[0].numpy()


def ground(bands: int, height: int, width: int, seed: int = 1) -> np.ndarray:
    """Fields, roads and roofs that all bands show, each in its own brightness; (bands, height, width), 500 to 4,000."""
    random = np.random.default_rng(seed)
    image = np.zeros((bands, height, width))
    for _ in range(height * width // 150):
        row, column = random.integers(0, (height, width))
        down, across = random.integers(3, 25, 2)
        image[:, row : row + down, column : column + across] = random.uniform(500, 4000) * random.uniform(
            0.8, 1.2, (bands, 1, 1)
        )
    return blurred(image + random.normal(0, 5, image.shape), 0.6).clip(300, 5000)


def coarser(image: np.ndarray, ratio: int) -> np.ndarray:
    """As a sensor with a response of 0.41 at Nyquist shows it."""
    bands, height, width = image.shape
    return blurred(image, 0.425 * ratio).reshape(bands, height // ratio, ratio, width // ratio, ratio).mean((2, 4))


def moved(grid: tuple[float, ...], ratio: float = 1, column: float = 0, row: float = 0) -> tuple[float, ...]:
    """A grid with pixels `ratio` times larger, its corner so many of its old pixels away."""
    x, ax, _, y, _, by = grid
    return (x + column * ax, ax * ratio, 0.0, y + row * by, 0.0, by * ratio)


@pytest.fixture
def pair(tmp_path):
    """Writes input.tif and guide.tif of one ground; gives the truth of the input's bands."""

    def make(ratio=2, size=(120, 160), dtype="uint16", nodata=None, guide_nodata=None, seed=1) -> np.ndarray:
        image = ground(5, *size, seed)
        write(tmp_path / "guide.tif", image[2:].round().astype("uint16"), guide_nodata, epsg=EPSG, transform=GRID)
        coarse = coarser(image[:2], ratio)
        coarse = coarse.round() if np.dtype(dtype).kind in "ui" else coarse
        write(tmp_path / "in.tif", coarse.astype(dtype), nodata, epsg=EPSG, transform=moved(GRID, ratio))
        return image[:2]

    return make


@pytest.fixture
def sharpen(tmp_path):
    def run(output="out.tif", log=None, **fields):
        fields = {"input": str(tmp_path / "in.tif"), "guide": str(tmp_path / "guide.tif"), **fields}
        fields = {"model": "regression", "sharpness": None, **fields}
        fields.pop("sharpness")
        results = tasks.run(SharpenJob(output=str(tmp_path / output), **fields), log or Log())
        return gdal.Open(results["OUTPUT"]), results

    return run


def error(made: np.ndarray, truth: np.ndarray, edge: int = 12) -> float:
    inner = (slice(None), slice(edge, -edge), slice(edge, -edge))
    return float(np.sqrt(((made.astype(float) - truth)[inner] ** 2).mean()))


@pytest.mark.parametrize("ratio", [2, 3, 4])
def test_detail_comes_from_the_guide(pair, sharpen, tmp_path, ratio):
    truth = pair(ratio, (120, 168))
    plain = enlarged(read(gdal.Open(str(tmp_path / "in.tif"))), 120, 168)
    made, results = sharpen(sensor="sentinel-2")
    assert error(read(made), truth) < 0.55 * error(plain, truth)
    assert results["RESEEN_ERROR"] < 0.1
    assert (results["WIDTH"], results["HEIGHT"]) == (168, 120)
    assert made.GetGeoTransform() == GRID


def test_a_raster_stays_a_raster(pair, sharpen, tmp_path):
    pair(nodata=65535)
    source = gdal.Open(str(tmp_path / "in.tif"), gdal.GA_Update)
    for number, name in ((1, "B5"), (2, "B11")):
        band = source.GetRasterBand(number)
        band.SetDescription(name)
        band.SetScale(0.0001)
        band.SetOffset(-0.1)
        band.SetUnitType("reflectance")
    source.SetMetadataItem("SATELLITE", "S2A")
    source = band = None
    made, _ = sharpen()
    assert made.GetMetadataItem("SATELLITE") == "S2A"
    assert made.GetMetadataItem("RASTERGAN_GUIDE") == "guide.tif"
    assert made.GetSpatialRef().GetAuthorityCode(None) == str(EPSG)
    for number, name in ((1, "B5"), (2, "B11")):
        band = made.GetRasterBand(number)
        facts = (band.GetDescription(), band.GetScale(), band.GetOffset(), band.GetUnitType(), band.GetNoDataValue())
        assert facts == (name, 0.0001, -0.1, "reflectance", 65535)
        assert band.DataType == gdal.GDT_UInt16


@pytest.mark.parametrize(("ratio", "column", "row"), [(2, 0, 0), (2, 1, 1), (4, 3, 2)])
def test_tiles_do_not_show(pair, sharpen, tmp_path, ratio, column, row):
    """The guide may begin in the middle of a coarse pixel."""
    pair(ratio, (480, 520))
    image = read(gdal.Open(str(tmp_path / "guide.tif")))[:, row:, column:]
    write(tmp_path / "guide.tif", image, epsg=EPSG, transform=moved(GRID, 1, column, row))
    whole, _ = sharpen("whole.tif", sensor="sentinel-2")
    tiled, _ = sharpen("tiled.tif", sensor="sentinel-2", tile_size=128)
    assert np.array_equal(read(whole), read(tiled))


def test_the_regression_is_solved_at_the_same_places_whatever_the_tile(pair, sharpen):
    """At a ratio of 3 tiles begin at any of its pixels; other shapes round otherwise, but no more."""
    pair(3, (480, 480))
    whole, _ = sharpen("whole.tif", sensor="sentinel-2")
    tiled, _ = sharpen("tiled.tif", sensor="sentinel-2", tile_size=128)
    assert np.abs(read(whole).astype(int) - read(tiled)).max() <= 1


def test_an_offset_and_a_gain_change_nothing_else(pair, sharpen, tmp_path):
    pair()
    source = read(gdal.Open(str(tmp_path / "in.tif"))).astype("float32")
    pictures = []
    for name, gain, offset in (("plain", 1, 0), ("offset", 1, 1000), ("gain", 2, 0)):
        write(tmp_path / f"{name}.tif", source * gain + offset, epsg=EPSG, transform=moved(GRID, 2))
        made, _ = sharpen(f"{name}-out.tif", input=str(tmp_path / f"{name}.tif"), sensor="sentinel-2")
        pictures.append((read(made) - offset) / gain)
    assert np.abs(pictures[1] - pictures[0]).max() < 0.05
    assert np.abs(pictures[2] - pictures[0]).max() < 0.05


def test_nodata_of_both_stays(pair, sharpen, tmp_path):
    truth = pair(nodata=0, guide_nodata=0)
    source, guide = (gdal.Open(str(tmp_path / name), gdal.GA_Update) for name in ("in.tif", "guide.tif"))
    source.GetRasterBand(2).WriteArray(np.zeros((10, 10), np.uint16), 20, 20)
    guide.GetRasterBand(1).WriteArray(np.zeros((20, 20), np.uint16), 90, 80)
    source = guide = None
    made, _ = sharpen(sensor="sentinel-2")
    pixels = read(made)
    assert (pixels[1, 40:60, 40:60] == 0).all(), "of the second band alone"
    assert (pixels[0, 40:60, 40:60] > 0).all()
    assert (pixels[:, 80:100, 90:110] == 0).all(), "what the guide does not show"
    assert (pixels == 0).sum() == 400 + 2 * 400
    filled, _ = sharpen("filled.tif", sensor="sentinel-2", unguided="interpolate")
    hole = read(filled)[:, 80:100, 90:110].astype(float)
    assert (hole > 0).all()
    assert np.abs(hole - truth[:, 80:100, 90:110]).mean() < 600
    rim = (slice(None), slice(30, 72), slice(30, 72))
    assert pixels[rim][pixels[rim] > 0].min() > 0.8 * truth[rim].min(), "no dark rim"


def test_the_common_part_is_done(pair, sharpen, tmp_path):
    """The rest is nodata by a mask, where no value can say so."""
    truth = pair()
    source = read(gdal.Open(str(tmp_path / "in.tif")))[:, :, 30:]
    write(tmp_path / "in.tif", source, epsg=EPSG, transform=moved(GRID, 2, column=60))
    made, _ = sharpen(sensor="sentinel-2")
    assert (made.RasterXSize, made.RasterYSize) == (160, 120)
    mask = made.GetRasterBand(1).GetMaskBand().ReadAsArray() != 0
    assert not mask[:, :60].any()
    assert mask[:, 60:].all()
    assert error(read(made)[:, :, 60:], truth[:, :, 60:]) < 250


@pytest.mark.parametrize("case", ["other crs", "ratio", "south up", "no position", "turned"])
def test_odd_pairs(pair, sharpen, tmp_path, case):
    truth = pair(2, (160, 160))
    source = str(tmp_path / "in.tif")
    pixels = read(gdal.Open(source))
    if case == "other crs":
        gdal.Warp(
            str(tmp_path / "there.tif"), source, dstSRS="EPSG:32610", xRes=20, yRes=20, resampleAlg="cubic", dstNodata=0
        )
        source = str(tmp_path / "there.tif")
    elif case == "ratio":  # 2.76, as ZY-3's
        gdal.Translate(
            str(tmp_path / "there.tif"), str(tmp_path / "guide.tif"), width=58, height=58, resampleAlg="average"
        )
        source = str(tmp_path / "there.tif")
        truth = read(gdal.Open(str(tmp_path / "guide.tif"))).astype(float)
    elif case == "no position":
        for name in ("in.tif", "guide.tif"):
            write(tmp_path / name, read(gdal.Open(str(tmp_path / name))), epsg=None, transform=None)
    elif case == "south up":
        for name, height, size in (("in.tif", 80, 20.0), ("guide.tif", 160, 10.0)):
            flipped = (GRID[0], size, 0.0, GRID[3] - height * size, 0.0, size)
            image = read(gdal.Open(str(tmp_path / name)))[:, ::-1]
            write(tmp_path / name, np.ascontiguousarray(image), epsg=EPSG, transform=flipped)
        truth = truth[:, ::-1]
    elif case == "turned":
        for name, size in (("in.tif", 20.0), ("guide.tif", 10.0)):
            turned = (GRID[0], 0.8 * size, 0.6 * size, GRID[3], 0.6 * size, -0.8 * size)
            write(tmp_path / name, read(gdal.Open(str(tmp_path / name))), epsg=EPSG, transform=turned)
    made, results = sharpen(input=source, sensor="sentinel-2", register=False)
    guide = gdal.Open(str(tmp_path / "guide.tif"))
    assert (made.RasterXSize, made.RasterYSize) == (160, 160)
    assert made.GetGeoTransform() == guide.GetGeoTransform()
    plain = enlarged(pixels, 160, 160)
    if case == "ratio":
        plain = enlarged(read(gdal.Open(source)), 160, 160)
    elif case == "south up":
        plain = plain[:, ::-1]
    assert error(read(made), truth, 20) < 0.75 * error(plain, truth, 20)


def test_what_lies_beside_a_turned_input_is_nodata(pair, sharpen, tmp_path):
    """In another CRS the input's edges run across the guide's grid; it has no nodata value of its own."""
    pair(2, (160, 160))
    gdal.Warp(str(tmp_path / "there.tif"), str(tmp_path / "guide.tif"), dstSRS="EPSG:4326", dstNodata=0)
    made, _ = sharpen(guide=str(tmp_path / "there.tif"), sensor="sentinel-2", register=False)
    guide = gdal.Open(str(tmp_path / "there.tif"))
    outside = guide.GetRasterBand(1).GetMaskBand().ReadAsArray() == 0
    mask = made.GetRasterBand(1).GetMaskBand().ReadAsArray() != 0
    assert outside.any()
    assert not mask[outside].any()
    assert read(made)[:, mask].min() > 0
    plain = write(tmp_path / "plain.tif", read(guide), epsg=4326, transform=guide.GetGeoTransform())
    made, _ = sharpen("plain-out.tif", guide=str(plain), sensor="sentinel-2", register=False)
    mask = made.GetRasterBand(1).GetMaskBand().ReadAsArray() != 0
    assert 0 < (mask & outside).sum() < outside.sum(), (
        "pixels of the input reach over its edge, but not all over the rest"
    )
    assert read(made)[:, mask].min() > 0


def test_an_input_of_nothing_is_told(pair, sharpen, tmp_path):
    pair(nodata=0)
    nothing = write(tmp_path / "nothing.tif", np.zeros((2, 60, 80), np.uint16), 0, epsg=EPSG, transform=moved(GRID, 2))
    log = Log()
    made, results = sharpen(input=str(nothing), log=log, sensor="sentinel-2")
    assert "sharpen-empty" in [code for code, _ in log.notes]
    assert not read(made).any()
    assert "RESEEN_ERROR" not in results, "nothing was measured"


def refusal(**fields) -> str:
    with pytest.raises(RasterGanError) as caught:
        tasks.run(SharpenJob(**fields), Log())
    assert str(caught.value)
    return caught.value.code


def test_what_can_not_be_done_is_said(pair, tmp_path):
    pair()
    here = {
        "input": str(tmp_path / "in.tif"),
        "output": str(tmp_path / "out.tif"),
        "guide": str(tmp_path / "guide.tif"),
    }
    here["model"] = "regression"
    away = write(tmp_path / "away.tif", np.ones((1, 20, 20), np.uint8), epsg=EPSG, transform=moved(GRID, 1, 9000, 0))
    flat = write(tmp_path / "flat.tif", np.full((1, 120, 160), 7, np.uint8), epsg=EPSG, transform=GRID)
    nowhere = write(tmp_path / "nowhere.tif", ground(1, 120, 160).astype("uint16"), epsg=None)
    assert refusal(**{**here, "guide": here["input"], "input": here["guide"]}) == "guide-coarse"
    assert refusal(**{**here, "guide": here["input"]}) == "guide-coarse"
    assert refusal(**{**here, "guide": str(away)}) == "guide-apart"
    assert refusal(**{**here, "guide": str(flat)}) == "guide-flat"
    assert refusal(**{**here, "guide": str(nowhere)}) == "guide-crs"
    assert refusal(**{**here, "guide": str(tmp_path / "none.tif")}) == "guide-unreadable"
    assert refusal(**{**here, "guide": ""}) == "guide-missing"
    assert refusal(**{**here, "guide_bands": (4,)}) == "guide-bands"
    assert refusal(**{**here, "unguided": "black"}) == "unguided"
    assert refusal(**{**here, "guide": here["output"]}) == "output-is-input"
    assert refusal(**{**here, "output": here["guide"]}) == "output-is-input"
    assert not list(tmp_path.glob("*out*"))


def test_in_parts_and_again(pair, sharpen, tmp_path):
    pair(2, (480, 160))
    whole, _ = sharpen("whole.tif", tile_size=128, sensor="sentinel-2")
    fields = {"input": str(tmp_path / "in.tif"), "guide": str(tmp_path / "guide.tif"), "model": "regression"}
    fields |= {"output": str(tmp_path / "joined.tif"), "tile_size": 128, "sensor": "sentinel-2"}
    for number in (1, 2, 3):
        tasks.run(SharpenJob(part=f"{number}/3", **fields), Log())
    tasks.run(JoinJob(str(tmp_path / "joined.tif")), Log())
    assert np.array_equal(read(gdal.Open(str(tmp_path / "joined.tif"))), read(whole))
    again = tasks.run(RepeatJob(str(tmp_path / "whole.tif.json"), output=str(tmp_path / "again.tif")), Log())
    assert np.array_equal(read(gdal.Open(again["OUTPUT"])), read(whole))
    assert jobs.from_dict(jobs.to_dict(SharpenJob(**fields))) == SharpenJob(**fields)


def test_when_memory_is_short_tiles_are_halved(pair, sharpen, monkeypatch):
    pair(2, (480, 160))
    whole, _ = sharpen("whole.tif", sensor="sentinel-2")
    plain, log = Sharpener.staged, Log()

    def full(self, coarse, *rest):
        if coarse.shape[1] > 150:
            raise torch.OutOfMemoryError("no memory")
        return plain(self, coarse, *rest)

    monkeypatch.setattr(Sharpener, "staged", full)
    halved, _ = sharpen("halved.tif", log=log, sensor="sentinel-2")
    assert "memory" in [code for code, _ in log.notes]
    assert np.array_equal(read(halved), read(whole))


def test_fewer_bits_in_the_network_are_hardly_seen(pair, sharpen, monkeypatch):
    pair(4, (160, 160))
    exact = read(sharpen("exact.tif", model="sharpen-pan", sensor="sentinel-2")[0]).astype(float)
    monkeypatch.setattr(precision, "lower", lambda run, device, tolerance: Lower(torch.bfloat16, 2.0, 0.0))
    log = Log()
    low, results = sharpen("low.tif", log, model="sharpen-pan", sensor="sentinel-2", precision="fastest")
    difference = np.abs(read(low) - exact)
    assert difference.max() > 0
    assert np.quantile(difference, 0.999) <= 0.005 * np.ptp(exact)
    assert results["RESEEN_ERROR"] < 0.1
    assert [code for code, _ in log.notes].count("precision") == 1


def test_an_extent_in_the_inputs_crs(pair, sharpen, tmp_path):
    pair()
    made, _ = sharpen(extent=(440920.0, 3750320.0, 441920.0, 3751120.0))
    assert made.GetGeoTransform()[0] == 440920.0
    assert (made.RasterXSize, made.RasterYSize) == (100, 80)
    gdal.Warp(str(tmp_path / "degrees.tif"), str(tmp_path / "guide.tif"), dstSRS="EPSG:4326")
    guide, part = str(tmp_path / "degrees.tif"), (440920.0, 3750520.0, 441520.0, 3750920.0)
    made, _ = sharpen("degrees-out.tif", guide=guide, register=False, extent=part)
    assert 0.1 < made.RasterXSize * made.RasterYSize / (160 * 120) < 0.2, "600 x 400 m of 1,600 x 1,200"


def test_on_the_command_line(pair, tmp_path, capsys):
    pair()
    paths = [str(tmp_path / name) for name in ("in.tif", "guide.tif", "out.tif")]
    assert main(["sharpen", *paths, "--model", "regression", "--sensor", "sentinel-2"]) == 0
    assert Path(paths[2]).exists()
    assert "RESEEN_ERROR" in capsys.readouterr().out


def test_a_guide_in_another_unit_than_its_crs_says(tmp_path, pair, sharpen):
    """Positions in feet are positions too."""
    pair()
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(2229)
    for name, size in (("in.tif", 60.0), ("guide.tif", 30.0)):
        write(
            tmp_path / name, read(gdal.Open(str(tmp_path / name))), epsg=2229, transform=(6e6, size, 0, 2e6, 0, -size)
        )
    _, results = sharpen()
    assert results["WIDTH"] == 160


def test_rasters_that_do_not_lie_on_each_other_are_moved(pair, sharpen, tmp_path):
    """By a whole pixel without interpolation: the result is the well-placed pair's."""
    pair(2, (240, 240))
    right, _ = sharpen("right.tif", sensor="sentinel-2")
    source = read(gdal.Open(str(tmp_path / "in.tif")))
    write(tmp_path / "in.tif", source, epsg=EPSG, transform=moved(GRID, 2, column=3, row=-1))
    made, results = sharpen(sensor="sentinel-2")
    assert (results["SHIFT_X"], results["SHIFT_Y"]) == (-3, 1)
    assert np.array_equal(read(made), read(right))
    believed, results = sharpen("believed.tif", sensor="sentinel-2", register=False)
    assert (results["SHIFT_X"], results["SHIFT_Y"]) == (0, 0)
    assert not np.array_equal(read(believed), read(right))


@pytest.fixture
def shelf_with_model(tmp_path, monkeypatch):
    """A library with the model "any", of one band and one guide, that adds nothing yet."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    torch.manual_seed(1)
    arguments = {"bands": 1, "guides": 2, "features": 16, "blocks": 1}
    network = build("sharpener", arguments)
    facts = {"scale": 1, "bands": ["any"], "halo": 0, "tensors_sha256": "", "licence": "CC0-1.0"}
    card = ModelCard("any", "any band", "sharpen", "sharpener", arguments, **facts)
    model.save(shelf / "any.safetensors", card, {"l1": network.state_dict()})
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv(library.VARIABLE, str(shelf))
    return shelf


def test_a_model_is_adapted_to_the_layers(pair, sharpen, shelf_with_model, monkeypatch):
    """It is kept in the library, makes the same again, and is found again by the same job."""
    monkeypatch.setattr(scene_adaptation, "MOST_STEPS", 150)
    pair(2, (240, 320))
    log = Log()
    plain, _ = sharpen("plain.tif", sensor="sentinel-2", model="any")
    made, _ = sharpen(log=log, sensor="sentinel-2", model="any", adapt=100, name="mine")
    gain = next(values["gain"] for code, values in log.notes if code == "adapt-kept")
    assert gain > 0.1
    assert not np.array_equal(read(made), read(plain))
    card = model_card.read(shelf_with_model / "mine.safetensors")
    assert card.training["parent"] == "any"
    assert card.task == "sharpen"
    again, log = "again.tif", Log()
    repeated, _ = sharpen(again, log=log, sensor="sentinel-2", model="any", adapt=100, name="other")
    assert "adapt-known" in [code for code, _ in log.notes]
    assert np.array_equal(read(repeated), read(made))
    assert '"model": "mine.safetensors"' in repeated.GetMetadataItem("RASTERGAN_PARAMETERS")


def test_what_can_not_be_adapted_is_said(pair, shelf_with_model, tmp_path):
    pair(2, (120, 160))
    paths = {
        "input": str(tmp_path / "in.tif"),
        "guide": str(tmp_path / "guide.tif"),
        "output": str(tmp_path / "out.tif"),
    }
    assert refusal(**paths, model="any", adapt=1) == "adapt-small"
    assert refusal(**paths, model="regression", adapt=1) == "adapt-model"
    assert refusal(**paths, model="any", adapt=1, part="1/2") == "adapt-parts"
    assert [path.name for path in shelf_with_model.glob("*.safetensors")] == ["any.safetensors"]


def test_two_places_are_refused(pair, tmp_path):
    pair(2, (240, 240))
    write(tmp_path / "guide.tif", ground(3, 240, 240, seed=9).astype("uint16"), epsg=EPSG, transform=GRID)
    paths = {
        "input": str(tmp_path / "in.tif"),
        "guide": str(tmp_path / "guide.tif"),
        "output": str(tmp_path / "out.tif"),
    }
    assert refusal(**paths, model="regression") == "guide-shifted"
    assert not (tmp_path / "out.tif").exists()


def test_a_response_is_measured_where_the_guide_tells_it(pair, sharpen, tmp_path):
    """The guide's own band made coarser is explained by it; noise is not."""
    pair(2, (400, 400))
    image = read(gdal.Open(str(tmp_path / "guide.tif"))).astype(float)
    random = np.random.default_rng(2).normal(1000, 300, (1, 200, 200))
    coarse = np.concatenate([coarser(image[:1], 2), random]).clip(0).round()
    write(tmp_path / "in.tif", coarse.astype("uint16"), epsg=EPSG, transform=moved(GRID, 2))
    made, _ = sharpen(sensor="measured", register=False)
    words = made.GetMetadataItem("RASTERGAN_SENSOR").split("; ")
    assert words[1] == "band 2: response unknown (unknown)"
    assert float(words[0].split()[3]) == pytest.approx(0.41, abs=0.05)
