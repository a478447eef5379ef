"""What the built-in models' cards say in words: what they are for, what they learned from, what they can't do."""

from __future__ import annotations

from tools.pretrain.recipes import Recipe

ATTRIBUTION = [
    "MaptimeBogota, Fotos-UPZ-Niza-NizaReal (public domain)",
    "pierotofy, drone_dataset_brighton_beach (BSD-2-Clause)",
    "OpenDroneMap, odm_data_caliterra (CC0)",
    "OpenStreetMap Polska and A. Zaborowski, odm_boruszyn_kap (CC-BY 3.0)",
    "UC Merced land use, Yang and Newsam 2010, USGS National Map orthophotos (public domain)",
    "MassGIS orthophotos of Massachusetts, cut by Mnih 2013 (public domain)",
    "Ventura et al., urban tree detection data (CC-BY 4.0), NAIP imagery, USDA (public domain)",
    "MBRSC and Humans in the Loop, semantic segmentation of Dubai (CC0)",
    "J. Dietrich, CNN-Supervised-Classification (MIT)",
    "D. Buscombe, dash_doodler (MIT)",
    "contains modified Copernicus Sentinel data 2017-2022: DSen2, Lanaras et al. (CC-BY), TerraMind examples (Apache-2.0), "
    "BigEarthNet (CDLA-Permissive 1.0)",
]
GROUND = {
    1: "drone photographs, aerial photographs with pixels of 0.3 to 1 m, satellite images of 2 m and a few Sentinel-2 scenes, "
    "one band at a time",
    3: "drone photographs, aerial photographs with pixels of 0.3 to 1 m, satellite images of 2 m and a few Sentinel-2 scenes, "
    "in red, green and blue",
    4: "aerial photographs of California and West Virginia (pixels of 0.6 and 1 m) and a few Sentinel-2 scenes, in red, green, "
    "blue and near infrared",
}
"""By bands, what a model learned from."""
FAULTS = {
    "upscale": "seen through sensors that leave 0.1 to 0.75 of the finest pattern or all of it, with noise of up to 6 of 255 "
    "and now and then JPEG of quality 40 to 95",
    "enhance": "with blur that leaves 0.1 to 0.75 of the finest pattern, noise of up to 30 of 255, stripes, and JPEG of "
    "quality 25 to 85",
}
CANT = {
    "upscale": "It is told how sharp and how noisy the layer is, and is only as right as that: told of too much blur it draws "
    "halos, of too much noise it smooths fine texture. What is coarser than some pixels is the input's; every detail finer "
    "than a pixel is a guess. Radar, thermal and hyperspectral layers it has not seen.",
    "enhance": "It is told how sharp and how noisy the layer is, and is only as right as that: what it takes for noise may be "
    "fine texture. Radar, thermal and hyperspectral layers it has not seen.",
}
PROTOCOL = {
    "upscale": "PSNR in dB on the middles (at most 512 pixels along a side) of the validation images: a Gaussian blur that "
    "leaves M of the finest pattern of the coarse pixels, the mean of scale x scale blocks, noise (of 255), 8 bits; upscaled, "
    "told of the true sensor; clipped, rounded to 8 bits, all bands, border of 8 pixels left out; mean over the pieces of a "
    "set, 'all' over the sets",
    "enhance": "PSNR in dB before and after on the middles (at most 512 pixels along a side) of the validation images, one "
    "fault or sensor at a time (M: what a Gaussian blur leaves of the finest pattern; noise of 255), told of it, border of 8 "
    "pixels left out, mean over sets; change in units of 255",
}
KINDS = {
    1: "every band by itself",
    3: "color, other bands one by one",
    4: "red, green, blue and near infrared together",
}
BANDS = {1: ["any"], 3: ["red", "green", "blue"], 4: ["red", "green", "blue", "nir"]}


def title(recipe: Recipe) -> str:
    bands = KINDS[recipe.bands]
    return f"x{recipe.scale}: {bands}" if recipe.task == "upscale" else f"clean up: {bands}"


def limits(recipe: Recipe) -> str:
    return f"Trained on {GROUND[recipe.bands]}, {FAULTS[recipe.task]}. {CANT[recipe.task]}"
