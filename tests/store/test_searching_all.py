# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever a person types into any field of any kind is found, and names in any script by any."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import replace

from casefile.records.fields import FieldInfo, field_infos
from casefile.records.kinds import KINDS, Case
from casefile.records.values import Break
from casefile.store.database import Store
from casefile.store.fulltext import put_extracted, search
from casefile.store.projection import rebuild
from tests.store.people import Person, a_case, a_document, a_note, put
from tests.store.samples import MOMENT, one_of_each

_LETTERS = "bdfgklmnpr"


def needle(number: int) -> str:
    """A word that sounds like no other."""
    return "z" + "".join(_LETTERS[int(digit)] + "a" for digit in f"{number:03}")


def planted(value: Struct, numbers: Iterator[int]) -> tuple[Any, list[tuple[str, str]]]:
    """The same with a needle in each text, and those with the names of their fields."""
    found: list[tuple[str, str]] = []
    for info in field_infos(type(value)):
        if (filling := _filling(info, value, numbers, found)) is not None:
            held = (filling,) if info.several else filling
            value = replace(value, **{info.attribute: held})
    return value, found


def _filling(
    info: FieldInfo, value: Struct, numbers: Iterator[int], found: list[tuple[str, str]]
) -> Any:
    if info.struct is not None:
        held = getattr(value, info.attribute)
        first = (held[0] if isinstance(held, tuple) and held else held) or (
            Break(started_at=MOMENT) if info.struct is Break else info.struct()
        )
        inner, more = planted(first, numbers)
        found += [(f"{info.name}.{name}", word) for name, word in more]
        return inner
    if not info.human:
        return None
    word = needle(next(numbers))
    found.append((info.name, word))
    return f"https://example.org/{word}" if info.form == "url" else f"№ {word}-7/2017"


def test_each_text_of_each_kind_is_found(store: Store, anna: Person, case: Case) -> None:
    numbers = count()
    expected: dict[tuple[str, str], tuple[str, str]] = {}
    for record in [a_case(), *one_of_each(case.id)]:
        filled, found = planted(record, numbers)
        put(store, anna, filled)
        expected |= {(record.kind, name): (filled.id, word) for name, word in found}
    assert {kind for kind, _name in expected} == set(KINDS)
    for again in (False, True):
        if again:
            rebuild(store)
        for place, (id_, word) in expected.items():
            (hit,) = search(store, word[:-1])  # not yet typed to its end
            assert (hit.id, hit.kind) == (id_, place[0]), place
            assert [hit.snippet[at : at + size] for at, size in hit.matched] == [word], place
    assert len(expected) > 70


SPELLINGS = (
    ("Құшақбаев Нұрбек", ("Kushakbayev", "кушакбаев", "Kuşakbayev", "Nurbek", "нурбек")),
    ("Qushaqbaev", ("Құшақбаев", "kushak")),
    ("Щербаков", ("Shcherbakov", "Chtcherbakov", "Schtscherbakow")),
    ("Çağlar Işık", ("Caglar", "ÇAĞLAR", "ışık", "Işık")),
    ("İbrahim Şahin", ("Ibrahim", "İBRAHİM", "ibrahim", "Sahin", "Shahin", "Шахин")),
    ("Ержан Тоқаев", ("Yerzhan", "Erzhan", "Tokayev", "Тока")),
    ("Ольга Соловьёва", ("Соловьева", "Solovyova", "Solovyeva")),
    ("محمد القاضي", ("محمد", "القاض")),
    ("مُحَمَّد عليّ", ("محمد", "علي", "مُحَمَّد")),
    ("إبراهيم", ("ابراهيم", "أبراهيم")),
    ("Zoë Müller-Lüdenscheidt", ("Zoe", "Muller", "Lüdenscheidt", "ludensch")),
    ("Cafe\u0301", ("Café", "cafe", "Cafe\u0301")),
    ("Дело № 2-1045/2017", ("2-1045/2017", "1045", "104", "№ 2-1045")),
    ("art. 14(3)(e) ICCPR; ст. 400 УК", ("14(3)(e)", "14(3)", "400 УК", "iccpr", "uk 400")),
    ("scan_of_the_verdict-final.PDF", ("verdict", "verdict-final.pdf", "scan_of", "final.pdf")),
    ("#fair-trial", ("#fair-trial", "fair", "trial")),
)


@pytest.mark.parametrize(("written", "typed"), SPELLINGS)
def test_any_spelling_finds_any(
    store: Store, anna: Person, case: Case, written: str, typed: tuple[str, ...]
) -> None:
    document, paper = a_document(case.id, "Paper"), a_document(case.id, written)
    note = a_note(case.id, f"Said: {written}.")
    put(store, anna, document, paper, note)
    put_extracted(store, document.id, f"x\fwords and {written}, then more")
    for query in typed:
        hits = {hit.id: hit for hit in search(store, query)}
        assert set(hits) == {document.id, paper.id, note.id}, query
        assert hits[document.id].page == 1, query
        assert all(hit.matched for hit in hits.values()), query
