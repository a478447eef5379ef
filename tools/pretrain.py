"""Train a built-in generator from the corpus.  Seeded, and resumed from its checkpoint wherever it was stopped.

python -m tools.pretrain upscale-x4 --corpus FOLDER --checkpoints FOLDER [--steps 5000]
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import torch

from gan_core.networks import build
from gan_core.training import checkpoint
from gan_core.training.loop import Run, Schedule
from gan_core.training.pairs import Patches
from tools.corpus import photographs
from tools.recipes import RECIPES, Recipe

SAVE_EVERY = 200


def start(recipe: Recipe, corpus: Path, steps: int, checkpoints: Path) -> Run:
    """A fresh run, with the trunk of the parent's weights where the recipe names one."""
    torch.manual_seed(recipe.seed)
    generator = build("span", recipe.arguments)
    if recipe.parent:
        tensors, _ = checkpoint.load(checkpoints / f"{recipe.parent}.safetensors")
        trunk = checkpoint.below("ema", tensors)
        own = generator.state_dict()
        fitting = {name: tensor for name, tensor in trunk.items() if own[name].shape == tensor.shape}
        generator.load_state_dict({**own, **fitting})
    images = list(photographs(corpus, "train").values())
    patches = Patches.of(images, recipe.patch * recipe.scale, recipe.bands, recipe.seed)
    return Run(generator, patches, recipe.scale, Schedule(steps))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", choices=sorted(RECIPES))
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=5000)
    options = parser.parse_args()
    run = start(RECIPES[options.model], options.corpus, options.steps, options.checkpoints)
    path = options.checkpoints / f"{options.model}.safetensors"
    if path.exists():
        run.resume(path)
    began, losses = time.monotonic(), []
    for loss in run.losses():
        losses.append(loss)
        if run.done % SAVE_EVERY == 0 or run.finished:
            run.save(path)
            seconds = (time.monotonic() - began) / len(losses)
            recent = losses[-SAVE_EVERY:]
            print(
                f"{options.model} {run.done}/{options.steps} loss {sum(recent) / len(recent):.5f} {seconds:.3f} s/step",
                flush=True,
            )


if __name__ == "__main__":
    main()
