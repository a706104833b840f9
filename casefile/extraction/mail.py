# SPDX-License-Identifier: GPL-3.0-or-later
"""A message saved from a mail program: who, when, about what, what it says and what is with it.

Attachments are named and handed out, not opened: they come to the case as documents of their own.
"""

import codecs
from contextlib import suppress
from email import message_from_bytes
from email.message import EmailMessage
from functools import cached_property
from typing import cast

from casefile.extraction.hypertext import visible_text
from casefile.extraction.mail_parts import (
    BROKEN,
    CAREFUL,
    HEADER_LIMIT,
    Attached,
    attached,
    content,
    leaves,
    name_of,
)
from casefile.extraction.pages import Bare, paged
from casefile.extraction.plaintext import decoded
from casefile.extraction.protocol import MIB, Failure, Fault, Listed

MAIL_LIMIT = 64 * MIB
_BOUNDARIES = 20_000  # lines that may part a message: more would take minutes to read
_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_CHARSETS = (
    *(f"iso-8859-{part}" for part in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16)),
    *(f"windows-{page}" for page in range(1250, 1259)),
    *("us-ascii", "utf-7", "utf-16", "koi8-r", "koi8-u", "ptcp154", "cp866", "gb2312", "gbk"),
    *("gb18030", "big5", "euc-jp", "shift_jis", "iso-2022-jp", "euc-kr", "tis-620"),
)


class MailPages(Bare):
    """An opened message: a page or more of text, and the files that came with it."""

    def __init__(self, text: str, parts: list[EmailMessage]) -> None:
        self._pages = paged(text)
        self._parts = parts
        self.count = self._pages.count

    def text(self, page: int, /) -> str:
        return self._pages.text(page)

    @cached_property
    def _attached(self) -> tuple[list[Attached], int]:
        return attached(self._parts)

    def attachments(self) -> list[Listed]:
        return [one.listed for one in self._attached[0]]

    def left_behind(self) -> int:
        return self._attached[1]

    def attachment(self, number: int, /) -> bytes:
        files, _left = self._attached
        if number >= len(files):
            raise Fault(Failure.DAMAGED)
        return content(files[number].part)


def open_mail(untrusted: bytes) -> MailPages:
    """One page: the headers that matter, the text, the names of what is attached. Raises Fault."""
    if len(untrusted) > MAIL_LIMIT or untrusted.count(b"\n--") > _BOUNDARIES:
        raise Fault(Failure.TOO_LARGE)
    message = cast(EmailMessage, message_from_bytes(untrusted, policy=CAREFUL))
    headers = [f"{name}: {value}" for name in _HEADERS if (value := _header(message, name))]
    if not headers:
        raise Fault(Failure.NOT_WHAT_IT_SAYS)
    parts = leaves(message)
    names = [f"[{name}]" for name in map(name_of, parts) if name]
    return MailPages("\n".join([*headers, "", _body(parts), "", *names]).strip(), parts)


def _header(message: EmailMessage, name: str) -> str:
    """A header's text; as it stands in the file where it breaks the rules of mail, or is long."""
    raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
    text = str(raw)
    if len(text) <= HEADER_LIMIT:
        with suppress(*BROKEN):
            text = str(message.get(name, ""))
    return " ".join(text.split())


def _body(parts: list[EmailMessage]) -> str:
    for wanted in ("text/plain", "text/html"):
        texts = [_text(part) for part in parts if part.get_content_type() == wanted]
        if whole := "\n\n".join(filter(None, texts)):
            return whole if wanted == "text/plain" else visible_text(whole)
    return ""


def _text(part: EmailMessage) -> str:
    if name_of(part):
        return ""
    untrusted = part.get_payload(decode=True)
    if not isinstance(untrusted, bytes):
        return ""
    try:
        return untrusted.decode(part.get_content_charset("utf-8"))
    except BROKEN:  # the encoding is unknown, wrong, or was not loaded
        return decoded(untrusted)


def _load() -> None:
    """Load what reading a message takes: nothing can be opened later."""
    for name in _CHARSETS:
        codecs.lookup(name)
    for coding in (b"base64", b"quoted-printable", b"x-uuencode"):
        open_mail(
            b"From: =?utf-8?q?A?= <a@b.example>\nTo: =?utf-8?b?QQ==?=\n"
            b"Date: Mon, 1 Jan 2018 00:00:00 +0600\nSubject: A\nMIME-Version: 1.0\n"
            b"Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/html\n"
            b"Content-Disposition: inline; filename*=utf-8''a\nContent-Transfer-Encoding: "
            + coding
            + b"\n\nQQ==\n--b\nContent-Type: message/rfc822\n\nSubject: A\n\nA\n--b--\n"
        ).attachments()


_load()
