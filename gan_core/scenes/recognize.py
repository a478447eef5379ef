"""Which scene somebody means who names a folder, an archive or a file."""

from __future__ import annotations

from gan_core.api.errors import RasterGanError
from gan_core.scenes import chinese, landsat, loose, sentinel2
from gan_core.scenes.files import Files, archives, files_of
from gan_core.scenes.scene import Candidate, Scene

FAMILIES = (sentinel2, landsat, chinese)
MOST_NAMED = 10
"""In a message."""


def scene_at(path: str) -> tuple[Scene, Files]:
    """The one scene there is.

    path: a folder, a zip or tar, or a file of a scene in either.  Raises RasterGanError `scene-...` for none, several, what
    can't be read, and metadata that nobody should read.
    """
    files, wanted = files_of(path)
    seen = _answering([one for family in FAMILIES for one in family.find(files)], wanted)
    seen = seen or _answering(loose.find(files), wanted)
    if not seen:
        raise _none(path, files)
    if len(seen) > 1:
        keys = [files.path(candidate.key) for candidate in seen]
        raise RasterGanError("scene-several", path=path, count=len(keys), names=_list(keys))
    scene = seen[0].read()
    if not scene.layers:
        lost = [band for bands in scene.absent.values() for band in bands]
        raise RasterGanError("scene-empty", scene=scene.name, missing=_list(lost) or "bands")
    return scene, files


def _answering(candidates: list[Candidate], wanted: str) -> list[Candidate]:
    exact = [candidate for candidate in candidates if candidate.key == wanted]
    return exact or [candidate for candidate in candidates if candidate.answers(wanted)]


def _none(path: str, files: Files) -> RasterGanError:
    inside = archives(files)
    if inside:
        packed = files.root.is_file()
        return RasterGanError(
            "scene-nested" if packed else "scene-packed", path=path, names=_list([files.path(name) for name in inside])
        )
    return RasterGanError("scene-unknown", path=path, names=_list(files.names) or "no files")


def _list(names: list[str]) -> str:
    """The first of them, with commas."""
    return ", ".join(names[:MOST_NAMED]) + (f" (+ {len(names) - MOST_NAMED})" if len(names) > MOST_NAMED else "")
