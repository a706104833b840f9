# SPDX-License-Identifier: GPL-3.0-or-later
"""Every hostile document is refused by name or read without harm: soon, with little memory,
with nothing of this machine in what comes back, and without a call to anyone."""

import os
import socket
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.base.errors import ExtractionFailed
from casefile.base.files import safe_name
from casefile.extraction import host
from casefile.extraction.wording import sentences
from tests.hostile import documents, mails
from tests.hostile.documents import NEEDLE, Hostile, Outside

ALL = (*documents.ALL, *mails.ALL)
SECONDS = 10.0  # of a processor; of the clock six times as many, for a busy machine
GROWTH = 200  # MiB


@pytest.fixture
def outside(tmp_path: Path, socket_enabled: None) -> Iterator[tuple[Outside, socket.socket]]:
    """A file with the needle, and a port where a caller would be heard."""
    canary = tmp_path / "canary.txt"
    canary.write_text(NEEDLE)
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield Outside(str(canary), server.getsockname()[1]), server


def _peak() -> int:
    """The most memory this process held since the last reset, in MiB; 0 where it can't be told."""
    if sys.platform != "linux":
        return 0
    status = Path("/proc/self/status").read_text()
    peak = int(status.split("VmHWM:")[1].split()[0]) // 1024
    Path("/proc/self/clear_refs").write_text("5")
    return peak


def _work() -> float:
    """Seconds of a processor that this process and its children that are over have taken."""
    taken = os.times()
    return sum(taken[:4])


def _read(data: bytes, media_type: str) -> tuple[str, list[str]]:
    """All text and the first page's picture; the sentences of what failed."""
    text, failed = "", []
    try:
        text = host.extract(data, media_type).text
    except ExtractionFailed as error:
        return "", [error.sentence]
    try:
        with host.Reader().open(data, media_type) as reader:
            _files(reader)
            reader.layout(0)
            if reader.has_pictures:
                picture = reader.picture(0, 800)
                assert len(picture.rgb) == picture.width * picture.height * 3
                assert NEEDLE.encode() not in picture.rgb
    except ExtractionFailed as error:
        failed.append(error.sentence)
    return text, failed


def _files(reader: host.Reader) -> None:
    """What came with a message: each as long as it was said to be, under a name that is safe."""
    for number, file in enumerate(reader.attachments):
        assert file.name == safe_name(file.name)
        data = reader.attachment(number)
        assert len(data) == file.size
        assert NEEDLE.encode() not in data


@pytest.mark.parametrize("hostile", ALL, ids=lambda hostile: hostile.name)
@pytest.mark.bar(8, "documents")
def test_it_does_no_harm(hostile: Hostile, outside: tuple[Outside, socket.socket]) -> None:
    reachable, server = outside
    data = hostile.make(reachable)
    _peak()
    before, worked, start = _peak(), _work(), time.monotonic()

    text, failed = _read(data, hostile.media_type)

    took, work, growth = time.monotonic() - start, _work() - worked, _peak() - before
    known = {sentences()[failure][0] for failure in hostile.failures}
    assert set(failed) <= known
    assert failed or hostile.harmless
    assert NEEDLE not in text
    assert work < SECONDS
    assert took < 6 * SECONDS
    assert growth < GROWTH
    with pytest.raises(BlockingIOError):
        server.accept()


def test_the_makers_make_what_they_say(outside: tuple[Outside, socket.socket]) -> None:
    """The bombs are bombs: big ones, in small files."""
    made = [(hostile.name, len(hostile.make(outside[0]))) for hostile in documents.ALL]
    assert max(size for _, size in made) < 4 << 20
    assert len({hostile.name for hostile in ALL}) == len(ALL)
