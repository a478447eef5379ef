"""Trust and provenance as QGIS shows them."""

from __future__ import annotations

import json

from osgeo import gdal
from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsRasterLayer
from qgis.PyQt.QtWidgets import QApplication


def run(processing, raster, **parameters):
    context = QgsProcessingContext()
    return processing.run("rastergan:upscale", {"INPUT": str(raster), **parameters}, context=context)


def test_trust_is_a_second_output(processing, provider, rgb_raster, tmp_path):
    output, trust = tmp_path / "out.tif", tmp_path / "trust.tif"
    results = run(processing, rgb_raster, OUTPUT=str(output), TRUST=str(trust), MODEL="upscale-x4")
    assert results["TRUST"] == str(trust)
    assert 0 <= results["TRUSTED"] <= 100
    made, doubt = gdal.Open(str(output)), gdal.Open(str(trust))
    assert (made.RasterXSize, made.GetGeoTransform()) == (doubt.RasterXSize, doubt.GetGeoTransform())
    assert doubt.GetRasterBand(1).GetDescription() == "trust, 0 to 100"
    assert "of pixels with trust 80 or more" in doubt.GetRasterBand(1).GetMetadataItem("RASTERGAN_TRUST")
    assert json.loads((tmp_path / "out.tif.json").read_text())["job"]["trust"] == str(trust)


def test_without_trust_nothing_is_made_of_it(processing, provider, rgb_raster, tmp_path):
    results = run(processing, rgb_raster, OUTPUT=str(tmp_path / "out.tif"), JOB_FILE=False)
    assert "TRUST" not in results
    assert "TRUSTED" not in results
    assert not list(tmp_path.glob("*.json"))


def test_loaded_layers_are_dressed_and_say_how_they_were_made(processing, provider, rgb_raster, tmp_path, new_project):
    layer = QgsRasterLayer(str(rgb_raster), "scene")
    new_project.addMapLayer(layer)
    output, trust = str(tmp_path / "out.tif"), str(tmp_path / "trust.tif")
    parameters = {"INPUT": layer.id(), "OUTPUT": output, "TRUST": trust}
    processing.runAndLoadResults("rastergan:upscale", parameters, QgsProcessingFeedback())
    loaded = {found.source(): found for found in new_project.mapLayers().values()}
    assert loaded[trust].renderer().type() == "singlebandpseudocolor"
    items = loaded[trust].renderer().shader().rasterShaderFunction().colorRampItemList()
    assert [item.value for item in items] == [0, 50, 80, 100]
    assert [item.label.partition(":")[0] for item in items] == ["0", "50", "80", "100"]
    opacities = [item.color.alpha() for item in items]
    assert opacities == sorted(opacities, reverse=True)  # what can be trusted is seen through it
    assert opacities[-1] == 0
    assert loaded[output].renderer().type() == "multibandcolor"
    QApplication.processEvents()
    order = [node.layerId() for node in new_project.layerTreeRoot().findLayers()]
    assert order.index(loaded[trust].id()) == 0  # it is seen through, the result is not
    assert len(order) == 3
    metadata = loaded[output].metadata()
    assert any("model: upscale-x2 sha256" in line for line in metadata.history())
    assert metadata.licenses() == ["GPL-2.0-or-later"]
    assert "neural network" in metadata.abstract()
    assert "80 or more" in loaded[trust].metadata().abstract()


def test_a_legend_without_calibration_promises_nothing(qgis_app):
    from raster_gan.plugin.layers.trust_style import legend

    assert "2%" in legend(calibrated=True)[80]
    assert not any("%" in words for words in legend(calibrated=False).values())
    assert "uncalibrated" in legend(calibrated=False)[100]
