"""What every algorithm of the provider shares: it declares parameters, builds one job and hands it to the engine."""

from __future__ import annotations

from collections import deque
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingException,
    QgsProcessingFeedback,
)
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QWidget

from ...gan_core.api.errors import RasterGanError
from ...gan_core.api.jobs import Job
from ..engine.python import problem
from ..guide import guide_address
from ..icons import icon
from ..text import error_text, note

DIALOGS: deque[QWidget] = deque(maxlen=50)
"""The last that were opened; more jobs than these do not run at once."""


class EngineAlgorithm(QgsProcessingAlgorithm):
    """An algorithm that runs in the engine's process.  QGIS calls `processAlgorithm` in a thread of its own."""

    def createInstance(self) -> QgsProcessingAlgorithm:
        return type(self)()

    def icon(self) -> QIcon:
        return icon(self.name())

    def helpUrl(self) -> str:
        """This algorithm's place in the guide."""
        return guide_address(self.name())

    def createCustomParametersWidget(self, parent: QWidget | None = None) -> QWidget:
        """QGIS's own dialog, held: closed while its job goes on, Python may take apart what QGIS calls at the job's end, and
        QGIS 3.22 then crashes."""
        from .dialog import EngineDialog

        dialog = EngineDialog(self, parent)
        DIALOGS.append(dialog)
        return dialog

    def canExecute(self) -> tuple[bool, str]:
        """False with the reason and where to mend it, while the engine's Python can't run it.  In a window the dialog says
        so instead, with a button."""
        error = None if QgsApplication.platform() == "desktop" else problem(self.provider().interpreter())
        return (True, "") if error is None else (False, error_text(error))

    def run_job(self, job: Job, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """The job's results.  Raises QgsProcessingException with one sentence for the user."""

        def relay(event: dict[str, Any]) -> None:
            if event["event"] == "progress":
                feedback.setProgress(event["share"] * 100)
            elif event["event"] == "note":
                feedback.pushInfo(note(event["code"], event["values"], definitions))
                if event["code"] == "training-folder":
                    provider.training_began.emit()

        provider, definitions = self.provider(), self.parameterDefinitions()
        try:
            return provider.run(job, relay, feedback.isCanceled)
        except RasterGanError as error:
            raise QgsProcessingException(error_text(error, definitions)) from error
