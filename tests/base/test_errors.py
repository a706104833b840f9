# SPDX-License-Identifier: GPL-3.0-or-later
"""Expected errors say one sentence and a next step."""

import inspect

import pytest

from casefile.base import errors
from casefile.base.errors import CasefileError, InvalidRecord, VaultError

ALL = [
    found
    for _, found in inspect.getmembers(errors, inspect.isclass)
    if issubclass(found, CasefileError) and found is not InvalidRecord
]


@pytest.mark.parametrize("kind", ALL)
def test_a_sentence_and_a_next_step(kind: type[CasefileError]) -> None:
    error = kind("The disk is full.", "Free some space.")
    assert (error.sentence, error.next_step) == ("The disk is full.", "Free some space.")
    assert str(error) == "The disk is full. Free some space."
    assert str(kind("The disk is full.")) == "The disk is full."


def test_a_broken_rule_names_its_field() -> None:
    error = InvalidRecord("names[0].text", "can't be empty")
    assert (error.field, error.rule) == ("names[0].text", "can't be empty")
    assert str(error) == "names[0].text: can't be empty"


def test_the_drawn_tree_is_the_real_one() -> None:
    drawn = [
        line.split()[0] for line in errors.__doc__.replace("│", " ").splitlines() if "──" in line
    ]
    names = {
        line.split("── ")[1].split()[0] for line in errors.__doc__.splitlines() if "── " in line
    }
    assert len(drawn) == len(names)
    real = {found.__name__ for found in [*ALL, InvalidRecord]} - {"CasefileError"}
    assert names == real


def test_those_of_a_vault_can_be_caught_together() -> None:
    assert {found.__name__ for found in ALL if issubclass(found, VaultError)} == {
        "VaultError", "NotAVault", "VaultExists", "WrongPassphrase", "VaultInUse", "VaultDamaged",
        "NewerFormat",
    }  # fmt: skip
