"""Tells the outside how a training goes: events for QGIS and the terminal, a log and a strip of pictures in its folder."""

from __future__ import annotations

import contextlib
import copy

import numpy as np
import torch

from gan_core.errors import Cancelled
from gan_core.events import Report, Stage
from gan_core.raster.picture import png, side_by_side
from gan_core.tasks.rundir import RunFolder
from gan_core.training.heldout import HeldOut
from gan_core.training.monitor import Alarm
from gan_core.training.session import Look, Session
from gan_core.trainings import STRIP

FRAMES = 6
"""Pictures in the strip before the truth's; the first is the parent's."""


class Watch:
    """Takes phases through to their end."""

    def __init__(self, report: Report, folder: RunFolder, held: HeldOut, start: torch.nn.Module) -> None:
        self.report, self.folder, self.held = report, folder, held
        self.steps = 0
        self.told = False
        self.frames = [self._image(start)]

    def through(self, session: Session, phase: str, begin: float, end: float) -> torch.nn.Module:
        """The best weights of a phase, as a network.  begin, end: its share of the whole work.  Raises Cancelled."""
        stage = Stage(self.report, begin, end)
        if session.resume():
            self.report.note("resumed", step=session.run.done, minutes=session.seconds / 60)

        def looked(look: Look) -> None:
            stage.progress(min(1.0, look.seconds / max(1e-9, look.seconds + look.left)))
            self.folder.log("look", phase=phase, **vars(look))
            self.report.note(
                "look", **{name: getattr(look, name) for name in ("step", "steps", "psnr", "gain", "left")}
            )
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
        """The first held-out tile: at the start, over time, and its truth."""
        self.frames.append(self._image(network))
        if len(self.frames) > 2 * FRAMES:  # every other one, the first and the last kept
            self.frames = [self.frames[0], *self.frames[2::2]]
        places = np.linspace(0, len(self.frames) - 1, min(FRAMES, len(self.frames))).round().astype(int)
        panels = [*(self.frames[place] for place in places), self._shown(self.held.tiles[0].truth)]
        with contextlib.suppress(OSError):  # a full disk costs a picture, not the training
            (self.folder.path / STRIP).write_bytes(png(side_by_side(panels)))

    def _image(self, network: torch.nn.Module) -> np.ndarray:
        return self._shown(self.held.image(network, self.held.tiles[0]))

    def _shown(self, image: torch.Tensor) -> np.ndarray:
        """Three bands or one, stretched as the truth is."""
        bands = 3 if len(image) >= 3 else 1
        truth = self.held.tiles[0].truth[:bands]
        low, high = (float(truth.flatten().quantile(share)) for share in (0.02, 0.98))
        return ((image[:bands] - low) / max(high - low, 1e-6)).clamp(0, 1).numpy()
