"""What a translator learns in ten minutes from 20 tiles: `python -m tools.bench.translate --imagery FOLDER`.

Colors: 20 tiles of 128 pixels, of one flight or of many; on other images of that flight, or of other places, the color error
(CIELAB a and b, RMSE) beside that of the tiles' mean color and of the mean color of each gray value, and by how much the
luminance is off.  Bands: Sentinel-2's blue, green, red and near infrared averaged to 20 m, and from them a 20 m band that is
left out; learned on the left of a scene, PSNR on its right beside a linear regression by pixel.  Steps are told: on a machine
that is shared the minutes say little.  Pictures go to the output folder, to be looked at.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from osgeo import gdal

from gan_core import tasks
from gan_core.api import library
from gan_core.api.jobs.translation import TrainTranslatorJob, TranslateJob
from gan_core.commandline import TerminalReport
from gan_core.metrics.fidelity import psnr
from gan_core.metrics.lab import color_error, lab
from gan_core.radiometry.luminance import luminance
from gan_core.raster.grid import Grid
from gan_core.raster.png import png, side_by_side
from gan_core.tiling.window import Window
from gan_core.vector import picked_tiles
from tools.bench.table import Target
from tools.common.corpus import aerial

FOLDERS = ("massachusetts", "naip_rgbn")
FLIGHTS = ("naip_rgbn/chico_2018", "naip_rgbn/long_beach_2020")
"""Images of one place and year among those of a folder."""
TILES, SIDE, SHOWN = 20, 128, 256
SCENES = ("S2A_MSIL1C_20170527_T33UUB", "S2B_MSIL1C_20171022_T49JGM")
LEFT_OUT = {"B5": 0, "B11": 4}
"""Of the 20 m files."""
SMALL, LEARNED, FROM = 64, 192, 208
"""Side of a tile at 20 m; columns that are learned from; the first column that is measured on."""
BORDER = 8
TARGETS = (
    Target("mean color", "color error / that of the mean color", 0.7),
    Target("gray lookup", "color error / that of the mean color of each gray value", 1.0),
    Target("luminance", "luminance off by", 1.0, unit=" DN"),
    Target("gain", "PSNR over a linear regression by pixel", 3.0, most=False, unit=" dB"),
)
Arrays = list[np.ndarray]
GEOTRANSFORM = (0.0, 1.0, 0.0, 0.0, 0.0, -1.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--imagery", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=Path("build/bench-translate"))
    parser.add_argument("--minutes", type=float, default=10.0, help="of each training")
    parser.add_argument("--only", default="", help="parts whose name holds this")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    os.environ[library.VARIABLE] = str((options.output / "models").absolute())
    parts: dict[str, Any] = {f"colors {name}": (colors, name) for name in (*FLIGHTS, *FOLDERS)}
    parts |= {f"bands {scene[-6:]} {band}": (bands, (scene, band)) for scene in SCENES for band in LEFT_OUT}
    for part, (measure, what) in parts.items():
        if options.only in part:
            tell(part, measure(options, what))


def tell(part: str, figures: Mapping[str, float]) -> None:
    print(f"{part}: " + ", ".join(f"{name} {value:.4g}" for name, value in figures.items()), flush=True)
    for target in TARGETS:
        if target.key in figures:
            print("  " + "  ".join(target.row(figures[target.key])), flush=True)


def colors(options: argparse.Namespace, name: str) -> dict[str, float]:
    """A gray layer of images that were not learned from in color."""
    learn, judge = chosen(options.imagery, name)
    name = name.replace("/", "-")
    tiles, truth = mosaic([middle(image, SIDE) for image in learn], 5), mosaic([middle(i, SHOWN) for i in judge], 3)
    folder = options.output
    color = write(folder / f"{name}.tif", tiles, rgb=True)
    gray = write(folder / f"{name}-gray.tif", grayed(truth))
    polygons = write_tiles(folder / f"{name}.gpkg", tiles.shape[1:], SIDE)
    job = TrainTranslatorJob(str(color), tiles=str(polygons), preset="colorize", minutes=options.minutes)
    trained = run(dataclasses.replace(job, name=fresh(name), resume=False))
    figures: dict[str, float] = {"steps": trained["STEPS"], "seconds": trained["SECONDS"]}
    panels = []
    for strength in (0.0, 0.5, 1.0):
        output = folder / f"{name}-{strength:g}.tif"
        made = run(TranslateJob(str(gray), str(output), trained["MODEL"], strength=strength, resume=False))
        image = gdal.Open(str(output)).ReadAsArray()
        panels.append(image)
        if strength == 0:
            error = pieces_error(image, truth)
            figures["color error"] = error
            off = luminance(torch.from_numpy(image.astype(np.float64))).numpy() - grayed(truth)
            figures["luminance"] = float(np.abs(off).max())
            assert figures["luminance"] <= made["LUMINANCE_ERROR"] + 1e-9
            for method, plain in simple(tiles, truth).items():
                figures[method] = error / plain
        else:
            figures[f"color error at {strength:g}"] = pieces_error(image, truth)
    show(folder / f"{name}.png", [grayed(truth).repeat(3, 0), *panels, truth])
    return figures


def bands(options: argparse.Namespace, what: tuple[str, str]) -> dict[str, float]:
    """A 20 m band of Sentinel-2 from its 10 m bands, averaged."""
    scene, band = what
    path = options.imagery / "sentinel2" / scene
    fine = gdal.Open(f"{path}_10m.tif").ReadAsArray().astype(np.float64)
    truth = gdal.Open(f"{path}_20m.tif").ReadAsArray()[LEFT_OUT[band]][None]
    four = fine.reshape(4, truth.shape[1], 2, truth.shape[2], 2).mean((2, 4))
    folder, name = options.output, f"{scene[-6:]}-{band}"
    given, target = (
        write(folder / f"{name}-in.tif", four.round().astype(np.uint16)),
        write(folder / f"{name}.tif", truth),
    )
    polygons = write_tiles(folder / f"{name}.gpkg", (truth.shape[1], LEARNED), SMALL)
    job = TrainTranslatorJob(str(target), str(given), str(polygons), minutes=options.minutes)
    trained = run(dataclasses.replace(job, name=fresh(name), resume=False))
    output = folder / f"{name}-made.tif"
    run(TranslateJob(str(given), str(output), trained["MODEL"], strength=0.0, unlike=True, resume=False))
    made = gdal.Open(str(output)).ReadAsArray().astype(np.float64)[None]
    own = regression(four[..., :LEARNED], truth[..., :LEARNED].astype(np.float64), four)
    right = (..., slice(FROM, None))
    low, high = np.quantile(truth, (0.005, 0.995))
    scores = {
        method: psnr(*(torch.from_numpy((image[right] - low) / (high - low)) for image in (values, truth)))
        for method, values in (("model", made), ("regression", own))
    }
    show(folder / f"{name}.png", [((image - low) / (high - low) * 255).clip(0, 255) for image in (own, made, truth)])
    return {"steps": trained["STEPS"], **scores, "gain": scores["model"] - scores["regression"]}


def run(job: TrainTranslatorJob | TranslateJob) -> dict[str, Any]:
    return tasks.run(job, TerminalReport(False, job.verb))


def fresh(name: str) -> str:
    """A model's name that is free."""
    (library.own_folder() / f"{name}.safetensors").unlink(missing_ok=True)
    return name


