"""The one kit of the HTML reports and the one door of their wording."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from gan_core import reports
from gan_core.api import library
from gan_core.api.findings import Finding
from gan_core.api.language import LANGUAGE
from gan_core.reports import html, layer_check, model_card

RESULTS = dict.fromkeys(layer_check.UNITS, 0.5) | {"PROBLEMS": 1, "WARNINGS": 0}
PAGES = sorted(Path(reports.__file__).parent.glob("*.py"))


def checked() -> str:
    finding = Finding("size", "size-model", {"size": 3, "model": "<i>", "low": 1, "high": 2})
    return layer_check.page("/data/<b>.tif", [finding], RESULTS, None)


@pytest.mark.parametrize("language", ["zh", "zh_CN", "zh-Hans"])
def test_a_page_in_chinese(monkeypatch, language):
    monkeypatch.setenv(LANGUAGE, language)
    page = checked()
    assert "<h1>&lt;b&gt;.tif: 1 项不良，0 项请查看</h1>" in page
    assert "像元大小" in page
    assert "&lt;i&gt;" in page
    assert "<i>" not in page
    cards = list(library.readable([library.BUILT_IN]).values())
    page = model_card.page(cards)
    assert "Raster GAN：" in page
    for entry in cards:
        assert entry.card.id in page
        assert entry.card.limits.split(".")[0] not in page, "what the built-in cards say is translated, too"


@pytest.mark.parametrize("language", ["", "en", "en_GB", "C", "xx", "..", "/etc"])
def test_a_language_without_translations_is_english(monkeypatch, language):
    monkeypatch.setenv(LANGUAGE, language)
    assert "1 bad, 0 to look at" in checked()


def test_values_are_text_and_wording_is_ours():
    assert html.tr("<b>{name}</b> {share:.1%}", name="<&>", share=0.5) == "<b>&lt;&amp;&gt;</b> 50.0%"
    assert html.note("model", {"bands": "<1>", "model": "&"}) == "Band &lt;1&gt;: &amp;"


def test_a_table():
    rows = [("a", html.number(1.25, ".1f"), html.cell("b")), ("c", html.number(""), html.cell("d", "mark"))]
    assert html.table(rows, ("", "figure", "words")) == (
        "<table><tr><th></th><th>figure</th><th>words</th></tr>"
        '<tr><th>a</th><td class="number">1.2</td><td>b</td></tr>\n'
        '<tr><th>c</th><td class="number"></td><td class="mark">d</td></tr>\n</table>\n'
    )


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_no_word_stands_between_tags_that_did_not_come_through_the_door(path):
    tree = ast.parse(path.read_text("utf-8"))
    inside = {
        id(node)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and getattr(call.func, "id", "") in ("tr", "translatable")
        for node in ast.walk(call)
    }
    outside = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside
    ]
    words = [word for text in outside for word in re.findall(r"<\w[^<>]*>([^<>]*[A-Za-z]{2}[^<>]*)", text)]
    assert words == (["Raster GAN: "] if path.stem == "html" else [])
