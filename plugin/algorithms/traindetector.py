"""Teach a detector from a few marked objects."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputHtml,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBand,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
)

from ...gan_core.api.errors import RasterGanError
from ...gan_core.api.jobs.base import DEVICES
from ...gan_core.api.jobs.detection import TrainDetectorJob
from ..layers.features import saved
from ..layers.transfer import local_path
from ..processing.algorithm import EngineAlgorithm
from ..text import error_text, tr


class Algorithm(EngineAlgorithm):
    INPUT = "INPUT"
    OBJECTS = "OBJECTS"
    FIELD = "FIELD"
    SIZE = "SIZE"
    EMPTY = "EMPTY"
    NAME = "NAME"
    MINUTES = "MINUTES"
    BANDS = "BANDS"
    RESUME = "RESUME"
    DEVICE = "DEVICE"

    def name(self) -> str:
        return "traindetector"

    def displayName(self) -> str:
        return tr("Train a detector")

    def group(self) -> str:
        return tr("Train")

    def groupId(self) -> str:
        return "train"

    def tags(self) -> list[str]:
        return tr("training,object detection,find more like this,few-shot,count,trees,cars,buildings,gan,ai").split(",")

    def shortDescription(self) -> str:
        return tr("Learns from a few boxes, polygons or points to find the other objects of their kind")

    def shortHelpString(self) -> str:
        return tr(
            "<p>Finds more like this: draw a box around three to five objects, or some fifty for a better detector, and train "
            "for a few minutes. Find objects then searches any raster of the same kind with the model.</p>"
            "<p>You need not mark every object. Ground without a mark is not taken for empty: the less so, the more it looks "
            "like an object. The marked objects are also pasted onto other ground, turned and lit differently. Halfway "
            "through, the detector looks for unmarked ones on the raster, and learns from those it is sure of.</p>"
            "<h3>Objects</h3><p>Polygons stand for the upright box around them. Points need the size of the objects. Selected "
            "features alone work too, in any CRS.</p>"
            "<h3>Class</h3><p>A field that names the kind of each object; without it all are of one kind.</p>"
            "<h3>Ground without objects</h3><p>Polygons that you know to hold no object: the cure for finds in the wrong "
            "place.</p>"
            "<h3>Figures</h3><p>From 10 objects on, a fifth of them is held out, in whole blocks of ground, and the detector "
            "is judged there. AP50 is 1 for a perfect detector. Precision is the share of finds that are true, recall the "
            "share of objects that are found, both from the least score on that serves best; the model keeps it. Finds of "
            "objects that nobody marked count as false, so that the detector may be better than these figures.</p>"
            "<h3>Resume</h3><p>A training that was cancelled, or lost with the computer, goes on where it was when the same "
            "is run again.</p>"
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        number = QgsProcessingParameterNumber
        kinds = QgsProcessing.SourceType
        self.addParameter(QgsProcessingParameterRasterLayer(self.INPUT, tr("Raster to learn from")))
        shapes = [kinds.TypeVectorPolygon, kinds.TypeVectorPoint]
        self.addParameter(QgsProcessingParameterFeatureSource(self.OBJECTS, tr("Objects"), shapes))
        field = tr("Field with the class (one class if empty)")
        self.addParameter(QgsProcessingParameterField(self.FIELD, field, None, self.OBJECTS, optional=True))
        size = tr("Size of the objects, in the raster's map units (points only)")
        self.addParameter(number(self.SIZE, size, number.Type.Double, None, True, 0))
        empty = tr("Ground without objects")
        self.addParameter(
            QgsProcessingParameterFeatureSource(self.EMPTY, empty, [kinds.TypeVectorPolygon], optional=True)
        )
        name = tr("Name (after the raster if empty)")
        self.addParameter(QgsProcessingParameterString(self.NAME, name, "", optional=True))
        minutes = tr("Minutes at most")
        self.addParameter(number(self.MINUTES, minutes, number.Type.Double, 2, False, 0.1, 9999))
        bands = tr("Bands to look at (all if empty)")
        self.add_advanced(
            QgsProcessingParameterBand(self.BANDS, bands, None, self.INPUT, optional=True, allowMultiple=True)
        )
        self.add_advanced(QgsProcessingParameterBoolean(self.RESUME, tr("Go on where it was broken off"), True))
        device = QgsProcessingParameterEnum(
            self.DEVICE, tr("Compute on"), list(DEVICES), defaultValue=DEVICES[0], usesStaticStrings=True
        )
        self.add_advanced(device)
        self.addOutput(QgsProcessingOutputString("MODEL", tr("Detector")))
        self.addOutput(QgsProcessingOutputHtml("REPORT", tr("Report of the training")))
        for key, words in self.numbers().items():
            self.addOutput(QgsProcessingOutputNumber(key, words))

    def numbers(self) -> dict[str, str]:
        return {
            "AP50": tr("AP50 (1: perfect)"),
            "PRECISION": tr("Precision: share of finds that are true"),
            "RECALL": tr("Recall: share of objects that are found"),
            "MINIMUM_SCORE": tr("Least score that serves best"),
            "OBJECTS": tr("Number of objects learned from"),
            "HELD_OUT": tr("Number of objects to judge by"),
            "CLASSES": tr("Number of classes"),
            "STEPS": tr("Steps of training"),
            "SECONDS": tr("Seconds"),
        }

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        layer = self.parameterAsRasterLayer(parameters, self.INPUT, context)
        if layer is None:
            raise QgsProcessingException(self.invalidRasterError(parameters, self.INPUT))
        self.source = local_path(layer)
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        field = next(iter(self.parameterAsFields(parameters, self.FIELD, context)), "")
        objects = self.parameterAsSource(parameters, self.OBJECTS, context)
        if objects is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.OBJECTS))
        empty = self.parameterAsSource(parameters, self.EMPTY, context) if parameters.get(self.EMPTY) else None
        bands = tuple(self.parameterAsInts(parameters, self.BANDS, context)) if parameters.get(self.BANDS) else ()
        try:
            job = TrainDetectorJob(
                input=self.source,
                objects=saved(objects, [field], context),
                field=field,
                size=self.parameterAsDouble(parameters, self.SIZE, context) if parameters.get(self.SIZE) else 0.0,
                empty=saved(empty, [], context) if empty else "",
                name=self.parameterAsString(parameters, self.NAME, context),
                bands=bands,
                minutes=self.parameterAsDouble(parameters, self.MINUTES, context),
                resume=self.parameterAsBool(parameters, self.RESUME, context),
                folder=next(iter(self.provider().model_folders()), ""),
                device=self.parameterAsEnumString(parameters, self.DEVICE, context),
                models=self.provider().model_folders(),
            )
        except RasterGanError as error:
            raise QgsProcessingException(error_text(error)) from error
        results = self.run_job(job, feedback)
        return {key: results[key] for key in ("MODEL", "REPORT", *self.numbers())}
