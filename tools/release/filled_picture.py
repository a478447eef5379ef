"""The README's pictures of filled gaps: Landsat 7's stripes, and a cloud beside another date; with what was there.

`python -m tools.release.filled_picture --imagery FOLDER --dates FOLDER`, as `make bench-fill` takes them; no place was trained
on.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import NamedTuple, Optional

import numpy as np
import torch  # noqa: F401 - before osgeo
from osgeo import gdal
from qgis.PyQt.QtGui import QGuiApplication

from gan_core import tasks
from gan_core.api.jobs.filling import FillGapsJob
from gan_core.commandline import TerminalReport
from tools.bench.fill import GAPS, whole
from tools.common.gaps import cloud
from tools.common.scenes import scene
from tools.release.readme_pictures import DOCS, Panel, drawn

gdal.UseExceptions()
SCENE = "S2L2A_637U_59R_1_3"
DATES = "slovenia", "date5.tif", "date4.tif"
"""Folder, what is filled, and the other date."""
NODATA = 0


class Example(NamedTuple):
    title: str
    image: np.ndarray
    """(3, H, W), red, green, blue."""
    known: np.ndarray
    window: tuple[int, int, int]
    """Column, row and side of what is shown, pixels."""
    reference: Optional[np.ndarray] = None


def examples(imagery: Path, dates: Path) -> dict[str, Example]:
    field = whole(scene(imagery, SCENE).fine[[2, 1, 0]])
    place, one, other = DATES
    now, then = (gdal.Open(str(dates / place / name)).ReadAsArray()[:3].astype(np.float32) for name in (one, other))
    covered = cloud(now.shape[1:], 24, 0.25, np.random.default_rng(3))
    return {
        "stripes": Example(
            "Stripes of 8 pixels in Sentinel-2", field, ~GAPS["stripes of 8"](field.shape[1:]), (30, 40, 120)
        ),
        "cloud": Example("A cloud, another date beside it", now, ~covered, (0, 0, 100), then),
    }


def written(image: np.ndarray, path: Path, known: Optional[np.ndarray] = None) -> str:
    values = np.maximum(image, 1) if known is None else np.where(known, np.maximum(image, 1), NODATA)
    raster = gdal.GetDriverByName("GTiff").Create(
        str(path), image.shape[2], image.shape[1], len(image), gdal.GDT_UInt16
    )
    raster.SetGeoTransform((500000.0, 10.0, 0.0, 5000000.0, 0.0, -10.0))
    raster.WriteArray(values.round().astype(np.uint16))
    for band in range(1, len(image) + 1):
        raster.GetRasterBand(band).SetNoDataValue(NODATA)
    return str(path)


def panels(example: Example, folder: Path) -> list[Panel]:
    source = written(example.image, folder / "gaps.tif", example.known)
    reference = "" if example.reference is None else written(example.reference, folder / "reference.tif")
    output = folder / "filled.tif"
    tasks.run(FillGapsJob(source, str(output), reference=reference, resume=False), TerminalReport(quiet=True))
    filled = gdal.Open(str(output)).ReadAsArray()
    low, high = (np.percentile(example.image, share, (1, 2))[:, None, None] for share in (1, 99))
    column, row, side = example.window
    part = (slice(None), slice(row, row + side), slice(column, column + side))
    shown = {
        example.title: np.where(example.known, example.image, low),
        "Filled": filled,
        "What was there": example.image,
    }
    return [Panel(((image - low) / (high - low))[part].clip(0, 1), name) for name, image in shown.items()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--imagery", type=Path, required=True)
    parser.add_argument("--dates", type=Path, required=True)
    options = parser.parse_args()
    application = QGuiApplication(["picture", "-platform", "offscreen"])
    for name, example in examples(options.imagery, options.dates).items():
        with tempfile.TemporaryDirectory() as folder:
            drawn(panels(example, Path(folder)), (), DOCS / f"filled-{name}.jpg")
    application.quit()


if __name__ == "__main__":
    main()
