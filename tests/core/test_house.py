"""Arrows go one way: who may import what."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAY = {
    "api": set(),
    "tiling": set(),
    "radiometry": set(),
    "metrics": set(),
    "networks": {"api.errors"},
    "scenes": {"api.errors", "api.language", "api.sensors", "api.scene_names"},
    "raster": {"api.band_roles", "api.errors", "api.sensors", "api.scene_names", "api.staging", "scenes", "tiling"},
    "vector": {"api.encodings", "api.errors", "api.language", "tiling", "raster"},
    "sharpening": {"networks", "radiometry"},
    "filling": {"networks", "sharpening"},
    "inference": {
        "api.devices",
        "api.errors",
        "api.language",
        "api.model_card",
        "api.staging",
        "networks",
        "radiometry",
        "tiling",
    },
    "training": {"api.errors", "api.staging", "networks", "radiometry", "metrics", "sharpening", "filling"},
    "foreign": {"api.errors", "api.model_card", "networks", "inference", "radiometry"},
    "checks": {"api", "raster", "radiometry"},
    "pipeline": {
        "api",
        "networks",
        "raster",
        "vector",
        "tiling",
        "radiometry",
        "inference",
        "checks",
        "sharpening",
        "filling",
    },
}
MAY["datasets"] = MAY["pipeline"] | {"networks", "training", "metrics", "pipeline"} - {"checks"}
MAY["evaluation"] = MAY["datasets"] | {"datasets"}
MAY["runs"] = MAY["evaluation"] | {"evaluation"}
MAY["reports"] = MAY["runs"] | {"runs"}
MAY["tasks"] = MAY["reports"] | {"reports", "checks", "foreign", "scenes"}
MAY["doors"] = {"api", "tasks", "worker", "commandline", "unforeseen", "inference"}
TORCH = set(MAY) - {"api", "tiling", "scenes", "raster", "vector", "checks"}
OSGEO = {"raster", "vector", "doors"}


def room(path: Path) -> str:
    parts = path.relative_to(ROOT / "gan_core").parts
    if len(parts) > 1:
        return parts[0]
    return "doors"


def imports(path: Path) -> list[tuple[str, bool]]:
    """(dotted name with `gan_core.` for relative ones, whether at the top of the module) of every import."""
    tree = ast.parse(path.read_text())
    found = []
    for node in ast.walk(tree):
        top = node in tree.body
        if isinstance(node, ast.Import):
            found += [(alias.name, top) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = path.relative_to(ROOT).parts[: -node.level] if node.level else ()
            module = ".".join([*base, *(node.module.split(".") if node.module else [])])
            found += [(f"{module}.{alias.name}", top) for alias in node.names]
    return found


CORE = sorted((ROOT / "gan_core").rglob("*.py"))
PLUGIN = sorted([ROOT / "__init__.py", *(ROOT / "plugin").rglob("*.py")])


@pytest.mark.parametrize("path", CORE, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_engine(path):
    here = room(path)
    for name, top in imports(path):
        first, *rest = name.split(".")
        assert first not in ("qgis", "processing", "plugin", "tools"), name
        if first == "torch":
            assert here in TORCH, name
            assert here != "doors" or not top, name
        if first == "osgeo":
            assert here in OSGEO, name
            assert here != "doors" or not top, name
        if first == "gan_core" and rest and rest[0] not in ("__version__", here):
            assert rest[0] in MAY[here] or ".".join(rest[:2]) in MAY[here], name
        if here == "api":
            assert first in sys.stdlib_module_names or first == "gan_core", name


@pytest.mark.parametrize("path", PLUGIN, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_plugin(path):
    for name, _ in imports(path):
        first, *rest = name.split(".")
        assert first not in ("torch", "safetensors", "osgeo", "tools", "PyQt5", "PyQt6"), name
        if first == "gan_core":
            assert rest[0] in ("api", "__version__"), name


def names(path: Path) -> set[str]:
    """What a module has at its top."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            found |= {(alias.asname or alias.name).split(".")[0] for alias in node.names}
    return found


@pytest.mark.parametrize("path", sorted((ROOT / "tools").rglob("*.py")), ids=lambda path: path.stem)
def test_a_tool_finds_what_it_imports(path):
    """Most tools take too long to be run by a test, and some import what only a benchmark needs."""
    for name, _ in imports(path):
        *module, last = name.split(".")
        if module and module[0] in ("tools", "gan_core"):
            here = ROOT.joinpath(*module)
            package = here.is_dir()
            file = here / "__init__.py" if package else here.with_suffix(".py")
            inside = package and ((here / last).is_dir() or (here / f"{last}.py").exists())
            assert inside or last in names(file), name


PLUGIN_MAY = {"text": set(), "icons": set(), "settings": set(), "engine": {"text"}, "layers": {"text"}}
PLUGIN_MAY["setup_message"] = PLUGIN_MAY["guide"] = {"text"}
PLUGIN_MAY["processing"] = {"engine", "guide", "layers", "settings", "setup_message", "text", "icons"}
PLUGIN_MAY["algorithms"] = {"processing", "layers", "text"}
PLUGIN_MAY["provider"] = {"algorithms", "engine", "processing", "icons", "settings"}
PLUGIN_MAY["canvas"] = {"layers", "provider", "settings", "icons", "text"}
PLUGIN_MAY["panels"] = {"canvas", "engine", "layers", "processing", "provider", "settings", "icons", "text"}
PLUGIN_MAY["plugin"] = set(PLUGIN_MAY)
TOOLS_MAY = {"common": set(), "desktop": {"common"}, "pretrain": {"common"}, "faults": {"common"}}
TOOLS_MAY["bench"] = {"common", "desktop", "pretrain"}
TOOLS_MAY["release"] = TOOLS_MAY["bench"] | {"bench"}


@pytest.mark.parametrize(("root", "may"), [("plugin", PLUGIN_MAY), ("tools", TOOLS_MAY)])
def test_arrows_inside(root, may):
    for path in sorted((ROOT / root).rglob("*.py")):
        here = path.relative_to(ROOT / root).with_suffix("").parts[0]
        for name, _ in imports(path):
            first, *rest = name.split(".")
            if first == root and here != "__init__" and rest[0] != here:
                assert rest[0] in may[here], f"{path}: {name}"
