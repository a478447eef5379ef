"""The example models, in the user's language; their ids and their steps stay as their files have them."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from qgis.core import QgsProcessingModelAlgorithm

from ...gan_core.api.language import translatable
from ..text import tr

TEXTS = (
    translatable("Examples"),
    translatable("Fine-tune, then upscale"),
    translatable(
        "Makes training tiles on a raster, fine-tunes the built-in x2 model on them, upscales the raster with the resulting "
        "model, and says in a report how good that is. If the new model is not better than its base model, the base model is "
        "used."
    ),
    translatable("How long the training may take."),
    translatable("The raster to learn from and to upscale."),
    translatable("How many tiles are chosen; a fifth of them is held out for validation."),
    translatable("Report"),
    translatable("Time limit (minutes)"),
    translatable("Raster"),
    translatable("Number of training tiles"),
    translatable("Upscaled"),
    translatable("Open a scene, sharpen, upscale"),
    translatable(
        "Opens a scene of Sentinel-2 as it was downloaded (folder or .zip), gives its six bands of 20 m the detail of its "
        "bands of 10 m, and makes the result twice as fine. Nothing has to be chosen: the layers say which sensor they are "
        "from."
    ),
    translatable("The .zip as downloaded, its unpacked folder, or MTD_MSIL2A.xml."),
    translatable("Sentinel-2 scene"),
    translatable("Sharpening model"),
    translatable("Sharpened to 10 m"),
    translatable("Upscaled to 5 m"),
    translatable("Mask clouds by polygons, fill, upscale"),
    translatable(
        "Takes the clouds that you drew as polygons out of a raster, fills these gaps from another date of the same area, and "
        "makes the result twice as fine."
    ),
    translatable("The raster with clouds."),
    translatable("Polygons around clouds and shadows, in any CRS."),
    translatable(
        "Another date of the same area, on any grid. Leave it empty to fill from around the clouds, up to 64 pixels."
    ),
    translatable("Clouds"),
    translatable("Reference"),
    translatable("Filled raster"),
    translatable("Filled and upscaled"),
    translatable("Upscale heights, then hillshade"),
    translatable("Heights"),
    translatable("Hillshade"),
    translatable("Upscale model"),
    translatable("Upscaled heights"),
    translatable("Upscale, find objects, count per polygon"),
    translatable(
        "Makes the raster's pixels two times finer, finds objects on it with a detector, and counts in each polygon those "
        "whose center lies in it. Train the detector on a raster that was upscaled in the same way, so that it knows pixels of "
        "this size."
    ),
    translatable("A model that Train a detector made: its id or the path of its file."),
    translatable("What to count in: parcels, blocks, stands. The result has the number in the field objects."),
    translatable("The raster to upscale and to search."),
    translatable("Counted"),
    translatable("Found objects"),
    translatable("Detector (a model's id or file)"),
    translatable("Polygons to count in"),
)
"""What the files hold in English."""


class ExampleModel(QgsProcessingModelAlgorithm):
    """QGIS's model, its texts translated: the name is its id, and stays."""

    @classmethod
    def read(cls, path: Path) -> Optional[ExampleModel]:
        """None of a file that this QGIS can't read."""
        model = cls()
        if not model.fromFile(str(path)):
            return None
        model.translate()
        return model

    def translate(self) -> None:
        """Texts that are translated already stay."""
        self.setHelpContent(
            {name: tr(text) if isinstance(text, str) else text for name, text in self.helpContent().items()}
        )
        for definition in self.parameterDefinitions():
            definition.setDescription(tr(definition.description() or definition.name().rpartition(":")[2]))

    def displayName(self) -> str:
        return tr(self.name())

    def group(self) -> str:
        return tr(super().group())

    def createInstance(self) -> QgsProcessingModelAlgorithm:
        model = type(self)()
        model.loadVariant(self.toVariant())
        model.setProvider(self.provider())
        model.setSourceFilePath(self.sourceFilePath())
        model.translate()
        return model
