"""`make bench`: whole runs beside the bare network and beside others, at x4; ratios with their targets.

OPTIONS="--quick" to try it in two minutes, "--against build/bench/EARLIER.json" for ratios to an earlier run, "--scene" for a
whole Sentinel-2 scene (20 minutes), "--profile" for where a run's time goes.  Writes build/bench/TIME.json.  Everything of one
run is measured in turn on one machine: quote the ratios, and no figure of a machine that did something else meanwhile.

Sides are the input's: 1024 and 4096 in three rounds, 8192 once, as it takes minutes (16.8, 268 and 1074 Mpx of output).
Peers without files run on crops; what counts is output megapixels a second.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tools.bench import machine, profiling, table, whole_scene
from tools.bench.lanes import Lane, in_turn
from tools.bench.rasters import scene
from tools.desktop.qgis import Profile

BUILD = Path("build")
FOLDER = BUILD / "bench"
WEIGHTS = BUILD / "peers"
MODEL = "upscale-x4"
ROUNDS = 3
SMALL, WARM = 1024, 256
LARGER = {4096: ROUNDS, 8192: 1}
QUICK = {512: 1}
LEAST_PSNR = 20
CROPS = {"onnxruntime": 1024, "SPAN": 256, "Real-ESRGAN x4plus": 128}
"""Input pixels along a side that a peer without files is timed on."""


def ours(name: str, precision: str, side: int, raster: str = "aerial") -> Lane:
    source, small = (str(scene(FOLDER, raster, length)) for length in (side, WARM))
    output = str(FOLDER / f"{name.replace(' ', '_')}.tif")
    options = {"source": source, "small": small, "output": output, "precision": precision}
    return Lane(name, "tools.bench.ours:whole", options)


def bare(name: str, precision: str, side: int, itemsize: int = 1) -> Lane:
    return Lane(name, "tools.bench.ours:bare", {"side": side, "precision": precision, "itemsize": itemsize})


def network(name: str, function: str, crop: int) -> Lane:
    source = str(scene(FOLDER, "aerial", 512))
    options = {"source": source, "crop": crop, "folder": str(FOLDER), "weights": str(WEIGHTS), "peer": name}
    return Lane(name, f"tools.bench.peers:{function}", options)


def from_file(name: str, function: str, side: int, like: str) -> Lane:
    options = {"source": str(scene(FOLDER, "aerial", side)), "like": like, "folder": str(FOLDER)}
    return Lane(name, f"tools.bench.peers:{function}", {**options, "output": str(FOLDER / f"{name}.tif")})


def small_rounds(side: int, rounds: int) -> tuple[list[Lane], dict[str, float]]:
    """Everybody at the smallest side, in turn."""
    exact = ours("exact", "exact", side)
    with contextlib.ExitStack() as stack:
        stack.enter_context(exact)
        in_turn([exact], 1)  # its file shows the others what to write
        exact.turns.clear()
        others = [
            bare("bare exact", "exact", side),
            ours("fastest", "fastest", side),
            bare("bare fastest", "fastest", side),
            ours("exact 16 bit", "exact", side, "sentinel2"),
            bare("bare 16 bit", "exact", side, 2),
            from_file("gdalwarp", "warp", side, exact.options["output"]),
            from_file("Deepness", "as_deepness", side, exact.options["output"]),
            network("onnxruntime", "onnxruntime_bare", min(side, CROPS["onnxruntime"])),
            *(network(name, "ncnn_bare", CROPS[name]) for name in ("SPAN", "Real-ESRGAN x4plus")),
        ]
        for lane in others:
            print(f"  {lane.name} gets ready", flush=True)
            stack.enter_context(lane)
        lanes = [exact, *others]
        for lane in lanes:
            if lane.facts.get("psnr", LEAST_PSNR) < LEAST_PSNR:
                raise RuntimeError(f"{lane.name} makes no such picture: {lane.facts}")
        in_turn(lanes, rounds)
    return lanes, figures({lane.name: lane for lane in lanes}, machine.described()["bf16"])


def figures(lanes: dict[str, Lane], bf16: object) -> dict[str, float]:
    """The ratios, each the median over the rounds."""

    def ratio(lane: str, other: str) -> float:
        """How many times the seconds a pixel of `other` are those of `one`."""
        pairs = zip(lanes[lane].turns, lanes[other].turns)
        return statistics.median((a.seconds / a.megapixels) / (b.seconds / b.megapixels) for a, b in pairs)

    ratios = {f"whole/bare {precision}": ratio(precision, f"bare {precision}") for precision in ("exact", "fastest")}
    ratios["whole/bare 16 bit"] = ratio("exact 16 bit", "bare 16 bit")
    ratios["halo"] = lanes["bare exact"].facts["halo"]
    parts = [turn.parts for turn in lanes["bare exact"].turns]
    ratios["projection"] = statistics.median(part["projection"] / part["network"] for part in parts)
    for precision in ("exact", "fastest"):
        for other in ("onnxruntime", "SPAN", "Deepness", "gdalwarp", "Real-ESRGAN x4plus"):
            ratios[f"{precision}/{other}"] = ratio(other, precision)
    if bf16:
        ratios["fastest/exact"] = ratio("exact", "fastest")
    return ratios


def growth(sides: dict[int, int], smallest: int) -> tuple[list[Lane], dict[str, float]]:
    """Whole exact runs at larger sides, each beside one at the smallest; how their seconds a pixel grow, and memory."""
    lanes, ratios = [], []
    for side, rounds in sides.items():
        with ours(f"exact {smallest}", "exact", smallest) as small, ours(f"exact {side}", "exact", side) as large:
            in_turn([small, large], rounds)
        Path(large.options["output"]).unlink()
        lanes.append(large)
        pairs = zip(small.turns, large.turns)
        ratios.append(statistics.median(b.seconds / b.megapixels * a.megapixels / a.seconds for a, b in pairs))
    return lanes, {"linear": max(max(ratio, 1 / ratio) for ratio in ratios)}


def in_qgis(rounds: int) -> dict[str, float]:
    """Seconds of the algorithm in qgis_process, start of QGIS and worker included."""
    profile, times = Profile(FOLDER / "profile"), []
    source, output = scene(FOLDER, "aerial", 512).absolute(), (FOLDER / "qgis.tif").absolute()
    for _ in range(rounds):
        began = time.perf_counter()
        profile.run("rastergan:upscale", INPUT=source, MODEL=MODEL, OUTPUT=output)
        times.append(time.perf_counter() - began)
    return {"qgis": statistics.median(times)}


def rows(lanes: Sequence[Lane]) -> list[dict[str, Any]]:
    """Of the table and of the kept file."""
    table = []
    for lane in lanes:
        seconds, megapixels = statistics.median(turn.seconds for turn in lane.turns), lane.turns[0].megapixels
        settings = ", ".join(
            f"{name} {lane.facts[name]}" for name in ("tile", "kind", "precision") if name in lane.facts
        )
        row = {"name": lane.name, "megapixels": megapixels, "seconds": seconds, "pace": megapixels / seconds}
        row |= {"peak_gb": lane.peak / 1e9, "settings": settings}
        table.append({**row, "facts": lane.facts, "turns": [turn._asdict() for turn in lane.turns]})
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small sides, one round: no figures to quote")
    parser.add_argument("--against", type=Path, metavar="FILE", help="an earlier run's file: print the ratios to it")
    parser.add_argument("--scene", action="store_true", help="only a Sentinel-2 scene, 10,980 pixels squared")
    parser.add_argument("--profile", action="store_true", help="only where the time of a run goes")
    options = parser.parse_args()
    FOLDER.mkdir(parents=True, exist_ok=True)
    described = machine.described()
    print(json.dumps(described, indent=1), flush=True)
    if options.profile:
        print(profiling.profiled(scene(FOLDER, "aerial", 512 if options.quick else SMALL), FOLDER))
        return
    if options.scene:
        lanes, figures = whole_scene.measured(FOLDER, 1024 if options.quick else whole_scene.SIDE)
    else:
        lanes, figures = everybody(options.quick)
    run = {"machine": described, "quick": options.quick, "contenders": rows(lanes), "figures": figures}
    kept = FOLDER / f"{time.strftime('%Y%m%d-%H%M%S')}.json"
    kept.write_text(json.dumps(run, indent=1))
    wanted = [target.key for target in table.TARGETS if target.key.startswith("scene") == options.scene]
    if options.quick:
        print("\nNo figures to quote: --quick")
    print(f"\n{table.contenders(run['contenders'])}\n\n{table.targets(figures, wanted)}\n")
    if options.against:
        print(f"{table.against(run, json.loads(options.against.read_text()))}\n")
    print(kept)


def everybody(quick: bool) -> tuple[list[Lane], dict[str, float]]:
    """All that one run without options measures."""
    from tools.bench import ncnn

    ncnn.fetched(WEIGHTS)
    rounds = 1 if quick else ROUNDS
    side, larger = (WARM, QUICK) if quick else (SMALL, LARGER)
    lanes, figures = small_rounds(side, rounds)
    large, grown = growth(larger, side)
    peak = max(lane.peak for lane in (*lanes, *large) if lane.prepare.endswith(":whole"))
    return [*lanes, *large], {**figures, **grown, "memory": peak / 1e9, **in_qgis(rounds)}


if __name__ == "__main__":
    main()
