# SPDX-License-Identifier: GPL-3.0-or-later
"""The briefing beside its settings."""

import threading
from pathlib import Path

import pytest
from msgspec.structs import replace
from pypdfium2 import PdfDocument
from PySide6.QtWidgets import QLabel

from casefile.casework import cases
from casefile.desktop.briefing import presenter
from casefile.desktop.tasks import Progress
from casefile.records.kinds import Note, Party, Release
from casefile.records.values import Audience
from casefile.store import reading
from casefile.vault.vault import Vault
from tests.desktop.driving import Driver, type_keys


def text_of(pdf: bytes) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in PdfDocument(pdf))


def test_the_pages_are_shown(opened: Driver) -> None:
    opened.go("briefing")
    page = opened.furnished.pages.briefing_view
    opened.wait(lambda: page.pane.paper.has_picture(0))
    assert page.pane.shown is page.pane.paper
    assert page.pane.paper.pages > 3
    place = f"Page 1 of {page.pane.paper.pages}"
    assert page.pane.paper.accessibleDescription().startswith(place)
    assert not [one for one in page.findChildren(QLabel) if one.text() == place]  # told once
    assert page.save.isEnabled()
    assert "3 hearings" in page._leaves.text()


def test_pages_of_a_case_that_was_left_meanwhile_are_not_shown(opened: Driver) -> None:
    """The preview of one case under the name of another would be read as that one's."""
    desk, chosen = opened.furnished.desk, opened.furnished.cases
    desk.session.change(cases.create_case, "Another", touches=("case",))
    opened.settle()
    page = opened.furnished.pages.briefing_view
    other = next(one for one in chosen.all if one.title == "Another")
    opened.go("briefing")
    opened.wait(lambda: page.pane.paper.has_picture(0))
    opened.furnished.pages.briefing._build()  # asked, and before it is answered:
    opened.furnished.tour.go("overview")
    chosen.choose(other.id)
    opened.settle()
    assert page.pane.shown is not page.pane.paper
    assert not page.save.isEnabled()


