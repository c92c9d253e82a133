"""A sound plan passes; a changed one is refused, by its seals or by what it adds up to."""

import random
from pathlib import Path

import polars as pl
import pytest
from tests.checker.conftest import changed, retold, sealed, told

from diaopei.checker import check
from diaopei.errors import UnreadableError
from diaopei.fiction import prefecture
from diaopei.planning import Round, propose, write_plan


def test_a_sound_plan_has_no_problems(sound: Path) -> None:
    assert check(sound).problems == ()


def test_a_plan_of_a_register_without_some_tables_is_sound(tmp_path: Path) -> None:
    full = prefecture(120, seed=5)
    none = {name: getattr(full, name).clear() for name in ("waivers", "wishes", "precisions")}
    write_plan(propose(full.replace(**none), choices=Round(batch="12%")), tmp_path / "plan")
    assert not (tmp_path / "plan" / "snapshot" / "wishes.parquet").exists()
    assert check(tmp_path / "plan").problems == ()


def test_facts_that_nobody_sealed_are_refused(copy: Path) -> None:
    name = "snapshot/waivers.parquet"
    (copy / name).write_bytes((copy / "snapshot" / "people.parquet").read_bytes())
    retold(copy, files={key: seal for key, seal in told(copy)["files"].items() if key != name})
    assert check(copy).problems == (f"{name}: the plan does not seal the file",)


def test_values_and_bounds_are_recomputed(sound: Path) -> None:
    claimed = {layer["layer"]: layer for layer in told(sound)["layers"]}
    for layer, value, certified in check(sound).layers.select("layer", "value", "certified").rows():
        assert (claimed[layer]["value"], claimed[layer]["certified"]) == (value, certified)


def test_every_layer_is_proved_by_its_prices_alone(sound: Path) -> None:
    layers = check(sound).layers
    assert layers["value"].to_list() == layers["certified"].to_list()


def test_a_bound_that_only_search_proves_is_looser_in_prices_and_passes(tmp_path: Path) -> None:
    plan = propose(prefecture(120, seed=4), choices=Round(batch="12%"))
    write_plan(plan, tmp_path)
    assert check(tmp_path).problems == ()
    assert plan.layers["proved"].all()
    for sense, value, bound, certified in plan.layers.select(
        "sense", "value", "bound", "certified"
    ).rows():
        sign = 1 if sense == "max" else -1
        assert value == bound
        assert sign * certified >= sign * bound


@pytest.mark.parametrize("name", ["moves.csv", "round.yaml", "snapshot/people.parquet"])
def test_a_changed_file_breaks_its_seal(copy: Path, name: str) -> None:
    (copy / name).write_bytes((copy / name).read_bytes() + b" ")
    assert check(copy).problems == (f"{name}: the file is not the one that was sealed",)


def test_a_missing_file_is_named(copy: Path) -> None:
    (copy / "moves.csv").unlink()
    assert check(copy).problems == ("moves.csv: the file is missing",)


def test_a_folder_without_a_plan_is_told_apart(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"no plan\.json"):
        check(tmp_path)


@pytest.mark.parametrize("claim", ["value", "bound", "certified", "gap"])
def test_a_claim_one_point_off_is_refused(copy: Path, claim: str) -> None:
    layers = told(copy)["layers"]
    layers[2][claim] += 1
    retold(copy, layers=layers)
    assert check(copy).problems


def test_a_layer_less_is_refused(copy: Path) -> None:
    retold(copy, layers=told(copy)["layers"][:-1])
    assert any("other layers" in problem for problem in check(copy).problems)


