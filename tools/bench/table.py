"""What was measured beside what was promised, and beside an earlier run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Optional


@dataclass(frozen=True)
class Target:
    """A promise about one figure."""

    key: str
    what: str
    limit: float
    most: bool = True
    """Whether the figure may be `limit` at most; else it must be that at least."""
    unit: str = ""

    def verdict(self, value: Optional[float]) -> str:
        if value is None:
            return "not measured"
        met = value <= self.limit if self.most else value >= self.limit  # NaN misses both ways
        return "met" if met else "missed"

    def row(self, value: Optional[float]) -> tuple[str, str, str, str]:
        bound = f"{'<=' if self.most else '>='} {self.limit:g}{self.unit}"
        return self.what, "" if value is None else f"{value:.3g}{self.unit}", bound, self.verdict(value)


TARGETS = (
    Target("whole/bare exact", "whole run / bare network, exact, 8 bit", 1.10),
    Target("whole/bare fastest", "whole run / bare network, fastest, 8 bit", 1.25),
    Target("whole/bare 16 bit", "whole run / bare network, exact, 16 bit", 1.25),
    Target("halo", "arithmetic of tiles / of their cores", 1.10),
    Target("projection", "projection / forward passes, exact", 0.10),
    Target("linear", "seconds a pixel: any side / smallest side, the larger by the smaller", 1.05),
    Target("memory", "peak memory of a run, any side", 1.0, unit=" GB"),
    Target("exact/onnxruntime", "pace exact / bare onnxruntime", 1.1, most=False),
    Target("fastest/onnxruntime", "pace fastest / bare onnxruntime", 1.6, most=False),
    Target("exact/Deepness", "pace exact / Deepness' way", 2.5, most=False),
    Target("exact/Real-ESRGAN x4plus", "pace exact / Real-ESRGAN x4plus, ncnn", 50, most=False),
    Target("fastest/Real-ESRGAN x4plus", "pace fastest / Real-ESRGAN x4plus, ncnn", 70, most=False),
    Target("exact/gdalwarp", "pace exact / gdalwarp -r lanczos to the same file", 1.0, most=False),
    Target("fastest/exact", "pace fastest / exact", 1.4, most=False),
    Target("qgis", "rastergan:upscale of 512 x 512 in qgis_process", 8.0, unit=" s"),
    Target("scene exact", "Sentinel-2 scene x4, exact", 10.0, unit=" min"),
    Target("scene fastest", "Sentinel-2 scene x4, fastest", 7.0, unit=" min"),
    Target("scene memory", "Sentinel-2 scene x4, peak memory", 1.0, unit=" GB"),
    Target("scene overview", "Sentinel-2 scene x4, whole at 1000 x 1000", 1.0, unit=" s"),
)


def targets(values: Mapping[str, float], wanted: Sequence[str]) -> str:
    """The promises about the figures `wanted`, as Markdown."""
    rows = [target.row(values.get(target.key)) for target in TARGETS if target.key in wanted]
    return markdown(("figure", "found", "target", ""), rows)


def asked(what: str, figure: float, bound: str, met: bool) -> None:
    """Print a figure beside what is asked of it."""
    print(f"{'ok  ' if met else 'MISS'} {what}: {figure:.4g} (asked: {bound})", flush=True)


def contenders(rows: Sequence[Mapping[str, Any]]) -> str:
    """Who, how fast, how much memory, with what settings, as Markdown."""
    head = ("who", "output Mpx", "s", "Mpx/s", "peak GB", "settings")
    return markdown(
        head,
        [
            (
                row["name"],
                f"{row['megapixels']:.2f}",
                f"{row['seconds']:.2f}",
                f"{row['pace']:.3g}",
                f"{row['peak_gb']:.2f}",
                row["settings"],
            )
            for row in rows
        ],
    )


def against(now: Mapping[str, Any], before: Mapping[str, Any]) -> str:
    """Paces and figures of two runs and their ratios, as Markdown; both as `speed.py` writes them."""
    return markdown(("figure", "before", "now", "now / before"), list(_ratios(now, before)))


def _ratios(now: Mapping[str, Any], before: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for what, (ours, theirs) in {
        "Mpx/s of ": [{row["name"]: row["pace"] for row in run["contenders"]} for run in (now, before)],
        "": [run["figures"] for run in (now, before)],
    }.items():
        for name in ours:
            if theirs.get(name):
                yield f"{what}{name}", f"{theirs[name]:.3g}", f"{ours[name]:.3g}", f"{ours[name] / theirs[name]:.3f}"


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(head, *rows)]
    lines = [head, ["-" * width for width in widths], *rows]
    return "\n".join("| " + " | ".join(f"{word:{width}}" for word, width in zip(line, widths)) + " |" for line in lines)
