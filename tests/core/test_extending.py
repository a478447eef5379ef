"""One new file is enough: for an architecture, and for a model of it."""

from __future__ import annotations

import sys

import pytest
import torch
from makers import read, save, values, write

from gan_core import networks
from gan_core.api import library

PLAIN = """
import torch
from gan_core.networks.architecture import Architecture


class Plain(torch.nn.Module):
    def __init__(self, bands: int, scale: int) -> None:
        super().__init__()
        self.tail = torch.nn.Conv2d(bands, bands * scale**2, 3, padding=1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.tail(x)


ARCHITECTURE = Architecture("plain", Plain, {"bands": (1, 4), "scale": (1, 4)})
"""


@pytest.fixture
def plain(tmp_path, monkeypatch):
    """An architecture in one new file."""
    folder = tmp_path / "networks"
    folder.mkdir()
    (folder / "plain.py").write_text(PLAIN)
    monkeypatch.setattr(networks, "__path__", [*networks.__path__, str(folder)])
    yield
    sys.modules.pop("gan_core.networks.plain", None)


def test_an_architecture_is_one_file(plain):
    assert isinstance(networks.build("plain", {"bands": 1, "scale": 2}), torch.nn.Module)


def test_a_model_is_one_file(plain, tmp_path, upscale, monkeypatch):
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    save(shelf, "mine", "plain", {"bands": 1, "scale": 2}, halo=9)
    monkeypatch.setattr(library, "BUILT_IN", shelf)
    assert "mine" in library.entries()
    source = write(tmp_path / "in.tif", values("uint8", 1, 40, 50))
    assert read(upscale(source, model="mine")[0]).shape[-2:] == (80, 100)
