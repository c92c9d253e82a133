"""Tiny worlds at random: two to five people, three to five posts, every kind of row in play."""

from datetime import date

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from tests.planning.worlds import UNITS, Rows, world

from diaopei.snapshot import Snapshot

HOMES: Rows = [
    *UNITS[:3],
    *(
        {"unit_id": f"RUTOG-{kind}", "tier": "county", "kind": kind, "place_id": "RUTOG",
         "system": "leadership"}
        for kind in ("party", "government")
    ),
]  # fmt: skip
STARTS = [date(2012, 5, 1), date(2014, 3, 1), date(2016, 5, 1), date(2021, 1, 1)]
LOW, UP = "section_deputy", "section_principal"


@st.composite
def posts(draw: st.DrawFn) -> Rows:
    made: Rows = []
    for n in range(draw(st.integers(3, 5))):
        head = draw(st.booleans()) and n > 0
        made.append(
            {
                "post_id": f"P{n}",
                "unit_id": draw(st.sampled_from([row["unit_id"] for row in HOMES])),
                "level": draw(st.sampled_from([LOW, UP])),
                "must_fill": draw(st.booleans()),
                "is_principal": draw(st.booleans()),
                "is_team_member": draw(st.booleans()),
                "reports_to": "P0" if head else None,
                "title": draw(st.sampled_from([f"P{n}", "alike"])),
            }
        )
    return made


@st.composite
def worlds(draw: st.DrawFn, *, pool: bool = True) -> Snapshot:
    seats = draw(posts())
    ids = [post["post_id"] for post in seats]
    holders = draw(st.permutations(ids))[: draw(st.integers(2, min(4, len(ids))))]
    held: dict[str, str | None] = dict(zip("ABCD", holders, strict=False))
    if pool and draw(st.booleans()):
        held["N"] = None
    people = sorted(held)
    pair = draw(st.permutations(people))[:2]
    relation = draw(st.sampled_from(["spouse", "collateral"]))
    told: dict[str, Rows] = {
        "since": [{"person_id": who, "start": draw(st.sampled_from(STARTS))} for who in people],
        "people": [
            {"person_id": who, "sex": draw(st.sampled_from(["female", "male"])),
             "status": draw(st.sampled_from(["active"] * 4 + ["on_leave"]))}
            for who in people
        ],
        "ties": [{"person_id": pair[0], "other_id": pair[1], "relation": relation}],
        "reserve": [{"person_id": draw(st.sampled_from(people))}],
    }  # fmt: skip
    return world(held, seats, units=HOMES, **told)


QUIET = settings(
    max_examples=10,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
