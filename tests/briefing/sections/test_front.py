# SPDX-License-Identifier: GPL-3.0-or-later
from casefile.briefing.blocks import Heading
from casefile.briefing.sections import front
from casefile.briefing.wording import Wording
from casefile.records.values import Audience
from tests.briefing import invented
from tests.briefing.reading import told, wording


def test_the_cover_says_for_whom_it_is_and_who_sent() -> None:
    cover = front.cover(wording())
    assert (cover.banner, cover.sender) == ("For partners", "World Federation of Invented Unions")
    assert cover.banner_note == "For partner organisations. Not for publication."
    facts = {fact.label: fact.text for fact in cover.facts}
    assert facts["Observation"] == "5 March 2023 – 17 March 2023"
    assert facts["Prepared by"] == "Obi Ndukwe"
    assert facts["Prepared on"] == "14 November 2023, 22:13 UTC"
    assert cover.digest == "1f5f a801 2345 6789 abcd"
    assert cover.digest_code.endswith(invented.dossier().state_digest)
    assert cover.mandate == invented.mission.mandate


def test_a_long_mandate_is_shortened_on_the_cover_and_told_in_full_inside() -> None:
    long = invented.make("mission", title="M", mandate="To see and to tell. " * 60)
    cover = front.cover(wording(missions=(long,)))
    assert cover.mandate.endswith("…")
    assert len(cover.mandate) < 500
    assert long.mandate in told(front.observation(wording(missions=(long,))))


def test_of_an_empty_case_the_cover_claims_nothing() -> None:
    cover = front.cover(Wording(invented.empty()))
    assert (
        cover.sender == cover.mandate == cover.digest == cover.digest_code == cover.subtitle == ""
    )
    assert cover.banner == "Confidential"


def test_who_made_it_stands_where_nobody_sent() -> None:
    assert front.cover(wording(missions=())).sender == "Obi Ndukwe"
    assert front.cover(wording(audience=Audience.PUBLIC)).banner == "Public"


def test_the_summary_names_accused_stage_and_outcome() -> None:
    text = told(front.summary(wording()))
    for part in (
        invented.case.summary,
        "Айгерім",
        "Kazakhstan",
        "Evidence",
        "17 March 2023, District Court No. 2, Қарақұм: Guilty.",
    ):
        assert part in text
    assert "No summary has been written" in told(front.summary(Wording(invented.empty())))


def test_the_accused_are_those_charged_then_those_called_so() -> None:
    other = invented.person("Second", roles=["accused"])
    say = wording(parties=(other, invented.accused))
    assert front.accused_ids(say) == [invented.accused.id, other.id]


def test_each_mission_has_its_part() -> None:
    second = invented.make("mission", title="", starts="2023-05", ends="2023-05")
    blocks = front.observation(wording(missions=(invented.mission, second)))
    assert sum(isinstance(block, Heading) for block in blocks) == 2
    text = told(blocks)
    assert "May 2023" in text
    assert "May 2023 – May 2023" not in text
    begun = invented.make("mission", title="M", starts="2023-05")
    over = invented.make("mission", title="M", ends="2023-05-03")
    assert "from May 2023" in told(front.observation(wording(missions=(begun,))))
    assert "until 3 May 2023" in told(front.observation(wording(missions=(over,))))
    assert "\u2068محمد عبد الله الخالدي\u2069 (\u2068اتحاد عمال المناجم\u2069)" in text
    assert "No mission is recorded" in told(front.observation(wording(missions=())))
