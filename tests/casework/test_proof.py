# SPDX-License-Identifier: GPL-3.0-or-later
"""A digest on paper shows that the case held exactly that then, and what came after."""

from functools import partial
from pathlib import Path

import pytest

from casefile.base.errors import NotFound
from casefile.casework import briefings, cases, exchange, history, notes, proof
from casefile.journal.chain import short_digest
from casefile.store.states import Trail
from casefile.vault import keys
from casefile.vault.vault import Vault, create


@pytest.fixture
def case(sample_vault: Vault) -> str:
    """The id of the sample case."""
    return cases.all_cases(sample_vault)[0].id


def test_the_state_of_today_has_nothing_after_it(sample_vault: Vault, case: str) -> None:
    digest = history.digest(sample_vault, case)
    proved = proof.prove(sample_vault, case, digest)
    assert proved is not None
    assert proved.current
    assert proved.digest == digest


def test_a_printed_briefing_is_found_with_what_came_after(
    sample_vault: Vault, case: str, tmp_path: Path
) -> None:
    release = briefings.save(sample_vault, case, tmp_path / "briefing.pdf")
    notes.log(sample_vault, case, "j Said afterwards.")
    printed = short_digest(release.state_digest)
    for typed in (
        printed, printed.upper(), f"  {printed[:12]}\n{printed[12:]}", printed.replace(" ", "-"),
        f"casefile:{case}:{release.state_digest}",
    ):  # fmt: skip
        proved = proof.prove(sample_vault, case, typed)
        assert proved is not None
        assert proved.release == release
        assert sum(proved.since.values()) == 2  # the record of the release, and the line
        assert not proved.current


def test_any_moment_of_this_vault_is_found_without_a_release(
    sample_vault: Vault, case: str
) -> None:
    digests = []
    for number in range(5):
        notes.log(sample_vault, case, f"j Line {number}")
        digests.append(history.digest(sample_vault, case))
    for later, digest in enumerate(reversed(digests)):
        proved = proof.prove(sample_vault, case, digest)
        assert proved is not None
        assert sum(proved.since.values()) == later


def test_what_the_case_never_was_is_not_found(sample_vault: Vault, case: str) -> None:
    assert proof.prove(sample_vault, case, "0123 4567 89ab cdef 0123") is None


@pytest.mark.parametrize("typed", ["", "abc", "0123 4567 89", "zzzz zzzz zzzz zzzz", "ف" * 20])
def test_what_is_no_digest_is_said(sample_vault: Vault, case: str, typed: str) -> None:
    with pytest.raises(NotFound, match="no state digest"):
        proof.prove(sample_vault, case, typed)


def test_what_a_colleague_printed_is_found_in_ones_own_vault(
    sample_vault: Vault, case: str, tmp_path: Path
) -> None:
    office = create(tmp_path / "office.casefile", "office pass", "Secretariat", work=keys.FLOOR)
    to = office.identity.card().age_recipient
    bundle = tmp_path / "to.casebundle"
    exchange.export_case(sample_vault, case, bundle, exchange.Sealing(recipients=[to]))
    exchange.accept(office, exchange.review_bundle(office, bundle))
    notes.log(office, case, "j Noted at the office.")
    printed = briefings.save(office, case, tmp_path / "theirs.pdf").state_digest
    notes.log(sample_vault, case, "j Logged meanwhile in court.")
    back = tmp_path / "back.casebundle"
    mine = sample_vault.identity.card().age_recipient
    exchange.export_case(office, case, back, exchange.Sealing(recipients=[mine]))
    exchange.accept(sample_vault, exchange.review_bundle(sample_vault, back))
    proved = proof.prove(sample_vault, case, printed)
    assert proved is not None
    assert sample_vault.author.id in proved.since
    office.close()


def test_a_long_search_answers_in_between(
    sample_vault: Vault, case: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    digests = []
    for number in range(12):
        notes.log(sample_vault, case, f"j Line {number}")
        digests.append(history.digest(sample_vault, case))
    find = proof.states.find_state
    monkeypatch.setattr(proof.states, "find_state", partial(find, limit=4))
    assert isinstance(proof.prove_some(sample_vault, case, digests[-1]), Trail)
    for digest in digests:
        proved = proof.prove(sample_vault, case, digest)
        assert proved is not None
        assert proved.digest == digest
    assert proof.prove(sample_vault, case, "0" * 20) is None
