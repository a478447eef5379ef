"""Fetch and install PyTorch for QGIS's own Python into a folder of the user's, where no update of the plugin wipes it.

Two steps, so that what is broken off goes on: the files are fetched one by one into a folder that stays until the end, then
installed from there.  The engine's folder gets its name last: as long as it has none, there is no engine.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess  # nosec B404 - pip runs in a process of its own
import sysconfig
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ...gan_core.api.errors import Cancelled, RasterGanError
from .builds import Build, engines_folder, safetensors
from .python import NO_WINDOW, environment, own_python

LOOK_SECONDS = 0.2
FETCHED = 0.7
"""Share of the work that is done when all files are there."""
PLACED = 0.98
"""When they are installed."""
SPARE = 1.15
PYPI = "https://pypi.org/simple"
PIP_WHEELS = Path("/usr/share/python-wheels")
"""Where Debian and Ubuntu keep pip for virtual environments."""
LOG = "install.log"
PINS = Path(__file__).with_name("pins.txt")
"""Every file that PyPI may serve, with its sha256; written by tools/release/pins.py."""
CACHE = ".cache"
"""Of pip, beside what was fetched: pip hands over its files only when it has all, so that those of a download that was broken
off are found here."""
RETRIES = "5"
"""How often pip goes on in the middle of a file that broke off, from pip 25.1 on."""
REFUSED = "DO NOT MATCH THE HASHES"
"""What pip says of a file that is another one."""


class Progress(NamedTuple):
    """How far an installation is."""

    share: float
    """0 to 1, of the whole work."""
    lines: str = ""
    """New ones for the log."""
    done: float = 0.0
    """Bytes of the present step: fetched, or unpacked."""
    size: float = 0.0
    """How many they will be, about; 0 between two steps."""


def remove() -> None:
    """Take every engine away, and what was fetched for one.  Raises OSError."""
    if engines_folder().exists():
        shutil.rmtree(engines_folder())


@dataclass
class Installation:
    """One attempt; `run` in a thread of its own."""

    build: Build
    wheels: str = ""
    """A folder that holds all files already, for a computer without internet."""
    proxy: str = ""
    """An address that may hold a user and a password; it is handed to pip and written nowhere."""
    index: str = ""
    """Of packages, in place of PyPI; the files must be those that are pinned all the same."""
    torch_index: str = ""
    """Of PyTorch's builds, in place of PyTorch's own."""

    @property
    def folder(self) -> Path:
        return engines_folder() / self.build.name

    @property
    def needed(self) -> float:
        """GB of room while it is installed; what is fetched lies there twice, see CACHE."""
        return ((0.0 if self.wheels else 2 * self.build.download) + self.build.disk) * SPARE

    def run(self, on_progress: Callable[[Progress], None], cancelled: Callable[[], bool]) -> Path:
        """The engine's folder.

        Raises RasterGanError `engine-room`, `engine-folder`, `engine-pip`, `engine-hash` or `engine-install`, and Cancelled;
        the next attempt goes on with the files that were fetched.
        """
        part, fetched = self.folder.with_name(f"{self.folder.name}.part"), engines_folder() / "wheels"
        self._check_place()
        pip = self._pip()
        if self.wheels:
            fetched = Path(self.wheels)
            wanted = [["--no-deps", safetensors()], [self.build.torch]]
        else:
            fetched.mkdir(exist_ok=True)
            wanted = self._pinned()
            cache = ["--cache-dir", str(fetched / CACHE)]
            fetch = [*pip, "download", "--dest", str(fetched), "--only-binary", ":all:", *cache]
            size = self.build.download * 1e9
            for packages in wanted:
                share = (0.0, FETCHED if packages is wanted[-1] else 0.0)  # torch comes last, and outweighs all others
                self._follow([*fetch, *packages], fetched, size, share, on_progress, cancelled)
        shutil.rmtree(part, ignore_errors=True)
        install = [*pip, "install", "--no-index", "--no-cache-dir", "--find-links", str(fetched), "--target", str(part)]
        size = self.build.disk * 1e9
        for packages in wanted:
            share = (FETCHED, PLACED if packages is wanted[-1] else FETCHED)
            self._follow([*install, *packages], part, size, share, on_progress, cancelled)
        part.rename(self.folder)
        if not self.wheels:
            shutil.rmtree(fetched, ignore_errors=True)
            (engines_folder() / PINS.name).unlink(missing_ok=True)
        on_progress(Progress(1.0, str(self.folder)))
        return self.folder

    def download_command(self) -> str:
        """What fetches the files on another computer of the same kind, with a Python of the same version, into a folder."""
        index = self.torch_index or self.build.index
        others = ["--extra-index-url", self.index or PYPI] if index else []
        source = ["--index-url", index or self.index] if index or self.index else []
        packages = [self.build.torch, safetensors()]
        return shlex.join(
            ["pip", "download", "--dest", "wheels", "--only-binary", ":all:", *packages, *source, *others]
        )

    def _pinned(self) -> list[list[str]]:
        """What to ask pip for: everything from PyPI with its hashes, then what PyTorch's own index serves, of which this
        plugin knows none."""
        pins, text = engines_folder() / PINS.name, PINS.read_text("utf-8")
        if self.build.index:
            text = re.sub(r"(?m)^torch==.*\n(?: .*\n)*", "", text)
        pins.write_text(text, "utf-8")
        mirror = ["--index-url", self.index] if self.index else []
        wanted = [[*mirror, "--no-deps", "--require-hashes", "--requirement", str(pins)]]
        if self.build.index:
            alone = ["--no-deps"] if self.build.alone else []
            wanted.append(["--index-url", self.torch_index or self.build.index, *alone, self.build.torch])
        return wanted

    def _check_place(self) -> None:
        folder = engines_folder()
        try:
            folder.mkdir(parents=True, exist_ok=True)
            probe = folder / ".probe"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise RasterGanError("engine-folder", folder=str(folder), reason=error.strerror or str(error)) from error
        free = shutil.disk_usage(folder).free / 1e9
        if free < self.needed:
            raise RasterGanError("engine-room", needed=f"{self.needed:.1f}", free=f"{free:.1f}", folder=str(folder))

    def _pip(self) -> list[str]:
        """The start of a pip command for QGIS's Python."""
        python = str(own_python())
        asked = subprocess.run(  # nosec B603 - QGIS's own interpreter, no shell
            [python, "-m", "pip", "--version"], capture_output=True, env=self._environment(), creationflags=NO_WINDOW
        )
        if asked.returncode == 0:
            return [python, "-m", "pip"]
        for folder in (Path(sysconfig.get_path("stdlib")) / "ensurepip" / "_bundled", PIP_WHEELS):
            for wheel in sorted(folder.glob("pip-*.whl")):
                return [python, str(wheel / "pip")]
        raise RasterGanError("engine-pip", python=python)

    def _environment(self) -> dict[str, str]:
        """pip's; its temporary files lie where there is room, and count as progress."""
        proxies = {"HTTP_PROXY": self.proxy, "HTTPS_PROXY": self.proxy} if self.proxy else {}
        room = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(engines_folder()))
        return {**environment(own_python()), **room, "PYTHONUNBUFFERED": "1", "PIP_RESUME_RETRIES": RETRIES, **proxies}

    def _follow(
        self,
        command: Sequence[str],
        grows: Path,
        size: float,
        share: tuple[float, float],
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        """Run pip; how far it is, is told by how many bytes lie in `grows` and in pip's temporary folders."""
        before = set(engines_folder().glob("pip-*"))
        process = subprocess.Popen(  # nosec B603 - QGIS's own interpreter, no shell
            [*command, "--no-input", "--disable-pip-version-check", "--progress-bar", "off"],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            env=self._environment(),
            creationflags=NO_WINDOW,
        )
        lines: list[str] = []
        reader = threading.Thread(target=self._read, args=(process, lines), daemon=True)
        reader.start()
        reported, done = 0, 0.0
        try:
            while process.poll() is None:
                if cancelled():
                    raise Cancelled
                time.sleep(LOOK_SECONDS)
                temporary = set(engines_folder().glob("pip-*")) - before
                done = max(done, min(size, sum(map(_size, [grows, *temporary]))))  # pip removes some files on its way
                fresh, reported = lines[reported:], len(lines)
                moved = share[0] + (share[1] - share[0]) * done / size
                on_progress(Progress(moved, "\n".join(fresh), done, size))
        finally:
            process.kill()
            process.wait()
            reader.join(1)
            for left in set(engines_folder().glob("pip-*")) - before:
                shutil.rmtree(left, ignore_errors=True)
        on_progress(Progress(share[1], "\n".join(lines[reported:])))
        if process.returncode:
            if any(REFUSED in line for line in lines):
                name = next((line.strip() for line in lines if re.match(r" +\S+==", line)), "")
                raise RasterGanError("engine-hash", name=name.split(" ")[0], log=str(engines_folder() / LOG))
            reason = next((line for line in reversed(lines) if line.startswith("ERROR")), "".join(lines[-1:]))
            raise RasterGanError("engine-install", reason=reason, log=str(engines_folder() / LOG))

    def _read(self, process: subprocess.Popen[str], lines: list[str]) -> None:
        with (engines_folder() / LOG).open("a", encoding="utf-8") as log:
            for line in process.stdout or ():
                lines.append(line.rstrip())
                log.write(line)
                log.flush()


def _size(folder: Path) -> int:
    """Bytes in a folder but for pip's cache; files come and go meanwhile."""
    total = 0
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name != CACHE]
        for name in names:
            try:
                total += os.lstat(os.path.join(root, name)).st_size
            except OSError:
                continue
    return total
