"""Train the networks of `sharpen`.  Seeded, and resumed from its checkpoint wherever it was stopped.

There are no GAN's weights.  They were tried: 1,200 steps from the faithful ones on, a patch discriminator that sees the guide
beside the image (weight .004) and a VGG16's features (.04).  To another feature network (EfficientNet-lite0, three false
colors) the half-way mixture is 2 to 3 % nearer to the truth, which nobody sees, at .2 % more RMSE and .6 % more SAM; all the
way 0 to 3 % nearer, at 1.5 and 2.4 % more: detail that the guide shows needs no inventing.

python -m tools.pretrain.sharpener sharpen-sentinel2 --imagery FOLDER --checkpoints FOLDER [--corpus FOLDER] [--more STEPS]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from gan_core.networks import build
from gan_core.training.module import Schedule
from gan_core.training.sharpening import SharpeningBatches, SharpeningModule
from tools.pretrain.loop import go_on, train
from tools.pretrain.pan_batches import PanBatches
from tools.pretrain.sentinel2_batches import Sentinel2Batches

ARGUMENTS = {
    "sharpen-sentinel2": {"bands": 8, "guides": 4, "features": 48, "blocks": 3},
    "sharpen-pan": {"bands": 1, "guides": 2, "features": 32, "blocks": 4},
}
SCHEDULES = {
    "sharpen-sentinel2": Schedule(steps=5000, batch=12, muon_lr=0.02, adam_lr=1e-3),
    "sharpen-pan": Schedule(steps=2600, batch=8, muon_lr=0.02, adam_lr=1e-3),
}
SEED = 22


def start(name: str, imagery: Path, checkpoints: Path, corpus: Path | None) -> SharpeningModule:
    torch.manual_seed(SEED)
    network = build("sharpener", ARGUMENTS[name])
    pan = name == "sharpen-pan"
    batches: SharpeningBatches = PanBatches.of(imagery, corpus) if pan else Sentinel2Batches.of(imagery, checkpoints)
    return SharpeningModule(network, batches, SCHEDULES[name], low_precision=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", choices=sorted(ARGUMENTS))
    parser.add_argument("--imagery", type=Path, required=True)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--corpus", type=Path, help="more ground for sharpen-pan")
    parser.add_argument("--more", type=int, metavar="STEPS", help="go on from the shipped model file, STEPS further")
    options = parser.parse_args()
    module = start(options.model, options.imagery, options.checkpoints, options.corpus)
    if options.more:
        go_on(module, options.model, options.more)
    train(module, options.checkpoints / f"{options.model}.safetensors", options.model)


if __name__ == "__main__":
    main()
