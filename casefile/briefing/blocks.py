# SPDX-License-Identifier: GPL-3.0-or-later
"""What a briefing consists of, before anyone knows about pages: headings, facts, items, tables.

Frozen values holding plain strings. No text in them is ever read as markup.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `key` is the anchor that links lead to, `label` hangs beside it."""

    text: str
    level: int  # 1 a section, 2 a part of it, 3 a group in a part
    key: str = ""
    number: str = ""
    label: str = ""
    listed: str = ""  # how contents and outline call it, where the heading alone says too little
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A running text. Tones: body, lead, muted."""

    text: str
    tone: str = "body"


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it stands for. `mono` for digests."""

    label: str
    text: str
    mono: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts under each other; those without a text are left out."""

    items: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A text with a hanging label: a line of a log, an entry of a chronology."""

    label: str
    text: str
    lead: str = ""  # bold, running into the text
    sub: str = ""  # under the label
    notes: tuple[str, ...] = ()  # small, under the text
    tag: str = ""  # a word set apart before the text: Irregularity, Correction
    key: str = ""
    link: str = ""
    inset: bool = False  # belongs to the item before it
    quiet: bool = False  # the label is that of a fact


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: its text, and a smaller text under it."""

    text: str
    sub: str = ""
    strong: bool = False
    link: str = ""
    key: str = ""  # the anchor of its row


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head, its share of the width, and whether figures stand in it."""

    head: str
    share: float
    figures: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads that are set again on every page."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[TableCell, ...], ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """A block set apart from what stands around it. Tones: opinion, told."""

    title: str
    blocks: tuple["Paragraph | Item | Table", ...]
    tone: str = "told"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page."""

    sender: str
    kind: str
    title: str
    subtitle: str
    banner: str
    banner_note: str
    facts: tuple[Fact, ...]
    mandate_label: str
    mandate: str
    digest_label: str
    digest: str
    digest_note: str
    digest_code: str  # what the QR code says; empty: no code


Block = Heading | Paragraph | Facts | Item | Table | Panel


@dataclass(frozen=True, slots=True)
class Running:
    """What the pages and the file say of themselves: on every page, and to whoever lists files."""

    title: str
    author: str
    subject: str
    language: str  # BCP 47
    made_at: int  # Unix milliseconds
    header: str
    classification: str
    footer: str
    page_of: str  # "Page {page} of {pages}"


@dataclass(frozen=True, slots=True)
class Outline(Running):
    """A whole briefing, in the order in which it is read."""

    contents: str
    unset: str  # said of signs that no face has: "… {signs}"
    cover: Cover
    blocks: tuple[Block, ...]
