"""The registry doctor: everything wrong in a snapshot, at once, and what to do about it."""

from collections.abc import Iterable, Sequence
from functools import cache

import polars as pl

from diaopei.discover import plugins
from diaopei.errors import DataError, UnknownNameError
from diaopei.snapshot.check import Check
from diaopei.snapshot.issue import all_issues, issues
from diaopei.snapshot.snapshot import Snapshot


@cache
def checks() -> dict[str, Check]:
    """Every check by name."""
    return plugins("diaopei.snapshot.checks", Check)


def examine(snapshot: Snapshot) -> pl.DataFrame:
    """All issues of a snapshot, errors first; none of them stops another from being found."""
    return all_issues(
        issues(
            found.with_columns(
                severity=pl.lit(check.severity), mend=pl.lit(check.mend), check=pl.lit(name)
            )
        )
        for name, check in checks().items()
        for found in check.find(snapshot)
        if not found.is_empty()
    )


def accepted(found: pl.DataFrame, acceptances: Iterable[str]) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Splits the errors into those still open and those somebody lets through, with the reason.

    Args:
        found: issues, as `examine` or a reader gives them.
        acceptances: texts `CHECK=reason` for all errors of a check, or `CHECK:ROW=reason`.

    Returns:
        The open errors; and the accepted ones with `accepted_because`.

    Raises:
        DataError: an acceptance has no reason, or there is no such error to accept.
        UnknownNameError: no error and no check has that name.
    """
    errors = found.filter(pl.col("severity") == "error")
    because = pl.lit(None, dtype=pl.String)
    for text in acceptances:
        check, row, reason = _parsed(text)
        meant = (pl.col("check") == check) & (
            pl.lit(not row) | (pl.col("row") == row).fill_null(value=False)
        )
        _demand(errors, meant, (check, row))
        because = pl.when(meant).then(pl.coalesce(because, pl.lit(reason))).otherwise(because)
    judged = errors.with_columns(accepted_because=because)
    open_errors = judged.filter(pl.col("accepted_because").is_null()).drop("accepted_because")
    return open_errors, judged.filter(pl.col("accepted_because").is_not_null())


def _parsed(text: str) -> tuple[str, str, str]:
    """Check, row (or empty) and reason of an acceptance."""
    target, _, reason = text.partition("=")
    check, _, row = target.partition(":")
    if not check.strip() or not reason.strip():
        msg = f"{text!r} accepts nothing: write CHECK=reason or CHECK:ROW=reason"
        raise DataError(msg)
    return check.strip(), row.strip(), reason.strip()


def _demand(errors: pl.DataFrame, meant: pl.Expr, target: Sequence[str]) -> None:
    """Refuses an acceptance that meets no error: a slip of the pen would else go unseen."""
    check, row = target
    if not errors.filter(meant).is_empty():
        return
    known = sorted({*checks(), *errors["check"].unique().to_list()})
    if check not in known:
        raise UnknownNameError(what="check", name=check, known=known)
    msg = f"there is no error {check}{':' + row if row else ''} to accept; see `diaopei doctor`"
    raise DataError(msg)
