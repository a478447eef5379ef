"""Export a model of the library."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsProcessingParameterFileDestination

from ...gan_core.api.jobs.models import ExportModelJob
from ..processing import parameters as shared
from ..processing.definitions import Output, Parameter, describe, numbers
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
            "The file, its bytes, and for .onnx the largest difference to this program's own result, 1 being the whole "
            "range."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        file_filter = tr("ONNX (*.onnx);;Raster GAN (*.safetensors)")
        return [
            shared.model(required=True),
            shared.consistent(),
            shared.tile_size(
                tr("Size of image for .onnx, in pixels (0: any)"),
                tr(
                    "For .onnx: the one size that the file takes, in pixels along a side, or 0 for any size. Deepness "
                    "needs one, for example 256."
                ),
            ),
            describe(
                QgsProcessingParameterFileDestination("OUTPUT", tr("Exported model"), file_filter),
                help=tr(
                    "Its ending says which kind: .safetensors is Raster GAN's own and is imported again on another "
                    "computer; .onnx is run by other programs, such as the QGIS plugin Deepness. It takes an image with "
                    "values from 0 to 1 and gives the finished image. Writing it needs the Python package onnx; with "
                    "onnxruntime it is compared with this program."
                ),
            ),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return numbers(BYTES=tr("Bytes"), MAX_DIFFERENCE=tr("Largest difference to this program's result"))
