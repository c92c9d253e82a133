import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from tests.planning.jurisdictions.chores import die, in_order, nap
from tests.planning.jurisdictions.doors import listening
from tests.planning.jurisdictions.nations import at_home, homes, nation

from diaopei.planning.auction.engine import STANDARD
from diaopei.planning.by_jurisdictions import Apart, solve_by_jurisdictions
from diaopei.planning.by_prices import solve_by_prices
from diaopei.planning.jurisdictions.cluster import LOOPBACK, Cluster, ClusterError, connected
from diaopei.planning.jurisdictions.workers import Here, Workers
from diaopei.planning.layers import Progress, Solved
from diaopei.planning.model import Model


@pytest.fixture(scope="module")
def two() -> Iterator[Cluster]:
    with connected("auto", 2) as workers:
        yield workers


def silent(_: Progress) -> None:
    """Watches nothing."""


def solved(model: Model, workers: Workers) -> list[Solved]:
    apart = Apart(homes(model, 4), workers, STANDARD)
    return list(solve_by_jurisdictions(model, {}, at_home(model), silent, apart))


def bytes_of(layers: list[Solved]) -> bytes:
    """All that a plan and its certificate rest on."""
    parts = [(s.chosen, s.proofs[0].rows, s.proofs[0].cuts, np.array([s.score])) for s in layers]
    return b"".join(array.tobytes() for arrays in parts for array in arrays)


Plans = Callable[[int, bool], list[Solved]]


@pytest.fixture(scope="module")
def by_two(two: Cluster) -> Plans:
    """The plan of a nation by two workers, made once."""
    return cache(lambda people, strict: solved(nation(people=people, strict=strict), two))


def test_the_workers_of_this_machine_are_heard_by_no_other(two: Cluster) -> None:
    two.run(nap, [(0.1,), (0.1,)])
    heard = listening(os.getpid())
    assert len(heard) >= 4
    assert {str(door) for door in heard} <= set(LOOPBACK)


@pytest.mark.parametrize(("people", "strict"), [(2_100, False), (120, True)])
def test_two_workers_give_the_bytes_of_one_process(
    people: int, strict: bool, by_two: Plans
) -> None:
    one = solved(nation(people=people, strict=strict), Here())
    assert bytes_of(by_two(people, strict)) == bytes_of(one)


@pytest.mark.parametrize(("people", "strict"), [(2_100, False), (120, True)])
def test_two_workers_come_within_a_hundredth_of_a_per_cent_of_one_machine(
    people: int, strict: bool, by_two: Plans
) -> None:
    model = nation(people=people, strict=strict)
    one = list(solve_by_prices(model, {}, at_home(model), silent, STANDARD))
    many = by_two(people, strict)
    assert [done.layer.name for done in many] == [done.layer.name for done in one]
    for mine, other in zip(many, one, strict=True):
        assert mine.score >= other.score - abs(other.score) // 10_000


def busy(pid: int) -> bool:
    """Whether a worker is at a task: its title says so."""
    return Path(f"/proc/{pid}/cmdline").read_bytes().startswith(b"ray::answered")


def kill_at_work(pids: set[int], killed: list[int], enough: threading.Event) -> None:
    """Kills the first of some workers that is seen at work."""
    while not enough.wait(0.001):
        for pid in pids:
            if busy(pid):
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)
                return


def test_a_worker_killed_at_work_changes_no_byte(two: Cluster, by_two: Plans) -> None:
    model = nation(people=2_100)
    before = bytes_of(by_two(2_100, False))
    pids = set(two.run(nap, [(0.3,), (0.3,)]))
    killed: list[int] = []
    enough = threading.Event()
    hunter = threading.Thread(target=kill_at_work, args=(pids, killed, enough))
    hunter.start()
    after = bytes_of(solved(model, two))
    enough.set()
    hunter.join()
    assert len(killed) == 1
    assert after == before
    assert killed[0] not in two.run(nap, [(0.3,), (0.3,)])


def test_answers_come_in_the_order_of_the_questions(two: Cluster) -> None:
    assert two.run(in_order, [([2, 1],), ([9],), ([5, 3, 4],)]) == [[1, 2], [9], [3, 4, 5]]


def test_what_is_kept_may_stand_in_for_itself(two: Cluster) -> None:
    kept = two.made(in_order, [([3, 1, 2],)])
    assert two.run(in_order, [(kept[0],)]) == [[1, 2, 3]]
    assert two.run(in_order, [(two.keep([5, 4]),)]) == [[4, 5]]


def test_a_task_that_loses_every_worker_is_named(two: Cluster) -> None:
    once = Cluster(two._ray, again=1)
    with pytest.raises(ClusterError, match="lost its workers again and again at die"):
        once.run(die, [(0,)])


def test_without_ray_the_message_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ClusterError, match=r"pip install 'diaopei\[cluster\]'"), connected("auto"):
        pass


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("127.0.0.1:9", "no cluster answers at 127.0.0.1:9"),
        ("somewhere", "'somewhere' is neither 'auto' nor host:port"),
        ("here:there", "'here:there' is neither"),
    ],
)
def test_an_address_where_no_cluster_is_is_refused_by_name(address: str, said: str) -> None:
    with pytest.raises(ClusterError, match=said), connected(address):
        pass
