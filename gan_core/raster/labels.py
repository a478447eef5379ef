"""What a raster says of itself in words: its tags, the names and units of its bands, its classes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from osgeo import gdal

from gan_core.raster.failing import quiet


def complete_labels(path: Path, like: Path) -> str:
    """What the format of `path` does not keep of them is written into its .aux.xml; gives what can't be kept there either."""
    for _, change in _missing(path, like):
        with quiet(), suppress(RuntimeError):
            dataset = gdal.OpenEx(str(path), gdal.OF_RASTER)
            change(dataset)
            dataset = None
    return ", ".join(dict.fromkeys(what for what, _ in _missing(path, like)))


def _missing(path: Path, like: Path) -> Iterator[tuple[str, Callable[[gdal.Dataset], Any]]]:
    """What it is, and what to do with the dataset of `path`."""
    made, whole = (gdal.OpenEx(str(file), gdal.OF_RASTER) for file in (path, like))
    tags = _lost(made, whole)
    if tags:
        yield "tags", lambda dataset: dataset.SetMetadata({**dataset.GetMetadata(), **tags})
    for number in range(1, whole.RasterCount + 1):
        got, band = made.GetRasterBand(number), whole.GetRasterBand(number)
        if band.GetDescription() and got.GetDescription() != band.GetDescription():
            yield f"name of band {number}", _on_band(number, "SetDescription", band.GetDescription())
        shown = band.GetColorInterpretation()
        if shown not in (gdal.GCI_Undefined, gdal.GCI_GrayIndex, got.GetColorInterpretation()):
            yield f"color interpretation of band {number}", _on_band(number, "SetColorInterpretation", shown)
        unit, other = band.GetUnitType() or "none", got.GetUnitType() or "none"
        if unit != other:
            yield f"unit of band {number} ({unit} becomes {other})", _on_band(number, "SetUnitType", band.GetUnitType())
        if band.GetCategoryNames() and got.GetCategoryNames() != band.GetCategoryNames():
            yield "names of the classes", _on_band(number, "SetCategoryNames", band.GetCategoryNames())
        if band.GetColorTable() and not got.GetColorTable():
            yield "colors of the classes", _on_band(number, "SetColorTable", band.GetColorTable().Clone())
        own = _lost(got, band)
        if own:
            yield f"tags of band {number}", _on_band(number, "SetMetadata", {**got.GetMetadata(), **own})


def _lost(made: gdal.MajorObject, whole: gdal.MajorObject) -> dict[str, str]:
    there = made.GetMetadata()
    return {name: value for name, value in whole.GetMetadata().items() if value and there.get(name) != value}


def _on_band(number: int, method: str, value: Any) -> Callable[[gdal.Dataset], Any]:
    return lambda dataset: getattr(dataset.GetRasterBand(number), method)(value)
