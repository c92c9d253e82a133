"""The plan so far, kept beside the one that is to be written, so that a killed run leaves it.

`PLAN.partial` is a plan folder like any other, checked before it takes the place of the one
before it; it goes when the whole plan is written.
"""

import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

import typer

from diaopei.cli.console import note
from diaopei.cli.language import pick, say

if TYPE_CHECKING:
    from diaopei.planning import Draft, Plan
    from diaopei.planning.draft import Keep
    from diaopei.planning.layers import Solved

STOPPED = 130
"""The exit status of a run that was stopped, as a shell gives it."""

SPARING = 5
"""The plan so far is kept again once the work went on so many times as long as keeping it took."""


class Partial:
    """The folder of the plan so far; two more by its side while one is put for the other."""

    def __init__(self, target: Path) -> None:
        """Takes the folder of the whole plan."""
        self.folder = target.with_name(f"{target.name}.partial")
        self._new = target.with_name(f"{target.name}.partial-new")
        self._old = target.with_name(f"{target.name}.partial-old")
        self._again_at = 0.0

    def keeper(self, draft: "Draft") -> "Keep":
        """Writes the plan so far, when it is time."""

        def keep(solved: "list[Solved]") -> None:
            begun = time.monotonic()
            if begun < self._again_at:
                return
            self.put(draft.plan(solved))
            now = time.monotonic()
            self._again_at = now + SPARING * (now - begun)

        return keep

    def put(self, plan: "Plan") -> None:
        """Writes a plan and, if the checker takes it, puts it for the one kept before."""
        from diaopei.checker import check
        from diaopei.planning import write_plan

        _remove(self._new)
        write_plan(plan, self._new)
        problems = check(self._new).problems
        if problems:
            note(f"{self._new}: {problems[0]}")
            return
        if self.folder.exists():
            self.folder.rename(self._old)
        self._new.rename(self.folder)
        _remove(self._old)
        layer = plan.layers["layer"][-1]
        note(say(f"{layer}: the plan so far is kept in {self.folder}",
                 f"{layer}：目前方案保存于 {self.folder}",
                 f"{layer}：目前方案保存於 {self.folder}"))  # fmt: skip

    def tell(self) -> None:
        """Says what a run that was killed left, and whether the checker takes it."""
        from diaopei.checker import check
        from diaopei.cli.rounds import LAYERS
        from diaopei.errors import DiaopeiError
        from diaopei.planning import read_plan

        if self._old.exists() and not self.folder.exists():
            self._old.rename(self.folder)
        if not self.folder.exists():
            return
        try:
            plan, problems = read_plan(self.folder), check(self.folder).problems
        except DiaopeiError as error:
            note(str(error))
            return
        if problems:
            note(f"{self.folder}: {problems[0]}")
            return
        moves = plan.moves.height
        done = "; ".join(pick(LAYERS[n]) for n in plan.layers["layer"] if n in LAYERS)
        note(say(
            f"{self.folder}: a run that was killed left a plan of {moves} moves. The checker takes "
            f"it, but it is not complete; solved: {done}. It goes when this run is done.",
            f"{self.folder}：先前被强制终止的运行留下调动 {moves} 人的方案，"
            f"已通过检验，但不完整；已求解：{done}。本次运行完成后删除。",
            f"{self.folder}：先前被強制終止的執行留下調動 {moves} 人的方案，"
            f"已通過檢驗，但不完整；已求解：{done}。本次執行完成後刪除。",
        ))  # fmt: skip

    @contextmanager
    def told_if_stopped(self) -> Iterator[None]:
        """Says what is left where the work is stopped before the whole plan is written.

        Raises:
            Exit: with 130, once it is said.
        """
        try:
            with stopped_by_a_signal():
                yield
        except KeyboardInterrupt as stop:
            note(self._left())
            raise typer.Exit(STOPPED) from stop

    def _left(self) -> str:
        """What a run that was stopped leaves, in words."""
        where = self.folder
        if not where.exists():
            return say("Stopped before there was a plan; nothing was written. Run it again.",
                       "方案尚未形成即已中止，未写入任何文件；请重新运行。",
                       "方案尚未形成即已中止，未寫入任何檔案；請重新執行。")  # fmt: skip
        return say(f"Stopped. The plan so far is in {where}; `diaopei check {where}` says more.",
                   f"已中止。目前方案在 {where}，可用 `diaopei check {where}` 检验。",
                   f"已中止。目前方案在 {where}，可用 `diaopei check {where}` 檢驗。")  # fmt: skip

    def drop(self) -> None:
        """The whole plan is written: nothing of the plan so far is left."""
        for folder in (self.folder, self._new, self._old):
            _remove(folder)


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


@contextmanager
def stopped_by_a_signal() -> Iterator[None]:
    """Takes a request to end (SIGTERM) as ctrl-C: the plan in hand is kept and written."""

    def stop(_: int, __: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
