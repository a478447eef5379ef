"""The trust map's look: over the imagery, which shows through where it can be trusted, with a legend for decisions."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from qgis.core import (
    QgsColorRampLegendNodeSettings,
    QgsColorRampShader,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsRasterLayer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtGui import QColor

from ..text import tr
from .transfer import ResultPostProcessor

COLORS = {
    0: QColor(178, 24, 43, 200),
    50: QColor(253, 141, 60, 90),
    80: QColor(255, 255, 178, 40),
    100: QColor(255, 255, 255, 0),
}
"""By trust."""


class TrustPostProcessor(ResultPostProcessor):
    """Styles a trust map when it is loaded."""

    def __init__(self, tags: Mapping[str, str]) -> None:
        """tags: the file's."""
        super().__init__(None, tags)

    def postProcessLayer(
        self, layer: QgsRasterLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        layer.setRenderer(trust_renderer(layer, self.tags))
        super().postProcessLayer(layer, context, feedback)
        QTimer.singleShot(0, partial(move_to_top, layer.id()))  # once the result is loaded too


def trust_renderer(layer: QgsRasterLayer, tags: Mapping[str, str]) -> QgsSingleBandPseudoColorRenderer:
    """tags: the trust map's, which say whether it is calibrated."""
    words = legend(calibrated=not tags.get("RASTERGAN_TRUST", "").startswith("uncalibrated"))
    function = QgsColorRampShader(0, 100, None, QgsColorRampShader.Type.Interpolated)
    function.setColorRampItemList(
        [QgsColorRampShader.ColorRampItem(trust, color, words[trust]) for trust, color in COLORS.items()]
    )
    settings = QgsColorRampLegendNodeSettings()
    settings.setUseContinuousLegend(False)  # which would show the numbers alone
    function.setLegendSettings(settings)
    shader = QgsRasterShader(0, 100)
    shader.setRasterShaderFunction(function)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, shader)
    renderer.setClassificationMin(0)
    renderer.setClassificationMax(100)
    return renderer


def legend(calibrated: bool) -> dict[int, str]:
    """What a trust means for a decision, in as many words as the layer tree has room for."""
    if not calibrated:
        return {
            0: tr("0: least sure, do not use"),
            50: tr("50: look only"),
            80: tr("80: check before use"),
            100: tr("100: surest (uncalibrated)"),
        }
    return {
        0: tr("0: a guess, do not use"),
        50: tr("50: about 8% off, look only"),
        80: tr("80: 9 of 10 within 2%, usable"),
        100: tr("100: as sure as the input"),
    }


def move_to_top(identifier: str) -> None:
    """Above the result, which would hide it; a layer that is not in the layer tree stays where it is."""
    node = QgsProject.instance().layerTreeRoot().findLayer(identifier)
    if node is not None:
        parent = node.parent()
        parent.insertChildNode(0, node.clone())
        parent.removeChildNode(node)
