# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may be one and the same, and two records made one."""

import time
from typing import Any

import pytest

from casefile.base.errors import InvalidRecord, NotFound
from casefile.base.ids import new_id
from casefile.casework import cases, notes, people, undo
from casefile.casework.people import Sought
from casefile.records.forms import to_fields
from casefile.records.kinds import (
    KINDS,
    Attendance,
    Hearing,
    Incident,
    Link,
    Mission,
    Note,
    Party,
    Record,
)
from casefile.records.values import Audience, Consent, Name
from casefile.store import fulltext, reading
from casefile.vault.vault import Vault


@pytest.fixture
def case(sample_vault: Vault) -> str:
    """The id of the sample case."""
    return cases.all_cases(sample_vault)[0].id


def named(vault: Vault, case: str, name: str) -> Party:
    return next(p for p in reading.records(vault.store, Party, case) if p.name == name)


def add(vault: Vault, case: str, *names: str, **fields: Any) -> Party:
    party = Party(id=new_id(), case=case, names=tuple(Name(text=n) for n in names), **fields)
    with vault.edit(case) as edit:
        edit.put(party)
    return party


def stand(vault: Vault, case: str) -> dict[str, dict[str, Any]]:
    return {
        record.id: to_fields(record)
        for kind in KINDS.values()
        for record in reading.records(vault.store, kind, case)
    }


@pytest.mark.parametrize("typed", ["kush", "Куша", "Nurbek K", "Кушакбаев Нурбек", "Құшақ"])
def test_what_is_being_typed_finds_the_person_in_any_script(
    sample_vault: Vault, case: str, typed: str
) -> None:
    found = people.meant(sample_vault, case, typed)
    assert found[0].party.name == "Nurbek Kushakbayev"
    assert len({one.party.id for one in found}) == len(found)


@pytest.mark.parametrize("typed", ["", " ", "zwetschgen", "@"])
def test_what_fits_nobody_finds_nobody(sample_vault: Vault, case: str, typed: str) -> None:
    assert [one for one in people.meant(sample_vault, case, typed) if one.score > 0.95] == []
    assert people.perhaps_same(sample_vault, case, [typed]) == []


@pytest.mark.parametrize("typed", ["Larissa Kharkova", "Харькова Лариса", "L. Kharkova"])
def test_it_is_asked_whether_it_is_the_same_person(
    sample_vault: Vault, case: str, typed: str
) -> None:
    accused = named(sample_vault, case, "Larisa Kharkova")
    assert [one.party for one in people.perhaps_same(sample_vault, case, [typed])] == [accused]
    assert people.perhaps_same(sample_vault, case, [typed], but=accused.id) == []


def test_two_of_one_name_are_both_asked_about(sample_vault: Vault, case: str) -> None:
    add(sample_vault, case, "Larisa Kharkova")
    assert len(people.perhaps_same(sample_vault, case, ["Лариса Харькова"])) == 2
    assert len(people.meant(sample_vault, case, "Larisa Kharkova")) >= 2


def test_a_merge_points_every_reference_to_one_and_can_be_undone(
    sample_vault: Vault, case: str
) -> None:
    keep = named(sample_vault, case, "Nurbek Kushakbayev")
    gone = add(
        sample_vault, case, "Kushakbaev N.", "Нурбек Кушакбаев",
        roles=("witness", "trade-unionist"), affiliation="Elsewhere", remarks="Seen in Aqtau.",
    )  # fmt: skip
    hearing = reading.records(sample_vault.store, Hearing, case)[0]
    line = notes.log(sample_vault, case, "Speaks.", speaker=gone.id).note
    made: list[Record] = [
        Attendance(id=new_id(), case=case, hearing=hearing.id, party=gone.id),
        Incident(id=new_id(), case=case, sort="threat", targets=(keep.id, gone.id)),
        Mission(id=new_id(), case=case, title="M", sender=gone.id, members=(gone.id,)),
        Link(id=new_id(), case=case, from_=gone.id, to=keep.id),
        Link(id=new_id(), case=case, from_=gone.id, to=line.id),
    ]
    with sample_vault.edit(case) as edit:
        for record in made:
            edit.put(record)
    before = stand(sample_vault, case)
    heads = reading.heads(sample_vault.store, case)
    changes = people.merge(sample_vault, keep, gone)
    assert reading.heads(sample_vault.store, case)[changes.author].seq == (
        heads[changes.author].seq + 1
    )
    after = stand(sample_vault, case)
    assert gone.id not in str(after)
    now = reading.record(sample_vault.store, keep.id, Party)
    assert [(name.text, name.sort) for name in now.names][-1] == ("Kushakbaev N.", "alias")
    assert len(now.names) == len(keep.names) + 1
    assert now.roles == ("trade-unionist", "witness")
    assert now.affiliation == "KNPRK"
    assert now.remarks.endswith("\n\nSeen in Aqtau.")
    assert reading.record(sample_vault.store, line.id, Note).speaker == keep.id
    assert reading.record(sample_vault.store, made[1].id, Incident).targets == (keep.id,)
    assert reading.record(sample_vault.store, made[2].id, Mission).members == (keep.id,)
    assert reading.find(sample_vault.store, made[3].id) is None  # a link of one to itself
    assert reading.record(sample_vault.store, made[4].id, Link).from_ == keep.id
    undo.undo(sample_vault, case)
    assert stand(sample_vault, case) == before
    undo.redo(sample_vault, case)
    assert stand(sample_vault, case) == after
    assert fulltext.search(sample_vault.store, "Kushakbaev N", case=case)


