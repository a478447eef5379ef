"""Generators of tiles: what they learn from, when they raise an alarm, and what they make."""

from __future__ import annotations

import copy
import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from makers import TRANSFORM, Log, read, write
from osgeo import gdal, ogr

from gan_core import tasks
from gan_core.api import library, model_card
from gan_core.api.errors import Cancelled, RasterGanError
from gan_core.api.jobs import GenerateJob, TrainGeneratorJob
from gan_core.api.jobs.raster import UpscaleJob
from gan_core.api.model_card import ModelCard
from gan_core.api.notes import note_text
from gan_core.api.resume import remove_staged
from gan_core.api.staging import staged_path
from gan_core.datasets.generator_tiles import read_generator_tiles
from gan_core.datasets.latents import on_arc
from gan_core.inference import model
from gan_core.metrics.diversity import nearest, nearest_other, spread
from gan_core.networks import build
from gan_core.radiometry.cast import stored
from gan_core.radiometry.quantize import Storage
from gan_core.raster.source import RasterSource
from gan_core.tiling.window import Window
from gan_core.training import tile_gan
from gan_core.training.fingerprint import Fingerprint
from gan_core.training.generated_samples import compare, images_from, make_images
from gan_core.training.tile_clusters import cluster_tiles
from gan_core.training.tile_gan import SIGNS, RealTiles, TileGanModule, arguments_for, build_tile_gan, latent_from_seed
from gan_core.vector import picked_tiles as layer


def ground(bands: int = 3, side: int = 160, seed: int = 1) -> np.ndarray:
    """Soft hills with light and dark places, 20 to 235."""
    rng = np.random.default_rng(seed)
    image = rng.normal(0, 1, (1, side, side)) + rng.normal(0, 0.3, (bands, side, side))
    for axis in (1, 2) * 4:
        image = (np.roll(image, 1, axis) + image + np.roll(image, -1, axis)) / 3
    return (127 + 250 * image).clip(20, 235)


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    monkeypatch.setenv(library.VARIABLE, str(tmp_path / "home" / "models"))
    return tmp_path / "home"


@pytest.fixture
def short(monkeypatch) -> None:
    """A few steps, so that a test takes seconds."""
    monkeypatch.setattr(tile_gan, "STEPS", 6)
    monkeypatch.setattr(tile_gan, "BATCH", 4)


@pytest.fixture
def scene(tmp_path) -> Path:
    return write(tmp_path / "scene.tif", (ground() * 20).astype("uint16"), nodata=0)


