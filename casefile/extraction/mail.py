# SPDX-License-Identifier: GPL-3.0-or-later
"""A message saved from a mail program: who, when, about what, and what it says.

Attachments are named, not opened: they come to the case as documents of their own.
"""

import codecs
import email.policy
from email import message_from_bytes
from email.message import EmailMessage
from itertools import islice

from casefile.extraction.hypertext import visible_text
from casefile.extraction.pages import TextPages, paged
from casefile.extraction.plaintext import decoded
from casefile.extraction.protocol import MIB, Failure, Fault

MAIL_LIMIT = 64 * MIB
_PART_LIMIT = 200
_HEADERS = ("From", "To", "Cc", "Date", "Subject")
_BROKEN = (ValueError, IndexError, AttributeError, TypeError, LookupError, OSError)
_CHARSETS = (
    *(f"iso-8859-{part}" for part in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16)),
    *(f"windows-{page}" for page in range(1250, 1259)),
    *("us-ascii", "utf-7", "utf-16", "koi8-r", "koi8-u", "ptcp154", "cp866", "gb2312", "gbk"),
    *("gb18030", "big5", "euc-jp", "shift_jis", "iso-2022-jp", "euc-kr", "tis-620"),
)


def open_mail(untrusted: bytes) -> TextPages:
    """One page: the headers that matter, the text, the names of what is attached."""
    if len(untrusted) > MAIL_LIMIT:
        raise Fault(Failure.TOO_LARGE)
    message = message_from_bytes(untrusted, policy=email.policy.default)
    headers = [f"{name}: {value}" for name in _HEADERS if (value := _header(message, name))]
    if not headers:
        raise Fault(Failure.NOT_WHAT_IT_SAYS)
    parts = list(islice(message.walk(), _PART_LIMIT))
    attached = [f"[{name}]" for name in map(_name, parts) if name]
    return paged("\n".join([*headers, "", _body(parts), "", *attached]).strip())


def _header(message: EmailMessage, name: str) -> str:
    """A header's text; as it stands in the file where it breaks the rules of mail."""
    try:
        return " ".join(str(message.get(name, "")).split())
    except _BROKEN:
        raw = next((value for key, value in message.raw_items() if key.lower() == name.lower()), "")
        return " ".join(str(raw).split())


def _body(parts: list[EmailMessage]) -> str:
    for wanted in ("text/plain", "text/html"):
        texts = [_text(part) for part in parts if part.get_content_type() == wanted]
        if whole := "\n\n".join(filter(None, texts)):
            return whole if wanted == "text/plain" else visible_text(whole)
    return ""


def _text(part: EmailMessage) -> str:
    if _name(part):
        return ""
    untrusted = part.get_payload(decode=True)
    if not isinstance(untrusted, bytes):
        return ""
    try:
        return untrusted.decode(part.get_content_charset("utf-8"))
    except _BROKEN:  # the encoding is unknown, wrong, or was not loaded
        return decoded(untrusted)


def _name(part: EmailMessage) -> str:
    """The file name of an attachment, empty for a part that is none."""
    try:
        return part.get_filename("attachment" if part.is_attachment() else "")
    except _BROKEN:
        return "attachment"


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
            + b"\n\nQQ==\n--b--\n"
        )


_load()
