"""`make run`: upscale two real rasters through QGIS and show what came of it."""

from __future__ import annotations

from pathlib import Path

from tools.common.picture import before_and_after, sharpness
from tools.common.samples import samples
from tools.desktop.qgis import Profile

BUILD = Path("build")
SHOWN = {
    "size": "{WIDTH} x {HEIGHT} pixels",
    "pixel size": "{PIXEL_SIZE} m",
    "seconds": "{SECONDS:.1f}",
    "megapixels a second": "{MEGAPIXELS_PER_SECOND:.1f}",
    "worst input-grid error": "{INPUT_GRID_ERROR:.4f}",
}


def main() -> None:
    profile = Profile(BUILD / "profile")
    (BUILD / "output").mkdir(parents=True, exist_ok=True)
    summary = []
    for source in samples(BUILD / "samples"):
        output = (BUILD / "output" / f"{source.stem}_x4.tif").absolute()
        results = profile.run(
            "rastergan:upscale", echo=True, INPUT=source.absolute(), MODEL="upscale-x4", OUTPUT=output
        )
        numbers = {name: float(value) for name, value in results.items() if name != "OUTPUT"}
        numbers.update(WIDTH=int(numbers["WIDTH"]), HEIGHT=int(numbers["HEIGHT"]))
        picture = output.with_suffix(".png")
        before_and_after(source, output, picture)
        lines = [f"  {label:24}{text.format(**numbers)}" for label, text in SHOWN.items()]
        lines.append(f"  {'gradient energy':24}{sharpness(source, output):.2f} times bicubic's")
        summary.append("\n".join([str(output), *lines, f"  {'before and after':24}{picture}"]))
    print("\n" + "\n\n".join(summary))


if __name__ == "__main__":
    main()