def kinds_on(raster: Path, kinds: list[str]) -> str:
    """Tiles of 32 pixels side by side with the field `cover`, one for each of `kinds`."""
    source, path = RasterSource(str(raster)), raster.with_suffix(".gpkg")
    windows = [Window(32 * (place % 5), 32 * (place // 5), 32, 32) for place in range(len(kinds))]
    rows = [(window, {"role": "", "cover": kind}) for window, kind in zip(windows, kinds)]
    layer.write(path, source.grid, source.dataset.GetProjection(), rows)
    return str(path)


def trained(raster: Path, log: Log | None = None, **fields) -> dict:
    return tasks.run(TrainGeneratorJob(str(raster), **{"size": 32, "minutes": 5.0, **fields}), log or Log())


def generate(output: Path, source: str | Path, log: Log | None = None, **fields) -> dict:
    return tasks.run(GenerateJob(str(source), str(output), **fields), log or Log())


@pytest.fixture
def maker(tmp_path_factory):
    """A generator that was never trained: (name, fields of the card) -> its file."""

    def make(name: str = "maker", architecture: str = "r3gan", classes=(), bands: int = 2, kinds=0, **facts) -> Path:
        torch.manual_seed(4)
        size = 32 if architecture == "r3gan" else 64
        arguments = arguments_for(architecture, bands, RealTiles([], [0] * 5, len(classes) or kinds, size, not kinds))
        network = build(architecture, arguments)
        crs, roles = "EPSG:32611", ["Undefined"] * bands
        raster = {"dtype": "int16", "nodata": -5.0, "pixel": [10.0, 20.0], "crs": crs, "roles": roles}
        card = ModelCard(
            name, name, "generate", architecture, arguments, 1, [f"b{n}" for n in range(bands)], 0, "", list(classes)
        )
        scheme = {"scheme": "bands", "scale": [100.0] * bands, "offset": [7.0] * bands}
        card = dataclasses.replace(card, normalization=scheme, raster={**raster, **facts})
        path = tmp_path_factory.mktemp("makers") / f"{name}.safetensors"
        model.save(path, card, {"l1": network.state_dict()})
        return path

    return make


def test_a_trained_generator_makes_tiles_of_the_rasters_own_kind(scene, home, short, tmp_path):
    log = Log()
    found = trained(scene, log, name="mine")
    assert {code for code, _ in log.notes} >= {"generator-ground", "generator-look", "generator-published"}
    assert all(note_text(code, values) for code, values in log.notes)
    assert found["STEPS"] == 6
    assert all(np.isfinite(found[name]) for name in ("KID", "KID_OF_REAL", "DIVERSITY", "NEAREST_REAL"))
    page = Path(found["REPORT"]).read_text()
    assert page.count("data:image/png") == 2
    assert "<svg" in page
    card = model_card.read(Path(found["MODEL"]))
    assert (card.task, card.id, card.raster["dtype"], card.raster["nodata"]) == ("generate", "mine", "uint16", 0)
    made = generate(tmp_path / "tiles", "mine", count=3, seed=4)
    tile = gdal.Open(str(tmp_path / "tiles" / "tile_4.tif"))
    assert (tile.RasterXSize, tile.RasterYSize, tile.RasterCount) == (32, 32, 3)
    assert tile.GetRasterBand(1).DataType == gdal.GDT_UInt16
    assert tile.GetRasterBand(2).GetNoDataValue() == 0
    assert tile.GetRasterBand(1).GetDescription() == "SYNTHETIC band 1"
    assert tile.GetMetadataItem("RASTERGAN_SYNTHETIC") == "YES"
    assert "mine" in tile.GetMetadataItem("RASTERGAN_MODEL")
    pixels = read(tile)
    assert (pixels > 0).all()
    assert 1000 < pixels.mean() < 4000  # the scene's mean is 2540
    assert gdal.Open(made["SHEET"]).RasterXSize == 2 * 32 + 2
    assert not list(tmp_path.glob("**/.*"))


@pytest.mark.parametrize("size", [32, 64, 128])
@pytest.mark.parametrize("bands", [1, 13])
def test_any_size_and_number_of_bands(size, bands):
    generator = build("r3gan", arguments_for("r3gan", bands, RealTiles([], [], 0, size))).requires_grad_(False)
    made = make_images(generator, [1, 2], [], 0)
    assert made.shape == (2, bands, size, size)
    assert float(spread(made.flatten(1))) > 0


def test_float_and_bytes_and_gaps_are_learned_from(tmp_path, home, short):
    image = ground(1).astype("float32") / 1000 - 3
    image[:, :40] = -9999
    raster = write(tmp_path / "float.tif", image, nodata=-9999)
    found = trained(raster)
    generate(tmp_path / "out.tif", found["MODEL"], count=4)
    made = read(gdal.Open(str(tmp_path / "out.tif")))
    assert made.dtype == np.float32
    assert -4 < made.mean() < -2
    with pytest.raises(RasterGanError, match="scene-like"):
        tasks.run(UpscaleJob(str(raster), str(tmp_path / "up.tif"), model=renamed(found["MODEL"])), Log())


def renamed(path: str) -> str:
    loaded = model.load(Path(path))
    card = dataclasses.replace(loaded.card, id="scene-like")
    target = Path(path).with_name("scene-like.safetensors")
    model.save(target, card, {"l1": loaded.network.state_dict()})
    return str(target)


def test_the_same_seed_gives_the_same_file_whatever_else_is_made(maker, tmp_path):
    source = maker()
    generate(tmp_path / "many", source, count=6, seed=2)
    generate(tmp_path / "one", source, count=1, seed=5)
    one, again = ((tmp_path / name / "tile_5.tif").read_bytes() for name in ("one", "many"))
    assert one == again
    assert one != (tmp_path / "many" / "tile_4.tif").read_bytes()


def test_an_old_folder_keeps_what_it_had_when_making_fails(maker, tmp_path):
    class Ends(Log):
        def progress(self, share: float) -> None:
            if share > 0.5:
                raise Cancelled

    generate(tmp_path / "tiles", maker(), count=2)
    before = {path.name: path.read_bytes() for path in (tmp_path / "tiles").iterdir()}
    with pytest.raises(Cancelled):
        generate(tmp_path / "tiles", maker("other"), Ends(), count=5)
    with pytest.raises(Cancelled):
        generate(tmp_path / "mosaic.tif", maker("other"), Ends(), count=5)
    assert before == {path.name: path.read_bytes() for path in (tmp_path / "tiles").iterdir()}
    assert [path.name for path in tmp_path.iterdir()] == ["tiles"]


def test_what_an_ended_process_left_is_removed(tmp_path):
    job = GenerateJob("mine", str(tmp_path / "tiles"))
    part = staged_path(tmp_path / "tiles", 77, "")
    part.mkdir()
    (part / "tile_0.tif").touch()
    remove_staged(job, 77)
    assert not list(tmp_path.iterdir())


def test_a_mosaic_lies_on_its_extent_with_its_tiles_as_polygons(maker, tmp_path):
    source = maker(classes=("field", "Wald"))
    extent = (500_000.0, 4_000_000.0, 500_500.0, 4_001_000.0)  # 50 x 50 pixels of 10 x 20 m: four tiles, cut
    found = generate(tmp_path / "m.tif", source, extent=extent, seed=3)
    raster = gdal.Open(str(tmp_path / "m.tif"))
    assert found["COUNT"] == 4
    assert raster.GetGeoTransform() == (500_000.0, 10.0, 0.0, 4_001_000.0, 0.0, -20.0)
    assert (raster.RasterXSize, raster.RasterYSize) == (50, 50)
    assert raster.GetSpatialRef().GetAuthorityCode(None) == "32611"
    assert raster.GetMetadataItem("RASTERGAN_SYNTHETIC") == "YES"
    generate(tmp_path / "tiles", source, count=4, seed=3)
    alone = [read(gdal.Open(str(tmp_path / "tiles" / f"tile_{seed}.tif"))) for seed in range(3, 7)]
    whole = read(raster)
    assert (whole[:, :32, :32] == alone[0]).all()
    assert (whole[:, 32:, 32:] == alone[3][:, :18, :18]).all()
    assert not (whole[:, :18, 32:] == alone[0][:, :18, :18]).all()
    labels = ogr.Open(found["LABELS"])
    polygons = labels.GetLayer(0)
    assert [(one["class"], one["seed"], one["file"]) for one in polygons] == [
        ("Wald", "3", "m.tif"),
        ("field", "4", "m.tif"),
        ("Wald", "5", "m.tif"),
        ("field", "6", "m.tif"),
    ]
    assert polygons.GetExtent() == (500_000.0, 500_500.0, 4_000_000.0, 4_001_000.0)


def test_one_class_at_will(maker, tmp_path):
    source = maker(classes=("field", "Wald"))
    generate(tmp_path / "wood", source, count=2, category="Wald")
    generate(tmp_path / "field", source, count=2, category="field")
    one, other = (read(gdal.Open(str(tmp_path / name / "tile_0.tif"))) for name in ("wood", "field"))
    assert gdal.Open(str(tmp_path / "wood" / "tile_0.tif")).GetMetadataItem("RASTERGAN_CLASS") == "Wald"
    assert (one != other).any()


@pytest.mark.parametrize("kinds", [0, 3])
def test_between_two_seeds_lie_tiles_that_lead_from_one_to_the_other(kinds, maker, tmp_path):
    source = maker(kinds=kinds)
    generate(tmp_path / "way", source, count=5, between=(3, 9))
    generate(tmp_path / "ends", source, count=7, seed=3)
    way = [read(gdal.Open(str(path))).astype(float) for path in sorted((tmp_path / "way").glob("*.tif"))]
    first, last = (read(gdal.Open(str(tmp_path / "ends" / f"tile_{seed}.tif"))) for seed in (3, 9))
    assert (way[0] == first).all()
    assert np.abs(way[-1] - last).max() <= 1
    far = [np.abs(one - first).mean() for one in way]
    assert far == sorted(far)
    middle = on_arc(torch.randn(5000), torch.randn(5000), 0.5)
    assert float(middle.norm()) == pytest.approx(5000**0.5, rel=0.05)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"size": 48}, "generator-size"),
        ({"architecture": "dcgan"}, "generator-size"),
        ({"architecture": "style"}, "generator-choice"),
        ({"adversary": "polite"}, "generator-choice"),
        ({"field": "cover"}, "generator-field-alone"),
        ({"minutes": 0.0}, "minutes"),
        ({"name": "a/b"}, "import-name"),
    ],
)
def test_jobs_that_make_no_sense(scene, fields, code):
    with pytest.raises(RasterGanError) as raised:
        trained(scene, **fields)
    assert raised.value.code == code
    assert str(raised.value)


