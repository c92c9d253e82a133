"""The only file that talks to Ray: tasks on the cores of this machine, or on many machines.

A task depends on its arguments alone, so Ray may run it again where a worker is lost; answers are
taken in the order they were asked for, not in that of arrival.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

from diaopei.errors import DiaopeiError
from diaopei.planning.jurisdictions.workers import Calls, Task

AUTO = "auto"
"""Asks for workers on this machine, one a core, that end with the work."""

AGAIN = 8
"""How often a task is run again when its worker is lost."""

LOST = ("WorkerCrashedError", "NodeDiedError", "ObjectLostError", "OutOfMemoryError")
"""Ray's names for what remains when running a task again has not helped."""

QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_AUTH_MODE": "token"}
"""Nothing is reported to anybody, and only who has the token may ask the workers."""


NETWORKED = "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"
"""Ray's word, in spite of its name, for whether its services listen to other machines at all."""

LOOPBACK = ("127.0.0.1", "::1")
"""Where only this machine is heard."""


class ClusterError(DiaopeiError):
    """The workers are missing, out of reach, or were lost too often."""


class Cluster:
    """Workers of Ray; handles are its object references."""

    def __init__(self, ray: ModuleType, again: int = AGAIN) -> None:
        """Takes Ray as it is connected, and how often a task is run again."""
        self._ray, self._again = ray, again
        self._lost = tuple(getattr(ray.exceptions, name) for name in LOST)
        self._tasks: dict[Task, Any] = {}

    def keep(self, value: Any) -> Any:
        """Puts a value into the store of objects once."""
        return self._ray.put(value)

    def run(self, task: Task, calls: Calls) -> list[Any]:
        """What a task gives for each call, in the order of the calls.

        Raises:
            ClusterError: workers were lost more often than a task is run again.
        """
        try:
            return list(self._ray.get(self.made(task, calls)))
        except self._lost as error:
            msg = (
                f"the cluster lost its workers again and again at {task.__name__} ({error}); "
                "look at their memory, add machines, and plan again"
            )
            raise ClusterError(msg) from error

    def made(self, task: Task, calls: Calls) -> list[Any]:
        """Handles of what a task gives for each call; the values stay where they were made."""
        if task not in self._tasks:
            self._tasks[task] = self._ray.remote(max_retries=self._again)(task)
        return [self._tasks[task].remote(*call) for call in calls]


@contextmanager
def connected(address: str, cores: int | None = None) -> Iterator[Cluster]:
    """Workers for as long as the context lasts; with "auto" no other machine can reach them.

    Args:
        address: "auto" for workers on this machine, or host:port of a cluster that runs already.
        cores: with "auto", how many tasks run at a time; one a core if not given.

    Raises:
        ClusterError: Ray is not installed, there is no cluster at the address, or this Ray would
            listen to the network where it must not.
    """
    os.environ.update(QUIET)
    ray = _library(networked=address != AUTO)
    if address != AUTO:
        _knock(address)
    where: dict[str, Any] = {"address": address}
    if address == AUTO:
        # Without an address Ray would join any cluster it finds: "local" always starts one.
        where = {"address": "local", "num_cpus": cores, "include_dashboard": False}
    try:
        ray.init(**where, log_to_driver=False, configure_logging=False)
    except (ConnectionError, ValueError, RuntimeError) as error:
        raise _unreachable(address, error) from error
    try:
        if address == AUTO and ray.util.get_node_ip_address() not in LOOPBACK:
            msg = "this version of Ray would listen to the network; install the one locked with us"
            raise ClusterError(msg)
        yield Cluster(ray)
    finally:
        ray.shutdown()


def _knock(address: str) -> None:
    """Asks at the door first: Ray itself would wait for minutes."""
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit():
        msg = f"--cluster {address!r} is neither 'auto' nor host:port of a cluster"
        raise ClusterError(msg)
    try:
        socket.create_connection((host, int(port)), timeout=5).close()
    except OSError as error:
        raise _unreachable(address, error) from error


def _unreachable(address: str, error: Exception) -> ClusterError:
    return ClusterError(
        f"no cluster answers at {address} ({error}); start one with `ray start --head`, or say "
        "`--cluster auto` for the cores of this machine"
    )


def _library(*, networked: bool) -> ModuleType:
    """Ray, its services to be heard by other machines or by this one alone."""
    os.environ[NETWORKED] = str(int(networked))
    try:
        import ray
        from ray._private import ray_constants
    except ImportError as error:
        msg = (
            "planning on a cluster needs Ray, which is not installed; install the extra with "
            "`pip install 'diaopei[cluster]'`, or leave --cluster out"
        )
        raise ClusterError(msg) from error
    # Read from the environment once, when Ray is loaded: it may have been loaded before.
    ray_constants.ENABLE_RAY_CLUSTER = networked
    library: ModuleType = ray
    return library
