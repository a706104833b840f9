# SPDX-License-Identifier: GPL-3.0-or-later
"""Briefings: see what would leave, preview it, put it in a file."""

from collections.abc import Callable, Collection, Iterable
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
from casefile.casework import alongside
from casefile.casework.looking import read_text
from casefile.disclosure import dossier as dossiers
from casefile.disclosure.dossier import Dossier
from casefile.disclosure.leaks import Leak, guards_anyone, scan
from casefile.records.kinds import Document, Release
from casefile.records.values import Audience, Moment
from casefile.store import reading
from casefile.vault.vault import Vault

LANGUAGES = ("en",)
"""The languages in which a briefing can be written."""

Progress = Callable[[int, int], None]

PLACES_TOLD = 10  # of the places where names were found


@dataclass(frozen=True, slots=True)
class Leaving:
    """What would leave the vault, for a person to look over first."""

    dossier: Dossier
    leaks: tuple[Leak, ...]
    unseen: tuple[str, ...] = ()  # what the scan can't see in the documents, in sentences


def what_leaves(
    vault: Vault,
    case: str,
    audience: Audience,
    *,
    name: str = "",
    files: bool = False,
    documents: frozenset[str] | None = None,
    settled: Collection[str] = (),
    only: Callable[[Dossier], Dossier] | None = None,
) -> Leaving:
    """The case as this audience may see it, and every guarded name that still stands in it.

    `name`: what the file will be called. `files`: whether it will be a bundle, in which the
    documents themselves go along, and contact cards, so that these are read too. `documents`: ids
    of those chosen, None for all that are allowed. `settled`: words that were found and that a
    person has said mean nobody who is guarded. `only`: cuts the dossier down to what really
    leaves, where that is less.
    """
    dossier = dossiers.build(vault.store, case, audience, now=vault.clock(), documents=documents)
    if only is not None:
        dossier = only(dossier)
    extra: Iterable[tuple[str, str]] = ()
    unseen: tuple[str, ...] = ()
    if files:
        if scanned := guards_anyone(vault.store, dossier):
            read_unread(vault, case, dossier.documents)
            extra = alongside.texts(vault, dossier)
        unseen = alongside.unseen(vault, dossier, scanned=scanned)
    return Leaving(dossier, _leaks(vault, dossier, name, settled, extra), unseen)


def _leaks(
    vault: Vault,
    dossier: Dossier,
    name: str,
    settled: Collection[str],
    extra: Iterable[tuple[str, str]] = (),
) -> tuple[Leak, ...]:
    """What stands in a dossier, the name of its file and some texts, and is not settled."""
    meant = {word.casefold() for word in settled}
    named = [(_("name of the file"), name)] if name else []
    found = scan(vault.store, dossier, [*named, *extra])
    return tuple(leak for leak in found if leak.found.casefold() not in meant)


def read_unread(vault: Vault, case: str, found: Iterable[Document]) -> None:
    """Read the text of those documents whose text nobody has read yet, as after an import."""
    known = reading.extracted_ids(vault.store, case)
    for document in found:
        if document.id not in known and vault.attachments.has(document.sha256):
            read_text(vault, document)


def clear(leaving: Leaving) -> Dossier:
    """The dossier, once nothing guarded stands in it. Raises LeakFound."""
    if not leaving.leaks:
        return leaving.dossier
    places = list(dict.fromkeys(f"{leak.where} (“{leak.found}”)" for leak in leaving.leaks))
    more = [_("and others")] if len(places) > PLACES_TOLD else []
    raise LeakFound(
        ngettext(
            "The name of a protected person stands in {count} place: {where}.",
            "Names of protected people stand in {count} places: {where}.",
            len(leaving.leaks),
        ).format(count=len(leaving.leaks), where=", ".join(places[:PLACES_TOLD] + more)),
        _(
            "Guard those records more, leave the document out, choose another audience, or settle "
            "a word that means someone else. Nothing has left."
        ),
    )


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
    settled: Collection[str] = (),
) -> bytes:
    """The briefing as the bytes of a PDF, for a preview. Raises LeakFound."""
    dossier = clear(what_leaves(vault, case, audience, settled=settled))
    return set_pages(dossier, template=template, language=language)


def set_pages(
    dossier: Dossier,
    *,
    template: str = "case",
    language: str = "en",
    progress: Progress | None = None,
) -> bytes:
    """The pages of a briefing as the bytes of a PDF. Touches no vault, so any thread may do it
    while the vault goes on. Raises NotFound, and whatever `progress` raises."""
    check_choice(template, language)
    out = BytesIO()
    render_pdf(dossier, out, template=template, language=language, progress=progress)
    return out.getvalue()


def save(
    vault: Vault,
    case: str,
    path: Path,
    *,
    template: str = "case",
    language: str = "en",
    audience: Audience = Audience.TEAM,
    settled: Collection[str] = (),
) -> Release:
    """Write the briefing to a file and record that it left. Raises LeakFound, StorageFailed.

    The release record keeps the heads behind the digest that the briefing prints.
    """
    dossier = clear(what_leaves(vault, case, audience, name=path.name, settled=settled))
    return let_go(vault, dossier, set_pages(dossier, template=template, language=language), path)


def let_go(
    vault: Vault, dossier: Dossier, pdf: bytes, path: Path, *, settled: Collection[str] = ()
) -> Release:
    """Write the pages that were set of a dossier to a file and record that they left.

    Somebody may have come under protection while they were set: then they are looked through
    once more. Raises LeakFound, StorageFailed.
    """
    if dict(dossier.heads) != _heads(vault, dossier.case.id):
        look_again(vault, dossier, path, settled)
    try:
        write_atomically(path, pdf)
    except OSError as error:
        raise unwritable(path) from error
    return record_release(vault, dossier, "briefing", path, sha256(pdf).hexdigest())


def look_again(
    vault: Vault,
    dossier: Dossier,
    path: Path,
    settled: Collection[str],
    extra: Iterable[tuple[str, str]] = (),
) -> None:
    """Look once more through what was gathered for a file, and `extra` as `leaks.scan` takes it,
    for the names that are guarded now. A dossier built anew would not do: it bears a pseudonym
    where the one that leaves bears the name. Raises LeakFound."""
    clear(Leaving(dossier, _leaks(vault, dossier, path.name, settled, extra)))


def _heads(vault: Vault, case: str) -> dict[str, str]:
    return {author: head.hash for author, head in reading.heads(vault.store, case).items()}


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
    """Keep in the case's journal that this left: what, for whom, and the state it shows. What
    someone made for themselves alone is not told to the team."""
    release = Release(
        id=new_id(vault.clock),
        case=dossier.case.id,
        audience=dossier.audience.at_least(Audience.TEAM),
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
