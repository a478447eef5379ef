"""`openscene`: every kind of scene becomes layers that say what they are, and what is no whole scene becomes a sentence."""

from __future__ import annotations

import io
import os
import shutil
import tarfile
import zipfile
from functools import partial
from pathlib import Path

import made_scenes as made
import numpy as np
import pytest
from makers import Log
from osgeo import gdal

from gan_core import tasks
from gan_core.api.errors import RasterGanError
from gan_core.api.jobs.assessment import CheckLayerJob
from gan_core.api.jobs.raster import EnhanceJob, UpscaleJob
from gan_core.api.jobs.scenes import OpenSceneJob
from gan_core.api.notes import note_text
from gan_core.commandline import main
from gan_core.raster.source import SENSOR_DOMAIN, RasterSource
from gan_core.scenes import files as scene_files
from gan_core.scenes.files import files_of
from gan_core.scenes.xml_text import tree_of


@pytest.fixture
def opened(tmp_path):
    """(scene's path, job's fields) -> (results, log)."""

    def run(path, **fields):
        log = Log()
        return tasks.run(OpenSceneJob(str(path), str(tmp_path / "layers"), **fields), log), log

    return run


ALIVE: list[RasterSource] = []
"""GDAL's bands don't keep what they are of."""


def source_of(path) -> RasterSource:
    ALIVE.append(RasterSource(str(path)))
    return ALIVE[-1]


def bands(path) -> list[str]:
    return [band.GetDescription() for band in source_of(path).bands]


def codes(log: Log) -> list[str]:
    return [code for code, _ in log.notes]


def refusal(opened, tmp_path, path, **fields) -> str:
    """The sentence; nothing was written."""
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(RasterGanError) as caught:
        opened(path, **fields)
    assert sorted(tmp_path.rglob("*")) == before
    return str(caught.value)


@pytest.mark.parametrize("level", ["L1C", "L2A"])
def test_sentinel2_has_a_layer_for_each_of_its_grids(opened, tmp_path, level):
    results, log = opened(made.safe(tmp_path, level))
    assert bands(results["OUTPUT_10M"]) == ["B2 blue", "B3 green", "B4 red", "B8 NIR"]
    twenty = ["B5 red edge 1", "B6 red edge 2", "B7 red edge 3", "B8A narrow infrared", "B11 SWIR 1", "B12 SWIR 2"]
    assert bands(results["OUTPUT_20M"]) == twenty
    sixty = ["B1 coastal aerosol", "B9 water vapour"] + ["B10 cirrus"] * (level == "L1C")
    assert bands(results["OUTPUT_60M"]) == sixty
    for layer, size in (("10M", 10), ("20M", 20), ("60M", 60)):
        source = source_of(results[f"OUTPUT_{layer}"])
        assert source.grid.geotransform == (600000, size, 0, 5100000, 0, -size)
        assert source.dataset.GetSpatialRef().GetAuthorityCode(None) == "32632"
    twenty = source_of(results["OUTPUT_20M"])
    responses = [twenty.preset.response(band.GetDescription()) * 0.637 for band in twenty.bands]
    assert responses == pytest.approx([0.38, 0.34, 0.34, 0.33, 0.22, 0.23], abs=0.001)
    assert (results["SATELLITE"], results["LEVEL"], results["SENSOR"]) == ("Sentinel-2A", level, "sentinel-2")
    assert results["DATE"] == "2023-01-01T10:14:11.024Z"
    assert results["MISSING"] == ""
    assert "scene-missing" not in codes(log)
    assert any("20m: B5, B6, B7, B8A, B11, B12; 24 × 24 pixels of 20" in note_text(*note) for note in log.notes)


def test_a_band_of_level_2a_is_its_file_of_the_sensors_own_pixels(opened, tmp_path):
    """There are coarser copies of most; each has values of its own here."""
    scene = made.safe(tmp_path)
    results, _ = opened(scene)
    for layer, number, name in (
        ("20M", 4, "R20m/*_B8A_20m"),
        ("10M", 1, "R10m/*_B02_10m"),
        ("60M", 1, "R60m/*_B01_60m"),
    ):
        path = next(scene.glob(f"GRANULE/*/IMG_DATA/{name}.jp2"))
        pixels = source_of(results[f"OUTPUT_{layer}"]).bands[number - 1].ReadAsArray()
        assert (pixels == gdal.Open(str(path)).ReadAsArray()).all()
        assert np.ptp(pixels) > 100


@pytest.mark.parametrize(
    ("level", "baseline", "offset"), [("L1C", "05.09", -0.1), ("L2A", "05.09", -0.1), ("L2A", "02.14", 0)]
)
def test_sentinel2_says_how_numbers_become_reflectance(opened, tmp_path, level, baseline, offset):
    results, log = opened(made.safe(tmp_path, level, baseline))
    for layer in ("10M", "20M", "60M"):
        for band in source_of(results[f"OUTPUT_{layer}"]).bands:
            assert (band.GetScale(), band.GetOffset(), band.GetNoDataValue()) == (1e-4, offset, 0)
    assert ("scene-baseline", {"baseline": baseline}) in log.notes


