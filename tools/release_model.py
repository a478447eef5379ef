"""Turn training checkpoints into model files with their cards, measured by the corpus' protocol.

python -m tools.release_model upscale-x4 ... --corpus FOLDER --checkpoints FOLDER
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any

import numpy as np
import torch

from gan_core import __version__, library
from gan_core.cards import SUFFIX, ModelCard
from gan_core.inference import memory, model
from gan_core.inference.halo import measured_halo
from gan_core.library import BUILT_IN, readable
from gan_core.networks import build
from gan_core.training import checkpoint
from tools import calibrate
from tools.corpus import fingerprint, photographs
from tools.faults import FAULTS
from tools.picture import enlarged, mosaic, write_png
from tools.protocol import CITY, baselines, by_network, each, enhanced, enhancing, projected, summary
from tools.recipes import FAITHFUL, GAN, REFUSED, SHIPPED, Recipe
from tools.unfit import unfit

ATTRIBUTION = [
    "MaptimeBogota, Fotos-UPZ-Niza-NizaReal (public domain)",
    "pierotofy, drone_dataset_brighton_beach (BSD-2-Clause)",
    "OpenDroneMap, odm_data_caliterra (CC0)",
    "OpenStreetMap Polska and A. Zaborowski, odm_boruszyn_kap (CC-BY 3.0)",
]
DATA = (
    "Trained on 67 drone photographs only (a city, a shore with trees, a building site, a village; 8-bit red, green, blue; "
    "pixels of about 5 to 80 cm)"
)
LIMITS = {
    "upscale": f"{DATA}, seen through a sensor that averages over each pixel. It has not seen satellite imagery, other "
    "bands, noise or compression: on those it sharpens what is there, and every detail finer than a pixel is a guess.",
    "enhance": f"{DATA}, with blur, noise, stripes and JPEG artefacts added by a sensor model. It has not seen satellite "
    "imagery or other bands: what looks like noise to it may be fine texture there.",
}
PROTOCOL = {
    "upscale": "PSNR in dB on the corpus' validation images: mean of scale x scale blocks in float, upscaled, clipped, rounded "
    "to 8 bits, all bands, border of 8 pixels left out, mean over images; 'all' is the mean over the sources",
    "enhance": "PSNR in dB before and after on the middle 512 x 512 pixels of the corpus' validation images, one fault at a "
    "time, noise and sharpness estimated by the engine, border of 8 pixels left out, mean over images; change in units of 255",
}
SIDE = 160
EXAMPLE = {"bogota_019.webp": (300, 600)}
"""Where the cards' example is cut from: a photograph in the public domain."""
README = Path(__file__).resolve().parents[1] / "README.md"
TABLES = re.compile(r"(<!-- figures -->\n).*(<!-- /figures -->)", re.DOTALL)


def tables() -> str:
    """The figures of every built-in model, from their cards."""
    cards = [entry.card for entry in readable([BUILT_IN]).values()]
    lines = [
        "| model | steps | place | bicubic | bicubic + back-projection | model | gain |",
        "|---|---|---|---|---|---|---|",
    ]
    for card in (card for card in cards if card.task == "upscale"):
        for place in ("city", "all"):
            bicubic, base, own = (card.metrics[name][place] for name in ("bicubic", "bicubic+back-projection", "model"))
            steps = card.training["steps"]
            lines.append(
                f"| `{card.id}` | {steps} | {place} | {bicubic:.2f} | {base:.2f} | {own:.2f} | +{own - base:.2f} |"
            )
    lines += ["", "| model | steps | fault | before | after | gain |", "|---|---|---|---|---|---|"]
    for card in (card for card in cards if card.task == "enhance"):
        for fault, row in card.metrics["model"].items():
            before, after = row["before"], row["after"]
            gain = f"changes {row['change']:.2f} of 255" if fault == "none" else f"{after - before:+.2f}"
            ideal = "same" if fault == "none" else f"{before:.2f}"
            lines.append(f"| `{card.id}` | {card.training['steps']} | {fault} | {ideal} | {after:.2f} | {gain} |")
    return "\n".join(lines) + "\n"


def title(recipe: Recipe) -> str:
    kind = "colour, other bands one by one" if recipe.bands == 3 else "every band by itself"
    kind += ", small and fast" if recipe.network == "compact" else ""
    return f"x{recipe.scale}: {kind}" if recipe.task == "upscale" else f"clean up: {kind}"


def measured(recipe: Recipe, networks: dict[str, torch.nn.Module], corpus: Path) -> dict[str, Any]:
    """What a card says of its weights: "model" the faithful ones, "gan" the GAN's."""
    truth = photographs(corpus, "validation")
    if recipe.task == "enhance":
        makers = {kind: enhancing(one, recipe.arguments) for kind, one in networks.items()}
        return {"model" if kind == "l1" else kind: enhanced(truth, enhance) for kind, enhance in makers.items()}
    found: dict[str, Any] = baselines(truth, recipe.scale)
    base = each(truth, recipe.scale, projected(recipe.scale))
    for kind, network in networks.items():
        own = each(truth, recipe.scale, by_network(network))
        found["model" if kind == "l1" else kind] = summary(own)
        if kind == "l1":
            found["smallest gain on an image"] = round(min(own[name] - base[name] for name in truth), 3)
    return found


