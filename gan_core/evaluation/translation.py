"""How well a translator does on ground that it did not learn from, beside what it is to beat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Optional

import numpy as np
import torch

from gan_core.datasets.translation_tiles import TranslationTiles
from gan_core.evaluation.verdict import Sentence, Verdict, one_tile
from gan_core.metrics.fidelity import psnr
from gan_core.metrics.lab import color_error, lab
from gan_core.metrics.perceptual import feature_distance, kid
from gan_core.radiometry.translated import TranslationRules
from gan_core.training.descriptor import Descriptor
from gan_core.training.heldout import BEST, BORDER
from gan_core.training.random_features import random_features
from gan_core.training.trainer import Metrics
from gan_core.training.translation import untrained

WATCHED = 8
"""Held-out tiles that are looked at every time; all of them are at the end."""
CROP = 32
"""Side of the pieces that the looks of two layers are compared by, pixels."""
LEAST_GAIN = 0.1
"""dB over the regression below which a translator is no better than that."""
MOST_LOSS = 3.0
"""dB that the GAN's weights may lose on the faithful ones, and LEAST_NEARER of the distance in texture that they must gain."""
LEAST_NEARER = 0.05
LEAST_KID = 1e-3
GRAYS = 256


class HeldOut(NamedTuple):
    """Tiles that no weights were learned from."""

    images: Sequence[torch.Tensor]
    """(C, H, W) each."""
    targets: Sequence[torch.Tensor]
    """(K, H, W): of the same ground where `paired`."""
    rules: TranslationRules
    paired: bool
    colors: Sequence[int]
    """Places of red, green and blue in the target, where their luminance is the input's."""

    @classmethod
    def of(cls, tiles: TranslationTiles, rules: TranslationRules) -> HeldOut:
        images, targets = (
            list(map(torch.from_numpy, arrays)) for arrays in (tiles.judged_images, tiles.judged_targets)
        )
        return cls(images, targets, rules, tiles.paired, tiles.lock.places if tiles.lock else ())

    def first(self, count: int) -> HeldOut:
        return self._replace(images=self.images[:count], targets=self.targets[:count])

    @torch.inference_mode()
    def image(self, network: torch.nn.Module, index: int) -> torch.Tensor:
        """(K, H, W): what becomes of a tile."""
        given = self.images[index][None]
        device = next(network.parameters()).device
        return self.rules(network(given.to(device)).float().cpu(), given)[0]

    def made(self, network: torch.nn.Module) -> list[torch.Tensor]:
        return [self.image(network, index) for index in range(len(self.images))]


class PairScores(NamedTuple):
    """Of one method, means over the tiles."""

    psnr: float
    """dB; 1.0, the range that the network sees, is the peak."""
    worst: float
    """dB, of the tile that it does worst on."""
    distance: float
    """How unlike the target's its texture is; 0 for the same."""
    color: Optional[float] = None
    """Root mean square error in a and b of CIELAB, where colors alone are learned."""


def pair_scores(held: HeldOut, images: Sequence[torch.Tensor]) -> PairScores:
    """images: what a method makes of the tiles."""
    features = random_features(len(held.targets[0]))
    inner = (slice(None), slice(BORDER, -BORDER), slice(BORDER, -BORDER))
    values, distances, errors = [], [], []
    for made, truth in zip((image[inner] for image in images), (target[inner] for target in held.targets)):
        values.append(min(BEST, psnr(made, truth)))
        distances.append(float(feature_distance(features(made[None]), features(truth[None]))))
        if held.colors:
            errors.append(color_error(made[list(held.colors)], truth[list(held.colors)]))
    color = float(np.sqrt(np.mean(np.square(errors)))) if errors else None
    return PairScores(float(np.mean(values)), min(values), float(np.mean(distances)), color)


