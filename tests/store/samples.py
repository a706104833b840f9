# SPDX-License-Identifier: GPL-3.0-or-later
"""One record of each kind, with most of its fields filled."""

from casefile.base.ids import new_id
from casefile.records.kinds import (
    Action,
    Attendance,
    Charge,
    Claim,
    Deadline,
    Decision,
    Document,
    Event,
    Finding,
    Hearing,
    Incident,
    Link,
    Mission,
    Note,
    Party,
    Record,
    Release,
    Sanction,
)
from casefile.records.values import Audience, Consent, Moment, Name, Notice, PartialDate, When

DAY = When("2017-09-27T10:00+06:00[Asia/Almaty]")
MOMENT = Moment("2017-09-27T10:00+06:00[Asia/Almaty]")


def one_of_each(case: str) -> list[Record]:
    """All kinds but the case itself."""
    party, hearing, document, decision = new_id(), new_id(), new_id(), new_id()
    common = {"case": case}
    return [
        Mission(id=new_id(), title="Observers", sender=party, starts=PartialDate("2017"), **common),
        Party(
            id=party,
            names=(Name(text="Лариса Харькова"), Name(text="Kharkova", sort="alias")),
            roles=("accused",),
            consent=(Consent(audience=Audience.TEAM, given_on=PartialDate("2017-05")),),
            remarks="Chairwoman",
            **common,
        ),
        Charge(id=new_id(), accused=party, law="Criminal Code", article="250", **common),
        Hearing(
            id=hearing, number="3", scheduled_at=DAY, started_at=MOMENT,
            notice=Notice(by="clerk", how="telephone"), **common,
        ),
        Attendance(id=new_id(), hearing=hearing, party=party, stated_reason="No room", **common),
        Note(id=new_id(), hearing=hearing, event_at=DAY, text="Adjourned.", **common),
        Document(id=document, title="Expert report", size=5, sha256="ab" * 32, **common),
        Finding(id=new_id(), right="appeal", rating="violated", reasoning="Not heard", **common),
        Decision(id=decision, hearing=hearing, sort="verdict", read_in_public=False, **common),
        Sanction(id=new_id(), decision=decision, sort="community-service", amount="100", **common),
        Incident(id=new_id(), sort="threat", at=DAY, description="A call at night", **common),
        Action(id=new_id(), sort="petition", title="Free Larisa", signatures=12000, **common),
        Deadline(id=new_id(), due=PartialDate("2017-10-12"), what="Appeal", **common),
        Event(id=new_id(), at=When("2017-01~"), title="The union is struck off", **common),
        Claim(
            id=new_id(), about=party, field="amount", value="100 hours a year",
            source_document=document, quote="сто часов", **common,
        ),
        Release(id=new_id(), sort="table", made_at=MOMENT, heads={"ab" * 32: "cd" * 32}, **common),
        Link(id=new_id(), from_=document, to=party, relation="concerns", remark="page 3", **common),
    ]  # fmt: skip
