from collections.abc import Callable
from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diaopei.errors import DiaopeiError
from diaopei.fit import Fits, all_criteria, default_weights, score, score_grid
from diaopei.snapshot.facts import Facts

FactsOf = Callable[..., Facts]

NAMES = sorted(default_weights())


@pytest.fixture(scope="module")
def facts(facts_of: FactsOf) -> Facts:
    return facts_of(
        people=[
            {"person_id": "A", "specialties": ["housing"], "level": "section_deputy"},
            {"person_id": "B", "education": "graduate", "level": "section_principal"},
            {"person_id": "C"},
        ],
        posts=[
            {"post_id": "P", "min_education": "bachelor"},
            {"post_id": "Q", "unit_id": "FINANCE", "specialties": ["housing"]},
        ],
        assignments=[
            {"person_id": "A", "unit_id": "FINANCE", "post_id": "Q", "start": date(2019, 1, 1)},
            {"person_id": "B", "unit_id": "HOUSING", "start": date(2010, 1, 1)},
        ],
        appraisals=[{"person_id": "B", "year": 2022, "grade": "excellent"}],
    )


PAIRS = pl.DataFrame({"person_id": ["B", "A", "C", "B"], "post_id": ["P", "Q", "P", "Q"]})


def test_fits_has_a_column_for_each_criterion_in_the_order_of_the_pairs(facts: Facts) -> None:
    fits = score(facts, PAIRS)
    assert fits.columns == ["person_id", "post_id", "score", *NAMES]
    assert fits.select("person_id", "post_id").equals(PAIRS)
    Fits.validate(fits.select("person_id", "post_id", "score"))


def test_the_score_is_the_weighted_mean_of_its_parts_rounded_down(facts: Facts) -> None:
    weights = default_weights()
    for row in score(facts, PAIRS).iter_rows(named=True):
        total = sum(weights[name] * row[name] for name in NAMES)
        assert row["score"] == total // sum(weights.values())


@settings(max_examples=30, deadline=None)
@given(st.fixed_dictionaries({}, optional={name: st.integers(0, 1000) for name in NAMES}))
def test_the_grid_and_the_pairs_agree_under_any_weights(
    facts: Facts, weights: dict[str, int]
) -> None:
    if len(weights) == len(NAMES) and not any(weights.values()):
        weights["breadth"] = 1
    people, posts = ["C", "A", "B"], ["Q", "P"]
    grid = score_grid(facts, people, posts, weights)
    pairs = pl.DataFrame({"person_id": people}).join(pl.DataFrame({"post_id": posts}), how="cross")
    assert grid.ravel().tolist() == score(facts, pairs, weights)["score"].to_list()
    assert grid.dtype == np.int16
    assert grid.min() >= 0
    assert grid.max() <= 1000


def test_a_score_does_not_depend_on_who_else_is_scored(facts: Facts) -> None:
    together = score(facts, PAIRS)
    alone = pl.concat([score(facts, PAIRS[row : row + 1]) for row in range(PAIRS.height)])
    assert alone.equals(together)


def test_scores_do_not_depend_on_the_order_of_the_rows_of_the_snapshot(facts: Facts) -> None:
    turned = {name: table.reverse() for name, table in facts.snapshot.tables().items()}
    other = Facts(facts.snapshot.replace(**turned))
    assert score(other, PAIRS).equals(score(facts, PAIRS))


def test_one_weight_alone_gives_that_criterion_as_the_score(facts: Facts) -> None:
    for name in NAMES:
        fits = score(facts, PAIRS, dict.fromkeys(NAMES, 0) | {name: 3})
        assert fits["score"].equals(fits[name], check_names=False)


def test_no_pairs_give_no_fits(facts: Facts) -> None:
    assert score(facts, PAIRS.clear()).is_empty()
    assert score_grid(facts, [], ["P"]).shape == (0, 1)
    assert score_grid(facts, ["A"], []).shape == (1, 0)


@pytest.mark.parametrize(
    ("pair", "said"),
    [({"person_id": "Z"}, "no person is called 'Z'"), ({"post_id": "Z"}, "no post is called 'Z'")],
)
def test_an_unknown_id_is_named(facts: Facts, pair: dict[str, str], said: str) -> None:
    pairs = pl.DataFrame([{"person_id": "A", "post_id": "P"} | pair])
    with pytest.raises(DiaopeiError, match=said):
        score(facts, pairs)


@pytest.mark.parametrize(
    ("weights", "said"),
    [
        ({"charm": 1}, "no criterion is called 'charm'; there are: appraisals"),
        ({"breadth": -1}, "weight of breadth: -1; give a whole number from 0 to 1000"),
        ({"breadth": 1001}, "weight of breadth: 1001"),
        ({"breadth": 0.5}, "weight of breadth: 0.5"),
        ({"breadth": True}, "weight of breadth: True"),
        (dict.fromkeys(NAMES, 0), "all criteria have weight 0"),
    ],
)
def test_weights_that_cannot_be_used_are_refused(
    facts: Facts, weights: dict[str, int], said: str
) -> None:
    with pytest.raises(DiaopeiError, match=said):
        score(facts, PAIRS, weights)


@pytest.mark.parametrize("name", NAMES)
def test_every_criterion_speaks_the_three_languages(name: str) -> None:
    criterion = all_criteria()[name]
    languages = {"en", "zh-hans", "zh-hant"}
    texts = [criterion.title, *criterion.sentences.values(), *criterion.words.values()]
    assert all(set(text) == languages for text in texts)
