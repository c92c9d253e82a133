from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

PartOf = Callable[..., int]

IN_FINANCE = {"unit_id": "FINANCE", "start": date(2010, 1, 1), "end": date(2012, 1, 1)}
IN_WATER = {"unit_id": "WATER", "start": date(2012, 1, 1), "end": date(2013, 1, 1)}
IN_HOUSING = {"unit_id": "HOUSING", "start": date(2013, 1, 1), "end": date(2015, 1, 1)}
IN_TOWN = {"unit_id": "TOWN", "start": date(2015, 1, 1), "end": date(2016, 1, 1)}


@pytest.mark.parametrize(
    ("served", "unit", "mark"),
    [
        # nothing served: one system, county and tier from the post, and what its tier supplies
        ([], "HOUSING", 75 + 50 + 50 + 200),
        ([], "FINANCE", 75 + 50 + 50 + 200),
        ([], "TOWN", 0 + 50 + 50 + 200),
        # two years in a county: a post in an organ supplies the rest, the old county nothing new
        ([IN_FINANCE], "HOUSING", 150 + 100 + 100 + 400),
        ([IN_FINANCE], "FINANCE", 75 + 50 + 50 + 200),
        ([IN_FINANCE], "WATER", 150 + 100 + 50 + 200),
        # a year counts as a county known but is too short to be rooted there
        ([IN_WATER], "HOUSING", 150 + 100 + 100 + 200),
        ([IN_WATER, IN_HOUSING], "HOUSING", 150 + 100 + 100 + 200),
        ([IN_WATER, IN_HOUSING, IN_TOWN], "HOUSING", 150 + 150 + 150 + 400),
        ([IN_FINANCE, IN_WATER, IN_HOUSING], "HOUSING", 225 + 150 + 100 + 400),
    ],
)
def test_breadth_is_what_the_person_would_have_after_the_post(
    part_of: PartOf, served: list[dict[str, Any]], unit: str, mark: int
) -> None:
    rows = [{"person_id": "A"} | stretch for stretch in served]
    posts = [{"post_id": "P", "unit_id": unit}]
    assert part_of("breadth", assignments=rows, posts=posts) == mark


def test_eleven_months_do_not_make_a_system_known(part_of: PartOf) -> None:
    short = {"person_id": "A", "unit_id": "FINANCE", "start": date(2012, 2, 1)}
    rows = [short | {"end": date(2013, 1, 1)}]
    assert part_of("breadth", assignments=rows) == 75 + 50 + 50 + 200
