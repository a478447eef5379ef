"""Where a label would help most: pixels that a classifier is least sure of, no two of them near or alike.

Uncertainty by the margin between the two likeliest classes (Scheffer et al. 2001), spread by the farthest point (Sener and
Savarese, "Active Learning for Convolutional Neural Networks: A Core-Set Approach", 2018).
"""

from __future__ import annotations

import torch

UNSURE = 0.25
"""Share of the pixels, the least sure, that are chosen from."""


def most_helpful(
    probabilities: torch.Tensor, features: torch.Tensor, places: torch.Tensor, labeled: torch.Tensor, count: int
) -> list[int]:
    """Indexes of at most `count` pixels, the most helpful first.

    probabilities: (N, classes); features: (N, F), standardized; places: (N, 2) rows and columns; labeled: (M, 2), of the
    labels that there are.  The first is the least sure; each further one has the largest doubt (1 less the margin)
    times distance to all chosen before, on the ground (where labels count too) or among the features, whichever is smaller in
    the candidates' spread.
    """
    first, second = probabilities.topk(2, 1).values.unbind(1)
    most = min(len(probabilities), max(count, round(UNSURE * len(probabilities))))
    margins = first - second
    candidates = margins.argsort(stable=True)[:most]
    doubt = 1 - margins[candidates].double()
    ground, alike = places[candidates].double(), features[candidates].double()
    scales = [each.std(0).square().sum().sqrt().clamp(min=1e-9) for each in (ground, alike)]
    far = torch.cdist(ground, labeled.double()).min(1).values / scales[0]
    chosen: list[int] = []
    newest = 0
    while len(chosen) < min(count, most):
        chosen.append(int(candidates[newest]))
        for values, scale in zip((ground, alike), scales):
            far = torch.minimum(far, (values - values[newest]).norm(dim=1) / scale)
        far[newest] = -1.0
        newest = int((far * doubt).argmax())
    return chosen
