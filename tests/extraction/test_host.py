# SPDX-License-Identifier: GPL-3.0-or-later
"""The program's side, with the true child, and with children that lie, hang and die."""

import io
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from casefile.base.errors import Cancelled, ExtractionFailed
from casefile.extraction import child, host, protocol
from casefile.extraction.host import Reader, extract, page_picture
from casefile.extraction.media import DOCX, PDF
from casefile.extraction.protocol import Failure
from casefile.extraction.wording import sentences
from tests.hostile.documents import docx, one_page, paragraph, pdf, stream

TEXT = "text/plain"
SOON = 20  # seconds: less than those sleep that hang, more than a busy machine needs


@pytest.fixture(autouse=True)
def nothing_left_running(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No child, no thread and no descriptor survives a test."""
    started: list[subprocess.Popen[bytes]] = []
    popen = subprocess.Popen

    def start(*arguments: Any, **options: Any) -> subprocess.Popen[bytes]:
        started.append(popen(*arguments, **options))
        return started[-1]

    monkeypatch.setattr(child.subprocess, "Popen", start)
    before = len(os.listdir("/proc/self/fd")) if sys.platform == "linux" else 0  # noqa: PTH208
    yield
    assert all(process.returncode is not None for process in started)
    assert not [thread for thread in threading.enumerate() if thread.name == "extraction"]
    if sys.platform == "linux":
        assert len(os.listdir("/proc/self/fd")) <= before  # noqa: PTH208


@pytest.fixture
def acting(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Put a program of our own in the child's place. `head(...)` sends, `body(...)` too. One whose
    answer counts listens on after it: on a busy machine it may have answered before being asked."""

    def act(code: str) -> None:
        prelude = (
            "import os, signal, struct, sys, time\n"
            "head = lambda *a: (sys.stdout.buffer.write(struct.pack('>BII', *a)),"
            " sys.stdout.buffer.flush())\n"
            "body = lambda b: (sys.stdout.buffer.write(b), sys.stdout.buffer.flush())\n"
            "listen = lambda: os.read(0, 1 << 16)\n"
        )
        script = prelude + textwrap.dedent(code)
        monkeypatch.setattr(child, "command", lambda: [sys.executable, "-c", script])

    return act


def three_pages() -> bytes:
    fonts = b"/Resources<</Font<</F1 8 0 R>>>>"
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R 4 0 R 5 0 R]/Count 3/MediaBox[0 0 300 200]>>",
            b"<</Type/Page/Parent 2 0 R/Contents 6 0 R%s>>" % fonts,
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 400]>>",
            b"<</Type/Page/Parent 2 0 R/Contents 7 0 R%s>>" % fonts,
            stream(b"BT /F1 12 Tf 20 100 Td (One) Tj ET"),
            stream(b"BT /F1 12 Tf 20 100 Td (Three) Tj ET"),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ]
    )


def sentence(failure: Failure) -> str:
    return sentences()[failure][0]


# --- the true child --------------------------------------------------------------------------


def test_text_comes_page_by_page() -> None:
    told: list[tuple[int, int]] = []
    found = extract(three_pages(), PDF, progress=lambda done, pages: told.append((done, pages)))
    assert found.page_texts == ("One", "", "Three")
    assert (found.text, found.pages, found.complete) == ("One\f\fThree", 3, True)
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_stream_is_read_like_bytes() -> None:
    assert extract(io.BytesIO(b"words"), TEXT).text == "words"


def test_a_large_document_goes_through() -> None:
    data = b"a line of text\n" * 200_000
    assert len(extract(data, TEXT).text) == len(data)


def test_pictures_come_in_the_width_asked() -> None:
    with Reader().open(three_pages(), PDF) as reader:
        assert (reader.pages, reader.has_pictures) == (3, True)
        for page, width, expected in ((0, 90, (90, 60)), (1, 50, (50, 200)), (2, 1, (1, 1))):
            picture = reader.picture(page, width)
            assert (picture.width, picture.height) == expected
            assert len(picture.rgb) == picture.width * picture.height * 3
        assert reader.text(2) == "Three"


