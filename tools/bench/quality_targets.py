"""What the upscalers must reach, beside what `make bench-quality` measured: means over the sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tools.bench.quality_report import Method
from tools.bench.table import Target, markdown
from tools.common.sensor_grid import GRID, PERFECT, SOFT, SOFTER, Point

REAL_ESRGAN = "Real-ESRGAN x4plus"
BICUBIC, PROJECTED = "bicubic", "bicubic + back-projection"
WORST = Point(0.15, 3)
GAIN_TOLD = {4: 1.65, 2: 2.4}
GAIN_ESTIMATED = {4: 1.5, 2: 2.4}
"""dB over the faithful weights of before, by scale."""


def before(strength: float) -> str:
    return f"before at {strength:g}"


def ours(scale: int, strength: float, sensor: str = "told") -> str:
    """sensor: "told" or "estimated"."""
    return f"`upscale-x{scale}` at {strength:g}, {sensor}"


def targets(scale: int, methods: Sequence[Method]) -> str:
    """As Markdown; what was not measured is left out."""
    tables = {method.name: method.tables for method in methods}
    rows = [target.row(value) for target, value in compared(scale, tables) if value is not None]
    return markdown(("figure", "measured", "asked", ""), rows)


def compared(scale: int, tables: Mapping[str, Mapping]) -> Iterator[tuple[Target, float | None]]:
    def figure(method: str, point: Point, name: str = "PSNR") -> float | None:
        table = tables.get(method, {}).get(point.name)
        return table["all"][name] if table else None

    def gain(method: str, other: str, point: Point, least: float, what: str) -> tuple[Target, float | None]:
        values = figure(method, point), figure(other, point)
        known = None if None in values else values[0] - values[1]
        return Target("", f"{what}, {point.name}", least, most=False, unit=" dB"), known

    def nearer(method: str, other: str, point: Point, most: float, what: str) -> tuple[Target, float | None]:
        values = figure(method, point, "distance"), figure(other, point, "distance")
        return Target("", f"{what}, {point.name}", most), None if None in values else values[0] / values[1]

    faithful, guessed = ours(scale, 0), ours(scale, 0, "estimated")
    for point in (SOFT, SOFTER):
        yield gain(faithful, before(0), point, GAIN_TOLD[scale], "faithful, told, over before")
        yield gain(guessed, before(0), point, GAIN_ESTIMATED[scale], "faithful, estimated, over before")
        yield gain(faithful, REAL_ESRGAN, point, 2.5, f"faithful over {REAL_ESRGAN}")
        yield nearer(faithful, REAL_ESRGAN, point, 1.0, f"faithful's feature distance over {REAL_ESRGAN}'s")
    yield gain(guessed, PROJECTED, WORST, 1.0, "faithful, estimated, over back-projection")
    yield gain(faithful, before(0), PERFECT, -0.1, "faithful over before")
    for point in GRID:
        yield gain(guessed, faithful, point, -0.1, "estimated over told")
        yield nearer(ours(scale, 1), REAL_ESRGAN, point, 1.0, f"full strength's feature distance over {REAL_ESRGAN}'s")
        yield nearer(ours(scale, 1), faithful, point, 0.97, "full strength's feature distance over faithful's")
        yield gain(ours(scale, 1), faithful, point, -0.8, "full strength over faithful")
        yield gain(ours(scale, 0.5), faithful, point, -0.15, "strength 0.5 over faithful")
