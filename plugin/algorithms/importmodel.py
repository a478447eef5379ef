"""Import a model into the library."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import (
    QgsProcessingOutputFile,
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
)

from ...gan_core.api.jobs.models import ImportModelJob
from ..processing.definitions import Output, Parameter, describe, numbers, text
from ..processing.job_algorithm import JobAlgorithm
from ..processing.texts import Texts
from ..text import tr


class Algorithm(JobAlgorithm):
    job_type = ImportModelJob
    group_id = "models"
    texts = Texts(
        title="Import model",
        tags="esrgan,real-esrgan,rrdb,compact,span,pth,safetensors,weights,library,gan,ai",
        summary="Checks a model file and puts it into the library; takes weights of ESRGAN, Real-ESRGAN and SPAN too",
        introduction=(
            "<p>Puts a model into the library, from where Upscale and Enhance take it. The file is only read, never run: "
            "what holds more than plain weights is refused, with the reason.</p>"
        ),
        outputs=(
            "The model's name, its file, by how much it makes pixels finer, its bands, and how many pixels it looks at "
            "around each one."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        file_filter = tr("Models (*.safetensors *.pth *.pt *.ckpt)")
        return [
            describe(
                QgsProcessingParameterFile("INPUT", tr("Model file"), fileFilter=file_filter),
                help=tr(
                    "A model file of Raster GAN (.safetensors), or weights that others have published (.pth, .pt, .ckpt, "
                    ".safetensors) of ESRGAN, Real-ESRGAN or SPAN."
                ),
            ),
            text(
                "NAME",
                tr("Name (after its file if empty)"),
                help=tr("What to call it here; after its file if empty."),
            ),
            text(
                "LICENCE",
                tr("Licence of the weights"),
                help=tr(
                    "Look where you got the file. It is written into the model's card and into every layer made with it."
                ),
            ),
            text("ATTRIBUTION", tr("Whom to name"), advanced=True),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return [
            QgsProcessingOutputString("MODEL", tr("Model")),
            QgsProcessingOutputFile("OUTPUT", tr("Model file in the library")),
            *numbers(SCALE=tr("Scale"), BANDS=tr("Number of bands"), HALO=tr("Pixels seen on each side")),
        ]
