# SPDX-License-Identifier: GPL-3.0-or-later
"""What is being typed is kept with all that belongs to it, at its hearing."""

import pytest

from casefile.casework import cases, drafts, hearings, notes
from casefile.casework.drafts import Draft
from casefile.records.kinds import Hearing
from casefile.store import local
from casefile.vault.vault import Vault


@pytest.fixture
def hearing(sample_vault: Vault) -> Hearing:
    case = cases.all_cases(sample_vault)[0]
    return hearings.start_hearing(sample_vault, case.id, zone="Asia/Almaty")


def test_a_draft_is_kept_until_the_line_is_logged(sample_vault: Vault, hearing: Hearing) -> None:
    typed = Draft(text="The prosecutor ask", speaker="prosecutor", first_key=12, moved=-3)
    drafts.keep_draft(sample_vault, hearing.id, typed)
    assert drafts.draft(sample_vault, hearing.id) == typed
    notes.log(sample_vault, hearing.case, "The prosecutor asks.", hearing=hearing.id)
    assert drafts.draft(sample_vault, hearing.id) == Draft()


def test_a_correction_forgets_the_draft_too(sample_vault: Vault, hearing: Hearing) -> None:
    logged = notes.log(sample_vault, hearing.case, "One.", hearing=hearing.id)
    drafts.keep_draft(sample_vault, hearing.id, Draft(text="Two", corrects=logged.note.id))
    notes.correct(sample_vault, logged.note, "Two.")
    assert drafts.draft(sample_vault, hearing.id) == Draft()


def test_an_empty_draft_is_none(sample_vault: Vault, hearing: Hearing) -> None:
    drafts.keep_draft(sample_vault, hearing.id, Draft(text="more"))
    drafts.keep_draft(sample_vault, hearing.id, Draft(speaker="judge"))
    assert local.draft(sample_vault.store, hearing.id) == ""


@pytest.mark.parametrize("held", ["The judge", '{"text": "not ours"}', "{", "12", '"x"', "null"])
def test_words_that_the_first_version_kept_are_read(
    sample_vault: Vault, hearing: Hearing, held: str
) -> None:
    local.save_draft(sample_vault.store, hearing.id, held)
    assert drafts.draft(sample_vault, hearing.id) == Draft(text=held)


def test_what_was_put_aside_comes_with_it(sample_vault: Vault, hearing: Hearing) -> None:
    typed = Draft(text="“𝒥 ﷽", corrects=hearing.id, aside=Draft(text="half", language="kk"))
    drafts.keep_draft(sample_vault, hearing.id, typed)
    assert drafts.draft(sample_vault, hearing.id) == typed
