"""What speaks against shipping a GAN's weights, measured on the validation images."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import torch

from gan_core.training.gate import Figures, figures, objections
from tools.corpus import photographs
from tools.efficientnet import Features
from tools.protocol import by_network, seen_and_made
from tools.quality import PATCH, patches


@torch.inference_mode()
def unfit(scale: int, networks: Mapping[str, torch.nn.Module], corpus: Path, folder: Path) -> list[str]:
    """networks: "l1" the faithful one, "gan" the other.  folder: where the judging network's weights are kept."""
    judge, found = Features(folder), {kind: list[Figures]() for kind in networks}
    for image in photographs(corpus, "validation").values():
        height, width = (side - side % PATCH for side in image.shape[1:])
        target = torch.from_numpy(image[:, :height, :width].astype(np.float32) / 255)[None]
        for kind, network in networks.items():
            seen, made = seen_and_made(target, scale, by_network(network))
            found[kind].append(figures(seen[0], made[0].clamp(0, 1), target[0], lambda batch: judge(patches(batch))[0]))
    return objections(found["l1"], found["gan"])
