"""The README's tables of the built-in models' figures, from their cards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from gan_core.api.library import BUILT_IN, readable
from gan_core.api.model_card import ModelCard
from tools.common.sensor_grid import USUAL_POINTS

README = Path(__file__).resolve().parents[2] / "README.md"
TABLES = re.compile(r"(<!-- figures -->\n).*(<!-- /figures -->)", re.DOTALL)
BICUBIC, PROJECTED = "bicubic", "bicubic+back-projection"


def write() -> None:
    README.write_text(TABLES.sub(lambda match: match[1] + tables() + match[2], README.read_text()))


def tables() -> str:
    """Means over the sets, of every built-in model."""
    cards = [entry.card for entry in readable([BUILT_IN]).values()]
    lines = [
        "| model | sensor | bicubic | bicubic + back-projection | faithful | gain | full strength |",
        "|---|---|---|---|---|---|---|",
    ]
    lines += [line for card in cards if card.task == "upscale" for line in of_upscaling(card)]
    lines += [
        "",
        "| model | fault or sensor | before | faithful | gain | full strength |",
        "|---|---|---|---|---|---|",
    ]
    lines += [line for card in cards if card.task == "enhance" for line in of_enhancing(card)]
    return "\n".join(lines) + "\n"


def of_upscaling(card: ModelCard) -> Iterator[str]:
    for name in (point.name for point in USUAL_POINTS if point.name in card.metrics):
        row = {method: figures["all"] for method, figures in card.metrics[name].items()}
        base, own = row[PROJECTED], row["model"]
        gan = f"{row['gan']:.2f}" if "gan" in row else ""
        yield f"| `{card.id}` | {name} | {row[BICUBIC]:.2f} | {base:.2f} | {own:.2f} | {own - base:+.2f} | {gan} |"


def of_enhancing(card: ModelCard) -> Iterator[str]:
    for fault, row in card.metrics["model"].items():
        before, after = row["before"], row["after"]
        gain = f"changes {row['change']:.2f} of 255" if before >= 99 else f"{after - before:+.2f}"
        gan = f"{card.metrics['gan'][fault]['after']:.2f}" if "gan" in card.metrics else ""
        ideal = "same" if before >= 99 else f"{before:.2f}"
        yield f"| `{card.id}` | {fault} | {ideal} | {after:.2f} | {gain} | {gan} |"
