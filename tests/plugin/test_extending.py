"""An algorithm is one new file."""

from __future__ import annotations

import sys
from pathlib import Path

import raster_gan.plugin.algorithms as folder

WORD = """
from raster_gan.plugin.processing.algorithm import EngineAlgorithm


class Algorithm(EngineAlgorithm):
    def name(self):
        return "word"

    def displayName(self):
        return "A word"

    def initAlgorithm(self, configuration=None):
        pass

    def processAlgorithm(self, parameters, context, feedback):
        return {"WORD": "said"}
"""


def test_an_algorithm_is_one_file(processing, provider, tmp_path: Path, monkeypatch):
    (tmp_path / "word.py").write_text(WORD)
    monkeypatch.setattr(folder, "__path__", [*folder.__path__, str(tmp_path)])
    provider.refreshAlgorithms()
    try:
        assert processing.run("rastergan:word", {}) == {"WORD": "said"}
    finally:
        monkeypatch.undo()
        sys.modules.pop(f"{folder.__name__}.word", None)
        provider.refreshAlgorithms()
    assert provider.algorithm("word") is None
