# SPDX-License-Identifier: GPL-3.0-or-later
"""Undo, redo and restore: nothing of one's own is lost, nothing of others' is taken back."""

from collections.abc import Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace

from casefile.base.errors import CannotUndo, NotFound
from casefile.base.ids import new_id
from casefile.casework import cases, claims, hearings, history, moves, notes, undo
from casefile.journal.entry import author_id
from casefile.records.forms import to_fields
from casefile.records.kinds import (
    KINDS,
    Case,
    Claim,
    Hearing,
    Note,
    Party,
    Record,
    Release,
    Sanction,
)
from casefile.records.values import Moment, Name, When
from casefile.store import reading
from casefile.store.writing import Author, edit
from casefile.vault.vault import Vault


@pytest.fixture
def case(sample_vault: Vault) -> str:
    """The id of the sample case."""
    return cases.all_cases(sample_vault)[0].id


Deed = Callable[..., None]


@pytest.fixture
def other(sample_vault: Vault) -> Deed:
    """What somebody else does, as it would come in with a bundle."""
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    author = Author(author_id(public), key.sign, public)

    def put(*records: Record, drop: bool = False) -> None:
        with edit(sample_vault.store, author, records[0].case, sample_vault.clock) as one:
            for record in records:
                if drop:
                    one.drop(record)
                else:
                    one.put(record)

    return put


def put(vault: Vault, *records: Record) -> None:
    with vault.edit(records[0].case) as one:
        for record in records:
            one.put(record)


def stand(vault: Vault, case: str) -> dict[str, dict[str, Any]]:
    """Every live record of a case, as plain fields."""
    return {
        record.id: to_fields(record)
        for kind in KINDS.values()
        for record in reading.records(vault.store, kind, case)
    }


def title(vault: Vault, case: str) -> str:
    return reading.record(vault.store, case, Case).title


def retitle(vault: Vault, case: str, new: str) -> None:
    put(vault, replace(reading.record(vault.store, case, Case), title=new))


def test_a_line_is_taken_back_and_given_again(sample_vault: Vault, case: str) -> None:
    before = stand(sample_vault, case)
    logged = notes.log(sample_vault, case, "j Said in error #public")
    after = stand(sample_vault, case)
    changes = undo.undo(sample_vault, case)
    assert changes.touched == (("note", logged.note.id),)
    assert stand(sample_vault, case) == before
    undo.redo(sample_vault, case)
    assert stand(sample_vault, case) == after
    told = reading.history(sample_vault.store, case, logged.note.id)
    assert len({change.seq for change in told}) == 3  # all of it is in the history


def test_many_deeds_are_undone_one_by_one_and_redone_in_order(
    sample_vault: Vault, case: str
) -> None:
    states = [stand(sample_vault, case)]
    service = reading.records(sample_vault.store, Sanction, case)[0]
    deeds: list[Callable[[], object]] = [
        lambda: retitle(sample_vault, case, "A"),
        lambda: notes.log(sample_vault, case, "A line"),
        lambda: retitle(sample_vault, case, "B"),
        lambda: claims.add_claim(sample_vault, service, "months", "3", source="X"),
        lambda: put(sample_vault, replace(service, status="quashed", months=None)),
    ]
    for deed in deeds:
        deed()
        states.append(stand(sample_vault, case))
    for state in reversed(states[:-1]):
        undo.undo(sample_vault, case)
        assert stand(sample_vault, case) == state
    for state in states[1:]:
        undo.redo(sample_vault, case)
        assert stand(sample_vault, case) == state
    with pytest.raises(CannotUndo, match="nothing to redo"):
        undo.redo(sample_vault, case)


def test_undo_and_redo_may_take_turns(sample_vault: Vault, case: str) -> None:
    first = title(sample_vault, case)
    retitle(sample_vault, case, "A")
    retitle(sample_vault, case, "B")
    for deed, then in [
        (undo.undo, "A"), (undo.redo, "B"), (undo.undo, "A"), (undo.undo, first),
        (undo.redo, "A"), (undo.undo, first), (undo.redo, "A"), (undo.redo, "B"),
    ]:  # fmt: skip
        deed(sample_vault, case)
        assert title(sample_vault, case) == then
    undo.undo(sample_vault, case)
    retitle(sample_vault, case, "C")
    with pytest.raises(CannotUndo, match="nothing to redo"):
        undo.redo(sample_vault, case)
    undo.undo(sample_vault, case)
    assert title(sample_vault, case) == "A"
    undo.undo(sample_vault, case)
    assert title(sample_vault, case) == first


