"""Train a built-in generator from the corpus.  Seeded, and resumed from its checkpoint wherever it was stopped.

python -m tools.pretrain upscale-x4 --corpus FOLDER --checkpoints FOLDER [--gan]
"""

from __future__ import annotations

import argparse
import dataclasses
import time
from collections.abc import Mapping
from pathlib import Path

import torch

from gan_core import library
from gan_core.cards import SUFFIX
from gan_core.inference import model
from gan_core.networks import build
from gan_core.networks.patch import PatchDiscriminator
from gan_core.training import checkpoint
from gan_core.training.adapt import adapted
from gan_core.training.adversary import RELATIVISTIC
from gan_core.training.loop import Run, optimisers
from gan_core.training.losses import LOSSES
from gan_core.training.pairs import Pairs, Patches
from gan_core.training.probe import low_precision_pays
from gan_core.training.rival import GAMMA, PairRival
from tools.corpus import photographs
from tools.recipes import FAITHFUL, GAN
from tools.vgg import perceptual

SAVE_EVERY = 100
RESTART = 0.3
"""Share of the first rate that a later sitting starts with."""


def start(name: str, gan: bool, more: bool, corpus: Path, checkpoints: Path) -> Run:
    """A fresh run: the faithful weights from the parent's trunk where there is one, the GAN's from the faithful ones; more:
    what it starts from follows."""
    recipe = (GAN if gan else FAITHFUL)[name]
    torch.manual_seed(recipe.seed)
    generator = build(recipe.network, recipe.arguments)
    origin = None if more else name if gan else recipe.parent
    if origin and not gan and FAITHFUL[origin].scale == recipe.scale:
        parent = build(FAITHFUL[origin].network, FAITHFUL[origin].arguments)
        parent.load_state_dict(weights_of(origin, checkpoints))
        generator = adapted(recipe.network, FAITHFUL[origin].arguments, parent, recipe.bands)
    elif origin:
        own, known = generator.state_dict(), weights_of(origin, checkpoints)
        generator.load_state_dict(
            {**own, **{key: value for key, value in known.items() if own[key].shape == value.shape}}
        )
    patches = Patches.of(
        list(photographs(corpus, "train").values()), recipe.ground * recipe.scale, recipe.bands, recipe.seed
    )
    pairs = Pairs(patches, recipe.sensor, recipe.told, recipe.patch)
    low = low_precision_pays(generator, pairs.batch(0, recipe.schedule.batch).given)
    print(f"{name}: {'bfloat16' if low else 'float32'} is faster here", flush=True)
    if not gan:
        return Run(generator, pairs, recipe.schedule, recipe.weights, low_precision=low)
    discriminator = PatchDiscriminator(2 * recipe.bands, features=32, layers=4)
    rival = PairRival(discriminator, dataclasses.replace(RELATIVISTIC, gamma=GAMMA), rate=1e-3, seed=recipe.seed)
    losses = {**LOSSES, "perceptual": perceptual(checkpoints, low)}
    return Run(generator, pairs, recipe.schedule, recipe.weights, losses, rival, low)


def weights_of(name: str, checkpoints: Path) -> Mapping[str, torch.Tensor]:
    """The faithful weights as trained here, or else as shipped."""
    path = checkpoints / f"{name}{SUFFIX}"
    if path.exists():
        return checkpoint.below("ema", checkpoint.load(path)[0])
    return model.load(library.find(name).path, strength=0).network.state_dict()


def go_on(run: Run, name: str, gan: bool, steps: int) -> None:
    """What is committed is enough for another sitting: the shipped weights, a lower rate, another cosine."""
    entry = library.find(name)
    shipped = model.load(entry.path, strength=float(gan)).network.state_dict()
    run.generator.load_state_dict(shipped)
    run.ema.load_state_dict(shipped)
    schedule = run.schedule
    run.schedule = dataclasses.replace(
        schedule, steps=steps, rate=schedule.rate * RESTART, adam_rate=schedule.adam_rate * RESTART
    )
    run.optimisers = optimisers(run.generator, run.schedule)
    run.before = entry.card.training["steps"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", choices=sorted(FAITHFUL))
    parser.add_argument("--gan", action="store_true", help="the GAN's weights; the faithful ones must be there")
    parser.add_argument("--more", type=int, metavar="STEPS", help="go on from the shipped model file, STEPS further")
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--checkpoints", type=Path, required=True)
    options = parser.parse_args()
    run = start(options.model, options.gan, bool(options.more), options.corpus, options.checkpoints)
    if options.more:
        go_on(run, options.model, options.gan, options.more)
    name = f"{options.model}.gan" if options.gan else options.model
    path = options.checkpoints / f"{name}{SUFFIX}"
    if path.exists():
        run.resume(path)
    began, losses = time.monotonic(), []
    for loss in run.losses():
        losses.append(loss)
        if run.done % SAVE_EVERY == 0 or run.finished:
            run.save(path)
            seconds = (time.monotonic() - began) / len(losses)
            recent = losses[-SAVE_EVERY:]
            mean = sum(recent) / len(recent)
            margin = f" margin {run.rival.margin:.2f}" if run.rival else ""
            print(f"{name} {run.done}/{run.schedule.steps} loss {mean:.5f}{margin} {seconds:.3f} s/step", flush=True)


if __name__ == "__main__":
    main()
