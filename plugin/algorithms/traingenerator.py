"""Train a generator of synthetic tiles."""

from __future__ import annotations

from collections.abc import Sequence

from ...gan_core.api.jobs.generation import ADVERSARIES, ARCHITECTURES, SIZES, TrainGeneratorJob
from ..processing import parameters as shared
from ..processing.definitions import Output, Parameter, choice, column
from ..processing.job_algorithm import JobAlgorithm
from ..processing.texts import Texts
from ..text import tr


class Algorithm(JobAlgorithm):
    job_type = TrainGeneratorJob
    group_id = "train"
    texts = Texts(
        title="Train a generator",
        tags="training,learning,synthetic,noise,dcgan,r3gan,augmentation,gan,ai",
        summary="Teaches a GAN to make synthetic tiles that look like those of a raster",
        introduction=(
            "<p>Two networks play against each other: a generator makes tiles from random numbers, a discriminator "
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
        return [
            shared.training_raster(),
            shared.tiles(
                tr("Tiles (random places if empty)"),
                optional=True,
                help=tr(
                    "Polygons on the raster, as Make training tiles makes them; any polygon layer works, and so do its "
                    "selected features alone. Empty: random places of the raster with data. At least 8 tiles, hundreds "
                    "are better."
                ),
            ),
            column(
                "FIELD",
                tr("Field with the class of a tile"),
                "TILES",
                optional=True,
                help=tr(
                    "Where the tiles have a field that says what they show, the model makes tiles of one class at will: "
                    "to add to the training set of a classifier, say."
                ),
            ),
            choice("SIZE", tr("Side of a generated tile, pixels"), [str(size) for size in SIZES], "64"),
            shared.minutes(
                20,
                tr(
                    "On two processor cores 64 pixels take about 20 minutes until tiles are varied; longer is better. "
                    "The panel Raster GAN trainings shows the same tiles over time; the training can be held, ended and "
                    "resumed."
                ),
            ),
            shared.model_name(),
            choice(
                "ARCHITECTURE",
                tr("Architecture"),
                ARCHITECTURES,
                advanced=True,
                help=tr(
                    "r3gan: small residual networks with a stable game. dcgan: the classic networks, for 64 pixels only "
                    "and much slower."
                ),
            ),
            choice("ADVERSARY", tr("Rules of the game"), ADVERSARIES, advanced=True),
            shared.device(),
            shared.resume(),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return shared.training_outputs(
            tr("Model"),
            KID=tr("Distance to the real tiles (KID)"),
            KID_OF_REAL=tr("The same between two halves of the real tiles"),
            DIVERSITY=tr("Diversity (1: as varied as real tiles)"),
            NEAREST_REAL=tr("Distance to the nearest real tile (below 1: may be a copy)"),
            COPIES=tr("Tiles of 200 that may be copies"),
            ALARMS=tr("Number of alarms"),
            TILES=tr("Pieces of the raster learned from"),
        )
