# SPDX-License-Identifier: GPL-3.0-or-later
"""What documents tell besides their text: names of authors, places, times, earlier versions.

**Not there yet**: copies free of EXIF, XMP, comments and author names. Until then a document
leaves as it was received or not at all; `build(documents=…)` takes the ones that were chosen, and
whoever chooses is told what `risks` says of each (`casework.alongside`).
"""

from casefile.base.messages import _
from casefile.records.kinds import Document


def _carriers() -> dict[str, str]:
    picture = _("A picture can hold the place, the time and the camera it was taken with.")
    office = _("An office file can hold names, comments and tracked changes.")
    return {
        "image/": picture,
        "application/pdf": _("A PDF can hold its author’s name, comments and earlier versions."),
        "application/vnd.openxmlformats": office,
        "application/vnd.oasis": office,
        "application/msword": office,
        "message/": _("An e-mail holds addresses and the way it took."),
    }


def risks(document: Document) -> str:
    """What may stand unseen in a document, in one sentence; empty where nothing is known."""
    for beginning, sentence in _carriers().items():
        if document.media_type.startswith(beginning):
            return sentence
    return ""
