"""What nobody foresaw, as a sentence: both doors end here, and no traceback reaches a user unasked."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import Any, Optional

from gan_core import __version__
from gan_core.api import library
from gan_core.api.errors import RasterGanError

DEBUG = "RASTER_GAN_DEBUG"
"""Set to anything, the traceback is shown too."""
LOG = "errors.log"
LARGEST_LOG = 1 << 20
"""Bytes after which it begins anew; the one before is kept."""
TRACKER = "https://github.com/raster-gan/raster-gan/issues"


def internal_error(error: Exception, job: Optional[Any], debug: bool = False) -> RasterGanError:
    """`internal`, with the facts of the job's file; the traceback is in a log file, and with debug on stderr too.

    job: None where there was none yet.
    """
    reason = f"{type(error).__name__}: {error}".splitlines()[0][:300]
    file = file_facts(str(getattr(job, "input", "") or ""))
    verb = getattr(job, "verb", "")
    trace = "".join(traceback.format_exception(type(error), error, error.__traceback__))
    log = _logged(f"{time.strftime('%Y-%m-%d %H:%M:%S')} Raster GAN {__version__}, {verb} {file}\n{trace}\n")
    if debug or os.environ.get(DEBUG) or not log:
        print(trace, file=sys.stderr)
    return RasterGanError("internal", reason=reason, file=file or verb or "?", log=log or "stderr", tracker=TRACKER)


def file_facts(path: str) -> str:
    """Path, driver, size and type of a raster, as far as GDAL tells them."""
    if not path or "osgeo" not in sys.modules:
        return path
    with contextlib.suppress(Exception):  # this very file may be what nobody foresaw
        from osgeo import gdal

        dataset = gdal.OpenEx(path, gdal.OF_RASTER)
        bands = [dataset.GetRasterBand(number + 1) for number in range(dataset.RasterCount)]
        kinds = ", ".join(sorted({gdal.GetDataTypeName(band.DataType) for band in bands}))
        size = f"{dataset.RasterXSize} x {dataset.RasterYSize} x {len(bands)}"
        return f"{path} ({dataset.GetDriver().ShortName}, {size}, {kinds})"
    return path


def _logged(text: str) -> str:
    """The file that holds it now; empty where no folder takes one."""
    for folder in (library.own_folder().parent, Path(tempfile.gettempdir())):
        path = folder / LOG
        with contextlib.suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            if path.exists() and path.stat().st_size > LARGEST_LOG:
                path.replace(path.with_suffix(".old.log"))
            with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
                file.write(text)
            return str(path)
    return ""
