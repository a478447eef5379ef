"""Land cover: from labels to a map, and what is said where that can't be."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest
import torch
from makers import TRANSFORM, Log, write
from osgeo import gdal, ogr, osr

from gan_core import tasks
from gan_core.api import jobs, model_card
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.classification import ClassifyJob, TrainClassifierJob
from gan_core.commandline import main
from gan_core.datasets.class_colors import colours_of
from gan_core.datasets.labeled_pixels import codes_of, folds, in_order
from gan_core.inference import model
from gan_core.metrics.confusion import accuracy, confusion
from gan_core.networks import build
from gan_core.networks.landcover import HALO, calmed
from gan_core.raster.synthetic import CLASS
from gan_core.training import fixmatch, semi_gan
from gan_core.training.cross_validation import CrossValidationResult, cross_validate, fitted, preferred
from gan_core.training.next_samples import most_helpful
from gan_core.training.pixel_samples import TRUSTS, PixelSamples

WATER, FOREST, TOWN = "вода", "森林", "a town, <b>"
HEIGHT, WIDTH = 150, 210
MEANS = {WATER: (20, 30, 15), FOREST: (40, 70, 90), TOWN: (90, 80, 70)}


def truth() -> np.ndarray:
    """(H, W) 0 to 2, in patches of 30 pixels."""
    rows, columns = np.mgrid[:HEIGHT, :WIDTH] // 30
    return (rows + 2 * columns) % 3


def scene(path: Path, **options) -> Path:
    rng = np.random.default_rng(0)
    means = np.array(list(MEANS.values()), np.float32)[truth()].transpose(2, 0, 1)
    return write(path, (means + rng.normal(0, 6, means.shape)).clip(1, 255).astype(np.uint8), **options)


def pixel(row: float, column: float) -> tuple[float, float]:
    x, dx, _, y, _, dy = TRANSFORM
    return x + (column + 0.5) * dx, y + (row + 0.5) * dy


def write_labels(path: Path, rows, epsg: int = 32611, kind: int = ogr.OFTString, field: str = "kind") -> Path:
    """rows: ((row, column) of the raster or a WKT, value), in the raster's CRS; written in another if asked."""
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    here, there = osr.SpatialReference(), osr.SpatialReference()
    here.ImportFromEPSG(32611)
    there.ImportFromEPSG(epsg)
    for one in (here, there):
        one.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    layer = dataset.CreateLayer("labels", there)
    layer.CreateField(ogr.FieldDefn(field, kind))
    layer.CreateField(ogr.FieldDefn("weight", ogr.OFTReal))
    for place, value in rows:
        shape = ogr.CreateGeometryFromWkt(place if isinstance(place, str) else "POINT ({} {})".format(*pixel(*place)))
        shape.Transform(osr.CoordinateTransformation(here, there))
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(shape)
        if value is not None:
            feature.SetField(field, value)
        layer.CreateFeature(feature)
    return path


def some(count: int = 8, names=tuple(MEANS)) -> list:
    rng = np.random.default_rng(1)
    rows = []
    for number, name in enumerate(names):
        places = np.argwhere(truth() == number)
        rows += [(tuple(map(int, place)), name) for place in places[rng.permutation(len(places))[:count]]]
    return rows


@pytest.fixture(scope="module")
def shared(tmp_path_factory) -> Path:
    """A folder with scene.tif, labels.gpkg and the classifier cover.safetensors."""
    folder = tmp_path_factory.mktemp("cover")
    scene(folder / "scene.tif", nodata=0)
    write_labels(folder / "labels.gpkg", some())
    train(folder, report=str(folder / "report.html"), colours=(f"{FOREST}=#00ff00",))
    return folder


def train(here: Path, labels: str = "labels.gpkg", log: Log | None = None, **fields) -> dict:
    options = {"input": str(here / "scene.tif"), "name": "cover", "learner": "probe", "folder": str(here)}
    job = TrainClassifierJob(labels=str(here / labels), **{"field": "kind", **options, **fields})
    return tasks.run(job, log or Log())


def classify(folder: Path, output: Path, **fields) -> tuple[gdal.Dataset, dict]:
    options = {"input": str(folder / "scene.tif"), "model": "cover", "models": (str(folder),)}
    results = tasks.run(ClassifyJob(output=str(output), **{**options, **fields}), Log())
    return gdal.Open(str(output)), results


