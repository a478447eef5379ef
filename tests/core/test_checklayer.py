"""`checklayer`: what is wrong with a layer is found, what is right is not, and the page tells both."""

from __future__ import annotations

import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import numpy as np
import pytest
import torch
from makers import Log, save, write
from osgeo import gdal

from gan_core import tasks
from gan_core.api import findings
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.assessment import CheckLayerJob
from gan_core.checks import pixels
from gan_core.commandline import main
from gan_core.radiometry.jpeg_blocks import jpeg_blocks
from gan_core.radiometry.sharpness import blur, upsampled
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource
from gan_core.training.degradation import blurred, mtf_sigma

ROOT = Path(__file__).resolve().parents[2]
SIDE = 576


def scene(seed: int = 1) -> np.ndarray:
    """Three bands, (3, SIDE, SIDE) uint8, a little rougher than a natural scene."""
    random = np.random.default_rng(seed)
    rows, columns = np.fft.fftfreq(SIDE)[:, None], np.fft.fftfreq(SIDE)[None]
    radius = np.maximum(np.hypot(rows, columns), 2 / SIDE)
    waves = np.fft.fft2(random.normal(0, 1, (3, SIDE, SIDE)) + random.normal(0, 2, (SIDE, SIDE))) / radius**1.35
    image = np.fft.ifft2(waves).real
    return (120 + 30 * (image - image.mean()) / image.std()).clip(5, 250).round().astype(np.uint8)


def memory(image: np.ndarray) -> gdal.Dataset:
    dataset = gdal.GetDriverByName("MEM").Create("", image.shape[2], image.shape[1], len(image))
    dataset.WriteArray(image)
    return dataset


def enlarged(image: np.ndarray, factor: float, method: str) -> np.ndarray:
    """A corner of the image, made finer by GDAL."""
    part = image[:, : round(SIDE / factor), : round(SIDE / factor)]
    size = {"width": round(part.shape[2] * factor), "height": round(part.shape[1] * factor)}
    return gdal.Translate("", memory(part), format="MEM", resampleAlg=method, **size).ReadAsArray()


def compressed(image: np.ndarray, quality: int) -> np.ndarray:
    gdal.GetDriverByName("JPEG").CreateCopy("/vsimem/x.jpg", memory(image), 0, [f"QUALITY={quality}"])
    result = gdal.Open("/vsimem/x.jpg").ReadAsArray()
    gdal.Unlink("/vsimem/x.jpg")
    return result


def softened(image: np.ndarray, mtf: float) -> np.ndarray:
    sigma = torch.full((1, len(image)), float(mtf_sigma(mtf, 1)))
    soft = blurred(torch.from_numpy(image).float()[None], sigma, torch.zeros(2, 1, len(image)))[0]
    return soft.round().clamp(0, 255).byte().numpy()


def planes(image: np.ndarray, first: tuple[int, int] = (0, 0)) -> list[np.ndarray]:
    grey = image.astype(float).mean(0)[first[0] :, first[1] :]
    places = [(row, column) for row in range(0, 512, 64) for column in range(0, 512, 64)]
    windows = [grey[row : row + 64, column : column + 64] for row, column in places]
    return [window for window in windows if window.shape == (64, 64)]


ALWAYS = set(findings.CHECKS) - {"sensor"}
"""A sensor is told where it is recognized."""


@pytest.fixture
def check(tmp_path):
    """(array or path, job's fields) -> (code of each check, results, log)."""

    def run(array, nodata=None, rgb=True, epsg=32611, transform=(0, 0.1, 0, 0, 0, -0.1), **fields):
        path = array
        if isinstance(array, np.ndarray):
            options = ["PHOTOMETRIC=RGB" if rgb else "PHOTOMETRIC=MINISBLACK"]
            path = write(tmp_path / "in.tif", array, nodata, options=options, epsg=epsg, transform=transform)
        log = Log()
        results = tasks.run(CheckLayerJob(str(path), **fields), log)
        return {row["check"]: row["code"] for row in results["CHECKS"]}, results, log

    return run


def test_a_good_layer(check, tmp_path):
    codes, results, log = check(scene(), output=str(tmp_path / "page.html"))
    assert set(codes) == ALWAYS
    assert set(codes.values()) == {f"{name}-good" for name in ALWAYS}
    assert (results["PROBLEMS"], results["WARNINGS"]) == (0, 0)
    assert results["GSD"] == pytest.approx(0.1)
    assert results["UPSAMPLED"] == 1
    assert results["BLUR_MTF"] > 0.3
    assert results["NODATA_SHARE"] == 0
    assert log.notes == [("checked", {"good": 10, "look": 0, "bad": 0})]


