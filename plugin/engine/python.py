"""Which Python runs the engine, and whether it can.  Never `sys.executable`: inside QGIS that is another program."""

from __future__ import annotations

import functools
import importlib.util
import os
import subprocess  # nosec B404 - the engine is a process of its own
import sys
import threading
from pathlib import Path

from ...gan_core.api.errors import RasterGanError
from ...gan_core.api.language import LANGUAGE
from ..text import language, tr
from .builds import installed

ROOT = Path(__file__).resolve().parents[2]
VARIABLE = "RASTER_GAN_PYTHON"
MODULES = ("torch", "numpy", "safetensors", "osgeo")
PROBE = (
    "import sys, importlib.util as u; "
    f"print(sys.version_info >= (3, 9), *[m for m in {MODULES!r} if u.find_spec(m) is None])"
)
PROBE_SECONDS = 20
FOREIGN = ("PYTHONHOME", "PYTHONPATH", "VIRTUAL_ENV", "GDAL_DATA", "GDAL_DRIVER_PATH", "PROJ_LIB", "PROJ_DATA")
NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)


def own_python() -> Path:
    """QGIS's own interpreter."""
    if os.name == "nt":
        return Path(sys.exec_prefix) / "python3.exe"
    return Path(sys.base_prefix) / "bin" / "python3"


def engine_python(setting: str = "") -> Path:
    """The engine's interpreter: the environment variable, else the user's setting, else QGIS's own."""
    return Path(os.environ.get(VARIABLE) or setting or own_python())


def environment(python: Path) -> dict[str, str]:
    """What the engine's process inherits: QGIS's own variables would mislead any other Python, which in turn has packages of
    its own and needs none of those that were installed for QGIS's."""
    inherited = dict(os.environ)
    packages = installed() if python == own_python() else None
    if python != own_python():
        inherited = {name: value for name, value in inherited.items() if name not in FOREIGN}
    path = os.pathsep.join([str(ROOT), *([str(packages)] if packages else [])])
    ours = {"PYTHONPATH": path, "PYTHONIOENCODING": "utf-8", "PYTHONDONTWRITEBYTECODE": "1", LANGUAGE: language()}
    return {**inherited, **ours}


def command(python: Path, threads: int = 0, idle: float = 600.0) -> list[str]:
    """Starts a worker with so many threads (0: all), which leaves after `idle` seconds without a job."""
    return [str(python), "-m", "gan_core", "worker", "--threads", str(threads), "--idle", str(round(idle))]


def problem(python: Path) -> RasterGanError | None:
    """Why this Python can't run the engine; None when it can.  Asked once for each interpreter as it is on disk."""
    try:
        return _problem(python, python.stat().st_mtime, installed())
    except OSError as error:
        return RasterGanError("python-missing", python=str(python), reason=error.strerror or str(error))


@functools.cache
def _problem(python: Path, _changed: float, _packages: Path | None) -> RasterGanError | None:
    try:
        answer = subprocess.run(  # nosec B603 - the user's own interpreter, no shell
            [str(python), "-c", PROBE],
            env=environment(python),
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=PROBE_SECONDS,
            creationflags=NO_WINDOW,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return RasterGanError("python-missing", python=str(python), reason=str(error))
    return fault(python, answer)


def fault(python: Path, answer: subprocess.CompletedProcess[str]) -> RasterGanError | None:
    """What an answer to PROBE says that a Python lacks; None where that is nothing."""
    words = answer.stdout.split()
    if answer.returncode or not words or words[0] != "True":
        reason = answer.stderr.strip().splitlines()[-1:] or ["it is no Python 3.9 or newer"]
        return RasterGanError("python-wrong", python=str(python), reason=reason[0])
    if words[1:]:
        return RasterGanError("torch-missing", python=str(python), module=", ".join(words[1:]), reason="not installed")
    return None


def in_short(error: RasterGanError) -> str:
    """Why there is no engine, in so few words that a message bar holds them; "" for any other error."""
    python, module = error.values.get("python", ""), error.values.get("module", "").replace(", ", tr(", "))
    if error.code == "torch-missing" and python == str(own_python()):
        return tr("The engine that computes is not set up yet.")
    words = {
        "torch-missing": tr("{python} can't run the engine: it lacks {module}."),
        "python-missing": tr("{python} can't run the engine: it can't be started."),
        "python-wrong": tr("{python} can't run the engine."),
    }
    return words.get(error.code, "").format(python=Path(python).name, module=module)


def likely_ready(python: Path) -> bool:
    """Whether the engine seems to be there, asked without starting anything: QGIS must not start later for us."""
    return python != own_python() or installed() is not None or importlib.util.find_spec("torch") is not None


def ask_ahead(python: Path) -> None:
    """Ask in the background whether it can run the engine, so that nobody waits for the answer later."""
    threading.Thread(target=problem, args=(python,), daemon=True).start()


def forget() -> None:
    """Ask again: packages may have been installed since."""
    _problem.cache_clear()
