"""What the built-in models' cards say; their files hold it in English, users read it in their language."""

from __future__ import annotations

from ...gan_core.api.language import translatable

TEXTS = (
    translatable("x4: color, other bands one by one"),
    translatable(
        "Trained on drone photographs, aerial photographs with pixels of 0.3 to 1 m, satellite images of 2 m "
        "and a few Sentinel-2 scenes, in red, green and blue, seen through sensors that leave 0.1 to 0.75 of "
        "the finest pattern or all of it, with noise of up to 6 of 255 and now and then JPEG of quality 40 to "
        "95. It is told how sharp and how noisy the layer is, and is only as right as that: told of too much "
        "blur it draws halos, of too much noise it smooths fine texture. What is coarser than some pixels is "
        "the input's; every detail finer than a pixel is a guess. Radar, thermal and hyperspectral layers it "
        "has not seen."
    ),
    translatable("x2: color, other bands one by one"),
    translatable("clean up: color, other bands one by one"),
    translatable(
        "Trained on drone photographs, aerial photographs with pixels of 0.3 to 1 m, satellite images of 2 m "
        "and a few Sentinel-2 scenes, in red, green and blue, with blur that leaves 0.1 to 0.75 of the finest "
        "pattern, noise of up to 30 of 255, stripes, and JPEG of quality 25 to 85. It is told how sharp and "
        "how noisy the layer is, and is only as right as that: what it takes for noise may be fine texture. "
        "Radar, thermal and hyperspectral layers it has not seen."
    ),
    translatable("x4: red, green, blue and near infrared together"),
    translatable(
        "Trained on aerial photographs of California and West Virginia (pixels of 0.6 and 1 m) and a few "
        "Sentinel-2 scenes, in red, green, blue and near infrared, seen through sensors that leave 0.1 to "
        "0.75 of the finest pattern or all of it, with noise of up to 6 of 255 and now and then JPEG of "
        "quality 40 to 95. It is told how sharp and how noisy the layer is, and is only as right as that: "
        "told of too much blur it draws halos, of too much noise it smooths fine texture. What is coarser "
        "than some pixels is the input's; every detail finer than a pixel is a guess. Radar, thermal and "
        "hyperspectral layers it has not seen."
    ),
    translatable("x4: every band by itself"),
    translatable(
        "Trained on drone photographs, aerial photographs with pixels of 0.3 to 1 m, satellite images of 2 m "
        "and a few Sentinel-2 scenes, one band at a time, seen through sensors that leave 0.1 to 0.75 of the "
        "finest pattern or all of it, with noise of up to 6 of 255 and now and then JPEG of quality 40 to 95. "
        "It is told how sharp and how noisy the layer is, and is only as right as that: told of too much blur "
        "it draws halos, of too much noise it smooths fine texture. What is coarser than some pixels is the "
        "input's; every detail finer than a pixel is a guess. Radar, thermal and hyperspectral layers it has "
        "not seen."
    ),
    translatable("x2: red, green, blue and near infrared together"),
    translatable("x2: every band by itself"),
    translatable("clean up: red, green, blue and near infrared together"),
    translatable(
        "Trained on aerial photographs of California and West Virginia (pixels of 0.6 and 1 m) and a few "
        "Sentinel-2 scenes, in red, green, blue and near infrared, with blur that leaves 0.1 to 0.75 of the "
        "finest pattern, noise of up to 30 of 255, stripes, and JPEG of quality 25 to 85. It is told how "
        "sharp and how noisy the layer is, and is only as right as that: what it takes for noise may be fine "
        "texture. Radar, thermal and hyperspectral layers it has not seen."
    ),
    translatable("clean up: every band by itself"),
    translatable(
        "Trained on drone photographs, aerial photographs with pixels of 0.3 to 1 m, satellite images of 2 m "
        "and a few Sentinel-2 scenes, one band at a time, with blur that leaves 0.1 to 0.75 of the finest "
        "pattern, noise of up to 30 of 255, stripes, and JPEG of quality 25 to 85. It is told how sharp and "
        "how noisy the layer is, and is only as right as that: what it takes for noise may be fine texture. "
        "Radar, thermal and hyperspectral layers it has not seen."
    ),
    translatable("Sentinel-2: all bands to 10 m"),
    translatable(
        "Trained on Sentinel-2 scenes of eight places, levels 1C and 2A, of which it made 40 m bands 20 m and "
        "360 m bands 60 m ones: that it does as well from 20 to 10 m is supposed. It is told how each band's "
        "sensor blurs, and is only as right as that. What the bands of 10 m do not show it cannot know: a "
        "fire or a warm field that only short-wave infrared sees stays as coarse as it was. Deserts, ice and "
        "open sea it has hardly seen; B1 goes by the regression alone, B10 it does not take."
    ),
    translatable("by a panchromatic band or any finer layer: any number of bands"),
    translatable(
        "Trained on drone and aerial photographs, satellite images of 2 m and a few Sentinel-2 scenes; the "
        "finer band was a mixture of the same bands, at ratios of 2, 3, 4 and 6, with a little noise and up "
        "to half a pixel beside. Bands that the finer one does not see, such as short-wave infrared beside a "
        "visible one, gain little. It is told how the bands' sensor blurs, and is only as right as that. Real "
        "pairs of one sensor it was not trained on."
    ),
    translatable(
        "PSNR in dB before and after on the middles (at most 512 pixels along a side) of the validation "
        "images, one fault or sensor at a time (M: what a Gaussian blur leaves of the finest pattern; noise of "
        "255), told of it, border of 8 pixels left out, mean over sets; change in units of 255"
    ),
    translatable(
        "Wald's protocol: the coarse bands and the guide each made coarser by the ratio, through their own "
        "response unless said otherwise, sharpened and held against the original; RMSE in the raster's units "
        "and SRE in dB, means over the bands, SAM in degrees, ERGAS; border of 4 pixels left out; mean over "
        "the pairs"
    ),
    translatable(
        "PSNR in dB on the middles (at most 512 pixels along a side) of the validation images: a Gaussian blur "
        "that leaves M of the finest pattern of the coarse pixels, the mean of scale x scale blocks, noise (of "
        "255), 8 bits; upscaled, told of the true sensor; clipped, rounded to 8 bits, all bands, border of 8 "
        "pixels left out; mean over the pieces of a set, 'all' over the sets"
    ),
    translatable("all"),
    translatable("perfect"),
    translatable("after"),
    translatable("change"),
    translatable("real tiles"),
    translatable("overall accuracy"),
    translatable("Gaps: roads and edges go on, with another date beside it or without"),
    translatable(
        "Trained on Sentinel-2 scenes of eight places and aerial photographs with gaps of up to 52 pixels cut"
        " out, in half of them beside a reference that was made of other bands of the same image. Without a "
        "reference nothing is known of what lies in a gap: what is far from its edge is the likeliest, not "
        "what was there. Never measure in it. GAN weights make texture up."
    ),
    translatable(
        "gaps cut out of images that nothing was learned from; RMSE in standard deviations of each band, all "
        "gaps together, and EfficientNet-lite0's feature distance, both of gdal.FillNodata's (distance 100); "
        "border of 16 pixels left out"
    ),
    translatable("What trainings with few labels start from"),
    translatable(
        "Knows drone and aerial photographs, satellite images of 2 m and a few Sentinel-2 scenes, in visible "
        "light and near infrared. It names nothing: it tells how alike two places look. Radar and thermal "
        "layers it has not seen."
    ),
)
"""Titles, limits, protocols and names of figures: `tr` of a card's text finds them by what they say."""
