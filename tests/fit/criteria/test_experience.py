from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

PartOf = Callable[..., int]


def served(*spans: tuple[str, date, date | None]) -> list[dict[str, Any]]:
    return [
        {"person_id": "A", "unit_id": unit, "start": start, "end": end}
        for unit, start, end in spans
    ]


@pytest.mark.parametrize(
    ("start", "mark"),
    [
        (date(2023, 5, 1), 0),
        (date(2023, 4, 30), 16),
        (date(2021, 6, 1), 383),
        (date(2021, 5, 31), 400),
        (date(2018, 5, 1), 800),
        (date(2013, 6, 1), 996),
        (date(2013, 5, 1), 1000),
        (date(2003, 5, 1), 1000),
    ],
)
def test_months_in_the_system_are_graded_and_capped(
    part_of: PartOf, start: date, mark: int
) -> None:
    assert part_of("experience", assignments=served(("HOUSING", start, None))) == mark


def test_service_in_another_system_counts_nothing(part_of: PartOf) -> None:
    spans = served(("WATER", date(2003, 5, 1), None))
    assert part_of("experience", assignments=spans) == 0


def test_two_posts_at_the_same_time_count_once(part_of: PartOf) -> None:
    spans = served(
        ("HOUSING", date(2021, 5, 1), None),
        ("HOUSING", date(2021, 5, 1), date(2022, 5, 1)),
        ("HOUSING", date(2022, 1, 1), date(2023, 1, 1)),
    )
    assert part_of("experience", assignments=spans) == 400


def test_separate_stretches_add_up_and_what_begins_later_does_not(part_of: PartOf) -> None:
    spans = served(
        ("HOUSING", date(2010, 1, 1), date(2011, 1, 1)),
        ("HOUSING", date(2015, 1, 1), date(2016, 1, 1)),
        ("HOUSING", date(2024, 1, 1), None),
    )
    assert part_of("experience", assignments=spans) == 400


def test_a_secondment_into_the_system_counts(part_of: PartOf) -> None:
    spans = served(("HOUSING", date(2021, 5, 1), None))
    spans[0]["kind"] = "secondment"
    assert part_of("experience", assignments=spans) == 400
