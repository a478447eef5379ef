"""What Windows has otherwise, held without it: code pages, names, locked files, and what only other systems know."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from makers import read, smooth, write
from osgeo import gdal

from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.base import check_name, name_from
from gan_core.api.staging import remove_traces

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted([ROOT / "__init__.py", *(ROOT / "gan_core").rglob("*.py"), *(ROOT / "plugin").rglob("*.py")])
ELSEWHERE = {"fcntl", "grp", "posix", "pty", "pwd", "resource", "syslog", "termios", "tty"}
"""Modules that Windows has not."""
UNKNOWN = {"fork", "getuid", "geteuid", "getgid", "killpg", "mkfifo", "sync", "statvfs", "SIGKILL", "SIGHUP", "SIGUSR1"}
"""Of os and signal."""
RESERVED = ["con", "PRN", "aux.v2", "nul", "COM1", "lpt9.x"]


def careless(source: str) -> list[str]:
    """Texts in the code page of the day, and what Windows does not know."""
    tree, found = ast.parse(source), []
    guarded = {id(inner) for node in ast.walk(tree) if _looks_first(node) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        words = ""
        if isinstance(node, (ast.Import, ast.ImportFrom)) and id(node) not in guarded:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else [node.module or ""]
            words = ", ".join(sorted({name.split(".")[0] for name in names} & ELSEWHERE))
        elif isinstance(node, ast.Attribute) and getattr(node.value, "id", "") in ("os", "signal"):
            words = node.attr if node.attr in UNKNOWN else "os.rename" if node.attr == "rename" else ""
        elif isinstance(node, ast.Call):
            words = _text_without_encoding(node)
        if words and id(node) not in guarded:
            found.append(f"line {node.lineno}: {words}")
    return found


def _looks_first(node: ast.AST) -> bool:
    """Whether what is in it is tried, or done on some systems only."""
    if isinstance(node, (ast.If, ast.FunctionDef)):
        return any(word in ast.dump(node) for word in ("attr='platform'", "id='os', ctx=Load()), attr='name'"))
    return isinstance(node, ast.Try) and any("ImportError" in ast.dump(handler) for handler in node.handlers)


def _text_without_encoding(call: ast.Call) -> str:
    keywords = {keyword.arg: keyword.value for keyword in call.keywords}
    name = getattr(call.func, "id", "") or getattr(call.func, "attr", "")
    if "encoding" in keywords or None in keywords:
        return ""
    if name == "read_text" and not call.args:
        return name
    if name == "write_text" and len(call.args) < 2:
        return name
    if name in ("run", "Popen", "check_output") and isinstance(keywords.get("text"), ast.Constant):
        return f"{name} with text"
    function = isinstance(call.func, ast.Name)
    mode = keywords.get("mode") or next(iter(call.args[1:] if function else call.args), None)
    text = getattr(mode, "value", None)
    is_mode = isinstance(text, str) and set(text) <= set("rwaxt+")
    return name if name == "open" and (is_mode or (function and mode is None)) else ""


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_depends_on_the_system(path):
    assert not careless(path.read_text("utf-8"))


def test_it_would_be_found():
    old = """import fcntl
os.rename(a, b)
open("a")
open("a", "rb")
path.open("a")
path.open("a", encoding="utf-8")
path.read_text()
path.write_text("x", "utf-8")
subprocess.run(a, text=True)
os.kill(1, signal.SIGKILL)
try:
    import fcntl
except ImportError:
    pass
if os.name == "nt":
    os.rename(a, b)
"""
    assert sorted(careless(old), key=lambda line: int(line.split()[1].strip(":"))) == [
        "line 1: fcntl",
        "line 2: os.rename",
        "line 3: open",
        "line 5: open",
        "line 7: read_text",
        "line 9: run with text",
        "line 10: SIGKILL",
    ]


@pytest.mark.parametrize("name", RESERVED)
def test_names_that_windows_keeps_for_devices(name):
    """A model `con` would be written to the console."""
    with pytest.raises(RasterGanError) as error:
        check_name(name)
    assert error.value.code == "import-name"
    check_name(name_from(name))


@pytest.mark.parametrize("name", ["end.", "a.b-"])
def test_names_that_windows_would_change(name):
    """It drops dots at the end."""
    if name.endswith("."):
        with pytest.raises(RasterGanError):
            check_name(name)
    else:
        check_name(name)


def test_a_name_that_is_too_long(tmp_path, upscale):
    """Its staged files have longer ones."""
    with pytest.raises(RasterGanError) as error:
        upscale(write(tmp_path / "in.tif", smooth("uint8", 1)), f"{'x' * 245}.tif", model="same-x2")
    assert error.value.code in ("output-folder", "output-failed")
    assert "too long" in str(error.value)
    assert [path.name for path in tmp_path.iterdir()] == ["in.tif"]


def test_an_output_that_another_program_holds_open(tmp_path, upscale, monkeypatch):
    """As QGIS does with a layer that is loaded: Windows lets nobody replace it."""
    source = write(tmp_path / "in.tif", smooth("uint8", 1))
    before = smooth("uint8", 1, 20, 20)
    write(tmp_path / "out.tif", before)
    honest = Path.replace

    def locked(self, target):
        if Path(target).name == "out.tif":
            raise PermissionError(13, "used by another process")
        return honest(self, target)

    monkeypatch.setattr(Path, "replace", locked)
    with pytest.raises(RasterGanError, match="used by another process") as error:
        upscale(source, model="same-x2")
    assert error.value.code == "output-failed"
    monkeypatch.undo()
    assert (read(gdal.Open(str(tmp_path / "out.tif"))) == before).all()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.tif", "out.tif"]


def test_traces_that_are_held_open_do_not_hide_the_error(tmp_path, monkeypatch):
    trace = tmp_path / ".out.tif.7.part.tif"
    trace.touch()

    def locked(self, missing_ok=False):
        raise PermissionError(13, "used by another process")

    monkeypatch.setattr(Path, "unlink", locked)
    remove_traces(tmp_path / "out.tif", 7)
    assert trace.exists()