def test_what_is_undone_is_remembered_after_the_vault_was_closed(
    sample_vault: Vault, case: str
) -> None:
    from casefile.casework import sample
    from casefile.vault.vault import open_vault

    first = title(sample_vault, case)
    retitle(sample_vault, case, "A")
    retitle(sample_vault, case, "B")
    undo.undo(sample_vault, case)
    folder = sample_vault.folder
    sample_vault.close()
    with open_vault(folder, sample.PASSPHRASE) as again:
        undo.undo(again, case)
        assert title(again, case) == first
        undo.redo(again, case)
        undo.redo(again, case)
        assert title(again, case) == "B"


def test_a_withdrawn_record_lives_again(sample_vault: Vault, case: str) -> None:
    hearing = reading.records(sample_vault.store, Hearing, case)[0]
    before = stand(sample_vault, case)
    with sample_vault.edit(case) as one:
        one.drop(hearing)
    undo.undo(sample_vault, case)
    assert stand(sample_vault, case) == before
    undo.redo(sample_vault, case)
    assert reading.find(sample_vault.store, hearing.id) is None
    undo.undo(sample_vault, case)
    assert stand(sample_vault, case) == before


def test_a_deed_on_many_records_is_one_deed(sample_vault: Vault, case: str) -> None:
    hearing = Hearing(id=new_id(), case=case, scheduled_at=When("2017-09-27"))
    put(sample_vault, hearing)
    before = stand(sample_vault, case)
    done = moves.move(sample_vault, hearing, When("2017-09-29"))
    moves.keep_attendances(sample_vault, case, done.proposed)
    undo.undo(sample_vault, case)
    undo.undo(sample_vault, case)
    assert stand(sample_vault, case) == before


def test_fields_go_back_and_the_work_of_others_stays(
    sample_vault: Vault, case: str, other: Deed
) -> None:
    retitle(sample_vault, case, "Mine")
    other(replace(reading.record(sample_vault.store, case, Case), summary="Theirs"))
    undo.undo(sample_vault, case)
    now = reading.record(sample_vault.store, case, Case)
    assert (now.title, now.summary) == ("Larisa Kharkova, Shymkent 2017", "Theirs")


def test_a_field_that_somebody_changed_since_is_left_alone(
    sample_vault: Vault, case: str, other: Deed
) -> None:
    retitle(sample_vault, case, "Mine")
    other(replace(reading.record(sample_vault.store, case, Case), title="Theirs"))
    before = reading.heads(sample_vault.store, case)
    with pytest.raises(CannotUndo, match="“Title” was changed by somebody else"):
        undo.undo(sample_vault, case)
    assert title(sample_vault, case) == "Theirs"
    assert reading.heads(sample_vault.store, case) == before
    assert undo.undoable(sample_vault, case) is not None  # and it is still there to be tried


def test_a_refusal_refuses_the_whole_deed(sample_vault: Vault, case: str, other: Deed) -> None:
    people = reading.records(sample_vault.store, Party, case)[:2]
    put(sample_vault, *(replace(party, remarks="Mine") for party in people))
    other(replace(people[1], remarks="Theirs"))
    with pytest.raises(CannotUndo):
        undo.undo(sample_vault, case)
    now = [reading.record(sample_vault.store, party.id, Party).remarks for party in people]
    assert now == ["Mine", "Theirs"]


def test_what_others_changed_there_and_back_is_still_theirs(
    sample_vault: Vault, case: str, other: Deed
) -> None:
    retitle(sample_vault, case, "Mine")
    mine = reading.record(sample_vault.store, case, Case)
    other(replace(mine, title="Theirs"))
    other(mine)
    with pytest.raises(CannotUndo):
        undo.undo(sample_vault, case)


def test_a_record_that_others_worked_with_is_not_withdrawn(
    sample_vault: Vault, case: str, other: Deed
) -> None:
    made = Party(id=new_id(), case=case, names=(Name(text="X"),))
    put(sample_vault, made)
    other(replace(made, remarks="Theirs"))
    with pytest.raises(CannotUndo, match="worked with the same record"):
        undo.undo(sample_vault, case)
    assert reading.find(sample_vault.store, made.id) is not None


def test_a_record_that_others_refer_to_is_not_withdrawn(
    sample_vault: Vault, case: str, other: Deed
) -> None:
    hearing = hearings.start_hearing(sample_vault, case)
    theirs = Note(id=new_id(), case=case, hearing=hearing.id, event_at=When("2017"), text="Theirs")
    other(theirs)
    with pytest.raises(CannotUndo, match="somebody else"):
        undo.undo(sample_vault, case)
    other(theirs, drop=True)
    undo.undo(sample_vault, case)
    assert reading.find(sample_vault.store, hearing.id) is None
    other(replace(theirs, id=new_id(), hearing=None))  # later, and without any reference
    undo.redo(sample_vault, case)
    assert reading.find(sample_vault.store, hearing.id) is not None