class Looks:
    """How far what is made is from the looks of a layer."""

    def __init__(self, held: HeldOut) -> None:
        real = torch.cat([_crops(target) for target in held.targets])
        self.describe = Descriptor(real)
        self.of_real = self.describe(real)
        self.floor = kid(self.of_real[::2], self.of_real[1::2])

    def __call__(self, images: Sequence[torch.Tensor]) -> float:
        """KID: about 0 for images of the same kind."""
        return kid(self.describe(torch.cat([_crops(image) for image in images])), self.of_real)


def _crops(tile: torch.Tensor) -> torch.Tensor:
    """(C, H, W) -> (N, C, CROP, CROP)."""
    pieces = tile.unfold(1, CROP, CROP).unfold(2, CROP, CROP)
    return pieces.permute(1, 2, 0, 3, 4).flatten(0, 1)


class GainOverRegression:
    """How a network that learns does on some of the held-out tiles, beside the one that it began as."""

    def __init__(self, held: HeldOut, start: torch.nn.Module, chooses: bool = True) -> None:
        """chooses: false for a GAN, whose best weights no figure tells."""
        self.held, self.chooses = held.first(WATCHED), chooses
        self.start = pair_scores(self.held, self.held.made(start))

    def __call__(self, network: torch.nn.Module) -> Metrics:
        own = pair_scores(self.held, self.held.made(network))
        gain = own.psnr - self.start.psnr
        return Metrics({"psnr": own.psnr, "gain": gain, "distance": own.distance}, gain if self.chooses else None)


class NearerLooks:
    """The same where the layers show different ground: the nearest to the target's looks is the best."""

    def __init__(self, held: HeldOut, looks: Looks, start: torch.nn.Module) -> None:
        self.held, self.looks = held, looks
        self.start = looks(held.made(start))

    def __call__(self, network: torch.nn.Module) -> Metrics:
        own = self.looks(self.held.made(network))
        return Metrics({"kid": own}, 10 * float(np.log10(max(self.start, LEAST_KID) / max(own, LEAST_KID))))


def keeps_gan(faithful: PairScores, gan: PairScores) -> bool:
    """Whether the GAN's weights look more like the target, and are not far off."""
    return gan.distance < (1 - LEAST_NEARER) * faithful.distance and gan.psnr > faithful.psnr - MOST_LOSS


def simple_colors(tiles: TranslationTiles, held: HeldOut) -> dict[str, float]:
    """Color error of what needs no network: the mean color of the training tiles, and the mean color of each gray value."""
    places = list(held.colors)
    grays = np.concatenate([_gray(image) for image in tiles.images])
    colors = np.concatenate(
        [lab(torch.from_numpy(target[places])).numpy()[1:].reshape(2, -1) for target in tiles.targets], 1
    )
    mean = colors.mean(1)
    counts = np.bincount(grays, minlength=GRAYS)
    sums = np.stack([np.bincount(grays, weights=band, minlength=GRAYS) for band in colors])
    known = np.flatnonzero(counts)
    table = np.stack([np.interp(np.arange(GRAYS), known, total[known] / counts[known]) for total in sums])
    squares: dict[str, list[float]] = {"mean color": [], "gray lookup": []}
    for image, target in zip(held.images, held.targets):
        inner = (slice(None), slice(BORDER, -BORDER), slice(BORDER, -BORDER))
        truth = lab(target[places]).numpy()[1:][inner]
        looked_up = table[:, _gray(image.numpy())].reshape(2, *image.shape[1:])[inner]
        squares["mean color"].append(float(((truth - mean[:, None, None]) ** 2).mean()))
        squares["gray lookup"].append(float(((truth - looked_up) ** 2).mean()))
    return {name: float(np.sqrt(np.mean(values))) for name, values in squares.items()}


def _gray(image: np.ndarray) -> np.ndarray:
    """(1, H, W) in the network's range -> (N,) places in a table of GRAYS."""
    return (image[0].ravel() * (GRAYS - 1)).round().clip(0, GRAYS - 1).astype(np.intp)


