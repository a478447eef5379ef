"""The phases of a translator's training: the values from pairs, then the looks; without pairs the looks alone."""

from __future__ import annotations

import copy
from typing import NamedTuple, cast

import numpy as np
import torch

from gan_core.api.protocol import Report, Stage
from gan_core.api.training_runs import STRIP
from gan_core.datasets.translation_tiles import TranslationTiles
from gan_core.evaluation.translation import GainOverRegression, HeldOut, Looks, NearerLooks
from gan_core.networks.translator import Translator
from gan_core.radiometry.translated import Curve, TranslationRules
from gan_core.runs.folder import RunFolder
from gan_core.runs.logger import RunLogger
from gan_core.runs.strip import Strip
from gan_core.training.trainer import Trainer
from gan_core.training.translation import TilePairs, faithful_module, gan_module, untrained

PREPARED, LEARNED = 0.02, 0.98
"""Shares of the work that are done before the first step and after the last."""


class Recipe(NamedTuple):
    """What a preset sets."""

    gan_share: float
    """Of the time, for the GAN phase."""
    adversarial: float
    """Weight of the discriminator's loss."""
    matched: bool = False
    """The result has the target's histogram."""


RECIPES = {
    "general": Recipe(0.3, 0.01),
    "colorize": Recipe(0.25, 0.01),
    "season": Recipe(0.3, 0.01, matched=True),
    "map": Recipe(0.5, 0.03),
    "radar": Recipe(0.4, 0.02),
}
UNPAIRED_WEIGHT = 0.1
"""The same where the layers show different ground: nothing else tells of the values."""


def learn(
    preset: str, tiles: TranslationTiles, folder: RunFolder, device: torch.device, seconds: float, report: Report
) -> tuple[dict[str, Translator], int]:
    """The networks by kind of weights, "l1" alone where the layers show different ground, and the steps of all phases."""
    start = untrained(tiles.images, tiles.targets, tiles.paired)
    held, pairs = (
        HeldOut.of(tiles, tiles.rules),
        TilePairs(tiles.images, tiles.targets, tiles.paired, varied=tiles.grayed),
    )
    strip = Strip(folder.path / STRIP, Preview(held, tiles), start)
    if not tiles.paired:
        module = gan_module(copy.deepcopy(start).to(device), pairs, tiles.rules, UNPAIRED_WEIGHT)
        logger = RunLogger(Stage(report, PREPARED, LEARNED), folder, "gan", strip)
        looks = NearerLooks(held, Looks(held), start)
        trainer = Trainer(module, folder.path / "gan.safetensors", seconds, logger, looks)
        return {"l1": cast(Translator, trainer.fit())}, module.done
    recipe = RECIPES[preset]
    middle = PREPARED + (LEARNED - PREPARED) * (1 - recipe.gan_share)
    module = faithful_module(copy.deepcopy(start).to(device), pairs, tiles.rules)
    logger = RunLogger(Stage(report, PREPARED, middle), folder, "faithful", strip)
    spent, gain = seconds * (1 - recipe.gan_share), GainOverRegression(held, start)
    faithful = cast(Translator, Trainer(module, folder.path / "faithful.safetensors", spent, logger, gain).fit())
    steps = module.done
    player = copy.deepcopy(faithful).requires_grad_(True).to(device)
    module = gan_module(player, pairs, tiles.rules, recipe.adversarial)
    logger = RunLogger(Stage(report, middle, LEARNED), folder, "gan", strip)
    gain = GainOverRegression(held, start, chooses=False)
    gan = cast(Translator, Trainer(module, folder.path / "gan.safetensors", seconds - spent, logger, gain).fit())
    return {"l1": faithful, "gan": gan}, steps + module.done


class Preview:
    """The first held-out tile, as the target looks."""

    def __init__(self, held: HeldOut, tiles: TranslationTiles) -> None:
        self.held, self.stretch = held, tiles.stretch
        self.last = self.stretch(tiles.judged_targets[0])

    def frame(self, network: torch.nn.Module) -> np.ndarray:
        return self.stretch(self.held.image(network, 0).numpy())


def final_rules(preset: str, tiles: TranslationTiles, network: Translator) -> TranslationRules:
    """Those of a result: with curves that give it the target's histogram, where the preset wants that."""
    if not RECIPES[preset].matched:
        return tiles.rules
    with torch.inference_mode():
        made = [network(torch.from_numpy(image)[None])[0].numpy() for image in tiles.images]
    own, wanted = (
        np.concatenate([tile.reshape(len(tile), -1) for tile in every], 1) for every in (made, tiles.targets)
    )
    return tiles.rules._replace(curves=[Curve.between(*pair) for pair in zip(own, wanted)])
