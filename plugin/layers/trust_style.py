"""The trust map's look: over the imagery, which shows through where it can be trusted, with a legend for decisions."""

from __future__ import annotations

from collections.abc import Mapping

from qgis.core import (
    QgsColorRampLegendNodeSettings,
    QgsColorRampShader,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsRasterLayer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtGui import QColor

from ..text import tr
from .transfer import ResultPostProcessor

COLORS = {
    0: QColor(178, 24, 43, 210),
    50: QColor(253, 141, 60, 150),
    80: QColor(255, 255, 178, 60),
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
    """What a trust means for a decision."""
    if not calibrated:
        return {
            0: tr("0: least sure. Do not use these values"),
            50: tr("50: in between. Look, but do not use the values"),
            80: tr("80: surer. Check some values before you use them"),
            100: tr("100: surest. Uncalibrated: an order of pixels, no promise"),
        }
    return {
        0: tr("0: a guess. Do not use these values"),
        50: tr("50: errors of about 8% of the value range. Look, but do not use the values"),
        80: tr("80: nine of ten values are within 2% of the value range. Values can be used"),
        100: tr("100: as sure as the input. Values can be used"),
    }
