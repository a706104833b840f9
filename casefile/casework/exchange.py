# SPDX-License-Identifier: GPL-3.0-or-later
"""Exchange: hand a case to others in an encrypted bundle, and take one in after looking at it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from pathlib import Path

from casefile.base.messages import _, ngettext
from casefile.briefing.render import render as render_pdf
from casefile.bundle import export as exports
from casefile.bundle import packing, receive
from casefile.bundle.packing import Exported, Prepared, Written
from casefile.casework import alongside
from casefile.casework.briefings import clear, look_again, record_release, what_leaves
from casefile.casework.passphrases import require_strong
from casefile.disclosure.dossier import Dossier
from casefile.disclosure.leaks import guarded
from casefile.disclosure.matcher import Guarded
from casefile.records.kinds import Release
from casefile.records.values import Audience
from casefile.store.writing import Appended
from casefile.vault.vault import Vault

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Handed:
    """A bundle that was written, and the record of it."""

    exported: Exported
    release: Release
    unseen: tuple[str, ...] = ()  # as `briefings.Leaving` has it


@dataclass(frozen=True, slots=True, repr=False)
class Sealing:
    """For whom a bundle is: an audience; age keys, or whoever knows the passphrase. What goes into
    it: `documents` and `settled` as `briefings.what_leaves` takes them."""

    recipients: Sequence[str] = ()
    passphrase: str | None = None
    audience: Audience = Audience.TEAM
    settled: Collection[str] = ()
    documents: frozenset[str] | None = None
    with_briefing: bool = True


@dataclass(frozen=True, slots=True)
class Ready:
    """A case that was read and may leave; see `make_ready`."""

    path: Path
    dossier: Dossier
    prepared: Prepared
    sealing: Sealing
    guarded: frozenset[Guarded]  # who must not be named in it
    unseen: tuple[str, ...] = ()


def export_case(
    vault: Vault, case: str, path: Path, sealing: Sealing, *, progress: Progress | None = None
) -> Handed:
    """Write a case bundle, and record that it left.

    Raises InvalidRecord for a passphrase that could be guessed, LeakFound, BundleRefused for a
    recipient that is none, StorageFailed, Cancelled.
    """
    ready = make_ready(vault, case, path, sealing, held=False)
    return hand_over(vault, ready, write_ready(ready, progress))


def make_ready(
    vault: Vault, case: str, path: Path, sealing: Sealing, *, held: bool = True
) -> Ready:
    """The first step of `export_case`: read from the vault all that only its thread can read. The
    documents' own text is read too. `held`: the next step is another thread's, so that the journal
    must be in memory."""
    if sealing.passphrase is not None:
        require_strong(sealing.passphrase)  # a bundle can be guessed at for ever, anywhere
    leaving = what_leaves(
        vault, case, sealing.audience, name=path.name, files=True, documents=sealing.documents,
        settled=sealing.settled,
    )  # fmt: skip
    dossier = clear(leaving)
    prepared = exports.prepare(
        vault, case, recipients=sealing.recipients, passphrase=sealing.passphrase,
        audience=sealing.audience, now=dossier.made_at, documents=sealing.documents,
        dossier=dossier, held=held,
    )  # fmt: skip
    return Ready(path, dossier, prepared, sealing, guarded(vault.store, dossier), leaving.unseen)


def write_ready(ready: Ready, progress: Progress | None = None) -> Written:
    """The second, which takes long and any thread can do: set the briefing, pack, seal."""
    briefing = BytesIO()
    if ready.sealing.with_briefing:
        render_pdf(ready.dossier, briefing)
    return packing.write(
        ready.prepared, ready.path, briefing=briefing.getvalue() or None, progress=progress
    )


def hand_over(vault: Vault, ready: Ready, written: Written) -> Handed:
    """The last: put the bundle in its place, and record that it left.

    Somebody may have come under protection while it was sealed: then what it holds is looked
    through once more. Raises LeakFound, StorageFailed; then nothing is left behind.
    """
    try:
        if guarded(vault.store, ready.dossier) - ready.guarded:
            extra = chain(alongside.texts(vault, ready.dossier), _in_journal(ready))
            look_again(vault, ready.dossier, ready.path, ready.sealing.settled, extra)
    except BaseException:
        packing.discard(written)
        raise
    exported = packing.put_in_place(written)
    recipients = tuple(ready.sealing.recipients)
    release = record_release(
        vault, ready.dossier, "bundle", ready.path, exported.sha256, recipients
    )
    return Handed(exported, release, ready.unseen)


def _in_journal(ready: Ready) -> Iterator[tuple[str, str]]:
    """Texts of the journal that goes along, those that were changed or withdrawn since, too."""
    return ((_("history of the case"), text) for text in exports.shown_texts(ready.prepared))


def inspect_bundle(
    source: Path, *, keys: Sequence[str] = (), passphrase: str | None = None
) -> receive.Inspection:
    """What a bundle says it holds, checked, without taking anything in. Raises BundleRefused."""
    return receive.inspect(source, keys=keys, passphrase=passphrase)


def review_bundle(
    vault: Vault, source: Path, *, passphrase: str | None = None, progress: Progress | None = None
) -> receive.Review:
    """Check a bundle and stage it; the case is untouched until accepted. Raises BundleRefused."""
    return receive.receive(vault, source, passphrase=passphrase, progress=progress)


def cautions(review: receive.Review) -> list[str]:
    """Sentences on what a person should know before a bundle is taken in: authors whose vault was
    copied and written in twice, and what would be destroyed here."""
    told = []
    for author in review.forks:
        card = review.cards.get(author)
        text = _(
            "{name} wrote in two copies of one vault. What you hold stays; entries of the other "
            "copy are put aside. Ask them to go on in one copy alone, and to enter there what is "
            "only in the other."
        )
        told.append(text.format(name=card.name if card else author[:12]))
    if review.erasures:
        text = ngettext(
            "It asks to erase {count} value. Backups made before keep it until they go.",
            "It asks to erase {count} values. Backups made before keep them until they go.",
            review.erasures,
        )
        told.append(text.format(count=review.erasures))
    return told


def accept(vault: Vault, review: receive.Review, *, progress: Progress | None = None) -> Appended:
    """Take the reviewed bundle in, in one transaction; stopped by `progress`, it changes nothing
    of the case."""
    return receive.accept(vault, review, progress)


def discard(vault: Vault, review: receive.Review) -> None:
    """Forget the reviewed bundle."""
    receive.discard(vault, review)
