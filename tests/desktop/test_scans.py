# SPDX-License-Identifier: GPL-3.0-or-later
"""A scan in the viewer: its text is recognised if that can be done here, shown how far, stopped."""

import io
import threading
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt

from casefile.casework import scans
from casefile.casework.shelves import State
from casefile.extraction import host
from tests.desktop.driving import Driver, type_keys


class Tesseract:
    """Stands for a reader that recognises; it waits at a page as long as it is told to."""

    pages, ended = 2, False

    def __init__(self, at: threading.Event, words: str) -> None:
        self.at, self.words = at, words
        self.closed = False

    def text(self, page: int) -> str:
        assert self.at.wait(10)
        return f"{self.words} {page}" if self.words else ""

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """Two pages without a word."""
    path, out = tmp_path / "scan.pdf", io.BytesIO()
    page = Image.new("L", (200, 300), 220)
    page.save(out, "PDF", save_all=True, append_images=[page])
    path.write_bytes(out.getvalue())
    return path


def can(monkeypatch: pytest.MonkeyPatch, words: str) -> tuple[threading.Event, list[Tesseract]]:
    """Text can be recognised here; returns what lets it go on, and the readers that were made."""
    goes_on, made = threading.Event(), []
    monkeypatch.setattr(host, "can_recognise", lambda: True)
    monkeypatch.setattr(host, "languages", lambda: ("deu", "eng", "rus"))

    def opened(_held: object, _document: object, languages: object, _stop: object) -> Tesseract:
        assert languages == ("rus", "eng")
        made.append(Tesseract(goes_on, words))
        return made[-1]

    monkeypatch.setattr(scans, "opened", opened)
    return goes_on, made


def begun(
    case: Driver, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> tuple[threading.Event, list[Tesseract]]:
    """A scan was taken in, and its text is being recognised."""
    goes_on, made = can(monkeypatch, "Zanzibar")
    band = case.furnished.pages.documents_view.pane.band
    case.furnished.pages.documents.take_in([scan])
    case.wait(lambda: bool(band.told))
    band.recognise.click()
    return goes_on, made


def test_where_nothing_can_be_recognised_a_sentence_says_how(
    case: Driver, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(host, "can_recognise", lambda: False)
    pane = case.furnished.pages.documents_view.pane
    case.furnished.pages.documents.take_in([scan])
    case.wait(lambda: "install Casefile with its extra “ocr”" in pane.band.told)
    assert pane.band.recognise.isHidden()


def test_a_scan_is_recognised_and_found(
    case: Driver, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane = case.furnished.pages.documents_view.pane
    goes_on, made = begun(case, scan, monkeypatch)
    case.wait(lambda: pane.band.told == "Recognising text: 0 of 2 pages…")
    goes_on.set()
    case.wait(lambda: not pane.band.told)
    case.settle()
    assert made[0].closed
    (listed,) = case.furnished.pages.documents_view.table.all
    assert listed.state is State.WELL
    case.ctrl(Qt.Key.Key_F)
    type_keys(pane.find_bar.field, "zanzibar")
    case.settle()
    assert pane.find_bar.count == "1 of 2 matches"
    case.furnished.frame.top.search.setText("Zanzibar 1")
    case.settle()
    found = case.furnished.pages.search_view.list.results.rows
    assert [hit.title for hit in found[1:]] == ["scan"]


def test_it_is_stopped_and_nothing_is_kept(
    case: Driver, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane = case.furnished.pages.documents_view.pane
    goes_on, made = begun(case, scan, monkeypatch)
    case.wait(lambda: "0 of 2" in pane.band.told)
    pane.band.stop.click()
    goes_on.set()
    case.settle()
    assert made[0].closed
    assert pane.band.told.startswith("No text layer")
    assert not pane.band.recognise.isHidden()
    case.furnished.frame.top.search.setText("Zanzibar")
    case.settle()
    assert not case.furnished.pages.search_view.list.results.rows[1:]


def test_pages_on_which_nothing_is_recognised_are_told(
    case: Driver, scan: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on, _made = can(monkeypatch, "")
    goes_on.set()
    pane = case.furnished.pages.documents_view.pane
    case.furnished.pages.documents.take_in([scan])
    case.wait(lambda: bool(pane.band.told))
    pane.band.recognise.click()
    case.wait(lambda: pane.band.told == "No words were recognised on these pages.")


def test_the_languages_are_the_document_s_then_the_usual_then_any() -> None:
    there = ("deu", "eng", "kaz", "rus", "uzb_cyrl")
    assert scans.languages_for(("uz-Cyrl", "de"), there) == ("uzb_cyrl", "deu")
    assert scans.languages_for(("fr",), there) == ("kaz", "rus", "eng")
    assert scans.languages_for((), ("nld",)) == ("nld",)
