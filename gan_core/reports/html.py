"""HTML pages that need nothing beside them: what all reports are built of, and the one door of their wording.

Every part is HTML.  What we did not write ourselves (names of files, cards, values) comes in through `tr`, `note` or `text`,
which escape it.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from gan_core.api.language import translate
from gan_core.api.notes import note_text

STYLE = """
body { font-family: sans-serif; max-width: 60em; margin: 1em auto; padding: 0 1em; line-height: 1.4; color: #222; }
section { border: 1px solid #bbb; border-radius: 6px; padding: 0 1.2em 1em; margin: 1.5em 0; }
h2 code, small { color: #666; font-weight: normal; font-size: 80%; }
table { border-collapse: collapse; margin: 0.5em 0; }
td, th { border: 1px solid #ccc; padding: 0.2em 0.7em; text-align: left; }
td.number { text-align: right; }
dt { font-weight: bold; float: left; clear: left; width: 9em; }
dd { margin: 0 0 0.3em 9.5em; }
img { max-width: 100%; image-rendering: pixelated; }
svg { margin: 0.5em; }
"""


def tr(wording: str, **values: Any) -> str:
    """Our own wording in the reader's language, filled with values; texts among these are escaped."""
    return translate(wording).format_map(
        {name: escape(value) if isinstance(value, str) else value for name, value in values.items()}
    )


def text(value: object) -> str:
    """Words from elsewhere, in the reader's language where they are known."""
    return escape(translate(str(value)))


def note(code: str, values: dict[str, Any]) -> str:
    """A sentence of the log."""
    return escape(note_text(code, values, translate))


def document(title: str, body: Iterable[str], style: str = "") -> str:
    """The whole page.  title: somebody else's words.  style: rules of its own."""
    head = f'<meta charset="utf-8"><title>Raster GAN: {escape(title)}</title><style>{STYLE}{style}</style>'
    return f"<!DOCTYPE html>\n<html><head>{head}</head>\n<body>{''.join(body)}</body></html>\n"


def table(rows: Iterable[Sequence[str]], head: Sequence[str] = ()) -> str:
    """head: a title for each column.  rows: a title, then cells."""
    titles = f"<tr>{''.join(f'<th>{title}</th>' for title in head)}</tr>" if head else ""
    lines = "".join(f"<tr><th>{title}</th>{''.join(cells)}</tr>\n" for title, *cells in rows)
    return f"<table>{titles}{lines}</table>\n"


def cell(html: str, css_class: str = "") -> str:
    """css_class: its class in the style."""
    return f'<td class="{css_class}">{html}</td>' if css_class else f"<td>{html}</td>"


def number(value: object, spec: str = "") -> str:
    """A cell of figures, which stand below each other from the right.  value: a figure or HTML; spec: as for `format`."""
    return cell(format(value, spec), "number")


def small(html: str) -> str:
    """A remark."""
    return f"<p><small>{html}</small></p>"


def image(data: bytes, description: str, media_type: str = "image/png") -> str:
    """A picture, inside the page.  data: the file's bytes."""
    encoded = base64.b64encode(data).decode("ascii")
    return f'<img alt="{description}" src="data:{media_type};base64,{encoded}">'


def figure(picture: str, caption: str = "") -> str:
    """A picture or a chart by itself, with words below."""
    return f"<p>{picture}<br><small>{caption}</small></p>" if caption else f"<p>{picture}</p>"
