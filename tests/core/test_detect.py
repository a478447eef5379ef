"""Detectors: taught by a few marked objects, each object found once whatever the tiles, and a sentence for bad input."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from makers import Log, write
from osgeo import gdal, ogr, osr

from gan_core import tasks
from gan_core.api import jobs, library, model_card
from gan_core.api.errors import Cancelled, RasterGanError
from gan_core.api.jobs.detection import DetectJob, TrainDetectorJob
from gan_core.api.jobs.raster import UpscaleJob
from gan_core.api.model_card import ModelCard
from gan_core.datasets import marked_objects, pseudo_labels
from gan_core.evaluation import detector as judging
from gan_core.inference import detector, model
from gan_core.inference.boxes import SAME, box_iou, nms
from gan_core.inference.detector import peaks
from gan_core.metrics.detection import average_precision, best_score, curve, matched
from gan_core.networks import build
from gan_core.networks.centernet import STRIDES, alignment, halo
from gan_core.pipeline.tiled_detection import TileDetections
from gan_core.raster.grid import Grid
from gan_core.tasks import traindetector
from gan_core.training import checkpoint
from gan_core.training import detector as detecting
from gan_core.training.detection_crops import EMPTY, SILENT, UNKNOWN, turned
from gan_core.vector import objects

PIXEL = 2.0
TRANSFORM = (500000.0, PIXEL, 0.0, 4100000.0, 0.0, -PIXEL)
EPSG = 32633


def discs(path: Path, seed: int, side: int = 320, dtype: str = "uint8", bands: int = 3) -> tuple[Path, np.ndarray]:
    """Bright discs of 18 to 28 pixels on rough ground with dark squares; the raster and the discs' boxes in pixels."""
    rng = np.random.default_rng(seed)
    image = rng.normal(90, 18, (bands, side, side))
    rows, columns = np.mgrid[:side, :side] + 0.5
    boxes = []
    for row in range(32, side - 20, 52):
        for column in range(32, side - 20, 52):
            y, x = row + rng.uniform(-8, 8), column + rng.uniform(-8, 8)
            size = rng.uniform(18, 28)
            if rng.random() < 0.6:
                image[:, (rows - y) ** 2 + (columns - x) ** 2 < size**2 / 4] += 90
                boxes.append((x - size / 2, y - size / 2, x + size / 2, y + size / 2))
            else:
                image[:, (abs(rows - y) < size / 2) & (abs(columns - x) < size / 2)] -= 50
    scale = 1 if dtype == "uint8" else 40
    written = (image.clip(0, 255) * scale).astype(dtype)
    return write(path, written, epsg=EPSG, transform=TRANSFORM), np.array(boxes)


def layer(
    path: Path, shapes: list[str], names: list[str | None] | None = None, epsg: int = EPSG, field: str = "kind"
) -> Path:
    """Shapes as WKT in a GeoPackage, with their classes in a field."""
    path.unlink(missing_ok=True)
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(epsg)
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    dataset = gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
    made = dataset.CreateLayer("marks", reference, ogr.wkbUnknown)
    made.CreateField(ogr.FieldDefn(field, ogr.OFTString))
    for shape, name in zip(shapes, names or [None] * len(shapes)):
        feature = ogr.Feature(made.GetLayerDefn())
        feature.SetGeometry(ogr.CreateGeometryFromWkt(shape))
        if name is not None:
            feature.SetField(field, name)
        made.CreateFeature(feature)
    return path


def ground(column: float, row: float) -> tuple[float, float]:
    return TRANSFORM[0] + column * PIXEL, TRANSFORM[3] - row * PIXEL


def polygon(box) -> str:
    left, top, right, bottom = box
    corners = ((left, top), (right, top), (right, bottom), (left, bottom), (left, top))
    return "POLYGON((" + ",".join("{} {}".format(*ground(*corner)) for corner in corners) + "))"


