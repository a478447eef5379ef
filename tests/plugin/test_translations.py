"""Chinese, as complete as English."""

from __future__ import annotations

import functools
import re
import string

import pytest
from qgis.core import QgsApplication, QgsSettings, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from raster_gan.gan_core.api import card_texts, library
from raster_gan.gan_core.api.errors import RasterGanError
from raster_gan.gan_core.api.language import LANGUAGE
from raster_gan.gan_core.api.messages import SENTENCES
from raster_gan.plugin.engine.python import environment, in_short, own_python
from raster_gan.plugin.layers import tile_style
from raster_gan.plugin.panels.builtin_texts import TEXTS
from raster_gan.plugin.processing.example import ExampleModel
from raster_gan.plugin.provider import EXAMPLES
from raster_gan.plugin.text import card_text, error_text, tr
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
    assert {card.title for card in cards} | {card.limits for card in cards} <= set(TEXTS)


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


def test_an_error_in_chinese_names_the_label(chinese, provider):
    error = RasterGanError("tile-size", got=7)
    algorithm = provider.algorithm("upscale").create()
    sentence = error_text(error, algorithm.parameterDefinitions())
    assert sentence == "“处理分块大小”应为 0（自动）或 64 至 4096 像元，当前为 7。"
    assert "用途是“土地覆盖分类”" in error_text(
        RasterGanError("model-task", got="a", expected="upscale", task="classify")
    )
    objects = RasterGanError("objects-field", expected="red, green", got="no")
    assert "（red、green）" in error_text(objects)
    missing = RasterGanError("torch-missing", python="/another/python", module="torch, safetensors", reason="")
    assert "torch、safetensors" in error_text(missing)
    assert in_short(missing).endswith("缺少 torch、safetensors。")


HAN = "\u4e00-\u9fff"
QUOTED = ("变形 (重投影)", "转换 (格式转换)", "PCT转RGB", "从ZIP文件安装")
"""Of QGIS's own Chinese, which puts no space beside Latin letters and half brackets around Chinese."""
MARKS = re.compile(rf"[{HAN}”》）][,;:?!()]|[,;:?!(][{HAN}“]|\}}[,;:]")
GAPS = re.compile(rf"[{HAN}][A-Za-z0-9]|[A-Za-z0-9][{HAN}]|[\d}}] [%°]| [，。；：？！（）“”、]|[，。；：？！（）“”、] ")
REPLACED = {
    "放大": "超分辨率重建",
    "像素": "像元",
    "坐标参考系": "坐标参照系",
    "坐标系": "坐标参照系",
    "无效值": "无数据值",
    "NoData": "无数据",
    "值域": "取值范围",
    "数值范围": "取值范围",
    "数据提供者": "数据源",
    "右击": "右键单击",
    "点击": "单击",
    "日志消息": "日志信息",
    "瓦片": "图块, 处理分块",
    "留出": "留作验证",
    "检验": "验证",
    "评判": "验证, 评估",
    "标注": "样本",
    "标签": "样本, 元数据",
    "最低得分": "得分阈值",
    "未定标": "未校准",
    "父模型": "基础模型",
    "起始模型": "基础模型",
    "忠实": "保真",
    "臆造": "虚构",
    "猜测": "推测",
    "变粗": "降采样",
    "反差": "对比度",
    "痕迹": "伪影",
    "俯视影像": "航空航天影像",
    "电脑": "计算机",
    "格网": "网格",
    "网页": "报告",
    "页面": "报告",
    "得到的是": "当前为",
    "哨兵 2 号": "哨兵二号",
}
"""What was said for a thing, and what is said now."""
SCREEN = "请放大地图：屏幕的一个像素对应图层的"
"""Zooming in, and a pixel of the screen: QGIS's own words."""
REWORDED = re.compile(
    r"\b([Cc]olour|[Gg]rey|[Mm]etre|[Nn]eighbour|[Ll]abelled|[Aa]rtefact|[Ll]icence|[Cc]hequered|[Mm]end|[Jj]udge|[Pp]arent)"
)
"""Words that QGIS spells otherwise, or that are said in other words."""


