"""Which names are those of a satellite's scene, and not of one raster.  The plugin asks too: standard library only."""

from __future__ import annotations

import re
from pathlib import Path

ARCHIVES = (".zip", ".tar", ".tar.gz", ".tgz")
METADATA = (
    r"(MTD_MSIL[12][AC]|MTD_TL|S2[A-D]_(OPER|USER)_MTD_\w+)\.xml|manifest\.safe|L[COTEM]0\d_\w+_MTL\.(txt|json|xml)"
)


def is_archive(name: str) -> bool:
    return name.lower().endswith(ARCHIVES)


def may_be_scene(path: str) -> bool:
    """Whether `openscene` may know what to do with what no raster is: a folder, an archive, a scene's metadata file."""
    name = Path(path).name
    return is_archive(name) or Path(path).is_dir() or bool(re.fullmatch(METADATA, name, re.IGNORECASE))
