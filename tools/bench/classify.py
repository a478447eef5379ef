"""Land cover from 5, 20 and 50 labels a class on two real scenes, beside a random forest and a small supervised network.

    python -m tools.bench.classify [--quick] [--folder build/samples]

Labels are drawn anew for every line of every table; what is scored lies in blocks of ground without any label, and took no
part in choosing a learner.  Needs scikit-learn (tools/requirements-bench.txt).
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch  # before osgeo
from sklearn.ensemble import RandomForestClassifier
from torch import nn

from gan_core.api.jobs.classification import ClassifyJob, TrainClassifierJob
from gan_core.api.model_card import SUFFIX
from gan_core.datasets.labeled_pixels import LEAST_SPREAD, folds, ranges
from gan_core.datasets.pixel_reader import PixelReader
from gan_core.networks.landcover import KINDS, calmed, features
from gan_core.raster.sample import Sample
from gan_core.raster.source import RasterSource
from gan_core.tasks import classify, trainclassifier
from gan_core.training.cross_validation import LEARNERS, cross_validate_all, one_thread
from gan_core.training.pixel_samples import Budget, PixelSamples
from gan_core.training.semi_gan import semi_gan
from tools.bench.landcover_scenes import SCORED, Scene, drawn, marked, scenes
from tools.bench.ours import Quiet

COUNTS, DRAWS = (5, 20, 50), 5
FOREST, NETWORK, ALONE, KEPT = "random forest", "small network", "sgan, labels alone", "kept"
PATCH, STEPS, BATCH, WIDTH = 9, 500, 32, 32
MARKED = 20
"""Labels a class of the model whose pace is taken, and whose map the README shows."""
HOUR = 3600.0


class Case(NamedTuple):
    """One draw of labels."""

    samples: PixelSamples
    fold: torch.Tensor
    asked: np.ndarray
    """(M, 2) rows and columns of the pixels that are scored."""
    values: tuple[np.ndarray, np.ndarray]
    """(N, C) and (M, C) band values of the labelled and of the scored pixels."""
    patches: tuple[torch.Tensor, torch.Tensor]
    """The same pixels as patches (N, C, PATCH, PATCH), in the range that networks see."""
    truth: np.ndarray
    """(M,) of the scored pixels."""


class Prepared:
    """What all draws on a scene share."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        source = RasterSource(str(scene.path))
        numbers = list(range(1, len(source.bands) + 1))
        sample = Sample(source)
        every = [sample.values(number) for number in numbers]
        scheme = ranges(every)
        reader = PixelReader(source, numbers, scheme, np.array([np.median(values) for values in every]))
        unknown, _ = reader.anywhere(Quiet())
        mean, spread = unknown.mean(0), unknown.std(0).clamp(min=LEAST_SPREAD)
        self.unknown = (unknown - mean) / spread
        self.feature_kinds = torch.tensor(KINDS).repeat_interleave(len(numbers))
        values, valid = source.read(source.grid.window, numbers)
        scale, offset = (np.array(scheme[name])[:, None, None] for name in ("scale", "offset"))
        self.values = np.where(valid, values, 0).astype(np.float32)
        self.ranged = np.where(valid, (values - offset) / scale, 0).astype(np.float32)
        self.valid = valid.all(0)
        with torch.inference_mode():
            planes = features(torch.from_numpy(self.ranged)[None])[0]
            self.planes = planes.sub_(mean[:, None, None]).div_(spread[:, None, None])

    def case(self, count: int, seed: int) -> Case:
        truth, random = np.where(self.valid, self.scene.truth, 0), np.random.default_rng(seed)
        pool, scored = self.scene.split(truth, random)
        places, classes = drawn(pool, truth, count, random)
        asked, right = drawn(scored, truth, SCORED, random)
        samples = PixelSamples(
            self.planes[:, places[:, 0], places[:, 1]].t().clone(),
            torch.from_numpy(classes),
            self.unknown,
            self.feature_kinds,
            len(self.scene.classes),
        )
        fold = torch.from_numpy(folds(classes, places, np.arange(len(places))))
        values = (self.pixels(places), self.pixels(asked))
        return Case(samples, fold, asked, values, (self.patches(places), self.patches(asked)), right)

    def pixels(self, places: np.ndarray) -> np.ndarray:
        return self.values[:, places[:, 0], places[:, 1]].T

    @torch.inference_mode()
    def mapped(self, head: nn.Sequential, places: np.ndarray) -> np.ndarray:
        """(M,) classes of pixels (M, 2) on the whole scene's map."""
        return calmed(head(self.planes[None]))[0].argmax(0).numpy()[places[:, 0], places[:, 1]]

    def patches(self, places: np.ndarray) -> torch.Tensor:
        half = PATCH // 2
        padded = np.pad(self.ranged, ((0, 0), (half, half), (half, half)), "reflect")
        return torch.from_numpy(np.stack([padded[:, r : r + PATCH, c : c + PATCH] for r, c in places]))


def small_network(case: Case) -> np.ndarray:
    """Three 3 x 3 convolutions and a linear layer on 9 x 9 pixels, dihedral augmentation, weight decay; labels alone."""
    torch.manual_seed(0)
    known, asked = case.patches
    middle, spread = known.mean((0, 2, 3), keepdim=True), known.std((0, 2, 3), keepdim=True) + 1e-3
    known, asked = (known - middle) / spread, (asked - middle) / spread
    widths = [known.shape[1], WIDTH, WIDTH, WIDTH]
    layers: list[nn.Module] = []
    for narrow, wide in zip(widths, widths[1:]):
        layers += [nn.Conv2d(narrow, wide, 3), nn.ReLU()]
    network = nn.Sequential(*layers, nn.Flatten(), nn.Dropout(0.3), nn.Linear(9 * WIDTH, case.samples.classes))
    learning = torch.optim.AdamW(network.parameters(), 1e-3, weight_decay=1e-2)
    random = torch.Generator().manual_seed(0)
    for _ in range(STEPS):
        places = torch.randint(len(known), (BATCH,), generator=random)
        turns, flip = (int(torch.randint(most, (1,), generator=random)) for most in (4, 2))
        turned = torch.rot90(known[places], turns, (2, 3))
        loss = nn.functional.cross_entropy(network(turned.flip(2) if flip else turned), case.samples.truth[places])
        learning.zero_grad()
        loss.backward()
        learning.step()
    with torch.inference_mode():
        return network.eval()(asked).argmax(1).numpy()


