"""Tells the outside how a training goes: events for QGIS and the terminal, a log and a strip of pictures in its folder."""

from __future__ import annotations

import contextlib
import copy
from typing import Any, Protocol

import numpy as np
import torch

from gan_core.api.errors import Cancelled
from gan_core.api.protocol import Report, Stage
from gan_core.api.training_runs import STRIP
from gan_core.raster.png import png, side_by_side
from gan_core.runs.folder import RunFolder
from gan_core.training.heldout import HeldOut
from gan_core.training.monitor import Alarm
from gan_core.training.trainer import AnyLook, Sitting

FRAMES = 6
"""Pictures in the strip before the truth's; the first is the parent's."""


class Scene(Protocol):
    """What a training is seen by."""

    last: np.ndarray
    """(1 or 3, H, W) in 0..1: the truth, at the right end of the strip."""

    def frame(self, network: torch.nn.Module) -> np.ndarray:
        """The same shape: what a network makes."""


class Watch:
    """Takes phases through to their end."""

    def __init__(self, report: Report, folder: RunFolder, scene: Scene, start: torch.nn.Module) -> None:
        self.report, self.folder, self.scene = report, folder, scene
        self.steps = 0
        self.told = False
        self.frames = [scene.frame(start)]

    def through(self, session: Sitting[Any], phase: str, begin: float, end: float) -> torch.nn.Module:
        """The best weights of a phase, as a network.  begin, end: its share of the whole work.  Raises Cancelled."""
        stage = Stage(self.report, begin, end)
        if session.resume():
            self.report.note("resumed", step=session.run.done, minutes=session.seconds / 60)

        def looked(look: AnyLook) -> None:
            stage.progress(min(1.0, look.seconds / max(1e-9, look.seconds + look.left)))
            self.folder.log("look", phase=phase, note=session.words, **vars(look))
            self.report.note(session.words, **vars(look))
            self._strip(session.run.ema)

        def alarmed(alarm: Alarm) -> None:
            self.folder.log("alarm", phase=phase, **alarm._asdict())
            self.report.note(f"alarm-{alarm.code}", step=alarm.step)

        def unsaved(reason: str) -> None:
            if not self.told:
                self.report.note("unsaved", reason=reason)
            self.told = True

        try:
            session.go(looked, alarmed, unsaved, lambda: self.folder.asked_to_stop(self.report))
        except Cancelled:
            self.report.note("kept", step=session.run.done)
            raise
        self.steps += session.run.done
        best = copy.deepcopy(session.run.ema).cpu()
        best.load_state_dict(session.best)
        return best.eval().requires_grad_(False)

    def _strip(self, network: torch.nn.Module) -> None:
        """At the start, over time, and the truth."""
        self.frames.append(self.scene.frame(network))
        if len(self.frames) > 2 * FRAMES:  # every other one, the first and the last kept
            self.frames = [self.frames[0], *self.frames[2::2]]
        places = np.linspace(0, len(self.frames) - 1, min(FRAMES, len(self.frames))).round().astype(int)
        panels = [*(self.frames[place] for place in places), self.scene.last]
        with contextlib.suppress(OSError):  # a full disk costs a picture, not the training
            (self.folder.path / STRIP).write_bytes(png(side_by_side(panels)))


class HeldTile:
    """The first held-out tile, stretched as its truth is."""

    def __init__(self, held: HeldOut) -> None:
        self.held = held
        self.last = shown(held.tiles[0].truth, held.tiles[0].truth)

    def frame(self, network: torch.nn.Module) -> np.ndarray:
        tile = self.held.tiles[0]
        return shown(self.held.image(network, tile), tile.truth)


def shown(image: torch.Tensor, truth: torch.Tensor) -> np.ndarray:
    """Three bands or one of (C, H, W), in 0..1, stretched as the truth is."""
    bands = 3 if len(image) >= 3 else 1
    low, high = (float(truth[:bands].flatten().quantile(share)) for share in (0.02, 0.98))
    return ((image[:bands] - low) / max(high - low, 1e-6)).clamp(0, 1).numpy()
