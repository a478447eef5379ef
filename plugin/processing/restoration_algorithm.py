"""What upscale and enhance share: their parameters and outputs."""

from __future__ import annotations

from collections.abc import Sequence

from ...gan_core.api.jobs.raster import MOST_PASSES, PRECISIONS
from ..text import tr
from . import parameters as shared
from .definitions import Output, Parameter, choice, number, numbers, raster_output, worded_choice
from .raster_algorithm import RasterAlgorithm, dask, job_file, size_outputs


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
            shared.model(
                task=self.job_type.verb,
                help=tr(
                    "Automatic takes the one for red, green, blue and near infrared where the layer has them, else the one "
                    "for red, green and blue, and the one for single bands for every other band; to upscale, at x2. The path "
                    "of a model file works too."
                ),
            ),
            shared.bands(
                help=tr(
                    "Which bands play red, green, blue (and near infrared), in this order. Needed only where the layer does "
                    "not say it. No band is left out: the others are done one by one."
                ),
            ),
            shared.extent(),
            *self.own_parameters(),
            shared.sensor(),
            sharpness(),
            noise(),
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
            raster_output(
                "TRUST",
                tr("Trust"),
                optional=True,
                help=tr(
                    "A second layer, if you name one: 0 to 100 for each pixel, found by looking twice. 80 stands for 2 % "
                    "of the range, 50 for 8 %. Of pixels with 80 or more at least 90 % are within 2 % of what the ground "
                    "was, measured on photographs that the model had not seen; where it was not measured the layer says "
                    "“uncalibrated”. Pixels of little trust can be softened towards plain interpolation, or made nodata."
                ),
            ),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return [
            *self.own_outputs(),
            *numbers(
                RESPONSE=tr("What the layer's sensor leaves of the finest pattern's contrast, as told to the model"),
                NOISE=tr("Noise of the layer, in its units, as told to the model"),
                RESEEN_ERROR=tr(
                    "Difference between the input and the output seen again through the sensor, in units of noise"
                ),
                TRUSTED=tr("Percent of the pixels with trust 80 or more, where it was computed"),
            ),
            *size_outputs(),
        ]


def sharpness() -> Parameter:
    return number(
        "SHARPNESS",
        tr("Sharpness of the layer, 0 to 1: less sharpens more (the sensor's if empty)"),
        limits=(0, 1),
        advanced=True,
        help=tr(
            "If you know it better: what the optics leave of the contrast of the finest pattern that pixels can hold. 1: "
            "perfect; satellites 0.3 to 0.6; less sharpens more."
        ),
    )


def noise() -> Parameter:
    return number(
        "NOISE",
        tr("Noise of the layer, in its units (the sensor's if empty)"),
        advanced=True,
        help=tr("If you know it better: the standard deviation of the noise in the layer's units; more smooths more."),
    )


def precision() -> Parameter:
    return choice("PRECISION", tr("Precision (exact, or fastest where nobody sees it)"), PRECISIONS, advanced=True)


def trust_parameters() -> list[Parameter]:
    """How trust is found, and what it is used for."""
    labels = {
        "keep": tr("Keep them"),
        "soften": tr("Soften them towards plain interpolation"),
        "nodata": tr("Make them nodata"),
    }
    below = tr("Trust below which a pixel counts as of little trust")
    passes = tr("Passes for the trust (more: steadier and slower)")
    return [
        worded_choice("DOUBTFUL", tr("Pixels of little trust"), labels, advanced=True),
        number("TRUST_BELOW", below, 50, (0, 100), whole=True, advanced=True),
        number("TRUST_PASSES", passes, 2, (2, MOST_PASSES), whole=True, advanced=True),
    ]
