"""What upscale and enhance share: their parameters and outputs."""

from __future__ import annotations

from collections.abc import Sequence

from ...gan_core.api.jobs.raster import MOST_PASSES
from ..text import tr
from . import parameters as shared
from .definitions import Output, Parameter, number, numbers, raster_output, worded_choice
from .raster_algorithm import RasterAlgorithm, dask, job_file, precision, size_outputs


class RestorationAlgorithm(RasterAlgorithm):
    """One layer in, itself out, finer or cleaner.  A subclass says which job it builds, and adds what it alone
    has."""

    def output_name(self) -> str:
        """What the output layer is called."""
        raise NotImplementedError

    def own_parameters(self) -> Sequence[Parameter]:
        """Parameters of this algorithm alone."""
        return ()

    def own_outputs(self) -> Sequence[Output]:
        """Numbers that this algorithm alone gives."""
        return ()

    def list_parameters(self) -> Sequence[Parameter]:
        return [
            shared.input_layer(),
            shared.model(self.job_type.verb),
            shared.bands(),
            shared.extent(),
            *self.own_parameters(),
            shared.sensor(),
            number("SHARPNESS", limits=(0, 1), advanced=True),
            number("NOISE", advanced=True),
            shared.resolution(),
            shared.device(),
            precision(),
            shared.tile_size(),
            shared.creation_options(),
            *trust_parameters(),
            job_file(),
            shared.resume(),
            dask(),
            raster_output("OUTPUT", self.output_name()),
            raster_output("TRUST", optional=True),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return [
            *self.own_outputs(),
            *numbers(
                RESPONSE=tr("Sharpness of the layer as told to the model (1 = perfect sensor)"),
                NOISE=tr("Noise of the layer as told to the model (layer units)"),
                RESEEN_ERROR=tr("Difference to the input when seen again through the sensor (in units of noise)"),
                TRUSTED=tr("Share of pixels with trust 80 or more (%)"),
            ),
            *size_outputs(),
        ]


def trust_parameters() -> list[Parameter]:
    """How trust is computed, and what it is used for."""
    words = {
        "keep": tr("Keep"),
        "soften": tr("Blend with plain interpolation"),
        "nodata": tr("Set to nodata"),
    }
    return [
        worded_choice("DOUBTFUL", words, advanced=True),
        number("TRUST_BELOW", 50, (0, 100), whole=True, advanced=True),
        number("TRUST_PASSES", 2, (2, MOST_PASSES), whole=True, advanced=True),
    ]
