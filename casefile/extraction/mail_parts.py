# SPDX-License-Identifier: GPL-3.0-or-later
"""The parts of a message (RFC 2045 to 2049, RFC 2183), and the files among them.

A message that is attached is a file too: it is neither opened nor read with the one around it.
"""

import base64
import contextlib
import email.policy
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from itertools import islice
from typing import Any

from casefile.extraction import media
from casefile.extraction.protocol import (
    ATTACHED_LIMIT,
    ATTACHED_SIZE_LIMIT,
    NAME_LIMIT,
    PART_LIMIT,
    Failure,
    Fault,
    Listed,
)

BROKEN = (ValueError, IndexError, AttributeError, TypeError, LookupError, OSError)
HEADER_LIMIT = 4_000  # characters of a header that are taken apart; the time grows with its square
_AS_IT_STANDS = email.policy.default.clone(refold_source="none", linesep="\r\n")
_SHOWN = ("text/plain", "text/html")


class _Careful(email.policy.EmailPolicy):
    """Headers are taken apart by their beginnings."""

    def header_fetch_parse(self, name: str, value: str) -> Any:
        return super().header_fetch_parse(name, value[:HEADER_LIMIT])


CAREFUL = _Careful()


@dataclass(frozen=True, slots=True)
class Attached:
    """A part that is a file, and what is told of it."""

    part: EmailMessage
    listed: Listed


def leaves(message: EmailMessage) -> list[EmailMessage]:
    """The parts that hold something, in order; the first 2,000."""
    return list(islice(_leaves(message), PART_LIMIT))


def _leaves(message: EmailMessage) -> Iterator[EmailMessage]:
    waiting = [message]
    while waiting:
        part = waiting.pop()
        if part.is_multipart() and part.get_content_maintype() == "multipart":
            waiting += reversed(part.get_payload())  # type: ignore[arg-type]
        else:
            yield part


def name_of(part: EmailMessage) -> str:
    """The file name of an attachment, empty for a part that is none."""
    try:
        return str(part.get_filename("attachment" if part.is_attachment() else ""))
    except BROKEN:
        return "attachment"


def attached(parts: list[EmailMessage]) -> tuple[list[Attached], int]:
    """The files among the parts, up to the limits of number and of size in all; and how many more
    there are, or are too broken to be handed out."""
    found: list[Attached] = []
    left = 0
    room = ATTACHED_SIZE_LIMIT
    for part in parts:
        name = name_of(part)
        if not name and part.get_content_type() in _SHOWN:
            continue
        if len(found) == ATTACHED_LIMIT:
            left += 1
            continue
        try:
            data = content(part)
        except Fault:
            left += 1  # its name stands in the text
            continue
        if len(data) > room:
            left += 1
            continue
        room -= len(data)
        mail = part.get_content_type() == media.MAIL
        media_type = media.MAIL if mail else media.sniff(name, data[: media.HEAD])
        listed = Listed(_short(name or _subject(part)), media_type, len(data))
        found.append(Attached(part, listed))
    return found, left


def content(part: EmailMessage) -> bytes:
    """The bytes of a file; what of its coding is broken is left out. Raises Fault."""
    try:
        if part.get_content_type() == media.MAIL and part.is_multipart():
            return _message(part)
        untrusted = part.get_payload(decode=True)
    except RecursionError:
        raise Fault(Failure.DAMAGED) from None
    except BROKEN:
        untrusted = part.get_payload()
    if isinstance(untrusted, str):  # its coding is unknown: as it stands
        untrusted = untrusted.encode("ascii", "replace")
    if not isinstance(untrusted, bytes):
        raise Fault(Failure.DAMAGED)
    return untrusted


def _message(part: EmailMessage) -> bytes:
    """An attached message. Some programs code it against the rules (RFC 2046, 5.2.1)."""
    inner = part.get_payload(0)
    assert isinstance(inner, EmailMessage)
    if str(part.get("content-transfer-encoding", "")).strip().lower() == "base64":
        with contextlib.suppress(ValueError):
            return base64.b64decode(str(inner.get_payload()))
    return inner.as_bytes(policy=_AS_IT_STANDS)


def _subject(part: EmailMessage) -> str:
    """What an attached message without a file name goes by."""
    try:
        inner = part.get_payload(0) if part.get_content_type() == media.MAIL else None
        return str(inner.get("Subject", "")) if isinstance(inner, EmailMessage) else ""
    except BROKEN:
        return ""


def _short(name: str) -> str:
    """The name within its limit, with its ending."""
    whole = name.encode("utf-8", "replace")
    if len(whole) > NAME_LIMIT:
        whole = whole[: NAME_LIMIT - 20] + whole[-20:]
    return whole.decode("utf-8", "ignore")