def chosen(imagery: Path, name: str) -> tuple[Arrays, Arrays]:
    """Images to learn from and to measure on: of a flight three in its middle are held out; of a folder other places are."""
    learn = of_folder(imagery, "train", name)
    if name in FOLDERS:
        return spread(learn, TILES), spread(of_folder(imagery, "validation", name), 9)
    first = len(learn) // 2 - 1
    rest = learn[:first] + learn[first + 3 :]
    quarters = [image[:, :SIDE, left : left + SIDE] for image in rest for left in (0, SIDE)]
    return spread(quarters, TILES), learn[first : first + 3]


def of_folder(imagery: Path, part: str, name: str) -> Arrays:
    return [image[:3] for path, image in aerial(imagery, part).items() if path.startswith(name)]


def spread(images: Arrays, count: int) -> Arrays:
    return [images[int(index)] for index in np.linspace(0, len(images) - 1, count).round()]


def middle(image: np.ndarray, side: int) -> np.ndarray:
    top, left = ((length - side) // 2 for length in image.shape[1:])
    return image[:, top : top + side, left : left + side]


def mosaic(tiles: Arrays, columns: int) -> np.ndarray:
    """Row by row, without gaps."""
    rows = [np.concatenate(tiles[first : first + columns], 2) for first in range(0, len(tiles), columns)]
    return np.concatenate(rows, 1)


def grayed(image: np.ndarray) -> np.ndarray:
    """(1, H, W) bytes."""
    return luminance(torch.from_numpy(image.astype(np.float64))).numpy().round().astype(np.uint8)


def write(path: Path, image: np.ndarray, rgb: bool = False) -> Path:
    kind = gdal.GDT_Byte if image.dtype == np.uint8 else gdal.GDT_UInt16
    options = [f"PHOTOMETRIC={'RGB' if rgb else 'MINISBLACK'}"]
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), *image.shape[:0:-1], len(image), kind, options)
    dataset.SetGeoTransform(GEOTRANSFORM)
    dataset.WriteArray(image)
    return path


