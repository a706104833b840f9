# SPDX-License-Identifier: GPL-3.0-or-later
"""Values in the fields of records: names, audiences, texts, and the dates of `dates`."""

import re
import unicodedata
from enum import StrEnum
from typing import Annotated, Any

from msgspec import Meta, Struct

from casefile.base import ids
from casefile.base.messages import _
from casefile.records.dates import Moment, PartialDate, Place, When, clocks_of

__all__ = [
    "TEXT_LIMIT", "Access", "Adjournment", "Audience", "Break", "Consent", "Id", "Moment", "Name",
    "Notice", "PartialDate", "Place", "Ref", "Setting", "When", "clean_text", "clocks_of",
    "decode_hook", "encode_hook", "field",
]  # fmt: skip

TEXT_LIMIT = 2**20  # bytes of UTF-8


def field(
    label: str,
    *,
    vocabulary: str = "",
    form: str = "",
    parent: bool = False,
    many: bool = False,
    refers: str = "",
) -> Meta:
    """The label of a field in forms and briefings, and what its values are drawn from.

    `parent` marks the record under which this one is listed (a note under its hearing);
    `many` a text of several lines; `form` names the rule that a text for machines keeps
    (`language`, `sha256`, …: see `casefile.records.rules`); `refers` the kind of record that a
    reference names (without it: any).
    """
    extra = {
        "label": label,
        "vocabulary": vocabulary,
        "form": form,
        "parent": parent,
        "many": many,
        "refers": refers,
    }
    drawn = {"x-vocabulary": vocabulary, "x-refers": refers}
    told = {name: value for name, value in drawn.items() if value}
    return Meta(title=label, extra=extra, extra_json_schema=told or None)


Id = Annotated[str, Meta(pattern=ids.PATTERN, max_length=36)]  # `$` alone lets a newline follow
Ref = Id


class Audience(StrEnum):
    """The least guarded reader that may see a record, from everyone to the author alone."""

    PUBLIC = "public"
    PARTNERS = "partners"
    TEAM = "team"
    PRIVATE = "private"

    @property
    def guard(self) -> int:
        """0 for public up to 3 for private."""
        return list(Audience).index(self)

    def may_see(self, record: "Audience") -> bool:
        """Whether a reader of this audience may see a record of that one."""
        return record.guard <= self.guard

    def at_least(self, other: "Audience") -> "Audience":
        """The one of the two that guards more."""
        return self if self.guard >= other.guard else other


class Name(Struct, frozen=True, kw_only=True):
    """One of a party's names, in one script."""

    text: Annotated[str, field("Name")]
    script: Annotated[str, field("Script", form="script")] = ""  # ISO 15924: Latn, Cyrl, Arab, …
    language: Annotated[str, field("Language", form="language")] = ""  # BCP 47
    sort: Annotated[str, field("Kind", vocabulary="name-sorts")] = "primary"


class Consent(Struct, frozen=True, kw_only=True):
    """A person allowed an audience to be told something about them."""

    audience: Annotated[Audience, field("Audience")]
    scope: Annotated[str, field("Scope", many=True)] = ""
    given_on: Annotated[PartialDate | None, field("Given on")] = None
    withdrawn_on: Annotated[PartialDate | None, field("Withdrawn on")] = None


class Notice(Struct, frozen=True, kw_only=True):
    """How a hearing, or its move, was made known."""

    given_at: Annotated[Moment | None, field("Given at")] = None
    by: Annotated[str, field("By")] = ""
    how: Annotated[str, field("How", many=True)] = ""


class Break(Struct, frozen=True, kw_only=True):
    """A pause in a hearing; without an end while it lasts."""

    started_at: Annotated[Moment, field("Started at")]
    ended_at: Annotated[Moment | None, field("Ended at")] = None
    reason: Annotated[str, field("Reason", many=True)] = ""


class Adjournment(Struct, frozen=True, kw_only=True):
    """Why a hearing stopped and when it goes on."""

    reason: Annotated[str, field("Reason", many=True)] = ""
    asked_by: Annotated[str, field("Asked by")] = ""
    next_at: Annotated[When | None, field("Goes on at")] = None


class Access(Struct, frozen=True, kw_only=True):
    """Who could get in, and what they could do there."""

    capacity: Annotated[int | None, field("Seats")] = None
    turned_away: Annotated[int | None, field("Turned away")] = None
    larger_room: Annotated[str, field("Larger room", many=True)] = ""
    stream: Annotated[str, field("Stream or overflow room", many=True)] = ""
    closed_part: Annotated[str, field("Part behind closed doors", many=True)] = ""
    devices: Annotated[str, field("Notes and devices", many=True)] = ""
    audibility: Annotated[str, field("Audibility", many=True)] = ""


class Setting(Struct, frozen=True, kw_only=True):
    """How the room treated the accused."""

    security: Annotated[str, field("Security", many=True)] = ""
    restraint: Annotated[str, field("Cage, glass or handcuffs", many=True)] = ""
    counsel_contact: Annotated[str, field("Contact with counsel", many=True)] = ""
    interpretation: Annotated[str, field("Interpretation", many=True)] = ""


_controls = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def clean_text(text: str) -> str:
    """NFC, `\\n` line ends, no control characters but newline and tab. Bidi controls stay.

    Raises ValueError for lone surrogates and for text over 1 MiB.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", _controls.sub("", text))
    try:
        size = len(text.encode())
    except UnicodeEncodeError:
        raise ValueError(_("holds half a character (a lone surrogate)")) from None
    if size > TEXT_LIMIT:
        raise ValueError(_("is longer than 1 MiB"))
    return text


_readers = {PartialDate: PartialDate, Moment: Moment.stored, When: When.stored}


def decode_hook(kind: type, value: Any) -> Any:
    """msgspec's way to our text-like values; their ValueError becomes its validation error."""
    if kind not in _readers:
        raise NotImplementedError(kind)
    if not isinstance(value, str):
        raise ValueError(_("must be a text"))  # noqa: TRY004 - msgspec turns ValueError into its own
    return _readers[kind](value)


def encode_hook(value: Any) -> Any:
    """msgspec's way from our text-like values to text."""
    if isinstance(value, str):
        return str(value)
    raise NotImplementedError(type(value))
