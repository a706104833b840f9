# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands on rights, findings and evidence: the core without a window."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]


def right(run: Run, folder: Path, id_: str, *more: str) -> dict:
    found = json.loads(run("rights", folder, "KZ-2017", "--json", *more)[1])
    (one,) = (row for row in found["rights"] if row["right"] == id_)
    return one


def test_rights_are_listed_in_groups_with_what_they_rest_on(run: Run, sample_folder: Path) -> None:
    code, out, err = run("rights", sample_folder, "KZ-2017")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "Arrest, detention and treatment"
    assert "    notice-of-charge  Concern  2 lines  rests on 2" in lines
    assert lines[-1] == "4 assessed, 3 not observable, 0 not applicable, 29 open"
    told = right(run, sample_folder, "union-activity")
    assert [one["state"] for one in told["treaties"]] == ["bound"] * 3
    assert told["treaties"][0]["since"] == "2006-04-24"


def test_a_right_is_rated_and_rests_on_nothing_until_a_line_is_accepted(
    run: Run, sample_folder: Path
) -> None:
    code, out, err = run(
        "assess", sample_folder, "KZ-2017", "перевод", "violated", "--reasoning", "None came.",
        "--json",
    )  # fmt: skip
    assert (code, err) == (0, "")
    finding = json.loads(out)
    assert (finding["right"], finding["reasoning"]) == ("interpreter", "None came.")
    assert right(run, sample_folder, "interpreter")["bare"] is True
    assert "rests on nothing yet" in run("rights", sample_folder, "KZ-2017")[1]
    logged = run("log", sample_folder, "KZ-2017", "No interpreter. #interp", "--json")[1]
    note = json.loads(logged)["id"]
    code, out, err = run(
        "evidence", sample_folder, "KZ-2017", "#interp", "--accept", note, "--page", "folio 3"
    )
    assert (code, err) == (0, "")
    assert out.startswith(f"{note}  Supports  ")
    assert out.rstrip().endswith("No interpreter.  folio 3")
    told = right(run, sample_folder, "interpreter")
    assert (told["bare"], told["evidence"], told["waiting"]) == (False, 1, 0)
    assert run("undo", sample_folder, "KZ-2017")[0] == 0
    assert right(run, sample_folder, "interpreter")["bare"] is True


def test_a_right_is_rated_at_one_hearing(run: Run, sample_folder: Path) -> None:
    from casefile.casework import cases, sample
    from casefile.records.kinds import Hearing
    from casefile.store import reading
    from casefile.vault.vault import open_vault

    with open_vault(sample_folder, sample.PASSPHRASE) as vault:
        case = cases.all_cases(vault)[0].id
        hearing = reading.records(vault.store, Hearing, case)[-1].id
    assert (
        run("assess", sample_folder, "KZ-2017", "appeal", "concern", "--hearing", hearing)[0] == 0
    )
    assert right(run, sample_folder, "appeal", "--hearing", hearing)["rating"] == "concern"
    assert right(run, sample_folder, "appeal")["rating"] == "not-observable"
    assert right(run, sample_folder, "appeal")["at_hearings"] == ["concern"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("to-sleep", "concern"), 2, "names no right"),
        (("e", "concern"), 2, "names no right"),
        (("appeal", "awful"), 1, "not in the list"),
        (("appeal", "concern", "--hearing", "ffffffff"), 1, ""),
    ],
)
def test_what_means_nothing_is_refused_in_a_sentence(
    run: Run, sample_folder: Path, arguments: tuple[str, ...], code: int, said: str
) -> None:
    got, out, err = run("assess", sample_folder, "KZ-2017", *arguments)
    assert (got, out) == (code, "")
    assert said in err


def test_a_right_nobody_tagged_has_no_evidence(run: Run, sample_folder: Path) -> None:
    out = run("evidence", sample_folder, "KZ-2017", "silence")[1]
    assert out == "No line is tagged with it, and nothing is linked.\n"
