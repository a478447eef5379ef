"""What the folder of a training shows of its way: curves, alarms, and the strip of pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gan_core.api.language import translate
from gan_core.api.training_curves import running_steps, select_curves
from gan_core.api.training_runs import STRIP
from gan_core.reports.charts import COLORS, Axis, Line, plot
from gan_core.reports.html import charts, figure, image, note, paragraph, section, tr
from gan_core.runs.folder import RunFolder


def curves_and_alarms(folder: RunFolder) -> str:
    """From its log."""
    lines = folder.lines()
    looks = [line for line in lines if line["kind"] == "look"]
    alarms = [line for line in lines if line["kind"] == "alarm"]
    drawings = [curve(looks, chosen.key, translate(chosen.title)) for chosen in select_curves(looks)]
    if not alarms:
        return section(tr("Training"), charts(drawings), paragraph(tr("No alarms.")))
    items = "".join(f"<li>{note('alarm-' + alarm['code'], alarm)}</li>" for alarm in alarms)
    return section(tr("Training"), charts(drawings), f"<h3>{tr('Alarms')}</h3><ul>{items}</ul>")


def curve(evaluations: Sequence[dict[str, Any]], key: str, title: str) -> str:
    """A figure of the log's looks over all steps.  title: its name and unit."""
    steps = running_steps(evaluations)
    values = [float(evaluation.get(key) or 0.0) for evaluation in evaluations]
    y = Axis(title, min(*values, 0.0), max(*values, 1e-9))
    points = list(zip(steps, values))
    return plot(
        [Line("", points, COLORS["own"])], Axis(tr("steps"), 0, steps[-1]), y, points[0] if len(points) == 1 else None
    )


def strip(folder: RunFolder, caption: str) -> str:
    """One picture of many moments, where there is one."""
    path = folder.path / STRIP
    return figure(image(path.read_bytes(), tr("strip of pictures")), caption) if path.exists() else ""
