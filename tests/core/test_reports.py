"""The one kit of the HTML reports, the one door of their wording, and every kind of page in Chinese."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from makers import write
from osgeo import gdal

from gan_core import reports
from gan_core.api import library
from gan_core.api.findings import Finding
from gan_core.api.jobs.assessment import EvaluateJob
from gan_core.api.jobs.classification import TrainClassifierJob
from gan_core.api.language import LANGUAGE
from gan_core.datasets.marked_objects import MarkedObjects
from gan_core.evaluation import comparison_verdict, sharpening_verdict
from gan_core.evaluation.comparison import BICUBIC, MODEL, PROJECTED, MethodScores
from gan_core.evaluation.detector import DetectionEvaluation
from gan_core.evaluation.finetune_gate import ScoreComparison, objections
from gan_core.evaluation.sharpening import SharpenedTile
from gan_core.evaluation.sharpening_scores import HELD, REGRESSION, FullScores, MeanFigures, ReducedScores
from gan_core.inference.detector import Detections
from gan_core.metrics.detection import curve
from gan_core.raster.source import RasterSource
from gan_core.raster.stretch import Stretch
from gan_core.reports import (
    charts,
    classifier,
    detector,
    evaluation,
    finetuning,
    generator,
    html,
    layer_check,
    model_card,
    sharpening,
)
from gan_core.training.fingerprint import Fingerprint
from gan_core.training.generated_samples import compare
from gan_core.training.heldout import Scores

RESULTS = dict.fromkeys(layer_check.FIGURES, 0.5)
PAGES = sorted(Path(reports.__file__).parent.glob("*.py"))
CARDS = library.readable([library.BUILT_IN])
STRETCH = Stretch([2, 1, 0], np.zeros(3), np.ones(3), ["B4", "B3", "B2"])
NAMES = [
    "Raster",
    "GAN",
    "PSNR",
    "SSIM",
    "SAM",
    "ERGAS",
    "UQI",
    "OpenSR",
    "RMSE",
    "SRE",
    "HQNR",
    "KID",
    "AP50",
    "MTF",
    "JPEG",
    "F1",
    "Kappa",
    "Wald",
    "Khan",
    "Alparone",
    "Aiazzi",
    "FixMatch",
    "Sentinel",
    "B10",
]
"""What Chinese texts call so, too."""


def checked(folder: Path | None = None) -> str:
    finding = Finding("size", "size-model", {"size": 3, "model": "upscale-x4", "low": 1, "high": 2})
    bands = Finding("bands", "bands-model", {"model": "upscale-x4", "bands": "red, green", "better": "upscale-x2"})
    return layer_check.page("/<b>.tif", [finding, bands], RESULTS, CARDS["upscale-x4"].card)


def evaluated(folder: Path) -> str:
    def scores(psnr: float) -> MethodScores:
        return MethodScores(psnr, 0.9, 2, 3, 0.9, 0.8, 0.1, 1, 0.1, 1, 0.1, 0.2, 0.2, 0.4)

    every = {BICUBIC: [scores(30)], PROJECTED: [scores(31)], MODEL: [scores(33)]}
    means = {name: tiles[0] for name, tiles in every.items()}
    card = CARDS["upscale-x2"].card
    panels = [evaluation.ComparisonPanel(*np.random.default_rng(1).random((3, 3, 32, 32), np.float32))]
    use = evaluation.DownstreamAgreement(card, {BICUBIC: 0.5, MODEL: 0.8})
    verdict = comparison_verdict.verdict(card.id, every, means)
    return evaluation.page(EvaluateJob("层.tif"), card, verdict, means, panels, STRETCH, use)


def sharpened(folder: Path) -> str:
    means = {
        name: MeanFigures(ReducedScores(error, 30, 20, 1, 1), FullScores(0.001, 0.1, 0.9))
        for name, error in {BICUBIC: 100, HELD: 90, REGRESSION: 40, MODEL: 30}.items()
    }
    card = CARDS["sharpen-sentinel2"].card
    tiles = [SharpenedTile(*np.random.default_rng(1).random((4, 3, 32, 32)))]
    verdict = sharpening_verdict.verdict(means, card.id, 1)
    job = EvaluateJob("层.tif", guide="细.tif")
    return sharpening.page(job, verdict, [card], means, tiles, (STRETCH, STRETCH))


def tuned(folder: Path) -> str:
    parent, model = Scores([30.0, 31], [1, 1], [0.2, 0.2]), Scores([31.0, 30], [2, 2], [0.1, 0.1])
    comparison = ScoreComparison(parent, parent, parent, model)
    tiles = SimpleNamespace(train=[1], validation=[2], parent=CARDS["upscale-x2"])
    return finetuning.page("微调", tiles, comparison, log(folder), objections(comparison))


def log(folder: Path) -> SimpleNamespace:
    look = {"kind": "look", "gain": 0.1, "kid": 0.1, "diversity": 1, "loss": 1.0, "margin": 1.0, "rate": 1.0}
    lines = [{**look, "step": 10}, {**look, "step": 20}, {"kind": "alarm", "code": "grey", "step": 20}]
    return SimpleNamespace(path=folder, lines=lambda: lines)


def generated(folder: Path) -> str:
    real = torch.rand(8, 3, 32, 32, generator=torch.Generator().manual_seed(1))
    images = real.flip(0) + 0.5
    tiles = SimpleNamespace(validation=real, stretch=STRETCH, tiles=SimpleNamespace(tiles=real, named=False, classes=3))
    return generator.page("生成", tiles, images, compare(images, real, Fingerprint.of(real)), log(folder))


def raster(folder: Path) -> RasterSource:
    image = np.random.default_rng(1).integers(0, 255, (3, 64, 64)).astype("uint8")
    return RasterSource(str(write(folder / "层.tif", image, epsg=32633)))


def classified(folder: Path) -> str:
    counts = np.array([[9, 1], [6, 14]])
    truth = torch.arange(30) % 2
    labels = SimpleNamespace(
        source=raster(folder),
        numbers=[1, 2, 3],
        places=np.stack([np.arange(30), np.arange(30)], 1),
        background=np.zeros(3),
        normalization={"scheme": "bands", "scale": [255.0] * 3, "offset": [0.0] * 3},
        samples=SimpleNamespace(truth=truth),
        fold=truth,
    )
    card = SimpleNamespace(id="地类", classes=["林地", "水"], colours=["#00ff00", "#0000ff"], codes=["1", "2"])
    results = [SimpleNamespace(learner=name, accuracy=0.8, loss=0.5) for name in ("probe", "sgan", "match")]
    gain = SimpleNamespace(tiles=9, with_them=results[0], without=results[1], kept=False)
    network = torch.nn.Conv2d(3, 2, 1)
    return classifier.page(TrainClassifierJob("层.tif", "样本.gpkg"), card, labels, results, gain, counts, network)


def detected(folder: Path) -> str:
    boxes = np.array([[4.0, 4, 12, 12], [40, 40, 50, 50]])
    source = raster(folder)
    normalizer = SimpleNamespace(scale=255.0, offset=0.0)
    held = np.array([True, False])
    whole = [source.grid.window]
    objects = MarkedObjects(
        source, [1, 2, 3], normalizer, ["树"], boxes, np.zeros(2, int), held, whole, stride=4, empty=""
    )
    scores, meets = np.array([0.9, 0.8]), np.array([0, -1])
    finds = Detections(boxes + 1, np.zeros(2, int), scores)
    result = DetectionEvaluation(
        curve(scores, meets >= 0, 1), finds, meets, boxes[:1], 0.5, np.zeros(2, bool), np.zeros(2, bool)
    )
    card = SimpleNamespace(id="找树", classes=["树"], training={"raster": "层.tif", "guessed": 3})
    return detector.page(card, objects, result, log(folder).lines())


KINDS: dict[str, Callable[[Path], str]] = {
    "checklayer": checked,
    "evaluate": evaluated,
    "sharpening": sharpened,
    "finetune": tuned,
    "traingenerator": generated,
    "trainclassifier": classified,
    "traindetector": detected,
}


def texts_of(page: str) -> str:
    return unescape(re.sub(r"<style>.*?</style>|<[^>]*>", " ", page, flags=re.DOTALL))


def words_of(page: str) -> list[str]:
    """What a reader reads, without the names of bands, files and models."""
    told = re.sub(r"[\w<>-]+\.(tif|gpkg)|" + "|".join(sorted(CARDS, key=len, reverse=True)), " ", texts_of(page))
    return [word for word in re.findall(r"[A-Za-z][A-Za-z0-9]{2,}", told) if word not in NAMES]


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_is_in_the_readers_language(kind, monkeypatch, tmp_path):
    """The verdict comes first; no English stands on a Chinese page, and an English one has no Chinese but names."""
    monkeypatch.setenv(LANGUAGE, "zh_CN")
    page = KINDS[kind](tmp_path)
    assert words_of(page) == []
    assert '<html lang="zh">' in page
    assert page.index('class="verdict ') < min(page.index(tag) for tag in ("<h2", "<table"))
    assert not re.search(r"[\u4e00-\u9fff][,;:?!]", texts_of(page)), "full-width punctuation"
    monkeypatch.setenv(LANGUAGE, "en")
    assert len(words_of(KINDS[kind](tmp_path))) > 20


def test_the_cards_in_chinese(monkeypatch):
    monkeypatch.setenv(LANGUAGE, "zh-Hans")
    page = model_card.page(CARDS.values())
    assert "模型说明卡" in page
    for entry in CARDS.values():
        assert entry.card.id in page
        assert entry.card.limits.split(".")[0] not in page, "what the built-in cards say is translated, too"
        assert entry.card.metrics.get("protocol", "no protocol, no figures")[:20] not in page


@pytest.mark.parametrize("language", ["", "en", "en_GB", "C", "xx", "..", "/etc"])
def test_a_language_without_translations_is_english(monkeypatch, language):
    monkeypatch.setenv(LANGUAGE, language)
    assert "Fix this before you use &lt;b&gt;.tif: Bands." in checked()
    assert '<html lang="en">' in checked()


def test_dark_screens_narrow_ones_and_paper_are_thought_of():
    page = checked()
    assert "prefers-color-scheme: dark" in page
    assert "@media print" in page
    assert 'name="viewport"' in page
    assert "http" not in page


def test_values_are_text_and_wording_is_ours():
    assert html.tr("<b>{name}</b> {share:.1%}", name="<&>", share=0.5) == "<b>&lt;&amp;&gt;</b> 50.0%"
    assert html.note("model", {"bands": "<1>", "model": "&"}) == "Band &lt;1&gt;: &amp;"


def test_a_table():
    rows = [("a", html.number(1.25, ".1f"), html.cell("b")), ("c", html.number(""), html.cell("d", "mark"))]
    assert html.table(rows, ("", "figure", "words")) == (
        '<div class="wide"><table><tr><th></th><th class="number">figure</th><th>words</th></tr>'
        '<tr><th>a</th><td class="number">1.2</td><td>b</td></tr>\n'
        '<tr><th>c</th><td class="number"></td><td class="mark">d</td></tr>\n</table></div>\n'
    )


@pytest.mark.parametrize(
    ("low", "high", "figures"),
    [
        (0, 100, [0, 50, 100]),
        (0, 1, [0, 0.5, 1]),
        (-0.081, 0.081, [-0.05, 0, 0.05]),
        (0, 0.75, [0, 0.2, 0.4, 0.6]),
        (3, 3, [3]),
    ],
)
def test_an_axis_has_round_figures(low, high, figures):
    assert charts.ticks(charts.Axis("", low, high)) == pytest.approx(figures)


def test_sentinel_2_is_not_blue(tmp_path):
    """Bands in any order, haze on the blue one: ground that is gray is gray, and no picture has its own contrast."""
    ground = np.linspace(500, 3000, 64 * 64).reshape(64, 64)
    image = np.stack([ground + 900, ground + 400, ground, 2 * ground]).astype("uint16")
    path = write(tmp_path / "s2.tif", image, epsg=32633)
    dataset = gdal.Open(str(path), gdal.GA_Update)
    for number, name in enumerate(("B2", "B3", "B4", "B8"), 1):
        dataset.GetRasterBand(number).SetDescription(name)
    dataset = None
    source = RasterSource(str(path))
    stretch = Stretch.of(source, [1, 2, 3, 4])
    assert stretch.names == ["B4", "B3", "B2"]
    shown = stretch(image.astype(float))
    assert np.ptp(shown, 0).max() < 0.01
    assert shown.min() == 0
    assert shown.max() == 1
    same = stretch.scaled([4000.0] * 4, [100.0] * 4)((image - 100.0) / 4000)
    assert np.allclose(same, shown, atol=1e-6)
    assert Stretch.of(source, [4, 1, 2]).names == ["B3", "B2", "B8"], "false color: the last, the middle, the first"
    assert Stretch.of(source, [2]).names == ["B3"]


def test_bytes_in_natural_colors_are_shown_as_they_are(tmp_path):
    image = np.full((3, 32, 32), 100, np.uint8)
    image[:, :4] = 120
    source = RasterSource(str(write(tmp_path / "dull.tif", image, options=["PHOTOMETRIC=RGB"])))
    assert np.allclose(Stretch.of(source, [1, 2, 3])(image.astype(float)), image / 255, atol=1e-6)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_word_stands_between_tags_that_did_not_come_through_the_door(path):
    tree = ast.parse(path.read_text("utf-8"))
    inside = {
        id(node)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("tr", "translatable")
        for node in ast.walk(call)
    }
    outside = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside
    ]
    words = [word for text in outside for word in re.findall(r"<\w[^<>]*>([^<>]*[A-Za-z]{2}[^<>]*)", text)]
    assert words == (["Raster GAN: ", "Raster GAN · "] if path.stem == "html" else [])
