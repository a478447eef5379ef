"""Which names are those of a satellite's scene, and not of one raster.  The plugin asks too: standard library only."""

from __future__ import annotations

import os
import re
from pathlib import Path

ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz")
FORMATS = (".zarr", ".gdb")
"""Folders that are a format of their own."""
SAFE = r"MTD_MSIL[12][ABC]\.xml|MTD_TL\.xml|S2[A-D]_(OPER|USER)_MTD_\w+\.xml|manifest\.safe"
MTL = r"L[COTEM]0\d_\w+_MTL\.(txt|json|xml)"


def is_archive(name: str) -> bool:
    return name.lower().endswith(ARCHIVES)


def is_safe(name: str) -> bool:
    """Whether it is a metadata file of Sentinel-2, whose bands lie in folders below."""
    return bool(re.fullmatch(SAFE, name, re.IGNORECASE))


def may_be_scene(path: str) -> bool:
    """Whether `openscene` may know what to do with what no raster is: a folder, an archive, a scene's metadata file."""
    name = Path(path).name
    landsat = re.fullmatch(MTL, name, re.IGNORECASE)
    folder = os.path.isdir(path) and not name.lower().endswith(FORMATS)
    return is_archive(name) or folder or is_safe(name) or bool(landsat)
