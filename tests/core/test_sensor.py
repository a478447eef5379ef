"""The sensor that a layer comes from: chosen, recognized, measured, told to the model, and what results are held to."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from makers import Log, read, smooth, values, write
from osgeo import gdal

from gan_core import tasks
from gan_core.api import jobs, sensors
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.raster import EnhanceJob, UpscaleJob
from gan_core.inference.sensor_estimate import SensorEstimate
from gan_core.radiometry.conditions import Conditions, append_conditions
from gan_core.radiometry.lock import HELD, locked, low_pass
from gan_core.radiometry.sensor import RADIUS, seen_again
from gan_core.raster.source import RasterSource
from gan_core.training.degradation import area_mean, blurred, mtf_sigma

UTM = (440720.0, 10.0, 0.0, 3751320.0, 0.0, -10.0)


def named(path, *names: str):
    dataset = gdal.Open(str(path), gdal.GA_Update)
    for number, name in enumerate(names, 1):
        dataset.GetRasterBand(number).SetDescription(name)
    dataset = None
    return path


def note(log: Log, code: str) -> dict:
    (found,) = [values for name, values in log.notes if name == code]
    return found


def test_planes_tell_of_noise_and_response():
    conditions = Conditions(torch.tensor([0.02, 0.1]), torch.tensor([1.0, 0.25]))
    image = append_conditions(torch.zeros(2, 3, 4, 5), 2, conditions)
    assert image.shape == (2, 5, 4, 5)
    assert image[:, 3, 0, 0].tolist() == pytest.approx([0.02, 0.1])
    assert image[0, 4].min() == image[0, 4].max() == 1
    assert image[1, 4, 3, 2] == pytest.approx(1 + np.log10(0.25) / 2)
    assert torch.equal(append_conditions(torch.zeros(2, 3, 4, 5), 1, conditions), image[:, :4])


@pytest.mark.parametrize(
    ("name", "width", "sensor"),
    [
        ("T33UUB_20170527T102031_B04.jp2", 10, "sentinel-2"),
        ("S2A_MSIL2A_20170613T101031_87_48_10m.tif", 10, "sentinel-2"),
        ("S2A_MSIL2A_20170613T101031_87_48_finer.tif", 2.5, None),
        ("LC08_L1TP_016042_20200101_B4.TIF", 30, "landsat-8"),
        ("GF2_PMS1_E113.6_N34.4_20150510_L1A0000793123-MSS1.tiff", 3.2, "gaofen"),
        ("m_3411742_sw_11_060_20180723.tif", 0.6, "aerial"),
        ("orthophoto.tif", 0.1, None),
    ],
)
def test_a_sensor_is_recognized_by_its_files(name, width, sensor):
    preset = sensors.recognize([name], width)
    assert (preset and preset.id) == sensor


def test_a_published_figure_is_the_whole_systems():
    sentinel = sensors.BY_ID["sentinel-2"]
    assert sentinel.response("B4, central wavelength 665 nm") == pytest.approx(0.24 / 0.637, abs=0.001)
    assert sentinel.response("B08") == sentinel.response("Band 8") == pytest.approx(0.26 / 0.637, abs=0.001)
    assert sentinel.response("B8A") == pytest.approx(0.33 / 0.637, abs=0.001)
    assert all(preset.source and 0 < preset.response("") <= 1 for preset in sensors.PRESETS)


def test_every_published_number_stands_in_the_guide():
    from test_documents import ROOT

    guide = (ROOT / "docs" / "guide.md").read_text("utf-8")
    assert all(f"`{choice}`" in guide for choice in sensors.CHOICES)


@pytest.mark.parametrize("scale", [2, 4])
@pytest.mark.parametrize("response", [0.15, 0.4, 1.0])
def test_seen_again_is_what_the_sensor_shows(scale, response):
    truth = torch.rand(1, 1, 40 * scale, 40 * scale, dtype=torch.float64)
    sigma = torch.full((1, 1), float(mtf_sigma(response, scale)))
    soft = truth if response == 1 else blurred(truth.float(), sigma, torch.zeros(2, 1, 1))
    inner = slice(RADIUS, -RADIUS)
    again = seen_again(torch.nn.functional.pixel_unshuffle(truth, scale)[0], response)
    assert torch.allclose(again, area_mean(soft, scale)[0, 0][inner, inner].double(), atol=3e-4)


def test_the_lock_passes_means_planes_and_parabolas():
    taps = np.array(low_pass())
    distance = np.arange(len(taps)) - len(taps) // 2
    assert taps.sum() == pytest.approx(1)
    assert (taps * distance**2).sum() == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("scale", [1, 2, 4])
@pytest.mark.parametrize("response", [0.2, 1.0])
def test_the_lock_keeps_brightness_and_constant_ground(scale, response):
    torch.manual_seed(0)
    x = torch.rand(1, 2, 48, 48, dtype=torch.float64)
    x[:, :, 8:24, 8:24] = 0.25
    residual = 0.2 + 0.1 * torch.randn(1, 2 * scale**2, 48, 48, dtype=torch.float64)
    stack = locked(x, residual, torch.full((1,), response)).unflatten(1, (2, -1))
    again = torch.stack([seen_again(band, response) for band in stack[0]])[None]
    inner = slice(RADIUS, -RADIUS)
    means = torch.nn.functional.avg_pool2d((x[..., inner, inner] - again), HELD)
    bare = torch.nn.functional.avg_pool2d(residual.unflatten(1, (2, -1)).mean(2), HELD)
    assert float(means[..., 3:, 3:].abs().max()) < 0.2 * float(bare.abs().min())
    assert (stack[:, :, :, 10:22, 10:22] == 0.25).all()


def test_a_perfect_sensor_is_held_to_every_pixel_and_any_other_to_brightness(tmp_path, upscale):
    source = 1000 + smooth("uint16", 3, 160, 160) // 8
    path = write(tmp_path / "in.tif", source, options=["PHOTOMETRIC=RGB"])

    def means(image: np.ndarray, side: int) -> np.ndarray:
        return area_mean(torch.from_numpy(image.astype(np.float64)), side).numpy()

    exact, results = upscale(path, "exact.tif", model="told-x2", sensor="perfect")
    assert np.abs(means(read(exact), 2) - source).max() <= 0.5
    assert (results["RESPONSE"], results["NOISE"]) == (1, 0)
    log = Log()
    made, results = upscale(path, "made.tif", log=log, model="told-x2", sharpness=0.4, noise=3)
    assert (results["RESPONSE"], results["NOISE"]) == (0.4, 3)
    assert np.abs(means(read(made), 2) - source).max() > 2
    assert "response 0.40, noise 3" in made.GetMetadataItem("RASTERGAN_SENSOR")
    again = seen_again(
        torch.nn.functional.pixel_unshuffle(torch.from_numpy(read(made)[:1].astype(np.float64))[None], 2)[0], 0.4
    )
    inner = slice(RADIUS, -RADIUS)
    difference = again - torch.from_numpy(source[0].astype(np.float64))[inner, inner]
    assert results["RESEEN_ERROR"] == pytest.approx(float(difference.square().mean().sqrt()) / 3, rel=0.2)
    worst = float(torch.nn.functional.avg_pool2d(difference[None], HELD).abs().max())
    assert note(log, "error-means")["error"] == results["INPUT_GRID_ERROR"] >= 0.9 * worst
    assert results["INPUT_GRID_ERROR"] < 0.3


def test_constant_ground_stays_exactly_constant(tmp_path, upscale):
    source = values("uint16", 3, 90, 100)
    source[:, 20:60, 30:70] = 1234
    path = write(tmp_path / "in.tif", source, options=["PHOTOMETRIC=RGB"])
    made = read(upscale(path, model="told-x2", sharpness=0.3, noise=2)[0])
    assert (made[:, 44:116, 64:136] == 1234).all()
    assert (made[:, 44:116, 0:40] != 1234).any()


@pytest.mark.parametrize("dtype", ["uint8", "uint16", "float32"])
def test_tiled_equals_whole_bit_for_bit_behind_a_real_sensor(tmp_path, upscale, dtype):
    path = write(tmp_path / "in.tif", smooth(dtype, 3, 250, 310), options=["PHOTOMETRIC=RGB"])
    whole, figures = upscale(path, "whole.tif", model="told-x2", tile_size=512)
    tiled, others = upscale(path, "tiled.tif", model="told-x2", tile_size=128)
    assert (read(whole) == read(tiled)).all()
    assert figures["RESPONSE"] == others["RESPONSE"]


def test_a_measured_sensor_is_said_and_told(tmp_path, upscale):
    path, log = write(tmp_path / "in.tif", smooth("uint8", 3, 300, 300), options=["PHOTOMETRIC=RGB"]), Log()
    measured, results = upscale(path, log=log, model="told-x2")
    said = note(log, "sensor")
    assert (said["sensor"], said["bands"]) == ("measured", "1, 2, 3")
    assert said["response"] == pytest.approx(results["RESPONSE"])
    same, _ = upscale(path, "same.tif", model="told-x2", sharpness=results["RESPONSE"], noise=results["NOISE"])
    other, _ = upscale(path, "other.tif", model="told-x2", sharpness=results["RESPONSE"] / 4, noise=results["NOISE"])
    assert (read(same) == read(measured)).all()
    assert (read(other) != read(measured)).any()


def test_a_layer_is_measured_once(tmp_path, upscale, monkeypatch):
    monkeypatch.setattr("gan_core.pipeline.sensing.ESTIMATES", {})
    path = write(tmp_path / "in.tif", smooth("uint8", 3, 300, 300), options=["PHOTOMETRIC=RGB"])
    _, first = upscale(path, model="told-x2")
    monkeypatch.setattr("gan_core.pipeline.sensing.estimate_sensor", None)
    _, second = upscale(path, "again.tif", model="told-x2", tile_size=128)
    assert [first[name] for name in ("RESPONSE", "NOISE")] == [second[name] for name in ("RESPONSE", "NOISE")]
    write(path, smooth("uint8", 3, 300, 301), options=["PHOTOMETRIC=RGB"])
    with pytest.raises(TypeError):
        upscale(path, "other.tif", model="told-x2")


def test_flat_ground_tells_no_sensor(tmp_path, upscale):
    path, log = write(tmp_path / "in.tif", np.full((3, 60, 60), 9, np.uint8), options=["PHOTOMETRIC=RGB"]), Log()
    _, results = upscale(path, log=log, model="told-x2")
    assert note(log, "sensor-unknown")["response"] == results["RESPONSE"] == pytest.approx(0.3 / 0.637, abs=0.001)


def test_a_known_sensors_numbers_are_taken_band_by_band(tmp_path, upscale):
    name = "S2A_MSIL2A_20170613T101031_87_48_10m.tif"
    path = write(tmp_path / name, smooth("uint16", 4, 200, 200), transform=UTM)
    named(path, "B4", "B3", "B2", "B8")
    log = Log()
    made, results = upscale(path, log=log)
    said = note(log, "sensor")
    assert said["sensor"] == "sentinel-2"
    assert results["RESPONSE"] == pytest.approx((0.24 + 0.28 + 0.26 + 0.26) / 4 / 0.637, abs=0.001)
    tag = made.GetMetadataItem("RASTERGAN_SENSOR")
    assert "band 1: response 0.38" in tag
    assert "band 2: response 0.44" in tag
    assert "upscale-x2-rgbn" in made.GetMetadataItem("RASTERGAN_MODEL")


@pytest.mark.parametrize("measured", [SensorEstimate(0.5, 0.0, 0.1), None])
@pytest.mark.parametrize(("kind", "noise"), [("uint16", 6.0), ("float32", 0.0006), ("uint8", 0.0)])
def test_a_known_sensor_has_its_noise_at_least(tmp_path, upscale, monkeypatch, kind, noise, measured):
    """In the layer's units, whatever they are; a picture of 8 bits has none of them."""
    monkeypatch.setattr("gan_core.pipeline.sensing.ESTIMATES", {})
    monkeypatch.setattr("gan_core.pipeline.sensing.estimate_sensor", lambda windows: measured)
    array = smooth("uint8", 3, 200, 200)
    if kind != "uint8":
        array = array.astype(kind) * (20 if kind == "uint16" else 0.001)
    path = write(tmp_path / "S2A_MSIL2A_20170613T101031_10m.tif", array.astype(kind), transform=UTM)
    named(path, "B4", "B3", "B2")
    log = Log()
    _, results = upscale(path, model="told-x2", log=log)
    assert note(log, "sensor")["sensor"] == "sentinel-2"
    assert results["NOISE"] == pytest.approx(noise, rel=0.01)


