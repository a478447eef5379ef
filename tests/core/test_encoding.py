"""Texts in layers that do not say how they are written, and names that are no text at all."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from makers import TRANSFORM, Log, smooth, write
from osgeo import gdal, ogr, osr

from gan_core import tasks
from gan_core.api import jobs, model_card
from gan_core.api.encodings import guesses
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs import CheckLayerJob, TrainClassifierJob
from gan_core.raster.grid import Grid
from gan_core.vector import objects, picked_tiles

ROOT = Path(__file__).resolve().parents[2]
WATER, FIELD = "水体", "农田"


def shapefile(path: Path, encoding: str = "GBK", field: str = "class", names=(WATER, FIELD), cpg: bool = False) -> Path:
    """Squares in turn of each name, as programs in China write them: no .cpg, no language driver."""
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32611)
    dataset = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(str(path))
    layer = dataset.CreateLayer("labels", reference, ogr.wkbPolygon, [f"ENCODING={encoding}"])
    layer.CreateField(ogr.FieldDefn(field, ogr.OFTString))
    x, side, _, y, *_ = TRANSFORM
    for number in range(8):
        left, top = x + side * (8 + 20 * (number % 4)), y - side * (8 + 30 * (number // 4))
        feature = ogr.Feature(layer.GetLayerDefn())
        corners = [(left, top), (left + 8 * side, top), (left + 8 * side, top - 8 * side), (left, top)]
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POLYGON(({', '.join(f'{a} {b}' for a, b in corners)}))"))
        feature[field] = names[number % len(names)]
        layer.CreateFeature(feature)
    layer = dataset = None
    if not cpg:
        path.with_suffix(".cpg").unlink()
        table = bytearray(path.with_suffix(".dbf").read_bytes())
        table[29] = 0
        path.with_suffix(".dbf").write_bytes(table)
    return path


@pytest.fixture
def raster(tmp_path) -> Path:
    return write(tmp_path / "in.tif", smooth("uint8", 3, 90, 100))


def train(raster: Path, labels: Path, **fields) -> dict:
    where = {"folder": str(raster.parent), "report": str(raster.parent / "report.html"), "learner": "probe"}
    return tasks.run(TrainClassifierJob(str(raster), str(labels), name="cover", **{**where, **fields}), Log())


def test_texts_that_nobody_can_read_are_refused_with_a_guess(tmp_path, raster):
    labels = shapefile(tmp_path / "labels.shp")
    with pytest.raises(RasterGanError) as error:
        train(raster, labels, field="class")
    assert error.value.code == "text-encoding"
    assert f"GBK: “{WATER}”" in str(error.value)
    assert "ENCODING" in str(error.value)
    assert not list(tmp_path.glob("*.safetensors"))


@pytest.mark.parametrize(("encoding", "cpg"), [("GBK", False), ("GBK", True), ("", True)])
def test_an_option_or_a_cpg_file_says_it(tmp_path, raster, encoding, cpg):
    made = train(raster, shapefile(tmp_path / "labels.shp", cpg=cpg), field="class", encoding=encoding)
    assert set(model_card.read(Path(made["MODEL"])).classes) == {WATER, FIELD}
    assert WATER in (tmp_path / "report.html").read_text("utf-8")


def test_a_fields_name_too(tmp_path, raster):
    labels = shapefile(tmp_path / "labels.shp", field="类别")
    with pytest.raises(RasterGanError) as error:
        train(raster, labels, field="类别")
    assert error.value.code == "text-encoding"
    assert train(raster, labels, field="类别", encoding="GBK")["CLASSES"] == 2


def test_an_encoding_that_nobody_knows(tmp_path, raster):
    with pytest.raises(RasterGanError, match="ENCODING: expected one like GBK"):
        train(raster, shapefile(tmp_path / "labels.shp"), encoding="Klingon")


def test_objects_and_tiles_too(tmp_path):
    labels, grid = str(shapefile(tmp_path / "labels.shp")), Grid(TRANSFORM, 100, 90)
    readers = (
        lambda encoding: objects.read(labels, grid, "", "class", 1.0, encoding).names,
        lambda encoding: [tile.class_name for tile in picked_tiles.read(labels, grid, "", "class", encoding)],
    )
    for read in readers:
        with pytest.raises(RasterGanError, match="They could be GBK"):
            read("")
        assert set(read("GBK")) == {WATER, FIELD}
    assert len(picked_tiles.read(labels, grid, "")) == 8  # what nobody asks for may be unreadable


@pytest.mark.parametrize(
    ("written", "encoding"), [(WATER, "GBK"), ("Forêt", "windows-1252"), ("Feuchtgrünland", "windows-1252")]
)
def test_the_likeliest_guess_comes_first(written, encoding):
    assert guesses(written.encode(encoding)).startswith(f"{encoding}: “{written}”")


def test_a_name_that_is_no_text(tmp_path):
    """As unzip makes it from an archive of another code page."""
    name = os.fsdecode("中.tif".encode("gbk"))
    write(tmp_path / "in.tif", smooth("uint8", 1, 30, 30))
    (tmp_path / "in.tif").rename(tmp_path / name)
    with pytest.raises(RasterGanError) as error:
        jobs.from_dict({"verb": "checklayer", "input": str(tmp_path / name)})
    assert error.value.code == "name-encoding"
    assert "GBK: “" in str(error.value)
    assert "中.tif" in str(error.value)
    str(error.value).encode()
    with pytest.raises(RasterGanError, match="MODELS: "):
        jobs.from_dict({"verb": "checklayer", "input": "in.tif", "models": [name]})
    assert isinstance(jobs.from_dict({"verb": "checklayer", "input": "中.tif"}), CheckLayerJob)


def test_a_python_that_takes_names_for_ascii(tmp_path):
    """A good name under LC_ALL=C: the computer's setting is what is wrong, and that is said."""
    path = write(tmp_path / "in.tif", smooth("uint8", 1, 30, 30)).rename(tmp_path / "中.tif")
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "gan_core", "checklayer", str(path)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 1
    assert "PYTHONUTF8=1" in done.stderr
    assert "Traceback" not in done.stderr
    assert gdal.Open(str(path))
