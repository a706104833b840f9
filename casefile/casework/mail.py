# SPDX-License-Identifier: GPL-3.0-or-later
"""What the head of a message says about the document: who sent it, when, about what.

It is read from the text that the extraction process made of the message, whose first lines are
the headers; nothing of mail is parsed here but its date (RFC 5322, 3.3).
"""

from email.utils import parsedate_to_datetime

from msgspec.structs import replace

from casefile.base.messages import ngettext
from casefile.casework.documents import named
from casefile.records.kinds import Document
from casefile.records.values import PartialDate, clean_text

_SOURCE = "correspondence"
_LONGEST = 300  # characters of a title or sender that are taken over


def filled(document: Document, text: str, left: int = 0) -> Document:
    """The document with title, sender, day and source from the head of the message, each only
    where nobody has said anything yet. Its description names how many files that came with it are
    `left` in it."""
    heads = _heads(text)
    subject, sender = heads.get("Subject", ""), heads.get("From", "")
    untitled = document.title == named(document.filename)
    return replace(
        document,
        title=subject if subject and untitled else document.title,
        received_from=document.received_from or sender,
        dated=document.dated or _day(heads.get("Date", "")),
        source_type=document.source_type or _SOURCE,
        description="\n".join(filter(None, (document.description, _left(left)))),
    )


def _left(count: int) -> str:
    if not count:
        return ""
    said = ngettext(
        "{count} file that came with this message could not be taken out of it: too large, too "
        "many, or damaged. It is still in the message.",
        "{count} files that came with this message could not be taken out of it: too large, too "
        "many, or damaged. They are still in the message.",
        count,
    )
    return said.format(count=count)


def _heads(text: str) -> dict[str, str]:
    """The headers by name; they end at the first empty line."""
    heads: dict[str, str] = {}
    for line in text.partition("\n\n")[0].splitlines():
        name, colon, value = line.partition(": ")
        if colon:
            heads.setdefault(name, clean_text(value).strip()[:_LONGEST])
    return heads


def _day(date: str) -> PartialDate | None:
    """The day on the sender's own calendar; None where the date is none."""
    try:
        return PartialDate(parsedate_to_datetime(date).date().isoformat())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
