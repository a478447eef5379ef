"""The parameters that several algorithms share: id, label, default, help and the job's field, written once."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingOutputHtml,
    QgsProcessingOutputString,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFileDestination,
)

from ...gan_core.api.devices import AUTOMATIC, KINDS, PROCESSOR
from .. import settings
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
MODEL_WIDGET = f"{__package__}.model_widget.ModelWidget"


def input_layer() -> Parameter:
    return raster(INPUT)


def model(task: str = "", name: str = "MODEL", empty: str = "", **details: Any) -> Parameter:
    """task: the verb whose models are listed, "" for all.  empty: what the box says where nothing was chosen."""
    return text(name, widget_wrapper={"class": MODEL_WIDGET, "task": task, "empty": empty}, **details)


def bands(**details: Any) -> Parameter:
    return band_list("BANDS", INPUT, **details)


def extent(**details: Any) -> Parameter:
    return describe(QgsProcessingParameterExtent(EXTENT, "", optional=True), **details)


def resolution() -> Parameter:
    return number(
        RESOLUTION,
        advanced=True,
        label=tr("Resolution for online layers (map units per pixel)"),
        help=tr("Online layers (XYZ, WMS, WCS and others) are saved at this pixel size first. Other layers need none."),
    )


def sensor() -> Parameter:
    words = {
        "auto": tr("Automatic"),
        "measured": tr("Measured"),
        "perfect": tr("Perfect"),
        "sentinel-2": tr("Sentinel-2"),
        "landsat-8": tr("Landsat 8 and 9"),
        "landsat-7": tr("Landsat 4 to 7"),
        "planetscope": "PlanetScope",
        "gaofen": tr("GF-1, 2, 6 and 7"),
        "zy-3": tr("ZY-3"),
        "superview": tr("SuperView"),
        "worldview": "WorldView",
        "quickbird": "QuickBird",
        "aerial": tr("Aerial photograph"),
        "drone": tr("Drone photograph"),
        "map-service": tr("Online map"),
    }
    return choice("SENSOR", words)


def strength() -> Parameter:
    return number("STRENGTH", 0.5, (0, 1))


def consistent() -> Parameter:
    return flag("CONSISTENT", True, advanced=True)


def device() -> Parameter:
    return choice("DEVICE", device_words(), advanced=True, shown=device_values())


def device_words() -> dict[str, str]:
    """What each device is called: by its maker, where the engine was asked what there is."""
    own = settings.devices()
    kinds = {kind: own.get(kind) or tr(words) for kind, words in KINDS.items()}
    return {AUTOMATIC: tr("Automatic"), PROCESSOR: tr("Processor (CPU)"), **kinds}


def device_values() -> list[str]:
    """What dialogs offer: the devices of this computer; all, where the engine was not asked yet."""
    own = settings.devices()
    return [AUTOMATIC, PROCESSOR, *(kind for kind in KINDS if kind in own or not own)]


def tile_size() -> Parameter:
    return number("TILE_SIZE", 0, (0, 4096), whole=True, advanced=True)


def creation_options() -> Parameter:
    return text("CREATION_OPTIONS", advanced=True, separator="|", widget_wrapper={"widget_type": "rasteroptions"})


def tiles(optional: bool = False) -> Parameter:
    """Polygons, with what each is for."""
    return features("TILES", [POLYGONS], optional, columns=[ROLE])


def model_name() -> Parameter:
    return text("NAME")


def minutes(default: float) -> Parameter:
    return number("MINUTES", default, (0.1, 9999))


def resume() -> Parameter:
    return flag("RESUME", True, advanced=True)


def page(name: str = "OUTPUT") -> Parameter:
    return QgsProcessingParameterFileDestination(name, "", tr("HTML files (*.html)"))


def training_outputs(model: str, **labels: str) -> list[Output]:
    """The model, called so, the report of its training, and numbers."""
    return [
        QgsProcessingOutputString("MODEL", model),
        QgsProcessingOutputHtml("REPORT", tr("Training report")),
        *numbers(**labels, STEPS=tr("Training steps"), SECONDS=tr("Duration (s)")),
    ]
