"""`make bench OPTIONS=--profile`: where the time of a whole run goes, by stage and thread; timers are put on from outside."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from unittest import mock

from gan_core.inference import consistency_step, predictor
from gan_core.pipeline import band_groups, raster_step, tiles
from gan_core.raster.sample import Sample
from gan_core.raster.sink import RasterSink
from gan_core.raster.source import RasterSource
from gan_core.tasks import upscale
from tools.bench.ours import upscaled
from tools.bench.stopwatch import Stopwatch
from tools.bench.table import markdown

STAGES = (
    (RasterSource, "read", "reading (own thread)"),
    (tiles, "fill_nodata", "filling gaps (own thread)"),
    (RasterSink, "write", "writing (own thread)"),
    (RasterSink, "finish", "overviews, closing"),
    (predictor.Predictor, "_output", "network"),
    (consistency_step, "held_to", "projection"),
    (predictor, "lower", "choosing the precision"),
    (band_groups, "quantize", "settling"),
    (band_groups, "_worst_error", "measuring the error"),
    (band_groups, "_shuffled", "pixels in order"),
    (band_groups, "_restored", "pixels in order"),
    (band_groups.BandGroup, "_predicted", "normalizing"),
    (upscale, "prepare", "getting ready"),
    (Sample, "__init__", "getting ready: sample"),
    (raster_step.RasterStep, "__call__", "putting bands together"),
)
"""Owner, function, stage: a stage inside another counts for itself alone."""


def profiled(source: Path, folder: Path) -> str:
    """Both precisions, as Markdown: seconds and share of the run; stages of other threads run beside the rest."""
    tables = []
    for precision in ("exact", "fastest"):
        output = str(folder / "profile.tif")
        upscaled(str(source), output, precision)
        plain = upscaled(str(source), output, precision).seconds
        watch = Stopwatch()
        with timers(watch):
            seconds = upscaled(str(source), output, precision).seconds
        spent = dict(watch.seconds)
        own = sum(value for stage, value in spent.items() if "own thread" not in stage)
        spent["waiting and the rest"] = seconds - own
        ordered = sorted(spent.items(), key=lambda item: -item[1])
        rows = [(stage, f"{value:.2f}", f"{value / seconds:.1%}") for stage, value in ordered]
        rows.append(("all", f"{seconds:.2f}", f"{plain:.2f} s without timers"))
        tables.append(f"{source.stem}, {precision}\n{markdown(('stage', 's', 'of the run'), rows)}")
    return "\n\n".join(tables)


@contextmanager
def timers(watch: Stopwatch) -> Iterator[None]:
    """Around every stage, until left."""
    with ExitStack() as stack:
        for owner, name, stage in STAGES:
            stack.enter_context(mock.patch.object(owner, name, watch.around(getattr(owner, name), stage)))
        yield