def test_each_band_has_the_offset_of_its_own(opened, tmp_path):
    """`band_id` counts B8A after B8: 8 is B8A, 9 is B9."""
    scene = made.safe(tmp_path, "L1C")
    metadata = scene / "MTD_MSIL1C.xml"
    text = metadata.read_text()
    for number in range(13):
        text = text.replace(f'band_id="{number}">-1000', f'band_id="{number}">{-number}')
    metadata.write_text(text)
    results, _ = opened(scene)
    offsets = {
        band.GetDescription().split()[0]: round(band.GetOffset() * 10000)
        for layer in ("10M", "20M", "60M")
        for band in source_of(results[f"OUTPUT_{layer}"]).bands
    }
    assert offsets["B8"], offsets["B8A"] == (-7, -8)
    assert (offsets["B9"], offsets["B10"], offsets["B12"]) == (-9, -10, -12)


def test_the_long_names_and_granules_side_by_side(opened, tmp_path):
    """Where two overlap the second lies on top, but for its nodata, here its first row."""
    scene = made.long_safe(tmp_path)
    results, _ = opened(scene)
    first, second = sorted(scene.glob("GRANULE/*/IMG_DATA/*_B02.jp2"))
    left, right = (gdal.Open(str(path)).ReadAsArray() for path in (first, second))
    whole = source_of(results["OUTPUT_10M"]).bands[0].ReadAsArray()
    assert whole.shape == (48, 84)
    assert (whole[:, :36] == left[:, :36]).all()
    assert (whole[1:, 36:] == right[1:]).all()
    assert results["SCENE"] == scene.name.removesuffix(".SAFE")


def test_what_lies_below_shows_through_nodata(opened, tmp_path):
    scene = made.long_safe(tmp_path)
    second = max(scene.glob("GRANULE/*/IMG_DATA/*_B02.jp2"))
    made.image(second.with_suffix(".tif"), 1, 10, (600360, 5100000))
    dataset = gdal.Open(str(second.with_suffix(".tif")), gdal.GA_Update)
    dataset.WriteArray(np.zeros((48, 48), "uint16"))
    dataset.FlushCache()
    second.unlink()
    results, _ = opened(scene, layers=("10m",))
    first = gdal.Open(str(min(scene.glob("GRANULE/*/IMG_DATA/*_B02.jp2")))).ReadAsArray()
    whole = source_of(results["OUTPUT_10M"]).bands[0].ReadAsArray()
    assert (whole[:, :48] == first).all()
    assert (whole[:, 48:] == 0).all()


@pytest.mark.parametrize("name", ["", "MTD_MSIL2A.xml", "manifest.safe"])
def test_a_scene_is_named_by_its_folder_or_a_file_of_it(opened, tmp_path, name):
    scene = made.safe(tmp_path)
    (scene / "manifest.safe").write_text("<manifest/>")
    results, _ = opened(scene / name)
    assert len(results["LAYERS"]) == 3


def test_the_folder_around_it_will_do(opened, tmp_path):
    made.safe(tmp_path / "downloads")
    results, _ = opened(tmp_path / "downloads")
    assert results["SCENE"] == made.COMPACT


@pytest.mark.parametrize("before", ["", "/vsizip/"])
def test_a_zip_is_read_where_it_lies(opened, tmp_path, before):
    archive = made.zipped(made.safe(tmp_path / "made"), tmp_path / f"{made.COMPACT}.zip")
    shutil.rmtree(tmp_path / "made")
    results, _ = opened(f"{before}{archive}")
    source = source_of(results["OUTPUT_10M"])
    assert source.read(source.grid.window, [1, 2, 3, 4])[1][:, 1:].all()
    assert source.preset.id == "sentinel-2"
    assert sorted(path.name for path in tmp_path.iterdir()) == [archive.name, "layers"]


@pytest.mark.parametrize("kind", ["txt", "json", "xml"])
@pytest.mark.parametrize("product", [made.LANDSAT8, made.LANDSAT8_SURFACE])
def test_landsat_by_each_kind_of_its_metadata(opened, tmp_path, kind, product):
    results, log = opened(made.landsat(tmp_path / "scene", product, (kind,)))
    colors = source_of(results["OUTPUT_MS"])
    surface = product == made.LANDSAT8_SURFACE
    assert colors.roles[1:5] == ["blue", "green", "red", "nir"]
    assert len(colors.bands) == (7 if surface else 8)
    expected = (2.75e-5, -0.2) if surface else (2e-5, -0.1)
    assert {(band.GetScale(), band.GetOffset(), band.GetNoDataValue()) for band in colors.bands} == {(*expected, 0)}
    thermal = source_of(results["OUTPUT_THERMAL"]).bands[0]
    told = (0.00341802, 149.0, "K") if surface else (2e-5, -0.1, "W/(m2 sr um)")
    assert (thermal.GetScale(), thermal.GetOffset(), thermal.GetUnitType()) == told
    assert ("OUTPUT_PAN" in results) is not surface
    assert (results["SATELLITE"], results["LEVEL"]) == ("Landsat 8", product[5:9])
    assert results["DATE"] == "2023-01-01T10:10:55Z"
    assert "scene-missing" not in codes(log)


