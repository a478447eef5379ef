"""Every algorithm says what it does, and where to read on."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from qgis.core import QgsProcessingModelAlgorithm
from qgis.PyQt.QtCore import QUrl

from raster_gan.plugin import guide
from raster_gan.plugin.processing.job_fields import field_of

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


def test_every_parameter_has_a_label_and_a_help_of_a_few_sentences(provider):
    """Both from the job's field where it fills one, which is the command line's help too."""
    for algorithm in provider.algorithms():
        if isinstance(algorithm, QgsProcessingModelAlgorithm):
            continue
        fields = {field.name: field.metadata for field in dataclasses.fields(algorithm.job_type)}
        for parameter in algorithm.parameterDefinitions():
            name = f"{algorithm.id()} {parameter.name()}"
            assert parameter.description() not in ("", parameter.name()), name
            if not parameter.isDestination() or parameter.name() != "OUTPUT":
                assert 1 <= len(re.findall(r"[.?](?= [A-Z0-9]|$)", parameter.help())) <= 5, name
            metadata = fields.get(field_of(parameter))
            assert metadata is None or parameter.help() == metadata["help"], name
            assert parameter.help() in algorithm.shortHelpString(), name


def test_help_in_chinese_opens_the_guide_that_came_along(provider, monkeypatch):
    monkeypatch.setattr(guide, "language", lambda: "zh-Hans")
    for algorithm in provider.algorithms():
        if isinstance(algorithm, QgsProcessingModelAlgorithm):
            continue
        address = QUrl(algorithm.helpUrl())
        shown = Path(address.toLocalFile()).read_text("utf-8")
        assert f'<a name="{address.fragment()}"></a>' in shown, algorithm.id()
    pictures = [QUrl(source) for source in re.findall('src="([^"]*)"', shown)]
    assert pictures
    assert all(Path(picture.toLocalFile()).is_file() for picture in pictures)
