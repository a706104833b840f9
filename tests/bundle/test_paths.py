# SPDX-License-Identifier: GPL-3.0-or-later
"""Names of files in a bundle: the refused ones are in the list of hostile tars."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.base.errors import BundleRefused
from casefile.bundle.paths import check_path, same_key, unique_names
from casefile.bundle.refusal import shown


@pytest.mark.parametrize(
    "path",
    ["a", "data/documents/Приговор суда 27.09.2017.pdf", "документ", "a b", "console.txt", ".x"],
)
def test_ordinary_names_pass(path: str) -> None:
    assert check_path(path, 240) == path


@pytest.mark.parametrize(
    "path", ["con", "Aux.txt", "conin$", "CONOUT$", "nul .txt", "LPT9", "a/prn"]
)
def test_devices_do_not(path: str) -> None:
    with pytest.raises(BundleRefused, match="device"):
        check_path(path, 240)


def test_the_limit_counts_bytes() -> None:
    check_path("д" * 120, 240)
    with pytest.raises(BundleRefused, match="too long"):
        check_path("д" * 121, 240)


@pytest.mark.parametrize(
    ("a", "b"), [("A", "a"), ("é", "e\u0301"), ("STRASSE", "straße"), ("ΌΣΟΣ", "όσος")]
)
def test_names_that_some_system_takes_for_one_have_one_key(a: str, b: str) -> None:
    assert same_key(a) == same_key(b)


def test_unique_names_are_safe_and_differ_everywhere() -> None:
    wanted = ["a.pdf", "A.PDF", "a (2).pdf", "a.pdf", "", "..", "100%.txt", "con", "noext", "NOEXT"]
    names = unique_names(wanted)
    assert names == [
        "a.pdf",
        "A (2).PDF",
        "a (2) (2).pdf",
        "a (3).pdf",
        "file",
        "file (2)",
        "100.txt",
        "_con",
        "noext",
        "NOEXT (2)",
    ]
    assert len({same_key(name) for name in names}) == len(names)
    for name in names:
        check_path(f"data/documents/{name}", 240)


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=60), max_size=8))
def test_whatever_documents_are_called_every_reader_takes_their_names(wanted: list[str]) -> None:
    names = unique_names([*wanted, *wanted])
    assert len({same_key(name) for name in names}) == 2 * len(wanted)
    for name in names:
        assert check_path(f"data/documents/{name}", 240)
        assert "/" not in name


def test_a_document_called_like_a_device_in_any_letters_is_taken() -> None:
    devices = ["con", "AUX", "nul", "com1", "LPT9", "com¹", "conin$"]
    wide = ["".join(chr(ord(sign) + 0xFEE0) for sign in device) for device in ("CON", "lpt1")]
    endings = ["", ".txt", ".a.txt", "．txt", "․txt", "。txt"]
    for parts in product(devices + wide, ["", " ", "\u00a0", "\u2003"], endings):
        (name,) = unique_names(["".join(parts)])
        assert check_path(f"data/documents/{name}", 240)


def test_ten_thousand_files_of_one_name_are_named_quickly() -> None:
    assert len(set(unique_names(["scan.pdf"] * 10_000))) == 10_000


def test_names_are_shown_without_what_they_hide() -> None:
    assert shown("a\u202eb\n") == "a\ufffdb\ufffd"
    assert shown("n" * 200) == "n" * 80 + "…"
