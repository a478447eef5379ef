"""Translators: what they learn from, what they make of a layer, and what they refuse."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from makers import TRANSFORM, Log, read, smooth, values, write
from osgeo import gdal

from gan_core import tasks
from gan_core.api import library, model_card
from gan_core.api.errors import Cancelled, RasterGanError, sentence
from gan_core.api.jobs.parts import JoinJob
from gan_core.api.jobs.raster import RepeatJob
from gan_core.api.jobs.translation import TrainTranslatorJob, TranslateJob
from gan_core.api.model_card import ModelCard
from gan_core.api.notes import note_text
from gan_core.inference import model
from gan_core.metrics.lab import lab
from gan_core.networks import build
from gan_core.networks.translator import FOLD, Translator
from gan_core.radiometry.luminance import LuminanceLock, luminance, with_luminance
from gan_core.radiometry.translated import Curve
from gan_core.raster.source import RasterSource
from gan_core.tiling.window import Window
from gan_core.training import translation
from gan_core.vector import picked_tiles as layer

ARGUMENTS = {"features": 8, "blocks": 2}


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv(library.VARIABLE, str(tmp_path / "home" / "models"))
    return tmp_path / "home"


@pytest.fixture
def short(monkeypatch) -> None:
    """A few steps of a small network, so that a test takes seconds."""
    monkeypatch.setattr(translation, "STEPS", ((0, 8),))
    monkeypatch.setattr(translation, "FEATURES", 8)
    monkeypatch.setattr(translation, "BLOCKS", 2)
    monkeypatch.setattr(translation, "PATCH", 32)


def colored(side: int = 160, seed: int = 2) -> np.ndarray:
    """Green stripes on reddish ground, bytes (3, side, side)."""
    rows, columns = np.mgrid[:side, :side]
    stripes = (np.sin(rows / 5) > 0.4).astype(float)
    rough = np.random.default_rng(seed).normal(0, 6, (1, side, side))
    gray = 110 + 40 * np.sin(columns / 17) - 25 * stripes + rough
    return np.stack([gray[0] + 25 - 50 * stripes, gray[0] + 30 * stripes, gray[0] - 20]).clip(5, 250).astype("uint8")


def as_rgb(path: Path, image: np.ndarray, **how) -> Path:
    return write(path, image, options=["PHOTOMETRIC=RGB"], **how)


def grayed(image: np.ndarray) -> np.ndarray:
    return luminance(torch.from_numpy(image.astype(np.float64))).numpy().round().astype("uint8")


def train(target: Path, log: Log | None = None, **fields) -> dict:
    job = TrainTranslatorJob(str(target), **{"minutes": 5.0, **fields})
    return tasks.run(job, log or Log())


def translate(source: Path, output: Path, log: Log | None = None, **fields) -> gdal.Dataset:
    tasks.run(TranslateJob(str(source), str(output), **fields), log or Log())
    return gdal.Open(str(output))


@pytest.fixture
def translator(tmp_path) -> Callable[..., str]:
    """A translator with random weights: (name, facts of its translation) -> its file."""

    def make(name: str = "random", bands: int = 1, outputs: int = 3, dtype: str = "uint8", **facts) -> str:
        torch.manual_seed(3)
        arguments = {"bands": bands, "outputs": outputs, **ARGUMENTS}
        network = build("translator", arguments)
        torch.nn.init.normal_(network.tail.weight, std=0.2)
        lists = {"scale": [255.0] * outputs, "offset": [0.0] * outputs}
        own = {"dtype": dtype, "low": [20.0] * bands, "high": [220.0] * bands}
        kind = {"preset": "general", "paired": True, "names": [f"made {n}" for n in range(outputs)], **lists}
        kind |= {"luminance": [], "brightness": [1.0, 0.0], "curves": []}
        kind |= {"input": {**own, "mean": [120.0] * bands, "spread": [40.0] * bands}, **facts}
        raster = {"dtype": "uint8", "nodata": None, "pixel": [1.0, 1.0], "crs": "", "roles": ["Undefined"] * outputs}
        scheme = {"scheme": "bands", "scale": [255.0] * bands, "offset": [0.0] * bands}
        names = [f"band {number + 1}" for number in range(bands)]
        card = ModelCard(
            name, name, "translate", "translator", arguments, 1, names, network.reach, "", limits="A guess."
        )
        card = dataclasses.replace(card, normalization=scheme, raster=raster, translation=kind)
        path = tmp_path / f"{name}.safetensors"
        model.save(path, card, {"l1": network.state_dict()})
        return str(path)

    return make


def test_a_network_looks_no_farther_than_it_says():
    torch.manual_seed(1)
    network = Translator(2, 1, features=8, blocks=3).eval()
    torch.nn.init.normal_(network.tail.weight)
    side = 4 * (2 * network.reach // 4 + 4)
    image, middle = torch.rand(1, 2, side, side), side // 2
    seen = set()
    with torch.inference_mode():
        before = network(image)[0, 0]
        for fold in range(FOLD):
            changed = image.clone()
            changed[:, :, middle + fold, :] += 1
            rows = torch.nonzero((network(changed)[0, 0] - before).abs().amax(1))[:, 0]
            seen |= {int((middle + fold - rows).max()), int((rows - middle - fold).max())}
    assert max(seen) == network.reach


def test_an_untrained_network_is_the_regression_by_pixel():
    rng = np.random.default_rng(1)
    images = [rng.random((2, 32, 32), np.float32) for _ in range(3)]
    targets = [0.3 * image[:1] - 0.6 * image[1:] + 0.4 for image in images]
    network = translation.untrained(images, targets, paired=True)
    with torch.inference_mode():
        made = network(torch.from_numpy(images[0])[None])[0].numpy()
    assert np.abs(made - targets[0]).max() < 1e-4


def test_without_pairs_it_begins_with_the_targets_mean_and_covariance():
    rng = np.random.default_rng(1)
    image, target = rng.normal(size=(3, 64, 64)), np.tensordot(rng.random((3, 3)), rng.normal(size=(3, 64, 64)), 1) + 2
    network = translation.untrained([image.astype("f4")], [target.astype("f4")], paired=False)
    with torch.inference_mode():
        made = network(torch.from_numpy(image.astype("f4"))[None])[0].numpy()
    assert np.allclose(np.cov(made.reshape(3, -1)), np.cov(target.reshape(3, -1)), atol=1e-3)
    assert np.allclose(made.mean((1, 2)), target.mean((1, 2)), atol=1e-3)


def test_colors_get_a_luminance_and_stay_within_limits():
    rng = np.random.default_rng(1)
    colors = torch.from_numpy(rng.normal(0.5, 1, (3, 40, 40)))
    gray = torch.from_numpy(rng.random((1, 40, 40)))
    held = with_luminance(colors, gray, 0.0, 1.0)
    assert float((luminance(held) - gray).abs().max()) < 1e-12
    assert float(held.min()) > -1e-12
    assert float(held.max()) < 1 + 1e-12
    free = with_luminance(colors, gray, -np.inf, np.inf)
    assert torch.allclose(free - free.mean(0), colors - colors.mean(0))
    four = torch.from_numpy(rng.random((4, 8, 8)))
    locked = LuminanceLock((2, 1, 0))(four, gray[:, :8, :8], 0.0, 1.0)
    assert (locked[3] == four[3]).all()
    assert float((luminance(locked[[2, 1, 0]]) - gray[:, :8, :8]).abs().max()) < 1e-12


def test_lab_has_the_published_values():
    """Of sRGB's primaries, as Lindbloom's calculator gives them."""
    colors = torch.tensor([[1.0, 0, 0], [0, 1.0, 0], [0, 0, 1.0], [1.0, 1.0, 1.0]]).T[:, :, None]
    expected = torch.tensor([[53.24, 80.09, 67.20], [87.73, -86.18, 83.18], [32.30, 79.19, -107.86], [100, 0, 0]]).T
    assert torch.allclose(lab(colors)[..., 0], expected, atol=0.05)


def test_a_curve_gives_values_the_histogram_of_others():
    rng = np.random.default_rng(1)
    made, wanted = rng.normal(0, 1, 20_000), rng.gamma(2, 3, 20_000)
    matched = Curve.between(made, wanted)(made)
    assert np.abs(np.quantile(matched, (0.1, 0.5, 0.9)) - np.quantile(wanted, (0.1, 0.5, 0.9))).max() < 0.1
    assert (np.diff(Curve.between(made, wanted)(np.linspace(-9, 9, 50))) > 0).all()


@pytest.mark.usefixtures("short")
def test_a_gray_layer_is_colored_and_keeps_its_brightness(tmp_path):
    color = as_rgb(tmp_path / "color.tif", colored(), nodata=0)
    log = Log()
    found = train(color, log, preset="colorize", name="colors")
    assert all(note_text(code, values) for code, values in log.notes)
    assert found["STEPS"] == 8 + 4
    assert np.isfinite([found["PSNR"], found["GAIN_OVER_REGRESSION"], found["COLOR_ERROR"]]).all()
    page = Path(found["REPORT"]).read_text()
    assert page.count("data:image/png") == 3 * 4 - (3 if "GAN weights" not in page else 0) + 1
    assert "mean color of each gray value" in page
    card = model_card.read(Path(found["MODEL"]))
    assert (card.task, card.bands, card.translation["luminance"]) == ("translate", ["gray"], [0, 1, 2])
    assert card.metrics["gray lookup"]["color error"] > 0
    image = grayed(colored(180, seed=5))
    image[:, :12, :12] = 255
    image[:, 40:50, 60:70] = 0
    gray = write(tmp_path / "gray.tif", image, nodata=0)
    made = translate(gray, tmp_path / "made.tif", model="colors", trust=str(tmp_path / "trust.tif"))
    pixels, known = read(made).astype(np.float64), image[0] != 0
    off = np.abs(luminance(torch.from_numpy(pixels)).numpy()[0] - image[0])
    assert off[known].max() <= 1
    assert (pixels[:, ~known] == 0).all()
    assert (pixels[:, known] > 0).all()
    assert np.ptp(pixels, 0)[known].max() > 10  # it has colors
    assert made.GetGeoTransform() == gdal.Open(str(gray)).GetGeoTransform()
    assert [made.GetRasterBand(n).GetColorInterpretation() for n in (1, 2, 3)] == [
        gdal.GCI_RedBand,
        gdal.GCI_GreenBand,
        gdal.GCI_BlueBand,
    ]
    assert made.GetRasterBand(1).GetDescription() == "SYNTHETIC band 1"
    tags = made.GetMetadata()
    assert (tags["RASTERGAN_SYNTHETIC"], tags["RASTERGAN_VERB"]) == ("YES", "translate")
    assert "a guess" in tags["RASTERGAN_LIMITS"]
    trust = read(gdal.Open(str(tmp_path / "trust.tif")))[0]
    assert (trust[~known] == 255).all()
    assert trust[known].max() <= 100
    assert trust[5, 5] < trust[100, 100]  # no tile was white
    assert not list(tmp_path.glob("**/.*"))


@pytest.mark.usefixtures("short")
def test_pairs_of_other_bands_on_another_grid_and_crs(tmp_path):
    """The target is laid on the training raster's grid; what lies beyond it has no partner."""
    image = values("uint16", 4, 200, 200) // 40 + smooth("uint16", 4, 200, 200) * 10
    source = write(tmp_path / "four.tif", image.astype("uint16"))
    bright = (0.6 * image[:2] + 0.4 * image[2:]) / image.max()
    truth = (100 * bright**4 - 3).astype("float32")  # no regression has this histogram
    other = write(tmp_path / "here.tif", truth[:, :, :150])
    moved = tmp_path / "there.tif"
    gdal.Warp(str(moved), str(other), dstSRS="EPSG:4326", dstNodata=-9999, srcNodata=-9998)
    log = Log()
    tiles = written_tiles(tmp_path / "tiles.gpkg", source, 32)
    found = train(moved, log, input=str(source), tiles=tiles, preset="season")
    notes = dict(log.notes)
    assert notes["translator-paired"]["left"] > 0
    assert notes["translator-paired"]["pairs"] == found["TILES"] + found["VALIDATION"]
    card = model_card.read(Path(found["MODEL"]))
    assert (card.id, len(card.bands), card.translation["names"]) == ("four-translator", 4, ["band 1", "band 2"])
    made = translate(source, tmp_path / "made.tif")  # the only translator there is
    pixels = read(made)
    assert pixels.dtype == np.float32
    assert made.GetRasterBand(2).GetNoDataValue() == -9999
    wanted = np.quantile(truth[0], (0.1, 0.5, 0.9))
    assert np.abs(np.quantile(pixels[0], (0.1, 0.5, 0.9)) - wanted).max() < 0.1 * np.ptp(wanted)  # its histogram


