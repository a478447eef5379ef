"""What may be inside a file of `torch.save` before anything unpickles it: looked up in the zip's table of contents alone.

Before 1.6 PyTorch wrote five pickles and the numbers one after the other, without a zip: such a file begins with OLD.
"""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

from gan_core.api.model_card import LARGEST_FILE
from gan_core.foreign.refusal import refused

ZIP = b"PK\x03\x04"
TAR = (b"ustar", 257)
"""A tar's magic and where it stands."""
OLD = b"\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19."
"""The first pickle of a file of before 1.6: a number of twenty digits and nothing else."""
LARGEST_PICKLE = 16 << 20
MOST_MEMBERS = 1 << 16


def check_archive(path: Path) -> None:
    """Raises RasterGanError `import-refused` unless `path` is a plain zip of `torch.save`, one pickle and stored tensors, or
    begins as a file of before 1.6."""
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            start = file.read(512)
            if size > LARGEST_FILE:
                raise refused(path, f"{size} bytes, at most {LARGEST_FILE} are taken")
            if start.startswith(OLD):
                return
            if not start.startswith(ZIP):
                raise refused(path, _describe_format(start))
            with zipfile.ZipFile(file) as archive:
                _check_members(path, archive.infolist(), size)
    except OSError as error:
        raise refused(path, error.strerror or str(error)) from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeError) as error:
        raise refused(path, f"its zip is damaged: {error}") from error


def _describe_format(start: bytes) -> str:
    magic, offset = TAR
    if start[offset : offset + len(magic)] == magic:
        return "it is a tar of an old PyTorch, which can run code"
    if start[:1] == b"\x80":
        return "it is a bare pickle, which can run code"
    return "it is no zip archive, as torch.save writes one"


def _check_members(path: Path, members: list[zipfile.ZipInfo], size: int) -> None:
    if len(members) > MOST_MEMBERS:
        raise refused(path, f"{len(members)} parts, at most {MOST_MEMBERS} are taken")
    names = [member.filename for member in members]
    for name in names:
        parts = name.replace("\\", "/").split("/")
        if "code" in parts[:2] or parts[-1] == "constants.pkl":
            raise refused(path, "it is a TorchScript program, not plain weights")
        if os.path.isabs(name) or ".." in parts:
            raise refused(path, f"a part of it is called {name!r}")
    if len(set(names)) < len(names):
        raise refused(path, "two of its parts have one name")
    pickles = [member for member in members if member.filename.endswith(".pkl")]
    if len(pickles) != 1 or not pickles[0].filename.endswith("data.pkl"):
        raise refused(path, "it does not hold just one list of tensors (data.pkl)")
    if pickles[0].file_size > LARGEST_PICKLE:
        raise refused(path, f"its list of tensors has {pickles[0].file_size} bytes, at most {LARGEST_PICKLE} are taken")
    packed = any(member.compress_type != zipfile.ZIP_STORED for member in members)
    if packed or sum(member.file_size for member in members) > size:
        raise refused(path, "its parts unpack to more than the file's size, which torch.save never writes")
