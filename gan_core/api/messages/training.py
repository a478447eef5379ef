"""What can be wrong with what a model is to learn from."""

from __future__ import annotations

from ..language import translatable

SENTENCES: dict[str, str] = {
    "minutes": translatable("MINUTES: expected more than 0 and less than 10000, got {got}."),
    "gan-phase": translatable("GAN: expected one of {expected}, got {got}."),
    "learner": translatable("LEARNER: expected one of {expected}, got {got}."),
    "colours": translatable("COLOURS: expected CLASS=#rrggbb, got {got}."),
    "training-tile-size": translatable("SIZE: expected {smallest} to {largest} pixels along a tile's side, got {got}."),
    "tile-overlap": translatable(
        "OVERLAP: expected 0 or more, and less than a tile's side of {size} pixels, got {got}."
    ),
    "tile-count": translatable("COUNT: expected 1 or more tiles, got {got}."),
    "raster-too-small": translatable(
        "INPUT: expected at least one whole tile of {size} × {size} pixels, the raster or EXTENT has {width} × {height}. "
        "Choose a smaller SIZE."
    ),
    "tiles-plain": translatable(
        "INPUT: none of its {count} tiles holds anything to learn from: they are empty, nodata, or all of one value. Choose "
        "another raster or EXTENT."
    ),
    "tiles-unreadable": translatable(
        "TILES: expected a layer of polygons, {path} can't be read ({reason}). Run rastergan:maketiles to make one."
    ),
    "tiles-none": translatable(
        "TILES: expected polygons, {path} holds none. Run rastergan:maketiles, or pick tiles on the map."
    ),
    "tiles-few": translatable(
        "TILES: expected at least {least} tiles, some for training and others, which share no pixel with them, for "
        "validation; got {learn} and {judge}. Pick more tiles; where no more fit, run rastergan:maketiles with a smaller "
        "tile size or on a larger raster."
    ),
    "tiles-many": translatable(
        "TILES: expected at most {most} million pixels of tiles, as they are kept in memory. Pick fewer."
    ),
    "tiles-unfit": translatable(
        "TILES: none can be used: {outside} lie outside the raster, {small} are smaller than {least} pixels, {empty} are "
        "nodata or of one value. Check that the tiles belong to this raster."
    ),
    "tiles-flat": translatable(
        "TILES: the {count} training tiles hold next to nothing but one value. Pick tiles with detail."
    ),
    "parent-bands": translatable(
        "PARENT: expected a model whose number of bands can be changed; this one takes {expected} bands, and {got} "
        "were asked for. Choose other BANDS or another PARENT."
    ),
    "synthetic-none": translatable(
        "SYNTHETIC: expected a folder of tiles that rastergan:generate made of the samples' classes "
        "({expected}), there are none in {got}. Train the generator on tiles with a class field of the same names."
    ),
    "synthetic-bands": translatable(
        "SYNTHETIC: expected tiles of {expected} bands, as the classifier looks at, {path} has {got}. Generate them with a "
        "model of the same raster."
    ),
    "labels-unreadable": translatable("LABELS: expected points or polygons, {path} can't be read ({reason})."),
    "labels-none": translatable("LABELS: {path} holds no feature with a class. Draw some, or check FIELD."),
    "labels-shape": translatable("LABELS: expected points or polygons, got {got}."),
    "labels-field": translatable("FIELD: expected the field that holds the class, one of {fields}; got {got}."),
    "labels-field-type": translatable(
        "FIELD: expected text or whole numbers in {field}, got {got}. Round it into a new field first."
    ),
    "labels-outside": translatable(
        "LABELS: none of the {shapes} features lies on INPUT. Check that both have the right CRS and show the same "
        "area."
    ),
    "labels-nodata": translatable(
        "LABELS: all {pixels} sample pixels are nodata in INPUT. Draw samples where the raster has values."
    ),
    "labels-one-class": translatable(
        "LABELS: expected two classes or more on INPUT, got only {got}. Add samples of another class."
    ),
    "labels-single": translatable(
        "LABELS: expected two sample pixels or more of every class, got one of {got}. One is for training while the "
        "other is for validation: add samples, or leave the class out."
    ),
    "labels-many-classes": translatable(
        "LABELS: expected at most {most} classes, FIELD holds {got}. Choose the field that holds the class."
    ),
    "text-encoding": translatable(
        "{parameter}: texts in {path} are not UTF-8, and nothing beside it says how they are written. They could be {guesses}. "
        "Name the right one in ENCODING, or in a .cpg file beside the shapefile."
    ),
    "text-encoding-unknown": translatable("ENCODING: expected one like {expected}, got {got}."),
    "pair-bands": translatable(
        "TRUTH: expected the bands {expected}, as in INPUT, {path} has {got}. Choose others in BANDS."
    ),
    "pair-crs": translatable(
        "TRUTH: {without} has no CRS and the other raster has one. Assign it (Raster > Projections)."
    ),
    "pair-pixels": translatable(
        "TRUTH: expected pixels of {expected} map units or smaller for a model at x{scale}, got {got}. Choose a finer raster, "
        "or a PARENT at another scale."
    ),
    "pair-unreadable": translatable("TRUTH: {path} can't be laid on INPUT ({reason})."),
    "pair-apart": translatable(
        "TRUTH: {path} covers none of the {count} tiles. Pick tiles where both rasters have data."
    ),
    "pair-shift": translatable(
        "TRUTH: it seems to lie {far:.1f} pixels beside INPUT, and the tiles differ in that by {spread:.1f}; up to {most:.0f} "
        "pixels are corrected where the tiles agree. Georeference one on the other, or check that both show the same place."
    ),
    "pair-unlike": translatable(
        "TRUTH: on none of the {count} tiles does {path} look like INPUT (correlation {least} or more). Choose bands that show "
        "the same colors, and dates without clouds or change between."
    ),
    "objects-unreadable": translatable(
        "{parameter}: expected a layer of polygons or points, {path} can't be read ({reason})."
    ),
    "objects-none": translatable(
        "OBJECTS: expected some boxes, polygons or points, {path} holds none. Draw three or more on the raster."
    ),
    "objects-field": translatable("FIELD: expected one of the layer's fields ({expected}), got {got}."),
    "objects-classes": translatable(
        "FIELD: expected at most {most} classes, {got} holds {count}. Choose the field that holds the class."
    ),
    "objects-size": translatable(
        "SIZE: expected the side of the objects in the raster's map units, as they are points, got {got}. Measure one on the "
        "map."
    ),
    "objects-unfit": translatable(
        "OBJECTS: none can be used: {outside} lie outside the raster, {nodata} on nodata, {flat} are without an area, "
        "{nameless} have no class. Check that the objects belong to this raster."
    ),
    "objects-large": translatable(
        "OBJECTS: they are about {got} pixels wide, a detector finds objects of up to {most}. Make the raster "
        "coarser first (Raster > Projections > Warp, with a coarser resolution)."
    ),
}
