# SPDX-License-Identifier: GPL-3.0-or-later
"""What each audience reads of somebody, as the gate has it."""

from typing import Any

import pytest
from msgspec.structs import replace

from casefile.base.ids import new_id
from casefile.casework import cases, faces
from casefile.disclosure import dossier
from casefile.records.kinds import Case, Party
from casefile.records.values import Audience, Consent, Name
from casefile.vault.vault import Vault


@pytest.fixture
def case(sample_vault: Vault) -> Case:
    """The sample case, open to everyone."""
    found = cases.all_cases(sample_vault)[0]
    with sample_vault.edit(found.id) as edit:
        edit.put(replace(found, audience=Audience.PUBLIC))
    return cases.all_cases(sample_vault)[0]


def add(vault: Vault, case: Case, **fields: Any) -> Party:
    names = (Name(text="Айгуль Тлеуберді"),)
    party = Party(**({"id": new_id(), "case": case.id, "names": names} | fields))
    with vault.edit(case.id) as edit:
        edit.put(party)
    return party


OPEN = {"audience": Audience.PUBLIC, "protected": True, "roles": ("witness",)}


def test_the_proposal_is_a_role_and_a_number_that_nobody_bears(
    sample_vault: Vault, case: Case
) -> None:
    first = add(sample_vault, case, **OPEN)
    assert faces.protection(sample_vault, first).proposal == "Witness 1"
    add(sample_vault, case, **OPEN, pseudonym="witness  1")
    assert faces.protection(sample_vault, first).proposal == "Witness 2"
    nobody = add(sample_vault, case, sort="organisation")
    assert faces.protection(sample_vault, nobody).proposal == "Organisation 1"


@pytest.mark.parametrize(
    "fields",
    [
        OPEN,
        OPEN | {"pseudonym": "Witness 2"},
        OPEN | {"audience": Audience.TEAM},
        OPEN | {"audience": Audience.PRIVATE},
        OPEN | {"consent": (Consent(audience=Audience.PARTNERS, scope="name"),)},
        OPEN | {"consent": (Consent(audience=Audience.PUBLIC),)},
    ],
)
def test_what_is_shown_is_what_the_dossier_holds(
    sample_vault: Vault, case: Case, fields: dict[str, Any]
) -> None:
    party = add(sample_vault, case, **fields)
    add(sample_vault, case, **OPEN)
    for face in faces.protection(sample_vault, party).faces:
        made = dossier.build(sample_vault.store, case.id, face.audience, now=sample_vault.clock())
        shown = made.party(party.id)
        assert face.name == (shown.name if shown else "")
        assert face.masked == (shown is not None and shown.name != party.name)
        assert not face.case_closed


def test_somebody_unprotected_is_shown_as_protection_would_make_them(
    sample_vault: Vault, case: Case
) -> None:
    party = add(sample_vault, case, audience=Audience.PARTNERS)
    everyone, partners, team = faces.protection(sample_vault, party).faces
    assert (everyone.name, partners.masked, team.masked) == ("", True, True)


def test_a_closed_case_shows_nobody(sample_vault: Vault, case: Case) -> None:
    with sample_vault.edit(case.id) as edit:
        edit.put(replace(case, audience=Audience.TEAM))
    found = faces.protection(sample_vault, add(sample_vault, case, **OPEN))
    assert [face.case_closed for face in found.faces] == [True, True, False]
