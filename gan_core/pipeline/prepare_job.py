"""Any raster-to-raster job made ready, for those who plan a job without running it."""

from __future__ import annotations

from typing import cast

from gan_core.api.jobs.filling import FillGapsJob
from gan_core.api.jobs.raster import RasterJob, RestorationJob
from gan_core.api.jobs.sharpening import SharpenJob
from gan_core.api.jobs.translation import TranslateJob
from gan_core.api.protocol import Report
from gan_core.pipeline.filling.prepare import prepare_filling
from gan_core.pipeline.guided.prepare import prepare_sharpening
from gan_core.pipeline.prepare import prepare
from gan_core.pipeline.translation.prepare import prepare_translation
from gan_core.pipeline.work import PreparedJob, RasterMaker


def prepare_job(job: RasterJob, report: Report) -> PreparedJob[RasterMaker]:
    """Raises RasterGanError, as the preparation of its verb does."""
    if isinstance(job, SharpenJob):
        return prepare_sharpening(job, report)
    if isinstance(job, TranslateJob):
        return prepare_translation(job, report)
    if isinstance(job, FillGapsJob):
        return prepare_filling(job, report)
    return prepare(cast(RestorationJob, job), report)
