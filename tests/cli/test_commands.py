# SPDX-License-Identifier: GPL-3.0-or-later
"""Every command as a person types it: what is printed, what is written, which exit code."""

import json
import subprocess
import sys
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from casefile.casework import sample
from casefile.cli import main, records

pytestmark = pytest.mark.usefixtures("light_envelopes")

Run = Callable[..., tuple[int, str, str]]


def test_cases_are_listed(run: Run, sample_folder: Path) -> None:
    code, out, _err = run("cases", sample_folder)
    assert code == 0
    assert "KZ-2017-KHARKOVA" in out
    assert "Larisa Kharkova, Shymkent 2017" in out
    code, out, _err = run("cases", sample_folder, "--json")
    (case,) = json.loads(out)
    assert (case["kind"], case["country"]) == ("case", "KZ")


def test_a_case_and_a_hearing_are_shown(run: Run, sample_folder: Path) -> None:
    code, out, _err = run("show", sample_folder, "KZ-2017")
    assert code == 0
    assert "hearing" in out
    assert "Closed" in out
    found = json.loads(run("search", sample_folder, "rescheduled the hearing", "--json")[1])
    note = found["groups"][0][1][0]
    shown = json.loads(run("show", sample_folder, note["id"], "--json")[1])
    assert shown["text"] == "The judge rescheduled the hearing."
    code, out, _err = run("show", sample_folder, shown["hearing"])
    assert code == 0
    assert "The judge rescheduled the hearing." in out


def test_several_values_are_shown_in_words(run: Run, sample_folder: Path) -> None:
    accused = run("who", sample_folder, "KZ-2017", "Larisa Kharkova")[1].split()[0]
    shown = run("show", sample_folder, accused)[1]
    assert "Larisa Kharkova, Latn, en, primary; Лариса Харькова, Cyrl, ru" in shown
    assert "Accused; Trade unionist\n" in shown
    assert "()" not in shown


def test_a_line_is_logged_in_the_time_of_the_place(run: Run, sample_folder: Path) -> None:
    groups = dict(
        json.loads(run("search", sample_folder, "rescheduled the", "--json")[1])["groups"]
    )
    hearing = json.loads(run("show", sample_folder, groups["note"][0]["id"], "--json")[1])
    at = "2017-09-27T10:47+06:00[Asia/Almaty]"
    code, out, _err = run(
        "log", sample_folder, hearing["hearing"], "p Reads. #appeal", "--at", at, "--json"
    )
    note = json.loads(out)
    assert code == 0
    assert note["event_at"] == at
    assert (note["speaker_role"], note["rights"]) == ("prosecutor", ["appeal"])
    assert note["taken"] == "later"


@pytest.mark.parametrize("at", ["10:47", "9:05", "2017-09-27T10:47", "2017-09-27", "2017-09~"])
def test_times_may_be_short(run: Run, sample_folder: Path, at: str) -> None:
    code, out, err = run("log", sample_folder, "KZ-2017", "A line", "--at", at)
    assert (code, err) == (0, "")
    assert out.startswith("Saved ")
    assert at.rpartition("T")[2].rjust(5, "0") in out


def test_four_digits_are_neither_a_year_nor_a_time(run: Run, sample_folder: Path) -> None:
    code, out, err = run("log", sample_folder, "KZ-2017", "A line", "--at", "1047")
    assert (code, out) == (2, "")
    assert "“1047” may be a year or a time of day" in err


@pytest.mark.parametrize("at", ["25:00", "noon", "2017-13-01", "10:47pm", "[x]"])
def test_what_is_no_time_is_wrong_usage(run: Run, sample_folder: Path, at: str) -> None:
    code, _out, err = run("log", sample_folder, "KZ-2017", "A line", "--at", at)
    assert code == 2
    assert "is no time" in err


def test_a_line_goes_to_the_hearing_that_is_live(run: Run, sample_folder: Path) -> None:
    from casefile.casework import cases, hearings
    from casefile.vault.vault import open_vault

    with open_vault(sample_folder, sample.PASSPHRASE) as vault:
        live = hearings.start_hearing(vault, cases.all_cases(vault)[0].id)
    _code, out, _err = run("log", sample_folder, "KZ-2017", "j Opens.", "--json")
    assert json.loads(out)["hearing"] == live.id


