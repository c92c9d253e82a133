from collections.abc import Callable
from datetime import date

import polars as pl
import pytest

from diaopei.errors import DiaopeiError
from diaopei.fit import default_weights, explained, for_person, for_post, parts_text, score
from diaopei.snapshot.facts import Facts

FactsOf = Callable[..., Facts]


@pytest.fixture(scope="module")
def facts(facts_of: FactsOf) -> Facts:
    return facts_of(
        people=[
            {
                "person_id": "A",
                "level": "section_deputy",
                "level_since": date(2022, 5, 1),
                "education": "bachelor",
            },
            {"person_id": "B", "level": "section_deputy", "specialties": ["housing"]},
            {"person_id": "C", "level": "clerk"},
            {"person_id": "D", "level": "section_principal"},
            {"person_id": "E", "level": "section_deputy", "status": "retired"},
        ],
        posts=[
            {"post_id": "P"},
            {"post_id": "Q", "unit_id": "FINANCE", "level": "section_principal"},
            {"post_id": "R", "level": "clerk"},
            {"post_id": "S", "unit_id": "WATER", "min_education": "junior_college"},
        ],
        assignments=[
            {"person_id": "A", "unit_id": "FINANCE", "start": date(2020, 5, 1)},
            {"person_id": "D", "unit_id": "FINANCE", "post_id": "Q", "start": date(2019, 1, 1)},
            {"person_id": "B", "unit_id": "HOUSING", "post_id": "P", "start": date(2021, 1, 1)},
        ],
    )


def test_for_a_post_come_those_at_its_level_or_one_below_best_first(facts: Facts) -> None:
    found = for_post(facts, "S")
    assert set(found["person_id"]) == {"A", "B", "C"}
    assert found["score"].is_sorted(descending=True)


def test_the_holder_of_a_post_and_the_retired_are_no_candidates_for_it(facts: Facts) -> None:
    assert set(for_post(facts, "P")["person_id"]) == {"A", "C"}


def test_for_a_person_come_posts_at_the_level_or_one_above_but_not_the_own(facts: Facts) -> None:
    assert set(for_person(facts, "A")["post_id"]) == {"P", "Q", "S"}
    assert set(for_person(facts, "B")["post_id"]) == {"Q", "S"}


@pytest.mark.parametrize("top", [1, 2])
def test_no_more_than_the_top_are_given(facts: Facts, top: int) -> None:
    assert for_person(facts, "A", top).equals(for_person(facts, "A").head(top))


def test_weights_change_the_order(facts: Facts) -> None:
    only = dict.fromkeys(default_weights(), 0)
    assert for_post(facts, "S", 1, only | {"specialty": 1})["person_id"].item() == "A"
    assert for_post(facts, "S", 1, only | {"experience": 1})["person_id"].item() == "A"
    assert for_post(facts, "P", 1, only | {"breadth": 1})["person_id"].item() == "A"


def test_explained_has_the_scores_and_the_plain_facts(facts: Facts) -> None:
    pairs = pl.DataFrame({"person_id": ["B", "A"], "post_id": ["Q", "Q"]})
    found = explained(facts, pairs)
    assert found.select(score(facts, pairs).columns).equals(score(facts, pairs))
    assert found["current_post_id"].to_list() == ["P", None]
    assert found["specialties"].to_list() == [["housing"], None]
    assert found["system"].to_list() == ["finance", "finance"]
    assert found["experience_months"].to_list() == [0, 36]
    assert found["readiness_served"].to_list() == [28, 12]


def test_the_sentences_say_what_each_part_rests_on(facts: Facts) -> None:
    pairs = pl.DataFrame({"person_id": ["A"], "post_id": ["Q"]})
    said = parts_text(explained(facts, pairs).row(0, named=True))
    assert said == {
        "appraisals": "No appraisal of recent years on record.",
        "breadth": "Lacks service in an organ above the county, also after this post; "
        "knows 1 systems.",
        "continuity": "Served 36 months in the post's county.",
        "experience": "Served 36 months in the post's line of work.",
        "qualification": "The post asks for no schooling.",
        "readiness": "One step up: 12 months at the present level, 24 asked.",
        "specialty": "The post names no specialty.",
    }


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Schooling above what is asked: bachelor, asked junior college."),
        ("zh-hans", "学历高于要求：本科，要求大专。"),
        ("zh-hant", "學歷高於要求：本科，要求大專。"),
    ],
)
def test_codes_are_said_in_words(facts: Facts, lang: str, said: str) -> None:
    pairs = pl.DataFrame({"person_id": ["A"], "post_id": ["S"]})
    row = explained(facts, pairs).row(0, named=True)
    assert parts_text(row, lang)["qualification"] == said


def test_unknown_ids_are_named(facts: Facts) -> None:
    with pytest.raises(DiaopeiError, match="no person is called 'Z'"):
        for_person(facts, "Z")
    with pytest.raises(DiaopeiError, match="no post is called 'Z'"):
        for_post(facts, "Z")