def found_in(path: str) -> list[tuple[np.ndarray, str, float]]:
    """(box in pixels, class, score) of every object of a layer."""
    dataset = gdal.OpenEx(path, gdal.OF_VECTOR)
    rows = []
    for feature in dataset.GetLayer(0):
        left, right, bottom, top = feature.GetGeometryRef().GetEnvelope()
        box = [(left - TRANSFORM[0]) / PIXEL, (TRANSFORM[3] - top) / PIXEL]
        box += [(right - TRANSFORM[0]) / PIXEL, (TRANSFORM[3] - bottom) / PIXEL]
        assert feature["width"] == pytest.approx(right - left)
        assert feature["height"] == pytest.approx(top - bottom)
        rows.append((np.array(box), feature["class"], feature["score"]))
    return sorted(rows, key=lambda row: (row[1], *row[0].round(1)))


@pytest.fixture
def home(tmp_path, monkeypatch) -> Path:
    """A library and trainings of this test's own."""
    monkeypatch.setenv(library.VARIABLE, str(tmp_path / "home" / "models"))
    return tmp_path / "home"


@pytest.fixture
def quick(monkeypatch):
    """Trainings of some steps on small crops."""

    def limit(steps: int, crop: int = 32) -> None:
        monkeypatch.setattr(detecting, "MOST_STEPS", steps)
        monkeypatch.setattr(traindetector, "CROP", crop)

    return limit


def random_detector(
    folder: Path, name: str = "random", classes: int = 1, bands: int = 3, stride: int = 4, **facts
) -> Path:
    """A detector with random weights, which finds something nearly everywhere."""
    torch.manual_seed(5)
    arguments = {"bands": bands, "classes": classes, "stride": stride, "features": 8}
    network = build("center-points", arguments)
    torch.nn.init.normal_(network.tail.weight, std=0.02)
    card = ModelCard(
        id=name,
        title=name,
        task="detect",
        architecture="center-points",
        arguments=arguments,
        scale=1,
        bands=[f"band {number + 1}" for number in range(bands)],
        halo=halo(stride),
        tensors_sha256="",
        classes=[f"kind {number}" for number in range(classes)],
        **facts,
    )
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.safetensors"
    model.save(path, card, {"l1": network.state_dict()})
    return path


def test_learns_from_a_few_and_finds_the_others(tmp_path, home, quick):
    """Half of the discs are marked; on another raster nearly all are found, and the squares are not."""
    quick(100)
    raster, boxes = discs(tmp_path / "learn.tif", 1, dtype="uint16")
    marks = layer(tmp_path / "marks.gpkg", [polygon(box) for box in boxes[::2]])
    log = Log()
    results = tasks.run(TrainDetectorJob(str(raster), str(marks), minutes=5, name="discs"), log)
    assert (results["OBJECTS"] + results["HELD_OUT"], results["CLASSES"], results["STEPS"]) == (len(boxes[::2]), 1, 200)
    assert dict(log.notes)["objects-guessed"]["count"] >= len(boxes) / 4, "those that were not marked"
    assert results["HELD_OUT"] >= 2
    card = model_card.read(Path(results["MODEL"]))
    assert (card.task, card.classes, card.bands) == ("detect", ["object"], ["band 1", "band 2", "band 3"])
    assert card.normalization["scheme"] == "fixed"
    assert card.training["guessed"] == dict(log.notes)["objects-guessed"]["count"]
    html = Path(results["REPORT"]).read_text()
    assert "Precision and recall" in html
    assert f"also learned from {card.training['guessed']} objects" in html
    assert "data:image/png;base64," in html
    other, truth = discs(tmp_path / "other.tif", 2, dtype="uint16")
    output = str(tmp_path / "found.gpkg")
    made = tasks.run(DetectJob(str(other), output, model="discs"), log)
    assert made["MINIMUM_SCORE"] == pytest.approx(results["MINIMUM_SCORE"], abs=1e-3)
    finds = found_in(output)
    assert made["OBJECTS"] == len(finds)
    shared = box_iou(np.array([box for box, _, _ in finds]), truth)
    assert (shared.max(0) > 0.5).mean() > 0.8, "discs found"
    assert (shared.max(1) > 0.5).mean() > 0.7, "finds that are discs"


