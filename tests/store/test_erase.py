# SPDX-License-Identifier: GPL-3.0-or-later
"""What is erased is nowhere any more, what was not is untouched, and the chains still verify."""

import pytest
from msgspec.structs import replace

from casefile.base.errors import NotFound
from casefile.base.ids import new_id
from casefile.journal.entry import decode, verify_entry
from casefile.journal.operations import Erase, Put
from casefile.records.kinds import Case, Note, Party
from casefile.records.values import Name
from casefile.store import checks, local, reading
from casefile.store.database import Store
from casefile.store.fulltext import extracted_text, put_extracted, search
from casefile.store.index import key_of
from casefile.store.kept import doomed, ever_kept
from casefile.store.writing import append
from tests.store.people import (
    TABLES,
    Person,
    a_case,
    a_document,
    a_hearing,
    a_note,
    drop,
    erase,
    keys,
    put,
    rows_of,
    send,
    shown,
)

NEEDLE = "Zaurekova"
EVERYWHERE = (*TABLES, "search_data", "search_idx")


def sound(store: Store) -> bool:
    assert checks.journal(store, every_signature=True) == []
    assert checks.projection(store) == []
    assert checks.pages(store) == []
    return True


def found_in(store: Store, needle: str) -> list[str]:
    """The tables in which a needle lies, with those of the index."""
    needles = [needle.encode(), needle.lower().encode(), needle.lower()[1:].encode()]
    found = []
    for table in EVERYWHERE:
        for row in rows_of(store, table):
            text = b"|".join(
                cell if isinstance(cell, bytes) else str(cell).encode() for cell in row
            )
            if any(one in text for one in needles):
                found.append(table)
                break
    return found


@pytest.fixture
def note(store: Store, anna: Person, case: Case) -> Note:
    """A note with a needle, among others, changed once and read from one."""
    for number in range(20):
        put(store, anna, a_note(case.id, f"Line {number} of the log"))
    note = a_note(case.id, f"{NEEDLE} told me this in confidence")
    put(store, anna, note, a_note(case.id, "In the same entry"))
    put(store, anna, replace(note, text=f"{NEEDLE} told us this in confidence", starred=True))
    return note


def test_the_needle_was_there(store: Store, note: Note) -> None:
    assert set(found_in(store, NEEDLE)) == {"entries", "records", "search_data"}


def test_it_is_nowhere_afterwards(store: Store, anna: Person, note: Note) -> None:
    changes = erase(store, anna, note.case, [note.id])
    assert changes.touched == (("note", note.id),)
    assert found_in(store, NEEDLE) == []
    assert found_in(store, key_of(NEEDLE.lower())) == []
    assert reading.find(store, note.id) is None
    assert reading.history(store, note.case, note.id) == []
    assert search(store, "confidence") == []
    assert store.run("PRAGMA freelist_count").scalar() == 0
    assert sound(store)


def test_what_was_not_erased_is_as_it_was(store: Store, anna: Person, note: Note) -> None:
    before = shown(store)
    entries = {e.hash: e for e in reading.entries(store, note.case)}
    erase(store, anna, note.case, [note.id])
    after = shown(store)
    del before[f"{note.case} {note.id}"]
    assert after == before
    assert len(search(store, "line", limit=100)) == 20
    assert search(store, "same entry")
    kept = {e.hash: e for e in reading.entries(store, note.case)}
    assert set(entries) < set(kept)
    assert [kept[hash_].header for hash_ in entries] == [e.header for e in entries.values()]
    assert sum(entry.withheld for entry in kept.values()) == 4


def test_the_erasure_is_an_entry_that_travels(
    store: Store, other: Store, anna: Person, note: Note
) -> None:
    send(store, other, note.case, anna)
    assert search(other, NEEDLE)
    put_extracted_before = reading.counts(other, note.case)
    erase(store, anna, note.case, [note.id])
    came = send(store, other, note.case, anna)
    assert came.erased
    assert came.touched == {"note": (note.id,)}
    assert found_in(other, NEEDLE) == []
    assert reading.counts(other, note.case)["note"] == put_extracted_before["note"] - 1
    operation = list(reading.entries(other, note.case))[-1].operations[0][1]
    assert isinstance(operation, Erase)
    assert len(operation.targets) == 4
    assert shown(store) == shown(other)
    assert sound(other)


def test_a_document_goes_with_its_text_and_picture(store: Store, anna: Person, case: Case) -> None:
    document, kept = a_document(case.id), a_document(case.id, "Another report")
    put(store, anna, document, kept)
    for one in (document, kept):
        put_extracted(store, one.id, f"Report by {NEEDLE}")
        local.put_thumbnail(store, one.id, b"picture")
    erase(store, anna, case.id, [document.id])
    assert extracted_text(store, document.id) == ""
    assert local.thumbnail(store, document.id) is None
    assert extracted_text(store, kept.id)
    assert local.thumbnail(store, kept.id) == b"picture"
    assert [hit.id for hit in search(store, NEEDLE)] == [kept.id]
    assert sound(store)


