"""Run again: every parameter, away from its default, comes back out of what a job has left behind."""

from __future__ import annotations

import dataclasses
import json
import pkgutil
from types import SimpleNamespace
from typing import Any

import pytest
from qgis.core import (
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsRasterLayer,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from raster_gan.gan_core.api import library
from raster_gan.gan_core.api.errors import RasterGanError
from raster_gan.gan_core.api.jobs import Job, to_dict
from raster_gan.plugin import algorithms
from raster_gan.plugin.layers.origin import tags_of
from raster_gan.plugin.panels.provenance import fields, parameters
from raster_gan.plugin.processing.job_fields import field_of

VERBS = [module.name for module in pkgutil.iter_modules(algorithms.__path__)]
VALUES = {
    "BANDS": [2, 1, 3],
    "BETWEEN": "3,17",
    "CREATION_OPTIONS": "COMPRESS=DEFLATE|PREDICTOR=2",
    "DASK": "tcp://host:8786",
    "EXTENT": "500010,500050,4099950,4099990 [EPSG:32633]",
    "FIELD": "kind",
    "GUIDE_BANDS": [2, 1],
    "TILE_SIZE": 128,
    "VALUE": "0,255",
}
"""Of parameters that a value made from their default would not fit."""
ENDINGS = {
    "rasterDestination": ".tif",
    "vectorDestination": ".gpkg",
    "fileDestination": ".html",
    "folderDestination": "",
}
UNKEPT = ("RESOLUTION", "LOAD")
"""Of no use but to save an online layer, whose address no job keeps; and what QGIS does with a result."""
APART = {
    "upscale": [("DASK",), ("ENHANCE",)],
    "sharpen": [("DASK",), ("ADAPT",)],
    "evaluate": [("GUIDE",), ("TRUTH", "OTHER", "BANDS", "DOWNSTREAM", "SHARES")],
    "traingenerator": [("SIZE",), ("ARCHITECTURE",)],
    "generate": [("OUTPUT",), ("MOSAIC", "EXTENT")],
}
"""Parameters that do not go together: what is left out in each try."""
LEFT_OUT = ("colours",)
"""Fields that come from how a layer is drawn."""


@pytest.fixture
def jobs(provider, monkeypatch) -> list[Job]:
    """The jobs that algorithms have asked for; none is run."""
    asked: list[Job] = []

    def record(job: Job, *_: Any) -> None:
        asked.append(job)
        raise RasterGanError("tile-size", got=0)

    monkeypatch.setattr(provider, "run", record)
    return asked


@pytest.mark.parametrize(
    ("verb", "without"),
    [(verb, without) for verb in VERBS for without in APART.get(verb, [()])],
)
def test_every_parameter_comes_back(verb, without, provider, jobs, generator, rgb_raster, tmp_path, new_project):
    algorithm = provider.algorithm(verb)
    definitions = {one.name(): one for one in algorithm.parameterDefinitions()}
    kept = {name: one for name, one in definitions.items() if name not in (*UNKEPT, *without)}
    wanted = {name: away(one, rgb_raster, tmp_path) for name, one in kept.items()}
    first = run(algorithm, wanted, jobs)
    again = parameters(verb, fields({"PARAMETERS": json.dumps(to_dict(first))}))
    outputs = {name: value for name, value in wanted.items() if definitions[name].isDestination()}
    forgotten = set(wanted) - set(outputs) - set(again)
    assert not forgotten
    assert set(again) <= set(definitions)
    second = run(algorithm, {**again, **outputs}, jobs)
    assert comparable(second, definitions) == comparable(first, definitions)


@pytest.mark.parametrize("verb", VERBS)
def test_an_untouched_dialog_asks_for_what_the_command_line_does(verb, provider, jobs, rgb_raster, tmp_path):
    """A default stands in the job and in the dialog: they agree."""
    algorithm = provider.algorithm(verb)
    needed = [one for one in algorithm.parameterDefinitions() if not one.flags() & one.Flag.FlagOptional]
    names = ("OUTPUT",) if verb == "generate" else ()
    given = {one.name(): away(one, rgb_raster, tmp_path) for one in needed if one.defaultValue() is None}
    job = run(algorithm, {**given, **{name: str(tmp_path / "made") for name in names}}, jobs)
    fields = {field_of(algorithm.parameterDefinition(name)) for name in (*given, *names)}
    others = [one for one in dataclasses.fields(job) if one.name not in (*fields, "models", "folder")]
    assert {one.name: getattr(job, one.name) for one in others} == {
        one.name: 0.5 if one.name == "strength" and "STRENGTH" in declared(algorithm) else one.default for one in others
    }


def declared(algorithm) -> set[str]:
    return {one.name() for one in algorithm.parameterDefinitions()}


@pytest.fixture
def generator(monkeypatch) -> None:
    """A model for `generate` to ask where it lies."""
    card = SimpleNamespace(raster={"crs": "EPSG:32633"})
    monkeypatch.setattr(library, "find", lambda *_: SimpleNamespace(card=card))


def test_a_second_output_is_made_again_but_not_over_the_first(provider, jobs, rgb_raster, tmp_path):
    names = {"INPUT": str(rgb_raster), "OUTPUT": str(tmp_path / "out.tif"), "TRUST": str(tmp_path / "trust.tif")}
    again = parameters("upscale", to_dict(run(provider.algorithm("upscale"), names, jobs)))
    assert "OUTPUT" not in again
    assert again["TRUST"] == "TEMPORARY_OUTPUT"


def away(definition, raster, folder) -> Any:
    """A value that is not the default."""
    kind, name = definition.type(), definition.name()
    if name in VALUES:
        return VALUES[name]
    if kind == "raster":
        return str(raster)
    if kind == "source":
        return marks(folder)
    if kind == "boolean":
        return not definition.defaultValue()
    if kind == "enum":
        options = definition.options() if definition.usesStaticStrings() else range(len(definition.options()))
        return next(one for one in options if str(one) != str(definition.defaultValue()))
    if kind == "number":
        least, most, default = definition.minimum(), definition.maximum(), definition.defaultValue() or 0
        value = default + 1 if default + 1 <= most else (least + default) / 2
        return value if value != default and value > least else (default + most) / 2
    if kind == "file":
        return str(folder if definition.behavior() == definition.Behavior.Folder else folder / "mine.safetensors")
    if kind == "string":
        return f"my-{name.lower()}"
    return str(folder / f"{name.lower()}{ENDINGS[kind]}")


def marks(folder) -> str:
    path = folder / "marks.geojson"
    if not path.exists():
        layer = QgsVectorLayer("Polygon?crs=EPSG:32633&field=kind:string&field=role:string", "marks", "memory")
        feature = QgsFeature(layer.fields())
        feature.setGeometry(
            QgsGeometry.fromWkt("POLYGON((500010 4099950,500050 4099950,500050 4099990,500010 4099950))")
        )
        feature.setAttributes(["roof", "train"])
        layer.dataProvider().addFeature(feature)
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.driverName = "GeoJSON"
        QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(path), QgsCoordinateTransformContext(), options)
    return str(path)