@pytest.mark.usefixtures("short")
def test_layers_of_different_ground_teach_looks(tmp_path):
    source = write(tmp_path / "one.tif", smooth("uint8", 2, 160, 160))
    other = write(tmp_path / "far.tif", colored(), transform=(9e5, 30.3, 0, 5e6, 0, -30.3))
    log = Log()
    found = train(other, log, input=str(source))
    assert {code for code, _ in log.notes} >= {"translator-unpaired", "translator-unpaired-look"}
    assert all(note_text(code, values) for code, values in log.notes)
    assert np.isfinite([found["KID"], found["KID_BEFORE"]]).all()
    card = model_card.read(Path(found["MODEL"]))
    assert (card.weights, card.translation["paired"]) == (["l1"], False)
    assert read(translate(source, tmp_path / "made.tif")).shape == (3, 160, 160)


def written_tiles(path: Path, raster: Path, side: int, most: int = 100) -> str:
    source = RasterSource(str(raster))
    grid = source.grid
    places = [(row, column) for row in range(0, grid.height, side) for column in range(0, grid.width, side)][:most]
    windows = [Window(column, row, side, side) for row, column in places]
    layer.write(path, grid, source.dataset.GetProjection(), [(window, {"role": ""}) for window in windows])
    return str(path)


@pytest.mark.usefixtures("short")
def test_a_training_that_was_ended_goes_on(tmp_path):
    class Ends(Log):
        def check(self) -> None:
            if sum(code.endswith("-look") for code, _ in self.notes) > 0:
                raise Cancelled

    color = as_rgb(tmp_path / "color.tif", colored())
    with pytest.raises(Cancelled):
        train(color, Ends(), preset="colorize", name="mine")
    assert not list(tmp_path.glob("home/models/*"))
    log = Log()
    found = train(color, log, preset="colorize", name="mine")
    assert [values["step"] for code, values in log.notes if code == "resumed"] == [8, 0]
    whole = train(color, preset="colorize", name="whole", resume=False)
    assert found["PSNR"] == pytest.approx(whole["PSNR"], abs=0.01)


