"""Scenes of satellites, a few pixels wide, with the names and the metadata that the ground segments give them."""

from __future__ import annotations

import json
import tarfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from osgeo import gdal, osr

gdal.UseExceptions()
BANDS = ("B01", "B02", "B03", "B04", "B05", "B06", "B07", "B08", "B8A", "B09", "B10", "B11", "B12")
PIXELS = {**dict.fromkeys(BANDS, 20), "B02": 10, "B03": 10, "B04": 10, "B08": 10, "B01": 60, "B09": 60, "B10": 60}
SIDE = 480
"""Of a scene, metres."""
TILE = "T32TQR"
COMPACT = "S2A_MSIL2A_20230101T101411_N0509_R022_T32TQR_20230101T140000"
LANDSAT8 = "LC08_L1TP_193028_20230101_20230110_02_T1"
LANDSAT8_SURFACE = "LC08_L2SP_193028_20230101_20230110_02_T1"
LANDSAT7 = "LE07_L1TP_193028_20010101_20200917_02_T1"
GF2 = "GF2_PMS1_E116.5_N39.4_20150212_L1A0000647768"
RPC = """satId = "GF2";
bandId = "P";
SpecId = "RPC00B";
BEGIN_GROUP = IMAGE
	errBias = 1.0;
	errRand = 0.0;
	lineOffset = 30;
	sampOffset = 40;
	latOffset = 39.4;
	longOffset = 116.5;
	heightOffset = 50;
	lineScale = 30;
	sampScale = 40;
	latScale = 0.1;
	longScale = 0.1;
	heightScale = 500;
	lineNumCoef = (
{0});
	lineDenCoef = (
{1});
	sampNumCoef = (
{2});
	sampDenCoef = (
{1});
END_GROUP = IMAGE
END;
"""


def value(band: str, pixel: int = 0) -> int:
    """Somewhere in a band's range, another one in each."""
    return 1000 + 37 * sum(map(ord, band)) % 4000 + pixel


def image(
    path: Path,
    level: int,
    pixel: float = 10,
    origin: tuple[float, float] = (600000, 5100000),
    epsg: int = 32632,
    bands: int = 1,
    size: tuple[int, int] | None = None,
) -> Path:
    """One file of a scene with values around `level`; a first row of nodata.  size: width and height, pixels; no position
    where it is given."""
    width, height = size or (round(SIDE / pixel), round(SIDE / pixel))
    values = np.random.default_rng(level).integers(level - 200, level + 200, (bands, height, width)).astype("uint16")
    values += np.arange(bands, dtype="uint16")[:, None, None] * 100
    values[:, 0] = 0
    dataset = gdal.GetDriverByName("MEM").Create("", width, height, bands, gdal.GDT_UInt16)
    if size is None:
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(epsg)
        dataset.SetSpatialRef(reference)
        dataset.SetGeoTransform((origin[0], pixel, 0, origin[1], 0, -pixel))
    dataset.WriteArray(values)
    path.parent.mkdir(parents=True, exist_ok=True)
    kind, options = ("JP2OpenJPEG", ["QUALITY=100", "REVERSIBLE=YES"]) if path.suffix == ".jp2" else ("GTiff", [])
    gdal.GetDriverByName(kind).CreateCopy(str(path), dataset, False, options)
    return path


def safe(
    folder: Path, level: str = "L2A", baseline: str = "05.09", name: str = COMPACT, without: Sequence[str] = ()
) -> Path:
    """A SAFE folder with short names, at every pixel size that level 2A has.  without: bands whose files are not there."""
    scene = folder / f"{name.replace('MSIL2A', f'MSI{level}')}.SAFE"
    granule = f"GRANULE/{level}_{TILE}_A039000_20230101T101412"
    stem, listed = f"{TILE}_20230101T101411", []
    for band in BANDS:
        if level == "L1C":
            files = {PIXELS[band]: f"{granule}/IMG_DATA/{stem}_{band}"}
        elif band == "B10":
            continue
        else:
            sizes = [size for size in (10, 20, 60) if size >= PIXELS[band] and (band, size) != ("B08", 20)]
            files = {size: f"{granule}/IMG_DATA/R{size}m/{stem}_{band}_{size}m" for size in sizes}
        for size, file in files.items():
            listed.append(f"<IMAGE_FILE>{file}</IMAGE_FILE>")
            if band not in without:
                image(scene / f"{file}.jp2", value(band, size), size)
    listed.append(f"<IMAGE_FILE>{granule}/IMG_DATA/{stem}_TCI</IMAGE_FILE>")
    (scene / granule).mkdir(parents=True, exist_ok=True)
    metadata = scene / f"MTD_MSI{level}.xml"
    metadata.write_text(product(level, baseline, listed, scene.name), "utf-8")
    (scene / granule / "MTD_TL.xml").write_text("<granule/>")
    return scene