def _pictures() -> list[tuple[str, bytes]]:
    exif = Image.Exif()
    exif[0x0112] = 6
    kinds: list[tuple[str, dict[str, Any]]] = [
        ("JPEG", {"exif": exif}),
        ("JPEG", {"progressive": True}),
        ("PNG", {"exif": exif}),
        ("WEBP", {"exif": exif}),
        *(("TIFF", {"compression": name}) for name in ("tiff_lzw", "jpeg", "group4", None)),
    ]
    made = []
    for name, options in kinds:
        out = io.BytesIO()
        mode = "1" if options.get("compression") == "group4" else "RGB"
        Image.new(mode, (40, 20)).save(out, name, **options)
        made.append((f"image/{name.lower()}", out.getvalue()))
    return made


@pytest.mark.parametrize(("media_type", "data"), _pictures())
def test_every_kind_of_picture_is_read_with_everything_given_up(
    media_type: str, data: bytes
) -> None:
    """What a reader would only load when needed can't be loaded any more: it must be there."""
    picture = page_picture(data, media_type, 0, 20)
    assert len(picture.rgb) == picture.width * picture.height * 3


@pytest.mark.parametrize(
    ("media_type", "data"),
    [
        (DOCX, docx(paragraph("Суд"))),
        ("text/html", "<p>Суд</p>".encode("koi8-r") * 9),
        ("text/plain", "Суд идёт, прошу всех встать".encode("cp1251")),
        ("text/plain", "Суд".encode("utf-32")),
        ("message/rfc822", b"Subject: =?windows-1251?b?0fPk?=\n\n"),
        (
            "message/rfc822",
            b"Content-Type: text/plain; charset=koi8-u\nSubject: a\n\n\xf3\xd5\xc4",
        ),
        ("message/rfc822", "From: a\nContent-Type: x; charset=hz\n\nСуд".encode()),
        ("message/rfc822", "From: Суд\nContent-Type: text/plain; charset=hz\n\nx".encode()),
    ],
)
def test_every_kind_of_text_is_read_with_everything_given_up(media_type: str, data: bytes) -> None:
    assert extract(data, media_type).complete


@pytest.mark.parametrize("width", [-3, 0, 1, 10**9])
def test_no_width_is_too_strange(width: int) -> None:
    picture = page_picture(one_page(), PDF, 0, width)
    assert 1 <= picture.width <= protocol.SIDE_LIMIT
    assert picture.width * picture.height <= protocol.PIXEL_LIMIT


def test_a_layout_is_the_text_with_its_places() -> None:
    with Reader().open(three_pages(), PDF) as reader:
        for page in range(3):
            layout = reader.layout(page)
            assert layout.text == reader.text(page)
            assert len(layout.boxes) == len(layout.text)
            assert all(layout.boxes)
    with Reader().open("Суд\n".encode(), TEXT) as reader:
        assert reader.layout(0) == host.Layout("Суд\n", (None,) * 4)


def test_a_scan_has_pages_to_look_at_and_no_text() -> None:
    scan = one_page(b"1 0 0 rg 0 0 300 200 re f BT /F1 12 Tf 20 100 Td ( ) Tj ET")
    found = extract(scan, PDF)
    assert (found.has_text, found.has_pictures) == (False, True)
    assert extract(three_pages(), PDF).has_text
    found = extract("\u200b\n Суд".encode(), TEXT)
    assert (found.has_text, found.has_pictures) == (True, False)


def test_attachments_come_with_everything_given_up() -> None:
    inner = EmailMessage()
    inner["Subject"] = "Moved"
    inner.set_content("words")
    mail = EmailMessage()
    mail["From"] = "a@b.example"
    for coding in ("base64", "quoted-printable", "8bit"):
        mail.add_attachment(b"%PDF-", maintype="a", subtype="b", filename="../scan.pdf", cte=coding)
    mail.add_attachment(inner)
    with Reader().open(bytes(mail), "message/rfc822") as reader:
        scan = host.Attachment("scan.pdf", "application/pdf", 5)
        assert reader.attachments[:3] == (scan,) * 3
        assert [reader.attachment(number) for number in range(3)] == [b"%PDF-"] * 3
        assert b"words" in reader.attachment(3)
        for number in (-1, 4):
            with pytest.raises(IndexError):
                reader.attachment(number)
    with Reader().open(three_pages(), PDF) as reader:
        assert reader.attachments == ()


def test_text_has_no_pictures_but_goes_on() -> None:
    with Reader().open(b"words", TEXT) as reader:
        assert not reader.has_pictures
        with pytest.raises(ExtractionFailed) as error:
            reader.picture(0, 100)
        assert error.value.sentence == sentence(Failure.NO_PICTURE)
        assert reader.text(0) == "words"
        assert not reader.ended