@pytest.mark.parametrize(
    ("fault", "expected"),
    [
        (lambda image: enlarged(image, 2, "bilinear"), ("upsampled", "upsampled-bad")),
        (lambda image: enlarged(image, 2, "cubic"), ("upsampled", "upsampled-bad")),
        (lambda image: enlarged(image, 2, "near"), ("upsampled", "upsampled-bad")),
        (lambda image: enlarged(image, 4, "cubic"), ("upsampled", "upsampled-bad")),
        (lambda image: enlarged(image, 1.5, "bilinear"), ("upsampled", "upsampled-look")),
        (lambda image: compressed(image, 40), ("jpeg", "jpeg-bad")),
        (lambda image: compressed(image, 90), ("jpeg", "jpeg-look")),
        (lambda image: softened(image, 0.25), ("blur", "blur-look")),
        (lambda image: softened(image, 0.08), ("blur", "blur-bad")),
        (
            lambda image: (image + np.random.default_rng(0).normal(0, 8, image.shape)).clip(0, 255).astype(np.uint8),
            ("noise", "noise-look"),
        ),
        (
            lambda image: (image + np.random.default_rng(0).normal(0, 25, image.shape)).clip(0, 255).astype(np.uint8),
            ("noise", "noise-bad"),
        ),
        (lambda image: image // 10, ("range", "range-narrow")),
        (
            lambda image: np.where(image > [[[140]], [[255]], [[255]]], 255, image).astype(np.uint8),
            ("range", "range-clipped"),
        ),
    ],
)
def test_a_fault_is_found(check, fault, expected):
    codes, results, log = check(fault(scene()))
    assert codes[expected[0]] == expected[1]
    assert results["PROBLEMS"] + results["WARNINGS"] > 0
    told = [code for code, _ in log.notes]
    assert told.index(f"{expected[1]}-fix") == told.index(expected[1]) + 1


def test_figures_follow_the_fault():
    image = scene()
    sharp = [blur(planes(softened(image, mtf))) for mtf in (0.5, 0.25, 0.1)]
    assert sharp[0] / sharp[1] == pytest.approx(2, rel=0.2)
    assert sharp[1] / sharp[2] == pytest.approx(2.5, rel=0.25)
    blocks = [jpeg_blocks(planes(compressed(image, quality))) for quality in (95, 75, 40)]
    assert sorted(blocks) == blocks
    assert jpeg_blocks(planes(compressed(image, 75), (3, 5))) == pytest.approx(blocks[1], abs=0.02), (
        "wherever it begins"
    )
    assert jpeg_blocks(planes(enlarged(image, 4, "cubic"))) < 0.03, "a grid of 4 is no JPEG's"
    assert upsampled(planes(enlarged(image, 2, "cubic"))) == 2
    assert upsampled(planes(enlarged(image, 4, "cubic"))) == 4
    assert upsampled(planes(image)[:3]) is None


def test_nodata(check):
    image = scene()
    image[:, :, :300] = 0
    codes, results, log = check(image)
    assert codes["nodata"] == "nodata-undeclared"
    values = dict(log.notes)["nodata-undeclared"]
    assert values["value"] == "0"
    assert float(values["share"]) == pytest.approx(52, abs=4)
    assert codes["range"] == "range-good", "a border is no clipping"
    codes, results, _ = check(image, nodata=0)
    assert codes["nodata"] == "nodata-look"
    assert results["NODATA_SHARE"] == pytest.approx(0.52, abs=0.04)
    codes, results, _ = check(np.zeros_like(image), nodata=0)
    assert codes["nodata"] == "nodata-all"
    assert results["PROBLEMS"] == 1
    assert "noise" not in codes
    codes, *_ = check(np.full_like(image, 7))
    assert codes["range"] == "range-constant"


@pytest.mark.parametrize("numbers", [(2,), (1, 3)])
def test_nodata_of_some_bands(check, numbers):
    """As it is seen in one band alone; no other band tells of it."""
    image = scene(3).astype(np.float32) * [[[1]], [[40]], [[0.001]]]
    for number in numbers:
        image[number - 1, 20:120, 40:220] = -9999
    alone = check(image[numbers[0] - 1][None])[2].notes
    codes, _, log = check(image)
    assert codes["nodata"] == "nodata-undeclared-band"
    told = dict(log.notes)["nodata-undeclared-band"]
    assert told == {**dict(alone)["nodata-undeclared"], "band": numbers[0]}


def test_a_saturated_band_is_no_nodata(check):
    """A blue sky: one band at 255, among much that is nearly so."""
    image = scene(3)
    image[2, :200] = np.linspace(240, 300, 200).clip(0, 255).astype(np.uint8)[:, None]
    assert check(image)[0]["nodata"] == "nodata-good"
    image[2, :200] = 255
    image[2, 200:] = image[2, 200:].clip(0, 250)
    assert check(image)[0]["nodata"] == "nodata-undeclared-band"


def test_where_it_lies(check):
    assert check(scene(), epsg=None)[0]["crs"] == "crs-missing"
    codes, results, _ = check(scene(), epsg=4326, transform=(10, 1e-5, 0, 60, 0, -1e-5))
    assert (codes["crs"], codes["size"]) == ("crs-degrees", "size-oblong")
    assert results["GSD"] == pytest.approx(1.1132 * 0.5**0.5, rel=0.01)
    codes, results, _ = check(scene(), epsg=2263)  # feet
    assert results["GSD"] == pytest.approx(0.1 * 0.3048, rel=1e-3)


def test_bands_and_their_names(check, tmp_path):
    assert check(scene(), rgb=False)[0]["bands"] == "bands-unknown"
    path = write(tmp_path / "bgr.tif", scene(), options=["PHOTOMETRIC=RGB"])
    dataset = gdal.OpenEx(str(path), gdal.OF_UPDATE)
    for number, name in enumerate(("blue", "green", "red"), 1):
        dataset.GetRasterBand(number).SetDescription(name)
    dataset = None
    codes, _, log = check(path)
    assert codes["bands"] == "bands-swapped"
    assert dict(log.notes)["bands-swapped"] == {"band": 1, "declared": "Red", "name": "blue"}


def test_a_sensor_that_is_recognized_is_told_and_its_bands_are_those_of_every_job(check, tmp_path):
    image = np.repeat(scene()[:1], 4, 0).astype(np.uint16) * 10
    path = write(
        tmp_path / "S2A_MSIL2A_20170613T101031_10m.tif", image, transform=(5e5, 10, 0, 4.1e6, 0, -10), epsg=32633
    )
    page = tmp_path / "page.html"
    for model in ("", "upscale-x2"):
        assert check(path, model=model, output=str(page))[0]["bands"] == "bands-usual"
    text = page.read_text()
    assert "bands 3, 2, 1" in text
    assert "sentinel-2" in text
    assert "measured on the layer" in text
    assert check(write(tmp_path / "bare.tif", image))[0]["bands"] == "bands-unknown"


def test_against_a_model(check, tmp_path):
    assert set(check(scene(), model="upscale-x2")[0].values()) == {
        f"{name}-good" for name in findings.CHECKS if name != "sensor"
    }
    codes, results, _ = check(scene().astype(np.uint16) * 40, rgb=False, model="upscale-x2")
    assert (codes["bands"], codes["type"]) == ("bands-model", "type-model")
    assert results["PROBLEMS"] == 1
    arguments = {"bands": 1, "scale": 2}
    path = save(tmp_path, "mine", "identity", arguments, halo=0, training={"pixel_metres": [0.5, 2.0]})
    assert check(scene(), model=str(path))[0]["size"] == "size-model"
    assert check(scene(), model=str(path), transform=(0, 1, 0, 0, 0, -1))[0]["size"] == "size-good"
    with pytest.raises(RasterGanError, match="MODEL: expected one of"):
        check(scene(), model="nothing")


def test_what_upscale_refuses_is_a_verdict(check, tmp_path):
    path = write(tmp_path / "classes.tif", scene()[:1])
    dataset = gdal.OpenEx(str(path), gdal.OF_UPDATE)
    table = gdal.ColorTable()
    table.SetColorEntry(1, (255, 0, 0))
    dataset.GetRasterBand(1).SetColorTable(table)
    dataset = None
    codes, results, _ = check(path, output=str(tmp_path / "page.html"))
    assert codes["type"] == "type-palette"
    assert results["PROBLEMS"] == 1
    assert results["NOISE"] is None
    assert "not measured" in (tmp_path / "page.html").read_text("utf-8")
    gdal.GetDriverByName("GTiff").Create(str(tmp_path / "complex.tif"), 9, 9, 1, gdal.GDT_CFloat32)
    assert check(tmp_path / "complex.tif")[0]["type"] == "type-refused"
    for bad in (tmp_path / "none.tif", Path(__file__)):
        with pytest.raises(RasterGanError, match="INPUT: expected a raster that GDAL can open"):
            check(bad)


def test_small_layers_and_parts(check):
    codes, results, _ = check(scene()[:, :20, :30])
    assert codes["blur"] == "blur-unknown"
    assert results["PROBLEMS"] == 0
    image = scene()
    image[:, :, 320:] = compressed(image, 30)[:, :, 320:]
    assert check(image, extent=(0, -57.6, 32, 0))[0]["jpeg"] == "jpeg-good"
    assert check(image, extent=(32, -57.6, 57.6, 0))[0]["jpeg"] == "jpeg-bad"


def test_the_page(check, tmp_path):
    path = tmp_path / "<b>.tif"
    write(path, enlarged(scene(), 2, "cubic"), options=["PHOTOMETRIC=RGB"])
    output = tmp_path / "page.html"
    check(path, output=str(output), model="upscale-x2")
    page = output.read_text("utf-8")
    assert "Fix this before you use &lt;b&gt;.tif: " in page
    assert "<b>" not in page
    assert "its pixels are about 2 times too fine" in page
    assert "by averaging" in page
    assert "Trained on drone photographs" in page
    assert "http:" not in page
    assert sorted(path.name for path in tmp_path.iterdir()) == ["<b>.tif", "page.html"]
    with pytest.raises(RasterGanError, match="OUTPUT: the folder"):
        check(path, output=str(tmp_path / "none" / "page.html"))


def test_every_finding_has_words():
    for code, words in findings.FINDINGS.items():
        assert code.split("-")[0] in findings.CHECKS
        assert words.verdict in findings.VERDICTS
        assert bool(words.fix) == (words.verdict != "good"), code


def test_a_huge_raster_without_torch(tmp_path):
    """20,000 x 20,000: the time of a whole process, less what other programs take."""
    path = str(tmp_path / "huge.tif")
    options = ["TILED=YES", "COMPRESS=DEFLATE", "SPARSE_OK=YES", "PHOTOMETRIC=RGB"]
    dataset = gdal.GetDriverByName("GTiff").Create(path, 20000, 20000, 3, gdal.GDT_Byte, options)
    image = np.tile(scene(), (1, 2, 2))[:, :1024, :1024]
    for start in range(0, 19000, 2688):
        dataset.WriteArray(image, start, start)
    dataset = None
    code = (
        "import sys, resource; sys.modules['torch'] = None; from gan_core.commandline import main; "
        f"status = main(['checklayer', {path!r}]); used = resource.getrusage(resource.RUSAGE_SELF); "
        "print('SECONDS', used.ru_utime + used.ru_stime); sys.exit(status)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert float(done.stdout.split()[-1]) < 3


def test_on_the_command_line(tmp_path, capsys):
    path = write(tmp_path / "in.tif", scene(), options=["PHOTOMETRIC=RGB"])
    assert main(["checklayer", str(path)]) == 0
    out, err = capsys.readouterr()
    assert "PROBLEMS: 0" in out
    assert "0 failed, 0 warnings, 10 passed" in err


def test_upscale_warns_and_enhance_does_not(upscale, enhance, tmp_path):
    faulty, good = write(tmp_path / "bad.tif", compressed(scene(), 40)), write(tmp_path / "good.tif", scene())
    part = {"extent": (440720.1, 3751320.7 - 30.3 * 64, 440720.1 + 30.3 * 64, 3751320.7)}
    for run, path, model, expected in (
        (upscale, faulty, "same-x2", ["jpeg-bad", "jpeg-bad-fix"]),
        (upscale, good, "same-x2", []),
        (enhance, faulty, "same-x1", []),
        (partial(upscale, checks=False), faulty, "same-x2", []),
    ):
        log = Log()
        run(path, log=log, model=model, **part)
        checked = [code for code, _ in log.notes if code.split("-")[0] in findings.CHECKS and "-" in code]
        assert checked == expected


def test_the_warnings_cost_little(tmp_path):
    source = RasterSource(str(write(tmp_path / "in.tif", np.tile(scene(), (2, 2, 2)))))
    sample = Sample(source)
    began = time.process_time()
    pixels.warn(source, sample, Log())
    assert time.process_time() - began < 0.3
