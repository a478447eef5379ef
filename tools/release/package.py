"""`make package`: the release zip from the committed tree, held against the plugin repository's rules, installed and run.

The rules are those of the repository's validator and security scan (plugins.qgis.org, "Publish a plugin").
"""

from __future__ import annotations

import configparser
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from tools.common.samples import samples
from tools.desktop.qgis import ROOT, Profile

NAME = "raster_gan"
BUILD, ZIP = Path("build/package"), Path("dist") / f"{NAME}.zip"
LARGEST = 15 << 20
KEYS = (
    *(
        "name",
        "description",
        "version",
        "qgisMinimumVersion",
        "qgisMaximumVersion",
        "author",
        "email",
        "about",
        "tracker",
    ),
    *("repository", "homepage", "changelog", "license", "hasProcessingProvider"),
)
ADDRESSES = ("homepage", "tracker", "repository", "email")
PLACEHOLDER = re.compile(r"github\.com/raster-gan/|@users\.noreply\.")
FORBIDDEN = re.compile(r"(^|/)(__pycache__|__MACOSX|\.git|\.venv)(/|$)|\.(pyc|so|dll|exe|bat|sh)$|\.\.|\\")
SCANS = {
    "bandit": [
        "bandit",
        "--quiet",
        "--recursive",
        "--format",
        "custom",
        "--msg-template",
        "{relpath}:{line} {test_id} {msg}",
    ],
    "flake8-qgis": ["flake8", "--isolated", "--select", "QGS1,QGS4", "--extend-ignore", "QGS105"],
}
"""QGS105 would keep the interface from being handed on; the other rules are those of Qt 6."""


def main() -> None:
    changed = subprocess.run(
        ["git", "status", "--porcelain"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    if changed:
        print(f"These changes are not committed and not in the zip:\n{changed}")
    archived(ZIP)
    again = ZIP.with_suffix(".again")
    archived(again)
    same = again.read_bytes() == ZIP.read_bytes()
    again.unlink()
    shutil.rmtree(BUILD, ignore_errors=True)
    with zipfile.ZipFile(ZIP) as packed:
        packed.extractall(BUILD)  # ours, made just now
    objections = [] if same else ["two builds of one commit differ"]
    objections += [*outside(ZIP), *metadata(BUILD / NAME), *scanned(BUILD / NAME)]
    if objections:
        sys.exit("\n".join([f"{ZIP} breaks the plugin repository's rules:", *objections]))
    print(f"{ZIP}: {ZIP.stat().st_size / 1e6:.1f} MB; no rule broken, same bytes when built again")
    print(f"Installed in a fresh profile: {ran()}")
    for name, value in placeholders(BUILD / NAME).items():
        print(f"To be filled in by whoever publishes it, in metadata.txt: {name}={value}")


def archived(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    command = ["git", "archive", "--format=zip", f"--prefix={NAME}/", "-o", str(path.absolute()), "HEAD"]
    subprocess.run(command, cwd=ROOT, check=True)


def outside(path: Path) -> Iterator[str]:
    """What is wrong with the archive as such."""
    if path.stat().st_size > LARGEST:
        yield f"{path.stat().st_size} bytes, at most {LARGEST}"
    with zipfile.ZipFile(path) as packed:
        names = packed.namelist()
        for item in packed.infolist():
            if not item.is_dir() and item.external_attr >> 16 & 0o111:
                yield f"{item.filename}: may be run as a program"
    yield from (f"{name}: not allowed in a plugin" for name in names if FORBIDDEN.search(name))
    if {PurePosixPath(name).parts[0] for name in names} != {NAME}:
        yield f"expected one folder {NAME} at the top"
    for needed in ("__init__.py", "metadata.txt", "LICENSE", "README.md", "docs/guide.zh.md"):
        if f"{NAME}/{needed}" not in names:
            yield f"{needed} is missing"
    yield from (
        f"{name}: of no use to users" for name in names if PurePosixPath(name).parts[1:2] in (("tests",), ("tools",))
    )


def general(folder: Path) -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string((folder / "metadata.txt").read_text("utf-8"))
    return parser["general"]


def metadata(folder: Path) -> Iterator[str]:
    """What is wrong with metadata.txt and the changelog."""
    values = general(folder)
    yield from (f"metadata.txt: {key} is missing" for key in KEYS if not values.get(key, "").strip())
    version = values.get("version", "")
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        yield f"metadata.txt: version {version!r} is not of the form 1.2.3"
    if "/" in values.get("author", ""):
        yield "metadata.txt: author holds a /"
    for key in ("homepage", "tracker", "repository"):
        if not values.get(key, "").startswith("https://"):
            yield f"metadata.txt: {key} is no https address"
    if not (folder / values.get("icon", "-")).exists():
        yield "metadata.txt: icon names no file"
    if not values.get("changelog", "").startswith(version):
        yield f"metadata.txt: changelog does not begin with {version}"
    if f"## {version}\n" not in (folder / "CHANGELOG.md").read_text("utf-8"):
        yield f"CHANGELOG.md: no entry for {version}"
    if f'"{version}"' not in (folder / "gan_core" / "__init__.py").read_text("utf-8"):
        yield f"gan_core: its version is not {version}"


def scanned(folder: Path) -> Iterator[str]:
    """What the scanners say."""
    for name, (program, *options) in SCANS.items():
        done = subprocess.run(
            [sys.executable, "-m", program, *options, str(folder)], capture_output=True, text=True, check=False
        )
        if done.returncode not in (0, 1):
            yield f"{name} failed: {done.stderr.strip()[-500:]}"
        yield from (f"{name}: {line}" for line in done.stdout.splitlines() if line.strip())
    command = [sys.executable, "-m", "detect_secrets", "scan", "--all-files", folder.name]
    done = subprocess.run(command, cwd=folder.parent, capture_output=True, text=True, check=True)
    for file, secrets in json.loads(done.stdout)["results"].items():
        yield from (f"detect-secrets: {file}:{secret['line_number']} {secret['type']}" for secret in secrets)


def ran() -> str:
    """What comes of the main job, started by qgis_process from the unpacked zip."""
    source = next(path for path in samples(Path("build/samples")) if path.name == "aerial.tif").absolute()
    output = (BUILD / "finer.tif").absolute()
    profile = Profile(BUILD / "profile", (BUILD / NAME).absolute())
    results = profile.run("rastergan:upscale", INPUT=source, MODEL="upscale-x2", OUTPUT=output)
    return "{WIDTH} x {HEIGHT} pixels, worst input-grid error {INPUT_GRID_ERROR}".format(**results)


def placeholders(folder: Path) -> dict[str, str]:
    values = general(folder)
    return {name: values[name] for name in ADDRESSES if PLACEHOLDER.search(values[name])}


if __name__ == "__main__":
    main()
