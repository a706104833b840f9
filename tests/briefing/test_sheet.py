# SPDX-License-Identifier: GPL-3.0-or-later
"""The recovery sheet: every word with its number, and nothing that says what it opens."""

import io

import pypdfium2

from casefile.briefing.sheet import render_sheet

WORDS = tuple(f"word{chr(97 + at)}" for at in range(24))


def printed() -> bytes:
    out = io.BytesIO()
    render_sheet(WORDS, 1_700_000_000_000, out)
    return out.getvalue()


def test_every_word_stands_beside_its_number_on_one_page() -> None:
    document = pypdfium2.PdfDocument(printed())
    try:
        assert len(document) == 1
        text = " ".join(document[0].get_textpage().get_text_range().split())
    finally:
        document.close()
    for at, word in enumerate(WORDS, 1):
        assert f"{at} {word}" in text
    assert "Keep secret" in text
    assert "Page 1 of 1" in text


def test_the_same_words_give_the_same_bytes() -> None:
    assert printed() == printed()