def test_pages_that_are_not_there_are_a_fault_of_the_caller() -> None:
    with Reader().open(b"words", TEXT) as reader:
        for page in (-1, 1):
            with pytest.raises(IndexError):
                reader.text(page)


def test_a_reader_opens_one_document_and_no_more() -> None:
    reader = Reader()
    with pytest.raises(RuntimeError):
        reader.text(0)
    with reader.open(b"words", TEXT), pytest.raises(RuntimeError):
        reader.open(b"words", TEXT)
    reader.close()
    with pytest.raises(Cancelled):
        reader.text(0)
    with pytest.raises(Cancelled):
        reader.open(b"words", TEXT)


def test_a_document_that_is_refused_leaves_its_reader_ended() -> None:
    reader = Reader()
    with pytest.raises(ExtractionFailed) as error:
        reader.open(b"MZ", PDF)
    assert error.value.sentence == sentence(Failure.NOT_WHAT_IT_SAYS)
    assert error.value.next_step
    assert reader.ended


def test_too_much_is_not_even_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protocol, "DOCUMENT_LIMIT", 3)
    with pytest.raises(ExtractionFailed) as error:
        extract(b"1234", TEXT)
    assert error.value.sentence == sentence(Failure.TOO_LARGE)


def test_a_source_that_fails_says_so_itself() -> None:
    class Broken(io.BytesIO):
        def read(self, _size: int | None = -1, /) -> bytes:
            raise OSError("the disk is gone")

    with pytest.raises(OSError, match="disk"):
        extract(Broken(), TEXT)