def test_tiles_parts_and_extents_give_the_pixels_of_the_whole(translator, tmp_path, one_thread):
    locked = translator(luminance=[0, 1, 2])
    image = smooth("uint8", 1, 300, 210)
    gray = write(tmp_path / "gray.tif", image)
    whole = read(translate(gray, tmp_path / "whole.tif", model=locked))
    assert np.ptp(whole.astype(int), 0).max() > 20
    tiled = translate(gray, tmp_path / "tiled.tif", model=locked, tile_size=64, trust=str(tmp_path / "trust.tif"))
    assert (read(tiled) == whole).all()
    x, pixel, _, y, *_ = TRANSFORM
    extent = (x + 13 * pixel, y - 290 * pixel, x + 150 * pixel, y - 7 * pixel)  # begins anywhere, not at a fold
    part = read(translate(gray, tmp_path / "part.tif", model=locked, extent=extent))
    assert (part == whole[:, 7:290, 13:150]).all()
    for number in (1, 2):
        job = TranslateJob(str(gray), str(tmp_path / "joined.tif"), model=locked, tile_size=64, part=f"{number}/2")
        tasks.run(job, Log())
    joined = tasks.run(JoinJob(str(tmp_path / "joined.tif")), Log())
    assert (read(gdal.Open(str(tmp_path / "joined.tif"))) == whole).all()
    assert joined["LUMINANCE_ERROR"] <= 1
    tasks.run(RepeatJob(str(tmp_path / "whole.tif.json"), str(tmp_path / "again.tif")), Log())
    assert (read(gdal.Open(str(tmp_path / "again.tif"))) == whole).all()


