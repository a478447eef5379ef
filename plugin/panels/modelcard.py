"""A model's card as people read it."""

from __future__ import annotations

from html import escape
from typing import Any

from ...gan_core.api.library import LibraryEntry
from ...gan_core.api.model_card import ModelCard
from ..text import card_text, tr


def card_html(entry: LibraryEntry) -> str:
    """Whatever a card says is shown as text, never as HTML."""
    card = entry.card
    rows = {
        tr("What it does"): does(card),
        tr("Bands"): bands(card),
        tr("Classes"): tr(", ").join(card.classes),
        tr("Weights"): weights(card),
        tr("Accuracy"): figures(card.metrics),
        tr("Limits"): card_text(card.limits) or tr("not stated"),
        tr("Made from"): tr("; ").join(card.attribution) or tr("not stated"),
        tr("License"): card.licence or tr("not stated"),
        tr("File"): str(entry.path.name),
    }
    lines = "".join(
        f"<p style='margin: 0 0 6px 0'><b>{escape(name)}</b><br>{escape(text)}</p>"
        for name, text in rows.items()
        if text
    )
    return f"<h3 style='margin: 0 0 6px 0'>{escape(card_text(card.title))}</h3>{lines}"


def does(card: ModelCard) -> str:
    return {
        "upscale": tr("Makes pixels {scale} times finer").format(scale=card.scale),
        "enhance": tr("Removes noise, blur and compression artifacts"),
        "sharpen": tr("Sharpens bands by a finer layer"),
        "classify": tr("Classifies land cover"),
        "detect": tr("Detects objects"),
        "generate": tr("Generates synthetic tiles"),
        "translate": tr("Turns a layer into another (synthetic)"),
    }.get(card.task) or card_text(card.title)


def bands(card: ModelCard) -> str:
    if card.bands == ["any"]:
        return tr("any band, each by itself")
    names = {"red": tr("red"), "green": tr("green"), "blue": tr("blue"), "nir": tr("near infrared")}
    return tr("{bands}, together").format(bands=tr(", ").join(names.get(band, band) for band in card.bands))


def weights(card: ModelCard) -> str:
    if "gan" not in card.weights:
        return tr("faithful")
    return tr("faithful weights and GAN detail weights, mixed by the strength")


def figures(metrics: dict[str, Any]) -> str:
    """The gain over plain interpolation, or over the parent; "" where the card holds neither."""
    model = metrics.get("model")
    sensors = {
        name: rows
        for name, rows in metrics.items()
        if isinstance(rows, dict) and all("all" in (rows.get(method) or {}) for method in ("bicubic", "model"))
    }
    if sensors:
        words = tr("{sensor}: {psnr:.1f} dB, {gain:+.1f} over bicubic")
        return tr("; ").join(
            words.format(sensor=name, psnr=rows["model"]["all"], gain=rows["model"]["all"] - rows["bicubic"]["all"])
            for name, rows in sensors.items()
        )
    plain = metrics.get("regression by pixel")
    if isinstance(model, dict) and isinstance(plain, dict):
        words = tr("{psnr:.1f} dB, {gain:+.1f} over a linear regression by pixel")
        return words.format(psnr=model["PSNR"], gain=model["PSNR"] - plain["PSNR"])
    if isinstance(model, dict):
        gains = [
            tr("{fault}: {before:.1f} to {after:.1f} dB").format(fault=fault, **values)
            for fault, values in model.items()
            if isinstance(values, dict) and {"before", "after"} <= set(values) and fault != "none"
        ]
        return tr("; ").join(gains)
    names = {
        "overall accuracy": tr("Overall accuracy"),
        "kappa": tr("Kappa"),
        "precision": tr("Precision"),
        "recall": tr("Recall"),
        "minimum score": tr("Score threshold"),
    }
    return tr("; ").join(
        f"{names.get(name, name)} {value:.2f}" for name, value in metrics.items() if isinstance(value, (int, float))
    )
