"""Real Sentinel-2 scenes four times as fine, for a person to judge: through the whole plugin's engine, beside its peers.

python -m tools.bench.sentinel_pictures --imagery FOLDER
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from osgeo import gdal

from gan_core import tasks
from gan_core.api.jobs.raster import UpscaleJob
from tools.bench import ncnn
from tools.bench.ours import Quiet
from tools.common.picture import enlarged, gradient_energy, mosaic, write_png

SCENES = (
    "S2L2A_637U_59R_1_3",
    "S2A_MSIL2A_20171221T112501_56_35",
    "S2A_MSIL1C_20170527_T33UUB",
    "S2B_MSIL1C_20171022_T49JGM",
    "S2L2A_282D_485L_3_3",
    "S2L1C_38D_378R_2_3",
)
"""The first two were not trained on."""
MODEL, SCALE = "upscale-x4", 4
SHOWN, MARGIN = 64, 16
"""Side of what is shown, and around it what Real-ESRGAN sees too, pixels of the scene."""
SIDE = 512
"""Of a panel, pixels of the picture."""
COLUMNS = ("input", "bicubic", f"`{MODEL}`", f"`{MODEL}` at 1", "Real-ESRGAN x4plus")
STRETCH = (1, 99)
"""Percentiles of the scene that become black and white."""


def colors(path: Path) -> tuple[int, int, int]:
    """The numbers of the bands that show red, green and blue: the files have two orders."""
    return (1, 2, 3) if "_MSIL1C_" in path.name else (3, 2, 1)


def picture(path: Path, weights: Path) -> np.ndarray:
    """COLUMNS side by side, (3, H, W) in 0..1: the liveliest part of a scene."""
    bands = colors(path)
    scene = read(path, bands)
    low, high = np.percentile(scene, STRETCH)
    top, left = liveliest(scene)
    near = scene[:, top - MARGIN : top + SHOWN + MARGIN, left - MARGIN : left + SHOWN + MARGIN]
    near = ((near - low) / (high - low)).astype(np.float32)
    inner = slice(MARGIN, MARGIN + SHOWN)
    panels = [enlarged(near[:, inner, inner], SIDE, "nearest"), cut(enlarged(near, len(near[0]) * SCALE, "bicubic"))]
    panels += [
        (image[:, SCALE * top : SCALE * (top + SHOWN), SCALE * left : SCALE * (left + SHOWN)] - low) / (high - low)
        for image in upscaled(path, bands)
    ]
    upscale = ncnn.upscaling(ncnn.PEERS[0], weights)
    peer = torch.nn.functional.pixel_shuffle(upscale(torch.from_numpy(near)[None]), SCALE)[0].numpy()
    panels.append(cut(peer))
    return mosaic([enlarged(panel.astype(np.float32), SIDE, "nearest").clip(0, 1) for panel in panels], len(panels))


def cut(image: np.ndarray) -> np.ndarray:
    """Without the margin."""
    inner = slice(SCALE * MARGIN, SCALE * (MARGIN + SHOWN))
    return image[:, inner, inner]


def read(path: Path, bands: Sequence[int]) -> np.ndarray:
    """(3, H, W)."""
    values: np.ndarray = gdal.Open(str(path)).ReadAsArray(band_list=list(bands)).astype(np.float32)
    return values


def liveliest(scene: np.ndarray) -> tuple[int, int]:
    """Top and left, with a margin on all sides."""
    tops, lefts = (
        range(MARGIN, length - SHOWN - MARGIN + 1, max(1, min(SHOWN // 2, length - SHOWN - 2 * MARGIN)))
        for length in scene.shape[1:]
    )
    corners = [(top, left) for top in tops for left in lefts]
    return max(corners, key=lambda at: gradient_energy(scene[:, at[0] : at[0] + SHOWN, at[1] : at[1] + SHOWN]))


def upscaled(path: Path, bands: tuple[int, int, int]) -> Iterator[np.ndarray]:
    """The scene as the plugin makes it: at the strength that it takes by itself, and at 1."""
    with tempfile.TemporaryDirectory() as folder:
        for strength in (None, 1.0):
            output = Path(folder) / f"{strength}.tif"
            job = UpscaleJob(str(path), str(output), model=MODEL, bands=bands, strength=strength, job_file=False)
            tasks.run(job, Quiet())
            yield read(output, bands)


def write(imagery: Path, folder: Path, weights: Path, count: int = len(SCENES)) -> list[str]:
    """The pictures into `folder`, and Markdown that shows them.  weights: the folder of Real-ESRGAN's."""
    text = [", ".join(COLUMNS)]
    for name in SCENES[:count]:
        path = folder / f"sentinel2_{name}.png"
        write_png(picture(imagery / "sentinel2" / f"{name}_10m.tif", weights), path)
        text.append(f"{name}\n\n![]({path.name})")
        print(path, flush=True)
    return text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--imagery", type=Path, required=True)
    parser.add_argument("--folder", type=Path, default=Path("build/quality"))
    parser.add_argument("--scenes", type=int, default=len(SCENES), help="how many")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    weights = Path("build/peers")
    ncnn.fetched(weights)
    write(options.imagery, options.folder, weights, options.scenes)


if __name__ == "__main__":
    main()
