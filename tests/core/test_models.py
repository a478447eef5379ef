"""Model files are refused unless everything in them agrees; nothing in them is run."""

from __future__ import annotations

import dataclasses
import json
import pickle
import struct
from pathlib import Path

import pytest
import torch
from makers import save
from safetensors.torch import load_file, save_file

from gan_core.api import library, model_card
from gan_core.api.errors import RasterGanError
from gan_core.inference import model
from gan_core.pipeline.trust_claim import CLAIM

ARGUMENTS = {"bands": 1, "noise": 0, "scale": 2, "features": 8, "blocks": 2}


@pytest.fixture
def path(tmp_path) -> Path:
    return save(tmp_path, "mine", "residual", ARGUMENTS, halo=15)


def rewritten(path: Path, tensors=None, **changes) -> Path:
    """The file with other tensors (hash made anew) or other words in its card."""
    card, weights = model_card.read(path), tensors or load_file(path)
    save_file(weights, path)
    values = {**dataclasses.asdict(card), "tensors_sha256": model_card.tensors_sha256(path), **changes}
    save_file(weights, path, {model_card.KEY: json.dumps(values)})
    return path


def test_what_is_saved_is_loaded(path):
    loaded = model.load(path)
    assert loaded.card.id == "mine"
    assert loaded.card.weights == ["l1"]
    assert torch.isfinite(loaded.network(torch.rand(1, 1, 9, 9))).all()


def test_strength_mixes_the_two_sets_of_weights(tmp_path):
    path = save(tmp_path, "mine", "residual", ARGUMENTS, halo=15)
    faithful = model.load(path).network.state_dict()
    detailed = {name: tensor + 2 for name, tensor in faithful.items()}
    model.save(path, model_card.read(path), {"l1": faithful, "gan": detailed})
    for strength in (0, 0.25, 1):
        mixed = model.load(path, strength).network.state_dict()
        assert all(torch.allclose(mixed[name], faithful[name] + 2 * strength) for name in mixed)


def test_other_weights_than_the_cards(path):
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(bytes(data))
    with pytest.raises(RasterGanError, match="not those that its card was written for"):
        model.load(path)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda t: {k: v for k, v in t.items() if "tail" not in k}, "missing or unknown tensors: l1.tail"),
        (lambda t: {**t, "l1.extra": torch.zeros(1)}, "missing or unknown tensors: l1.extra"),
        (lambda t: {**t, "l1.head.bias": torch.zeros(9)}, r"l1.head.bias is \(9,\)"),
        (lambda t: {**t, "l1.head.bias": torch.zeros(8).double()}, "float64"),
        (lambda t: {**t, "l1.head.bias": torch.full((8,), float("nan"))}, "not finite"),
    ],
)
def test_wrong_tensors(path, change, words):
    with pytest.raises(RasterGanError, match=words):
        model.load(rewritten(path, change(load_file(path))))


@pytest.mark.parametrize(
    ("card", "words"),
    [
        ({"architecture": "os.system"}, "'os.system' is none of .*compact, "),
        ({"arguments": {**ARGUMENTS, "features": 100000}}, "features must be 8 to 512"),
        ({"arguments": {**ARGUMENTS, "features": "8"}}, "features must be 8 to 512"),
        ({"arguments": {"bands": 1}}, "residual takes"),
        ({"scale": 3}, "scale 3"),
        ({"scale": 4}, "disagree on bands or scale"),
        ({"halo": -1}, "halo -1"),
        ({"base": "../x"}, "neither bicubic nor nearest"),
        ({"normalization": {"scheme": "eval"}}, "normalization"),
        ({"schema": 99}, "version 99"),
        ({"surprise": 1}, "card can't be read"),
        ({"id": ["mine"]}, "card's id is"),
        ({"architecture": ["residual"]}, "card's architecture is"),
        ({"scale": 2.0}, "card's scale is 2.0"),
        ({"scale": True}, "card's scale is True"),
        ({"bands": []}, "names no bands"),
        ({"bands": [1]}, "card's bands is"),
        ({"arguments": []}, "card's arguments is"),
        ({"weights": ["gan"]}, "faithful weights are missing"),
        ({"licence": None}, "card's licence is None"),
        ({"normalization": {"scheme": "fixed", "scale": float("inf"), "offset": 0}}, "normalization"),
        ({"normalization": {"scheme": "fixed", "scale": 1, "offset": float("nan")}}, "normalization"),
        ({"normalization": {"scheme": "fixed", "scale": 0, "offset": 0}}, "normalization"),
        ({"normalization": {"scheme": "fixed", "scale": 10**400, "offset": 0}}, "normalization"),
    ],
)
def test_wrong_cards(path, card, words):
    with pytest.raises(RasterGanError, match=words) as caught:
        model.load(rewritten(path, **card))
    assert str(path) in str(caught.value)


