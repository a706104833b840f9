# SPDX-License-Identifier: GPL-3.0-or-later
from casefile.desktop.viewer.document import Looked
from casefile.desktop.viewer.finding import MOST, Finding, Spot
from casefile.desktop.viewer.matching import query_of


def finding(pages: int, start: int) -> Finding:
    query = query_of("x")
    assert query is not None
    return Finding(query, pages, start)


def test_pages_are_looked_through_from_where_one_is_and_then_from_the_beginning() -> None:
    search = finding(5, 3)
    assert search.upcoming(3) == [3, 4, 0]
    search.take(Looked(2, {}, True))
    assert search.upcoming(9) == [0, 1, 2]
    assert not search.done
    search.take(Looked(3, {1: ((0, 1),)}, True))
    assert search.done
    assert (search.here, search.position, search.total) == (Spot(1, (0, 1)), 1, 1)


def test_one_goes_round_all_matches_in_both_directions() -> None:
    search = finding(9, 6)
    search.take(Looked(3, {7: ((0, 1), (5, 6))}, True))
    search.take(Looked(6, {2: ((3, 4),)}, True))
    assert (search.here, search.position) == (Spot(7, (0, 1)), 2)
    seen = []
    for by in (1, 1, 1, -1, -1):
        search.step(by)
        seen.append(search.position)
    assert seen == [3, 1, 2, 1, 3]
    assert search.here == Spot(7, (5, 6))


def test_there_is_an_end_to_matches() -> None:
    search = finding(10, 0)
    search.take(Looked(1, {0: tuple((n, n + 1) for n in range(MOST))}, True))
    assert search.done
    assert search.looked == 1


def test_without_matches_there_is_nowhere_to_go() -> None:
    search = finding(1, 0)
    search.take(Looked(1, {}, False))
    search.step(1)
    assert (search.here, search.position) == (None, 0)
