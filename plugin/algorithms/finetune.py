"""Fine-tune a model on picked tiles."""

from __future__ import annotations

from collections.abc import Sequence

from ...gan_core.api.jobs.finetuning import FinetuneJob
from ..processing import parameters as shared
from ..processing.definitions import Output, Parameter, choice, raster
from ..processing.job_algorithm import JobAlgorithm
from ..processing.texts import Texts
from ..text import tr


class Algorithm(JobAlgorithm):
    job_type = FinetuneJob
    group_id = "train"
    texts = Texts(
        title="Fine-tune a model",
        tags="training,learning,transfer,adapt,super-resolution,own data,gan,ai",
        summary="Trains a model further on your own imagery, and keeps it only if it gets better",
        introduction=(
            "<p>Trains a model of the library for some minutes on tiles of your own raster. The raster is its own truth: "
            "its tiles are made coarser, as blurred and as noisy as the raster itself, and the model learns the way "
            "back.</p><p>Tiles whose <i>role</i> is <i>validation</i> are held out; without such tiles a fifth of the "
            "ground is. There the new model is compared with its base model and with plain interpolation, and enters the "
            "library only if it is better. Otherwise the resulting model is the base model, so that a chain of steps goes "
            "on.</p>"
        ),
        outputs=(
            "The resulting model, whether it is new, a report with curves and pictures, and the gains on the validation "
            "tiles in dB."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        return [
            raster(shared.INPUT),
            shared.tiles(),
            shared.model("upscale", "PARENT"),
            shared.model_name(),
            raster("TRUTH", optional=True),
            shared.minutes(10),
            shared.bands(),
            choice("GAN", {"auto": tr("Automatic"), "on": tr("On"), "off": tr("Off")}, advanced=True),
            shared.resume(),
            shared.device(),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return shared.training_outputs(
            tr("Resulting model"),
            PUBLISHED=tr("New model kept (1 = yes, 0 = base model is better)"),
            GAIN_OVER_PARENT=tr("Gain over the base model (dB)"),
            GAIN_OVER_BASELINE=tr("Gain over bicubic with back-projection (dB)"),
            SMALLEST_GAIN=tr("Gain over the base model on the worst tile (dB)"),
            TILES=tr("Number of training tiles"),
            VALIDATION=tr("Number of validation tiles"),
        )
