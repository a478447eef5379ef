"""What can go wrong with outputs, the computer, and the engine as a process."""

from __future__ import annotations

from ..language import translatable

SENTENCES: dict[str, str] = {
    "output-is-input": translatable("OUTPUT: expected a file other than the input, got {path}. Choose another name."),
    "output-folder": translatable(
        "OUTPUT: the folder {folder} does not exist or can't be written to ({reason}). Choose another folder."
    ),
    "output-format": translatable("OUTPUT: expected a raster format that GDAL can write, got {path}. Use .tif."),
    "output-virtual": translatable(
        "OUTPUT: expected a format that holds pixels, got {path}. A .vrt only points to other files. Use .tif."
    ),
    "output-unfit": translatable(
        "OUTPUT: {path} can't be this raster, since the format ({format}) does not hold it: {reason}. Use .tif, or other "
        "creation options."
    ),
    "output-side-file": translatable(
        "OUTPUT: {path} keeps a part of the raster in {file}, and what stands there belongs to something else. Choose another "
        "name."
    ),
    "creation-option": translatable(
        "CREATION_OPTIONS: expected NAME=VALUE with a name that the format {format} knows ({expected}), got {got}."
    ),
    "creation-value": translatable("CREATION_OPTIONS: expected for {option}: {expected}; got {got}."),
    "output-failed": translatable(
        "OUTPUT: {path} could not be written ({reason}). No half-written file stands in its place. Check the free space of the "
        "disk and the creation options."
    ),
    "output-busy": translatable(
        "OUTPUT: another run is writing {path} at this moment. Wait for its end, or choose another file."
    ),
    "no-space": translatable(
        "OUTPUT: about {needed} are needed in {folder}, {free} are free. Free some space, choose another disk, or a "
        "smaller EXTENT."
    ),
    "interrupted": translatable(
        "Ended at {share:.0%}. What is finished is kept in {path}: run the same again to go on from there, or delete that "
        "file."
    ),
    "cancelled": translatable("Cancelled. No output was written."),
    "training-cancelled": translatable("Cancelled at step {step}. Run the same training again to resume."),
    "job-unreadable": translatable("The job could not be read: {reason}."),
    "name-encoding": translatable(
        "{parameter}: the name {path} is not UTF-8, so that no program can rely on it. It could be {guesses}. Rename the file."
    ),
    "name-locale": translatable(
        "{parameter}: this Python takes names for {got}, and {path} is one in UTF-8. Start it with PYTHONUTF8=1 in the "
        "environment, or in a UTF-8 locale (LC_ALL=C.UTF-8)."
    ),
    "device-missing": translatable(
        "DEVICE: {got} is not available on this computer; available: {expected}. Choose auto."
    ),
    "device-broken": translatable(
        "DEVICE: {got} is not available on this computer; available: {expected}. Not usable: {reason}. Choose auto, or bring "
        "the device's driver and its PyTorch package up to date."
    ),
    "device-failed": translatable(
        "The device that computes failed ({reason}). Choose the processor (DEVICE: cpu), or bring the device's driver up to "
        "date."
    ),
    "out-of-memory": translatable(
        "The computer's memory is full, even with the smallest tiles ({reason}). Close other programs and try again."
    ),
    "torch-missing": translatable(
        "{python} can't load {module} ({reason}). Set the engine up (Raster > Raster GAN > Set up the engine), or name a "
        "Python that has it under Settings > Options > Raster GAN."
    ),
    "python-missing": translatable(
        "{python} can't be started ({reason}). Name a Python 3.9 or newer that has torch, numpy, safetensors and GDAL "
        "under Settings > Options > Raster GAN."
    ),
    "python-wrong": translatable(
        "{python} stopped before the engine was ready ({reason}). Name a Python 3.9 or newer that has torch, numpy, "
        "safetensors and GDAL under Settings > Options > Raster GAN."
    ),
    "engine-folder": translatable("The engine can't be installed in {folder} ({reason}). Make the folder writable."),
    "engine-room": translatable("The engine needs about {needed} GB in {folder}, {free} are free. Free some space."),
    "engine-pip": translatable(
        "{python} has no pip to install packages with. On Debian or Ubuntu: sudo apt install python3-pip. Then try again."
    ),
    "engine-install": translatable(
        "The installation stopped ({reason}). Check the internet connection and the proxy in QGIS's options, then try again: "
        "it goes on with the files that were fetched. The whole log is {log}."
    ),
    "engine-hash": translatable(
        "The file that came for {name} is not the one that this version of Raster GAN was made for: nothing was installed. Try "
        "again; if it stays so, something between you and the package index changes files. The whole log is {log}."
    ),
    "worker-killed": translatable(
        "The engine ran out of memory and was stopped by the operating system. Close other programs, or set a "
        "smaller processing tile size, and run again. No half-written file stands in the output's place."
    ),
    "worker-crashed": translatable(
        "The engine stopped unexpectedly ({reason}). QGIS is not affected and no file is half-written. Run again; if "
        "it happens twice, compute on the processor (CPU) and report it with the log."
    ),
    "worker-silent": translatable(
        "The engine did not respond for {seconds} s and was stopped. Run again; if it happens twice, compute on the "
        "processor (CPU) and report it with the log."
    ),
    "internal": translatable(
        "Unexpected error ({reason}) with {file}. Nothing is half-written. Please report it at {tracker} with what {log} says, "
        "and with the file if you can."
    ),
}