def test_many_threads_may_ask_one_reader() -> None:
    found: list[str] = []
    with Reader().open(three_pages(), PDF) as reader:
        threads = [
            threading.Thread(target=lambda page=page: found.append(reader.text(page)))
            for page in (0, 1, 2) * 5
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(found) == sorted(["One", "", "Three"] * 5)


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_the_child_has_nothing_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET", "x")
    with Reader().open(one_page(), PDF) as reader:
        assert reader._child is not None
        proc = Path("/proc") / str(reader._child.pid)
        names = {entry.split(b"=")[0] for entry in (proc / "environ").read_bytes().split(b"\0")}
        assert names <= {b"", b"LC_ALL", b"PYTHONPATH"}
        links = [str(link.readlink()) for link in (proc / "fd").iterdir()]
        assert len(links) <= 4
        assert all(link.startswith("pipe:") for link in links)
        assert (proc / "cwd").readlink() == Path("/")
        assert os.getpgid(reader._child.pid) == reader._child.pid != os.getpgrp()
        told = (proc / "limits").read_text()
        rows = {line[:26].strip(): line[26:].split() for line in told.splitlines()}
        assert rows["Max address space"][:2] == [str(1 << 30)] * 2
        assert rows["Max open files"][:2] == ["4", "4"]
        assert rows["Max file size"][:2] == ["0", "0"]
        assert rows["Max core file size"][:2] == ["0", "0"]
        assert int(rows["Max cpu time"][0]) <= 40


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_child_whose_program_died_ends_by_itself() -> None:
    reader = Reader().open(b"words", TEXT)
    assert reader._child is not None
    process = reader._child._process
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(5) == 0
    reader.close()


# --- children that lie, hang and die ---------------------------------------------------------


@pytest.mark.parametrize(
    "code",
    [
        "body(b'Traceback...')",
        "head(9, 1, 1)",
        "head(2, 1, 1)",
        "head(4, 1, 0)",
        "os.kill(os.getpid(), signal.SIGSEGV)",
        "os._exit(0)",
        "os._exit(1)",
        "os._exit(76)",
        "os.close(0); os.close(1); time.sleep(60)",
    ],
)
def test_whatever_it_does_instead_of_opening_is_one_sentence(
    code: str, acting: Callable[[str], None]
) -> None:
    acting(code)
    start = time.monotonic()
    with pytest.raises(ExtractionFailed) as error:
        extract(b"words" * 100_000, TEXT)
    assert error.value.sentence == sentence(Failure.CRASHED)
    assert time.monotonic() - start < SOON


def test_a_child_that_falls_silent_and_stays_is_ended(acting: Callable[[str], None]) -> None:
    acting("listen(); os.close(1); time.sleep(60)")
    start = time.monotonic()
    with pytest.raises(ExtractionFailed) as error:
        extract(b"words", TEXT)
    assert error.value.sentence == sentence(Failure.CRASHED)
    assert time.monotonic() - start < SOON


@pytest.mark.parametrize("failure", [f for f in Failure if f is not Failure.CRASHED])
def test_each_exit_code_has_its_sentence(failure: Failure, acting: Callable[[str], None]) -> None:
    acting(f"listen(); os._exit({int(failure)})")
    with pytest.raises(ExtractionFailed) as error:
        extract(b"words", TEXT)
    assert (error.value.sentence, error.value.next_step) == sentences()[failure]


def test_more_pages_than_can_be_are_refused(acting: Callable[[str], None]) -> None:
    acting("listen(); head(1, 4000000000, 1); time.sleep(9)")
    with pytest.raises(ExtractionFailed) as error:
        extract(b"words", TEXT)
    assert error.value.sentence == sentence(Failure.TOO_MANY_PAGES)


@pytest.mark.parametrize(
    "answer",
    [
        "head(3, 4000000000, 4000000000)",
        "head(3, 10, 0)",
        "head(3, 0, 10)",
        "head(3, 11, 10)",
        "head(3, 10, 10001)",
        "head(3, 10, 10); body(b'x' * 299); os._exit(0)",
        "head(2, 1, 0); body(b'x')",
        "head(1, 1, 0)",
        "head(4, 999, 0)",
    ],
)
def test_a_picture_that_lies_is_not_taken(answer: str, acting: Callable[[str], None]) -> None:
    acting(f"listen(); head(1, 1, 1); listen(); {answer}; time.sleep(9)")
    with Reader().open(b"words", TEXT) as reader:
        with pytest.raises(ExtractionFailed):
            reader.picture(0, 10)
        assert reader.ended
        with pytest.raises(ExtractionFailed):
            reader.picture(0, 10)


def test_a_text_that_lies_is_not_taken(acting: Callable[[str], None]) -> None:
    acting("listen(); head(1, 1, 0); listen(); head(2, 4294967295, 0); time.sleep(9)")
    with pytest.raises(ExtractionFailed) as error:
        extract(b"words", TEXT)
    assert error.value.sentence == sentence(Failure.CRASHED)


@pytest.mark.parametrize(
    "answer",
    [
        "head(5, 4294967295, 0)",
        "head(5, 2, 3); body(b'ab' + bytes(24))",  # more boxes than characters
        "head(5, 200000, 100001); body(b'a' * 200000 + bytes(800008))",
        "head(5, 1, 1); body(b'a' + struct.pack('>4H', 0, 0, 10001, 1))",
        "head(5, 1, 1); body(b'a' + struct.pack('>4H', 5, 0, 4, 1))",
        "head(5, 1, 1); body(b'a' + bytes(7)); os._exit(0)",
        "head(2, 1, 0); body(b'a')",
    ],
)
def test_a_layout_that_lies_is_not_taken(answer: str, acting: Callable[[str], None]) -> None:
    acting(f"listen(); head(1, 1, 1); listen(); {answer}; time.sleep(9)")
    with Reader().open(b"words", TEXT) as reader:
        with pytest.raises(ExtractionFailed) as error:
            reader.layout(0)
        assert error.value.sentence == sentence(Failure.CRASHED)
        assert reader.ended


@pytest.mark.parametrize(
    "answer",
    [
        "head(6, 201, 1608); body(bytes(1608))",
        "head(6, 4294967295, 4294967295)",
        "head(6, 1, 4294967295)",
        "head(6, 1, 8); body(struct.pack('>IHH', 5, 1, 0))",
        "head(6, 1, 9); body(bytes(9))",
        "head(6, 1, 2008); body(struct.pack('>IHH', 5, 1001, 999) + b'a' * 2000)",
        "head(6, 1, 8); body(struct.pack('>IHH', (64 << 20) + 1, 0, 0))",
        "head(6, 2, 16); body(struct.pack('>IHH', 33 << 20, 0, 0) * 2)",
        "head(6, 1, 8); body(struct.pack('>IHH', 5, 0, 0)); listen(); head(7, 4294967295, 0)",
        "head(6, 1, 8); body(struct.pack('>IHH', 5, 0, 0)); listen(); head(7, 5, 0); os._exit(0)",
    ],
)
def test_attachments_that_lie_are_not_taken(answer: str, acting: Callable[[str], None]) -> None:
    acting(f"listen(); head(1, 1, 0); listen(); {answer}; time.sleep(9)")
    with Reader().open(b"words", TEXT) as reader:
        with pytest.raises(ExtractionFailed) as error:
            reader.attachment(0)
        assert error.value.sentence == sentence(Failure.CRASHED)
        assert reader.ended


def test_text_from_a_child_is_cleaned_whatever_it_sends(acting: Callable[[str], None]) -> None:
    acting(
        "listen(); head(1, 1, 0); listen(); head(2, 9, 0)\n"
        "body(b'a\\0\\x1b\\xff\\xed\\xa0\\x80b\\n')\n"
        "while listen(): pass"
    )
    assert extract(b"words", TEXT).text == "a\ufffd\ufffd\ufffd\ufffdb\n"


def test_a_page_that_fails_leaves_the_others(acting: Callable[[str], None]) -> None:
    acting(
        """
        listen(); head(1, 3, 0)
        listen(); head(2, 1, 0); body(b'a')
        listen(); head(4, 69, 0)
        listen(); head(2, 1, 1); body(b'c')
        """
    )
    found = extract(b"words", TEXT)
    assert found.page_texts == ("a", "", "c")
    assert not found.complete


def test_a_child_that_dies_leaves_the_pages_before(acting: Callable[[str], None]) -> None:
    acting("listen(); head(1, 3, 0); listen(); head(2, 1, 0); body(b'a'); listen(); os.abort()")
    found = extract(b"words", TEXT)
    assert (found.pages, found.page_texts, found.complete) == (3, ("a",), False)


def test_text_without_end_is_cut(
    acting: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(protocol, "TEXT_LIMIT", 5)
    acting(
        "listen(); head(1, 100, 0)\nwhile listen(): head(2, 4, 0); body(b'abcd')",
    )
    found = extract(b"words", TEXT)
    assert found.page_texts == ("abcd", "abcd")
    assert not found.complete


@pytest.mark.parametrize(
    "code",
    [
        "time.sleep(60)",
        "listen(); signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)",
        "listen(); head(1, 1, 0); listen(); time.sleep(60)",
        "listen(); head(1, 1, 0); listen(); head(2, 5, 0); time.sleep(60)",
    ],
)
def test_nobody_waits_for_ever(
    code: str, acting: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casefile.extraction.reader.ANSWER_SECONDS", 0.4)
    acting(code)
    start = time.monotonic()
    with pytest.raises(ExtractionFailed) as error:
        extract(b"words" * 100_000, TEXT)
    assert error.value.sentence == sentence(Failure.TOOK_TOO_LONG)
    assert time.monotonic() - start < SOON


@pytest.mark.skipif(sys.platform == "win32", reason="a pipe can't be asked there")
@pytest.mark.parametrize(
    "code",
    [
        # It leaves behind what holds both pipes, in its group and out of it.
        "if os.fork(): os._exit(0)\ntime.sleep(30)",
        "if os.fork(): os._exit(0)\nos.setsid(); time.sleep(30)",
        "listen()\nif os.fork(): os._exit(0)\nos.setsid(); time.sleep(30)",
        # It takes the document, and answers a byte at a time, or without an end.
        "listen(); head(1, 1, 0); listen(); head(2, 4096, 0)\nwhile 1: body(b'x'); time.sleep(.1)",
        "head(1, 1, 0); head(2, 8388608, 0)\nwhile 1: body(b'x')",
        # It takes nothing of the document, or a byte at a time.
        "os.close(1); time.sleep(60)",
        "while 1: os.read(0, 1); time.sleep(.1)",
    ],
)
def test_whatever_holds_the_pipes_the_program_goes_on(
    code: str, acting: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casefile.extraction.reader.ANSWER_SECONDS", 0.4)
    acting(code)
    start = time.monotonic()
    with pytest.raises(ExtractionFailed) as error:
        extract(b"words" * 100_000, TEXT)
    assert error.value.sentence in {
        sentence(Failure.TOOK_TOO_LONG),
        sentence(Failure.CRASHED),
    }
    assert time.monotonic() - start < SOON


def test_what_is_said_unasked_is_not_taken_for_an_answer(acting: Callable[[str], None]) -> None:
    acting("listen(); head(1, 2, 0); head(2, 1, 0); body(b'a' * 10); listen(); time.sleep(9)")
    with Reader().open(b"words", TEXT) as reader:
        assert reader.text(0) == "a"
        with pytest.raises(ExtractionFailed) as error:
            reader.text(1)
        assert error.value.sentence == sentence(Failure.CRASHED)


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_the_limit_of_processor_time_is_told(acting: Callable[[str], None]) -> None:
    acting(
        "listen(); signal.signal(signal.SIGXCPU, signal.SIG_DFL)\n"
        "os.kill(os.getpid(), signal.SIGXCPU)"
    )
    with pytest.raises(ExtractionFailed) as error:
        extract(b"words", TEXT)
    assert error.value.sentence == sentence(Failure.TOOK_TOO_LONG)


def test_all_text_has_one_limit_of_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(host, "EXTRACT_SECONDS", -1.0)
    found = extract(b"words", TEXT)
    assert (found.page_texts, found.complete) == ((), False)


def test_work_can_be_cancelled_in_the_middle(acting: Callable[[str], None]) -> None:
    acting("listen(); time.sleep(60)")
    start = time.monotonic()
    with pytest.raises(Cancelled):
        extract(b"words", TEXT, cancelled=lambda: time.monotonic() - start > 0.3)
    assert time.monotonic() - start < SOON


def test_progress_may_stop_the_work() -> None:
    def enough(_done: int, _pages: int) -> None:
        raise Cancelled("enough")

    with pytest.raises(Cancelled, match="enough"):
        extract(three_pages(), PDF, progress=enough)


@pytest.mark.parametrize("code", ["time.sleep(60)", "listen(); head(1, 1, 0); time.sleep(60)"])
def test_closing_works_while_it_is_busy(code: str, acting: Callable[[str], None]) -> None:
    acting(code)
    reader = Reader()
    ended: list[BaseException] = []

    def ask() -> None:
        try:
            reader.open(b"words" * 100_000, TEXT).text(0)
        except Cancelled as error:
            ended.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    time.sleep(0.4)
    start = time.monotonic()
    reader.close()
    asking.join()
    assert time.monotonic() - start < SOON
    assert len(ended) == 1


def test_closing_before_opening_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other thread closes in the moment when the child is being started."""
    reader = Reader()
    start = child.Child.__init__

    def closing(self: child.Child, *arguments: Any) -> None:
        start(self, *arguments)
        reader._closed = True

    monkeypatch.setattr(child.Child, "__init__", closing)
    with pytest.raises(Cancelled):
        reader.open(b"words", TEXT)


def test_what_a_child_complains_of_is_kept_for_those_who_mend_it(
    acting: Callable[[str], None],
) -> None:
    acting("listen(); os.write(2, b'Trace\\x1b[31m\\xff\\n' + b'x' * 65536); os._exit(70)")
    with pytest.raises(ExtractionFailed) as error:
        extract(b"words", TEXT)
    told = str(error.value.__cause__)
    assert told.startswith("Trace?[31m?\nxxx")
    assert len(told) == child.REPORT_LIMIT


def test_a_child_that_complains_without_end_is_not_held_up(acting: Callable[[str], None]) -> None:
    acting(
        """
        listen(); os.set_blocking(2, False)
        for _ in range(100):
            try:
                os.write(2, b'x' * 65536)
            except BlockingIOError:
                pass
        head(1, 1, 0); listen(); head(2, 2, 0); body(b'ok')
        while listen(): pass
        """
    )
    assert extract(b"words", TEXT).text == "ok"


def test_a_child_that_cannot_be_started_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "command", lambda: ["/no/such/program"])
    with pytest.raises(ExtractionFailed) as error:
        extract(b"words", TEXT)
    assert error.value.sentence == sentence(Failure.FAULT)


# --- how it is started -----------------------------------------------------------------------


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert host.command() == [sys.executable, "--extract-worker"]
    assert child.environment().keys() <= {"LC_ALL", "SYSTEMROOT"}


def test_windows_gets_what_it_cannot_start_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SYSTEMROOT", "C:\\Windows")
    assert child.environment()["SYSTEMROOT"] == "C:\\Windows"


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_ending_twice_is_ending_once(acting: Callable[[str], None]) -> None:
    acting("signal.signal(signal.SIGTERM, signal.SIG_IGN); head(1, 1, 0); time.sleep(60)")
    one = child.Child()
    one.answers.read(9)
    threads = [threading.Thread(target=one.stop) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert one.ended
    assert one._process.returncode == -signal.SIGKILL
    one.release()
    one.release()
    assert one.report() == ""
