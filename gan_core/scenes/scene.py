"""A scene as its files tell it: layers of bands, and the facts that every band of it shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Optional

FILL = 0.0
"""What every sensor here writes where it saw nothing."""


class Channel(NamedTuple):
    """A band of a sensor."""

    name: str
    """As the sensor's users call it: "B8A"."""
    kind: str
    """Its color or use, in words that api/band_roles.py reads."""
    shortest: float
    longest: float
    """Wavelengths, nanometres."""


@dataclass(frozen=True)
class SceneBand:
    """One band of a layer."""

    channel: Channel
    files: tuple[str, ...]
    """Names inside the scene's folder or archive; several are pieces side by side."""
    index: int = 1
    """Number of the band in each file."""
    scale: Optional[float] = None
    offset: Optional[float] = None
    """value * scale + offset is what was measured; None where nobody says."""
    unit: str = ""
    """Of what was measured; empty for a share of the light reflected."""
    nodata: Optional[float] = FILL
    """Where the file declares none."""


@dataclass(frozen=True)
class SceneLayer:
    """Bands of one resolution."""

    id: str
    """One of SCENE_LAYERS in api/jobs/scenes.py; empty for bands that nobody has sorted yet."""
    bands: tuple[SceneBand, ...]


@dataclass(frozen=True)
class Scene:
    """What was recognized."""

    name: str
    satellite: str
    level: str
    date: str
    """When it was taken, ISO 8601 as far as it is known; empty if unknown."""
    layers: tuple[SceneLayer, ...]
    sensor: str = ""
    """The id of its preset in api/sensors.py; empty for an unknown one."""
    missing: tuple[str, ...] = ()
    """Bands that the sensor has and this scene was never meant to hold, or does not tell of."""
    absent: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """By layer: what the metadata lists and nobody finds."""
    baseline: str = ""
    """Of the processing, where it has a number."""


class Candidate(NamedTuple):
    """A scene that was seen and not read yet."""

    key: str
    """The file by which somebody chooses it."""
    names: Sequence[str]
    """Of its files, `key` among them."""
    read: Callable[[], Scene]

    def answers(self, wanted: str) -> bool:
        """Whether somebody who names the file or folder `wanted` means it; empty for whoever named none."""
        return not wanted or any(name == wanted or name.startswith(f"{wanted}/") for name in self.names)


def layered(bands: dict[str, list[SceneBand]]) -> tuple[SceneLayer, ...]:
    """Layers by their ids, without the empty ones."""
    return tuple(SceneLayer(layer, tuple(found)) for layer, found in bands.items() if found)
