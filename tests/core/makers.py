"""Rasters and models for the tests, made by code."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from osgeo import gdal, osr

from gan_core import tasks
from gan_core.api.jobs.models import ImportModelJob
from gan_core.api.model_card import ModelCard
from gan_core.inference import model
from gan_core.networks import build

gdal.UseExceptions()
KINDS = {
    "uint8": gdal.GDT_Byte,
    "int16": gdal.GDT_Int16,
    "uint16": gdal.GDT_UInt16,
    "int32": gdal.GDT_Int32,
    "uint32": gdal.GDT_UInt32,
    "float32": gdal.GDT_Float32,
    "float64": gdal.GDT_Float64,
}
if hasattr(gdal, "GDT_Int8"):  # GDAL 3.7
    KINDS["int8"] = gdal.GDT_Int8
TRANSFORM = (440720.1, 30.3, 0.0, 3751320.7, 0.0, -30.3)


class Log:
    """A report that remembers."""

    def __init__(self) -> None:
        self.notes, self.shares = [], []

    def progress(self, share: float) -> None:
        self.shares.append(share)

    def note(self, code: str, **values: object) -> None:
        self.notes.append((code, values))

    def check(self) -> None: ...


def make_models(folder: Path) -> None:
    """same-x1, same-x2, same-x4: every pixel repeated, in any units.  rough-x1, told-x1, told-x2, rough-x2, rough-x4 (RGB),
    enhance-band, upscale-x2-band, upscale-x4-band: networks with random weights that change what they see."""
    for scale in (1, 2, 4):
        fixed = {"scheme": "fixed", "scale": 1, "offset": 0}
        same = {"bands": 1, "scale": scale}
        save(folder, f"same-x{scale}", "identity", same, halo=0, base="nearest", normalization=fixed)
        single = f"upscale-x{scale}-band" if scale > 1 else "enhance-band"
        for name, bands in ((f"rough-x{scale}", 3), (single, 1)):
            size = {"noise": int(scale == 1), "features": 8, "blocks": 2}
            save(folder, name, "residual", {"bands": bands, "scale": scale, **size}, halo=15)
    for name, bands, scale, halo in (("told-x1", 3, 1, 15), ("told-x2", 3, 2, 18), ("upscale-x2-rgbn", 4, 2, 18)):
        told = {"bands": bands, "scale": scale, "noise": 2, "features": 8, "blocks": 2}
        save(folder, name, "residual", told, halo=halo)


def save(folder: Path, name: str, architecture: str, arguments: dict[str, int], **facts) -> Path:
    torch.manual_seed(3)
    network = build(architecture, arguments)
    if architecture == "residual":
        torch.nn.init.normal_(network.tail.weight, std=0.02)
    bands = [f"band {n + 1}" for n in range(arguments["bands"])]
    card = ModelCard(
        id=name,
        title=name,
        task="upscale" if arguments["scale"] > 1 else "enhance",
        architecture=architecture,
        arguments=arguments,
        scale=arguments["scale"],
        bands=bands,
        tensors_sha256="",
        **facts,
    )
    path = folder / f"{name}.safetensors"
    model.save(path, card, {"l1": network.state_dict()})
    return path


def bring(path: Path, shelf: Path, log: Log | None = None, **fields) -> dict:
    """Import a model file into the library `shelf`; gives the results."""
    return tasks.run(ImportModelJob(str(path), folder=str(shelf), **fields), log or Log())


def values(dtype: str, bands: int = 1, height: int = 21, width: int = 34, seed: int = 0) -> np.ndarray:
    """Rough values over most of the type's range, (bands, height, width)."""
    random = np.random.default_rng(seed)
    if dtype.startswith("float"):
        return (random.normal(0, 300, (bands, height, width))).astype(dtype)
    info = np.iinfo(dtype)
    return random.integers(info.min, info.max, (bands, height, width), dtype=dtype, endpoint=True)


def smooth(dtype: str, bands: int = 3, height: int = 60, width: int = 75) -> np.ndarray:
    """Something like a scene, 20 to 220."""
    rows, columns = np.mgrid[:height, :width]
    noise = np.random.default_rng(5).normal(0, 5, (bands, height, width))
    return (120 + 80 * np.sin(rows / 7) * np.cos(columns / 5) + noise).clip(20, 220).astype(dtype)


def write(
    path: Path, array: np.ndarray, nodata=None, driver: str = "GTiff", options=(), epsg=32611, transform=TRANSFORM
):
    """A raster of (bands, height, width); gives the path."""
    bands, height, width = array.shape
    dataset = gdal.GetDriverByName(driver).Create(
        str(path), width, height, bands, KINDS[str(array.dtype)], list(options)
    )
    if epsg:
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(epsg)
        dataset.SetSpatialRef(reference)
    if transform:
        dataset.SetGeoTransform(transform)
    for number in range(1, bands + 1):
        if nodata is not None:
            dataset.GetRasterBand(number).SetNoDataValue(nodata)
    dataset.WriteArray(array)
    return path


def read(dataset: gdal.Dataset) -> np.ndarray:
    array = dataset.ReadAsArray()
    return array if array.ndim == 3 else array[None]


def repeated(array: np.ndarray, scale: int) -> np.ndarray:
    return array.repeat(scale, 1).repeat(scale, 2)


def block_means(array: np.ndarray, scale: int) -> np.ndarray:
    bands, height, width = array.shape
    return array.astype(np.float64).reshape(bands, height // scale, scale, width // scale, scale).mean((2, 4))
