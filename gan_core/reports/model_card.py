"""Model cards as one HTML page."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Any

from gan_core.api.language import translatable
from gan_core.api.library import BUILT_IN, LibraryEntry
from gan_core.api.model_card import ModelCard
from gan_core.evaluation.verdict import Sentence, Verdict
from gan_core.reports.html import (
    bands,
    card_text,
    cell,
    document,
    figure,
    image,
    listed,
    number,
    section,
    small,
    table,
    text,
    tr,
    verdict,
)

PICTURES = {".webp": "image/webp", ".png": "image/png"}
LARGEST_PICTURE = 4 << 20
TRAINING = {
    "raster": translatable("raster"),
    "parent": translatable("base model"),
    "tiles": translatable("tiles"),
    "pieces": translatable("pieces"),
    "objects": translatable("objects"),
    "held out": translatable("held out for validation"),
    "labels": translatable("training samples"),
    "steps": translatable("steps"),
    "minutes": translatable("minutes"),
}
"""What of a card's training is told: a name for each of its keys."""


def page(entries: Iterable[LibraryEntry]) -> str:
    """The whole page.  It is made without torch, numpy and GDAL."""
    entries = list(entries)
    rows = (
        (
            f'<a href="#{escape(own.card.id)}">{escape(own.card.id)}</a>',
            cell(card_text(own.card.title)),
            cell(_bands(own.card)),
        )
        for own in entries
    )
    overview = table(rows, (tr("model"), tr("What it does"), tr("Bands")))
    own = Verdict("good", Sentence("verdict-library", {"count": len(entries)}))
    lead = verdict(own, tr("Which model"))
    return document(
        tr("Model cards"),
        tr("Raster GAN: {count} models", count=len(entries)),
        lead,
        [overview, *map(_section, entries)],
    )


def _section(entry: LibraryEntry) -> str:
    card = entry.card
    rows = "".join(f"<dt>{name}</dt><dd>{html}</dd>" for name, html in _facts(entry).items() if html)
    title = f'<span id="{escape(card.id)}">{card_text(card.title)}</span> <code>{escape(card.id)}</code>'
    return section(title, _picture(entry.path), f"<dl>{rows}</dl>", _figures(card.metrics), _trust(card))


def _bands(card: ModelCard) -> str:
    if card.bands == ["any"]:
        return tr("any band, each by itself")
    return tr("{bands}, together", bands=listed(bands(name) for name in card.bands))


def _facts(entry: LibraryEntry) -> dict[str, str]:
    """Name and HTML; empty where there is nothing to say."""
    card, path = entry.card, entry.path
    weights = {"l1": tr("faithful"), "gan": tr("detailed (GAN)")}
    sees = (
        tr("{halo} pixels around each pixel", halo=card.halo)
        if card.seam_exact
        else tr("{halo} pixels around each pixel, and fainter things beyond", halo=card.halo)
    )
    came = tr("{name} (came with the plugin)", name=path.name)
    return {
        tr("What it does"): _deed(card),
        tr("Bands"): _bands(card),
        tr("Classes"): escape(listed(card.classes)),
        tr("Sees"): sees,
        tr("Weights"): ", ".join(weights.get(name, escape(name)) for name in card.weights),
        tr("License"): escape(card.licence) or tr("not stated"),
        tr("Made from"): escape("; ".join(card.attribution)) or tr("not stated"),
        tr("Limits"): card_text(card.limits) or tr("not stated"),
        tr("Training"): listed(
            f"{text(words)} {escape(str(card.training[key]))}"
            for key, words in TRAINING.items()
            if card.training.get(key)
        ),
        tr("File"): escape(str(path)) if path.parent != BUILT_IN else came,
    }


def _trust(card: ModelCard) -> str:
    if not card.trust.get("tiles"):
        return ""
    return small(
        tr(
            "Trust: at least 90% of the pixels with trust 80 or more are within 2% of the value range; calibrated on {tiles} "
            "tiles.",
            tiles=card.trust["tiles"],
        )
    )


def _deed(card: ModelCard) -> str:
    classes = listed(card.classes)
    deeds = {
        "upscale": tr("makes pixels {scale} times finer", scale=card.scale),
        "enhance": tr("removes noise, blur and artifacts"),
        "classify": tr("tells apart {classes}", classes=classes),
        "detect": tr("finds {classes}", classes=classes),
        "generate": tr("makes synthetic tiles from nothing"),
        "translate": tr("turns a layer into another; what it makes is synthetic"),
    }
    return deeds.get(card.task) or card_text(card.title)


def _figures(metrics: dict[str, Any]) -> str:
    """A table with a line for each method and a column for each place; single figures and words around it."""
    tables = {name: row for name, row in metrics.items() if isinstance(row, dict)}
    flat = {name: row for name, row in tables.items() if not any(isinstance(value, dict) for value in row.values())}
    nested = {name: row for name, row in tables.items() if name not in flat}
    words = "".join(small(text(value)) for name, value in metrics.items() if name not in (*tables, "trust"))
    return (_metrics(flat) if flat else "") + "".join(_metrics(row, name) for name, row in nested.items()) + words


def _metrics(methods: dict[str, Any], corner: str = "") -> str:
    lines = {name: row if isinstance(row, dict) else {"": row} for name, row in methods.items()}
    columns = list(dict.fromkeys(column for row in lines.values() for column in row))
    rows = ((text(name), *(number(_shown(row.get(column, ""))) for column in columns)) for name, row in lines.items())
    return table(rows, [text(column) for column in [corner, *columns]])


def _shown(value: Any) -> str:
    return escape(f"{value:.2f}" if isinstance(value, float) else str(value))


def _picture(model: Path) -> str:
    """The example beside a model file."""
    for suffix, media_type in PICTURES.items():
        path = model.with_suffix(suffix)
        if path.is_file() and path.stat().st_size <= LARGEST_PICTURE:
            words = tr("From left to right: the input, what each set of weights makes of it, and the truth.")
            return figure(image(path.read_bytes(), tr("example"), media_type), words)
    return ""
