"""The faults that `enhance` is measured on: fixed, seeded, made with real encoders where there is one."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import torch
from osgeo import gdal

from gan_core.radiometry.sensor import Sensor
from gan_core.training.degradation import blurred, mtf_sigma

Change = Callable[[np.ndarray], np.ndarray]
"""(C, H, W) uint8 -> the same with a fault, uint8."""


class Fault(NamedTuple):
    change: Change
    sensor: Sensor
    """What a network is told of it; the noise in the network's range."""

    def see(self, truth: torch.Tensor, seed: int) -> torch.Tensor:
        """(1, C, H, W) in 0..1 -> the same with the fault; the seed is the fault's own."""
        faulty = self.change(truth[0].mul(255).round().byte().numpy())
        return torch.from_numpy(faulty.astype(np.float32) / 255)[None]


def with_noise_of(sigma: float) -> Change:
    """Gaussian noise of standard deviation `sigma`, in units of 255, clipped and rounded as a camera does."""

    def change(image: np.ndarray) -> np.ndarray:
        noise = np.random.default_rng(0).normal(0, sigma, image.shape)
        return np.clip(np.round(image + noise), 0, 255).astype(np.uint8)

    return change


def with_mtf_of(mtf: float) -> Change:
    """A Gaussian blur that leaves `mtf` of the contrast at the pixels' Nyquist frequency."""

    def change(image: np.ndarray) -> np.ndarray:
        sigma = torch.full((1, len(image)), float(mtf_sigma(mtf, 1)))
        soft = blurred(torch.from_numpy(image).float()[None], sigma, torch.zeros(2, 1, len(image)))[0]
        return soft.round().clamp(0, 255).byte().numpy()

    return change


def with_jpeg_of(quality: int) -> Change:
    """Through GDAL's own JPEG encoder and back; bands after the first three each by itself."""

    def encoded(image: np.ndarray) -> np.ndarray:
        path = "/vsimem/fault.jpg"
        dataset = gdal.GetDriverByName("MEM").Create("", image.shape[2], image.shape[1], len(image), gdal.GDT_Byte)
        dataset.WriteArray(image)
        gdal.GetDriverByName("JPEG").CreateCopy(path, dataset, 0, [f"QUALITY={quality}"])
        result = gdal.Open(path).ReadAsArray().reshape(image.shape)
        gdal.Unlink(path)
        return result

    def change(image: np.ndarray) -> np.ndarray:
        return np.concatenate([encoded(image[:3]), *(encoded(band[None]) for band in image[3:])])

    return change


FAULTS: dict[str, Fault] = {
    "noise 25": Fault(with_noise_of(25), Sensor(1, 25 / 255)),
    "noise 10": Fault(with_noise_of(10), Sensor(1, 10 / 255)),
    "blur 0.2": Fault(with_mtf_of(0.2), Sensor(0.2, 0)),
    "JPEG 40": Fault(with_jpeg_of(40), Sensor(1, 0)),
    "none": Fault(lambda image: image, Sensor(1, 0)),
}
