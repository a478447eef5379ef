"""Whether a raster can be written where it is asked for; said before the work starts."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

from osgeo import gdal

from gan_core.api.errors import RasterGanError
from gan_core.api.staging import SIDE_FILES
from gan_core.raster.failing import quiet
from gan_core.raster.source import RasterSource


def drivers_for(output: Path) -> list[gdal.Driver]:
    """The GDAL drivers that write files of this name.  Raises RasterGanError `output-format` or `output-virtual`."""
    if output.suffix.lower() == ".vrt":
        raise RasterGanError("output-virtual", path=str(output))
    if output.suffix.lower() in (".tif", ".tiff"):
        return [gdal.GetDriverByName("GTiff")]
    drivers = (gdal.GetDriver(index) for index in range(gdal.GetDriverCount()))
    usable = [driver for driver in drivers if _writes(driver, output.suffix[1:].lower())]
    if not usable:
        raise RasterGanError("output-format", path=str(output))
    return usable


def _writes(driver: gdal.Driver, extension: str) -> bool:
    facts = driver.GetMetadata()
    raster = "DCAP_RASTER" in facts and ("DCAP_CREATECOPY" in facts or "DCAP_CREATE" in facts)
    return raster and driver.ShortName not in ("VRT", "COG") and extension in facts.get("DMD_EXTENSIONS", "").split()


def check_names(outputs: Sequence[str], source: RasterSource) -> None:
    """What can be known of outputs by their names alone, before anything is prepared; "" is no output.  Raises RasterGanError
    `output-...`."""
    for output in map(Path, filter(None, outputs)):
        check_place(output.absolute(), source, 0)
        drivers_for(output)


def check_place(output: Path, source: RasterSource, size: int) -> None:
    """Raises RasterGanError when `output` is a file of the source, its folder can't be written to, or has not `size` bytes."""
    if output.exists() and _is_of(source, output):
        raise RasterGanError("output-is-input", path=str(output))
    folder = output.parent
    reason = _obstacle(output)
    if reason:
        raise RasterGanError("output-folder", folder=str(folder), reason=reason)
    free = shutil.disk_usage(folder).free
    if size > free:
        raise RasterGanError("no-space", needed=size_text(size), free=size_text(free), folder=str(folder))


def files_of(output: Path, source: RasterSource) -> set[Path]:
    """What belongs to the raster that stands at `output`, beside it, and not to the source."""
    files = {Path(f"{output}{suffix}") for suffix in SIDE_FILES}
    with quiet(), contextlib.suppress(RuntimeError):
        listed = gdal.OpenEx(str(output), gdal.OF_RASTER).GetFileList() or []
        files |= {output.parent / Path(name).name for name in listed if Path(name).parent == output.parent}
    mine = (file for file in files if file.name.startswith(f"{output.stem}.") and file.is_file())
    return {file for file in mine if not _is_of(source, file)}


def check_files(output: Path, names: Sequence[str], source: RasterSource) -> None:
    """names: of the files that an output will have.  Raises RasterGanError `output-side-file` where one of them is something
    else's."""
    own = {output, *files_of(output, source)}
    for place in (output.parent / name for name in names):
        if place.exists() and (place not in own or _is_of(source, place)):
            raise RasterGanError("output-side-file", path=str(output), file=str(place))


def _is_of(source: RasterSource, path: Path) -> bool:
    return any(Path(file).exists() and os.path.samefile(file, path) for file in source.files)


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
