"""How an output was made: tags, a job file, the same again; and no credentials in any of it."""

from __future__ import annotations

import json
import os

import numpy as np
import pytest
from makers import Log, read, smooth, write
from osgeo import gdal

from gan_core import tasks
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.raster import RepeatJob, UpscaleJob
from gan_core.commandline import main
from gan_core.pipeline.provenance import Provenance, fingerprint, kept_path, public_name
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource

LATER = ("RASTERGAN_DATE", "RASTERGAN_SECONDS")


@pytest.fixture
def source(tmp_path):
    return write(tmp_path / "in.tif", smooth("uint8"))


def same(one: gdal.Dataset, other: gdal.Dataset) -> bool:
    tags = [{k: v for k, v in each.GetMetadata().items() if k not in LATER} for each in (one, other)]
    return (read(one) == read(other)).all() and tags[0] == tags[1]


def test_repeating_gives_the_same_pixels_and_tags(tmp_path, upscale, source):
    first, _ = upscale(
        source,
        "first.tif",
        model="rough-x2",
        bands=(3, 2, 1),
        tile_size=64,
        trust=str(tmp_path / "first.trust.tif"),
        doubtful="soften",
        job_file=True,
    )
    again = tmp_path / "again.tif"
    results = tasks.run(RepeatJob(str(tmp_path / "first.tif.json"), str(again)), Log())
    assert results["OUTPUT"] == str(again)
    assert same(first, gdal.Open(str(again)))
    assert same(gdal.Open(str(tmp_path / "first.trust.tif")), gdal.Open(str(tmp_path / "again.trust.tif")))
    assert all(first.GetMetadataItem(name) for name in LATER)
    assert first.GetMetadataItem("RASTERGAN_INPUT") == "in.tif"


def test_the_command_line_repeats_in_place(tmp_path, enhance, source, capsys):
    first = read(enhance(source, model="rough-x1", noise=2, job_file=True)[0])
    (tmp_path / "out.tif").unlink()
    assert main(["repeat", str(tmp_path / "out.tif.json"), "--json"]) == 0
    capsys.readouterr()
    assert (read(gdal.Open(str(tmp_path / "out.tif"))) == first).all()


def test_cleaned_first_is_told_of_the_raster_that_was_named(tmp_path, upscale, source):
    output, _ = upscale(source, model="rough-x2", enhance=True, noise=2, job_file=True)
    assert output.GetMetadataItem("RASTERGAN_INPUT") == "in.tif"
    assert json.loads(output.GetMetadataItem("RASTERGAN_PARAMETERS"))["enhance"] is True
    again = tmp_path / "again.tif"
    tasks.run(RepeatJob(str(tmp_path / "out.tif.json"), str(again)), Log())
    assert same(output, gdal.Open(str(again)))


def test_another_input_or_model_is_refused(tmp_path, upscale, source, models):
    upscale(source, model="rough-x2", job_file=True)
    record = tmp_path / "out.tif.json"
    content = json.loads(record.read_text())
    write(source, smooth("uint8") + np.uint8(1))
    with pytest.raises(RasterGanError, match="INPUT is not what the job was run with"):
        tasks.run(RepeatJob(str(record)), Log())
    write(source, smooth("uint8"))
    content["models"]["rough-x2"] = "0" * 64
    record.write_text(json.dumps(content))
    with pytest.raises(RasterGanError, match="MODEL rough-x2 is not what"):
        tasks.run(RepeatJob(str(record)), Log())


@pytest.mark.parametrize("text", ["hello", "[]", '{"job": {"verb": "listmodels"}, "models": {}, "tags": {}}'])
def test_what_is_no_job_file(tmp_path, text):
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(RasterGanError, match="FILE: .*x.json is no job file"):
        tasks.run(RepeatJob(str(tmp_path / "x.json")), Log())


def test_the_fingerprint_is_of_what_is_in_it(tmp_path, source):
    def of(path) -> str:
        opened = RasterSource(str(path))
        return fingerprint(opened, Sample(opened))

    before = of(source)
    os.utime(source, (1, 1))
    assert of(source) == before, "a copy is the same raster"
    changed = smooth("uint8")
    changed[1, 30, 40] += 1
    assert of(write(tmp_path / "other.tif", changed)) != before


SECRETS = [
    "/vsicurl/https://me:s3cret@example.org/key/s3cret/a.tif?token=s3cret",
    "/vsicurl?pc_url_signing=yes&url=https://example.org/a.tif%3Fsig%3Ds3cret",
    "PG:dbname='x' host='h' user='u' password='s3cret' table='t'",
    "postgresql://u:s3cret@h/x",
    "<GDAL_WMS><Service><ServerUrl>https://h/?key=s3cret</ServerUrl></Service></GDAL_WMS>",
    "WMS:https://u:s3cret@h/wms?apikey=s3cret",
    "/vsizip//vsicurl/https://u:s3cret@h/a.zip/a.tif",
]


@pytest.mark.parametrize("address", SECRETS)
def test_no_password_of_a_data_source_is_told(tmp_path, source, address, monkeypatch):
    opened = RasterSource(str(source))
    job = UpscaleJob(input=address, output=str(tmp_path / "out.tif"), creation_options=("PASSWORD=s3cret", "TILED=YES"))
    made = Provenance.of(job, opened, Sample(opened))
    tags = {**made.tags([], opened), **made.ended()}
    record = made.record(tags, [])
    assert "s3cret" not in repr(tags) + record
    assert "TILED=YES" in record
    assert not kept_path(address)
    assert "s3cret" not in public_name(address)


def test_an_input_that_was_not_kept_must_be_named(tmp_path, upscale, source):
    virtual = "/vsimem/hidden/in.tif"  # no file, like an address
    gdal.GetDriverByName("GTiff").CreateCopy(virtual, gdal.Open(str(source)))
    first, _ = upscale(virtual, model="rough-x2", job_file=True)
    assert "/vsimem" not in (tmp_path / "out.tif.json").read_text()
    with pytest.raises(RasterGanError, match="Name the raster in INPUT"):
        tasks.run(RepeatJob(str(tmp_path / "out.tif.json"), str(tmp_path / "again.tif")), Log())
    tasks.run(RepeatJob(str(tmp_path / "out.tif.json"), str(tmp_path / "again.tif"), virtual), Log())
    assert same(first, gdal.Open(str(tmp_path / "again.tif")))
    gdal.Unlink(virtual)


def test_no_job_file_where_none_is_wanted(tmp_path, upscale, source):
    upscale(source, model="rough-x2", job_file=False)
    assert not list(tmp_path.glob("*.json"))
