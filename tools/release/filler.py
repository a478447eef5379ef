"""Turn the checkpoints of `fillgaps`' network into its model file with a card, measured as `make bench-fill` does.

python -m tools.release.filler --imagery FOLDER --checkpoints FOLDER [--game SHARE] [--output FOLDER]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch

from gan_core import __version__
from gan_core.api.library import BUILT_IN
from gan_core.api.model_card import SUFFIX, ModelCard
from gan_core.inference import model
from gan_core.networks import build
from gan_core.networks.filler import FillerNetwork
from gan_core.training import checkpoint
from tools.bench import fill
from tools.common.picture import enlarged, mosaic, write_png
from tools.common.scenes import UNSEEN, scene
from tools.pretrain.filler import ARGUMENTS, NAME, SEED
from tools.release.card_texts import ATTRIBUTION

TITLE = "Gaps: roads and edges go on, with another date beside it or without"
LIMITS = (
    "Trained on Sentinel-2 scenes of eight places and aerial photographs with gaps of up to 52 pixels cut out, in half of them "
    "beside a reference that was made of other bands of the same image. Without a reference nothing is known of what lies in a "
    "gap: what is far from its edge is the likeliest, not what was there. Never measure in it. GAN weights make texture up."
)
PROTOCOL = (
    "gaps cut out of images that nothing was learned from; RMSE in standard deviations of each band, all gaps together, and "
    "EfficientNet-lite0's feature distance, both of gdal.FillNodata's (distance 100); border of 16 pixels left out"
)
SIDE, TOP, LEFT = 100, 90, 60
"""Of the card's example, pixels."""


def between(weights: dict[str, torch.Tensor], game: dict[str, torch.Tensor], share: float) -> dict[str, torch.Tensor]:
    """Weights, `share` of the way to the game's."""
    return {name: torch.lerp(weight, game[name], share) for name, weight in weights.items()}


def network_of(weights: dict[str, torch.Tensor]) -> FillerNetwork:
    network = build("filler", ARGUMENTS)
    network.load_state_dict(weights)
    return network.eval().requires_grad_(False)  # type: ignore[return-value]


def example(imagery: Path, network: FillerNetwork) -> np.ndarray:
    """What people see on the card: gaps, filled, the truth; (3, H, W) in 0..1."""
    image = fill.whole(scene(imagery, UNSEEN).fine[[2, 1, 0]])
    case = fill.Case(image, ~fill.GAPS["holes of 32"](image.shape[1:]))
    shown = [np.where(case.known, image, np.nan), fill.ours(network)(case), image]
    pieces = [each[:, TOP : TOP + SIDE, LEFT : LEFT + SIDE] for each in shown]
    low, high = np.percentile(pieces[2], (1, 99), axis=(1, 2), keepdims=True)
    scaled = [np.nan_to_num(((piece - low) / (high - low)).clip(0, 1)) for piece in pieces]
    return mosaic([enlarged(piece, 3 * SIDE, "nearest") for piece in scaled], 3)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--imagery", type=Path, required=True)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument(
        "--game", type=float, default=0.0, help="how far to the game's weights the GAN's lie; 0: none ship"
    )
    parser.add_argument("--output", type=Path, default=BUILT_IN, help="the built-in models' folder when left out")
    options = parser.parse_args()
    tensors, facts = checkpoint.load(options.checkpoints / f"{NAME}{SUFFIX}")
    weights = {"l1": checkpoint.below("ema", tensors)}
    if options.game:
        game, _ = checkpoint.load(options.checkpoints / f"{NAME}-game{SUFFIX}")
        weights["gan"] = between(weights["l1"], checkpoint.below("ema", game), options.game)
    names = {"l1": fill.FAITHFUL, "gan": fill.DETAILED}
    networks = {names[key]: network_of(each) for key, each in weights.items()}
    tables = fill.cut(options.imagery, options.checkpoints, networks)
    metrics = {
        title: {method: {key: round(value, 3) for key, value in row.items()} for method, row in table.items()}
        for title, table in tables.items()
    }
    network = networks[fill.FAITHFUL]
    card = ModelCard(
        id=NAME,
        title=TITLE,
        task="fillgaps",
        architecture="filler",
        arguments=ARGUMENTS,
        scale=1,
        bands=["any"],
        halo=network.reach,
        tensors_sha256="",
        metrics={"protocol": PROTOCOL, **metrics},
        training={
            "seed": SEED,
            "steps": facts["before"] + facts["step"],
            "left out": UNSEEN,
            "code_version": __version__,
            "torch": torch.__version__.split("+")[0],
        },
        licence="GPL-2.0-or-later",
        attribution=ATTRIBUTION,
        limits=LIMITS,
    )
    path = options.output / f"{NAME}{SUFFIX}"
    model.save(path, card, weights)
    write_png(example(options.imagery, network), path.with_suffix(".png"))
    print(fill.printed(tables), flush=True)


if __name__ == "__main__":
    main()
