"""A detector learns: crop after crop until the schedule or the time ends.  What a sitting leaves the next one takes up."""

from __future__ import annotations

import copy
import dataclasses
import math
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import torch
from safetensors import SafetensorError

from gan_core.training import checkpoint
from gan_core.training.detection_crops import Crop, Scenes
from gan_core.training.detection_targets import aims, loss
from gan_core.training.module import Schedule
from gan_core.training.super_resolution import optimisers

BATCH = 4
LEAST_STEPS, MOST_STEPS, STEPS = 400, 3000, 160
"""The last times the root of the number of objects.  More, and unlabelled objects are learned by heart as ground: on tree
crowns AP50 from 50 of them 0.34 after 1,000 steps and 0.30 after 3,000 (two draws), from 5 of them 0.14 after 400 and 0.11
after 1,000 (four); runs differ by 0.05 and more."""
EVERY = 10
"""Steps between two looks."""
SAVED_SECONDS = 10.0
"""Between two checkpoints."""
SCHEDULE = Schedule(MOST_STEPS, batch=BATCH, muon_lr=0.03, adam_lr=1e-3, warmup_steps=20, ema_decay=0.998)
"""A slow average finds more: with `ema` at 0.99 AP50 was 0.34 instead of 0.39 (two draws of 50 crowns, 1,000 steps)."""


def steps_for(marked: int) -> int:
    """How many steps so many marked objects are worth."""
    return min(MOST_STEPS, max(LEAST_STEPS, round(STEPS * math.sqrt(marked))))


class Look(NamedTuple):
    """What is known after some steps."""

    step: int
    steps: int
    loss: float
    """Mean since the last look."""
    rate: float
    """Share of the first learning rate."""
    seconds: float
    """Spent so far, in all sittings."""
    left: float
    """About how many more."""


class Lessons:
    """`go` until the end; `ema` is the slow average of the weights, which is what is kept."""

    def __init__(
        self,
        network: torch.nn.Module,
        scenes: Scenes,
        classes: int,
        cell: int,
        path: Path,
        steps: int,
        seconds: float,
    ) -> None:
        """path: of its checkpoint.  steps: at most.  seconds: to spend, in all sittings."""
        self.network = network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.ema = copy.deepcopy(self.network).requires_grad_(False)
        self.scenes, self.classes, self.cell, self.path, self.budget = scenes, classes, cell, path, seconds
        self.most = steps
        self.schedule = dataclasses.replace(SCHEDULE, steps=steps)
        self.optimisers = optimisers(self.network, self.schedule)
        self.done, self.seconds = 0, 0.0

    def resume(self) -> bool:
        """Take up what an earlier sitting left; False where there is nothing."""
        if not self.path.exists():
            return False
        tensors, facts = checkpoint.load(self.path)
        self.network.load_state_dict(checkpoint.below("network", tensors))
        self.ema.load_state_dict(checkpoint.below("ema", tensors))
        for number, optimiser in enumerate(self.optimisers):
            checkpoint.restore_optimiser(optimiser, checkpoint.below(f"optimiser{number}", tensors))
        self.done, self.seconds = facts["done"], facts["seconds"]
        return True

    def save(self) -> None:
        """Raises OSError or SafetensorError where the disk is full; what was there before stays."""
        tensors = {
            **checkpoint.prefixed("network", self.network.state_dict()),
            **checkpoint.prefixed("ema", self.ema.state_dict()),
        }
        for number, optimiser in enumerate(self.optimisers):
            tensors |= checkpoint.prefixed(f"optimiser{number}", checkpoint.optimiser_tensors(optimiser))
        checkpoint.save(self.path, tensors, {"done": self.done, "seconds": self.seconds})

    def go(
        self, looked: Callable[[Look], None], unsaved: Callable[[str], None], ask: Callable[[], bool]
    ) -> torch.nn.Module:
        """The trained network, to use.

        looked hears of every look, unsaved of a checkpoint that could not be written.  ask: called before every step; true to
        end with what there is; what it raises ends the sitting, which is saved first.  While a batch is learned from the
        next one's crops are cut.
        """
        began, before = time.monotonic(), self.seconds
        saved, losses = began, []
        with ThreadPoolExecutor(1) as cutter:
            coming = cutter.submit(self.scenes.batch, self.done, self.schedule.batch)
            while self.done < self.schedule.steps and self.seconds < self.budget:
                try:
                    if ask():
                        break
                except BaseException:
                    self._saved(unsaved)
                    raise
                crops = coming.result()
                coming = cutter.submit(self.scenes.batch, self.done + 1, self.schedule.batch)
                losses.append(self.step(crops))
                self.seconds = before + time.monotonic() - began
                if self.done % EVERY == 0:
                    looked(self._look(sum(losses) / len(losses)))
                    losses = []
                if time.monotonic() - saved > SAVED_SECONDS:
                    self._saved(unsaved)
                    saved = time.monotonic()
        self._saved(unsaved)
        return self.ema.eval()

    def step(self, crops: list[Crop]) -> float:
        """One batch; gives its loss."""
        device = next(self.network.parameters()).device
        images = torch.stack([crop.image for crop in crops]).to(device)
        aim = aims(crops, self.classes, self.cell)
        found = loss(self.network(images), type(aim)(*(planes.to(device) for planes in aim)))
        self.network.zero_grad()
        found.backward()
        torch.nn.utils.clip_grad_norm_(self.network.parameters(), self.schedule.max_grad_norm)
        for optimiser in self.optimisers:
            for group in optimiser.param_groups:
                group["lr"] = self.schedule.lr_factor_at(self.done) * group["initial_lr"]
            optimiser.step()
        decay = min(self.schedule.ema_decay, (1 + self.done) / (10 + self.done))
        with torch.no_grad():
            for slow, fast in zip(self.ema.parameters(), self.network.parameters()):
                slow.lerp_(fast, 1 - decay)
        self.done += 1
        return float(found.detach())

    def _look(self, mean: float) -> Look:
        """The steps to come are reckoned from the pace so far: the rate must reach its end when the time does."""
        pace = self.seconds / self.done
        left = max(0.0, self.budget - self.seconds)
        steps = min(self.most, self.done + int(left / pace))
        self.schedule = dataclasses.replace(self.schedule, steps=max(1, steps))
        return Look(
            self.done, steps, mean, self.schedule.lr_factor_at(self.done), self.seconds, (steps - self.done) * pace
        )

    def _saved(self, unsaved: Callable[[str], None]) -> None:
        try:
            self.save()
        except (OSError, SafetensorError) as error:
            self.path.with_name(self.path.name + ".part").unlink(missing_ok=True)
            unsaved(str(error))
