# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands on what follows from a case's records."""

import json
from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]


def test_sanctions_say_their_end_or_why_not(run: Run, sample_folder: Path) -> None:
    code, out, err = run("sanctions", sample_folder, "KZ-2017")
    assert (code, err) == (0, "")
    assert "2021-09-29" in out
    assert "No total is given: sources differ on what the figure means." in out
    assert "it is not stated when it starts" not in out  # eight sanctions need no such line
    found = json.loads(run("sanctions", sample_folder, "KZ-2017", "--json")[1])
    (service,) = (s for s in found["sanctions"] if s["sanction"]["sort"] == "community-service")
    assert (service["disputed"], list(service["total"])) == (["per"], ["refused"])
    assert found["sums"][0]["total"] == service["total"]


def test_a_case_without_sanctions_says_so(run: Run, sample_folder: Path) -> None:
    from casefile.casework import cases, sample
    from casefile.vault.vault import open_vault

    with open_vault(sample_folder, sample.PASSPHRASE) as vault:
        cases.create_case(vault, "Another", reference="EMPTY-1")
    assert run("sanctions", sample_folder, "EMPTY-1")[1] == "No sanctions yet.\n"


def test_claims_list_every_value_and_its_source(run: Run, sample_folder: Path) -> None:
    code, out, err = run("claims", sample_folder, "KZ-2017")
    assert (code, err) == (0, "")
    assert "FIDH and OMCT" in out
    found = json.loads(run("claims", sample_folder, "KZ-2017", "--json")[1])
    told = {
        field: [c["value"] for c in row["fields"][field]]
        for row in found
        for field in row["fields"]
    }
    assert told["per"] == ["total", "year", "month"]
    assert out.count("preferred") == 1


def test_what_is_due_is_listed(run: Run, sample_folder: Path) -> None:
    code, out, err = run("deadlines", sample_folder, "KZ-2017")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "2021-09-29  past  Ends: Restricted freedom · Larisa Kharkova",
        "2022-09-29  past  Ends: Ban on office · Larisa Kharkova",
    ]
    found = json.loads(run("deadlines", sample_folder, "KZ-2017", "--json")[1])
    assert [one["sort"] for one in found] == ["sanction", "sanction"]


def test_a_calendar_is_written_and_kept_on_record(
    run: Run, sample_folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "dates.ics"
    code, said, err = run("calendar", sample_folder, "KZ-2017", "-o", out, "--audience", "public")
    assert (code, err) == (0, "")
    assert "5 events" in said
    written = out.read_bytes()
    assert written.startswith(b"BEGIN:VCALENDAR\r\n")
    assert written.count(b"BEGIN:VEVENT") == 5
    assert b"Kharkova" not in written
    assert run("calendar", sample_folder, "KZ-2017", "-o", tmp_path / "no" / "x.ics")[0] == 1
    assert run("calendar", sample_folder, "KZ-2017", "-o", out, "--audience", "all")[0] == 2
