from collections.abc import Callable
from datetime import date

import pytest

PartOf = Callable[..., int]


@pytest.mark.parametrize(
    ("unit", "start", "mark"),
    [
        ("FINANCE", date(2022, 5, 1), 300),
        ("FINANCE", date(2020, 5, 1), 700),
        ("FINANCE", date(2018, 6, 1), 987),
        ("FINANCE", date(2018, 5, 1), 1000),
        ("TOWN", date(2018, 5, 1), 1000),
        ("WATER", date(2018, 5, 1), 0),
        ("HOUSING", date(2018, 5, 1), 0),
    ],
)
def test_months_in_the_county_count_townships_included(
    part_of: PartOf, unit: str, start: date, mark: int
) -> None:
    served = [{"person_id": "A", "unit_id": unit, "start": start}]
    posts = [{"post_id": "P", "unit_id": "FINANCE"}]
    assert part_of("continuity", assignments=served, posts=posts) == mark