@pytest.mark.parametrize(
    ("names", "roles"),
    [
        (("B2", "B3", "B4", "B8"), ["blue", "green", "red", "nir"]),
        (("B02", "B03", "B04", "B05", "B08", "B8A", "B12"), ["blue", "green", "red", "", "nir", "", ""]),
        (("B1", "B2", "B3", "B4", "B5", "B6", "B7"), ["", "blue", "green", "red", "nir", "", ""]),
        (("blue", "green", "red", "near infrared"), ["blue", "green", "red", "nir"]),
        (("red", "red edge", "NIR", "red"), ["", "", "nir", ""]),
        (("", "", "", ""), ["", "", "", ""]),
    ],
)
def test_bands_are_what_they_are_called(tmp_path, names, roles):
    path = named(write(tmp_path / "in.tif", smooth("uint16", len(names))), *names)
    assert RasterSource(str(path)).roles == roles


@pytest.mark.parametrize("name", ["GF2_PMS1_E113_L1A-MSS1.tif", "S2A_MSIL2A_20170613T101031_10m.tif"])
def test_the_order_of_a_known_sensors_bands(tmp_path, name):
    path = write(tmp_path / name, smooth("uint16", 4), transform=UTM)
    assert RasterSource(str(path)).roles == ["blue", "green", "red", "nir"]


def test_bands_of_an_unknown_layer_of_four_go_one_by_one(tmp_path, upscale):
    log = Log()
    upscale(write(tmp_path / "in.tif", smooth("uint16", 4)), log=log)
    assert note(log, "model-automatic")["model"] == "upscale-x2-band"


@pytest.mark.parametrize("job", [EnhanceJob, UpscaleJob])
def test_a_sensor_that_is_none(job):
    with pytest.raises(RasterGanError, match="SENSOR: expected one of auto, measured, perfect, sentinel-2"):
        job(input="in.tif", output="out.tif", sensor="hubble")


def test_a_whole_number_in_json_is_a_number(tmp_path, models):
    """Once a tensor of whole numbers, whose mean PyTorch does not know."""
    path = write(tmp_path / "in.tif", smooth("uint8", 3, 80, 90), options=["PHOTOMETRIC=RGB"])
    values = {"verb": "enhance", "input": str(path), "output": str(tmp_path / "out.tif"), "sharpness": 1, "noise": 3}
    assert tasks.run(jobs.from_dict(values), Log())["NOISE"] == 3