def forest(case: Case) -> np.ndarray:
    known, asked = case.values
    return RandomForestClassifier(500, random_state=0).fit(known, case.samples.truth.numpy()).predict(asked)


def answers(prepared: Prepared, case: Case, learners: tuple[str, ...]) -> dict[str, np.ndarray]:
    """By method, the classes (M,) of the scored pixels.  learners: those that are compared."""
    device = torch.device("cpu")
    by_method: dict[str, np.ndarray] = {FOREST: forest(case)}
    with one_thread():
        by_method[NETWORK] = small_network(case)
    tried = cross_validate_all(learners, case.samples, case.fold, HOUR, device, lambda: None)
    trust = tried[0].trust
    heads: dict[str, Callable[[Budget], nn.Sequential]] = {
        name: (lambda budget, learner=learner: learner(case.samples, trust, budget))  # type: ignore[misc]
        for name, learner in LEARNERS.items()
        if name in learners
    }
    if "sgan" in learners:
        heads[ALONE] = lambda budget: semi_gan(case.samples, trust, budget, unlabeled_weight=0.0)
    with one_thread():
        for name, learner in heads.items():
            by_method[name] = prepared.mapped(learner(Budget(time.monotonic() + HOUR)), case.asked)
    by_method[KEPT] = by_method[tried[0].learner]
    return by_method


def pace(name: str, prepared: Prepared, folder: Path) -> str:
    """The tools themselves: a classifier of MARKED labels a class and its map in `folder`, and what the map costs beside the
    network alone on as many tiles."""
    scene, random = prepared.scene, np.random.default_rng(0)
    truth = np.where(prepared.valid, scene.truth, 0)
    labels = marked(scene, *drawn(truth > 0, truth, MARKED, random), folder / f"{name}-labels.gpkg")
    path = folder / f"{name}{SUFFIX}"
    path.unlink(missing_ok=True)
    learning = TrainClassifierJob(str(scene.path), str(labels), "class", name, folder=str(folder))
    trained = trainclassifier.run(learning, Quiet())
    output, sure = (str(folder / f"{name}-{what}.tif") for what in ("map", "confidence"))
    job = ClassifyJob(str(scene.path), output, model=str(path), confidence=sure)
    classify.run(job, Quiet())  # once to warm up
    whole = classify.run(job, Quiet())["SECONDS"]
    prepared_job = classify.prepare(job, Quiet())
    plan, halo = prepared_job.plan, prepared_job.plan.halo
    tile = torch.rand(1, len(prepared_job.numbers), plan.core_height + 2 * halo, plan.core_width + 2 * halo)
    began = time.monotonic()
    for _ in range(len(plan)):
        prepared_job.step.predictor(tile, tile)
    bare = time.monotonic() - began
    return (
        f"{MARKED} labels a class: {trained['LEARNER']} kept in {trained['SECONDS']:.0f} s; map and confidence {whole:.1f} s, "
        f"network alone {bare:.1f} s: {whole / bare:.2f} times"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--folder", type=Path, default=Path("build/classify"))
    parser.add_argument("--draws", type=int, default=DRAWS)
    parser.add_argument("--scene", choices=("landsat", "sentinel2"), help="one of the two alone")
    parser.add_argument("--learners", default=",".join(LEARNERS), help="those that are compared, with commas")
    parser.add_argument("--counts", default=",".join(map(str, COUNTS)), help="labels a class, with commas")
    parser.add_argument("--quick", action="store_true", help="20 labels and one draw alone")
    options = parser.parse_args()
    learners = tuple(options.learners.split(","))
    counts, draws = ((20,), 1) if options.quick else ([*map(int, options.counts.split(","))], options.draws)
    for name, scene in scenes(options.folder).items():
        if options.scene not in (None, name):
            continue
        prepared, table = Prepared(scene), {}
        for count in counts:
            scores: dict[str, list[float]] = {}
            for draw in range(draws):
                case = prepared.case(count, draw)
                for method, said in answers(prepared, case, learners).items():
                    scores.setdefault(method, []).append(100 * float((said == case.truth).mean()))
                means = {method: round(float(np.mean(every)), 1) for method, every in scores.items()}
                print(f"{name}, {count} labels, {draw + 1} draws: {means}", flush=True)
            table[count] = scores
        print(format_table(name, table, draws), flush=True)
        print(f"{name}: {pace(name, prepared, options.folder)}", flush=True)


def format_table(name: str, table: dict[int, dict[str, list[float]]], draws: int) -> str:
    """A line for each method: overall accuracy in percent, mean over the draws and its standard deviation."""
    lines = [f"\n### {name}, overall accuracy in %, mean of {draws} draws"]
    lines.append("| method | " + " | ".join(f"{count} labels a class" for count in table) + " |")
    lines.append("|---" * (len(table) + 1) + "|")
    for method in next(iter(table.values())):
        cells = (f"{np.mean(scores[method]):.1f} ± {np.std(scores[method]):.1f}" for scores in table.values())
        lines.append(f"| {method} | {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    main()
