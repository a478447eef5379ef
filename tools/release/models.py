"""Turn training checkpoints into model files with their cards, measured behind the sensors of the grid.

python -m tools.release.models upscale-x4 ... --corpus FOLDER --imagery FOLDER --checkpoints FOLDER [--output FOLDER]
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch

from gan_core import __version__
from gan_core.api import library
from gan_core.api.library import BUILT_IN
from gan_core.api.model_card import SUFFIX, ModelCard
from gan_core.inference import memory, model
from gan_core.inference.halo import measured_halo
from gan_core.networks import build
from gan_core.training import checkpoint
from tools.bench.degradations import FAULTS
from tools.bench.protocol import bicubic, by_network, cleaning, finer, projected, quality
from tools.common.corpus import aerial, fingerprint, photographs
from tools.common.picture import enlarged, mosaic, write_png
from tools.common.sensor_grid import SOFTER, USUAL_POINTS, Point, degraded
from tools.common.validation import Pieces, target, validation
from tools.pretrain import calibrate
from tools.pretrain.generator import Folders, Weights, weights_of
from tools.pretrain.recipes import BORROWED, CONDITIONS, FAITHFUL, FULL, GAN, Recipe
from tools.release import detail, readme_figures
from tools.release.card_texts import ATTRIBUTION, BANDS, PROTOCOL, limits, title
from tools.release.gan_gate import unfit
from tools.release.readme_figures import BICUBIC, PROJECTED

Networks = Mapping[str, torch.nn.Module]
"""By kind of weights."""
MOST, JUDGED = 16, 4
"""Pieces of a set that are measured, and that the gate looks at."""
SIDE = 160
EXAMPLES = {3: ("bogota_019.webp", 300, 600), 4: ("naip_rgbn/riverside_2020_11.webp", 48, 48)}
"""By bands, where the cards' example is cut from: images in the public domain."""


def measured(recipe: Recipe, networks: Networks, pieces: Pieces) -> dict[str, Any]:
    """What a card says of its weights: "model" the faithful ones, "gan" the GAN's."""
    names = {key: "model" if key == "l1" else key for key in networks}
    if recipe.task == "enhance":
        return {name: cleaned(recipe, networks[key], pieces) for key, name in names.items()}
    return {point.name: behind(point, recipe, networks, pieces) for point in USUAL_POINTS}


def behind(point: Point, recipe: Recipe, networks: Networks, pieces: Pieces) -> dict[str, dict[str, float]]:
    """By method, PSNR in dB by set."""
    upscales = {BICUBIC: bicubic(recipe.scale), PROJECTED: projected(recipe.scale)}
    for key, network in networks.items():
        upscales["model" if key == "l1" else key] = by_network(network, recipe.arguments, point.sensor)
    return {name: quality(pieces, recipe.scale, point, upscale) for name, upscale in upscales.items()}


def cleaned(recipe: Recipe, network: torch.nn.Module, pieces: Pieces) -> dict[str, dict[str, float]]:
    """By fault, and by sensor of the grid."""
    rows = {}
    for name, fault in FAULTS.items():
        rows[name] = cleaning(pieces, fault.see, by_network(network, recipe.arguments, fault.sensor))
    for point in USUAL_POINTS[1:]:
        enhance = by_network(network, recipe.arguments, point.sensor)
        rows[point.name] = cleaning(pieces, lambda truth, seed, at=point: degraded(truth, 1, at, seed), enhance)
    return rows


@torch.inference_mode()
def example(recipe: Recipe, networks: Networks, folders: Folders) -> np.ndarray:
    """What people see on the card: the input, what each set of weights makes of it, and the truth; (3, H, W) in 0..1."""
    name, top, left = EXAMPLES[max(3, recipe.bands)]
    images = aerial(folders.imagery, "validation") if "/" in name else photographs(folders.corpus, "validation")
    truth = target(images[name][:, top : top + SIDE, left : left + SIDE])
    low_res = degraded(truth, recipe.scale, SOFTER, 0)
    images_made = [
        finer(low_res, recipe.scale, by_network(network, recipe.arguments, SOFTER.sensor))
        for network in networks.values()
    ]
    panels = [enlarged(panel[0, :3].numpy(), 2 * SIDE, "nearest") for panel in (low_res, *images_made, truth)]
    return mosaic(panels, len(panels))


