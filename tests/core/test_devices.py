"""Devices other than a processor, by one that stands in for them (standin.py), in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import standin
import torch
from makers import TRANSFORM, Log, make_models, read, smooth, values, write
from osgeo import gdal

from gan_core import tasks
from gan_core.api.devices import DEVICES, KINDS
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs import FillGapsJob, SharpenJob
from gan_core.api.jobs.base import BaseJob
from gan_core.api.jobs.raster import UpscaleJob
from gan_core.inference import devices, precision
from gan_core.inference.backends import AUTOLOAD

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
FULL, LOST = (0, 5, 8, 9), (0, 2)
"""Of the sentences those that are tried at work; all are tried by themselves."""
FAULTS = {
    "healthy": "",
    "short": "short: CUDA out of memory",
    **{f"full {number}": f"full: {standin.MEMORY[number]}" for number in FULL},
    "operator": "operator",
    **{f"lost {number}": f"lost: {standin.LOST[number]}" for number in LOST},
    "vanishing": "vanishing",
    "gone": "gone",
}


OTHERS, OTHER_FAULTS = ("sharpen", "fillgaps"), ("healthy", "operator", "full 9")
"""Verbs with a ladder of their own."""


def package(folder: Path, function: str) -> dict[str, str]:
    """What a maker's package is: found by its entry point.  Gives the environment that finds it."""
    (folder / "torch_standin.py").write_text((HERE / "standin.py").read_text("utf-8"), "utf-8")
    about = folder / "torch_standin-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: torch-standin\nVersion: 1.0\n", "utf-8")
    (about / "entry_points.txt").write_text(f"[torch.backends]\nstandin = torch_standin:{function}\n", "utf-8")
    path = os.pathsep.join([str(folder), str(ROOT), str(HERE)])
    return {**{name: value for name, value in os.environ.items() if name != AUTOLOAD}, "PYTHONPATH": path}


def said(environment: dict[str, str], *arguments: str) -> dict:
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory) -> dict[str, dict]:
    """Of an upscaling on the device with each fault."""
    folder = tmp_path_factory.mktemp("standin")
    environment = package(folder, "register")
    make_models(folder)
    write(folder / "in.tif", smooth("uint8", 3, 320, 300))
    left, width, _, top, _, height = TRANSFORM
    halved = (left, width / 2, 0, top, 0, height / 2)
    write(folder / "guide.tif", values("uint8", 1, 640, 600), transform=halved)
    gap = smooth("uint8", 1, 200, 200)
    gap[:, 60:80, 50:90] = 0
    write(folder / "gap.tif", gap, 0)
    return said(environment, "test_devices", str(folder))


def job(verb: str, folder: Path, device: str, name: str) -> BaseJob:
    source, output = str(folder / "in.tif"), str(folder / name)
    if verb == "fillgaps":
        return FillGapsJob(str(folder / "gap.tif"), output, device=device)
    if verb == "sharpen":
        return SharpenJob(source, output, guide=str(folder / "guide.tif"), device=device, register=False)
    fields = {"model": "rough-x2", "models": (str(folder),), "bands": (1, 2, 3), "tile_size": 400}
    return UpscaleJob(source, output, device=device, **fields)


def work(folder: Path) -> dict[str, dict]:
    from torch_standin import Module

    def run(verb: str, device: str, name: str) -> tuple[np.ndarray, Log]:
        log = Log()
        tasks.run(job(verb, folder, device, name), log)
        return read(gdal.Open(str(folder / name))).astype(int), log

    Module.fault = "gone"
    expected = {verb: run(verb, "cpu", f"{verb}.tif")[0] for verb in ("upscale", *OTHERS)}
    works = [("upscale", name) for name in FAULTS] + [(verb, name) for verb in OTHERS for name in OTHER_FAULTS]
    outcomes = {}
    for number, (verb, fault) in enumerate(works):
        name = fault if verb == "upscale" else f"{verb} {fault}"
        Module.fault, Module.asked, Module.convolutions = FAULTS[fault], 0, 0
        try:
            made, log = run(verb, "npu", f"{number}.tif")
        except RasterGanError as error:
            outcomes[name] = {"error": error.code, "sentence": str(error)}
            continue
        outcomes[name] = {
            "difference": int(np.abs(made - expected[verb]).max()),
            "notes": [(code, values) for code, values in log.notes if code in ("memory", "device-failed", "plan")],
            "convolutions": Module.convolutions,
        }
    return outcomes


@pytest.mark.parametrize("name", [name for name in FAULTS if name not in ("vanishing", "gone")])
def test_pixels_stay_whatever_the_device_does(outcomes, name):
    """Within a unit of a byte: it has float32 alone where a processor has float64."""
    assert outcomes[name]["difference"] <= 1
    assert outcomes[name]["convolutions"] > 0


@pytest.mark.parametrize("verb", OTHERS)
def test_other_ladders_end_on_the_processor_too(outcomes, verb):
    healthy, operator, full = (outcomes[f"{verb} {fault}"] for fault in OTHER_FAULTS)
    assert max(outcome["difference"] for outcome in (healthy, operator, full)) <= 1
    assert min(outcome["convolutions"] for outcome in (healthy, operator, full)) > 0
    assert remedies(healthy) == []
    assert set(remedies(operator)) == {"device-failed"}
    assert remedies(full)[-1] == "the processor"


def remedies(outcome: dict) -> list[str]:
    return [values.get("remedy", code) for code, values in outcome["notes"] if code != "plan"]


def test_a_device_that_does_its_work(outcomes):
    assert outcomes["healthy"]["notes"][0][1]["device"] == "npu"
    assert remedies(outcomes["healthy"]) == []


