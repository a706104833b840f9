# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may speak at a hearing, and by which letters."""

import pytest

from casefile.base.errors import InvalidRecord
from casefile.base.ids import new_id
from casefile.casework import cases, hearings, notes, speakers
from casefile.records.kinds import Attendance, Hearing, Party
from casefile.records.values import Name
from casefile.records.vocabularies import prefixes
from casefile.vault.vault import Vault


@pytest.fixture
def hearing(sample_vault: Vault) -> Hearing:
    case = cases.all_cases(sample_vault)[0]
    return hearings.start_hearing(sample_vault, case.id, zone="Asia/Almaty")


def come(vault: Vault, hearing: Hearing, name: str, capacity: str, status: str) -> str:
    party = Party(id=new_id(), case=hearing.case, names=(Name(text=name),))
    there = Attendance(
        id=new_id(), case=hearing.case, hearing=hearing.id, party=party.id,
        capacity=capacity, status=status,
    )  # fmt: skip
    with vault.edit(hearing.case) as edit:
        edit.put(party)
        edit.put(there)
    return party.id


def test_those_who_are_there_come_first(sample_vault: Vault, hearing: Hearing) -> None:
    judge = come(sample_vault, hearing, "Дюсенова", "presiding-judge", "present")
    come(sample_vault, hearing, "Absent One", "witness", "absent")
    come(sample_vault, hearing, "Turned Away", "witness", "refused-for-space")
    come(sample_vault, hearing, "An Observer", "observer", "admitted")
    offered = speakers.speakers(sample_vault, hearing)
    assert (offered[0].id, offered[0].label) == (judge, "Дюсенова, Presiding judge")
    assert [one.id for one in offered[1:6]] == list(speakers.usual_letters().values())
    assert len({one.id for one in offered}) == len(offered)


def test_a_person_speaks_in_the_role_of_this_hearing(sample_vault: Vault, hearing: Hearing) -> None:
    judge = come(sample_vault, hearing, "Дюсенова", "presiding-judge", "present")
    logged = notes.log(sample_vault, hearing.case, "Opens.", hearing=hearing.id, speaker=judge)
    assert (logged.note.speaker, logged.note.speaker_role) == (judge, "presiding-judge")


def test_letters_can_be_chosen_and_forgotten(sample_vault: Vault, hearing: Hearing) -> None:
    speakers.set_letters(sample_vault, {"ж": "judge", "k": "court-clerk"})
    assert speakers.letters(sample_vault) == {"ж": "judge", "k": "court-clerk"}
    logged = notes.log(sample_vault, hearing.case, "ж Открывает.", hearing=hearing.id)
    assert (logged.note.speaker_role, logged.note.text) == ("judge", "Открывает.")
    other = notes.log(sample_vault, hearing.case, "j Opens.", hearing=hearing.id)
    assert other.note.text == "j Opens."
    speakers.set_letters(sample_vault, {})
    assert speakers.letters(sample_vault) == prefixes()


@pytest.mark.parametrize("letter", ["", " ", "jj", "#", "@", "!", '"', "/"])
def test_what_is_no_letter_is_refused(sample_vault: Vault, letter: str) -> None:
    with pytest.raises(InvalidRecord):
        speakers.set_letters(sample_vault, {letter: "judge"})


def test_an_unknown_role_is_refused(sample_vault: Vault) -> None:
    with pytest.raises(InvalidRecord, match="nobody"):
        speakers.set_letters(sample_vault, {"j": "nobody"})
