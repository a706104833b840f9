# SPDX-License-Identifier: GPL-3.0-or-later
"""The one way to write a value as bytes: JSON by RFC 8785, for the values the journal holds.

Those are null, true, false, integers within ±(2**53 − 1), strings, lists, and objects with
string keys. No fractions: their text form is where implementations differ.
"""

from typing import Any

import msgspec

from casefile.journal.errors import MalformedEntry

DEPTH = 32
"""How deep lists and objects may nest in one value."""

LARGEST = 2**53 - 1
"""The largest integer that every JSON reader keeps exactly."""

_encode = msgspec.json.Encoder(order="deterministic").encode
_encode_in_given_order = msgspec.json.Encoder().encode


def canonical(value: Any) -> bytes:
    """The canonical bytes of a value. Raises MalformedEntry for anything outside the domain."""
    return write(value, check_value(value))


def check_value(value: Any, room: int = DEPTH) -> bool:
    """Refuse what the journal can't hold, with MalformedEntry. Texts are not looked into.

    Returns whether some key lies beyond U+FFFF: only then does the order of UTF-16 code units,
    which RFC 8785 (section 3.2.3) asks for, differ from the order of code points.
    """
    kind = type(value)
    if kind is str or value is None or kind is bool:
        return False
    if kind is int:
        return _check_integer(value)
    if kind is not list and kind is not dict:
        raise MalformedEntry(f"a value of type {kind.__name__} has no place in the journal")
    if not room:
        raise MalformedEntry("a value is nested too deeply")
    odd = False
    for part in value if kind is list else value.values():
        odd |= check_value(part, room - 1)
    return odd if kind is list else odd | _check_keys(value)


def write(value: Any, odd: bool) -> bytes:
    """The canonical bytes of a value that `check_value` has passed, saying `odd`."""
    try:
        return _encode_in_given_order(_in_utf16_order(value)) if odd else _encode(value)
    except UnicodeEncodeError as error:
        raise MalformedEntry("a text holds half a character (a lone surrogate)") from error


def _check_integer(value: int) -> bool:
    if not -LARGEST <= value <= LARGEST:
        raise MalformedEntry("an integer is out of range")
    return False


def _check_keys(value: dict[Any, Any]) -> bool:
    odd = False
    for key in value:
        if type(key) is not str:
            raise MalformedEntry("a key is not a string")
        odd |= not key.isascii() and max(key) > "\uffff"
    return odd


def _in_utf16_order(value: Any) -> Any:
    if type(value) is list:
        return [_in_utf16_order(item) for item in value]
    if type(value) is dict:
        keys = sorted(value, key=lambda key: key.encode("utf-16-be"))
        return {key: _in_utf16_order(value[key]) for key in keys}
    return value