def test_landsat7_has_its_colors_where_landsat8_has_others(opened, tmp_path):
    results, _ = opened(made.landsat(tmp_path / "scene", made.LANDSAT7))
    colors, pan = source_of(results["OUTPUT_MS"]), source_of(results["OUTPUT_PAN"])
    assert colors.roles == ["blue", "green", "red", "nir", "", ""]
    assert (colors.preset.id, pan.preset.id) == ("landsat-7", "landsat-7")
    assert bands(results["OUTPUT_THERMAL"]) == ["B6_VCID_1 thermal, low gain", "B6_VCID_2 thermal, high gain"]


@pytest.mark.parametrize("ending", ["tar", "tar.gz"])
def test_a_tar_is_read_where_it_lies(opened, tmp_path, ending):
    archive = made.tarred(made.landsat(tmp_path / "made"), tmp_path / f"scene.{ending}")
    shutil.rmtree(tmp_path / "made")
    results, log = opened(archive)
    source = source_of(results["OUTPUT_PAN"])
    assert source.read(source.grid.window, [1])[1][:, 1:].all()
    assert ("scene-packed-tight" in codes(log)) is (ending == "tar.gz")


@pytest.mark.parametrize("ending", [".rpb", "_rpc.txt"])
def test_gaofen_keeps_its_coefficients(opened, tmp_path, ending):
    for part, count, size in (("MSS1", 4, (40, 30)), ("PAN1", 1, (160, 120))):
        made.take(tmp_path / "scene", f"{made.GF2}-{part}", count, size, rpc=ending)
    results, log = opened(tmp_path / "scene")
    colors, pan = source_of(results["OUTPUT_MS"]), source_of(results["OUTPUT_PAN"])
    assert float(colors.dataset.GetMetadata("RPC")["LINE_OFF"]) == 30
    assert colors.roles == ["blue", "green", "red", "nir"]
    assert (pan.grid.width, pan.grid.height) == (160, 120)
    assert pan.preset.response(bands(results["OUTPUT_PAN"])[0]) == pytest.approx(0.15 / 0.637, abs=0.001)
    assert (results["SATELLITE"], results["LEVEL"], results["DATE"]) == ("GF2", "L1A", "2015-02-12T11:15:02")
    assert codes(log).count("scene-layer-bare") == 2


def test_gaofen_as_it_is_delivered(opened, tmp_path):
    archive = made.tarred(made.gaofen(tmp_path / "made"), tmp_path / f"{made.GF2}.tar.gz")
    shutil.rmtree(tmp_path / "made")
    results, _ = opened(archive, format="geotiff")
    archive.unlink()
    colors = source_of(results["OUTPUT_MS"])
    assert float(colors.dataset.GetMetadata("RPC")["LINE_OFF"]) == 30
    assert colors.dataset.ReadAsArray()[:, 1:].all()
    assert (colors.preset.id, colors.roles) == ("gaofen", ["blue", "green", "red", "nir"])


TAKES = {
    "GF1": (
        {"GF1_PMS2_E116.5_N39.4_20130726_L1A0000078123-MSS2": 4, "GF1_PMS2_E116.5_N39.4_20130726_L1A0000078123-PAN2": 1}
    ),
    "GF1B": (
        {"GF1B_PMS_E116.5_N39.4_20190726_L1A1227078123-MUX": 4, "GF1B_PMS_E116.5_N39.4_20190726_L1A1227078123-PAN": 1}
    ),
    "GF6": (
        {"GF6_PMS_E116.5_N39.4_20190726_L1A1119890123-MUX": 4, "GF6_PMS_E116.5_N39.4_20190726_L1A1119890123-PAN": 1}
    ),
    "GF7": (
        {
            "GF7_DLC_E118.2_N30.4_20191223_L1A0000018301-BWDMUX": 4,
            "GF7_DLC_E118.2_N30.4_20191223_L1A0000018301-BWDPAN": 1,
            "GF7_DLC_E118.2_N30.4_20191223_L1A0000018301-FWDPAN": 1,
        }
    ),
    "SV1": (
        {
            "SV1-01_20180101_L1B0000865363_1109191012001_01-MUX": 4,
            "SV1-01_20180101_L1B0000865363_1109191012001_01-PAN": 1,
        }
    ),
    "ZY3": ({"ZY3_MUX_E92.8_N35.0_20141207_L1A0002929918": 4, "ZY3_NAD_E92.8_N35.0_20141207_L1A0002929919": 1}),
    "ZY302": (
        {"ZY302_TMS_E92.8_N35.0_20181207_L1A0002929918-MUX": 4, "ZY302_TMS_E92.8_N35.0_20181207_L1A0002929918-NAD": 1}
    ),
}
PRESETS = {"GF": "gaofen", "SV": "superview", "ZY": "zy-3"}


