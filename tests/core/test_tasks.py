"""A run from the engine's side: what it refuses, what it leaves behind, and what it does when memory is short."""

from __future__ import annotations

import contextlib
import json
import shutil
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

import pytest
import torch
from makers import Log, read, smooth, values, write
from osgeo import gdal

from gan_core.api.errors import Cancelled, RasterGanError
from gan_core.api.jobs import from_dict, to_dict
from gan_core.api.jobs.raster import UpscaleJob
from gan_core.api.resume import remove_staged
from gan_core.api.staging import atomic_write, replacement, staged_path
from gan_core.inference.predictor import Predictor
from gan_core.raster import geotiff
from gan_core.tiling.plan import SMALLEST_PADDED

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def source(tmp_path):
    return write(tmp_path / "in.tif", smooth("uint8"))


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_not_a_raster(tmp_path, upscale):
    (tmp_path / "in.txt").write_text("hello")
    with pytest.raises(RasterGanError, match=r"INPUT: expected a raster that GDAL can open, got .*in.txt"):
        upscale(tmp_path / "in.txt")
    with pytest.raises(RasterGanError, match="No such file"):
        upscale(tmp_path / "none.tif")


def test_a_truncated_file(tmp_path, upscale):
    path = write(tmp_path / "in.tif", values("uint8", 1, 500, 500))
    path.write_bytes(path.read_bytes()[:100000])
    with pytest.raises(RasterGanError, match="INPUT: .* can't be read at column .*truncated or damaged"):
        upscale(path)
    assert names(tmp_path) == ["in.tif"]


def test_a_damaged_block(tmp_path, upscale):
    path = write(tmp_path / "in.tif", values("uint8", 1, 500, 500), options=["COMPRESS=DEFLATE"])
    data = bytearray(path.read_bytes())
    data[100000:120000] = bytes(20000)
    path.write_bytes(bytes(data))
    with pytest.raises(RasterGanError, match="INPUT: .* can't be read at column .*truncated or damaged"):
        upscale(path)
    assert names(tmp_path) == ["in.tif"]


def test_no_bands(tmp_path, upscale):
    (tmp_path / "in.vrt").write_text('<VRTDataset rasterXSize="5" rasterYSize="5"/>')
    with pytest.raises(RasterGanError, match="INPUT: expected a raster"):
        upscale(tmp_path / "in.vrt")


@pytest.mark.parametrize("how", ["table", "names"])
def test_classes_are_refused(tmp_path, upscale, how):
    path = write(tmp_path / "in.tif", values("uint8"), options=["PHOTOMETRIC=MINISBLACK"])
    dataset = gdal.Open(str(path), gdal.GA_Update)
    if how == "table":
        table = gdal.ColorTable()
        table.SetColorEntry(0, (255, 0, 0, 255))
        dataset.GetRasterBand(1).SetColorTable(table)
    else:
        dataset.GetRasterBand(1).SetCategoryNames(["water", "forest"])
    dataset = None
    with pytest.raises(RasterGanError, match="classes or palette entries"):
        upscale(path)


def test_bands_of_different_types(tmp_path, upscale):
    paths = [str(write(tmp_path / f"{dtype}.tif", values(dtype))) for dtype in ("uint8", "float32")]
    gdal.BuildVRT(str(tmp_path / "in.vrt"), paths, separate=True).FlushCache()
    with pytest.raises(RasterGanError, match="got Byte, Float32"):
        upscale(tmp_path / "in.vrt")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"model": "upscale-x3"}, "MODEL: expected one of .*rough-x2.*, got upscale-x3"),
        ({"model": "/none/m.safetensors"}, "MODEL: /none/m.safetensors is not a usable model file"),
        ({"extent": (0, 0, 1, 1)}, "EXTENT: expected a rectangle that overlaps"),
        ({"extent": (float("nan"), 0, 1, 1)}, "EXTENT: expected"),
        (
            {"bands": (1, 9, 2), "model": "rough-x2"},
            "BANDS: expected 3 different band numbers from 1 to 3 .*got 1, 9, 2",
        ),
        ({"bands": (1, 2), "model": "rough-x2"}, "BANDS: expected 3"),
        ({"device": "cuda"}, "DEVICE: cuda is not available on this computer; available: cpu"),
    ],
)
def test_bad_parameters(tmp_path, upscale, source, fields, words):
    if fields.get("device") == "cuda" and torch.cuda.is_available():
        fields, words = {"device": "mps"}, "DEVICE: mps"
    with pytest.raises(RasterGanError, match=words):
        upscale(source, **fields)
    assert names(tmp_path) == ["in.tif"]


