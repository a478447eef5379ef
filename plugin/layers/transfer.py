"""Layers on their way into a job and back."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Optional

from qgis.core import (
    QgsLayerMetadata,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputLayerDefinition,
    QgsProcessingUtils,
    QgsProject,
    QgsRaster,
    QgsRasterBandStats,
    QgsRasterBlockFeedback,
    QgsRasterFileWriter,
    QgsRasterLayer,
    QgsRasterPipe,
    QgsRasterRenderer,
    QgsRectangle,
)

from ..text import card_text, tr
from .origin import ORIGIN
from .post_processor import PostProcessor

KEYWORDS = "Raster GAN"
"""The vocabulary of the keywords in a result's metadata."""
Bounds = Optional[tuple[float, float, float, float]]
LocalSource = Callable[[QgsProcessingFeedback], tuple[str, Bounds]]


def local_source(
    layer: QgsRasterLayer, extent: QgsRectangle | None, resolution: float, context: QgsProcessingContext
) -> LocalSource:
    """What gives the engine something that GDAL opens, and the part of it to work on (None: all).

    Call this in the main thread and the result in the algorithm's.  A layer of another provider than GDAL is saved first,
    over `extent` at `resolution` (map units a pixel): then both are required.  Raises QgsProcessingException.
    """
    bounds = (extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()) if extent else None
    if is_local(layer):
        path = layer.source()
        return lambda feedback: (path, bounds)
    reason = missing_place(layer, extent, resolution)
    if reason or extent is None:
        raise QgsProcessingException(reason)
    provider, crs, transforms = layer.dataProvider().clone(), layer.crs(), context.transformContext()
    name = layer.name()
    folder = QgsProcessingUtils.generateTempFilename("saved.tif")

    def save(feedback: QgsProcessingFeedback) -> tuple[str, Bounds]:
        columns, rows = (max(1, math.ceil(side / resolution - 1e-6)) for side in (extent.width(), extent.height()))
        whole = QgsRectangle(
            extent.xMinimum(),
            extent.yMaximum() - rows * resolution,
            extent.xMinimum() + columns * resolution,
            extent.yMaximum(),
        )
        feedback.pushInfo(tr("Saving {width} × {height} pixels of the layer first").format(width=columns, height=rows))
        pipe = QgsRasterPipe()
        pipe.set(provider)
        writer = QgsRasterFileWriter(folder)
        writer.setOutputFormat("GTiff")
        progress = QgsRasterBlockFeedback()
        feedback.canceled.connect(progress.cancel)
        failed = writer.writeRaster(pipe, columns, rows, whole, crs, transforms, progress)
        if failed or progress.isCanceled() or progress.errors():
            reason = "; ".join(progress.errors()) or tr("error {code} of the raster writer").format(code=int(failed))
            raise QgsProcessingException(tr("The layer could not be saved ({reason}).").format(reason=reason))
        if is_empty(folder):
            raise QgsProcessingException(
                tr(
                    "“{layer}” gave nothing but empty pixels for this extent. Check the connection to its server, or choose "
                    "another extent or resolution."
                ).format(layer=name)
            )
        return folder, None

    return save


def is_empty(path: str) -> bool:
    """Whether a raster is transparent or nodata all over; QGIS's providers say no word of a server that can't be reached."""
    layer = QgsRasterLayer(path)  # it owns the provider
    provider = layer.dataProvider()
    last = provider.bandCount()
    if provider.colorInterpretation(last) == QgsRaster.ColorInterpretation.AlphaBand:
        return provider.bandStatistics(last, QgsRasterBandStats.Stats.Max).maximumValue == 0
    statistics = provider.bandStatistics(1, QgsRasterBandStats.Stats.Min | QgsRasterBandStats.Stats.Max)
    return statistics.maximumValue < statistics.minimumValue


def local_path(layer: QgsRasterLayer) -> str:
    """What GDAL opens for a layer.  Raises QgsProcessingException for a layer of another provider."""
    if not is_local(layer):
        raise QgsProcessingException(
            tr(
                "“{layer}” is no layer that GDAL reads (its provider is {provider}). Export it first: right-click > Export > "
                "Save As…."
            ).format(layer=layer.name(), provider=layer.providerType())
        )
    return layer.source()


def is_local(layer: QgsRasterLayer) -> bool:
    """Whether GDAL opens the layer's source as it stands."""
    return layer.providerType() == "gdal" and "|" not in layer.source()


def missing_place(layer: QgsRasterLayer, extent: QgsRectangle | None, resolution: float) -> str:
    """What a layer of another provider than GDAL still needs to be saved; empty if nothing."""
    if is_local(layer) or (extent is not None and not extent.isEmpty() and resolution > 0):
        return ""
    return tr("“{layer}” is an online layer: set an extent and a resolution, so that it can be saved first.").format(
        layer=layer.name(), provider=layer.providerType()
    )


def destination(value: object) -> str:
    """The path that an output parameter's value names.  `parameterAsOutputLayer` would name a temporary file anew at each
    call, and have it loaded."""
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink.staticValue()
    return value if isinstance(value, str) else ""


def loaded_as(path: str, project: QgsProject | None) -> str:
    """The name of the project's layer that reads `path`; empty if there is none."""
    if not path or project is None or not Path(path).exists():
        return ""
    for layer in project.mapLayers().values():
        source = layer.source().split("|")[0]
        if Path(source).exists() and Path(source).samefile(path):
            return layer.name()
    return ""


class ResultPostProcessor(PostProcessor):
    """Gives a loaded result its look, and the layer's metadata how it was made."""

    def __init__(self, style: QgsRasterRenderer | None, tags: Mapping[str, str], origin: str = "") -> None:
        """style: a renderer to be like.  tags: the file's.  origin: id of the layer that it was made from."""
        super().__init__()
        self.style, self.tags, self.origin = style, tags, origin

    def postProcessLayer(
        self, layer: QgsRasterLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        if self.style is not None:
            layer.setRenderer(self.style.clone())
        layer.setMetadata(with_history(layer.metadata(), self.tags))
        if self.origin:
            layer.setCustomProperty(ORIGIN, self.origin)
        layer.triggerRepaint()


def with_history(metadata: QgsLayerMetadata, tags: Mapping[str, str]) -> QgsLayerMetadata:
    """A layer's metadata with how it was made, as its file's tags say."""
    words = {name.replace("RASTERGAN_", "").lower().replace("_", " "): text for name, text in tags.items()}
    synthetic = tr("SYNTHETIC: made with a neural network (Raster GAN {version}), no measurement.")
    detail = tr("Made with a neural network (Raster GAN {version}): detail finer than the input's pixels is a guess.")
    metadata.setAbstract(
        (synthetic if "synthetic" in words else detail).format(version=words.get("version", ""))
        + (f"\n{card_text(words['limits'])}" if "limits" in words else "")
        + (f"\n{card_text(words['trust'])}" if "trust" in words else "")
    )
    metadata.setLicenses([licence for licence in words.get("licence", "").split("; ") if licence])
    metadata.addKeywords(KEYWORDS, [tr("AI-generated"), words.get("verb", "")])
    metadata.addHistoryItem("; ".join(f"{name}: {text}" for name, text in sorted(words.items())))
    return metadata
