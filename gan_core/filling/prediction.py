"""What another date or sensor says a band should be: a regression on its bands around every pixel.

Its sums are taken in windows of growing size at once, the smaller the heavier: beside a gap the nearest pixels decide, in the
middle of a cloud those around it, without a border between the two; where there are none at all, the whole layer.
"""

from __future__ import annotations

import torch

from gan_core.sharpening.regression import solved

STEP = 8
"""The regression is solved for squares of so many pixels and interpolated between their centers."""
RADII = (1, 2, 4, 8)
"""Of the windows, squares on each side of the middle one."""
LIGHTER = 0.12
"""Weight of a pixel in a window, of that in the next smaller one's."""
STRIP = 16 * STEP
"""Rows whose moments are held at a time."""
REACH = (RADII[-1] + 2) * STEP
"""Pixels on each side that a prediction looks at."""
NOISE = 0.05
"""What the reference may vary by without meaning anything, in standard deviations of the whole layer."""
LIKENESS = 0.03
"""Share of the reference's variance that is added to each band's: its bands are alike.  All three were chosen on five dates of
one place and two of another, a tenth of a percent apart."""
PRIOR = 1e-4
"""Weight of the whole layer, in known squares: it decides where no window holds anything."""


def moments(image: torch.Tensor, reference: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
    """What the regression sums, (planes, H, W): 1, the reference's R bands, the image's C, products of the reference's with
    each other and with the image's; 0 where not known.

    image: (C, H, W), reference: (R, H, W), both in standard deviations of their layers.  known: (H, W) bool, of both.
    """
    weight = known[None].to(image.dtype)
    alone = torch.where(known, torch.cat((reference, image)), 0.0)
    pairs = [alone[band] * alone[band : len(reference)] for band in range(len(reference))]
    cross = [alone[band] * alone[len(reference) :] for band in range(len(reference))]
    return torch.cat((weight, alone, *pairs, *cross))


def predicted(
    image: torch.Tensor,
    known: torch.Tensor,
    reference: torch.Tensor,
    reference_known: torch.Tensor,
    prior: torch.Tensor,
) -> torch.Tensor:
    """(C, H, W): each band of `image` as the reference tells it, where that is known.

    image: (C, H, W), reference: (R, H, W), both in standard deviations of their layers; H and W are multiples of STEP.
    known: (C, H, W) bool.  reference_known: (H, W) bool.  prior: (planes,), the mean of `moments` over the whole layer's
    known pixels.
    """
    result = torch.empty_like(image)
    for bands in alike(known):
        own = _of_bands(prior, len(image), len(reference), bands)
        squares = _squares(image[bands], reference, known[bands[0]] & reference_known)
        sums = _windows(squares) + PRIOR * own[:, None, None]
        slope, offset = _line(sums / sums[:1], len(reference))
        for index, band in enumerate(bands):
            planes = torch.cat((slope[:, index], offset[index : index + 1]))[None]
            planes = torch.nn.functional.interpolate(planes, scale_factor=STEP, mode="bilinear")[0]
            result[band] = planes[-1] + (planes[:-1] * reference).sum(0)
    return torch.where(reference_known, result, 0.0)


def _squares(image: torch.Tensor, reference: torch.Tensor, known: torch.Tensor) -> torch.Tensor:
    """(planes, H / STEP, W / STEP): means of `moments`, a strip of rows at a time, as they are many."""
    strips = zip(*(planes.split(STRIP, -2) for planes in (image, reference, known)))
    return torch.cat([torch.nn.functional.avg_pool2d(moments(*strip), STEP) for strip in strips], 1)


def alike(known: torch.Tensor) -> list[list[int]]:
    """The bands of (C, H, W), those with the same gaps together."""
    groups: list[list[int]] = []
    for band, mask in enumerate(known):
        group = next((group for group in groups if torch.equal(known[group[0]], mask)), None)
        if group is None:
            groups.append([band])
        else:
            group.append(band)
    return groups


def _of_bands(prior: torch.Tensor, count: int, references: int, bands: list[int]) -> torch.Tensor:
    """The planes of `moments` for some of an image's bands."""
    pairs = references * (references + 1) // 2
    first, own, squares, cross = prior.split([1 + references, count, pairs, references * count])
    return torch.cat((first, own[bands], squares, cross.unflatten(0, (references, count))[:, bands].flatten()))


def _windows(squares: torch.Tensor) -> torch.Tensor:
    """Sums over the windows around each square."""
    total = squares.clone()
    for index, radius in enumerate(RADII, 1):
        side = 2 * radius + 1
        padded = torch.nn.functional.pad(squares, [radius] * 4)
        total += LIGHTER**index * side**2 * torch.nn.functional.avg_pool2d(padded, side, 1)
    return total


def _line(means: torch.Tensor, references: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Slopes (R, C, rows, columns) and offsets (C, rows, columns) from the means of `moments`."""
    pairs = [(band, other) for band in range(references) for other in range(band, references)]
    count = (len(means) - 1 - references - len(pairs)) // (1 + references)
    _, reference, image, products, cross = means.split([1, references, count, len(pairs), references * count])
    gram = {pair: products[index] - reference[pair[0]] * reference[pair[1]] for index, pair in enumerate(pairs)}
    covariance = cross.unflatten(0, (references, count)) - reference[:, None] * image
    common = LIKENESS * torch.stack([gram[band, band].clamp(min=0) for band in range(references)]).mean(0) + NOISE**2
    for band in range(references):
        gram[band, band] = gram[band, band].clamp(min=0) + common
    slope = solved(gram, covariance)
    return slope, image - (slope * reference[:, None]).sum(0)
