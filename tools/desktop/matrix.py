"""`make test-matrix`: the plugin's tests on this machine's QGIS and on newer ones, and the tests that do not pass on all.

Each newer QGIS lives in a Debian of its own in a folder, which is made where it is missing (about 3 GB and 3 minutes each).
Whatever is mounted there is mounted in a namespace that ends with its processes: nothing is left, and rm never meets a mount.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tools.desktop.matrix_table import Run, outcomes, report
from tools.desktop.qgis import ROOT

SUITES = {"trixie": "3.40", "forky": "3.44"}
"""Debian's releases, and the QGIS that each held when it was chosen: forky goes on to newer ones, as the table then says."""
MACHINE = "machine"
PACKAGES = "qgis,python3-qgis,qgis-providers,python3-venv,python3-torch,python3-numpy"
WHEELS = ("pytest", "pytest-qgis", "safetensors", "distributed", "cryptography")
"""What else the plugin and its tests import, by its name in requirements.txt; none of it brings a numpy of its own."""
PRIVATE = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--mount-proc"]
TESTED = """
mount --rbind /dev "$0/dev"
mount --rbind /proc "$0/proc"
mount --bind "$1" "$0/tmp"
mkdir -m 700 "$0/tmp/run"
root="$0"; shift
chroot "$root" sh -c 'cd /tmp/raster_gan && "$0" "$@"' "$@"
"""
"""The shell that stays behind, process 1 of its namespace, takes in whatever a test leaves running."""
VERSIONS = 'import sys; from qgis.core import Qgis; print(Qgis.QGIS_VERSION, "{}.{}".format(*sys.version_info))'


def main() -> None:
    parser = argparse.ArgumentParser(prog="make test-matrix", description=__doc__)
    parser.add_argument("--roots", type=Path, default=ROOT / "build" / "roots", help="folder of the other systems")
    parser.add_argument("--mirror", help="a Debian mirror; otherwise that of this machine's apt")
    parser.add_argument("--only", action="append", choices=[MACHINE, *SUITES], help="one of them; may come again")
    parser.add_argument("tests", nargs="*", default=["tests/plugin"])
    wanted = parser.parse_args()
    chosen = wanted.only or [MACHINE, *SUITES]
    if chosen != [MACHINE] and os.geteuid() != 0:
        sys.exit("Other versions of QGIS run in a chroot, which only root may make: run this as root.")
    runs = []
    for name in chosen:
        root = None if name == MACHINE else ready(name, wanted.roots.absolute(), wanted.mirror)
        runs.append(tested(root, wanted.tests))
    print(f"\n{report(runs)}")
    sys.exit(0 if all(run.passed_all for run in runs) else 1)


def ready(suite: str, roots: Path, mirror: str | None) -> Path:
    """The folder of a Debian with QGIS and with all that the tests need; made, or completed, where it is not."""
    root = roots / suite
    if not root.exists():
        print(f"A Debian {suite} with QGIS {SUITES[suite]} is made in {root}: about 3 GB, a few minutes", flush=True)
        unfinished = roots / f"{suite}.part"
        shutil.rmtree(unfinished, ignore_errors=True)
        roots.mkdir(parents=True, exist_ok=True)
        if shutil.which("mmdebstrap") is None:
            sys.exit("mmdebstrap makes the other systems and is missing: apt-get install mmdebstrap")
        subprocess.run([*PRIVATE, *debian(suite, unfinished, mirror or apt_mirror())], check=True)
        unfinished.rename(root)
    pins = pinned((ROOT / "tools" / "requirements.txt").read_text())
    stamp = root / "usr/local/share/raster-gan-tests"
    if not stamp.exists() or stamp.read_text() != "\n".join(pins):
        subprocess.run(wheels(root, versions(root)[1], pins), check=True)
        stamp.write_text("\n".join(pins))
    return root


