# SPDX-License-Identifier: GPL-3.0-or-later
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.extraction.pages import fit, paged
from casefile.extraction.protocol import PAGE_LIMIT, PIXEL_LIMIT, SIDE_LIMIT, Failure, Fault


def test_form_feeds_part_pages() -> None:
    assert paged("one\ftwo").texts == ("one", "two")
    assert paged("").texts == ("",)


def test_pages_stay_within_the_limit_and_lose_nothing() -> None:
    pages = paged("x\f" * (PAGE_LIMIT + 50))
    assert pages.count == PAGE_LIMIT
    assert sum(text.count("x") for text in pages.texts) == PAGE_LIMIT + 50


def test_text_has_no_picture() -> None:
    with pytest.raises(Fault) as error:
        paged("text").picture(0, 100)
    assert error.value.failure is Failure.NO_PICTURE


def test_a_page_is_as_wide_as_asked_and_keeps_its_shape() -> None:
    assert fit(800, 210, 297) == (800, 1131)
    assert fit(100, 1, 1) == (100, 100)


@given(
    st.integers(-5, 20_000),
    st.floats(1e-3, 1e9, allow_subnormal=False),
    st.floats(1e-3, 1e9, allow_subnormal=False),
)
def test_no_page_breaks_the_limits(width: int, page_width: float, page_height: float) -> None:
    across, down = fit(width, page_width, page_height)
    assert 1 <= across <= max(1, min(width, SIDE_LIMIT))
    assert 1 <= down <= SIDE_LIMIT
    assert across * down <= PIXEL_LIMIT


@pytest.mark.parametrize("side", [0, -1, math.inf, math.nan])
def test_a_page_without_area_is_damaged(side: float) -> None:
    for sides in ((side, 5), (5, side)):
        with pytest.raises(Fault) as error:
            fit(100, *sides)
        assert error.value.failure is Failure.DAMAGED
