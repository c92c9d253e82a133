from pathlib import Path

import families
import polars as pl
import pytest

import checker as benchmark
from diaopei.checker import SCALE, SHARED, check
from diaopei.checker.form import malformed
from diaopei.checker.gap import Counties, losses
from diaopei.checker.proof import Proof
from diaopei.fiction import prefecture
from diaopei.planning import Plan, Round, propose, write_plan
from diaopei.snapshot.facts import Facts

ROUNDS = [
    (120, 5, Round(batch="12%")),
    (120, 4, Round(batch="12%")),
    (50, 8, Round(batch="20%", tolerance={"exchange": 60, "fit": 9})),
    (60, 0, Round(batch="20%", engine="prices")),
]


@pytest.mark.parametrize(("people", "seed", "told"), ROUNDS)
def test_the_losses_of_the_counties_add_up_to_the_gap_of_the_prices(
    people: int, seed: int, told: Round, tmp_path: Path
) -> None:
    plan = propose(prefecture(people, seed), "ngari", told)
    write_plan(plan, tmp_path)
    verdict = check(tmp_path)
    assert verdict.problems == ()
    proof = Proof(plan.certificate.tables())
    lost = dict(
        verdict.losses.group_by("layer", maintain_order=True).agg(pl.col("loss").sum()).rows()
    )
    for number, (most, _) in enumerate(proof.bounds()):
        name = proof.layers[number]["layer"]
        assert lost.get(name, 0) == most - proof.score(number) * SCALE
        value, certified = verdict.layers.row(number, named=True)["value"], most // SCALE
        sign = 1 if proof.layers[number]["sense"] == "max" else -1
        assert lost.get(name, 0) // SCALE == certified - sign * value


@pytest.mark.parametrize("family", ["standard", "couples-10", "composition-x5"])
def test_losses_of_a_family_are_none_below_nothing_and_add_up(family: str) -> None:
    made = families.FAMILIES[family]
    model, done = benchmark.solved(made, 1_200, 0)
    world = families.world(made, 1_200, 0)
    held = benchmark.tables(model, done, world)
    assert malformed(held) == []
    proof = Proof(held)
    bounds = list(proof.bounds())
    assert proof.found == []
    lost = losses(proof, bounds, benchmark.counties(world))
    assert (lost["loss"] > 0).all()
    gaps = [most - proof.score(number) * SCALE for number, (most, _) in enumerate(bounds)]
    assert lost["loss"].sum() == sum(gaps)
    assert set(lost["county"]) <= {"C0", "C1", "C2", SHARED}


def test_a_loss_stands_in_the_county_of_the_post_held_now(small: Plan) -> None:
    facts = Facts(small.snapshot)
    counties = Counties.known(facts)
    for person, county in facts.holders.select("person_id", "county_id").rows():
        assert counties.of[person] == county


@pytest.mark.parametrize(
    ("subject", "county"),
    [
        ("A", "C1"),
        ("A|B", "C1"),
        ("A|C", SHARED),
        ("A|nobody", "C1"),
        ("batch", SHARED),
        ("D", SHARED),
        ("stay A", "C1"),
    ],
)
def test_a_row_lies_where_all_its_subjects_do(subject: str, county: str) -> None:
    known = Counties({"A": "C1", "B": "C1", "C": "C2", "D": None})
    assert known.of_row(subject) == county
