#!/bin/sh
# Install what is missing: "core" for the engine alone, "all" for QGIS too.  Does nothing when all is there.
set -eu
cd "$(dirname "$0")/.."

packages="python3-venv python3-gdal"
if [ "${1:-all}" = all ]; then
    packages="$packages qgis python3-qgis qgis-providers xvfb fonts-wqy-microhei"  # the font: Chinese windows are tested too
fi

missing=""
for package in $packages; do
    dpkg -s "$package" >/dev/null 2>&1 || missing="$missing $package"
done
if [ -n "$missing" ]; then
    install="apt-get install --no-install-recommends -y$missing"
    if [ "$(id -u)" = 0 ]; then
        as=""
    elif sudo -n true 2>/dev/null; then
        as="sudo"
    else
        echo "These packages are missing. Install them, then run make again:" >&2
        echo "    sudo apt-get update && sudo $install" >&2
        exit 1
    fi
    $as apt-get update
    DEBIAN_FRONTEND=noninteractive $as $install
fi

# The system's own interpreter: it is the one that sees the system's qgis and osgeo.
stamp=".venv/.installed"
if ! cmp -s tools/requirements.txt "$stamp"; then
    /usr/bin/python3 -m venv --system-site-packages .venv
    # The system's numpy stays: QGIS and GDAL were built against it.
    numpy="$(/usr/bin/python3 -c 'import numpy; print(numpy.__version__)')"
    echo "numpy==$numpy" >.venv/constraints.txt
    # On a PC without a GPU, TORCH_INDEX=<PyTorch's index of CPU builds> saves several GB.
    if [ -n "${TORCH_INDEX:-}" ]; then
        .venv/bin/pip install --constraint .venv/constraints.txt --index-url "$TORCH_INDEX" "$(grep '^torch==' tools/requirements.txt)"
    fi
    .venv/bin/pip install --constraint .venv/constraints.txt --requirement tools/requirements.txt
    cp tools/requirements.txt "$stamp"
fi
