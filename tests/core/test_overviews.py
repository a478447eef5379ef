"""Overviews that are written with the tiles: the means that they claim to be, whatever the tiles were."""

from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

from gan_core.raster.overviews import OverviewRule, Overviews, halved
from gan_core.tiling.window import Window

WIDTH, HEIGHT = 1333, 1101
TYPES = {"uint8": gdal.GDT_Byte, "int16": gdal.GDT_Int16, "uint16": gdal.GDT_UInt16, "float32": gdal.GDT_Float32}


def noise(dtype: str, bands: int = 2, height: int = HEIGHT, width: int = WIDTH) -> np.ndarray:
    random = np.random.default_rng(3)
    if dtype == "float32":
        return random.normal(size=(bands, height, width)).astype(dtype)
    info = np.iinfo(dtype)
    return random.integers(info.min, info.max, (bands, height, width), dtype, endpoint=True)


def written(path: Path, pixels: np.ndarray, tile: tuple[int, int], kind: OverviewRule, mask: np.ndarray | None = None):
    """Gives the dataset, opened anew, and how many levels were made with the tiles."""
    bands, height, width = pixels.shape
    options = ["TILED=YES", "COMPRESS=DEFLATE", "BLOCKXSIZE=128", "BLOCKYSIZE=128"]
    made = gdal.GetDriverByName("GTiff").Create(str(path), width, height, bands, TYPES[str(pixels.dtype)], options)
    if mask is not None:
        gdal.SetConfigOption("GDAL_TIFF_INTERNAL_MASK", "YES")
        made.CreateMaskBand(gdal.GMF_PER_DATASET)
    overviews = Overviews(made, tile, kind)
    for row in range(0, height, tile[1]):
        for column in range(0, width, tile[0]):
            window = Window(column, row, *tile).intersection(Window(0, 0, width, height))
            piece = pixels[:, window.slices[0], window.slices[1]]
            made.WriteArray(piece, column, row)
            cut = None if mask is None else mask[window.slices]
            if cut is not None:
                made.GetRasterBand(1).GetMaskBand().WriteArray(cut.astype(np.uint8) * 255, column, row)
            overviews.write(window, piece, cut)
    overviews.finish()
    levels = overviews.with_tiles
    made = overviews = None
    return gdal.Open(str(path)), levels


def levels(dataset: gdal.Dataset) -> list[np.ndarray]:
    bands = [dataset.GetRasterBand(number + 1) for number in range(dataset.RasterCount)]
    return [
        np.stack([band.GetOverview(level).ReadAsArray() for band in bands])
        for level in range(bands[0].GetOverviewCount())
    ]


@pytest.mark.parametrize("dtype", sorted(set(TYPES) - {"int16"}))  # GDAL rounds -0.5 the other way
def test_they_are_gdals_own_averages(tmp_path, dtype):
    pixels = noise(dtype, height=1024, width=1280)  # of odd sides it mixes neighbours' shares
    made, with_tiles = written(tmp_path / "a.tif", pixels, (512, 512), OverviewRule(False, [None, None], False))
    theirs = gdal.GetDriverByName("GTiff").CreateCopy(str(tmp_path / "b.tif"), made)
    theirs = None
    theirs = gdal.OpenEx(str(tmp_path / "b.tif"), gdal.OF_UPDATE)
    theirs.BuildOverviews("AVERAGE", [2, 4])
    assert with_tiles == 2
    for ours, wanted in zip(levels(made), levels(theirs), strict=True):
        inner = (
            slice(None),
            slice(wanted.shape[1] - 1),
            slice(wanted.shape[2] - 1),
        )  # GDAL weighs an odd edge otherwise
        assert ours.shape == wanted.shape
        np.testing.assert_allclose(
            ours[inner], wanted[inner], rtol=1e-5, atol={"float32": 1e-6, "int16": 1}.get(dtype, 0)
        )  # -0.5


