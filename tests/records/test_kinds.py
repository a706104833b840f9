# SPDX-License-Identifier: GPL-3.0-or-later
"""The kinds themselves: their names are in journals for ever."""

import msgspec
import pytest

from casefile.records.kinds import KINDS, Party, Record
from casefile.records.values import Name
from tests.records.makers import CASE, an_id, plainest

NAMES = (
    "case mission party charge hearing attendance note document finding decision sanction "
    "incident action deadline event claim release link"
)


def test_names_are_the_released_ones() -> None:
    assert list(KINDS) == NAMES.split()
    assert all(kind.kind == name for name, kind in KINDS.items())


@pytest.mark.parametrize("kind", KINDS)
def test_records_are_frozen_values(kind: str) -> None:
    record = plainest(kind)
    assert record == plainest(kind)
    with pytest.raises(AttributeError):
        record.audience = "public"  # type: ignore[misc,assignment]
    assert isinstance(record, Record)


@pytest.mark.parametrize("kind", KINDS)
def test_records_are_made_by_keyword_only(kind: str) -> None:
    with pytest.raises(TypeError):
        KINDS[kind](an_id(), CASE)  # type: ignore[misc]


def test_a_change_is_a_new_value() -> None:
    record = plainest("note")
    starred = msgspec.structs.replace(record, starred=True)
    assert (record.starred, starred.starred) == (False, True)  # type: ignore[attr-defined]


class TestPartyName:
    def named(self, *names: Name) -> str:
        return Party(id=an_id(), case=CASE, names=names).name

    def test_is_the_primary_one(self) -> None:
        alias, primary = Name(text="KNPRK", sort="acronym"), Name(text="Confederation")
        assert self.named(alias, primary) == "Confederation"

    def test_or_the_first(self) -> None:
        assert self.named(Name(text="A", sort="alias"), Name(text="B", sort="former")) == "A"

    def test_or_nothing(self) -> None:
        assert self.named() == ""