def write_tiles(path: Path, shape: Sequence[int], side: int) -> Path:
    """All that fit."""
    grid = Grid(GEOTRANSFORM, shape[1], shape[0])
    places = [
        (row, column) for row in range(0, shape[0] - side + 1, side) for column in range(0, shape[1] - side + 1, side)
    ]
    picked_tiles.write(path, grid, "", [(Window(column, row, side, side), {"role": ""}) for row, column in places])
    return path


def pieces_error(image: np.ndarray, truth: np.ndarray) -> float:
    """Color error without the borders of the mosaic's pieces, where other ground begins."""
    return color_error(*(torch.from_numpy(inner(values)).double() / 255 for values in (image, truth)))


def inner(image: np.ndarray) -> np.ndarray:
    """(N, C, h, w): the pieces of a mosaic without their borders."""
    bands, height, width = image.shape
    pieces = image.reshape(bands, height // SHOWN, SHOWN, width // SHOWN, SHOWN).transpose(1, 3, 0, 2, 4)
    return np.ascontiguousarray(pieces.reshape(-1, bands, SHOWN, SHOWN)[..., BORDER:-BORDER, BORDER:-BORDER])


def simple(tiles: np.ndarray, truth: np.ndarray) -> dict[str, float]:
    """Color error of the tiles' mean color, and of the mean color of each gray value."""
    learned = lab(torch.from_numpy(tiles).double() / 255).numpy()[1:].reshape(2, -1)
    grays = grayed(tiles).ravel()
    counts = np.bincount(grays, minlength=256)
    known = np.flatnonzero(counts)
    table = np.stack(
        [
            np.interp(np.arange(256), known, (np.bincount(grays, band, 256) / np.maximum(counts, 1))[known])
            for band in learned
        ]
    )
    pieces = inner(truth)
    real = lab(torch.from_numpy(pieces).double() / 255).numpy()[:, 1:]
    gray = inner(grayed(truth))[:, 0]
    looked_up = table[:, gray].transpose(1, 0, 2, 3)
    mean = learned.mean(1)[:, None, None]
    errors = {"mean color": real - mean, "gray lookup": real - looked_up}
    return {name: float(np.sqrt((error**2).mean())) for name, error in errors.items()}


def regression(given: np.ndarray, wanted: np.ndarray, every: np.ndarray) -> np.ndarray:
    """(K, H, W) by least squares on each pixel's bands."""
    rows = np.concatenate([given.reshape(len(given), -1), np.ones((1, given[0].size))])
    weights = np.linalg.lstsq(rows.T, wanted.reshape(len(wanted), -1).T, rcond=None)[0]
    full = np.concatenate([every.reshape(len(every), -1), np.ones((1, every[0].size))])
    return (weights.T @ full).reshape(len(wanted), *every.shape[1:])


def show(path: Path, images: Arrays) -> None:
    path.write_bytes(png(side_by_side([image.astype(np.float32) / 255 for image in images])))


if __name__ == "__main__":
    main()
