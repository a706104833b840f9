# SPDX-License-Identifier: GPL-3.0-or-later
"""Each kind of document broken at random, and each read under the eyes of strace."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from casefile.extraction import child, host
from tests.conftest import Times
from tests.hostile import breaking, samples


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process for each needs fork")
@pytest.mark.parametrize("kind", samples.ALL)
@pytest.mark.bar(8, "documents, broken at random")
def test_a_broken_document_is_read_or_refused(kind: str, times: Times) -> None:
    """Never an error of our own, never a crash, never an answer that the program would not take."""
    media_type, data = samples.ALL[kind]
    seed, count = 8, times(100, long=10_000)
    done = subprocess.run(
        [sys.executable, breaking.__file__, media_type, str(seed), str(count)],
        input=data,
        capture_output=True,
        check=False,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert sum(told["endings"].values()) == count
    assert told["bad"] == [], (told, done.stderr[-2000:])


needs_strace = pytest.mark.skipif(
    shutil.which("strace") is None, reason="the program strace, which sees opened files, is missing"
)


def calls(media_type: str, data: bytes, trace: Path, patch: pytest.MonkeyPatch) -> list[str]:
    """What the process asked of the system by name, or of the net, once it was confined, while
    all of a document was read."""
    started = child.command()
    watch = [shutil.which("strace") or "", "-f", "--seccomp-bpf", "-o", str(trace), "-e"]
    watch.append("trace=%file,%network,prlimit64,setrlimit,fork,vfork,clone,clone3")
    patch.setattr(child, "command", lambda: [*watch, *started])
    with host.Reader().open(data, media_type) as reader:
        assert [reader.text(page) for page in range(reader.pages)]
        assert reader.layout(0).text == reader.text(0)
        assert all(reader.attachment(number) for number, _ in enumerate(reader.attachments))
        if reader.has_pictures:
            reader.picture(0, 60)
    before, after = re.split(r".*NOFILE, \{rlim_cur=4, rlim_max=4\}.*\n", trace.read_text())
    assert "openat" in before  # so the watch does see it
    return [line for line in after.splitlines() if "(" in line and "prlimit64" not in line]


@needs_strace
@pytest.mark.parametrize("kind", samples.ALL)
def test_nothing_is_opened_once_it_is_confined(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even tried: what is loaded late would be missing when it is needed."""
    assert calls(*samples.ALL[kind], tmp_path / "trace", monkeypatch) == []


@needs_strace
def test_the_watch_would_see_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An encoding that was not loaded is looked for, in vain."""
    mail = b"From: a\nContent-Type: text/plain; charset=hz\n\n\xff"
    tried = calls("message/rfc822", mail, tmp_path / "trace", monkeypatch)
    assert tried
    assert not [line for line in tried if "openat(" in line and ") = -1" not in line]
