# SPDX-License-Identifier: GPL-3.0-or-later
"""A log of any length without a vault: answers what a list wishes for, when it is told to."""

from dataclasses import replace

from casefile.casework import logs
from casefile.casework.logs import LogEnd, LogPage, LogRow
from casefile.desktop.log.list import LogList
from casefile.records.kinds import Hearing, Note
from casefile.records.values import Break, Moment, When
from casefile.store.places import Steps

START = Moment("2017-09-27T10:00+06:00[Asia/Almaty]")
CASE = "018f0000-0000-7000-8000-0000000000c1"


def ident(number: int) -> str:
    return f"018f0000-0000-7000-8000-{number:012x}"


def a_hearing(*breaks: Break, started: Moment = START) -> Hearing:
    return Hearing(id=ident(2**40), case=CASE, started_at=started, breaks=breaks)


def a_row(
    number: int,
    text: str = "",
    *,
    at: str = "",
    lag: int = 0,
    by: str = "",
    **more: object,
) -> LogRow:
    """The line of a number, one a minute; written `lag` ms after it happened."""
    when = When(at or START.moved(number))
    note = Note(
        id=ident(number), case=CASE, hearing=ident(2**40), event_at=when,
        text=text or f"Line {number}", **more,
    )  # fmt: skip
    moment = when.exact
    written = (moment.milliseconds if isinstance(moment, Moment) else START.milliseconds) + lag
    key = f"{when.sort_key}\n{note.id}"
    return LogRow(note, written, "me", "", "Judge", key, by)


class Shelf:
    """Holds all lines; the list has none but those that were handed out."""

    def __init__(self, shown: LogList, count: int, *, stepwise: bool = False) -> None:
        self.rows = [a_row(number) for number in range(count)]
        self.list = shown
        self.wishes: list[int] = []
        self._stepwise = stepwise
        shown.page_wanted.connect(self.wishes.append)

    def open(self) -> None:
        """Show the end; where pages begin is told at once, or `step` by step."""
        page = LogPage(tuple(self.rows[-logs.PAGE :]), self._before(-logs.PAGE))
        keys, left = self._starts(len(self.rows) - len(page.rows))
        self._told = 0 if self._stepwise else len(keys)
        steps = Steps((), None) if self._stepwise else Steps(tuple(keys), left)
        self._keys, self._left = keys, left
        self.list.show_lines(LogEnd(page, steps, len(self.rows)))

    def step(self) -> None:
        """Tell one more beginning of a page, or that there are no more."""
        if self._told < len(self._keys):
            self.list.lines.extend(Steps((self._keys[self._told],), None))
            self._told += 1
        else:
            self.list.lines.extend(Steps((), self._left))

    def answer(self) -> None:
        """Hand out the page that was wished for last, as the reader does; forget the others."""
        if self.wishes:
            number = self.wishes[-1]
            self.wishes.clear()
            end = len(self.rows) - logs.PAGE * number
            first = max(end - logs.PAGE, 0)
            page = LogPage(tuple(self.rows[first:end]), self._before(first) if first else None)
            self.list.lines.put(number, page)

    def change(self, number: int, **more: object) -> None:
        self.rows[number] = replace(self.rows[number], **more)

    def _before(self, at: int) -> LogRow | None:
        at = at if at >= 0 else len(self.rows) + at
        return self.rows[at - 1] if at > 0 else None

    def _starts(self, before: int) -> tuple[list[str], int]:
        keys = []
        while before >= logs.PAGE:
            before -= logs.PAGE
            keys.append(self.rows[before].key)
        return keys, before
