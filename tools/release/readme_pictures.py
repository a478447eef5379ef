"""The README's picture of each use, by the tools themselves with what `make bench-uses` has trained.

`python -m tools.release.readme_pictures`.

Enhanced: an aerial photograph with noise and compression.  Classes: Sentinel-2.  Objects: tree crowns on one half of a
photograph, marked on the other.  Synthetic: tiles beside real ones.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch  # noqa: F401 - before osgeo
from osgeo import gdal
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter

from gan_core import tasks
from gan_core.api.jobs.classification import ClassifyJob
from gan_core.api.jobs.detection import DetectJob
from gan_core.api.jobs.generation import GenerateJob
from gan_core.api.jobs.raster import EnhanceJob
from gan_core.api.model_card import SUFFIX
from gan_core.commandline import TerminalReport
from gan_core.inference import model
from gan_core.reports.contact_sheet import sheet
from gan_core.reports.detector import draw_box
from tools.bench.crowns import crowns, halves
from tools.bench.degradations import with_jpeg_of, with_noise_of
from tools.common.picture import enlarged
from tools.common.samples import samples

gdal.UseExceptions()
BUILD, DOCS = Path("build"), Path("docs")
SIDE, GAP, LINE = 480, 16, 28
NOISE, QUALITY = 18, 60
FOUND = (1.0, 0.85, 0.1)
TILES, ACROSS = 36, 6
BOXES = 50
AERIAL, GROUND, CROWNS = (100, 120, 160), (900, 520, 400), (1350, 50, 400)
"""Column, row and side of what is shown, pixels."""
Legend = Sequence[tuple[str, str]]
"""(#rrggbb, name)"""


class Panel(NamedTuple):
    image: np.ndarray
    """(3, H, W) in 0..1."""
    caption: str


def enhanced(folder: Path) -> tuple[list[Panel], Legend]:
    source = next(path for path in samples(BUILD / "samples") if path.name == "aerial.tif")
    column, row, side = AERIAL
    faulty, clean = folder / "faulty.tif", folder / "clean.tif"
    gdal.Translate(str(faulty), str(source), srcWin=[column, row, side, side])
    image = gdal.Open(str(faulty)).ReadAsArray()
    dataset = gdal.Open(str(faulty), gdal.GA_Update)
    dataset.WriteArray(with_jpeg_of(QUALITY)(with_noise_of(NOISE)(image)))
    dataset.FlushCache()
    tasks.run(EnhanceJob(str(faulty), str(clean), model="enhance"), TerminalReport(quiet=True))
    names = ("An aerial photograph with noise and compression", "Enhanced, at the same pixels")
    return [Panel(gdal.Open(str(path)).ReadAsArray() / 255, name) for path, name in zip((faulty, clean), names)], ()


def classes(folder: Path) -> tuple[list[Panel], Legend]:
    home, output = BUILD / "classify", folder / "map.tif"
    window = [GROUND[0], GROUND[1], GROUND[2], GROUND[2]]
    source = home / "sentinel2-4.tif"
    tasks.run(ClassifyJob(str(source), str(output), model=str(home / f"sentinel2{SUFFIX}")), TerminalReport(quiet=True))
    card = model.load(home / f"sentinel2{SUFFIX}").card
    scene = gdal.Open(str(source)).ReadAsArray(*window, band_list=[3, 2, 1]).astype(np.float32)
    low, high = (np.percentile(scene, share, (1, 2))[:, None, None] for share in (1, 99))
    palette = np.zeros((256, 3), np.float32)
    for number, colour in enumerate(card.colours, 1):
        palette[number] = QColor(colour).getRgbF()[:3]
    chosen = palette[gdal.Open(str(output)).ReadAsArray(*window)].transpose(2, 0, 1)
    panels = [
        Panel((scene - low) / (high - low), "Sentinel-2, 10 m"),
        Panel(chosen, "Land cover from 20 labels a class"),
    ]
    return panels, list(zip(card.colours, card.classes))


def objects(folder: Path) -> tuple[list[Panel], Legend]:
    """What the benchmark's first draw of BOXES finds on the half that it has not seen."""
    home, output = BUILD / "crowns", folder / "found.gpkg"
    scene = next(halves(crowns(home), folder))[1]
    trained = home / f"crowns-0-{BOXES}{SUFFIX}"
    tasks.run(DetectJob(str(scene.raster), str(output), model=str(trained)), TerminalReport(quiet=True))
    dataset = gdal.Open(str(scene.raster))
    canvas = dataset.ReadAsArray()[:3].astype(np.float32) / 255
    plain, inverse = canvas.copy(), gdal.InvGeoTransform(dataset.GetGeoTransform())
    detections = gdal.OpenEx(str(output), gdal.OF_VECTOR)  # a layer dies with its dataset
    for feature in detections.GetLayer(0):
        west, east, south, north = feature.GetGeometryRef().GetEnvelope()
        left, top = gdal.ApplyGeoTransform(inverse, west, north)
        right, bottom = gdal.ApplyGeoTransform(inverse, east, south)
        draw_box(canvas, np.array([left, top, right, bottom]), FOUND)
    column, row, side = CROWNS
    names = ("An aerial photograph, 10 cm", f"Tree crowns found, from {BOXES} boxes on other ground")
    return [
        Panel(image[:, row : row + side, column : column + side], name) for image, name in zip((plain, canvas), names)
    ], ()


def synthetic(folder: Path) -> tuple[list[Panel], Legend]:
    trained = BUILD / "bench-generate" / f"sentinel2{SUFFIX}"
    tasks.run(GenerateJob(str(trained), str(folder / "tiles"), count=TILES), TerminalReport(quiet=True))
    size = model.load(trained).card.arguments["size"]
    source = gdal.Open(str(BUILD / "samples" / "sentinel2.tif"))
    corners = np.random.default_rng(0).integers(0, (source.RasterXSize - size, source.RasterYSize - size), (TILES, 2))
    real = np.stack([source.ReadAsArray(*map(int, corner), size, size, band_list=[1, 2, 3]) for corner in corners])
    generated = np.stack(
        [gdal.Open(str(path)).ReadAsArray(band_list=[1, 2, 3]) for path in sorted((folder / "tiles").glob("*.tif"))]
    )
    low, high = (np.percentile(real, share, (0, 2, 3))[:, None, None] for share in (1, 99))
    names = ("Real tiles of a satellite scene", "Synthetic tiles, made from noise after 20 minutes of training")
    return [
        Panel(sheet([((tile - low) / (high - low)).clip(0, 1).astype(np.float32) for tile in tiles], ACROSS), name)
        for tiles, name in zip((real, generated), names)
    ], ()


def drawn(panels: Sequence[Panel], legend: Legend, target: Path) -> None:
    """Panels side by side with captions below, and what the colours mean."""
    width, height = len(panels) * (SIDE + GAP) - GAP, SIDE + LINE + (LINE if legend else 0)
    picture = QImage(width, height, QImage.Format.Format_RGB888)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    font = QFont("DejaVu Sans")
    font.setPixelSize(14)
    painter.setFont(font)
    for number, panel in enumerate(panels):
        left = number * (SIDE + GAP)
        image = np.round(enlarged(panel.image.astype(np.float32), SIDE, "nearest").clip(0, 1) * 255).astype(np.uint8)
        rows = np.ascontiguousarray(image.transpose(1, 2, 0)).tobytes()
        painter.drawImage(left, 0, QImage(rows, SIDE, SIDE, 3 * SIDE, QImage.Format.Format_RGB888))
        painter.drawText(left, SIDE, SIDE, LINE, Qt.AlignmentFlag.AlignCenter, panel.caption)
    left = 0
    for colour, name in legend:
        painter.fillRect(left, SIDE + LINE + 6, 16, 16, QColor(colour))
        painter.drawText(left + 22, SIDE + LINE, 200, LINE, Qt.AlignmentFlag.AlignVCenter, name)
        left += 22 + painter.fontMetrics().horizontalAdvance(name) + 24
    painter.end()
    picture.save(str(target), "JPEG", 88)


USES = {"enhanced": enhanced, "classes": classes, "objects": objects, "synthetic": synthetic}


def main() -> None:
    application = QGuiApplication(["uses", "-platform", "offscreen"])
    for name, use in USES.items():
        with tempfile.TemporaryDirectory() as folder:
            drawn(*use(Path(folder)), DOCS / f"{name}.jpg")
            print(DOCS / f"{name}.jpg", flush=True)
    application.quit()


if __name__ == "__main__":
    main()
