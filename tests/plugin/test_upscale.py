"""`rastergan:upscale` as QGIS runs it."""

from __future__ import annotations

import subprocess
import sys
import time

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import (
    QgsApplication,
    QgsContrastEnhancement,
    QgsMultiBandColorRenderer,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsRasterDataProvider,
    QgsRasterLayer,
)
from scenes import ROOT, scenery, write_raster

UPSCALE = "rastergan:upscale"


class Feedback(QgsProcessingFeedback):
    def __init__(self):
        super().__init__(False)
        self.lines, self.errors = [], []

    def reportError(self, error, fatalError=False):
        self.errors.append(error)

    def pushInfo(self, info):
        self.lines.append(info)


def block_means(array: np.ndarray, scale: int) -> np.ndarray:
    bands, height, width = array.shape
    return array.reshape(bands, height // scale, scale, width // scale, scale).mean((2, 4))


def test_only_input_is_needed(processing, provider, rgb_raster):
    feedback = Feedback()
    results = processing.run(UPSCALE, {"INPUT": str(rgb_raster), "OUTPUT": "TEMPORARY_OUTPUT"}, feedback=feedback)
    output, source = gdal.Open(results["OUTPUT"]), gdal.Open(str(rgb_raster))
    assert (output.RasterXSize, output.RasterYSize, output.RasterCount) == (104, 80, 3)
    assert output.GetGeoTransform() == (500000, 1, 0, 4100000, 0, -1)
    made, given = output.ReadAsArray()[:, :, :96].astype(float), source.ReadAsArray()[:, :, :48]
    assert np.abs(block_means(made, 16) - block_means(given, 8)).max() < 4
    assert results["INPUT_GRID_ERROR"] < 2
    assert 0 < results["RESPONSE"] <= 1
    assert results["NOISE"] >= 0
    assert results["RESEEN_ERROR"] > 0
    assert (results["WIDTH"], results["HEIGHT"], results["PIXEL_SIZE"]) == (104, 80, 1)
    assert results["MEGAPIXELS_PER_SECOND"] > 0
    assert feedback.progress() == 100
    assert any("upscale-x2" in line for line in feedback.lines)


def test_every_pixel_of_a_perfect_sensor_is_kept(processing, provider, rgb_raster):
    results = processing.run(UPSCALE, {"INPUT": str(rgb_raster), "SENSOR": "perfect", "OUTPUT": "TEMPORARY_OUTPUT"})
    output, source = gdal.Open(results["OUTPUT"]), gdal.Open(str(rgb_raster))
    assert np.abs(block_means(output.ReadAsArray().astype(float), 2) - source.ReadAsArray()).max() <= 0.5
    assert (results["RESPONSE"], results["NOISE"]) == (1, 0)


def test_on_a_dask_cluster_of_this_computer(processing, provider, rgb_raster, tmp_path):
    feedback, pixels = Feedback(), []
    for name, dask in (("alone", ""), ("shared", "local")):
        given = {"INPUT": str(rgb_raster), "OUTPUT": str(tmp_path / f"{name}.tif"), "DASK": dask, "JOB_FILE": False}
        pixels.append(gdal.Open(processing.run(UPSCALE, given, feedback=feedback)["OUTPUT"]).ReadAsArray())
    assert (pixels[0] == pixels[1]).all()
    assert any("putting them together" in line for line in feedback.lines)
    assert not list(tmp_path.glob("*part*"))


def test_in_a_background_task(processing, provider, rgb_raster, tmp_path):
    context, feedback, ended = QgsProcessingContext(), QgsProcessingFeedback(), []
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(UPSCALE)
    parameters = {"INPUT": str(rgb_raster), "MODEL": "upscale-x4", "OUTPUT": str(tmp_path / "out.tif")}
    task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback)
    task.executed.connect(lambda good, results: ended.append((good, results)))
    QgsApplication.taskManager().addTask(task)
    patience = time.monotonic() + 60
    while not ended and time.monotonic() < patience:
        QgsApplication.processEvents()
        time.sleep(0.01)
    assert ended[0][0]
    assert gdal.Open(str(tmp_path / "out.tif")).RasterXSize == 208


def test_cancelled_from_qgis(processing, provider, tmp_path):
    raster = write_raster(tmp_path / "large.tif", scenery(1, 900, 900))
    feedback = Feedback()
    feedback.progressChanged.connect(lambda share: feedback.cancel())
    parameters = {"INPUT": str(raster), "TILE_SIZE": 64, "OUTPUT": str(tmp_path / "out.tif")}
    with pytest.raises(QgsProcessingException, match="Cancelled"):
        processing.run(UPSCALE, parameters, feedback=feedback)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["large.tif"]


