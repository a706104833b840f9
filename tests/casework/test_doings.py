# SPDX-License-Identifier: GPL-3.0-or-later
"""What is to be taken back is known by name, and by few reads."""

import pytest
from msgspec.structs import replace

from casefile.base.ids import new_id
from casefile.casework import cases, moves, notes, people, undo
from casefile.casework.doings import Doing
from casefile.records.kinds import Case, Hearing, Party
from casefile.records.values import Name, When
from casefile.store import reading
from casefile.store.database import Store
from casefile.vault.vault import Vault


@pytest.fixture
def case(sample_vault: Vault) -> str:
    """The id of a case of the test's own."""
    return cases.create_case(sample_vault, "A case").id


def last(vault: Vault, case: str) -> Doing:
    doing = undo.outlook(vault, case).undo
    assert doing is not None
    return doing


def party(vault: Vault, case: str, name: str) -> Party:
    made = Party(id=new_id(vault.clock), case=case, names=(Name(text=name),))
    with vault.edit(case) as edit:
        edit.put(made)
    return made


def test_a_line_its_correction_and_its_withdrawal(sample_vault: Vault, case: str) -> None:
    first = notes.log(sample_vault, case, "j One").note
    assert (last(sample_vault, case).sort, last(sample_vault, case).title) == (
        "added",
        first.event_at,
    )
    notes.correct(sample_vault, first, "Two")
    assert last(sample_vault, case).sort == "corrected"
    with sample_vault.edit(case) as edit:
        edit.drop(first)
    assert last(sample_vault, case).sort == "withdrawn"


def test_a_merge_and_a_move_are_called_so(sample_vault: Vault, case: str) -> None:
    one, other = (party(sample_vault, case, name) for name in ("Larisa", "Лариса"))
    assert last(sample_vault, case) == Doing(
        "added", "party", "Лариса", ("names",), 1, frozenset({"party"})
    )
    people.merge(sample_vault, one, other)
    assert last(sample_vault, case).sort == "merged"
    hearing = Hearing(id=new_id(sample_vault.clock), case=case, scheduled_at=When("2017-09-27"))
    with sample_vault.edit(case) as edit:
        edit.put(hearing)
    moves.move(sample_vault, hearing, When("2017-09-29"))
    assert last(sample_vault, case).sort == "moved"


def test_a_redone_deed_keeps_its_name(sample_vault: Vault, case: str) -> None:
    notes.log(sample_vault, case, "j One")
    done = last(sample_vault, case)
    undo.undo(sample_vault, case)
    assert undo.outlook(sample_vault, case).redo == done
    undo.redo(sample_vault, case)
    assert last(sample_vault, case) == done
    undo.undo(sample_vault, case)
    assert undo.outlook(sample_vault, case).redo == done


def test_a_changed_field_is_named(sample_vault: Vault, case: str) -> None:
    held = reading.record(sample_vault.store, case, Case)
    with sample_vault.edit(case) as edit:
        edit.put(replace(held, reference="KZ-1"))
    assert last(sample_vault, case) == Doing(
        "changed", "case", "A case", ("reference",), 1, frozenset({"case"})
    )


def test_the_outlook_costs_the_same_in_a_long_case(
    sample_vault: Vault, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = []
    call = Store.call

    def counted(store: Store, *args: object) -> object:
        calls.append(args)
        return call(store, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(Store, "call", counted)
    counts = []
    for _round in range(2):
        for number in range(30):
            notes.log(sample_vault, case, f"j Line {number}")
        calls.clear()
        undo.outlook(sample_vault, case)
        counts.append(len(calls))
    assert counts[0] == counts[1] < 20