LAND, WATER = ["land"] * 7, ["water"] * 7


@pytest.mark.parametrize(
    ("side", "kinds", "fields", "code"),
    [
        (100, None, {"size": 128}, "generator-raster-small"),
        (70, None, {}, "generator-tiles-few"),
        (160, [""] * 7, {}, "generator-tiles-few"),
        (160, [*LAND, *WATER], {"field": "colour"}, "generator-field"),
        (160, [*LAND, *LAND], {"field": "cover"}, "generator-one-class"),
        (160, [""] * 14, {"field": "cover"}, "generator-one-class"),
        (160, [*LAND, *WATER, "冰"], {"field": "cover"}, "generator-class-few"),
        (160, [], {}, "tiles-none"),
    ],
)
def test_nothing_to_learn_from(tmp_path, home, side, kinds, fields, code):
    raster = write(tmp_path / "some.tif", ground(side=side).astype("uint8"))
    with pytest.raises(RasterGanError) as raised:
        trained(raster, tiles="" if kinds is None else kinds_on(raster, kinds), **fields)
    assert raised.value.code == code
    assert str(raised.value)
    assert not list(home.glob("**/*.safetensors"))


def test_an_empty_raster_is_said(tmp_path, home):
    raster = write(tmp_path / "empty.tif", np.zeros((2, 160, 160), "uint8"), nodata=0)
    with pytest.raises(RasterGanError) as raised:
        trained(raster)
    assert raised.value.code == "generator-no-data"