def test_a_loaded_result_looks_like_its_input(processing, provider, rgb_raster, tmp_path, new_project):
    layer = QgsRasterLayer(str(rgb_raster), "scene")
    renderer = QgsMultiBandColorRenderer(layer.dataProvider(), 3, 2, 1)
    stretch = QgsContrastEnhancement(layer.dataProvider().dataType(3))
    stretch.setMinimumValue(31)
    stretch.setMaximumValue(187)
    stretch.setContrastEnhancementAlgorithm(QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum)
    renderer.setRedContrastEnhancement(stretch)
    layer.setRenderer(renderer)
    new_project.addMapLayer(layer)
    output = str(tmp_path / "out.tif")
    processing.runAndLoadResults(UPSCALE, {"INPUT": layer.id(), "OUTPUT": output})
    loaded = next(found for found in new_project.mapLayers().values() if found.source() == output)
    assert loaded.renderer().type() == "multibandcolor"
    assert (loaded.renderer().redBand(), loaded.renderer().blueBand()) == (3, 1)
    assert loaded.renderer().redContrastEnhancement().minimumValue() == 31
    assert loaded.renderer().redContrastEnhancement().maximumValue() == 187
    with pytest.raises(QgsProcessingException, match="is loaded as layer"):
        processing.run(UPSCALE, {"INPUT": layer.id(), "OUTPUT": output})


def test_a_temporary_result_is_loaded_once(processing, provider, rgb_raster, new_project):
    feedback = Feedback()
    processing.runAndLoadResults(UPSCALE, {"INPUT": str(rgb_raster), "OUTPUT": "TEMPORARY_OUTPUT"}, feedback=feedback)
    assert [layer.name() for layer in new_project.mapLayers().values()] == ["rgb, upscaled x2"]
    assert not any("not correctly generated" in line for line in feedback.errors)


def test_bands_in_the_given_order_and_part_of_the_layer(processing, provider, tmp_path):
    raster = write_raster(tmp_path / "four.tif", scenery(4, 40, 40, "uint16") * 30, nodata=0)
    feedback = Feedback()
    parameters = {
        "INPUT": str(raster),
        "MODEL": "upscale-x4",
        "BANDS": [4, 2, 1],
        "EXTENT": "500010.5,500050,4099930,4099990 [EPSG:32633]",
        "CREATION_OPTIONS": "COMPRESS=LZW|TILED=NO",
        "OUTPUT": str(tmp_path / "out.tif"),
    }
    processing.run(UPSCALE, parameters, feedback=feedback)
    output = gdal.Open(str(tmp_path / "out.tif"))
    assert output.GetGeoTransform() == (500010, 0.5, 0, 4099990, 0, -0.5)
    assert (output.RasterXSize, output.RasterYSize, output.RasterCount) == (80, 120, 4)
    assert output.GetMetadataItem("COMPRESSION", "IMAGE_STRUCTURE") == "LZW"
    assert "Band 4, 2, 1: upscale-x4" in feedback.lines
    assert "Band 3: upscale-x4-band" in feedback.lines


def test_an_online_layer_is_saved_first(processing, provider, tmp_path, new_project):
    """XYZ tiles from a folder: to QGIS the same as from a server."""
    tiles = tmp_path / "tiles" / "0" / "0"
    tiles.mkdir(parents=True)
    memory = gdal.GetDriverByName("MEM").Create("", 256, 256, 3)
    memory.WriteArray(scenery(3, 256, 256))
    gdal.GetDriverByName("PNG").CreateCopy(str(tiles / "0.png"), memory)
    uri = f"type=xyz&zmin=0&zmax=0&url=file://{tmp_path}/tiles/{{z}}/{{x}}/{{y}}.png"
    layer = QgsRasterLayer(uri, "online", "wms")
    assert layer.isValid()
    new_project.addMapLayer(layer)
    parameters = {"INPUT": layer.id(), "OUTPUT": str(tmp_path / "out.tif")}
    with pytest.raises(QgsProcessingException, match="“online” is an online layer"):
        processing.run(UPSCALE, parameters)
    half = 20037508.342789244 / 2
    parameters.update(EXTENT=f"{-half},{half},{-half},{half} [EPSG:3857]", RESOLUTION=half / 32)
    processing.run(UPSCALE, parameters)
    output = gdal.Open(str(tmp_path / "out.tif"))
    assert (output.RasterXSize, output.RasterYSize) == (128, 128)
    assert output.GetSpatialRef().GetAuthorityCode(None) == "3857"
    assert output.GetRasterBand(1).ReadAsArray().std() > 5


