# SPDX-License-Identifier: GPL-3.0-or-later
"""No command prints what a terminal would obey, whoever wrote it: a bundle brings in any text."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import replace

from casefile.base.ids import new_id
from casefile.casework import sample
from casefile.casework.cases import all_cases
from casefile.records.fields import FieldInfo, field_infos
from casefile.records.kinds import KINDS, Hearing, Sanction
from casefile.records.values import When
from casefile.store import reading
from casefile.vault.vault import open_vault

Run = Callable[..., tuple[int, str, str]]

HOSTILE = "\x1b[2J\x1b]0;x\x07\x9b1A\u202e\r\u2066"


@pytest.mark.parametrize("terms", [False, True], ids=["texts", "terms"])
def test_no_command_prints_what_a_terminal_would_obey(
    run: Run, sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, terms: bool
) -> None:
    folder = tmp_path / "from counsel"
    folder.mkdir()
    for name in ("verdict.txt", ".hidden"):
        (folder / name).write_text("Kharkova")
    assert run("add", sample_folder, "KZ-2017", folder)[0] == 0
    case, last = _spoil(sample_folder, terms, monkeypatch)
    for command, *arguments in (
        ("cases",),
        ("show", case),
        ("show", last["party"]),
        ("show", last["hearing"]),
        ("search", "Kharkova"),
        ("sanctions", case),
        ("claims", case),
        ("deadlines", case),
        ("rights", case),
        ("who", case, f"Larisa Kharkova{HOSTILE}"),
        ("evidence", case, "appeal", "--accept", last["note"]),
        ("move", last["to come"], "2027-09-29T10:00", "--shut-out"),
        ("add", case, folder),
    ):
        code, out, err = run(command, sample_folder, *arguments)
        assert (code, err) == (0, ""), command
        assert not {sign for sign in HOSTILE if not sign.isprintable()} & set(out), command
        said = "\N{REPLACEMENT CHARACTER}" in out
        assert said or terms or command == "rights", command  # there terms alone are told


def _spoil(
    folder: Path, terms: bool, monkeypatch: pytest.MonkeyPatch
) -> tuple[str, dict[str, str]]:
    """Put something hostile in every record of the sample; gives ids of the case and by kind."""
    last: dict[str, str] = {}
    with open_vault(folder, sample.PASSPHRASE) as vault, monkeypatch.context() as patch:
        patch.setattr("casefile.store.writing.validate", lambda record: record)  # as in an import
        (case,) = all_cases(vault)
        with vault.edit(case.id) as edit:
            for kind in KINDS.values():
                for record in reading.records(vault.store, kind, case.id):
                    edit.put(_spoilt(record, terms))
                    last[kind.kind] = record.id
            for _twice in range(2):
                fine = Sanction(
                    id=new_id(vault.clock), case=case.id, party=last["party"], sort="fine",
                    amount="10", unit=f"euro{HOSTILE}", per="total",
                )  # fmt: skip
                edit.put(fine)
            last["to come"] = new_id(vault.clock)
            edit.put(Hearing(id=last["to come"], case=case.id, scheduled_at=When("2027-09-27")))
    return case.id, last


def _spoilt(value: Struct, terms: bool) -> Any:
    """The same with something hostile in each of its texts: of people, or of vocabularies."""

    def single(info: FieldInfo, held: Any) -> Any:
        if isinstance(held, Struct):
            return _spoilt(held, terms)
        meant = info.shape == "text" and (bool(info.vocabulary) if terms else info.human)
        return f"{held}{HOSTILE}" if meant and held else held

    changed = {}
    for info in field_infos(type(value)):
        held = getattr(value, info.attribute)
        several = info.several and tuple(single(info, one) for one in held)
        changed[info.attribute] = several if info.several else single(info, held)
    return replace(value, **changed)
