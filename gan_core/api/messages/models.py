"""What can be wrong with a model file."""

from __future__ import annotations

from ..language import QT_TRANSLATE_NOOP

SENTENCES: dict[str, str] = {
    "model-unknown": QT_TRANSLATE_NOOP(
        "@default", "MODEL: expected one of {expected} or the path of a model file, got {got}."
    ),
    "model-broken": QT_TRANSLATE_NOOP(
        "@default",
        "MODEL: {path} is not a usable model file ({reason}). Nothing of it was run. Fetch or train it again.",
    ),
    "model-exists": QT_TRANSLATE_NOOP(
        "@default", "NAME: a model called {got} is in the library already. Choose another NAME."
    ),
    "model-task": QT_TRANSLATE_NOOP("@default", "MODEL: expected a model for {expected}, {got} is one for {task}."),
    "import-name": QT_TRANSLATE_NOOP(
        "@default",
        "NAME: expected at most 64 of the letters a to z, digits, dots, dashes and underscores, beginning with a letter or a "
        "digit, got {got}.",
    ),
    "import-refused": QT_TRANSLATE_NOOP(
        "@default",
        "INPUT: {path} was not imported ({reason}). Nothing of it was run. Expected a Raster GAN model file, or plain "
        "weights in a .safetensors, .pth, .pt or .ckpt file.",
    ),
    "import-torch": QT_TRANSLATE_NOOP(
        "@default",
        "INPUT: {path} is a pickle, a kind of file that can hide programs. It is read with PyTorch 2.10 or newer only; this "
        "is {version}. Convert it to .safetensors, or bring PyTorch up to date.",
    ),
    "import-architecture": QT_TRANSLATE_NOOP(
        "@default",
        "INPUT: {path} holds a network of the kind {got}. Expected one of {expected}: only these run here. Nothing was "
        "imported.",
    ),
    "export-format": QT_TRANSLATE_NOOP(
        "@default", "OUTPUT: expected a name that ends in .safetensors or .onnx, got {path}."
    ),
    "export-onnx": QT_TRANSLATE_NOOP(
        "@default",
        "OUTPUT: an .onnx file needs the Python package onnx, which {python} can't load ({reason}). Install it there, or "
        "export to .safetensors.",
    ),
    "export-wrong": QT_TRANSLATE_NOOP(
        "@default",
        "OUTPUT: the exported file gives other pixels than this program (by up to {error}, 1 being the whole range). "
        "Nothing was left behind. Please report it with the log.",
    ),
}
