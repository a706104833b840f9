# SPDX-License-Identifier: GPL-3.0-or-later
"""The history by pages: who wrote, whether anybody vouches for the name, and what things are called
even where their fields are of nobody's making."""

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from casefile.base.ids import new_id
from casefile.casework import cases, history, notes, undo
from casefile.casework.titles import called
from casefile.journal.clock import tick
from casefile.journal.entry import author_id, make
from casefile.journal.operations import Put
from casefile.records.kinds import Party
from casefile.records.values import Name
from casefile.store.pages import Sieve
from casefile.store.writing import append
from casefile.vault.vault import Vault


@pytest.fixture
def case(sample_vault: Vault) -> str:
    """The id of a case of the test's own."""
    return cases.create_case(sample_vault, "A case").id


def stranger(vault: Vault, case: str, *operations: Put) -> str:
    """Somebody of whom no card is known writes what no form of ours would. Returns their id."""
    key = Ed25519PrivateKey.generate()
    public = key.public_key().public_bytes_raw()
    time = tick(vault.store.latest, vault.clock())
    author = author_id(public)
    entry = make(case, author, 1, None, time, {}, operations, bytes(32), key.sign)
    append(vault.store, [entry], {author: public}, vault.clock)
    return author


def test_the_own_name_is_vouched_for_and_a_bare_key_is_not(sample_vault: Vault, case: str) -> None:
    author = stranger(sample_vault, case, Put("event", new_id(), "title", "Seen"))
    page = history.history_page(sample_vault, case, Sieve())
    own, other = page.writers[sample_vault.author.id], page.writers[author]
    assert (own.own, own.vouched) == (True, True)
    assert (other.own, other.vouched, other.name) == (False, False, author[:12])
    assert next(iter(page.writers)) == sample_vault.author.id


def test_people_are_found_by_their_names_in_any_script(sample_vault: Vault, case: str) -> None:
    who = Party(id=new_id(), case=case, names=(Name(text="Нұржан Кушакбаев"),))
    with sample_vault.edit(case) as edit:
        edit.put(who)
    notes.log(sample_vault, case, "j Nothing of him.")
    logged = notes.log(sample_vault, case, "He speaks.", speaker="Нұржан Кушакбаев")
    found = history.history_page(sample_vault, case, Sieve(words=("kushakbayev",)))
    assert {row.touch.id for row in found.rows} >= {logged.note.id}
    assert found.names[who.id] == "Нұржан Кушакбаев"


def test_what_was_undone_and_redone_is_marked(sample_vault: Vault, case: str) -> None:
    notes.log(sample_vault, case, "j One")
    undo.undo(sample_vault, case)
    undo.redo(sample_vault, case)
    undo.undo(sample_vault, case)
    rows = history.history_page(sample_vault, case, Sieve()).rows
    assert [row.mark for row in rows] == ["undo", "undone", "undo", "undone", ""]
    assert rows[0].withdrawn


ODD: dict[str, Any] = {
    "names": "no list", "title": ["a", 1], "sort": {"x": 1}, "event_at": 5, "number": [],
    "stage": 7,
}  # fmt: skip


@pytest.mark.parametrize("kind", ["party", "action", "note", "hearing", "link", "of-tomorrow"])
def test_odd_fields_are_called_something_or_nothing(kind: str) -> None:
    assert isinstance(called(kind, ODD), str)


def test_odd_entries_are_told_all_the_same(sample_vault: Vault, case: str) -> None:
    puts = [
        Put(kind, new_id(), name, value)
        for kind in ("party", "action", "note", "hearing", "of-tomorrow")
        for name, value in ODD.items()
    ]
    stranger(sample_vault, case, *puts)
    assert len(history.history_page(sample_vault, case, Sieve()).rows) == len(puts) + 1
