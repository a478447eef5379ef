"""rastergan:sharpen through real Processing, and its entries in the menu."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsProject, QgsRasterLayer
from scenes import scenery, write_raster

from raster_gan.plugin.canvas.entries import inputs
from raster_gan.plugin.layers.guides import finer_layer, is_sentinel2, sentinel2_pair
from raster_gan.plugin.layers.transfer import with_history

SHARPEN = "rastergan:sharpen"


@pytest.fixture
def layers(tmp_path, qgis_new_project):
    """A layer of 20 m and one of 10 m of the same ground, called as Sentinel-2's are."""
    image = scenery(4, 120, 160)
    coarse = image[:2].reshape(2, 60, 2, 80, 2).mean((2, 4)).round().astype("uint8")
    paths = {"10m": image, "20m": coarse}
    made = {}
    for size, pixels in paths.items():
        path = write_raster(tmp_path / f"T33TUN_20240703T100601_B_{size}.tif", pixels)
        dataset = gdal.Open(str(path), gdal.GA_Update)
        width = float(size[:-1])
        dataset.SetGeoTransform((500000.0, width, 0.0, 4100000.0, 0.0, -width))
        dataset = None
        made[size] = QgsRasterLayer(str(path), f"scene {size}")
        QgsProject.instance().addMapLayer(made[size])
    return made


def test_a_layer_is_sharpened(processing, provider, layers, tmp_path):
    parameters = {"INPUT": layers["20m"], "GUIDE": layers["10m"], "MODEL": "regression", "GUIDE_BANDS": [3, 4]}
    results = processing.run(SHARPEN, {**parameters, "OUTPUT": str(tmp_path / "out.tif")})
    made = gdal.Open(results["OUTPUT"])
    assert (made.RasterXSize, made.RasterYSize, made.RasterCount) == (160, 120, 2)
    assert made.GetGeoTransform() == gdal.Open(layers["10m"].source()).GetGeoTransform()
    assert results["SHIFT_X"] == results["SHIFT_Y"] == 0
    assert '"guide_bands": [3, 4]' in made.GetMetadataItem("RASTERGAN_PARAMETERS")


def test_trust_is_a_second_output(processing, provider, layers, tmp_path):
    parameters = {
        "INPUT": layers["20m"],
        "GUIDE": layers["10m"],
        "MODEL": "regression",
        "TRUST": str(tmp_path / "t.tif"),
    }
    results = processing.run(SHARPEN, {**parameters, "OUTPUT": str(tmp_path / "out.tif")})
    trust = gdal.Open(results["TRUST"])
    assert (trust.RasterXSize, trust.RasterYSize, trust.RasterCount) == (160, 120, 1)
    assert 0 <= results["TRUSTED"] <= 100


def test_what_can_not_be_done_is_one_sentence(processing, provider, layers, tmp_path):
    from qgis.core import QgsProcessingException

    parameters = {"INPUT": layers["10m"], "GUIDE": layers["20m"], "OUTPUT": str(tmp_path / "out.tif")}
    with pytest.raises(QgsProcessingException, match="“Finer layer”: expected a raster whose pixels are"):
        processing.run(SHARPEN, parameters)
    assert not (tmp_path / "out.tif").exists()


def test_the_guide_is_the_projects_finer_layer(layers, tmp_path):
    coarse, fine = layers["20m"], layers["10m"]
    assert finer_layer(coarse) is fine
    assert finer_layer(fine) is None
    assert is_sentinel2(coarse)
    assert is_sentinel2(fine)
    assert sentinel2_pair(coarse) == sentinel2_pair(fine) == (coarse, fine)
    assert inputs("sharpen", coarse) == {"INPUT": coarse.id(), "GUIDE": fine.id()}
    assert inputs("upscale", coarse) == {"INPUT": coarse.id()}
    away = write_raster(tmp_path / "T33TUN_20240703T100601_B_10m_away.tif", np.zeros((1, 50, 50), "uint8"))
    dataset = gdal.Open(str(away), gdal.GA_Update)
    dataset.SetGeoTransform((900000.0, 10.0, 0.0, 4100000.0, 0.0, -10.0))
    dataset = None
    QgsProject.instance().addMapLayer(QgsRasterLayer(str(away), "away"))
    assert finer_layer(coarse) is fine
    fine.setMetadata(with_history(fine.metadata(), {}))
    assert finer_layer(coarse) is None  # what a network made is no measurement
    assert sentinel2_pair(fine) is None
