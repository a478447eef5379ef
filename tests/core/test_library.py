"""Models listed, imported and exported: what is good comes through whole, what is hostile is refused and nothing of it runs."""

from __future__ import annotations

import dataclasses
import io
import pickle
import struct
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import numpy as np
import peers
import pytest
import torch
from makers import Log, read, save, smooth, write
from safetensors.torch import load_file, save_file

from gan_core import cards, library, tasks
from gan_core.commandline import main
from gan_core.errors import RasterGanError
from gan_core.foreign import tensors as foreign_tensors
from gan_core.inference import halo, model, onnx_file
from gan_core.jobs import remove_staged
from gan_core.model_jobs import ExportModelJob, ImportModelJob, ListModelsJob
from gan_core.radiometry.consistency import consistent

ROOT = Path(__file__).resolve().parents[2]
ARGUMENTS = {"bands": 3, "noise": 0, "scale": 2, "features": 8, "blocks": 2}


@pytest.fixture
def shelf(tmp_path) -> Path:
    """A library of one's own."""
    return tmp_path / "shelf"


def bring(path: Path, shelf: Path, log: Log | None = None, **fields) -> dict:
    return tasks.run(ImportModelJob(str(path), folder=str(shelf), **fields), log or Log())


def image_of(shelf: Path, name: str, image: torch.Tensor) -> torch.Tensor:
    loaded = model.load(library.find(name, [str(shelf)]).path)
    stack = consistent(image, loaded.network(image), loaded.card.base, project=False)
    return torch.nn.functional.pixel_shuffle(stack, loaded.card.scale)


@pytest.fixture
def image() -> torch.Tensor:
    return torch.rand(1, 3, 24, 32, generator=torch.Generator().manual_seed(4))


# Importing what is good


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
    model.save(path, cards.read(path), {"l1": first, "gan": {name: tensor + 1 for name, tensor in first.items()}})
    bring(path, shelf, name="yours", licence="CC0-1.0")
    tasks.run(ExportModelJob("yours", str(tmp_path / "again.safetensors"), models=(str(shelf),)), Log())
    bring(tmp_path / "again.safetensors", shelf)
    card, again = cards.read(path), cards.read(shelf / "again.safetensors")
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


# Refusing what is not