def test_a_hearing_goes_with_its_draft(store: Store, anna: Person, case: Case) -> None:
    hearing = a_hearing(case.id)
    put(store, anna, hearing)
    local.save_draft(store, hearing.id, f"{NEEDLE} says")
    local.save_draft(store, hearing.id + local.UNFINISHED, f"room of {NEEDLE}")
    local.save_draft(store, f"{hearing.id}/attendance{local.UNFINISHED}", f"{NEEDLE} was there")
    local.save_draft(store, case.id, "on something else")
    erase(store, anna, case.id, [hearing.id])
    assert found_in(store, NEEDLE) == []
    assert local.draft(store, case.id) == "on something else"


def test_a_line_goes_with_the_correction_that_is_being_typed(
    store: Store, anna: Person, note: Note
) -> None:
    local.save_draft(
        store, new_id(), f'{{"draft":"line","corrects":"{note.id}","text":"{NEEDLE}"}}'
    )
    erase(store, anna, note.case, [note.id])
    assert found_in(store, NEEDLE) == []


def test_a_person_goes_with_what_was_answered_of_the_name(
    store: Store, anna: Person, case: Case
) -> None:
    party = Party(id=new_id(), case=case.id, names=(Name(text=NEEDLE),))
    put(store, anna, party)
    local.set_local(store, local.APART + case.id, f'{{"x":["{NEEDLE}"]}}'.encode())
    erase(store, anna, case.id, [party.id])
    assert found_in(store, NEEDLE) == []


def test_a_needle_in_the_file_itself(store: Store, anna: Person, note: Note) -> None:
    raw = store.path.read_bytes()
    assert NEEDLE.encode() not in raw
    assert b"note" not in raw
    size = len(raw)
    big = a_note(note.case, "Long " * 100_000)
    put(store, anna, big)
    assert store.path.stat().st_size > size + 500_000
    erase(store, anna, note.case, [big.id])
    assert store.path.stat().st_size < size + 100_000


def test_withdrawn_records_are_erased_too(store: Store, anna: Person, note: Note) -> None:
    with_drop = a_case()
    put(store, anna, with_drop)
    drop(store, anna, note)
    erase(store, anna, note.case, [note.id])
    assert found_in(store, NEEDLE) == []
    assert sound(store)


def test_erasing_twice_is_not_found(store: Store, anna: Person, note: Note) -> None:
    erase(store, anna, note.case, [note.id])
    with pytest.raises(NotFound):
        erase(store, anna, note.case, [note.id])
    with pytest.raises(NotFound):
        erase(store, anna, note.case, [new_id()])


def test_others_fields_on_the_record_go_too(
    store: Store, other: Store, anna: Person, bolat: Person, note: Note
) -> None:
    send(store, other, note.case, anna)
    put(other, bolat, replace(note, language="kk", text=f"{NEEDLE} in Kazakh"))
    send(other, store, note.case, anna, bolat)
    assert reading.conflicts(store, note.case) == []
    erase(store, anna, note.case, [note.id])
    assert found_in(store, NEEDLE) == []
    send(store, other, note.case, anna, bolat)
    assert found_in(other, NEEDLE) == []
    assert sound(store)
    assert sound(other)


def test_the_id_can_be_used_again(store: Store, anna: Person, note: Note) -> None:
    erase(store, anna, note.case, [note.id])
    again = replace(note, text="Something harmless")
    put(store, anna, again)
    assert reading.record(store, note.id) == again
    assert sound(store)


def test_it_is_gone_from_what_a_fork_left_aside(
    store: Store, other: Store, anna: Person, bolat: Person
) -> None:
    case, note, document, digest = new_id(), new_id(), new_id(), "ab" * 32
    anna.says(case, Put("case", case, "title", "Title"))
    anna.says(case, *said(note, "Nazym said"), Put("document", document, "title", "Report"))
    twin = Person(anna.key, anna.chain[:1])
    twin.says(case, *said(note, NEEDLE), *said(new_id(), "Harmless"))
    twin.says(case, Put("document", document, "sha256", digest))
    append(store, anna.chain, keys(anna))
    append(store, twin.chain, keys(anna))
    append(other, twin.chain, keys(anna))
    assert found_in(store, NEEDLE) == ["forks"]
    assert ever_kept(store) == {digest}
    erase(store, bolat, case, [note, document])
    assert found_in(store, NEEDLE) == []
    assert found_in(store, "Harmless") == ["forks"]
    assert (doomed(store), ever_kept(store)) == ({digest}, set())
    for (line,) in store.run("SELECT line FROM forks"):
        verify_entry(decode(line))
    append(store, twin.chain, keys(anna))
    assert found_in(store, NEEDLE) == [], "nor does it come back"
    send(store, other, case, anna, bolat)
    assert found_in(other, NEEDLE) == [], "where the other chain is held it goes, too"
    assert found_in(other, "Nazym") == []
    assert sound(store)
    assert sound(other)


def said(note: str, text: str) -> list[Put]:
    return [
        Put("note", note, "event_at", "2017-09-27T10:00+06:00[Asia/Almaty]"),
        Put("note", note, "text", text),
    ]