def test_what_is_nodata_stays_nodata_in_a_mask_where_no_value_says_so(translator, tmp_path):
    image = smooth("uint8", 1, 150, 150)
    image[:, 30:60, 40:90] = 7
    made = translate(write(tmp_path / "gaps.tif", image, nodata=7), tmp_path / "made.tif", model=translator())
    mask = made.GetRasterBand(1).GetMaskBand().ReadAsArray() != 0
    assert (mask == (image[0] != 7)).all()


@pytest.mark.parametrize(
    ("code", "image", "fields"),
    [
        ("translate-bands", smooth("uint8", 2), {}),
        ("translate-type", smooth("uint16", 1), {}),
        ("translate-unlike", smooth("uint8", 1) // 8, {}),
        ("translate-unlike", smooth("uint8", 1) // 50 + 100, {}),
        ("bands-unknown", smooth("uint8", 2), {"bands": (3,)}),
    ],
    ids=["bands", "type", "dark", "flat", "band"],
)
def test_a_layer_unlike_what_was_learned_is_refused(code, image, fields, translator, tmp_path):
    source = write(tmp_path / "in.tif", image)
    with pytest.raises(RasterGanError) as error:
        translate(source, tmp_path / "out.tif", model=translator(), **fields)
    assert error.value.code == code
    assert sentence(code, error.value.values)
    assert not list(tmp_path.glob("*out.tif*"))
    if code in ("translate-type", "translate-unlike"):
        assert translate(source, tmp_path / "out.tif", model=translator(), unlike=True).RasterCount == 3


def test_without_a_name_there_must_be_one_translator(tmp_path):
    with pytest.raises(RasterGanError, match="none or several"):
        translate(write(tmp_path / "in.tif", smooth("uint8", 1)), tmp_path / "out.tif")


def badly(tmp_path: Path) -> dict[str, tuple[dict, str]]:
    """By what is wrong: fields of a training, and the code of its error."""
    color = as_rgb(tmp_path / "color.tif", colored())
    one, flat = write(tmp_path / "one.tif", smooth("uint8", 1, 160, 160)), np.full((3, 160, 160), 9, "uint8")
    far = as_rgb(tmp_path / "far.tif", colored(), transform=(9e5, 30.3, 0, 5e6, 0, -30.3))
    placeless = as_rgb(tmp_path / "placeless.tif", colored(), epsg=None)
    constant, two = write(tmp_path / "flat.tif", flat), write(tmp_path / "two.tif", smooth("uint8", 2, 160, 160))
    few = written_tiles(tmp_path / "few.gpkg", one, 64, most=3)
    return {
        "no input": ({"target": str(one), "preset": "season"}, "translator-input"),
        "no colors": ({"target": str(one), "preset": "colorize"}, "translator-colors"),
        "two grays": ({"target": str(color), "input": str(two), "preset": "colorize"}, "translator-gray"),
        "apart": ({"target": str(far), "input": str(one), "method": "paired"}, "translator-partners"),
        "colors apart": ({"target": str(far), "input": str(one), "preset": "colorize"}, "translator-partners"),
        "no CRS": ({"target": str(placeless), "input": str(one), "method": "paired"}, "translator-partners"),
        "few tiles": ({"target": str(color), "input": str(one), "tiles": few, "method": "paired"}, "tiles-few"),
        "few unpaired": ({"target": str(far), "input": str(one), "tiles": few}, "tiles-few"),
        "flat input": ({"target": str(color), "input": str(constant)}, "tiles-plain"),
        "flat target": ({"target": str(constant), "input": str(one)}, "translator-flat"),
        "preset": ({"target": str(one), "input": str(one), "preset": "poem"}, "translator-preset"),
        "method": ({"target": str(one), "input": str(one), "method": "luck"}, "translator-method"),
        "unpaired colors": ({"target": str(color), "preset": "colorize", "method": "unpaired"}, "translator-colorize-unpaired"),
        "bands": ({"target": str(color), "input": str(two), "bands": (1, 9)}, "bands-unknown"),
    }  # fmt: skip


WRONG = [
    *(
        "no input",
        "no colors",
        "two grays",
        "apart",
        "colors apart",
        "no CRS",
        "few tiles",
        "few unpaired",
        "flat input",
    ),
    *("flat target", "preset", "method", "unpaired colors", "bands"),
]


@pytest.mark.parametrize("what", WRONG)
def test_a_training_says_what_is_wrong(what, tmp_path):
    fields, code = badly(tmp_path)[what]
    with pytest.raises(RasterGanError) as error:
        tasks.run(TrainTranslatorJob(**fields), Log())
    assert error.value.code == code
    assert "{" not in sentence(code, error.value.values)
    assert not list(tmp_path.glob("home/**/*.safetensors"))


@pytest.mark.parametrize(
    "change",
    [
        {"names": []},
        {"scale": [1.0]},
        {"luminance": [0, 1, 9]},
        {"curves": [[[1.0, 0.0], [0.0, 1.0]]] * 3},
        {"input": {"dtype": "uint8"}},
        {"preset": 3},
    ],
    ids=["names", "scale", "luminance", "curves", "input", "preset"],
)
def test_a_card_that_describes_no_translation_is_refused(change, translator):
    with pytest.raises(RasterGanError, match="translation is described"):
        model_card.read(Path(translator(**change)))
