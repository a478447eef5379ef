"""`make test-files FOLDER=...`: every raster of a folder, as people have it, through upscale (x2), enhance and checklayer.

Each output is held against its source by plain GDAL, point by point of what the README promises (`promises.py`).  A refusal
must be one of our sentences and leave nothing behind; the folder of the input must stay as it was.  One process does one file
after the other; one that crashes or hangs costs its file alone.  A line of JSON a file goes to OUTPUT, and a table is printed.
Nothing is fetched: drivers that ask servers are left out.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Optional

SECONDS = 120.0
"""A file that takes longer hangs."""
IMPORT_SECONDS = 60.0
LOCAL = {
    "GDAL_SKIP": "WMS WMTS WCS PLMOSAIC PLSCENES EEDA EEDAI DAAS OGCAPI NGW STACIT STACTA HTTP Rasterlite PostGISRaster",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": "{none}",
    "GDAL_HTTP_TIMEOUT": "2",
    "GDAL_CACHEMAX": "64",
}
"""Nothing is asked of a server."""
CONTAINER = "refused: input-no-bands"
FINE = ("ok", "refused: ", "GDAL itself")
PLAIN = """
import sys
from osgeo import gdal
dataset = gdal.OpenEx(sys.argv[1], gdal.OF_RASTER)
for number in range(min(3, dataset.RasterCount) if dataset else 0):
    dataset.GetRasterBand(number + 1).ReadAsArray(0, 0, min(64, dataset.RasterXSize), min(64, dataset.RasterYSize))
"""
"""Opens and reads a raster, and nothing else."""


def rows_of(paths: list[str], parts: bool = False, seconds: float = SECONDS) -> Iterator[dict[str, Any]]:
    """A row for each file, and with parts for each of its sub-datasets; the worker is started anew after a crash or a hang."""
    context, remaining = multiprocessing.get_context("spawn"), list(paths)
    while remaining:
        pipe, worker_pipe = context.Pipe()
        process = context.Process(target=serve, args=(worker_pipe, parts), daemon=True)
        process.start()
        worker_pipe.close()
        try:
            yield from _answers(pipe, remaining, seconds)
        finally:
            process.kill()
            process.join()


def _answers(pipe: Connection, remaining: list[str], seconds: float) -> Iterator[dict[str, Any]]:
    """Until the worker has done all that waits, or is lost with the first of them."""
    first = True
    while remaining:
        failure = ""
        try:
            pipe.send(remaining[0])
            if not pipe.poll(seconds + IMPORT_SECONDS * first):
                failure = "hang"
            else:
                answer, first = pipe.recv(), False
        except (EOFError, OSError):
            failure = "crash"
        path = remaining.pop(0)
        if failure:
            failure = f"GDAL itself: {failure}" if breaks_gdal(path, seconds) else failure
            yield {"file": path, "driver": "", "came": {"process": failure}, "details": {}}
            return
        yield from answer[0]
        remaining[:0] = answer[1]


def breaks_gdal(path: str, seconds: float) -> bool:
    """Whether a file that ended a worker ends a process too that has nothing of ours in it."""
    command, environment = [sys.executable, "-c", PLAIN, path], {**os.environ, **LOCAL}
    try:
        process = subprocess.run(command, env=environment, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return True
    return process.returncode < 0


def serve(pipe: Connection, parts: bool) -> None:
    """In a process of its own: a path comes in, its row and its sub-datasets go out."""
    os.environ.update(LOCAL)
    import torch
    from osgeo import gdal

    from tools.faults.file_trial import try_file

    torch.set_num_threads(int(os.environ.get("OMP_NUM_THREADS", "1")))
    gdal.UseExceptions()
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    quiet = os.open(os.devnull, os.O_WRONLY)
    for stream in (1, 2):  # what libraries of formats say of damaged files
        os.dup2(quiet, stream)
    with tempfile.TemporaryDirectory() as elsewhere, tempfile.TemporaryDirectory() as folder:
        os.chdir(elsewhere)
        while True:
            try:
                path = pipe.recv()
            except EOFError:
                return
            Path(folder, "out").mkdir()
            row = try_file(path, Path(folder, "out"))
            Path(folder, "out").rmdir()
            if os.listdir(elsewhere):
                row["came"]["elsewhere"] = f"written elsewhere: {', '.join(os.listdir(elsewhere))}"
                elsewhere = tempfile.mkdtemp(dir=folder)
                os.chdir(elsewhere)
            pipe.send(([row], sub_datasets(path) if parts else []))


def sub_datasets(path: str) -> list[str]:
    """What GDAL opens as rasters of their own in a file that has no bands itself."""
    from osgeo import gdal

    try:
        dataset = gdal.OpenEx(path, gdal.OF_RASTER)
        return [] if dataset.RasterCount else [name for name, _ in dataset.GetSubDatasets()][:20]
    except RuntimeError:
        return []


def table(rows: Iterable[dict[str, Any]]) -> str:
    """By what came of each verb: how many files, and some of them.  Kinds of more than one difference stand under each."""
    by_outcome: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        for verb, outcome in row["came"].items():
            kind, _, several = outcome.partition("difference: ")
            for name in several.split(", ") if several else [kind]:
                by_outcome[verb, f"difference: {name}" if several else name].append(row)
    lines = []
    for (verb, kind), members in sorted(by_outcome.items(), key=lambda item: (item[0][0], -len(item[1]))):
        drivers = ", ".join(sorted({row["driver"] or "?" for row in members})[:6])
        example = "" if kind == "ok" else Path(members[0]["file"]).name
        lines.append(f"{verb:11}{len(members):6}  {kind:55.55}  {drivers:45.45}  {example}")
    return "\n".join(lines)


def rows_in(path: Path) -> list[dict[str, Any]]:
    """Of an earlier sweep."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def is_fine(row: dict[str, Any]) -> bool:
    return all(outcome.startswith(FINE) for outcome in row["came"].values())


def files_in(folder: Path) -> list[str]:
    """All files, and the folders that are one raster."""
    return sorted(str(path) for path in folder.rglob("*") if path.is_file() or path.suffix.lower() in (".zarr", ".gdb"))


def main(arguments: Optional[list[str]] = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--output", type=Path, default=Path("build/files.jsonl"))
    parser.add_argument("--sub-datasets", action="store_true")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for a file at most")
    parser.add_argument("--only", default="", help="files whose path holds this text")
    parser.add_argument("--again", type=Path, help="OUTPUT of an earlier sweep: what went well then is taken from it")
    options = parser.parse_args(arguments)
    paths = [path for path in files_in(options.folder.absolute()) if options.only in path]
    rows = [row for row in rows_in(options.again) if is_fine(row)] if options.again else []
    rows = [row for row in rows if not (options.sub_datasets and row["came"].get("upscale") == CONTAINER)]
    done = {row["file"] for row in rows}
    paths = [path for path in paths if path not in done]
    options.output.parent.mkdir(parents=True, exist_ok=True)
    with options.output.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)
        for number, row in enumerate(rows_of(paths, options.sub_datasets, options.seconds), 1):
            rows.append(row)
            print(json.dumps(row), file=lines, flush=True)
            if number % 100 == 0:
                print(f"{number} of {len(paths)}", file=sys.stderr, flush=True)
    rasters = [row for row in rows if row["driver"]]
    faulty = [row for row in rows if not is_fine(row)]
    print(table(rows))
    print(f"\n{len(rows)} files, {len(rasters)} of them rasters of {len({row['driver'] for row in rasters})} drivers")
    sys.exit(f"{len(faulty)} with something wrong: see {options.output}" if faulty else 0)


if __name__ == "__main__":
    main()
