# SPDX-License-Identifier: GPL-3.0-or-later
"""What is added and edited on the timeline, and the fields of each kind in sections."""

from casefile.base.messages import _
from casefile.desktop.form.sections import Section
from casefile.records.kinds import Charge, Deadline, Decision, Event, Record, Sanction

ADDED: dict[str, type[Record]] = {
    "add_deadline": Deadline, "add_decision": Decision, "add_charge": Charge,
    "add_sanction": Sanction, "add_event": Event,
}  # fmt: skip
"""What each action of the menu adds."""

EDITED = frozenset(kind.kind for kind in ADDED.values())
"""Kinds that have no page of their own."""


def sections() -> dict[str, tuple[Section, ...]]:
    """The fields of each kind, those first that matter most."""
    who_reads = Section(_("Who may read it"), ("audience",))
    return {
        "deadline": (
            Section("", ("what", "due", "done_on", "warn_days", "basis")),
            who_reads,
        ),
        "decision": (
            Section("", ("sort", "decided_on", "result", "court", "hearing")),
            Section(_("Copy and appeal"), (
                "read_in_public", "reasoned_copy_on", "appealable_until", "summary",
            )),
            who_reads,
        ),
        "charge": (
            Section("", ("accused", "law", "article", "text")),
            Section(_("What became of it"), ("brought_on", "status", "replaced_by")),
            who_reads,
        ),
        "sanction": (
            Section("", ("sort", "party", "decision", "text")),
            Section(_("How much"), ("amount", "unit", "per", "months")),
            Section(_("From when to when"), ("starts", "ends", "status")),
            who_reads,
        ),
        "event": (Section("", ("title", "at", "place", "text")), who_reads),
    }  # fmt: skip
