# SPDX-License-Identifier: GPL-3.0-or-later
"""What endangers somebody is destroyed with all that leans on it; everything else stays."""

from pathlib import Path

import pytest

from casefile.base.errors import CannotUndo, InvalidRecord, NotFound
from casefile.base.ids import new_id
from casefile.casework import briefings, cases, erasing, exchange, hearings, notes, undo
from casefile.casework.unfinished import keep_unfinished, place_of, unfinished
from casefile.records.kinds import KINDS, Attendance, Case, Link, Note, Party, Record
from casefile.records.values import Name
from casefile.store import local, reading
from casefile.vault.vault import Vault
from casefile.vault.verify import verify
from tests.casework.readings import read_pages

NEEDLE = "Zwetschgenbaum"


@pytest.fixture
def case(sample_vault: Vault) -> str:
    return cases.all_cases(sample_vault)[0].id


def all_texts(vault: Vault, case: str) -> str:
    return repr(list(reading.entries(vault.store, case)))


def test_a_person_goes_with_all_that_says_nothing_without_them(
    sample_vault: Vault, case: str
) -> None:
    store = sample_vault.store
    hearing = hearings.hearing_rows(sample_vault, case)[0].hearing
    gone = Party(id=new_id(), case=case, names=(Name(text=NEEDLE),), roles=("witness",))
    other = reading.records(store, Party, case)[0]
    line = notes.log(sample_vault, case, "Is heard.", hearing=hearing.id, speaker=other.id).note
    with sample_vault.edit(case) as edit:
        edit.put(gone)
        edit.put(Attendance(id=new_id(), case=case, hearing=hearing.id, party=gone.id))
        edit.put(Link(id=new_id(), case=case, from_=line.id, to=gone.id, relation="about"))
    before = {kind: len(reading.records(store, kind, case)) for kind in KINDS.values()}
    keep_unfinished(sample_vault, place_of(Party, case, gone.id), {"names": NEEDLE})
    erasing.erase(sample_vault, case, gone.id)
    after = {kind: len(reading.records(store, kind, case)) for kind in KINDS.values()}
    assert {kind.kind for kind in before if before[kind] != after[kind]} == {
        "party", "attendance", "link",
    }  # fmt: skip
    assert NEEDLE not in all_texts(sample_vault, case)
    assert unfinished(sample_vault, place_of(Party, case, gone.id)) == {}
    assert verify(sample_vault).problems == ()
    with pytest.raises(NotFound):
        erasing.erase(sample_vault, case, gone.id)
    with pytest.raises(CannotUndo):
        undo.undo(sample_vault, case)


@pytest.mark.parametrize("which", [0, 1, 2])
def test_a_line_goes_with_its_corrections(sample_vault: Vault, case: str, which: int) -> None:
    hearing = hearings.hearing_rows(sample_vault, case)[0].hearing.id
    lines = [notes.log(sample_vault, case, f"{NEEDLE} stays.", hearing=hearing).note]
    for _time in range(2):
        lines.append(notes.correct(sample_vault, lines[-1], f"{NEEDLE} stays away.").note)
    local.save_draft(sample_vault.store, lines[which].id, NEEDLE)
    count = len(reading.records(sample_vault.store, Note, case))
    erasing.erase(sample_vault, case, lines[which].id)
    assert len(reading.records(sample_vault.store, Note, case)) == count - 3
    assert NEEDLE not in all_texts(sample_vault, case)
    assert not local.draft(sample_vault.store, lines[which].id)


def test_lines_that_correct_each_other_in_a_circle_go_together(
    sample_vault: Vault, case: str
) -> None:
    one, other = new_id(), new_id()
    with sample_vault.edit(case) as edit:
        for id_, corrects in ((one, other), (other, one)):
            edit.put(Note(id=id_, case=case, text=NEEDLE, event_at="2017", corrects=corrects))
    erasing.erase(sample_vault, case, one)
    assert NEEDLE not in all_texts(sample_vault, case)


def test_the_case_itself_is_not_erased(sample_vault: Vault, case: str) -> None:
    with pytest.raises(InvalidRecord, match="delete the folder"):
        erasing.erase(sample_vault, case, case)


@pytest.mark.usefixtures("light_envelopes")
def test_everything_goes_on_without_one_of_each_kind(
    sample_vault: Vault, case: str, tmp_path: Path
) -> None:
    def first(kind: type[Record]) -> list[Record]:
        return reading.records(sample_vault.store, kind, case)[:1]

    erased = [record for kind in KINDS.values() if kind is not Case for record in first(kind)]
    assert len(erased) > 10
    for record in erased:
        if reading.find(sample_vault.store, record.id):  # not gone with another
            erasing.erase(sample_vault, case, record.id)
    read_pages(sample_vault, case, "the")
    assert verify(sample_vault).problems == ()
    briefings.save(sample_vault, case, tmp_path / "briefing.pdf")
    to = [sample_vault.identity.card().age_recipient]
    exchange.export_case(
        sample_vault, case, tmp_path / "all.casebundle", exchange.Sealing(recipients=to)
    )