@pytest.mark.parametrize("tile", [(256, 256), (512, 256), (208, 192), (400, 2000), (16, 16)])
def test_the_tiles_do_not_show(tmp_path, tile):
    """Some levels are made with the tiles, the others, and all where blocks would be shared, at the end."""
    pixels, kind = noise("uint16"), OverviewRule(False, [7.0, 7.0], False)
    pixels[:, 300:500, 200:420] = 7
    one, first = written(tmp_path / "one.tif", pixels, (WIDTH, HEIGHT), kind)
    other, second = written(tmp_path / "other.tif", pixels, tile, kind)
    assert (first, second) == (2, {(256, 256): 1, (512, 256): 1}.get(tile, 0))
    for ours, wanted in zip(levels(other), levels(one), strict=True):
        np.testing.assert_array_equal(ours, wanted)


def brute(band: np.ndarray, valid: np.ndarray, nodata: float | None) -> np.ndarray:
    made = np.empty([-(-side // 2) for side in band.shape], band.dtype)
    for row, column in np.ndindex(*made.shape):
        place = (slice(2 * row, 2 * row + 2), slice(2 * column, 2 * column + 2))
        kept = [float(value) for value, good in zip(band[place].ravel(), valid[place].ravel()) if good]
        mean = sum(kept) / len(kept) if kept else float(band[place].ravel()[0])
        if band.dtype.kind != "f" and kept:
            mean = float(np.floor(mean + 0.5))
            mean += mean == nodata
        made[row, column] = mean
    return made


@pytest.mark.parametrize("dtype", TYPES)
@pytest.mark.parametrize("gap", ["nodata", "mask", "alpha", "nan"])
def test_only_valid_pixels_count(dtype, gap):
    random = np.random.default_rng(5)
    pixels = noise(dtype, 2, 26, 40) // (1 if dtype == "float32" else 50)
    valid = random.random((26, 40)) < 0.6
    nodata, mask = None, None
    if gap == "nodata":
        nodata = float(pixels[0, 4, 4])
        valid = pixels[0] != nodata
    elif gap == "mask":
        mask = valid
    elif gap == "alpha":
        pixels[1] = np.where(valid, 90, 0)
    elif dtype == "float32":
        pixels[0][~valid] = np.nan
    else:
        valid = np.ones_like(valid)
    made, smaller = halved(pixels, mask, OverviewRule(False, [nodata, None], gap == "alpha"))
    np.testing.assert_allclose(made[0], brute(pixels[0], valid, nodata), rtol=1e-5, atol=1e-6)
    if mask is not None:
        assert (smaller == mask.reshape(13, 2, 20, 2).any((1, 3))).all()


def test_a_mean_is_never_the_value_that_means_nothing():
    pixels = np.array([[[99, 101], [99, 101]]], np.uint8)
    assert halved(pixels, None, OverviewRule(False, [100.0], False))[0].item() == 101
    top = np.array([[[254, 255], [255, 254]]], np.uint8)
    assert halved(top, None, OverviewRule(False, [255.0], False))[0].item() == 254


def test_classes_are_not_averaged():
    classes = noise("uint8", 1, 30, 31)
    assert (halved(classes, None, OverviewRule(True, [0.0], False))[0] == classes[:, ::2, ::2]).all()


def test_a_mask_has_overviews_too(tmp_path):
    pixels = noise("uint8")
    mask = np.zeros((HEIGHT, WIDTH), bool)
    mask[100:700, 333:900] = True
    made, _ = written(tmp_path / "a.tif", pixels, (256, 256), OverviewRule(False, [None, None], False), mask)
    found = made.GetRasterBand(1).GetOverview(1).GetMaskBand().ReadAsArray() > 0
    padded = np.pad(mask, ((0, -HEIGHT % 4), (0, -WIDTH % 4)))
    assert (found == padded.reshape(-(-HEIGHT // 4), 4, -(-WIDTH // 4), 4).any((1, 3))).all()