def test_classes_in_any_alphabet_are_learned_and_the_nameless_left_out(scene, home, short, tmp_path):
    log = Log()
    found = trained(scene, log, tiles=kinds_on(scene, ["林", "水", "", *["林"] * 5, *["水"] * 4]), field="cover")
    assert model_card.read(Path(found["MODEL"])).classes == ["林", "水"]
    assert dict(log.notes)["generator-classes"] == {"names": "林 (6), 水 (5)", "unnamed": 1}
    assert found["TILES"] == 11
    generate(tmp_path / "woods", found["MODEL"], count=2, category="林")


def test_each_class_is_shown_as_often_as_the_others():
    tiles = [np.full((1, 32, 32), float(kind == 0), np.float32) for kind in (0, *[1] * 20)]
    batch, classes = RealTiles(tiles, [0, *[1] * 20], 2, 32).batch(3, 400)
    assert 150 < float(classes[:, 0].sum()) < 250
    assert torch.equal(batch.mean((1, 2, 3)), classes[:, 0])


def of_three_kinds(rng: np.random.Generator) -> tuple[list[np.ndarray], list[int]]:
    """100 tiles: half of them dark and smooth, the others bright, and of these half rougher."""
    kinds = [0] * 50 + [1] * 25 + [2] * 25
    return [
        rng.normal(0.4 * (kind > 0), (0.05, 0.2, 0.4)[kind], (2, 40, 40)).astype(np.float32) for kind in kinds
    ], kinds


