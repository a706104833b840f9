# SPDX-License-Identifier: GPL-3.0-or-later
"""What stays in a vault is kept, changed and forgotten, and no bundle would hold it."""

import pytest

from casefile.base.errors import InvalidRecord
from casefile.base.ids import new_id
from casefile.records.kinds import Case
from casefile.store import local, reading
from casefile.store.cards import AuthorCard
from casefile.store.database import Store, open_database
from tests.store.people import KEY, Person, send


def test_settings(store: Store) -> None:
    assert local.get_local(store, "identity") is None
    local.set_local(store, "identity", b"\0secret")
    local.set_local(store, "other", b"")
    store.close()
    store = open_database(store.path, KEY, create=False)
    assert local.get_local(store, "identity") == b"\0secret"
    assert local.get_local(store, "other") == b""
    local.set_local(store, "identity", b"new")
    assert local.get_local(store, "identity") == b"new"
    local.set_local(store, "identity", None)
    assert local.get_local(store, "identity") is None
    store.close()


def test_drafts(store: Store) -> None:
    here, there = new_id(), new_id()
    assert local.draft(store, here) == ""
    local.save_draft(store, here, "half a li", lambda: 5)
    local.save_draft(store, here, "half a line\n\U0001f600", lambda: 6)
    local.save_draft(store, there, "elsewhere")
    assert local.draft(store, here) == "half a line\n\U0001f600"
    local.drop_draft(store, here)
    local.drop_draft(store, here)
    assert (local.draft(store, here), local.draft(store, there)) == ("", "elsewhere")


def test_thumbnails(store: Store) -> None:
    document = new_id()
    assert local.thumbnail(store, document) is None
    local.put_thumbnail(store, document, b"one")
    local.put_thumbnail(store, document, b"two")
    assert local.thumbnail(store, document) == b"two"


def test_nothing_of_it_travels(
    store: Store, other: Store, anna: Person, bolat: Person, case: Case
) -> None:
    card = AuthorCard(id=bolat.id, name="Bolat", signing_key=bolat.public.hex())
    local.put_author(store, card)
    local.set_local(store, "a", b"b")
    local.save_draft(store, case.id, "draft")
    send(store, other, case.id, anna)
    assert set(reading.authors(other)) == {anna.id}
    assert local.get_local(other, "a") is None
    assert local.draft(other, case.id) == ""


def test_a_card_can_not_bring_another_s_key(
    store: Store, anna: Person, bolat: Person, case: Case
) -> None:
    before = reading.authors(store)
    for key in (bolat.public.hex(), ""):
        with pytest.raises(InvalidRecord, match="signing_key"):
            local.put_author(store, AuthorCard(id=anna.id, name="Anna?", signing_key=key))
    assert reading.authors(store) == before
