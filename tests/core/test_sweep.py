"""The sweep over other people's files: what is right passes, and whatever breaks a promise is told."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import numpy as np
import pytest
from makers import smooth, write
from osgeo import gdal

from gan_core.raster.source import RasterSource
from tools.faults import file_trial, files
from tools.faults.promises import Window, header_differences, pixel_differences


@pytest.fixture
def pair(tmp_path):
    """A source with a name, a unit, a gap and a tag, and the same twice as fine."""
    array = smooth("int16", 2, 24, 32)
    array[0, 3:5, 4:9] = -9
    source = write(tmp_path / "source.tif", array, nodata=-9)
    output = write(tmp_path / "output.tif", array.repeat(2, 1).repeat(2, 2), nodata=-9)
    for path, factor in ((source, 1), (output, 2)):
        dataset = gdal.OpenEx(str(path), gdal.OF_UPDATE)
        dataset.SetMetadataItem("STATION", "Kiruna")
        dataset.GetRasterBand(2).SetDescription("nir")
        dataset.GetRasterBand(2).SetUnitType("K")
        x, ax, bx, y, ay, by = gdal.Open(str(source)).GetGeoTransform()
        dataset.SetGeoTransform((x, ax / factor, bx, y, ay, by / factor) if factor > 1 else (x, ax, bx, y, ay, by))
        dataset = None
    return source, output


def kinds(source: Path, output: Path) -> set[str]:
    before, after, whole = gdal.Open(str(source)), gdal.Open(str(output)), Window(0, 0, 32, 24)
    found = [*header_differences(before, after, whole, 2), *pixel_differences(before, after, whole, 2)]
    return {kind for kind, _ in found}


def test_what_keeps_every_promise_passes(pair):
    assert kinds(*pair) == set()


def shifted(dataset: gdal.Dataset) -> None:
    x, *rest = dataset.GetGeoTransform()
    dataset.SetGeoTransform((np.nextafter(x, np.inf), *rest))


def pixel(value: int, row: int, column: int):
    def change(dataset: gdal.Dataset) -> None:
        dataset.GetRasterBand(1).WriteArray(np.array([[value]]), column, row)

    return change


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("extent", shifted),
        ("crs", lambda dataset: dataset.SetProjection("")),
        ("name", lambda dataset: dataset.GetRasterBand(2).SetDescription("")),
        ("unit", lambda dataset: dataset.GetRasterBand(2).SetUnitType("")),
        ("scale", lambda dataset: dataset.GetRasterBand(1).SetScale(2)),
        ("nodata", lambda dataset: dataset.GetRasterBand(1).SetNoDataValue(-8)),
        ("metadata", lambda dataset: dataset.SetMetadataItem("STATION", None)),
        ("color interpretation", lambda dataset: dataset.GetRasterBand(2).SetColorInterpretation(gdal.GCI_AlphaBand)),
        ("values", pixel(400, 20, 20)),
        ("range", pixel(3000, 20, 20)),
        ("valid became nodata", pixel(-9, 20, 20)),
        ("nodata became valid", pixel(5, 6, 8)),
    ],
)
def test_each_broken_promise_is_told(pair, kind, change):
    source, output = pair
    dataset = gdal.OpenEx(str(output), gdal.OF_UPDATE)
    change(dataset)
    dataset = None
    assert kind in kinds(source, output)


def sharing_a_bitmap(grib: bytes, pixels: int) -> bytes:
    """Of two GRIB2 messages without bitmaps: one message of two fields with one (section 6), by which all pixels are there."""
    size = 6 + -(-pixels // 8)
    none, same = b"\0\0\0\x06\x06\xff", b"\0\0\0\x06\x06\xfe"
    bitmap = size.to_bytes(4, "big") + b"\x06\0" + b"\xff" * (size - 6)
    first, second = grib.split(b"GRIB")[1:]
    fields = first[12:-4].replace(none, bitmap) + second[12 + 21 + 5 + 84 :].replace(none, same)  # from section 4 on
    return b"GRIB" + first[:4] + (16 + len(fields)).to_bytes(8, "big") + fields


def test_nodata_that_a_driver_tells_once_pixels_were_read(tmp_path):
    path, grib = write(tmp_path / "in.tif", smooth("float32", 2, 24, 32)), tmp_path / "bitmap.grb2"
    options = {"format": "GRIB", "creationOptions": ["DATA_ENCODING=SIMPLE_PACKING"]}
    gdal.Translate(str(tmp_path / "in.grb2"), str(path), **options).FlushCache()
    grib.write_bytes(sharing_a_bitmap((tmp_path / "in.grb2").read_bytes(), 24 * 32))
    asked, read = gdal.Open(str(grib)), RasterSource(str(grib))
    assert asked.GetRasterBand(2).GetNoDataValue() is None
    assert [band.GetNoDataValue() for band in read.bands] == [9999, 9999]
    assert list(header_differences(asked, read.dataset, Window(0, 0, 32, 24), 1)) == []


def test_a_file_through_the_verbs(tmp_path, models, monkeypatch):
    (tmp_path / "in").mkdir()
    folder = tmp_path / "out"
    folder.mkdir()
    good = write(tmp_path / "in" / "good.tif", smooth("uint8", 1, 40, 40))
    row = file_trial.try_file(str(good), folder)
    assert (row["came"], row["driver"], row["size"]) == (dict.fromkeys(file_trial.VERBS, "ok"), "GTiff", [40, 40])
    (tmp_path / "in" / "words.txt").write_text("no raster")
    row = file_trial.try_file(str(tmp_path / "in" / "words.txt"), folder)
    assert row["came"] == dict.fromkeys(file_trial.VERBS, "refused: input-not-raster")
    assert files.is_fine(row)

    from gan_core import tasks

    def dirty(job, report):
        Path(job.output).write_text("half")
        Path(job.input).with_suffix(".aux").touch()
        raise KeyError("surprise")

    monkeypatch.setattr(tasks, "run", dirty)
    row = file_trial.try_file(str(good), folder)
    assert row["came"]["upscale"].startswith("traceback: KeyError in test_sweep.py")
    assert row["came"]["folder"] == "input folder littered"
    assert not files.is_fine(row)
    assert "traceback: KeyError" in files.table([row])


def test_a_large_raster_is_cut_to_its_middle(tmp_path):
    for name in ("in", "out"):
        (tmp_path / name).mkdir()
    path = write(tmp_path / "in" / "large.tif", smooth("uint8", 1, 700, 300))
    row = file_trial.try_file(str(path), tmp_path / "out")
    assert set(row["came"].values()) == {"ok"}
    assert row["size"] == [300, 700]


def fragile(pipe, parts):
    """A worker whose process dies over some names."""
    while True:
        try:
            path = pipe.recv()
        except EOFError:
            return
        if "crash" in path:
            os._exit(9)
        pipe.send(([answer(path)], []))


def answer(path: str) -> dict:
    return {"file": path, "driver": "", "came": {"upscale": "ok"}, "details": {}}


def fates(rows) -> list[str]:
    return [next(iter(row["came"].values())) for row in rows]


def test_a_crash_costs_one_file(monkeypatch):
    monkeypatch.setattr(files, "serve", fragile)
    assert fates(files.rows_of(["a", "crash", "b"])) == ["ok", "crash", "ok"]


def test_a_hang_costs_one_file():
    class Pipe:
        """To a worker that sleeps over some names."""

        def send(self, path):
            self.path = path

        def poll(self, seconds):
            return self.path != "hang"

        def recv(self):
            return [answer(self.path)], []

    waiting = ["a", "hang", "b"]
    assert fates(files._answers(Pipe(), waiting, 60)) == ["ok", "hang"]
    assert waiting == ["b"]


def test_the_whole_command(tmp_path, capsys):
    (tmp_path / "in").mkdir()
    write(tmp_path / "in" / "a.tif", smooth("uint8", 1, 30, 30))
    shutil.copy(__file__, tmp_path / "in" / "b.tif")
    with pytest.raises(SystemExit) as ended:
        files.main([str(tmp_path / "in"), "--output", str(tmp_path / "rows.jsonl")])
    assert ended.value.code == 0, capsys.readouterr().out
    assert "2 files, 1 of them rasters of 1 drivers" in capsys.readouterr().out
    assert len((tmp_path / "rows.jsonl").read_text().splitlines()) == 2
    with pytest.raises(SystemExit):
        files.main(
            [str(tmp_path / "in"), "--output", str(tmp_path / "more.jsonl"), "--again", str(tmp_path / "rows.jsonl")]
        )
    assert (tmp_path / "more.jsonl").read_text() == (tmp_path / "rows.jsonl").read_text(), "nothing was run again"
