from collections.abc import Callable

import pytest

PartOf = Callable[..., int]


@pytest.mark.parametrize(
    ("has", "asked", "mark"),
    [
        (["law"], ["law"], 1000),
        (["art", "law"], ["law", "music"], 1000),
        (["housing"], None, 1000),
        (["housing"], ["law"], 700),
        (["housing", "law"], ["law"], 1000),
        (["art"], None, 500),
        (None, None, 500),
        (None, [], 500),
        (["art"], ["law"], 0),
        (None, ["law"], 0),
        ([], ["law"], 0),
    ],
)
def test_specialties_named_count_most_then_those_of_the_system(
    part_of: PartOf, has: list[str] | None, asked: list[str] | None, mark: int
) -> None:
    people = [{"person_id": "A", "specialties": has}]
    posts = [{"post_id": "P", "unit_id": "HOUSING", "specialties": asked}]
    assert part_of("specialty", people=people, posts=posts) == mark


def test_a_unit_without_a_system_has_no_specialty_of_its_own(part_of: PartOf) -> None:
    people = [{"person_id": "A", "specialties": ["housing"]}]
    assert part_of("specialty", people=people, posts=[{"post_id": "P", "unit_id": "TOWN"}]) == 500


def test_the_order_in_which_specialties_are_written_does_not_matter(part_of: PartOf) -> None:
    people = [
        {"person_id": "A", "specialties": ["law", "art"]},
        {"person_id": "B", "specialties": ["art", "law"]},
    ]
    posts = [{"post_id": "P", "specialties": ["art"]}]
    assert part_of("specialty", people=people, posts=posts) == 1000
