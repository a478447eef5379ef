"""The Processing provider: the folder `algorithms` is its list."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path

from processing.core.ProcessingConfig import ProcessingConfig, Setting
from qgis.core import QgsProcessingModelAlgorithm, QgsProcessingProvider
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QIcon

from . import algorithms
from .engine.engine import Engine
from .engine.python import engine_python, forget
from .text import tr

ROOT = Path(__file__).resolve().parents[1]
EXAMPLES = ROOT / "resources" / "processing"
PYTHON = "RASTER_GAN_PYTHON"
MODELS = "RASTER_GAN_MODELS"


class RasterGanProvider(QgsProcessingProvider):
    """Its settings stand under Settings > Options > Processing > Providers."""

    training_began = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.engine = Engine()

    def id(self) -> str:
        return "rastergan"

    def name(self) -> str:
        return "Raster GAN"

    def icon(self) -> QIcon:
        return QIcon(str(ROOT / "resources" / "icon.svg"))

    def supportedOutputVectorLayerExtensions(self) -> list[str]:
        return ["gpkg"]

    def load(self) -> bool:
        ProcessingConfig.settingIcons[self.name()] = self.icon()
        python = tr("Python that runs the engine (empty: QGIS's own)")
        models = tr("Folder with more models")
        ProcessingConfig.addSetting(Setting(self.name(), PYTHON, python, "", valuetype=Setting.FILE))
        ProcessingConfig.addSetting(Setting(self.name(), MODELS, models, "", valuetype=Setting.FOLDER))
        ProcessingConfig.readSettings()
        self.refreshAlgorithms()
        return True

    def unload(self) -> None:
        for name in (PYTHON, MODELS):
            ProcessingConfig.removeSetting(name)
        self.engine.close()

    def loadAlgorithms(self) -> None:
        forget()
        for module in pkgutil.iter_modules(algorithms.__path__):
            found = importlib.import_module(f"{algorithms.__name__}.{module.name}")
            self.addAlgorithm(found.Algorithm())
        for path in sorted(EXAMPLES.glob("*.model3")):
            model = QgsProcessingModelAlgorithm()
            if model.fromFile(str(path)):
                self.addAlgorithm(model)

    def interpreter(self) -> Path:
        """The Python that runs the engine."""
        return engine_python(ProcessingConfig.getSetting(PYTHON) or "")

    def model_folders(self) -> tuple[str, ...]:
        """Where models lie beside the built-in ones."""
        folder = ProcessingConfig.getSetting(MODELS)
        return (folder,) if folder else ()