def product(level: str, baseline: str, images: Sequence[str], uri: str) -> str:
    """A product's metadata, as far as anybody reads it; an offset from baseline 04.00 on."""
    what, added = ("BOA_", "BOA") if level == "L2A" else ("", "RADIO")
    offsets = "".join(f'<{added}_ADD_OFFSET band_id="{n}">-1000</{added}_ADD_OFFSET>' for n in range(13))
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="no" ?>
<n1:Level-2A_User_Product xmlns:n1="https://psd-14.sentinel2.eo.esa.int/PSD/User_Product_Level-2A.xsd">
<n1:General_Info><Product_Info>
<PRODUCT_START_TIME>2023-01-01T10:14:11.024Z</PRODUCT_START_TIME>
<PRODUCT_URI>{uri}</PRODUCT_URI>
<PROCESSING_LEVEL>Level-{level[1:]}</PROCESSING_LEVEL>
<PROCESSING_BASELINE>{baseline}</PROCESSING_BASELINE>
<Datatake datatakeIdentifier="x"><SPACECRAFT_NAME>Sentinel-2A</SPACECRAFT_NAME></Datatake>
<Product_Organisation><Granule_List><Granule>{"".join(images)}</Granule></Granule_List></Product_Organisation>
</Product_Info><Product_Image_Characteristics>
<{what}QUANTIFICATION_VALUE unit="none">10000</{what}QUANTIFICATION_VALUE>
{offsets if baseline >= "04" else ""}
</Product_Image_Characteristics></n1:General_Info></n1:Level-2A_User_Product>"""


def long_safe(folder: Path, zones: Sequence[int] = (32632, 32632), without: Sequence[str] = ()) -> Path:
    """A SAFE folder with long names, level 1C, of as many granules as zones, side by side with an overlap of 120 m.
    without: granules whose files are not there."""
    scene = folder / "S2A_OPER_PRD_MSIL1C_PDMC_20160929T150000_R022_V20160929T102022_20160929T102344.SAFE"
    granules = []
    for number, epsg in enumerate(zones):
        tile = f"T{epsg % 100}TQ{'RSTU'[number]}"
        stem = f"S2A_OPER_MSI_L1C_TL_SGS__20160929T141010_A006640_{tile}"
        granule = f"{stem}_N02.04"
        ids = "".join(f"<IMAGE_ID>{stem}_{band}</IMAGE_ID>" for band in BANDS)
        granules.append(f'<Granules granuleIdentifier="{granule}">{ids}</Granules>')
        for band in () if tile in without else BANDS:
            file = scene / "GRANULE" / granule / "IMG_DATA" / f"{stem}_{band}.jp2"
            image(file, value(band, number), PIXELS[band], (600000 + number * (SIDE - 120), 5100000), epsg)
    text = product("L1C", "02.04", granules, "").replace("<PRODUCT_URI></PRODUCT_URI>", "")
    (scene / "S2A_OPER_MTD_SAFL1C_PDMC_20160929T150000_R022.xml").write_text(text, "utf-8")
    return scene


def landsat(
    folder: Path, product: str = LANDSAT8, kinds: Sequence[str] = ("txt",), without: Sequence[str] = ()
) -> Path:
    """A folder of Landsat.  kinds: of its MTL file.  without: bands whose files are not there."""
    folder.mkdir(parents=True, exist_ok=True)
    surface, seventh = "_L2" in product, product.startswith("LE07")
    places = [*"123456789", "10", "11"]
    if seventh:
        places = [*"12345", "6_VCID_1", "6_VCID_2", "7", "8"]
    if surface:
        places = [*"1234567", "ST_B10"]
    names, scaling, heat = {}, {}, {}
    for place in places:
        heating = place.startswith("ST")
        file = f"{product}_{'SR_' if surface and not heating else ''}{'' if heating else 'B'}{place}.TIF"
        names[f"FILE_NAME_BAND_{place}"] = file
        if place not in without:
            image(folder / file, value(place), 15 if place == "8" else 30)
        if heating:
            heat = {"TEMPERATURE_MULT_BAND_ST_B10": "0.00341802", "TEMPERATURE_ADD_BAND_ST_B10": "149.0"}
        else:
            word = (
                "REFLECTANCE"
                if surface or place.split("_")[0] not in (("6",) if seventh else ("10", "11"))
                else "RADIANCE"
            )
            scaling[f"{word}_MULT_BAND_{place}"] = "2.75e-05" if surface else "2.0000E-05"
            scaling[f"{word}_ADD_BAND_{place}"] = "-0.2" if surface else "-0.100000"
    level = "LEVEL2_SURFACE_REFLECTANCE_PARAMETERS" if surface else "LEVEL1_RADIOMETRIC_RESCALING"
    groups = {
        "PRODUCT_CONTENTS": {
            "PROCESSING_LEVEL": product[5:9],
            **names,
            "FILE_NAME_QUALITY_L1_PIXEL": f"{product}_QA.TIF",
        },
        "IMAGE_ATTRIBUTES": {
            "SPACECRAFT_ID": f"LANDSAT_{product[3]}",
            "DATE_ACQUIRED": "2023-01-01",
            "SCENE_CENTER_TIME": "10:10:55.1234567Z",
        },
        level: scaling,
        "LEVEL2_SURFACE_TEMPERATURE_PARAMETERS": heat,
    }
    if surface:  # another scaling, of the level 1 that it was made from
        groups["LEVEL1_RADIOMETRIC_RESCALING"] = dict.fromkeys(scaling, "99")
    writers: dict[str, Callable[[dict[str, dict[str, str]]], str]] = {"txt": as_text, "json": as_json, "xml": as_xml}
    for kind in kinds:
        (folder / f"{product}_MTL.{kind}").write_text(writers[kind](groups), "utf-8")
    return folder


def as_text(groups: dict[str, dict[str, str]]) -> str:
    lines = ["GROUP = LANDSAT_METADATA_FILE"]
    for group, items in groups.items():
        pairs = (f'    {key} = "{item}"' if item[0] > "9" else f"    {key} = {item}" for key, item in items.items())
        lines += [f"  GROUP = {group}", *pairs, f"  END_GROUP = {group}"]
    return "\n".join([*lines, "END_GROUP = LANDSAT_METADATA_FILE", "END", ""])


def as_json(groups: dict[str, dict[str, str]]) -> str:
    return json.dumps({"LANDSAT_METADATA_FILE": groups})


def as_xml(groups: dict[str, dict[str, str]]) -> str:
    parts = (
        f"<{group}>{''.join(f'<{key}>{item}</{key}>' for key, item in items.items())}</{group}>"
        for group, items in groups.items()
    )
    return f"<LANDSAT_METADATA_FILE>{''.join(parts)}</LANDSAT_METADATA_FILE>"


def take(
    folder: Path, name: str, bands: int, size: tuple[int, int], root: str = "ProductMetaData", rpc: str = ".rpb"
) -> Path:
    """A camera's file of GF, ZY-3 or SuperView: a .tiff without a position, and its .xml and coefficients."""
    path = image(folder / f"{name}.tiff", value(name), bands=bands, size=size)
    satellite = name.split("_")[0]
    inside = f"<SatelliteID>{satellite}</SatelliteID><CenterTime>2015-02-12 11:15:02</CenterTime>"
    (folder / f"{name}.xml").write_text(f"<?xml version='1.0' encoding='UTF-8'?><{root}>{inside}</{root}>", "utf-8")
    rows = [
        ",\n".join(f"\t\t{n == row}.0".replace("True", "1").replace("False", "0") for n in range(20))
        for row in (1, 0, 2)
    ]
    if rpc == ".rpb":
        (folder / f"{name}.rpb").write_text(RPC.format(*rows))
    else:
        (folder / f"{name}{rpc}").write_text(rpc_text())
    return path


