# SPDX-License-Identifier: GPL-3.0-or-later
"""Every package that goes along is named with its licence."""

import platform
import re
from email.message import Message
from importlib.metadata import Distribution
from pathlib import Path

import pytest

from casefile.base.files import resource
from casefile.base.licences import carried, licence_of, third_party

ROOT = Path(__file__).parents[2]


def test_the_names_are_those_of_the_lock() -> None:
    locked = re.findall(r"^([a-z0-9.-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE)
    assert resource("dependencies.txt").read_text().split() == sorted(set(locked)), "make lock"


def test_each_has_a_version_and_a_licence() -> None:
    found = third_party()
    assert {"PySide6_Essentials", "sqlcipher3", "reportlab"} <= {one.name for one in found}
    for one in found:
        assert re.match(r"\d", one.version)
        assert 0 < len(one.licence) <= 80, one
        assert one.licence.isprintable()
    assert [one.name.casefold() for one in found] == sorted(one.name.casefold() for one in found)


def test_what_packages_carry_is_named_with_packages_that_are_there() -> None:
    python, *within = carried()
    assert python.version == platform.python_version()
    there = {one.name for one in third_party()} | {"casefile"}
    assert {name for one in within for name in one.version.split(", ")} <= there
    for text in resource("licences").iterdir():
        assert text.stem in {one.name for one in within}, "a licence of nothing that is carried"


class Told(Distribution):
    """A package whose metadata say just this."""

    def __init__(self, **said: str) -> None:
        self._said = said

    @property
    def metadata(self) -> Message:  # type: ignore[override]
        message = Message()
        message["Name"] = "told"
        for name, value in self._said.items():
            message[name.replace("_", "-")] = value
        return message

    def read_text(self, filename: str) -> None:
        return None

    def locate_file(self, path: object) -> Path:
        return Path(str(path))


@pytest.mark.parametrize(
    ("said", "licence"),
    [
        ({"License_Expression": "MIT", "License": "other"}, "MIT"),
        ({"Classifier": "License :: OSI Approved :: BSD License", "License": "x"}, "BSD License"),
        ({"License": "MIT License"}, "MIT License"),
        ({"License": "y" * 90}, "y" * 60),
        ({"Classifier": "Topic :: Database"}, ""),
        ({}, ""),
    ],
)
def test_a_licence_is_what_the_metadata_say(said: dict[str, str], licence: str) -> None:
    assert licence_of(Told(**said)) == licence
