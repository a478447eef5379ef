"""Damaged rasters, model files and jobs, each from a random number alone."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, get_args, get_origin, get_type_hints

import numpy as np
from osgeo import gdal

from gan_core.api import model_card
from gan_core.api.jobs import JOBS
from gan_core.api.library import BUILT_IN

EXTREMES = (0, 1, -1, 255, 256, 65535, 65536, 2**31 - 1, 2**31, 2**32 - 1, 2**63 - 1, -(2**31))
VRT = """<VRTDataset rasterXSize="{width}" rasterYSize="{height}"><GeoTransform>{geo}</GeoTransform>
<VRTRasterBand dataType="{kind}" band="1" blockXSize="{block}" blockYSize="{block}">{nodata}
<SimpleSource><SourceFilename relativeToVRT="{relative}">{source}</SourceFilename><SourceBand>{band}</SourceBand>
<SrcRect xOff="{off}" yOff="0" xSize="{width}" ySize="{height}"/><DstRect xOff="0" yOff="0" xSize="{width}" ySize="{height}"/>
</SimpleSource></VRTRasterBand></VRTDataset>"""


@dataclass(frozen=True)
class Case:
    name: str
    content: bytes

    def write(self, folder: Path) -> Path:
        """The file in `folder`, beside a sound raster that a VRT can point at."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "sound.tif").write_bytes(sound("GTiff", "uint8", 1))
        path = folder / self.name
        path.write_bytes(self.content)
        return path


@cache
def sound(driver: str, dtype: str, bands: int, *options: str) -> bytes:
    """A whole file of a small raster."""
    rng = np.random.default_rng(len(dtype) + bands)
    values = rng.normal(120, 40, (bands, 70, 90))
    values = values.clip(0, 255).astype(dtype) if dtype != "float32" else values.astype(dtype)
    memory = gdal.GetDriverByName("MEM").Create("", 90, 70, bands, gdal_type(dtype))
    memory.WriteArray(values)
    memory.SetGeoTransform((500000, 10, 0, 4_000_000, 0, -10))
    path = "/vsimem/sound"
    gdal.GetDriverByName(driver).CreateCopy(path, memory, 0, list(options))
    content = bytes(_read(path))
    gdal.Unlink(path)
    return content


def gdal_type(dtype: str) -> int:
    return {"uint8": gdal.GDT_Byte, "uint16": gdal.GDT_UInt16, "float32": gdal.GDT_Float32}[dtype]


def _read(path: str) -> bytes:
    size = gdal.VSIStatL(path).size
    file = gdal.VSIFOpenL(path, "rb")
    try:
        return gdal.VSIFReadL(1, size, file)
    finally:
        gdal.VSIFCloseL(file)


def raster(rng: Random) -> Case:
    """A file that says it is a raster."""
    if rng.random() < 0.2:
        return virtual(rng)
    if rng.random() < 0.15:
        return odd(rng)
    name, *how = rng.choice(
        (
            ("in.tif", "GTiff", "uint8", 3),
            ("in.tif", "GTiff", "uint16", 4, "TILED=YES", "BLOCKXSIZE=16", "BLOCKYSIZE=48", "COMPRESS=DEFLATE"),
            ("in.tif", "GTiff", "float32", 1, "COMPRESS=LZW", "PREDICTOR=3"),
            ("in.png", "PNG", "uint8", 3),
            ("in.jpg", "JPEG", "uint8", 3),
            ("in.img", "HFA", "uint16", 1),
        )
    )
    return Case(name, damaged(rng, sound(*how)))


def damaged(rng: Random, content: bytes) -> bytes:
    """Cut short, flipped, overwritten with extreme numbers, or with a piece doubled; the head more often than the rest."""
    data = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        if len(data) < 16:
            break
        offset = rng.randrange(min(len(data) - 8, rng.choice((64, 400, len(data)))) or 1)
        how = rng.randrange(5)
        if how == 0:
            del data[max(8, rng.randrange(len(data))) :]
        elif how == 1:
            data[offset] ^= 1 << rng.randrange(8)
        elif how == 2:
            size, code = rng.choice(((2, "<H"), (4, "<I"), (8, "<Q"), (4, ">I")))
            data[offset : offset + size] = struct.pack(code, rng.choice(EXTREMES) % (1 << 8 * size))
        elif how == 3:
            data[offset:offset] = data[offset : offset + rng.randrange(1, 200)]
        else:
            data[offset : offset + 8] = bytes(rng.randrange(256) for _ in range(8))
    return bytes(data)


def virtual(rng: Random) -> Case:
    """A VRT that points at itself, at what is no raster or not there, out of its source, or is enormous."""
    sizes = (1, 7, 90, 1000, 2**20, 2**31 - 1, 0, -5)
    text = VRT.format(
        width=rng.choice(sizes),
        height=rng.choice(sizes),
        geo=rng.choice(("0,1,0,0,0,-1", "0,0,0,0,0,0", "nan,1,0,inf,0,-1", "500000,10,3,4000000,-3,-10", "1")),
        kind=rng.choice(("Byte", "UInt16", "Float32", "Float64", "CFloat32", "Nonsense")),
        block=rng.choice((1, 16, 128, 100000, 0)),
        nodata=rng.choice(
            ("", "<NoDataValue>0</NoDataValue>", "<NoDataValue>nan</NoDataValue>", "<NoDataValue>x</NoDataValue>")
        ),
        relative=rng.choice((0, 1)),
        source=rng.choice(
            ("sound.tif", "in.vrt", "/etc/passwd", "nothing.tif", "../../../etc/hostname", "", "/dev/zero")
        ),
        band=rng.choice((1, 2, 0, -1, 99)),
        off=rng.choice((0, -10, 80, 10**9, "nan")),
    )
    return Case("in.vrt", damaged(rng, text.encode()) if rng.random() < 0.3 else text.encode())


