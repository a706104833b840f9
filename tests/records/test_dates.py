# SPDX-License-Identifier: GPL-3.0-or-later
"""Dates and moments: every case that a calendar, a government or an enemy can make."""

import copy
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.base.clock import zones
from casefile.records.dates import Moment, PartialDate, When

ALMATY = "[Asia/Almaty]"


class TestPartialDate:
    @pytest.mark.parametrize(
        ("text", "precision", "earliest", "latest"),
        [
            ("2017", "year", date(2017, 1, 1), date(2017, 12, 31)),
            ("2017-09", "month", date(2017, 9, 1), date(2017, 9, 30)),
            ("2017-02~", "month", date(2017, 2, 1), date(2017, 2, 28)),
            ("2016-02?", "month", date(2016, 2, 1), date(2016, 2, 29)),
            ("2016-02-29", "day", date(2016, 2, 29), date(2016, 2, 29)),
            ("2000-02-29%", "day", date(2000, 2, 29), date(2000, 2, 29)),
            ("0001", "year", date(1, 1, 1), date(1, 12, 31)),
            ("9999-12-31", "day", date(9999, 12, 31), date(9999, 12, 31)),
        ],
    )
    def test_means_what_it_says(
        self, text: str, precision: str, earliest: date, latest: date
    ) -> None:
        known = PartialDate(text)
        assert (known, known.precision) == (text, precision)
        assert (known.earliest, known.latest) == (earliest, latest)

    @pytest.mark.parametrize(
        ("text", "approximate", "uncertain"),
        [
            ("2017", False, False),
            ("2017~", True, False),
            ("2017-09?", False, True),
            ("2017-09-27%", True, True),
        ],
    )
    def test_marks(self, text: str, approximate: bool, uncertain: bool) -> None:
        known = PartialDate(text)
        assert (known.approximate, known.uncertain) == (approximate, uncertain)

    @pytest.mark.parametrize(
        "text",
        [
            "", " ", "2017 ", " 2017", "2017\n", "2017-09\n", "17", "201", "20170", "12017-01-01",
            "-2017", "+2017", "−2017", "0000", "0000-01-01", "2017-9", "2017-09-7", "2017/09/27",
            "2017-13", "2017-00", "2017-09-31", "2017-09-00", "2017-02-29", "1900-02-29",
            "2017-2", "2017-", "2017~~", "2017~?", "?2017", "201X", "2017-XX", "2017-21",
            "２０１７", "٢٠١٧", "२०१७-०९", "2017-0٩", "2017‐09", "2017–09", "20170927", "2017-W39",
            "2017-09-27T10:00", "2017-09/2017-10", "..", "none", "\x002017", "2017\x00",
        ],
    )  # fmt: skip
    def test_refuses(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"."):
            PartialDate(text)

    def test_says_what_is_wrong(self) -> None:
        with pytest.raises(ValueError, match="there is no 2017-02-29 in the calendar"):
            PartialDate("2017-02-29?")

    def test_sorts_the_vaguer_first(self) -> None:
        texts = ["2016-12-31", "2017", "2017-01", "2017-01-01", "2017-01-02~", "2017-02"]
        assert sorted(texts, key=lambda text: PartialDate(text).sort_key) == texts

    def test_is_a_text_and_can_be_copied(self) -> None:
        known = PartialDate("2017-09?")
        assert copy.deepcopy(known) == known
        assert f"{known}" == "2017-09?"

    @given(st.dates())
    def test_every_day_is_itself(self, day: date) -> None:
        known = PartialDate(day.isoformat())
        assert known.earliest == known.latest == day


