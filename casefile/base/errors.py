# SPDX-License-Identifier: GPL-3.0-or-later
"""The errors a person is meant to read. Anything else that is raised is a bug.

CasefileError
├── InvalidRecord        a value breaks a rule of its field
├── NotFound             no such record, case or file
├── Ambiguous            a short name fits several records
├── Cancelled            a person stopped a long piece of work
├── CannotUndo           what was done can't be taken back, or not any more
├── TooMuch              more than one entry of the journal holds
├── StorageFailed        the disk is full or refuses to write
│   └── SourceFailed     a file on its way in can't be read to its end
├── VaultError
│   ├── NotAVault        the folder is no vault, or lacks parts
│   ├── VaultExists      something is already there
│   ├── WrongPassphrase
│   ├── VaultInUse       another program has it open
│   ├── VaultDamaged     bytes changed that only a fault or an enemy changes
│   └── NewerFormat      written by a newer Casefile
├── ExtractionFailed     a document could not be read, or was refused
├── LeakFound            a guarded name stands in what is about to leave
└── BundleRefused        a bundle is not what it says it is

Each says one sentence in `sentence`, and what to do next in `next_step`.
"""


class CasefileError(Exception):
    """An expected error: one clear sentence, and a next step where there is one."""

    def __init__(self, sentence: str, next_step: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.next_step = next_step

    def __str__(self) -> str:
        return f"{self.sentence} {self.next_step}".rstrip()


class InvalidRecord(CasefileError):
    """A value breaks a rule; names the field and the rule."""

    def __init__(self, field: str, rule: str) -> None:
        super().__init__(f"{field}: {rule}")
        self.field = field
        self.rule = rule


class NotFound(CasefileError):
    """No such record, case or file."""


class Ambiguous(CasefileError):
    """A short name fits several records."""


class Cancelled(CasefileError):
    """A person stopped a long piece of work; nothing was changed."""


class CannotUndo(CasefileError):
    """What was done can't be taken back, or not any more; nothing was changed."""


class TooMuch(CasefileError):
    """More at once than one entry of the journal holds; nothing was changed."""


class StorageFailed(CasefileError):
    """The disk is full or refuses to write."""


class SourceFailed(StorageFailed):
    """A file on its way in can't be read to its end; the vault is well."""


class VaultError(CasefileError):
    """A vault can't be made or opened."""


class NotAVault(VaultError):
    """The folder is no vault, or lacks parts."""


class VaultExists(VaultError):
    """Something already stands where a vault should be made."""


class WrongPassphrase(VaultError):
    """The passphrase opens no slot of this vault."""


class VaultInUse(VaultError):
    """Another program has the vault open."""


class VaultDamaged(VaultError):
    """Bytes changed that only a fault or an enemy changes."""


class NewerFormat(VaultError):
    """Written by a newer version of Casefile."""


class ExtractionFailed(CasefileError):
    """A document could not be read, or was refused."""


class LeakFound(CasefileError):
    """A guarded name stands in what is about to leave the vault."""


class BundleRefused(CasefileError):
    """A bundle is not what it says it is; nothing was taken from it."""
