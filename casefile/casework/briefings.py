# SPDX-License-Identifier: GPL-3.0-or-later
"""Briefings: see what would leave, preview it, put it in a file."""

from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from casefile.base.clock import local_zone
from casefile.base.errors import LeakFound, NotFound, StorageFailed
from casefile.base.files import write_atomically
from casefile.base.ids import new_id
from casefile.base.messages import _, ngettext
from casefile.briefing.render import TEMPLATES
from casefile.briefing.render import render as render_pdf
from casefile.disclosure import dossier as dossiers
from casefile.disclosure.dossier import Dossier
from casefile.disclosure.leaks import Leak, scan
from casefile.records.kinds import Release
from casefile.records.values import Audience, Moment
from casefile.vault.vault import Vault


LANGUAGES = ("en",)
"""The languages in which a briefing can be written."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """What would leave the vault, for a person to look over first."""

    dossier: Dossier
    leaks: tuple[Leak, ...]


def what_leaves(vault: Vault, case: str, audience: Audience) -> Leaving:
    """The case as this audience may see it, and every guarded name that still stands in it."""
    dossier = dossiers.build(vault.store, case, audience, now=vault.clock())
    return Leaving(dossier, tuple(scan(vault.store, dossier)))


def cleared(vault: Vault, case: str, audience: Audience) -> Dossier:
    """The dossier, once nothing guarded stands in it. Raises LeakFound."""
    leaving = what_leaves(vault, case, audience)
    if leaving.leaks:
        where = ", ".join(dict.fromkeys(leak.where for leak in leaving.leaks))
        raise LeakFound(
            ngettext(
                "The name of a protected person stands in {count} place: {where}.",
                "Names of protected people stand in {count} places: {where}.",
                len(leaving.leaks),
            ).format(count=len(leaving.leaks), where=where),
            _("Guard those records more, or choose another audience. Nothing has left."),
        )
    return leaving.dossier


def check_choice(template: str, language: str) -> None:
    """Raises NotFound for a template or a language that there is none of."""
    for choice, known in ((template, TEMPLATES), (language, LANGUAGES)):
        if choice not in known:
            raise NotFound(
                _("No briefing can be made as “{choice}”.").format(choice=choice),
                _("There is: {known}.").format(known=", ".join(known)),
            )


def render(
    vault: Vault,
    case: str,
    *,
    template: str = "case",
    language: str = "en",
    audience: Audience = Audience.TEAM,
) -> bytes:
    """The briefing as the bytes of a PDF, for a preview. Raises LeakFound."""
    check_choice(template, language)
    out = BytesIO()
    render_pdf(cleared(vault, case, audience), out, template=template, language=language)
    return out.getvalue()


def save(
    vault: Vault,
    case: str,
    path: Path,
    *,
    template: str = "case",
    language: str = "en",
    audience: Audience = Audience.TEAM,
) -> Release:
    """Write the briefing to a file and record that it left. Raises LeakFound, StorageFailed.

    The release record keeps the heads behind the digest that the briefing prints.
    """
    check_choice(template, language)
    dossier = cleared(vault, case, audience)
    out = BytesIO()
    render_pdf(dossier, out, template=template, language=language)
    try:
        write_atomically(path, out.getvalue())
    except OSError as error:
        raise unwritable(path) from error
    return record_release(vault, dossier, "briefing", path, sha256(out.getvalue()).hexdigest())


def unwritable(path: Path) -> StorageFailed:
    """The sentence for a place where nothing can be written."""
    return StorageFailed(
        _("“{name}” can't be written there.").format(name=path.name),
        _("Choose another folder, or free some space. Nothing was changed."),
    )


def record_release(
    vault: Vault,
    dossier: Dossier,
    sort: str,
    path: Path,
    digest: str,
    recipients: tuple[str, ...] = (),
) -> Release:
    """Keep in the case's journal that this left: what, for whom, and the state it shows."""
    release = Release(
        id=new_id(vault.clock),
        case=dossier.case.id,
        sort=sort,
        made_at=Moment.of(vault.clock(), local_zone()),
        release_to=dossier.audience,
        recipients=recipients,
        sha256=digest,
        heads=dict(dossier.heads),
        filename=path.name,
        state_digest=dossier.state_digest,
    )
    with vault.edit(dossier.case.id) as edit:
        edit.put(release)
    return release
