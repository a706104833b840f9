# SPDX-License-Identifier: GPL-3.0-or-later
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.extraction.plaintext import decoded, guess, open_plaintext
from casefile.extraction.protocol import Failure, Fault

RUSSIAN = "Заседание перенесено. Наблюдатели ждали у двери, судья вышла без объяснений."
FRENCH = "L’audience a été reportée sans préavis; les observateurs étaient déjà là."


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1251", "koi8-r"],
)
def test_russian_is_read_in_every_encoding(encoding: str) -> None:
    assert decoded(RUSSIAN.encode(encoding)) == RUSSIAN


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16-le", "utf-16-be"])
def test_western_text_is_read(encoding: str) -> None:
    assert decoded(FRENCH.encode(encoding)) == FRENCH


def test_byte_order_marks_of_utf32_and_utf16_are_told_apart() -> None:
    assert decoded(b"\xff\xfe\0\0" + "Да".encode("utf-32-le")) == "Да"
    assert decoded(b"\xfe\xff" + "Да".encode("utf-16-be")) == "Да"


def test_what_cannot_be_read_is_shown_as_unreadable() -> None:
    assert "\ufffd" in decoded(b"\xef\xbb\xbfabc\xff")


def test_the_smallest_of_samples_can_be_guessed() -> None:
    assert guess(b"") in {"cp1251", "cp1252", "koi8-r"}


@pytest.mark.parametrize("data", [bytes(range(256)) * 4, b"MZ" + bytes(900), b"\x01\x02" * 50])
def test_what_is_no_text_is_refused(data: bytes) -> None:
    with pytest.raises(Fault) as error:
        open_plaintext(data)
    assert error.value.failure is Failure.NOT_WHAT_IT_SAYS


def test_pages_of_a_print_file_are_pages() -> None:
    assert open_plaintext(b"one\ftwo").count == 2


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with suppress(Fault):
        assert isinstance(decoded(data), str)
