# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of rights: collected by tags, rated by keys, evidence accepted line by line."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from casefile.base.errors import StorageFailed
from casefile.base.ids import new_id
from casefile.casework import cases, findings, hearings, notes
from casefile.desktop.assessment.heat import HeatMap
from casefile.desktop.assessment.marks import MARKS, mark_of
from casefile.desktop.assessment.rating import RatingRow
from casefile.desktop.assessment.rights import rating_of_key
from casefile.desktop.assessment.rows import RightRow
from casefile.desktop.assessment.texts import TextField
from casefile.desktop.assessment.view import AssessmentView
from casefile.records.kinds import Document, Finding, Link, Note
from casefile.records.values import When
from casefile.records.vocabularies import vocabulary
from casefile.store import reading
from casefile.vault import vault as vaults_
from casefile.vault.vault import Vault
from tests.desktop.conftest import PASSPHRASE
from tests.desktop.driving import Driver, type_keys
from tests.desktop.test_conventions import check

Key = Qt.Key
HOSTILE = "<img src=x> \u202eעברית\u202c " + "ж" * 10_000


def at_vault(driver: Driver, deed: Callable[..., Any], *args: Any) -> Any:
    """Run a deed on the vault's thread and wait for what it gives."""
    got: list[Any] = []
    driver.furnished.desk.session.ask(deed, *args, done=got.append)
    driver.wait(lambda: got)
    return got[0]


def changed(driver: Driver, deed: Callable[..., Any], *args: Any) -> None:
    """Run a deed that writes, and let the pages hear of it."""
    driver.furnished.desk.session.change(deed, *args, touches=("finding", "note", "hearing"))
    driver.settle()


def rate(vault: Vault, case: str) -> None:
    findings.assess(vault, case, "witnesses", fields={"rating": "concern"})


def page(driver: Driver) -> AssessmentView:
    return driver.furnished.pages.assessment_view


def reasoning(driver: Driver) -> TextField:
    """The field for the reasoning on the right to call witnesses, which is shown."""
    page(driver).open_place("witnesses", "")
    driver.settle()
    return page(driver).pane.texts.fields["reasoning"]


def case_of(driver: Driver) -> str:
    current = driver.furnished.cases.current
    assert current is not None
    return current.id


def kept(driver: Driver, kind: type) -> list[Any]:
    return at_vault(driver, lambda vault: reading.records(vault.store, kind, case_of(driver)))


def held(driver: Driver) -> findings.Assessment:
    return at_vault(driver, findings.assessment, case_of(driver))


def ids(view: AssessmentView) -> list[str]:
    return [row.id for row in view.rights.rights.rows if isinstance(row, RightRow)]