class TestMoment:
    @pytest.mark.parametrize(
        ("text", "utc"),
        [
            (f"2017-09-27T10:00+06:00{ALMATY}", datetime(2017, 9, 27, 4)),
            (f"2017-09-27T10:00:07+06:00{ALMATY}", datetime(2017, 9, 27, 4, 0, 7)),
            (f"2024-02-29T23:59+06:00{ALMATY}", datetime(2024, 2, 29, 17, 59)),
            (f"2024-02-29T23:59+05:00{ALMATY}", datetime(2024, 2, 29, 18, 59)),
            (f"2024-03-01T00:00+05:00{ALMATY}", datetime(2024, 2, 29, 19)),
            ("2024-12-31T23:59+05:00[Asia/Qyzylorda]", datetime(2024, 12, 31, 18, 59)),
            ("2024-10-27T02:30+02:00[Europe/Berlin]", datetime(2024, 10, 27, 0, 30)),
            ("2024-10-27T02:30+01:00[Europe/Berlin]", datetime(2024, 10, 27, 1, 30)),
            ("2024-07-01T12:00+05:45[Asia/Kathmandu]", datetime(2024, 7, 1, 6, 15)),
            ("2024-07-01T12:00-02:30[America/St_Johns]", datetime(2024, 7, 1, 14, 30)),
            ("2024-07-01T12:00+00:00[UTC]", datetime(2024, 7, 1, 12)),
            ("2024-07-01T12:00+14:00[Etc/GMT-14]", datetime(2024, 6, 30, 22)),
            (f"1890-10-12T00:41:08+05:07:48{ALMATY}", datetime(1890, 10, 11, 19, 33, 20)),
            (f"1985-07-01T12:00+07:00{ALMATY}", datetime(1985, 7, 1, 5)),
        ],
    )
    def test_is_one_instant(self, text: str, utc: datetime) -> None:
        moment = Moment(text)
        assert moment == text
        assert moment.local.astimezone(UTC) == utc.replace(tzinfo=UTC)
        assert moment.milliseconds == int(utc.replace(tzinfo=UTC).timestamp()) * 1000
        assert moment.local.strftime("%H:%M") == text[11:16]

    @pytest.mark.parametrize(
        "text",
        [
            f"2024-03-01T00:00+06:00{ALMATY}",  # the offset of the day before
            f"2024-02-29T22:59+05:00{ALMATY}",  # the offset of the day after
            f"2017-09-27T10:00+05:00{ALMATY}",
            f"2017-09-27T10:00+06:01{ALMATY}",
            "2024-03-31T02:30+01:00[Europe/Berlin]",  # an hour that the clocks left out
            "2024-03-31T02:30+02:00[Europe/Berlin]",
            "2024-10-27T02:30+00:00[Europe/Berlin]",
            f"1890-10-12T00:41+05:07{ALMATY}",
        ],
    )
    def test_never_says_two_things(self, text: str) -> None:
        with pytest.raises(ValueError, match="never showed"):
            Moment(text)
        assert Moment.stored(text) == text  # but another table of zones may have said so

    @pytest.mark.parametrize(
        "text",
        [
            "", "2017", "2017-09-27", f"2017-09-27 10:00+06:00{ALMATY}", "2017-09-27T10:00+06:00",
            f"2017-09-27T10:00{ALMATY}", f"2017-09-27T10:00Z{ALMATY}", "2017-09-27T10:00Z",
            f"2017-09-27T10:00+0600{ALMATY}", f"2017-09-27T10:00+06{ALMATY}",
            f"2017-09-27T10+06:00{ALMATY}", f"2017-09-27t10:00+06:00{ALMATY}",
            f"2017-09-27T10:00+06:00{ALMATY}\n", f" 2017-09-27T10:00+06:00{ALMATY}",
            f"2017-09-27T10:00+06:00{ALMATY}[u-ca=iso]", "2017-09-27T10:00+06:00[]",
            f"2017-09-27T10:00:00.5+06:00{ALMATY}", f"٢٠١٧-09-27T10:00+06:00{ALMATY}",
            f"2017-09-27T1０:00+06:00{ALMATY}", f"-2017-09-27T10:00+06:00{ALMATY}",
            f"12017-09-27T10:00+06:00{ALMATY}", "2017-09-27T10:00+06:00[Asia/Алматы]",
            "2017-09-27T10:00+06:00[../../etc/passwd]", "2017-09-27T10:00+06:00[Asia/Almaty\x00]",
            "2017-09-27T10:00+06:00[" + "A" * 65 + "]",
        ],
    )  # fmt: skip
    def test_refuses_other_forms(self, text: str) -> None:
        with pytest.raises(ValueError, match="is written like"):
            Moment(text)
        with pytest.raises(ValueError, match="is written like"):
            Moment.stored(text)

    @pytest.mark.parametrize(
        "text",
        [
            "2017-09-31T10:00+06:00", "2017-13-01T10:00+06:00", "0000-01-01T10:00+06:00",
            "2017-02-29T10:00+06:00", "2017-09-27T24:00+06:00", "2017-09-27T10:60+06:00",
            "2016-12-31T23:59:60+06:00", "2017-09-27T10:00+24:00", "2017-09-27T10:00+06:60",
            "0001-01-01T00:00+06:00", "9999-12-31T23:59-06:00", "2017-09-27T10:00-00:00",
        ],
    )  # fmt: skip
    def test_refuses_times_that_never_were(self, text: str) -> None:
        with pytest.raises(ValueError, match="there is no time"):
            Moment.stored(text + "[UTC]")

    @pytest.mark.parametrize(
        "name",
        ["Asia/Nowhere", "asia/almaty", "localtime", "/Asia/Almaty", "Asia", "x", "tzdata/zones"],
    )
    def test_refuses_zones_that_are_none(self, name: str) -> None:
        with pytest.raises(ValueError, match="there is no time zone"):
            Moment(f"2017-09-27T10:00+06:00[{name}]")

    def test_the_ends_of_time_still_sort(self) -> None:
        first, last = "0001-01-01T00:00+00:00[UTC]", "9999-12-31T23:59+00:00[UTC]"
        assert Moment(first).sort_key < Moment(last).sort_key

    def test_of_needs_to_know_the_zone(self) -> None:
        with pytest.raises(ValueError, match="knows its zone"):
            Moment.of(datetime(2017, 9, 27), "Asia/Almaty")
        with pytest.raises(KeyError):
            Moment.of(0, "Asia/Nowhere")

    def test_of_keeps_whole_seconds(self) -> None:
        assert Moment.of(1_506_484_800_999, "Asia/Almaty") == f"2017-09-27T10:00{ALMATY}".replace(
            "[", "+06:00["
        )
        assert Moment.of(1_506_484_801_999, "UTC") == "2017-09-27T04:00:01+00:00[UTC]"
        assert Moment.of(-1, "UTC") == "1969-12-31T23:59:59+00:00[UTC]"

    def test_moved_across_the_change_of_the_clocks(self) -> None:
        before = Moment(f"2024-02-29T23:30+06:00{ALMATY}")
        assert before.moved(60) == f"2024-02-29T23:30+05:00{ALMATY}"
        assert before.moved(90) == f"2024-03-01T00:00+05:00{ALMATY}"
        assert before.moved(90).moved(-90) == before

    def test_sorts_by_instant_through_the_change_of_the_clocks(self) -> None:
        start = Moment(f"2024-02-29T22:00+06:00{ALMATY}")
        moments = [start.moved(minutes) for minutes in range(0, 240, 15)]
        keys = [moment.sort_key for moment in moments]
        assert keys == sorted(set(keys))

    @given(
        st.integers(-5_000_000_000, 4_000_000_000),
        st.sampled_from(sorted(zones())),
    )
    def test_every_instant_in_every_zone_comes_back(self, seconds: int, zone: str) -> None:
        moment = Moment.of(seconds * 1000, zone)
        assert Moment(str(moment)).milliseconds == seconds * 1000
        assert moment.zone == zone
        assert Moment.of(moment.local, zone) == moment

    def test_offsets_of_others_are_brought_home(self) -> None:
        elsewhere = datetime(2017, 9, 27, 6, tzinfo=timezone(timedelta(hours=2)))
        assert Moment.of(elsewhere, "Asia/Almaty") == f"2017-09-27T10:00+06:00{ALMATY}"


class TestWhen:
    def test_is_one_or_the_other(self) -> None:
        assert isinstance(When("2017-09").exact, PartialDate)
        assert isinstance(When(f"2017-09-27T10:00+06:00{ALMATY}").exact, Moment)

    @pytest.mark.parametrize("text", ["", "T", "2017-13", "2017-09-27T10:00", "tomorrow"])
    def test_refuses(self, text: str) -> None:
        with pytest.raises(ValueError, match=r"."):
            When(text)

    def test_a_day_stands_before_its_hours_and_after_yesterday(self) -> None:
        ordered = [
            "2017",
            "2017-09",
            f"2017-09-26T23:59+06:00{ALMATY}",
            "2017-09-27",
            f"2017-09-27T00:01+06:00{ALMATY}",  # still the 26th in London
            f"2017-09-27T10:00+06:00{ALMATY}",
            "2017-09-28",
        ]
        keys = [When(text).sort_key for text in ordered]
        assert keys == sorted(set(keys))
