"""An algorithm that declares its parameters and outputs: they become one job, and the job's results become outputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Optional

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsRasterLayer,
    QgsRectangle,
)

from ...gan_core.api.errors import RasterGanError
from ...gan_core.api.jobs import Job
from ...gan_core.api.labels import heading
from ...gan_core.api.scene_names import may_be_scene
from ..layers.opened_project import OpenedProject
from ..layers.post_processor import PostProcessor
from ..layers.transfer import LocalSource, destination, loaded_as, local_path, local_source, missing_place
from ..text import error_text, short, tr
from .algorithm import EngineAlgorithm
from .definitions import Output, Parameter
from .job_fields import field_of, job_values, worded
from .parameters import EXTENT, INPUT, RESOLUTION
from .texts import Texts, group_name, help_page


class JobAlgorithm(EngineAlgorithm):
    """A subclass names its job and its texts, and lists its parameters and outputs."""

    job_type: ClassVar[type[Job]]
    group_id: ClassVar[str]
    texts: ClassVar[Texts]
    post_processor: ClassVar[Optional[type[PostProcessor]]] = None
    """What gives the output its look when it is loaded."""
    result_name: ClassVar[str] = ""
    """What the layer of OUTPUT is called after the input, in English; by what it holds where this is empty."""

    def list_parameters(self) -> Sequence[Parameter]:
        """In the dialog's order; what each fills of the job: see job_fields.py."""
        raise NotImplementedError

    def list_outputs(self) -> Sequence[Output]:
        """Those that are no destination; each has its name in the job's results."""
        return ()

    def post_processors(self, job: Any, results: Mapping[str, Any]) -> dict[str, PostProcessor]:
        """How a file of the job looks when it is loaded, by its path."""
        return {} if self.post_processor is None else {job.output: self.post_processor(results)}

    def layer_name(self, definition: Parameter, results: Mapping[str, Any]) -> str:
        """What an output's layer is called."""
        own = definition.name() == "OUTPUT" and self.result_name
        words = tr(self.result_name) if own else tr("{layer}: {what}")
        return words.format(layer=self.input_name, what=definition.description(), scale=results.get("SCALE"))

    def name(self) -> str:
        return self.job_type.verb

    def groupId(self) -> str:
        return self.group_id

    def group(self) -> str:
        return group_name(self.group_id)

    def displayName(self) -> str:
        return tr(self.texts.title)

    def tags(self) -> list[str]:
        return tr(self.texts.tags).split(",")

    def shortDescription(self) -> str:
        return tr(self.texts.summary)

    def shortHelpString(self) -> str:
        return help_page(self.texts, self.parameterDefinitions())

    def initAlgorithm(self, configuration: Optional[dict[str, Any]] = None) -> None:
        for parameter in self.list_parameters():
            self.addParameter(worded(parameter, self.job_type))
        for output in self.list_outputs():
            self.addOutput(output)

    def checkParameterValues(self, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[bool, str]:
        good, reason = super().checkParameterValues(parameters, context)
        reason = self.problem(parameters, context) if good else self._scene(parameters) or reason
        return good and not reason, reason

    def problem(self, parameters: dict[str, Any], context: QgsProcessingContext) -> str:
        """What is wrong with the parameters taken together; empty if nothing."""
        layer = self.parameterAsRasterLayer(parameters, INPUT, context) if self.saves_online else None
        if layer is not None:
            resolution = self.parameterAsDouble(parameters, RESOLUTION, context)
            reason = missing_place(layer, self._extent(parameters, context, layer), resolution)
            if reason:
                return reason
        for definition in self.destinationParameterDefinitions():
            path = destination(parameters.get(definition.name())) if definition.type() == "rasterDestination" else ""
            loaded = loaded_as(path, context.project())
            if loaded:
                words = tr("“{name}”: {path} is loaded as layer “{layer}”. Remove that layer or choose another file.")
                return words.format(name=heading(definition.description()), path=path, layer=loaded)
        return ""

    def _scene(self, parameters: dict[str, Any]) -> str:
        """What to do with a satellite's scene that was given for a raster; empty where none was."""
        given = parameters.get(INPUT)
        definition = self.parameterDefinition(INPUT)
        scene = definition and definition.type() == "raster" and isinstance(given, str) and may_be_scene(given)
        return error_text(RasterGanError("input-scene", path=given), [definition]) if scene else ""

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """In the main thread, where layers live."""
        self.project = OpenedProject()
        self.paths: dict[str, str] = {}
        self.source: Optional[LocalSource] = None
        self.input_name = ""
        for definition in self.parameterDefinitions():
            if definition.type() == "raster":
                self._prepare_raster(definition, parameters, context)
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        return self.run_values(self.job_values(parameters, context, feedback), context, feedback)

    def postProcessAlgorithm(self, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """In the main thread, before QGIS loads the layers: they belong to the project that the job was started in."""
        if not self.project.is_open:
            for details in context.layersToLoadOnCompletion().values():
                words = tr(
                    "“{layer}” was made for a project that is closed now. It is under Results in the Raster GAN panel."
                )
                feedback.pushWarning(words.format(layer=short(details.name)))
            context.setLayersToLoadOnCompletion({})
        return {}

    def job_values(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """The job's fields."""
        values = job_values(self.job_type, self, parameters, context) | self.paths
        if self.source is not None:
            values["input"], extent = self.source(feedback)
            values |= {"extent": extent} if self.parameterDefinition(EXTENT) else {}
        folders = self.provider().model_folders()
        known = self.job_type.__dataclass_fields__
        own = {"models": folders, "folder": next(iter(folders), "")}
        return values | {name: value for name, value in own.items() if name in known}

    def run_values(
        self, values: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """The outputs of a job with these fields."""
        try:
            job = self.job_type(**values)
        except RasterGanError as error:
            raise QgsProcessingException(error_text(error, self.parameterDefinitions())) from error
        results = self.run_job(job, feedback)
        for path, post_processor in self.post_processors(job, results).items():
            if context.willLoadLayerOnCompletion(path):
                context.layerToLoadOnCompletionDetails(path).setPostProcessor(post_processor)
        names = [output.name() for output in self.outputDefinitions()]
        files = {each.name(): getattr(job, field_of(each), "") for each in self.destinationParameterDefinitions()}
        self._name_layers(files, results, context)
        figures = {name: results[name] for name in names if name in results and name not in files}
        return {**figures, **{name: path for name, path in files.items() if path}}

    def _name_layers(self, files: Mapping[str, str], results: Mapping[str, Any], context: QgsProcessingContext) -> None:
        """After the input, where nobody has chosen a name."""
        for definition in self.destinationParameterDefinitions():
            path = files[definition.name()]
            if self.input_name and context.willLoadLayerOnCompletion(path):
                details = context.layerToLoadOnCompletionDetails(path)
                if details.name in ("", definition.description()):
                    details.name = self.layer_name(definition, results)

    @property
    def saves_online(self) -> bool:
        """Whether a layer that GDAL can't read is saved first."""
        return self.parameterDefinition(RESOLUTION) is not None

    def _prepare_raster(self, definition: Parameter, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        name = definition.name()
        optional = bool(definition.flags() & Parameter.Flag.FlagOptional)
        if optional and not parameters.get(name):
            return
        layer = self.parameterAsRasterLayer(parameters, name, context)
        if layer is None:
            raise QgsProcessingException(self.invalidRasterError(parameters, name))
        if name == INPUT:
            self.input_name = layer.name()
            if not self.saves_online:
                local_path(layer)
            resolution = self.parameterAsDouble(parameters, RESOLUTION, context) if self.saves_online else 0.0
            self.source = local_source(layer, self._extent(parameters, context, layer), resolution, context)
        else:
            self.paths[field_of(definition)] = local_path(layer)

    def _extent(
        self, parameters: dict[str, Any], context: QgsProcessingContext, layer: QgsRasterLayer
    ) -> Optional[QgsRectangle]:
        """The extent in the layer's CRS; None for the whole layer."""
        wanted = self.parameterDefinition(EXTENT) and parameters.get(EXTENT)
        return self.parameterAsExtent(parameters, EXTENT, context, layer.crs()) if wanted else None