@pytest.mark.parametrize("satellite", TAKES)
def test_what_chinese_satellites_deliver(opened, tmp_path, satellite):
    root = "sensor_corrected_metadata" if satellite.startswith("ZY") else "ProductMetaData"
    for name, count in TAKES[satellite].items():
        size = (40, 30) if count == 4 else (160, 120)
        made.take(tmp_path / "scene" / (name if satellite == "ZY3" else ""), name, count, size, root)
    results, log = opened(tmp_path / "scene")
    assert source_of(results["OUTPUT_MS"]).roles == ["blue", "green", "red", "nir"]
    assert source_of(results["OUTPUT_PAN"]).grid.width == 160
    assert results["SENSOR"] == PRESETS[satellite[:2]]
    assert source_of(results["OUTPUT_MS"]).preset.id == results["SENSOR"]
    assert ("OUTPUT_FORWARD" in results) is (satellite == "GF7")
    assert results["MISSING"] == ""


def test_the_wide_view_of_gf6_has_eight_bands(opened, tmp_path):
    name = "GF6_WFV_E116.5_N39.4_20190726_L1A1119890123"
    for part in "123":
        made.take(tmp_path / "scene", f"{name}-{part}", 8, (40, 30))
    results, log = opened(tmp_path / "scene" / f"{name}-2.tiff")
    assert bands(results["OUTPUT_MS"])[4:] == ["B5 red edge 1", "B6 red edge 2", "B7 violet", "B8 yellow"]
    assert results["MISSING"] == ""
    with pytest.raises(RasterGanError, match="holds 3"):
        opened(tmp_path / "scene")


def test_bands_that_no_table_names_are_kept(opened, tmp_path):
    made.take(tmp_path / "scene", f"{made.GF2}-MSS1", 6, (40, 30))
    results, log = opened(tmp_path / "scene")
    assert bands(results["OUTPUT_MS"])[3:] == ["B4 NIR", "B5", "B6"]
    assert results["MISSING"] == "PAN"
    assert "scene-missing" in codes(log)


def test_loose_files_of_sentinel2(opened, tmp_path):
    """As downloaded one by one: any of them names its fellows."""
    for band in ("B02", "B03", "B04", "B08", "B11"):
        made.image(tmp_path / "some" / f"T32TQR_20230101T101411_{band}.jp2", 1000, made.PIXELS[band])
    made.image(tmp_path / "some" / "T33UUB_20200101T101411_B02.jp2", 1000)
    results, log = opened(tmp_path / "some" / "T32TQR_20230101T101411_B03.jp2")
    assert (bands(results["OUTPUT_10M"])[0], bands(results["OUTPUT_20M"])) == ("B2 blue", ["B11 SWIR 1"])
    assert source_of(results["OUTPUT_20M"]).preset.id == "sentinel-2"
    assert results["DATE"] == "2023-01-01"
    assert results["MISSING"] == "B1, B5, B6, B7, B8A, B9, B10, B12"
    assert "scene-bare" in codes(log)


def test_the_bands_of_a_granule_without_its_scene(opened, tmp_path):
    scene = made.safe(tmp_path)
    granule = next(scene.glob("GRANULE/*"))
    for named in (granule, granule / "MTD_TL.xml"):
        results, _ = opened(named)
        assert [row["bands"] for row in results["LAYERS"]][1:] == ["B5, B6, B7, B8A, B11, B12", "B1, B9"]


def test_loose_files_of_landsat(opened, tmp_path):
    folder = made.landsat(tmp_path / "scene", made.LANDSAT8_SURFACE, kinds=(), without=("1",))
    results, log = opened(folder)
    assert bands(results["OUTPUT_MS"])[0] == "B2 blue"
    assert bands(results["OUTPUT_THERMAL"]) == ["B10 thermal 1"]
    assert results["MISSING"] == "B1, B8, B9, B11"
    assert results["SENSOR"] == "landsat-8"


def test_loose_files_of_nobody_knows_whom_are_sorted_by_their_pixels(opened, tmp_path):
    for name, size in (("B2", 30), ("B10", 30), ("B8", 15)):
        made.image(tmp_path / "some" / f"l8_{name}.tif", 1000, size)
    results, log = opened(tmp_path / "some")
    assert (bands(results["OUTPUT_MS"]), bands(results["OUTPUT_PAN"])) == (["B2", "B10"], ["B8"])
    assert "scene-preset-unknown" in codes(log)
    assert source_of(results["OUTPUT_MS"]).bands[0].GetNoDataValue() is None


