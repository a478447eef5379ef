"""Collect what users read and compile its translations: `make translations`; with --check only say what is missing.

pylupdate5 overlooks marked strings that span lines; Python's own parser does not.  New strings come into each .ts file
marked unfinished, strings that are gone leave it.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "i18n"
CONTEXT = "@default"


def strings() -> list[str]:
    """Every text in a `tr(...)` or `Texts(...)` of the plugin, and in a `translatable(...)` or an `option(...)` with a label of
    the engine, once, in file order."""
    texts_found: dict[str, None] = {}
    for path in [*sorted((ROOT / "plugin").rglob("*.py")), *sorted((ROOT / "gan_core").rglob("*.py"))]:
        for node in ast.walk(ast.parse(path.read_text())):
            name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if name in ("tr", "translatable"):
                texts = node.args[-1:]
            elif name == "option" and any(keyword.arg == "label" for keyword in node.keywords):
                texts = [*node.args[:1], *(keyword.value for keyword in node.keywords if keyword.arg == "label")]
            elif name == "Texts":
                texts = [keyword.value for keyword in node.keywords]
            else:
                continue
            texts_found |= {text.value: None for text in texts if isinstance(text, ast.Constant)}
    return list(texts_found)


def translated(path: Path) -> dict[str, str]:
    """The finished translations of a .ts file, by source text."""
    if not path.exists():
        return {}
    messages = ElementTree.parse(path).iter("message")
    pairs = ((message.findtext("source", ""), message.findtext("translation", "")) for message in messages)
    return {source: translation for source, translation in pairs if translation}


def update(path: Path) -> None:
    """Bring a .ts file up to the strings of the code; its name ends in the language."""
    known = translated(path)
    root = ElementTree.Element("TS", version="2.1", language=path.stem.rpartition("_")[2])
    context = ElementTree.SubElement(root, "context")
    ElementTree.SubElement(context, "name").text = CONTEXT
    for text in strings():
        message = ElementTree.SubElement(context, "message")
        ElementTree.SubElement(message, "source").text = text
        translation = ElementTree.SubElement(message, "translation")
        translation.text = known.get(text, "")
        if not translation.text:
            translation.set("type", "unfinished")
    ElementTree.indent(root)
    path.write_text('<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, "unicode") + "\n", "utf-8")


def untranslated(path: Path) -> list[str]:
    """Strings of the code that a .ts file does not hold, or holds unfinished."""
    known = translated(path)
    return [text for text in strings() if text not in known]


def main() -> None:
    if "--check" in sys.argv[1:]:
        missing = [f"{path.name}: {text}" for path in FOLDER.glob("*.ts") for text in untranslated(path)]
        sys.exit("\n".join(["Not translated; run make translations and fill in:", *missing]) if missing else 0)
    for path in FOLDER.glob("*.ts"):
        update(path)
        subprocess.run(["lrelease", "-silent", path, "-qm", path.with_suffix(".qm")], check=True)


if __name__ == "__main__":
    main()
