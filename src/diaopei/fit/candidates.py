"""People for a post and posts for a person, with what each mark rests on."""

from collections.abc import Mapping

import numpy as np
import polars as pl

from diaopei.fit.criterion import Judgement
from diaopei.fit.grid import Numbers
from diaopei.fit.ranking import candidates, levels_of, post_levels
from diaopei.fit.scores import Weights, scoring_of_pairs
from diaopei.fit.scoring import require
from diaopei.fit.weights import all_criteria
from diaopei.snapshot.facts import Facts


def explained(facts: Facts, pairs: pl.DataFrame, weights: Weights = None) -> pl.DataFrame:
    """`fits` of some pairs with the plain facts every mark rests on.

    Args:
        facts: the facts of the day.
        pairs: `person_id`, `post_id`.
        weights: what some criteria count instead of their default.

    Returns:
        The columns of `score`; for each criterion `<criterion>_case` (which sentence tells it)
        and `<criterion>_<measure>`; and of person and post `level`, `specialties`,
        `current_post_id`, `post_level`, `post_specialties`, `system`, `county_id`.

    Raises:
        UnknownNameError: a person, post or criterion is not known.
        RoundError: a weight cannot be used.
    """
    scoring, people, posts = scoring_of_pairs(facts, pairs, weights)
    parts = [
        column
        for name, judgement in scoring.judgements.items()
        for column in _evidence(name, judgement, people, posts)
    ]
    return _with_plain_facts(facts, scoring.fits(people, posts).with_columns(parts))


def for_post(facts: Facts, post_id: str, top: int = 20, weights: Weights = None) -> pl.DataFrame:
    """The people who suit a post best: at its level or one below, not those who hold it.

    Returns:
        At most `top` rows of `explained`, best first, equal scores by person id.

    Raises:
        UnknownNameError: there is no such post or criterion.
        RoundError: a weight cannot be used.
    """
    people = candidates(facts)
    posts = pl.Series("post_id", [post_id])
    require("post", posts, facts.posts["post_id"])
    step = levels_of(facts, people) - post_levels(facts, posts)[0]
    held = facts.holders.filter(pl.col("post_id") == post_id)["person_id"]
    near = pl.Series((step == 0) | (step == 1)) & ~people.is_in(held.implode())
    pairs = people.filter(near).alias("person_id").to_frame()
    return _best(facts, pairs.with_columns(pl.lit(post_id).alias("post_id")), top, weights)


def for_person(
    facts: Facts, person_id: str, top: int = 20, weights: Weights = None
) -> pl.DataFrame:
    """The posts that suit a person best: at the person's level or one above, not the one held.

    Returns:
        At most `top` rows of `explained`, best first, equal scores by post id.

    Raises:
        UnknownNameError: there is no such person or criterion.
        RoundError: a weight cannot be used.
    """
    person = pl.Series("person_id", [person_id])
    require("person", person, facts.snapshot.people["person_id"])
    posts = facts.posts["post_id"].sort()
    step = levels_of(facts, person)[0] - post_levels(facts, posts)
    held = facts.holders.filter(pl.col("person_id") == person_id)["post_id"].drop_nulls()
    near = pl.Series((step == 0) | (step == 1)) & ~posts.is_in(held.implode())
    pairs = posts.filter(near).alias("post_id").to_frame()
    return _best(facts, pairs.with_columns(pl.lit(person_id).alias("person_id")), top, weights)


def parts_text(row: Mapping[str, object], lang: str = "en") -> dict[str, str]:
    """What each part of a score rests on, as one sentence a criterion.

    Args:
        row: one row of `explained`, `for_post` or `for_person`.
        lang: ``en``, ``zh-hans`` or ``zh-hant``.

    Returns:
        Criterion to sentence, in the order of the criteria.
    """
    sentences = {}
    for name, criterion in all_criteria().items():
        prefix = f"{name}_"
        measures = {key[len(prefix) :]: row[key] for key in row if key.startswith(prefix)}
        said = {
            key: criterion.words[key][lang][int(str(value))] if key in criterion.words else value
            for key, value in measures.items()
        }
        sentences[name] = criterion.sentences[str(measures["case"])][lang].format(**said)
    return sentences


def _best(facts: Facts, pairs: pl.DataFrame, top: int, weights: Weights) -> pl.DataFrame:
    """The best pairs of many, explained."""
    scoring, people, posts = scoring_of_pairs(facts, pairs, weights)
    ranked = scoring.fits(people, posts).sort(
        "score", "person_id", "post_id", descending=[True, False, False]
    )
    return explained(facts, ranked.head(top).select("person_id", "post_id"), weights)


def _evidence(name: str, judgement: Judgement, people: Numbers, posts: Numbers) -> list[pl.Series]:
    """The columns that say what one criterion's mark rests on."""
    names = np.array(list(all_criteria()[name].sentences))
    case = pl.Series(f"{name}_case", names[judgement.case.at(people, posts)], dtype=pl.String)
    return [case] + [
        pl.Series(f"{name}_{measure}", grid.at(people, posts))
        for measure, grid in judgement.measures.items()
    ]


def _with_plain_facts(facts: Facts, fits: pl.DataFrame) -> pl.DataFrame:
    """Adds what a reader wants to know of the person and the post."""
    person = facts.snapshot.people.select("person_id", "level", "specialties").join(
        facts.holders.select("person_id", current_post_id="post_id"),
        on="person_id", how="left", validate="1:1",
    )  # fmt: skip
    post = facts.posts.select(
        "post_id", "system", "county_id", post_level="level", post_specialties="specialties"
    )
    return fits.join(
        person, on="person_id", how="left", validate="m:1", maintain_order="left"
    ).join(post, on="post_id", how="left", validate="m:1", maintain_order="left")
