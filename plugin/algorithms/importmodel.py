"""Import a model into the library."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import (
    QgsProcessingOutputFile,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
)

from ...gan_core.api.jobs.models import ImportModelJob
from ..processing.definitions import Output, Parameter, numbers, text
from ..processing.job_algorithm import JobAlgorithm
from ..processing.texts import Texts
from ..text import tr


class Algorithm(JobAlgorithm):
    job_type = ImportModelJob
    group_id = "models"
    texts = Texts(
        title="Import model",
        tags="esrgan,real-esrgan,rrdb,compact,span,sen2sr,edsr,pth,safetensors,weights,library,gan,ai",
        summary="Checks a model file and puts it into the library; takes weights of ESRGAN, Real-ESRGAN, SPAN and EDSR too",
        introduction=(
            "<p>Puts a model into the library, where every dialog offers it. The file is only read, never run: "
            "what holds more than plain weights is refused, with the reason.</p>"
        ),
        outputs=(
            "The model's name, its file, its scale, its bands, and its context margin: how many pixels around each "
            "one it takes into account."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        file_filter = tr("Models (*.safetensors *.safetensor *.pth *.pt *.ckpt)")
        return [
            QgsProcessingParameterFile("INPUT", "", fileFilter=file_filter),
            text("NAME"),
            text("LICENCE"),
            text("ATTRIBUTION", advanced=True),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return [
            QgsProcessingOutputString("MODEL", tr("Model")),
            QgsProcessingOutputFile("OUTPUT", tr("Model file in the library")),
            *numbers(SCALE=tr("Scale"), BANDS=tr("Number of bands"), HALO=tr("Context margin (pixels)")),
        ]
