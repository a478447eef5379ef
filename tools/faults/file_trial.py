"""One raster as somebody has it, through the verbs that read any raster; held against its source afterwards."""

from __future__ import annotations

import os
import shutil
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any, Optional

from osgeo import gdal

from tools.faults.promises import Window, expected_window, header_differences, pixel_differences

SIDE = 160
"""Pixels: of a raster with a longer side the middle is taken, by EXTENT."""
MOST_BANDS = 40
FACTORS = {"upscale": 2, "enhance": 1}
VERBS = (*FACTORS, "checklayer")


EXPLAINED = {"file-lost": ("crs", "gcp crs"), "nodata-undeclared": ("range",)}
"""Differences that are no longer silent where a note tells of them."""


class CodeRecorder:
    """A report that remembers the notes' codes, and makes sure that each can be said."""

    def __init__(self) -> None:
        self.codes: set[str] = set()

    def progress(self, share: float) -> None: ...

    def note(self, code: str, **values: object) -> None:
        from gan_core.api.notes import note_text

        note_text(code, values)
        self.codes.add(code)

    def check(self) -> None: ...


def try_file(path: str, folder: Path) -> dict[str, Any]:
    """A row: the file's facts, and what came of each verb.  folder: an empty one, for the outputs."""
    began = time.monotonic()
    dataset = _open(path)
    row: dict[str, Any] = {"file": path, "driver": "", "came": {}, "details": {}}
    extent = None
    if dataset is not None:
        row |= {"driver": dataset.GetDriver().ShortName, "size": [dataset.RasterXSize, dataset.RasterYSize]}
        row["bands"] = dataset.RasterCount
        extent = _extent(dataset) if dataset.RasterCount <= MOST_BANDS else _extent(dataset, SIDE // 4)
    before = _list_folder(path)
    for verb in VERBS:
        try:
            report = CodeRecorder()
            outcome, details = _run(verb, path, extent, folder, report)
            if outcome == "ok" and verb in FACTORS and dataset is not None:
                window = expected_window(dataset, extent)
                explained = {kind for code in report.codes for kind in EXPLAINED.get(code, ())}
                details = differences(path, str(folder / "out.tif"), window, FACTORS[verb])
                details = [difference for difference in details if difference[0] not in explained]
                outcome = f"difference: {', '.join(sorted({kind for kind, _ in details}))}" if details else "ok"
            row["came"][verb], row["details"][verb] = outcome, [f"{kind}: {text}" for kind, text in details][:12]
        except Exception as error:
            row["came"][verb] = f"not compared: {type(error).__name__}"
            row["details"][verb] = traceback.format_exc().splitlines()
        shutil.rmtree(folder)
        folder.mkdir()
    if _list_folder(path) != before:
        row["came"]["folder"] = "input folder littered"
        row["details"]["folder"] = sorted(map(str, set(_list_folder(path)) ^ set(before)))
    return {**row, "seconds": round(time.monotonic() - began, 2)}


def differences(path: str, output: str, window: Window, factor: int) -> list[tuple[str, str]]:
    """Of an output from its source."""
    source, result = gdal.OpenEx(path, gdal.OF_RASTER), gdal.OpenEx(output, gdal.OF_RASTER)
    header = list(header_differences(source, result, window, factor))
    if any(kind == "size" for kind, _ in header):
        return header
    return [*header, *pixel_differences(source, result, window, factor)]


def _open(path: str) -> Optional[gdal.Dataset]:
    try:
        dataset = gdal.OpenEx(path, gdal.OF_RASTER)
    except RuntimeError:
        return None
    return dataset if dataset.RasterCount else None


def _extent(dataset: gdal.Dataset, side: int = SIDE) -> Optional[tuple[float, float, float, float]]:
    """Of the middle of a raster that is larger."""
    width, height = dataset.RasterXSize, dataset.RasterYSize
    if max(width, height) <= side or gdal.InvGeoTransform(dataset.GetGeoTransform()) is None:
        return None
    columns, rows = ((max(0, (n - side) // 2), min(n, (n + side) // 2)) for n in (width, height))
    corners = [gdal.ApplyGeoTransform(dataset.GetGeoTransform(), column, row) for column in columns for row in rows]
    xs, ys = zip(*corners)
    return min(xs), min(ys), max(xs), max(ys)


def _run(
    verb: str, path: str, extent: Optional[tuple[float, float, float, float]], folder: Path, report: CodeRecorder
) -> tuple[str, list[tuple[str, str]]]:
    from gan_core import tasks
    from gan_core.api.errors import RasterGanError
    from gan_core.api.jobs import CheckLayerJob, EnhanceJob, UpscaleJob

    output = str(folder / ("page.html" if verb == "checklayer" else "out.tif"))
    jobs: dict[str, Callable[[], Any]] = {
        "upscale": lambda: UpscaleJob(path, output, extent=extent, sensor="perfect"),
        "enhance": lambda: EnhanceJob(path, output, extent=extent),
        "checklayer": lambda: CheckLayerJob(path, output, extent=extent),
    }
    try:
        tasks.run(jobs[verb](), report)
    except RasterGanError as error:
        leftovers = os.listdir(folder)
        sentence = str(error)
        if leftovers:
            return "left behind", [("files", ", ".join(leftovers))]
        return f"refused: {error.code}", [("said", sentence)]
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        position = f"{Path(frame.filename).name}:{frame.name}"
        return f"traceback: {type(error).__name__} in {position}", [("trace", traceback.format_exc())]
    return "ok", []


def _list_folder(path: str) -> list[tuple[str, int, int]]:
    """The files beside a raster."""
    folder = Path(path).parent
    if not folder.is_dir():
        return []
    return sorted((item.name, item.stat().st_size, item.stat().st_mtime_ns) for item in os.scandir(folder))
