# SPDX-License-Identifier: GPL-3.0-or-later
"""Calendars: right by RFC 5545, and silent about everything but dates."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.base.ids import new_id
from casefile.disclosure import dossier as dossiers
from casefile.disclosure.dossier import Dossier
from casefile.records.kinds import Action, Case, Claim, Deadline, Decision, Hearing, Sanction
from casefile.records.values import Audience, Moment, PartialDate, When
from casefile.tables import ics
from casefile.vault.vault import Vault

CASE = "01a00000-0000-7000-8000-000000000000"
MADE = 1_506_484_800_000  # 27 September 2017, 04:00 UTC
TEN = "2017-09-27T10:00+06:00[Asia/Almaty]"


def dossier(**sequences: Any) -> Dossier:
    case = Case(id=CASE, case=CASE, title="The State against Zwetschge", reference="ZW-1")
    return Dossier(case=case, audience=Audience.TEAM, made_at=MADE, **sequences)


def hearing(**fields: Any) -> Hearing:
    return Hearing(id=new_id(), case=CASE, **fields)


def unfolded(data: bytes) -> list[str]:
    return data.decode().replace("\r\n ", "").split("\r\n")


def only(data: bytes) -> dict[str, str]:
    """The properties of the one event."""
    lines = unfolded(data)
    inside = lines[lines.index("BEGIN:VEVENT") + 1 : lines.index("END:VEVENT")]
    return dict(line.split(":", 1) for line in inside)


def test_a_hearing_at_an_hour_stands_in_utc() -> None:
    made = ics.calendar(dossier(hearings=(hearing(scheduled_at=When(TEN)),)))
    event = only(made.data)
    assert event["DTSTART"] == "20170927T040000Z"
    assert "DTEND" not in event
    assert (event["SUMMARY"], event["CLASS"]) == ("Hearing", "PRIVATE")
    assert event["DTSTAMP"] == "20170927T040000Z"
    assert (made.events, made.left_out) == (1, 0)


def test_a_hearing_on_a_day_fills_it() -> None:
    event = only(ics.calendar(dossier(hearings=(hearing(scheduled_at=When("2017-12-31")),))).data)
    assert event["DTSTART;VALUE=DATE"] == "20171231"
    assert event["DTEND;VALUE=DATE"] == "20180101"
    assert event["TRANSP"] == "TRANSPARENT"


def test_when_it_began_outranks_when_it_was_set() -> None:
    began = Moment("2017-09-27T10:47:30+06:00[Asia/Almaty]")
    held = hearing(scheduled_at=When("2017-09-26"), started_at=began, status="held")
    assert only(ics.calendar(dossier(hearings=(held,))).data)["DTSTART"] == "20170927T044730Z"


@pytest.mark.parametrize("status", ["moved", "cancelled"])
def test_what_is_called_off_is_marked(status: str) -> None:
    off = hearing(scheduled_at=When(TEN), status=status)
    assert only(ics.calendar(dossier(hearings=(off,))).data)["STATUS"] == "CANCELLED"


@pytest.mark.parametrize("vague", ["2017", "2017-09", "2017-09-27~", "2017-09-27?", "2017-09-27%"])
def test_no_day_is_invented(vague: str) -> None:
    made = ics.calendar(
        dossier(
            hearings=(hearing(scheduled_at=When(vague)), hearing()),
            deadlines=(Deadline(id=new_id(), case=CASE, due=PartialDate(vague), what="X"),),
        )
    )
    assert (made.events, made.left_out) == (0, 2)
    assert b"VEVENT" not in made.data


def test_what_is_due_is_there_with_its_warning() -> None:
    day = PartialDate("2018-03-01")
    party = new_id()
    sanction = Sanction(
        id=new_id(), case=CASE, sort="probation", party=party, months=6,
        starts=PartialDate("2017-08-31"),
    )  # fmt: skip
    made = ics.calendar(
        dossier(
            deadlines=(
                Deadline(id=new_id(), case=CASE, due=day, what="Zwetschge: appeal", warn_days=3),
                Deadline(id=new_id(), case=CASE, due=day, what="Done", done_on=day),
                Deadline(id=new_id(), case=CASE, due=day, what="Never", warn_days=0),
                Deadline(id=new_id(), case=CASE, due=day, what="Far", warn_days=2**53 - 1),
            ),
            decisions=(Decision(id=new_id(), case=CASE, appealable_until=day),),
            sanctions=(sanction,),
            actions=(Action(id=new_id(), case=CASE, sort="eu", deadline=day),),
        )
    )
    lines = unfolded(made.data)
    titles = [line.partition(":")[2] for line in lines if line.startswith("SUMMARY")]
    assert sorted(titles) == [
        "Deadline", "Deadline", "Deadline", "Reply due", "Term ends", "Time to appeal ends",
    ]  # fmt: skip
    assert titles[0] == "Term ends"  # the last of February
    triggers = [line for line in lines if line.startswith("TRIGGER")]
    assert sorted(triggers) == [
        "TRIGGER:-P14D", "TRIGGER:-P14D", "TRIGGER:-P366D", "TRIGGER:-P3D",
    ]  # fmt: skip
    assert lines.count("BEGIN:VALARM") == lines.count("END:VALARM") == 4


def test_a_disputed_date_is_called_so() -> None:
    decision = Decision(id=new_id(), case=CASE, appealable_until=PartialDate("2018-03-01"))
    claim = Claim(
        id=new_id(), case=CASE, about=decision.id, field="appealable_until", value="2018-03-02"
    )
    made = ics.calendar(dossier(decisions=(decision,), claims=(claim,)))
    assert only(made.data)["SUMMARY"] == "Time to appeal ends (date in doubt)"


def test_nothing_that_anybody_wrote_stands_in_it() -> None:
    written = "zwetschgenmus"
    made = ics.calendar(
        dossier(
            hearings=(
                hearing(
                    scheduled_at=When(TEN), room=written, number=written, summary=written,
                    outcome=written,
                ),
            ),
            deadlines=(
                Deadline(
                    id=new_id(), case=CASE, due=PartialDate("2018-01-01"), what=written,
                    basis=written,
                ),
            ),
            actions=(
                Action(
                    id=new_id(), case=CASE, sort="eu", title=written, addressee=written,
                    deadline=PartialDate("2018-01-01"),
                ),
            ),
            authors={"0" * 64: written},
            made_by=written,
        )
    )  # fmt: skip
    text = made.data.decode().casefold()
    for word in ("zwetschge", "zw-1", "almaty", "casefile", CASE, CASE[:8]):
        assert word not in text


def test_an_event_keeps_its_uid_and_no_two_share_one() -> None:
    first = hearing(scheduled_at=When(TEN))
    decision = Decision(id=new_id(), case=CASE, appealable_until=PartialDate("2018-01-01"))
    one = ics.calendar(dossier(hearings=(first,), decisions=(decision,)))
    other = ics.calendar(dossier(hearings=(hearing(scheduled_at=When(TEN)), first)))
    uids = [line for line in unfolded(one.data) if line.startswith("UID")]
    assert len(set(uids)) == 2
    assert uids[0] in unfolded(other.data)
    assert first.id not in one.data.decode()
    assert ics.calendar(dossier(hearings=(first,), decisions=(decision,))) == one


def test_the_ends_of_the_calendar_are_written_right() -> None:
    made = ics.calendar(
        dossier(
            hearings=(
                hearing(scheduled_at=When("0001-01-02T10:00+00:00[UTC]")),
                hearing(scheduled_at=When("9999-12-31")),
                hearing(scheduled_at=When("0007-02-03")),
            )
        )
    )
    lines = unfolded(made.data)
    assert "DTSTART:00010102T100000Z" in lines
    assert "DTSTART;VALUE=DATE:99991231" in lines
    assert "DTSTART;VALUE=DATE:00070203" in lines


def test_an_empty_case_makes_a_whole_calendar() -> None:
    assert unfolded(ics.calendar(dossier()).data) == [
        "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Appointments//1.0//EN", "END:VCALENDAR", "",
    ]  # fmt: skip


@given(st.text(max_size=300))
def test_folding_can_be_undone_and_cuts_no_character(text: str) -> None:
    line = "SUMMARY:" + ics.escape("".join(c for c in text if c.isprintable()))
    folded = ics.fold(line)
    assert folded.replace("\r\n ", "") == line
    assert all(len(piece.encode()) <= 75 for piece in folded.split("\r\n"))


def test_folds_are_as_long_as_they_may_be() -> None:
    assert ics.fold("x" * 75) == "x" * 75
    assert ics.fold("x" * 76) == "x" * 75 + "\r\n x"
    assert ics.fold("x" * 150) == "x" * 75 + "\r\n " + "x" * 74 + "\r\n x"
    assert ics.fold("x" * 74 + "й") == "x" * 74 + "\r\n й"


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a,b;c\\d", "a\\,b\\;c\\\\d"),
        ("one\ntwo\r\nthree\rfour", "one\\ntwo\\nthree\\nfour"),
        ("END:VEVENT", "END:VEVENT"),
        ("a: b", "a: b"),
    ],
)
def test_texts_are_escaped(text: str, escaped: str) -> None:
    assert ics.escape(text) == escaped


def test_the_sample_makes_a_calendar(sample_vault: Vault) -> None:
    from casefile.casework import cases

    case = cases.all_cases(sample_vault)[0].id
    told = dossiers.build(sample_vault.store, case, Audience.PUBLIC, now=MADE)
    made = ics.calendar(told)
    assert (made.events, made.left_out) == (5, 0)
    assert made.data.count(b"\n") == made.data.count(b"\r\n")