def test_a_choice_sets_it_anew_once_and_keeps_the_page(
    opened: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened.go("briefing")
    page = opened.furnished.pages.briefing_view
    opened.wait(lambda: page.pane.paper.has_picture(0))
    page.pane.paper.go_to(2)
    opened.settle()
    built: list[Audience] = []
    set_pages = presenter.pages_of

    def count(gathered: presenter.Gathered, progress: Progress) -> presenter.Pages:
        built.append(gathered.wanted.audience)
        return set_pages(gathered, progress)

    monkeypatch.setattr(presenter, "pages_of", count)
    for audience in (Audience.PUBLIC, Audience.PARTNERS, Audience.PRIVATE):
        page.audience.choose(audience)
    opened.wait(lambda: built)
    opened.settle()
    assert built == [Audience.PRIVATE]
    assert page.pane.paper.page == 2


def test_a_change_of_the_case_is_seen(opened: Driver) -> None:
    opened.go("briefing")
    page = opened.furnished.pages.briefing_view
    before = page._leaves.text()
    opened.furnished.pages.hearings.go_live()
    opened.settle()
    opened.log_line("A line for the briefing.")
    opened.go("briefing")
    opened.wait(lambda: page._leaves.text() != before)
    opened.settle()
    assert "10 lines" in page._leaves.text()


def test_it_is_saved_and_the_release_recorded(opened: Driver, tmp_path: Path) -> None:
    opened.go("briefing")
    page = opened.furnished.pages.briefing_view
    out = tmp_path / "briefing.pdf"
    page.save_requested.emit(out)
    opened.wait(out.exists)
    opened.settle()
    assert "Larisa Kharkova" in text_of(out.read_bytes())
    assert page._state.text() == "Saved as briefing.pdf."
    found: list[list[Release]] = []
    case = opened.furnished.cases.current
    assert case is not None
    opened.furnished.desk.session.ask(
        lambda vault: reading.records(vault.store, Release, case.id), done=found.append
    )
    opened.settle()
    assert [release.filename for release in found[0]] == ["briefing.pdf"]


class Gate:
    """Holds up whoever sets pages until it is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._open = threading.Event()
        self.waiting = threading.Event()
        self._set = presenter.pages_of
        monkeypatch.setattr(presenter, "pages_of", self.pages_of)

    def pages_of(self, gathered: presenter.Gathered, progress: Progress) -> presenter.Pages:
        self.waiting.set()
        assert self._open.wait(20)
        return self._set(gathered, progress)

    def open(self) -> None:
        self._open.set()


def test_a_line_is_saved_while_pages_are_being_set(
    opened: Driver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened.go("briefing")
    page = opened.furnished.pages.briefing_view
    gate = Gate(monkeypatch)
    out = tmp_path / "briefing.pdf"
    page.save_requested.emit(out)
    opened.wait(gate.waiting.is_set)
    opened.furnished.pages.hearings.go_live()
    opened.wait(lambda: opened.furnished.frame.page == "hearings" and opened.hearings.logging)
    type_keys(opened.entry.field, "Said while the pages are set.\n")
    opened.wait(lambda: not opened.entry.field.toPlainText())
    saved = lambda: notes_of(opened)[-1:] == ["Said while the pages are set."]  # noqa: E731
    opened.wait(saved)
    assert not out.exists()
    gate.open()
    opened.wait(out.exists)
    opened.settle()
    assert "Said while" not in text_of(out.read_bytes())  # the state that was gathered


def notes_of(driver: Driver) -> list[str]:
    """The lines that are durable."""
    found: list[list[Note]] = []
    case = driver.furnished.cases.current
    assert case is not None
    driver.furnished.desk.session.ask(
        lambda vault: reading.records(vault.store, Note, case.id), done=found.append
    )
    driver.wait(lambda: found)
    return [note.text for note in sorted(found[0], key=lambda note: note.id)]


def test_a_lock_does_not_wait_for_pages(
    opened: Driver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened.go("briefing")
    gate = Gate(monkeypatch)
    out = tmp_path / "briefing.pdf"
    opened.furnished.pages.briefing_view.save_requested.emit(out)
    opened.wait(gate.waiting.is_set)
    opened.window.lock()
    assert opened.window.locked
    gate.open()
    opened.settle()
    assert not out.exists()


def test_a_person_who_came_under_protection_meanwhile_bars_the_way(
    opened: Driver, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened.go("briefing")
    page = opened.furnished.pages.briefing_view
    page.audience.choose(Audience.PUBLIC)
    opened.settle()
    gate = Gate(monkeypatch)
    out = tmp_path / "briefing.pdf"
    page.save_requested.emit(out)
    opened.wait(gate.waiting.is_set)
    case = opened.furnished.cases.current
    assert case is not None

    def protect(vault: Vault) -> None:
        with vault.edit(case.id) as edit:
            for party in reading.records(vault.store, Party, case.id):
                if "Kharkova" in party.name:
                    edit.put(replace(party, protected=True, pseudonym="A"))

    opened.furnished.desk.session.change(protect, touches=("release",))
    gate.open()
    opened.settle()
    assert not out.exists()
    assert "protected" in opened.furnished.frame.banner.text


def test_a_place_that_cant_be_written_is_said(opened: Driver, tmp_path: Path) -> None:
    opened.go("briefing")
    opened.furnished.pages.briefing_view.save_requested.emit(tmp_path / "none" / "b.pdf")
    opened.settle()
    assert "can't be written" in opened.furnished.frame.banner.text
    assert opened.furnished.pages.briefing_view.save.isEnabled()


def test_a_guarded_name_bars_the_way(opened: Driver) -> None:
    case = opened.furnished.cases.current
    assert case is not None

    def betray(vault: Vault) -> None:
        witness = next(
            p for p in reading.records(vault.store, Party, case.id) if "Ismetova" in p.name
        )
        note = reading.records(vault.store, Note, case.id)[0]
        with vault.edit(case.id) as edit:
            edit.put(replace(witness, protected=True, pseudonym="Interpreter A"))
            edit.put(replace(note, text="Danara Ismetova was there.", audience=Audience.PUBLIC))

    opened.furnished.desk.session.change(betray, touches=("note", "party"))
    opened.go("briefing")
    page = opened.furnished.pages.briefing_view
    page.audience.choose(Audience.PUBLIC)
    opened.wait(lambda: page.pane.shown is page.pane.message)
    opened.settle()
    assert not page.save.isEnabled()
    assert "protected" in page.leaks.text
    assert "Danara Ismetova" in page.leaks.text
    page.leaks.tick.setChecked(True)
    opened.wait(lambda: page.pane.shown is page.pane.paper)
    opened.settle()
    assert page.save.isEnabled()
    page.audience.choose(Audience.PARTNERS)
    assert page.leaks.settled == frozenset()
    opened.settle()


def test_without_a_case_there_is_nothing_to_write(empty: Driver) -> None:
    empty.go("briefing")
    assert "no case" in empty.furnished.pages.briefing_view.pane.message._sentence.text()
    assert not empty.furnished.pages.briefing_view.save.isEnabled()
