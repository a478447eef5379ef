"""Small rasters and models, made by code."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import pytest

for folder in (str(Path(__file__).resolve().parents[2]), str(Path(__file__).parent)):
    if folder not in sys.path:
        sys.path.insert(0, folder)

os.environ["RASTER_GAN_MODELS"] = tempfile.mkdtemp()  # what somebody has imported on this computer is not under test

import torch  # noqa: E402 - before osgeo, as in the worker
from makers import make_models  # noqa: E402


@pytest.fixture(scope="session")
def models(tmp_path_factory) -> str:
    """A folder with models of every kind that the tests need; see makers.py."""
    folder = tmp_path_factory.mktemp("models")
    make_models(folder)
    return str(folder)


@pytest.fixture
def one_thread():
    """As a worker of a cluster has it; several in tiny tiles only wait for each other."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def shelf(tmp_path) -> Path:
    """A library of one's own; not there yet."""
    return tmp_path / "shelf"


@pytest.fixture
def upscale(tmp_path, models):
    """Upscale a raster in this process: (input, output name, job's fields) -> (opened output, results)."""
    return runner("UpscaleJob", tmp_path, models)


@pytest.fixture
def enhance(tmp_path, models):
    """Enhance a raster in this process, as `upscale` does."""
    return runner("EnhanceJob", tmp_path, models)


def runner(job_type: str, folder: Path, models: str):
    from makers import Log
    from osgeo import gdal

    from gan_core import tasks
    from gan_core.api import jobs

    def run(source, output="out.tif", log=None, **fields):
        fields = {"job_file": False, **fields}
        job = getattr(jobs, job_type)(input=str(source), output=str(folder / output), models=(models,), **fields)
        results = tasks.run(job, log or Log())
        return gdal.Open(results["OUTPUT"]), results

    return run