def test_a_virtual_layer_keeps_its_values(processing, provider, rgb_raster, tmp_path, new_project):
    """A layer computed by QGIS from another one: its numbers, not its colours, are upscaled."""
    base = QgsRasterLayer(str(rgb_raster), "base")
    parameters = QgsRasterDataProvider.VirtualRasterParameters()
    parameters.crs, parameters.extent = base.crs(), base.extent()
    parameters.width, parameters.height = base.width(), base.height()
    parameters.formula = '"base@1" * 100 + "base@2"'
    layers = QgsRasterDataProvider.VirtualRasterInputLayers()
    layers.name, layers.uri, layers.provider = "base", str(rgb_raster), "gdal"
    parameters.rInputLayers = [layers]
    layer = QgsRasterLayer(
        QgsRasterDataProvider.encodeVirtualRasterProviderUri(parameters), "computed", "virtualraster"
    )
    assert layer.isValid()
    new_project.addMapLayer(layer)
    output = str(tmp_path / "out.tif")
    place = {"EXTENT": layer.extent(), "RESOLUTION": 2}
    processing.run(UPSCALE, {"INPUT": layer.id(), "SENSOR": "perfect", "OUTPUT": output, **place})
    bands = gdal.Open(str(rgb_raster)).ReadAsArray().astype(float)
    made = gdal.Open(output).ReadAsArray().astype(float)
    assert np.abs(block_means(made[None], 2)[0] - (bands[0] * 100 + bands[1])).max() < 0.01


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"MODEL": "upscale-x9"}, "“Model”: expected one of .*upscale-x2.* got upscale-x9"),
        ({"BANDS": [1, 1, 2], "MODEL": "upscale-x2"}, "“Model bands”: expected 3 different band numbers"),
        ({"EXTENT": "0,1,0,1 [EPSG:32633]"}, "“Extent”: expected a rectangle that overlaps"),
        ({"TILE_SIZE": 5}, "“Processing tile size”: expected 0"),
        ({"OUTPUT": "/no/such/folder/out.tif"}, "“Upscaled”: the folder /no/such/folder does not exist"),
        ({"DEVICE": "mps"}, "“Compute on”: mps is not available"),
        ({"SHARPNESS": 0}, "“Input sharpness”: expected a number above 0"),
    ],
)
def test_bad_input_is_explained(processing, provider, rgb_raster, tmp_path, wrong, words):
    parameters = {"INPUT": str(rgb_raster), "OUTPUT": str(tmp_path / "out.tif"), **wrong}
    with pytest.raises(QgsProcessingException, match=words):
        processing.run(UPSCALE, parameters)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["rgb.tif"]


def test_an_engine_that_is_missing_is_said_before_the_run(provider, monkeypatch):
    algorithm = QgsApplication.processingRegistry().algorithmById(UPSCALE)
    assert algorithm.canExecute() == (True, "")
    monkeypatch.setenv("RASTER_GAN_PYTHON", "/no/such/python")
    good, reason = algorithm.canExecute()
    assert not good
    assert "Settings > Options > Raster GAN" in reason


def test_what_the_toolbox_shows(provider):
    algorithm = QgsApplication.processingRegistry().algorithmById(UPSCALE)
    assert algorithm.displayName() == "Upscale (super-resolution)"
    assert algorithm.group() == "Enhance"
    assert "super-resolution" in algorithm.tags()
    assert not algorithm.icon().isNull()
    assert "Model" in algorithm.shortHelpString()
    advanced = {
        parameter.name()
        for parameter in algorithm.parameterDefinitions()
        if parameter.flags() & parameter.Flag.FlagAdvanced
    }
    trust = {"DOUBTFUL", "TRUST_BELOW", "TRUST_PASSES", "JOB_FILE", "RESUME", "DASK"}
    assert advanced == {
        "RESOLUTION",
        "CONSISTENT",
        "SHARPNESS",
        "NOISE",
        "DEVICE",
        "PRECISION",
        "TILE_SIZE",
        "CREATION_OPTIONS",
        *trust,
    }


def test_the_same_pixels_as_the_command_line(processing, provider, rgb_raster, tmp_path):
    by_qgis, by_hand = tmp_path / "qgis.tif", tmp_path / "hand.tif"
    processing.run(UPSCALE, {"INPUT": str(rgb_raster), "MODEL": "upscale-x4", "OUTPUT": str(by_qgis)})
    command = [sys.executable, "-m", "gan_core", "upscale", rgb_raster, by_hand, "--model", "upscale-x4", "--json"]
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True)
    assert (gdal.Open(str(by_qgis)).ReadAsArray() == gdal.Open(str(by_hand)).ReadAsArray()).all()
