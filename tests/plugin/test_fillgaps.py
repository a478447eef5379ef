"""rastergan:fillgaps through real Processing, its map of filled pixels, and what its dialog is filled with."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingFeedback,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from scenes import scenery, write_raster

from raster_gan.plugin.canvas.entries import inputs

FILL = "rastergan:fillgaps"


@pytest.fixture
def layers(tmp_path, new_project):
    """A scene with a stripe of nodata, another date of it, and two polygons."""
    image = scenery(3, 120, 160).clip(1, 255)
    striped = image.copy()
    striped[:, :, 40:46] = 0
    paths = [
        write_raster(tmp_path / f"{name}.tif", pixels, nodata=0, rgb=True)
        for name, pixels in (("scene_july", striped), ("scene_june", image))
    ]
    scene, other = (QgsRasterLayer(str(path), path.stem) for path in paths)
    clouds = QgsVectorLayer(f"Polygon?crs={scene.crs().authid()}", "My clouds", "memory")
    pixel, extent = scene.rasterUnitsPerPixelX(), scene.extent()
    for left in (80, 120):
        x, y = extent.xMinimum() + left * pixel, extent.yMaximum() - 60 * pixel
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(x, y, x + 20 * pixel, y + 20 * pixel)))
        clouds.dataProvider().addFeature(feature)
    new_project.addMapLayers([scene, other, clouds])
    return scene, other, clouds


def test_stripes_and_the_clouds_that_are_selected(processing, provider, layers, tmp_path):
    scene, _, clouds = layers
    clouds.selectByIds([1])
    parameters = {"INPUT": scene, "GAPS": QgsProcessingFeatureSourceDefinition(clouds.id(), True), "MODEL": "classical"}
    results = processing.run(FILL, {**parameters, "VALUE": "", "OUTPUT": str(tmp_path / "out.tif")})
    before, after = gdal.Open(scene.source()).ReadAsArray(), gdal.Open(results["OUTPUT"]).ReadAsArray()
    assert results["FILLED_PIXELS"] == 6 * 120 + 20 * 20
    assert (after > 0).all()
    gap = np.zeros((120, 160), bool)
    gap[:, 40:46] = gap[40:60, 80:100] = True
    assert (after == before)[:, ~gap].all()


def test_the_map_of_filled_pixels_has_a_look_of_its_own(processing, provider, layers, tmp_path, new_project):
    scene, other, _ = layers
    output, filled = str(tmp_path / "out.tif"), str(tmp_path / "filled.tif")
    parameters = {
        "INPUT": scene.id(),
        "REFERENCE": other.id(),
        "OUTPUT": output,
        "FILLED": filled,
        "MODEL": "classical",
    }
    processing.runAndLoadResults(FILL, parameters, QgsProcessingFeedback())
    loaded = {each.source(): each for each in new_project.mapLayers().values()}
    assert loaded[output].name() == "scene_july, gaps filled"
    renderer = loaded[filled].renderer()
    assert (renderer.type(), renderer.band()) == ("singlebandpseudocolor", 2)
    items = renderer.shader().rasterShaderFunction().colorRampItemList()
    assert [item.value for item in items] == [50, 80, 100, 255]
    assert items[-1].label == "Gap, not filled"
    assert "uncalibrated" in items[2].label
    assert loaded[filled].dataProvider().sourceNoDataValue(2) == 0, "outside the gaps the imagery shows"


def test_the_dialog_is_filled_with_what_the_project_has(layers, new_project):
    scene, other, clouds = layers
    assert inputs("fillgaps", scene) == {"INPUT": scene.id(), "REFERENCE": other.id(), "GAPS": clouds.id()}
    clouds.setName("parcels")
    new_project.removeMapLayer(other)
    assert inputs("fillgaps", scene) == {"INPUT": scene.id()}


def test_nothing_to_fill_is_one_sentence(processing, provider, layers, tmp_path):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match=r"“Layer with gaps”: expected gaps .* “Missing values” for"):
        processing.run(FILL, {"INPUT": layers[1], "OUTPUT": str(tmp_path / "out.tif")})
    assert not (tmp_path / "out.tif").exists()
