"""`make screenshots`: everything that the plugin shows, in each language, size and theme, as PNGs in build/screenshots.

Beside them it prints each text that is wider or taller than the widget that shows it, and keeps that list as misfits.txt.
"""

from __future__ import annotations

import argparse
import itertools
import shutil
import sys
import tempfile
import time
from pathlib import Path

from osgeo import gdal

from gan_core import tasks
from gan_core.api.jobs import MakeTilesJob
from gan_core.commandline import TerminalReport
from tools.common.samples import samples
from tools.desktop.qgis import Profile
from tools.desktop.window import screen, set_up, take

SHOTS = Path("build/screenshots")
LANGUAGES = {"english": "en", "chinese": "zh-Hans"}
SIZES = ("1366x768", "1920x1080")
THEMES = {"light": "", "dark": "Night Mapping"}
SECONDS = 600


def main() -> None:
    parser = argparse.ArgumentParser(prog="make screenshots", description=__doc__)
    parser.add_argument("--imagery", type=Path, help="a folder of rasters with sentinel2/*_10m.tif and *_20m.tif")
    parser.add_argument("--only", default="", help="words of the one to make, such as chinese-1366x768-light")
    options = parser.parse_args()
    rasters = [str(path.absolute()) for path in scenes(options.imagery)]
    with tempfile.TemporaryDirectory() as folder:
        tiles = Path(folder) / "tiles.gpkg"
        tasks.run(MakeTilesJob(rasters[0], str(tiles), size=32, count=14), TerminalReport(quiet=True))
        lines = []
        for language, size, theme in itertools.product(LANGUAGES, SIZES, THEMES):
            name = f"{language}-{size}-{theme}"
            if options.only in name:
                lines += made(name, Path(folder) / name, rasters, tiles)
    print("\n".join(lines) or "Every text fits.")
    (SHOTS / "misfits.txt").write_text("\n".join(lines))


def scenes(imagery: Path | None) -> list[Path]:
    """The rasters that are loaded: the samples, or a Sentinel-2 pair of a folder."""
    if imagery is None:
        return samples(Path("build/samples"))
    pairs = []
    for coarse in sorted((imagery / "sentinel2").glob("*_20m.tif")):
        fine = coarse.with_name(coarse.name.replace("_20m", "_10m"))
        if gdal.Open(str(coarse)).GetProjection() and fine.exists():
            pairs.append([fine, coarse])
    if not pairs:
        sys.exit(f"{imagery} holds no sentinel2/*_20m.tif with its *_10m.tif and a CRS")
    return max(pairs, key=lambda pair: pair[0].stat().st_size)


def made(name: str, folder: Path, rasters: list[str], tiles: Path) -> list[str]:
    """Take the way once; gives what does not fit."""
    language, size, theme = name.split("-")
    began = time.monotonic()
    profile = Profile(folder)
    profile.environment["RASTER_GAN_MODELS"] = str(folder / "models")
    shutil.rmtree(SHOTS / name, ignore_errors=True)
    set_up(profile, LANGUAGES[language], THEMES[theme])
    with screen(size) as display:
        given = take("everything", profile, display, SHOTS / name, seconds=SECONDS, rasters=rasters, tiles=str(tiles))
    shots = len(list((SHOTS / name).glob("*.png")))
    print(f"{SHOTS / name}: {shots} screenshots, {time.monotonic() - began:.0f} s", flush=True)
    return [f"{name}: {line}" for line in given["misfits"]]


if __name__ == "__main__":
    main()
