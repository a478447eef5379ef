"""Make layers of a satellite's scene, one for each pixel size; they read the scene where it lies, or hold its pixels."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.scenes import OpenSceneJob
from gan_core.api.protocol import Report
from gan_core.api.staging import atomic_fill
from gan_core.raster import geotiff_copy
from gan_core.raster.scene_layer import Mosaic, by_pixel_size, mosaic_of, vrt_of
from gan_core.scenes.files import Files
from gan_core.scenes.recognize import scene_at
from gan_core.scenes.scene import Scene, SceneLayer

LONGEST_NAME = 100


class Opened(NamedTuple):
    """A layer whose files have been opened."""

    layer: SceneLayer
    mosaic: Mosaic
    file: str
    """What it will be called."""

    @property
    def bands(self) -> str:
        return ", ".join(band.channel.name for band in self.layer.bands)


def run(job: OpenSceneJob, report: Report) -> dict[str, Any]:
    """The files of the layers and what was recognized.  Raises RasterGanError `scene-...`, `input-...` or `output-...`."""
    scene, files = scene_at(job.input)
    all_opened = [
        Opened(layer, mosaic_of(scene, layer, files.path), file_name(scene.name, layer.id, job.format))
        for layer in chosen(scene, files, job.layers, report)
    ]
    _tell(scene, files, all_opened, job, report)
    folder = Path(job.output).absolute()
    with atomic_fill(folder) as part:
        for number, opened in enumerate(all_opened):
            _write(scene, files, opened, job, folder, part, _Share(report, number, len(all_opened)))
    report.progress(1.0)
    return _results(scene, all_opened, folder)


def chosen(scene: Scene, files: Files, wanted: tuple[str, ...], report: Report) -> list[SceneLayer]:
    """The layers that are asked for, each whole; one of which nothing is there is left out where all are asked for."""
    layers = {layer.id: layer for one in scene.layers for layer in _sorted(one, files)}
    asked = wanted or tuple(layers)
    lost = [band for name in asked for band in scene.absent.get(name, ())]
    if lost:
        whole = ", ".join(name for name in layers if name not in scene.absent)
        raise RasterGanError("scene-bands", scene=scene.name, missing=", ".join(lost), whole=whole or "-")
    unknown = [name for name in asked if name not in layers]
    if unknown:
        expected, got = ", ".join(layers), ", ".join(unknown)
        raise RasterGanError("scene-layers", scene=scene.name, expected=expected, got=got)
    for name, bands in () if wanted else scene.absent.items():
        report.note("scene-left-out", layer=name, bands=", ".join(bands))
    return [layer for name, layer in layers.items() if name in asked]


def file_name(scene: str, layer: str, kind: str) -> str:
    """Metadata that says what a scene is called may say anything."""
    stem = re.sub(r"[^\w.-]+", "_", scene).strip("._")[:LONGEST_NAME] or "scene"
    return f"{stem}_{layer}{'.vrt' if kind == 'vrt' else '.tif'}"


def _sorted(layer: SceneLayer, files: Files) -> tuple[SceneLayer, ...]:
    return (layer,) if layer.id else by_pixel_size(layer, files.path)


class _Share:
    """Progress of one layer of several."""

    def __init__(self, report: Report, number: int, count: int) -> None:
        self.report, self.number, self.count = report, number, count

    def __call__(self, share: float) -> None:
        self.report.check()
        self.report.progress((self.number + share) / self.count)


def _write(
    scene: Scene, files: Files, opened: Opened, job: OpenSceneJob, folder: Path, part: Path, progress: _Share
) -> None:
    place = part / opened.file
    if job.format == "vrt":
        place.write_text(vrt_of(scene, opened.layer, opened.mosaic, files.path, folder), "utf-8")
    else:
        text = vrt_of(scene, opened.layer, opened.mosaic, files.path, None)
        geotiff_copy.copy(text, str(folder / opened.file), place, progress)
    progress(1.0)


def _tell(scene: Scene, files: Files, all_opened: list[Opened], job: OpenSceneJob, report: Report) -> None:
    """What was recognized, into the log."""
    if scene.level:
        date = scene.date or "?"
        report.note("scene", satellite=scene.satellite, level=scene.level, date=date, scene=scene.name)
    else:
        report.note("scene-bare", scene=scene.name)
    if scene.baseline:
        report.note("scene-baseline", baseline=scene.baseline)
    for opened in all_opened:
        grid = opened.mosaic.grid
        words: dict[str, Any] = {
            "layer": opened.layer.id,
            "bands": opened.bands,
            "width": grid.width,
            "height": grid.height,
        }
        if opened.mosaic.referenced:
            report.note("scene-layer", **words, pixel=grid.geotransform[1])
        else:
            report.note("scene-layer-bare", **words)
    if scene.missing:
        report.note("scene-missing", bands=", ".join(scene.missing))
    if scene.sensor:
        report.note("scene-preset", sensor=scene.sensor)
    else:
        report.note("scene-preset-unknown")
    if files.slow and job.format == "vrt":
        report.note("scene-packed-tight", path=str(files.root))


def _results(scene: Scene, all_opened: list[Opened], folder: Path) -> dict[str, Any]:
    return {
        "OUTPUT": str(folder),
        **{f"OUTPUT_{opened.layer.id.upper()}": str(folder / opened.file) for opened in all_opened},
        "SCENE": scene.name,
        "SATELLITE": scene.satellite,
        "SENSOR": scene.sensor,
        "LEVEL": scene.level,
        "DATE": scene.date,
        "BANDS": ", ".join(opened.bands for opened in all_opened),
        "MISSING": ", ".join(scene.missing),
        "LAYERS": [{"layer": opened.layer.id, "file": opened.file, "bands": opened.bands} for opened in all_opened],
    }
