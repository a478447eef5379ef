"""The files of a folder or of an archive: their names, small texts, and how GDAL opens them."""

from __future__ import annotations

import os
import tarfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO, Protocol

from gan_core.api.errors import RasterGanError
from gan_core.api.scene_names import ARCHIVES, is_archive, is_safe

LARGEST_TEXT = 16 << 20
"""Bytes of a metadata file; the largest of Sentinel-2 have 2 MB."""
MOST_FILES = 50_000
DEEPEST = 6
"""Folders below the one that was named: FOLDER/X.SAFE/GRANULE/TILE/IMG_DATA/R10m has five."""
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

    def _open(self, name: str) -> IO[bytes]: ...


def text_of(files: Files, name: str) -> bytes:
    """Raises RasterGanError `scene-metadata` for one that is too large to be a scene's, or unreadable."""
    try:
        with files._open(name) as file:
            text = file.read(LARGEST_TEXT + 1)
    except (OSError, EOFError, RuntimeError, NotImplementedError, zipfile.BadZipFile, tarfile.TarError) as error:
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

    def _walk(self, deepest: int) -> Iterator[str]:
        count = 0
        for folder, folders, names in os.walk(self.root):
            inside = PurePosixPath(Path(folder).relative_to(self.root).as_posix())
            if len(inside.parts) >= deepest:
                folders.clear()
            count += len(names) + len(folders)
            _check_count(self.root, count)
            yield from (str(inside / name) for name in names)

    def path(self, name: str) -> str:
        return str(self.root / name)

    def _open(self, name: str) -> IO[bytes]:
        path = self.root / name
        if not path.is_file():
            raise OSError(f"{name} is no plain file")
        return path.open("rb")


class Archive:
    """A zip or tar; what is stored under a name that leads out of it does not count."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.zip = root.suffix.lower() == ".zip"
        self.slow = root.suffix.lower() in (".gz", ".tgz")
        self.prefix = f"/vsi{'zip' if self.zip else 'tar'}/{root.absolute()}"
        with _readable(root):
            self.names = sorted(name for name in self._stored() if _inside(name))

    def _stored(self) -> list[str]:
        names: list[str] = []
        if self.zip:
            with zipfile.ZipFile(self.root) as archive:
                members = [member for member in archive.infolist() if not member.is_dir()]
                if any(member.flag_bits & 1 for member in members):
                    raise RasterGanError("scene-input", path=str(self.root), reason="it is locked with a password")
                names = [member.filename for member in members]
        else:
            with tarfile.open(self.root) as tar:
                names = [member.name.removeprefix("./") for member in tar if member.isfile()]
        _check_count(self.root, len(names))
        return names

    def path(self, name: str) -> str:
        return f"{self.prefix}/{name}"

    def _open(self, name: str) -> IO[bytes]:
        if self.zip:
            return zipfile.ZipFile(self.root).open(name)
        tar = tarfile.open(self.root)  # noqa: SIM115 - `text_of` closes what it reads from it
        stored = next(member for member in tar if member.name.removeprefix("./") == name)
        file = tar.extractfile(stored)
        if file is None:
            raise OSError(f"{name} is no plain file")
        return file


def files_of(path: str) -> tuple[Files, str]:
    """The files at `path`, and which of them was named; empty for all.

    path: a folder, an archive, a file in either, with GDAL's /vsizip/ before it or without.  Raises RasterGanError
    `scene-input` or `scene-large`.
    """
    place = Path(path.removeprefix("/vsizip/").removeprefix("/vsitar/"))
    for root in (place, *place.parents):
        if is_archive(root.name) and root.is_file():
            return Archive(root), place.relative_to(root).as_posix() if place != root else ""
    if place.is_dir():
        return Folder(place, DEEPEST), ""
    if place.is_file():
        deepest = DEEPEST if is_safe(place.name) else 0
        return Folder(place.parent, deepest), "" if place.name.lower() in WHOLE else place.name
    raise RasterGanError("scene-input", path=path, reason="there is no such file or folder")


def archives(files: Files) -> list[str]:
    """The names of archives among the files."""
    return [name for name in files.names if name.lower().endswith(ARCHIVES)]


@contextmanager
def _readable(root: Path) -> Iterator[None]:
    try:
        yield
    except (OSError, EOFError, ValueError, zipfile.BadZipFile, tarfile.TarError, NotImplementedError) as error:
        raise RasterGanError("scene-input", path=str(root), reason=str(error) or type(error).__name__) from error


def _inside(name: str) -> bool:
    return not name.startswith("/") and ".." not in PurePosixPath(name.replace("\\", "/")).parts


def _check_count(root: Path, count: int) -> None:
    if count > MOST_FILES:
        raise RasterGanError("scene-large", path=str(root), most=MOST_FILES)
