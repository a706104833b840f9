# SPDX-License-Identifier: GPL-3.0-or-later
from datetime import date

import pytest

from casefile.disclosure.selection import guarded_parties, references, select
from casefile.records.kinds import KINDS, Record
from casefile.records.values import Audience
from tests.disclosure.people import CASE, an_id, make, party

case = make("case", 0, title="T", audience="public")


def kept(
    *records: Record, audience: str = "public", documents: frozenset[str] | None = None
) -> list[str]:
    """The numbers of the records that leave."""
    chosen = select([case, *records], Audience(audience), documents)
    assert not chosen.kept.keys() & chosen.withheld.keys()
    return sorted(str(int(ref[-12:], 16)) for ref in chosen.kept if ref != CASE)


@pytest.mark.parametrize(
    ("reader", "numbers"),
    [("public", ["1"]), ("partners", ["1", "2"]), ("team", ["1", "2", "3"]),
     ("private", ["1", "2", "3", "4"])],
)  # fmt: skip
def test_a_record_leaves_for_those_who_may_see_it(reader: str, numbers: list[str]) -> None:
    records = [
        make("event", number, at="2017", title="E", audience=audience)
        for number, audience in enumerate(Audience, 1)
    ]
    assert kept(*records, audience=reader) == numbers


def test_what_stands_under_something_withheld_is_withheld() -> None:
    hearing = make("hearing", 1)
    note = make("note", 2, hearing=an_id(1), event_at="2017", text="t", audience="public")
    finding = make("finding", 3, hearing=an_id(1), right="silence", audience="public")
    link = make("link", 4, **{"from": an_id(2), "to": an_id(3)}, audience="public")
    chosen = select([case, hearing, note, finding, link], Audience.PUBLIC)
    assert list(chosen.kept) == [CASE]
    assert chosen.withheld.keys() == {an_id(n) for n in (1, 2, 3, 4)}


def test_a_reference_that_can_be_missed_is_taken_out() -> None:
    secret = party(1, "S")
    mission = make(
        "mission", 2, title="M", members=[an_id(1), an_id(3)], sender=an_id(1), audience="public"
    )
    member = party(3, "M", audience="public")
    chosen = select([case, secret, mission, member], Audience.PUBLIC)
    assert chosen.kept[an_id(2)] == make(
        "mission", 2, title="M", members=[an_id(3)], audience="public"
    )


def test_an_attendance_needs_its_party_and_a_claim_what_it_is_about() -> None:
    hearing = make("hearing", 1, audience="public")
    attendance = make("attendance", 2, hearing=an_id(1), party=an_id(9), audience="public")
    claim = make("claim", 3, about=an_id(8), field="text", value="v", audience="public")
    chosen = select([case, hearing, attendance, claim, party(9, "S")], Audience.PUBLIC)
    assert an_id(2) in chosen.withheld
    assert an_id(3) not in chosen.kept  # about something that is gone: left out, but not "withheld"
    assert an_id(3) not in chosen.withheld


def test_a_finding_never_becomes_one_of_the_whole_case() -> None:
    gone = make("finding", 1, hearing=an_id(7), right="silence", audience="public")
    whole = make("finding", 2, right="silence", audience="public")
    note = make("note", 3, hearing=an_id(7), event_at="2017", text="t", audience="public")
    assert kept(gone, whole, note) == ["2", "3"]


def test_a_line_whose_correction_stays_behind_stays_too() -> None:
    wrong = make("note", 1, event_at="2017", text="28", audience="public")
    right = make("note", 2, event_at="2017", text="29", corrects=an_id(1), audience="public")
    again = make("note", 3, event_at="2017", text="30", corrects=an_id(2))
    link = make("link", 4, **{"from": an_id(1), "to": CASE}, audience="public")
    assert kept(wrong, right, link) == ["1", "2", "4"]
    assert kept(wrong, right, again, link) == []
    assert kept(wrong, right, again, link, audience="team") == ["1", "2", "3", "4"]


def test_a_correction_may_leave_without_what_it_corrects() -> None:
    wrong = make("note", 1, event_at="2017", text="28")
    right = make("note", 2, event_at="2017", text="29", corrects=an_id(1), audience="public")
    chosen = select([case, wrong, right], Audience.PUBLIC)
    assert chosen.kept[an_id(2)] == make("note", 2, event_at="2017", text="29", audience="public")


def test_documents_are_chosen_one_by_one() -> None:
    papers = [make("document", n, title="D", audience="public") for n in (1, 2)]
    claim = make("claim", 3, about=an_id(2), field="title", value="v", audience="public")
    assert kept(*papers, claim) == ["1", "2", "3"]
    assert kept(*papers, claim, documents=frozenset({an_id(1)})) == ["1"]
    assert kept(*papers, claim, documents=frozenset()) == []


def test_notes_that_correct_each_other_end_the_search() -> None:
    one = make("note", 1, event_at="2017", text="a", corrects=an_id(2), audience="public")
    two = make("note", 2, event_at="2017", text="b", corrects=an_id(1), audience="public")
    assert kept(one, two) == ["1", "2"]


def test_every_reference_of_every_kind_is_known() -> None:
    found = {f"{kind}.{info.name}" for kind in KINDS for info in references(KINDS[kind])}
    assert {"note.hearing", "mission.members", "link.from", "claim.about"} <= found


def test_whose_names_are_guarded() -> None:
    people = [
        party(1, "Protected", protected=True, audience="public"),
        party(2, "Agreed", protected=True, consent=[{"audience": "public"}], audience="public"),
        party(3, "Known", audience="public"),
        party(4, "Withheld"),
        party(5, "A court", sort="court"),
        party(6, "A secret friend", sort="organisation", audience="private"),
        party(7, "Agreed, withheld", protected=True, consent=[{"audience": "public"}]),
    ]
    chosen = select([case, *people], Audience.PUBLIC)
    found = guarded_parties(people, chosen, Audience.PUBLIC, date(2023, 1, 1))
    assert [each.name for each in found] == [
        "Protected", "Withheld", "A secret friend", "Agreed, withheld",
    ]  # fmt: skip
