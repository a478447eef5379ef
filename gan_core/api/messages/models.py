"""What can be wrong with a model file."""

from __future__ import annotations

from ..language import translatable

TASKS = (
    translatable("upscale"),
    translatable("enhance"),
    translatable("upscale or enhance"),
    translatable("sharpen"),
    translatable("classify"),
    translatable("detect"),
    translatable("generate"),
    translatable("translate"),
    translatable("encode"),
)
"""What models are for, as sentences have it."""
SEPARATOR = translatable(", ")
"""Of a list."""

SENTENCES: dict[str, str] = {
    "model-unknown": translatable("MODEL: expected one of {expected} or the path of a model file, got {got}."),
    "model-broken": translatable(
        "MODEL: {path} is not a usable model file ({reason}). Nothing of it was run. Fetch or train it again."
    ),
    "network-arguments": translatable(
        "MODEL: this network can't be built ({reason}). Choose other bands, another size or another model."
    ),
    "model-exists": translatable("NAME: a model called {got} is in the library already. Choose another NAME."),
    "model-task": translatable(
        "MODEL: expected a model for another task: {got} is one to {task}. Choose one to {expected}."
    ),
    "import-name": translatable(
        "NAME: expected at most 64 of the letters a to z, digits, dots, dashes and underscores, beginning with a letter or a "
        "digit, got {got}."
    ),
    "import-refused": translatable(
        "INPUT: {path} was not imported ({reason}). Nothing of it was run. Expected a Raster GAN model file, or plain "
        "weights in a .safetensors, .pth, .pt or .ckpt file."
    ),
    "import-torch": translatable(
        "INPUT: {path} is a pickle, a kind of file that can hide programs. It is read with PyTorch 2.10 or newer only; this "
        "is {version}. Convert it to .safetensors, or bring PyTorch up to date."
    ),
    "import-architecture": translatable(
        "INPUT: {path} holds a network of the kind {got}. Expected one of {expected}: only these run here. Nothing was "
        "imported."
    ),
    "export-format": translatable("OUTPUT: expected a name that ends in .safetensors or .onnx, got {path}."),
    "export-onnx": translatable(
        "OUTPUT: an .onnx file needs the Python package onnx, which {python} can't load ({reason}). Install it there, or "
        "export to .safetensors."
    ),
    "export-wrong": translatable(
        "OUTPUT: the exported file gives other pixels than this program (by up to {error}, 1 being the whole range). "
        "Nothing was left behind. Please report it with the log."
    ),
}
