"""Which learner is kept: each learns from all blocks of labelled ground but one, and is asked about that one."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch.nn.functional import cross_entropy

from gan_core.training.fixmatch import fixmatch
from gan_core.training.linear_probe import linear_probe
from gan_core.training.pixel_samples import TRUSTS, Budget, Check, Learner, PixelSamples, Trust, logits
from gan_core.training.semi_gan import semi_gan

LEARNERS: dict[str, Learner] = {"probe": linear_probe, "sgan": semi_gan, "match": fixmatch}
WARMEST, COLDEST = 0.1, 10.0
"""Temperatures that are tried."""
MARGIN = 0.5
SHARE = 0.5
"""Of the time for the learners of networks in cross-validation; the rest is kept for the one that is chosen."""
PROBING = 0.25
"""Of the time, for the probe at most: with few classes it takes none."""


@dataclass(frozen=True)
class CrossValidationResult:
    """A learner, asked about labels that it did not learn from."""

    learner: str
    trust: Trust
    answers: torch.Tensor
    """(N, classes) logits, each from the learner that did not know the label."""
    temperature: float
    """By which logits are divided to be as sure as they are right."""
    losses: torch.Tensor
    """(N,) -log of the probability of the true class, at that temperature: lower is better."""
    accuracy: float
    """Share of right answers."""

    @property
    def loss(self) -> float:
        return float(self.losses.mean())

    def clearly_better(self, other: CrossValidationResult) -> bool:
        """By more than MARGIN standard errors of the difference: few labels can't tell finer (Breiman et al. 1984)."""
        gain = other.losses - self.losses
        return bool(gain.mean() > MARGIN * gain.std() / len(gain) ** 0.5)


def cross_validate(
    name: str,
    trust: Trust,
    samples: PixelSamples,
    fold: torch.Tensor,
    seconds: float,
    device: torch.device,
    check: Check,
) -> CrossValidationResult:
    """fold: (N,) the block of each label; labels behind these are learned from and not asked about.  seconds: for all blocks
    together."""
    known, truth = samples.known[: len(fold)], samples.truth[: len(fold)]
    answers = torch.zeros(len(fold), samples.classes)
    numbers, end = [int(number) for number in fold.unique()], time.monotonic() + seconds
    for done, number in enumerate(numbers):
        asked = fold == number
        learned = torch.ones(len(samples.truth), dtype=torch.bool)
        learned[: len(fold)] = ~asked
        now = time.monotonic()
        budget = Budget(now + (end - now) / (len(numbers) - done), check)
        head = LEARNERS[name](samples.only(learned).on(device), trust, budget)
        with torch.inference_mode():
            answers[asked] = logits(head, known[asked])
    temperature = fitted(answers, truth)
    losses = cross_entropy(answers / temperature, truth, reduction="none")
    right = float((answers.argmax(1) == truth).float().mean())
    return CrossValidationResult(name, trust, answers, temperature, losses, right)


def cross_validate_all(
    names: Sequence[str],
    samples: PixelSamples,
    fold: torch.Tensor,
    seconds: float,
    device: torch.device,
    check: Check,
) -> list[CrossValidationResult]:
    """Every learner at its best, the one to keep first.  names: of LEARNERS, the simplest first.

    How far surroundings and texture are trusted is found with the probe, which takes no time, and holds for all.
    """
    with one_thread():
        return _trials(names, samples, fold, seconds, device, check)


@contextmanager
def one_thread() -> Iterator[None]:
    """Matrices as small as these are no faster on several threads, and a hundred times slower where others use them too."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _trials(
    names: Sequence[str],
    samples: PixelSamples,
    fold: torch.Tensor,
    seconds: float,
    device: torch.device,
    check: Check,
) -> list[CrossValidationResult]:
    share = seconds * PROBING / len(TRUSTS)
    probes = [cross_validate("probe", trust, samples, fold, share, device, check) for trust in TRUSTS]
    best = preferred(probes)
    others = [name for name in names if name != "probe"]
    results = [best] if "probe" in names else []
    results += [
        cross_validate(name, best.trust, samples, fold, seconds * SHARE / len(others), device, check) for name in others
    ]
    kept = preferred(results)
    return [kept, *sorted((result for result in results if result is not kept), key=lambda result: result.loss)]


def preferred(results: Sequence[CrossValidationResult]) -> CrossValidationResult:
    """The one of the lowest loss among those that are clearly better than the first; else the first."""
    better = [result for result in results[1:] if result.clearly_better(results[0])]
    return min(better, key=lambda result: result.loss, default=results[0])


def fitted(answers: torch.Tensor, truth: torch.Tensor) -> float:
    """The temperature at which answers (N, K) fit the truth (N,) best (Guo et al. 2017), by the golden section."""
    low, high = torch.tensor(WARMEST).log(), torch.tensor(COLDEST).log()
    golden = (5**0.5 - 1) / 2

    def loss(log: torch.Tensor) -> float:
        return float(cross_entropy(answers / log.exp(), truth))

    for _ in range(40):
        left, right = high - golden * (high - low), low + golden * (high - low)
        low, high = (low, right) if loss(left) < loss(right) else (left, high)
    return float(((low + high) / 2).exp())
