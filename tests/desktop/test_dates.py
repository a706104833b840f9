# SPDX-License-Identifier: GPL-3.0-or-later
from collections.abc import Iterator

import pytest

from casefile.base import messages
from casefile.desktop import dates
from casefile.records.values import Moment


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    messages.use("en")
    yield
    messages.use("en")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (None, ""),
        ("", ""),
        ("2017", "2017"),
        ("2017-09", "Sep 2017"),
        ("2017-09-27", "27 Sep 2017"),
        ("2017~", "about 2017"),
        ("2017-09?", "Sep 2017?"),
        ("2017-09%", "about Sep 2017?"),
        ("2017-09-27T23:30+06:00[Asia/Almaty]", "27 Sep 2017, 23:30"),
    ],
)
def test_no_more_is_said_than_is_known(text: str | None, shown: str) -> None:
    assert dates.when(text) == shown


def test_times_are_those_of_the_place() -> None:
    moment = Moment("2017-09-27T00:10+06:00[Asia/Almaty]")  # still the 26th in Brussels
    assert dates.time_of(moment) == "00:10"
    assert dates.weekday(moment) == "Wed 27 Sep 2017"


def test_a_day_alone_is_short_in_narrow_columns() -> None:
    assert dates.short_time("2017-09-27") == "27 Sep"
    assert dates.short_time("2017-09") == "Sep"
    assert dates.short_time("2017-09-27T10:47+06:00[Asia/Almaty]") == "10:47"


@pytest.mark.parametrize(("language", "shown"), [("ru", "27 сент. 2017"), ("xx", "27 Sep 2017")])
def test_dates_follow_the_language(language: str, shown: str) -> None:
    messages.use(language)
    assert dates.when("2017-09-27").startswith(shown)