def press(widget: QWidget, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(widget, key)


@pytest.fixture
def lines(start: Callable[..., Driver], empty_vault: Path) -> Driver:
    """A case with one hearing and four lines, three of them on witnesses; the page is shown."""
    with vaults_.open_vault(empty_vault, PASSPHRASE) as vault:
        case = cases.create_case(vault, "Exercise", country="KZ").id
        hearing = hearings.start_hearing(vault, case)
        for line in (
            "j Refuses both. #witnesses",
            "d Objects. #witnesses #silence",
            "p Reads.",
            "j Говорит, что свидетелей не будет. #witnesses",
        ):
            notes.log(vault, case, line, hearing=hearing.id)
    return start(empty_vault).unlock(PASSPHRASE).go("assessment")


def texts(view: AssessmentView) -> list[str]:
    return [row.text for row in view.pane.evidence.evidence.rows]


def states(view: AssessmentView) -> list[str]:
    rows = view.pane.evidence.evidence.rows
    return ["aside" if row.aside else row.relation or "waits" for row in rows]


def test_an_empty_case_says_how_it_begins_and_can_be_browsed(empty: Driver) -> None:
    changed(empty, cases.create_case, "Exercise")
    empty.furnished.cases.load()
    empty.settle().go("assessment")
    view = page(empty)
    assert view.empty.isVisible()
    check(empty.window)
    view.empty.button_pressed.emit()
    empty.settle()
    assert ids(view) == list(vocabulary("rights"))
    assert view.coverage.words.endswith("36 open")
    check(empty.window)


def test_rights_stand_in_groups_with_basis_and_what_waits(lines: Driver) -> None:
    view = page(lines)
    rows = view.rights.rights.rows
    assert len(rows) == len(vocabulary("rights")) + 5
    (witnesses,) = (row for row in rows if isinstance(row, RightRow) and row.id == "witnesses")
    assert witnesses.counts == "3 lines wait"
    assert witnesses.basis == "ICCPR 14(3)(e); GC32 39"
    assert "Not assessed" in witnesses.spoken
    view.open_place("witnesses", "")
    lines.settle()
    assert texts(view) == ["Refuses both.", "Objects.", "Говорит, что свидетелей не будет."]
    shown = view.rights.visualRect(view.rights.currentIndex())
    assert view.rights.viewport().rect().contains(shown)
    assert view.rights.verticalScrollBar().value()
    first = view.rights.indexAt(QPoint(9, 0))
    assert view.rights.visualRect(first).y() == 0  # a heading is not cut through


@pytest.mark.parametrize(
    ("typed", "found"),
    [("C87", {"union-activity", "union-autonomy"}), ("адвокат", {"counsel-of-choice"}),
     ("#interp", {"interpreter"}), ("14(3)(e)", {"witnesses"}), ("nothing of it", set())],
)  # fmt: skip
def test_the_filter_narrows_as_one_types(opened: Driver, typed: str, found: set[str]) -> None:
    view = page(opened.go("assessment"))
    type_keys(view.filter, typed)
    assert set(ids(view)) == found
    assert view.rights.isVisible() == bool(found)
    check(opened.window)
    press(view.filter, Key.Key_Escape)
    assert len(ids(view)) == len(vocabulary("rights"))
    press(view.filter, Key.Key_Down)
    assert view.rights.hasFocus()


def test_digits_rate_and_the_rating_is_kept(lines: Driver) -> None:
    view = page(lines)
    view.open_place("witnesses", "")
    lines.settle()
    press(view.rights, Key.Key_6)
    lines.settle()
    (finding,) = kept(lines, Finding)
    assert (finding.right, finding.rating, finding.hearing) == ("witnesses", "violated", None)
    assert view.pane.rating.rating == "violated"
    assert "1 assessed" in view.coverage.words
    assert "1 finding rests on nothing yet" in view.coverage.words
    press(view.pane.rating.buttons[0], Key.Key_4)
    lines.settle()
    assert kept(lines, Finding)[0].rating == "concern"
    view.pane.rating.buttons[2].click()
    lines.settle()
    assert kept(lines, Finding)[0].rating == "respected"


def test_digits_in_a_text_are_digits(lines: Driver) -> None:
    view = page(lines)
    field = reasoning(lines)
    field.setFocus()
    type_keys(field, "6 of 7 refused")
    assert view.pane.rating.rating == "not-assessed"
    view.rights.setFocus()
    lines.settle()
    (finding,) = kept(lines, Finding)
    assert (finding.reasoning, finding.rating) == ("6 of 7 refused", "not-assessed")


def test_texts_are_saved_when_left_and_stay_with_their_right(lines: Driver) -> None:
    view = page(lines)
    view.open_place("witnesses", "")
    lines.settle()
    fields = view.pane.texts.fields
    for name, text in (
        ("reasoning", "Both refused."),
        ("counter_evidence", HOSTILE[:200]),
        ("not_seen", "ما لم نره"),
    ):
        fields[name].setFocus()
        fields[name].setPlainText(text)
    press(view.rights, Key.Key_Down)  # the list was not in focus: the text is saved all the same
    lines.settle()
    (finding,) = kept(lines, Finding)
    assert finding.reasoning == "Both refused."
    assert finding.counter_evidence == HOSTILE[:200]
    assert finding.not_seen == "ما لم نره"
    assert fields["reasoning"].toPlainText() == ""
    press(view.rights, Key.Key_Up)
    lines.settle()
    assert fields["reasoning"].toPlainText() == "Both refused."


def test_a_text_that_is_refused_is_kept_where_it_was_typed(
    lines: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: Any, **_more: Any) -> None:
        raise StorageFailed("The disk is full.")

    view = page(lines)
    field = reasoning(lines)
    field.setFocus()
    type_keys(field, "Both refused.")
    with monkeypatch.context() as broken:
        broken.setattr(findings, "assess", full)
        press(view.rights, Key.Key_Down)  # another right is shown before the answer is there
        lines.settle()
        assert lines.furnished.frame.banner.text == "The disk is full."
        assert field.toPlainText() == ""
        press(view.rights, Key.Key_Up)
        lines.settle()
        assert field.toPlainText() == "Both refused."
        field.end()
        lines.settle()
        changed(lines, lambda _vault: None)  # the page is read again
        assert field.toPlainText() == "Both refused."
        press(view.rights, Key.Key_Down)
        lines.settle()
    assert kept(lines, Finding) == []
    lines.furnished.pages.assessment.close()  # as a lock does
    lines.settle()
    assert [finding.reasoning for finding in kept(lines, Finding)] == ["Both refused."]
    press(view.rights, Key.Key_Up)
    lines.settle()
    field.setFocus()
    field.setPlainText("Neither came.")
    press(view.rights, Key.Key_Down)
    press(view.rights, Key.Key_Up)
    lines.settle()
    assert field.toPlainText() == "Neither came."  # what was refused before is not shown again


def test_an_answer_that_is_older_than_the_text_does_not_take_its_place(lines: Driver) -> None:
    field = reasoning(lines)
    field.setPlainText("Both refused.")
    field.end()
    field.show_text("", other=False)  # it was read before the text was saved
    assert field.toPlainText() == "Both refused."
    lines.settle()
    assert [finding.reasoning for finding in kept(lines, Finding)] == ["Both refused."]


def test_what_is_being_typed_survives_what_others_change(lines: Driver) -> None:
    view = page(lines)
    field = reasoning(lines)
    field.setFocus()
    type_keys(field, "Half a sen")
    changed(lines, rate, case_of(lines))
    assert field.toPlainText() == "Half a sen"
    assert view.pane.rating.rating == "concern"
    type_keys(field, "tence.")
    press(field, Key.Key_Escape)
    lines.settle()
    assert kept(lines, Finding)[0].reasoning == "Half a sentence."
    assert view.rights.hasFocus()


def test_a_lock_in_the_middle_of_a_sentence_keeps_it(lines: Driver) -> None:
    view = page(lines)
    view.open_place("witnesses", "")
    lines.settle()
    field = view.pane.texts.fields["not_seen"]
    field.setFocus()
    type_keys(field, "The papers of the")
    lines.window.lock()
    lines.unlock(PASSPHRASE).go("assessment")
    assert kept(lines, Finding)[0].not_seen == "The papers of the"


def test_evidence_is_accepted_line_by_line_without_a_mouse(lines: Driver) -> None:
    view = page(lines)
    view.open_place("witnesses", "")
    lines.settle()
    press(view.rights, Key.Key_6, Key.Key_Return)
    lines.settle()
    evidence = view.pane.evidence
    assert evidence.hasFocus()
    press(evidence, Key.Key_Space)
    lines.settle()
    press(evidence, Key.Key_C)
    lines.settle()
    press(evidence, Key.Key_Delete)
    lines.settle()
    assert states(view) == ["supports", "contradicts"]
    assert view.pane.aside.text() == "1 set aside"
    relations = sorted(link.relation for link in kept(lines, Link))
    assert relations == ["contradicts", "supports"]
    assert held(lines).cell("witnesses", "").waiting == 0
    view.pane.aside.click()
    assert states(view) == ["supports", "contradicts", "aside"]
    check(lines.window)
    evidence.setCurrentIndex(evidence.evidence.index(0))
    press(evidence, Key.Key_Return)  # taken back
    lines.settle()
    assert states(view) == ["waits", "contradicts", "aside"]
    assert "rests on nothing yet" in view.coverage.words


def test_undo_takes_an_acceptance_back(lines: Driver) -> None:
    view = page(lines)
    view.open_place("witnesses", "")
    lines.settle()
    view.pane.evidence.setFocus()
    press(view.pane.evidence, Key.Key_Space)
    lines.settle()
    assert states(view) == ["supports", "waits", "waits"]
    lines.ctrl(Key.Key_Z).settle()
    assert states(view) == ["waits"] * 3
    assert kept(lines, Link) == []


def test_what_was_set_aside_does_not_nag_again(lines: Driver) -> None:
    view = page(lines)
    view.open_place("silence", "")
    lines.settle()
    press(view.pane.evidence, Key.Key_Backspace)
    lines.settle()
    assert texts(view) == []
    lines.window.lock()
    lines.unlock(PASSPHRASE).go("assessment")
    page(lines).open_place("silence", "")
    lines.settle()
    assert texts(page(lines)) == []
    assert page(lines).pane.aside.isVisible()


def test_each_hearing_has_findings_of_its_own(lines: Driver) -> None:
    view = page(lines)
    hearing = held(lines).sittings[0]
    view.where.choose(hearing.id)
    view.where.activated.emit(1)
    view.rights.choose("witnesses")
    lines.settle()
    press(view.rights, Key.Key_5)
    lines.settle()
    assert [f.hearing for f in kept(lines, Finding)] == [hearing.id]
    assert view.hearing == hearing.id
    view.open_place("witnesses", "")
    lines.settle()
    assert view.pane.rating.rating == "not-assessed"
    (row,) = (r for r in view.rights.rights.rows if isinstance(r, RightRow) and r.id == "witnesses")
    assert row.elsewhere == ("serious-concern",)
    assert "1 assessed" in view.coverage.words


def test_a_line_is_opened_where_it_was_logged(lines: Driver) -> None:
    view = page(lines)
    view.open_place("silence", "")
    lines.settle()
    press(view.pane.evidence, Key.Key_O)
    lines.settle()
    assert lines.furnished.frame.page == "hearings"
    assert "Objects." in lines.lines()


def test_a_document_is_linked_with_its_page(lines: Driver) -> None:
    def add(vault: Vault, case: str) -> None:
        paper = Document(id=new_id(vault.clock), case=case, title="Expert opinion <b>")
        with vault.edit(case) as edit:
            edit.put(paper)

    changed(lines, add, case_of(lines))
    view = page(lines)
    view.open_place("witnesses", "")
    lines.settle()
    view.pane.link.click()
    lines.settle()
    papers = view.pane.papers
    assert papers.isVisible()
    check(lines.window)
    type_keys(papers.page, "p. 3")
    papers.contradicts.click()
    lines.settle()
    (link,) = kept(lines, Link)
    assert (link.relation, link.remark) == ("contradicts", "p. 3")
    assert texts(view)[-1] == "Expert opinion <b>"
    assert not papers.isVisible()
    view.pane.link.click()
    lines.settle()
    press(papers.page, Key.Key_Escape)
    assert not papers.isVisible()


def test_findings_of_two_authors_are_both_shown(lines: Driver) -> None:
    def two(vault: Vault, case: str) -> None:
        with vault.edit(case) as edit:
            for rating in ("respected", "violated"):
                edit.put(
                    Finding(id=new_id(vault.clock), case=case, right="presence", rating=rating)
                )

    changed(lines, two, case_of(lines))
    view = page(lines)
    view.open_place("presence", "")
    lines.settle()
    assert view.pane.rating.rating == "respected"
    view.pane.next_requested.emit()
    lines.settle()
    assert view.pane.rating.rating == "violated"
    press(view.rights, Key.Key_4)
    lines.settle()
    assert sorted(f.rating for f in kept(lines, Finding)) == ["concern", "respected"]


def test_a_finding_that_was_found_is_opened_where_it_stands(opened: Driver) -> None:
    opened.go("overview")
    (finding,) = (f for f in kept(opened, Finding) if f.right == "observer-access")
    opened.furnished.desk.guide.record_requested.emit(finding.case, "finding", finding.id)
    opened.settle()
    view = page(opened)
    assert opened.furnished.frame.page == "assessment"
    assert (view.rights.chosen, view.hearing) == ("observer-access", finding.hearing)
    assert view.pane.rating.rating == "serious-concern"


def test_what_the_state_did_not_ratify_is_said_and_not_hidden(lines: Driver) -> None:
    def move_to_france(vault: Vault, case: str) -> None:
        from msgspec.structs import replace

        record = cases.all_cases(vault)[0]
        with vault.edit(case) as edit:
            edit.put(replace(record, country="FR"))

    lines.furnished.desk.session.change(move_to_france, case_of(lines), touches=("case",))
    lines.settle()
    view = page(lines)
    rows = [row for row in view.rights.rights.rows if isinstance(row, RightRow)]
    assert len(rows) == len(vocabulary("rights"))
    assert {row.warning for row in rows if row.id == "appeal"} == {"ICCPR: ratification not known"}
    assert all(not row.warning for row in rows if row.id == "early-counsel")


def test_the_table_of_treaties_can_be_known_better_here(lines: Driver) -> None:
    view = page(lines)
    view.open_place("union-autonomy", "")
    lines.settle()
    view.pane.treaties.click()
    lines.settle()
    treaties = view.treaties
    assert treaties.isVisible()
    check(lines.window)
    field = treaties.fields["ilo-c87"]
    assert field.placeholderText() == "2000-12-13"
    field.setFocus()
    type_keys(field, "soon\n")
    lines.settle()
    assert "2006-01-24" in treaties.banner.text
    field.clear()
    type_keys(field, "never\n")
    lines.settle()
    press(field, Key.Key_Escape)
    (row,) = (
        r for r in view.rights.rights.rows if isinstance(r, RightRow) and r.id == "union-autonomy"
    )
    assert row.warning == "ILO C87 not ratified"
    assert view.rights.hasFocus()


def test_the_overview_shows_it_small(opened: Driver) -> None:
    opened.go("overview")
    (heat,) = opened.furnished.pages.overview_view.findChildren(HeatMap)
    assert "notice-of-charge" in heat.heat.rights
    row = heat.heat.rights.index("notice-of-charge")
    assert heat.heat.cell(row, 0).rating == "concern"
    check(opened.window)
    heat.setCurrentIndex(heat.heat.index(row, 0))
    press(heat, Key.Key_Return)
    opened.settle()
    assert opened.furnished.frame.page == "assessment"
    assert page(opened).rights.chosen == "notice-of-charge"


class TestHeatMap:
    def test_shows_what_has_something_or_all(self, opened: Driver) -> None:
        view = page(opened.go("assessment"))
        view.map.click()
        opened.settle()
        heat = view.heat
        assert heat.hasFocus()
        assert "union-activity" in heat.heat.rights
        assert "ne-bis-in-idem" not in heat.heat.rights
        view.everything.click()
        assert list(heat.heat.rights) == list(vocabulary("rights"))
        assert len(heat.heat.columns) == 1 + len(held(opened).sittings)
        check(opened.window)

    def test_is_heard_as_a_table(self, opened: Driver) -> None:
        view = page(opened.go("assessment"))
        view.map.click()
        opened.settle()
        interface = QAccessible.queryAccessibleInterface(view.heat)
        assert interface.role() == QAccessible.Role.Table
        parts = [interface.child(at) for at in range(interface.childCount())]
        said = [part.text(QAccessible.Text.Name) for part in parts]
        (cell,) = (text for text in said if "observers" in text and "Serious concern" in text)
        assert cell.startswith("Access of trial observers, ")
        roles = {part.role() for part in parts}
        assert {QAccessible.Role.Cell, QAccessible.Role.ColumnHeader} <= roles

    def test_is_walked_by_keys_and_return_opens_the_cell(self, opened: Driver) -> None:
        view = page(opened.go("assessment"))
        view.map.click()
        opened.settle()
        heat = view.heat
        press(heat, Key.Key_Down, Key.Key_Right)
        index = heat.currentIndex()
        assert (index.row(), index.column()) == (1, 1)
        right, hearing = heat.heat.rights[1], heat.heat.columns[1][0]
        press(heat, Key.Key_Return)
        opened.settle()
        assert (view.rights.chosen, view.hearing) == (right, hearing)
        assert view.sheets.currentIndex() == 0

    def test_every_rating_has_a_sign_and_a_ground_of_its_own(self) -> None:
        assert set(MARKS) == set(vocabulary("ratings"))
        signs = [mark.sign for mark in MARKS.values()]
        assert len(signs) == len(set(signs))
        assert mark_of("of-2031").sign


def test_digits_stand_for_ratings_in_the_order_of_the_list() -> None:
    assert [rating_of_key(key) for key in range(Key.Key_1, Key.Key_8)] == list(
        vocabulary("ratings")
    )
    assert rating_of_key(Key.Key_8) == rating_of_key(Key.Key_0) == rating_of_key(Key.Key_A) == ""


def test_tab_stops_at_the_rating_that_holds(qapp: object) -> None:
    row = RatingRow()
    for shown, stop in (("concern", "concern"), ("not-assessed", "not-assessed"), ("", None)):
        row.show_rating(shown)
        stops = [b.rating for b in row.buttons if b.focusPolicy() == Qt.FocusPolicy.StrongFocus]
        assert stops == [stop or row.buttons[0].rating]


def test_ratings_break_into_rows_where_it_is_narrow(qapp: object) -> None:
    row = RatingRow()
    row.resize(1400, 60)
    row.show()
    QTest.qWait(1)
    wide = {button.y() for button in row.buttons}
    row.resize(300, 400)
    QTest.qWait(1)
    narrow = {button.y() for button in row.buttons}
    row.close()
    assert len(wide) == 1
    assert len(narrow) > 2


def fill(vault: Vault, case: str) -> None:
    """2,000 tagged lines, a third of them on one right, over 40 hearings."""
    sittings = [hearings.start_hearing(vault, case) for _ in range(40)]
    rights = list(vocabulary("rights"))
    with vault.edit(case) as edit:
        for at in range(2000):
            note = Note(
                id=new_id(vault.clock), case=case, hearing=sittings[at % 40].id,
                event_at=When(f"2026-01-{1 + at % 28:02}"),
                text=HOSTILE if at < 2 else "Refused. " * (1 + at % 40),
                rights=("witnesses",) if at % 3 == 0 else (rights[at % 36],),
            )  # fmt: skip
            edit.put(note)


def test_a_full_case_is_shown_without_holding_the_window(lines: Driver) -> None:
    changed(lines, fill, case_of(lines))
    view = page(lines)
    view.open_place("witnesses", "")
    lines.settle()
    assert len(texts(view)) > 600
    snapshot = held(lines)
    for work in (
        lambda: view.show_assessment(snapshot),
        lambda: view.heat.show_assessment(snapshot, everything=True),
        lambda: view.pane.show_evidence(view.pane._rows, bare=False),
    ):
        begun = time.process_time()
        work()
        view.grab()
        assert time.process_time() - begun < 2  # a loose bound: nothing grows with the square
    lines.settle()
    assert view.heat.heat.rowCount() == 36
    assert view.heat.heat.columnCount() == 42
    assert view.heat.heat.rowCount(QModelIndex()) == 36
