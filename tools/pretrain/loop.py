"""A module trained to its last step, resumed from its checkpoint wherever it was stopped."""

from __future__ import annotations

import dataclasses
import time
from pathlib import Path
from typing import Any

from gan_core.api import library
from gan_core.inference import model
from gan_core.training.module import TrainingModule

SAVE_EVERY = 100
"""Steps between two checkpoints, each with a line on how far it is."""
RESTART = 0.5
"""Share of the first rate that a later sitting starts with."""


def go_on(module: TrainingModule[Any], name: str, steps: int, strength: float = 0.0) -> None:
    """What is committed is enough for another sitting: the shipped weights, a lower rate, another cosine.

    name: of the model.  strength: 0 for its faithful weights, 1 for the GAN's.
    """
    entry = library.find(name)
    shipped = model.load(entry.path, strength).network.state_dict()
    module.network.load_state_dict(shipped)
    module.ema.load_state_dict(shipped)
    schedule = module.schedule
    module.schedule = dataclasses.replace(
        schedule, steps=steps, muon_lr=schedule.muon_lr * RESTART, adam_lr=schedule.adam_lr * RESTART
    )
    module.reset_optimizers()
    module.before = entry.card.training["steps"]


def train(module: TrainingModule[Any], path: Path, name: str) -> None:
    """path: of the checkpoint.  name: at the head of every line."""
    if path.exists():
        module.resume(path)
    began, losses = time.monotonic(), []
    for loss in module.losses():
        losses.append(loss)
        if module.done % SAVE_EVERY == 0 or module.finished:
            module.save(path)
            seconds, recent = (time.monotonic() - began) / len(losses), losses[-SAVE_EVERY:]
            figures = "".join(f" {key} {value:.2f}" for key, value in module.figures.items() if value)
            mean = sum(recent) / len(recent)
            print(
                f"{name} {module.done}/{module.schedule.steps} loss {mean:.5f}{figures} {seconds:.3f} s/step",
                flush=True,
            )
