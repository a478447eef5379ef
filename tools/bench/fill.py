"""The tables of `fillgaps`: `make bench-fill IMAGERY=folder`.

Gaps are cut out of Sentinel-2 scenes and aerial images that nothing was learned from, filled, and held against what was there:
stripes of 8 pixels in every 32, as Landsat 7 has them, and round holes of 32.  Beside them gdal.FillNodata with its distance of
100.  DATES=folder adds a second date: every folder in it holds rasters of one place on one grid, one for each date.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, Optional

import numpy as np
import torch
from osgeo import gdal

from gan_core.api import library
from gan_core.filling.filler import Filler
from gan_core.filling.prediction import moments
from gan_core.inference import model
from gan_core.metrics.perceptual import feature_distance
from gan_core.networks.filler import FillerNetwork
from gan_core.sharpening.statistics import Statistics
from tools.bench.efficientnet import Features
from tools.common.corpus import aerial
from tools.common.gaps import cloud, holes, stripes
from tools.common.scenes import UNSEEN, names, scene

gdal.UseExceptions()
OUTPUT = Path("build/bench/fill")
NAME = "fill-gaps"
DISTANCE = 100
"""Pixels that GDAL looks for known ones."""
BORDER = 16
"""Pixels at each side that are left out."""
REACH = 64
EVERY = 8
"""Of the aerial validation images, one in so many."""
WHOLE = 32
"""Sides are multiples of it: the feature network halves its image so often."""
SHOWN = (0.01, 0.99)
"""The quantiles between which the feature network sees a band."""
GAPS: Mapping[str, Callable[[tuple[int, int]], np.ndarray]] = {
    "stripes of 8": lambda shape: stripes(shape, 8, 32, 0.12),
    "holes of 32": lambda shape: holes(shape, 32, 80),
}
GDAL, LINES, FAITHFUL, DETAILED = "GDAL", "lines", "network", "network, GAN"


class Case(NamedTuple):
    """An image, its gaps, and what another date shows of it."""

    image: np.ndarray
    """(C, H, W) float32."""
    known: np.ndarray
    """(H, W) bool."""
    reference: Optional[np.ndarray] = None
    """(R, H, W) float32."""


Method = Callable[[Case], np.ndarray]


def by_gdal(case: Case) -> np.ndarray:
    """What people have: gdal.FillNodata."""
    filled = []
    for band in case.image:
        raster = gdal.GetDriverByName("MEM").Create("", case.known.shape[1], case.known.shape[0], 2, gdal.GDT_Float32)
        raster.GetRasterBand(1).WriteArray(np.where(case.known, band, 0))
        raster.GetRasterBand(2).WriteArray(case.known.astype(np.float32))
        gdal.FillNodata(raster.GetRasterBand(1), raster.GetRasterBand(2), DISTANCE, 0)
        filled.append(raster.GetRasterBand(1).ReadAsArray())
    return np.stack(filled)


def ours(network: Optional[FillerNetwork], guided: bool = False) -> Method:
    """guided: by the reference."""

    def method(case: Case) -> np.ndarray:
        image, known = torch.from_numpy(case.image), torch.from_numpy(case.known).expand(case.image.shape)
        bands = Statistics.of([band[case.known] for band in case.image])
        if not guided or case.reference is None:
            return Filler(bands, REACH, network)(image, known).values.numpy()
        reference, everywhere = torch.from_numpy(case.reference), torch.ones(case.known.shape, dtype=torch.bool)
        other = Statistics.of(list(case.reference))
        sums = moments(bands.normalized(image), other.normalized(reference), known[0])
        filler = Filler(bands, REACH, network, other, sums.mean((1, 2)) / sums[0].mean())
        return filler(image, known, reference, everywhere).values.numpy()

    return method


def matched(case: Case) -> np.ndarray:
    """The other date's pixels, each band's histogram made that of the image's known pixels."""
    assert case.reference is not None
    filled = case.image.copy()
    for band, other in zip(filled, case.reference):
        ranks, wanted = np.sort(other[case.known]), np.sort(band[case.known])
        share = np.interp(other[~case.known], ranks, np.linspace(0, 1, len(ranks)))
        band[~case.known] = np.interp(share, np.linspace(0, 1, len(wanted)), wanted)
    return filled


def squared(made: np.ndarray, case: Case) -> float:
    """Mean squared error in the gaps, every band in its own standard deviations."""
    gaps = ~case.known
    gaps[:BORDER] = gaps[-BORDER:] = gaps[:, :BORDER] = gaps[:, -BORDER:] = False
    spread = case.image.std((1, 2)) + 1e-6
    return float((((made - case.image)[:, gaps] / spread[:, None]) ** 2).mean())


