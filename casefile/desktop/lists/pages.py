# SPDX-License-Identifier: GPL-3.0-or-later
"""The two pages, each in a few lines: columns, what to read, what to say when it is empty."""

from casefile.base.messages import _, ngettext
from casefile.casework.people import parties
from casefile.desktop.lists.page import ListPage
from casefile.desktop.widgets.table import Column
from casefile.records.kinds import Party
from casefile.records.vocabularies import label


def pages() -> tuple[ListPage, ...]:
    """All of them."""
    return (_people(),)


def _people() -> ListPage:
    return ListPage(
        name="people",
        title=_("People"),
        sign="users",
        empty=_("Nobody yet. The sample case and imported bundles bring people with them."),
        columns=(
            Column(
                _("Name"), lambda party: party.name, 220, bold=True,
                sign=_party_sign,
            ),
            Column(_("Also written"), _other_names),
            Column(_("Roles"), _roles, 220),
            Column(_("Position"), lambda who: who.position or who.affiliation, 240, look="muted"),
        ),
        kinds=frozenset({"party"}),
        deed=parties,
        count=lambda count: ngettext("{count} party", "{count} parties", count).format(count=count),
    )  # fmt: skip


_PARTY_SIGNS = {
    "person": "user", "organisation": "users", "court": "landmark", "state-body": "landmark",
}  # fmt: skip


def _party_sign(party: Party) -> str:
    return "shield" if party.protected else _PARTY_SIGNS.get(party.sort, "")


def _roles(party: Party) -> str:
    return ", ".join(label("roles", role) for role in party.roles)


def _other_names(party: Party) -> str:
    return " · ".join(name.text for name in party.names if name.text != party.name)