class Bomb:
    """Unpickled by Python, it would make a file."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def __reduce__(self):
        return open, (str(self.mark), "w")


def zipped(path: Path, members: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_a_pickle_that_would_run_code(tmp_path, shelf):
    mark, path = tmp_path / "executed", tmp_path / "bad.pth"
    torch.save({"params": {"body.0.weight": Bomb(mark)}}, path)
    with pytest.raises(RasterGanError, match=r"it asks for (io|builtins)?\.?open, which weights never need"):
        bring(path, shelf)
    assert not mark.exists()
    with pytest.raises(Exception, match="Weights only load failed"):  # so that the bomb above is a real one
        torch.load(path, weights_only=True)
    pickle.loads(pickle.dumps(Bomb(mark))).close()
    assert mark.exists()
    assert not shelf.exists()


def torchscript(path: Path) -> None:
    torch.jit.save(torch.jit.trace(torch.nn.Conv2d(1, 1, 3), torch.rand(1, 1, 8, 8)), path)


def tar(path: Path) -> None:
    with tarfile.open(path, "w") as archive:
        archive.addfile(tarfile.TarInfo("pickle"), io.BytesIO(b""))


def truncated(path: Path) -> None:
    torch.save(peers.compact(), path)
    path.write_bytes(path.read_bytes()[:-200])


def expanding(path: Path) -> None:
    """One stored number that calls itself a terabyte."""
    torch.save({"body.0.weight": torch.zeros(1).expand(1 << 38)}, path)


def changed(**changes):
    return lambda path: torch.save({**peers.compact(), **changes}, path)


def lying(path: Path) -> None:
    """A zip whose directory says that a part is larger than the file."""
    torch.save(peers.compact(), path)
    data = path.read_bytes()
    place = data.rindex(b"PK\x01\x02")
    path.write_bytes(data[: place + 20] + struct.pack("<II", 1 << 30, 1 << 30) + data[place + 28 :])


HOSTILE = {
    "TorchScript": (torchscript, "it is a TorchScript program"),
    "legacy tar": (tar, "it is a tar of an old PyTorch"),
    "legacy pickle": (lambda p: torch.save(peers.compact(), p, _use_new_zipfile_serialization=False), "a bare pickle"),
    "no zip": (lambda p: p.write_bytes(b"hello"), "it is no zip archive"),
    "empty": (lambda p: p.write_bytes(b""), "it is no zip archive"),
    "truncated": (truncated, "its zip is damaged"),
    "whole module": (lambda p: torch.save(torch.nn.Conv2d(1, 1, 3), p), "which weights never need|more than weights"),
    "packed": (lambda p: zipped(p, {"a/data.pkl": b"0" * 10**6}, zipfile.ZIP_DEFLATED), "unpack to more"),
    "large list": (lambda p: zipped(p, {"a/data.pkl": bytes(17 << 20)}), "its list of tensors has"),
    "lying directory": (lying, "unpack to more|damaged"),
    "path in a name": (lambda p: zipped(p, {"a/data.pkl": b"", "../x": b""}), "is called '../x'"),
    "two lists": (lambda p: zipped(p, {"a/data.pkl": b"", "b/data.pkl": b""}), "just one list of tensors"),
    "torch.package": (
        lambda p: zipped(p, {".data/extern_modules": b"", "m/model.pkl": b""}),
        "just one list of tensors",
    ),
    "stretched tensor": (expanding, "have more than"),
    "Lightning": (
        lambda p: torch.save({"pytorch-lightning_version": "2", "state_dict": {}}, p),
        "Lightning checkpoint",
    ),
    "no dictionary": (lambda p: torch.save([torch.zeros(1)], p), "does not hold a dictionary"),
    "not a tensor": (changed(extra=5), "'extra' in it is no tensor"),
    "whole numbers": (changed(extra=torch.zeros(1, dtype=torch.int64)), "not weights"),
    "sparse": (changed(extra=torch.eye(3).to_sparse()), "not a plain tensor|more than weights|which weights"),
    "NaN": (changed(**{"body.0.bias": torch.full((8,), float("nan"))}), "not finite"),
    "infinite": (changed(**{"body.0.bias": torch.full((8,), float("inf"))}), "not finite"),
    "overflowing": (changed(**{"body.6.weight": torch.full((48, 8, 3, 3), 3e38)}), "values that are not finite"),
    "wrong shape": (changed(**{"body.2.weight": torch.zeros(8, 8, 5, 5)}), r"convs.1.weight\) is \(8, 8, 5, 5\)"),
    "scale 3": (lambda p: torch.save(peers.compact(scale=3), p), "of scale 3, only 1, 2 and 4"),
    "scale not whole": (changed(**{"body.6.bias": torch.zeros(47)}), "of scale 0"),
    "too wide": (lambda p: torch.save(peers.compact(features=520, convs=1), p), "features must be 8 to 512"),
    "x8": (lambda p: torch.save(peers.rrdb("first", ups=3), p), "of scale 8"),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_pickles(tmp_path, shelf, kind):
    make, words = HOSTILE[kind]
    path = tmp_path / "bad.pth"
    torch.manual_seed(0)
    make(path)
    with pytest.raises(RasterGanError, match=words) as caught:
        bring(path, shelf)
    assert caught.value.code == "import-refused"
    assert str(path) in str(caught.value)
    assert not shelf.exists() or not list(shelf.iterdir())


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "does not begin as"),
        (struct.pack("<Q", 1 << 40) + b"{}", "does not begin as"),
        (struct.pack("<Q", 2) + b"{}", "unknown"),
        (
            struct.pack("<Q", 200)
            + b'{"a":{"dtype":"F32","shape":[1099511627776],"data_offsets":[0,4398046511104]}}'.ljust(204),
            "MetadataIncompleteBuffer|Error while deserializing",
        ),
    ],
)
def test_hostile_safetensors(tmp_path, shelf, content, words):
    path = tmp_path / "bad.safetensors"
    path.write_bytes(content)
    with pytest.raises(RasterGanError, match=words) as caught:
        bring(path, shelf)
    assert caught.value.code in ("import-refused", "import-architecture")


def test_a_broken_file_of_ours(tmp_path, shelf):
    path = save(tmp_path, "mine", "residual", ARGUMENTS, halo=15)
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(bytes(data))
    with pytest.raises(RasterGanError, match="not those that its card was written for"):
        bring(path, shelf)
    assert not shelf.exists()


def test_an_unknown_network(tmp_path, shelf):
    torch.save({f"layer{n}.weight": torch.rand(3, 3) for n in range(4)}, tmp_path / "odd.pth")
    with pytest.raises(RasterGanError, match=r"a network of the kind unknown.* Expected one of ESRGAN, Real-ESRGAN"):
        bring(tmp_path / "odd.pth", shelf)


def test_pickles_need_a_safe_torch(tmp_path, shelf, monkeypatch):
    monkeypatch.setattr(torch, "__version__", "2.9.1+cpu")
    torch.save(peers.compact(), tmp_path / "net.pth")
    with pytest.raises(
        RasterGanError, match=r"PyTorch 2.10 or newer only; this is 2.9.1\+cpu. Convert it to .safetensors"
    ):
        bring(tmp_path / "net.pth", shelf)
    save_file(peers.compact(), tmp_path / "net.safetensors")
    assert bring(tmp_path / "net.safetensors", shelf)["MODEL"] == "net"


def test_reading_is_given_up_in_time_and_when_cancelled(tmp_path, shelf, monkeypatch):
    torch.save(peers.compact(), tmp_path / "net.pth")
    monkeypatch.setattr(foreign_tensors, "SECONDS", 0.0)
    with pytest.raises(RasterGanError, match="took more than 0 s"):
        bring(tmp_path / "net.pth", shelf)

    class Stop(Exception):
        pass

    class Impatient(Log):
        def check(self) -> None:
            raise Stop

    with pytest.raises(Stop):
        bring(tmp_path / "net.pth", shelf, Impatient())


def test_what_a_killed_import_left_is_removed(tmp_path):
    job = ImportModelJob(str(tmp_path / "Big Net.pth"), folder=str(tmp_path))
    (tmp_path / ".big-net.safetensors.77.part.safetensors").touch()
    (tmp_path / ".big-net.safetensors.77.part.safetensors.part").touch()
    remove_staged(job, 77)
    remove_staged(ListModelsJob(), 77)
    assert list(tmp_path.iterdir()) == []


# Listing


def test_the_list(tmp_path, capsys):
    path = save(tmp_path, "mine", "residual", ARGUMENTS, halo=15, limits="<script>alert(1)</script>")
    card = dataclasses.replace(cards.read(path), title="<b>bold</b> & more")
    model.save(path, card, {"l1": model.load(path).network.state_dict()})
    (tmp_path / "mine.png").write_bytes(b"\x89PNG not really")
    output = tmp_path / "list.html"
    results = tasks.run(ListModelsJob(str(output), (str(tmp_path),)), Log())
    page = output.read_text("utf-8")
    shipped = library.readable([library.BUILT_IN])
    assert results["COUNT"] == len(shipped) + 1 == page.count("<section>")
    for name, entry in shipped.items():
        assert name in page
        assert entry.card.limits.replace("'", "&#x27;") in page
        assert f"{entry.card.metrics['bicubic']['city']:.2f}" in page
    assert "&lt;b&gt;bold&lt;/b&gt; &amp; more" in page
    assert "<script" not in page
    assert "data:image/png;base64,iVBORyBub3QgcmVhbGx5" in page
    assert "http" not in page.replace("https://", "")
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


# Exporting


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
