# SPDX-License-Identifier: GPL-3.0-or-later
"""The child's side, in this process and without its limits, so that it can be looked at."""

import io
import os
import struct
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

import pytest

from casefile.extraction import child, protocol, worker
from casefile.extraction.media import DOCX, PDF
from casefile.extraction.pages import paged
from casefile.extraction.protocol import Failure, Fault, What
from tests.hostile.documents import docx, one_page, paragraph

Request = tuple[What, int, int]


@pytest.fixture(autouse=True)
def without_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """A limit that is set here would hold for all tests after it, and end them without a word."""
    for name in ("limit_resources", "renew_seconds", "confine"):
        monkeypatch.setattr(worker.limits, name, lambda: None)


def served(data: bytes, media_type: str, *requests: Request) -> tuple[int, io.BytesIO]:
    """The exit code and all answers to these requests."""
    source, answers = io.BytesIO(), io.BytesIO()
    protocol.send_document(source, media_type, protocol.pieces_of(data))
    for request in requests:
        protocol.send(source, *request)
    source.seek(0)
    code = worker.serve(source, answers, lambda: None)
    answers.seek(0)
    return code, answers


def opening(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> int:
    """The exit code when the reader of a format raises this."""

    def broken(_untrusted: bytes) -> None:
        raise error

    monkeypatch.setattr(worker, "opener", lambda _media_type: broken)
    return served(b"", "text/plain")[0]


def test_text_and_pictures_are_answered_until_the_end() -> None:
    code, answers = served(
        one_page(), PDF, (What.TEXT, 0, 0), (What.PICTURE, 0, 30), (What.TEXT, 0, 0)
    )
    assert code == 0
    assert protocol.receive(answers) == (What.OPENED, 1, 1)
    assert protocol.receive(answers) == (What.TEXT, 4, 0)
    assert protocol.exactly(answers, 4) == b"Seen"
    assert protocol.receive(answers) == (What.PICTURE, 30, 20)
    assert len(protocol.exactly(answers, 1800)) == 1800
    assert protocol.receive(answers) == (What.TEXT, 4, 0)


def test_a_page_that_fails_does_not_end_it() -> None:
    code, answers = served(b"text", "text/plain", (What.PICTURE, 0, 9), (What.TEXT, 0, 0))
    protocol.receive(answers)
    assert protocol.receive(answers) == (What.FAILED, Failure.NO_PICTURE, 0)
    assert protocol.receive(answers) == (What.TEXT, 4, 0)
    assert code == 0


def test_long_text_is_cut_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "PAGE_TEXT_LIMIT", 3)
    _, answers = served(b"four", "text/plain", (What.TEXT, 0, 0))
    protocol.receive(answers)
    assert protocol.receive(answers) == (What.TEXT, 3, 1)


@pytest.mark.parametrize(
    ("media_type", "data"),
    [
        ("message/rfc822", b"Subject: x\n\ntext"),
        ("text/html", b"<p>text"),
        ("text/csv", b"a;b"),
        (DOCX, docx(paragraph("text"))),
    ],
)
def test_every_kind_of_text_is_read(media_type: str, data: bytes) -> None:
    code, answers = served(data, media_type, (What.TEXT, 0, 0))
    assert (code, protocol.receive(answers)) == (0, (What.OPENED, 1, 0))


@pytest.mark.parametrize("name", ["jpeg", "png", "tiff", "webp"])
def test_every_kind_of_picture_has_its_reader(name: str) -> None:
    assert served(b"not one", f"image/{name}")[0] == Failure.NOT_WHAT_IT_SAYS


@pytest.mark.parametrize("media_type", ["", "image/svg+xml", "application/x-msdownload", "PDF"])
def test_nothing_else_is_read(media_type: str) -> None:
    assert served(b"", media_type)[0] == Failure.UNSUPPORTED


def test_what_goes_wrong_is_the_exit_code(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert opening(monkeypatch, Fault(Failure.ENCRYPTED)) == Failure.ENCRYPTED
    assert opening(monkeypatch, MemoryError()) == Failure.OUT_OF_MEMORY
    assert opening(monkeypatch, RecursionError()) == Failure.DAMAGED
    assert opening(monkeypatch, BrokenPipeError()) == 0
    assert capfd.readouterr().err == ""
    assert opening(monkeypatch, ZeroDivisionError("our fault")) == Failure.FAULT
    assert "our fault" in capfd.readouterr().err


def test_too_many_pages_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "PAGE_LIMIT", 1)
    monkeypatch.setattr(worker, "opener", lambda _media_type: lambda _data: paged("a\fb"))
    assert served(b"", "text/plain")[0] == Failure.TOO_MANY_PAGES


@pytest.mark.parametrize("source", [b"", b"\0\0", struct.pack(">I", 3) + b"ab"])
def test_a_program_that_goes_away_ends_it(source: bytes) -> None:
    assert worker.serve(io.BytesIO(source), io.BytesIO(), lambda: None) == 0


def test_it_gives_everything_up_before_it_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    happened: list[str] = []

    def look(_untrusted: bytes) -> None:
        happened.append("looked")
        raise Fault(Failure.DAMAGED)

    monkeypatch.setattr(worker, "opener", lambda _media_type: look)
    source = io.BytesIO()
    protocol.send_document(source, "text/plain", [b"x"])
    source.seek(0)
    worker.serve(source, io.BytesIO(), lambda: happened.append("confined"))
    assert happened == ["confined", "looked"]


def test_main_keeps_prints_out_of_the_answers(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`main` takes its pipes from the descriptors that it was started with."""
    script = (
        "import os, sys; from casefile.extraction import worker\n"
        "worker.serve = lambda source, answers, confine: (print('stray', flush=True),"
        " answers.write(b'answer'), answers.flush(), 7)[3]\n"
        "sys.exit(worker.main())"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        env=child.environment(),
        check=False,
        input=b"",
    )
    assert (done.stdout, done.stderr.strip(), done.returncode) == (b"answer", b"stray", 7)


def test_main_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    def close(source: BinaryIO, answers: BinaryIO, _confine: object) -> int:
        source.close()
        answers.close()
        return 7

    monkeypatch.setattr(worker, "serve", close)
    kept = [os.dup(descriptor) for descriptor in (0, 1)]
    try:
        assert worker.main() == 7
    finally:
        for descriptor, copy in enumerate(kept):
            os.dup2(copy, descriptor)
            os.close(copy)


def test_it_reaches_nothing_of_ours_but_its_own() -> None:
    script = (
        "import sys; from casefile.extraction import worker\n"
        "for kind in sys.argv[1:]:\n"
        "    worker.opener(kind)\n"
        "print(*sorted(name for name in sys.modules if name.startswith('casefile')"
        " or name in {'socket', 'sqlite3', 'ssl', 'PySide6', 'lxml', 'urllib.request'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, PDF, DOCX, "image/png", "message/rfc822", "text/html"],
        capture_output=True,
        text=True,
        env=child.environment(),
        check=True,
    )
    ours = {name for name in done.stdout.split() if not name.startswith("casefile.extraction")}
    assert ours <= {"casefile", "socket"}  # the mail package of Python names its own machine
    assert "casefile.extraction.host" not in done.stdout
    assert "casefile.extraction.child" not in done.stdout