def run(algorithm, values, jobs) -> Job:
    """The job that an algorithm asks for."""
    context = QgsProcessingContext()
    asked = len(jobs)
    good, reason = algorithm.checkParameterValues(values, context)
    assert good, f"{algorithm.id()}: {reason}"
    algorithm.create().run(values, context, QgsProcessingFeedback())
    assert len(jobs) == asked + 1, algorithm.id()
    return jobs[-1]


def comparable(job: Job, definitions) -> dict[str, Any]:
    """The job but for where features were saved for the engine, anew at each run."""
    sources = {name.lower() for name, one in definitions.items() if one.type() == "source"}
    return {
        name: bool(value) if name in sources else value for name, value in to_dict(job).items() if name not in LEFT_OUT
    }


def test_a_file_tells_it_by_its_own_tags(processing, provider, rgb_raster, tmp_path, new_project):
    output = str(tmp_path / "soft.tif")
    chosen = {"DOUBTFUL": 1, "TRUST_BELOW": 40, "STRENGTH": 0.0, "BANDS": [3, 2, 1], "SENSOR": "perfect"}
    processing.run("rastergan:upscale", {"INPUT": str(rgb_raster), "OUTPUT": output, **chosen})
    told = tags_of(QgsRasterLayer(output))
    again = parameters(told["VERB"], fields(told))
    assert {name: again[name] for name in chosen} == chosen
