"""HTML pages that need nothing beside them: what all reports are built of, and the one door of their wording.

Every part is HTML.  What we did not write ourselves (names of files, cards, values) comes in through `tr`, `note`, `sentence`
or `text`, which escape it.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any, NamedTuple

from gan_core.api import card_texts
from gan_core.api.labels import upscaling_labels
from gan_core.api.language import language, translatable, translate
from gan_core.api.notes import note_text
from gan_core.evaluation.verdict import Sentence, Verdict
from gan_core.reports.style import STYLE

NUMBER, RIGHT = '<td class="number', '<th class="number">'
SIGNS = {"good": "✓", "look": "!", "bad": "✗"}
MARKS = {
    "good": translatable("Use it"),
    "look": translatable("Use it with care"),
    "bad": translatable("Do not use it"),
}


BANDS = {
    "red": translatable("red"),
    "green": translatable("green"),
    "blue": translatable("blue"),
    "nir": translatable("near infrared"),
}


class Picture(NamedTuple):
    """With the words below it."""

    data: bytes
    """A PNG file."""
    caption: str


def tr(wording: str, **values: Any) -> str:
    """Our own wording in the reader's language, filled with values; texts among these are escaped."""
    return translate(wording).format_map(
        {name: escape(value) if isinstance(value, str) else value for name, value in values.items()}
    )


def text(value: object) -> str:
    """Words from elsewhere, in the reader's language where they are known."""
    return escape(translate(str(value)))


def card_text(stored: str) -> str:
    """A card's title or limits."""
    return escape(card_texts.read(stored, translate))


def note(code: str, values: dict[str, Any]) -> str:
    """A sentence of the log."""
    return sentence(Sentence(code, values))


def sentence(own: Sentence) -> str:
    """Lists and sentences among its values are told as the language does."""
    return escape(_told(own))


def bands(names: str) -> str:
    """Bands with commas between, by what models call them; not escaped."""
    return ", ".join(translate(BANDS.get(name, name)) for name in names.split(", "))


def listed(names: Iterable[str]) -> str:
    """Names one after the other, as the language does; not escaped."""
    return translate(translatable(", ")).join(names)


def _told(value: Any) -> Any:
    if isinstance(value, Sentence):
        values = {name: _told(own) for name, own in value.values.items()}
        if isinstance(values.get("bands"), str):
            values["bands"] = bands(values["bands"])
        return note_text(value.code, values, translate, upscaling_labels(translate))
    if isinstance(value, list):
        apart = translate(translatable("; ")) if isinstance(value[0], Sentence) else translate(translatable(", "))
        return apart.join(map(_told, value))
    return value


def document(kind: str, title: str, lead: str, body: Iterable[str], style: str = "") -> str:
    """The whole page.  kind: the sort of report.  title: what it is about.  lead: read first.  style: rules of its own."""
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Raster GAN: {title}</title><style>{STYLE}{style}</style>"
    )
    top = f'<header><p class="kind">Raster GAN · {kind}</p><h1>{title}</h1></header>'
    return f'<!DOCTYPE html>\n<html lang="{language()}"><head>{head}</head>\n<body>{top}{lead}{"".join(body)}</body></html>\n'


def verdict(own: Verdict, mark: str = "") -> str:
    """The sentence that stands first, and what to do with it.  mark: other words than those of MARKS."""
    items = "".join(f"<li>{sentence(advice)}</li>" for advice in own.advice)
    words = f"{SIGNS[own.mark]} {mark or text(MARKS[own.mark])}"
    return (
        f'<section class="verdict {own.mark}"><p class="mark">{words}</p><p class="sentence">{sentence(own.sentence)}</p>'
        f"{f'<ul>{items}</ul>' if items else ''}</section>\n"
    )


def section(title: str, *parts: str) -> str:
    """A headline and what stands below it."""
    return f"<h2>{title}</h2>{''.join(parts)}\n"


def paragraph(html: str) -> str:
    return f"<p>{html}</p>"


def table(rows: Iterable[Sequence[str]], head: Sequence[str] = ()) -> str:
    """head: a title for each column, above figures at the right as they are.  rows: a title, then cells."""
    rows = list(rows)
    right = [cell.startswith(NUMBER) for cell in rows[0]] if rows else []
    titles = "".join(f"{RIGHT if own else '<th>'}{title}</th>" for title, own in zip(head, right))
    lines = "".join(f"<tr><th>{title}</th>{''.join(cells)}</tr>\n" for title, *cells in rows)
    titles = f"<tr>{titles}</tr>" if head else ""
    return f'<div class="wide"><table>{titles}{lines}</table></div>\n'


def cell(html: str, css_class: str = "") -> str:
    """css_class: its class in the style."""
    return f'<td class="{css_class}">{html}</td>' if css_class else f"<td>{html}</td>"


def number(value: object, spec: str = "") -> str:
    """A cell of figures, which stand below each other from the right.  value: a figure or HTML; spec: as for `format`."""
    return cell(format(value, spec), "number")


def meaning(html: str) -> str:
    """A cell that says what a row's figures mean."""
    return cell(f"<small>{html}</small>", "meaning")


def small(html: str) -> str:
    """A remark."""
    return f"<p><small>{html}</small></p>"


def image(data: bytes, description: str, media_type: str = "image/png") -> str:
    """A picture, inside the page.  data: the file's bytes."""
    encoded = base64.b64encode(data).decode("ascii")
    return f'<img alt="{description}" src="data:{media_type};base64,{encoded}">'


def figure(picture: str, caption: str = "") -> str:
    """A picture or a chart by itself, with words below."""
    return f"<figure>{picture}{f'<figcaption>{caption}</figcaption>' if caption else ''}</figure>"


def pictures(row: Sequence[Picture], css_class: str = "row") -> str:
    """Pictures beside each other, each with its words."""
    cells = "".join(figure(image(own.data, own.caption), own.caption) for own in row)
    return f'<div class="{css_class}" style="--count:{len(row)}">{cells}</div>\n'


def charts(drawings: Iterable[str]) -> str:
    """Charts beside each other where there is room."""
    return f'<div class="charts">{"".join(map(figure, drawings))}</div>\n'
