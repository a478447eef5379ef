"""Hostile and damaged model files: each is refused with its reason, and nothing of it runs."""

from __future__ import annotations

import functools
import io
import pickle
import struct
import tarfile
import zipfile
from pathlib import Path

import peers
import pytest
import torch
from makers import Log, bring, save
from safetensors.torch import save_file

from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.models import ImportModelJob, ListModelsJob
from gan_core.api.resume import remove_staged
from gan_core.foreign import tensors as foreign_tensors

ARGUMENTS = {"bands": 3, "noise": 0, "scale": 2, "features": 8, "blocks": 2}


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
    "bare pickle": (lambda p: p.write_bytes(pickle.dumps({"a": 1})), "a bare pickle"),
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
    "scale not whole": (
        changed(**{"body.6.bias": torch.zeros(47)}),
        "takes 3 bands and gives 47 values for each pixel",
    ),
    "other bands": (
        lambda p: torch.save(peers.span(10, 1, stem="blocks.", made=6), p),
        "SPAN takes 10 bands and gives 6 values for each pixel: as many bands have to come out as go in",
    ),
    "RRDB of other bands": (
        lambda p: torch.save({**peers.rrdb("basicsr"), "conv_last.bias": torch.zeros(2)}, p),
        "takes 3 bands and gives 2 values",
    ),
    "deep SPAN": (lambda p: torch.save(peers.span(blocks=65), p), "SPAN: blocks must be 1 to 64, the file gives 65"),
    "SPAN with a wide layer": (
        lambda p: torch.save({**peers.span(stem="blocks."), "conv_cat.weight": torch.zeros(8, 32, 3, 3)}, p),
        r"fuse.weight\) is \(8, 32, 3, 3\)",
    ),
    "EDSR of scale 3": (lambda p: torch.save(peers.edsr("basicsr", enlarged=9), p), "of scale 3, only 1, 2 and 4"),
    "EDSR of other bands": (
        lambda p: torch.save({**peers.edsr("basicsr"), "conv_last.bias": torch.zeros(4)}, p),
        "EDSR takes 3 bands and gives 4 values",
    ),
    "EDSR with a strange mean": (
        lambda p: torch.save({**peers.edsr("authors"), "add_mean.bias": torch.zeros(3)}, p),
        "add_mean.bias is not what takes a mean off",
    ),
    "EDSR that lacks a layer": (
        lambda p: torch.save({n: t for n, t in peers.edsr("basicsr").items() if n != "body.0.conv1.bias"}, p),
        "EDSR with missing or unknown layers: blocks.0.conv1.bias",
    ),
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


def claiming(path: Path) -> None:
    """A file of before PyTorch 1.6 whose one tensor is said to have four terabytes."""

    class Claim:
        def __reduce__(self):
            return torch._utils._rebuild_tensor_v2, (Held(), 0, (1 << 40,), (1,), False, {})

    class Held:
        pass

    class Pickler(pickle.Pickler):
        def persistent_id(self, thing):
            return ("storage", torch.FloatStorage, "0", "cpu", 1 << 40, None) if isinstance(thing, Held) else None

    with path.open("wb") as file:
        for part in (torch.serialization.MAGIC_NUMBER, 1001, {"little_endian": True}):
            pickle.dump(part, file, protocol=2)
        Pickler(file, protocol=2).dump({"body.0.weight": Claim()})
        pickle.dump(["0"], file, protocol=2)
        file.write(struct.pack("<q", 1 << 40))


OF_BOTH_AGES = (
    "whole module",
    "stretched tensor",
    "Lightning",
    "no dictionary",
    "not a tensor",
    "whole numbers",
    "NaN",
)


@pytest.mark.parametrize("kind", [*OF_BOTH_AGES, "bomb", "cut off", "claiming"])
def test_hostile_files_of_before_pytorch_1_6(tmp_path, shelf, kind, monkeypatch):
    """What is read with the same care is refused for the same reasons."""
    old = functools.partial(torch.save, _use_new_zipfile_serialization=False)
    monkeypatch.setattr(torch, "save", old)
    path, mark = tmp_path / "bad.pth", tmp_path / "executed"
    others = {
        "bomb": (lambda p: old({"params": {"body.0.weight": Bomb(mark)}}, p), "which weights never need"),
        "cut off": (lambda p: (old(peers.compact(), p), p.write_bytes(p.read_bytes()[:-200])), "."),
        "claiming": (claiming, "."),
    }
    make, words = {**HOSTILE, **others}[kind]
    make(path)
    assert path.read_bytes()[:2] == b"\x80\x02"
    with pytest.raises(RasterGanError, match=words) as caught:
        bring(path, shelf)
    assert caught.value.code == "import-refused"
    assert not mark.exists()
    assert not shelf.exists()


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
