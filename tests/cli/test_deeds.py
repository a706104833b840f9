# SPDX-License-Identifier: GPL-3.0-or-later
"""Commands that change a case beyond its log."""

import json
from collections.abc import Callable
from pathlib import Path

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
