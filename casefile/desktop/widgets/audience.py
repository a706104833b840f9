# SPDX-License-Identifier: GPL-3.0-or-later
"""Choosing who will read something, and what that means."""

from casefile.base.messages import _
from casefile.desktop.widgets.fields import Combo
from casefile.records.values import Audience


def audience_names() -> dict[Audience, str]:
    """What the audiences are called."""
    return {
        Audience.PUBLIC: _("Everyone"),
        Audience.PARTNERS: _("Partners"),
        Audience.TEAM: _("The team"),
        Audience.PRIVATE: _("Only me"),
    }


def audience_meaning(audience: Audience) -> str:
    """One sentence on what such a reader is shown."""
    return {
        Audience.PUBLIC: _("Only what may be public; protected people under their pseudonyms."),
        Audience.PARTNERS: _("What partner organisations may see."),
        Audience.TEAM: _("All but what you keep for yourself."),
        Audience.PRIVATE: _("Everything. For your own eyes."),
    }[audience]


def audience_choice(chosen: Audience = Audience.TEAM) -> Combo:
    """A list of audiences, from everyone to oneself."""
    made = Combo()
    for audience, name in audience_names().items():
        made.addItem(name, audience)
    made.choose(chosen)
    return made


def chosen_audience(choice: Combo) -> Audience:
    """The audience that is chosen. Qt hands back plain text."""
    return Audience(choice.currentData())
