"""List the models at hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.core import QgsProcessingFeedback

from ...gan_core.api.jobs.models import ListModelsJob
from ..processing import parameters as shared
from ..processing.definitions import Output, Parameter, numbers
from ..processing.job_algorithm import JobAlgorithm
from ..processing.texts import Texts
from ..text import card_text, tr


class Algorithm(JobAlgorithm):
    job_type = ListModelsJob
    group_id = "models"
    texts = Texts(
        title="List models",
        tags="library,cards,license,licence,weights,gan,ai",
        summary="Shows every model: what it was made from, its license, figures and limits",
        introduction=(
            "<p>Writes a report with a card for every model, built in or your own: what it does, what it was trained on, its "
            "license and attribution, its accuracy and its limits.</p><p>Your own models are those in the library and in "
            "the additional model folder under Settings > Options > Raster GAN.</p>"
        ),
        outputs="The report (HTML), and the number of models.",
    )

    def list_parameters(self) -> Sequence[Parameter]:
        return [shared.page()]

    def list_outputs(self) -> Sequence[Output]:
        return numbers(COUNT=tr("Number of models"))

    def run_job(self, job: Any, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        results = super().run_job(job, feedback)
        for row in results["MODELS"]:
            feedback.pushInfo(f"{card_text(row['title'])} ({row['id']})")
        return results
