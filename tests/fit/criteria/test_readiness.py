from collections.abc import Callable
from datetime import date

import pytest

PartOf = Callable[..., int]


@pytest.mark.parametrize(
    ("level", "since", "to", "mark"),
    [
        ("section_deputy", None, "section_deputy", 1000),
        ("section_principal", None, "section_deputy", 500),
        ("section_deputy", date(2021, 5, 1), "section_principal", 1000),
        ("section_deputy", date(2021, 6, 1), "section_principal", 958),
        ("section_principal", date(2020, 5, 1), "division_deputy", 1000),
        ("section_principal", date(2020, 6, 1), "division_deputy", 972),
        ("section_principal", date(2023, 5, 1), "division_deputy", 0),
        ("section_deputy", date(2001, 5, 1), "division_deputy", 0),
        ("section_deputy", None, "section_principal", 0),
        (None, date(2001, 5, 1), "section_principal", 0),
    ],
)
def test_a_step_up_is_ready_after_two_years_to_principal_and_three_to_deputy(
    part_of: PartOf, level: str | None, since: date | None, to: str, mark: int
) -> None:
    people = [{"person_id": "A", "level": level, "level_since": since}]
    assert part_of("readiness", people=people, posts=[{"post_id": "P", "level": to}]) == mark


def test_level_and_its_beginning_are_taken_from_the_posts_held_if_not_stated(
    part_of: PartOf,
) -> None:
    posts = [{"post_id": "P", "level": "section_principal"}, {"post_id": "Q"}]
    held = [
        {"person_id": "A", "unit_id": "HOUSING", "post_id": "Q", "start": date(2022, 5, 1)},
        {
            "person_id": "A",
            "unit_id": "HOUSING",
            "level": "section_deputy",
            "start": date(2021, 11, 1),
            "end": date(2022, 5, 1),
        },
    ]
    assert part_of("readiness", posts=posts, assignments=held) == 750
