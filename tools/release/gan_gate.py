"""What speaks against shipping a GAN's weights, measured behind the sensors that people have."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch

from gan_core.evaluation.gan_gate import GateScores, measure, objections
from tools.bench.efficientnet import Features
from tools.bench.measures import inner
from tools.bench.protocol import by_network, finer
from tools.common.sensor_grid import SOFT, SOFTER, degraded
from tools.common.validation import Pieces, target


@torch.inference_mode()
def unfit(
    networks: Mapping[str, torch.nn.Module], arguments: Mapping[str, int], pieces: Pieces, folder: Path
) -> list[str]:
    """networks: "l1" the faithful one, "gan" the other.  folder: where the judging network's weights are kept."""
    features, scale = Features(folder), arguments["scale"]
    rows: dict[str, list[GateScores]] = {name: [] for name in networks}
    for seed, truth in enumerate(target(piece) for own in pieces.values() for piece in own):
        for point in (SOFT, SOFTER):
            low_res = degraded(truth, scale, point, seed)
            for name, network in networks.items():
                image = finer(low_res, scale, by_network(network, arguments, point.sensor))
                rows[name].append(
                    measure(low_res[0], image[0], truth[0], lambda batch: features(inner(batch[:, :3]))[0])
                )
    return objections(rows["l1"], rows["gan"])
