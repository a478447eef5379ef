"""Cut a raster into tiles, measure each, and choose some that show all kinds of its ground.  Needs no network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.finetuning import MakeTilesJob
from gan_core.api.protocol import Report
from gan_core.api.staging import atomic_write
from gan_core.datasets.tile_selection import choose, measured, tiles_of
from gan_core.raster.source import RasterSource
from gan_core.tiling.split import held_out
from gan_core.vector import picked_tiles as layer

DIGITS = 4


def run(job: MakeTilesJob, report: Report) -> dict[str, Any]:
    """How many tiles there are and how many were chosen.  Raises RasterGanError `input-...`, `extent-outside`,
    `raster-too-small`, `tiles-plain` or `output-...`."""
    source = RasterSource(job.input)
    window = source.window(job.extent)
    cut = tiles_of(window, job.size, job.overlap)
    if not cut:
        raise RasterGanError("raster-too-small", width=window.width, height=window.height, size=job.size)
    tiles = []
    for done, tile in enumerate(cut):
        report.check()
        report.progress(done / len(cut))
        tiles.append(measured(source, tile))
    chosen = choose(tiles, job.count)
    if not chosen:
        raise RasterGanError("tiles-plain", count=len(tiles))
    validation = held_out([tiles[index].window for index in chosen])
    roles = {index: "validation" if number in validation else "train" for number, index in enumerate(chosen)}
    rows = [
        (
            tile.window,
            {
                layer.ROLE: roles.get(index, "ignore"),
                "valid": round(tile.valid, DIGITS),
                "contrast": float(f"{tile.contrast:.{DIGITS}g}"),
                "detail": float(f"{tile.detail:.{DIGITS}g}"),
            },
        )
        for index, tile in enumerate(tiles)
    ]
    try:
        with atomic_write(Path(job.output)) as part:
            layer.write(part, source.grid, source.dataset.GetProjection(), rows)
    except RuntimeError as error:
        raise RasterGanError("output-failed", path=job.output, reason=str(error)) from error
    report.progress(1.0)
    report.note("tiles", tiles=len(rows), chosen=len(chosen), held=len(validation))
    if len(chosen) < job.count:
        report.note("tiles-fewer", chosen=len(chosen), count=job.count, tiles=len(rows), size=job.size)
    return {"OUTPUT": job.output, "TILES": len(rows), "CHOSEN": len(chosen), "VALIDATION": len(validation)}
