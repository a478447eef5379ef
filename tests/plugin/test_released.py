"""What is released stays: ids, types and defaults.  A new one is added to released_ids.json by hand.

The folder `released` holds models and calls as people made them with earlier states: each stays valid, and gives the same.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingParameterDefinition,
    QgsVectorLayer,
)
from scenes import ROOT, scenery, write_raster

RELEASED = Path(__file__).with_name("released_ids.json")
EARLIER = Path(__file__).with_name("released")
MODELS = [*sorted(EARLIER.glob("*.model3")), *sorted((ROOT / "resources" / "processing").glob("*.model3"))]
SCRIPTS = json.loads((EARLIER / "scripts.json").read_text())
CALLS = [(f"{state} {call['algorithm']}", call) for state, calls in SCRIPTS.items() for call in calls]
UPSCALED = [call for name, call in CALLS if name.endswith(":upscale")]


def test_released_ids_types_and_defaults_stay(provider):
    assert {algorithm.id(): signature(algorithm) for algorithm in own(provider)} == json.loads(RELEASED.read_text())


def test_what_has_a_default_may_be_left_out(provider):
    """Else QGIS 3.22 calls a model that was made before the parameter was invalid."""
    for algorithm in own(provider):
        for one in algorithm.parameterDefinitions():
            needed = not one.flags() & one.Flag.FlagOptional
            assert not needed or one.defaultValue() is None, f"{algorithm.id()} {one.name()}"


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_a_model_of_an_earlier_state_is_valid(provider, path):
    assert opened(path).validate() == (True, [])


@pytest.mark.parametrize("call", [call for _, call in CALLS], ids=[name for name, _ in CALLS])
def test_a_call_of_an_earlier_state_is_valid(provider, call, rgb_raster, tmp_path):
    algorithm = QgsApplication.processingRegistry().algorithmById(call["algorithm"])
    parameters, context = filled(call["parameters"], rgb_raster, tmp_path), QgsProcessingContext()
    assert set(parameters) <= {one.name() for one in algorithm.parameterDefinitions()}
    assert algorithm.checkParameterValues(parameters, context) == (True, "")


def test_a_model_of_the_first_state_runs_from_the_designer(provider, processing, tmp_path):
    """As the designer does it; the same as the step alone."""
    heights = write_raster(tmp_path / "heights.tif", scenery(1, 45, 37, "float32"), nodata=-9999)
    outputs = {"upscale:Upscaled heights": tmp_path / "upscaled.tif", "hillshade:Hillshade": tmp_path / "shaded.tif"}
    parameters = {"heights": str(heights), **{name: str(path) for name, path in outputs.items()}}
    _, good = opened(MODELS[0]).run(parameters, QgsProcessingContext(), QgsProcessingFeedback())
    assert good
    alone = processing.run("rastergan:upscale", {"INPUT": str(heights), "OUTPUT": str(tmp_path / "alone.tif")})
    upscaled, shaded = (gdal.Open(str(path)).ReadAsArray() for path in outputs.values())
    assert (upscaled == gdal.Open(alone["OUTPUT"]).ReadAsArray()).all()
    assert np.ptp(shaded) > 20


def test_calls_of_earlier_states_make_the_same(provider, processing, rgb_raster, tmp_path):
    """One that names every parameter of its time, and one that names none of them."""
    images = []
    for call in UPSCALED:
        wanted = {**call["parameters"], "MODEL": "upscale-x4", "BANDS": None}
        result = processing.run("rastergan:upscale", filled(wanted, rgb_raster, tmp_path))
        images.append(gdal.Open(result["OUTPUT"]).ReadAsArray())
    assert len(images) == 4
    assert all((image == images[0]).all() for image in images)


def own(provider) -> list[QgsProcessingAlgorithm]:
    return [one for one in provider.algorithms() if not isinstance(one, QgsProcessingModelAlgorithm)]


def opened(path: Path) -> QgsProcessingModelAlgorithm:
    model = QgsProcessingModelAlgorithm()
    assert model.fromFile(str(path))
    return model


def filled(parameters: dict[str, Any], raster: Path, folder: Path) -> dict[str, Any]:
    """Parameters of a stored call, with files of this test."""
    vector = QgsVectorLayer("Polygon?crs=EPSG:32633&field=name:string", "places", "memory")
    names = {"raster": str(raster), "output": str(folder / "made")}
    texts = {
        name: value.format(**names, vector="") if isinstance(value, str) else value
        for name, value in parameters.items()
    }
    return {name: vector if parameters[name] == "{vector}" else value for name, value in texts.items()}


def signature(algorithm: QgsProcessingAlgorithm) -> dict[str, Any]:
    """What scripts, models and saved settings know of an algorithm."""
    return {
        "group": algorithm.groupId(),
        "parameters": {one.name(): facts(one) for one in algorithm.parameterDefinitions()},
        "outputs": {one.name(): one.type() for one in algorithm.outputDefinitions()},
    }


def facts(parameter: QgsProcessingParameterDefinition) -> dict[str, Any]:
    known = {
        "type": parameter.type(),
        "default": parameter.defaultValue(),
        "optional": bool(parameter.flags() & parameter.Flag.FlagOptional),
        "advanced": bool(parameter.flags() & parameter.Flag.FlagAdvanced),
    }
    if parameter.type() == "enum" and parameter.usesStaticStrings():
        known["options"] = parameter.options()
    if parameter.type() == "number":
        known |= {"minimum": parameter.minimum(), "maximum": parameter.maximum()}
    return known
