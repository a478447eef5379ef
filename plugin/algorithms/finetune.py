"""Fine-tune a model on picked tiles."""

from __future__ import annotations

from collections.abc import Sequence

from ...gan_core.api.jobs.finetuning import GAN, FinetuneJob
from ..processing import parameters as shared
from ..processing.definitions import Output, Parameter, choice
from ..processing.job_algorithm import JobAlgorithm
from ..processing.texts import Texts
from ..text import tr


class Algorithm(JobAlgorithm):
    job_type = FinetuneJob
    group_id = "train"
    texts = Texts(
        title="Fine-tune a model",
        tags="training,learning,transfer,adapt,super-resolution,own data,gan,ai",
        summary="Teaches a model the look of your own imagery, and keeps it only if it got better",
        introduction=(
            "<p>Takes a model of the library a few minutes further on tiles of your own raster. The raster is its own "
            "ground truth: its tiles are made coarser, as blurred and as noisy as the raster itself, and the model "
            "learns the way back.</p><p>Tiles whose <i>role</i> is <i>validation</i> are held out; without such tiles a "
            "fifth of the ground is. On them the new model is compared with its parent and with plain interpolation: "
            "only if it is better does it enter the library. If not, MODEL is the parent and PUBLISHED is 0, so that a "
            "chain of steps goes on.</p>"
        ),
        outputs=(
            "The model to go on with, whether it is new (1) or the parent (0), a report with curves and pictures, and "
            "the gains on held-out tiles in dB."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        return [
            shared.training_raster(),
            shared.tiles(
                tr("Tiles"),
                help=tr(
                    "Polygons on the raster, as Make training tiles makes them; any polygon layer works, and so do its "
                    "selected features alone. At least 4."
                ),
            ),
            shared.model(
                tr("Model to start from"),
                "upscale",
                "PARENT",
                help=tr("Automatic takes the one at x2 for red, green and blue, or for single bands."),
            ),
            shared.model_name(),
            shared.truth(
                tr(
                    "Where there is one that shows the same ground: an aerial photograph beside a satellite image, say. "
                    "It is laid on the raster to a fraction of a pixel, its colours are matched, tiles with clouds or "
                    "change are left out; if the two do not belong together, the reason is said."
                )
            ),
            shared.minutes(10),
            shared.bands(tr("Bands for the model (red, green, blue)")),
            choice(
                "GAN",
                tr("GAN phase"),
                GAN,
                advanced=True,
                help=tr(
                    "After the faithful weights, a second set that adds detail which could be there. auto: from 50 tiles "
                    "on. It is kept only if it passes a check of its own."
                ),
            ),
            shared.resume(),
            shared.device(),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return shared.training_outputs(
            tr("Model to go on with"),
            PUBLISHED=tr("Whether the model is new (1) or the parent (0)"),
            GAIN_OVER_PARENT=tr("Gain over the parent, dB"),
            GAIN_OVER_BASELINE=tr("Gain over bicubic with back-projection, dB"),
            SMALLEST_GAIN=tr("Gain over the parent on the worst tile, dB"),
            TILES=tr("Number of tiles learned from"),
            VALIDATION=tr("Number of tiles to judge by"),
        )
