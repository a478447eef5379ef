"""The pictures of the documents, out of a real QGIS window: `make pictures`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from osgeo import gdal

from tools.common.samples import samples

SHOTS, DOCS = Path("build/screenshots"), Path("docs")
WIDTH = 1000
PICTURES = {
    "set-up": "first_start-message",
    "menu": "preview-menu live preview",
    "preview": "preview-loupe",
    "tiles": "tiles_to_model-picked",
    "training": "tiles_to_model-running",
    "side-by-side": "preview-side by side",
    "compare": "compare-curtain",
    "difference": "compare-difference",
    "models": "pages-models",
    "results": "pages-results",
}
"""By name in the documents, the step of a walk in tests/desktop."""


def main() -> None:
    scene = next(path for path in samples(Path("build/samples")) if path.name == "aerial.tif")
    environment = {**os.environ, "SCENE": str(scene.absolute())}
    wanted = "first_minute or preview or from_tiles or every_page or compared"
    command = [sys.executable, "-m", "pytest", "-p", "no:pytest_qgis", "-q", "tests/desktop", "-k", wanted]
    subprocess.run(command, env=environment, check=True)
    DOCS.mkdir(exist_ok=True)
    for name, shot in PICTURES.items():
        options = gdal.TranslateOptions(
            format="JPEG", width=WIDTH, resampleAlg="average", creationOptions=["QUALITY=82"]
        )
        gdal.Translate(str(DOCS / f"{name}.jpg"), str(SHOTS / f"{shot}.png"), options=options)
        (DOCS / f"{name}.jpg.aux.xml").unlink(missing_ok=True)


if __name__ == "__main__":
    main()
