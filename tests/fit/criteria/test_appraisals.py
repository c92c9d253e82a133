from collections.abc import Callable

import pytest

PartOf = Callable[..., int]


@pytest.mark.parametrize(
    ("grades", "mark"),
    [
        ({}, 0),
        ({2022: "excellent"}, 1000),
        ({2022: "excellent", 2021: "competent"}, 800),
        ({2022: "excellent", 2021: "competent", 2020: "competent"}, 733),
        ({2022: "basic", 2021: "incompetent"}, 100),
        (dict.fromkeys(range(2018, 2023), "competent") | {2017: "excellent"}, 600),
        (dict.fromkeys(range(2018, 2024), "competent") | {2018: "excellent"}, 600),
        ({2017: "excellent"}, 0),
        ({2024: "excellent", 2022: "basic"}, 200),
    ],
)
def test_the_five_latest_years_on_record_make_the_mean(
    part_of: PartOf, grades: dict[int, str], mark: int
) -> None:
    rows = [{"person_id": "A", "year": year, "grade": grade} for year, grade in grades.items()]
    assert part_of("appraisals", appraisals=rows) == mark
