# SPDX-License-Identifier: GPL-3.0-or-later
"""From what is typed in court to what is kept."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from casefile.base.errors import InvalidRecord, NotFound
from casefile.casework import cases, hearings, logs, marks, notes, sample
from casefile.records.kinds import Attendance, Hearing, Note, Party
from casefile.records.values import Moment, When
from casefile.store import reading
from casefile.vault.vault import Vault, open_vault

TEN = Moment("2017-09-27T10:00+06:00[Asia/Almaty]")


@pytest.mark.parametrize(
    ("typed", "role", "sort", "text", "rights"),
    [
        ("Opens the hearing.", "", "summary", "Opens the hearing.", ()),
        ("j Opens the hearing.", "judge", "summary", "Opens the hearing.", ()),
        ("p Reads the charge.", "prosecutor", "summary", "Reads the charge.", ()),
        ('w "I was not there."', "witness", "verbatim", '"I was not there."', ()),
        ("«Я не виновата»", "", "verbatim", "«Я не виновата»", ()),
        ("„Ich verstehe nicht.“", "", "verbatim", "„Ich verstehe nicht.“", ()),
        ("// Tense", "", "opinion", "Tense", ()),
        ("! No interpreter", "", "irregularity", "No interpreter", ()),
        ("a Asks for one #interpreter", "accused", "summary", "Asks for one", ("interpreter",)),
        ("No #interpreter came", "", "summary", "No interpreter came", ("interpreter",)),
        ("Late #undue #appeal", "", "summary", "Late", ("undue-delay", "appeal")),
        ("Twice #appeal #appeal", "", "summary", "Twice", ("appeal",)),
        ("See #nosuchright", "", "summary", "See #nosuchright", ()),
        ("a", "", "summary", "a", ()),
        ("I was there", "", "summary", "I was there", ()),
        ("room #", "", "summary", "room #", ()),
        ("C# is not a tag", "", "summary", "C# is not a tag", ()),
    ],
)
def test_marks_are_read(
    typed: str, role: str, sort: str, text: str, rights: tuple[str, ...]
) -> None:
    assert marks.parse_line(typed) == marks.ParsedLine(text, sort, role, rights)


@pytest.fixture
def appeal(sample_vault: Vault) -> Hearing:
    """The appeal that was moved."""
    case = cases.all_cases(sample_vault)[0]
    found = reading.records(sample_vault.store, Hearing, case.id)
    return next(hearing for hearing in found if hearing.status == "moved")


def test_a_line_is_in_the_log_with_its_three_times(sample_vault: Vault, appeal: Hearing) -> None:
    logged = notes.log(sample_vault, appeal.case, "j Opens. #public", hearing=appeal.id, at=TEN)
    rows = logs.log_rows(sample_vault, appeal.case, appeal.id)
    row = next(row for row in rows if row.note.id == logged.note.id)
    assert row.note.event_at == TEN
    assert row.note.taken == "later"
    assert abs(row.written - sample_vault.clock()) < 60_000
    assert row.speaker == "Judge"
    assert row.note.rights == ("public-hearing",)


@pytest.mark.parametrize(
    ("minutes", "taken"), [(0, "live"), (9, "live"), (11, "same-day"), (12 * 60, "same-day")]
)
def test_how_a_line_was_taken_follows_from_its_times(minutes: int, taken: str) -> None:
    assert notes.how_taken(When(TEN), TEN.milliseconds + minutes * 60_000) == taken


def test_a_day_alone_is_never_live() -> None:
    assert notes.how_taken(When("2017-09-27"), TEN.milliseconds) == "later"


def test_midnight_at_the_place_decides_what_is_the_same_day() -> None:
    late = Moment("2017-09-27T23:40+06:00[Asia/Almaty]")
    assert notes.how_taken(When(late), late.milliseconds + 30 * 60_000) == "later"


@pytest.mark.parametrize("typed", ["", "   ", "j  ", "//", "#appeal", "!"])
def test_a_line_without_words_is_refused_and_writes_nothing(
    sample_vault: Vault, appeal: Hearing, typed: str
) -> None:
    before = reading.heads(sample_vault.store, appeal.case)
    with pytest.raises(InvalidRecord):
        notes.log(sample_vault, appeal.case, typed, hearing=appeal.id)
    assert reading.heads(sample_vault.store, appeal.case) == before


def test_a_hearing_that_is_not_there_is_said(sample_vault: Vault, appeal: Hearing) -> None:
    with pytest.raises(NotFound):
        notes.log(sample_vault, appeal.case, "x", hearing="01a00000-0000-7000-8000-000000000000")


def test_a_speaker_may_be_a_role_or_a_name_in_another_script(
    sample_vault: Vault, appeal: Hearing
) -> None:
    by_name = notes.log(sample_vault, appeal.case, "Speaks.", speaker="Кушакбаев Нурбек", at=TEN)
    by_other = notes.log(sample_vault, appeal.case, "Speaks.", speaker="Nurbek Kushakbaev", at=TEN)
    by_role = notes.log(sample_vault, appeal.case, "Speaks.", speaker="judge", at=TEN)
    party = reading.record(sample_vault.store, by_other.note.speaker or "", Party)
    assert party.name == "Nurbek Kushakbayev"
    assert by_name.note.speaker == by_other.note.speaker
    judge = reading.record(sample_vault.store, by_role.note.speaker or "", Party)
    assert judge.name == "Svetlana Shinaliyeva"
    with pytest.raises(InvalidRecord, match="Nobody Known"):
        notes.log(sample_vault, appeal.case, "Speaks.", speaker="Nobody Known")


def test_who_is_at_the_hearing_outranks_who_is_in_the_case(
    sample_vault: Vault, appeal: Hearing
) -> None:
    people = reading.records(sample_vault.store, Party, appeal.case)
    accused = next(party for party in people if "accused" in party.roles)
    with sample_vault.edit(appeal.case) as edit:
        edit.put(
            Attendance(
                id="01a00000-0000-7000-8000-000000000001",
                case=appeal.case,
                hearing=appeal.id,
                party=accused.id,
                capacity="judge",
            )
        )
    logged = notes.log(sample_vault, appeal.case, "j Opens.", hearing=appeal.id, at=TEN)
    assert logged.note.speaker == accused.id


def test_a_correction_keeps_the_original(sample_vault: Vault, appeal: Hearing) -> None:
    first = notes.log(sample_vault, appeal.case, "p Asks for four years", hearing=appeal.id, at=TEN)
    second = notes.correct(sample_vault, first.note, "Asks for five years #appeal")
    rows = {r.note.id: r for r in logs.log_rows(sample_vault, appeal.case, appeal.id)}
    assert rows[first.note.id].note.text == "Asks for four years"
    assert rows[first.note.id].corrected
    assert rows[second.note.id].note.corrects == first.note.id
    assert second.note.speaker_role == "prosecutor"
    assert second.note.event_at == first.note.event_at
    with pytest.raises(InvalidRecord):
        notes.correct(sample_vault, first.note, " ")


def test_a_withdrawn_line_leaves_the_log_and_stays_in_the_history(
    sample_vault: Vault, appeal: Hearing
) -> None:
    logged = notes.log(sample_vault, appeal.case, "Said in error", hearing=appeal.id, at=TEN)
    notes.withdraw(sample_vault, logged.note)
    assert reading.find(sample_vault.store, logged.note.id, Note) is None
    changes = reading.history(sample_vault.store, appeal.case, logged.note.id)
    assert "Said in error" in [change.value for change in changes]


def test_a_line_happens_in_the_time_of_the_place(sample_vault: Vault, appeal: Hearing) -> None:
    started = hearings.start_hearing(sample_vault, appeal.case, zone="Asia/Almaty")
    logged = notes.log(sample_vault, appeal.case, "Opens.", hearing=started.id)
    moment = logged.note.event_at.exact
    assert isinstance(moment, Moment)
    assert moment.zone == "Asia/Almaty"
    assert logged.note.taken == "live"


def test_the_last_line_is_the_one_written_last_even_where_the_clock_was_set_back(
    sample_folder: Path,
) -> None:
    now = TEN.milliseconds
    with open_vault(sample_folder, sample.PASSPHRASE, clock=lambda: now) as vault:
        case = cases.all_cases(vault)[0].id
        hearing = hearings.start_hearing(vault, case, zone="Asia/Almaty")
        assert notes.last_own(vault, case, hearing.id) is None
        for text, minutes in (("One", 30), ("Two", 0), ("Three", -5), ("Four", -5)):
            now = TEN.milliseconds + minutes * 60_000
            last = notes.log(vault, case, text, hearing=hearing.id).note
            assert notes.last_own(vault, case, hearing.id) == last
        notes.withdraw(vault, last)
        found = notes.last_own(vault, case, hearing.id)
        assert found is not None
        assert found.text == "Three"


def test_a_star_is_put_on_and_taken_off(sample_vault: Vault, appeal: Hearing) -> None:
    logged = notes.log(sample_vault, appeal.case, "Mark this", hearing=appeal.id, at=TEN)
    notes.star(sample_vault, logged.note)
    starred = reading.record(sample_vault.store, logged.note.id, Note)
    assert starred.starred
    notes.star(sample_vault, starred)
    assert not reading.record(sample_vault.store, logged.note.id, Note).starred


@pytest.mark.parametrize(
    "typed", ["// Tense", "! No #interpreter", '"Never."', "Late #undue-delay"]
)
def test_a_line_can_be_typed_again_as_it_was(
    sample_vault: Vault, appeal: Hearing, typed: str
) -> None:
    logged = notes.log(sample_vault, appeal.case, typed, hearing=appeal.id, at=TEN)
    again = notes.correct(sample_vault, logged.note, marks.typed_of(logged.note))
    for name in ("text", "sort", "rights", "speaker", "speaker_role", "event_at"):
        assert getattr(again.note, name) == getattr(logged.note, name)


def test_a_correction_takes_marks_off_but_keeps_a_sort_that_has_none(
    sample_vault: Vault, appeal: Hearing
) -> None:
    opinion = notes.log(sample_vault, appeal.case, "// Tense", hearing=appeal.id, at=TEN)
    assert notes.correct(sample_vault, opinion.note, "The room is full").note.sort == "summary"
    ruling = replace(opinion.note, sort="ruling")
    assert notes.correct(sample_vault, ruling, "Refused").note.sort == "ruling"
    assert notes.correct(sample_vault, ruling, "// Hasty").note.sort == "opinion"
