"""A training as one HTML page that needs nothing beside it: what came of it, its curves, and a strip of pictures."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from typing import Any

from gan_core.tasks.cardpage import STYLE
from gan_core.tasks.publish import Compared
from gan_core.tasks.rundir import STRIP, RunFolder
from gan_core.tasks.tileset import Ground

WIDTH, HEIGHT, MARGIN = 420, 150, 34
CURVES = (
    ("gain", "Gain over the parent on held-out tiles, dB"),
    ("loss", "Loss of the generator"),
    ("margin", "Margin of the discriminator (0: it can't tell)"),
    ("rate", "Learning rate, share of the first"),
)


def page(name: str, work: Ground, found: Compared, folder: RunFolder, against: Sequence[str]) -> str:
    """against: why the model was not kept; empty where it was."""
    lines = folder.lines()
    looks = [line for line in lines if line["kind"] == "look"]
    alarms = [line for line in lines if line["kind"] == "alarm"]
    head = (
        f'<meta charset="utf-8"><title>Raster GAN: {escape(name)}</title><style>{STYLE}svg {{ margin: 0.5em; }}</style>'
    )
    body = [
        f"<h1>{escape(name)}</h1>",
        _verdict(found, work, against),
        _table(found),
        _strip(folder),
        *(_curve(looks, key, title) for key, title in CURVES if any(look[key] for look in looks)),
        _alarms(alarms),
    ]
    return f"<!DOCTYPE html>\n<html><head>{head}</head>\n<body>{''.join(body)}</body></html>\n"


def _verdict(found: Compared, work: Ground, against: Sequence[str]) -> str:
    tiles = f"Learned from {len(work.learn)} tiles, judged by {len(work.judge)} others."
    gain = found.model.mean - found.parent.mean
    if not against:
        return f"<p>{tiles} The model is in the library: {gain:+.2f} dB over {escape(work.parent.card.id)}.</p>"
    reasons = "".join(f"<li>{escape(reason)}</li>" for reason in against)
    return f"<p>{tiles} <b>Nothing was put into the library:</b></p><ul>{reasons}</ul>"


def _table(found: Compared) -> str:
    rows = (("bicubic + back-projection", found.base), ("parent", found.parent), ("this model", found.model))
    body = "".join(
        f'<tr><th>{name}</th><td class="number">{one.mean:.2f}</td><td class="number">{min(one.psnr):.2f}</td>'
        f'<td class="number">{one.mean_angle:.2f}</td></tr>'
        for name, one in rows
    )
    head = "<tr><th>on held-out tiles</th><th>PSNR, dB</th><th>worst tile</th><th>spectral angle, °</th></tr>"
    return f"<table>{head}{body}</table>"


def _strip(folder: RunFolder) -> str:
    path = folder.path / STRIP
    if not path.exists():
        return ""
    data = base64.b64encode(path.read_bytes()).decode("ascii")
    words = "One held-out tile over time: from the parent's, left, to the last; at the right its truth."
    return f'<p><img alt="strip" src="data:image/png;base64,{data}"><br><small>{words}</small></p>'


def _curve(looks: Sequence[dict[str, Any]], key: str, title: str) -> str:
    """An inline SVG; the GAN phase goes on where the faithful one ended."""
    places, step, last = [], 0, 0
    for look in looks:
        step, last = step + (look["step"] - last if look["step"] > last else look["step"]), look["step"]
        places.append(step)
    values = [look[key] or 0.0 for look in looks]
    low, high = min(*values, 0.0), max(*values, 1e-9)
    inner = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
    points = " ".join(
        f"{MARGIN + inner[0] * place / places[-1]:.1f},{MARGIN + inner[1] * (high - value) / (high - low):.1f}"
        for place, value in zip(places, values)
    )
    zero = MARGIN + inner[1] * high / (high - low)
    return (
        f'<svg width="{WIDTH}" height="{HEIGHT}" font-family="sans-serif" font-size="11">'
        f'<text x="{MARGIN}" y="16" font-weight="bold">{escape(title)}</text>'
        f'<text x="{MARGIN - 4}" y="{MARGIN + 4}" text-anchor="end">{high:.2g}</text>'
        f'<text x="{MARGIN - 4}" y="{HEIGHT - MARGIN + 4}" text-anchor="end">{low:.2g}</text>'
        f'<text x="{WIDTH - MARGIN}" y="{HEIGHT - MARGIN + 16}" text-anchor="end">{places[-1]} steps</text>'
        f'<line x1="{MARGIN}" x2="{WIDTH - MARGIN}" y1="{zero:.1f}" y2="{zero:.1f}" stroke="#bbb"/>'
        f'<polyline points="{points}" fill="none" stroke="#1f6f8b" stroke-width="2"/></svg>'
    )


def _alarms(alarms: Sequence[dict[str, Any]]) -> str:
    if not alarms:
        return "<p>No alarms.</p>"
    items = "".join(
        f"<li>step {alarm['step']}: {escape(alarm['code'])}, {escape(alarm['action'])}</li>" for alarm in alarms
    )
    return f"<h3>Alarms</h3><ul>{items}</ul>"
