"""Values as a file holds them, where nothing has to be averaged back to."""

from __future__ import annotations

import numpy as np

from gan_core.radiometry.quantize import Storage


def stored(band: np.ndarray, storage: Storage) -> np.ndarray:
    """Any array, float64, in the raster's units -> the data type: rounded, within its range, off the nodata value."""
    values = (np.rint(band).clip(*storage.limits) if storage.integer else band).astype(storage.dtype)
    if storage.avoided is not None:
        same = values == storage.avoided
        values[same] = _beside(storage)
    return values


def _beside(storage: Storage) -> float:
    """The nearest value that is not nodata."""
    nodata = storage.avoided or 0.0
    if storage.integer:
        return nodata + 1 if nodata < storage.limits[1] else nodata - 1
    return float(np.nextafter(storage.dtype.type(nodata), storage.dtype.type(0 if nodata else 1)))
