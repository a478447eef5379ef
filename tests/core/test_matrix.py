"""What `make test-matrix` would do and how it tells what came of it, without a chroot."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tools.desktop import matrix, matrix_table
from tools.desktop.matrix_table import Run

ROOT = Path(__file__).resolve().parents[2]
JUNIT = """<testsuites><testsuite>
<testcase classname="tests.plugin.test_a" name="test_well[1.5]"/>
<testcase classname="tests.plugin.test_a" name="test_wrong"><failure message="no"/></testcase>
<testcase classname="tests.plugin.test_a" name="test_late"/>
<testcase classname="tests.plugin.test_a" name="test_late"><error message="while leaving"/></testcase>
<testcase classname="tests.plugin.test_a" name="test_over"><skipped message="so"/></testcase>
</testsuite></testsuites>"""
A = "tests/plugin/test_a::"


def run(version: str, code: int, **outcomes: str) -> Run:
    return Run(version, "3.13", 61.4, code, outcomes)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("sources.list", "# deb http://old/debian x main\ndeb [arch=amd64] http://here/debian trixie main\n"),
        ("sources.list.d/debian.sources", "Types: deb\n# http://old/debian\nURIs: http://here/debian\nSuites: x\n"),
        (
            "sources.list.d/z.list",
            "deb http://other/apt x main\ndeb http://here/debian-security x\ndeb http://here/debian x\n",
        ),
    ],
)
def test_the_mirror_is_that_of_apt(tmp_path, name, text):
    (tmp_path / "sources.list.d").mkdir()
    (tmp_path / "sources.list.d" / "a.gpg").write_bytes(b"\xff\x00")
    (tmp_path / name).write_text(text)
    assert matrix.apt_mirror(tmp_path) == "http://here/debian"


def test_a_machine_without_debian_must_name_a_mirror(tmp_path):
    (tmp_path / "sources.list").write_text("deb http://here/ubuntu noble main\n")
    with pytest.raises(SystemExit, match="--mirror"):
        matrix.apt_mirror(tmp_path)


def test_a_root_is_made_once_and_completed_when_the_pins_change(tmp_path, monkeypatch):
    commands: list[list[str]] = []

    def noted(command, **_):
        commands.append(command)
        if "mmdebstrap" in command:
            (Path(command[-2]) / "usr/local/share").mkdir(parents=True)

    monkeypatch.setattr(subprocess, "run", noted)
    monkeypatch.setattr(matrix.shutil, "which", lambda name: name)
    monkeypatch.setattr(matrix, "versions", lambda root: ("3.40.6", "3.13"))
    (tmp_path / "trixie.part" / "half").mkdir(parents=True)
    assert matrix.ready("trixie", tmp_path, "http://here/debian") == tmp_path / "trixie"
    made, filled = commands
    assert made[:2] == ["unshare", "--mount"], "what mmdebstrap mounts is not seen outside"
    assert made[-3:] == ["trixie", str(tmp_path / "trixie.part"), "http://here/debian"]
    assert not (tmp_path / "trixie.part").exists()
    assert filled[filled.index("--python-version") + 1] == "3.13"
    assert filled[filled.index("--target") + 1] == f"{tmp_path}/trixie/usr/local/lib/python3.13/dist-packages"
    assert any(word.startswith("pytest-qgis==") for word in filled)
    matrix.ready("trixie", tmp_path, "http://here/debian")
    assert len(commands) == 2
    monkeypatch.setattr(matrix, "pinned", lambda text: ["safetensors==99"])
    matrix.ready("trixie", tmp_path, "http://here/debian")
    assert commands[2:] == [[*filled[: filled.index("--target") + 2], "safetensors==99"]]


def test_every_package_of_the_tests_is_pinned():
    pins = matrix.pinned((ROOT / "tools" / "requirements.txt").read_text())
    assert {pin.partition("==")[0] for pin in pins} == set(matrix.WHEELS)


def test_the_tests_run_in_a_namespace_of_their_own(tmp_path):
    words = matrix.command(Path("/roots/forky"), tmp_path, ["tests/plugin"])
    assert words[:2] == ["unshare", "--mount"]
    assert "--kill-child" in words
    assert words[words.index(matrix.TESTED) + 1 :][:3] == ["/roots/forky", str(tmp_path), "/usr/bin/python3"]
    assert words[-2:] == ["--junitxml=/tmp/results.xml", "tests/plugin"]
    assert not {"PYTHONPATH", "PIP_INDEX_URL", "VIRTUAL_ENV"} & set(matrix.environment(Path("/r"), "/f"))
    assert "unshare" not in matrix.command(None, tmp_path, ["tests/plugin"])


def test_a_copy_holds_the_checkout_as_it_stands(tmp_path):
    matrix.copied(tmp_path / "raster_gan")
    assert (tmp_path / "raster_gan/tools/desktop/matrix.py").read_bytes() == (
        ROOT / "tools/desktop/matrix.py"
    ).read_bytes()
    assert not (tmp_path / "raster_gan/.venv").exists()


def test_outcomes_are_those_of_the_junit_file(tmp_path):
    (tmp_path / "results.xml").write_text(JUNIT)
    assert matrix_table.outcomes(tmp_path / "results.xml") == {
        f"{A}test_well[1.5]": "passed",
        f"{A}test_wrong": "failed",
        f"{A}test_late": "failed",
        f"{A}test_over": "skipped",
    }
    assert matrix_table.outcomes(tmp_path / "none.xml") == {}


def test_the_report_names_what_did_not_pass_everywhere():
    lines = matrix_table.report(
        [run("3.22.16", 0, a="passed", b="passed"), run("3.44.15", 1, a="failed", c="skipped")]
    ).splitlines()
    assert lines[0].split() == ["QGIS", "Python", "passed", "failed", "skipped", "seconds"]
    assert lines[1].split() == ["3.22.16", "3.13", "2", "0", "0", "61"]
    assert lines[2].split() == ["3.44.15", "3.13", "0", "1", "1", "61"]
    assert lines[3:] == [
        "a: passed on 3.22.16, failed on 3.44.15",
        "b: passed on 3.22.16, not run on 3.44.15",
        "c: not run on 3.22.16, skipped on 3.44.15",
    ]


def test_a_crash_is_told_and_counts():
    crashed, halfway = run("3.44.15", 139), run("3.40.6", 139, a="passed")
    lines = matrix_table.report([crashed, halfway]).splitlines()
    assert lines[1].endswith("ended with exit code 139 and without results: see above")
    assert lines[2].endswith("ended with exit code 139")
    assert not crashed.passed_all
    assert not halfway.passed_all
    assert not run("3.40.6", 0, a="skipped").passed_all
    assert run("3.40.6", 0, a="passed").passed_all
