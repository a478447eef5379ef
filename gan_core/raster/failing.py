"""What GDAL says went wrong while something is written, wherever it says it."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from osgeo import gdal


@contextmanager
def failures() -> Iterator[list[str]]:
    """Gives the reasons, filled while it lasts: errors that are raised, which end there, and those that GDAL reports of a
    flush or a close only to its error handler."""
    reasons: list[str] = []

    def note(kind: int, _number: int, message: str) -> None:
        if kind >= gdal.CE_Failure:
            reasons.append(message)

    gdal.PushErrorHandler(note)
    try:
        yield reasons
    except (RuntimeError, OSError) as error:
        reasons.append(str(error))
        traceback.clear_frames(error.__traceback__)  # they would keep the dataset open
    finally:
        gdal.PopErrorHandler()


@contextmanager
def quiet() -> Iterator[None]:
    """GDAL's errors are nobody's."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        yield
    finally:
        gdal.PopErrorHandler()
