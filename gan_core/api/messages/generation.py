"""What can be wrong with a generator and what it was asked for."""

from __future__ import annotations

from ..language import translatable

SENTENCES: dict[str, str] = {
    "generator-size": translatable("SIZE: {architecture} makes tiles of {expected} pixels along a side, got {got}."),
    "generator-choice": translatable("{name}: expected one of {expected}, got {got}."),
    "generator-field-alone": translatable(
        "FIELD: expected TILES with the field {field}, which says each tile's class, got no tiles. Choose them, or leave FIELD "
        "empty."
    ),
    "generator-raster-small": translatable(
        "SIZE: expected at most the raster's {width} × {height} pixels, got {size}. Choose a smaller SIZE or a larger raster."
    ),
    "generator-no-data": translatable(
        "INPUT: none of the {looked} places of {size} × {size} pixels that were looked at holds anything to learn from: they "
        "are nodata or of one value. Choose another raster or a smaller SIZE."
    ),
    "generator-tiles-few": translatable(
        "TILES: expected at least {least} tiles of {size} × {size} pixels side by side with data, got {got}. Pick more, choose "
        "a smaller SIZE or a larger raster."
    ),
    "generator-field": translatable("FIELD: expected one of the fields of the tiles ({expected}), got {got}."),
    "generator-one-class": translatable(
        "FIELD: expected at least two classes, {field} holds {count} ({names}). Choose another field, or leave it empty."
    ),
    "generator-class-few": translatable(
        "FIELD: expected at least {least} tiles of every class, {names} has fewer. Pick more tiles of it, or leave it out."
    ),
    "generator-classes-many": translatable(
        "FIELD: expected at most {most} classes, {field} holds {got}. Choose a field with a few names."
    ),
    "generate-count": translatable("COUNT: expected 1 to {most} tiles, got {got}."),
    "generate-seed": translatable("SEED: expected a whole number from 0 to {most}, got {got}."),
    "generate-between": translatable(
        "BETWEEN: expected two seeds or more, and COUNT to be at least as many, got {got} and COUNT {count}."
    ),
    "generate-extent": translatable(
        "EXTENT: expected a raster (.tif) as OUTPUT to place on the ground, got the folder {output}. Name a .tif, or leave "
        "EXTENT empty."
    ),
    "generate-extent-empty": translatable(
        "EXTENT: expected a rectangle that holds at least one pixel of {pixel} map units and at most {most} tiles, got {got}. "
        "Check its CRS."
    ),
    "generate-crs": translatable(
        "CRS: expected the model's own units, in which a pixel is {pixel} wide (the CRS of the raster that it learned from), "
        "got {got}. Choose a CRS with the same units."
    ),
    "generate-class": translatable("CLASS: expected one of the classes of {model} ({expected}), got {got}."),
    "generate-no-classes": translatable("CLASS: {model} was trained without classes, got {got}. Leave CLASS empty."),
}
