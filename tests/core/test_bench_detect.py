"""What `python -m tools.bench.detect` rests on: boxes, mosaics, calibration."""

from __future__ import annotations

import math

import numpy as np
import pytest
from osgeo import gdal, ogr

from tools.bench import objects
from tools.bench.calibration import expected_calibration_error, reliability, table
from tools.bench.marked_scene import layer
from tools.bench.objects import PIXEL, SIDE, boxes_of, halves_of, mosaic, mosaics

LEAST = {"planes": 12, "cars": 3}
"""Pixels along an object's shorter side, at least."""


@pytest.mark.parametrize("kind", ["planes", "cars"])
def test_boxes_lie_on_their_photograph_and_none_twice(kind):
    for name, boxes in boxes_of(kind).items():
        left, top, right, bottom = np.array(boxes).T
        assert min(left.min(), top.min()) >= 0, name
        assert max(right.max(), bottom.max()) <= SIDE, name
        assert min((right - left).min(), (bottom - top).min()) > LEAST[kind], name
        assert len(np.unique(boxes, axis=0)) == len(boxes), name


@pytest.mark.parametrize("kind", ["planes", "cars"])
@pytest.mark.parametrize("seed", range(objects.DRAWS))
def test_halves_share_no_photograph_and_hold_about_as_many_objects(kind, seed):
    boxes = boxes_of(kind)
    halves = halves_of(boxes, seed)
    assert sorted(halves[0] + halves[1]) == sorted(boxes)
    counts = [sum(len(boxes[name]) for name in half) for half in halves]
    assert min(counts) > max(10, 0.5 * max(counts))


@pytest.fixture
def imagery(tmp_path):
    """Photographs of one value each, with a mark in the pixel where their box begins."""
    folder = tmp_path / objects.FOLDER
    folder.mkdir()
    boxes = {f"made{number}": [[10 * number, 20, 10 * number + 8, 36]] for number in range(6)}
    for number, name in enumerate(boxes):
        pixels = np.full((3, SIDE, SIDE), number + 1, np.uint8)
        pixels[:, 20, 10 * number] = 200
        dataset = gdal.GetDriverByName("GTiff").Create(str(folder / f"{name}.webp"), SIDE, SIDE, 3)
        dataset.WriteArray(pixels)
        dataset = None
    return tmp_path, boxes


def test_a_mosaic_is_full_and_its_boxes_move_with_the_photographs(imagery, tmp_path):
    scene = mosaic(*imagery, tmp_path / "mosaic.tif")
    dataset = gdal.Open(str(scene.raster))
    pixels = dataset.ReadAsArray()
    assert pixels.shape == (3, 2 * SIDE, 3 * SIDE)
    assert pixels.min() == 1
    for number, (left, top, right, bottom) in enumerate(scene.boxes.astype(int)):
        assert (right - left, bottom - top) == (8, 16)
        assert pixels[0, top, left] == 200
        assert pixels[0, top + 1, left] == number + 1
    assert dataset.GetGeoTransform()[1] == PIXEL
    assert dataset.GetSpatialRef().IsProjected()


def test_every_draw_learns_from_other_photographs(imagery, tmp_path, monkeypatch):
    folder, boxes = imagery
    monkeypatch.setattr(objects, "boxes_of", lambda kind: boxes)
    draws = list(mosaics("planes", folder, tmp_path))
    values = [
        [frozenset(gdal.Open(str(scene.raster)).ReadAsArray()[:, ::SIDE, ::SIDE].flat) for scene in draw]
        for draw in draws
    ]
    assert len({train for train, _ in values}) == objects.DRAWS
    for train, validation in values:
        assert train | validation == set(range(1, 7))
        assert not train & validation


def test_a_layer_holds_the_boxes_where_the_raster_lies(imagery, tmp_path):
    scene = mosaic(*imagery, tmp_path / "mosaic.tif")
    dataset = ogr.Open(str(layer(scene.raster, scene.boxes[1:2], tmp_path / "boxes.gpkg")))
    features = dataset.GetLayer(0)
    left, right, bottom, top = features.GetExtent()
    assert features.GetSpatialRef().GetAuthorityCode(None) == str(objects.CRS)
    corners = [(left - objects.LEFT) / PIXEL, (objects.TOP - top) / PIXEL]
    corners += [(right - objects.LEFT) / PIXEL, (objects.TOP - bottom) / PIXEL]
    assert np.allclose(corners, scene.boxes[1])


def test_reliability_by_bins():
    scores = np.array([0.0, 0.05, 0.1, 0.95, 1.0])
    right = np.array([False, True, False, True, True])
    bins = reliability(scores, right)
    assert [row.count for row in bins] == [2, 1, 0, 0, 0, 0, 0, 0, 0, 2]
    assert bins[0].score == pytest.approx(0.025)
    assert bins[0].right == 0.5
    assert bins[9].score == pytest.approx(0.975)
    assert bins[9].right == 1
    assert math.isnan(bins[5].score)
    assert expected_calibration_error(bins) == pytest.approx((2 * 0.475 + 0.1 + 2 * 0.025) / 5)
    assert math.isnan(expected_calibration_error(bins[2:5]))
    assert table(scores, right).splitlines()[1] == "0.0-0.1, 2, 0.025, 0.500"
