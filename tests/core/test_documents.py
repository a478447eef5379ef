"""What the documents tell people to type is understood."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from gan_core.commandline import job_of, parser
from gan_core.jobs import JOBS

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = ("README.md", "README.zh.md", "docs/guide.md", "docs/cluster.md", "CONTRIBUTING.md")
TEXTS = {name: (ROOT / name).read_text("utf-8") for name in DOCUMENTS}
COMMANDS = sorted(
    {
        line.strip()
        for text in TEXTS.values()
        for line in text.splitlines()
        if line.strip().startswith("python -m gan_core ")
    }
)
TARGETS = sorted(
    {word for text in TEXTS.values() for word in re.findall(r"`make ([a-z-]+)|^make ([a-z-]+)", text, re.M)}
)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_understood(command):
    words = [word for word in shlex.split(command, comments=True)[3:] if word != "--json"]
    assert job_of(parser().parse_args(words)).verb == words[0]


def test_every_verb_that_people_use_is_shown_in_the_guide():
    shown = {shlex.split(command)[3] for command in COMMANDS}
    assert set(JOBS) - shown <= {"probe", "listmodels", "importmodel", "exportmodel"}


@pytest.mark.parametrize("target", [first or second for first, second in TARGETS])
def test_a_target_is_in_the_makefile(target):
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text(), re.M)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_what_a_document_points_at_is_there(document):
    for place in re.findall(r"\]\(([^)#:]+)\)", TEXTS[document]):
        assert ((ROOT / document).parent / place).exists(), place
    for anchor in re.findall(r"\]\(#([^)]+)\)", TEXTS[document]):
        assert f'name="{anchor}"' in TEXTS[document], anchor