def trained(name: str, checkpoints: Path) -> tuple[dict[str, torch.nn.Module], int]:
    """The networks by kind of weights, from their checkpoints, or the faithful one as shipped; and its steps."""
    recipe = FAITHFUL[name]
    weights = {"l1": faithful_weights(name, checkpoints)}
    game = detailed(name, checkpoints)
    if game is not None:
        weights["gan"] = detail.eased(weights["l1"], game, FULL[name])
    networks = {}
    for key, tensors in weights.items():
        networks[key] = build(recipe.network, recipe.arguments).eval().requires_grad_(False)
        networks[key].load_state_dict(tensors)
    path = checkpoints / f"{name}{SUFFIX}"
    if not path.exists():  # another sitting's: as shipped
        return networks, library.find(name).card.training["steps"]
    facts = checkpoint.load(path)[1]
    return networks, facts["step"] + facts["before"]


def faithful_weights(name: str, checkpoints: Path) -> Weights:
    return weights_of(name, checkpoints)[0]


def detailed(name: str, checkpoints: Path) -> Weights | None:
    """The weights of the model's game, or with what it borrows of another's; None where nothing was played."""
    lender = BORROWED.get(name, name)
    path = checkpoints / f"{lender}.gan{SUFFIX}"
    if lender not in GAN or not path.exists():
        return None
    game = checkpoint.below("ema", checkpoint.load(path)[0])
    if lender == name:
        return game
    faithful, lent = (faithful_weights(each, checkpoints) for each in (name, lender))
    return detail.borrowed(faithful, lent, game, FAITHFUL[lender].bands, FAITHFUL[name].bands)


def gated(
    name: str, networks: dict[str, torch.nn.Module], pieces: Pieces, checkpoints: Path
) -> tuple[dict[str, torch.nn.Module], dict[str, Any]]:
    """The networks that may ship, and what the card says of the GAN's."""
    if "gan" not in networks:
        return networks, {}
    against = unfit(networks, FAITHFUL[name].arguments, pieces, checkpoints)
    if against:
        print(f"{name}: the GAN's weights stay out: {'; '.join(against)}", flush=True)
        return {"l1": networks["l1"]}, {"gan refused": against}
    game = GAN[BORROWED.get(name, name)]
    facts = {"steps": game.schedule.steps, "losses": dict(game.weights), "share": FULL[name]}
    return networks, {"gan": {**facts, **({"borrowed from": BORROWED[name]} if name in BORROWED else {})}}


def release(name: str, folders: Folders, output: Path, pieces_of_set: int = MOST) -> None:
    """One model: measured, written, calibrated, with its example picture."""
    recipe = FAITHFUL[name]
    sets = [
        validation(folders.corpus, folders.imagery, recipe.scale, most, range(max(3, recipe.bands)))
        for most in (pieces_of_set, min(JUDGED, pieces_of_set))
    ]
    every, steps = trained(name, folders.checkpoints)
    networks, of_gan = gated(name, every, sets[1], folders.checkpoints)
    halo, exact = measured_halo(networks["l1"], recipe.bands, "bicubic", CONDITIONS)
    card = ModelCard(
        id=name,
        title=title(recipe),
        task=recipe.task,
        architecture=recipe.network,
        arguments=recipe.arguments,
        scale=recipe.scale,
        bands=BANDS[recipe.bands],
        halo=halo,
        seam_exact=exact,
        tensors_sha256="",
        metrics={"protocol": PROTOCOL[recipe.task], **measured(recipe, networks, sets[0])},
        training={**learned_from(recipe, folders), "steps": steps, **of_gan},
        licence="GPL-2.0-or-later",
        attribution=ATTRIBUTION,
        limits=limits(recipe),
    )
    path = output / f"{name}{SUFFIX}"
    written = model.save(path, card, {key: network.state_dict() for key, network in networks.items()})
    written = calibrate.write(library.LibraryEntry(path, written), sets[0])
    write_png(example(recipe, networks, folders), path.with_suffix(".png"))
    print(name, halo, written.metrics, flush=True)


def learned_from(recipe: Recipe, folders: Folders) -> dict[str, Any]:
    return {
        "seed": recipe.seed,
        "parent": recipe.parent,
        "patch": recipe.patch,
        "losses": dict(recipe.weights),
        "corpus_sha256": fingerprint(folders.corpus),
        "imagery_sha256": fingerprint(folders.imagery),
        "code_version": __version__,
        "torch": torch.__version__.split("+")[0],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="+", choices=sorted(FAITHFUL))
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--imagery", type=Path, required=True)
    parser.add_argument("--checkpoints", type=Path, required=True)
    parser.add_argument("--output", type=Path, default=BUILT_IN, help="the built-in models' folder when left out")
    parser.add_argument("--pieces", type=int, default=MOST, help="of a validation set at most")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)
    with memory.kept():
        for name in options.models:
            folders = Folders(options.corpus, options.imagery, options.checkpoints)
            release(name, folders, options.output, options.pieces)
    if options.output == BUILT_IN:
        readme_figures.write()


if __name__ == "__main__":
    main()
