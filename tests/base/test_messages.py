# SPDX-License-Identifier: GPL-3.0-or-later
"""Texts in the language of the reader, English where there is no other."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from casefile.base import messages
from casefile.base.messages import _, catalogue, current, ngettext, use


@pytest.fixture
def translated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue of Russian in place of the shipped ones."""
    russian = Catalog(locale="ru", domain=messages.DOMAIN)
    russian.add("Open", "Открыть")
    russian.add(("{n} case", "{n} cases"), ("{n} дело", "{n} дела", "{n} дел"))
    file = tmp_path / "translations" / "ru" / "LC_MESSAGES" / f"{messages.DOMAIN}.mo"
    file.parent.mkdir(parents=True)
    buffer = io.BytesIO()
    write_mo(buffer, russian)
    file.write_bytes(buffer.getvalue())
    monkeypatch.setattr(messages, "resource", tmp_path.joinpath)
    catalogue.cache_clear()
    yield
    use("en")
    catalogue.cache_clear()


@pytest.mark.usefixtures("translated")
class TestLanguages:
    def test_english_until_told_otherwise(self) -> None:
        use("en")
        assert (_("Open"), current()) == ("Open", "en")

    def test_the_one_in_use(self) -> None:
        use("ru")
        assert current() == "ru"
        assert _("Open") == "Открыть"
        assert _("Not translated") == "Not translated"

    @pytest.mark.parametrize(
        ("count", "text"), [(1, "{n} дело"), (2, "{n} дела"), (5, "{n} дел"), (21, "{n} дело")]
    )
    def test_plurals(self, count: int, text: str) -> None:
        use("ru")
        assert ngettext("{n} case", "{n} cases", count) == text

    def test_english_plurals(self) -> None:
        use("en")
        assert ngettext("{n} case", "{n} cases", 1) == "{n} case"
        assert ngettext("{n} case", "{n} cases", 2) == "{n} cases"

    @pytest.mark.parametrize("unknown", ["xx", "", "../../etc", "C"])
    def test_a_language_without_a_catalogue_is_english(self, unknown: str) -> None:
        use(unknown)
        assert _("Open") == "Open"

    def test_a_briefing_has_its_own(self) -> None:
        use("en")
        assert catalogue("ru").gettext("Open") == "Открыть"
        assert _("Open") == "Open"

    def test_no_text_is_no_header(self) -> None:
        use("ru")
        assert _("") == ""
