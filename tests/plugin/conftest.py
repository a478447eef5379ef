"""The checkout as the package `raster_gan`, whatever its folder is called, and the provider in QGIS's registry."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLUGINS = "/usr/share/qgis/python/plugins"  # where Debian and Ubuntu keep QGIS's own Processing
STATUS = pytest.StashKey[int]()
os.environ["RASTER_GAN_PYTHON"] = sys.executable
HOME = Path(tempfile.mkdtemp())
# what somebody has imported or trained on this computer is not under test
os.environ["RASTER_GAN_MODELS"] = str(HOME / "models")

for folder in (str(ROOT), str(Path(__file__).parent), PLUGINS):
    if folder not in sys.path:
        sys.path.append(folder)
if "raster_gan" not in sys.modules:
    spec = importlib.util.spec_from_file_location(
        "raster_gan", ROOT / "__init__.py", submodule_search_locations=[str(ROOT)]
    )
    assert spec is not None
    assert spec.loader is not None
    sys.modules["raster_gan"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(sys.modules["raster_gan"])


@pytest.fixture(autouse=True)
def an_empty_library():
    """What a test has trained is not there for the next."""
    yield
    for left in ("models", "trainings"):
        shutil.rmtree(HOME / left, ignore_errors=True)


@pytest.fixture
def rgb_raster(tmp_path: Path) -> Path:
    from scenes import scenery, write_raster

    return write_raster(tmp_path / "rgb.tif", scenery(3, 40, 52), rgb=True)


@pytest.fixture(scope="session")
def processing(qgis_app):
    """QGIS's Processing with its native algorithms."""
    from processing.core.Processing import Processing

    Processing.initialize()
    import processing

    return processing


@pytest.fixture(scope="module")  # not longer: test_plugin.py loads the plugin itself
def provider(processing, qgis_app):
    from qgis.core import QgsApplication

    from raster_gan.plugin.provider import RasterGanProvider

    provider = RasterGanProvider()
    assert QgsApplication.processingRegistry().addProvider(provider)
    yield provider
    QgsApplication.processingRegistry().removeProvider(provider)


@pytest.fixture
def browser(qgis_iface, monkeypatch) -> None:
    """What Processing's dialogs ask of QGIS's window and pytest-qgis's stand-in for it lacks."""
    from qgis.gui import QgsBrowserGuiModel

    model = QgsBrowserGuiModel()
    monkeypatch.setattr(qgis_iface, "browserModel", lambda: model, raising=False)


@pytest.fixture
def new_project(qgis_app, layer_tree):
    from qgis.core import QgsProject

    QgsProject.instance().clear()
    yield QgsProject.instance()
    QgsProject.instance().clear()


@pytest.fixture
def layer_tree(qgis_iface, monkeypatch):
    """The layers panel, to which results are added: newer QGIS does it in C++, where pytest-qgis's stand-in is none."""
    from qgis.core import QgsLayerTreeModel, QgsProject
    from qgis.gui import QgsLayerTreeView
    from qgis.PyQt import sip

    view = QgsLayerTreeView()
    view.setModel(QgsLayerTreeModel(QgsProject.instance().layerTreeRoot(), view))
    monkeypatch.setattr(qgis_iface, "layerTreeView", lambda: view, raising=False)
    yield view
    sip.delete(view)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    session.config.stash[STATUS] = int(exitstatus)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Leave at once: with all said and counted, QGIS 3.22 may still crash while Python takes its objects apart in any order."""
    if STATUS in config.stash:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(config.stash[STATUS])
