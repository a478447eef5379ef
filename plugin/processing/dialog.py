"""QGIS's dialog of an algorithm, that fits its screen, with a button that sets the engine up where there is none."""

from __future__ import annotations

from typing import Any

from processing.gui.AlgorithmDialog import AlgorithmDialog
from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingFeedback
from qgis.PyQt.QtWidgets import QWidget

from ..engine.python import in_short, problem
from ..setup_message import offer_setup
from ..text import error_text
from .dialog_links import Links, fit


class EngineDialog(AlgorithmDialog):
    """Asks at its beginning and again before it runs."""

    def __init__(self, algorithm: QgsProcessingAlgorithm, parent: QWidget | None) -> None:
        super().__init__(algorithm, parent=parent)
        self.engine = algorithm.provider()
        fit(self, algorithm.parameterDefinitions())
        self.links = Links(algorithm, self.mainWidget().wrappers, self)
        self.engine.engine_changed.connect(self.check_engine)
        self.check_engine()

    def check_engine(self) -> bool:
        """Whether the engine can run; says so where it can't."""
        error = problem(self.engine.interpreter())
        self.messageBar().clearWidgets()
        if error is not None:
            offer_setup(self.messageBar(), in_short(error), error_text(error), self.engine.setup_wanted.emit)
        return error is None

    def finish(
        self,
        successful: bool,
        result: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        in_place: bool = False,
    ) -> None:
        """After a failure QGIS would look for layers, and say that a page was made."""
        if successful:
            super().finish(successful, result, context, feedback, in_place)
            return
        self.setExecuted(True)
        self.setResults(result)
        self.algorithmFinished.emit(successful, result)
        self.resetGui()

    def runAlgorithm(self) -> None:
        if self.check_engine():
            super().runAlgorithm()
