"""Colors as people tell them apart: CIELAB of sRGB under daylight."""

from __future__ import annotations

import torch

TO_XYZ = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
"""Of linear sRGB (IEC 61966-2-1)."""
WHITE = (0.95047, 1.0, 1.08883)
"""D65."""


def lab(image: torch.Tensor) -> torch.Tensor:
    """(..., 3, H, W) sRGB in 0..1 -> (..., 3, H, W): L 0 to 100, a and b about -100 to 100."""
    image = image.clamp(0, 1)
    linear = torch.where(image <= 0.04045, image / 12.92, ((image + 0.055) / 1.055) ** 2.4)
    matrix = image.new_tensor(TO_XYZ) / image.new_tensor(WHITE)[:, None]
    xyz = torch.einsum("ij,...jhw->...ihw", matrix, linear)
    cubic = torch.where(xyz > (6 / 29) ** 3, xyz.clamp(min=1e-9) ** (1 / 3), xyz / (3 * (6 / 29) ** 2) + 4 / 29)
    x, y, z = cubic.unbind(-3)
    return torch.stack((116 * y - 16, 500 * (x - y), 200 * (y - z)), -3)


def color_error(image: torch.Tensor, truth: torch.Tensor) -> float:
    """Root mean square of the differences in a and b, images (..., 3, H, W) in 0..1."""
    difference = lab(image)[..., 1:, :, :] - lab(truth)[..., 1:, :, :]
    return float(difference.double().square().mean().sqrt())