def test_an_attendance_told_twice_is_told_once(sample_vault: Vault, case: str) -> None:
    hearing = reading.records(sample_vault.store, Hearing, case)[2]
    keep, gone = add(sample_vault, case, "One Person"), add(sample_vault, case, "One Persson")
    with sample_vault.edit(case) as edit:
        for party, status in ((keep, "present"), (gone, "present"), (gone, "absent")):
            edit.put(
                Attendance(
                    id=new_id(), case=case, hearing=hearing.id, party=party.id, status=status
                )
            )
    people.merge(sample_vault, keep, gone)
    left = reading.records(sample_vault.store, Attendance, case, parent=hearing.id)
    assert sorted(one.status for one in left) == ["absent", "present"]


ALLOWED = Consent(audience=Audience.PUBLIC)


@pytest.mark.parametrize(
    ("keep", "gone", "consent"),
    [
        ({"protected": True, "consent": (ALLOWED,)}, {"protected": True}, ()),
        ({"protected": True}, {"protected": True, "consent": (ALLOWED,)}, ()),
        ({"protected": True}, {"consent": (ALLOWED,)}, ()),
        ({"consent": (ALLOWED,)}, {"protected": True}, ()),
        ({"protected": True, "consent": (ALLOWED,)}, {}, (ALLOWED,)),
        (
            {"protected": True, "consent": (ALLOWED,)},
            {"protected": True, "consent": (ALLOWED,)},
            (ALLOWED,),
        ),
    ],
)
def test_nobody_is_less_guarded_after_a_merge(
    keep: dict[str, Any], gone: dict[str, Any], consent: tuple[Consent, ...]
) -> None:
    one = Party(id=new_id(), case=new_id(), names=(Name(text="A"),), **keep)
    other = Party(id=new_id(), case=one.case, names=(Name(text="B"),), **gone)
    united = people.united(one, other)
    assert united.protected
    assert united.consent == consent


@pytest.mark.parametrize("audiences", [("public", "private"), ("private", "public")])
def test_the_more_guarded_audience_stays(audiences: tuple[str, str]) -> None:
    first, second = (
        Party(id=new_id(), case=new_id(), names=(Name(text="A"),), audience=Audience(audience))
        for audience in audiences
    )
    assert people.united(first, second).audience is Audience.PRIVATE


def test_what_can_not_be_one_is_refused(sample_vault: Vault, case: str) -> None:
    person, other = add(sample_vault, case, "A B"), add(sample_vault, case, "C D")
    with pytest.raises(InvalidRecord, match="two records"):
        people.merge(sample_vault, person, person)
    with pytest.raises(InvalidRecord, match="organisation"):
        people.merge(sample_vault, person, add(sample_vault, case, "A B", sort="organisation"))
    elsewhere = cases.create_case(sample_vault, "Another").id
    with pytest.raises(InvalidRecord, match="of one case"):
        people.merge(sample_vault, person, add(sample_vault, elsewhere, "A B"))
    people.merge(sample_vault, person, other)
    with pytest.raises(NotFound):
        people.merge(sample_vault, person, other)


KUSH = ("Нурбек Кушакбаев", "Нұрбек Қушақбаев", "كوشاكباييف نوربك")


def test_the_roll_is_filtered_as_one_types_in_any_script(sample_vault: Vault, case: str) -> None:
    made = [add(sample_vault, case, name) for name in KUSH]
    add(sample_vault, case, "Олжас Қасымов")
    found = people.roll(sample_vault, case, Sought("kush")).parties
    assert {party.id for party in made} < {party.id for party in found}
    assert [party.name for party in found][-1].startswith(("Nurbek", "Н", "ك"))
    whole = people.roll(sample_vault, case, Sought())
    assert len(whole.parties) == whole.all == sum(whole.sorts.values())


def test_the_roll_is_sifted_by_sort_and_role_and_told_words(sample_vault: Vault, case: str) -> None:
    roll = people.roll(sample_vault, case, Sought(sort="court"))
    assert {party.sort for party in roll.parties} == {"court"}
    assert roll.sorts["person"] > 1  # what there is to choose from stays
    roll = people.roll(sample_vault, case, Sought(role="judge"))
    assert roll.parties
    assert all("judge" in party.roles for party in roll.parties)
    told = people.roll(sample_vault, case, Sought("interpret")).parties
    assert "Danara Ismetova" in [party.name for party in told]
    assert people.roll(sample_vault, case, Sought("zwetschgen")).parties == ()


@pytest.mark.parametrize("typed", ["kush", "Кушакб", "كوشا", "\u202ekush", "<b>", "k" * 10_000])
def test_a_thousand_are_sifted_while_one_types(sample_vault: Vault, case: str, typed: str) -> None:
    with sample_vault.edit(case) as edit:
        for at in range(1000):
            names = (Name(text=f"{KUSH[at % 3]} {at}"), Name(text=f"Ivan Ivanov {at}"))
            edit.put(Party(id=new_id(), case=case, names=names))
    people.roll(sample_vault, case, Sought(typed))
    began = time.process_time()
    people.roll(sample_vault, case, Sought(typed))
    assert time.process_time() - began < 1  # tens of milliseconds on a quiet machine


def test_what_a_merge_would_make_is_shown_before(sample_vault: Vault, case: str) -> None:
    keep, gone = named(sample_vault, case, "Larisa Kharkova"), add(sample_vault, case, "L. K.")
    pairing = people.pairing(sample_vault, keep.id, gone.id)
    assert (pairing.keep, pairing.gone, pairing.leaning) == (keep, gone, 0)
    assert pairing.united == people.united(keep, gone)
    assert people.pairing(sample_vault, gone.id, keep.id).leaning > 0
    people.merge(sample_vault, keep, gone)
    assert named(sample_vault, case, "Larisa Kharkova") == pairing.united
    with pytest.raises(NotFound):
        people.pairing(sample_vault, keep.id, gone.id)
