"""A training as one HTML page that needs nothing beside it: what came of it, its curves, and a strip of pictures."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from typing import Any

from gan_core.api.training_curves import drawn, svg
from gan_core.api.training_runs import STRIP
from gan_core.datasets.picked_tiles import PickedTiles
from gan_core.reports.model_card import STYLE
from gan_core.runs.folder import RunFolder
from gan_core.runs.publish import Compared


def page(name: str, work: PickedTiles, found: Compared, folder: RunFolder, against: Sequence[str]) -> str:
    """against: why the model was not kept; empty where it was."""
    verdict = _verdict(found, work, against)
    return document(
        name, [f"<h1>{escape(name)}</h1>", verdict, _table(found), _strip(folder), curves_and_alarms(folder)]
    )


def document(name: str, body: Sequence[str]) -> str:
    """Parts of a page as a whole one."""
    head = (
        f'<meta charset="utf-8"><title>Raster GAN: {escape(name)}</title><style>{STYLE}svg {{ margin: 0.5em; }}</style>'
    )
    return f"<!DOCTYPE html>\n<html><head>{head}</head>\n<body>{''.join(body)}</body></html>\n"


def curves_and_alarms(folder: RunFolder) -> str:
    """What the log of a training holds."""
    lines = folder.lines()
    looks = [line for line in lines if line["kind"] == "look"]
    curves = "".join(svg(looks, curve.key, curve.title, "steps") for curve in drawn(looks))
    return curves + _alarms([line for line in lines if line["kind"] == "alarm"])


def _verdict(found: Compared, work: PickedTiles, against: Sequence[str]) -> str:
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
        f'<td class="number">{one.mean_angle:.2f}</td><td class="number">{one.mean_distance:.3f}</td></tr>'
        for name, one in rows
    )
    heads = ("on held-out tiles", "PSNR, dB", "worst tile", "spectral angle, °", "texture unlike the truth's")
    head = "<tr>" + "".join(f"<th>{one}</th>" for one in heads) + "</tr>"
    return f"<table>{head}{body}</table>"


def _strip(folder: RunFolder) -> str:
    path = folder.path / STRIP
    if not path.exists():
        return ""
    data = base64.b64encode(path.read_bytes()).decode("ascii")
    words = "One held-out tile over time: from the parent's, left, to the last; at the right its truth."
    return f'<p><img alt="strip" src="data:image/png;base64,{data}"><br><small>{words}</small></p>'


def _alarms(alarms: Sequence[dict[str, Any]]) -> str:
    if not alarms:
        return "<p>No alarms.</p>"
    items = "".join(
        f"<li>step {alarm['step']}: {escape(alarm['code'])}, {escape(alarm['action'])}</li>" for alarm in alarms
    )
    return f"<h3>Alarms</h3><ul>{items}</ul>"
