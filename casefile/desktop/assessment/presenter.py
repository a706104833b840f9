# SPDX-License-Identifier: GPL-3.0-or-later
"""Between the page of rights and the vault."""

from functools import partial

from casefile.base.errors import CasefileError
from casefile.base.messages import ngettext
from casefile.casework import evidence, findings, rights
from casefile.casework.evidence import EvidenceRow
from casefile.casework.findings import NOTHING, Assessment, Cell
from casefile.desktop.assessment.view import AssessmentView
from casefile.desktop.desk import Desk, Presenter
from casefile.desktop.session import Done, Failed
from casefile.records.kinds import Document, Finding
from casefile.store import reading
from casefile.vault.vault import Vault

_WRITTEN = ("finding", "link")
_Place = tuple[str, str, str, str]
"""Case, right, hearing, and which finding of several; empty for the one that stands first."""


class AssessmentPresenter(Presenter):
    """Knows which right is looked at, where, and which finding of several."""

    kinds = frozenset({"finding", "link", "note", "hearing", "document", "case", "charge"})

    def __init__(self, desk: Desk, view: AssessmentView) -> None:
        super().__init__(desk, view)
        self._view = view
        self._pane = view.pane
        self._held: Assessment | None = None
        self._right = self._hearing = ""
        self._nth = 0
        self._wanted = ""
        self._refused: dict[_Place, dict[str, str]] = {}  # texts that could not be saved so far
        view.place_chosen.connect(self._choose)
        for source in (view.rights, view.pane.evidence):
            source.rating_pressed.connect(self._rate)
        pane = view.pane
        pane.rating.rating_chosen.connect(self._rate)
        pane.texts.ended.connect(self._save_text)
        pane.next_requested.connect(self._show_next)
        pane.treaties_requested.connect(self._ask_treaties)
        view.treaties.joined_entered.connect(self._set_joined)
        pane.papers_requested.connect(self._offer_papers)
        pane.papers.chosen.connect(self._link)
        pane.evidence.accept_requested.connect(
            lambda row, relation: self._link(row.id, relation, "")
        )
        pane.evidence.take_back_requested.connect(self._take_back)
        pane.evidence.reject_requested.connect(self._reject)
        pane.evidence.open_requested.connect(self._open)

    def open_record(self, finding: str) -> None:
        """Show the right of a finding, where it was assessed."""
        self._wanted = finding
        self._expire()

    def close(self) -> None:
        """The vault is being locked: save what was typed, and try again what was refused."""
        self._pane.texts.end()
        for place, texts in self._refused.items():
            self._set(place, texts)

    def leave(self) -> None:
        self._pane.texts.end()
        super().leave()

    def turn(self) -> None:
        self._held = None
        self._right = self._hearing = ""
        self._view.show_assessment(None)

    def load(self) -> None:
        if self.case is None:
            self._view.show_assessment(None)
        else:
            self.ask(findings.assessment, self.case.id, done=self._show)

    @property
    def _cell(self) -> Cell:
        return self._held.cell(self._right, self._hearing) if self._held else NOTHING

    @property
    def _finding(self) -> Finding | None:
        found = self._cell.findings
        return found[self._nth % len(found)] if found else None

    @property
    def _place(self) -> _Place:
        case = self._held.case if self._held else ""
        return case, self._right, self._hearing, self._cell.further(self._finding)

    def _show(self, held: Assessment) -> None:
        self._held = held
        self._view.show_assessment(held)
        if self._wanted:
            wanted, self._wanted = self._wanted, ""
            for (right, hearing), cell in held.cells.items():
                if wanted in (finding.id for finding in cell.findings):
                    self._view.open_place(right, hearing)
        self._tell()

    def _tell(self) -> None:
        if not self._seen or self._held is None:
            return
        count = sum(len(cell.findings) for cell in self._held.cells.values())
        said = ngettext("{count} finding", "{count} findings", count).format(count=count)
        self.desk.guide.counted.emit(said if count else "")

    def _choose(self, right: str, hearing: str) -> None:
        """Show a right; the same one is shown again whenever the case was read."""
        other = (right, hearing) != (self._right, self._hearing)
        if other:
            self._pane.texts.end()
            self._nth = 0
        self._right, self._hearing = right, hearing
        if self._held is None:
            return
        standings = self._held.standings(right, hearing)
        self._pane.show_right(right, hearing, self._held.country, standings)
        self._show_finding()
        if other:
            self._pane.show_evidence((), bare=self._cell.bare)
        self._ask_evidence()

    def _ask_evidence(self) -> None:
        if self._held is None:
            return
        finding = self._finding
        self.ask(
            evidence.evidence_rows, self._held.case, self._right, self._hearing or None,
            finding.id if finding else "", done=self._show_evidence,
        )  # fmt: skip

    def _show_evidence(self, rows: list[EvidenceRow]) -> None:
        self._pane.show_evidence(rows, bare=self._cell.bare)

    def _show_next(self) -> None:
        self._pane.texts.end()
        self._nth += 1
        self._show_finding()
        self._ask_evidence()

    def _show_finding(self) -> None:
        """Show it with what was typed there and refused."""
        self._pane.show_finding(self._right, self._hearing, self._cell, self._finding)
        for name, text in self._refused.get(self._place, {}).items():
            self._pane.texts.fields[name].show_refused(text)

    def _rate(self, rating: str) -> None:
        self._pane.rating.show_rating(rating)
        if self._held is not None and self._right:
            self._set(self._place, {"rating": rating})

    def _save_text(self, name: str, text: str) -> None:
        if self._held is not None and self._right:
            place = self._place
            self._set(
                place, {name: text}, done=partial(self._text_saved, place, name),
                failed=partial(self._text_refused, place, name, text),
            )  # fmt: skip

    def _text_saved(self, place: _Place, name: str, _finding: Finding) -> None:
        self._refused.get(place, {}).pop(name, None)

    def _text_refused(self, place: _Place, name: str, text: str, error: CasefileError) -> None:
        self._refused.setdefault(place, {})[name] = text
        if place == self._place:
            self._pane.texts.fields[name].refused()
        self.desk.guide.complained.emit(error)

    def _set(
        self, place: _Place, fields: dict[str, str], *, done: Done = None, failed: Failed = None
    ) -> None:
        case, right, hearing, finding = place
        deed = partial(findings.assess, finding=finding, fields=fields)
        self.desk.session.change(
            deed, case, right, hearing or None, touches=("finding",), done=done, failed=failed
        )

    def _link(self, record: str, relation: str, remark: str) -> None:
        if self._held is None:
            return
        finding = self._finding
        deed = partial(
            evidence.accept, relation=relation, remark=remark, finding=finding.id if finding else ""
        )
        self.desk.session.change(
            deed, self._held.case, self._right, self._hearing or None, record, touches=_WRITTEN
        )

    def _take_back(self, row: EvidenceRow) -> None:
        self.desk.session.change(evidence.take_back, row.record.case, row.link, touches=_WRITTEN)

    def _reject(self, row: EvidenceRow) -> None:
        self.desk.session.change(
            evidence.reject, row.record.case, self._right, row.id, row.link, touches=_WRITTEN
        )

    def _open(self, row: EvidenceRow) -> None:
        self.desk.guide.record_requested.emit(row.record.case, row.record.kind, row.id)

    def _ask_treaties(self) -> None:
        self.ask(rights.own_dates, done=self._show_treaties)

    def _show_treaties(self, own: rights.Joined) -> None:
        if self._held is not None:
            self._view.treaties.show_country(self._held.country, own, self._held.table)
            self._view.show_treaties()

    def _set_joined(self, treaty: str, text: str) -> None:
        if self._held is not None:
            self.desk.session.change(
                rights.set_joined, treaty, self._held.country, text,
                touches=_WRITTEN, failed=self._view.treaties.banner.complain,
            )  # fmt: skip

    def _offer_papers(self) -> None:
        if self._held is not None:
            self.ask(documents_of, self._held.case, done=self._pane.papers.offer)


def documents_of(vault: Vault, case: str) -> list[Document]:
    """The documents of a case, by title."""
    found = reading.records(vault.store, Document, case)
    return sorted(found, key=lambda document: (document.title or document.filename).casefold())
