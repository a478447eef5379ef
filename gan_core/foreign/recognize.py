"""Which network a foreign file's weights belong to, by their names and shapes."""

from __future__ import annotations

from pathlib import Path

from gan_core.api.errors import RasterGanError
from gan_core.foreign import compact, edsr, rrdb, span
from gan_core.foreign.layout import Converted, State
from gan_core.foreign.refusal import refused

LAYOUTS = (compact, edsr, rrdb, span)
SCALES = (1, 2, 4)
KNOWN = "ESRGAN, Real-ESRGAN (RRDB and Compact), SPAN (SEN2SRLite too), EDSR"


def recognize(path: Path, state: State) -> Converted:
    """The weights under our names.  Raises RasterGanError `import-refused` or `import-architecture`."""
    try:
        recognized = next((converted for layout in LAYOUTS if (converted := layout.recognize(state))), None)
    except (RuntimeError, IndexError) as error:  # tensors of a shape that no layer of the layout has
        raise refused(path, f"its tensors don't fit together: {error}".splitlines()[0][:200]) from error
    if recognized is None:
        raise RasterGanError("import-architecture", path=str(path), got=_ask_spandrel(state), expected=KNOWN)
    if not recognized.arguments["scale"]:
        bands = f"takes {recognized.arguments['bands']} bands and gives {recognized.planes} values for each pixel"
        raise refused(path, f"its {recognized.family} {bands}: as many bands have to come out as go in")
    if recognized.arguments["scale"] not in SCALES:
        raise refused(path, f"{recognized.family} of scale {recognized.arguments['scale']}, only 1, 2 and 4 run here")
    return recognized


def _ask_spandrel(state: State) -> str:
    """What the optional package spandrel, which knows many networks, calls these weights."""
    try:
        from spandrel import ModelLoader, UnsupportedModelError
    except ImportError:
        return "unknown (the optional package spandrel, which knows more names, is not installed)"
    except Exception as error:  # it loads torchvision, whose clash with another torch raises other errors
        return f"unknown (the optional package spandrel can't be loaded: {error})"
    try:
        return str(ModelLoader().load_from_state_dict(dict(state)).architecture.name)
    except UnsupportedModelError:
        return "unknown"
    except Exception as error:  # its networks are built for well-meant weights; any of theirs may break on others
        return f"unknown ({type(error).__name__})"
