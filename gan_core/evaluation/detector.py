"""How good a detector is on ground that it did not learn from, and from which score on its finds are worth having."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from gan_core.api.protocol import Report
from gan_core.datasets.marked_objects import MarkedObjects, centers_of
from gan_core.evaluation.detector_verdict import DetectionCounts
from gan_core.inference.boxes import box_iou
from gan_core.inference.detector import Detections
from gan_core.metrics.detection import PrecisionRecallCurve, average_precision, best_score, curve, matched
from gan_core.pipeline.tiled_detection import TiledDetector

LEAST = 0.02
"""Score from which on finds are looked at."""
UNHELD = 0.2
"""The highest least score where nothing was held out: what was learned from scores higher than what it stands for.  From 5
crowns it asked for a score that 1 crown in 28 reached elsewhere; there 0.17 served best."""
HELD = 0.5
"""The highest where some were: the lowest score of a few objects says little about how low others may score."""


@dataclass(frozen=True)
class DetectionEvaluation:
    """What was found on the ground that is judged on, beside what is there."""

    curve: PrecisionRecallCurve
    detections: Detections
    meets: np.ndarray
    """(N,) which of the truth a find is; -1 for none"""
    boxes: np.ndarray
    """(M, 4) of the truth"""
    score: float
    """The score threshold that serves best."""
    misfit: np.ndarray
    """(N,) bool: meets a marked object, but is no true find of one."""
    wrong: np.ndarray
    """(N,) bool: lies where nothing is, as somebody said."""

    @property
    def right(self) -> np.ndarray:
        """(N,) bool: which finds are true."""
        return self.meets >= 0

    @property
    def ap50(self) -> float:
        return average_precision(self.curve)

    @property
    def precision(self) -> float:
        """At `score`."""
        return self._at(self.curve.precision)

    @property
    def recall(self) -> float:
        return self._at(self.curve.recall)

    @property
    def counts(self) -> DetectionCounts:
        """At `score`."""
        kept = self.detections.scores >= self.score
        right, misfit, wrong = (int((kind & kept).sum()) for kind in (self.right, self.misfit, self.wrong))
        return DetectionCounts(right, misfit, int(kept.sum()) - right - misfit - wrong, wrong, len(self.boxes))

    def _at(self, values: np.ndarray) -> float:
        reached = int((self.curve.scores >= self.score).sum())
        return float(values[reached - 1]) if reached else 0.0


def evaluate_detector(objects: MarkedObjects, detector: TiledDetector, report: Report) -> DetectionEvaluation:
    """A find is true where it has an object's class and overlaps it by half."""
    truth = objects.is_validation if objects.is_validation.any() else np.ones(len(objects.boxes), bool)
    boxes, classes = objects.boxes[truth], objects.classes[truth]
    detections = Detections.joined([detector.detect(block, LEAST, report) for block in objects.blocks])
    alike = detections.classes[:, None] == classes[None]
    meets = matched(detections.scores, box_iou(detections.boxes, boxes) * alike)
    by_score = curve(detections.scores, meets >= 0, len(boxes))
    score = best_score(by_score)
    score = min(score, HELD if objects.is_validation.any() else UNHELD)
    misfit = same_place(detections.boxes, objects.boxes) & (meets < 0)
    wrong = objects.empty_at(detections.centers) & (meets < 0) & ~misfit
    return DetectionEvaluation(by_score, detections, meets, boxes, score, misfit, wrong)


def same_place(finds: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """(N,) bool: whether a find holds a box's middle and this box the find's.  finds: (N, 4), boxes: (M, 4)."""
    of_finds, of_boxes = centers_of(finds), centers_of(boxes)
    inside = (of_boxes[None] >= finds[:, None, :2]) & (of_boxes[None] <= finds[:, None, 2:])
    around = (of_finds[:, None] >= boxes[None, :, :2]) & (of_finds[:, None] <= boxes[None, :, 2:])
    both: np.ndarray = (inside & around).all(2).any(1)
    return both
