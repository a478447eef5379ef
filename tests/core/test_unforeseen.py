"""What nobody foresaw is a sentence at both doors, and what a console can't show does not stop a run."""

from __future__ import annotations

import io
import json
import sys

import pytest
from makers import smooth, write

from gan_core import unforeseen
from gan_core.api.jobs import to_dict
from gan_core.api.jobs.raster import UpscaleJob
from gan_core.commandline import main
from gan_core.pipeline import prepare
from gan_core.worker import JobReport, Worker


@pytest.fixture
def surprise(tmp_path, monkeypatch):
    """A command and its files, in a build of ours that breaks in the middle of a run."""
    monkeypatch.setenv("RASTER_GAN_MODELS", str(tmp_path / "own" / "models"))
    monkeypatch.delenv(unforeseen.DEBUG, raising=False)

    def broken(*_, **__):
        raise KeyError("nobody\nforesaw")

    monkeypatch.setattr(prepare, "medians", broken)
    (tmp_path / "files").mkdir()
    source = write(tmp_path / "files" / "in.tif", smooth("uint16", 2, 30, 40))
    return UpscaleJob(str(source), str(tmp_path / "files" / "out.tif"))


def test_a_sentence_with_the_files_facts(surprise, tmp_path, capsys):
    assert main(["upscale", surprise.input, surprise.output]) == 1
    said = capsys.readouterr()
    log = tmp_path / "own" / "errors.log"
    expected = f"Unexpected error (KeyError: 'nobody\\nforesaw') with {surprise.input} (GTiff, 40 x 30 x 2, UInt16)."
    assert expected in said.err
    assert unforeseen.TRACKER in said.err
    assert str(log) in said.err
    assert "Traceback" not in said.out + said.err
    assert "Traceback" in log.read_text()
    assert [path.name for path in (tmp_path / "files").iterdir()] == ["in.tif"]


def test_as_json(surprise, capsys):
    assert main(["upscale", surprise.input, surprise.output, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["error"] == "internal"


@pytest.mark.parametrize("by", ["option", "environment"])
def test_the_traceback_for_who_asks(surprise, capsys, monkeypatch, by):
    if by == "environment":
        monkeypatch.setenv(unforeseen.DEBUG, "1")
    assert main(["upscale", surprise.input, surprise.output, *(["--debug"] if by == "option" else [])]) == 1
    assert "Traceback" in capsys.readouterr().err


def test_through_the_worker(surprise, capsys):
    events = []
    report = JobReport("1", lambda event, **values: events.append((event, values)))
    Worker(io.StringIO(), report.emit, 1.0)._run(report, to_dict(surprise))
    event, values = events[-1]
    assert (event, values["code"]) == ("failed", "internal")
    assert "GTiff, 40 x 30 x 2, UInt16" in values["values"]["file"]
    assert "Traceback" not in capsys.readouterr().err


def test_the_log_begins_anew_when_it_is_large(surprise, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(unforeseen, "LARGEST_LOG", 10)
    for _ in range(3):
        main(["upscale", surprise.input, surprise.output])
    assert sorted(path.name for path in (tmp_path / "own").glob("*.log")) == ["errors.log", "errors.old.log"]
    assert (tmp_path / "own" / "errors.log").read_text().count("Traceback") == 1


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "latin-1"])
def test_a_console_that_can_not_show_the_name(tmp_path, monkeypatch, encoding):
    source, output = write(tmp_path / "in.tif", smooth("uint8", 1, 30, 30)), tmp_path / "果.tif"
    streams = [io.TextIOWrapper(io.BytesIO(), encoding) for _ in range(2)]
    monkeypatch.setattr(sys, "stdout", streams[0])
    monkeypatch.setattr(sys, "stderr", streams[1])
    assert main(["upscale", str(source), str(output), "--model", "upscale-x2-band"]) == 0
    assert rb"\u679c.tif" in streams[0].buffer.getvalue()
    assert output.exists()


def test_a_reader_that_has_left(tmp_path, monkeypatch, models):
    class Closed(io.StringIO):
        def write(self, text):
            raise BrokenPipeError

    source, output = write(tmp_path / "in.tif", smooth("uint8", 1, 30, 30)), tmp_path / "out.tif"
    monkeypatch.setattr(sys, "stdout", Closed())
    assert main(["upscale", str(source), str(output), "--model", "same-x2", "--models", models]) == 1
    assert output.exists()
