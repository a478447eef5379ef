"""The model library as QGIS runs it: listed, imported and exported through Processing."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from qgis.core import QgsApplication, QgsProcessingException, QgsProcessingFeedback
from safetensors.torch import save_file

from raster_gan.gan_core.api import library

VERBS = ("listmodels", "importmodel", "exportmodel")


class Feedback(QgsProcessingFeedback):
    def __init__(self):
        super().__init__(False)
        self.lines = []

    def pushInfo(self, info):
        self.lines.append(info)


@pytest.fixture
def small(tmp_path) -> Path:
    """Published weights of Real-ESRGAN's small kind, made by code: 3 bands, x2."""
    torch.manual_seed(0)
    state = {"body.0.weight": torch.randn(8, 3, 3, 3), "body.0.bias": torch.zeros(8), "body.1.weight": torch.rand(8)}
    state |= {"body.2.weight": torch.randn(8, 8, 3, 3), "body.2.bias": torch.zeros(8), "body.3.weight": torch.rand(8)}
    state |= {"body.4.weight": torch.randn(12, 8, 3, 3) / 100, "body.4.bias": torch.zeros(12)}
    save_file(state, tmp_path / "small.safetensors")
    return tmp_path / "small.safetensors"


@pytest.fixture
def own(tmp_path, provider, monkeypatch) -> Path:
    """The user's folder of models."""
    folder = tmp_path / "models"
    monkeypatch.setattr(type(provider), "model_folders", lambda self: (str(folder),))
    return folder


def test_they_stand_together_in_the_toolbox(provider):
    for verb in VERBS:
        algorithm = QgsApplication.processingRegistry().algorithmById(f"rastergan:{verb}")
        assert (algorithm.groupId(), algorithm.group()) == ("models", "Models")
        assert algorithm.shortHelpString().startswith("<p>")
        assert algorithm.canExecute()[0]


def test_list(processing, provider, own, tmp_path):
    output = tmp_path / "list.html"
    feedback = Feedback()
    results = processing.run("rastergan:listmodels", {"OUTPUT": str(output)}, feedback=feedback)
    assert results["COUNT"] == len(library.readable([library.BUILT_IN]))
    assert results["OUTPUT"] == str(output)
    assert "upscale-x4-band" in output.read_text("utf-8")
    assert any(line.endswith("(upscale-x2)") for line in feedback.lines)
    algorithm = QgsApplication.processingRegistry().algorithmById("rastergan:listmodels")
    assert algorithm.outputDefinition("OUTPUT").type() == "outputHtml"  # so that QGIS shows it in its results viewer


def test_import_then_upscale(processing, provider, own, small, rgb_raster):
    feedback = Feedback()
    results = processing.run("rastergan:importmodel", {"INPUT": str(small), "LICENCE": "MIT"}, feedback=feedback)
    assert results == {
        "MODEL": "small",
        "OUTPUT": str(own / "small.safetensors"),
        "SCALE": 2,
        "BANDS": 3,
        "HALO": 3,
    }
    assert any("In the library as small" in line for line in feedback.lines)
    finer = processing.run(
        "rastergan:upscale", {"INPUT": str(rgb_raster), "MODEL": results["MODEL"], "OUTPUT": "TEMPORARY_OUTPUT"}
    )
    assert (finer["WIDTH"], finer["HEIGHT"]) == (104, 80)
    assert finer["INPUT_GRID_ERROR"] <= 0.5


def test_what_is_wrong_is_said(processing, provider, own, tmp_path):
    (tmp_path / "bad.pth").write_bytes(b"\x80\x04.")
    with pytest.raises(QgsProcessingException, match="a bare pickle, which can run code.* Nothing of it was run"):
        processing.run("rastergan:importmodel", {"INPUT": str(tmp_path / "bad.pth")})
    with pytest.raises(QgsProcessingException, match="“Model name”: expected at most 64"):
        processing.run("rastergan:importmodel", {"INPUT": str(tmp_path / "bad.pth"), "NAME": "../x"})
    with pytest.raises(QgsProcessingException, match=r"ends in .safetensors or .onnx"):
        processing.run("rastergan:exportmodel", {"MODEL": "upscale-x2", "OUTPUT": str(tmp_path / "x.pb")})


def test_export(processing, provider, own, tmp_path):
    output = tmp_path / "mine.safetensors"
    results = processing.run("rastergan:exportmodel", {"MODEL": "upscale-x4", "OUTPUT": str(output)})
    assert results == {"OUTPUT": str(output), "BYTES": output.stat().st_size, "MAX_DIFFERENCE": None}
    assert output.read_bytes() == library.find("upscale-x4").path.read_bytes()


def test_the_export_dialog_lists_every_model_and_no_automatic_one(provider, browser):
    from processing.gui.AlgorithmDialog import AlgorithmDialog

    dialog = AlgorithmDialog(QgsApplication.processingRegistry().createAlgorithmById("rastergan:exportmodel"))
    combo = dialog.mainWidget().wrappers["MODEL"].combo
    texts = [combo.itemText(index) for index in range(combo.count())]
    assert len(texts) == len(library.readable([library.BUILT_IN]))
    assert not any(text.startswith("Automatic") for text in texts)
    dialog.close()
