# SPDX-License-Identifier: GPL-3.0-or-later
"""Search from the field in the top bar, by keys."""

from collections.abc import Callable

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casefile.casework import cases, hearings, logs, records
from casefile.desktop.search.delegate import _around, _inked
from casefile.desktop.search.model import Heading, Way
from casefile.desktop.theme import LIGHT
from casefile.records.kinds import Note
from casefile.store.hits import Hit
from casefile.store.snippets import Found
from casefile.vault.vault import Vault
from tests.desktop.driving import Driver, type_keys
from tests.store.people import a_note


def hits(driver: Driver) -> list[Hit]:
    rows = driver.furnished.pages.search_view.list.results.rows
    return [row for row in rows if isinstance(row, Hit)]


def look_for(driver: Driver, words: str) -> list[Hit]:
    driver.ctrl(Qt.Key.Key_K)
    field = driver.furnished.frame.top.search
    field.clear()
    type_keys(field, words)
    driver.settle()
    return hits(driver)


@pytest.mark.parametrize("words", ["kushak", "Кушак", "Kushakbaev", "Koushakbaïev", "kuşakbayev"])
def test_a_name_is_found_in_any_script(opened: Driver, words: str) -> None:
    assert any("Kushakbayev" in hit.title for hit in look_for(opened, words))
    assert opened.furnished.frame.page == "search"


def test_other_spellings_are_said(opened: Driver) -> None:
    look_for(opened, "Koushakbaïev")
    assert "also matched" in opened.furnished.pages.search_view._meta.text()


def test_hits_stand_under_their_kind(opened: Driver) -> None:
    look_for(opened, "observers")
    rows = opened.furnished.pages.search_view.list.results.rows
    assert isinstance(rows[0], Heading)
    kinds = [row.kind for row in rows if isinstance(row, Hit)]
    assert kinds == sorted(kinds, key=kinds.index)
    assert len([row for row in rows if isinstance(row, Heading)]) == len(set(kinds))


def test_nothing_found_is_said(opened: Driver) -> None:
    assert look_for(opened, "Жжёнов") == []
    said = opened.furnished.pages.search_view.empty._sentence.text()
    assert said == "Nothing for “Жжёнов”. Also tried: zhzhenov."


@pytest.mark.parametrize("words", ['"', "a'b", "(", "AND", "NEAR(", "*", '" OR 1', "\\", "^x"])
def test_no_words_break_the_search(opened: Driver, words: str) -> None:
    look_for(opened, words)
    assert not opened.furnished.frame.banner.isVisible()


def test_return_opens_what_was_found(opened: Driver) -> None:
    look_for(opened, "rescheduled the hearing")
    first = hits(opened)[0]
    assert first.kind in {"note", "hearing"}
    type_keys(opened.furnished.frame.top.search, "\n")
    opened.settle()
    assert opened.furnished.frame.page == "hearings"
    assert opened.hearings.logging


def test_a_line_is_opened_at_its_place(opened: Driver) -> None:
    found = next(hit for hit in look_for(opened, "impossible") if hit.kind == "note")
    opened.furnished.desk.guide.record_requested.emit(found.case, found.kind, found.id)
    opened.settle()
    chosen = opened.log.list.chosen_row
    assert chosen is not None
    assert chosen.note.id == found.id


def test_a_document_is_opened(opened: Driver) -> None:
    found = next(hit for hit in look_for(opened, "memorandum") if hit.kind == "document")
    opened.furnished.desk.guide.record_requested.emit(found.case, found.kind, found.id)
    opened.settle()
    chosen = opened.furnished.pages.documents_view.table.chosen
    assert chosen is not None
    assert chosen.id == found.id


@pytest.mark.parametrize(
    ("words", "kind", "page"),
    [("Shinaliyeva", "party", "people"), ("explosive", "incident", "advocacy")],
)
def test_others_are_shown_on_their_page(opened: Driver, words: str, kind: str, page: str) -> None:
    found = next(hit for hit in look_for(opened, words) if hit.kind == kind)
    opened.furnished.desk.guide.record_requested.emit(found.case, found.kind, found.id)
    opened.settle()
    assert opened.furnished.frame.page == page