def pictures(image: np.ndarray, like: np.ndarray) -> torch.Tensor:
    """(1, 3, H, W) in 0..1, the range taken from `like`."""
    low, high = np.quantile(like[:3], SHOWN, axis=(1, 2), keepdims=True)
    return torch.from_numpy(((image[:3] - low) / (high - low)).clip(0, 1).astype(np.float32))[None]


def ratios(
    cases: Sequence[Case], methods: Mapping[str, Method], features: Optional[Features]
) -> dict[str, dict[str, float]]:
    """By method: RMSE of all gaps, and the feature distance, of GDAL's."""
    sums = {name: np.zeros(2) for name in (GDAL, *methods)}
    for case in cases:
        truth = features(pictures(case.image, case.image))[0] if features else []
        for name, method in {GDAL: by_gdal, **methods}.items():
            made = method(case)
            distance = float(feature_distance(features(pictures(made, case.image))[0], truth)) if features else 0.0
            sums[name] += squared(made, case), distance
    base = sums[GDAL]
    return {
        name: {"RMSE": float(np.sqrt(total[0] / base[0])), **({"features": total[1] / base[1]} if features else {})}
        for name, total in sums.items()
        if name != GDAL
    }


def scenes(imagery: Path) -> Iterator[np.ndarray]:
    """Sentinel-2 at 10 m, B4, B3, B2, B8."""
    for name in [*names(imagery, "validation"), UNSEEN]:
        yield whole(scene(imagery, name).fine[[2, 1, 0, 3]])


def photographs(imagery: Path) -> Iterator[np.ndarray]:
    for image in list(aerial(imagery, "validation").values())[::EVERY]:
        yield whole(image[:3].astype(np.float32))


def whole(image: np.ndarray) -> np.ndarray:
    height, width = (side // WHOLE * WHOLE for side in image.shape[1:])
    return np.ascontiguousarray(image[:, :height, :width])


def cut(
    imagery: Path, downloads: Path, networks: Mapping[str, FillerNetwork]
) -> dict[str, dict[str, dict[str, float]]]:
    """By kind of imagery and of gap."""
    features = Features(downloads)
    methods = {LINES: ours(None), **{name: ours(network) for name, network in networks.items()}}
    sets = {"Sentinel-2": list(scenes(imagery)), "aerial": list(photographs(imagery))}
    return {
        f"{kind}, {gap}": ratios([Case(image, ~shape(image.shape[1:])) for image in images], methods, features)
        for kind, images in sets.items()
        for gap, shape in GAPS.items()
    }


def dated(folder: Path, networks: Mapping[str, FillerNetwork]) -> dict[str, dict[str, dict[str, float]]]:
    """By place and pair of dates: what another date tells."""
    methods: dict[str, Method] = {"copied, histogram matched": matched, "regression": ours(None, guided=True)}
    methods |= {f"{name} beside it": ours(network, guided=True) for name, network in networks.items()}
    methods |= {f"{name} alone": ours(network) for name, network in networks.items()}
    tables = {}
    for place in sorted(path for path in folder.iterdir() if path.is_dir()):
        dates = {
            path.stem: gdal.Open(str(path)).ReadAsArray().astype(np.float32) for path in sorted(place.glob("*.tif"))
        }
        for one, image in dates.items():
            for other, reference in dates.items():
                if one != other:
                    rng = np.random.default_rng(len(tables))
                    known = ~cloud(image.shape[1:], 20, 0.3, rng)
                    tables[f"{place.name}: {one} by {other}"] = ratios([Case(image, known, reference)], methods, None)
    return tables


def printed(tables: Mapping[str, Mapping[str, Mapping[str, float]]]) -> str:
    """A row for each kind of gap and method."""
    lines = ["| what | method | RMSE of GDAL's | feature distance of GDAL's |", "|---|---|---|---|"]
    for title, table in tables.items():
        for method, row in table.items():
            distance = f"{row['features']:.3f}" if "features" in row else ""
            lines.append(f"| {title} | {method} | {row['RMSE']:.3f} | {distance} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--imagery", type=Path, required=True)
    parser.add_argument("--dates", type=Path)
    parser.add_argument("--output", type=Path, default=OUTPUT)
    options = parser.parse_args()
    entry = library.find(NAME)
    strengths = {FAITHFUL: 0.0, **({DETAILED: 1.0} if "gan" in entry.card.weights else {})}
    networks = {name: model.load(entry.path, strength).network for name, strength in strengths.items()}
    tables = cut(options.imagery, options.output, networks)  # type: ignore[arg-type]
    if options.dates:
        tables |= dated(options.dates, networks)  # type: ignore[arg-type]
    options.output.mkdir(parents=True, exist_ok=True)
    (options.output / "tables.json").write_text(json.dumps(tables, indent=1))
    print(printed(tables))


if __name__ == "__main__":
    main()
