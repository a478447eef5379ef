"""The sensors that layers come from: what each leaves of the finest pattern that its pixels can hold.

A sensor is described by its response: what an added Gaussian blur leaves at the Nyquist frequency of the layer's grid, 1 for
the perfect sensor, whose pixels are the means of what they cover.  Published figures are of the whole system (MTF at
Nyquist), in which the pixel's own area has its part, 2 / pi: response = total / 0.637.

Standard library only: the plugin offers the same list.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Dict, Optional, Tuple

BOX = 2 / math.pi
"""What averaging over a pixel leaves at Nyquist."""
AUTO, MEASURED, PERFECT = "auto", "measured", "perfect"
USUAL_TOTAL, USUAL_PAN = 0.3, 0.15
"""Of multispectral and panchromatic sensors, where nothing is known (the pansharpening literature's values: Vivone et al. 2015,
2020)."""


@dataclass(frozen=True)
class SensorPreset:
    """A kind of sensor.  Totals are the whole system's MTF at Nyquist."""

    id: str
    total: float
    """Of bands that `totals` does not name."""
    source: str
    """Where the numbers are from."""
    totals: Dict[str, float] = field(default_factory=dict)
    """By the band's name: capital letters and digits without leading zeros."""
    file_names: str = ""
    """A regular expression for the names of its files; empty where names tell nothing."""
    widths: Tuple[float, ...] = ()
    """Of its pixels, metres: a layer of its files on another grid was resampled, and is measured; empty for any."""
    order: Tuple[str, ...] = ()
    """Of the bands in its files of so many, where neither names nor colors tell."""
    stacks: Dict[int, Tuple[str, ...]] = field(default_factory=dict)
    """Short names of the bands in its files of so many, where they have no names of their own."""
    noise: float = 0.0
    """Of its bands at least, as a share of the sunlight reflected: on rough ground too little is measured."""

    @property
    def published(self) -> bool:
        """Whether its numbers are its own, not the usual ones."""
        return self.source != LITERATURE

    def response(self, band_name: str) -> float:
        """Of a band, 0 to 1."""
        return min(1.0, self.totals.get(short_name(band_name), self.total) / BOX)

    def matches(self, file_names: Sequence[str], width: Optional[float]) -> bool:
        """Whether it made a layer of files called so.  width: of a pixel, metres; None if unknown."""
        if not self.file_names or not any(re.search(self.file_names, name, re.IGNORECASE) for name in file_names):
            return False
        return self.fits(width)

    def fits(self, width: Optional[float]) -> bool:
        """Whether its files have pixels so wide, metres; None if unknown."""
        return not self.widths or width is None or any(abs(width / own - 1) < 0.1 for own in self.widths)


def short_name(band_name: str) -> str:
    """ "B04, central wavelength 665 nm" -> "B4"; other names in capital letters."""
    match = re.match(r"\s*(?:band\s*|B)0*(\d+A?)\b", band_name, re.IGNORECASE)
    return f"B{match[1].upper()}" if match else band_name.strip().upper()


SENTINEL2 = {"B1": 0.32, "B2": 0.26, "B3": 0.28, "B4": 0.24, "B5": 0.38, "B6": 0.34, "B7": 0.34, "B8": 0.26}
SENTINEL2.update({"B8A": 0.33, "B9": 0.26, "B11": 0.22, "B12": 0.23})
SENTINEL2_NOISE = 0.0006
"""4 to 8 digital numbers on the calmest ground of twelve scenes; a signal of 160 to 250 times the noise at a reflectance of
about 0.2, which falls with the root of the light (Gascon et al. 2017), gives 5 to 9."""
LITERATURE = "not published; 0.3 for colour and 0.15 for panchromatic, as pansharpening assumes (Vivone et al. 2015)"
RGBN, BGRN = ("red", "green", "blue", "nir"), ("blue", "green", "red", "nir")
PAN = {"PAN": 0.15, "PANCHROMATIC": 0.15}
PRESETS = (
    SensorPreset(
        "sentinel-2",
        0.26,
        "ESA data quality reports, as used by Lanaras et al. 2017 and Ulfarsson et al. 2019",
        SENTINEL2,
        r"S2[A-D]_|_MSIL[12][AC]_|T\d\d[A-Z]{3}_\d{8}T\d{6}_B|S2L[12][AC]",
        (10.0, 20.0, 60.0),
        BGRN,
        {6: ("B5", "B6", "B7", "B8A", "B11", "B12"), 2: ("B1", "B9"), 3: ("B1", "B9", "B10")},
        SENTINEL2_NOISE,
    ),
    SensorPreset(
        "landsat-8",
        USUAL_TOTAL,
        LITERATURE,
        {"B8": 0.15},
        r"^L[COT]0[89]_",
        (15.0, 30.0),
    ),
    SensorPreset(
        "landsat-7",
        USUAL_TOTAL,
        LITERATURE,
        {"B8": 0.15},
        r"^L[TE]0[4-7]_",
        (15.0, 30.0),
    ),
    SensorPreset(
        "planetscope",
        USUAL_TOTAL,
        LITERATURE,
        {},
        r"_(?:3B|1B)_(?:Analytic|Visual|udm)|PSScene",
        (3.0, 3.7, 4.0),
        BGRN,
    ),
    SensorPreset(
        "gaofen",
        USUAL_TOTAL,
        LITERATURE,
        PAN,
        r"^GF[1267][BCD]?_",
        (),
        BGRN,
    ),
    SensorPreset("zy-3", USUAL_TOTAL, LITERATURE, PAN, r"^ZY3?-?0?[123]?_", (), BGRN),
    SensorPreset(
        "superview",
        USUAL_TOTAL,
        LITERATURE,
        PAN,
        r"^SV\d-?\d*_",
        (),
        BGRN,
    ),
    SensorPreset(
        "worldview",
        0.35,
        "pansharpening literature (Vivone et al. 2015, 2020)",
        {"PAN": 0.11, "NIR2": 0.27},
    ),
    SensorPreset(
        "quickbird",
        0.29,
        "pansharpening literature (Vivone et al. 2015, 2020), the mean of the three",
        {"PAN": 0.16},
    ),
    SensorPreset(
        "aerial",
        USUAL_TOTAL,
        LITERATURE,
        {},
        r"^m_\d{7}_[ns][ew]_",
        (),
        RGBN,
    ),
    SensorPreset("drone", USUAL_TOTAL, LITERATURE),
    SensorPreset("map-service", USUAL_TOTAL, LITERATURE),
)
BY_ID = {preset.id: preset for preset in PRESETS}
CHOICES = (AUTO, MEASURED, PERFECT, *BY_ID)


def recognize(file_names: Sequence[str], width: Optional[float]) -> Optional[SensorPreset]:
    """The preset that made a layer, by the names of its files and the width of its pixels, metres; None for an unknown one."""
    return next((preset for preset in PRESETS if preset.matches(file_names, width)), None)