class Bomb:
    def __reduce__(self):
        return print, ("executed",)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "does not begin as"),
        (b"PK\x03\x04 a zip as torch.save writes it", "does not begin as"),
        (pickle.dumps(Bomb()), "does not begin as"),
        (struct.pack("<Q", 1 << 40) + b"{}", "does not begin as"),
        (struct.pack("<Q", 4) + b"nope", "not JSON"),
        (struct.pack("<Q", 500_000) + b"[" * 500_000, "not JSON"),
        (struct.pack("<Q", 2) + b"[]", "not a JSON object"),
        (struct.pack("<Q", 2) + b"{}", "no Raster GAN card"),
    ],
)
def test_files_that_are_no_models(tmp_path, capsys, content, words):
    path = tmp_path / "bad.safetensors"
    path.write_bytes(content)
    with pytest.raises(RasterGanError, match=words):
        model.load(path)
    assert "executed" not in capsys.readouterr().out


def test_the_library(tmp_path, path):
    (tmp_path / "broken.safetensors").write_bytes(b"")
    rewritten(save(tmp_path, "odd", "residual", ARGUMENTS, halo=15), id=["odd"])
    found = library.entries((str(tmp_path),))
    assert "mine" in found
    assert {"upscale-x2", "upscale-x4", "upscale-x2-band", "upscale-x4-band"} <= set(found)
    assert library.find(str(path)).card.id == "mine"
    with pytest.raises(RasterGanError, match="expected one of .*mine.* got yours"):
        library.find("yours", (str(tmp_path),))


SHIPPED = library.readable([library.BUILT_IN])


MISJUDGED = "Landsat-8, block means"
"""Real bands that are said to be sharper than they are: the network takes them at their word, and overdoes it."""
METHODS = ("bicubic", "regression, held", "network, held")
SHARPENERS = {name: entry for name, entry in SHIPPED.items() if entry.card.task == "sharpen"}


@pytest.mark.parametrize("entry", SHARPENERS.values(), ids=SHARPENERS)
def test_a_sharpener_that_ships(entry):
    card = model.load(entry.path).card
    assert entry.path.stat().st_size < 1 << 20
    assert sum(tensor.numel() for tensor in load_file(entry.path).values()) <= 200_000
    assert card.scale == 1
    assert card.licence
    assert card.attribution
    assert "Sentinel-2" in card.limits
    assert card.training["steps"] >= 1000
    assert card.training["guides"]
    assert CLAIM in card.metrics["trust"]
    assert entry.path.with_suffix(".png").stat().st_size < 1 << 20
    for title, table in card.metrics.items():
        if title not in ("protocol", "trust", MISJUDGED):
            bicubic, regression, network = (table[name]["psnr"] for name in METHODS)
            assert bicubic < regression < network, title


GENERATORS = {name: entry for name, entry in SHIPPED.items() if entry.card.task in library.IMAGES}


@pytest.mark.parametrize("entry", GENERATORS.values(), ids=GENERATORS)
def test_what_ships_is_small_whole_and_says_what_it_is(entry):
    card = model.load(entry.path, strength=1.0).card
    assert entry.path.stat().st_size < len(card.weights) << 20
    assert card.seam_exact
    assert card.licence
    assert len(card.attribution) == 11
    assert "Sentinel-2" in card.limits
    assert card.training["steps"] >= 1000
    assert card.arguments["noise"] == 2
    assert entry.path.with_suffix(".png").stat().st_size < 1 << 20
    if card.task == "upscale":
        for sensor, least in (("perfect", 0.3), ("M 0.4, noise 1", 0.8), ("M 0.25, noise 1", 1.0)):
            base, own = card.metrics[sensor]["bicubic+back-projection"], card.metrics[sensor]["model"]
            assert own["all"] > base["all"] + least, sensor
    else:
        gain = {fault: row["after"] - row["before"] for fault, row in card.metrics["model"].items()}
        assert gain["noise 25"] > 7
        assert gain["noise 10"] > 4
        assert gain["M 0.25, noise 1"] > 0.5
        assert card.metrics["model"]["none"]["change"] < 0.5


def test_the_readme_gives_the_cards_figures():
    text = (Path(__file__).resolve().parents[2] / "README.md").read_text()
    for entry in GENERATORS.values():
        name = f"| `{entry.card.id}`"
        if entry.card.task == "upscale":
            rows = entry.card.metrics["M 0.4, noise 1"]
            own, base = rows["model"]["all"], rows["bicubic+back-projection"]["all"]
            assert f"{name} | M 0.4, noise 1 | {rows['bicubic']['all']:.2f} | {base:.2f} | {own:.2f} |" in text
        else:
            row = entry.card.metrics["model"]["noise 25"]
            assert f"{name} | noise 25 | {row['before']:.2f} | {row['after']:.2f} |" in text
