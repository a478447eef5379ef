"""What the user has set under Settings > Options > Raster GAN; each value has its one place here."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from typing import Any

from qgis.core import QgsApplication, QgsSettings

PROCESSING = "Processing/Configuration"
PYTHON = f"{PROCESSING}/RASTER_GAN_PYTHON"
MODELS = f"{PROCESSING}/RASTER_GAN_MODELS"
"""These two stood under Processing > Providers once; their keys are still those, so that nobody's value is lost."""
DEVICE = "raster_gan/device"
DEVICES = "raster_gan/devices"
THREADS = "raster_gan/threads"
KEEP_MINUTES = "raster_gan/keep_minutes"
KEEP_DEFAULT = 9
TOOLBAR_PLACED = "raster_gan/toolbar_placed"
INDEX = "raster_gan/package_index"
TORCH_INDEX = "raster_gan/torch_index"


def python() -> str:
    """The interpreter that runs the engine; "" for QGIS's own."""
    return str(QgsSettings().value(PYTHON, "") or "")


def models() -> str:
    """A folder with more models; "" for none."""
    return str(QgsSettings().value(MODELS, "") or "")


def device() -> str:
    """What "auto" means in a job."""
    return str(QgsSettings().value(DEVICE, "auto") or "auto")


def devices() -> dict[str, str]:
    """What a device of this computer is called, by its kind; empty before the engine was asked."""
    try:
        names = json.loads(str(QgsSettings().value(DEVICES, "") or "{}"))
    except ValueError:
        names = {}
    return {str(kind): str(name) for kind, name in names.items()} if isinstance(names, dict) else {}


def remember_devices(results: Mapping[str, Any]) -> None:
    """Of a ProbeJob; other results tell nothing."""
    if "DEVICE_NAMES" in results:
        write(DEVICES, json.dumps(results["DEVICE_NAMES"]))


def threads() -> int:
    """As set; 0 is automatic."""
    return int(QgsSettings().value(THREADS, 0, type=int))


def engine_threads() -> int:
    """For the engine, 0 for all: automatic leaves one core to QGIS's window, and takes all where there is none."""
    if threads() or QgsApplication.platform() != "desktop":
        return threads()
    return max(1, (os.cpu_count() or 1) - 1)


def keep_minutes() -> int:
    """How long an idle engine stays warm."""
    return int(QgsSettings().value(KEEP_MINUTES, KEEP_DEFAULT, type=int))


def toolbar_placed() -> bool:
    """Whether the toolbar has had its first place in QGIS's window, which is the user's to change from then on."""
    return bool(QgsSettings().value(TOOLBAR_PLACED, 0, type=int))


def index() -> str:
    """Where packages are fetched from in place of PyPI; "" for PyPI."""
    return str(QgsSettings().value(INDEX, "") or "")


def torch_index() -> str:
    """Where PyTorch is fetched from in place of its own index; "" for that."""
    return str(QgsSettings().value(TORCH_INDEX, "") or "")


def write(key: str, value: str | int) -> None:
    QgsSettings().setValue(key, value)
