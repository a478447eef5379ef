"""Train the network of `fillgaps`.  Seeded, and resumed from its checkpoint wherever it was stopped.

python -m tools.pretrain.filler --imagery FOLDER --checkpoints FOLDER [--more STEPS]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch

from gan_core.networks import build
from gan_core.training.filling import FillingModule
from gan_core.training.module import Schedule
from tools.pretrain.filler_batches import FillerBatches
from tools.pretrain.loop import go_on, train

NAME = "fill-gaps"
ARGUMENTS = {"features": 48, "blocks": 2}
SCHEDULE = Schedule(steps=8000, batch=6, muon_lr=0.02, adam_lr=1e-3)
SEED = 25


def start(imagery: Path, checkpoints: Path) -> FillingModule:
    torch.manual_seed(SEED)
    return FillingModule(
        build("filler", ARGUMENTS), FillerBatches.of(imagery, checkpoints), SCHEDULE, low_precision=True
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--imagery", type=Path, required=True)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--more", type=int, metavar="STEPS", help="go on from the shipped model file, STEPS further")
    options = parser.parse_args()
    module = start(options.imagery, options.checkpoints)
    if options.more:
        go_on(module, NAME, options.more)
    train(module, options.checkpoints / f"{NAME}.safetensors", NAME)


if __name__ == "__main__":
    main()
