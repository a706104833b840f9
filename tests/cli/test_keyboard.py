# SPDX-License-Identifier: GPL-3.0-or-later
"""What needs a person or a whole machine: the demonstration, prompts, and saying yes or no."""

import json
from pathlib import Path

import pytest

from casefile.casework import sample
from casefile.cli import exchange
from casefile.cli.session import ask_passphrase
from tests.cli.conftest import Run

pytestmark = pytest.mark.usefixtures("light_envelopes")


def test_the_demonstration_is_whole_and_made_once(run: Run, tmp_path: Path) -> None:
    where = tmp_path / "demo"
    code, out, err = run("demo", where)
    assert (code, err) == (0, "")
    assert sample.PASSPHRASE in out
    names = {"sample.casefile", "kharkova-briefing.pdf", "kharkova.casebundle"}
    assert {path.name for path in where.iterdir()} == names
    assert (where / "kharkova-briefing.pdf").read_bytes().startswith(b"%PDF-")
    code, out, _err = run(
        "inspect", where / "kharkova.casebundle", "--passphrase-file", tmp_path / "passphrase",
        "--json",
    )  # fmt: skip
    assert (code, json.loads(out)["documents"]) == (0, 3)
    assert run("verify", where / "sample.casefile")[0] == 0
    code, _out, err = run("demo", where)
    assert code == 1
    assert err.strip()


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a person types at prompts that hide it, in order; without a passphrase file."""
    typed: list[str] = []
    monkeypatch.delenv("CASEFILE_PASSPHRASE_FILE", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _prompt: typed.pop(0))
    return typed


def test_the_passphrase_is_asked_for(run: Run, sample_folder: Path, keyboard: list[str]) -> None:
    keyboard += [sample.PASSPHRASE]
    assert run("cases", sample_folder)[0] == 0
    assert keyboard == []


def test_a_new_passphrase_is_asked_for_twice(run: Run, tmp_path: Path, keyboard: list[str]) -> None:
    keyboard += ["lantern otter quarrel basalt", "lantern otter quarrel salt"]
    code, _out, err = run("new", tmp_path / "new.casefile", "--name", "A. Observer")
    assert (code, (tmp_path / "new.casefile").exists()) == (2, False)
    assert "differ" in err
    keyboard += ["the same", "the same"]
    assert ask_passphrase("? ", twice=True) == "the same"


def test_a_progress_bar_is_drawn_where_there_is_a_terminal(
    run: Run, sample_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    code, out, err = run("verify", sample_folder)
    assert (code, "All is well" in out) == (0, True)
    assert "Verifying" in err


@pytest.mark.parametrize(("answer", "taken"), [(True, True), (False, False)])
def test_an_import_asks_before_it_changes_anything(
    run: Run, sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    answer: bool, taken: bool,
) -> None:  # fmt: skip
    bundle, secret = tmp_path / "one.casebundle", tmp_path / "secret"
    secret.write_text("the bundle's own words")
    run("export", sample_folder, "KZ-2017", "--passphrase-file", secret, "-o", bundle)
    (tmp_path / "passphrase").write_text("lantern otter quarrel basalt mitten froth\n")
    office = tmp_path / "office.casefile"
    assert run("new", office, "--name", "Secretariat")[0] == 0
    monkeypatch.setattr(exchange.typer, "confirm", lambda _question, default: answer or default)
    code, out, _err = run("import", office, bundle, "--passphrase-file", secret)
    assert code == 0
    assert "this vault has not met them before" in out
    assert ("Taken in." if taken else "Nothing was changed.") in out
    assert ("KZ-2017-KHARKOVA" in run("cases", office)[1]) == taken


def test_a_document_whose_file_never_came_stops_no_import(
    run: Run, sample_folder: Path, tmp_path: Path
) -> None:
    bundle, secret, mine = (tmp_path / n for n in ("one.casebundle", "secret", "passphrase"))
    secret.write_text("the bundle's own words")
    sealed = ("--passphrase-file", secret)
    next((sample_folder / "attachments").rglob("*.age")).unlink()
    assert run("export", sample_folder, "KZ-2017", *sealed, "-o", bundle)[0] == 0
    mine.write_text("lantern otter quarrel basalt mitten froth")
    office = tmp_path / "office.casefile"
    run("new", office, "--name", "Secretariat")
    code, out, err = run("import", office, bundle, *sealed, "--accept")
    assert (code, err) == (0, "")
    assert "Taken in." in out


def test_a_conflict_is_told_before_it_is_taken_in(
    run: Run, sample_folder: Path, tmp_path: Path
) -> None:
    """Two people give the case a title, neither knowing of the other."""
    from msgspec.structs import replace

    from casefile.casework import cases
    from casefile.vault.vault import open_vault

    bundle, secret, mine = (tmp_path / n for n in ("one.casebundle", "secret", "passphrase"))
    words = "lantern otter quarrel basalt mitten froth"
    secret.write_text("the bundle's own words")
    sealed = ("--passphrase-file", secret)
    office = tmp_path / "office.casefile"
    run("export", sample_folder, "KZ-2017", *sealed, "-o", bundle)
    mine.write_text(words)
    run("new", office, "--name", "Secretariat")
    run("import", office, bundle, *sealed, "--accept")
    for folder, passphrase, title in (
        (sample_folder, sample.PASSPHRASE, "Title of the observer"),
        (office, words, "Title of the office"),
    ):
        with open_vault(folder, passphrase) as vault:
            case = cases.all_cases(vault)[0]
            with vault.edit(case.id) as edit:
                edit.put(replace(case, title=title))
    mine.write_text(sample.PASSPHRASE)
    run("export", sample_folder, "KZ-2017", *sealed, "-o", bundle)
    mine.write_text(words)
    code, out, _err = run("import", office, bundle, *sealed, "--accept")
    assert code == 0
    assert "Conflict in case" in out
    assert "Title of the observer" in out
    assert "Title of the office" in out
