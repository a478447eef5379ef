"""The faults that `enhance` is measured on: fixed, seeded, made with real encoders where there is one."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from osgeo import gdal

from gan_core.training.degradation import blurred, mtf_sigma

Fault = Callable[[np.ndarray], np.ndarray]
"""(C, H, W) uint8 -> the same with a fault, uint8."""


def with_noise_of(sigma: float) -> Fault:
    """Gaussian noise of standard deviation `sigma`, in units of 255, clipped and rounded as a camera does."""

    def fault(image: np.ndarray) -> np.ndarray:
        noise = np.random.default_rng(0).normal(0, sigma, image.shape)
        return np.clip(np.round(image + noise), 0, 255).astype(np.uint8)

    return fault


def with_mtf_of(mtf: float) -> Fault:
    """A Gaussian blur that leaves `mtf` of the contrast at the pixels' Nyquist frequency."""

    def fault(image: np.ndarray) -> np.ndarray:
        sigma = torch.full((1, len(image)), float(mtf_sigma(mtf, 1)))
        soft = blurred(torch.from_numpy(image).float()[None], sigma, torch.zeros(2, 1, len(image)))[0]
        return soft.round().clamp(0, 255).byte().numpy()

    return fault


def with_jpeg_of(quality: int) -> Fault:
    """Through GDAL's own JPEG encoder and back."""

    def fault(image: np.ndarray) -> np.ndarray:
        path = "/vsimem/fault.jpg"
        dataset = gdal.GetDriverByName("MEM").Create("", image.shape[2], image.shape[1], len(image), gdal.GDT_Byte)
        dataset.WriteArray(image)
        gdal.GetDriverByName("JPEG").CreateCopy(path, dataset, 0, [f"QUALITY={quality}"])
        result = gdal.Open(path).ReadAsArray().reshape(image.shape)
        gdal.Unlink(path)
        return result

    return fault


FAULTS: dict[str, Fault] = {
    "noise 25": with_noise_of(25),
    "noise 10": with_noise_of(10),
    "blur 0.2": with_mtf_of(0.2),
    "JPEG 40": with_jpeg_of(40),
    "none": lambda image: image,
}
