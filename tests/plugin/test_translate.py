"""Translators through real Processing, and in the live preview."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback, QgsRasterLayer, QgsRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtWidgets import QApplication
from scenes import scenery, write_raster

from raster_gan.gan_core.api import library
from raster_gan.plugin.layers.origin import tags_of
from raster_gan.plugin.panels.modelcard import does, figures
from raster_gan.plugin.panels.preview import PreviewPanel
from raster_gan.plugin.panels.provenance import page

GRAY = (0.299, 0.587, 0.114)


def test_a_gray_layer_gets_colors_on_the_map_and_says_that_they_are_made_up(
    processing, provider, new_project, tmp_path, layer_tree
):
    image = scenery(3, 192, 256)
    image[2] = image[2] // 2
    color = write_raster(tmp_path / "color.tif", image, rgb=True)
    given = {"INPUT": None, "TARGET": str(color), "MINUTES": 0.2, "NAME": "colors"}
    trained = processing.run("rastergan:traintranslator", given)
    assert trained["STEPS"] > 0
    assert trained["COLOR_ERROR"] > 0
    assert "Translator report" in Path(trained["REPORT"]).read_text()
    gray = np.tensordot(GRAY, image.astype(float), 1).round().astype("uint8")[None]
    card = library.find("colors").card
    assert "over a linear regression by pixel" in figures(card.metrics)
    assert does(card) == "Turns a layer into another (synthetic)"
    layer = QgsRasterLayer(str(write_raster(tmp_path / "gray.tif", gray)), "old photograph")
    new_project.addMapLayer(layer)
    context, output = QgsProcessingContext(), str(tmp_path / "made.tif")
    context.setProject(new_project)
    wanted = {"INPUT": layer, "MODEL": trained["MODEL"], "OUTPUT": output}
    algorithm = provider.algorithm("translate").create()
    context.addLayerToLoadOnCompletion(output, QgsProcessingContext.LayerDetails("", new_project, "OUTPUT"))
    results, good = algorithm.run(wanted, context, QgsProcessingFeedback())
    assert good
    details = context.layerToLoadOnCompletionDetails(output)
    assert details.name == "old photograph, translated (SYNTHETIC)"
    assert results["LUMINANCE_ERROR"] <= 1
    made = QgsRasterLayer(output, details.name)
    assert made.renderer().type() == "multibandcolor"  # not the gray layer's look
    details.postProcessor().postProcessLayer(made, context, QgsProcessingFeedback())
    assert made.renderer().type() == "multibandcolor"
    assert "SYNTHETIC" in made.metadata().abstract()
    assert made.bandName(1).endswith("SYNTHETIC band 1")
    assert "SYNTHETIC: no measurement" in page(tags_of(made), {}, {})
    previewed(provider, layer)
    with pytest.raises(QgsProcessingException, match=r"“Input layer”: colors takes 1 bands"):
        processing.run("rastergan:translate", {**wanted, "INPUT": str(color), "OUTPUT": str(tmp_path / "no.tif")})
    assert not (tmp_path / "no.tif").exists()


def previewed(provider, layer: QgsRasterLayer) -> None:
    """The translator is offered, shown as it looks, and run on the whole layer."""
    canvas, asked = QgsMapCanvas(), []
    canvas.resize(QSize(600, 500))
    canvas.setDestinationCrs(layer.crs())
    canvas.setLayers([layer])
    canvas.show()
    canvas.setExtent(QgsRectangle(500100, 4099700, 500300, 4099900))
    panel = PreviewPanel(None, provider, lambda verb, values: asked.append((verb, values)))
    panel.start(canvas, layer)
    panel.tick("colors")
    panel.tick("upscale-x2-band", False)
    offered = [panel.models.item(row).data(Qt.ItemDataRole.UserRole) for row in range(panel.models.count())]
    end = time.monotonic() + 60
    while not panel.preview.made and time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.01)
    (file,) = panel.preview.made.values()
    assert gdal.Open(file).RasterCount == 3
    panel.whole.click()
    panel.end()
    panel.close()
    assert "colors" in offered
    assert asked == [("translate", {"INPUT": layer.id(), "MODEL": "colors", "STRENGTH": 0.5})]
