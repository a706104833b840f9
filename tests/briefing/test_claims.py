# SPDX-License-Identifier: GPL-3.0-or-later
from typing import Any

from casefile.briefing.blocks import Facts, Panel, Table
from casefile.briefing.claims import panels
from casefile.records.disputes import Dispute, disputes
from tests.briefing import invented
from tests.briefing.reading import told, wording

say = wording()
ABOUT = invented.work.id


def claim(value: str, source: str = "S", field: str = "per", **more: Any) -> Any:
    return invented.make("claim", about=ABOUT, field=field, value=value, source=source, **more)


def found(*claims: Any) -> tuple[Dispute, ...]:
    return disputes(claims)[ABOUT]


def test_a_dispute_prints_every_value_with_its_sources_and_the_reason() -> None:
    claims = (
        claim("total", "A", page="3"),
        claim("year", "B", preferred=True, reason="It is the court’s.", quote="ежегодно"),
        claim("month", reliability="unsure", credibility="doubtful", source=""),
    )
    (panel,) = panels(say, "sanction", found(*claims), "Community service", "No total.")
    assert isinstance(panel, Panel)
    assert (
        panel.title
        == "Community service: sources differ on whether the figure is a total or recurs"
    )
    text = told([panel])
    for part in ("In total", "A, p. 3", "Per year", "Preferred", "Per month", "source not named",
                 "Unsure · Doubtful", "Why it is preferred: It is the court’s.", "B: “ежегодно”",
                 "No total."):  # fmt: skip
        assert part in text


def test_where_nothing_is_preferred_it_says_so_and_the_weight_may_be_missing() -> None:
    (panel,) = panels(say, "sanction", found(claim("total", "A"), claim("year", "B")))
    assert isinstance(panel, Panel)
    assert panel.title == "Sources differ on whether the figure is a total or recurs"
    assert "No value is preferred" in told([panel])
    assert isinstance(panel.blocks[0], Table)
    assert [column.head for column in panel.blocks[0].columns] == ["What is said", "By whom"]


def test_the_total_is_spoken_of_only_where_a_quantity_is_disputed() -> None:
    (panel,) = panels(
        say, "sanction", found(claim("a", field="text"), claim("b", field="text")), "", "No total."
    )
    assert "No total." not in told([panel])


def test_a_single_source_is_named() -> None:
    (facts,) = panels(
        say, "sanction", found(claim("fine", "A", field="sort", quote="штраф")), "Fine"
    )
    assert isinstance(facts, Facts)
    assert facts.items[0].label == "One source only"
    assert facts.items[0].text == "Fine (A)"
    (other,) = panels(say, "sanction", found(claim("ten", "A", field="amount")), "Fine")
    assert told([other]).endswith("Fine. Amount: ten (A)")
    assert facts.items[1].text == "“штраф”"
    (agreed,) = panels(
        say, "verse", found(claim("x", "A", field="rhyme"), claim("x", "B", field="rhyme"))
    )
    assert isinstance(agreed, Facts)
    assert agreed.items[0].label == "Sources agree"
    assert agreed.items[0].text == "rhyme: x (A; B)"


def test_a_document_stands_for_a_source_that_is_not_named() -> None:
    (dispute,) = found(claim("x", "", source_document=invented.paper.id), claim("y"))
    assert invented.paper.title in told(panels(say, "sanction", (dispute,)))
