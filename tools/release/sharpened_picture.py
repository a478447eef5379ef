"""The README's picture of sharpening: short-wave infrared of Sentinel-2 in false colour, by GDAL's pansharpening and by ours.

`python -m tools.release.sharpened_picture --imagery FOLDER`, of the training imagery; the place was not trained on.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import numpy as np
import torch  # noqa: F401 - before osgeo
from osgeo import gdal
from qgis.PyQt.QtGui import QGuiApplication

from gan_core import tasks
from gan_core.api.jobs.sharpening import SharpenJob
from gan_core.commandline import TerminalReport
from tools.release.readme_pictures import DOCS, Panel, drawn

gdal.UseExceptions()
SCENE = "sentinel2/S2L1C_637U_59R_1_3_{}.tif"
BANDS = (6, 4, 1)
"""B12, B8A and B5 as red, green and blue."""
SHIFT = -1
"""Columns of the guide: it lies one too far to the right, which GDAL does not look for."""
WINDOW = (30, 40, 120)
"""Column, row and side of what is shown, pixels of 10 m."""
PANSHARPENED = """<VRTDataset subClass="VRTPansharpenedDataset"><PansharpeningOptions><Algorithm>WeightedBrovey</Algorithm>
<AlgorithmOptions><Weights>0.3333,0.3333,0.3334</Weights></AlgorithmOptions>
<Resampling>Cubic</Resampling><PanchroBand><SourceFilename relativeToVRT="0">{pan}</SourceFilename><SourceBand>1</SourceBand>
</PanchroBand>{bands}</PansharpeningOptions></VRTDataset>"""
SPECTRAL = """<SpectralBand dstBand="{band}"><SourceFilename relativeToVRT="0">{path}</SourceFilename>
<SourceBand>{source}</SourceBand></SpectralBand>"""


def by_gdal(coarse: Path, guide: Path, folder: Path) -> np.ndarray:
    """(3, H, W): weighted Brovey, with the mean of the guide's bands for a panchromatic one, moved to where it belongs."""
    pan = folder / "pan.tif"
    source = gdal.Open(str(guide))
    made = gdal.GetDriverByName("GTiff").CreateCopy(str(pan), gdal.Translate("", source, format="MEM", bandList=[1]))
    made.WriteArray(source.ReadAsArray().astype(np.float32).mean(0).round().astype(np.uint16)[None])
    x, *rest = made.GetGeoTransform()
    made.SetGeoTransform((x + SHIFT * rest[0], *rest))
    made.FlushCache()
    bands = "".join(SPECTRAL.format(band=number, path=coarse, source=band) for number, band in enumerate(BANDS, 1))
    return np.asarray(gdal.Open(PANSHARPENED.format(pan=pan, bands=bands)).ReadAsArray())


def panels(imagery: Path, folder: Path) -> list[Panel]:
    coarse, guide = (imagery / SCENE.format(size) for size in ("20m", "10m"))
    output = folder / "sharpened.tif"
    tasks.run(SharpenJob(str(coarse), str(output), guide=str(guide)), TerminalReport(quiet=True))
    ours = gdal.Open(str(output)).ReadAsArray(band_list=list(BANDS))
    plain = gdal.Translate(
        "", str(coarse), format="MEM", width=ours.shape[2], height=ours.shape[1], resampleAlg="cubic"
    )
    images = {
        "Sentinel-2's 20 m bands B12, B8A, B5": plain.ReadAsArray(band_list=list(BANDS)),
        "GDAL's pansharpening": by_gdal(coarse, guide, folder),
        "Sharpened by the 10 m bands": ours,
    }
    low, high = (np.percentile(ours[:, 4:-4, 4:-4], share, (1, 2))[:, None, None] for share in (1, 99))
    column, row, side = WINDOW
    part = (slice(None), slice(row, row + side), slice(column, column + side))
    return [Panel(((image[part] - low) / (high - low)).clip(0, 1), name) for name, image in images.items()]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--imagery", type=Path, required=True)
    imagery = options.parse_args().imagery
    application = QGuiApplication(["picture", "-platform", "offscreen"])
    with tempfile.TemporaryDirectory() as folder:
        drawn(panels(imagery, Path(folder)), (), DOCS / "sharpened.jpg")
    application.quit()


if __name__ == "__main__":
    main()
