# SPDX-License-Identifier: GPL-3.0-or-later
"""Two databases and two people, for every test of this room."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from casefile.records.kinds import Case
from casefile.store.database import Store, open_database
from tests.store.people import KEY, Person, a_case, put


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_database(tmp_path / "vault.db", KEY, create=True)
    yield store
    store.close()


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Store]:
    """A second vault's database."""
    store = open_database(tmp_path / "other.db", KEY, create=True)
    yield store
    store.close()


@pytest.fixture
def anna() -> Person:
    return Person()


@pytest.fixture
def bolat() -> Person:
    return Person()


@pytest.fixture
def case(store: Store, anna: Person) -> Case:
    """A case that Anna opened."""
    case = a_case()
    put(store, anna, case)
    return case
