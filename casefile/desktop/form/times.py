# SPDX-License-Identifier: GPL-3.0-or-later
"""Editors of dates and moments: typed as people write them, with how they were understood."""

from typing import Any

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QLineEdit, QWidget

from casefile.base.messages import _
from casefile.desktop.dates import day, when
from casefile.desktop.form.choosing import OneEditor
from casefile.desktop.form.context import Context
from casefile.desktop.form.editor import Editor
from casefile.desktop.form.sources import time_zones
from casefile.desktop.form.texts import LineEditor
from casefile.desktop.widgets.flow import FlowLayout
from casefile.records.typed import moment, partial_date, time_of_day
from casefile.records.values import Moment, PartialDate, When


class DateEditor(LineEditor):
    """A date as far as it is known."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: PartialDate | None = None
        self.field.setPlaceholderText(_("2017, 09.2017 or 27.9.2017"))
        self.field.setMaximumWidth(320)

    def put(self, value: PartialDate | None) -> None:
        self._shown = value
        super().put(as_typed(value))

    def value(self) -> PartialDate | None:
        typed = self.field.text().strip()
        if typed == as_typed(self._shown):
            return self._shown
        return partial_date(typed) if typed else None

    def understood(self) -> str:
        found = self.value()
        return long_date(found) if found else ""


def as_typed(value: PartialDate | None) -> str:
    """A date as one would type it: `27.09.2017`, `~2017?`."""
    if value is None:
        return ""
    parts = [f"{value.earliest:{form}}" for form in ("%d", "%m")][3 - _parts(value) :]
    text = ".".join([*parts, f"{value.earliest.year:04}"])
    return ("~" if value.approximate else "") + text + ("?" if value.uncertain else "")


def _parts(value: PartialDate) -> int:
    return ("year", "month", "day").index(value.precision) + 1


def long_date(value: PartialDate) -> str:
    """A date in words: `27 September 2017`, with the day of the week where the day is known."""
    shapes = {"year": "y", "month": "LLLL y", "day": "EEEE d MMMM y"}
    shown = day(value.earliest, shapes[value.precision])
    if value.uncertain:
        shown = _("{date}, not certain").format(date=shown)
    return _("about {date}").format(date=shown) if value.approximate else shown


class MomentEditor(Editor):
    """A day, a time of day and the zone of the place; with `vague`, the time may be left out."""

    def __init__(self, context: Context, *, vague: bool) -> None:
        super().__init__()
        self._context = context
        self._vague = vague
        self._shown: str | None = None
        self.day, self.time = QLineEdit(), QLineEdit()
        self.day.setPlaceholderText(_("27.9.2017"))
        self.time.setPlaceholderText(_("10:47"))
        self.zone = OneEditor(time_zones(), "")
        self.zone.field.setPlaceholderText(_("Zone of the place"))
        for part, letters in ((self.day, 12), (self.time, 7), (self.zone.field, 22)):
            _narrow(part, letters)
        for part in (self.day, self.time):
            part.textEdited.connect(self.touched)
            part.returnPressed.connect(self.settled)
        self.time.textChanged.connect(self._need_zone)
        self.zone.touched.connect(self.touched)
        self.zone.settled.connect(self.settled)
        row = FlowLayout(self)
        for field in (self.day, self.time, self.zone):
            row.addWidget(field)

    @property
    def main(self) -> QWidget:
        return self.day

    def name(self, text: str) -> None:
        self.day.setAccessibleName(text)
        self.time.setAccessibleName(_("{field}: time of day").format(field=text))
        self.zone.main.setAccessibleName(_("{field}: time zone").format(field=text))

    def put(self, value: str | None) -> None:
        self._shown = value
        exact = When.stored(value).exact if value else None
        if isinstance(exact, Moment):
            self.day.setText(f"{exact.local:%d.%m.}{exact.local.year:04}")
            seconds = ":%S" if exact.local.second else ""
            self.time.setText(f"{exact.local:%H:%M{seconds}}")
            self.zone.put(exact.place_now)
        else:
            self.day.setText(as_typed(exact))
            self.time.clear()
            self.zone.put(self._context.zone)
        self._before = self._texts
        self._need_zone(self.time.text())

    def value(self) -> Any:
        if self._texts == self._before:
            return self._kind(self._shown) if self._shown else None
        if not self.day.text().strip() and not self.time.text().strip():
            return None
        return self._kind(self._read())

    def _need_zone(self, time: str) -> None:
        """A time of day says nothing without the zone of the place; a day does."""
        self.zone.setVisible(bool(time.strip()))

    def typed(self) -> list[str]:
        return [self.day.text(), self.time.text(), self.zone.field.text()]

    def retype(self, typed: list[str]) -> None:
        self.day.setText(typed[0])
        self.time.setText(typed[1])
        self.zone.field.setText(typed[2])

    def _kind(self, text: str) -> Any:
        return When.stored(text) if self._vague else Moment.stored(text)

    @property
    def _texts(self) -> tuple[str, str, str]:
        return self.day.text().strip(), self.time.text().strip(), self.zone.field.text().strip()

    def _read(self) -> str:
        if not self.day.text().strip():
            raise ValueError(_("Write the day as well."))
        found = partial_date(self.day.text())
        if not self.time.text().strip():
            if self._vague:
                return found
            raise ValueError(_("Write the time of day as well."))
        if found.precision != "day" or found.approximate or found.uncertain:
            raise ValueError(_("A time of day needs a day that is known for certain."))
        hour = time_of_day(self.time.text())
        return moment(found.earliest, hour, self.zone.value() or "")

    def understood(self) -> str:
        found = self.value()
        if not found:
            return ""
        exact = When.stored(found).exact
        if isinstance(exact, PartialDate):
            return long_date(exact)
        offset = f"{exact.local:%z}"
        told = {"moment": when(exact), "offset": f"{offset[:3]}:{offset[3:5]}", "zone": exact.zone}
        weekday = day(exact.local.date(), "EEEE")
        return f"{weekday} " + _("{moment} (UTC{offset}, {zone})").format(**told)


def _narrow(part: QLineEdit, letters: int) -> None:
    metrics = QFontMetrics(part.font())
    part.setFixedWidth(metrics.horizontalAdvance("0") * letters + 24)
