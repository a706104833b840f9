# SPDX-License-Identifier: GPL-3.0-or-later
"""Names out of sight, in whatever script and ending they stand."""

from dataclasses import replace

import pytest

from casefile.base.ids import new_id
from casefile.casework import cases, hearings, logs, masks, notes
from casefile.casework.masks import BAR, CURTAIN
from casefile.records.kinds import Party
from casefile.records.values import Name
from casefile.vault.vault import Vault


@pytest.fixture
def case(sample_vault: Vault) -> str:
    case = cases.create_case(sample_vault, "Masks").id
    with sample_vault.edit(case) as edit:
        for text, protected in (("Нурбек Кушакбаев", False), ("Danara Ismetova", True)):
            edit.put(
                Party(
                    id=new_id(), case=case, names=(Name(text=text),), protected=protected,
                    pseudonym="Witness 7" if protected else "",
                )
            )  # fmt: skip
    return case


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("Спросили Кушакбаева о митинге.", f"Спросили {BAR} о митинге."),
        ("Kushakbayev stands up.", f"{BAR} stands up."),
        ("Ismetova, Ismetova!", "Witness 7, Witness 7!"),
        ("Nobody is named.", "Nobody is named."),
        ("", ""),
    ],
)
def test_names_are_taken_out(sample_vault: Vault, case: str, text: str, seen: str) -> None:
    assert masks.mask(sample_vault, case).text(text) == seen


def test_a_name_that_can_t_be_taken_out_takes_the_line_with_it(
    sample_vault: Vault, case: str
) -> None:
    hidden = "Kushak\u200bbayev stands up."
    assert masks.mask(sample_vault, case).text(hidden) == BAR


def test_a_line_is_masked_with_its_speaker_and_kept_as_it_is(
    sample_vault: Vault, case: str
) -> None:
    hearing = hearings.start_hearing(sample_vault, case)
    notes.log(sample_vault, case, "Asks Кушакбаев.", hearing=hearing.id, speaker="Danara Ismetova")
    row = logs.log_rows(sample_vault, case, hearing.id)[0]
    seen = masks.mask(sample_vault, case).row(row)
    assert (seen.note.text, seen.speaker) == (f"Asks {BAR}.", "Witness 7")
    assert row.note.text == "Asks Кушакбаев."
    colleague = replace(row, observer="Нурбек Кушакбаев")
    assert masks.mask(sample_vault, case).row(colleague).observer == BAR


def test_who_observes_is_masked_by_the_whole_name_alone(sample_vault: Vault, case: str) -> None:
    assert sample_vault.identity.name == "A. Observer"
    mask = masks.mask(sample_vault, case)
    assert mask.text("Noted by A. Observer.") == f"Noted by {BAR}."
    assert mask.text("The Observer of the union waits.") == "The Observer of the union waits."


def test_the_curtain_shows_nothing() -> None:
    assert (CURTAIN.text("Whoever it is."), CURTAIN.text("")) == (BAR, "")