@torch.inference_mode()
def example(recipe: Recipe, networks: dict[str, torch.nn.Module], corpus: Path) -> np.ndarray:
    """What people see on the card: the input, what each set of weights makes of it, and the truth; (3, H, W) in 0..1."""
    name, image = next((name, image) for name, image in photographs(corpus, "validation").items() if CITY in name)
    top, left = EXAMPLE[name]
    truth = image[:, top : top + SIDE, left : left + SIDE]
    if recipe.task == "enhance":
        seen = FAULTS["noise 25"](truth)
        panels = [seen, *(enhancing(one, recipe.arguments)(seen) for one in networks.values()), truth]
        return mosaic([enlarged(panel.astype(np.float32) / 255, 2 * SIDE, "nearest") for panel in panels], len(panels))
    target = torch.from_numpy(truth.astype(np.float32) / 255)[None]
    seen = torch.nn.functional.avg_pool2d(target, recipe.scale)
    made = [torch.nn.functional.pixel_shuffle(by_network(one)(seen), recipe.scale) for one in networks.values()]
    panels = [seen, *(image.clamp(0, 1) for image in made), target]
    return mosaic([enlarged(panel[0].numpy(), 2 * SIDE, "nearest") for panel in panels], len(panels))


def trained(name: str, checkpoints: Path) -> tuple[dict[str, torch.nn.Module], int]:
    """The networks by kind of weights, from their checkpoints, or the faithful one as shipped; and its steps."""
    recipe, networks, steps = FAITHFUL[name], {}, 0
    for kind, file in (("l1", f"{name}{SUFFIX}"), ("gan", f"{name}.gan{SUFFIX}")):
        if kind == "gan" and not (name in GAN and (checkpoints / file).exists()):
            continue
        if kind == "l1" and not (checkpoints / file).exists():  # another sitting's: as shipped
            entry = library.find(name)
            networks[kind], steps = model.load(entry.path).network, entry.card.training["steps"]
            continue
        tensors, facts = checkpoint.load(checkpoints / file)
        networks[kind] = build(recipe.network, recipe.arguments).eval()
        networks[kind].load_state_dict(checkpoint.below("ema", tensors))
        steps = steps or facts["step"] + facts["before"]
    return networks, steps


def gated(
    name: str, networks: dict[str, torch.nn.Module], corpus: Path, checkpoints: Path
) -> tuple[dict[str, torch.nn.Module], dict[str, Any]]:
    """The networks that may ship, and what the card says of the GAN's."""
    if "gan" not in networks:
        return networks, {"gan refused": [REFUSED[name]]} if name in REFUSED else {}
    against = unfit(FAITHFUL[name].scale, networks, corpus, checkpoints)
    if against:
        print(f"{name}: the GAN's weights stay out: {'; '.join(against)}", flush=True)
        return {"l1": networks["l1"]}, {"gan refused": against}
    return networks, {"gan": {"steps": GAN[name].schedule.steps, "losses": dict(GAN[name].weights)}}


def main() -> None:
    with memory.kept():
        release()


def release() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("models", nargs="+", choices=sorted(SHIPPED))
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--checkpoints", type=Path, required=True)
    options = parser.parse_args()
    for name in options.models:
        recipe = FAITHFUL[name]
        every, steps = trained(name, options.checkpoints)
        networks, of_gan = gated(name, every, options.corpus, options.checkpoints)
        halo, exact = measured_halo(networks["l1"], recipe.bands, "bicubic", recipe.told)
        card = ModelCard(
            id=name,
            title=title(recipe),
            task=recipe.task,
            architecture=recipe.network,
            arguments=recipe.arguments,
            scale=recipe.scale,
            bands=["red", "green", "blue"] if recipe.bands == 3 else ["any"],
            halo=halo,
            seam_exact=exact,
            tensors_sha256="",
            metrics={"protocol": PROTOCOL[recipe.task], **measured(recipe, networks, options.corpus)},
            training={
                "steps": steps,
                "seed": recipe.seed,
                "parent": recipe.parent,
                "patch": recipe.patch,
                "losses": dict(recipe.weights),
                "corpus_sha256": fingerprint(options.corpus),
                "code_version": __version__,
                "torch": torch.__version__.split("+")[0],
                **of_gan,
            },
            licence="GPL-2.0-or-later",
            attribution=ATTRIBUTION,
            limits=LIMITS[recipe.task],
        )
        path = BUILT_IN / f"{name}{SUFFIX}"
        written = model.save(path, card, {kind: network.state_dict() for kind, network in networks.items()})
        written = calibrate.write(library.Entry(path, written), options.corpus)
        write_png(example(recipe, networks, options.corpus), path.with_suffix(".png"))
        print(name, halo, written.metrics, flush=True)
    README.write_text(TABLES.sub(lambda match: match[1] + tables() + match[2], README.read_text()))


if __name__ == "__main__":
    main()
