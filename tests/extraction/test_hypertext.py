# SPDX-License-Identifier: GPL-3.0-or-later
import pytest

from casefile.extraction.hypertext import open_hypertext, visible_text


def test_blocks_stand_on_lines_and_cells_apart() -> None:
    page = "<h1>Judgment</h1><p>In the <b>name</b> of<br>the Republic<table><tr><td>a<td>b</table>"
    assert visible_text(page).split("\n") == [
        "Judgment",
        "",
        "In the name of",
        "the Republic",
        "",
        "a b",
    ]


def test_what_a_browser_hides_is_not_text() -> None:
    page = "<head><meta name=a><base href=b></head><style>s</style><script>a()</script>Seen"
    assert visible_text(f"{page}<template>x</template>") == "Seen"


@pytest.mark.parametrize(
    "page",
    [
        "<html><head><title>Verdict</title></head><body><p>Ismetova",
        "<html><head><title>Verdict</title><style>s</style><body><p>Ismetova",
        "<head><link rel=a><title>Verdict</title>Ismetova",
    ],
)
def test_a_head_without_an_end_hides_nothing(page: str) -> None:
    assert visible_text(page).split() == ["Verdict", "Ismetova"]


def test_a_stray_end_does_not_hide_the_rest() -> None:
    assert visible_text("</script></script>Seen &amp; kept") == "Seen & kept"


def test_the_encoding_is_found() -> None:
    assert open_hypertext("<p>Суд</p>".encode("cp1251")).text(0) == "Суд"
