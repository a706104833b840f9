# SPDX-License-Identifier: GPL-3.0-or-later
"""Records of every kind, drawn at random from what their fields allow."""

from typing import Any

from hypothesis import strategies as st
from msgspec import Struct

from casefile.records.fields import FieldInfo, field_infos
from casefile.records.kinds import KINDS, Record
from casefile.records.rules import NUMBER_LIMIT
from casefile.records.values import Audience, Moment, PartialDate, When, clean_text

CASE = "019a0000-0000-7000-8000-000000000000"


def an_id(number: int = 1) -> str:
    """A well-formed id; the same number gives the same id."""
    return f"019a0000-0000-7000-8000-{number:012x}"


_ids = st.integers(1, 2**40).map(an_id)
_dates = st.builds(
    lambda day, cut, mark: PartialDate(day.isoformat()[:cut] + mark),
    st.dates(),
    st.sampled_from([4, 7, 10]),
    st.sampled_from(["", "~", "?", "%"]),
)
_moments = st.builds(
    Moment.of,
    st.integers(-2_000_000_000, 4_000_000_000).map(lambda seconds: seconds * 1000),
    st.sampled_from(["Asia/Almaty", "Europe/Berlin", "America/St_Johns", "UTC"]),
)
_characters = st.characters(exclude_categories=("Cs",))
_texts = st.text(_characters, max_size=30)
_terms = st.from_regex(r"\A[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}\Z")
_forms: dict[str, st.SearchStrategy[str]] = {
    "language": st.sampled_from(["kk", "ru", "sr-Latn", "zh-Hant-TW"]),
    "script": st.sampled_from(["Cyrl", "Latn", "Arab"]),
    "country": st.sampled_from(["KZ", "FR", "ZZ"]),
    "sha256": st.from_regex(r"\A[0-9a-f]{64}\Z"),
    "media-type": st.sampled_from(["application/pdf", "image/svg+xml"]),
    "decimal": st.from_regex(r"\A[0-9]{1,15}(\.[0-9]{1,6})?\Z"),
    "url": st.sampled_from(["https://example.org/a?b=c#d", "http://пример.kz"]),
}


def _text(info: FieldInfo) -> st.SearchStrategy[str]:
    if info.form in _forms:
        filled = _forms[info.form]
    elif info.vocabulary:
        filled = _terms
    else:
        filled = _texts.map(lambda text: "x" + clean_text(text)[:29] + "x")
        if not info.many:
            filled = filled.map(lambda text: " ".join(text.splitlines()))
    return filled if info.required or info.several else st.just("") | filled


def _single(info: FieldInfo) -> st.SearchStrategy[Any]:
    if info.shape == "text":
        return _text(info)
    if info.shape == "struct":
        assert info.struct is not None
        return a_struct(info.struct)
    if info.shape == "map":
        return st.dictionaries(_forms["sha256"], _forms["sha256"], max_size=3)
    return {
        "ref": _ids,
        "flag": st.booleans(),
        "number": st.integers(0, NUMBER_LIMIT),
        "audience": st.sampled_from(Audience),
        "date": _dates,
        "moment": _moments,
        "when": _dates.map(When) | _moments.map(When),
    }[info.shape]


def _field(info: FieldInfo) -> st.SearchStrategy[Any]:
    if info.several:
        unique = None if info.shape == "struct" else str
        items = st.lists(_single(info), min_size=int(info.required), max_size=3, unique_by=unique)
        return items.map(tuple)
    if not info.required and info.default is None:
        return st.none() | _single(info)
    return _single(info)


def a_struct(kind: type[Struct], **fixed: Any) -> st.SearchStrategy[Any]:
    """Values of a struct with any mix of its fields."""
    drawn = {info.attribute: _field(info) for info in field_infos(kind)}
    return st.builds(kind, **{**drawn, **{name: st.just(value) for name, value in fixed.items()}})


@st.composite
def a_record(draw: st.DrawFn, kind: str) -> Record:
    """A record of the kind with well-formed fields; whether it keeps every rule is not said."""
    number = 0 if kind == "case" else 2**44
    record: Record = draw(a_struct(KINDS[kind], id=an_id(number), case=CASE))
    return record


def plainest(kind: str, **fields: Any) -> Record:
    """A record with nothing but what its kind can't do without."""
    fillers = {
        "text": "words",
        "ref": an_id(7),
        "date": PartialDate("2017-09-27"),
        "when": When("2017-09-27"),
        "moment": Moment("2017-09-27T10:00+06:00[Asia/Almaty]"),
    }
    cls = KINDS[kind]
    needed: dict[str, Any] = {}
    for info in field_infos(cls):
        if info.required and info.struct:
            needed[info.attribute] = (info.struct(text="A name"),)
        elif info.required:
            needed[info.attribute] = fillers[info.shape]
    if kind == "link":
        needed["to"] = an_id(8)
    return cls(**{"id": CASE if kind == "case" else an_id(1), "case": CASE, **needed, **fields})
