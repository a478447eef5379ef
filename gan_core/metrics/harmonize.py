"""Taking systematic differences away, so that what is left is detail: a shift, and another distribution of values."""

from __future__ import annotations

import math

import torch

FINENESS = 50
"""Steps in a pixel to which a shift is found."""


def shift(image: torch.Tensor, reference: torch.Tensor) -> tuple[float, float]:
    """(rows, columns), pixels, by which `image` must be moved to lie on `reference`; both (H, W).

    The peak of the phase correlation, found first among whole pixels, then to 1 / FINENESS by evaluating the Fourier sum
    around it (Guizar-Sicairos et al. 2008).
    """
    height, width = reference.shape
    product = torch.fft.fft2(reference.double()) * torch.fft.fft2(image.double()).conj()
    product = product / product.abs().clamp(min=1e-12)
    peak = int(torch.fft.ifft2(product).abs().argmax())
    row, column = _signed(peak // width, height), _signed(peak % width, width)
    reach = math.ceil(FINENESS * 1.5) // 2
    steps = torch.arange(-reach, reach + 1, dtype=torch.float64, device=image.device) / FINENESS
    around = _waves(row + steps, height) @ product @ _waves(column + steps, width).T
    best = int(around.abs().argmax())
    return row + float(steps[best // len(steps)]), column + float(steps[best % len(steps)])


def moved(image: torch.Tensor, rows: float, columns: float) -> torch.Tensor:
    """(C, H, W) moved down and right by a fraction of pixels, bilinear, the border replicated."""
    for axis, distance in ((-2, rows), (-1, columns)):
        places = torch.arange(image.shape[axis], dtype=torch.float64, device=image.device) - distance
        whole = places.floor()
        share = (places - whole).to(image.dtype)
        before, after = (
            image.index_select(axis, (whole + step).clamp(0, image.shape[axis] - 1).long()) for step in (0, 1)
        )
        image = torch.lerp(before, after, share if axis == -1 else share[:, None])
    return image


def with_distribution_of(image: torch.Tensor, reference: torch.Tensor) -> torch.Tensor:
    """Each band of (C, H, W) mapped by the one rising curve that gives it the distribution of the reference's band.

    Histogram matching on all distinct values (Gonzalez and Woods): a value goes to the reference's value of equal rank.
    """
    return torch.stack([_ranked(band, wanted) for band, wanted in zip(image, reference)])


def _ranked(band: torch.Tensor, reference: torch.Tensor) -> torch.Tensor:
    _, inverse, counts = torch.unique(band, return_inverse=True, return_counts=True)
    values, wanted = torch.unique(reference, return_counts=True)
    ranks, known = (n.cumsum(0).double() / n.sum() for n in (counts, wanted))
    above = torch.searchsorted(known, ranks).clamp(max=len(values) - 1)
    below = (above - 1).clamp(min=0)
    share = ((ranks - known[below]) / (known[above] - known[below]).clamp(min=1e-300)).clamp(0, 1)
    curve = torch.lerp(values[below].double(), values[above].double(), share)
    return curve.to(band.dtype)[inverse]


def _signed(index: int, length: int) -> int:
    return index - length if index > length // 2 else index


def _waves(places: torch.Tensor, length: int) -> torch.Tensor:
    """(len(places), length): exp(2 pi i f x) at the Fourier frequencies f."""
    frequencies = torch.fft.fftfreq(length, dtype=torch.float64, device=places.device)
    return torch.exp(2j * math.pi * torch.outer(places, frequencies))
