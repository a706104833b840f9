# SPDX-License-Identifier: GPL-3.0-or-later
"""How each sort of row looks: an icon in the list, a shape in the strip, one colour in both."""

from dataclasses import dataclass

from casefile.casework.timeline import LANES, TimelineRow
from casefile.desktop.search.model import SIGNS, kind_names


@dataclass(frozen=True, slots=True)
class Look:
    """A colour of the theme by its name, and a shape that tells it apart without colour."""

    sign: str
    colour: str
    shape: str  # circle, ring, square, frame, bar, triangle, diamond, page, flag


_SHAPES = {
    "hearing": ("accent", "circle"), "decision": ("text", "square"), "charge": ("text", "frame"),
    "sanction": ("muted", "bar"), "incident": ("warn", "triangle"), "action": ("ok", "diamond"),
    "document": ("muted", "page"), "deadline": ("accent", "flag"), "event": ("muted", "ring"),
}  # fmt: skip

LOOKS = {lane: Look(SIGNS[lane], *_SHAPES[lane]) for lane in LANES}


def look_of(row: TimelineRow) -> Look:
    """The look of a row; a deadline that is near stands out, one that is over stays calm."""
    look = LOOKS[row.lane]
    if row.due is not None:
        return Look(look.sign, urgency(row), look.shape)
    done = row.lane == "deadline"
    return Look("circle-check", "muted", look.shape) if done else look


def urgency(row: TimelineRow) -> str:
    """The colour of what is due: amber while it is near, or overdue and nobody did it."""
    due = row.due
    if due is None or due.state == "later":
        return "muted"
    return "warn" if due.overdue or due.state == "soon" else "muted"


def lane_names() -> dict[str, str]:
    """What the lanes are called, in their order."""
    names = kind_names()
    return {lane: names[lane] for lane in LANES}