def rpc_text() -> str:
    """The other way to write the same coefficients."""
    scalars = {"LINE_OFF": 30, "SAMP_OFF": 40, "LAT_OFF": 39.4, "LONG_OFF": 116.5, "HEIGHT_OFF": 50}
    scalars |= {"LINE_SCALE": 30, "SAMP_SCALE": 40, "LAT_SCALE": 0.1, "LONG_SCALE": 0.1, "HEIGHT_SCALE": 500}
    lines = [f"{key}: {number}" for key, number in scalars.items()]
    for key, row in (("LINE_NUM", 1), ("LINE_DEN", 0), ("SAMP_NUM", 2), ("SAMP_DEN", 0)):
        lines += [f"{key}_COEFF_{n + 1}: {float(n == row)}" for n in range(20)]
    return "\n".join(lines) + "\n"


def gaofen(folder: Path, name: str = GF2) -> Path:
    take(folder, f"{name}-MSS1", 4, (40, 30))
    take(folder, f"{name}-PAN1", 1, (160, 120))
    return folder


def zipped(folder: Path, target: Path) -> Path:
    """The folder itself is in the zip, too."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.rglob("*")):
            archive.write(path, path.relative_to(folder.parent))
    return target


def tarred(folder: Path, target: Path) -> Path:
    """The files alone, as Landsat has them."""
    with tarfile.open(target, "w:gz" if target.name.endswith("gz") else "w") as archive:
        for path in sorted(folder.iterdir()):
            archive.add(path, path.name)
    return target
