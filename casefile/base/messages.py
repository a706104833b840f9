# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts for people, through gettext: one catalogue a language for window, briefing and commands.

`_` follows the language of the person at the keyboard (`use`); a briefing asks for
its own language with `catalogue`, because it is written for someone else.
"""

import gettext
from functools import cache

from casefile.base.files import resource

DOMAIN = "casefile"

_language = "en"
_current: gettext.NullTranslations = gettext.NullTranslations()


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The catalogue of a language (`en`, `kk`, …); the English texts where there is none."""
    return gettext.translation(
        DOMAIN, localedir=resource("translations"), languages=[language], fallback=True
    )


def use(language: str) -> None:
    """Make `language` the one that `_` and `ngettext` speak from now on."""
    global _current, _language
    _current, _language = catalogue(language), language


def current() -> str:
    """The language that `use` chose last; English until then."""
    return _language


def _(text: str) -> str:
    """The text in the current language."""
    return _current.gettext(text) if text else ""  # gettext answers "" with its own header


def ngettext(one: str, many: str, count: int) -> str:
    """The singular or the plural that fits `count`, in the current language."""
    return _current.ngettext(one, many, count)
