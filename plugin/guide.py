"""Where Help leads: the guide on the project's pages or, in Chinese, the one that came along, which opens without a network."""

from __future__ import annotations

import re
import tempfile
from configparser import ConfigParser
from functools import cache
from pathlib import Path

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QTextDocument

from .text import language

ROOT = Path(__file__).resolve().parents[1]
CHINESE = ROOT / "docs" / "guide.zh.md"


def guide_address(section: str) -> str:
    """Of a section, by its name in the guide."""
    if language().startswith("zh") and CHINESE.exists():
        return f"{QUrl.fromLocalFile(str(local_guide())).toString()}#{section}"
    return f"{homepage()}/blob/main/docs/guide.md#{section}"


@cache
def homepage() -> str:
    """Where the project lives, as its metadata says."""
    parser = ConfigParser(interpolation=None)
    parser.read(ROOT / "metadata.txt", "utf-8")
    return parser["general"]["homepage"]


@cache
def local_guide() -> Path:
    """The Chinese guide as a page for a browser, made anew by each QGIS."""
    path = Path(tempfile.mkdtemp(prefix="raster_gan_guide_")) / "guide.html"
    path.write_text(page(CHINESE), "utf-8")
    return path


def page(markdown: Path) -> str:
    """HTML.  Sections keep their names, which QTextDocument would drop, and pictures stay where they are."""
    document = QTextDocument()
    document.setMarkdown(re.sub(r'<a name="(\w+)"></a>', r"§\1§", markdown.read_text("utf-8")))
    folder = QUrl.fromLocalFile(f"{markdown.parent}/").toString()
    text = re.sub(r"§(\w+)§", r'<a name="\1"></a>', document.toHtml())
    text = re.sub(r'(src|href)="(?!#|\w+:)', rf'\1="{folder}', text)
    head = "<meta charset='utf-8'><style>body {max-width: 56em; margin: auto} img {max-width: 100%}</style>"
    return text.replace("<head>", f"<head>{head}", 1)
