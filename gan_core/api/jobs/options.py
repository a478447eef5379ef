"""The fields that several jobs share: default, help and type, written once."""

from __future__ import annotations

from typing import Any, Optional, Tuple

from .base import DEVICES, option

Extent = Optional[Tuple[float, float, float, float]]
"""Least x, least y, largest x, largest y."""


def raster_input(purpose: str) -> Any:
    return option(f"raster to {purpose}: a path or anything that GDAL opens")


def report_output() -> Any:
    return option("report to write, an HTML page; none when left out", "")


def model_name() -> Any:
    return option("what to call the model in the library; after the raster when left out", "")


def model_folder() -> Any:
    return option("where to put the model; your own models' folder when left out", "")


def model_folders() -> Any:
    return option("another folder with model files", (), type=str, metavar="FOLDER")


def extent(help: str = "part of the raster, in its CRS") -> Any:
    return option(help, None, metavar=("XMIN", "YMIN", "XMAX", "YMAX"))


def bands(help: str = "which bands play the model's bands, in its order (4,3,2)") -> Any:
    return option(help, (), type=int, metavar="N,N,N")


def strength(help: str = "0 faithful to 1 full GAN detail; 0.5 when left out") -> Any:
    return option(help, None, type=float)


def device() -> Any:
    return option("where to compute", DEVICES[0], choices=DEVICES)


def tile_size() -> Any:
    return option("pixels of the input along a tile's side; 0 is automatic", 0, type=int)


def creation_options() -> Any:
    return option("GDAL creation options, several with commas", (), type=str, metavar="NAME=VALUE")


def minutes(default: float) -> Any:
    return option("how long to train at most", default, type=float)


def resume_run() -> Any:
    return option("begin anew, even where the same run was broken off and could go on", True)


def resume_training() -> Any:
    return option("begin anew where the same training was broken off", True)


def encoding() -> Any:
    return option(
        "how the texts of a shapefile without .cpg are written (GBK, Big5, windows-1252); as the file says when left out",
        "",
    )
