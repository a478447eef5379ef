"""Train a built-in generator from the corpus.  Seeded, and resumed from its checkpoint wherever it was stopped.

python -m tools.pretrain.generator upscale-x4 --corpus FOLDER --imagery FOLDER --checkpoints FOLDER [--gan]
"""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import torch

from gan_core.api import library
from gan_core.api.model_card import SUFFIX
from gan_core.inference import model
from gan_core.networks import build
from gan_core.networks.patch import PatchDiscriminator
from gan_core.training import checkpoint
from gan_core.training.adapt import adapted
from gan_core.training.adversarial_losses import RELATIVISTIC
from gan_core.training.discriminator import GAMMA, PairDiscriminator
from gan_core.training.losses import LOSSES
from gan_core.training.pairs import Pairs, Patches
from gan_core.training.precision_probe import low_precision_pays
from gan_core.training.super_resolution import SuperResolutionModule
from tools.common.corpus import learned
from tools.pretrain.loop import go_on, train
from tools.pretrain.recipes import CONDITIONS, FAITHFUL, GAN, Recipe
from tools.pretrain.vgg import perceptual

Weights = Mapping[str, torch.Tensor]


class Folders(NamedTuple):
    corpus: Path
    imagery: Path
    checkpoints: Path


def start(name: str, gan: bool, folders: Folders) -> SuperResolutionModule:
    """A fresh run: the faithful weights from their parent's where there is one, the GAN's from the faithful ones."""
    recipe = (GAN if gan else FAITHFUL)[name]
    torch.manual_seed(recipe.seed)
    generator = build(recipe.network, recipe.arguments)
    origin = name if gan else recipe.parent
    if origin:
        inherit(generator, recipe, *weights_of(origin, folders.checkpoints))
    patches = Patches.of(
        learned(folders.corpus, folders.imagery), recipe.ground * recipe.scale, recipe.bands, recipe.seed
    )
    pairs = Pairs(patches, recipe.degradation, CONDITIONS, recipe.patch, recipe.sharpened)
    low = low_precision_pays(generator, pairs.batch(0, recipe.schedule.batch).network_input)
    print(f"{name}: {'bfloat16' if low else 'float32'} is faster here", flush=True)
    if not gan:
        return SuperResolutionModule(
            generator, pairs, recipe.schedule, recipe.weights, low_precision=low, held=recipe.held
        )
    network = PatchDiscriminator(2 * recipe.bands, features=32, layers=4)
    adversarial = dataclasses.replace(RELATIVISTIC, gamma=GAMMA)
    discriminator = PairDiscriminator(network, adversarial, lr=1e-3, seed=recipe.seed)
    losses = {**LOSSES, "perceptual": perceptual(folders.checkpoints, low)}
    return SuperResolutionModule(
        generator, pairs, recipe.schedule, recipe.weights, losses, discriminator, low, held=recipe.held
    )


def inherit(generator: torch.nn.Module, recipe: Recipe, weights: Weights, arguments: Mapping[str, int]) -> None:
    """Take over a parent's weights: all that fit, spread over other bands, the planes that it is not told of at zero.

    arguments: the parent's own.
    """
    parent = build(recipe.network, arguments)
    parent.load_state_dict(weights)
    known = dict(adapted(recipe.network, arguments, parent, recipe.bands).state_dict())
    own = generator.state_dict()
    lacking = own["head.weight"].shape[1] - known["head.weight"].shape[1]
    known["head.weight"] = torch.nn.functional.pad(known["head.weight"], (0, 0, 0, 0, 0, lacking))
    generator.load_state_dict({**own, **{key: value for key, value in known.items() if own[key].shape == value.shape}})


def weights_of(name: str, checkpoints: Path) -> tuple[Weights, Mapping[str, int]]:
    """The faithful weights as trained here, or else as shipped, and the network's arguments."""
    path = checkpoints / f"{name}{SUFFIX}"
    if path.exists():
        return checkpoint.below("ema", checkpoint.load(path)[0]), FAITHFUL[name].arguments
    entry = library.find(name)
    return model.load(entry.path, strength=0).network.state_dict(), entry.card.arguments


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", choices=sorted(FAITHFUL))
    parser.add_argument("--gan", action="store_true", help="the GAN's weights; the faithful ones must be there")
    parser.add_argument("--more", type=int, metavar="STEPS", help="go on from the shipped model file, STEPS further")
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--imagery", type=Path, required=True)
    parser.add_argument("--checkpoints", type=Path, required=True)
    options = parser.parse_args()
    run = start(options.model, options.gan, Folders(options.corpus, options.imagery, options.checkpoints))
    if options.more:
        go_on(run, options.model, options.more, strength=float(options.gan))
    name = f"{options.model}.gan" if options.gan else options.model
    train(run, options.checkpoints / f"{name}{SUFFIX}", name)


if __name__ == "__main__":
    main()
