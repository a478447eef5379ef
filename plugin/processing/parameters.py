"""The parameters that several algorithms share: id, label, default, help and the job's field, written once."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingOutputHtml,
    QgsProcessingOutputString,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFileDestination,
)

from ...gan_core.api.jobs.base import DEVICES
from ...gan_core.api.sensors import AUTO, CHOICES
from ..layers.tile_style import ROLE
from ..text import tr
from .definitions import (
    POLYGONS,
    Output,
    Parameter,
    band_list,
    choice,
    describe,
    features,
    flag,
    number,
    numbers,
    raster,
    text,
)

INPUT = "INPUT"
EXTENT = "EXTENT"
RESOLUTION = "RESOLUTION"
MODEL_WIDGET = {"class": f"{__package__}.model_widget.ModelWidget", "widget_type": "rastergan_model"}
"""The first is asked before QGIS 4.4, the other from then on."""


def input_layer() -> Parameter:
    return raster(
        INPUT,
        tr("Input layer"),
        help=tr(
            "Any raster of continuous values. Online layers (XYZ, WMS, WCS and others) are saved first and need an "
            "extent and a resolution."
        ),
    )


def training_raster() -> Parameter:
    return raster(INPUT, tr("Raster to learn from"))


def truth(help: str) -> Parameter:
    label = tr("Finer or cleaner raster of the same ground (the raster itself if empty)")
    return raster("TRUTH", label, optional=True, help=help)


def model(label: str = "", task: str = "", name: str = "MODEL", **details: Any) -> Parameter:
    """task: the verb whose models are listed, "" for all."""
    return text(name, label or tr("Model"), widget_wrapper={**MODEL_WIDGET, "task": task}, **details)


def bands(label: str = "", **details: Any) -> Parameter:
    return band_list("BANDS", label or tr("Bands for the model (red, green, blue, near infrared)"), INPUT, **details)


def bands_in_order(**details: Any) -> Parameter:
    """Of a model that knows its bands by name."""
    return bands(
        tr("Bands for the model, in its order"),
        help=tr(
            "Which bands play the model's, in its order. Empty: those of the same names, or all where there are as many."
        ),
        **details,
    )


def bands_to_learn(**details: Any) -> Parameter:
    return bands(tr("Bands to look at (all if empty)"), **details)


def extent(**details: Any) -> Parameter:
    label = tr("Extent (whole layer if empty)")
    return describe(QgsProcessingParameterExtent(EXTENT, label, optional=True), **details)


def resolution() -> Parameter:
    return number(RESOLUTION, tr("Resolution (online layers only, map units a pixel)"), advanced=True)


def sensor() -> Parameter:
    return choice(
        "SENSOR",
        tr("Sensor of the layer"),
        list(CHOICES),
        AUTO,
        optional=True,
        help=tr(
            "Optics blur, and every sensor adds noise; the model is told how much of both. Auto takes the numbers of a "
            "sensor whose files it knows (Sentinel-2) and measures the others; “measured” always measures; a name takes "
            "that sensor's usual numbers; “perfect” says that every pixel is the mean of its ground. The log and the "
            "result's tags say what was taken."
        ),
    )


def strength() -> Parameter:
    return number(
        "STRENGTH",
        tr("Strength of the GAN's detail (0: faithful, 1: full)"),
        0.5,
        (0, 1),
        help=tr(
            "How much of the detail that a GAN finds plausible is added: 0 is nearest to the truth on average, 1 looks "
            "sharpest and invents most. Models without a GAN's weights stay at 0; the log says so."
        ),
    )


def consistent(help: str = "") -> Parameter:
    return flag("CONSISTENT", tr("Keep the input's values"), True, advanced=True, help=help)


def device() -> Parameter:
    return choice("DEVICE", tr("Compute on"), DEVICES, advanced=True)


def tile_size(label: str = "", help: str = "") -> Parameter:
    label = label or tr("Tile size in pixels of the input (0: automatic)")
    return number("TILE_SIZE", label, 0, (0, 4096), whole=True, advanced=True, help=help)


def creation_options() -> Parameter:
    widget = {"widget_type": "rasteroptions"}
    return text("CREATION_OPTIONS", tr("Creation options"), advanced=True, separator="|", widget_wrapper=widget)


def tiles(label: str, optional: bool = False, help: str = "") -> Parameter:
    """Polygons, with what each is for."""
    return features("TILES", label, [POLYGONS], optional, help=help, columns=[ROLE])


def model_name() -> Parameter:
    return text("NAME", tr("Name (after the raster if empty)"))


def minutes(default: float, help: str = "") -> Parameter:
    return number("MINUTES", tr("Minutes at most"), default, (0.1, 9999), help=help)


def resume() -> Parameter:
    return flag(
        "RESUME",
        tr("Go on where it was broken off"),
        True,
        advanced=True,
        help=tr(
            "A run that was cancelled, or lost with the computer, goes on where it was when the same is run again."
        ),
    )


def page(name: str = "OUTPUT", label: str = "") -> Parameter:
    return QgsProcessingParameterFileDestination(name, label or tr("Page"), tr("HTML files (*.html)"))


def training_outputs(model: str, **labels: str) -> list[Output]:
    """The model, called so, the report of its training, and numbers."""
    return [
        QgsProcessingOutputString("MODEL", model),
        QgsProcessingOutputHtml("REPORT", tr("Report of the training")),
        *numbers(**labels, STEPS=tr("Steps of training"), SECONDS=tr("Seconds")),
    ]
