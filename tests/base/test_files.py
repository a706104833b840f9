# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that are the old or the new, and names that no system trips over."""

import os
import stat
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from casefile.base import files
from casefile.base.files import replacing, resource, safe_name, sync_folder, write_atomically

BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"


class TestResource:
    def test_in_a_checkout(self) -> None:
        assert resource("vocabularies", "rights.toml").is_file()

    def test_in_a_wheel(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "_resources").mkdir()
        monkeypatch.setattr(files, "_PACKAGE", tmp_path)
        assert resource("a", "b") == tmp_path / "_resources" / "a" / "b"

    def test_in_a_frozen_program(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
        assert resource("a") == tmp_path / "resources" / "a"


class TestReplacing:
    def test_puts_the_new_in_place_of_the_old(self, tmp_path: Path) -> None:
        path = tmp_path / "header"
        write_atomically(path, b"old")
        write_atomically(path, b"new")
        assert path.read_bytes() == b"new"
        assert list(tmp_path.iterdir()) == [path]

    def test_nobody_else_may_read_it(self, tmp_path: Path) -> None:
        path = tmp_path / "header"
        write_atomically(path, b"secret")
        assert stat.S_IMODE(path.stat().st_mode) == 0o600

    def test_a_wider_mode_on_request(self, tmp_path: Path) -> None:
        path = tmp_path / "briefing.pdf"
        old = os.umask(0)
        try:
            write_atomically(path, b"%PDF", mode=0o644)
        finally:
            os.umask(old)
        assert stat.S_IMODE(path.stat().st_mode) == 0o644

    def fail_halfway(self, path: Path, error: type[BaseException]) -> None:
        with replacing(path) as out:
            out.write(b"half of the n")
            raise error

    @pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, OSError])
    def test_leaves_the_old_when_the_work_fails(
        self, tmp_path: Path, error: type[BaseException]
    ) -> None:
        path = tmp_path / "header"
        path.write_bytes(b"old")
        with pytest.raises(error):
            self.fail_halfway(path, error)
        assert path.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [path]

    @pytest.mark.parametrize("call", ["fsync", "replace"])
    def test_leaves_the_old_when_the_disk_fails(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str
    ) -> None:
        def full(*_: object) -> None:
            raise OSError(28, "No space left on device")

        path = tmp_path / "header"
        path.write_bytes(b"old")
        monkeypatch.setattr(os, call, full)
        with pytest.raises(OSError, match="No space"):
            write_atomically(path, b"new")
        monkeypatch.undo()
        assert path.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [path]

    def test_the_old_is_there_until_the_end(self, tmp_path: Path) -> None:
        path = tmp_path / "header"
        path.write_bytes(b"old")
        with replacing(path) as out:
            out.write(b"new")
            out.flush()
            assert path.read_bytes() == b"old"
        assert path.read_bytes() == b"new"

    def test_syncs_the_file_before_its_name_and_the_folder_after(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        done: list[str] = []
        fsync, replace = os.fsync, os.replace

        def noting_fsync(handle: int) -> None:
            done.append("folder" if stat.S_ISDIR(os.fstat(handle).st_mode) else "file")
            fsync(handle)

        def noting_replace(*paths: Path) -> None:
            done.append("rename")
            replace(*paths)

        monkeypatch.setattr(os, "fsync", noting_fsync)
        monkeypatch.setattr(os, "replace", noting_replace)
        write_atomically(tmp_path / "header", b"new")
        assert done == ["file", "rename", "folder"]

    def test_does_not_write_through_a_link(self, tmp_path: Path) -> None:
        elsewhere = tmp_path / "elsewhere"
        elsewhere.write_bytes(b"untouched")
        path = tmp_path / "header"
        path.symlink_to(elsewhere)
        write_atomically(path, b"new")
        assert elsewhere.read_bytes() == b"untouched"
        assert not path.is_symlink()

    def test_needs_the_folder(self, tmp_path: Path) -> None:
        with pytest.raises(FileNotFoundError):
            write_atomically(tmp_path / "nowhere" / "header", b"")
        with pytest.raises(FileNotFoundError):
            sync_folder(tmp_path / "nowhere")


class TestSafeName:
    @pytest.mark.parametrize(
        ("name", "safe"),
        [
            ("verdict.pdf", "verdict.pdf"),
            ("Приговор Қ.pdf", "Приговор Қ.pdf"),
            ("../../etc/passwd", "etc-passwd"),
            ("..", "file"),
            (".", "file"),
            ("", "file"),
            ("/", "file"),
            ("...pdf", "pdf"),
            (".bashrc", "bashrc"),
            ("..\\..\\windows\\system.ini", "windows-system.ini"),
            ("C:\\temp\\a.pdf", "C-temp-a.pdf"),
            ("/absolute.pdf", "absolute.pdf"),
            ("a.pdf:hidden", "a.pdf-hidden"),
            ("CON", "_CON"),
            ("con.txt", "_con.txt"),
            ("Aux .tar.gz", "_Aux .tar.gz"),
            ("com1", "_com1"),
            ("LPT³.pdf", "_LPT³.pdf"),
            ("CONOUT$", "_CONOUT$"),
            ("com10", "com10"),
            ("console.txt", "console.txt"),
            ("nul\x00.pdf", "_nul.pdf"),
            ("a\x00b.pdf", "ab.pdf"),
            ("invoice\u202efdp.exe", "invoicefdp.exe"),
            ("two\nlines\u2028of.pdf", "twolinesof.pdf"),
            ("trailing. . ", "trailing"),
            ("-rf", "rf"),
            ('<b>"x"|y?*</b>', "b-x-y-b"),
            ("half\ud800.pdf", "half.pdf"),
        ],
    )
    def test_hostile_names(self, name: str, safe: str) -> None:
        assert safe_name(name) == safe

    def test_composed_and_not_are_one(self) -> None:
        assert safe_name("Й.pdf") == safe_name("Й.pdf") == "Й.pdf"

    def test_long_names_keep_their_ending(self) -> None:
        assert safe_name("a" * 300 + ".pdf") == "a" * 116 + ".pdf"
        long = safe_name("қ" * 300 + ".docx")
        assert long.endswith("қ.docx")
        assert len(long.encode()) <= 120

    def test_an_ending_is_short(self) -> None:
        assert safe_name("Judge said. And then she left the room " * 5).startswith(
            "Judge said. And"
        )

    @given(st.text(st.characters(), max_size=80), st.integers(60, 200))
    @example("a" * 114 + "-" * 8 + ".pdf", 120)
    @example(" . con . .txt", 120)
    @example("e\x00\u0301", 120)
    @example("com\u00b9", 120)
    @example("x" * 50 + "- .е-_юююююююююю", 60)
    def test_any_name_becomes_a_safe_one(self, name: str, limit: int) -> None:
        safe = safe_name(name, limit)
        assert safe
        assert len(safe.encode()) <= limit
        assert not set(safe) & set('<>:"/\\|?*\x00\n' + BIDI)
        assert unicodedata.is_normalized("NFC", safe)
        assert safe == safe.strip(" .")
        assert safe.split(".")[0].rstrip().casefold() not in files._RESERVED
        assert safe_name(safe, limit) == safe
