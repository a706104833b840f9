# SPDX-License-Identifier: GPL-3.0-or-later
"""One way to refuse a bundle: a sentence that is safe to show, and the same next step each time."""

import unicodedata

from casefile.base.errors import BundleRefused
from casefile.base.messages import _

SHOWN = 80  # characters of a name


def refusal(sentence: str, next_step: str = "") -> BundleRefused:
    """The error to raise. The sentence is already translated; names in it went through `shown`."""
    asked = next_step or _("Nothing was taken from it. Ask the sender to send it again.")
    return BundleRefused(sentence, asked)


def shown(untrusted: str, limit: int = SHOWN) -> str:
    """A name out of a bundle as it may stand in a sentence: short, nothing hidden in it."""
    visible = "".join(
        c if unicodedata.category(c)[0] != "C" else "\N{REPLACEMENT CHARACTER}" for c in untrusted
    )
    return visible if len(visible) <= limit else visible[:limit] + "…"