def test_down_goes_to_the_hits_and_return_opens(opened: Driver) -> None:
    look_for(opened, "rescheduled the hearing")
    field = opened.furnished.frame.top.search
    QTest.keyClick(field, Qt.Key.Key_Down)
    found = opened.furnished.pages.search_view.list
    QTest.keyClick(found, Qt.Key.Key_Return)
    opened.settle()
    assert opened.furnished.frame.page == "hearings"


def test_escape_goes_back_and_keeps_the_words(opened: Driver) -> None:
    opened.go("people")
    look_for(opened, "kush")
    field = opened.furnished.frame.top.search
    QTest.keyClick(field, Qt.Key.Key_Escape)
    opened.settle()
    assert opened.furnished.frame.page == "people"
    assert field.text() == "kush"
    opened.ctrl(Qt.Key.Key_K).settle()
    assert opened.furnished.frame.page == "search"
    assert hits(opened)


def test_the_list_gives_the_keyboard_back(opened: Driver) -> None:
    opened.go("people")
    look_for(opened, "kush")
    field, found = opened.furnished.frame.top.search, opened.furnished.pages.search_view.list
    QTest.keyClick(field, Qt.Key.Key_Down)
    first = found.currentIndex().row()
    met = []
    while found.currentIndex().row() not in met:
        met.append(found.currentIndex().row())
        QTest.keyClick(found, Qt.Key.Key_Down)
    assert len(met) == len(hits(opened))  # through all groups, past their headings
    while found.currentIndex().row() > first:
        QTest.keyClick(found, Qt.Key.Key_Up)
    QTest.keyClick(found, Qt.Key.Key_Up)
    assert field.hasFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(found, Qt.Key.Key_Escape)
    opened.settle()
    assert opened.furnished.frame.page == "people"


def test_the_latest_words_win(opened: Driver) -> None:
    field = opened.furnished.frame.top.search
    field.setFocus()
    for words in ("a", "ob", "kus", "xyzzy", "shinal"):
        field.setText(words)
    opened.settle()
    assert all("Shinaliyeva" in hit.title + hit.snippet for hit in hits(opened))


def test_return_waits_for_the_best_match(opened: Driver) -> None:
    opened.ctrl(Qt.Key.Key_K)
    type_keys(opened.furnished.frame.top.search, "nurbek kushakb\n")  # no pause before Return
    opened.settle()
    assert opened.furnished.frame.page == "people"
    chosen = opened.furnished.pages.people_view.table.chosen
    assert chosen is not None
    assert "Kushakbayev" in chosen.name


def test_one_case_or_all(opened: Driver) -> None:
    furnished = opened.furnished
    view, field = furnished.pages.search_view, furnished.frame.top.search
    own = furnished.cases.current
    assert own is not None
    furnished.desk.session.change(add_case, "Zwetschgen", touches=("case",))
    opened.settle()
    furnished.cases.choose(own.id)
    opened.settle()
    assert look_for(opened, "zwetschgen") == []
    assert view.empty.isVisible()
    type_keys(view.empty._button, "\n")
    opened.settle()
    (hit,) = hits(opened)
    assert "Zwetschgen" in hit.title
    assert field.accessibleName() == "Search all cases"
    assert opened.window.actions_["search_all"].isChecked()
    opened.press(
        Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    )
    opened.settle()
    assert hits(opened) == []
    assert not view.everywhere.isChecked()


def test_a_group_that_is_cut_shows_all_of_it(opened: Driver) -> None:
    case = opened.furnished.cases.current
    assert case is not None
    opened.furnished.desk.session.change(add_lines, case.id, touches=("note",))
    opened.settle()
    look_for(opened, "mirabelle")
    found = opened.furnished.pages.search_view.list
    opened.wait(lambda: any(isinstance(row, Way) for row in found.results.rows))  # after a pause
    assert [row.text for row in found.results.rows if isinstance(row, Way)] == [
        "Show all 70 in Log"
    ]
    QTest.keyClick(opened.furnished.frame.top.search, Qt.Key.Key_Down)
    QTest.keyClick(found, Qt.Key.Key_End)
    QTest.keyClick(found, Qt.Key.Key_Return)
    opened.settle()
    assert len(hits(opened)) == 70
    QTest.keyClick(found, Qt.Key.Key_Home)
    QTest.keyClick(found, Qt.Key.Key_Return)
    opened.settle()
    assert len(hits(opened)) == 8
    assert found.hasFocus()


