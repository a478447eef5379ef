"""Which format an output gets: one that holds the raster, as a piece of it shows before the work begins."""

from __future__ import annotations

import glob
import os
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from gan_core.api.errors import RasterGanError
from gan_core.api.staging import staged_path
from gan_core.raster.conversion import Format, convert
from gan_core.raster.creation import Layout, geotiff_options, is_plain
from gan_core.raster.creation_options import check_creation_options
from gan_core.raster.failing import failures
from gan_core.raster.geotiff import StagedGeoTiff, Subject
from gan_core.raster.output_check import check_files, drivers_for
from gan_core.tiling.window import Window

SIDE = 128
"""Pixels of the output."""
LARGEST = 1 << 24
"""Pixels of an output that is rehearsed as a whole where a piece of it fails: some formats take certain sizes only."""
FILES, TRIAL = "files", ".trial"
HOLES = 8
"""Pixels a side of the pieces that are made nodata."""


def choose_format(output: Path, subject: Subject, tile: tuple[int, int], options: Sequence[str]) -> Format:
    """tile, options: as RasterSink takes them.

    Raises RasterGanError `creation-...`, `output-format`, `output-side-file`, or `output-unfit` with the reason.
    """
    _remove_trials(output)
    folder = staged_path(output, os.getpid(), TRIAL)
    refusals, wrong = [], list[RasterGanError]()
    for driver in drivers_for(output):
        try:
            check_creation_options(driver, options)
        except RasterGanError as error:
            wrong.append(error)
            continue
        how = Format(driver, options, driver.ShortName == "GTiff" and is_plain(options), _exact(subject, options))
        if driver.ShortName == "GTiff" and not how.direct:
            source = None if subject.layer else subject.source
            how = how._replace(options=geotiff_options(source, tile, options))
        reason, names = _rehearse(output.name, subject, how, folder)
        if not reason:
            check_files(output, names, subject.source)
            return how
        refusals.append((driver.LongName, reason.replace(str(folder / FILES), str(output.parent)).rstrip(". \n")))
    if not refusals:
        raise wrong[0]
    name, reason = refusals[0]
    raise RasterGanError("output-unfit", path=str(output), format=name, reason=reason)


def _remove_trials(output: Path) -> None:
    """What killed runs left; no other is at work, as this one has locked the output."""
    for folder in output.parent.glob(f".{glob.escape(output.name.lstrip('.'))}.*.part{TRIAL}"):
        shutil.rmtree(folder, ignore_errors=True)


def _exact(subject: Subject, options: Sequence[str]) -> bool:
    """Values that mean classes or percents, and whole numbers of so many bits, which are cut off beyond."""
    bits = any(option.upper().startswith("NBITS=") for option in options)
    return subject.layer is not None or (bits and subject.source.dtype.kind in "iu")


def _rehearse(name: str, subject: Subject, how: Format, folder: Path) -> tuple[str, list[str]]:
    """Why a format does not hold a raster, empty where it does, and the names of the files that it makes."""
    first = ""
    for window in _pieces(subject):
        try:
            with failures() as reasons:
                names = _made(name, subject._replace(window=window), how, folder)
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        if not reasons:
            return "", names
        first = first or reasons[0]
    return first, []


def _pieces(subject: Subject) -> list[Window]:
    """From the middle of the window, and all of it."""
    whole, side = subject.window, max(SIDE // subject.factor, 1)
    width, height = min(whole.width, side), min(whole.height, side)
    column, row = whole.column + (whole.width - width) // 2, whole.row + (whole.height - height) // 2
    small = whole.width * whole.height * subject.factor**2 <= LARGEST
    return list(dict.fromkeys([Window(column, row, width, height), *([whole] if small else [])]))


def _made(name: str, subject: Subject, how: Format, folder: Path) -> list[str]:
    """The files of a piece.  Raises RuntimeError or OSError."""
    folder.mkdir()
    source, (_, window, factor, layer) = subject.source, subject
    file = StagedGeoTiff(folder / "piece.tif", subject, Layout.of(source, layer, (SIDE, SIDE), how.layout_options))
    file.open((SIDE, SIDE), {}, False, False)
    try:
        holes = _holes(window.height * factor, window.width * factor)
        file.write(Window(0, 0, *holes.shape[::-1]), _values(subject, holes), ~holes if subject.masked else None)
        file.close({})
    except BaseException:
        file.abandon()
        raise
    made = folder / FILES / name
    if how.direct:
        how.check(file.path, subject.expected)
        return []
    difference = convert(file.path, made, how, subject.expected)
    if difference.worst and _has_marks(subject) and not how.bounded:
        raise RuntimeError(f"values of band {difference.band} change, and some of them mean that nothing is there")
    moved = made.parent.rename(folder / "moved")
    how.keeps(moved / name, subject.expected)  # some files tell where they were made
    return sorted(path.name for path in moved.iterdir())


def _has_marks(subject: Subject) -> bool:
    """Whether pixels are told by their values to be nodata or transparent."""
    return bool(subject.source.alpha) or any(nodata is not None for nodata in subject.nodata)


def _values(subject: Subject, holes: np.ndarray) -> np.ndarray:
    """(C, H, W): the source's pixels, repeated, with holes."""
    source, layer = subject.source, subject.layer
    if layer:
        known = [one.value for one in layer.categories] or list(range(256))
        values = np.resize(np.array(known, np.uint8), (layer.bands, *holes.shape))
    else:
        values = source.read(subject.window, range(1, len(source.bands) + 1))[0]
        values = values.repeat(subject.factor, 1).repeat(subject.factor, 2)
    for number, (plane, nodata) in enumerate(zip(values, subject.nodata), 1):
        fill = 0 if not layer and number in source.alpha else nodata
        if fill is not None and (values.dtype.kind == "f" or _fits(fill, values.dtype)):
            with np.errstate(over="ignore"):
                plane[holes] = fill
    return values


def _holes(height: int, width: int) -> np.ndarray:
    """(H, W) bool: a quarter of the squares."""
    rows, columns = np.arange(height)[:, None] // HOLES, np.arange(width) // HOLES
    holes: np.ndarray = (rows + 2 * columns) % 4 == 1
    return holes


def _fits(value: float, dtype: np.dtype) -> bool:
    info = np.iinfo(dtype)
    return bool(np.isfinite(value)) and info.min <= value <= info.max and value == int(value)
