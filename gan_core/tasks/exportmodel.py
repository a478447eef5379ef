"""Export a model: our own file, or an ONNX graph that other programs run."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from gan_core.api import library
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.models import ExportModelJob
from gan_core.api.model_card import SUFFIX
from gan_core.api.protocol import Report
from gan_core.api.staging import atomic_write
from gan_core.inference import model, onnx_file

LARGEST_DIFFERENCE = 1e-3
"""Of the range from black to white: far below a step of 8 bits, far above rounding in another order."""


def run(job: ExportModelJob, report: Report) -> dict[str, Any]:
    """The file, its size and, for ONNX, the largest difference to our own output.  Raises RasterGanError."""
    output = Path(job.output)
    suffix = output.suffix.lower()
    entry = library.find(job.model, job.models, () if suffix == SUFFIX else library.IMAGES)
    if suffix not in (SUFFIX, ".onnx"):
        raise RasterGanError("export-format", path=job.output)
    if output.exists() and output.samefile(entry.path):
        raise RasterGanError("output-is-input", path=job.output)
    difference = None
    loaded = model.load(entry.path, 0.5 if job.strength is None else job.strength)
    with atomic_write(output) as part:
        if suffix == SUFFIX:
            shutil.copyfile(entry.path, part)
        else:
            report.check()
            difference = onnx_file.write(part, loaded, job.consistent, job.tile_size)
            _tell(difference, report)
        size = part.stat().st_size
    report.progress(1.0)
    return {"OUTPUT": job.output, "BYTES": size, "MAX_DIFFERENCE": difference}


def _tell(difference: float | None, report: Report) -> None:
    if difference is None:
        report.note("export-unchecked")
    elif not difference <= LARGEST_DIFFERENCE:  # NaN too
        raise RasterGanError("export-wrong", error=f"{difference:.3g}")
    else:
        report.note("exported", error=difference)
