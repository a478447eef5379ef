"""Whether a raster can be written where it is asked for; said before the work starts."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from osgeo import gdal

from gan_core.api.errors import RasterGanError
from gan_core.raster.source import RasterSource


def driver_for(output: Path) -> gdal.Driver:
    """The GDAL driver that writes files of this name.  Raises RasterGanError `output-format`."""
    if output.suffix.lower() in (".tif", ".tiff"):
        return gdal.GetDriverByName("GTiff")
    drivers = (gdal.GetDriver(index) for index in range(gdal.GetDriverCount()))
    usable = next((driver for driver in drivers if _writes(driver, output.suffix[1:].lower())), None)
    if usable is None:
        raise RasterGanError("output-format", path=str(output))
    return usable


def _writes(driver: gdal.Driver, extension: str) -> bool:
    raster = driver.GetMetadataItem("DCAP_RASTER") and driver.GetMetadataItem("DCAP_CREATECOPY") == "YES"
    return (
        raster and driver.ShortName != "VRT" and extension in (driver.GetMetadataItem("DMD_EXTENSIONS") or "").split()
    )


def check_place(output: Path, source: RasterSource, size: int) -> None:
    """Raises RasterGanError when `output` is a file of the source, its folder can't be written to, or has not `size` bytes."""
    if output.exists() and any(Path(file).exists() and os.path.samefile(file, output) for file in source.files):
        raise RasterGanError("output-is-input", path=str(output))
    folder = output.parent
    reason = _obstacle(output)
    if reason:
        raise RasterGanError("output-folder", folder=str(folder), reason=reason)
    free = shutil.disk_usage(folder).free
    if size > free:
        raise RasterGanError("no-space", needed=size_text(size), free=size_text(free), folder=str(folder))


def _obstacle(output: Path) -> str:
    folder = output.parent
    if not folder.is_dir():
        return "it is not a folder" if folder.exists() else "it does not exist"
    if output.is_dir():
        return f"{output.name} is a folder"
    probe = folder / f".{output.name}.{os.getpid()}.probe"
    try:
        probe.touch()
        probe.unlink()
    except OSError as error:
        return error.strerror or str(error)
    return ""


def size_text(size: int) -> str:
    """In words."""
    return f"{size / 1e9:.1f} GB" if size >= 1e8 else f"{size / 1e6:.1f} MB"