def test_loose_files_called_by_their_colors(opened, tmp_path):
    for name in ("blue", "green", "nir", "red"):
        made.image(tmp_path / "some" / f"{name}.tif", 1000)
    results, _ = opened(tmp_path / "some")
    assert source_of(results["OUTPUT_MS"]).roles == ["blue", "green", "red", "nir"]


def test_a_geotiff_holds_the_very_pixels_and_all_that_is_said(opened, tmp_path):
    scene = made.safe(tmp_path / "made")
    virtual, real = opened(scene, layers=("20m",))[0], opened(scene, layers=("20m",), format="geotiff")[0]
    one, other = source_of(virtual["OUTPUT_20M"]), source_of(real["OUTPUT_20M"])
    pixels = one.dataset.ReadAsArray()
    shutil.rmtree(scene)
    assert (other.dataset.ReadAsArray() == pixels).all()
    assert other.dataset.GetMetadata("IMAGERY") == one.dataset.GetMetadata("IMAGERY")
    for ours, theirs in zip(one.bands, other.bands):
        assert ours.GetMetadata() == theirs.GetMetadata()
        assert (ours.GetScale(), ours.GetOffset(), ours.GetNoDataValue(), ours.GetDescription()) == (
            *(theirs.GetScale(), theirs.GetOffset(), theirs.GetNoDataValue(), theirs.GetDescription()),
        )
    assert set(real) == {*virtual}
    assert (one.preset.id, other.preset.id) == ("sentinel-2", "sentinel-2")


def test_a_wavelength_stands_in_each_band(opened, tmp_path):
    results, _ = opened(made.safe(tmp_path), layers=("10m",))
    told = source_of(results["OUTPUT_10M"]).bands[2].GetMetadata()
    assert (told["WAVELENGTH"], told["WAVELENGTH_UNIT"], told["BANDWIDTH"]) == ("664.5", "nm", "31")


@pytest.mark.parametrize("beside", [True, False])
def test_layers_beside_their_scene_move_with_it(tmp_path, beside):
    scene = made.safe(tmp_path / "here")
    output = (
        tmp_path / ("here" if beside else "there") / "deep" / "layers" if not beside else tmp_path / "here" / "layers"
    )
    results = tasks.run(OpenSceneJob(str(scene), str(output), layers=("10m",)), Log())
    if beside:
        (tmp_path / "here").rename(tmp_path / "moved")
        moved = tmp_path / "moved" / "layers" / Path(results["OUTPUT_10M"]).name
        assert source_of(str(moved)).dataset.ReadAsArray().any()
        assert str(tmp_path) not in moved.read_text()
    else:
        shutil.copy(results["OUTPUT_10M"], tmp_path / "copy.vrt")
        assert source_of(str(tmp_path / "copy.vrt")).dataset.ReadAsArray().any()


def test_the_sensor_is_known_without_a_name_that_tells_it(opened, tmp_path, models):
    """By the domain in the file alone; a result made of it does not claim to be the sensor's own."""
    results, _ = opened(made.safe(tmp_path / "made"), layers=("10m",), format="geotiff")
    plain = tmp_path / "plain.tif"
    shutil.move(results["OUTPUT_10M"], plain)
    assert source_of(str(plain)).preset.id == "sentinel-2"
    for job in (UpscaleJob, EnhanceJob):
        log, output = Log(), tmp_path / f"{job.verb}.tif"
        tasks.run(job(str(plain), str(output), models=(models,), job_file=False, checks=False), log)
        assert {values["sensor"] for code, values in log.notes if code == "sensor"} == {"sentinel-2"}
        assert gdal.Open(str(output)).GetMetadata(SENSOR_DOMAIN) == {}
        assert source_of(str(output)).preset is None
        assert gdal.Open(str(output)).GetMetadataItem("ACQUISITION_DATE").startswith("2023-01-01")


def test_a_sensor_that_was_written_on_other_pixels_is_not_believed(tmp_path):
    path = made.image(tmp_path / "plain.tif", 1000, 5)
    dataset = gdal.Open(str(path), gdal.GA_Update)
    dataset.SetMetadataItem("SENSOR", "sentinel-2", SENSOR_DOMAIN)
    dataset.FlushCache()
    assert source_of(str(path)).preset is None


def test_the_same_again_takes_the_place_of_what_was_there(opened, tmp_path):
    scene = made.safe(tmp_path)
    first, _ = opened(scene)
    (Path(first["OUTPUT"]) / "notes.txt").write_text("kept")
    second, _ = opened(scene)
    assert sorted(path.name for path in Path(second["OUTPUT"]).iterdir()) == [
        *(f"{made.COMPACT}_{layer}.vrt" for layer in ("10m", "20m", "60m")),
        "notes.txt",
    ]


