"""The panel: models, tiles, trainings, jobs and results, a page each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtWidgets import QTabWidget, QWidget

from ..engine.running import Running
from ..provider import RasterGanProvider
from ..text import tr
from .board import Board
from .jobs import JobsPage
from .models import ModelsPage
from .provenance import parameters
from .results import ResultsPage
from .tiles import TilesPage
from .trainings import TrainingsPanel


class Dock(QgsDockWidget):
    """Every page stays as it was left."""

    def __init__(
        self,
        parent: QWidget,
        provider: RasterGanProvider,
        board: Board,
        run: Callable[[str, dict[str, Any]], None],
    ) -> None:
        """run: opens an algorithm's dialog with these parameters."""
        super().__init__("Raster GAN", parent)
        self.setObjectName("RasterGan")
        self.run = run
        self.models = ModelsPage(provider, board, run)
        self.tiles = TilesPage()
        self.trainings = TrainingsPanel(None, self._go_on)
        self.jobs = JobsPage(board)
        self.results = ResultsPage(board, run)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setUsesScrollButtons(False)  # so wide that every tab is to be seen
        for page, words in (
            (self.models, tr("Models")),
            (self.tiles, tr("Tiles")),
            (self.trainings, tr("Trainings")),
            (self.jobs, tr("Jobs")),
            (self.results, tr("Results")),
        ):
            self.tabs.addTab(page, words)
        self.setWidget(self.tabs)
        self.trainings.wanted.connect(lambda: self.open(self.trainings))
        self.jobs.wanted_training.connect(lambda: self.open(self.trainings))
        self.jobs.changed.connect(self._count)

    def open(self, page: QWidget | None = None) -> None:
        """Show the panel, and a page of it."""
        if page is not None:
            self.tabs.setCurrentWidget(page)
        self.setUserVisible(True)
        self.raise_()

    def hear(self, running: Running) -> None:
        """Of a job that began before the panel was there."""
        for page in (self.models, self.jobs, self.results):
            page.hear(running)

    def end(self) -> None:
        """Hear of nothing any more; it is about to be deleted."""
        self.tiles.close_()
        self.results.close_()
        self.trainings.timer.stop()

    def _go_on(self, job: dict[str, Any]) -> None:
        """The dialog of a training that was broken off; job: the fields of its job, and its verb."""
        verb = job.get("verb", "finetune")
        self.run(verb, parameters(verb, job))

    def _count(self, working: int) -> None:
        words = tr("Jobs ({count})").format(count=working) if working else tr("Jobs")
        self.tabs.setTabText(self.tabs.indexOf(self.jobs), words)
