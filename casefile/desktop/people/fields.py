# SPDX-License-Identifier: GPL-3.0-or-later
"""How the fields of a party stand in its form."""

from casefile.base.messages import _
from casefile.desktop.desk import Desk
from casefile.desktop.form.pane import RecordPane
from casefile.desktop.form.sections import Section


def party_pane(desk: Desk) -> RecordPane:
    """A form for parties: names first, then what they are, what may be said of them, the rest."""
    sections = (
        Section("", ("names",)),
        Section(_("In this case"), ("sort", "roles", "position", "affiliation")),
        Section(_("What may be said of them"), ("protected", "pseudonym", "consent", "audience")),
        Section(_("For yourself"), ("contact", "remarks")),
    )
    return RecordPane(desk, {"party": sections})