def test_kinds_of_ground_are_told_apart_and_made_as_often_as_they_occur():
    tiles, truth = of_three_kinds(np.random.default_rng(2))
    found = cluster_tiles(tiles, 32, 100)
    assert (found.classes, found.named) == (4, False)
    assert len(set(zip(found.class_labels, truth))) == 4, "no kind holds tiles of two sorts"
    batch, told = found.batch(1, 1000)
    assert torch.allclose(told.mean(0), found.shares, atol=0.06)
    dark = torch.tensor([truth[found.class_labels.index(kind)] == 0 for kind in range(4)])
    assert torch.equal(batch.mean((1, 2, 3)) < 0.2, told[:, dark].sum(1) > 0)
    assert cluster_tiles(tiles, 32, 49).classes == 0
    played = build_tile_gan("r3gan", found, "relativistic", torch.device("cpu"))
    assert torch.equal(played.ema.shares, found.shares)
    rows = torch.stack([latent_from_seed(seed, played.ema) for seed in range(1000)])
    assert torch.allclose(rows[:, -4:].mean(0), found.shares, atol=0.06)
    assert torch.equal(latent_from_seed(5, played.ema), rows[5])
    played.schedule = dataclasses.replace(played.schedule, batch=4)
    assert np.isfinite(played.step())


def test_tiles_all_alike_are_of_some_kind():
    assert cluster_tiles([np.zeros((1, 32, 32), np.float32)] * 60, 32, 60).classes == 2


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"count": 0}, "generate-count"),
        ({"seed": -1}, "generate-seed"),
        ({"between": (3,)}, "generate-between"),
        ({"between": (1, 2, 3), "count": 2}, "generate-between"),
        ({"category": "ice"}, "generate-no-classes"),
        ({"extent": (0.0, 0.0, 9.0, 9.0), "output": "tiles"}, "generate-extent"),
        ({"extent": (0.0, 0.0, 0.0, 9.0)}, "generate-extent-empty"),
        ({"extent": (0.0, 0.0, 1e9, 1e9)}, "generate-extent-empty"),
        ({"extent": (0.0, 0.0, 900.0, 900.0), "crs": "EPSG:4326"}, "generate-crs"),
        ({"extent": (0.0, 0.0, 900.0, 900.0), "crs": "nowhere"}, "generate-crs"),
    ],
)
def test_what_can_not_be_generated(maker, tmp_path, fields, code):
    output = fields.pop("output", "out.tif")
    with pytest.raises(RasterGanError) as raised:
        generate(tmp_path / output, maker(), **fields)
    assert raised.value.code == code
    assert str(raised.value)
    assert not list(tmp_path.iterdir())


def test_an_unknown_class_is_said_with_those_that_there_are(maker, tmp_path):
    with pytest.raises(RasterGanError, match=r"field, Wald.*ice"):
        generate(tmp_path / "tiles", maker(classes=("field", "Wald")), category="ice")


def test_a_model_of_another_task_makes_no_tiles(models, tmp_path):
    with pytest.raises(RasterGanError) as raised:
        generate(tmp_path / "tiles", "rough-x2", models=(models,))
    assert raised.value.code == "model-task"


