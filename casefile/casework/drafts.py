# SPDX-License-Identifier: GPL-3.0-or-later
"""What is being typed at a hearing and not yet logged: kept in this vault, encrypted, by hearing.

A draft is more than its words: who speaks, when it happened, what it corrects.
"""

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from casefile.store import local
from casefile.vault.vault import Vault


class Draft(Struct, frozen=True, omit_defaults=True, tag_field="draft", tag="line"):
    """A line on its way. Every field may be missing."""

    text: str = ""
    speaker: str = ""  # the id of a role or a party
    first_key: int | None = None  # Unix ms
    moved: int = 0  # minutes
    given: str = ""  # a moment that was typed, or that of the line it corrects
    corrects: str = ""  # the id of a note
    language: str = ""
    via_interpreter: bool = False
    aside: "Draft | None" = None  # what was being typed when a correction came between

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it that would be missed."""
        return not self.text and not self.corrects and self.aside is None


_TAGGED = '{"draft":'
_decode = msgspec.json.Decoder(Draft).decode


def keep_draft(vault: Vault, place: str, draft: Draft) -> None:
    """Keep what is being typed at a hearing (or case), encrypted; an empty one is forgotten."""
    if draft.empty:
        local.drop_draft(vault.store, place)
    else:
        local.save_draft(vault.store, place, msgspec.json.encode(draft).decode(), vault.clock)


def add_draft(vault: Vault, place: str, refused: Draft) -> None:
    """Keep a line that was refused when its hearing was shown no more, with what is kept there."""
    held = draft(vault, place)
    if refused.corrects:
        kept = replace(refused, aside=None if held.empty else held)
    else:
        kept = replace(refused, text="\n".join(filter(None, (refused.text, held.text))))
    keep_draft(vault, place, kept)


def draft(vault: Vault, place: str) -> Draft:
    """What was being typed there when the program ended or went elsewhere."""
    held = local.draft(vault.store, place)
    try:
        return _decode(held) if held.startswith(_TAGGED) else Draft(text=held)
    except msgspec.MsgspecError:  # the first version kept the words alone
        return Draft(text=held)
