# SPDX-License-Identifier: GPL-3.0-or-later
"""What a card of the board says, as plain values."""

from dataclasses import dataclass

from casefile.base.messages import _, ngettext
from casefile.casework.advocacy import ActionRow
from casefile.desktop.dates import when
from casefile.desktop.words import isolated, one_line
from casefile.records.vocabularies import group, label, vocabulary

_LONGEST = 200  # letters of a line on a card


@dataclass(frozen=True, slots=True)
class Card:
    """One action, ready to be painted and read aloud."""

    id: str
    status: str
    title: str
    sort: str
    sender: str
    addressee: str
    foot: str  # when, and how many signed
    due: str
    due_look: str

    @property
    def spoken(self) -> str:
        """The card as a screen reader says it."""
        to = _("to {addressee}").format(addressee=self.addressee) if self.addressee else ""
        parts = (self.title, self.sort, self.sender, to, self.foot, self.due)
        return ", ".join(filter(None, parts))


def card_of(row: ActionRow) -> Card:
    """An action as a card."""
    action = row.action
    sort = label("action-sorts", action.sort)
    title = one_line(action.title or action.reference)[:_LONGEST]
    due, look = due_text(row)
    return Card(
        id=action.id,
        status=action.status,
        title=title or sort,
        sort=sort if title else "",
        sender=one_line(row.sender)[:_LONGEST],
        addressee=one_line(action.addressee)[:_LONGEST],
        foot=" · ".join(filter(None, (when(action.at), signed(action.signatures)))),
        due=due,
        due_look=look,
    )


def from_to(sender: str, addressee: str) -> str:
    """`ITUC → Committee on Freedom of Association`; one of the two where the other is unknown."""
    sender, addressee = one_line(sender)[:_LONGEST], one_line(addressee)[:_LONGEST]
    if sender and addressee:
        return f"{isolated(sender)} → {isolated(addressee)}"
    return sender or (f"→ {isolated(addressee)}" if addressee else "")


def reply_due(row: ActionRow) -> str:
    """By when a reply is due, short: for a column; nothing once it is not waited for."""
    if not row.due or row.action.deadline is None:
        return ""
    shown = when(row.action.deadline)
    return _("{date}, past").format(date=shown) if row.due == "past" else shown


def signed(count: int | None) -> str:
    """How many have signed; nothing where nobody counts."""
    if count is None:
        return ""
    return ngettext("{count} signature", "{count} signatures", count).format(count=f"{count:,}")


def due_text(row: ActionRow) -> tuple[str, str]:
    """The deadline in words and its look, while an answer is waited for."""
    if not row.due or row.action.deadline is None:
        return "", ""
    shown = when(row.action.deadline)
    if row.due == "past":
        return _("Reply was due {date}").format(date=shown), "bad"
    return _("Reply due {date}").format(date=shown), "warn" if row.due == "soon" else "muted"


def statuses(rows: list[ActionRow]) -> list[str]:
    """The columns of the board: all known statuses, then those of newer versions."""
    known = list(vocabulary("action-statuses"))
    return known + sorted({row.action.status for row in rows} - set(known))


def groups() -> list[str]:
    """The groups of kinds of actions, in their order."""
    return list(dict.fromkeys(group("action-sorts", id_) for id_ in vocabulary("action-sorts")))


def fits(row: ActionRow, words: str, wanted: str) -> bool:
    """Whether an action has all these words somewhere, and is of a group (empty: any)."""
    action = row.action
    if wanted and group("action-sorts", action.sort) != wanted:
        return False
    texts = (
        action.title, action.reference, action.addressee, action.reply, action.result,
        row.sender, label("action-sorts", action.sort), label("action-statuses", action.status),
    )  # fmt: skip
    text = "\n".join(texts).casefold()
    return all(word in text for word in words.casefold().split())