def code(error: pytest.ExceptionInfo) -> str:
    assert str(error.value)  # its sentence can be filled
    return error.value.code


def test_a_map_with_names_colours_and_confidence(shared, tmp_path):
    dataset, results = classify(shared, tmp_path / "map.tif", confidence=str(tmp_path / "sure.tif"))
    band = dataset.GetRasterBand(1)
    source = gdal.Open(str(shared / "scene.tif"))
    assert (dataset.RasterCount, band.DataType, band.GetNoDataValue()) == (1, gdal.GDT_Byte, 0)
    assert dataset.GetGeoTransform() == source.GetGeoTransform()
    assert dataset.GetSpatialRef().IsSame(source.GetSpatialRef())
    assert band.GetCategoryNames() == ["", TOWN, WATER, FOREST]  # by the alphabet
    assert band.GetColorTable().GetColorEntry(3) == (0, 255, 0, 255)
    table = band.GetDefaultRAT()
    assert [table.GetValueAsString(row, 1) for row in range(3)] == [TOWN, WATER, FOREST]
    found = band.ReadAsArray()
    expected = np.array([2, 3, 1])[truth()]
    assert (found == expected).mean() > 0.97
    sure = gdal.Open(str(tmp_path / "sure.tif"))
    assert sure.GetRasterBand(1).GetNoDataValue() == 255
    percent = sure.ReadAsArray()
    assert percent[found == expected].mean() > percent[found != expected].mean()
    assert [row["class"] for row in results["CLASSES"]] == [TOWN, WATER, FOREST]
    assert sum(row["pixels"] for row in results["CLASSES"]) == HEIGHT * WIDTH
    assert results["CLASSIFIED"] == 1
    assert dataset.GetMetadataItem("RASTERGAN_VERB") == "classify"


def test_the_report_and_the_card(shared):
    page = (shared / "report.html").read_text("utf-8")
    assert "a town, &lt;b&gt;" in page
    assert "<b>," not in page
    assert WATER in page
    assert "data:image/png" in page
    card = model_card.read(shared / "cover.safetensors")
    assert (card.task, card.classes, card.codes) == ("classify", [TOWN, WATER, FOREST], ["1", "2", "3"])
    assert card.colours[2] == "#00ff00"
    assert card.metrics["overall accuracy"] > 0.9


def test_tiles_give_the_bits_of_the_whole(shared, tmp_path):
    whole, _ = classify(shared, tmp_path / "whole.tif", confidence=str(tmp_path / "whole-sure.tif"))
    tiled, _ = classify(shared, tmp_path / "tiled.tif", confidence=str(tmp_path / "tiled-sure.tif"), tile_size=64)
    assert (whole.ReadAsArray() == tiled.ReadAsArray()).all()
    sures = [gdal.Open(str(tmp_path / f"{name}-sure.tif")).ReadAsArray() for name in ("whole", "tiled")]
    assert (sures[0] == sures[1]).all()


def test_a_part_is_the_same_as_in_the_whole(shared, tmp_path):
    whole, _ = classify(shared, tmp_path / "whole.tif")
    (left, bottom), (right, top) = pixel(99.5, 29.5), pixel(39.5, 119.5)
    part, _ = classify(shared, tmp_path / "part.tif", extent=(left, bottom, right, top))
    assert (part.ReadAsArray() == whole.ReadAsArray()[40:100, 30:120]).all()


def test_nodata_stays_and_the_unsure_are_left_out(shared, tmp_path):
    values = gdal.Open(str(shared / "scene.tif")).ReadAsArray()
    values[1, 50:60, 70:90] = 0
    write(tmp_path / "holes.tif", values, nodata=0)
    hole, _ = classify(
        shared, tmp_path / "a.tif", input=str(tmp_path / "holes.tif"), confidence=str(tmp_path / "c.tif")
    )
    assert (hole.ReadAsArray()[50:60, 70:90] == 0).all()
    assert (gdal.Open(str(tmp_path / "c.tif")).ReadAsArray()[50:60, 70:90] == 255).all()
    assert (hole.ReadAsArray() == 0).sum() == 200
    strict, results = classify(shared, tmp_path / "b.tif", minimum=99.0)
    unsure = strict.ReadAsArray() == 0
    assert 0 < unsure.sum() < unsure.size
    assert results["CLASSIFIED"] == pytest.approx(1 - unsure.mean())