def keywords() -> set[str]:
    """The texts that are split at their commas."""
    return {algorithm.texts.tags for algorithm in own_algorithms()}


def own_algorithms() -> list:
    found = QgsApplication.processingRegistry().providerById("rastergan").algorithms()
    return [one for one in found if hasattr(one, "texts")]


def test_chinese_has_its_own_marks_and_one_term_a_thing(provider):
    for source, text in translated(CHINESE).items():
        if source in keywords():
            assert not re.search("[，、]", text), text
            continue
        plain = functools.reduce(lambda rest, own: rest.replace(own, "菜单"), QUOTED, text)
        assert "*." in text or "(*)" in text or not MARKS.search(plain), text
        assert not GAPS.search(re.sub("<[^>]*>", "", plain)), text
        assert [word for word in REPLACED if word in text.replace(SCREEN, "")] == [], text


def test_english_is_spelled_as_qgis_spells_it_and_has_one_term_a_thing(provider):
    texts = (re.sub(r"\{[^}]*\}", "", text) for text in strings() if text not in keywords())
    assert [text for text in texts if REWORDED.search(text)] == []


NAMES = re.compile(
    r"NVIDIA|AMD|Intel|CPU|GPU|GAN|R3GAN|DCGAN|FixMatch|Apple|Landsat|PlanetScope|WorldView|QuickBird|VRT|GeoTIFF|\b\d+ m\b|"
    r"（(ms|pan|thermal|forward|backward)）"
)


def test_choices_are_words_in_chinese_too(chinese, provider):
    """The values stay for scripts and models; what is seen is a word for each."""
    for algorithm in own_algorithms():
        shown = algorithm.create()  # with the labels of the language of now
        for parameter in shown.parameterDefinitions():
            if parameter.type() != "enum":
                continue
            words = parameter.options()
            if parameter.usesStaticStrings():
                values, words = words, parameter.metadata()["widget_wrapper"]["texts"]
                assert len(words) == len(values), parameter.name()
            assert [word for word in words if re.search("[A-Za-z]", NAMES.sub("", word))] == [], algorithm.id()


def test_what_texts_quote_stands_somewhere(provider):
    """The names of menus, algorithms, tabs and parameters."""
    shown = {re.split(r"…|\s*\(", text)[0] for text in strings()}
    others = {"classical", "local", "regression", "uncalibrated", "nothing here", "wheels", "…"}
    for text in strings():
        quoted = {part for name in re.findall("“([^”]+)”", text) if "{" not in name for part in name.split(" > ")}
        assert quoted <= shown | others, text


def test_example_models_are_shown_in_chinese(chinese, provider):
    """Their files hold English: whoever changes one changes plugin/processing/example.py too."""
    for path in EXAMPLES.glob("*.model3"):
        copy = ExampleModel.read(path).create()
        texts = [copy.displayName(), copy.group(), *filter(None, map(str, copy.helpContent().values()))]
        texts += [definition.description() for definition in copy.parameterDefinitions()]
        assert [text for text in texts if not re.search(f"[{HAN}]", text)] == [], path.name
        assert not re.search(f"[{HAN}]", copy.name()), "the name is its id"


def test_what_people_train_is_called_in_their_language(chinese):
    """Cards hold English, with the base model's limits within their own."""
    limits = card_texts.written(
        "tuned-limits", tiles=20, raster="a, b.tif", limits=library.find("upscale-x2").card.limits
    )
    assert re.match("用 a, b.tif 的 20 个图块微调.*其基础模型：训练数据", card_text(limits))
    assert card_text(card_texts.written("classifier", raster="a.tif", names="Wald, 水")) == "a.tif 的土地覆盖：Wald、水"
    assert card_text("Somebody's own words") == "Somebody's own words"


def test_the_fields_of_tiles_have_names(chinese):
    layer = QgsVectorLayer("Polygon?field=role:string&field=valid:double", "tiles", "memory")
    tile_style.style(layer)
    assert [layer.attributeDisplayName(number) for number in range(2)] == ["用途", "有效像元比例"]
    choices = layer.editorWidgetSetup(0).config()["map"]
    assert {"训练": "train"} in choices
