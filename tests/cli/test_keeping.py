# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands that keep a vault safe."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

from casefile.vault import header
from tests.vaults import make

Run = Callable[..., tuple[int, str, str]]


def test_a_backup_is_made_listed_and_restored(
    run: Run, sample_folder: Path, tmp_path: Path
) -> None:
    assert "no backup" in run("backups", sample_folder)[1]
    code, out, err = run("backup", sample_folder, "--to", tmp_path / "stick")
    made = Path(out.strip())
    assert (code, err, made.parent.parent) == (0, "", tmp_path / "stick")
    listed = json.loads(run("backups", sample_folder, "--json")[1])
    assert [one["folder"] for one in listed] == [str(made)]
    assert str(made) in run("backups", sample_folder)[1]
    code, out, _err = run("restore", made, tmp_path / "again.casefile")
    assert code == 0
    assert "new key" in out
    assert run("verify", tmp_path / "again.casefile")[0] == 0
    assert run("cases", tmp_path / "again.casefile")[1] == run("cases", sample_folder)[1]


def test_a_restore_over_a_vault_is_refused(run: Run, sample_folder: Path, tmp_path: Path) -> None:
    made = run("backup", sample_folder)[1].strip()
    code, _out, err = run("restore", made, sample_folder)
    assert code == 1
    assert "already" in err
    code, _out, err = run("restore", tmp_path / "nothing", tmp_path / "again.casefile")
    assert code == 1
    assert "not a backup" in err


def test_the_passphrase_is_changed(run: Run, sample_folder: Path, tmp_path: Path) -> None:
    weak, strong = tmp_path / "weak", tmp_path / "strong"
    weak.write_text("password1\n")
    strong.write_text("harbour velvet tractor onion gravel\n")
    assert run("passphrase", sample_folder, "--new-file", weak)[0] == 1
    assert run("cases", sample_folder)[0] == 0, "nothing was changed"
    code, out, _err = run("passphrase", sample_folder, "--new-file", strong)
    assert code == 0
    assert "still open with the old one" in out
    assert run("cases", sample_folder)[0] == 1
    (tmp_path / "passphrase").write_text(strong.read_text())
    assert run("cases", sample_folder)[0] == 0


def test_the_whole_vault_gets_new_keys(run: Run, sample_folder: Path, tmp_path: Path) -> None:
    run("sheet", sample_folder)
    cases = run("cases", sample_folder)[1]
    (tmp_path / "weak").write_text("password1\n")
    assert run("rotate", sample_folder, "--new-file", tmp_path / "weak")[0] == 1
    code, _out, err = run("rotate", sample_folder, "--new-file", tmp_path / "passphrase")
    assert (code, "must be another one" in err) == (1, True)
    (tmp_path / "strong").write_text("harbour velvet tractor onion gravel\n")
    code, out, _err = run("rotate", sample_folder, "--new-file", tmp_path / "strong")
    assert (code, "sheet opens it no more" in out, "destroy them" in out) == (0, True, True)
    assert run("cases", sample_folder)[0] == 1
    (tmp_path / "passphrase").write_text((tmp_path / "strong").read_text())
    assert run("cases", sample_folder)[1] == cases


def test_a_sheet_leads_back_in(run: Run, sample_folder: Path, tmp_path: Path) -> None:
    words = run("sheet", sample_folder)[1]
    assert len(words.split()) == 24
    (tmp_path / "words").write_text(words)
    (tmp_path / "new").write_text("harbour velvet tractor onion gravel\n")
    told = (
        "recover",
        sample_folder,
        "--words-file",
        tmp_path / "words",
        "--new-file",
        tmp_path / "new",
    )
    code, out, _err = run(*told)
    assert (code, "new passphrase" in out) == (0, True)
    (tmp_path / "passphrase").write_text((tmp_path / "new").read_text())
    assert run("cases", sample_folder)[0] == 0
    assert "No recovery sheet" in run("sheet", sample_folder, "--revoke")[1]
    code, _out, err = run(*told)
    assert code == 1
    assert "No recovery sheet" in err


def test_a_sheet_is_a_pdf_to_print(run: Run, sample_folder: Path, tmp_path: Path) -> None:
    before = [(sample_folder / name).read_bytes() for name in header.NAMES]
    code, _out, err = run("sheet", sample_folder, "-o", tmp_path / "no such" / "sheet.pdf")
    assert (code, "can't be written" in err) == (1, True)
    assert [(sample_folder / name).read_bytes() for name in header.NAMES] == before
    code, out, _err = run("sheet", sample_folder, "-o", tmp_path / "sheet.pdf")
    assert (code, "destroy the file" in out) == (0, True)
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "sheet.pdf").stat().st_mode & 0o077 == 0


def test_an_old_vault_is_kept_as_it_was_and_that_is_said_once(run: Run, tmp_path: Path) -> None:
    old = shutil.copytree(make.HERE / "format-1.casefile", tmp_path / "old.casefile")
    (tmp_path / "passphrase").write_text(make.PASSPHRASE)
    assert "As it was it is kept in" in run("cases", old)[2]
    assert run("cases", old)[2] == ""


def test_a_database_that_was_set_back_is_told_and_is_a_problem(
    run: Run, sample_folder: Path
) -> None:
    was = (sample_folder / "vault.db").read_bytes()
    assert run("log", sample_folder, "KZ-2017", "A line written later")[0] == 0
    (sample_folder / "vault.db").write_bytes(was)
    code, _out, err = run("cases", sample_folder)
    assert (code, "holds 1 entry fewer" in err) == (0, True)
    code, out, err = run("verify", sample_folder)
    assert (code, "holds 1 entry fewer" in out) == (1, True)
