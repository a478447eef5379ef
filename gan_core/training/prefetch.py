"""Batches made ahead: the next one in a thread while one is learned from."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, Protocol, TypeVar

Batch = TypeVar("Batch", covariant=True)


class Sampler(Protocol[Batch]):
    """A source of batches."""

    def batch(self, step: int, count: int) -> Batch:
        """The same for the same arguments, whatever came before."""


class Prefetched(Generic[Batch]):
    """A sampler that gives what another gives, sooner where steps follow each other.  To be left as a context."""

    def __init__(self, sampler: Sampler[Batch]) -> None:
        self.sampler, self.thread = sampler, ThreadPoolExecutor(1)
        self.coming: dict[tuple[int, int], Future[Batch]] = {}

    def batch(self, step: int, count: int) -> Batch:
        batch = (self.coming.pop((step, count), None) or self._submit(step, count)).result()
        self.coming = {(step + 1, count): self._submit(step + 1, count)}
        return batch

    def _submit(self, step: int, count: int) -> Future[Batch]:
        return self.thread.submit(self.sampler.batch, step, count)

    def __enter__(self) -> Prefetched[Batch]:
        return self

    def __exit__(self, *_: object) -> None:
        self.thread.shutdown()