@pytest.mark.parametrize("stride", [2, 4, 8])
def test_tiles_find_what_the_whole_finds(tmp_path, home, stride):
    """Every peak of a random network, across many tile edges, and none twice; pixels interpolated, plain, averaged."""
    path = random_detector(tmp_path / "models", classes=2, stride=stride)
    raster, _ = discs(tmp_path / "scene.tif", 3, side=350)
    several = []
    for size in (4096, 128, 64):
        output = str(tmp_path / f"found{size}.gpkg")
        job = DetectJob(str(raster), output, model=str(path), score=0.0, tile_size=size)
        tasks.run(job, Log())
        several.append(found_in(output))
    whole = several[0]
    assert len(whole) > 1600 / stride**2
    for tiled in several[1:]:
        assert [name for _, name, _ in tiled] == [name for _, name, _ in whole]
        for one, other in zip(tiled, whole):
            assert np.abs(one[0] - other[0]).max() < 1e-2
            assert one[2] == pytest.approx(other[2], abs=1e-5)


def test_an_extent_gives_the_part(tmp_path, home):
    path = random_detector(tmp_path / "models")
    raster, _ = discs(tmp_path / "scene.tif", 3)
    everything, part = str(tmp_path / "all.gpkg"), str(tmp_path / "part.gpkg")
    tasks.run(DetectJob(str(raster), everything, model=str(path), score=0.02), Log())
    left, top, right, bottom = 75, 61, 251, 233
    extent = (*ground(left, bottom), *ground(right, top))
    tasks.run(DetectJob(str(raster), part, model=str(path), score=0.02, extent=extent), Log())

    def middles(rows, margin):
        places = [(box[:2] + box[2:]) / 2 for box, _, _ in rows]
        low, high = np.array([left, top]) + margin, np.array([right, bottom]) - margin
        return np.array([place for place in places if (place > low).all() and (place < high).all()])

    inner = middles(found_in(part), 40)  # at its edge a find outside may have been the better of two
    assert len(inner) > 3
    assert np.abs(inner - middles(found_in(everything), 40)).max() < 1e-2
    assert len(middles(found_in(part), 0)) == len(found_in(part)), "every middle lies in the extent"


