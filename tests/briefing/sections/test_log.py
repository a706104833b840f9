# SPDX-License-Identifier: GPL-3.0-or-later
from typing import Any

from casefile.briefing.blocks import Heading, Item, Panel, Paragraph
from casefile.briefing.sections.log import logs
from casefile.disclosure.dossier import LoggedNote
from casefile.records.values import Moment
from tests.briefing import invented
from tests.briefing.reading import told, wording

START = Moment(invented.at("10:00")).milliseconds


def line(text: str, key: str = "", late: int = 0, author: str = "a", **fields: Any) -> LoggedNote:
    fields = {"event_at": invented.at("10:00"), "hearing": invented.hearing.id} | fields
    note = invented.make("note", key, text=text, **fields)
    return LoggedNote(note=note, written=START + late * 60_000, author=author)


def items(*notes: LoggedNote) -> list[Item]:
    return [block for block in logs(wording(notes=notes)) if isinstance(block, Item)]


def test_opinion_never_stands_among_observations() -> None:
    blocks = logs(wording())
    (panel,) = (block for block in blocks if isinstance(block, Panel))
    opinion = invented.view.note.text
    assert panel.tone == "opinion"
    assert opinion in told([panel])
    assert opinion not in told([block for block in blocks if block is not panel])
    assert panel is blocks[-1]


def test_a_corrected_line_stays_and_its_correction_follows_it() -> None:
    found = [item for item in items(*invented.notes) if "expert opinion" in item.text]
    assert [item.text for item in found] == [invented.wrong.note.text, invented.right.note.text]
    assert "Corrected below; the line stands as it was written." in found[0].notes
    assert (found[1].tag, found[1].inset) == ("Correction", True)


def test_a_thousand_corrections_of_corrections_are_told_in_order() -> None:
    chain = [line("0")]
    for number in range(1, 1_200):
        chain.append(line(str(number), corrects=chain[-1].note.id))
    assert [item.text for item in items(*reversed(chain))] == [one.note.text for one in chain]


def test_corrections_that_go_round_in_a_circle_are_told_once_beside_all_others() -> None:
    one, two, own, plain = line("one"), line("two"), line("own"), line("plain")
    one = line("one", one.note.id, corrects=two.note.id)
    two = line("two", two.note.id, corrects=one.note.id)
    own = line("own", own.note.id, corrects=own.note.id)
    told_once = items(plain, one, two, own)
    assert [item.text for item in told_once] == ["plain", "one", "two", "own"]
    below = [bool(item.notes) and "Corrected below" in item.notes[0] for item in told_once]
    assert below == [False, True, False, False]


def test_corrections_of_corrections_and_of_opinions() -> None:
    one, two, three = line("one"), line("two"), line("three")
    two = line("two", two.note.id, corrects=one.note.id)
    three = line("three", three.note.id, corrects=two.note.id)
    assert [item.text for item in items(one, three, two)] == ["one", "two", "three"]
    view = line("view", sort="opinion")
    better = line("better", corrects=view.note.id, sort="opinion")
    blocks = logs(wording(notes=(view, better)))
    assert [block.text for block in blocks if isinstance(block, Item)] == []
    assert "better" in told([block for block in blocks if isinstance(block, Panel)])


def test_corrections_that_go_round_are_all_told() -> None:
    one, two = line("one"), line("two")
    one = line("one", one.note.id, corrects=two.note.id)
    two = line("two", two.note.id, corrects=one.note.id)
    assert {item.text for item in items(one, two)} >= {"one", "two"}
    self = line("self")
    self = line("self", self.note.id, corrects=self.note.id)
    assert [item.text for item in items(self)] == ["self"]


def test_a_correction_of_something_withheld_is_still_marked() -> None:
    (item,) = items(line("29", corrects=invented.view.note.id))
    assert item.tag == "Correction"


def test_the_three_times_of_a_line_are_told_where_they_differ() -> None:
    prompt, slow, paper, later = items(
        line("a", late=14),
        line("b", late=16),
        line("c", taken="transcribed"),
        line("d", late=60 * 24, taken="later"),
    )
    assert prompt.notes == ()
    assert slow.notes == ("written down 10:16 (live)",)
    assert paper.notes == ("written down 10:00 (transcribed from paper)",)
    assert later.notes == ("written down 7 March 2023, 10:00 (later)",)


def test_a_line_of_a_day_alone_says_when_it_was_written() -> None:
    one, two = items(line("a", event_at="2023-03-06", taken="later"), line("b", event_at="2023-03"))
    assert one.label == two.label == ""
    assert one.notes == ("written down 6 March 2023, 04:00 UTC (later)",)


def test_what_all_lines_share_is_said_once() -> None:
    blocks = logs(wording(notes=(line("a", taken="later"), line("b", taken="later"))))
    said = [block.text for block in blocks if isinstance(block, Paragraph)]
    assert "All these lines: written down 10:00 (later)." in said
    assert all(block.notes == () for block in blocks if isinstance(block, Item))


def test_words_spoken_stand_in_quotation_marks_with_their_speaker() -> None:
    found = items(*invented.notes)
    assert found[1].text.startswith("“I ask")
    assert found[1].lead == "Éléonore Lefèvre-Ünal."
    assert found[0].lead == "Бөлеғазин Ғ. Һ."  # one full stop is enough
    assert "through an interpreter" in found[1].notes[0]
    assert found[2].tag == "Ruling"


def test_who_wrote_is_told_where_several_did() -> None:
    assert all("Obi" not in told([item]) for item in items(line("a"), line("b")))
    one, two = items(line("a"), line("b", author="b"))
    assert one.notes == ("Obi Ndukwe",)
    assert two.notes == ("\u2068محمد عبد الله الخالدي\u2069",)


def test_days_are_headed_where_a_hearing_has_several() -> None:
    blocks = logs(
        wording(notes=(line("a"), line("b", event_at=invented.at("09:00", "2023-03-07"))))
    )
    headings = [block.text for block in blocks if isinstance(block, Heading) and block.level == 3]
    assert headings == ["6 March 2023", "7 March 2023"]


def test_lines_outside_hearings_are_not_lost() -> None:
    blocks = logs(
        wording(notes=(line("a", hearing=None), line("b", hearing=invented.view.note.id)))
    )
    assert "Outside hearings" in told(blocks)
    assert [block.text for block in blocks if isinstance(block, Item)] == ["a", "b"]


def test_without_lines_it_says_so() -> None:
    assert "No line of a log is part of this briefing." in told(logs(wording(notes=())))
