"""Model cards as one HTML page that needs nothing beside it.  Whatever a card says is shown as text, never as HTML."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from gan_core.api.library import BUILT_IN, Entry

PICTURES = {".webp": "image/webp", ".png": "image/png"}
LARGEST_PICTURE = 4 << 20
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
"""


def page(entries: Iterable[Entry]) -> str:
    """The whole page."""
    sections = [_section(entry) for entry in entries]
    head = f'<meta charset="utf-8"><title>Raster GAN: models</title><style>{STYLE}</style>'
    title = f"<h1>Raster GAN: {len(sections)} models</h1>"
    return f"<!DOCTYPE html>\n<html><head>{head}</head>\n<body>{title}\n{''.join(sections)}</body></html>\n"


def _section(entry: Entry) -> str:
    card = entry.card
    deeds = {
        "upscale": f"makes pixels {card.scale} times finer",
        "enhance": "takes noise, blur and artefacts away",
        "classify": f"tells apart {', '.join(card.classes)}",
        "detect": f"finds {', '.join(card.classes)}",
        "generate": "makes synthetic tiles from nothing",
    }
    facts = {
        "What it does": f"{card.task}: {deeds.get(card.task, card.title)}",
        "Bands": "any band, each by itself" if card.bands == ["any"] else f"{', '.join(card.bands)}, together",
        "Classes": ", ".join(card.classes),
        "Sees": f"{card.halo} pixels around each pixel" + ("" if card.seam_exact else ", and fainter things beyond"),
        "Weights": ", ".join({"l1": "faithful", "gan": "detailed (GAN)"}.get(kind, kind) for kind in card.weights),
        "Licence": card.licence or "not stated",
        "Made from": "; ".join(card.attribution) or "not stated",
        "Limits": card.limits or "not stated",
        "Training": ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in card.training.items() if value),
        "File": str(entry.path) if entry.path.parent != BUILT_IN else f"{entry.path.name} (came with the plugin)",
    }
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in facts.items() if text)
    title = f"<h2>{escape(card.title)} <code>{escape(card.id)}</code></h2>"
    return f"<section>{title}{_picture(entry.path)}<dl>{rows}</dl>{_figures(card.metrics)}</section>\n"


def _figures(metrics: dict[str, Any]) -> str:
    """A table with a line for each method and a column for each place; single figures and words around it."""
    tables = {name: row for name, row in metrics.items() if isinstance(row, dict)}
    flat = {name: row for name, row in tables.items() if not any(isinstance(value, dict) for value in row.values())}
    nested = {name: row for name, row in tables.items() if name not in flat}
    words = "".join(
        f"<p><small>{escape(name)}: {escape(str(value))}</small></p>"
        for name, value in metrics.items()
        if name not in tables
    )
    return (_table(flat) if flat else "") + "".join(_table(row, name) for name, row in nested.items()) + words


def _table(rows: dict[str, Any], corner: str = "") -> str:
    lines = {name: row if isinstance(row, dict) else {"": row} for name, row in rows.items()}
    columns = list(dict.fromkeys(column for row in lines.values() for column in row))
    head = "".join(f"<th>{escape(str(column))}</th>" for column in [corner, *columns])
    body = "".join(
        f"<tr><th>{escape(str(name))}</th>{''.join(_cell(row.get(column, '')) for column in columns)}</tr>"
        for name, row in lines.items()
    )
    return f"<table><tr>{head}</tr>{body}</table>"


def _cell(value: Any) -> str:
    text = f"{value:.2f}" if isinstance(value, float) else str(value)
    return f'<td class="number">{escape(text)}</td>'


def _picture(model: Path) -> str:
    """The example beside a model file, inside the page."""
    for suffix, kind in PICTURES.items():
        path = model.with_suffix(suffix)
        if path.is_file() and path.stat().st_size <= LARGEST_PICTURE:
            data = base64.b64encode(path.read_bytes()).decode("ascii")
            words = "From left to right: the input, what each set of weights makes of it, and the truth."
            return f'<p><img alt="example" src="data:{kind};base64,{data}"><br><small>{words}</small></p>'
    return ""
