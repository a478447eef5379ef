"""The files of a scene's layer on one grid: each holds bands of their own, or a piece of them."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from osgeo import gdal

from gan_core.api.errors import RasterGanError
from gan_core.raster.grid import Grid
from gan_core.scenes.scene import Scene, SceneBand, SceneLayer

DRIVERS = ["GTiff", "JP2OpenJPEG", "JP2KAK", "JP2ECW", "JP2MrSID", "HFA"]
"""What band files are: others, a VRT by the name of a TIFF, may read from anywhere."""
NEAR = 0.01
"""Of a pixel, that two grids may be apart."""
PathOf = Callable[[str], str]
"""What GDAL opens for a file of the scene, by its name."""


class Piece(NamedTuple):
    """A file of a layer, and where its first pixel lies on the layer's grid."""

    name: str
    dataset: gdal.Dataset
    column: int
    row: int


@dataclass(frozen=True)
class Mosaic:
    """The files of a layer on one grid."""

    pieces: dict[str, Piece]
    """By the file's name."""
    grid: Grid
    referenced: bool
    """Whether the grid says where on the ground it lies."""

    @property
    def data_type(self) -> int:
        """GDAL's number of a data type that holds what every file holds."""
        types = {piece.dataset.GetRasterBand(1).DataType for piece in self.pieces.values()}
        return functools.reduce(gdal.DataTypeUnion, sorted(types))

    @property
    def first(self) -> gdal.Dataset:
        return next(iter(self.pieces.values())).dataset


def by_pixel_size(layer: SceneLayer, path_of: PathOf) -> tuple[SceneLayer, ...]:
    """Bands that only their headers sort: the finest one alone is the panchromatic, the others are the colors.

    Raises RasterGanError `input-...`.
    """
    sizes: dict[float, list[SceneBand]] = {}
    for band in layer.bands:
        transform = _open(path_of(band.files[0])).GetGeoTransform()
        sizes.setdefault(float(f"{math.hypot(transform[1], transform[4]):.4g}"), []).append(band)
    groups = [sizes[size] for size in sorted(sizes)]
    if len(groups) == 2 and len(groups[0]) == 1:
        return SceneLayer("ms", tuple(groups[1])), SceneLayer("pan", tuple(groups[0]))
    return (SceneLayer("ms", tuple(band for group in groups for band in group)),)


def mosaic_of(scene: Scene, layer: SceneLayer, path_of: PathOf) -> Mosaic:
    """Raises RasterGanError `input-...` for a file that is no raster, `scene-grids` for files that lie on several grids."""
    names = dict.fromkeys(name for band in layer.bands for name in band.files)
    datasets = {name: _open(path_of(name)) for name in names}
    (first, reference), *others = datasets.items()
    offsets = {first: (0, 0)}
    for name, dataset in others:
        offsets[name] = _offset(scene, path_of, (first, reference), (name, dataset))
    left, top = (min(offset[axis] for offset in offsets.values()) for axis in (0, 1))
    right = max(column + datasets[name].RasterXSize for name, (column, _) in offsets.items())
    bottom = max(row + datasets[name].RasterYSize for name, (_, row) in offsets.items())
    grid = Grid.of(reference)
    x, y = grid.ground(left, top)
    _, ax, bx, _, ay, by = grid.geotransform
    return Mosaic(
        {name: Piece(name, datasets[name], column - left, row - top) for name, (column, row) in offsets.items()},
        Grid((x, ax, bx, y, ay, by), right - left, bottom - top),
        reference.GetGeoTransform(can_return_null=True) is not None,
    )


def _open(path: str) -> gdal.Dataset:
    try:
        return gdal.OpenEx(path, gdal.OF_RASTER | gdal.OF_VERBOSE_ERROR, allowed_drivers=DRIVERS)
    except RuntimeError as error:
        raise RasterGanError("input-not-raster", path=path, reason=str(error)) from error


def _offset(
    scene: Scene, path_of: PathOf, first: tuple[str, gdal.Dataset], other: tuple[str, gdal.Dataset]
) -> tuple[int, int]:
    """Column and row of the other's first pixel on the first one's grid."""
    (name, dataset), (other_name, other_dataset) = first, other

    def error_for(difference: str) -> RasterGanError:
        return RasterGanError(
            "scene-grids", scene=scene.name, first=path_of(name), other=path_of(other_name), what=difference
        )

    references = [raster.GetSpatialRef() for raster in (dataset, other_dataset)]
    if not (references[0].IsSame(references[1]) if all(references) else references == [None, None]):
        raise error_for("CRS")
    ours, theirs = Grid.of(dataset), Grid.of(other_dataset)
    located = [raster.GetGeoTransform(can_return_null=True) is not None for raster in (dataset, other_dataset)]
    if not all(located):
        if any(located) or ours.window != theirs.window:
            raise error_for("sizes")
        return 0, 0
    inverse = gdal.InvGeoTransform(ours.geotransform)
    column, row = gdal.ApplyGeoTransform(inverse, *theirs.ground(0, 0))
    ends = gdal.ApplyGeoTransform(inverse, *theirs.ground(theirs.width, theirs.height))
    if abs(ends[0] - column - theirs.width) > NEAR or abs(ends[1] - row - theirs.height) > NEAR:
        raise error_for("pixel sizes")
    if abs(column - round(column)) > NEAR or abs(row - round(row)) > NEAR:
        raise error_for("origins, not whole pixels apart")
    return round(column), round(row)
