"""What can go wrong, a sentence or two for each code: what was expected, what came, what to do."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: N802 - the name that pylupdate5 looks for
    """Marks `text` for translation and gives it back."""
    return text


SENTENCES: dict[str, str] = {
    "input-not-raster": QT_TRANSLATE_NOOP(
        "@default",
        "INPUT: expected a raster that GDAL can open, got {path} ({reason}). Check the path and the format.",
    ),
    "input-no-bands": QT_TRANSLATE_NOOP(
        "@default", "INPUT: expected a raster with bands, {path} has none. {subdatasets}"
    ),
    "input-unreadable": QT_TRANSLATE_NOOP(
        "@default",
        "INPUT: {path} can't be read at column {column}, row {row} ({reason}). "
        "The file may be truncated or damaged: copy it again from its source.",
    ),
    "input-palette": QT_TRANSLATE_NOOP(
        "@default",
        "INPUT: expected continuous values, band {band} of {path} holds classes or palette entries, and a value between "
        "two classes means nothing. Convert it to RGB first (Raster > Conversion > PCT to RGB).",
    ),
    "input-type": QT_TRANSLATE_NOOP(
        "@default",
        "INPUT: expected one of {expected} in every band, got {got}. Convert it first (Raster > Conversion > Translate).",
    ),
    "bands-unknown": QT_TRANSLATE_NOOP(
        "@default",
        "BANDS: expected {expected} different band numbers from 1 to {count} (no transparency band), got {got}.",
    ),
    "extent-outside": QT_TRANSLATE_NOOP(
        "@default", "EXTENT: expected a rectangle that overlaps the raster ({raster}), got {got}. Check its CRS."
    ),
    "part": QT_TRANSLATE_NOOP("@default", "PART: expected I/N, part I of N counted from 1 (2/8), got {got}."),
    "part-many": QT_TRANSLATE_NOOP(
        "@default",
        "PART: expected at most {most} parts, as many as the raster has rows of tiles, got {got}. A smaller TILE_SIZE makes "
        "more rows.",
    ),
    "part-dask": QT_TRANSLATE_NOOP(
        "@default", "PART: expected one of PART and DASK, got both. Dask makes all parts by itself."
    ),
    "part-enhance": QT_TRANSLATE_NOOP(
        "@default",
        "ENHANCE: cleaning first and upscaling can't be done in parts at once. Run enhance in parts, then upscale its output "
        "in parts.",
    ),
    "part-unreadable": QT_TRANSLATE_NOOP(
        "@default",
        "PARTS: {path} can't be read ({reason}). Delete it and make this part again; the other parts are kept.",
    ),
    "part-other": QT_TRANSLATE_NOOP(
        "@default",
        "PARTS: {one} does not belong to {other}: they differ in {what}. Make all parts from one input with the same model, "
        "the same options and the same version; the parts are kept.",
    ),
    "parts-none": QT_TRANSLATE_NOOP(
        "@default",
        "PARTS: expected parts called {name} in {folder}, there are none. Make them first with --part I/N and this OUTPUT.",
    ),
    "parts-counts": QT_TRANSLATE_NOOP(
        "@default",
        "PARTS: expected parts of one N, parts of {name} are there for N = {counts}. Delete those of the wrong N.",
    ),
    "parts-missing": QT_TRANSLATE_NOOP(
        "@default",
        "PARTS: {count} are missing in {folder}: {missing}. Make these with --part, then join again; the parts that are there "
        "are kept. All computers must see the same folder.",
    ),
    "parts-input": QT_TRANSLATE_NOOP(
        "@default",
        "INPUT: the parts were made from {name}, and their job files do not say where it lies. Name it with --input.",
    ),
    "dask-missing": QT_TRANSLATE_NOOP(
        "@default",
        "DASK: the Python package {module} is missing for {python}. Install it: {python} -m pip install distributed "
        "cryptography. Or make the parts one by one with --part I/N.",
    ),
    "dask-scheduler": QT_TRANSLATE_NOOP(
        "@default",
        "DASK: no scheduler answers at {address} ({reason}). Start one with `dask scheduler` and give the address that it "
        "prints, or `local` for this computer.",
    ),
    "dask-workers": QT_TRANSLATE_NOOP(
        "@default",
        "DASK: no worker has been there for {seconds:.0f} seconds. Start some with `dask worker ADDRESS`, then run the same "
        "again: the {done} parts that are finished are kept.",
    ),
    "dask-lost": QT_TRANSLATE_NOOP(
        "@default",
        "DASK: the connection to the scheduler broke off. Run the same again: the {done} parts that are finished are kept.",
    ),
    "dask-part": QT_TRANSLATE_NOOP(
        "@default",
        "DASK: part {part} could not be made ({reason}). The {done} parts that are finished are kept: run the same again.",
    ),
    "dask-worker": QT_TRANSLATE_NOOP(
        "@default",
        "DASK: a worker can't run the engine ({reason}). On every worker Python needs torch, safetensors, GDAL and this "
        "version of gan_core on its path (PYTHONPATH).",
    ),
    "tile-size": QT_TRANSLATE_NOOP("@default", "TILE_SIZE: expected 0 (automatic) or 64 to 4096 pixels, got {got}."),
    "precision": QT_TRANSLATE_NOOP("@default", "PRECISION: expected one of {expected}, got {got}."),
    "training-tile-size": QT_TRANSLATE_NOOP(
        "@default", "SIZE: expected {smallest} to {largest} pixels along a tile's side, got {got}."
    ),
    "tile-overlap": QT_TRANSLATE_NOOP(
        "@default", "OVERLAP: expected 0 or more, and less than a tile's side of {size} pixels, got {got}."
    ),
    "tile-count": QT_TRANSLATE_NOOP("@default", "COUNT: expected 1 or more tiles, got {got}."),
    "raster-too-small": QT_TRANSLATE_NOOP(
        "@default",
        "INPUT: expected at least one whole tile of {size} x {size} pixels, the raster or EXTENT has {width} x {height}. "
        "Choose a smaller SIZE.",
    ),
    "tiles-plain": QT_TRANSLATE_NOOP(
        "@default",
        "INPUT: none of its {count} tiles holds anything to learn from: they are empty, nodata, or all of one value. Choose "
        "another raster or EXTENT.",
    ),
    "tiles-unreadable": QT_TRANSLATE_NOOP(
        "@default", "TILES: expected a layer of polygons, {path} can't be read ({reason}). Make one with maketiles."
    ),
    "tiles-none": QT_TRANSLATE_NOOP(
        "@default", "TILES: expected polygons, {path} holds none. Make some with maketiles, or pick tiles on the map."
    ),
    "minutes": QT_TRANSLATE_NOOP("@default", "MINUTES: expected more than 0 and less than 10000, got {got}."),
    "gan-phase": QT_TRANSLATE_NOOP("@default", "GAN: expected one of {expected}, got {got}."),
    "learner": QT_TRANSLATE_NOOP("@default", "LEARNER: expected one of {expected}, got {got}."),
    "synthetic-none": QT_TRANSLATE_NOOP(
        "@default",
        "SYNTHETIC: expected a folder of tiles that generate made of the labels' classes ({expected}), found none in {got}. "
        "Train the generator on tiles with a class field of the same names.",
    ),
    "synthetic-bands": QT_TRANSLATE_NOOP(
        "@default",
        "SYNTHETIC: expected tiles of {expected} bands, as the classifier looks at, {path} has {got}. Generate them with a "
        "model of the same raster.",
    ),
    "minimum": QT_TRANSLATE_NOOP("@default", "MINIMUM: expected a confidence of 0 to 100 percent, got {got}."),
    "colours": QT_TRANSLATE_NOOP("@default", "COLOURS: expected CLASS=#rrggbb, got {got}."),
    "bands-many": QT_TRANSLATE_NOOP(
        "@default", "BANDS: expected at most {most} bands to look at, got {got}. Choose the most telling ones."
    ),
    "labels-unreadable": QT_TRANSLATE_NOOP(
        "@default", "LABELS: expected points or polygons, {path} can't be read ({reason})."
    ),
    "labels-none": QT_TRANSLATE_NOOP(
        "@default", "LABELS: {path} holds no shape with a class. Draw some, or check FIELD."
    ),
    "labels-shape": QT_TRANSLATE_NOOP("@default", "LABELS: expected points or polygons, got {got}."),
    "labels-field": QT_TRANSLATE_NOOP(
        "@default", "FIELD: expected the field that holds the class, one of {fields}; got {got}."
    ),
    "labels-field-type": QT_TRANSLATE_NOOP(
        "@default", "FIELD: expected text or whole numbers in {field}, got {got}. Round it into a new field first."
    ),
    "labels-outside": QT_TRANSLATE_NOOP(
        "@default",
        "LABELS: none of the {shapes} shapes lies on INPUT. Check that both have the right CRS and show the same ground.",
    ),
    "labels-nodata": QT_TRANSLATE_NOOP(
        "@default", "LABELS: all {pixels} labelled pixels are nodata in INPUT. Draw labels where the raster has values."
    ),
    "labels-one-class": QT_TRANSLATE_NOOP(
        "@default", "LABELS: expected two classes or more on INPUT, got only {got}. Label something else, too."
    ),
    "labels-single": QT_TRANSLATE_NOOP(
        "@default",
        "LABELS: expected two labelled pixels or more of every class, got one of {got}. One is learned from while the other "
        "is judged by: add labels, or leave the class out.",
    ),
    "labels-many-classes": QT_TRANSLATE_NOOP(
        "@default", "LABELS: expected at most {most} classes, FIELD holds {got}. Choose the field that holds the class."
    ),
    "classifier-missing": QT_TRANSLATE_NOOP(
        "@default", "MODEL: expected a classifier; at hand are {known}. Choose one, or make one with trainclassifier."
    ),
    "classifier-bands": QT_TRANSLATE_NOOP(
        "@default",
        "INPUT: {model} looks at {expected} bands ({bands}), the raster has {got}. Name the right ones in BANDS, or train a "
        "classifier on this raster.",
    ),
    "pair-bands": QT_TRANSLATE_NOOP(
        "@default", "TRUTH: expected the bands {expected}, as in INPUT, {path} has {got}. Choose others in BANDS."
    ),
    "pair-crs": QT_TRANSLATE_NOOP(
        "@default", "TRUTH: {without} has no CRS and the other raster has one. Assign it (Raster > Projections)."
    ),
    "pair-pixels": QT_TRANSLATE_NOOP(
        "@default",
        "TRUTH: expected pixels of {expected} map units or smaller for a model at x{scale}, got {got}. Choose a finer raster, "
        "or a PARENT at another scale.",
    ),
    "pair-unreadable": QT_TRANSLATE_NOOP("@default", "TRUTH: {path} can't be laid on INPUT ({reason})."),
    "pair-apart": QT_TRANSLATE_NOOP(
        "@default", "TRUTH: {path} covers none of the {count} tiles. Pick tiles where both rasters have data."
    ),
    "pair-shift": QT_TRANSLATE_NOOP(
        "@default",
        "TRUTH: it seems to lie {far:.1f} pixels beside INPUT, and the tiles differ in that by {spread:.1f}; up to {most:.0f} "
        "pixels are corrected where the tiles agree. Georeference one on the other, or check that both show the same place.",
    ),
    "pair-unlike": QT_TRANSLATE_NOOP(
        "@default",
        "TRUTH: on none of the {count} tiles does {path} look like INPUT (correlation {least} or more). Choose bands that show "
        "the same colours, and dates without clouds or change between.",
    ),
    "evaluate-other": QT_TRANSLATE_NOOP(
        "@default", "OTHER: expected a model with the scale and bands of {expected}, got {got}. Choose another."
    ),
    "downstream-bands": QT_TRANSLATE_NOOP(
        "@default",
        "DOWNSTREAM: {model} looks at {expected} bands ({names}), and the model is judged on the bands {got}. Choose just "
        "those under BANDS, or a model for single bands.",
    ),
    "objects-unreadable": QT_TRANSLATE_NOOP(
        "@default", "{parameter}: expected a layer of polygons or points, {path} can't be read ({reason})."
    ),
    "objects-none": QT_TRANSLATE_NOOP(
        "@default",
        "OBJECTS: expected some boxes, polygons or points, {path} holds none. Draw three or more on the raster.",
    ),
    "objects-field": QT_TRANSLATE_NOOP(
        "@default", "FIELD: expected one of the layer's fields ({expected}), got {got}."
    ),
    "objects-classes": QT_TRANSLATE_NOOP(
        "@default",
        "FIELD: expected at most {most} classes, {got} holds {count}. Choose the field that holds the class.",
    ),
    "objects-size": QT_TRANSLATE_NOOP(
        "@default",
        "SIZE: expected the side of the objects in the raster's map units, as they are points, got {got}. Measure one on the "
        "map.",
    ),
    "objects-unfit": QT_TRANSLATE_NOOP(
        "@default",
        "OBJECTS: none can be used: {outside} lie outside the raster, {nodata} on nodata, {flat} are without an area, "
        "{nameless} have no class. Check that the objects belong to this raster.",
    ),
    "objects-large": QT_TRANSLATE_NOOP(
        "@default",
        "OBJECTS: they are about {got} pixels wide, a detector sees objects of up to {most}. Make the raster coarser first "
        "(Raster > Projections > Warp, with a coarser resolution).",
    ),
    "detect-score": QT_TRANSLATE_NOOP("@default", "SCORE: expected 0 to 1, or nothing for the model's own, got {got}."),
    "detect-model": QT_TRANSLATE_NOOP(
        "@default", "MODEL: name a detector. In the library: {expected}. Train one with traindetector."
    ),
    "detect-bands": QT_TRANSLATE_NOOP(
        "@default",
        "MODEL: {model} looks at {expected} bands ({names}), this raster gives it {got}. Name that many in BANDS, in this "
        "order, or choose another model.",
    ),
    "detect-class": QT_TRANSLATE_NOOP("@default", "CLASS: expected one of {expected}, got {got}."),
    "tiles-few": QT_TRANSLATE_NOOP(
        "@default",
        "TILES: expected at least {least} tiles, some to learn from and others, which share no pixel with them, to judge by; "
        "got {learn} and {judge}. Pick more tiles.",
    ),
    "tiles-many": QT_TRANSLATE_NOOP(
        "@default", "TILES: expected at most {most} million pixels of tiles, as they are kept in memory. Pick fewer."
    ),
    "tiles-unfit": QT_TRANSLATE_NOOP(
        "@default",
        "TILES: none can be used: {outside} lie outside the raster, {small} are smaller than {least} pixels, {empty} are "
        "nodata or of one value. Check that the tiles belong to this raster.",
    ),
    "tiles-flat": QT_TRANSLATE_NOOP(
        "@default", "TILES: the {count} tiles to learn from hold next to nothing but one value. Pick tiles with detail."
    ),
    "parent-bands": QT_TRANSLATE_NOOP(
        "@default",
        "PARENT: expected a model whose number of bands can be changed, this one takes {expected} and {got} were asked "
        "for. Choose BANDS or another PARENT.",
    ),
    "strength": QT_TRANSLATE_NOOP("@default", "STRENGTH: expected 0 (faithful) to 1 (full detail), got {got}."),
    "generator-size": QT_TRANSLATE_NOOP(
        "@default", "SIZE: {architecture} makes tiles of {expected} pixels along a side, got {got}."
    ),
    "generator-choice": QT_TRANSLATE_NOOP("@default", "{name}: expected one of {expected}, got {got}."),
    "generator-field-alone": QT_TRANSLATE_NOOP(
        "@default",
        "FIELD: expected TILES with the field {field}, which says each tile's class, got no tiles. Choose them, or leave FIELD "
        "empty.",
    ),
    "generator-raster-small": QT_TRANSLATE_NOOP(
        "@default",
        "SIZE: expected at most the raster's {width} x {height} pixels, got {size}. Choose a smaller SIZE or a larger raster.",
    ),
    "generator-no-data": QT_TRANSLATE_NOOP(
        "@default",
        "INPUT: none of the {looked} places of {size} x {size} pixels that were looked at holds anything to learn from: they "
        "are nodata or of one value. Choose another raster or a smaller SIZE.",
    ),
    "generator-tiles-few": QT_TRANSLATE_NOOP(
        "@default",
        "TILES: expected at least {least} tiles of {size} x {size} pixels side by side with data, got {got}. Pick more, choose "
        "a smaller SIZE or a larger raster.",
    ),
    "generator-field": QT_TRANSLATE_NOOP(
        "@default", "FIELD: expected one of the fields of the tiles ({expected}), got {got}."
    ),
    "generator-one-class": QT_TRANSLATE_NOOP(
        "@default",
        "FIELD: expected at least two classes, {field} holds {count} ({names}). Choose another field, or leave it empty.",
    ),
    "generator-class-few": QT_TRANSLATE_NOOP(
        "@default",
        "FIELD: expected at least {least} tiles of every class, {names} has fewer. Pick more tiles of it, or leave it out.",
    ),
    "generator-classes-many": QT_TRANSLATE_NOOP(
        "@default", "FIELD: expected at most {most} classes, {field} holds {got}. Choose a field with a few names."
    ),
    "generate-count": QT_TRANSLATE_NOOP("@default", "COUNT: expected 1 to {most} tiles, got {got}."),
    "generate-seed": QT_TRANSLATE_NOOP("@default", "SEED: expected a whole number from 0 to {most}, got {got}."),
    "generate-between": QT_TRANSLATE_NOOP(
        "@default",
        "BETWEEN: expected two seeds or more, and COUNT to be at least as many, got {got} and COUNT {count}.",
    ),
    "generate-extent": QT_TRANSLATE_NOOP(
        "@default",
        "EXTENT: expected a raster (.tif) as OUTPUT to place on the ground, got the folder {output}. Name a .tif, or leave "
        "EXTENT empty.",
    ),
    "generate-extent-empty": QT_TRANSLATE_NOOP(
        "@default",
        "EXTENT: expected a rectangle that holds at least one pixel of {pixel} map units and at most {most} tiles, got {got}. "
        "Check its CRS.",
    ),
    "generate-crs": QT_TRANSLATE_NOOP(
        "@default",
        "CRS: expected the model's own units, in which a pixel is {pixel} wide (the CRS of the raster that it learned from), "
        "got {got}. Choose a CRS with the same units.",
    ),
    "generate-class": QT_TRANSLATE_NOOP(
        "@default", "CLASS: expected one of the classes of {model} ({expected}), got {got}."
    ),
    "generate-no-classes": QT_TRANSLATE_NOOP(
        "@default", "CLASS: {model} was trained without classes, got {got}. Leave CLASS empty."
    ),
    "noise": QT_TRANSLATE_NOOP(
        "@default",
        "NOISE: expected 0 or a positive number in the layer's units, got {got}. Leave it empty to measure it.",
    ),
    "sensor": QT_TRANSLATE_NOOP(
        "@default", "SENSOR: expected one of {expected}, got {got}. auto recognizes the sensor or measures it."
    ),
    "sharpness": QT_TRANSLATE_NOOP(
        "@default",
        "SHARPNESS: expected a number above 0 and at most 1 (sharp), got {got}. Leave it empty to measure it.",
    ),
    "trust-passes": QT_TRANSLATE_NOOP("@default", "TRUST_PASSES: expected 2 to {most}, got {got}."),
    "trust-below": QT_TRANSLATE_NOOP("@default", "TRUST_BELOW: expected 0 to 100, got {got}."),
    "trust-doubtful": QT_TRANSLATE_NOOP("@default", "DOUBTFUL: expected one of {expected}, got {got}."),
    "trust-output": QT_TRANSLATE_NOOP(
        "@default", "TRUST: expected a file other than OUTPUT, got {path}. Choose another name."
    ),
    "trust-nodata": QT_TRANSLATE_NOOP(
        "@default",
        "DOUBTFUL: the layer has no nodata value, mask or transparency that could say “nothing here”. Give it a nodata value "
        "(Raster > Conversion > Translate), or choose to soften doubtful pixels.",
    ),
    "repeat-file": QT_TRANSLATE_NOOP(
        "@default", "FILE: {path} is no job file of an output ({reason}). Name the .json that lies beside it."
    ),
    "repeat-input": QT_TRANSLATE_NOOP(
        "@default",
        "INPUT: the job read {name}, which is not a file that is still there; addresses are not kept, as they may hold a "
        "password. Name the raster in INPUT.",
    ),
    "repeat-changed": QT_TRANSLATE_NOOP(
        "@default",
        "{what} is not what the job was run with (sha256 {got}, expected {expected}), so the pixels would differ. Find the "
        "one of then, or run the algorithm itself.",
    ),
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
    "interrupted": QT_TRANSLATE_NOOP(
        "@default",
        "Ended at {share:.0%}. What is finished is kept in {path}: run the same again to go on from there, or delete that "
        "file.",
    ),
    "input-changed": QT_TRANSLATE_NOOP(
        "@default",
        "INPUT: {name} was replaced, changed or removed during the run, so the result would be of two rasters. Nothing was "
        "written. Run again when the file is complete.",
    ),
    "no-space": QT_TRANSLATE_NOOP(
        "@default",
        "OUTPUT: about {needed} are needed in {folder}, {free} are free. Free some space, choose another disk, or a "
        "smaller EXTENT.",
    ),
    "model-unknown": QT_TRANSLATE_NOOP(
        "@default", "MODEL: expected one of {expected} or the path of a model file, got {got}."
    ),
    "model-broken": QT_TRANSLATE_NOOP(
        "@default",
        "MODEL: {path} is not a usable model file ({reason}). Nothing of it was run. Fetch or train it again.",
    ),
    "network-arguments": QT_TRANSLATE_NOOP(
        "@default", "MODEL: this network can't be built ({reason}). Choose other bands, another size or another model."
    ),
    "model-exists": QT_TRANSLATE_NOOP(
        "@default", "NAME: a model called {got} is in the library already. Choose another NAME."
    ),
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
    "model-task": QT_TRANSLATE_NOOP("@default", "MODEL: expected a model for {expected}, {got} is one for {task}."),
    "device-missing": QT_TRANSLATE_NOOP(
        "@default", "DEVICE: {got} is not available on this computer; available: {expected}. Choose auto."
    ),
    "out-of-memory": QT_TRANSLATE_NOOP(
        "@default",
        "The computer's memory is full, even with the smallest tiles ({reason}). Close other programs and try again.",
    ),
    "cancelled": QT_TRANSLATE_NOOP("@default", "Cancelled. Nothing was left behind."),
    "job-unreadable": QT_TRANSLATE_NOOP("@default", "The job could not be read: {reason}."),
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
