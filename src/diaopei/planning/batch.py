"""How many people a round may move."""

from diaopei.planning.problem import Problem


def batch(problem: Problem, in_force: int) -> int | None:
    """How many may move: the round's number or share, else the rulebook's; rounded down."""
    told = problem.round.batch
    if isinstance(told, int):
        return told
    share = problem.limit("batch") if told is None else int(told.removesuffix("%"))
    return None if share is None else in_force * share // 100
