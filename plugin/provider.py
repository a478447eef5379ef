"""The Processing provider: the folder `algorithms` is its list."""

from __future__ import annotations

import dataclasses
import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QIcon

from ..gan_core.api.errors import RasterGanError
from ..gan_core.api.jobs import Job
from . import algorithms, settings
from .engine import speed
from .engine.client import OnEvent
from .engine.engine import Engine
from .engine.python import engine_python, forget, in_short, problem
from .icons import icon
from .processing.example import ExampleModel

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "resources" / "processing"


class RasterGanProvider(QgsProcessingProvider):
    """Its settings stand under Settings > Options > Raster GAN."""

    training_began = pyqtSignal()
    setup_wanted = pyqtSignal()
    """Somebody asks for the window that sets the engine up."""
    engine_missing = pyqtSignal(object)
    """The error of something that could not begin for want of an engine."""
    engine_changed = pyqtSignal()
    """It was set up, taken away, or another was chosen."""

    def __init__(self) -> None:
        super().__init__()
        self.engine = Engine()

    def id(self) -> str:
        return "rastergan"

    def name(self) -> str:
        return "Raster GAN"

    def icon(self) -> QIcon:
        return icon()

    def supportedOutputVectorLayerExtensions(self) -> list[str]:
        return ["gpkg"]

    def load(self) -> bool:
        self.use_settings()
        self.refreshAlgorithms()
        return True

    def unload(self) -> None:
        self.engine.close()

    def loadAlgorithms(self) -> None:
        forget()
        for module in pkgutil.iter_modules(algorithms.__path__):
            loaded = importlib.import_module(f"{algorithms.__name__}.{module.name}")
            self.addAlgorithm(loaded.Algorithm())
        for path in sorted(EXAMPLES.glob("*.model3")):
            model = ExampleModel.read(path)
            if model is not None:
                self.addAlgorithm(model)

    def use_settings(self) -> None:
        """From the next job on the engine is as the user has set it."""
        self.engine.threads = settings.engine_threads()
        self.engine.keep = 60.0 * settings.keep_minutes()

    def run(self, job: Job, on_event: OnEvent, cancelled: Callable[[], bool], listed: bool = True) -> dict[str, Any]:
        """The job's results, computed where the user has set it.  Raises RasterGanError.  listed: as in the panel's list."""
        if getattr(job, "device", "") == "auto":
            changes: dict[str, Any] = {"device": settings.device()}
            job = dataclasses.replace(job, **changes)
        try:
            results = self.engine.run(self.interpreter(), job, on_event, cancelled, listed)
        except RasterGanError as error:
            if in_short(error):
                self.engine_missing.emit(error)
            raise
        speed.remember(results)
        settings.remember_devices(results)
        return results

    def engine_ready(self) -> bool:
        """Whether the engine can run; whoever offers to set it up hears of it where it can't."""
        error = problem(self.interpreter())
        if error is not None:
            self.engine_missing.emit(error)
        return error is None

    def interpreter(self) -> Path:
        """The Python that runs the engine."""
        return engine_python(settings.python())

    def model_folders(self) -> tuple[str, ...]:
        """Where models lie beside the built-in ones."""
        return (settings.models(),) if settings.models() else ()
