"""Train a translator from one layer to another."""

from __future__ import annotations

from collections.abc import Sequence

from ...gan_core.api.jobs.translation import TrainTranslatorJob
from ..processing import parameters as shared
from ..processing.definitions import Output, Parameter, choice, raster
from ..processing.job_algorithm import JobAlgorithm
from ..processing.texts import Texts
from ..text import tr


class Algorithm(JobAlgorithm):
    job_type = TrainTranslatorJob
    group_id = "train"
    texts = Texts(
        title="Train a translator",
        tags="training,learning,colorize,pix2pix,cyclegan,cut,image to image,style,season,radar,sar,map,synthetic,gan,ai",
        summary="Trains a GAN to turn one layer into another: gray into color, a season or sensor into another",
        introduction=(
            "<p>Learns on tiles what a target layer shows where another layer has data: the colors of a gray photograph, "
            "another season or sensor, a map, what an optical sensor would see where a radar looked. Where both show the same "
            "ground the values are learned from pairs; where they do not, only the looks.</p><p>The model that enters the "
            "library is measured on tiles that were held out, beside a linear regression on each pixel's bands. What it makes "
            "is synthetic, and marked as such: see Translate.</p>"
        ),
        outputs=(
            "The model; a report with validation tiles beside the target; how near its results are to the target (PSNR in dB, "
            "gain over a linear regression by pixel, color error in CIELAB), or how alike the looks are (KID, 0 for the same) "
            "where the layers show different ground."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        presets = {
            "auto": tr("Automatic"),
            "colorize": tr("Colorize gray layers"),
            "season": tr("Season or sensor to another"),
            "map": tr("Map style"),
            "radar": tr("Radar to optical (not for measuring)"),
        }
        methods = {"auto": tr("Automatic"), "paired": tr("Paired"), "unpaired": tr("Unpaired")}
        return [
            raster(shared.INPUT, optional=True),
            raster("TARGET"),
            shared.tiles(optional=True),
            choice("PRESET", presets),
            shared.minutes(10),
            shared.model_name(),
            choice("METHOD", methods, advanced=True),
            shared.bands(advanced=True),
            shared.device(),
            shared.resume(),
        ]

    def list_outputs(self) -> Sequence[Output]:
        return shared.training_outputs(
            tr("Model"),
            PSNR=tr("PSNR on validation tiles (dB)"),
            GAIN_OVER_REGRESSION=tr("Gain over a linear regression by pixel (dB)"),
            COLOR_ERROR=tr("Color error (CIELAB a and b)"),
            KID=tr("Distance to the target's looks (KID)"),
            KID_BEFORE=tr("The same with the target's colors alone"),
            TILES=tr("Number of training tiles"),
            VALIDATION=tr("Number of validation tiles"),
        )
