# SPDX-License-Identifier: GPL-3.0-or-later
"""A file that came with a message, as the program shows it: its name is fit for every system."""

import re
from dataclasses import dataclass

from casefile.base.files import safe_name
from casefile.base.messages import _
from casefile.extraction.media import MAIL, UNKNOWN
from casefile.extraction.protocol import Listed
from casefile.extraction.wording import clean

_ENDINGS = {
    MAIL: ".eml",
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "text/plain": ".txt",
    "text/html": ".html",
}
_MEDIA_TYPE = re.compile("[a-z0-9][a-z0-9.+-]{0,99}/[a-z0-9][a-z0-9.+-]{0,99}")


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with a message; the media type is told by how the file begins."""

    name: str
    media_type: str
    size: int  # bytes


def told(number: int, untrusted: Listed) -> Attachment:
    """What a person sees of the attachment of this number, counted from 1."""
    kind = untrusted.media_type
    media_type = kind if _MEDIA_TYPE.fullmatch(kind) else UNKNOWN
    name = " ".join(clean(untrusted.name).split())
    ending = _ENDINGS.get(media_type, "")
    if not name:
        name = _("Attachment {number}").format(number=number) + ending
    elif media_type == MAIL and not name.lower().endswith(".eml"):
        name += ending
    return Attachment(safe_name(name), media_type, untrusted.size)