def add_case(vault: Vault, title: str) -> None:
    cases.create_case(vault, title)


def add_lines(vault: Vault, case: str) -> None:
    with vault.edit(case) as edit:
        for number in range(70):
            edit.put(a_note(case, f"mirabelle {number}"))


@pytest.mark.parametrize("at", [3, 300])
def test_a_line_of_a_long_log_is_opened_where_it_stands(
    opened: Driver, monkeypatch: pytest.MonkeyPatch, times: Callable[..., int], at: int
) -> None:
    """Also one that stands where nobody knows yet where pages begin, and one that is corrected."""
    monkeypatch.setattr(logs, "SLICE", 1)
    case, made = opened.furnished.cases.current, list[Note]()
    assert case is not None
    opened.furnished.desk.session.change(
        add_log, case.id, times(700, long=10_000), at, touches=("hearing", "note"),
        done=made.append,
    )  # fmt: skip
    opened.settle()
    look_for(opened, "quince")
    type_keys(opened.furnished.frame.top.search, "\n")
    opened.wait(lambda: opened.log.list.chosen_row is not None)
    opened.settle()
    row = opened.log.list.chosen_row
    assert row is not None
    assert row.note.id == made[0].id
    assert row.corrected
    assert opened.log.list.chosen in opened.log.list.places_seen()


def test_a_line_that_was_withdrawn_meanwhile_says_so(opened: Driver) -> None:
    found = next(hit for hit in look_for(opened, "impossible") if hit.kind == "note")
    opened.furnished.desk.session.change(records.withdraw, found.id, touches=("note",))
    opened.furnished.desk.guide.record_requested.emit(found.case, found.kind, found.id)
    opened.settle()
    assert "withdrawn" in opened.furnished.frame.banner.text
    assert "note" not in {hit.kind for hit in look_for(opened, "impossible")}


def test_a_note_on_the_case_itself_is_shown_by_its_history(opened: Driver) -> None:
    case = opened.furnished.cases.current
    assert case is not None
    opened.furnished.desk.session.change(add_lines, case.id, touches=("note",))
    opened.settle()
    found = look_for(opened, "mirabelle")[0]
    opened.furnished.desk.guide.record_requested.emit(found.case, found.kind, found.id)
    opened.settle()
    assert opened.furnished.frame.page == "history"


def add_log(vault: Vault, case: str, lines: int, at: int) -> Note:
    """A hearing with so many lines; the one that is found is corrected by another."""
    hearing = hearings.start_hearing(vault, case)
    made = [a_note(case, f"line {number}", hearing=hearing.id) for number in range(lines)]
    made.sort(key=lambda note: note.event_at.sort_key)
    made[at] = replace(made[at], text="the quince")
    correction = a_note(case, "the pear", hearing=hearing.id, corrects=made[at].id)
    with vault.edit(case) as edit:
        for note in (*made, correction):
            edit.put(note)
    return made[at]


def made(snippet: str, *matched: tuple[int, int]) -> Hit:
    return Hit("c", "note", "i", read=Found(snippet, tuple(matched), ()))


def test_a_long_snippet_begins_near_the_match() -> None:
    text, marks = _around(made("x" * 300 + " judge", (301, 5)))
    assert text.startswith("…x")
    start, length = marks[0]
    assert text[start : start + length] == "judge"


def test_marks_are_counted_as_qt_counts() -> None:
    text, marks = _around(made("👩‍⚖️ 𝒥 judge", (7, 5)))
    (mark,) = _inked(marks, text, LIGHT)
    assert (
        text.encode("utf-16-le")[2 * mark.start : 2 * (mark.start + mark.length)].decode(
            "utf-16-le"
        )
        == text[7:12]
    )
