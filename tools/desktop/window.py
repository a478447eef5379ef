"""A real QGIS in a window of its own, on a screen that nobody sees: it takes a way of tests/desktop."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.desktop.qgis import ROOT, Profile

WAYS = ROOT / "tests" / "desktop"


@contextmanager
def screen(size: str) -> Iterator[str]:
    """The name of a screen of `size`, such as 1366x768."""
    read, write = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", f"{size}x24"], pass_fds=[write])
    os.close(write)
    with os.fdopen(read) as answer:
        number = answer.readline().strip()
    if not number:
        raise RuntimeError("Xvfb did not start: run tools/setup.sh")
    try:
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()


def set_up(profile: Profile, locale: str = "", theme: str = "") -> None:
    """The language and the theme of QGIS's window, as its options name them."""
    sections = {"locale": {"overrideFlag": "true", "userLocale": locale}, "UI": {"UITheme": theme}}
    path = profile.folder / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as settings:
        for section, values in sections.items():
            if all(values.values()):
                lines = (f"{name}={value}" for name, value in values.items())
                settings.write("\n".join(["", f"[{section}]", *lines, ""]))


def take(
    way: str,
    profile: Profile,
    display: str,
    shots: Path,
    prefix: str = "",
    seconds: float = 240,
    environment: Mapping[str, str] | None = None,
    **facts: Any,
) -> dict[str, Any]:
    """What a way gives back; its screenshots are `prefix` and their names, in `shots`.

    environment: beside the profile's.  Raises RuntimeError with what QGIS printed, or where the way failed.
    """
    shots.mkdir(parents=True, exist_ok=True)
    answer, log = (profile.folder / f"{way}.{kind}" for kind in ("json", "log"))
    answer.unlink(missing_ok=True)
    task = {
        "way": way,
        "facts": facts,
        "answer": str(answer),
        "shots": f"{shots.absolute()}/{prefix}",
        "here": str(WAYS),
    }
    variables = {**profile.environment, "QT_QPA_PLATFORM": "xcb", "DISPLAY": display, "WALK": json.dumps(task)}
    command = ["qgis", "--nologo", "--noversioncheck", "--code", str(WAYS / "start.py")]
    with log.open("w") as output:
        subprocess.run(
            command,
            env={**variables, **(environment or {})},
            timeout=seconds,
            stdout=output,
            stderr=output,
            check=False,
        )
    if not answer.exists():
        raise RuntimeError(f"QGIS ended without an answer: {log.read_text()[-2000:]}")
    given: dict[str, Any] = json.loads(answer.read_text())
    if "error" in given:
        raise RuntimeError(given["error"])
    return given
