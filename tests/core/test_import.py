"""Published weights of other networks, and our own files, brought into the library: what is good comes through whole."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import numpy as np
import peers
import pytest
import torch
from makers import Log, bring, read, save, smooth, write
from safetensors.torch import load_file, save_file

from gan_core import tasks
from gan_core.api import library, model_card
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.models import ExportModelJob, ImportModelJob
from gan_core.commandline import main
from gan_core.inference import halo, model
from gan_core.networks import build
from gan_core.radiometry.consistency import consistent

ARGUMENTS = {"bands": 3, "noise": 0, "scale": 2, "features": 8, "blocks": 2}


def image_of(shelf: Path, name: str, image: torch.Tensor) -> torch.Tensor:
    loaded = model.load(library.find(name, [str(shelf)]).path)
    stack = consistent(image, loaded.network(image), loaded.card.base, project=False)
    return torch.nn.functional.pixel_shuffle(stack, loaded.card.scale)


@pytest.fixture
def image() -> torch.Tensor:
    return torch.rand(1, 3, 24, 32, generator=torch.Generator().manual_seed(4))


@pytest.mark.parametrize("scale", [2, 4])
@pytest.mark.parametrize("ending", [".safetensors", ".pth", ".pt", ".ckpt"])
def test_compact(tmp_path, shelf, image, scale, ending):
    torch.manual_seed(0)
    state, path = peers.compact(scale=scale, convs=3), tmp_path / f"Small Net{ending}"
    save_file(state, path) if ending == ".safetensors" else torch.save({"params": state, "iter": 5}, path)
    log = Log()
    results = bring(path, shelf, log, licence="BSD-3-Clause", attribution="Somebody")
    assert results == {
        "MODEL": "small-net",
        "OUTPUT": str(shelf / "small-net.safetensors"),
        "SCALE": scale,
        "BANDS": 3,
        "HALO": 5,
    }
    assert (image_of(shelf, "small-net", image) - peers.compact_image(state, image, scale)).abs().max() < 1e-6
    card = library.find("small-net", [str(shelf)]).card
    assert (card.licence, card.attribution, card.task, card.base) == (
        "BSD-3-Clause",
        ["Somebody"],
        "upscale",
        "nearest",
    )
    assert "no-licence" not in dict(log.notes)
    assert dict(log.notes)["imported"]["halo"] == 5


@pytest.mark.parametrize(
    ("naming", "unshuffle", "ups", "scale"),
    [
        ("basicsr", 1, 2, 4),
        ("basicsr", 2, 2, 2),
        ("basicsr", 4, 2, 1),
        ("second", 1, 2, 4),
        ("second", 1, 1, 2),
        ("first", 1, 2, 4),
        ("first", 1, 1, 2),
        ("first", 1, 0, 1),
    ],
)
def test_rrdb(tmp_path, shelf, image, naming, unshuffle, ups, scale, monkeypatch):
    monkeypatch.setattr(halo, "LARGEST", 24)  # how far it looks is not what is tested here
    torch.manual_seed(0)
    state, path = peers.rrdb(naming, unshuffle=unshuffle, ups=ups), tmp_path / "net.pth"
    torch.save({"params_ema": state, "params": {}}, path)
    log = Log()
    assert bring(path, shelf, log)["SCALE"] == scale
    expected = peers.rrdb_image(state, image, naming, unshuffle, ups)
    assert (image_of(shelf, "net", image) - expected).abs().max() < 1e-6
    assert library.find("net", [str(shelf)]).card.task == ("upscale" if scale > 1 else "enhance")
    assert "no-licence" in dict(log.notes)
    assert "grey" in dict(log.notes)  # random weights keep no grey


@pytest.mark.parametrize(("zipped", "prefix"), [(False, ""), (False, "_orig_mod.module."), (True, "module._orig_mod.")])
def test_files_of_any_age_and_of_compiled_networks(tmp_path, shelf, image, zipped, prefix, monkeypatch):
    """The first ESRGAN was published in the file form of before PyTorch 1.6."""
    monkeypatch.setattr(halo, "LARGEST", 24)
    torch.manual_seed(0)
    state, path = peers.rrdb("first"), tmp_path / "net.pth"
    named = {prefix + name: tensor for name, tensor in state.items()}
    torch.save(named, path, _use_new_zipfile_serialization=zipped)
    bring(path, shelf)
    assert (image_of(shelf, "net", image) - peers.rrdb_image(state, image, "first", 1, 2)).abs().max() < 1e-6


def test_span_in_the_range_that_keeps_grey(tmp_path, shelf, image):
    torch.manual_seed(0)
    state = peers.span()
    for name in ("conv_cat", "upsampler.0"):  # only the first layer's features come through
        state[f"{name}.weight"].zero_()
        state[f"{name}.bias"].zero_()
    for name in ("sk.weight", "sk.bias", *(f"conv.{n}.{kind}" for n in range(3) for kind in ("weight", "bias"))):
        state[f"conv_1.{name}"].zero_()
    for band, mean in enumerate((0.4488, 0.4371, 0.4040)):
        state["conv_1.sk.weight"][band, band] = 1
        state["conv_cat.weight"][band, band] = 1 / 255
        state["upsampler.0.weight"][band * 16 : band * 16 + 16, band, 1, 1] = 1
        state["upsampler.0.bias"][band * 16 : band * 16 + 16] = mean
    save_file(state, tmp_path / "span.safetensors")
    log = Log()
    bring(tmp_path / "span.safetensors", shelf, log)
    assert dict(log.notes)["reading"] == {"reading": "mean taken off, to 255"}
    assert "grey" not in dict(log.notes)
    assert (image_of(shelf, "span", image) - image.repeat_interleave(4, 2).repeat_interleave(4, 3)).abs().max() < 1e-5


@pytest.mark.parametrize("merged", [True, False])
def test_span(tmp_path, shelf, image, merged):
    """Trained branches come before what the file keeps merged; a file that has nothing else is taken as it is."""
    torch.manual_seed(0)
    state = {**peers.span(), "no_norm": torch.zeros(1)}
    expected = peers.span_image(state, image, 4, (0, 0, 0), 1)
    if merged:
        save_file(state, tmp_path / "whole.safetensors")
        bring(tmp_path / "whole.safetensors", shelf)
        ours = model.load(shelf / "whole.safetensors").network.state_dict()
        layers = {"conv_1": "head", "conv_2": "after"}
        layers.update({f"block_{b}.c{n}_r": f"blocks.{b - 1}.conv{n}" for b in range(1, 7) for n in (1, 2, 3)})
        branches = (".sk.", ".conv.0.", ".conv.1.", ".conv.2.")
        state = {name: tensor for name, tensor in state.items() if not any(part in name for part in branches)}
        state.update(
            {
                f"{old}.eval_conv.{kind}": ours[f"{new}.{kind}"]
                for old, new in layers.items()
                for kind in ("weight", "bias")
            }
        )
    save_file(state, tmp_path / "net.safetensors")
    bring(tmp_path / "net.safetensors", shelf)
    assert (image_of(shelf, "net", image) - expected).abs().max() < 1e-5 * expected.abs().max()


@pytest.mark.parametrize(("stem", "blocks"), [("blocks.", 1), ("blocks.", 2), ("blocks.", 9), ("block_", 3)])
@pytest.mark.parametrize(("bands", "scale"), [(4, 4), (10, 1)])
def test_span_of_any_depth_and_bands(tmp_path, shelf, stem, blocks, bands, scale, monkeypatch):
    """SEN2SRLite is four bands, x4, of six blocks; its file ends in .safetensor."""
    monkeypatch.setattr(halo, "LARGEST", 40)
    torch.manual_seed(0)
    image = torch.rand(1, bands, 24, 32)
    state = peers.span(bands, scale, stem=stem, blocks=blocks)
    if stem == "block_":
        state["no_norm"] = torch.zeros(1)
    save_file(state, tmp_path / "model.safetensors")
    (tmp_path / "model.safetensors").rename(tmp_path / "model.safetensor")
    results = bring(tmp_path / "model.safetensor", shelf)
    assert (results["BANDS"], results["SCALE"], results["HALO"]) == (bands, scale, 3 * blocks + 3)
    expected = peers.span_image(state, image, scale, (0,) * bands, 1, stem, blocks)
    assert (image_of(shelf, "model", image) - expected).abs().max() < 1e-5 * expected.abs().max()


def test_a_released_card_of_span_names_no_depth():
    """Six blocks was all there was."""
    network = build("span", {"bands": 3, "scale": 2, "features": 8})
    assert len(network.blocks) == 6


def keeping_gray(state: peers.State, naming: str, ups: int, share: float) -> peers.State:
    """An EDSR of two blocks that enlarges by repeating, nearly, just in one range and with one share: its blocks add a number
    that its last layer takes off again, and cut off what lies high above the mean."""
    first, block, after, up, last = peers.edsr_names(naming, 2, ups)
    bands = len(state[f"{last}.bias"])
    for name in state:
        state[name] *= 1 if "_mean" in name else 0.02
    for band in range(bands):
        for name in (first, after):
            state[f"{name}.weight"][band, band, 1, 1] = 1
        for name in up:
            state[f"{name}.weight"][4 * band : 4 * band + 4, band, 1, 1] = 1
        state[f"{last}.weight"][band, band, 1, 1] = 0.5
    before, behind = (1, 2) if naming == "basicsr" else (0, 2)
    for number in range(2):
        state[f"{block.format(number, behind)}.bias"][0] = 100 / share
    state[f"{last}.bias"][0] = -100
    state[f"{block.format(0, before)}.weight"][0, 1, 1, 1] = 1
    state[f"{block.format(0, before)}.bias"][0] = -255 * (0.6 if bands == 3 else 1.2)
    state[f"{block.format(0, behind)}.weight"][1, 0, 1, 1] = -1 / share
    return state


@pytest.mark.parametrize("naming", ["authors", "basicsr"])
@pytest.mark.parametrize(("ups", "share", "bands"), [(1, 1.0, 3), (2, 0.1, 3), (1, 0.1, 4)])
def test_edsr(tmp_path, shelf, naming, ups, share, bands):
    """Range and share, which no file tells, are those by which plain gray stays gray."""
    torch.manual_seed(0)
    image = torch.rand(1, bands, 24, 32)
    mean = (0.4488, 0.4371, 0.4040) if bands == 3 else (0.0,) * bands
    state = keeping_gray(peers.edsr(naming, bands, ups), naming, ups, share)
    torch.save(state, tmp_path / "net.pth")
    log = Log()
    results = bring(tmp_path / "net.pth", shelf, log)
    assert (results["BANDS"], results["SCALE"]) == (bands, 2**ups)
    expected = peers.edsr_image(state, image, naming, ups, share, mean)
    assert (image_of(shelf, "net", image) - expected).abs().max() < 1e-5
    assert dict(log.notes)["reading"]["reading"].endswith(f"to 255; blocks times {share:g}")


@pytest.mark.parametrize(("verb", "unshuffle"), [("upscale", 2), ("enhance", 4)])
def test_an_imported_model_at_work(tmp_path, shelf, verb, unshuffle):
    torch.manual_seed(0)
    save_file(peers.rrdb("basicsr", unshuffle=unshuffle, blocks=1), tmp_path / "net.safetensors")
    bring(tmp_path / "net.safetensors", shelf)
    source = write(tmp_path / "in.tif", smooth("uint8", 3, 250, 310), options=["PHOTOMETRIC=RGB"])
    outputs = []
    for size in ("128", "512"):
        outputs.append(tmp_path / f"{size}.tif")
        options = ["--model", "net", "--models", str(shelf), "--tile-size", size]
        assert main([verb, str(source), str(outputs[-1]), *options]) == 0
    from osgeo import gdal

    tiled, whole = (read(gdal.Open(str(output))) for output in outputs)
    assert (tiled == whole).all()  # although the network folds its input into blocks of 2 x 2 or 4 x 4
    if verb == "enhance":
        assert (tiled != read(gdal.Open(str(source)))).mean() > 0.5
        return
    means = tiled.reshape(3, 250, 2, 310, 2).mean((2, 4))
    assert np.abs(means - read(gdal.Open(str(source)))).max() <= 0.5


def test_ours_there_and_back(tmp_path, shelf):
    path = save(tmp_path, "mine", "residual", ARGUMENTS, halo=15, licence="MIT", limits="none known")
    first = model.load(path).network.state_dict()
    model.save(path, model_card.read(path), {"l1": first, "gan": {name: tensor + 1 for name, tensor in first.items()}})
    bring(path, shelf, name="yours", licence="CC0-1.0")
    tasks.run(ExportModelJob("yours", str(tmp_path / "again.safetensors"), models=(str(shelf),)), Log())
    bring(tmp_path / "again.safetensors", shelf)
    card, again = model_card.read(path), model_card.read(shelf / "again.safetensors")
    assert again == dataclasses.replace(card, id="again", licence="CC0-1.0")
    assert all(
        (load_file(path)[name] == tensor).all() for name, tensor in load_file(shelf / "again.safetensors").items()
    )


def test_names(tmp_path, shelf):
    path = save(tmp_path, "mine", "residual", ARGUMENTS, halo=15)
    for name in ("../mine", "a/b", ".hidden", "x" * 65, "two words"):
        with pytest.raises(RasterGanError, match="NAME: expected at most 64"):
            ImportModelJob(str(path), name=name)
    for taken in ("upscale-x2", "mine"):
        if taken == "mine":
            bring(path, shelf)
        with pytest.raises(RasterGanError, match=f"NAME: a model called {taken} is in the library already"):
            bring(path, shelf, name=taken)
    with pytest.raises(RasterGanError, match=r"OUTPUT: the folder .* can't be written to"):
        bring(path, path)


def test_into_ones_own_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("RASTER_GAN_MODELS", str(tmp_path / "own"))
    path = save(tmp_path, "mine", "residual", ARGUMENTS, halo=15)
    assert main(["importmodel", str(path), "--name", "kept"]) == 0
    assert "kept" in library.entries()
    assert [entry.name for entry in (tmp_path / "own").iterdir()] == ["kept.safetensors"]
    for name, value, expected in (
        ("XDG_DATA_HOME", str(tmp_path), tmp_path / "raster_gan" / "models"),
        ("XDG_DATA_HOME", "", Path.home() / ".local" / "share" / "raster_gan" / "models"),
    ):
        monkeypatch.setenv("RASTER_GAN_MODELS", "")
        monkeypatch.setenv(name, value)
        if sys.platform.startswith("linux"):
            assert library.own_folder() == expected