def pair_verdict(name: str, start: PairScores, own: PairScores, preset: str, tiles: int) -> Verdict:
    """Of a translator that learned from pairs."""
    values = {"model": name, "gain": own.psnr - start.psnr, "tiles": tiles}
    advice = [Sentence("advice-radar" if preset == "radar" else "advice-synthetic"), *one_tile(tiles)]
    if own.psnr - start.psnr < LEAST_GAIN:
        return Verdict("look", Sentence("translator-no-better", values), [Sentence("advice-translator-tiles"), *advice])
    return Verdict("good", Sentence("translator-better", values), advice)


def looks_verdict(name: str, kids: Mapping[str, float], preset: str, tiles: int) -> Verdict:
    """Of one that learned without pairs.  kids: of "start" and "model"."""
    less = 100 * (1 - max(kids["model"], 0.0) / max(kids["start"], LEAST_KID))
    values = {"model": name, "less": less, "tiles": tiles}
    advice = [Sentence("advice-radar" if preset == "radar" else "advice-unpaired"), *one_tile(tiles)]
    if less < 5:
        return Verdict(
            "look", Sentence("translator-same-looks", values), [Sentence("advice-translator-tiles"), *advice]
        )
    return Verdict("good", Sentence("translator-nearer", values), advice)


class Figures(NamedTuple):
    """All that is found out about a translator."""

    scores: dict[str, PairScores]
    """Of "start", the regression, and of each kind of weights; none where it learned without pairs."""
    colors: dict[str, float]
    """Color error of what needs no network, where colors alone are learned."""
    kids: dict[str, float]
    """Of "start", "model" and "floor", the target's own, where it learned without pairs."""
    verdict: Verdict

    def results(self) -> dict[str, float]:
        """Of the job."""
        if not self.scores:
            return {"KID": self.kids["model"], "KID_BEFORE": self.kids["start"]}
        own, start = self.scores["l1"], self.scores["start"]
        color = {"COLOR_ERROR": own.color} if own.color is not None else {}
        return {"PSNR": own.psnr, "GAIN_OVER_REGRESSION": own.psnr - start.psnr, **color}

    def for_card(self, tiles: int) -> dict[str, Any]:
        """A line for each method."""
        if not self.scores:
            return {
                "protocol": f"KID of pieces of {tiles} tiles that were not learned from; features: brightness, fixed random "
                "filters",
                "colors alone": {"KID": round(self.kids["start"], 4)},
                "model": {"KID": round(self.kids["model"], 4)},
                "target": {"KID": round(self.kids["floor"], 4)},
            }
        rows = {
            KINDS[kind]: {
                "PSNR": round(row.psnr, 3),
                "texture distance": round(row.distance, 4),
                **({"color error": round(row.color, 3)} if row.color is not None else {}),
            }
            for kind, row in self.scores.items()
        }
        return {
            "protocol": f"mean over {tiles} tiles that were not learned from; PSNR in dB with the model's range as the peak, "
            "color error in a and b of CIELAB",
            **rows,
            **{name: {"color error": round(value, 3)} for name, value in self.colors.items()},
        }


KINDS = {"start": "regression by pixel", "l1": "model", "gan": "model with GAN weights"}


def measure(
    tiles: TranslationTiles, rules: TranslationRules, networks: Mapping[str, torch.nn.Module], preset: str, name: str
) -> Figures:
    """networks: by kind of weights.  rules: of the results; the one that they began as keeps to the tiles' alone."""
    held, start = HeldOut.of(tiles, rules), untrained(tiles.images, tiles.targets, tiles.paired).eval()
    plain, count = held._replace(rules=tiles.rules), len(held.images)
    if not tiles.paired:
        looks = Looks(held)
        kids = {"start": looks(plain.made(start)), "model": looks(held.made(networks["l1"])), "floor": looks.floor}
        return Figures({}, {}, kids, looks_verdict(name, kids, preset, count))
    scores = {"start": pair_scores(plain, plain.made(start))}
    scores |= {kind: pair_scores(held, held.made(network)) for kind, network in networks.items()}
    colors = simple_colors(tiles, held) if held.colors else {}
    return Figures(scores, colors, {}, pair_verdict(name, scores["start"], scores["l1"], preset, count))
