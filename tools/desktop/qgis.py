"""Real QGIS in a throw-away profile with the plugin enabled."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RESULT = re.compile(r"^([A-Z_]+):\t(.*)$")


class Profile:
    """A QGIS profile in `folder` that holds this checkout as its one plugin; or none, where `plugin` is None."""

    def __init__(self, folder: Path, plugin: Path | None = ROOT) -> None:
        self.folder = folder.absolute()
        self.environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "QGIS_CUSTOM_CONFIG_PATH": str(self.folder),
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "RASTER_GAN_PYTHON": sys.executable,
        }
        (self.folder / "run").mkdir(parents=True, exist_ok=True, mode=0o700)
        link = self.folder / "profiles" / "default" / "python" / "plugins" / "raster_gan"
        if plugin is not None and not link.exists():
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(plugin, target_is_directory=True)
            subprocess.run(
                [program(), "plugins", "enable", "raster_gan"], env=self.environment, check=True, capture_output=True
            )

    def run(self, algorithm: str, echo: bool = False, **parameters: object) -> dict[str, str]:
        """Run an algorithm through qgis_process; gives its results.  Raises RuntimeError with what it printed."""
        arguments = [f"--{name}={value}" for name, value in parameters.items()]
        process = subprocess.Popen(
            [program(), "run", algorithm, *arguments],
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=None if echo else subprocess.DEVNULL,
            text=True,
        )
        printed = ""
        assert process.stdout is not None
        for piece in iter(lambda: process.stdout.read(1), ""):  # progress has no line ends
            printed += piece
            if echo:
                print(piece, end="", flush=True)
        if process.wait():
            raise RuntimeError(f"{algorithm} failed:\n{printed}")
        results = printed.rpartition("\nResults\n")[2]
        return {match[1]: match[2] for match in map(RESULT.match, results.splitlines()) if match}


def program() -> str:
    """Debian 12's `qgis_process` is a broken wrapper round `qgis_process.bin`."""
    path = shutil.which("qgis_process.bin") or shutil.which("qgis_process")
    if path is None:
        raise RuntimeError("qgis_process was not found: run tools/setup.sh")
    return path