def test_another_crs_names_the_same_pixels(shared, tmp_path):
    write_labels(tmp_path / "degrees.gpkg", some(), epsg=4326)
    train(shared, labels=str(tmp_path / "degrees.gpkg"), folder=str(tmp_path))
    made = [model_card.read(folder / "cover.safetensors") for folder in (shared, tmp_path)]
    assert made[0].training["labels"] == made[1].training["labels"]
    assert made[0].tensors_sha256 == made[1].tensors_sha256


def test_numbers_are_kept_as_values_and_polygons_name_their_pixels(shared, tmp_path):
    squares = []
    for row, column in ((5, 5), (5, 65), (65, 5), (35, 35), (5, 35), (95, 95), (35, 95), (125, 35)):
        (left, top), (right, bottom) = pixel(row - 0.4, column - 0.4), pixel(row + 3.4, column + 3.4)
        wkt = f"POLYGON (({left} {top}, {right} {top}, {right} {bottom}, {left} {bottom}, {left} {top}))"
        squares.append((wkt, (7, 40, 200)[truth()[row, column]]))
    write_labels(tmp_path / "squares.gpkg", squares, kind=ogr.OFTInteger)
    log = Log()
    results = train(shared, labels=str(tmp_path / "squares.gpkg"), folder=str(tmp_path), field="", log=log)
    assert results["LABELLED"] == len(squares) * 16
    made, _ = classify(shared, tmp_path / "map.tif", models=(str(tmp_path),))
    assert set(np.unique(made.ReadAsArray())) == {7, 40, 200}
    assert (made.ReadAsArray() == np.array([7, 40, 200])[truth()]).mean() > 0.88  # no label lies at a border


@pytest.mark.parametrize("learner", ["sgan", "match"])
def test_the_other_learners_learn(shared, tmp_path, monkeypatch, learner):
    for module in (semi_gan, fixmatch):
        monkeypatch.setattr(module, "STEPS", 150)
    results = train(shared, folder=str(tmp_path), learner=learner)
    assert results["LEARNER"] == learner
    assert results["OVERALL_ACCURACY"] > 0.9
    made, _ = classify(shared, tmp_path / "map.tif", models=(str(tmp_path),))
    assert (made.ReadAsArray() == np.array([2, 3, 1])[truth()]).mean() > 0.95


def test_auto_compares_the_linear_method_and_fixmatch(shared, tmp_path, monkeypatch):
    for module in (semi_gan, fixmatch):
        monkeypatch.setattr(module, "STEPS", 20)
    log = Log()
    assert train(shared, folder=str(tmp_path), learner="auto", log=log)["LEARNER"] == "probe"
    assert {values["learner"] for name, values in log.notes if name == "learner"} == {"probe", "match"}


def test_where_to_label_next(shared, tmp_path):
    """Twenty points on valid pixels that nobody labeled, unsure ones, no two beside each other."""
    path = tmp_path / "next.gpkg"
    results = train(shared, folder=str(tmp_path), learner="probe", label_next=str(path))
    assert results["LABEL_NEXT"] == str(path)
    dataset = ogr.Open(str(path))
    rows = [
        (feature["rank"], feature["class"], feature["second"], feature["confidence"], feature.geometry().GetPoint_2D())
        for feature in dataset.GetLayer(0)
    ]
    assert [row[0] for row in rows] == list(range(1, 21))
    assert all(first != second for _, first, second, _, _ in rows)
    raster = gdal.Open(str(shared / "scene.tif"))
    inverse = gdal.InvGeoTransform(raster.GetGeoTransform())
    places = np.floor([gdal.ApplyGeoTransform(inverse, *row[4]) for row in rows])
    apart = np.abs(places[:, None] - places[None]).max(2) + 100 * np.eye(len(places))
    assert apart.min() >= 2
    confidence = tmp_path / "confidence.tif"
    classify(shared, tmp_path / "map.tif", models=(str(tmp_path),), confidence=str(confidence))
    everywhere = gdal.Open(str(confidence)).ReadAsArray()
    assert np.mean([row[3] for row in rows]) < everywhere.mean() - 10


