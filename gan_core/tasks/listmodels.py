"""List the models at hand: a row for each, and a page that shows their cards.  Needs no network, so no torch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gan_core.api import library
from gan_core.api.jobs.models import ListModelsJob
from gan_core.api.protocol import Report
from gan_core.api.staging import atomic_write
from gan_core.reports.model_card import page


def run(job: ListModelsJob, report: Report) -> dict[str, Any]:
    """How many models there are, a row of facts for each and the page, if one was asked for.  Raises RasterGanError."""
    entries = list(library.entries(job.models).values())
    entries.sort(key=lambda entry: (entry.path.parent != library.BUILT_IN, entry.card.task, entry.card.id))
    rows = [
        {
            "id": entry.card.id,
            "task": entry.card.task,
            "scale": entry.card.scale,
            "bands": ", ".join(entry.card.bands),
            "licence": entry.card.licence,
            "title": entry.card.title,
        }
        for entry in entries
    ]
    results: dict[str, Any] = {"COUNT": len(rows), "MODELS": rows}
    if job.output:
        with atomic_write(Path(job.output)) as part:
            part.write_text(page(entries), "utf-8")
        results["OUTPUT"] = job.output
    report.progress(1.0)
    return results
