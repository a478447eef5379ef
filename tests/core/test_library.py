"""The library of models: listed for people, exported for other programs."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from pathlib import Path

import peers
import pytest
import torch
from makers import Log, bring, save
from safetensors import SafetensorError
from safetensors.torch import save_file

from gan_core import tasks
from gan_core.api import library, model_card
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.models import ExportModelJob, ListModelsJob
from gan_core.api.lock import output_lock
from gan_core.api.staging import atomic_write
from gan_core.commandline import main
from gan_core.inference import model, onnx_file
from gan_core.tasks import importmodel

ROOT = Path(__file__).resolve().parents[2]
ARGUMENTS = {"bands": 3, "noise": 0, "scale": 2, "features": 8, "blocks": 2}


def test_the_list(tmp_path, capsys):
    path = save(tmp_path, "mine", "residual", ARGUMENTS, halo=15, limits="<script>alert(1)</script>")
    card = dataclasses.replace(model_card.read(path), title="<b>bold</b> & more")
    model.save(path, card, {"l1": model.load(path).network.state_dict()})
    (tmp_path / "mine.png").write_bytes(b"\x89PNG not really")
    output = tmp_path / "list.html"
    results = tasks.run(ListModelsJob(str(output), (str(tmp_path),)), Log())
    page = output.read_text("utf-8")
    shipped = library.readable([library.BUILT_IN])
    assert results["COUNT"] == len(shipped) + 1 == page.count("<h2><span id=")
    for name, entry in shipped.items():
        assert name in page
        assert entry.card.limits.replace("'", "&#x27;") in page
        metrics = entry.card.metrics
        if entry.card.task in ("sharpen", "fillgaps", "encode"):
            continue
        upscales = entry.card.task == "upscale"
        row = metrics["M 0.4, noise 1"]["model"] if upscales else metrics["model"]["noise 25"]
        assert f"{row['all' if upscales else 'after']:.2f}" in page
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; more" in page
    assert "<script" not in page
    assert "data:image/png;base64,iVBORyBub3QgcmVhbGx5" in page
    assert "http:" not in page  # nothing to fetch; the letters alone may stand in a picture
    assert sorted(path.name for path in tmp_path.iterdir()) == ["list.html", "mine.png", "mine.safetensors"]
    assert main(["listmodels", "--models", str(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"COUNT: {results['COUNT']}"
    assert lines[1].split() == ["id", "task", "scale", "bands", "licence", "title"]
    assert any(line.startswith("mine ") for line in lines)


def test_the_list_needs_no_torch_and_no_gdal(tmp_path):
    code = (
        "import sys; sys.modules['torch'] = sys.modules['osgeo'] = sys.modules['numpy'] = None; "
        f"from gan_core.commandline import main; sys.exit(main(['listmodels', '--output', {str(tmp_path / 'l.html')!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "upscale-x4-band" in done.stdout


def test_export_refuses(tmp_path):
    with pytest.raises(
        RasterGanError, match=r"OUTPUT: expected a name that ends in .safetensors or .onnx, got .*x.pth"
    ):
        tasks.run(ExportModelJob("upscale-x2", str(tmp_path / "x.pth")), Log())
    with pytest.raises(RasterGanError, match="MODEL: expected one of"):
        tasks.run(ExportModelJob("nothing", str(tmp_path / "x.onnx")), Log())
    path = save(tmp_path, "mine", "residual", ARGUMENTS, halo=15)
    with pytest.raises(RasterGanError, match="OUTPUT: expected a file other than the input"):
        tasks.run(ExportModelJob(str(path), str(path)), Log())
    with pytest.raises(RasterGanError, match="TILE_SIZE"):
        ExportModelJob("upscale-x2", str(tmp_path / "x.onnx"), tile_size=7)


def test_onnx_without_its_package(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "onnx", None)
    with pytest.raises(RasterGanError, match=r"an .onnx file needs the Python package onnx, which .* can't load"):
        tasks.run(ExportModelJob("upscale-x2", str(tmp_path / "x.onnx")), Log())
    assert list(tmp_path.iterdir()) == []


def test_a_graph_that_differs_is_not_kept(tmp_path, monkeypatch):
    for difference in (0.01, float("nan")):
        monkeypatch.setattr(onnx_file, "write", lambda *rest, found=difference: found)
        with pytest.raises(RasterGanError, match="gives other pixels"):
            tasks.run(ExportModelJob("upscale-x2", str(tmp_path / "x.onnx")), Log())
        assert list(tmp_path.iterdir()) == []
    log = Log()
    monkeypatch.setattr(onnx_file, "write", lambda *rest: None)
    results = tasks.run(ExportModelJob("upscale-x2", str(tmp_path / "x.onnx")), log)
    assert results["MAX_DIFFERENCE"] is None
    assert dict(log.notes) == {"export-unchecked": {}}


@pytest.mark.parametrize("side", [0, 64])
@pytest.mark.parametrize("name", ["upscale-x2", "upscale-x4-band", "rough-x1", "net"])
def test_onnx(tmp_path, shelf, models, name, side):
    pytest.importorskip(
        "onnx", reason="the optional packages onnx and onnxruntime are not here: the export is NOT checked"
    )
    onnxruntime = pytest.importorskip("onnxruntime")
    torch.manual_seed(0)
    save_file(peers.rrdb("basicsr", unshuffle=2), tmp_path / "net.safetensors")
    bring(tmp_path / "net.safetensors", shelf)
    output, log = tmp_path / "x.onnx", Log()
    results = tasks.run(ExportModelJob(name, str(output), tile_size=side, models=(models, str(shelf))), log)
    assert results["MAX_DIFFERENCE"] < 1e-4
    session = onnxruntime.InferenceSession(str(output), providers=["CPUExecutionProvider"])
    card = library.find(name, (models, str(shelf))).card
    assert session.get_inputs()[0].shape == [1, len(card.bands), *[side or "side"] * 2]
    finer = side * card.scale or "finer"
    assert session.get_outputs()[0].shape == [1, len(card.bands), finer, finer]
    known = session.get_modelmeta().custom_metadata_map
    assert known["model_type"] == '"Superresolution"'
    assert known.get("tile_size") == (str(side) if side else None)


def test_a_model_that_is_still_written_is_not_listed(tmp_path):
    """As another process leaves it from the first saving to the last."""
    path = save(tmp_path, "mine", "residual", ARGUMENTS, halo=15)
    with atomic_write(tmp_path / "next.safetensors") as part:
        model.save(
            part, dataclasses.replace(model_card.read(path), id="next"), {"l1": model.load(path).network.state_dict()}
        )
        assert model_card.read(part).id == "next"
        assert list(library.readable([tmp_path])) == ["mine"]
    assert list(library.readable([tmp_path])) == ["mine", "next"]


def test_a_model_that_is_removed_while_it_is_loaded(tmp_path, monkeypatch):
    path = save(tmp_path, "mine", "residual", ARGUMENTS, halo=15)
    honest = model_card.read

    def removed(place):
        card = honest(place)
        path.unlink()
        return card

    monkeypatch.setattr(model_card, "read", removed)
    with pytest.raises(RasterGanError, match="mine.safetensors"):
        model.load(path)


def test_a_name_that_another_process_takes_meanwhile(tmp_path, monkeypatch):
    path, shelf = save(tmp_path, "mine", "residual", ARGUMENTS, halo=15), tmp_path / "shelf"
    honest = importmodel._ours

    def overtaken(*given):
        monkeypatch.setattr(importmodel, "_ours", honest)
        bring(path, shelf, name="next", title="the other's")
        return honest(*given)

    monkeypatch.setattr(importmodel, "_ours", overtaken)
    with pytest.raises(RasterGanError, match="a model called next is in the library already"):
        bring(path, shelf, name="next", title="mine")
    assert model_card.read(shelf / "next.safetensors").title == "the other's"
    with output_lock([str(shelf / "third.safetensors")]), pytest.raises(RasterGanError, match="another run is writing"):
        bring(path, shelf, name="third")
    assert [path.name for path in shelf.iterdir()] == ["next.safetensors"]


def test_a_disk_that_is_full_when_a_model_comes(tmp_path, monkeypatch):
    def full(*_):
        raise SafetensorError("Error while serializing: I/O error: No space left on device (os error 28)")

    path, shelf = save(tmp_path, "mine", "residual", ARGUMENTS, halo=15), tmp_path / "shelf"
    monkeypatch.setattr(model, "save_file", full)
    with pytest.raises(RasterGanError, match="No space left on device"):
        bring(path, shelf, name="next")
    assert not list(shelf.iterdir())
