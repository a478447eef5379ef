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
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingUtils,
    QgsVectorFileWriter,
)
from qgis.PyQt.QtCore import QMetaType, QVariant

from ..text import tr

TEXT = QMetaType.Type.QString if Qgis.QGIS_VERSION_INT >= 33800 else QVariant.Type.String  # noqa: QGS402 - before 3.38


def saved(
    source: QgsProcessingFeatureSource, names: Sequence[str], context: QgsProcessingContext, typed: bool = False
) -> str:
    """The selected features alone or all, with the fields `names`, in a GeoPackage; gives its path.

    typed: the fields keep their types, and the layer has to have them.  Else they become text, and one that the layer lacks
    is left empty.  Raises QgsProcessingException.
    """
    path = QgsProcessingUtils.generateTempFilename("features.gpkg")
    known, kept, fields = source.fields(), list(dict.fromkeys(names)), QgsFields()
    for name in kept:
        if typed and known.indexOf(name) < 0:
            raise QgsProcessingException(tr("FIELD: the samples have no field {field}.").format(field=name))
        fields.append(QgsField(name, known.field(name).type() if typed else TEXT))
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", "features"
    options.layerOptions = ["FID=raster_gan_fid"]  # one of the fields may be called fid
    writer = QgsVectorFileWriter.create(
        path, fields, source.wkbType(), source.sourceCrs(), context.transformContext(), options
    )
    for feature in source.getFeatures():
        copy = QgsFeature(fields)
        copy.setGeometry(feature.geometry())
        for name in kept:
            value = feature[name] if known.indexOf(name) >= 0 else None
            copy[name] = value if typed else "" if value in (None, NULL) else str(value)
        writer.addFeature(copy)
    del writer
    return path
