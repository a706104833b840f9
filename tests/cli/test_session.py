# SPDX-License-Identifier: GPL-3.0-or-later
"""What is printed can't command the terminal, whoever wrote it."""

import json

import pytest

from casefile.cli.session import print_json, print_table, say, tame

HOSTILE = "\x1b[2J\x9b1A\u202eevil\r\nno\x00\u2066"
ORDINARY = "«Ісметова» — עברית, فارسی\u200cها"


def test_controls_and_turning_marks_are_seen_and_words_stay() -> None:
    assert tame(HOSTILE).isprintable() is False  # the line end stays
    assert not set(tame(HOSTILE)) & set("\x1b\x9b\u202e\r\x00\u2066")
    assert "evil" in tame(HOSTILE)
    assert tame(ORDINARY) == ORDINARY


def test_lines_and_tables_stay_lines(capsys: pytest.CaptureFixture[str]) -> None:
    say("one", HOSTILE)
    print_table([("two", HOSTILE), ("three", ORDINARY)])
    out = capsys.readouterr().out
    assert len(out.splitlines()) == 3
    assert not set(out) & set("\x1b\x9b\u202e\r\x00\u2066")


def test_json_says_the_same_without_them(capsys: pytest.CaptureFixture[str]) -> None:
    print_json({"text": HOSTILE})
    out = capsys.readouterr().out
    assert json.loads(out) == {"text": HOSTILE}
    assert not set(out) & set("\x1b\x9b\u202e\r\x00\u2066")
