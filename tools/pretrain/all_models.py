"""Train and ship the built-in models: `make train CORPUS=folder IMAGERY=folder`.  Stopped anywhere, it goes on from there."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from tools.pretrain.recipes import FAITHFUL, GAN
from tools.pretrain.sharpener import ARGUMENTS


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--imagery", type=Path, required=True)
    parser.add_argument("--checkpoints", type=Path, required=True)
    options = parser.parse_args()
    options.checkpoints.mkdir(parents=True, exist_ok=True)
    folders = ["--corpus", options.corpus, "--imagery", options.imagery, "--checkpoints", options.checkpoints]
    for name in FAITHFUL:  # parents come before their children
        subprocess.run([sys.executable, "-m", "tools.pretrain.generator", name, *folders], check=True)
    for name in GAN:
        subprocess.run([sys.executable, "-m", "tools.pretrain.generator", name, "--gan", *folders], check=True)
    for name in ARGUMENTS:
        subprocess.run([sys.executable, "-m", "tools.pretrain.sharpener", name, *folders], check=True)
    subprocess.run([sys.executable, "-m", "tools.pretrain.encoder", *folders], check=True)
    subprocess.run([sys.executable, "-m", "tools.release.encoder", *folders], check=True)
    subprocess.run([sys.executable, "-m", "tools.release.sharpeners", *ARGUMENTS, *folders[2:]], check=True)
    subprocess.run([sys.executable, "-m", "tools.release.models", *FAITHFUL, *folders], check=True)


if __name__ == "__main__":
    main()
