# SPDX-License-Identifier: GPL-3.0-or-later
"""Copies for other programs: private, nameless, of harmless kinds, and gone even after a kill."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from casefile.base.errors import CasefileError
from casefile.casework import outside
from casefile.records.kinds import Document


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A runtime directory of the test's own."""
    folder = tmp_path / "runtime"
    folder.mkdir(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    return folder


def document(filename: str, media_type: str = "application/pdf") -> Document:
    return Document(id="d", case="c", title="t", filename=filename, media_type=media_type)


def test_the_folder_is_private_and_the_copy_nameless(place: Path) -> None:
    held = outside.begin()
    path = held.place(document("Kharkova appeal.PDF"))
    assert path.name == "document-1.pdf"
    assert path.parent.parent == place
    assert held.folder.stat().st_mode & 0o777 == 0o700
    path.write_bytes(b"words")
    path.chmod(0o400)
    held.close()
    assert list(place.iterdir()) == []


def test_without_a_runtime_directory_it_is_the_temporary_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "none"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert outside.root() == tmp_path


LEFT = """
import os, signal
from casefile.casework import outside
folder = outside.begin().folder
(folder / "document-1.pdf").write_bytes(b"words")
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_kill_left_goes_at_the_next_start_and_nothing_else(place: Path) -> None:
    killed = subprocess.run([sys.executable, "-c", LEFT], check=False)
    assert killed.returncode == -signal.SIGKILL
    (left,) = place.iterdir()
    assert (left / "document-1.pdf").read_bytes() == b"words"
    (place / "casefile-outside-file").write_text("not ours")
    (place / "casefile-outside-link").symlink_to(place)
    living = outside.begin()
    (living.folder / "document-1.pdf").write_bytes(b"words")
    assert outside.sweep() == 1
    assert not left.exists()
    assert (living.folder / "document-1.pdf").exists()
    assert len(list(place.iterdir())) == 3
    living.close()


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("run.sh", "text/plain"), ("run.exe", "application/x-msdownload"), ("run", "text/plain"),
        ("page.html", "text/html"), ("page.txt", "text/html"),
        ("run.pdf", "application/x-executable"),
        ("macros.docm", "application/zip"), ("mail.eml", "message/rfc822"),
        ("menu.desktop", "text/plain"), ("picture.svg", "image/svg+xml"),
    ],
)  # fmt: skip
def test_what_could_be_run_is_not_opened(name: str, media_type: str) -> None:
    with pytest.raises(CasefileError, match="not opened"):
        outside.check(document(name, media_type))


def test_what_is_only_shown_may_be_opened() -> None:
    for name in ("a.pdf", "b.JPG", "c.docx", "recording.m4a"):
        outside.check(document(name))


@pytest.mark.skipif(os.name == "nt", reason="permissions of another kind")
def test_where_there_is_no_room_it_is_said(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "root", lambda: place / "gone")
    with pytest.raises(CasefileError, match="no folder"):
        outside.begin()
