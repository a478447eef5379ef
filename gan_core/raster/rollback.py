"""A GeoTIFF taken back to how it was at a moment of its writing, whatever was begun after that.

While tiles are appended, only the header, the links between directories and the tiles' index change before the end of the
file.  Structure: TIFF 6.0 (Adobe, 1992) and the BigTIFF design (libtiff.gitlab.io/libtiff/specification/bigtiff.html).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np
from osgeo import gdal

INDEX = ((324, 325), (273, 279))
"""Tags of where tiles or strips begin, and how many bytes they are."""
KINDS = {3: "u2", 4: "u4", 16: "u8"}


class Savepoint(NamedTuple):
    """A moment of a file."""

    size: int
    links: list[tuple[int, str]]
    """Place and bytes, in hexadecimal, of the header and of every directory's link to the next."""


class Directory(NamedTuple):
    """Of one of the images in a file."""

    entries: dict[int, tuple[str, int, int]]
    """By tag: the type of its values, how many, and where they stand."""
    link: int
    """Where the place of the next directory stands."""


def savepoint(path: Path) -> Savepoint:
    """The present moment of a file that has been flushed; what is said here is on the disk afterwards."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
        layout = _Layout(file)
        places = [(0, 16), *((one.link, layout.wide) for one in layout.directories())]
        links = [(place, layout.bytes(place, length).hex()) for place, length in places]
        return Savepoint(os.fstat(file.fileno()).st_size, links)


def roll_back(path: Path, to: Savepoint) -> None:
    """Raises ValueError or OSError when the file is not, or no longer, one that `to` was a moment of."""
    with path.open("rb+") as file:
        if os.fstat(file.fileno()).st_size < to.size:
            raise ValueError(f"{path} is shorter than it was")
        file.truncate(to.size)
        for place, content in to.links:
            file.seek(place)
            file.write(bytes.fromhex(content))
        layout = _Layout(file)
        for directory in layout.directories():
            for tags in INDEX:
                if all(tag in directory.entries for tag in tags):
                    _cut(layout, [directory.entries[tag] for tag in tags], to.size)
    try:
        gdal.OpenEx(str(path), gdal.OF_RASTER)
    except RuntimeError as error:
        raise ValueError(str(error)) from error


def _cut(layout: _Layout, entries: list[tuple[str, int, int]], size: int) -> None:
    """Tiles that reach beyond `size` were never written."""
    begins, counts = (layout.values(entry) for entry in entries)
    beyond = (begins.astype(np.float64) + counts > size) | (begins == 0)
    begins[beyond] = 0
    counts[beyond] = 0
    for entry, values in zip(entries, (begins, counts)):
        layout.file.seek(entry[2])
        layout.file.write(values.tobytes())


class _Layout:
    """How to read an open file.  Raises ValueError for what is no TIFF."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        head = self.bytes(0, 4)
        if head[:2] not in (b"II", b"MM"):
            raise ValueError("no TIFF")
        self.order = "<" if head[:2] == b"II" else ">"
        self.big = self.number(2, 2) == 43
        self.wide = 8 if self.big else 4

    def bytes(self, place: int, length: int) -> bytes:
        self.file.seek(place)
        content = self.file.read(length)
        if len(content) != length:
            raise ValueError("cut short")
        return content

    def number(self, place: int, length: int) -> int:
        return int.from_bytes(self.bytes(place, length), "little" if self.order == "<" else "big")

    def values(self, entry: tuple[str, int, int]) -> np.ndarray:
        kind, count, place = entry
        return np.frombuffer(self.bytes(place, count * np.dtype(kind).itemsize), kind).copy()

    def directories(self) -> Iterator[Directory]:
        """In the order of the file's links."""
        place, seen = self.number(self.wide, self.wide), set[int]()
        while place and place not in seen:
            seen.add(place)
            short, step = (8, 20) if self.big else (2, 12)
            count = self.number(place, short)
            first = place + short
            entries = dict(filter(None, (self._entry(first + step * index) for index in range(count))))
            yield Directory(entries, first + step * count)
            place = self.number(first + step * count, self.wide)

    def _entry(self, place: int) -> tuple[int, tuple[str, int, int]] | None:
        kind = KINDS.get(self.number(place + 2, 2))
        if kind is None:
            return None
        count, at = self.number(place + 4, self.wide), place + 4 + self.wide
        if count * np.dtype(kind).itemsize > self.wide:
            at = self.number(at, self.wide)
        return self.number(place, 2), (self.order + kind, count, at)
