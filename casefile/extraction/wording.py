# SPDX-License-Identifier: GPL-3.0-or-later
"""Words about and from documents: a sentence for each failure, and text made fit to show."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import repeat

from casefile.base.messages import _
from casefile.extraction.protocol import Box, Failure

_RUN = 30  # combining marks in a row; Unicode Standard Annex 15, section 13, stream-safe text
_LAST_MARK = 0x1F000  # no combining mark with a class above 0 stands behind this


def sentences() -> dict[Failure, tuple[str, str]]:
    """What happened and what to do next, in the current language."""
    kept = _("The file itself is kept as it is.")
    return {
        Failure.ENCRYPTED: (
            _("The document is protected with a password."),
            _("Add a copy that opens without one."),
        ),
        Failure.TOO_LARGE: (_("The document is too large to be shown."), kept),
        Failure.TOO_MANY_PAGES: (_("The document has more than 10,000 pages."), kept),
        Failure.NOT_WHAT_IT_SAYS: (
            _("The document is not of the kind that it claims to be."),
            _("Ask where it comes from before you open it elsewhere."),
        ),
        Failure.DAMAGED: (_("The document is damaged."), _("Ask for another copy.")),
        Failure.FAULT: (_("The document could not be read."), kept),
        Failure.TOOK_TOO_LONG: (_("Reading the document took too long."), kept),
        Failure.OUT_OF_MEMORY: (_("Reading the document needed too much memory."), kept),
        Failure.REFUSED: (
            _("The document holds instructions that Casefile refuses to follow."),
            _("Ask where it comes from before you open it elsewhere."),
        ),
        Failure.UNSUPPORTED: (_("Casefile can't show this kind of document."), kept),
        Failure.NO_PICTURE: (_("This kind of document has text only."), ""),
        Failure.CRASHED: (
            _("The document is damaged, or needs too much memory to be read."),
            kept,
        ),
    }


def clean(untrusted: str) -> str:
    """Text for people: line feeds and tabs are all that is left of control characters, nothing
    turns the direction of what follows, and it is NFC with at most 30 combining marks in a row
    (more would take hours to bring into order)."""
    text = _LINE_ENDS.sub("\n", untrusted)
    text = _UNWANTED.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", _long_runs().sub(r"\1", text))
    return text


def clean_with(untrusted: str, boxes: Sequence[Box | None]) -> tuple[str, tuple[Box | None, ...]]:
    """`clean`, and for each character that is left the box of the one it was made of.

    `boxes` belong to the first characters; the rest has none. Nor has a line that is joined
    in a way which can't be followed, like the letters of Hangul.
    """
    text = clean(untrusted)
    wide = [*boxes[: len(untrusted)], *repeat(None, len(untrusted) - len(boxes))]
    if text == untrusted:
        return text, tuple(wide)
    found: list[Box | None] = []
    for line in _LINE.finditer(untrusted):  # what is cleaned never reaches over a line's end
        start, end = line.span(1)
        found += _boxes_of(line[1], wide[start:end])
        found += [None] * bool(line[2])
    return text, tuple(found)


def _boxes_of(line: str, boxes: Sequence[Box | None]) -> list[Box | None]:
    cleaned = clean(line)
    if cleaned == line:
        return list(boxes)
    found: list[Box | None] = []
    parts: list[str] = []
    for cluster in _clusters().finditer(line):
        parts.append(clean(cluster[0]))
        found += repeat(boxes[cluster.start()], len(parts[-1]))
    return found if "".join(parts) == cleaned else [None] * len(cleaned)


_LINE = re.compile("(.*?)(\r?\n|\\Z)", re.DOTALL)
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_UNWANTED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates
    "\ufeff\ufff9-\ufffb\ufdd0-\ufdef\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"  # surrogates, tags
)


@cache
def _long_runs() -> re.Pattern[str]:
    return re.compile(f"([{_marks()}]{{{_RUN}}})[{_marks()}]+")


@cache
def _clusters() -> re.Pattern[str]:
    """A character with the marks on it."""
    return re.compile(f".[{_marks()}]*", re.DOTALL)


@cache
def _marks() -> str:
    return "".join(c for c in map(chr, range(0x300, _LAST_MARK)) if unicodedata.combining(c))
