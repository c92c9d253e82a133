"""Tasks for workers, in a file that needs nothing else: workers know the product alone."""

import os
import signal
import time


def in_order(numbers: list[int]) -> list[int]:
    """Numbers from the least to the most."""
    return sorted(numbers)


def nap(seconds: float) -> int:
    """Waits, and tells who waited."""
    time.sleep(seconds)
    return os.getpid()


def die(_: int) -> None:
    """Takes its worker with it."""
    os.kill(os.getpid(), signal.SIGKILL)
