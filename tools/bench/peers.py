"""Others at the same work, each at its best: as many threads as we have, the fewest bits it gains by, its best tile.

All get tiles that memory holds, without a halo, and write nothing, except where the whole way from file to file is measured:
`warp` and `deepness`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from osgeo import gdal

from gan_core import tasks
from gan_core.api.jobs.models import ExportModelJob
from tools.bench import ncnn
from tools.bench.deepness import TILE, deepness
from tools.bench.lanes import Prepared, Turn
from tools.bench.ours import CHECKED, MODEL, SCALE, STRENGTH, Quiet, likeness
from tools.bench.protocol import bicubic, psnr
from tools.bench.rasters import picture

gdal.UseExceptions()
SIDES = {
    "onnxruntime": (64, 96, 128, 192, 256, 384, 512),
    "SPAN": (64, 128, 192, 256),
    "Real-ESRGAN x4plus": (64, 128, 192),
}
"""Tiles that are tried, input pixels along a side."""
TRIES = 3
ENOUGH_SECONDS = 2.0
"""After which a size is not tried again."""
Run = Callable[[np.ndarray], np.ndarray]
"""(3, H, W) float32 in 0..1 -> the same, finer."""


def exported(path: Path, side: int = 0) -> Path:
    """Our network with base and projection, as its users get it.  side: of the one image that it takes; 0 for any."""
    tasks.run(ExportModelJob(MODEL, str(path), strength=STRENGTH, tile_size=side), Quiet())
    return path


def session(path: Path) -> Run:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = torch.get_num_threads()
    inference = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return lambda image: inference.run(None, {"input": image[None]})[0][0]


def onnxruntime_bare(options: dict[str, Any]) -> Prepared:
    """options: source, crop, folder."""
    run = session(exported(Path(options["folder"]) / "any.onnx"))
    return at_best("onnxruntime", {"float32": run}, options)


def ncnn_bare(options: dict[str, Any]) -> Prepared:
    """options: source, crop, peer, weights."""
    peer = next(each for each in ncnn.PEERS if each.name == options["peer"] and each.scale == SCALE)
    networks = {name: ncnn.network(peer, Path(options["weights"]), name == "bf16") for name in ("float32", "bf16")}
    runs: dict[str, Run] = {name: lambda image, net=net: ncnn.run(net, image) for name, net in networks.items()}
    return at_best(peer.name, runs, options)


def at_best(name: str, runs: Mapping[str, Run], options: dict[str, Any]) -> Prepared:
    """The kind of numbers, then the tile that give most pixels a second; a turn is as many such tiles as cover the crop."""
    number_paces = {numbers: pace(run, SIDES[name][0]) for numbers, run in runs.items()}
    numbers = max(number_paces, key=number_paces.__getitem__)
    paces = {side: pace(runs[numbers], side) for side in SIDES[name]}
    side = max(paces, key=paces.__getitem__)
    crop = options["crop"]
    tiles = np.ascontiguousarray(picture(Path(options["source"]), side)[None], np.float32) / 255
    count = max(1, round(crop * crop / side**2))

    def run() -> Turn:
        began = time.perf_counter()
        for _ in range(count):
            runs[numbers](tiles[0])
        return Turn(time.perf_counter() - began, count * (side * SCALE) ** 2 / 1e6)

    return run, {"tile": side, "kind": numbers, "paces": paces, "psnr": resembles(runs[numbers], options["source"])}


def pace(run: Run, side: int) -> float:
    """Output megapixels a second on tiles of this side, the best of a few."""
    tile = np.random.default_rng(0).random((3, side, side), np.float32)
    seconds: list[float] = []
    while len(seconds) < TRIES and sum(seconds) < ENOUGH_SECONDS:
        began = time.perf_counter()
        run(tile)
        seconds.append(time.perf_counter() - began)
    return (side * SCALE) ** 2 / 1e6 / min(seconds)


def resembles(run: Run, source: str) -> float:
    """PSNR in dB against bicubic, of the corner of an 8-bit scene."""
    low_res = picture(Path(source), CHECKED).astype(np.float32) / 255
    wanted = torch.nn.functional.pixel_shuffle(bicubic(SCALE)(torch.from_numpy(low_res)[None]), SCALE)[0]
    result = torch.from_numpy(run(low_res))
    return psnr(result[:, 32:-32, 32:-32], wanted[:, 32:-32, 32:-32])


def warp(options: dict[str, Any]) -> Prepared:
    """options: source, output, like (our output).  `gdalwarp -r lanczos` to the same kind of file, overviews as ours."""
    like = gdal.Open(options["like"])
    source = gdal.Open(options["source"])
    width, height = (SCALE * side for side in (source.RasterXSize, source.RasterYSize))
    wanted = gdal.WarpOptions(
        format="GTiff",
        width=width,
        height=height,
        resampleAlg="lanczos",
        multithread=True,
        warpOptions=["NUM_THREADS=ALL_CPUS"],
        warpMemoryLimit=256,
        creationOptions=[*creation(like), "NUM_THREADS=ALL_CPUS"],
    )
    levels = [2 ** (n + 1) for n in range(like.GetRasterBand(1).GetOverviewCount())]
    gdal.SetConfigOption("GDAL_NUM_THREADS", "ALL_CPUS")

    def run() -> Turn:
        began = time.perf_counter()
        result = gdal.Warp(options["output"], options["source"], options=wanted)
        if levels:
            result.BuildOverviews("AVERAGE", levels)
        result = None
        return Turn(time.perf_counter() - began, width * height / 1e6)

    run()
    return run, {"options": creation(like), "psnr": likeness(options["source"], options["output"])}


def creation(like: gdal.Dataset) -> list[str]:
    """How a GeoTIFF of ours was made."""
    facts = like.GetMetadata("IMAGE_STRUCTURE")
    block = dict(zip(("BLOCKXSIZE", "BLOCKYSIZE"), like.GetRasterBand(1).GetBlockSize()))
    level = {"ZSTD": {"ZSTD_LEVEL": 1}, "DEFLATE": {"ZLEVEL": 1}}[facts["COMPRESSION"]]
    named = {"COMPRESS": facts["COMPRESSION"], "INTERLEAVE": facts["INTERLEAVE"], "PREDICTOR": facts["PREDICTOR"]}
    options = {"TILED": "YES", "BIGTIFF": "IF_SAFER", "PHOTOMETRIC": "RGB", **named, **level, **block}
    return [f"{name}={value}" for name, value in options.items()]


def as_deepness(options: dict[str, Any]) -> Prepared:
    """options: source, output, folder."""
    run = session(exported(Path(options["folder"]) / f"{TILE}.onnx", TILE))

    def turn() -> Turn:
        began = time.perf_counter()
        width, height = deepness(options["source"], options["output"], run, SCALE)
        return Turn(time.perf_counter() - began, width * height / 1e6)

    turn()
    return turn, {"tile": TILE, "psnr": likeness(options["source"], options["output"])}