def odd(rng: Random) -> Case:
    """A sound file of strange values: not finite, constant, one pixel, one column."""
    height, width = rng.choice(((1, 1), (1, 90), (200, 1), (3, 3), (64, 64)))
    values = np.full((height, width), rng.choice((0.0, np.nan, np.inf, -np.inf, 3.4e38, -3.4e38, 1e-40)), np.float32)
    if rng.random() < 0.7:
        scattered = np.random.default_rng(rng.randrange(2**32)).random((height, width)) < 0.5
        values[scattered] = rng.choice((1.0, np.nan, np.inf, 1e30))
    memory = gdal.GetDriverByName("MEM").Create("", width, height, 1, gdal.GDT_Float32)
    memory.WriteArray(values)
    if rng.random() < 0.5:
        memory.GetRasterBand(1).SetNoDataValue(rng.choice((0.0, float("nan"), -3.4e38, 1.0)))
    gdal.GetDriverByName("GTiff").CreateCopy("/vsimem/odd.tif", memory)
    content = bytes(_read("/vsimem/odd.tif"))
    gdal.Unlink("/vsimem/odd.tif")
    return Case("in.tif", content)


@cache
def built_in() -> tuple[bytes, ...]:
    return tuple(path.read_bytes() for path in sorted(BUILT_IN.glob("*" + model_card.SUFFIX)))


def model(rng: Random) -> Case:
    """A model file with damaged bytes, or a card that lies."""
    content = rng.choice(built_in())
    if rng.random() < 0.5:
        return Case("model.safetensors", damaged(rng, content))
    (length,) = struct.unpack("<Q", content[:8])
    header = json.loads(content[8 : 8 + length])
    card = json.loads(header["__metadata__"][model_card.KEY])
    for _ in range(rng.choice((1, 1, 2, 4))):
        lie(rng, card if rng.random() < 0.7 else header)
    header.setdefault("__metadata__", {})
    if isinstance(header["__metadata__"], dict):
        header["__metadata__"][model_card.KEY] = json.dumps(card)
    head = json.dumps(header).encode()
    return Case("model.safetensors", struct.pack("<Q", len(head)) + head + content[8 + length :])


def lie(rng: Random, values: dict[str, Any]) -> None:
    """Change one value somewhere below."""
    if not values:
        return
    name = rng.choice(sorted(values))
    if isinstance(values[name], dict) and rng.random() < 0.7:
        lie(rng, values[name])
    elif rng.random() < 0.15:
        del values[name]
    else:
        values[name] = anything(rng)


def anything(rng: Random, depth: int = 0) -> Any:
    """Any JSON."""
    choices = 9 if depth < 3 else 7
    return (
        lambda: None,
        lambda: rng.choice((True, False)),
        lambda: rng.choice(EXTREMES),
        lambda: rng.choice((0.5, -1e308, 1e308, 1e-320, float("nan"), float("inf"))),
        lambda: rng.choice(
            ("", "a", "../../x", "/etc/passwd", "cpu", "cuda", "auto", "é漢", "x" * 5000, "\x00", "{path}")
        ),
        lambda: "".join(chr(rng.randrange(1, 0xD7FF)) for _ in range(rng.randrange(20))),
        lambda: rng.choice(sorted(JOBS)),
        lambda: [anything(rng, depth + 1) for _ in range(rng.randrange(4))],
        lambda: {str(anything(rng, 3)): anything(rng, depth + 1) for _ in range(rng.randrange(4))},
    )[rng.randrange(choices)]()


def of_type(rng: Random, hint: Any) -> Any:
    """JSON that a field of this type takes, sensible or not."""
    inner = get_args(hint)
    if get_origin(hint) is tuple:
        return [of_type(rng, inner[0]) for _ in range(rng.randrange(4) if inner[-1] is Ellipsis else len(inner))]
    if inner:  # Optional
        return rng.choice((None, of_type(rng, inner[0])))
    texts = (
        "",
        "auto",
        "cpu",
        "upscale-x2",
        "nonsense",
        "/etc/passwd",
        "..",
        "A=B",
        "exact",
        str(BUILT_IN / "enhance.png"),
    )
    return {
        str: rng.choice(texts),
        bool: rng.choice((True, False)),
        int: rng.choice((*EXTREMES, 3, 64, 128)),
        float: rng.choice((0.0, 0.001, 0.5, -1.0, 1e300, float("nan"), float("inf"))),
    }[hint]


def job(rng: Random, folder: str) -> tuple[str, Any]:
    """A line or two of rubbish, perhaps, and a job whose fields are anything; it writes below `folder` at most."""
    rubbish = rng.choice(
        ("", "", "{\n", "[]\n", "null\n", json.dumps(anything(rng)) + "\n", '{"id": 1, "control": "cancel"}\n')
    )
    if rng.random() < 0.1:
        return rubbish, anything(rng)
    job_type = JOBS[rng.choice(sorted(JOBS))]
    hints, values = get_type_hints(job_type), {"verb": job_type.verb}
    for field in fields(job_type):
        if rng.random() < 0.6:
            values[field.name] = of_type(rng, hints[field.name]) if rng.random() < 0.9 else anything(rng)
    for name in ("output", "folder", "name"):  # it must not write anywhere else, whatever else it is told
        if name in values:
            values[name] = f"{folder}/{rng.randrange(10**6)}" if name != "name" else "fuzzed"
    return rubbish, values
