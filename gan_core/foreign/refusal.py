"""How a foreign file is turned away."""

from __future__ import annotations

from pathlib import Path

from gan_core.api.errors import RasterGanError


def refused(path: Path, reason: str) -> RasterGanError:
    return RasterGanError("import-refused", path=str(path), reason=reason)
