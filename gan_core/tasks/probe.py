"""What the engine finds on this computer, and how fast it is on one tile."""

from __future__ import annotations

import platform
import time
from typing import Any

import numpy as np
import torch

from gan_core import __version__
from gan_core.api import library
from gan_core.api.jobs.assessment import ProbeJob
from gan_core.api.protocol import Report
from gan_core.inference import devices, model

SIDE = 256
"""Pixels of the tile: at x2 it becomes a view of 512."""


def run(job: ProbeJob, report: Report) -> dict[str, Any]:
    """Versions, devices and the seconds that a tile takes, the second time.  Raises RasterGanError `device-missing`."""
    device = devices.choose(job.device)
    entry = library.find(library.AUTOMATIC["upscale", 3])
    network = model.load(entry.path).network.to(device)
    planes = entry.card.arguments["bands"] + entry.card.arguments["noise"]
    tile = torch.from_numpy(np.random.default_rng(0).random((1, planes, SIDE, SIDE), np.float32)).to(device)
    with torch.inference_mode():
        for _ in range(2):
            began = time.perf_counter()
            network(tile).sum().item()  # waits for the device
            seconds = time.perf_counter() - began
    return {
        "ENGINE": __version__,
        "PYTHON": platform.python_version(),
        "TORCH": torch.__version__,
        "NUMPY": np.__version__,
        "DEVICE": device.type,
        "NAME": devices.name(device.type),
        "DEVICES": ", ".join(devices.available()),
        "DEVICE_NAMES": {kind: devices.name(kind) for kind in devices.available()},
        "DEVICE_FAULTS": devices.faults(),
        "THREADS": torch.get_num_threads(),
        "TILE_SECONDS": seconds,
    }
