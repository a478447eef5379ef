"""Train a built-in generator from the corpus.  Seeded, and resumed from its checkpoint wherever it was stopped.

python -m tools.pretrain upscale-x4 --corpus FOLDER --checkpoints FOLDER [--steps N]
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import torch

from gan_core.cards import SUFFIX
from gan_core.networks import build
from gan_core.training import checkpoint
from gan_core.training.loop import Run, Schedule
from gan_core.training.pairs import Pairs, Patches
from tools.corpus import photographs
from tools.recipes import RECIPES, Recipe

SAVE_EVERY = 200


def start(recipe: Recipe, corpus: Path, steps: int, checkpoints: Path) -> Run:
    """A fresh run, with the trunk of the parent's weights where the recipe names one."""
    torch.manual_seed(recipe.seed)
    generator = build(recipe.network, recipe.arguments)
    if recipe.parent:
        tensors, _ = checkpoint.load(checkpoints / f"{recipe.parent}{SUFFIX}")
        trunk = checkpoint.below("ema", tensors)
        own = generator.state_dict()
        fitting = {name: tensor for name, tensor in trunk.items() if own[name].shape == tensor.shape}
        generator.load_state_dict({**own, **fitting})
    images = list(photographs(corpus, "train").values())
    patches = Patches.of(images, recipe.patch * recipe.scale, recipe.bands, recipe.seed)
    pairs = Pairs(patches, recipe.sensor, recipe.task == "enhance")
    return Run(generator, pairs, Schedule(steps), recipe.weights)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", choices=sorted(RECIPES))
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--steps", type=int, help="as many as the recipe says, when left out")
    options = parser.parse_args()
    recipe = RECIPES[options.model]
    steps = options.steps or recipe.steps
    run = start(recipe, options.corpus, steps, options.checkpoints)
    path = options.checkpoints / f"{options.model}{SUFFIX}"
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
            print(f"{options.model} {run.done}/{steps} loss {mean:.5f} {seconds:.3f} s/step", flush=True)


if __name__ == "__main__":
    main()