def test_documents_are_added_and_failures_told(
    run: Run, sample_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "verdict.txt").write_text("The operative part names zwetschgen.")
    code, out, err = run(
        "add", sample_folder, "KZ-2017", tmp_path / "verdict.txt", tmp_path / "missing.pdf"
    )
    assert code == 1
    assert "verdict.txt" in out
    assert "missing.pdf" in err
    code, out, _err = run("add", sample_folder, "KZ-2017", tmp_path / "verdict.txt", "--json")
    assert (code, json.loads(out)[0]["known"]) == (0, True)
    code, out, _err = run("search", sample_folder, "zwetschgen")
    assert "1 record" in out


def test_folders_are_added_with_what_came_with_messages(
    run: Run, sample_folder: Path, tmp_path: Path
) -> None:
    letter = EmailMessage()
    letter["From"], letter["Subject"] = "counsel@example.org", "The file"
    letter.set_content("As promised.")
    letter.add_attachment("attached words", filename="words.txt")
    folder = tmp_path / "from counsel"
    folder.mkdir()
    (folder / "letter.eml").write_bytes(bytes(letter))
    (folder / ".hidden").touch()
    code, out, _err = run("add", sample_folder, "KZ-2017", folder)
    assert code == 0
    assert [line.split("  ")[1:] for line in out.splitlines()[:2]] == [
        ["added", "letter.eml"], ["added, attached", "words.txt"],
    ]  # fmt: skip
    assert "came with a message" in out
    assert "left out" in out


def test_search_says_what_else_matched(run: Run, sample_folder: Path) -> None:
    code, out, _err = run("search", sample_folder, "Құшақбаев")
    assert code == 0
    assert "Also matched" in out
    code, out, _err = run("search", sample_folder, "zwetschgenmus")
    assert (code, out) == (0, "0 records\n")


