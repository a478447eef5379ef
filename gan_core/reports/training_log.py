"""What the folder of a training shows of its way: curves, alarms, and the strip of pictures."""

from __future__ import annotations

from gan_core.api.language import translate
from gan_core.api.training_curves import chart, select_curves
from gan_core.api.training_runs import STRIP
from gan_core.reports.html import figure, image, note, tr
from gan_core.runs.folder import RunFolder


def curves_and_alarms(folder: RunFolder) -> str:
    """From its log."""
    lines = folder.lines()
    looks = [line for line in lines if line["kind"] == "look"]
    alarms = [line for line in lines if line["kind"] == "alarm"]
    charts = "".join(chart(looks, curve.key, translate(curve.title), tr("steps")) for curve in select_curves(looks))
    if not alarms:
        return f"{charts}<p>{tr('No alarms.')}</p>"
    items = "".join(f"<li>{note('alarm-' + alarm['code'], alarm)}</li>" for alarm in alarms)
    return f"{charts}<h3>{tr('Alarms')}</h3><ul>{items}</ul>"


def strip(folder: RunFolder, caption: str) -> str:
    """One picture of many moments, where there is one."""
    path = folder.path / STRIP
    return figure(image(path.read_bytes(), tr("strip of pictures")), caption) if path.exists() else ""
