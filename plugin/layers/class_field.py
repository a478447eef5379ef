"""Which field of a vector layer holds classes."""

from __future__ import annotations

import re

from qgis.core import QgsCategorizedSymbolRenderer, QgsField, QgsVectorLayer

NAMES = re.compile(
    r"^(land_?)?(class|cls|cover|use|type|kind|categor|label|species|crop|klass|classe|clase|art$|lc|lulc)"
    r"|(class|type|kind|label|categor)|类|種|种|地物|标签",
    re.IGNORECASE,
)
IDS = re.compile(r"^(ogc_|raster_gan_)?fid$|^(object)?_?id$|_id$|^gid$|^uuid$|编号$", re.IGNORECASE)
MOST_CLASSES, LOOKED_AT = 50, 1000
"""Different values of a field that still are classes, and features that are looked at for them."""


def class_field(layer: QgsVectorLayer, sure: bool = False) -> str:
    """The field that the layer is styled by, else one that is called so, else one whose values recur, words before numbers;
    "" where there is none.  sure: the last does not count."""
    renderer = layer.renderer()
    styled = renderer.classAttribute() if isinstance(renderer, QgsCategorizedSymbolRenderer) else ""
    fields = {field.name(): field for number, field in enumerate(layer.fields()) if _may_be(layer, number, field)}
    named = [name for name in fields if NAMES.search(name)]
    if styled in fields or named:
        return styled if styled in fields else named[0]
    recurring = [] if sure else [name for name in fields if _recurs(layer, name)]
    return min(recurring, key=lambda name: fields[name].isNumeric(), default="")


def _may_be(layer: QgsVectorLayer, number: int, field: QgsField) -> bool:
    """Classes are words or whole numbers, and no features' identities."""
    is_key = number in layer.primaryKeyAttributes() or IDS.search(field.name())
    whole = field.isNumeric() and field.precision() == 0 and "real" not in field.typeName().lower()
    return not is_key and (whole or field.typeName().lower() in ("string", "text", "varchar"))


def _recurs(layer: QgsVectorLayer, name: str) -> bool:
    values = layer.uniqueValues(layer.fields().indexOf(name), LOOKED_AT)
    return 1 <= len(values) <= min(MOST_CLASSES, max(1, layer.featureCount() // 2))
