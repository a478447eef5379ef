"""Tells the outside how a training goes: events for QGIS and the terminal, a log and a strip of pictures in its folder."""

from __future__ import annotations

from typing import Any, Optional

from gan_core.api.errors import Cancelled, Interrupted
from gan_core.api.protocol import Stage
from gan_core.api.training_runs import CANCELLED
from gan_core.runs.folder import RunFolder
from gan_core.runs.strip import Strip
from gan_core.training.module import TrainingModule
from gan_core.training.monitor import Alarm
from gan_core.training.trainer import Evaluation


class RunLogger:
    """The callbacks of a `Trainer`, for one phase of a job."""

    def __init__(self, stage: Stage, folder: RunFolder, phase: str, strip: Optional[Strip] = None) -> None:
        self.stage, self.folder, self.phase, self.strip = stage, folder, phase, strip
        self.said_unsaved = False

    def on_resume(self, step: int, seconds: float) -> None:
        self.stage.note("resumed", step=step, minutes=seconds / 60)

    def on_evaluation(self, evaluation: Evaluation, module: TrainingModule[Any]) -> None:
        values = evaluation.values()
        self.stage.progress(min(1.0, evaluation.seconds / max(1e-9, evaluation.seconds + evaluation.left)))
        self.folder.log("look", phase=self.phase, note=module.note, **values)
        self.stage.note(module.note, **values)
        if self.strip:
            self.strip.add(module.ema)

    def on_alarm(self, alarm: Alarm) -> None:
        self.folder.log("alarm", phase=self.phase, **alarm._asdict())
        self.stage.note(f"alarm-{alarm.code}", step=alarm.step)

    def on_save_failed(self, reason: str) -> None:
        if not self.said_unsaved:
            self.stage.note("unsaved", reason=reason)
        self.said_unsaved = True

    def on_interrupt(self, step: int, error: BaseException) -> None:
        """Raises Cancelled where somebody ended the training: one sentence tells of it, and of what is kept.  A process that
        has to leave only interrupts it."""
        if not isinstance(error, Interrupted):
            self.folder.log(CANCELLED, step=step)
            raise Cancelled("training-cancelled", step=step) from error

    def is_stop_requested(self) -> bool:
        """Waits while the training is held.  Raises Cancelled."""
        return self.folder.asked_to_stop(self.stage)
