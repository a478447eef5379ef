"""The files of a folder or of an archive: their names, small texts, and how GDAL opens them."""

from __future__ import annotations

import io
import os
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from gan_core.api.errors import RasterGanError
from gan_core.api.language import translatable
from gan_core.api.scene_names import ARCHIVES, is_archive, is_safe

LARGEST_TEXT = 16 << 20
"""Bytes of a metadata file; the largest of Sentinel-2 have 2 MB."""
MOST_FILES = 50_000
DEEPEST = 6
"""Folders below the one that was named: FOLDER/X.SAFE/GRANULE/TILE/IMG_DATA/R10m has five."""
ENCRYPTED = 1
"""The bit of a zip's member that says so."""
UNREADABLE = (OSError, EOFError, ValueError, RuntimeError, zlib.error, zipfile.BadZipFile, tarfile.TarError)
"""What reading a damaged archive raises."""
WHOLE = ("mtd_tl.xml", "manifest.safe")
"""Files that stand for all that lies beside and below them."""


class Files(Protocol):
    """What a scene is looked for in."""

    root: Path
    names: list[str]
    """With slashes, sorted."""
    slow: bool
    """Whether each file is unpacked from the archive's beginning."""

    def path(self, name: str) -> str:
        """What GDAL opens."""

    def open(self, name: str) -> IO[bytes]:
        """Raises OSError, or whatever the archive's module does."""


def text_of(files: Files, name: str) -> bytes:
    """Raises RasterGanError `scene-metadata` for one that is too large to be a scene's, or unreadable."""
    try:
        with files.open(name) as file:
            text = file.read(LARGEST_TEXT + 1)
    except UNREADABLE as error:
        raise RasterGanError("scene-metadata", path=files.path(name), reason=str(error)) from error
    if len(text) > LARGEST_TEXT:
        reason = f"more than {LARGEST_TEXT >> 20} MB"
        raise RasterGanError("scene-metadata", path=files.path(name), reason=reason)
    return text


class Folder:
    slow = False

    def __init__(self, root: Path, deepest: int) -> None:
        self.root = root
        self.names = sorted(self._walk(deepest))

    def path(self, name: str) -> str:
        return str(self.root / name)

    def open(self, name: str) -> IO[bytes]:
        path = self.root / name
        if not path.is_file():
            raise OSError(f"{name} is no plain file")
        return path.open("rb")

    def _walk(self, deepest: int) -> Iterator[str]:
        count = 0
        for folder, folders, names in os.walk(self.root):
            inside = PurePosixPath(Path(folder).relative_to(self.root).as_posix())
            if len(inside.parts) >= deepest:
                folders.clear()
            count += len(names) + len(folders)
            _check_count(self.root, count)
            yield from (str(inside / name) for name in names)


class Zip:
    slow = False

    def __init__(self, root: Path) -> None:
        self.root = root
        with _readable(root), zipfile.ZipFile(root) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
        if any(member.flag_bits & ENCRYPTED for member in members):
            raise RasterGanError("scene-input", path=str(root), reason=translatable("it is locked with a password"))
        self.names = _kept(root, [member.filename for member in members])

    def path(self, name: str) -> str:
        return f"/vsizip/{self.root.absolute()}/{name}"

    def open(self, name: str) -> IO[bytes]:
        return zipfile.ZipFile(self.root).open(name)


class Tar:
    def __init__(self, root: Path) -> None:
        self.root = root
        self.slow = root.suffix.lower() != ".tar"
        with _readable(root), tarfile.open(root) as archive:
            self.stored = {member.name.removeprefix("./"): member for member in archive if member.isfile()}
            size = root.stat().st_size  # what is cut off in the middle of a file ends without a word
            if not self.slow and any(member.offset_data + member.size > size for member in self.stored.values()):
                raise EOFError("it ends in the middle of a file")
        self.names = _kept(root, list(self.stored))

    def path(self, name: str) -> str:
        return f"/vsitar/{self.root.absolute()}/{name}"

    def open(self, name: str) -> IO[bytes]:
        with tarfile.open(self.root) as archive:
            file = archive.extractfile(self.stored[name])
            return io.BytesIO(file.read(LARGEST_TEXT + 1) if file else b"")


def files_of(path: str) -> tuple[Files, str]:
    """The files at `path`, and which of them was named; empty for all.

    path: a folder, an archive, a file in either, with GDAL's /vsizip/ before it or without.  Raises RasterGanError
    `scene-input` or `scene-large`.
    """
    place = Path(path.removeprefix("/vsizip/").removeprefix("/vsitar/"))
    for root in (place, *place.parents):
        if is_archive(root.name) and os.path.isfile(root):
            archive = Zip(root) if root.suffix.lower() == ".zip" else Tar(root)
            return archive, place.relative_to(root).as_posix() if place != root else ""
    if os.path.isdir(place):
        return Folder(place, DEEPEST), ""
    if os.path.isfile(place):
        deepest = DEEPEST if is_safe(place.name) else 0
        return Folder(place.parent, deepest), "" if place.name.lower() in WHOLE else place.name
    raise RasterGanError("scene-input", path=path, reason=translatable("there is no such file or folder"))


def archives(files: Files) -> list[str]:
    """The names of archives among the files."""
    return [name for name in files.names if name.lower().endswith(ARCHIVES)]


@contextmanager
def _readable(root: Path) -> Iterator[None]:
    try:
        yield
    except UNREADABLE as error:
        raise RasterGanError("scene-input", path=str(root), reason=str(error) or type(error).__name__) from error


def _kept(root: Path, stored: list[str]) -> list[str]:
    """What an archive stores, sorted, but for names that lead out of it."""
    _check_count(root, len(stored))
    return sorted(
        name for name in stored if name[:1] != "/" and ".." not in PurePosixPath(name.replace("\\", "/")).parts
    )


def _check_count(root: Path, count: int) -> None:
    if count > MOST_FILES:
        raise RasterGanError("scene-large", path=str(root), most=MOST_FILES)
