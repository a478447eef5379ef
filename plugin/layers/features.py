"""Features on their way into a job: those that were asked for, in a file that the engine reads."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.core import (
    NULL,
    Qgis,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingUtils,
    QgsVectorFileWriter,
)
from qgis.PyQt.QtCore import QMetaType, QVariant

TEXT = QMetaType.Type.QString if Qgis.QGIS_VERSION_INT >= 33800 else QVariant.Type.String  # noqa: QGS402 - before 3.38


def saved(source: QgsProcessingFeatureSource, names: Sequence[str], context: QgsProcessingContext) -> str:
    """The selected features alone or all, with the fields `names` as text, in a GeoPackage; gives its path.

    A field that the layer lacks is left empty; a name that is "" is none.
    """
    path = QgsProcessingUtils.generateTempFilename("features.gpkg")
    fields, kept = QgsFields(), list(dict.fromkeys(filter(None, names)))
    for name in kept:
        fields.append(QgsField(name, TEXT))
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", "features"
    writer = QgsVectorFileWriter.create(
        path, fields, source.wkbType(), source.sourceCrs(), context.transformContext(), options
    )
    known = set(source.fields().names())
    for feature in source.getFeatures():
        copy = QgsFeature(fields)
        copy.setGeometry(feature.geometry())
        for name in kept:
            value = feature[name] if name in known else None
            copy[name] = str(value) if value not in (None, NULL) else ""
        writer.addFeature(copy)
    del writer
    return path
