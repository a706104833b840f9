# SPDX-License-Identifier: GPL-3.0-or-later
"""Strength of passphrases."""

import pytest

from casefile.base.errors import InvalidRecord
from casefile.casework import passphrases


@pytest.mark.parametrize("weak", ["", "password", "12345678", "Shymkent2017", "qwertyuiop"])
def test_what_can_be_guessed_is_refused(weak: str) -> None:
    with pytest.raises(InvalidRecord, match="Passphrase"):
        passphrases.require_strong(weak)


def test_six_unrelated_words_are_enough() -> None:
    found = passphrases.strength("lantern otter quarrel basalt mitten froth")
    assert found.enough
    passphrases.require_strong("lantern otter quarrel basalt mitten froth")


def test_words_that_an_attacker_knows_count_for_nothing() -> None:
    assert passphrases.strength("Zhumadilov-Bekturganova").enough
    known = ("Zhumadilov", "Bekturganova")
    assert not passphrases.strength("Zhumadilov-Bekturganova", known).enough


def test_a_very_long_one_is_measured_at_once() -> None:
    assert passphrases.strength("ab" * 50_000).score >= 0
