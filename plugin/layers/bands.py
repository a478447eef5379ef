"""What a layer's bands are, as the engine will see them: by their colors and names, and by the layer's sensor."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.core import Qgis, QgsRaster, QgsRasterLayer, QgsUnitTypes

from ...gan_core.api.band_roles import band_roles
from ...gan_core.api.sensors import SensorPreset, recognize

COLORS = {
    QgsRaster.ColorInterpretation.RedBand: "red",
    QgsRaster.ColorInterpretation.GreenBand: "green",
    QgsRaster.ColorInterpretation.BlueBand: "blue",
}


def roles(layer: QgsRasterLayer) -> list[str]:
    """Of each band but transparency "red", "green", "blue", "nir" or ""."""
    provider = layer.dataProvider()
    kinds = {number: provider.colorInterpretation(number) for number in range(1, layer.bandCount() + 1)}
    numbers = [number for number, kind in kinds.items() if kind != QgsRaster.ColorInterpretation.AlphaBand]
    names = [provider.generateBandName(number).partition(": ")[2] for number in numbers]
    return band_roles(names, [COLORS.get(kinds[number], "") for number in numbers], sensor(layer))


def sensor(layer: QgsRasterLayer) -> Optional[SensorPreset]:
    """What made it, as its file's name and the width of its pixels tell; None where they don't."""
    return recognize([Path(layer.source().split("|")[0]).name], pixel_width(layer))


def pixel_width(layer: QgsRasterLayer) -> float:
    """In metres, about."""
    unit = QgsUnitTypes.fromUnitToUnitFactor(layer.crs().mapUnits(), QgsUnitTypes.DistanceUnit.DistanceMeters)
    return layer.rasterUnitsPerPixelX() * unit


def is_8_bit(layer: QgsRasterLayer) -> bool:
    return layer.dataProvider().dataType(1) == Qgis.DataType.Byte