def apt_mirror(folder: Path = Path("/etc/apt")) -> str:
    """The first Debian mirror of apt's sources, in either of their forms.  Exits where there is none."""
    for path in (folder / "sources.list", *sorted((folder / "sources.list.d").glob("*"))):
        lines = path.read_text("utf-8").splitlines() if path.suffix in (".list", ".sources") and path.exists() else []
        for line in lines:
            match = re.match(r"(?:URIs:|deb(?: \[[^]]*\])?) *(\S+/debian/?)(?: |$)", line)
            if match:
                return match[1]
    sys.exit('apt names no Debian mirror: name one with OPTIONS="--mirror ADDRESS"')


def debian(suite: str, folder: Path, mirror: str) -> list[str]:
    """The command that makes a Debian with QGIS in `folder`.  An old snapshot of the mirror, past its date, will do."""
    options = ['--aptopt=Acquire::Check-Valid-Until "false"', '--aptopt=APT::Install-Recommends "false"']
    options += ["--dpkgopt=path-exclude=/usr/share/doc/*", f"--include={PACKAGES}"]
    return ["mmdebstrap", "--mode=root", "--variant=apt", *options, suite, str(folder), mirror]


def pinned(requirements: str) -> list[str]:
    """The lines of requirements.txt that are installed as wheels."""
    return [line for line in requirements.splitlines() if line.partition("==")[0] in WHEELS]


def wheels(root: Path, python: str, pins: list[str]) -> list[str]:
    """The command that puts packages and what they need into a root, for its Python: nothing of theirs is run or built."""
    target = root / f"usr/local/lib/python{python}/dist-packages"
    options = ["--quiet", "--upgrade", "--only-binary=:all:", "--root-user-action=ignore"]
    return [
        sys.executable,
        "-m",
        "pip",
        "install",
        *options,
        "--python-version",
        python,
        "--target",
        str(target),
        *pins,
    ]


def versions(root: Path | None) -> tuple[str, str]:
    """Those of QGIS and of Python, such as 3.40.6 and 3.13."""
    asked = [sys.executable] if root is None else ["chroot", str(root), "/usr/bin/python3"]
    qgis, python = subprocess.run([*asked, "-c", VERSIONS], capture_output=True, text=True, check=True).stdout.split()
    return qgis.partition("-")[0], python


def tested(root: Path | None, tests: list[str]) -> Run:
    """Run the tests in a root, or on this machine where it is None, on a copy of the checkout."""
    qgis, python = versions(root)
    with tempfile.TemporaryDirectory() as folder:
        copied(Path(folder) / "raster_gan")
        print(f"\nQGIS {qgis}, Python {python}", flush=True)
        began = time.monotonic()
        done = subprocess.run(
            command(root, Path(folder), tests), cwd=f"{folder}/raster_gan", env=environment(root, folder), check=False
        )
        seconds = time.monotonic() - began
        return Run(qgis, python, seconds, done.returncode, outcomes(Path(folder) / "results.xml"))


def command(root: Path | None, folder: Path, tests: list[str]) -> list[str]:
    """pytest, on this machine or in a root whose /tmp is `folder`; its results are results.xml in there."""
    options = ["-m", "pytest", "-q", "-p", "no:cacheprovider"]
    if root is None:
        return [sys.executable, *options, f"--junitxml={folder}/results.xml", *tests]
    inside = ["/usr/bin/python3", *options, "--junitxml=/tmp/results.xml", *tests]
    return [*PRIVATE, "sh", "-ec", TESTED, str(root), str(folder), *inside]


def environment(root: Path | None, folder: str) -> dict[str, str]:
    """A root knows nothing of this machine's paths and settings."""
    screen = {"QT_QPA_PLATFORM": "offscreen"}
    if root is None:
        return {**os.environ, **screen, "PYTHONPATH": f"{folder}/raster_gan"}
    return {
        **screen,
        "PATH": "/usr/sbin:/usr/bin:/sbin:/bin",
        "HOME": "/tmp",
        "LANG": "C.UTF-8",
        "XDG_RUNTIME_DIR": "/tmp/run",
    }


def copied(folder: Path) -> None:
    """What git knows of the checkout, and what it does not ignore, as it stands."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split("\0")
    for name in names:
        source, target = ROOT / name, folder / name
        if source.is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(source, target)


if __name__ == "__main__":
    main()
