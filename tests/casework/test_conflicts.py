# SPDX-License-Identifier: GPL-3.0-or-later
"""Two authors who did not know of each other, and one who settles it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from casefile.base.errors import NotFound
from casefile.casework import cases, conflicts, undo
from casefile.records.kinds import Case, Hearing
from casefile.store import reading
from casefile.store.writing import append
from casefile.vault import keys
from casefile.vault.vault import Vault, create


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Vault]:
    """The vault of a colleague."""
    with create(tmp_path / "other.casefile", "another pass", "B.", work=keys.FLOOR) as vault:
        yield vault


@pytest.fixture
def case(sample_vault: Vault) -> str:
    """The id of the sample case."""
    return cases.all_cases(sample_vault)[0].id


def hand_over(giver: Vault, taker: Vault, case: str) -> None:
    """All that one vault holds of a case, to another."""
    known = {giver.author.id: giver.author.public_key, taker.author.id: taker.author.public_key}
    append(taker.store, list(reading.entries(giver.store, case)), known)


def say(vault: Vault, case: str, room: str) -> str:
    """Somebody sets the room of the first hearing; returns its id."""
    hearing = reading.records(vault.store, Hearing, case)[0]
    with vault.edit(case) as edit:
        edit.put(replace(hearing, room=room))
    return hearing.id


@pytest.mark.parametrize("chosen", ["3", "4"])
def test_a_conflict_is_settled_by_either_value_for_both(
    sample_vault: Vault, other: Vault, case: str, chosen: str
) -> None:
    hand_over(sample_vault, other, case)
    hearing = say(sample_vault, case, "3")
    say(other, case, "4")
    hand_over(other, sample_vault, case)
    (found,) = conflicts.open_conflicts(sample_vault, case)
    assert (found.record.id, found.conflict.field) == (hearing, "room")
    assert {one.value for one in found.conflict.values} == {"3", "4"}
    assert found.conflict.values[0].value == "4"
    assert len(found.authors) == 2
    conflicts.settle(sample_vault, hearing, "room", chosen)
    assert conflicts.open_conflicts(sample_vault, case) == ()
    hand_over(sample_vault, other, case)
    assert conflicts.open_conflicts(other, case) == ()
    for vault in (sample_vault, other):
        assert reading.record(vault.store, hearing, Hearing).room == chosen
    with pytest.raises(NotFound, match="settled"):
        conflicts.settle(sample_vault, hearing, "room", "3")


def test_settling_is_one_deed_that_can_be_undone(
    sample_vault: Vault, other: Vault, case: str
) -> None:
    hand_over(sample_vault, other, case)
    hearing = say(sample_vault, case, "3")
    say(other, case, "4")
    hand_over(other, sample_vault, case)
    conflicts.settle(sample_vault, hearing, "room", "3")
    undo.undo(sample_vault, case)
    assert reading.record(sample_vault.store, hearing, Hearing).room == "4"


def test_the_title_of_the_case_may_be_in_conflict(
    sample_vault: Vault, other: Vault, case: str
) -> None:
    hand_over(sample_vault, other, case)
    for vault, title in ((sample_vault, "One"), (other, "Two")):
        with vault.edit(case) as edit:
            edit.put(replace(reading.record(vault.store, case, Case), title=title))
    hand_over(other, sample_vault, case)
    (found,) = conflicts.open_conflicts(sample_vault, case)
    with pytest.raises(NotFound):
        conflicts.settle(sample_vault, case, "title", "Three")
    conflicts.settle(sample_vault, case, "title", "One")
    assert found.record.kind == "case"
    assert conflicts.open_conflicts(sample_vault, case) == ()
