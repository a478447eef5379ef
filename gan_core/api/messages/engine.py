"""What can go wrong with outputs, the computer, and the engine as a process."""

from __future__ import annotations

from ..language import QT_TRANSLATE_NOOP

SENTENCES: dict[str, str] = {
    "output-is-input": QT_TRANSLATE_NOOP(
        "@default", "OUTPUT: expected a file other than the input, got {path}. Choose another name."
    ),
    "output-folder": QT_TRANSLATE_NOOP(
        "@default",
        "OUTPUT: the folder {folder} does not exist or can't be written to ({reason}). Choose another folder.",
    ),
    "output-format": QT_TRANSLATE_NOOP(
        "@default", "OUTPUT: expected a raster format that GDAL can write, got {path}. Use .tif."
    ),
    "output-failed": QT_TRANSLATE_NOOP(
        "@default",
        "OUTPUT: {path} could not be written ({reason}). No half-written file stands in its place. Check the free space of the "
        "disk and the creation options.",
    ),
    "output-busy": QT_TRANSLATE_NOOP(
        "@default",
        "OUTPUT: another run is writing {path} at this moment. Wait for its end, or choose another file.",
    ),
    "no-space": QT_TRANSLATE_NOOP(
        "@default",
        "OUTPUT: about {needed} are needed in {folder}, {free} are free. Free some space, choose another disk, or a "
        "smaller EXTENT.",
    ),
    "interrupted": QT_TRANSLATE_NOOP(
        "@default",
        "Ended at {share:.0%}. What is finished is kept in {path}: run the same again to go on from there, or delete that "
        "file.",
    ),
    "cancelled": QT_TRANSLATE_NOOP("@default", "Cancelled. Nothing was left behind."),
    "job-unreadable": QT_TRANSLATE_NOOP("@default", "The job could not be read: {reason}."),
    "device-missing": QT_TRANSLATE_NOOP(
        "@default", "DEVICE: {got} is not available on this computer; available: {expected}. Choose auto."
    ),
    "out-of-memory": QT_TRANSLATE_NOOP(
        "@default",
        "The computer's memory is full, even with the smallest tiles ({reason}). Close other programs and try again.",
    ),
    "torch-missing": QT_TRANSLATE_NOOP(
        "@default",
        "{python} can't load {module} ({reason}). Set the engine up (Raster > Raster GAN > Set up the engine), or name a "
        "Python that has it under Settings > Options > Raster GAN.",
    ),
    "python-missing": QT_TRANSLATE_NOOP(
        "@default",
        "{python} can't be started ({reason}). Name a Python 3.9 or newer that has torch, numpy, safetensors and GDAL "
        "under Settings > Options > Raster GAN.",
    ),
    "python-wrong": QT_TRANSLATE_NOOP(
        "@default",
        "{python} stopped before the engine was ready ({reason}). Name a Python 3.9 or newer that has torch, numpy, "
        "safetensors and GDAL under Settings > Options > Raster GAN.",
    ),
    "engine-folder": QT_TRANSLATE_NOOP(
        "@default", "The engine can't be installed in {folder} ({reason}). Make the folder writable."
    ),
    "engine-room": QT_TRANSLATE_NOOP(
        "@default", "The engine needs about {needed} GB in {folder}, {free} are free. Free some space."
    ),
    "engine-pip": QT_TRANSLATE_NOOP(
        "@default",
        "{python} has no pip to install packages with. On Debian or Ubuntu: sudo apt install python3-pip. Then try again.",
    ),
    "engine-install": QT_TRANSLATE_NOOP(
        "@default",
        "The installation stopped ({reason}). Check the internet connection and the proxy in QGIS's options, then try again: "
        "it goes on with the files that were fetched. The whole log is {log}.",
    ),
    "engine-hash": QT_TRANSLATE_NOOP(
        "@default",
        "The file that came for {name} is not the one that this version of Raster GAN was made for: nothing was installed. Try "
        "again; if it stays so, something between you and the package index changes files. The whole log is {log}.",
    ),
    "worker-killed": QT_TRANSLATE_NOOP(
        "@default",
        "The operating system ended the engine, most likely because memory was full. Close other programs or set a "
        "smaller TILE_SIZE, and run again. No half-written file stands in the output's place.",
    ),
    "worker-crashed": QT_TRANSLATE_NOOP(
        "@default",
        "The engine stopped unexpectedly ({reason}). QGIS is not affected and no file is half-written. Run again; if it "
        "happens twice, set DEVICE to cpu and report it with the log.",
    ),
    "worker-silent": QT_TRANSLATE_NOOP(
        "@default",
        "The engine gave no sign of life for {seconds} s and was stopped. Run again; if it happens twice, set DEVICE to "
        "cpu and report it with the log.",
    ),
    "internal": QT_TRANSLATE_NOOP(
        "@default", "Something went wrong that should not ({reason}). Please report it with the log."
    ),
}
