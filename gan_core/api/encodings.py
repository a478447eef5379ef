"""Bytes that are no UTF-8: what they could be."""

from __future__ import annotations

import re

GUESSES = ("GBK", "Big5", "Shift_JIS", "EUC-KR", "windows-1251", "windows-1252")
PAIRS = re.compile(rb"(?:[\xa1-\xfe][\xa1-\xfe]|[\x00-\x7f])*")
"""Bytes as GBK and EUC-KR have them for common characters: above ASCII they come in pairs."""
OFFERED = 3


def raw_of(text: str) -> bytes:
    """The bytes that Python could not read as text and keeps as surrogates."""
    try:
        return text.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:  # halves of characters, which only another program's JSON can hold
        return text.encode("utf-8", "surrogatepass")


def guesses(raw: bytes) -> str:
    """How bytes would read in the encodings that can hold them, the likeliest first."""
    order = GUESSES if PAIRS.fullmatch(raw) else (GUESSES[-1], *GUESSES[:-1])
    texts: dict[str, str] = {}
    for encoding in order:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.isprintable():
            texts[encoding] = text
    return ", ".join(f"{encoding}: “{text}”" for encoding, text in list(texts.items())[:OFFERED]) or repr(raw)
