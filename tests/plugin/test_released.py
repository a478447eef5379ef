"""What is released stays: ids, types and defaults.  A new one is added to released_ids.json by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingAlgorithm, QgsProcessingModelAlgorithm, QgsProcessingParameterDefinition

RELEASED = Path(__file__).with_name("released_ids.json")


def test_released_ids_types_and_defaults_stay(provider):
    algorithms = (one for one in provider.algorithms() if not isinstance(one, QgsProcessingModelAlgorithm))
    assert {algorithm.id(): signature(algorithm) for algorithm in algorithms} == json.loads(RELEASED.read_text())


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
