"""Learn land cover from a few labels."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBand,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterLayer,
    QgsProcessingParameterString,
    QgsProcessingUtils,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ...gan_core.api.errors import RasterGanError
from ...gan_core.api.jobs.base import DEVICES
from ...gan_core.api.jobs.classification import CHOICES, TrainClassifierJob
from ..layers.transfer import local_path
from ..processing.algorithm import EngineAlgorithm
from ..text import error_text, tr


class Algorithm(EngineAlgorithm):
    INPUT = "INPUT"
    LABELS = "LABELS"
    FIELD = "FIELD"
    NAME = "NAME"
    LEARNER = "LEARNER"
    SYNTHETIC = "SYNTHETIC"
    BANDS = "BANDS"
    MINUTES = "MINUTES"
    DEVICE = "DEVICE"
    REPORT = "REPORT"

    def name(self) -> str:
        return "trainclassifier"

    def displayName(self) -> str:
        return tr("Train a land cover classifier")

    def group(self) -> str:
        return tr("Train")

    def groupId(self) -> str:
        return "train"

    def tags(self) -> list[str]:
        return tr("classification,land cover,land use,supervised,semi-supervised,labels,training,sgan,gan,ai").split(
            ","
        )

    def shortDescription(self) -> str:
        return tr(
            "Learns to map land cover from a few labelled points or polygons and the unlabelled rest of the raster"
        )

    def shortHelpString(self) -> str:
        return tr(
            "<p>Learns which pixels are water, forest, fields … from a few places where you say so. Classify then makes the "
            "map. Five labels a class are a beginning; twenty, spread over the raster, are better.</p>"
            "<h3>Labels</h3><p>Points or polygons, in any CRS; selected features alone work, too. Of a polygon all pixels "
            "whose middle lies in it are labels.</p>"
            "<h3>Class field</h3><p>Text in any alphabet, or whole numbers. Numbers from 1 to 255 become the values of the "
            "map; else classes are numbered from 1. If the labels are styled by this field, the map gets their colours.</p>"
            "<h3>How to learn</h3><p><b>probe</b>: a linear decision on colour, surroundings and texture; takes seconds. "
            "<b>sgan</b>: a semi-supervised GAN, which also learns from pixels without a label what real ones look like. "
            "<b>match</b>: FixMatch, which learns from what it is already sure of. <b>auto</b> compares all three on labels "
            "that they did not see, block of ground by block, and keeps the simplest unless another is clearly better.</p>"
            "<h3>Synthetic tiles</h3><p>A folder that Generate made with a model trained on tiles with a class field of the "
            "same class names. The learner is tried with them and without; they are learned from only where real labels that "
            "it did not see show that they help, and the report says so.</p>"
            "<h3>Outputs</h3><p>The model, in the library and to go on with; a report with accuracy for each class, what is "
            "mistaken for what, and a piece of the map; overall accuracy and kappa (agreement beyond chance, 1 is perfect) as "
            "numbers.</p>"
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        number, choice = QgsProcessingParameterNumber, QgsProcessingParameterEnum
        self.addParameter(QgsProcessingParameterRasterLayer(self.INPUT, tr("Raster to learn from")))
        shapes = [QgsProcessing.SourceType.TypeVectorPoint, QgsProcessing.SourceType.TypeVectorPolygon]
        self.addParameter(QgsProcessingParameterFeatureSource(self.LABELS, tr("Labels"), shapes))
        self.addParameter(QgsProcessingParameterField(self.FIELD, tr("Class field"), None, self.LABELS))
        name = tr("Name (after the raster if empty)")
        self.addParameter(QgsProcessingParameterString(self.NAME, name, "", optional=True))
        learner = choice(
            self.LEARNER, tr("How to learn"), list(CHOICES), defaultValue=CHOICES[0], usesStaticStrings=True
        )
        self.addParameter(learner)
        bands = tr("Bands to look at (all if empty)")
        self.addParameter(
            QgsProcessingParameterBand(self.BANDS, bands, None, self.INPUT, optional=True, allowMultiple=True)
        )
        tiles = tr("Synthetic tiles by class, made by Generate (none if empty)")
        folder = QgsProcessingParameterFile.Behavior.Folder
        self.addParameter(QgsProcessingParameterFile(self.SYNTHETIC, tiles, folder, optional=True))
        self.addParameter(number(self.MINUTES, tr("Minutes at most"), number.Type.Double, 5, False, 0.1, 9999))
        device = choice(self.DEVICE, tr("Compute on"), list(DEVICES), defaultValue=DEVICES[0], usesStaticStrings=True)
        self.add_advanced(device)
        self.addParameter(
            QgsProcessingParameterFileDestination(self.REPORT, tr("Accuracy report"), tr("HTML files (*.html)"))
        )
        self.addOutput(QgsProcessingOutputString("MODEL", tr("Model to go on with")))
        self.addOutput(QgsProcessingOutputString("KEPT", tr("The learner that was kept")))
        for name, words in self.numbers().items():
            self.addOutput(QgsProcessingOutputNumber(name, words))

    def numbers(self) -> dict[str, str]:
        return {
            "OVERALL_ACCURACY": tr("Overall accuracy (1: perfect)"),
            "KAPPA": tr("Kappa (1: perfect, 0: chance)"),
            "CLASSES": tr("Number of classes"),
            "LABELLED": tr("Number of labelled pixels"),
            "SYNTHETIC_GAIN": tr("What synthetic tiles add to the accuracy, percent points"),
            "SECONDS": tr("Seconds"),
        }

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        layer = self.parameterAsRasterLayer(parameters, self.INPUT, context)
        if layer is None:
            raise QgsProcessingException(self.invalidRasterError(parameters, self.INPUT))
        self.source = local_path(layer)
        field = self.parameterAsString(parameters, self.FIELD, context)
        self.colours = colours(self.parameterAsVectorLayer(parameters, self.LABELS, context), field)
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        labels = self.parameterAsSource(parameters, self.LABELS, context)
        if labels is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.LABELS))
        field = self.parameterAsString(parameters, self.FIELD, context)
        report = self.parameterAsFileOutput(parameters, self.REPORT, context)
        bands = tuple(self.parameterAsInts(parameters, self.BANDS, context)) if parameters.get(self.BANDS) else ()
        try:
            job = TrainClassifierJob(
                input=self.source,
                labels=saved(labels, field, context),
                field=field,
                name=self.parameterAsString(parameters, self.NAME, context),
                learner=self.parameterAsEnumString(parameters, self.LEARNER, context),
                synthetic=self.parameterAsFile(parameters, self.SYNTHETIC, context),
                bands=bands,
                minutes=self.parameterAsDouble(parameters, self.MINUTES, context),
                report=report,
                colours=self.colours,
                folder=next(iter(self.provider().model_folders()), ""),
                device=self.parameterAsEnumString(parameters, self.DEVICE, context),
                models=self.provider().model_folders(),
            )
        except RasterGanError as error:
            raise QgsProcessingException(error_text(error)) from error
        results = self.run_job(job, feedback)
        return {
            self.REPORT: report,
            "MODEL": results["MODEL"],
            "KEPT": results["LEARNER"],
            **{name: results[name] for name in self.numbers() if name in results},
        }


def colours(layer: QgsVectorLayer | None, field: str) -> tuple[str, ...]:
    """CLASS=#rrggbb of a layer that is styled by this field; nothing of another."""
    renderer = layer.renderer() if layer is not None else None
    if not isinstance(renderer, QgsCategorizedSymbolRenderer) or renderer.classAttribute().strip('"') != field:
        return ()
    known = [(str(one.value() or "").strip(), one.symbol().color().name()) for one in renderer.categories()]
    return tuple(f"{value}={colour}" for value, colour in known if value)


def saved(labels: QgsProcessingFeatureSource, field: str, context: QgsProcessingContext) -> str:
    """The features that were asked for, selected ones alone or all, in a GeoPackage that the engine reads."""
    path = QgsProcessingUtils.generateTempFilename("labels.gpkg")
    found = labels.fields().indexOf(field)
    if found < 0:
        raise QgsProcessingException(tr("FIELD: the labels have no field {field}.").format(field=field))
    fields = QgsFields()
    fields.append(QgsField(field, labels.fields().at(found).type()))
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName = "GPKG", "labels"
    options.layerOptions = ["FID=raster_gan_fid"]  # a class field may be called fid
    writer = QgsVectorFileWriter.create(
        path, fields, labels.wkbType(), labels.sourceCrs(), context.transformContext(), options
    )
    for feature in labels.getFeatures():
        copy = QgsFeature(fields)
        copy.setGeometry(feature.geometry())
        copy[0] = feature[field]
        writer.addFeature(copy)
    del writer
    return path
