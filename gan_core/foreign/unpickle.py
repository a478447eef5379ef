"""`python -m gan_core.foreign.unpickle FROM TO`: a file of torch.save becomes safetensors, in a process to be thrown away.

Whatever a hostile file does to PyTorch's restricted unpickler happens here, away from the user's session; what goes on is
numbers.  Exit code 0, or 1 with the reason as the last line of stderr.
"""

from __future__ import annotations

import pickle  # nosec B403 - for the name of its error alone; torch's restricted unpickler reads
import re
import sys
import zipfile
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file

from gan_core.api.model_card import LARGEST_FILE

WRAPPERS = ("params_ema", "params-ema", "params", "model_state_dict", "state_dict", "model", "net", "generator")
"""Under which word training programs keep the weights; of several the first."""
UNSUPPORTED = re.compile(r"(?:Unsupported global: GLOBAL|Unsupported class|GLOBAL) ([\w.]+)")


class Refusal(Exception):
    """The reason, in words."""


def unwrapped(content: Any) -> dict[Any, Any]:
    """The state dict itself, out of what a training program may keep around it."""
    if isinstance(content, dict) and "pytorch-lightning_version" in content:
        raise Refusal("it is a Lightning checkpoint: save its state_dict alone")
    for _ in range(3):
        inner = (
            next((content[name] for name in WRAPPERS if name in content), None) if isinstance(content, dict) else None
        )
        if not isinstance(inner, dict):
            break
        content = inner
    if not isinstance(content, dict) or not content:
        raise Refusal("it does not hold a dictionary of weights")
    return content


def plain(state: dict[Any, Any]) -> dict[str, torch.Tensor]:
    """The tensors, each a dense copy of its own."""
    total = 0
    for name, tensor in state.items():
        if not isinstance(name, str) or not isinstance(tensor, torch.Tensor):
            raise Refusal(f"{name!r:.60} in it is no tensor")
        if tensor.layout != torch.strided or tensor.is_quantized or tensor.is_complex():
            raise Refusal(f"{name:.60} in it is not a plain tensor")
        total += tensor.numel() * tensor.element_size()
        if total > LARGEST_FILE:
            raise Refusal(f"its tensors have more than {LARGEST_FILE} bytes")
    return {name: tensor.detach().clone(memory_format=torch.contiguous_format) for name, tensor in state.items()}


def main(source: str, target: str) -> int:
    torch.set_num_threads(1)
    try:
        zipped = zipfile.is_zipfile(source)  # before PyTorch 1.6 it was none, and can't be mapped
        content = torch.load(source, map_location="cpu", weights_only=True, mmap=zipped)
        save_file(plain(unwrapped(content)), Path(target))
    except Refusal as error:
        print(error, file=sys.stderr)
    except pickle.UnpicklingError as error:
        unsupported = UNSUPPORTED.search(str(error))
        reason = (
            f"it asks for {unsupported[1]}, which weights never need"
            if unsupported
            else "PyTorch finds more than weights in it"
        )
        print(reason, file=sys.stderr)
    except (RuntimeError, ValueError, OSError, KeyError, TypeError, EOFError, MemoryError) as error:
        print(f"{error}".splitlines()[0][:200] if str(error) else type(error).__name__, file=sys.stderr)
    else:
        return 0
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