def test_the_command_line(tmp_path, capsys):
    scene = made.safe(tmp_path)
    assert main(["openscene", str(scene), str(tmp_path / "out"), "--layers", "10m,20m"]) == 0
    said = capsys.readouterr()
    assert "Sentinel-2A L2A, 2023-01-01T10:14:11.024Z" in said.err
    assert "10m    S2A" in said.out
    assert len(list((tmp_path / "out").iterdir())) == 2


def test_a_folder_that_is_no_scene(opened, tmp_path):
    (tmp_path / "some").mkdir()
    (tmp_path / "some" / "letter.txt").write_text("no scene")
    said = refusal(opened, tmp_path, tmp_path / "some")
    assert "is no scene that is known here: it holds letter.txt. Expected Sentinel-2" in said
    assert "it holds letter.txt." in refusal(opened, tmp_path, tmp_path / "some" / "letter.txt")
    for name in ("none", "x" * 5000, "none.zip/inner"):
        assert "there is no such file" in refusal(opened, tmp_path, tmp_path / name)


def test_what_is_too_long_for_a_name_is_still_said(tmp_path):
    with pytest.raises(RasterGanError, match="expected a raster that GDAL can open"):
        tasks.run(CheckLayerJob("<VRTDataset>" + "x" * 5000), Log())