@pytest.mark.parametrize(
    "facts",
    [
        {"dtype": "complex64"},
        {"pixel": [0.0, 1.0]},
        {"pixel": [1.0]},
        {"crs": None},
        {"nodata": "none"},
        {"roles": ["Red"]},
        {"more": 1},
    ],
)
def test_a_card_that_describes_no_raster_is_refused(maker, facts, tmp_path):
    with pytest.raises(RasterGanError) as raised:
        generate(tmp_path / "tiles", maker(**facts))
    assert raised.value.code == "model-broken"


@pytest.mark.parametrize(
    "change",
    [
        {"normalization": {"scheme": "bands", "scale": [1.0], "offset": [0.0, 0.0]}},
        {"normalization": {"scheme": "bands", "scale": [1.0, -1.0], "offset": [0.0, 0.0]}},
        {"normalization": {"scheme": "bands", "scale": 1.0, "offset": [0.0, 0.0]}},
        {"raster": {}},
        {"classes": ["one", "two"]},
        {"normalization": {"scheme": "auto"}},
    ],
)
def test_a_card_that_contradicts_itself_is_refused(maker, change, tmp_path):
    good = model.load(maker())
    path = tmp_path / "bad.safetensors"
    model.save(path, dataclasses.replace(good.card, **change), {"l1": good.network.state_dict()})
    with pytest.raises(RasterGanError) as raised:
        generate(tmp_path / "tiles", path)
    assert raised.value.code == "model-broken"


def test_values_stay_in_their_type_and_off_nodata():
    wild = np.array([-40.0, 3.4, 7.2, 300.0])
    assert stored(wild, Storage(np.dtype("uint8"), 7.0)).tolist() == [0, 3, 8, 255]
    assert stored(wild, Storage(np.dtype("uint8"), 255.0)).tolist() == [0, 3, 7, 254]
    assert 7.2 != stored(wild, Storage(np.dtype("float64"), 7.2))[2] == pytest.approx(7.2)


def test_the_classic_networks_are_the_classic_ones():
    generator = build("dcgan", {"bands": 3, "classes": 0}).requires_grad_(False)
    dense = [100, 128, 1024, 1024, 1024, 8192]
    weights = sum((n + 1) * m for n, m in zip(dense, dense[1:]))
    channels = [512, 512, 256, 128, 64, 3]
    weights += sum((16 * n + 1) * m for n, m in zip(channels, channels[1:]))
    assert sum(weight.numel() for weight in generator.parameters()) == weights
    made = generator(torch.randn(2, 100))
    assert made.shape == (2, 3, 64, 64)
    assert float(made.abs().max()) <= 1
    image = torch.zeros(1, 512, 4, 4)
    image[..., 0, 0] = 1
    grown = torch.nn.functional.conv_transpose2d(image, generator.first.weight)  # 7 x 7, all of it
    kept = generator.first(image)[:, :, :4, :4] - generator.first.bias[:, None, None]
    assert torch.allclose(kept, grown[:, :, 1:5, 1:5], atol=1e-6)


@pytest.mark.parametrize("architecture", ["r3gan", "dcgan"])
def test_every_game_moves_both_sides_and_knows_classes(architecture):
    image = (ground(2, 200) / 127 - 1).astype(np.float32)
    tiles = [image[:, row : row + 64, row : row + 64] for row in range(0, 130, 10)]
    played = build_tile_gan(
        architecture, RealTiles(tiles, [row % 2 for row in range(13)], 2, 64), "minimax", torch.device("cpu")
    )
    played.schedule = dataclasses.replace(played.schedule, batch=4)
    before = [weight.clone() for weight in (*played.network.parameters(), *played.discriminator.network.parameters())]
    losses = [played.step() for _ in range(2)]
    after = [*played.network.parameters(), *played.discriminator.network.parameters()]
    assert np.isfinite(losses).all()
    assert played.alarms == []
    assert sum(not torch.equal(one, other) for one, other in zip(before, after)) > 0.8 * len(before)
    assert not torch.equal(*(make_images(played.ema, [1], [kind], 2) for kind in (0, 1)))


