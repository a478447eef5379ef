"""Make tiles to train on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...gan_core.api.jobs.finetuning import LARGEST_TILE, SMALLEST_TILE, MakeTilesJob
from ..layers.post_processor import PostProcessor
from ..layers.tile_style import TilePostProcessor
from ..processing import parameters as shared
from ..processing.definitions import Output, Parameter, number, numbers, polygon_output, raster
from ..processing.job_algorithm import JobAlgorithm
from ..processing.texts import Texts
from ..text import tr


class Algorithm(JobAlgorithm):
    job_type = MakeTilesJob
    group_id = "train"
    texts = Texts(
        title="Make training tiles",
        tags="tiles,grid,samples,training,fine-tune,chips,patches,gan,ai",
        summary="Cuts a raster into tiles and chooses some that show all kinds of its ground",
        introduction=(
            "<p>Lays a grid of square tiles over a raster, measures each, and chooses some: from plain to rough ground in "
            "equal shares, and far from each other. A fifth of the chosen ones, in whole neighborhoods, is held out for "
            "validation.</p><p>The field <i>role</i> says what a tile is for: <i>train</i>, <i>validation</i> or "
            "<i>ignore</i> (not used). Change it in the attribute table, or on the map with a right-click: Raster GAN > "
            "Pick tiles.</p>"
        ),
        outputs=(
            "The tiles, with the share of valid pixels, contrast and detail of each, and how many there are and were "
            "chosen."
        ),
    )

    def list_parameters(self) -> Sequence[Parameter]:
        return [
            raster(shared.INPUT),
            number("SIZE", 128, (SMALLEST_TILE, LARGEST_TILE), whole=True),
            number("COUNT", 20, (1,), whole=True),
            shared.extent(),
            number("OVERLAP", 0, whole=True, advanced=True),
            polygon_output("OUTPUT"),
        ]

    def post_processors(self, job: MakeTilesJob, results: Mapping[str, Any]) -> dict[str, PostProcessor]:
        return {job.output: TilePostProcessor({"INPUT": job.input})}

    def list_outputs(self) -> Sequence[Output]:
        return numbers(
            TILES=tr("Number of tiles"),
            CHOSEN=tr("Number of chosen tiles"),
            VALIDATION=tr("Number of validation tiles"),
        )
