# SPDX-License-Identifier: GPL-3.0-or-later
"""The box that says who speaks: stays until changed, by its list, a letter, a number, a name."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QStyle,
    QStyledItemDelegate,
    QStyleOptionComboBox,
    QStyleOptionViewItem,
)

from casefile.base.messages import _
from casefile.casework.masks import BAR, Mask
from casefile.casework.speakers import Speaker, usual_letters
from casefile.desktop.fonts import scale_of, sized
from casefile.desktop.theme import colours
from casefile.desktop.widgets.fields import Combo
from casefile.desktop.words import one_line
from casefile.records.vocabularies import label, vocabulary

_Index = QModelIndex | QPersistentModelIndex
_BESIDE = 46  # pixels of border, padding and chevron
_WIDTH = 164  # pixels at 100 %


class SpeakerBox(Combo):
    """`currentData()` is the id of a role or a party; empty for nobody."""

    offered_anew = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._mask: Mask | None = None
        self.letters: Mapping[str, str] = usual_letters()
        self.view().setItemDelegate(_Numbered(self))
        first = dict.fromkeys((*self.letters.values(), *vocabulary("roles")))
        self.offered: Sequence[Speaker] = ()
        self.setMaxVisibleItems(14)
        self.setFixedWidth(round(_WIDTH * scale_of(self.font())))
        self.offer([Speaker(role, role) for role in first], self.letters)

    def offer(self, speakers: Sequence[Speaker], letters: Mapping[str, str]) -> None:
        """Who may speak at this hearing, and the letters that name roles. The choice stays."""
        chosen = self.currentData() or ""
        known = {speaker.id for speaker in speakers}
        kept = [one for one in self.offered if one.id == chosen and one.id not in known]
        self.letters = letters
        self.offered = (*speakers, *kept)
        self.clear()
        self.addItem(_("Nobody"), "")
        for speaker in self.offered:
            self.addItem(one_line(self.shown(speaker)), speaker.id)
        self.choose(chosen)
        self.setToolTip(
            _("Who speaks. Or begin the line with a letter ({letters}) and a space.").format(
                letters=" ".join(letters)
            )
        )
        self.offered_anew.emit()

    def add(self, speaker: Speaker) -> None:
        """Offer someone more, behind all others."""
        if self.findData(speaker.id) < 0:
            self.offer((*self.offered, speaker), self.letters)

    def choose_number(self, number: int) -> bool:
        """Choose the speaker with this number; whether there is one."""
        if number <= len(self.offered):
            self.setCurrentIndex(number)
        return number <= len(self.offered)

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:
        super().initStyleOption(option)
        room = self.width() - _BESIDE
        fits = self.fontMetrics().elidedText
        option.currentText = fits(option.currentText, Qt.TextElideMode.ElideRight, room)

    def set_mask(self, mask: Mask | None) -> None:
        """Show people by role, and pseudonym where there is one, or by name."""
        self._mask = mask
        self.offer(self.offered, self.letters)

    def shown(self, speaker: Speaker) -> str:
        """What a speaker is called on the screen."""
        if self._mask is None or not speaker.name:
            return speaker.label
        name = self._mask.text(speaker.name)
        return (
            label("roles", speaker.role) or BAR
            if name == BAR
            else replace(speaker, name=name).label
        )

    @property
    def spoken(self) -> str:
        """What the chosen speaker is called; empty for nobody."""
        at = self.currentIndex() - 1
        return self.shown(self.offered[at]) if 0 <= at < len(self.offered) else ""


class _Numbered(QStyledItemDelegate):
    """Shows at the far end by which keys a speaker is chosen."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        hint = super().sizeHint(option, index)
        return QSize(hint.width() + 90, max(hint.height(), 28))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        super().paint(painter, option, index)
        if 1 <= index.row() <= 9:
            side = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignRight)
            painter.save()
            painter.setFont(sized(option.font, 12))
            painter.setPen(QColor(colours().muted))
            box = option.rect.adjusted(10, 0, -10, 0)
            painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, _alt(index.row()))
            painter.restore()


def _alt(number: int) -> str:
    return QKeySequence(f"Alt+{number}").toString(QKeySequence.SequenceFormat.NativeText)
