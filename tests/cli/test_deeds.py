# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands that change a case beyond its log."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from casefile.cli import deeds

Run = Callable[..., tuple[int, str, str]]


def test_a_claim_is_made_and_preferred(run: Run, sample_folder: Path) -> None:
    (service,) = (
        row["sanction"]
        for row in json.loads(run("sanctions", sample_folder, "KZ-2017", "--json")[1])["sanctions"]
        if row["sanction"]["sort"] == "community-service"
    )
    code, out, err = run(
        "claim", sample_folder, service["id"], "per", "Per year", "--source", "A lawyer", "--json"
    )
    made = json.loads(out)
    assert (code, err, made["value"], made["source"]) == (0, "", "year", "A lawyer")
    assert run("prefer", sample_folder, made["id"], "--reason", "Seen in the judgment.")[0] == 0
    shown = json.loads(run("show", sample_folder, made["id"], "--json")[1])
    assert (shown["preferred"], shown["reason"]) == (True, "Seen in the judgment.")
    code, _out, err = run("claim", sample_folder, service["id"], "nosuch", "1", "--source", "X")
    assert code == 1
    assert "no such field" in err
    code, _out, err = run("prefer", sample_folder, service["id"], "--reason", "It is no claim.")
    assert code == 1
    assert run("prefer", sample_folder, made["id"])[0] == 2


def coming(folder: Path) -> str:
    """The id of a hearing that is set for 27 September 2017, 10:00."""
    from casefile.base.ids import new_id
    from casefile.casework import cases, sample
    from casefile.records.kinds import Hearing
    from casefile.records.values import When
    from casefile.vault.vault import open_vault

    with open_vault(folder, sample.PASSPHRASE) as vault:
        case = cases.all_cases(vault)[0].id
        when = When("2017-09-27T10:00+06:00[Asia/Almaty]")
        hearing = Hearing(id=new_id(vault.clock), case=case, scheduled_at=when)
        with vault.edit(case) as edit:
            edit.put(hearing)
    return hearing.id


def test_a_hearing_is_moved(run: Run, sample_folder: Path) -> None:
    old = coming(sample_folder)
    code, out, err = run(
        "move", sample_folder, old, "2017-09-29T10:00", "--by", "The judge",
        "--learned", "2017-09-27T09:40", "--shut-out", "--json",
    )  # fmt: skip
    assert (code, err) == (0, "")
    done = json.loads(out)
    assert (done["old"]["id"], done["old"]["status"]) == (old, "moved")
    assert done["new"]["scheduled_at"] == "2017-09-29T10:00+06:00[Asia/Almaty]"
    assert done["new"]["notice"]["given_at"] == "2017-09-27T09:40+06:00[Asia/Almaty]"
    assert len(done["proposed"]) == 5
    kept = json.loads(run("show", sample_folder, done["proposed"][0]["id"], "--json")[1])
    assert kept["status"] == "hearing-rescheduled-without-notice"
    code, out, _err = run("move", sample_folder, done["new"]["id"], "unknown")
    assert code == 0
    assert out.startswith("The hearing was moved: from 2017-09-29 10:00.")
    assert out.count("proposed") == 5
    assert run("move", sample_folder, done["new"]["id"], "2018-01")[0] == 1
    assert run("move", sample_folder, done["new"]["id"], "2018")[0] == 2


def test_a_time_with_an_offset_is_brought_to_the_place(run: Run, sample_folder: Path) -> None:
    hearing = coming(sample_folder)
    for at in ("2017-09-27T10:00Z", "2017-09-27T13:00+03:00", "2017-09-27T16:00+06:00"):
        code, out, err = run("log", sample_folder, hearing, "A line", "--at", at)
        assert (code, err) == (0, "")
        assert "2017-09-27T16:00+06:00[Asia/Almaty]" in out
    moved = json.loads(run("move", sample_folder, hearing, "2017-09-29T04:00Z", "--json")[1])
    assert moved["new"]["scheduled_at"] == "2017-09-29T10:00+06:00[Asia/Almaty]"


def test_learned_wants_a_time_of_day(run: Run, sample_folder: Path) -> None:
    hearing = coming(sample_folder)
    code, _out, err = run("move", sample_folder, hearing, "2018-01-09", "--learned", "2017-12")
    assert code == 2
    assert "time of day" in err


def test_the_last_deed_is_undone_and_redone(run: Run, sample_folder: Path) -> None:
    note = json.loads(run("log", sample_folder, "KZ-2017", "Said in error", "--json")[1])
    code, out, err = run("undo", sample_folder, "KZ-2017")
    assert (code, out, err) == (0, f"note  {note['id']}\n", "")
    assert run("show", sample_folder, note["id"])[0] == 1
    assert run("redo", sample_folder, "KZ-2017")[0] == 0
    assert run("show", sample_folder, note["id"])[0] == 0
    code, _out, err = run("redo", sample_folder, "KZ-2017")
    assert code == 1
    assert "nothing to redo" in err


def test_two_records_of_one_person_become_one(run: Run, sample_folder: Path) -> None:
    def who(name: str) -> str:
        found = json.loads(run("who", sample_folder, "KZ-2017", name, "--json")[1])
        return str(found[0]["id"]) if len(found) == 1 else ""

    keep, gone = who("Ismetova Danara"), who("Амин Елеусинов")
    assert run("merge", sample_folder, keep, gone)[0] == 0
    assert who("Eleusinov Amin") == keep
    assert run("undo", sample_folder, "KZ-2017")[0] == 0
    assert who("Eleusinov Amin") == gone
    assert run("merge", sample_folder, keep, keep)[0] == 1
    assert run("who", sample_folder, "KZ-2017", "No Body")[1].startswith("Nobody in this case")


def test_a_record_is_erased_once_it_is_confirmed(
    run: Run, sample_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deeds.typer, "confirm", lambda _question, default: default)
    (row, *_more) = json.loads(run("sanctions", sample_folder, "KZ-2017", "--json")[1])["sanctions"]
    sanction = row["sanction"]["id"]
    code, out, _err = run("erase", sample_folder, sanction)
    assert (code, "Nothing was changed." in out) == (0, True)
    assert "can't be undone" in out
    assert run("show", sample_folder, sanction)[0] == 0
    code, out, _err = run("erase", sample_folder, sanction, "--yes")
    assert code == 0
    assert f"sanction  {sanction}" in out
    assert run("show", sample_folder, sanction)[0] == 1
