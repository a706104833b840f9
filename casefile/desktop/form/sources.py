# SPDX-License-Identifier: GPL-3.0-or-later
"""Where what a field offers comes from: a vocabulary, the case, the world's languages and zones."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache

from babel import Locale, UnknownLocaleError

from casefile.base.clock import zones
from casefile.base.messages import _, current
from casefile.casework.choices import Choice
from casefile.desktop.form.context import Context
from casefile.desktop.widgets.suggest import Suggestion
from casefile.desktop.words import one_line
from casefile.records.kinds import Party
from casefile.records.vocabularies import COUNTRIES, group, label, vocabulary

_MOST = 300

Offer = Callable[[Sequence[Suggestion]], None]


NEW = "+"
"""The key of the offer to make what was typed."""


class Source:
    """Offers suggestions for letters, calls a key by its name, and takes words at their word."""

    def ask(self, typed: str, offer: Offer) -> None:
        """Call `offer` with what may be meant, now or later; no letters: all there is."""
        raise NotImplementedError

    def name(self, key: str) -> str:
        """What a person reads for a key; the key itself where it is unknown."""
        raise NotImplementedError

    def take(self, typed: str) -> str | None:
        """The key of a text that was typed without choosing; None where it means nothing."""
        raise NotImplementedError

    def make(self, typed: str, done: Callable[[str], None]) -> None:
        """Make what was typed and is offered as `NEW`; `done(key)` when it is there."""
        raise NotImplementedError


class Listed(Source):
    """Keys and names that are known beforehand, found by any part of a name."""

    def __init__(self, names: Mapping[str, str], details: Mapping[str, str] | None = None) -> None:
        self._names = names
        self._details = details or {}

    def ask(self, typed: str, offer: Offer) -> None:
        offer(self._fitting(typed)[:_MOST])

    def name(self, key: str) -> str:
        return self._names.get(key, key)

    def take(self, typed: str) -> str | None:
        word = one_line(typed).casefold()
        for key, name in self._names.items():
            if word in (key.casefold(), name.casefold()):
                return key
        begun = [key for key, name in self._names.items() if name.casefold().startswith(word)]
        return begun[0] if len(begun) == 1 else None

    def _fitting(self, typed: str) -> list[Suggestion]:
        """Names that begin so, then those in which a word begins so, then the rest."""
        word = one_line(typed).casefold()
        found = [
            (_rank(word, key, name), Suggestion(key, name, self._details.get(key, "")))
            for key, name in self._names.items()
        ]
        ranked = sorted((pair for pair in found if pair[0] < 3), key=lambda pair: pair[0])
        return [suggestion for _rank, suggestion in ranked]


def _rank(word: str, key: str, name: str) -> int:
    name = name.casefold()
    if name.startswith(word) or key.casefold().startswith(word):
        return 0
    if any(part.startswith(word) for part in name.replace("/", " ").split()):
        return 1
    return 2 if word in name else 3


class Free(Source):
    """Nothing is offered, any text is taken."""

    def ask(self, _typed: str, offer: Offer) -> None:
        offer(())

    def name(self, key: str) -> str:
        return key

    def take(self, typed: str) -> str | None:
        return typed.strip() or None


class Codes(Listed):
    """Names with codes of which there are more than are listed: a code is taken as it is."""

    def take(self, typed: str) -> str | None:
        return super().take(typed) or typed.strip() or None


class Referred(Source):
    """Records of the case, found across scripts; a party that isn't there yet can be added.

    `sort`: what a party that is added is, by the field in which it is named.
    """

    def __init__(self, context: Context, kind: str, sort: str = "person") -> None:
        self._context = context
        self._kind = kind
        self._sort = sort

    def ask(self, typed: str, offer: Offer) -> None:
        def told(found: list[Choice]) -> None:
            offer([*(Suggestion(c.id, c.text, c.detail) for c in found), *self._new(typed)])

        self._context.ask(self._kind, typed, told)

    def _new(self, typed: str) -> list[Suggestion]:
        if self._kind != Party.kind or not typed.strip() or self.take(typed) is not None:
            return []
        name = one_line(typed)
        return [Suggestion(NEW, _("Add “{name}” to the case").format(name=name))]

    def make(self, typed: str, done: Callable[[str], None]) -> None:
        self._context.add_party(one_line(typed), self._sort, done)

    def name(self, key: str) -> str:
        choice = self._context.chosen.get(key)
        return choice.text if choice else _("withdrawn or not in this vault")

    def take(self, typed: str) -> str | None:
        word = one_line(typed).casefold()
        known = self._context.chosen.values()
        found = [c.id for c in known if one_line(c.text).casefold() == word and self._fits(c.kind)]
        return found[0] if len(found) == 1 else None

    def _fits(self, kind: str) -> bool:
        return not self._kind or kind == self._kind


def terms(name: str) -> Listed:
    """The terms of a vocabulary, with the rule of law behind each, or the group it stands in."""
    listed = vocabulary(name)
    names = {key: label(name, key) for key in listed}
    if name == COUNTRIES:
        names = dict(sorted(names.items(), key=lambda pair: pair[1]))
    return Listed(names, {key: term.basis or group(name, key) for key, term in listed.items()})


@cache
def _zones() -> dict[str, str]:
    return {name: name for name in sorted(zones()) if "/" in name and not name.startswith("Etc/")}


def time_zones() -> Listed:
    """Time zones by their IANA names."""
    return Listed(_zones())


_LANGUAGES = (
    "en", "ru", "kk", "fr", "es", "ar", "tr", "uk", "be", "ky", "uz", "tg", "tk", "az", "hy", "ka",
    "fa", "ps", "ur", "hi", "bn", "my", "km", "th", "vi", "id", "fil", "zh", "ko", "ja", "de", "it",
    "pt", "pl", "cs", "sk", "hu", "ro", "bg", "sr", "hr", "bs", "mk", "sq", "el", "he", "ku", "am",
    "sw", "so", "ha", "nl", "sv", "fi", "lt", "lv", "et",
)  # fmt: skip
_SCRIPTS = (
    "Latn", "Cyrl", "Arab", "Hebr", "Grek", "Armn", "Geor", "Deva", "Beng", "Mymr", "Khmr", "Thai",
    "Hans", "Hant", "Hang", "Jpan", "Ethi",
)  # fmt: skip


def languages() -> Codes:
    """Languages by their codes, named in the language of the window."""
    known = _locale().languages
    return Codes({code: str(known.get(code, code)) for code in _LANGUAGES}, _themselves(_LANGUAGES))


def scripts() -> Codes:
    """Scripts by their codes."""
    known = _locale().scripts
    return Codes({code: str(known.get(code, code)) for code in _SCRIPTS}, _themselves(_SCRIPTS))


def _themselves(codes: tuple[str, ...]) -> dict[str, str]:
    return {code: code for code in codes}


def _locale() -> Locale:
    try:
        return Locale.parse(current().replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse("en")