@pytest.mark.parametrize("stride", STRIDES)
def test_the_halo_covers_what_a_cell_sees(stride):
    step, reach = alignment(stride), halo(stride)
    assert reach % step == 0
    network = build("center-points", {"bands": 1, "classes": 1, "stride": stride, "features": 8})
    for weight in network.parameters():
        torch.nn.init.constant_(weight, 0.02)
    side = 2 * reach + 2 * step
    image = torch.rand(1, 1, side, side, requires_grad=True)
    planes = network(image)
    margin = reach // stride
    near = planes[0, 0, margin - 1 : margin + step // stride + 1, margin - 1 : margin + step // stride + 1]
    near.sum().backward()
    rows, columns = image.grad[0, 0].nonzero(as_tuple=True)
    assert (int(rows.min()) > 0) == (int(columns.min()) > 0)
    assert int(rows.min()) >= 0
    assert int(rows.max()) <= 2 * reach + step - 1
    assert int(rows.min()) < 2 * step, "and is not far larger than needed"


def test_marks_of_every_kind_become_boxes(tmp_path):
    """Polygons, points with a size, several parts, another CRS."""
    grid = Grid(TRANSFORM, 100, 80)
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(EPSG)
    crs = reference.ExportToWkt()
    one, other = (10, 20, 30, 44), (50, 10, 58, 22)
    both = f"MULTIPOLYGON({polygon(one)[7:]},{polygon(other)[7:]})"
    point = "POINT({} {})".format(*ground(60, 30))
    path = layer(tmp_path / "marks.gpkg", [both, point], ["tree", " car "])
    found = objects.read(str(path), grid, crs, "kind", 24.0)
    assert found.names == ["tree", "tree", "car"]
    assert np.allclose(found.boxes, [one, other, (54, 24, 66, 36)])
    degrees = osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    degrees.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    shape = ogr.CreateGeometryFromWkt(polygon(one))
    shape.Transform(osr.CoordinateTransformation(reference, degrees))
    path = layer(tmp_path / "degrees.gpkg", [shape.ExportToWkt()], epsg=4326)
    assert np.allclose(objects.read(str(path), grid, crs, "", 0.0).boxes, [one], atol=1e-3)


def box_at(column: float, row: float, side: float = 22) -> str:
    return polygon((column - side / 2, row - side / 2, column + side / 2, row + side / 2))


def test_what_is_odd_is_said_and_kept(tmp_path, home, quick):
    """A box without an area, one outside, one on nodata, one without a class; two that overlap; a class with one box."""
    quick(2)
    raster, boxes = discs(tmp_path / "scene.tif", 1)
    dataset = gdal.Open(str(raster), gdal.GA_Update)
    dataset.GetRasterBand(1).SetNoDataValue(7)
    dataset.GetRasterBand(1).WriteArray(np.full((60, 60), 7, np.uint8), 260, 0)
    del dataset
    good = [polygon(box) for box in boxes[-3:]]
    twice = polygon(boxes[-3] + 2)
    point = "{} {}".format(*ground(100, 100))
    odd = [f"POLYGON(({point},{point},{point},{point}))", box_at(900, 50), box_at(290, 30), box_at(150, 150)]
    names = ["disc", "disc", "square", "disc", "disc", "disc", "disc", None]
    marks = layer(tmp_path / "marks.gpkg", [*good, twice, *odd], names)
    log = Log()
    results = tasks.run(TrainDetectorJob(str(raster), str(marks), field="kind", minutes=1), log)
    assert (results["OBJECTS"], results["HELD_OUT"], results["CLASSES"]) == (4, 0, 2)
    notes = dict(log.notes)
    assert notes["objects-left-out"] == {"outside": 1, "nodata": 1, "flat": 1, "nameless": 1}
    assert notes["class-single"] == {"name": "square"}
    assert "objects-few" in notes
    assert results["MINIMUM_SCORE"] <= 0.2, "what was learned from scores too high to set the least score"
    assert model_card.read(Path(results["MODEL"])).classes == ["disc", "square"]


def test_bad_input_gets_a_sentence(tmp_path, home):
    raster, boxes = discs(tmp_path / "scene.tif", 1)
    good = layer(tmp_path / "good.gpkg", [polygon(box) for box in boxes[:4]])
    point = layer(tmp_path / "point.gpkg", ["POINT({} {})".format(*ground(50, 50))])
    cases = {
        "objects-none": {"objects": layer(tmp_path / "none.gpkg", [])},
        "objects-unreadable": {"objects": raster},
        "objects-size": {"objects": point},
        "objects-unfit": {"objects": layer(tmp_path / "far.gpkg", [box_at(900, 900)])},
        "objects-field": {"objects": good, "field": "species"},
        "bands-unknown": {"objects": good, "bands": (9,)},
        "import-name": {"objects": good, "name": "a/b"},
        "minutes": {"objects": good, "minutes": 0},
    }
    for code, fields in cases.items():
        values = {**fields, "objects": str(fields["objects"])}
        with pytest.raises(RasterGanError) as error:
            tasks.run(TrainDetectorJob(input=str(raster), **values), Log())
        assert error.value.code == code
        assert str(error.value)
    wide = write(tmp_path / "wide.tif", np.zeros((1, 1200, 1200), np.uint8), epsg=EPSG, transform=TRANSFORM)
    huge = layer(tmp_path / "huge.gpkg", [box_at(600, 600, 900)])
    with pytest.raises(RasterGanError, match="about 900 pixels wide"):
        tasks.run(TrainDetectorJob(str(wide), str(huge)), Log())


def test_a_wrong_model_gets_a_sentence(tmp_path, home):
    raster, _ = discs(tmp_path / "scene.tif", 1, bands=2)
    path = random_detector(home / "models")
    output = tmp_path / "found.gpkg"
    cases = {
        "detect-bands": {"model": "random"},
        "detect-class": {"model": "random", "only": "ship"},
        "detect-model": {"model": ""},
        "model-task": {"model": "upscale-x2"},
        "detect-score": {"model": "random", "score": 2.0},
        "model-unknown": {"model": "nothing"},
        "extent-outside": {"model": "random", "extent": (0.0, 0.0, 1.0, 1.0)},
    }
    for code, fields in cases.items():
        with pytest.raises(RasterGanError) as error:
            tasks.run(DetectJob(str(raster), str(output), **fields), Log())
        assert error.value.code == code
        assert str(error.value)
    assert not list(tmp_path.glob("*found*"))
    assert path.exists()


def test_a_detector_is_no_upscaler(tmp_path, home):
    """Every other verb that takes a model says so; a detector's file can be exported as it is."""
    raster, boxes = discs(tmp_path / "scene.tif", 1)
    path = random_detector(home / "models")
    marks, page = layer(tmp_path / "marks.gpkg", [polygon(box) for box in boxes]), str(tmp_path / "models.html")
    for job in (
        UpscaleJob(str(raster), str(tmp_path / "out.tif"), model="random"),
        jobs.EvaluateJob(str(raster), model="random"),
        jobs.FinetuneJob(str(raster), str(marks), parent="random"),
        jobs.ExportModelJob("random", str(tmp_path / "out.onnx")),
    ):
        with pytest.raises(RasterGanError, match="random is one to detect"):
            tasks.run(job, Log())
    copy = tmp_path / "copy.safetensors"
    tasks.run(jobs.ExportModelJob("random", str(copy)), Log())
    assert copy.read_bytes() == path.read_bytes()
    tasks.run(jobs.ListModelsJob(page), Log())
    assert "finds kind 0" in Path(page).read_text()


def test_only_one_class(tmp_path, home):
    random_detector(home / "models", classes=3)
    raster, _ = discs(tmp_path / "scene.tif", 1)
    counts = {}
    for only in ("", "kind 0", "kind 1", "kind 2"):
        output = str(tmp_path / "found.gpkg")
        tasks.run(DetectJob(str(raster), output, model="random", score=0.02, only=only), Log())
        names = [name for _, name, _ in found_in(output)]
        counts[only] = len(names)
        assert not only or set(names) == {only}
    assert counts[""] == sum(count for only, count in counts.items() if only) > 0


def test_nothing_is_found_on_nodata_and_an_empty_layer_is_one(tmp_path, home):
    random_detector(home / "models")
    image = np.full((3, 200, 200), 100, np.uint8)
    image[:, :, :100] = 0
    image += np.random.default_rng(1).integers(1, 50, image.shape, dtype=np.uint8) * (image > 0)
    raster = write(tmp_path / "half.tif", image, nodata=0, epsg=EPSG, transform=TRANSFORM)
    output = str(tmp_path / "found.gpkg")
    tasks.run(DetectJob(str(raster), output, model="random", score=0.0), Log())
    finds = found_in(output)
    assert finds
    assert min((box[0] + box[2]) / 2 for box, _, _ in finds) >= 99
    results = tasks.run(DetectJob(str(raster), output, model="random", score=1.0), Log())
    assert results["OBJECTS"] == 0
    assert found_in(output) == []


class Interrupted(Log):
    """Cancels at the so-manieth question."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self.left = after

    def check(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def as_once_saved(path: Path) -> None:
    """Makes a checkpoint of a detector one of those from when detectors had a loop of their own."""
    tensors, facts = checkpoint.load(path)
    tensors = {name: tensor for name, tensor in tensors.items() if not name.startswith("best.")}
    checkpoint.save(path, tensors, {"done": facts["run"]["step"], "seconds": facts["session"]["seconds"]})


@pytest.mark.parametrize(("questions", "guessing", "old"), [(12, False, False), (30, True, False), (30, True, True)])
def test_a_training_goes_on_where_it_was_broken_off(questions, guessing, old, tmp_path, home, quick, monkeypatch):
    """While it learns from what is marked, and while it learns from its guesses."""
    quick(12, crop=16)
    monkeypatch.setattr(pseudo_labels, "SURE", 0.01)
    # an evaluation stretches the schedule by the clock
    monkeypatch.setattr(detecting.DetectorModule, "evaluate_every", 1000)
    raster, boxes = discs(tmp_path / "scene.tif", 1)
    shapes = [polygon(box) for box in boxes[:4]]
    marks = layer(tmp_path / "marks.gpkg", shapes)
    whole = tasks.run(TrainDetectorJob(str(raster), str(marks), minutes=5, name="whole"), Log())
    with pytest.raises(Cancelled):
        tasks.run(
            TrainDetectorJob(str(raster), str(marks), minutes=5, name="again"), broken_off := Interrupted(questions)
        )
    assert not (home / "models" / "again.safetensors").exists()
    assert ("objects-guessed" in dict(broken_off.notes)) == guessing
    for path in (home / "trainings").glob("*/*.safetensors") if old else ():
        as_once_saved(path)
    log = Log()
    copy = layer(tmp_path / "copy.gpkg", shapes)  # QGIS hands over another file each time
    again = tasks.run(TrainDetectorJob(str(raster), str(copy), minutes=5, name="again"), log)
    assert 0 < dict(log.notes)["resumed"]["step"] < 12
    assert whole["STEPS"] == again["STEPS"] == 24
    one, other = (model.load(Path(results["MODEL"])).network.state_dict() for results in (whole, again))
    assert all(torch.equal(one[name], other[name]) for name in one)


def test_ground_known_to_be_empty_and_ground_held_out(tmp_path, home):
    raster, boxes = discs(tmp_path / "scene.tif", 1)
    marks = layer(tmp_path / "marks.gpkg", [polygon(box) for box in boxes])
    empty = layer(tmp_path / "empty.gpkg", [polygon((5, 8, 25, 18))])
    work = marked_objects.read_marked_objects(TrainDetectorJob(str(raster), str(marks), empty=str(empty)), Log())
    (piece,) = work.pieces(Log())
    assert 0.1 < work.is_validation.mean() < 0.5
    assert len(piece.boxes) == (~work.is_validation).sum()
    held = np.zeros(piece.known.shape, bool)
    for block in work.blocks:
        held[block.slices] = True
    assert (piece.known[held] == SILENT).all()
    middles = ((boxes[:, :2] + boxes[:, 2:]) / 2).astype(int)
    assert (held[middles[:, 1], middles[:, 0]] == work.is_validation).all()
    expected = np.full(piece.known.shape, UNKNOWN)
    expected[8:18, 5:25] = EMPTY
    assert (piece.known[~held] == expected[~held]).all()


class Says:
    """A detector that sees these boxes wherever it looks."""

    def __init__(self, boxes: list[tuple[float, ...]], scores: list[float]) -> None:
        self.found = detector.Detections(np.array(boxes, float), np.zeros(len(boxes), int), np.array(scores))

    def detect(self, window, score_threshold, report) -> detector.Detections:
        return self.found.only(self.found.scores >= score_threshold)


def test_guesses_are_new_sure_and_on_ground_of_which_nothing_is_known(tmp_path, home, monkeypatch):
    raster, boxes = discs(tmp_path / "scene.tif", 1)
    marks = layer(tmp_path / "marks.gpkg", [polygon(box) for box in boxes])
    empty = layer(tmp_path / "empty.gpkg", [polygon((0, 0, 60, 30))])
    work = marked_objects.read_marked_objects(TrainDetectorJob(str(raster), str(marks), empty=str(empty)), Log())
    assert work.is_validation.any()
    marked, held = boxes[~work.is_validation][0], boxes[work.is_validation][0]
    rows, columns = ((work.known(work.source.grid.window) == UNKNOWN) & (np.arange(320) > 300)).nonzero()
    (row, column), (below, beside) = ((rows[place] + 0.5, columns[place] + 0.5) for place in (0, -1))
    good = (column - 10, row - 10, column + 10, row + 10)
    twin = (column - 9, row - 10, column + 11, row + 10)
    unsure = (beside - 10, below - 10, beside + 10, below + 10)
    said = Says([good, tuple(marked + 1), tuple(held), (20, 5, 40, 25), twin, unsure], [0.8, 0.9, 0.9, 0.9, 0.7, 0.29])
    log = Log()
    more = pseudo_labels.add_pseudo_labels(work, said, log)
    assert more.boxes[: len(boxes)].tolist() == work.boxes.tolist()
    assert more.boxes[len(boxes) :].tolist() == [list(good)]
    assert more.is_validation.tolist() == [*work.is_validation.tolist(), False]
    assert len(more.classes) == len(more.boxes)
    assert dict(log.notes)["objects-guessed"]["count"] == 1
    monkeypatch.setattr(pseudo_labels, "MOST", 0)
    assert len(pseudo_labels.add_pseudo_labels(work, said, log).boxes) == len(boxes)


def test_few_objects_held_out_ask_for_no_more_than_half(tmp_path, home):
    raster, boxes = discs(tmp_path / "scene.tif", 1)
    marks = layer(tmp_path / "marks.gpkg", [polygon(box) for box in boxes])
    work = marked_objects.read_marked_objects(TrainDetectorJob(str(raster), str(marks)), Log())
    said = Says([tuple(box) for box in boxes[work.is_validation]], [0.9] * int(work.is_validation.sum()))
    assert judging.evaluate_detector(work, said, Log()).score == 0.5


def test_of_a_large_raster_squares_are_kept(tmp_path, home, monkeypatch):
    """With the objects, with ground known to be empty, and with other ground; what finds no room is said."""
    raster, boxes = discs(tmp_path / "scene.tif", 1, side=640)
    marks = layer(tmp_path / "marks.gpkg", [polygon(box) for box in boxes[:9]])
    empty = layer(tmp_path / "empty.gpkg", [polygon((600, 600, 620, 615))])
    monkeypatch.setattr(marked_objects, "MOST_WHOLE", 1000)
    monkeypatch.setattr(marked_objects, "CROP", 12)
    monkeypatch.setattr(marked_objects, "MOST_VALUES", 3 * 96**2 * 30)
    work = marked_objects.read_marked_objects(TrainDetectorJob(str(raster), str(marks), empty=str(empty)), Log())
    pieces = work.pieces(Log())
    assert 12 < len(pieces) <= 30
    assert max(max(piece.known.shape) for piece in pieces) <= 96
    assert sum((piece.known == EMPTY).sum() for piece in pieces) >= 20 * 15
    shown = {tuple(size.round(6)) for piece in pieces for size in piece.boxes[:, 2:] - piece.boxes[:, :2]}
    assert shown == {tuple(size.round(6)) for size in work.boxes[:, 2:] - work.boxes[:, :2]}
    for piece in pieces:
        for left, top, right, bottom in piece.boxes:
            row, column = int((top + bottom) / 2), int((left + right) / 2)
            assert piece.image[0, row, column] > 0.5, "a disc lies where its box is"
    monkeypatch.setattr(marked_objects, "MOST_VALUES", 1)
    log = Log()
    assert len(work.pieces(log)) <= 4
    assert dict(log.notes)["objects-beyond"]["count"] > 0


def test_figures():
    """Four finds, three truths: right, false, right, right; the second right one at half the precision."""
    scores, right = np.array([0.9, 0.8, 0.7, 0.2]), np.array([True, False, True, True])
    one = curve(scores, right, 4)
    assert np.allclose(one.precision, [1, 1 / 2, 2 / 3, 3 / 4])
    assert np.allclose(one.recall, [0.25, 0.25, 0.5, 0.75])
    assert average_precision(one) == pytest.approx(0.25 * 1 + 0.25 * 0.75 + 0.25 * 0.75)
    assert best_score(one) == 0.2
    assert best_score(curve(scores[:2], right[:2], 1)) == pytest.approx(0.85), "no find lies between"
    assert average_precision(curve(np.zeros(0), np.zeros(0, bool), 3)) == 0
    shared = np.array([[0.6, 0.7], [0.0, 0.9], [0.55, 0.2]])
    assert matched(np.array([0.9, 0.8, 0.7]), shared).tolist() == [1, -1, 0]
    lucky = curve(np.linspace(0.9, 0.1, 40), np.isin(np.arange(40), [0, 8, 12, 16, 20, 24]), 10)
    assert best_score(lucky) < 0.5, "not the first find alone"
    rng = np.random.default_rng(0)
    scores = np.concatenate((rng.beta(5, 2, 400), rng.beta(2, 5, 1600)))
    truth = np.arange(2000) < 400
    labelled = truth & (rng.random(2000) < 0.25)
    whole, few = (best_score(curve(scores, marks, int(marks.sum()))) for marks in (truth, labelled))
    assert abs(whole - few) < 0.08, "unlabelled objects leave the least score where it is"


def test_each_object_once():
    """As plain greedy suppression, whatever the order."""
    rng = np.random.default_rng(1)
    corners = rng.uniform(0, 200, (300, 2))
    boxes = np.concatenate((corners, corners + rng.uniform(5, 40, (300, 2))), 1)
    classes, scores = rng.integers(0, 2, 300), rng.random(300).round(2)
    kept = nms(boxes, classes, scores)
    shared = box_iou(boxes, boxes) * (classes[:, None] == classes[None])
    assert (shared[np.ix_(kept, kept)] - np.eye(len(kept)) < SAME).all()
    dropped = np.setdiff1d(np.arange(300), kept)
    best = (shared[np.ix_(dropped, kept)] * (scores[kept][None] >= scores[dropped][:, None])).max(1)
    assert (best >= SAME).all(), "each had a better one on it"
    order = rng.permutation(300)
    again = order[nms(boxes[order], classes[order], scores[order])]
    assert sorted(again) == list(kept)
    tiles = TileDetections(detector.Detections(boxes[:150], classes[:150], scores[:150]))
    merged = tiles.merged(TileDetections(detector.Detections(boxes[150:], classes[150:], scores[150:])))
    assert merged.distinct().boxes.tolist() == boxes[kept].tolist()


def test_a_peaks_cells_vote_on_its_box():
    """The hottest cell is wrong by a cell to the right, its neighbour is right: the box lies between, nearer to the first."""
    planes = torch.full((5, 8, 9), -20.0)
    planes[0, 3, 3:5] = torch.tensor([0.0, 1.0])
    planes[1] = 4.5 - (torch.arange(9.0) + 0.5)
    planes[2] = 3.5 - (torch.arange(8.0) + 0.5)[:, None]
    planes[3:] = torch.tensor(3.0).log()
    planes[1, 3, 4] += 1
    (box,), _, (score,) = peaks(planes, classes=1, margin=1, stride=8, least=0.3)
    assert score == pytest.approx(0.7311, abs=1e-4)
    moved = 8 * 0.7311 / (0.7311 + 0.5)
    assert box == pytest.approx(np.array([16 + moved, 8, 40 + moved, 32]), abs=1e-2)


@pytest.mark.parametrize("views", ["2", "4"])
def test_seen_in_a_mirror_the_same_is_found(views):
    """A tile is looked at in mirrors too, so a mirrored tile gives the mirrored boxes."""
    torch.manual_seed(0)
    arguments = {"bands": 1, "classes": 2, "stride": 2, "features": 16}
    network = build("center-points", arguments)
    torch.nn.init.normal_(network.tail.weight, std=0.05)
    finder = detector.Detector(network, arguments, torch.device("cpu"), views)
    width, height = 128, 96
    image = np.random.default_rng(1).random((1, height, width), np.float32)
    found = finder(image, 0, 0.1)
    assert len(found.scores) > 10
    turned = finder(np.ascontiguousarray(image[:, :, ::-1]), 0, 0.1)
    left, top, right, bottom = turned.boxes.T
    back = width - right, top, width - left, bottom
    order, again = np.argsort(found.scores), np.argsort(turned.scores)
    np.testing.assert_allclose(np.stack(back, 1)[again], found.boxes[order], atol=1e-2)
    assert (turned.classes[again] == found.classes[order]).all()


def test_a_box_turns_with_its_pixels():
    image = np.zeros((1, 20, 20), np.float32)
    image[0, 3:8, 5:15] = 1
    known = image[0].astype(np.uint8)
    for way in range(8):
        found, mark, boxes = turned(image, known, np.array([[5.0, 3.0, 15.0, 8.0]]), way)
        rows, columns = found[0].nonzero()
        assert boxes.tolist() == [[columns.min(), rows.min(), columns.max() + 1, rows.max() + 1]]
        assert (mark == found[0]).all()


def test_the_command_line(tmp_path, home, capsys):
    from gan_core.commandline import main

    random_detector(home / "models")
    raster, _ = discs(tmp_path / "scene.tif", 1)
    output = str(tmp_path / "found.gpkg")
    assert main(["detect", str(raster), output, "--model", "random", "--score", "0.02", "--json"]) == 0
    assert f'"OBJECTS": {len(found_in(output))}' in capsys.readouterr().out
    assert main(["detect", str(raster), output]) == 1
    assert "of the library: random" in capsys.readouterr().err
