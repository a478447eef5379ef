"""Train a generator of synthetic tiles."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import QgsProcessingOutputString

from ...gan_core.api.jobs.generation import SIZES, TrainGeneratorJob
from ..processing import parameters as shared
from ..processing.definitions import Output, Parameter, choice, column, raster
from ..processing.job_algorithm import JobAlgorithm
from ..processing.texts import Texts
from ..text import tr


class Algorithm(JobAlgorithm):
    job_type = TrainGeneratorJob
    group_id = "train"
    texts = Texts(
        title="Train a generator",
        tags="training,learning,synthetic,noise,dcgan,r3gan,augmentation,gan,ai",
        summary="Trains a GAN to make synthetic tiles that look like those of a raster",
        introduction=(
            "<p>Two networks are trained against each other: a generator makes tiles from random numbers, a discriminator "
            "learns to tell them from tiles of the raster. The model that enters the library makes new tiles in the "
            "raster's own units, with all its bands: see Generate synthetic tiles.</p>"
        ),
        outputs=(
            "The model; a report with its tiles beside the real ones nearest to them; how far its tiles are from real "
            "ones (KID, 0 for the same kind), how varied they are (1: as real tiles), how many may be copies of a real "
            "tile, and the number of alarms."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        architectures = {"r3gan": "R3GAN", "dcgan": tr("DCGAN (64 pixels)")}
        adversaries = {
            "auto": tr("Automatic"),
            "relativistic": tr("Relativistic"),
            "classic": tr("Classic (non-saturating)"),
            "minimax": tr("Minimax"),
        }
        return [
            raster(shared.INPUT),
            shared.tiles(optional=True),
            column("FIELD", "TILES", optional=True),
            choice("SIZE", {str(size): str(size) for size in SIZES}, "64"),
            shared.minutes(20),
            shared.model_name(),
            choice("ARCHITECTURE", architectures, advanced=True),
            choice("ADVERSARY", adversaries, advanced=True),
            shared.device(),
            shared.resume(),
        ]

    def list_outputs(self) -> Sequence[Output]:
        figures = shared.training_outputs(
            tr("Model"),
            KID=tr("Distance to the real tiles (KID)"),
            KID_OF_REAL=tr("The same between two halves of the real tiles"),
            DIVERSITY=tr("Diversity (1 = as varied as real tiles)"),
            NEAREST_REAL=tr("Distance to the nearest real tile (below 1: may be a copy)"),
            COPIES=tr("Tiles of 200 that may be copies"),
            MADE_ANEW=tr("Tiles of 200 that were nearly copies and were made again"),
            ALARMS=tr("Number of alarms"),
            TILES=tr("Number of training tiles"),
        )
        return [*figures, QgsProcessingOutputString("VERDICT", tr("Usable (good, look: for looking at only, or bad)"))]
