"""What reports say first: each rule at its border, and every sentence can be told."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from gan_core.api.findings import Finding
from gan_core.evaluation import classifier, comparison_verdict, finetune_gate, generator, sharpening_verdict
from gan_core.evaluation.comparison import BICUBIC, MODEL, UNTOUCHED, MethodScores
from gan_core.evaluation.detector import same_place
from gan_core.evaluation.detector_verdict import DetectionCounts, precision_range
from gan_core.evaluation.detector_verdict import verdict as detector_verdict
from gan_core.evaluation.finetune_gate import ScoreComparison
from gan_core.evaluation.verdict import Sentence, Verdict, less_error
from gan_core.metrics.proportion import wilson
from gan_core.reports import html
from gan_core.reports.layer_check import layer_verdict
from gan_core.training.generated_samples import TileComparison
from gan_core.training.heldout import Scores

PLAIN = Sentence("plain-bicubic")


def told(own: Verdict) -> tuple[str, str, list[str]]:
    """Mark, code and codes of the advice; the page can be made of it."""
    page = html.verdict(own)
    assert "{" not in page
    assert "nan" not in page
    return own.mark, own.sentence.code, [advice.code for advice in own.advice]


def scores(psnr: float = 30, **changes: float) -> MethodScores:
    usual = {"SAM": 1.0, "RESEEN_ERROR": 1.0, "HALLUCINATION": 0.2, "IMPROVEMENT": 0.4}
    fields = dict.fromkeys(MethodScores._fields, 0.5) | usual | changes
    return MethodScores(**{**fields, "PSNR": psnr})


@pytest.mark.parametrize(
    ("pairs", "mark", "code"),
    [
        ([(31, 30), (30.1, 30)], "good", "verdict-better"),
        ([(32, 30), (30, 30)], "look", "verdict-better-uneven"),
        ([(30.45, 30)], "good", "verdict-better"),
        ([(30.44, 30)], "look", "verdict-hardly-better"),
        ([(30, 30)], "bad", "verdict-not-better"),
        ([(31, 30), (28, 30)], "bad", "verdict-not-better"),
        ([(math.inf, 30), (math.inf, math.inf)], "good", "verdict-identical"),
        ([(40, math.inf)], "look", "verdict-clean"),
        ([(40, math.inf), (32, 30)], "good", "verdict-better"),
        ([(math.nan, 30)], "bad", "verdict-not-better"),
    ],
)
def test_better_than_plain_interpolation_by_so_much(pairs, mark, code):
    own = comparison_verdict.judge("ours", PLAIN, pairs)
    assert (own.mark, own.sentence.code) == (mark, code)


def test_an_error_of_half_the_size_is_six_decibels():
    assert less_error(20 * math.log10(2)) == pytest.approx(50)
    assert less_error(0) == 0
    assert less_error(-6) < 0


@pytest.mark.parametrize(
    ("true", "false", "codes"),
    [
        (0.6, 0.4, ["advice-detail", "advice-draw"]),
        (0.59, 0.41, ["advice-detail", "advice-look-only"]),
        (0.0, 0.3, ["advice-detail", "advice-look-only"]),
        (0.0, 0.0, ["advice-detail-none"]),
        (math.nan, 0.1, ["advice-detail-none"]),
    ],
)
def test_added_detail_is_trusted_as_far_as_it_is_there(true, false, codes):
    advice = comparison_verdict.detail_advice(scores(IMPROVEMENT=true, HALLUCINATION=false))
    assert [own.code for own in advice] == codes


@pytest.mark.parametrize(
    ("angle", "reseen", "code"),
    [
        (1.0, 1.0, "advice-values"),
        (1.001, 1.0, "advice-no-values"),
        (1.0, 1.001, "advice-no-values"),
        (math.nan, 1.0, None),
    ],
)
def test_values_are_computed_with_where_neither_colors_nor_brightness_suffer(angle, reseen, code):
    every = {BICUBIC: [scores()], MODEL: [scores(33, SAM=angle, RESEEN_ERROR=reseen)]}
    _, _, codes = told(comparison_verdict.verdict("ours", every, {name: tiles[0] for name, tiles in every.items()}))
    assert [own for own in codes if own.endswith("values")] == ([code] if code else [])
    assert codes[-2:] == ["advice-small", "advice-one-tile"]


def test_enhancing_is_compared_with_the_layer_and_adds_no_finer_pixels():
    every = {UNTOUCHED: [scores(), scores()], MODEL: [scores(33), scores(33)]}
    own = comparison_verdict.verdict("ours", every, {name: tiles[0] for name, tiles in every.items()})
    assert told(own) == ("good", "verdict-better", ["advice-values"])
    assert "the layer as it is" in html.sentence(own.sentence)


@pytest.mark.parametrize(
    ("distortion", "code"),
    [(0.01, "advice-sharpen-values"), (0.0101, "advice-sharpen-shapes"), (0, "advice-sharpen-values")],
)
def test_sharpened_values_are_used_where_they_are_the_layers(distortion, code):
    assert sharpening_verdict.faithfulness(distortion).code == code


@pytest.mark.parametrize("tiles", [1, 2])
def test_a_finetuning_says_what_to_take_instead(tiles):
    parent, better = (Scores([psnr] * tiles, [1.0] * tiles, [0.1] * tiles) for psnr in (30.0, 31.0))
    kept = ScoreComparison(parent, parent, parent, better)
    rests = ["advice-one-tile"] if tiles == 1 else []
    mark, code, codes = told(finetune_gate.verdict("tuned", "base", kept, finetune_gate.objections(kept)))
    assert (mark, code) == ("good", "verdict-tuned")
    assert codes == ["advice-tuned-worst", "advice-tuned-use", "advice-tuned-not", *rests]
    refused = ScoreComparison(parent, parent, parent, parent)
    mark, code, codes = told(finetune_gate.verdict("tuned", "base", refused, finetune_gate.objections(refused)))
    assert (mark, code, codes[0]) == ("bad", "verdict-tuned-refused", "not-better")


@pytest.mark.parametrize(
    ("row", "column", "codes"),
    [
        ([7, 3], [7, 0], []),
        ([69, 31], [69, 0], ["class-missed"]),
        ([70, 30], [70, 30], []),
        ([70, 30], [70, 31], ["class-overmapped"]),
        ([9, 0], [9, 0], ["class-few"]),
        ([10, 0], [10, 0], []),
        ([0, 10], [0, 5], ["class-unmapped"]),
    ],
)
def test_a_class_is_weak_where_it_is_missed_or_mapped_elsewhere(row, column, codes):
    """row: of the first class, mapped as it and as the other.  column: mapped as it, of it and of the other."""
    counts = np.array([row, [column[1], 90]])
    assert [own.code for own in classifier.weaknesses(["a", "b"], counts, 0)] == codes


def test_a_map_is_used_for_its_strong_classes():
    names = ["water", "wood", "town"]
    assert told(classifier.verdict(names, np.diag([20, 20, 20])))[:2] == ("good", "verdict-classes")
    own = classifier.verdict(names, np.array([[20, 0, 0], [0, 20, 0], [0, 12, 8]]))
    assert told(own)[:2] == ("look", "verdict-classes-weak")
    assert own.sentence.values["strong"] == ["water"]
    assert own.sentence.values["weak"] == ["wood", "town"]
    assert "wood: 38% of what the map calls so is something else, most often town" in html.sentence(own.advice[0])
    assert told(classifier.verdict(names, np.full((3, 3), 10)))[:2] == ("bad", "verdict-classes-bad")


def test_precision_is_a_range_where_not_every_object_is_marked():
    assert precision_range(DetectionCounts(8, 0, 0, 2, 10)) == (0.8, 0.8), "all is known: no range"
    low, high = precision_range(DetectionCounts(2, 2, 18, 0, 13))
    assert low == pytest.approx(2 / 22)
    assert high == pytest.approx((2 + 18 * wilson(2, 4).high) / 22)
    assert precision_range(DetectionCounts(2, 20, 18, 0, 13)).high < high, (
        "what does not fit marked objects fits no others"
    )
    assert precision_range(DetectionCounts(0, 0, 5, 0, 3)) == (0, 1)
    assert precision_range(DetectionCounts(0, 0, 0, 0, 3)) == (0, 0)


@pytest.mark.parametrize(
    ("counts", "held", "mark", "code"),
    [
        (DetectionCounts(21, 0, 0, 9, 30), True, "good", "verdict-detector"),
        (DetectionCounts(21, 0, 0, 10, 30), True, "look", "verdict-detector-search"),
        (DetectionCounts(20, 0, 0, 3, 30), True, "look", "verdict-detector-search"),
        (DetectionCounts(7, 0, 0, 1, 10), True, "look", "verdict-detector-search"),
        (DetectionCounts(21, 0, 0, 9, 30), False, "look", "verdict-detector-search"),
        (DetectionCounts(10, 0, 0, 10, 20), True, "look", "verdict-detector-search"),
        (DetectionCounts(9, 0, 20, 0, 20), True, "bad", "verdict-detector-bad"),
        (DetectionCounts(10, 0, 0, 11, 20), True, "bad", "verdict-detector-bad"),
        (DetectionCounts(0, 0, 0, 0, 20), True, "bad", "verdict-detector-none"),
    ],
)
def test_a_detector_counts_searches_or_is_not_used(counts, held, mark, code):
    own = detector_verdict(counts, held)
    assert told(own)[:2] == (mark, code)
    assert own.advice[0].code == ("advice-detector-held" if held else "advice-detector-learned")


def test_a_detection_beside_a_marked_object_is_no_unmarked_one():
    boxes = np.array([[10.0, 10, 20, 20]])
    finds = np.array([[12.0, 12, 24, 24], [16, 16, 30, 30], [8, 8, 11, 11]])
    assert same_place(finds, boxes).tolist() == [True, False, False]


def made(kid: float = 0.01, diversity: float = 1.0, sharpness: float = 1.0, copies: int = 0) -> TileComparison:
    distances = torch.tensor([0.0] * copies + [2.0] * (100 - copies))
    return TileComparison(kid, 0.001, 0.08, diversity, sharpness, distances, torch.zeros(100))


@pytest.mark.parametrize(
    ("figures", "mark", "reasons"),
    [
        ({}, "good", []),
        ({"kid": 0.02}, "good", []),
        ({"kid": 0.0201}, "look", ["tiles-unlike"]),
        ({"kid": 0.08}, "look", ["tiles-unlike"]),
        ({"kid": 0.0801}, "bad", ["tiles-blurred"]),
        ({"kid": math.nan}, "bad", ["tiles-blurred"]),
        ({"diversity": 0.8}, "good", []),
        ({"diversity": 0.79}, "look", ["tiles-alike"]),
        ({"diversity": 0.49}, "bad", ["tiles-alike"]),
        ({"sharpness": 0.8}, "good", []),
        ({"sharpness": 0.79}, "look", ["tiles-sharpness"]),
        ({"sharpness": 1.26}, "look", ["tiles-sharpness"]),
        ({"copies": 5}, "good", []),
        ({"copies": 6}, "look", ["tiles-copied"]),
        ({"copies": 51}, "bad", ["tiles-copied"]),
        ({"kid": 0.03, "diversity": 0.7}, "look", ["tiles-unlike", "tiles-alike"]),
    ],
)
def test_tiles_are_for_training_for_looking_at_or_for_nothing(figures, mark, reasons):
    own = generator.verdict(made(**figures))
    assert own.mark == mark
    assert [reason.code for reason in own.sentence.values.get("reasons", [])] == reasons
    assert "{" not in html.verdict(own)


@pytest.mark.parametrize(
    ("codes", "mark", "code", "fixes"),
    [
        (["crs-good"], "good", "verdict-layer", 0),
        (["crs-good", "crs-missing"], "look", "verdict-layer-look", 1),
        (["crs-missing", "nodata-all"], "bad", "verdict-layer-bad", 1),
    ],
)
def test_a_layer_says_what_to_do_first(codes, mark, code, fixes):
    findings = [Finding(own.partition("-")[0], own, {"crs": "UTM"}) for own in codes]
    found = told(layer_verdict("a.tif", findings))
    assert found == (mark, code, ["advice-fix"] * fixes)


@pytest.mark.parametrize(
    ("right", "count", "low", "high"), [(0, 0, 0, 1), (2, 13, 0.043, 0.422), (13, 13, 0.772, 1), (0, 5, 0, 0.434)]
)
def test_a_share_of_few_is_known_roughly(right, count, low, high):
    assert wilson(right, count) == pytest.approx((low, high), abs=1e-3)
