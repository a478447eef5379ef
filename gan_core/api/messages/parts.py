"""What can go wrong where an output is made in parts."""

from __future__ import annotations

from ..language import translatable

SENTENCES: dict[str, str] = {
    "part": translatable("PART: expected I/N, part I of N counted from 1 (2/8), got {got}."),
    "part-many": translatable(
        "PART: expected at most {most} parts, as many as the raster has rows of tiles, got {got}. A smaller TILE_SIZE makes "
        "more rows."
    ),
    "part-dask": translatable("PART: expected one of PART and DASK, got both. Dask makes all parts by itself."),
    "part-enhance": translatable(
        "ENHANCE: cleaning first and upscaling can't be done in parts at once. Run enhance in parts, then upscale its output "
        "in parts."
    ),
    "part-unreadable": translatable(
        "PARTS: {path} can't be read ({reason}). Delete it and make this part again; the other parts are kept."
    ),
    "part-other": translatable(
        "PARTS: {one} does not belong to {other}: they differ in {what}. Make all parts from one input with the same model, "
        "the same options and the same version; the parts are kept."
    ),
    "parts-none": translatable(
        "PARTS: expected parts called {name} in {folder}, there are none. Make them first with --part I/N and this OUTPUT."
    ),
    "parts-counts": translatable(
        "PARTS: expected parts of one N, parts of {name} are there for N = {counts}. Delete those of the wrong N."
    ),
    "parts-missing": translatable(
        "PARTS: {count} are missing in {folder}: {missing}. Make these with --part, then join again; the parts that are there "
        "are kept. All computers must see the same folder."
    ),
    "parts-input": translatable(
        "INPUT: the parts were made from {name}, and their job files do not say where it lies. Name it with --input."
    ),
    "dask-missing": translatable(
        "DASK: the Python package {module} is missing for {python}. Install it: {python} -m pip install distributed "
        "cryptography. Or make the parts one by one with --part I/N."
    ),
    "dask-scheduler": translatable(
        "DASK: no scheduler answers at {address} ({reason}). Start one with `dask scheduler` and give the address that it "
        "prints, or `local` for this computer."
    ),
    "dask-workers": translatable(
        "DASK: no worker has been there for {seconds:.0f} seconds. Start some with `dask worker ADDRESS`, then run the same "
        "again: the {done} parts that are finished are kept."
    ),
    "dask-lost": translatable(
        "DASK: the connection to the scheduler broke off. Run the same again: the {done} parts that are finished are kept."
    ),
    "dask-part": translatable(
        "DASK: part {part} could not be made ({reason}). The {done} parts that are finished are kept: run the same again."
    ),
    "dask-worker": translatable(
        "DASK: a worker can't run the engine ({reason}). On every worker Python needs torch, safetensors, GDAL and this "
        "version of gan_core on its path (PYTHONPATH)."
    ),
}
