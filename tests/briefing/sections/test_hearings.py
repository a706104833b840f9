# SPDX-License-Identifier: GPL-3.0-or-later
from casefile.briefing.blocks import Heading, Panel, Table
from casefile.briefing.sections.hearings import hearings
from tests.briefing import invented
from tests.briefing.reading import told, wording


def test_attendance_says_who_was_let_in_by_whom_and_why_not() -> None:
    (table,) = (block for block in hearings(wording()) if isinstance(block, Table))
    rows = [[cell.text for cell in row] for row in table.rows]
    assert rows[1] == [
        "\u2068שרה בן־דוד\u2069", "Observer", "Refused for space",
        "the bailiff at the door: “There are no seats left.”",
    ]  # fmt: skip
    assert table.rows[1][0].sub == "Observers’ Circle"
    assert table.rows[1][2].sub == "10:05"
    assert rows[2][:3] == ["Person K", "Witness", "Present"]


def test_a_move_is_told_plainly_at_both_hearings() -> None:
    panels = [told([block]) for block in hearings(wording()) if isinstance(block, Panel)]
    assert "This hearing was not held as set: it was moved to 6 March 2023, 10:12." in panels[0]
    assert (
        "This hearing had been set for 3 March 2023, 10:00. It was moved to 6 March 2023, 10:12."
        in panels[1]
    )
    assert "Notice: 2 March 2023, 18:40, court clerk: by telephone." in panels[1]


def test_a_move_without_dates_or_notice_is_told_too() -> None:
    first = invented.make("hearing", status="moved")
    second = invented.make("hearing", moved_from=first.id)
    text = told(hearings(wording(hearings=(first, second), attendances=())))
    assert "had been set for a date that is not recorded" in text
    assert "No notice of the move is recorded." in text
    assert text.count("No attendance is recorded for this hearing.") == 2


def test_a_move_to_another_room_names_the_room_and_says_how_late_that_was_known() -> None:
    when = invented.at("10:00")
    first = invented.make("hearing", status="moved", room="3", scheduled_at=when)
    for given, late in (
        (invented.at("10:20"), "It came after the hour for which the hearing had been set."),
        (invented.at("08:00"), "It came on the day for which the hearing had been set."),
        (invented.at("18:00", "2023-03-03"), ""),
    ):
        second = invented.make(
            "hearing", moved_from=first.id, room="9", scheduled_at=when, notice={"given_at": given}
        )
        text = told(hearings(wording(hearings=(first, second), attendances=())))
        assert "set for 6 March 2023, 10:00, room 3." in text
        assert "moved to 6 March 2023, 10:00, room 9." in text
        assert ("It came" in text) == bool(late)
        assert late in text


def test_a_room_is_called_so_where_no_court_stands_before_it() -> None:
    bare = invented.make("hearing", room="4", scheduled_at="2023")
    text = told(hearings(wording(hearings=(bare,), attendances=())))
    assert "Room\nroom 4" in text
    assert "Court" not in text


def test_all_that_was_seen_of_a_hearing_is_there() -> None:
    text = told(hearings(wording()))
    for part in ("room 3", "6 March 2023, 10:12–13:05 (Asia/Almaty, UTC+06:00)", "18", "7",
                 "telephones kept at the door", "glass cage", "none, though asked for",
                 "11:30–11:45 (judge’s request)", "asked for by the prosecutor",
                 "goes on 9 March 2023",
                 "the accused could hardly be heard", "in writing"):  # fmt: skip
        assert part in text


def test_what_is_not_known_is_left_out() -> None:
    start = invented.at("10:00")
    bare = invented.make(
        "hearing", sort="other", scheduled_at="2023", started_at=start,
        breaks=[{"started_at": start}],
        adjourned={}, notice={}, access={}, setting={},
    )  # fmt: skip
    blocks = hearings(wording(hearings=(bare,), attendances=()))
    text = told(blocks)
    assert isinstance(blocks[0], Heading)
    assert blocks[0].text == "Hearing"
    assert "6 March 2023, 10:00 (Asia/Almaty, UTC+06:00)" in text
    assert "Seats" not in text
    assert "10:00" in text


def test_evidence_is_named_by_its_number_in_the_annex() -> None:
    attendance = invented.make(
        "attendance", hearing=invented.hearing.id, party=invented.arab.id,
        evidence=[invented.paper.id, invented.first.note.id],
    )  # fmt: skip
    text = told(hearings(wording(attendances=(attendance,))))
    assert "Evidence: A1, the log at 6 March 2023, 10:12" in text


def test_without_hearings_it_says_so() -> None:
    assert "No hearing is recorded." in told(hearings(wording(hearings=())))


def test_what_sources_say_of_a_hearing_stands_under_it() -> None:
    claim = invented.make("claim", about=invented.hearing.id, field="room", value="4", source="S")
    assert "Room: 4 (S)" in told(hearings(wording(claims=(claim,))))
