"""The look of a map of filled pixels: over the imagery, which shows through outside the gaps, in colors of its own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from qgis.core import (
    QgsColorRampLegendNodeSettings,
    QgsColorRampShader,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsRasterLayer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtGui import QColor

from ..text import tr
from .transfer import ResultPostProcessor
from .trust_style import move_to_top

SURENESS_BAND = 2
LEFT = 255
COLORS = {
    50: QColor(74, 20, 134, 150),
    80: QColor(128, 90, 190, 110),
    100: QColor(110, 190, 240, 80),
    LEFT: QColor(40, 40, 40, 200),
}
"""By the sureness that a pixel has at most; no yellow and red, which are the trust map's."""


class FilledPostProcessor(ResultPostProcessor):
    """Styles a map of filled pixels when it is loaded."""

    def __init__(self, tags: Mapping[str, str]) -> None:
        """tags: the file's."""
        super().__init__(None, tags)

    def postProcessLayer(
        self, layer: QgsRasterLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        layer.setRenderer(filled_renderer(layer, self.tags))
        super().postProcessLayer(layer, context, feedback)
        QTimer.singleShot(0, partial(move_to_top, layer.id()))


def filled_renderer(layer: QgsRasterLayer, tags: Mapping[str, str]) -> QgsSingleBandPseudoColorRenderer:
    """tags: the map's, which say whether it is calibrated."""
    words = legend(calibrated=not tags.get("RASTERGAN_FILLED", "").startswith("uncalibrated"))
    function = QgsColorRampShader(1, LEFT, None, QgsColorRampShader.Type.Discrete)
    function.setColorRampItemList(
        [QgsColorRampShader.ColorRampItem(sure, color, words[sure]) for sure, color in COLORS.items()]
    )
    settings = QgsColorRampLegendNodeSettings()
    settings.setUseContinuousLegend(False)
    function.setLegendSettings(settings)
    shader = QgsRasterShader(1, LEFT)
    shader.setRasterShaderFunction(function)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), SURENESS_BAND, shader)
    renderer.setClassificationMin(1)
    renderer.setClassificationMax(LEFT)
    return renderer


def legend(calibrated: bool) -> dict[int, str]:
    """By the sureness that a pixel has at most."""
    return {
        50: tr("Filled, a guess: over 8% off") if calibrated else tr("Filled, least sure"),
        80: tr("Filled: within 2% to 8%") if calibrated else tr("Filled, fairly sure"),
        100: tr("Filled: 9 of 10 within 2%") if calibrated else tr("Filled, surest (uncalibrated)"),
        LEFT: tr("Gap, not filled"),
    }
