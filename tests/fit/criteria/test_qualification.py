from collections.abc import Callable

import pytest

PartOf = Callable[..., int]


@pytest.mark.parametrize(
    ("has", "asked", "mark"),
    [
        ("graduate", "junior_college", 1000),
        ("graduate", "secondary", 1000),
        ("bachelor", "junior_college", 800),
        ("junior_college", "junior_college", 600),
        ("secondary", "junior_college", 0),
        ("below", "below", 600),
        ("graduate", None, 600),
        (None, None, 600),
        (None, "below", 0),
    ],
)
def test_schooling_is_marked_by_its_margin_over_what_is_asked(
    part_of: PartOf, has: str | None, asked: str | None, mark: int
) -> None:
    people = [{"person_id": "A", "education": has}]
    posts = [{"post_id": "P", "min_education": asked}]
    assert part_of("qualification", people=people, posts=posts) == mark