def test_the_most_helpful_pixels_are_unsure_spread_and_unlike():
    probabilities = torch.full((100, 2), 0.5)
    probabilities[10:] = torch.tensor([0.99, 0.01])
    places, features = torch.zeros(100, 2), 10 * torch.eye(100)
    places[:10, 0] = torch.tensor([0.0, 1, 2, 3, 4, 5, 6, 7, 50, 100])
    chosen = most_helpful(probabilities, features, places, torch.tensor([[100.0, 0.0]]), 3)
    assert chosen[0] == 0, "the least sure; of equals the first"
    assert chosen[1] == 8, "100 is labeled already"
    assert set(chosen) <= set(range(10))
    features[8] = features[0]
    assert 8 not in most_helpful(probabilities, features, places, torch.tensor([[100.0, 0.0]]), 3), "alike"


def synthetic(folder: Path, names: dict[str, str], noise: float = 6, bands: int = 3, count: int = 12) -> str:
    """Tiles that look like the classes named first and are said to be of those named second."""
    rng = np.random.default_rng(7)
    folder.mkdir()
    for look, name in names.items():
        for number in range(count):
            image = np.array(MEANS[look], np.float32)[:bands, None, None] + rng.normal(0, noise, (bands, 32, 32))
            path = write(folder / f"{list(MEANS).index(look)}-{number}.tif", image.clip(1, 255).astype(np.uint8))
            gdal.Open(str(path), gdal.GA_Update).SetMetadataItem(CLASS, name)
    return str(folder)


def test_synthetic_tiles_are_learned_from_where_they_help(shared, tmp_path):
    rng = np.random.default_rng(3)
    means = np.array(list(MEANS.values()), np.float32)[truth()].transpose(2, 0, 1)
    write(tmp_path / "scene.tif", (means + rng.normal(0, 45, means.shape)).clip(1, 255).astype(np.uint8))
    write_labels(tmp_path / "labels.gpkg", some(5))
    tiles, log = synthetic(tmp_path / "tiles", {name: name for name in MEANS}, noise=45, count=60), Log()
    plain = train(tmp_path, name="plain")
    results = train(tmp_path, synthetic=tiles, log=log, report=str(tmp_path / "report.html"))
    ((_, said),) = [note for note in log.notes if note[0] == "synthetic-kept"]
    assert said["tiles"] == 180
    assert results["SYNTHETIC_GAIN"] == pytest.approx(said["with_them"] - said["without"])
    assert results["LABELLED"] == plain["LABELLED"] == 15
    assert "180 synthetic tiles" in (tmp_path / "report.html").read_text("utf-8")
    assert model.load(Path(results["MODEL"])).card.training["synthetic tiles"] == 180
    maps = [classify(tmp_path, tmp_path / f"{name}.tif", model=name)[0].ReadAsArray() for name in ("plain", "cover")]
    assert (maps[0] != maps[1]).any()


def test_synthetic_tiles_that_mislead_are_left_out(shared, tmp_path):
    log = Log()
    tiles = synthetic(tmp_path / "tiles", {WATER: FOREST, FOREST: TOWN, TOWN: WATER})
    results = train(shared, folder=str(tmp_path), synthetic=tiles, log=log, report=str(tmp_path / "report.html"))
    assert results["SYNTHETIC_GAIN"] < 0
    assert "synthetic-left" in [name for name, _ in log.notes]
    assert "did not learn from them" in (tmp_path / "report.html").read_text("utf-8")
    made, _ = classify(shared, tmp_path / "map.tif", models=(str(tmp_path),))
    plain, _ = classify(shared, tmp_path / "plain.tif")
    assert (made.ReadAsArray() == plain.ReadAsArray()).all()


def test_synthetic_tiles_of_other_classes_or_bands(shared, tmp_path):
    with pytest.raises(RasterGanError) as error:
        train(shared, folder=str(tmp_path), synthetic=synthetic(tmp_path / "others", {WATER: "lake"}))
    assert code(error) == "synthetic-none"
    with pytest.raises(RasterGanError) as error:
        train(shared, folder=str(tmp_path), synthetic=synthetic(tmp_path / "two", {WATER: WATER}, bands=2))
    assert code(error) == "synthetic-bands"