def test_short_memory_makes_tiles_smaller(outcomes):
    assert set(remedies(outcomes["short"])) == {"smaller tiles"}


@pytest.mark.parametrize("number", FULL)
def test_no_memory_by_each_makers_sentence_ends_on_the_processor(outcomes, number):
    assert remedies(outcomes[f"full {number}"])[-1] == "the processor"
    assert "device-failed" not in remedies(outcomes[f"full {number}"])


@pytest.mark.parametrize("name", ["operator", *(f"lost {number}" for number in LOST)])
def test_what_is_lost_or_lacks_an_operator_is_left_at_once(outcomes, name):
    (values,) = [values for code, values in outcomes[name]["notes"] if code == "device-failed"]
    assert values["device"] == "npu"
    assert values["reason"] in (FAULTS[name].partition(": ")[2] or values["reason"])
    assert remedies(outcomes[name]) == ["device-failed"]


def test_a_device_that_is_gone(outcomes):
    assert outcomes["gone"]["error"] == "device-missing"
    assert "npu is not available on this computer; available: cpu" in outcomes["gone"]["sentence"]
    assert outcomes["vanishing"]["difference"] <= 1  # between two looks at the list


def test_the_probe_names_what_a_makers_package_registers(tmp_path):
    facts = said(package(tmp_path, "register"), "gan_core", "probe", "--json")
    assert (facts["DEVICE"], facts["NAME"], facts["DEVICES"]) == ("npu", "Stand-in 910", "npu, cpu")
    assert facts["DEVICE_NAMES"] == {"npu": "Stand-in 910", "cpu": ""}
    assert facts["DEVICE_FAULTS"] == {}


def test_a_package_that_fails_does_not_stop_the_processor(tmp_path):
    """PyTorch by itself would not even be imported."""
    environment = package(tmp_path, "broken")
    facts = said(environment, "gan_core", "probe", "--json")
    assert facts["DEVICES"] == "cpu"
    assert facts["DEVICE_FAULTS"] == {"standin": "ImportError: libascendcl.so: cannot open shared object file"}
    command = [sys.executable, "-m", "gan_core", "probe", "--device", "npu"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert "Not usable: standin: ImportError: libascendcl.so" in done.stderr
    plain = subprocess.run([sys.executable, "-c", "import torch"], env=environment, capture_output=True, text=True)
    assert plain.returncode != 0


def test_whoever_wants_no_packages_gets_none(tmp_path):
    facts = said({**package(tmp_path, "register"), AUTOLOAD: "0"}, "gan_core", "probe", "--json")
    assert facts["DEVICES"] == "cpu"


@pytest.mark.parametrize("sentence", standin.MEMORY)
def test_sentences_of_full_memory(sentence):
    assert devices.is_out_of_memory(RuntimeError(sentence))
    assert not devices.is_out_of_memory(ValueError(sentence))


@pytest.mark.parametrize("sentence", standin.LOST)
def test_sentences_of_lost_devices(sentence):
    assert devices.is_device_fault(RuntimeError(sentence))
    assert not devices.is_out_of_memory(RuntimeError(sentence))


def test_other_errors_are_no_devices_fault():
    assert not devices.is_device_fault(RuntimeError("The size of tensor a (3) must match the size of tensor b (4)"))
    assert not devices.is_out_of_memory(RuntimeError("mat1 and mat2 shapes cannot be multiplied"))


def test_a_network_that_fails_on_the_processor_too_is_not_hidden(tmp_path, monkeypatch):
    from gan_core.inference.predictor import Predictor

    def wrong(self, *rest):
        raise RuntimeError("The size of tensor a (3) must match")

    monkeypatch.setattr(Predictor, "_run", wrong)
    make_models(tmp_path)
    source = write(tmp_path / "in.tif", smooth("uint8", 3, 40, 48))
    job = UpscaleJob(str(source), str(tmp_path / "out.tif"), model="rough-x2", models=(str(tmp_path),))
    with pytest.raises(RuntimeError, match="The size of tensor a"):
        tasks.run(job, Log())


def test_float64_where_there_is_some():
    for kind in KINDS:
        if kind != "xpu":
            expected = torch.float64 if kind == "cuda" else torch.float32
            assert devices.fitting(torch.float64, SimpleNamespace(type=kind)) == expected
        assert devices.fitting(torch.float32, torch.device("cpu")) == torch.float32
    assert devices.fitting(torch.float64, torch.device("cpu")) == torch.float64


def test_pytorch_of_before_its_list_of_accelerators(monkeypatch):
    monkeypatch.delattr(torch, "accelerator")
    monkeypatch.delattr(torch, "OutOfMemoryError")
    monkeypatch.delattr(torch, "AcceleratorError", raising=False)
    assert devices.available()[-1] == "cpu"
    assert devices.is_out_of_memory(torch.cuda.OutOfMemoryError("CUDA out of memory"))
    assert devices.is_device_fault(NotImplementedError("x"))


def test_released_names_of_devices_stay():
    assert {"auto", "cpu", "cuda", "mps"} <= set(DEVICES)
    assert devices.choose("cpu") == torch.device("cpu")


def test_no_other_file_compares_kinds_of_devices():
    """A device's kind against a word of its own."""
    import re

    compared = re.compile(
        r"\.type (==|!=|in) |\btorch\.(cuda|mps|xpu|npu|mlu|musa|accelerator)\.|backends\.(mps|cuda)\b"
    )
    files = [path for path in (ROOT / "gan_core").rglob("*.py") if path != Path(devices.__file__)]
    assert [path.name for path in files if compared.search(path.read_text("utf-8"))] == []
    assert precision.lower_precisions is devices.lower_precisions


if __name__ == "__main__":
    print(json.dumps(work(Path(sys.argv[1]))))
