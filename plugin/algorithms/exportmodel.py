"""Export a model of the library."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsProcessingParameterFileDestination

from ...gan_core.api.jobs.models import ExportModelJob
from ..processing import parameters as shared
from ..processing.definitions import Output, Parameter, numbers
from ..processing.job_algorithm import JobAlgorithm
from ..processing.texts import Texts
from ..text import tr


class Algorithm(JobAlgorithm):
    job_type = ExportModelJob
    group_id = "models"
    texts = Texts(
        title="Export model",
        tags="onnx,deepness,safetensors,weights,library,gan,ai",
        summary="Writes a model as a file for other computers or, as ONNX, for other programs",
        introduction="<p>Writes a model of the library as a file of its own.</p>",
        outputs=(
            "The file, its size in bytes, and for .onnx the largest difference to this program's own result (1 is the whole "
            "value range)."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        return [
            shared.model(required=True),
            shared.consistent(),
            shared.tile_size(),
            QgsProcessingParameterFileDestination("OUTPUT", "", tr("ONNX (*.onnx);;Raster GAN (*.safetensors)")),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return numbers(
            BYTES=tr("Bytes"), MAX_DIFFERENCE=tr("Largest difference to this program (1 = the whole value range)")
        )
