# SPDX-License-Identifier: GPL-3.0-or-later
"""What was found: which record, and once somebody looks, what it is called and which words match.

A key stroke finds fifty records, of which a dozen are seen: reading their texts and marking what
matched waits until then.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec

from casefile.store.snippets import Found, Wanted, holds_all, snippet_of
from casefile.store.texts import texts_of, title_of

_decode = msgspec.json.Decoder(dict[str, Any]).decode


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that was found. `title`, the piece of its text that shows why (`snippet`), the
    places in that (`matched`: start, length) and the spellings that differ from what was typed
    (`also`) are made when they are first asked for. All of it is plain text."""

    case: str
    kind: str
    id: str
    fields: bytes = b"{}"  # JSON, as the row holds it
    wanted: tuple[Wanted, ...] = ()
    read: Found | None = None  # from a text outside the record
    no: int = 0  # of the row; what was written down later has more

    @property
    def title(self) -> str:
        return _told(self.kind, self.fields, self.wanted)[0]

    @property
    def snippet(self) -> str:
        return self.found.snippet

    @property
    def matched(self) -> tuple[tuple[int, int], ...]:
        return self.found.matched

    @property
    def also(self) -> tuple[str, ...]:
        return self.found.also

    @property
    def tells_all(self) -> bool:
        """Whether the record's own fields hold every wanted word."""
        return holds_all(_texts(self.kind, self.fields), self.wanted)

    @property
    def page(self) -> int | None:
        """Of a document: the page (from 0) that the snippet is from; None: from its title or so."""
        return self.found.page

    @property
    def found(self) -> Found:
        """The piece of text, what matched in it, and other spellings."""
        return self.read or _told(self.kind, self.fields, self.wanted)[1]


@lru_cache(maxsize=1024)
def _told(kind: str, line: bytes, wanted: tuple[Wanted, ...]) -> tuple[str, Found]:
    fields = _decode(line)
    return title_of(kind, fields), snippet_of(texts_of(kind, fields), wanted)


def _texts(kind: str, line: bytes) -> list[str]:
    return texts_of(kind, _decode(line))
