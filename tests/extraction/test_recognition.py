# SPDX-License-Identifier: GPL-3.0-or-later
"""Text on scans: the child's side with a recogniser of our own, and all of it where it is there."""

import io
import sys
import types
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from casefile.base.errors import ExtractionFailed
from casefile.extraction import host, tessdata, worker
from casefile.extraction.media import PDF
from casefile.extraction.protocol import Failure, Fault
from tests.hostile.documents import one_page

there = pytest.mark.skipif(
    not (host.can_recognise() and "eng" in host.languages()),
    reason="needs the extra “ocr” and Tesseract's data for English",
)


def scan(words: str) -> bytes:
    """A page of 150 dots per inch with these words, as a PDF without text."""
    page = Image.new("L", (1240, 1754), "white")
    draw = ImageDraw.Draw(page)
    draw.text((120, 150), words, font=ImageFont.load_default(40), fill=20)
    out = io.BytesIO()
    page.save(out, "PDF", resolution=150)
    return out.getvalue()


def _reader(path: str, lang: str) -> types.SimpleNamespace:
    """Stands for Tesseract: as the text, it tells how it was made and what it was shown."""
    shown = [f"{lang} of {path}"]

    def show(data: bytes, across: int, down: int, each: int, row: int) -> None:
        assert (len(data), row) == (across * down * each, across * each)
        shown.append(f"{across} by {down}")

    def recognise() -> str:
        if lang == "fails":
            raise RuntimeError
        return ", ".join(shown)

    return types.SimpleNamespace(
        SetImageBytes=show,
        SetSourceResolution=lambda dots: shown.append(f"{dots} dots"),
        GetUTF8Text=recognise,
        Clear=lambda: shown.__delitem__(slice(1, None)),
    )


@pytest.fixture
def tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("tesserocr")
    module.PyTessBaseAPI = _reader  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "tesserocr", module)
    monkeypatch.delitem(sys.modules, "casefile.extraction.recognition", raising=False)
    monkeypatch.setenv("TESSDATA_PREFIX", "/data")


@pytest.mark.usefixtures("tesseract")
def test_a_page_without_text_is_shown_to_the_recogniser() -> None:
    pages = worker.opener(f"{PDF};languages=rus+eng")(one_page(b"0 0 9 9 re f"))
    assert (pages.count, pages.has_pictures) == (1, True)
    assert pages.text(0) == "rus+eng of /data, 2480 by 1653, 300 dots"
    assert pages.layout(0) == (pages.text(0), ())
    assert pages.picture(0, 30)[:2] == (30, 20)


@pytest.mark.usefixtures("tesseract")
def test_a_page_with_text_keeps_its_own() -> None:
    assert worker.opener(f"{PDF};languages=eng")(one_page()).text(0) == "Seen"


@pytest.mark.usefixtures("tesseract")
def test_a_page_that_is_not_recognised_is_damaged() -> None:
    pages = worker.opener(f"{PDF};languages=fails")(one_page(b""))
    with pytest.raises(Fault) as error:
        pages.text(0)
    assert error.value.failure is Failure.DAMAGED


def recognised(
    data: bytes, wanted: tuple[str, ...], progress: host.Progress | None = None
) -> host.Extracted:
    with host.Reader(recognising=host.recogniser(wanted)).open(data, PDF) as reader:
        return host.text_of(reader, progress)


def refusal(wanted: tuple[str, ...]) -> ExtractionFailed:
    with pytest.raises(ExtractionFailed) as error:
        recognised(b"", wanted)
    assert error.value.next_step
    return error.value


def test_what_is_not_there_is_one_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tessdata, "installed", lambda: False)
    assert not host.can_recognise()
    assert "ocr" in refusal(("eng",)).next_step
    monkeypatch.setattr(tessdata, "installed", lambda: True)
    monkeypatch.setattr(tessdata, "folder", lambda: None)
    assert not host.can_recognise()
    assert "TESSDATA_PREFIX" in refusal(("eng",)).next_step
    monkeypatch.setattr(tessdata, "folder", lambda: tmp_path)
    (tmp_path / "eng.traineddata").touch()
    assert host.can_recognise()
    assert "kaz" in refusal(("eng", "kaz")).sentence
    with pytest.raises(ValueError, match="language"):
        recognised(b"", ())


def test_a_recogniser_that_does_not_load_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The data are empty, or the library is not there at all: the child says so and ends."""
    monkeypatch.setattr(tessdata, "installed", lambda: True)
    monkeypatch.setattr(tessdata, "folder", lambda: tmp_path)
    (tmp_path / "eng.traineddata").touch()
    assert refusal(("eng",)).sentence


@there
def test_a_scan_is_read_with_everything_given_up() -> None:
    words = "The hearing was adjourned"
    told: list[tuple[int, int]] = []
    found = recognised(scan(words), ("eng",), lambda done, pages: told.append((done, pages)))
    assert words in found.text
    assert (found.has_text, found.complete, told) == (True, True, [(1, 1)])
    assert not host.extract(scan(words), PDF).has_text