def test_a_hearing_form_is_written(run: Run, sample_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "form.pdf"
    code, said, _err = run("form", sample_folder, "KZ-2017", "-o", out, "--names", "--pages", 1)
    assert (code, out.read_bytes()[:5]) == (0, b"%PDF-")
    assert "form.pdf" in said
    blank = tmp_path / "blank.pdf"
    assert run("form", tmp_path / "no-vault-at-all", "-o", blank)[0] == 0
    assert blank.stat().st_size > 10_000
    code, _said, err = run("form", sample_folder, "nosuch", "-o", out)
    assert code == 1
    assert "nosuch" in err


def test_a_briefing_is_written(run: Run, sample_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "b.pdf"
    code, said, _err = run("brief", sample_folder, "KZ-2017", "-o", out, "--audience", "public")
    assert code == 0
    assert "state" in said
    assert out.read_bytes()[:5] == b"%PDF-"
    code, _said, err = run("brief", sample_folder, "KZ-2017", "-o", out, "--audience", "nobody")
    assert code == 2
    for option in ("--template", "--language"):
        code, _said, err = run("brief", sample_folder, "KZ-2017", "-o", out, option, "nosuch")
        assert code == 1
        assert "nosuch" in err


def test_a_bundle_goes_out_is_inspected_and_comes_in(
    run: Run, sample_folder: Path, tmp_path: Path
) -> None:
    bundle, secret = tmp_path / "one.casebundle", tmp_path / "secret"
    secret.write_text("the bundle's own words")
    code, out, err = run(
        "export", sample_folder, "KZ-2017", "--passphrase-file", secret, "-o", bundle
    )
    assert (code, err) == (0, "")
    assert "A PDF can hold" in out
    code, out, _err = run("inspect", bundle, "--passphrase-file", secret, "--json")
    inspection = json.loads(out)
    assert inspection["title"] == "Larisa Kharkova, Shymkent 2017"
    assert inspection["documents"] == 3
    code, out, _err = run("inspect", bundle, "--passphrase-file", secret)
    assert "A. Observer" in out
    code, out, _err = run("import", sample_folder, bundle, "--passphrase-file", secret, "--accept")
    assert code == 0
    assert "New entries" in out


def test_a_bundle_is_not_sealed_under_what_can_be_guessed(
    run: Run, sample_folder: Path, tmp_path: Path
) -> None:
    bundle, secret = tmp_path / "one.casebundle", tmp_path / "secret"
    secret.write_text("1234")
    code, _out, err = run(
        "export", sample_folder, "KZ-2017", "--passphrase-file", secret, "-o", bundle
    )
    assert (code, bundle.exists()) == (1, False)
    assert "Too easy to guess" in err


def test_a_bundle_to_a_key_is_opened_with_the_vault(
    run: Run, sample_folder: Path, tmp_path: Path
) -> None:
    bundle = tmp_path / "one.casebundle"
    recipient = json.loads(run("identity", sample_folder, "--json")[1])["age_recipient"]
    assert run("export", sample_folder, "KZ-2017", "--to", recipient, "-o", bundle)[0] == 0
    code, out, _err = run("inspect", bundle, "--vault", sample_folder)
    assert (code, "Larisa Kharkova" in out) == (0, True)
    wrong = tmp_path / "key.txt"
    wrong.write_text("# nothing here\n")
    assert run("inspect", bundle, "--key", wrong)[0] == 2


@pytest.mark.parametrize("options", [[], ["--to", "age1x", "--passphrase-file", "x"]])
def test_export_wants_one_way_of_sealing(
    run: Run, sample_folder: Path, tmp_path: Path, options: list[str]
) -> None:
    code, _out, err = run("export", sample_folder, "KZ-2017", "-o", tmp_path / "x", *options)
    assert code == 2
    assert "--to" in err


def test_what_is_no_recipient_is_said(run: Run, sample_folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.casebundle"
    code, _out, err = run("export", sample_folder, "KZ-2017", "--to", "age1nonsense", "-o", out)
    assert code == 1
    assert "age1nonsense" in err
    assert not out.exists()


def test_verify_and_rebuild(run: Run, sample_folder: Path) -> None:
    code, out, _err = run("verify", sample_folder)
    assert code == 0
    assert "All is well" in out
    code, out, _err = run("rebuild", sample_folder)
    assert (code, out.startswith("Rebuilt from")) == (0, True)
    code, out, _err = run("verify", sample_folder, "--json")
    assert json.loads(out)["problems"] == []
    attachment = next((sample_folder / "attachments").glob("*.age"))
    attachment.unlink()
    code, out, _err = run("verify", sample_folder)
    assert code == 1
    assert "All is well" not in out


def test_identity_shows_no_secret(run: Run, sample_folder: Path) -> None:
    code, out, _err = run("identity", sample_folder)
    assert code == 0
    assert "age1" in out
    assert "SECRET" not in out + run("identity", sample_folder, "--json")[1]


def test_a_new_vault_wants_a_strong_passphrase(run: Run, tmp_path: Path) -> None:
    where = tmp_path / "new.casefile"
    (tmp_path / "passphrase").write_text("password\n")
    code, _out, err = run("new", where, "--name", "A. Observer")
    assert (code, where.exists()) == (1, False)
    assert "Too easy" in err
    (tmp_path / "passphrase").write_text("lantern otter quarrel basalt mitten froth\n")
    code, out, _err = run("new", where, "--name", "A. Observer")
    assert (code, "casefile sheet" in out) == (0, True)
    assert run("cases", where)[1] == "No cases yet.\n"
    code, _out, err = run("new", where, "--name", "A. Observer")
    assert code == 1


def test_expected_errors_are_one_sentence(run: Run, sample_folder: Path, tmp_path: Path) -> None:
    for arguments in (
        ("cases", tmp_path / "nowhere.casefile"),
        ("show", sample_folder, "no such"),
        ("log", sample_folder, "KZ-2017", "   "),
        ("inspect", tmp_path / "nothing.casebundle"),
    ):
        code, out, err = run(*arguments)
        assert (code, out) == (1, ""), arguments
        assert "Traceback" not in err
        assert err.strip()
    (tmp_path / "passphrase").write_text("wrong\n")
    code, _out, err = run("cases", sample_folder)
    assert code == 1
    assert "does not open this vault" in err


def test_an_unreadable_passphrase_file_is_said(
    run: Run, sample_folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "passphrase").unlink()
    code, _out, err = run("cases", sample_folder)
    assert code == 1
    assert "passphrase" in err


def test_without_a_keyboard_the_passphrase_is_not_asked_for(
    run: Run, sample_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CASEFILE_PASSPHRASE_FILE")
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    code, _out, err = run("cases", sample_folder)
    assert code == 2
    assert "CASEFILE_PASSPHRASE_FILE" in err


def test_a_bug_says_where_and_not_with_what(
    run: Run, sample_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object) -> None:
        raise ZeroDivisionError("Kharkova is in this message")

    monkeypatch.setattr(records.case_deeds, "all_cases", broken)
    code, _out, err = run("cases", sample_folder)
    assert code == 70
    assert "ZeroDivisionError" in err
    assert "Kharkova" not in err
    monkeypatch.setenv("CASEFILE_DEBUG", "1")
    assert "Kharkova" in run("cases", sample_folder)[2]


COMMANDS = [
    "new", "demo", "open", "cases", "show", "log", "add", "search", "brief", "form", "export",
    "inspect", "import", "verify", "rebuild", "identity", "sanctions",
    "claims", "claim", "prefer", "move", "undo", "redo", "merge", "who",
    "deadlines", "calendar",
]  # fmt: skip


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(run: Run, command: str) -> None:
    code, out, _err = run(command, "--help")
    assert code == 0
    assert f"Example: casefile {command}" in " ".join(out.split())


def test_help_and_wrong_usage(run: Run) -> None:
    code, out, _err = run("--help")
    assert code == 0
    assert all(command in out for command in COMMANDS)
    assert "Exit codes" in out
    assert run("nosuch")[0] == 2
    assert run("cases")[0] == 2
    assert run("--version")[1].startswith("casefile ")


def test_licences_of_others_are_listed(run: Run) -> None:
    code, out, _err = run("--licences")
    assert code == 0
    lines = dict(line.split(maxsplit=1) for line in out.splitlines())
    assert lines["sqlcipher3"].endswith("Zlib")
    assert "LGPL-3.0-only" in lines["PySide6_Essentials"]


def test_open_opens_the_window(sample_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("casefile.base.process.harden", lambda: None)
    opened: list[Path | None] = []

    def window(vault: Path | None) -> int:
        opened.append(vault)
        return 3

    assert main.run(["open", str(sample_folder)], window) == 3
    assert opened == [sample_folder]


def test_the_program_runs_as_a_program(sample_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "passphrase").write_text(sample.PASSPHRASE)
    done = subprocess.run(
        [sys.executable, "-m", "casefile", "cases", str(sample_folder), "--json"],
        env={"CASEFILE_PASSPHRASE_FILE": str(tmp_path / "passphrase"), "PATH": ""},
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    assert json.loads(done.stdout)[0]["reference"] == "KZ-2017-KHARKOVA"
    assert done.stderr == ""


def test_a_printed_state_is_checked(run: Run, sample_folder: Path, tmp_path: Path) -> None:
    code, out, _err = run("verify", sample_folder, "--state", "0123 4567 89ab cdef 0123")
    assert (code, out) == (1, "No case of this vault ever held exactly that.\n")
    out = str(tmp_path / "b.pdf")
    state = run("brief", sample_folder, "KZ-2017", "-o", out)[1].split()[-1].rstrip(".")
    code, said, _err = run("verify", sample_folder, "--state", state)
    assert code == 0
    assert "It left as b.pdf." in said
    assert "1 entry has come since:" in said
    assert json.loads(run("verify", sample_folder, "--state", state, "--json")[1])["held"]
    code, _out, err = run("verify", sample_folder, "--state", "nonsense")
    assert code == 1
    assert "no state digest" in err
