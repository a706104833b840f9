# SPDX-License-Identifier: GPL-3.0-or-later
"""Audiences, texts, and the way to and from JSON."""

import unicodedata

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.records.values import (
    TEXT_LIMIT,
    Audience,
    Moment,
    PartialDate,
    When,
    clean_text,
    decode_hook,
    encode_hook,
)

ALMATY = "[Asia/Almaty]"


class TestAudience:
    def test_each_sees_its_own_and_what_is_less_guarded(self) -> None:
        order = [Audience.PUBLIC, Audience.PARTNERS, Audience.TEAM, Audience.PRIVATE]
        for n, reader in enumerate(order):
            assert [reader.may_see(record) for record in order] == [m <= n for m in range(4)]

    def test_guards_are_in_order(self) -> None:
        assert [audience.guard for audience in Audience] == [0, 1, 2, 3]


class TestText:
    @pytest.mark.parametrize(
        ("given_text", "clean"),
        [
            ("a\r\nb\rc\nd", "a\nb\nc\nd"),
            ("tab\tstays", "tab\tstays"),
            ("nul\x00 bell\x07 esc\x1b[31m c1\x9b", "nul bell esc[31m c1"),
            ("й", "й"),
            ("e\x00\u0301", "é"),  # what a control character kept apart
            ("\u202eright to left\u202c", "\u202eright to left\u202c"),
            ("\ufeffmark", "\ufeffmark"),
            ("Қ😀", "Қ😀"),
            ("", ""),
        ],
    )
    def test_is_cleaned(self, given_text: str, clean: str) -> None:
        assert clean_text(given_text) == clean

    def test_half_a_character_is_refused(self) -> None:
        with pytest.raises(ValueError, match="half a character"):
            clean_text("a\ud83d")

    def test_a_mebibyte_and_no_more(self) -> None:
        assert clean_text("қ" * (TEXT_LIMIT // 2))
        with pytest.raises(ValueError, match="1 MiB"):
            clean_text("қ" * (TEXT_LIMIT // 2) + "a")

    @given(st.text())
    def test_cleaning_twice_changes_nothing(self, text: str) -> None:
        clean = clean_text(text)
        assert clean_text(clean) == clean
        assert unicodedata.is_normalized("NFC", clean)


class TestHooks:
    def test_other_types_are_a_bug(self) -> None:
        with pytest.raises(NotImplementedError):
            decode_hook(complex, "1")
        with pytest.raises(NotImplementedError):
            encode_hook(1j)

    @pytest.mark.parametrize("kind", [PartialDate, Moment, When])
    @pytest.mark.parametrize("value", [5, 1.5, True, [], {}, "x"])
    def test_what_is_no_text_is_refused_and_not_a_crash(self, kind: type, value: object) -> None:
        with pytest.raises(msgspec.ValidationError):
            msgspec.convert(value, kind, dec_hook=decode_hook)

    def test_there_and_back(self) -> None:
        moment = Moment(f"2017-09-27T10:00+06:00{ALMATY}")
        plain = msgspec.to_builtins(moment, enc_hook=encode_hook)
        assert type(plain) is str
        assert msgspec.convert(plain, Moment, dec_hook=decode_hook) == moment
