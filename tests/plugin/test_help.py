"""Every algorithm says what it does, and where to read on."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingModelAlgorithm

GUIDE = (Path(__file__).resolve().parents[2] / "docs" / "guide.md").read_text("utf-8")


def test_every_algorithm_has_a_place_in_the_guide(provider):
    own = [one for one in provider.algorithms() if not isinstance(one, QgsProcessingModelAlgorithm)]
    assert len(own) > 10
    for algorithm in own:
        address, _, anchor = algorithm.helpUrl().partition("#")
        assert address.startswith("https://")
        assert address.endswith("docs/guide.md")
        assert f'name="{anchor}"' in GUIDE, algorithm.id()
        assert len(algorithm.shortHelpString()) > 200, algorithm.id()
        assert algorithm.shortDescription(), algorithm.id()
