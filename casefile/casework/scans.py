# SPDX-License-Identifier: GPL-3.0-or-later
"""Text on scans, recognised page by page on any thread, so that other reading goes on between.

languages_for(language)                 what a document may be read in
opened(held, document, languages)       a Reader of it, whose pages are then asked one by one
keep(vault, document, texts)            gives what was recognised to the search
"""

from collections.abc import Callable, Sequence
from types import MappingProxyType

from casefile.base.messages import _
from casefile.extraction import host
from casefile.extraction.host import Reader
from casefile.records.kinds import Document
from casefile.store import fulltext
from casefile.store.attachments import Attachments
from casefile.vault.vault import Vault

_TESSERACT = MappingProxyType(  # BCP 47 → Tesseract's names, ISO 639-2 with its own endings
    {
        "ar": ("ara",), "az": ("aze", "aze_cyrl"), "be": ("bel",), "de": ("deu",),
        "en": ("eng",), "es": ("spa",), "fa": ("fas",), "fr": ("fra",), "hy": ("hye",),
        "ka": ("kat",), "kk": ("kaz",), "ky": ("kir",), "pl": ("pol",), "pt": ("por",),
        "ru": ("rus",), "tg": ("tgk",), "tr": ("tur",), "ug": ("uig",), "uk": ("ukr",),
        "uz": ("uzb_cyrl", "uzb"), "zh": ("chi_sim", "chi_tra"),
    }
)  # fmt: skip
_USUAL = ("kk", "ru", "en")  # where a document does not say its language
_MOST = 3  # each more makes it slower, and worse


def languages_for(languages: Sequence[str], there: Sequence[str]) -> tuple[str, ...]:
    """Tesseract's names for the languages a document may be in, of those that are `there`: its
    own and its case's (BCP 47), else the usual ones, else whatever there is."""
    for wanted in (languages, _USUAL):
        names = [name for one in wanted for name in _TESSERACT.get(one.split("-")[0], ())]
        if found := tuple(name for name in dict.fromkeys(names) if name in there):
            return found[:_MOST]
    return tuple(there[:_MOST])


def offer() -> tuple[str, bool]:
    """What to say of a document without text, and whether its text can be recognised here."""
    if host.can_recognise():
        return _("No text layer: the words on these pages can't be searched yet."), True
    return _(
        "No text layer: the words on these pages can't be searched. To have them recognised, "
        "install Casefile with its extra “ocr”, and Tesseract's data for your languages."
    ), False


def opened(
    held: Attachments,
    document: Document,
    languages: Sequence[str],
    cancelled: Callable[[], bool] | None = None,
) -> Reader:
    """A document open to be recognised in some of `host.languages()`. Close it.

    Raises ExtractionFailed, also where text can't be recognised here, VaultDamaged, Cancelled.
    """
    how = host.recogniser(languages)
    with held.open(document.sha256, document.title) as source:
        return Reader(cancelled=cancelled, recognising=how).open(source, document.media_type)


def keep(vault: Vault, document: Document, texts: Sequence[str]) -> None:
    """Let the search find a document by these texts of its pages.

    Raises NotFound for a document that is not there any more.
    """
    fulltext.put_extracted(vault.store, document.id, "\f".join(texts) if any(texts) else "")
