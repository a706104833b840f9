# SPDX-License-Identifier: GPL-3.0-or-later
"""Reckoning with sanctions: when one ends, what it comes to, or in one sentence why nobody can say.

Nothing is guessed here. What sources dispute is not reckoned with, also where one value is
preferred; a date is never made more precise than its start was known.
"""

import calendar
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import Enum

from casefile.records.dates import PartialDate
from casefile.records.kinds import Sanction

_MONTHS_OF = {"month": 1, "year": 12}
_SHARE = "percent-of-income"
_LAST_YEAR = 9999
_is_amount = re.compile(r"[0-9]{1,15}(\.[0-9]{1,6})?", re.ASCII).fullmatch


def _(text: str) -> str:
    """Mark a text for the catalogues; whoever shows it translates it."""
    return text


class Refusal(Enum):
    """Why there is no answer. The value is the English sentence: show it through a catalogue."""

    END_DISPUTED = _("No end is given: sources differ on when it starts or how long it lasts.")
    NO_START = _("No end is given: it is not stated when it starts.")
    NO_LENGTH = _("No end is given: it is not stated how long it lasts.")
    VAGUE_START = _("No end is given: only the year of the start is known.")
    TOO_LONG = _("No end is given: the length leads out of the calendar.")
    NO_AMOUNT = _("No total is given: no amount is stated.")
    NOT_A_NUMBER = _("No total is given: the amount is not a plain number.")
    DISPUTED = _("No total is given: sources differ on what the figure means.")
    NO_UNIT = _("No total is given: it is not stated what is counted.")
    UNSTATED = _("No total is given: it is not stated whether the figure is a total or recurs.")
    NO_MONTHS = _("No total is given: the figure recurs, and it is not stated for how long.")
    PART_OF_A_YEAR = _(
        "No total is given: the figure is for years, and the time is not whole years."
    )
    SHARE = _("No total is given: shares of an income can't be added up.")

    @property
    def sentence(self) -> str:
        """In English."""
        return str(self.value)


@dataclass(frozen=True, slots=True)
class Quantity:
    """So much of a unit (an id of `sanction-units`)."""

    amount: Decimal
    unit: str


def months_later(start: PartialDate, months: int) -> PartialDate | None:
    """The date so many calendar months after another, as precise and as doubtful as that is.

    A day that the month doesn't have becomes its last: 31 January and a month is the last of
    February. None where the precision can't be kept (half a year after a year) or the calendar
    ends. Raises ValueError for a negative number.
    """
    if months < 0:
        raise ValueError("a time can't last less than nothing")
    first, mark = start.earliest, start[len(start.rstrip("~?%")) :]
    years, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    if years > _LAST_YEAR or (start.precision == "year" and months % 12):
        return None
    if start.precision == "year":
        return PartialDate(f"{years:04}{mark}")
    if start.precision == "month":
        return PartialDate(f"{years:04}-{month + 1:02}{mark}")
    day = min(first.day, calendar.monthrange(years, month + 1)[1])
    return PartialDate(f"{years:04}-{month + 1:02}-{day:02}{mark}")


def end_of(sanction: Sanction, disputed: frozenset[str] = frozenset()) -> PartialDate | Refusal:
    """When a sanction ends by its start and its length: the same day of the month, so much later.

    `disputed`: the fields on which sources differ. What is recorded as the end has no say.
    """
    if disputed & {"starts", "months"}:
        return Refusal.END_DISPUTED
    if sanction.starts is None:
        return Refusal.NO_START
    if sanction.months is None or sanction.months < 0:
        return Refusal.NO_LENGTH
    end = months_later(sanction.starts, sanction.months)
    if end is not None:
        return end
    whole = sanction.starts.precision != "year" or sanction.months % 12 == 0
    return Refusal.TOO_LONG if whole else Refusal.VAGUE_START


def total_of(sanction: Sanction, disputed: frozenset[str] = frozenset()) -> Quantity | Refusal:
    """What a sanction comes to in all, exactly. `disputed`: the fields on which sources differ."""
    refusal = _unknown(sanction, disputed)
    if refusal is not None:
        return refusal
    amount = Decimal(sanction.amount)
    if sanction.per == "total":
        return Quantity(amount, sanction.unit)
    if sanction.unit == _SHARE:
        return Refusal.SHARE
    if "months" in disputed:
        return Refusal.DISPUTED
    if sanction.months is None or sanction.months < 1:
        return Refusal.NO_MONTHS
    times, rest = divmod(sanction.months, _MONTHS_OF[sanction.per])
    return Refusal.PART_OF_A_YEAR if rest else Quantity(_exactly(amount, times), sanction.unit)


def _unknown(sanction: Sanction, disputed: frozenset[str]) -> Refusal | None:
    """Why the figure itself means nothing certain, if it doesn't."""
    if disputed & {"amount", "unit", "per"}:
        return Refusal.DISPUTED
    if not sanction.amount:
        return Refusal.NO_AMOUNT
    if not _is_amount(sanction.amount):  # from a bundle: nobody here checked it
        return Refusal.NOT_A_NUMBER
    if not sanction.unit:
        return Refusal.NO_UNIT
    return None if sanction.per in ("total", *_MONTHS_OF) else Refusal.UNSTATED


def _exactly(amount: Decimal, times: int) -> Decimal:
    with localcontext() as context:
        context.prec = 64
        return amount * times


def sum_of(totals: Iterable[Quantity | Refusal]) -> tuple[Quantity, ...] | Refusal:
    """The sum by unit, in the order of the units; a single total that is refused refuses it all."""
    sums: dict[str, Decimal] = {}
    listed = list(totals)
    for total in listed:
        if isinstance(total, Refusal):
            return total
        if total.unit == _SHARE and len(listed) > 1:
            return Refusal.SHARE
        with localcontext() as context:
            context.prec = 64
            sums[total.unit] = sums.get(total.unit, Decimal(0)) + total.amount
    return tuple(Quantity(amount, unit) for unit, amount in sums.items())
