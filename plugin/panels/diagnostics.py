"""What a report of a fault needs to say, without the user's name or paths."""

from __future__ import annotations

import getpass
import platform
import sys
from collections.abc import Mapping
from pathlib import Path

from qgis.core import Qgis

from ...gan_core import __version__
from ..engine.builds import installed
from ..engine.python import problem
from ..provider import RasterGanProvider
from ..text import error_text

LAST = 30
"""Lines of the log."""


def diagnostics(provider: RasterGanProvider, probe: Mapping[str, object], log: str) -> str:
    """probe: a ProbeJob's results, or nothing.  log: what the set-up said."""
    wrong, engine = problem(provider.interpreter()), installed()
    lines = [
        f"Raster GAN {__version__}, QGIS {Qgis.QGIS_VERSION}, Python {platform.python_version()}",
        f"{platform.system()} {platform.release()}, {platform.machine()}",
        f"interpreter: {provider.interpreter()} ({error_text(wrong) if wrong else 'fit'})",
        f"engine: {engine.name if engine else 'none installed'}",
        *(f"{name}: {value}" for name, value in probe.items()),
        *log.splitlines()[-LAST:],
    ]
    return anonymous("\n".join(lines))


def anonymous(text: str) -> str:
    """Without the home folder and the user's name."""
    for private, public in ((str(Path.home()), "~"), (getpass.getuser(), "USER")):
        if len(private) > 2 and private not in ("root", sys.prefix):
            text = text.replace(private, public)
    return text