def test_a_move_left_out_is_refused(copy: Path) -> None:
    lines = (copy / "moves.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (copy / "moves.csv").write_text("".join(lines[:-1]), encoding="utf-8")
    sealed(copy)
    assert any("not as the certificate has it" in problem for problem in check(copy).problems)


def test_a_move_to_a_post_that_is_taken_is_refused(copy: Path) -> None:
    moves = pl.read_csv(copy / "moves.csv", infer_schema=False)
    targets = moves["to_post_id"].to_list()
    moves.with_columns(to_post_id=pl.Series([targets[1], *targets[1:]])).write_csv(
        copy / "moves.csv"
    )
    sealed(copy)
    assert any("seats" in problem or "climbs" in problem for problem in check(copy).problems)


def test_a_smaller_batch_than_the_plan_needs_is_seen(copy: Path) -> None:
    retold(copy, batch=1)
    assert any(problem.startswith("batch:") for problem in check(copy).problems)


def test_a_price_of_the_wrong_sign_is_refused(copy: Path) -> None:
    seats = pl.col("index").is_in(
        pl.read_parquet(copy / "certificate" / "rows.parquet")
        .filter(pl.col("constraint") == "seats")["index"].implode()
    )  # fmt: skip
    changed(copy, "prices", lambda table: table.with_columns(
        price=pl.when(seats).then(-pl.col("price").abs() - 1).otherwise("price")
    ))  # fmt: skip
    assert any("wrong sign" in problem for problem in check(copy).problems)


def test_proofs_that_do_not_cover_every_plan_are_refused(copy: Path) -> None:
    changed(copy, "proofs", lambda table: table.slice(0, table.height - 1))
    assert any("do not cover" in problem for problem in check(copy).problems)


def test_a_layer_that_claims_to_keep_more_is_refused(copy: Path) -> None:
    changed(copy, "layers", lambda table: table.with_columns(kept=pl.col("kept") + 1))
    assert any("gives up more" in problem for problem in check(copy).problems)


def test_a_second_place_for_somebody_is_refused(copy: Path) -> None:
    def doubled(arcs: pl.DataFrame) -> pl.DataFrame:
        somebody = arcs.filter(pl.col("kind") == "move")["person_id"][0]
        return arcs.with_columns(chosen=pl.col("chosen") | (pl.col("person_id") == somebody))

    changed(copy, "arcs", doubled)
    assert any("just one place" in problem for problem in check(copy).problems)


@pytest.mark.parametrize("seed", range(60))
def test_any_price_moved_is_never_taken_for_a_better_bound(copy: Path, seed: int) -> None:
    before = {row["layer"]: row for row in check(copy).layers.to_dicts()}
    chance = random.Random(seed)  # noqa: S311

    def shifted(table: pl.DataFrame) -> pl.DataFrame:
        place = chance.randrange(table.height)
        by = chance.choice([-1, 1]) * chance.randrange(1, 2**30)
        number = pl.int_range(pl.len())
        return table.with_columns(
            price=pl.when(number == place).then(pl.col("price") + by).otherwise("price")
        )

    changed(copy, "prices", shifted)
    verdict = check(copy)
    for row in verdict.layers.to_dicts():
        sign = 1 if row["sense"] == "max" else -1
        wrong = any(problem.startswith(row["layer"]) for problem in verdict.problems)
        assert wrong or sign * row["certified"] >= sign * before[row["layer"]]["value"]


def rewritten(folder: Path, change: dict[str, pl.Expr]) -> None:
    """A table of the folder with a column told otherwise, all files sealed again."""
    for name, expression in change.items():
        path = folder / f"{name}.csv"
        pl.read_csv(path, infer_schema=False).with_columns(expression).write_csv(path)
    sealed(folder)


def test_a_successor_put_off_leaves_a_must_fill_post_empty_and_is_refused(copy: Path) -> None:
    posts = pl.read_parquet(copy / "snapshot" / "posts.parquet").filter(pl.col("must_fill"))
    left = pl.read_csv(copy / "moves.csv", infer_schema=False)["from_post_id"].drop_nulls()
    legs = pl.read_csv(copy / "legs.csv", infer_schema=False)
    taken = legs.filter(
        act="take_up").filter(pl.col("post_id").is_in(posts["post_id"].implode()),
        pl.col("post_id").is_in(left.implode()))  # fmt: skip
    who, post = taken.select("person_id", "post_id").row(0)
    own = (pl.col("person_id") == who) & pl.col("act").is_in(["take_up", "relieve"])
    moved = pl.col("person_id") == who
    rewritten(
        copy,
        {
            "legs": pl.when(own).then(pl.lit("2023-09-01")).otherwise("day").alias("day"),
            "moves": pl.when(moved)
            .then(pl.lit("2023-09-01"))
            .otherwise("starts_on")
            .alias("starts_on"),
        },
    )
    assert any(
        problem.startswith((f"{post}: must be filled", f"legs: the hand-over at {post}"))
        for problem in check(copy).problems
    )


@pytest.mark.parametrize("name", ["legs", "unkept"])
def test_days_that_nobody_sealed_are_refused(copy: Path, name: str) -> None:
    files = {file: seal for file, seal in told(copy)["files"].items() if file != f"{name}.csv"}
    retold(copy, files=files)
    assert check(copy).problems == (f"{name}.csv: the plan does not seal the file",)
