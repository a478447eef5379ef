"""Turn a training checkpoint into a model file with its card, and measure it by the corpus' protocol.

python -m tools.release_model upscale-x4 --corpus FOLDER --checkpoints FOLDER
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

import torch

from gan_core import __version__
from gan_core.cards import SUFFIX, ModelCard
from gan_core.inference import model
from gan_core.inference.halo import measured_halo
from gan_core.library import BUILT_IN, entries
from gan_core.networks import build
from gan_core.training import checkpoint
from tools.corpus import fingerprint, photographs
from tools.protocol import baselines, measured
from tools.recipes import RECIPES, Recipe

ATTRIBUTION = [
    "MaptimeBogota, Fotos-UPZ-Niza-NizaReal (public domain)",
    "pierotofy, drone_dataset_brighton_beach (BSD-2-Clause)",
    "OpenDroneMap, odm_data_caliterra (CC0)",
    "OpenStreetMap Polska and A. Zaborowski, odm_boruszyn_kap (CC-BY 3.0)",
]
LIMITS = (
    "Trained on 67 drone photographs only (Bogota, Brighton, Texas, Boruszyn; 8-bit red, green, blue; pixels of about 5 to "
    "80 cm), seen through a sensor that averages over each pixel. It has not seen satellite imagery, other bands, noise "
    "or compression: on those it sharpens what is there, and every detail finer than a pixel is a guess."
)


README = Path(__file__).resolve().parents[1] / "README.md"
TABLE = re.compile(r"(<!-- figures -->\n).*(<!-- /figures -->)", re.DOTALL)


def table() -> str:
    """The figures of every built-in model, from their cards."""
    lines = [
        "| model | steps | place | bicubic | bicubic + back-projection | model | gain |",
        "|---|---|---|---|---|---|---|",
    ]
    for entry in entries().values():
        figures = entry.card.metrics
        for place in ("city", "all"):
            bicubic, projected, own = (figures[name][place] for name in ("bicubic", "bicubic+back-projection", "model"))
            lines.append(
                f"| `{entry.card.id}` | {entry.card.training['steps']} | {place} "
                f"| {bicubic:.2f} | {projected:.2f} | {own:.2f} | +{own - projected:.2f} |"
            )
    return "\n".join(lines) + "\n"


def title(recipe: Recipe) -> str:
    kind = "colour, other bands one by one" if recipe.bands == 3 else "every band by itself"
    return f"x{recipe.scale}: {kind}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="+", choices=sorted(RECIPES))
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--checkpoints", type=Path, required=True)
    options = parser.parse_args()
    truth = photographs(options.corpus, "validation")
    for name in options.models:
        recipe = RECIPES[name]
        tensors, facts = checkpoint.load(options.checkpoints / f"{name}{SUFFIX}")
        network = build("span", recipe.arguments)
        network.load_state_dict(checkpoint.below("ema", tensors))
        halo, exact = measured_halo(network, recipe.bands, "bicubic")
        card = ModelCard(
            id=name,
            title=title(recipe),
            task="upscale",
            architecture="span",
            arguments=recipe.arguments,
            scale=recipe.scale,
            bands=["red", "green", "blue"] if recipe.bands == 3 else ["any"],
            halo=halo,
            seam_exact=exact,
            tensors_sha256="",
            metrics={
                "protocol": "PSNR in dB on the corpus' validation images: mean of scale x scale blocks in float, upscaled, "
                "clipped, rounded to 8 bits, all bands, border of 8 pixels left out, mean over images; 'all' is the mean over "
                "the sources",
                "model": measured(truth, recipe.scale, network.eval()),
                **baselines(truth, recipe.scale),
            },
            training={
                "steps": facts["step"],
                "seed": recipe.seed,
                "parent": recipe.parent,
                "patch": recipe.patch,
                "loss": "Charbonnier after the consistency projection",
                "corpus_sha256": fingerprint(options.corpus),
                "code_version": __version__,
                "torch": torch.__version__.split("+")[0],
            },
            licence="GPL-2.0-or-later",
            attribution=ATTRIBUTION,
            limits=LIMITS,
        )
        written = model.save(BUILT_IN / f"{name}{SUFFIX}", card, {"l1": network.state_dict()})
        (BUILT_IN / f"{name}{SUFFIX}").chmod(0o644)
        print(name, halo, written.metrics, flush=True)
    README.write_text(TABLE.sub(lambda match: match[1] + table() + match[2], README.read_text()))


if __name__ == "__main__":
    main()
