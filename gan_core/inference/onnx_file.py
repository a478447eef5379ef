"""A model as one ONNX graph for other programs: from the image to the finished image, base and projection included."""

from __future__ import annotations

import json
import sys
import warnings
from pathlib import Path
from typing import Any, cast

import torch

from gan_core.api.errors import RasterGanError
from gan_core.api.model_card import KEY, ModelCard
from gan_core.inference.model import Model
from gan_core.radiometry.conditions import Conditions, append_conditions
from gan_core.radiometry.consistency import Base, Operator
from gan_core.radiometry.lock import Held, held_to

OPSET = 17
EXAMPLE = 64
"""Side of the image that the graph is traced with, pixels."""
EXAMPLE_CONDITIONS = Conditions(torch.tensor([0.05]), torch.tensor([0.2]))
SIZES = ((96, 96), (70, 45))
"""Images of these sizes are compared where the graph takes any size."""


class WholeGraph(torch.nn.Module):
    """(B, bands, H, W), 0 to 1, and for a model that is told of the sensor the noise's standard deviation and the response,
    (1,) each -> the finished image.

    (B, bands, H * scale, W * scale), not clipped.
    """

    def __init__(self, model: Model, keep: bool) -> None:
        """keep: hold the image to the input, as a run would for a perfect sensor; a model that is told of the sensor is left
        as it is, for what holds it depends on what it is told."""
        super().__init__()
        self.network, self.base = model.network, cast(Base, model.card.base)
        self.operator = cast(Operator, model.card.operator)
        self.scale = model.card.scale
        conditioned = model.card.arguments.get("noise", 0) > 0
        self.held: Held = "exact" if keep and self.scale > 1 and not conditioned else "none"

    def forward(self, image: torch.Tensor, *planes: torch.Tensor) -> torch.Tensor:
        conditions = Conditions(*planes, *EXAMPLE_CONDITIONS[len(planes) :])
        residual = self.network(append_conditions(image, len(planes), conditions))
        stack = held_to(image, residual, self.base, self.held, self.operator)
        return torch.nn.functional.pixel_shuffle(stack, self.scale)


def write(path: Path, model: Model, keep: bool, side: int) -> float | None:
    """Write the graph; gives the largest difference to our own output, None where onnxruntime is missing.

    side: the one size of image that it takes, pixels; 0 any.  Raises RasterGanError `export-onnx`.
    """
    try:
        import onnx
    except Exception as error:  # a clash of libraries raises more than ImportError
        raise RasterGanError("export-onnx", python=sys.executable, reason=str(error)) from error
    graph = WholeGraph(model, keep).eval()
    inputs = _inputs(model.card, side or EXAMPLE, side or EXAMPLE)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the tracer, about sizes that are the model's own
        torch.onnx.export(
            graph,
            tuple(inputs.values()),
            str(path),
            dynamo=False,  # the newer way needs one package more and writes other graphs with every version
            opset_version=OPSET,
            input_names=list(inputs),
            output_names=["output"],
            dynamic_axes=None if side else {"input": {2: "side", 3: "side"}, "output": {2: "finer", 3: "finer"}},
        )
    graph_file = onnx.load(str(path))
    shape = graph_file.graph.output[0].type.tensor_type.shape.dim
    shape[0].dim_value, shape[1].dim_value = 1, len(model.card.bands)
    if side:
        shape[2].dim_value = shape[3].dim_value = side * model.card.scale
    onnx.helper.set_model_props(graph_file, metadata(model.card, side))
    onnx.checker.check_model(graph_file)
    onnx.save(graph_file, str(path))
    return _difference(path, graph, model.card, side)


def metadata(card: ModelCard, side: int) -> dict[str, str]:
    """The keys that the QGIS plugin Deepness reads (its manual, "Adding metadata to ONNX model"), and our card.

    Overlap is 0: Deepness 0.6.5 can't join overlapping tiles of a super-resolution model.
    """
    values: dict[str, Any] = {
        "model_type": "Superresolution",
        "tiles_overlap": 0,
        "standardization_mean": [0.0] * len(card.bands),
        "standardization_std": [1.0] * len(card.bands),
    }
    if side:
        values["tile_size"] = side
    return {**{key: json.dumps(value) for key, value in values.items()}, KEY: card.to_json()}


def _inputs(card: ModelCard, height: int, width: int) -> dict[str, torch.Tensor]:
    generator = torch.Generator().manual_seed(0)
    image = torch.rand(1, len(card.bands), height, width, generator=generator)
    conditions = list(EXAMPLE_CONDITIONS._asdict().items())[: card.arguments.get("noise", 0)]
    return {"input": image, **dict(conditions)}


@torch.inference_mode()
def _difference(path: Path, graph: WholeGraph, card: ModelCard, side: int) -> float | None:
    try:
        import onnxruntime
    except Exception:  # as above; that nothing was checked is said
        return None
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    worst = 0.0
    for height, width in ((side, side),) if side else SIZES:
        inputs = _inputs(card, height, width)
        (output,) = session.run(None, {name: tensor.numpy() for name, tensor in inputs.items()})
        worst = max(worst, float((torch.from_numpy(output) - graph(*inputs.values())).abs().max()))
    return worst
