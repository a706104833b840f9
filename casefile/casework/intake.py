# SPDX-License-Identifier: GPL-3.0-or-later
"""Many files at once: what was taken in, what was not and why."""

from dataclasses import dataclass, replace
from pathlib import Path

from casefile.base.errors import (
    Cancelled,
    CasefileError,
    SourceFailed,
    StorageFailed,
    VaultDamaged,
)
from casefile.base.messages import _, ngettext
from casefile.casework import documents, gathering, looking
from casefile.casework.documents import READABLE, Added, Progress
from casefile.casework.gathering import Gathered, LeftOut
from casefile.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of files: taken in, failed (each with why), left out; and why it ended early."""

    in_all: int  # files that were to be taken in
    added: tuple[Added, ...] = ()
    failed: tuple[tuple[Path, CasefileError], ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    stopped: CasefileError | None = None
    attached: tuple[Added, ...] = ()  # what came with messages among them

    @property
    def known(self) -> tuple[Added, ...]:
        """Those that the case held already."""
        return tuple(one for one in self.added if one.known)


def add_documents(
    vault: Vault, case: str, paths: list[Path], progress: Progress | None = None, to: str = ""
) -> Intake:
    """Take in several files and folders with all that is in them, and look into each.

    One that fails is told and stops no other; a full disk and a stop keep what has arrived.
    `progress`: bytes done of all. `to`: a record that each is linked to.
    """
    found = gathering.gather(paths)
    added: list[Added] = []
    attached: list[Added] = []
    failed: list[tuple[Path, CasefileError]] = []
    stopped: CasefileError | None = None
    before, in_all = 0, found.size
    for file in found.files:
        try:
            report = _shifted(progress, before, in_all) if progress else None
            arrived = documents.keep_file(vault.attachments, file.path, report)
            added.append(documents.register(vault, case, arrived, to))
            if not added[-1].known:
                attached += looking.read_with_attached(vault, added[-1].document)
        except CasefileError as error:
            if ends_all(error):
                stopped = error
                break
            failed.append((file.path, error))
        before += file.size
    return replace(ended(found, added, failed, stopped), attached=tuple(attached))


def ends_all(error: CasefileError) -> bool:
    """Whether what went wrong with one file would go wrong with the next: the disk is full, the
    vault damaged, or a person stopped it."""
    ours = isinstance(error, StorageFailed | VaultDamaged | Cancelled)
    return ours and not isinstance(error, SourceFailed)


def ended(
    found: Gathered,
    added: list[Added],
    failed: list[tuple[Path, CasefileError]],
    stopped: CasefileError | None = None,
) -> Intake:
    """What became of the files that were found."""
    whole = (*found.failed, *failed)
    return Intake(len(found.files), tuple(added), whole, found.left_out, stopped)


def told(result: Intake) -> str:
    """All of it in a sentence or two, without the reasons."""
    there = len(result.added)
    if result.stopped is not None:
        said = ngettext(
            "{there} of {count} file is in the case; nothing of the rest was taken.",
            "{there} of {count} files are in the case; nothing of the rest was taken.",
            result.in_all,
        )
    elif there < result.in_all or there == 0:
        said = ngettext(
            "{there} of {count} file is in the case.",
            "{there} of {count} files are in the case.",
            result.in_all,
        )
    else:
        said = ngettext("{count} file is in the case.", "{count} files are in the case.", there)
    parts = [said.format(there=there, count=result.in_all)]
    known = result.known
    if known and result.in_all == 1:
        said = _("The case holds that file already: “{title}”.")
        parts = [said.format(title=known[0].document.title)]
    elif known:
        said = ngettext(
            "{count} of them was there already.", "{count} of them were there already.", len(known)
        )
        parts.append(said.format(count=len(known)))
    if others := [one for one in result.added if one.elsewhere]:
        said = ngettext(
            "Another case of this vault holds the same file: {case}.",
            "Other cases of this vault hold {count} of them: {case}.",
            len(others),
        )
        titles = ", ".join(dict.fromkeys(f"“{one.elsewhere}”" for one in others))
        parts.append(said.format(count=len(others), case=titles))
    if came := len(result.attached):
        said = ngettext(
            "{count} file came with a message.", "{count} files came with messages.", came
        )
        parts.append(said.format(count=came))
    if left := len(result.left_out):
        said = ngettext(
            "{count} hidden file, link or the like was left out.",
            "{count} hidden files, links and the like were left out.",
            left,
        )
        parts.append(said.format(count=left))
    return " ".join(parts)


def reasons(result: Intake) -> list[tuple[str, str]]:
    """The name of each file of which there is something to say, and what: why it was not taken in,
    where it is already, that it is too large to be read."""
    lines = [(path.name, str(error)) for path, error in result.failed]
    lines += [
        (left.path.name, _("left out: {why}.").format(why=left.why)) for left in result.left_out
    ]
    for one in result.added:
        if one.known:
            said = _("already here as “{title}”.")
            lines.append((one.name, said.format(title=one.document.title)))
        elif one.elsewhere:
            lines.append((one.name, _("also in the case “{case}”.").format(case=one.elsewhere)))
        if one.document.size > READABLE and not one.known:
            lines.append((one.name, _("taken in, but too large to be read and searched.")))
    return lines


def _shifted(progress: Progress, before: int, in_all: int) -> Progress:
    return lambda done, _size: progress(before + done, in_all)