def test_an_empty_zip_and_a_broken_one(opened, tmp_path):
    zipfile.ZipFile(tmp_path / "empty.zip", "w").close()
    assert "it holds no files" in refusal(opened, tmp_path, tmp_path / "empty.zip")
    (tmp_path / "broken.zip").write_bytes(b"PK\3\4 and no more")
    assert "not a zip file" in refusal(opened, tmp_path, tmp_path / "broken.zip")
    (tmp_path / "broken.tar").write_bytes(b"x" * 2000)
    assert "may be damaged" in refusal(opened, tmp_path, tmp_path / "broken.tar")
    whole = made.tarred(made.landsat(tmp_path / "cut"), tmp_path / "cut.tar")
    with tarfile.open(whole) as archive:
        middle = max(archive, key=lambda member: member.size)
    with whole.open("rb+") as file:
        file.truncate(middle.offset_data + middle.size // 2)
    assert "may be damaged" in refusal(opened, tmp_path, whole)


def test_a_zip_with_a_password(opened, tmp_path):
    archive = tmp_path / "locked.zip"
    zip_member(archive, "MTD_MSIL2A.xml", b"<x/>")
    data = bytearray(archive.read_bytes())
    data[data.index(b"PK\1\2") + 8] |= 1  # the flags of the first member in the table of contents
    archive.write_bytes(data)
    assert "locked with a password" in refusal(opened, tmp_path, archive)


def test_archives_that_are_damaged_inside(opened, tmp_path):
    """The table of contents is whole, the metadata is not."""
    archive = made.zipped(made.safe(tmp_path / "made"), tmp_path / "x.zip")
    with zipfile.ZipFile(archive) as file:
        member = next(one for one in file.infolist() if one.filename.endswith("MTD_MSIL2A.xml"))
    data = bytearray(archive.read_bytes())
    data[member.header_offset + 150 : member.header_offset + 300] = bytes(150)
    archive.write_bytes(data)
    assert "MTD_MSIL2A.xml can't be read (" in refusal(opened, tmp_path, archive)
    archive = made.tarred(made.landsat(tmp_path / "other"), tmp_path / "x.tar.gz")
    archive.write_bytes(archive.read_bytes()[:-2000])
    assert "not fully downloaded" in refusal(opened, tmp_path, archive)


def test_a_zip_in_a_zip(opened, tmp_path):
    inner = made.zipped(made.safe(tmp_path / "made"), tmp_path / "inner.zip")
    with zipfile.ZipFile(tmp_path / "outer.zip", "w") as archive:
        archive.write(inner, "inner.zip")
    said = refusal(opened, tmp_path, tmp_path / "outer.zip")
    assert "holds archives within the archive. Unpack it first" in said
    assert "outer.zip/inner.zip" in said


def test_a_folder_of_archives(opened, tmp_path):
    made.zipped(made.safe(tmp_path / "made"), tmp_path / "packed.zip")
    shutil.rmtree(tmp_path / "made")
    said = refusal(opened, tmp_path, tmp_path)
    assert f"it need not be unpacked: {tmp_path / 'packed.zip'}" in said


def test_files_that_are_not_there_are_named_and_nothing_is_written(opened, tmp_path):
    scene = made.safe(tmp_path, without=("B11", "B8A"))
    said = refusal(opened, tmp_path, scene)
    assert "B8A (T32TQR_20230101T101411_B8A_20m), B11 (T32TQR_20230101T101411_B11_20m)." in said
    assert "only what is whole (10m, 60m)" in said
    results, _ = opened(scene, layers=("10m", "60m"))
    assert len(results["LAYERS"]) == 2


def test_a_layer_of_which_nothing_is_there_is_left_out(opened, tmp_path):
    scene = made.safe(tmp_path, "L1C", without=("B01", "B09", "B10"))
    results, log = opened(scene)
    assert [row["layer"] for row in results["LAYERS"]] == ["10m", "20m"]
    left_out = next(values for code, values in log.notes if code == "scene-left-out")
    assert left_out["layer"] == "60m"
    assert "B9 (" in left_out["bands"]


def test_granules_that_are_not_there(opened, tmp_path):
    said = refusal(opened, tmp_path, made.long_safe(tmp_path, without=("T32TQS",)))
    assert "T32TQS_B02" in said
    assert "T32TQR_B02" not in said


def test_nothing_of_a_scene_is_there(opened, tmp_path):
    said = refusal(opened, tmp_path, made.safe(tmp_path, without=made.BANDS))
    assert f"none of the files of {made.COMPACT} is there" in said


def test_granules_in_two_zones(opened, tmp_path):
    said = refusal(opened, tmp_path, made.long_safe(tmp_path, (32632, 32633)))
    assert "have different CRS. Name the folder of one tile" in said


def test_bands_that_do_not_lie_on_one_grid(opened, tmp_path):
    made.image(tmp_path / "some" / "s_B2.tif", 1000)
    made.image(tmp_path / "some" / "s_B3.tif", 1000, origin=(600003, 5100000))
    assert "different origins, not whole pixels apart" in refusal(opened, tmp_path, tmp_path / "some")
    made.image(tmp_path / "some" / "s_B3.tif", 1000, 20)
    made.image(tmp_path / "some" / "s_B4.tif", 1000, 60)
    assert "different pixel sizes" in refusal(opened, tmp_path, tmp_path / "some")


def test_two_scenes_are_listed_and_either_can_be_named(opened, tmp_path):
    other = made.COMPACT.replace("T32TQR", "T33UUB")
    scenes = [made.safe(tmp_path / "both"), made.safe(tmp_path / "both", name=other)]
    said = refusal(opened, tmp_path, tmp_path / "both")
    assert "holds 2. Choose one" in said
    for scene in scenes:
        assert f"{scene}/MTD_MSIL2A.xml" in said
        assert opened(scene / "MTD_MSIL2A.xml")[0]["SCENE"] == scene.stem


def test_two_scenes_in_a_zip_are_listed_as_they_can_be_named(opened, tmp_path):
    made.landsat(tmp_path / "both" / "a")
    made.landsat(tmp_path / "both" / "b", made.LANDSAT7)
    archive = made.zipped(tmp_path / "both", tmp_path / "both.zip")
    said = refusal(opened, tmp_path, archive)
    names = said.split("name its file: ")[1].split(", ")
    assert len(names) == 2
    assert {opened(name)[0]["SATELLITE"] for name in names} == {"Landsat 7", "Landsat 8"}
    assert opened(f"{archive}/both/b")[0]["SATELLITE"] == "Landsat 7"


def test_a_layer_that_the_scene_does_not_have(opened, tmp_path):
    said = refusal(opened, tmp_path, made.safe(tmp_path), layers=("pan",))
    assert f"LAYERS: {made.COMPACT} has 10m, 20m, 60m, got pan" in said
    with pytest.raises(RasterGanError, match="expected some of 10m, 20m"):
        OpenSceneJob("in", "out", layers=("15m",))
    with pytest.raises(RasterGanError, match="expected one of vrt, geotiff, got png"):
        OpenSceneJob("in", "out", format="png")


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
)
HOSTILE = {
    "laughs": (LAUGHS + "]><x>&j;</x>").encode(),
    "laughs, 16 bits": (LAUGHS + "]><x>&j;</x>").encode("utf-16"),
    "another file": b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>',
    "deep": b"<x>" * 100_000 + b"</x>" * 100_000,
    "cut": b"<x><y>",
    "nothing": b"",
    "huge": b"<x>" + b" " * scene_files.LARGEST_TEXT,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_metadata_that_nobody_should_read(opened, tmp_path, kind):
    scene = made.safe(tmp_path)
    (scene / "MTD_MSIL2A.xml").write_bytes(HOSTILE[kind])
    assert "MTD_MSIL2A.xml can't be read (" in refusal(opened, tmp_path, scene)


def test_a_zip_that_swells_is_read_no_further(tmp_path):
    """A thousand times what it says; the limit holds while it is unpacked."""
    archive = tmp_path / "bomb.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("MTD_MSIL2A.xml", b" " * (scene_files.LARGEST_TEXT * 4))
    assert archive.stat().st_size < 100_000
    files, _ = files_of(str(archive))
    with pytest.raises(RasterGanError, match="more than 16 MB"):
        tree_of(files, "MTD_MSIL2A.xml")


def test_names_that_lead_out_of_an_archive_do_not_count(opened, tmp_path):
    secret = made.safe(tmp_path / "secret")
    for archive, add in ((tmp_path / "a.zip", zip_member), (tmp_path / "a.tar", tar_member)):
        for name in ("../MTD_MSIL2A.xml", f"{secret}/MTD_MSIL2A.xml", "x/../../MTD_MSIL2A.xml"):
            add(archive, name, (secret / "MTD_MSIL2A.xml").read_bytes())
        assert files_of(str(archive))[0].names == []
        assert "it holds no files" in refusal(opened, tmp_path, archive)


def zip_member(archive: Path, name: str, data: bytes) -> None:
    with zipfile.ZipFile(archive, "a") as file:
        file.writestr(name, data)


def tar_member(archive: Path, name: str, data: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(data)
    with tarfile.open(archive, "a") as file:
        file.addfile(member, io.BytesIO(data))


def test_metadata_can_not_name_files_elsewhere(opened, tmp_path):
    """Nor say where the layers go."""
    elsewhere = made.image(tmp_path / "elsewhere" / "LC08_B1.TIF", 1000, 30)
    folder = made.landsat(tmp_path / "scene")
    metadata = folder / f"{made.LANDSAT8}_MTL.txt"
    metadata.write_text(metadata.read_text().replace(f"{made.LANDSAT8}_B1.TIF", f"../elsewhere/{elsewhere.name}"))
    assert "B1 (../elsewhere/LC08_B1.TIF)" in refusal(opened, tmp_path, folder)
    scene = made.safe(tmp_path)
    metadata = scene / "MTD_MSIL2A.xml"
    metadata.write_text(metadata.read_text().replace(f"<PRODUCT_URI>{scene.name}", "<PRODUCT_URI>../../../evil/name"))
    results, _ = opened(scene)
    assert {path.parent for path in tmp_path.rglob("*.vrt")} == {tmp_path / "layers"}
    assert Path(results["OUTPUT_10M"]).name == "evil_name_10m.vrt"


def test_a_band_file_that_is_another_format_inside(opened, tmp_path):
    """A VRT reads from wherever it says."""
    scene = made.safe(tmp_path)
    band = next(scene.glob("GRANULE/*/IMG_DATA/R10m/*_B02_10m.jp2"))
    gdal.GetDriverByName("VRT").CreateCopy(str(tmp_path / "x.vrt"), gdal.Open(str(band)))
    (tmp_path / "x.vrt").replace(band)
    assert gdal.Open(str(band)).GetDriver().ShortName == "VRT"
    assert "expected a raster that GDAL can open" in refusal(opened, tmp_path, scene)
    band.write_bytes(b"cut")
    assert f"got {band}" in refusal(opened, tmp_path, scene)


def test_a_folder_of_everything_is_not_searched_for_ever(opened, tmp_path, monkeypatch):
    monkeypatch.setattr(scene_files, "MOST_FILES", 20)
    assert "holds more than 20 files" in refusal(opened, tmp_path, made.safe(tmp_path))


def test_links_and_pipes_in_a_folder(opened, tmp_path):
    scene = made.safe(tmp_path)
    (scene / "again").symlink_to(scene)
    assert len(opened(scene)[0]["LAYERS"]) == 3
    (scene / "MTD_MSIL2A.xml").unlink()
    os.mkfifo(scene / "MTD_MSIL2A.xml")
    assert "is no plain file" in refusal(opened, tmp_path, scene)


def test_an_output_that_can_not_be_written(opened, tmp_path):
    (tmp_path / "layers").write_text("in the way")
    scene = made.safe(tmp_path)
    assert "OUTPUT" in refusal(opened, tmp_path, scene)
    assert (tmp_path / "layers").read_text() == "in the way"


def test_a_cancelled_copy_leaves_nothing(tmp_path):
    class Impatient(Log):
        def check(self) -> None:
            raise KeyboardInterrupt

    scene = made.safe(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(KeyboardInterrupt):
        tasks.run(OpenSceneJob(str(scene), str(tmp_path / "layers"), format="geotiff"), Impatient())
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("kind", ["folder", "zip", "tar", "metadata", "MTL"])
def test_other_verbs_name_this_one(tmp_path, kind):
    path = {
        "folder": partial(made.safe, tmp_path),
        "zip": lambda: made.zipped(made.safe(tmp_path / "made"), tmp_path / f"{made.COMPACT}.zip"),
        "tar": lambda: made.tarred(made.landsat(tmp_path / "made"), tmp_path / "scene.tar"),
        "metadata": lambda: made.safe(tmp_path) / "MTD_MSIL2A.xml",
        "MTL": lambda: made.landsat(tmp_path / "made") / f"{made.LANDSAT8}_MTL.txt",
    }[kind]()
    for job in (CheckLayerJob(str(path)), UpscaleJob(str(path), str(tmp_path / "out.tif"))):
        with pytest.raises(RasterGanError, match="run rastergan:openscene on it"):
            tasks.run(job, Log())
