# SPDX-License-Identifier: GPL-3.0-or-later
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile.briefing.breaks import wrap
from casefile.briefing.flowables import Anchor, Cell, Row
from casefile.briefing.fonts import Shaper, Style
from casefile.briefing.paging import paginate

shaper = Shaper()
STYLE = Style(size=10, leading=10)


def row(count: int = 1, **more: object) -> Row:
    cell = Cell(0, wrap(shaper, "\n".join("x" * count), STYLE, 100))
    return Row((cell,), **more)  # type: ignore[arg-type]


def shape(rows: list[Row], height: float = 100) -> list[list[tuple[int, float]]]:
    """For each page the lines of its rows and where they stand."""
    return [
        [(sum(len(cell.lines) for cell in placed.row.cells), placed.y) for placed in page]
        for page in paginate(rows, height)
    ]


def test_nothing_is_one_empty_page() -> None:
    assert shape([]) == [[]]


def test_rows_stand_under_each_other_without_space_at_the_top() -> None:
    assert shape([row(before=7), row(before=5), row()]) == [[(1, 0), (1, 15), (1, 25)]]


def test_a_row_that_does_not_fit_goes_on() -> None:
    assert shape([row(7), row(6)]) == [[(7, 0), (3, 70)], [(3, 0)]]
    assert shape([row(7), row(3, whole=True), row(1)]) == [[(7, 0), (3, 70)], [(1, 0)]]
    assert shape([row(9), row(3)]) == [[(9, 0)], [(3, 0)]]


def test_no_heading_stands_at_a_foot() -> None:
    heading = row(keep=True, before=5)
    assert shape([row(8), heading, row(5)]) == [[(8, 0)], [(1, 0), (5, 10)]]
    assert shape([row(5), heading, row(5)]) == [[(5, 0), (1, 55), (3, 65)], [(2, 0)]]
    assert shape([row(7), heading, heading, row(5)])[1][0] == (1, 0)


def test_a_row_can_ask_for_room_or_for_a_new_page() -> None:
    assert shape([row(5), row(need=60)]) == [[(5, 0)], [(1, 0)]]
    assert shape([row(1), row(new_page=True), row(1)]) == [[(1, 0)], [(1, 0), (1, 10)]]
    assert shape([row(new_page=True)]) == [[(1, 0)]]


def test_heads_are_set_again_on_every_page() -> None:
    head = row(1, keep=True, pad_bottom=2)
    body = [row(4, head=(head,), whole=True) for _ in range(5)]
    assert shape([head, *body]) == [
        [(1, 0), (4, 12), (4, 52)], [(1, 0), (4, 12), (4, 52)], [(1, 0), (4, 12)],
    ]  # fmt: skip


def test_a_row_longer_than_pages_fills_them_under_its_head() -> None:
    head = row(1, keep=True)
    pages = shape([head, row(40, head=(head,))])
    assert sum(lines for page in pages for lines, _ in page[1:]) == 40
    assert all(page[0] == (1, 0) for page in pages)


def test_what_fits_no_page_is_set_all_the_same() -> None:
    tall = Row((), picture=lambda *_: None, picture_height=300)
    assert len(paginate([row(1), tall, row(1)], 100)) == 3
    assert len(paginate([row(30, whole=True)], 100)) == 3
    giant = Style(size=300, leading=300)
    assert len(paginate([Row((Cell(0, wrap(shaper, "a\nb", giant, 900)),))], 100)) == 2


def test_heads_taller_than_a_page_end_too() -> None:
    head = row(12)
    assert len(paginate([row(3, head=(head,))], 100)) >= 1


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, 30), st.floats(0, 30), st.booleans(), st.booleans(), st.booleans(),
            st.floats(0, 200),
        ),
        max_size=25,
    )
)  # fmt: skip
def test_every_line_is_set_once_in_its_order_within_its_page(
    drawn: list[tuple[int, float, bool, bool, bool, float]],
) -> None:
    rows = [
        row(
            count,
            before=before,
            keep=keep,
            whole=whole,
            new_page=new,
            need=need,
            anchor=Anchor(str(i)),
        )
        for i, (count, before, keep, whole, new, need) in enumerate(drawn)
    ]
    pages = paginate(rows, 100)
    assert sum(lines for page in shape(rows) for lines, _ in page) == sum(each[0] for each in drawn)
    anchors = [p.row.anchor.key for page in pages for p in page if p.row.anchor]
    assert anchors == [str(i) for i in range(len(rows))]
    for page in pages:
        for placed in page:
            assert placed.y + placed.row.height <= 100.01
