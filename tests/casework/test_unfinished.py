# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands in a form and is not kept yet."""

from casefile.casework.unfinished import add_unfinished, keep_unfinished, place_of, unfinished
from casefile.records.kinds import Deadline, Hearing
from casefile.store import local
from casefile.vault.vault import Vault

CASE = "019a0000-0000-7000-8000-000000000000"
RECORD = "019a0000-0000-7000-8000-000000000001"


def test_it_is_kept_by_place_and_forgotten_when_empty(sample_vault: Vault) -> None:
    place = place_of(Deadline, CASE)
    typed = {"what": "Ответ", "at": ["31.2.", "", "Asia/Almaty"]}
    keep_unfinished(sample_vault, place, typed)
    assert unfinished(sample_vault, place) == typed
    assert unfinished(sample_vault, place_of(Hearing, CASE)) == {}
    keep_unfinished(sample_vault, place, {})
    assert unfinished(sample_vault, place) == {}


def test_what_is_refused_later_is_added(sample_vault: Vault) -> None:
    place = place_of(Deadline, CASE, RECORD)
    keep_unfinished(sample_vault, place, {"what": "x"})
    add_unfinished(sample_vault, place, {"due": "y"})
    assert unfinished(sample_vault, place) == {"what": "x", "due": "y"}


def test_places_differ_by_what_a_new_record_is_made_for(sample_vault: Vault) -> None:
    places = {
        place_of(Deadline, CASE),
        place_of(Hearing, CASE),
        place_of(Hearing, CASE, under=RECORD),
        place_of(Hearing, CASE, RECORD),
        RECORD,
    }
    assert len(places) == 5
    assert place_of(Hearing, CASE, RECORD) == RECORD + local.UNFINISHED