def match(adversary: str = "relativistic", seed: int = 1) -> TileGanModule:
    """A young game on small tiles that all differ."""
    image = (ground(2, 200, seed) / 127 - 1).astype(np.float32)
    tiles = [
        image[:, row : row + 48, column : column + 48] for row in range(0, 150, 25) for column in range(0, 150, 25)
    ]
    played = build_tile_gan("r3gan", RealTiles(tiles, [], 0, 32), adversary, torch.device("cpu"))
    played.schedule = dataclasses.replace(played.schedule, batch=8)
    return played


@pytest.fixture
def early(monkeypatch) -> None:
    """The sign of a collapse is watched from the start."""
    signs = {code: dataclasses.replace(sign, since=0) for code, sign in SIGNS.items()}
    monkeypatch.setattr(tile_gan, "SIGNS", signs)


@pytest.mark.parametrize("fault", ["collapse", "discriminator-won", "not-finite"])
def test_an_alarm_comes_within_fifty_steps_and_is_acted_upon(fault, early, monkeypatch):
    played = match()
    for _ in range(10):
        played.step()
    assert played.alarms == []
    gamma, augment = played.discriminator.gamma, played.discriminator.augment
    good, good_discriminator = copy.deepcopy(played.good), copy.deepcopy(played.good_discriminator)
    if fault == "discriminator-won":
        update = played.discriminator.update

        def winning(result, step):
            update(result, step)
            played.discriminator.margin = 30.0

        monkeypatch.setattr(played.discriminator, "update", winning)
    else:
        told, factor = played.forward, float("nan") if fault == "not-finite" else 1.0

        def alike():
            made = told()
            return made._replace(image=made.image[:1].expand_as(made.image) * factor)

        monkeypatch.setattr(played, "forward", alike)
    while not played.alarms and played.done < 60:
        played.step()
    assert [alarm.code for alarm in played.alarms] == [fault]
    assert note_text(f"alarm-{fault}", {"step": 1})
    if fault == "not-finite":
        assert played.lr_penalty == 0.5
    else:
        assert played.discriminator.gamma == 2 * gamma
        assert played.discriminator.augment > augment
    if fault != "discriminator-won":
        assert all(torch.equal(value, good[name]) for name, value in played.network.state_dict().items())
        assert all(
            torch.equal(value, good_discriminator[name])
            for name, value in played.discriminator.network.state_dict().items()
        )


@pytest.mark.parametrize("adversary", ["relativistic", "classic"])
def test_no_alarm_on_a_healthy_game(adversary, early):
    played = match(adversary)
    for _ in range(80):
        played.step()
    assert played.alarms == []


def test_a_game_goes_on_where_it_was(tmp_path):
    whole, first, second = match(), match(), match()
    for played in (first, second):
        played.low_precision = played.discriminator.low_precision = whole.low_precision
    losses = [whole.step() for _ in range(6)]
    for _ in range(3):
        first.step()
    first.save(tmp_path / "game.safetensors")
    second.resume(tmp_path / "game.safetensors")
    assert [second.step() for _ in range(3)] == losses[3:]


class Cancels(Log):
    def __init__(self, code: str) -> None:
        super().__init__()
        self.code = code

    def check(self) -> None:
        if any(code == self.code for code, _ in self.notes):
            raise Cancelled


def test_a_training_goes_on_where_it_was_broken_off(scene, home, short, monkeypatch):
    monkeypatch.setattr("gan_core.training.tile_gan.TileGanModule.evaluate_every", 2)
    with pytest.raises(Cancelled):
        trained(scene, Cancels("generator-look"), name="mine")
    log = Log()
    found = trained(scene, log, name="mine")
    assert dict(log.notes)["resumed"]["step"] == 2
    assert found["STEPS"] == 6
    assert not list((home / "trainings").glob("*/*.safetensors"))


