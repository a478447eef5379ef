"""What the documents tell people to type works, in the order in which they tell it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import made_scenes
import peers
import pytest
import torch
from makers import TRANSFORM, Log, read, write
from osgeo import gdal
from test_detect import discs, ground, layer, polygon
from test_sharpen import coarser
from test_sharpen import ground as overhead

from gan_core import tasks
from gan_core.api import library
from gan_core.api.jobs import JOBS, MakeTilesJob
from gan_core.api.notes import note_text
from gan_core.commandline import TerminalReport, job_of, main, parser
from gan_core.radiometry.luminance import luminance
from tools.release.translations import FOLDER, strings, translated

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = (
    "README.md",
    "ARCHITECTURE.md",
    "README.zh.md",
    "docs/guide.md",
    "docs/guide.zh.md",
    "docs/cluster.md",
    "CONTRIBUTING.md",
)
TEXTS = {name: (ROOT / name).read_text("utf-8") for name in DOCUMENTS}
STEPS = {
    name: [line.strip() for line in text.splitlines() if line.strip().startswith("python -m gan_core ")]
    for name, text in TEXTS.items()
}
SMALLER = {r"--minutes \d+": "--minutes 0.05", r"(--part \d)/\d+": r"\1/2", "tcp://host:8786": "local"}
COMMANDS = sorted({command for commands in STEPS.values() for command in commands})
TARGETS = sorted(
    {word for text in TEXTS.values() for word in re.findall(r"`make ([a-z-]+)|^make ([a-z-]+)", text, re.M)}
)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_understood(command):
    words = [word for word in shlex.split(command, comments=True)[3:] if word != "--json"]
    assert job_of(parser().parse_args(words)).verb == words[0]


@pytest.mark.parametrize("document", [name for name, steps in STEPS.items() if steps])
def test_what_a_document_tells_to_type_works(document, tmp_path, monkeypatch):
    """With the files that it speaks of at hand; trainings get seconds where it gives them minutes, and 200 parts are 2."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv(library.VARIABLE, str(tmp_path / "models"))
    scene, boxes = discs(tmp_path / "scene.tif", 1, 288)
    discs(tmp_path / "noisy.tif", 2, 160)
    gray = luminance(torch.from_numpy(read(gdal.Open(str(scene))).astype(float))).numpy().round().astype("uint8")
    write(tmp_path / "gray.tif", gray, transform=TRANSFORM)
    made_scenes.safe(tmp_path).rename(tmp_path / "scene.SAFE")
    fine = overhead(10, 96, 96).round().astype("uint16")
    write(tmp_path / "scene-10m.tif", fine[:4], transform=TRANSFORM)
    coarse = (TRANSFORM[0], 2 * TRANSFORM[1], 0.0, TRANSFORM[3], 0.0, 2 * TRANSFORM[5])
    write(tmp_path / "scene-20m.tif", coarser(fine[4:].astype(float), 2).round().astype("uint16"), transform=coarse)
    discs(tmp_path / "country.tif", 3, 608)  # two rows of tiles
    for name in ("cloudy", "other-date"):
        discs(tmp_path / f"{name}.tif", 1, 288)
    for name, shown in (("boxes", boxes), ("clouds", boxes[:2])):
        layer(tmp_path / f"{name}.gpkg", [polygon(box) for box in shown])
    places = [((box[0] + box[2]) / 2, (box[1] + box[3]) / 2) for box in boxes[:8]] + [(36 * n, 3) for n in range(8)]
    points = ["POINT ({} {})".format(*ground(*place)) for place in places]
    layer(tmp_path / "labels.gpkg", points, ["disc"] * 8 + ["plain"] * 8, field="class")
    tasks.run(MakeTilesJob(str(scene), str(tmp_path / "tiles.gpkg"), size=64, count=12), Log())
    torch.save(peers.rrdb("basicsr", unshuffle=1, blocks=1), tmp_path / "RealESRGAN_x4plus.pth")
    for command in STEPS[document]:
        for there, here in SMALLER.items():
            command = re.sub(there, here, command)
        assert main(shlex.split(command, comments=True)[3:]) == 0, command


def test_every_verb_that_people_use_is_shown_in_the_guide():
    shown = {shlex.split(command)[3] for command in COMMANDS}
    assert set(JOBS) - shown <= {"probe", "listmodels", "importmodel", "exportmodel"}


@pytest.mark.parametrize("target", [first or second for first, second in TARGETS])
def test_a_target_is_in_the_makefile(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.M)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_a_document_points_at_is_there(document):
    for place in re.findall(r"\]\(([^)#:]+)\)", TEXTS[document]):
        assert ((ROOT / document).parent / place).exists(), place
    for anchor in re.findall(r"\]\(#([^)]+)\)", TEXTS[document]):
        assert f'name="{anchor}"' in TEXTS[document], anchor


@pytest.mark.parametrize("document", ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_a_file_that_is_named_is_there(document):
    named = set(re.findall(r"`((?:gan_core|plugin|tools|tests|docs|resources)/[\w./]*)`", TEXTS[document]))
    assert {path for path in named if not (ROOT / path).exists()} == set()


OF_QGIS = {
    *("Plugins", "Manage and Install Plugins", "Install from ZIP", "Raster", "Settings", "Options", "Raster GAN"),
    *(
        "插件",
        "管理并安装插件",
        "从ZIP文件安装",
        "栅格",
        "设置",
        "选项",
        "投影",
        "变形 (重投影)",
        "指定投影",
        "转换",
        "PCT转RGB",
    ),
}
EMPHASIS = {"my", "您的", "我的", "uncalibrated", "regression"}
DATA_SETS = re.compile(r"Training data:.*?\n\n", re.DOTALL)


@pytest.mark.parametrize("document", ["README.md", "README.zh.md", "docs/guide.md", "docs/guide.zh.md"])
def test_what_a_document_calls_by_name_is_called_so_in_the_window(document):
    """Menus, buttons, labels and choices stand in italics."""
    chinese = "zh" in document
    texts = translated(FOLDER / "raster_gan_zh.ts").values() if chinese else strings()
    shown = {re.split(r"…|\s*[(（]", text)[0] for text in texts} | set(texts) | OF_QGIS | EMPHASIS
    plain = re.sub(r"```.*?```|`[^`]*`|\]\([^)]*\)", "", DATA_SETS.sub("", TEXTS[document]), flags=re.S).replace(
        "**", ""
    )
    named = {" ".join(name.split()) for name in re.findall(r"(?<!\*)\*([^*\n|]+(?:\n[^*|]+)?)\*", plain)}
    parts = {part.strip("…") for name in named for part in name.split(" > ")}
    messages = {part for part in parts if any(part.strip("… ") in text for text in texts)}
    assert parts - shown - messages == set()


def test_a_file_called_stop_is_for_those_without_buttons(capsys):
    TerminalReport(quiet=False).note("training-folder", folder="here")
    assert "called stop" in capsys.readouterr().err
    assert "called stop" not in note_text("training-folder", {"folder": "here"})
