"""Real-ESRGAN's small models: `body.0`, `body.1`, ... are convolutions and slopes in turn, the last one a convolution."""

from __future__ import annotations

from typing import Optional

from gan_core.foreign.layout import Converted, State, count, rename, root


def recognize(state: State) -> Optional[Converted]:
    """None unless the names are just this layout's."""
    layers = count(state, "body.")
    first, last = state.get("body.0.weight"), state.get(f"body.{layers - 1}.bias")
    if layers < 5 or layers % 2 == 0 or first is None or first.dim() != 4 or last is None:
        return None
    rules = [(rf"body\.{layers - 1}\.(weight|bias)", "tail.{0}")]
    for number in range(layers // 2):
        rules.append((rf"body\.{2 * number}\.(weight|bias)", f"convs.{number}.{{0}}"))
        rules.append((rf"body\.{2 * number + 1}\.(weight)", f"slopes.{number}.{{0}}"))
    weights = rename(state, rules)
    if weights is None:
        return None
    features, bands = first.shape[:2]
    arguments = {"bands": bands, "scale": root(len(last), bands), "features": features, "convs": layers // 2 - 1}
    return Converted("Real-ESRGAN Compact", "compact", arguments, len(last), [("", weights)])
