"""The job that computes one model's image of a preview."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsRasterLayer, QgsRectangle

from ...gan_core.api import library
from ...gan_core.api.jobs import Job
from ...gan_core.api.jobs.filling import FillGapsJob
from ...gan_core.api.jobs.raster import EnhanceJob, UpscaleJob
from ...gan_core.api.jobs.sharpening import SharpenJob
from ...gan_core.api.jobs.translation import TranslateJob

TILE = 128
"""Pixels of the layer along a tile's side: between two tiles a request that is out of date ends."""
MIXING = {job.task: job for job in (UpscaleJob, EnhanceJob, FillGapsJob, TranslateJob)}
"""Those that take a strength."""


def preview_job(
    model: str,
    strength: float,
    layer: QgsRasterLayer,
    guide: str,
    part: QgsRectangle,
    output: str,
    folders: tuple[str, ...],
) -> Job:
    """guide: the source of the finer layer, which models that sharpen need.  part: in the layer's CRS.  Raises RasterGanError
    `model-unknown`."""
    task = library.find(model, folders).card.task
    shared: dict[str, Any] = {
        "input": layer.source(),
        "output": output,
        "model": model,
        "extent": (part.xMinimum(), part.yMinimum(), part.xMaximum(), part.yMaximum()),
        "models": folders,
        "job_file": False,
        "checks": False,
    }
    if task == SharpenJob.task:
        return SharpenJob(guide=guide, tile_size=2 * TILE, **shared)  # of the guide's pixels
    return MIXING[task](strength=strength, tile_size=TILE, **shared)
