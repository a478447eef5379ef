"""Features on their way into a job: those that were asked for, in a file that the engine reads."""

from __future__ import annotations

from qgis.core import (
    QgsFeature,
    QgsField,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingUtils,
    QgsVectorFileWriter,
)
from qgis.PyQt.QtCore import QVariant


def saved(source: QgsProcessingFeatureSource, field: str, context: QgsProcessingContext) -> str:
    """The selected features alone or all, with one field as text ("" for none), in a GeoPackage; gives its path.

    A field that the layer lacks is left empty.
    """
    path = QgsProcessingUtils.generateTempFilename("features.gpkg")
    fields = QgsFields()
    if field:
        fields.append(QgsField(field, QVariant.Type.String))
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", "features"
    writer = QgsVectorFileWriter.create(
        path, fields, source.wkbType(), source.sourceCrs(), context.transformContext(), options
    )
    known = source.fields().indexOf(field) >= 0
    for feature in source.getFeatures():
        copy = QgsFeature(fields)
        copy.setGeometry(feature.geometry())
        if field:
            value = feature[field] if known else None
            copy[field] = str(value) if value not in (None, QVariant()) else ""
        writer.addFeature(copy)
    del writer
    return path
