"""Chinese, as complete as English."""

from __future__ import annotations

import string

import pytest
from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from raster_gan.gan_core.api import library
from raster_gan.gan_core.api.language import LANGUAGE
from raster_gan.gan_core.api.messages import SENTENCES
from raster_gan.plugin.engine.python import environment, own_python
from raster_gan.plugin.panels.builtin_texts import TEXTS
from raster_gan.plugin.text import error_text, tr
from tools.release.translations import FOLDER, strings, translated

CHINESE = FOLDER / "raster_gan_zh.ts"


def names(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}


@pytest.fixture
def chinese(qgis_app):
    translator = QTranslator()
    assert translator.load(str(CHINESE.with_suffix(".qm")))
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def test_every_string_is_collected():
    assert set(SENTENCES.values()) <= set(strings())


def test_what_the_built_in_cards_say_is_collected():
    """Their files hold it in English: whoever changes a card changes plugin/panels/builtin_texts.py too."""
    cards = [entry.card for entry in library.readable([library.BUILT_IN]).values()]
    assert {card.title for card in cards} | {card.limits for card in cards} == set(TEXTS)


def test_every_string_is_translated_with_its_fields():
    known = translated(CHINESE)
    assert set(known) == set(strings()), "run make translations and fill in the .ts file"
    for source, translation in known.items():
        assert names(source) == names(translation), source


def test_the_compiled_file_is_up_to_date(chinese):
    for source, translation in translated(CHINESE).items():
        assert tr(source) == translation


def test_the_engine_is_told_the_language_for_its_reports():
    settings, key = QgsSettings(), "locale/userLocale"
    before = settings.value(key)
    settings.setValue(key, "zh-Hans")
    try:
        assert environment(own_python())[LANGUAGE] == "zh-Hans"
    finally:
        settings.remove(key) if before is None else settings.setValue(key, before)


def test_an_error_in_chinese(chinese):
    from raster_gan.gan_core.api.errors import RasterGanError

    assert error_text(RasterGanError("tile-size", got=7)) == "TILE_SIZE：应为 0（自动）或 64 至 4096 像素，得到的是 7。"