def test_what_others_withdrew_or_revived_since_stays_so(
    sample_vault: Vault, case: str, other: Deed
) -> None:
    hearing = reading.records(sample_vault.store, Hearing, case)[0]
    put(sample_vault, replace(hearing, room="5"))
    other(hearing, drop=True)
    with pytest.raises(CannotUndo):
        undo.undo(sample_vault, case)
    other(hearing)
    with sample_vault.edit(case) as one:
        one.drop(hearing)
    other(hearing)
    with pytest.raises(CannotUndo):
        undo.undo(sample_vault, case)
    assert reading.find(sample_vault.store, hearing.id) is not None


def test_an_undoing_that_others_overtook_is_not_redone(
    sample_vault: Vault, case: str, other: Deed
) -> None:
    retitle(sample_vault, case, "Mine")
    undo.undo(sample_vault, case)
    other(replace(reading.record(sample_vault.store, case, Case), title="Theirs"))
    with pytest.raises(CannotUndo):
        undo.redo(sample_vault, case)
    assert title(sample_vault, case) == "Theirs"


def test_the_beginning_of_a_case_stays(sample_vault: Vault) -> None:
    made = cases.create_case(sample_vault, "New")
    with pytest.raises(CannotUndo, match="beginning"):
        undo.undo(sample_vault, made.id)
    assert reading.find(sample_vault.store, made.id) == made


def test_a_case_where_one_did_nothing_has_nothing_to_undo(sample_vault: Vault) -> None:
    with pytest.raises(CannotUndo, match="nothing of yours"):
        undo.undo(sample_vault, new_id())
    with pytest.raises(CannotUndo):
        undo.redo(sample_vault, new_id())


def test_what_left_the_vault_stays_on_record(sample_vault: Vault, case: str) -> None:
    logged = notes.log(sample_vault, case, "A line")
    release = Release(
        id=new_id(), case=case, sort="briefing", made_at=Moment("2017-09-27T10:00+00:00[UTC]")
    )
    put(sample_vault, release)
    undo.undo(sample_vault, case)  # the line, not the record that something left
    assert reading.find(sample_vault.store, release.id) == release
    assert reading.find(sample_vault.store, logged.note.id) is None


def test_what_was_destroyed_stays_destroyed(sample_vault: Vault, case: str) -> None:
    logged = notes.log(sample_vault, case, "To be destroyed")
    with sample_vault.edit(case) as one:
        one.erase([logged.note.id])
    with pytest.raises(CannotUndo, match="destroyed"):
        undo.undo(sample_vault, case)
    with pytest.raises(CannotUndo):
        undo.redo(sample_vault, case)


def test_an_earlier_value_is_restored(sample_vault: Vault, case: str) -> None:
    first = title(sample_vault, case)
    retitle(sample_vault, case, "A")
    retitle(sample_vault, case, "B")
    latest = history.history(sample_vault, case, case)[0]
    undo.restore(sample_vault, case, latest, before=True)
    assert title(sample_vault, case) == "A"
    undo.restore(sample_vault, case, latest)
    assert title(sample_vault, case) == "B"
    undo.undo(sample_vault, case)
    undo.undo(sample_vault, case)
    undo.undo(sample_vault, case)
    undo.undo(sample_vault, case)
    assert title(sample_vault, case) == first


def test_restoring_what_was_never_set_gives_the_default(sample_vault: Vault, case: str) -> None:
    hearing = reading.records(sample_vault.store, Hearing, case)[0]
    put(sample_vault, replace(hearing, room="5"))
    change = history.history(sample_vault, case, hearing.id)[0]
    undo.restore(sample_vault, case, change, before=True)
    assert reading.record(sample_vault.store, hearing.id, Hearing).room == ""


def test_a_withdrawn_record_is_brought_back_from_its_history(
    sample_vault: Vault, case: str
) -> None:
    logged = notes.log(sample_vault, case, "A line").note
    made = history.history(sample_vault, case, logged.id)[0]
    notes.withdraw(sample_vault, logged)
    gone = history.history(sample_vault, case, logged.id)[0]
    with pytest.raises(CannotUndo, match="bring it back first"):
        undo.restore(sample_vault, case, made)
    undo.restore(sample_vault, case, gone)
    assert reading.record(sample_vault.store, logged.id, Note) == logged
    with pytest.raises(CannotUndo, match="not withdrawn"):
        undo.restore(sample_vault, case, gone)


def test_a_preference_is_undone_with_what_it_ended(sample_vault: Vault, case: str) -> None:
    told = [c for c in reading.records(sample_vault.store, Claim, case) if c.field == "per"]
    claims.prefer(sample_vault, told[0], "First.")
    before = stand(sample_vault, case)
    claims.prefer(sample_vault, told[1], "Second.")
    undo.undo(sample_vault, case)
    assert stand(sample_vault, case) == before
    with pytest.raises(NotFound):
        reading.record(sample_vault.store, new_id())
