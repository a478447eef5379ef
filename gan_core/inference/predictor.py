"""One padded tile in, what a network makes of its core out, whatever the memory allows."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Optional

import torch

from gan_core.api.devices import PROCESSOR
from gan_core.api.errors import RasterGanError
from gan_core.api.language import translatable
from gan_core.inference import devices
from gan_core.inference.model import Model
from gan_core.inference.precision import lower
from gan_core.networks.residual import Residual
from gan_core.tiling.plan import smallest_core

Note = Callable[..., None]
Finish = Callable[[torch.Tensor, torch.Tensor, Optional[torch.Tensor]], torch.Tensor]
"""From a network's output, the image in the precision that the rest is computed in, halo included, and the response of the
sensors, to the core (B, C, H, W) on the CPU.  Done for each piece of a tile, where memory is short."""
ALIGNED = 4
"""Parts of a tile begin at multiples of this, so that a network which folds its input into blocks sees the same blocks."""
TRIED = 144
"""Side of the core that precisions are tried on, pixels."""


class Predictor:
    """Runs a model on a device.  When memory is short it halves the batch, then the tile, then moves to the CPU.

    The halo makes a part of a tile give the same pixels as the whole, so the ladder changes no result on the CPU.  A device
    that fails in another way is left at once: what is wrong with the network or the tile then shows on the CPU.
    """

    def __init__(
        self,
        model: Model,
        device: torch.device,
        halo: int,
        finish: Finish,
        note: Note,
        tolerance: Optional[float] = None,
    ) -> None:
        """note: hears of what is done about memory and precision, as `Report.note` does.  tolerance: by how much 99.9 % of
        the values may be off, in the network's range, for a lower precision where that is faster; None for never."""
        self.card, self.finish, self.tolerance = model.card, finish, tolerance
        self.dtype: torch.dtype | None = None
        self.kept = model.network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        """On the CPU, since nothing can be read back from a device that is lost."""
        self.network = self.kept
        self.device, self.halo, self.note = device, halo, note
        self.batch = devices.tiles_at_once(device)
        self.largest: int | None = None
        if not devices.is_processor(device):
            self._move_to_device()

    def __call__(
        self, tiles: torch.Tensor, exact: torch.Tensor, response: Optional[torch.Tensor] = None
    ) -> torch.Tensor:
        """(B, C, H, W), halo included -> what `finish` makes of the core.

        tiles: float32, in the network's range, for the network.  exact: the same image in the precision that the rest is
        computed in.  response: (B,) of the sensors that saw them.
        Raises RasterGanError `out-of-memory` when nothing is left to try.
        """
        parts = []
        for first in range(0, len(tiles), self.batch):
            some = slice(first, first + self.batch)
            parts.append(self._attempt(tiles[some], exact[some], None if response is None else response[some]))
        return parts[0] if len(parts) == 1 else torch.cat(parts)

    def _attempt(self, tiles: torch.Tensor, exact: torch.Tensor, response: Optional[torch.Tensor]) -> torch.Tensor:
        height, width = (side - 2 * self.halo for side in tiles.shape[2:])
        rows, columns = self._pieces(height), self._pieces(width)
        if len(rows) * len(columns) > 1:
            return self._joined(tiles, exact, response, rows, columns)
        try:
            return self._run(tiles, exact, response)
        except (RuntimeError, MemoryError) as error:
            reason, full = _reason(error), devices.is_out_of_memory(error)
            if not full and devices.is_processor(self.device):
                raise
        if full:
            self._step_down(len(tiles), max(height, width), reason)
        else:
            self._leave_device("device-failed", device=str(self.device), reason=reason)
        return self(tiles, exact, response)

    @torch.inference_mode()
    def _run(self, tiles: torch.Tensor, exact: torch.Tensor, response: Optional[torch.Tensor]) -> torch.Tensor:
        batch = tiles.to(self.device).contiguous(memory_format=torch.channels_last)
        if self.tolerance is not None:
            self._choose_precision(batch, self.tolerance)
        return self.finish(self._output(batch, self.dtype), exact, response)

    def _output(self, batch: torch.Tensor, dtype: torch.dtype | None) -> torch.Tensor:
        """Without the pixels that the tile's own edge reaches, for a network that can leave them out."""
        trims = isinstance(self.network, Residual) and self.network.edge <= self.halo
        with torch.autocast(self.device.type, dtype, enabled=dtype is not None):
            return (self.network.inner if trims else self.network)(batch)

    def _choose_precision(self, batch: torch.Tensor, tolerance: float) -> None:
        """Once, on the first tile that memory holds; on a processor its middle tells as much in a quarter of the time."""
        if devices.is_processor(self.device):
            batch = _middle(batch, TRIED + 2 * self.halo)
        choice = lower(lambda dtype: self._output(batch, dtype), self.device, tolerance)
        self.tolerance = None
        if choice is None:
            self.note("precision-exact", model=self.card.id)
            return
        self.dtype = choice.dtype
        name = str(choice.dtype).rpartition(".")[2]
        self.note("precision", model=self.card.id, kind=name, gain=choice.gain, difference=100 * choice.difference)

    def _step_down(self, batch: int, core: int, reason: str) -> None:
        if batch > 1:
            self.batch = batch // 2
            self.note("memory", remedy=translatable("fewer bands or tiles at a time"))
        elif core // 2 >= smallest_core(self.halo):
            self.largest = core // 2
            self.note("memory", remedy=translatable("smaller tiles"))
        elif not devices.is_processor(self.device):
            self._leave_device("memory", remedy=translatable("the processor"))
        else:
            raise RasterGanError("out-of-memory", reason=reason)
        devices.empty_cache(self.device)

    def _move_to_device(self) -> None:
        try:
            self.network = copy.deepcopy(self.kept).to(self.device)
        except (RuntimeError, MemoryError) as error:
            self._leave_device("device-failed", device=str(self.device), reason=_reason(error))

    def _leave_device(self, code: str, **values: str) -> None:
        left, self.device = self.device, torch.device(PROCESSOR)
        self.network, self.batch, self.largest, self.dtype = self.kept, 1, None, None
        devices.empty_cache(left)
        self.note(code, **values)

    def _pieces(self, length: int) -> list[tuple[int, int]]:
        """A core's side, in halves where it is too long and a half is still computed like the whole."""
        middle = length // 2 // ALIGNED * ALIGNED
        if self.largest is None or length <= self.largest or middle < smallest_core(self.halo):
            return [(0, length)]
        return [(0, middle), (middle, length)]

    def _joined(
        self,
        tiles: torch.Tensor,
        exact: torch.Tensor,
        response: Optional[torch.Tensor],
        rows: list[tuple[int, int]],
        columns: list[tuple[int, int]],
    ) -> torch.Tensor:
        bands = []
        for top, bottom in rows:
            band = slice(top, bottom + 2 * self.halo)
            areas = [(..., band, slice(left, right + 2 * self.halo)) for left, right in columns]
            bands.append(torch.cat([self._attempt(tiles[area], exact[area], response) for area in areas], 3))
        return torch.cat(bands, 2)


def _reason(error: BaseException) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__


def _middle(image: torch.Tensor, side: int) -> torch.Tensor:
    """(B, C, H, W) -> its middle, at most side x side."""
    top, left = (max(0, (length - side) // 2) for length in image.shape[2:])
    return image[:, :, top : top + side, left : left + side].contiguous(memory_format=torch.channels_last)
