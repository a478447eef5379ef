"""What can be wrong with a satellite's scene."""

from __future__ import annotations

from ..language import translatable

SENTENCES: dict[str, str] = {
    "input-scene": translatable(
        "INPUT: expected one raster, got a folder, an archive or a metadata file: {path}. If it is a satellite's "
        "scene, run rastergan:openscene on it, and take one of the layers that it makes."
    ),
    "scene-input": translatable(
        "INPUT: expected a folder, a .zip or .tar, or a metadata or band file of a scene, got {path} ({reason}). Check the "
        "path; an archive may be damaged or not fully downloaded."
    ),
    "scene-unknown": translatable(
        "INPUT: {path} is no scene that is known here: it holds {names}. Expected Sentinel-2 SAFE (MTD_MSIL1C.xml or "
        "MTD_MSIL2A.xml), Landsat (…_MTL.txt), GF-1/2/6/7, ZY-3 or SuperView (….tiff), or band files such as …_B04.jp2."
    ),
    "scene-several": translatable(
        "INPUT: expected one scene, {path} holds {count}. Choose one, and name its file: {names}"
    ),
    "scene-nested": translatable(
        "INPUT: expected a scene, {path} holds archives within the archive. Unpack it first, and name one of them: {names}"
    ),
    "scene-packed": translatable(
        "INPUT: expected a scene, the folder {path} holds archives. Name one of them; it need not be unpacked: {names}"
    ),
    "scene-large": translatable(
        "INPUT: expected the folder of one scene, {path} holds more than {most} files. Name the scene's own folder."
    ),
    "scene-metadata": translatable(
        "INPUT: the metadata file {path} can't be read ({reason}). Copy it again from its source, or name one of the scene's "
        "band files: then the names alone tell which bands there are."
    ),
    "scene-empty": translatable(
        "INPUT: none of the files of {scene} is there ({missing}). Unpack or download it again, whole."
    ),
    "scene-bands": translatable(
        "INPUT: {scene} lacks files that its metadata lists: {missing}. Unpack or download it again, whole; or choose under "
        "LAYERS only what is whole ({whole}); or name one of its band files, which opens what is there."
    ),
    "scene-layers": translatable("LAYERS: {scene} has {expected}, got {got}. Leave it empty for all."),
    "scene-layer": translatable("LAYERS: expected some of {expected}, got {got}."),
    "scene-format": translatable("FORMAT: expected one of {expected}, got {got}."),
    "scene-grids": translatable(
        "INPUT: the bands of {scene} can't be one layer: {first} and {other} have different {what}. Name the folder of one "
        "tile (under GRANULE), or put files of one kind into a folder of their own."
    ),
    "scene-count": translatable(
        "INPUT: expected {expected} bands in {path}, got {got}. It may be another product than its name says."
    ),
}
