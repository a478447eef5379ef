"""`python -m tools.release.pins`: writes plugin/engine/pins.txt anew.

In it: the files that the set-up may fetch from PyPI and their sha256.

uv, a client of PyPI (installed by name, `pip install uv`), finds one version of every package for each Python and system
and asks the index for the hashes of all its files.  A hash is never typed in.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

PINS = Path(__file__).resolve().parents[2] / "plugin" / "engine" / "pins.txt"
OLDEST = "3.9"
"""The oldest Python that a QGIS of ours brings."""
INTEL_MAC = "sys_platform == 'darwin' and platform_machine == 'x86_64'"
WANTED = f"""\
torch==2.13.0 ; python_version >= '3.10' and not ({INTEL_MAC})
torch==2.8.0 ; python_version < '3.10' and not ({INTEL_MAC})
torch==2.2.2 ; {INTEL_MAC}
safetensors==0.8.0 ; python_version >= '3.10'
safetensors==0.7.0 ; python_version < '3.10'
""".replace(f"not ({INTEL_MAC})", "(sys_platform != 'darwin' or platform_machine != 'x86_64')")
HEAD = """\
# Written by tools/release/pins.py: what the set-up fetches from PyPI, and the sha256 of each file that it takes.
# PyTorch's own index serves other files of torch (for Linux, and with CUDA); their hashes are not here.
"""
ELSEWHERE = re.compile("sys_platform == 'linux'")
"""In the condition of what only PyTorch's CUDA build on Linux needs: it comes from PyTorch's own index with it."""


def entries(text: str) -> list[str]:
    """Of a requirements file: one package with its condition and all its hashes each."""
    return [entry for entry in re.split(r"\n(?=\S)", text.strip()) if "==" in entry]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        wanted = Path(folder) / "wanted.txt"
        wanted.write_text(WANTED, "utf-8")
        uv = [sys.executable, "-m", "uv", "pip", "compile", "--universal", "--python-version", OLDEST, "--quiet"]
        form = ["--generate-hashes", "--only-binary", ":all:", "--no-header", "--no-annotate", "--no-python-downloads"]
        resolved = subprocess.run([*uv, *form, str(wanted)], check=True, capture_output=True, text=True).stdout
    kept = [entry for entry in entries(resolved) if not ELSEWHERE.search(entry.splitlines()[0])]
    PINS.write_text(HEAD + "\n".join(kept) + "\n", "utf-8")
    print(f"{len(kept)} packages, {sum(entry.count('sha256:') for entry in kept)} hashes: {PINS}")


if __name__ == "__main__":
    main()
