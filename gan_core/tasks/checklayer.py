"""Check a layer before the run: header, a sample of its pixels, the model that it is meant for.  Needs no torch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Optional

from gan_core.api import library
from gan_core.api.errors import RasterGanError
from gan_core.api.findings import CHECKS, VERDICTS, Finding
from gan_core.api.jobs.assessment import CheckLayerJob
from gan_core.api.protocol import Report
from gan_core.api.staging import atomic_write
from gan_core.checks.header import check_header, pixel_side
from gan_core.checks.pixels import Content, check_pixels, measure, tell
from gan_core.raster.header import facts
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource
from gan_core.reports.layer_check import page

REFUSED = ("input-palette", "input-type")
"""What Upscale would refuse, and this tells as a verdict."""


def run(job: CheckLayerJob, report: Report) -> dict[str, Any]:
    """The number of problems, what was measured, a row for each check.  Raises RasterGanError `input-...` or `model-...`."""
    card = library.find(job.model, job.models).card if job.model else None
    header = facts(job.input)
    source, refused = _opened(job)
    all_findings = list(check_header(header, refused, card, source.roles if source else []))
    content = None
    if source is not None:
        content = _looked_into(job, source)
        all_findings += [*_sensor(source), *check_pixels(content)]
    all_findings.sort(key=lambda finding: list(CHECKS).index(finding.check))
    for finding in all_findings:
        if finding.verdict != "good":
            tell(finding, report)
    counts = {verdict: sum(finding.verdict == verdict for finding in all_findings) for verdict in VERDICTS}
    report.note("checked", **counts)
    results = _results(all_findings, counts, pixel_side(header), content)
    if job.output:
        with atomic_write(Path(job.output)) as part:
            part.write_text(page(job.input, all_findings, results, card), "utf-8")
        results["OUTPUT"] = job.output
    report.progress(1.0)
    return results


def _opened(job: CheckLayerJob) -> tuple[Optional[RasterSource], Optional[RasterGanError]]:
    """The raster, or why nobody should look at its pixels."""
    try:
        return RasterSource(job.input), None
    except RasterGanError as error:
        if error.code in REFUSED:
            return None, error
        raise


def _looked_into(job: CheckLayerJob, source: RasterSource) -> Content:
    """What the pixels say."""
    numbers = [number for number in range(1, len(source.bands) + 1) if number not in source.alpha]
    if not numbers:
        raise RasterGanError("input-no-bands", path=job.input, subdatasets="It holds nothing but transparency.")
    part = source.window(job.extent)
    return measure(source, Sample(source, part), numbers)


def _sensor(source: RasterSource) -> Iterator[Finding]:
    """What is published of the sensor, where it is recognized."""
    preset = source.preset
    if preset and preset.published:
        shares = [preset.totals.get(name, preset.total) for name in source.band_names]
        low, high = (f"{100 * share:.0f}" for share in (min(shares), max(shares)))
        yield Finding("sensor", "sensor-good", {"sensor": preset.id, "low": low, "high": high})


def _results(
    every_finding: list[Finding], counts: dict[str, int], size: Optional[float], content: Optional[Content]
) -> dict[str, Any]:
    return {
        "PROBLEMS": counts["bad"],
        "WARNINGS": counts["look"],
        "GSD": size,
        "NOISE": content and content.noise,
        "BLUR_MTF": content and content.blur,
        "JPEG": content and content.jpeg,
        "UPSAMPLED": content and content.upsampled,
        "NODATA_SHARE": content and content.nodata,
        "CHECKS": [
            {"check": finding.check, "verdict": finding.verdict, "code": finding.code} for finding in every_finding
        ],
    }
