"""A GAN's weights as they ship: part of the way from the faithful ones, and lent to models for other bands."""

from __future__ import annotations

from collections.abc import Mapping

import torch

Weights = Mapping[str, torch.Tensor]


def eased(faithful: Weights, game: Weights, share: float) -> dict[str, torch.Tensor]:
    """The weights that lie `share` of the way from the faithful ones to the game's."""
    return {name: torch.lerp(tensor, game[name], share) for name, tensor in faithful.items()}


def borrowed(faithful: Weights, lender: Weights, game: Weights, known: int, bands: int) -> dict[str, torch.Tensor]:
    """Faithful weights for `bands` bands with the detail that a lender's game, for `known` bands, added to the lender's own.

    Both started from the same weights, so what one learned further can be added to the other (task arithmetic, Ilharco et al.
    2023): near infrared and a single band take the mean of what red, green and blue learned.
    """
    return {name: tensor + _spread(name, game[name] - lender[name], known, bands) for name, tensor in faithful.items()}


def _spread(name: str, tensor: torch.Tensor, known: int, bands: int) -> torch.Tensor:
    if name == "head.weight":
        of_bands, rest = tensor[:, :known], tensor[:, known:]
        return torch.cat((_more(of_bands.transpose(0, 1), bands).transpose(0, 1) * (known / bands), rest), 1)
    if name.startswith("tail."):
        return _more(tensor.unflatten(0, (known, -1)), bands).flatten(0, 1)
    return tensor


def _more(of_bands: torch.Tensor, bands: int) -> torch.Tensor:
    """(known, ...) -> (bands, ...): the known ones and their mean, or for one band their mean."""
    mean = of_bands.mean(0, keepdim=True)
    return mean if bands == 1 else torch.cat((of_bands, *[mean] * (bands - len(of_bands))))