@pytest.mark.parametrize(("field", "value"), [("tile_size", 5), ("tile_size", 9999), ("strength", 1.1)])
def test_numbers_out_of_range(field, value):
    with pytest.raises(RasterGanError, match=f"{field.upper()}: expected 0"):
        UpscaleJob("a", "b", **{field: value})


def test_output_is_input(upscale, source):
    before = source.read_bytes()
    with pytest.raises(RasterGanError, match="OUTPUT: expected a file other than the input"):
        upscale(source, "in.tif")
    assert source.read_bytes() == before


@pytest.mark.parametrize("output", ["none/out.tif", "in.tif/out.tif", "/proc/out.tif"])
def test_folders_that_cannot_be_written(upscale, source, output):
    with pytest.raises(RasterGanError, match="OUTPUT: the folder .*Choose another folder"):
        upscale(source, output)


def test_not_enough_disk(tmp_path, upscale, source, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: usage(10, 10, 1000))
    with pytest.raises(RasterGanError, match=r"about 0.1 MB are needed in .*, 0.0 MB are free"):
        upscale(source)
    assert names(tmp_path) == ["in.tif"]


@pytest.mark.parametrize(("output", "limit"), [("out.tif", 200_000), ("out.tif", 400_000), ("out.png", 500_000)])
def test_a_disk_that_fills_up(tmp_path, models, output, limit):
    """The operating system refuses to let any file grow over the limit: early, in the overviews, in the conversion."""
    path = write(tmp_path / "in.tif", values("uint8", 3, 300, 300))
    code = (
        "import resource, signal, sys; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit})); "
        "from gan_core.commandline import main; sys.exit(main(sys.argv[1:]))"
    )
    command = [
        sys.executable,
        "-c",
        code,
        "upscale",
        path,
        tmp_path / output,
        "--model",
        "same-x2",
        "--models",
        models,
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "could not be written" in done.stderr
    assert "Traceback" not in done.stderr
    assert names(tmp_path) == ["in.tif"]


def test_a_failure_while_the_output_is_described(tmp_path, upscale, source, monkeypatch):
    def fails(*_):
        raise KeyError("LINE_OFF")

    monkeypatch.setattr(geotiff, "describe", fails)
    with pytest.raises(KeyError):
        upscale(source)
    assert names(tmp_path) == ["in.tif"]


@pytest.mark.parametrize("name", ["out.tif", "out[1]*.png", "out.gpkg"])
def test_traces_of_a_killed_process_are_removed_and_nothing_else(tmp_path, name):
    output = tmp_path / name
    for path in (staged_path(output, 12), staged_path(output, 12, output.suffix)):
        for suffix in ("", ".aux.xml", ".ovr", "-journal"):
            Path(f"{path}{suffix}").touch()
    kept = sorted([name, staged_path(output, 123).name, staged_path(tmp_path / "other.tif", 12).name, "out1.png"])
    for other in kept:
        (tmp_path / other).touch()
    remove_staged(UpscaleJob("in.tif", str(output)), 12)
    assert names(tmp_path) == kept


@pytest.mark.parametrize("context", [atomic_write, lambda path: replacement(path, ".part")])
def test_a_file_is_the_old_one_or_the_new_one(tmp_path, context):
    path = tmp_path / "out.json"
    with context(path) as part:
        part.write_text("old")
        assert not path.exists()
    with contextlib.suppress(KeyboardInterrupt), context(path) as part:
        part.write_text("half")
        raise KeyboardInterrupt
    assert path.read_text() == "old"
    assert [left.name for left in tmp_path.iterdir()] == ["out.json"]
    with context(path) as part:
        part.write_text("new")
    assert path.read_text() == "new"


def test_cancelled_between_two_tiles(tmp_path, upscale):
    class Impatient(Log):
        def check(self):
            if len(self.shares) > 1:
                raise Cancelled

    path = write(tmp_path / "in.tif", values("uint8", 1, 300, 300))
    with pytest.raises(Cancelled):
        upscale(path, tile_size=96, log=Impatient())
    assert names(tmp_path) == ["in.tif"]


@pytest.mark.parametrize(
    "error", [MemoryError(), RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried")]
)
@pytest.mark.parametrize(("height", "width"), [(400, 390), (130, 390), (400, 20)])
def test_short_memory_changes_no_pixel(tmp_path, upscale, monkeypatch, error, height, width):
    """Also where a side is too short to be halved without another convolution being chosen for it."""
    path = write(tmp_path / "in.tif", smooth("uint8", 3, height, width))
    fields = {"model": "rough-x4", "bands": (1, 2, 3), "tile_size": 400}
    expected = read(upscale(path, **fields)[0])
    honest, log = Predictor._run, Log()

    def limited(self, tiles, exact, response):
        assert min(tiles.shape[2:]) >= SMALLEST_PADDED
        if max(tiles.shape[2:]) > 250:
            raise error
        return honest(self, tiles, exact, response)

    monkeypatch.setattr(Predictor, "_run", limited)
    made = read(upscale(path, "second.tif", log=log, **fields)[0])
    assert (made == expected).all()
    assert any(code == "memory" for code, _ in log.notes)


def test_no_memory_at_all(tmp_path, upscale, source, monkeypatch):
    def never(self, tiles, exact, response):
        raise MemoryError

    monkeypatch.setattr(Predictor, "_run", never)
    with pytest.raises(RasterGanError, match="memory is full, even with the smallest tiles"):
        upscale(source)
    assert names(tmp_path) == ["in.tif"]


def test_other_errors_of_the_network_are_not_swallowed(upscale, source, monkeypatch):
    def broken(self, tiles, exact, response):
        raise RuntimeError("kernel failed")

    monkeypatch.setattr(Predictor, "_run", broken)
    with pytest.raises(RuntimeError, match="kernel failed"):
        upscale(source)


def test_progress_never_goes_back(tmp_path, upscale):
    log = Log()
    upscale(write(tmp_path / "in.tif", values("uint8", 1, 300, 200)), tile_size=96, log=log)
    assert log.shares == sorted(log.shares)
    assert (log.shares[0], log.shares[-1]) == (0, 1)


def test_memory_does_not_grow_with_the_raster(tmp_path, models):
    """Peak memory of a process, one band, every pixel repeated: 12,000 x 12,000 against 2,000 x 2,000."""
    peaks = {}
    for side in (2000, 12000):
        path = tmp_path / f"{side}.tif"
        options = ["TILED=YES", "COMPRESS=ZSTD", "SPARSE_OK=TRUE"]
        dataset = gdal.GetDriverByName("GTiff").Create(str(path), side, side, 1, gdal.GDT_Byte, options)
        dataset.GetRasterBand(1).WriteArray(values("uint8", 1, 100, 100)[0], side // 2, side // 2)
        dataset = None
        code = (
            "import resource, sys; from gan_core.commandline import main; main(sys.argv[1:]); "
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        )
        command = [sys.executable, "-c", code, "upscale", path, tmp_path / "out.tif", "--model", "same-x2"]
        command += ["--models", models, "--json"]
        printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
        peaks[side] = int(printed.splitlines()[-1])
    assert peaks[12000] < 1.15 * peaks[2000], peaks
    assert gdal.Open(str(tmp_path / "out.tif")).RasterXSize == 24000


def test_jobs_survive_json():
    job = UpscaleJob("in", "out", bands=(3, 1, 2), extent=(0.1, 1, 2, 3), creation_options=("A=B",))
    assert from_dict(json.loads(json.dumps(to_dict(job)))) == job
    for wrong in ({"verb": "dance"}, {"verb": "upscale", "input": "a"}, {"verb": "upscale", "colour": 1}):
        with pytest.raises(RasterGanError, match="The job could not be read"):
            from_dict(wrong)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("input", 7),
        ("model", None),
        ("strength", "0.5"),
        ("strength", True),
        ("tile_size", 96.5),
        ("bands", [1, "2"]),
        ("bands", 3),
        ("extent", [1, 2, 3]),
        ("consistent", 1),
        ("models", [None]),
    ],
)
def test_a_job_of_wrong_types_is_refused(field, value):
    values = {**to_dict(UpscaleJob("in", "out")), field: value}
    with pytest.raises(RasterGanError, match=f"could not be read: {field} is"):
        from_dict(json.loads(json.dumps(values)))


def test_no_secret_of_a_path_gets_into_the_file(tmp_path, upscale, source):
    output, _ = upscale(source, model="rough-x2", bands=(1, 2, 3))
    assert str(tmp_path) not in str(output.GetMetadata())
    assert "rough-x2 sha256" in output.GetMetadataItem("RASTERGAN_MODEL")
