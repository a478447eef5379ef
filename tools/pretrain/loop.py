"""A module trained to its last step, resumed from its checkpoint wherever it was stopped."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from gan_core.training.module import TrainingModule

SAVE_EVERY = 100
"""Steps between two checkpoints, each with a line on how far it is."""


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
