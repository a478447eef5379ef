"""The layer of tiles to train on: how it looks, and its one field that matters."""

from __future__ import annotations

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsRendererCategory,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ...gan_core.api.jobs.finetuning import ROLES
from ..text import tr
from .field_names import name_fields
from .post_processor import PostProcessor
from .source_raster import RASTER

ROLE = "role"
COLOURS = {"train": "46,160,67", "validation": "31,111,235", "ignore": "140,140,140"}


def names() -> dict[str, str]:
    """What the roles are called."""
    words = (tr("Training"), tr("Validation"), tr("Not used"))
    return dict(zip(ROLES, words))


def is_tiles(layer: object) -> bool:
    """Whether a layer holds polygons with a role."""
    return (
        isinstance(layer, QgsVectorLayer)
        and layer.isValid()
        and layer.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry
        and layer.fields().indexOf(ROLE) >= 0
    )


def style(layer: QgsVectorLayer) -> None:
    """A color for each role, the ground to be seen through it; the fields in the user's language."""
    categories = []
    for role, name in names().items():
        faint = role == "ignore"
        symbol = QgsFillSymbol.createSimple(
            {
                "color": f"{COLOURS[role]},{0 if faint else 70}",
                "outline_color": f"{COLOURS[role]},{90 if faint else 255}",
                "outline_width": "0.2" if faint else "0.5",
            }
        )
        categories.append(QgsRendererCategory(role, symbol, name))
    layer.setRenderer(QgsCategorizedSymbolRenderer(ROLE, categories))
    name_fields(layer, {ROLE: names()})
    layer.triggerRepaint()


class TilePostProcessor(PostProcessor):
    """Styles tiles when they are loaded."""

    def postProcessLayer(
        self, layer: QgsVectorLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        if is_tiles(layer):
            layer.setCustomProperty(RASTER, self.results["INPUT"])
            style(layer)