def test_spread_and_neighbours():
    rows = torch.tensor([[0.0, 0.0], [3.0, 4.0], [3.0, 4.5]])
    assert float(spread(rows)) == pytest.approx((5 + 0.5 + 29.25**0.5) / 3)
    assert nearest_other(rows).tolist() == [5.0, 0.5, 0.5]
    distances, places = nearest(torch.tensor([[3.0, 5.0]]), rows)
    assert (float(distances), int(places)) == (0.5, 2)


def test_copies_and_sameness_and_strangers_are_told(tmp_path, home):
    def cut(seed: int) -> torch.Tensor:
        raster = write(tmp_path / f"{seed}.tif", ground(2, 400, seed).astype("uint8"), transform=TRANSFORM)
        return read_generator_tiles(TrainGeneratorJob(str(raster), size=32), Log()).validation

    real, same = cut(1), cut(2)
    known = Fingerprint.of(real)
    honest = compare(same, real, known)
    assert honest.copies <= 0.05 * len(same)
    assert honest.diversity == pytest.approx(1, abs=0.1)
    assert honest.kid < 0.1
    copied = compare(real[:20], real, known)
    assert (copied.copies, copied.nearest) == (20, pytest.approx(0, abs=1e-3))
    assert copied.nearest_indexes.tolist() == list(range(20))
    assert compare(same[:1].expand(20, -1, -1, -1), real, known).diversity < 0.01
    assert compare(torch.rand_like(same) * 2 - 1, real, known).kid > 10 * max(honest.kid, honest.floor, 0.01)


@pytest.mark.parametrize(
    "change", [lambda tile: tile.rot90(1, (1, 2)), lambda tile: tile.flip(2), lambda tile: 0.5 * tile]
)
def test_a_turned_mirrored_or_darker_copy_is_one(change):
    rng = torch.Generator().manual_seed(3)
    real = torch.nn.functional.interpolate(torch.randn(60, 2, 8, 8, generator=rng), scale_factor=4.0, mode="bilinear")
    nearness, which = Fingerprint.of(real).nearness(torch.stack([change(tile) for tile in real[:5]]))
    assert (nearness < 0.2).all()
    assert which.tolist() == [0, 1, 2, 3, 4]


def test_an_image_that_is_a_copy_is_made_again_from_its_seed(maker, tmp_path):
    path = maker()
    loaded = model.load(path)
    rows = torch.stack([latent_from_seed(seed, loaded.network) for seed in range(1000, 1040)])
    copied = make_images(loaded.network, [3], [], 0)
    known = Fingerprint.of(torch.cat((images_from(loaded.network, rows), copied)))
    card, path = dataclasses.replace(loaded.card, id="knowing"), path.with_name("knowing.safetensors")
    model.save(path, card, {"l1": loaded.network.state_dict()}, known.tensors())
    for name, source in (("old", path.with_name("maker.safetensors")), ("new", path), ("anew", path)):
        generate(tmp_path / name, source, count=3, seed=2)
    old, new, anew = (
        [read(gdal.Open(str(tmp_path / name / f"tile_{n}.tif"))) for n in (2, 3, 4)] for name in ("old", "new", "anew")
    )
    assert not np.array_equal(old[1], new[1])
    assert all(np.array_equal(*pair) for pair in zip(new, anew))


def test_a_generator_does_not_see_its_edge():
    """Even ground stays even up to the edge; with zeros beyond it, tiles side by side are framed by lines."""
    torch.manual_seed(0)
    network = build("r3gan", {"bands": 2, "classes": 0, "kinds": 0, "noise": 4, "size": 32, "features": 8})
    block = network.blocks[0]
    torch.nn.init.normal_(block.last.weight)
    for piece, width in ((block, block.last.out_channels), (network.last, network.last.in_channels)):
        made = piece(torch.rand(1, width, 1, 1).expand(-1, -1, 8, 8))
        torch.testing.assert_close(made, made[:, :, 4:5, 4:5].expand_as(made))