FAULTS = {
    "labels-one-class": (some(names=(WATER,)), {}),
    "labels-single": ([*some(), ((3, 3), "alone")], {}),
    "labels-outside": ([((-50, 3), WATER), ((3, 9000), FOREST)], {}),
    "labels-none": ([((3, 3), None)], {}),
    "labels-none ": ([((3, 3), WATER), ((3, 3), FOREST)], {}),
    "labels-field": (some(), {"field": "nope"}),
    "labels-field-type": (some(), {"field": "weight"}),
    "labels-shape": ([("LINESTRING (440800 3751000, 440900 3750900)", WATER)], {}),
    "colours": (some(), {"colours": ("blue",)}),
    "bands-unknown": (some(), {"bands": (1, 9)}),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_can_not_be_learned_from_is_said(shared, tmp_path, fault):
    rows, fields = FAULTS[fault]
    write_labels(tmp_path / "bad.gpkg", rows)
    with pytest.raises(RasterGanError) as error:
        train(shared, labels=str(tmp_path / "bad.gpkg"), folder=str(tmp_path), **fields)
    assert code(error) == fault.strip()
    assert not list(tmp_path.glob("*.safetensors"))


def test_labels_on_nodata_and_a_file_that_is_none(shared, tmp_path):
    values = gdal.Open(str(shared / "scene.tif")).ReadAsArray()
    values[:, :, :100] = 0
    write(tmp_path / "scene.tif", values, nodata=0)
    rows = [(place, name) for place, name in some(60) if place[1] < 100]
    write_labels(tmp_path / "labels.gpkg", rows)
    with pytest.raises(RasterGanError) as error:
        train(tmp_path)
    assert code(error) == "labels-nodata"
    with pytest.raises(RasterGanError) as error:
        train(shared, labels=str(shared / "scene.tif"), folder=str(tmp_path))
    assert code(error) == "labels-unreadable"


def test_doubtful_labels_are_left_out_and_counted(shared, tmp_path):
    rows = some()
    twice = [(rows[0][0], FOREST), ((-9, 4), WATER), ((4, 4), None)]
    write_labels(tmp_path / "labels.gpkg", rows + twice)
    log = Log()
    results = train(shared, labels=str(tmp_path / "labels.gpkg"), folder=str(tmp_path), log=log)
    assert results["LABELLED"] == len(rows) - 1
    assert dict(log.notes)["labels-left-out"] == {"outside": 1, "nodata": 0, "twice": 1, "unnamed": 1}


def test_a_model_of_other_bands_or_for_another_task(shared, tmp_path, models):
    two = gdal.Translate(str(tmp_path / "two.tif"), gdal.Open(str(shared / "scene.tif")), bandList=[1, 2])
    two = None  # noqa: F841 - closed
    with pytest.raises(RasterGanError) as error:
        classify(shared, tmp_path / "map.tif", input=str(tmp_path / "two.tif"))
    assert code(error) == "classifier-bands"
    with pytest.raises(RasterGanError) as error:
        classify(shared, tmp_path / "map.tif", model="rough-x2", models=(models,))
    assert code(error) == "model-task"
    with pytest.raises(RasterGanError) as error:
        classify(shared, tmp_path / "map.tif", model="", models=())
    assert code(error) == "classifier-missing"
    assert classify(shared, tmp_path / "map.tif", model="")[1]["CLASSIFIED"] == 1
    assert not list(tmp_path.glob(".*"))


def test_bands_are_found_by_their_names(shared, tmp_path):
    source = gdal.Open(str(shared / "scene.tif"))
    for names, order in ((("Red", "Green", "NIR"), (1, 2, 3)), (("NIR", "Red", "Green", "Extra"), (3, 1, 2, 1))):
        made = gdal.Translate(str(tmp_path / f"{len(names)}.tif"), source, bandList=list(order))
        for number, name in enumerate(names, 1):
            made.GetRasterBand(number).SetDescription(name)
        made = None
    train(shared, input=str(tmp_path / "3.tif"), folder=str(tmp_path))
    found = [
        classify(shared, tmp_path / f"map{n}.tif", input=str(tmp_path / f"{n}.tif"), models=(str(tmp_path),))[0]
        for n in (3, 4)
    ]
    assert (found[0].ReadAsArray() == found[1].ReadAsArray()).all()


def test_the_command_line(shared, tmp_path, capsys):
    options = ["--field", "kind", "--learner", "probe", "--name", "mine", "--folder", str(tmp_path), "--json"]
    assert main(["trainclassifier", str(shared / "scene.tif"), str(shared / "labels.gpkg"), *options]) == 0
    made = json.loads(capsys.readouterr().out)
    assert made["CLASSES"] == 3
    output = str(tmp_path / "map.tif")
    assert main(["classify", str(shared / "scene.tif"), output, "--model", made["MODEL"]]) == 0
    assert FOREST in capsys.readouterr().out
    assert gdal.Open(output) is not None


def test_blocks_keep_neighbours_and_shapes_together():
    truth_ = np.repeat([0, 1], 20)
    places = np.stack((np.tile(np.arange(20), 2), np.zeros(40, int)), 1)
    found = folds(truth_, places, np.arange(40))
    assert [len(set(found[truth_ == one])) for one in (0, 1)] == [4, 4]
    assert (np.diff(found[:20]) >= 0).all()
    shapes = np.repeat(np.arange(10), 4)
    found = folds(truth_, places, shapes)
    assert all(len(set(found[shapes == one])) == 1 for one in range(10))
    assert set(folds(np.array([0, 0, 1, 1, 1]), places[:5], np.arange(5))) == {0, 1}


def test_accuracy_by_hand():
    counts = confusion(np.array([0, 0, 0, 1, 1, 2]), np.array([0, 0, 1, 1, 1, 0]), 3)
    assert counts.tolist() == [[2, 1, 0], [0, 2, 0], [1, 0, 0]]
    found = accuracy(counts)
    assert found.overall == pytest.approx(4 / 6)
    chance = (3 * 3 + 2 * 3 + 1 * 0) / 36
    assert found.kappa == pytest.approx((4 / 6 - chance) / (1 - chance))
    assert found.precision[:2] == pytest.approx([2 / 3, 2 / 3])
    assert math.isnan(found.precision[2])
    assert found.recall.tolist() == pytest.approx([2 / 3, 1, 0])


def test_every_label_is_asked_of_a_learner_that_did_not_see_it():
    """Classes that have nothing to do with the features: learned by heart they are right, unseen half of them."""
    random = torch.Generator().manual_seed(0)
    features = torch.randn(80, 120, generator=random)
    classes, fold = torch.arange(80) % 2, torch.arange(80) // 2 % 4
    lesson = PixelSamples(features[:60], classes[:60], features, torch.zeros(120, dtype=torch.long), 2)
    for taught in (lesson, lesson.plus(features[60:], classes[60:])):
        found = cross_validate("probe", TRUSTS[0], taught, fold[:60], 60, torch.device("cpu"), lambda: None)
        assert found.answers.shape == (60, 2)
        assert 0.25 < found.accuracy < 0.75


def test_temperature_and_the_simplest_learner():
    torch.manual_seed(0)
    labels = torch.randint(3, (500,))
    logits = torch.nn.functional.one_hot(labels, 3) + 1.0 * torch.randn(500, 3)
    assert fitted(logits * 4, labels) == pytest.approx(4 * fitted(logits, labels), rel=0.01)

    def tried(losses):
        return CrossValidationResult("", TRUSTS[0], torch.zeros(1), 1.0, torch.tensor(losses), 0.0)

    first, little, much = tried([0.5, 0.6, 0.4]), tried([0.6, 0.3, 0.55]), tried([0.3, 0.35, 0.2])
    assert preferred([first, little]) is first
    assert preferred([first, little, much]) is much


def test_the_semi_supervised_loss_is_salimans():
    real, made = torch.randn(2, 7, 4).double()
    share = [logits.exp().sum(1) / (logits.exp().sum(1) + 1) for logits in (real, made)]
    expected = -(share[0].log().mean() + (1 - share[1]).log().mean()) / 2
    assert float(semi_gan.discriminator_loss(real, made)) == pytest.approx(float(expected))


def test_probabilities_are_calmed():
    logits = torch.randn(2, 3, 5, 6, dtype=torch.float64)
    calm = calmed(logits).exp()
    assert torch.allclose(calm.sum(1), torch.ones(2, 5, 6, dtype=torch.float64))
    near = logits.softmax(1)[:, :, 1:4, 2:5]
    weights = torch.tensor([1.0, 2, 1], dtype=torch.float64)
    assert torch.allclose(calm[:, :, 2, 3], (near * weights[:, None] * weights / 16).sum((2, 3)))
    sure = calmed(torch.tensor([-1e9, 0.0]).reshape(1, 2, 1, 1).expand(-1, -1, 4, 4))
    assert torch.equal(sure.softmax(1)[:, 1], torch.ones(1, 4, 4)), "no class at all is no reason for a NaN"


def test_nothing_beyond_the_halo_counts():
    network = build("landcover", {"bands": 2, "classes": 3, "hidden": 8}).double()
    image = torch.rand(1, 2, 2 * HALO + 5, 2 * HALO + 5, dtype=torch.float64)
    changed = [image.clone(), image.clone()]
    changed[0][0, 0, HALO + 2 - HALO, HALO + 2] = 9
    changed[1][0, 0, HALO + 2 - HALO - 1, HALO + 2] = 9
    middle = (0, slice(None), HALO + 2, HALO + 2)
    assert (network(changed[0])[middle] != network(image)[middle]).any()
    assert (network(changed[1])[middle] == network(image)[middle]).all()


@pytest.mark.parametrize(
    "wrong",
    [
        {"codes": ["1", "2"]},
        {"codes": ["1", "1", "2"]},
        {"codes": ["0", "1", "2"]},
        {"codes": ["1", "2", "256"]},
        {"normalization": {"scheme": "bands", "scale": [1, 1], "offset": [0, 0, 0]}},
        {"normalization": {"scheme": "bands", "scale": [1, 1, 0], "offset": [0, 0, 0]}},
        {"classes": ["a", "b"], "colours": [], "codes": []},
    ],
)
def test_a_card_that_can_not_be_is_refused(shared, tmp_path, wrong):
    import dataclasses

    from safetensors.torch import load_file, save_file

    path = shared / "cover.safetensors"
    card = dataclasses.replace(model_card.read(path), **wrong)
    save_file(load_file(path), tmp_path / "bad.safetensors", {model_card.KEY: card.to_json()})
    with pytest.raises(RasterGanError) as error:
        classify(shared, tmp_path / "map.tif", model=str(tmp_path / "bad.safetensors"))
    assert code(error) == "model-broken"


def test_a_class_has_the_colour_that_people_expect():
    found = colours_of(["Forest", "forest edge", "森林", "Open water"], {"森林": "#00ff00"})
    assert found[0] == "#1b6e3c"
    assert found[2:] == ["#00ff00", "#2b6cb0"]
    assert len(set(found)) == 4
    many = [f"class {number}" for number in range(60)]
    assert len(set(colours_of(many, {}))) == 20


def test_classes_in_order_and_their_values():
    assert in_order(np.array(["10", "9", "2"], object), True) == ["2", "9", "10"]
    assert codes_of(["2", "9", "10"], True) == ["2", "9", "10"]
    assert codes_of(["0", "9"], True) == codes_of(["b", "c"], False) == ["1", "2"]
    with pytest.raises(RasterGanError, match="MINIMUM"):
        ClassifyJob("a", "b", minimum=101)
    with pytest.raises(RasterGanError, match="LEARNER"):
        TrainClassifierJob("a", "b", learner="all")
    assert jobs.from_dict(jobs.to_dict(ClassifyJob("a", "b"))) == ClassifyJob("a", "b")


def test_minutes_hold_with_many_classes(monkeypatch):
    """On a clock of its own, which a look at all labels moves on by a second."""
    from gan_core.training import cross_validation, linear_probe, pixel_samples

    class Clock:
        now = 0.0

        def monotonic(self) -> float:
            return self.now

    clock, honest = Clock(), torch.nn.functional.cross_entropy

    def slow(*arguments, **options):
        clock.now += 1.0
        return honest(*arguments, **options)

    for module in (cross_validation, pixel_samples):
        monkeypatch.setattr(module, "time", clock)
    monkeypatch.setattr(linear_probe, "cross_entropy", slow)
    random = torch.Generator().manual_seed(0)
    classes, features = 200, 14
    truth = torch.arange(400) % classes
    known = 3 * torch.randn(classes, features, generator=random)[truth] + 0.1 * torch.randn(
        400, features, generator=random
    )
    lesson = PixelSamples(known, truth, known, torch.zeros(features, dtype=torch.int64), classes)
    seconds = 40.0
    kept = cross_validation.cross_validate_all(
        ("probe",), lesson, torch.arange(400) // 100, seconds, torch.device("cpu"), lambda: None
    )[0]
    assert clock.now <= seconds * cross_validation.PROBING + 8  # a look that has begun is ended
    assert kept.loss < math.log(classes), "what was learned until then is kept"
    before = clock.now
    linear_probe.linear_probe(lesson, TRUSTS[0], pixel_samples.Budget(before + 1e9))
    assert clock.now > before + seconds, "so many classes take longer than that"
