"""The fields that several jobs share: label, default, help and type, written once."""

from __future__ import annotations

from typing import Any, Optional, Tuple

from ..devices import AUTOMATIC, DEVICES
from ..language import translatable
from ..sensors import AUTO, CHOICES
from .base import option

Extent = Optional[Tuple[float, float, float, float]]
"""Least x, least y, largest x, largest y."""


def input_layer() -> Any:
    return option(
        "Any raster of continuous values that GDAL opens. In QGIS online layers (XYZ, WMS, WCS and others) work too: they are "
        "saved first, which takes an extent and a resolution.",
        label="Input layer",
    )


def training_raster() -> Any:
    return option("The raster that the model learns from: any that GDAL opens.", label="Training raster")


def report_output(label: str) -> Any:
    return option(translatable("Report to write, an HTML page. Empty: none."), "", label)


def model_name() -> Any:
    return option(
        "What the model is called in the library: at most 64 letters a to z, digits, dots, dashes and underscores. Empty: "
        "after the raster.",
        "",
        label="Model name (a-z, 0-9, - and _)",
    )


def model_folder() -> Any:
    return option("Where to put the model. Empty: your own models' folder.", "")


def model_folders() -> Any:
    return option("Another folder with model files.", (), type=str, metavar="FOLDER")


def extent() -> Any:
    return option(
        "The part of the layer to work on; it grows to whole pixels. Empty: the whole layer.",
        None,
        label="Extent",
        metavar=("XMIN", "YMIN", "XMAX", "YMAX"),
    )


def bands(
    help: str = translatable(
        "The bands that serve as the model's, in its order (4,3,2). Empty: those of the same "
        "names, or all where there are as many."
    ),
) -> Any:
    return option(help, (), label=translatable("Model bands (in order)"), type=int, metavar="N,N,N")


def bands_to_learn() -> Any:
    return option(
        "The bands that the model learns from and later takes, in this order. Empty: all.",
        (),
        label="Model bands (in order)",
        type=int,
        metavar="N,N,N",
    )


def sensor() -> Any:
    return option(
        "The model is told how much the layer's sensor blurs and how much noise it adds. Automatic takes the numbers of a "
        "sensor whose files it knows (Sentinel-2) and measures the others; Measured always measures; a name takes that "
        "sensor's usual numbers; Perfect says that every pixel is the mean of its ground. The log says what was taken.",
        AUTO,
        label="Sensor of the layer",
        choices=CHOICES,
    )


def strength() -> Any:
    return option(
        "How much of the detail that a GAN finds plausible is added: 0 is nearest to the truth on average, 1 looks sharpest "
        "and invents most. Empty: 0.5. Models without GAN weights stay at 0; the log says so.",
        None,
        label="GAN detail strength (0 faithful, 1 full)",
        type=float,
    )


def device() -> Any:
    return option(
        "Where to compute. Automatic takes a graphics card where there is one, else the processor.",
        AUTOMATIC,
        label="Compute on",
        choices=DEVICES,
    )


def tile_size() -> Any:
    return option(
        "Pixels along the side of a processing tile. Smaller tiles need less memory and more time; the result is the same.",
        0,
        label="Processing tile size (input pixels, 0 = automatic)",
        type=int,
    )


def creation_options() -> Any:
    return option(
        "GDAL's creation options for the output, as NAME=VALUE. Empty: tiled and compressed without loss.",
        (),
        label="Creation options",
        type=str,
        metavar="NAME=VALUE",
    )


def minutes(
    default: float,
    help: str = translatable("The training ends after this time at the latest. Longer is usually better."),
) -> Any:
    return option(help, default, label=translatable("Time limit (minutes)"), type=float)


def resume() -> Any:
    return option(
        "Resume a run that was cancelled or interrupted where it stopped, when the same is run again. Otherwise it starts "
        "anew.",
        True,
        label="Resume an interrupted run",
    )


def encoding() -> Any:
    return option(
        "How the texts of a shapefile without .cpg are written (GBK, Big5, windows-1252). Empty: as the file says.", ""
    )
