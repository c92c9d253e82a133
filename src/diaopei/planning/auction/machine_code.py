"""Functions over arrays as machine code: compiled at first use, then kept on disk."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Kernel = TypeVar("Kernel", bound=Callable[..., object])


_KERNELS: list[Any] = []


def machine_code(function: Kernel) -> Kernel:
    """A function of whole-number arrays as machine code, of the same signature."""
    kernel = njit(cache=True)(function)
    _KERNELS.append(kernel)
    return cast("Kernel", kernel)


def inlined(function: Kernel) -> Kernel:
    """Like `machine_code`, for small functions called a million times: no call is left of them."""
    return cast("Kernel", njit(cache=True, inline="always")(function))


def is_compiled() -> bool:
    """Whether this process has used every function, so that no compiling lies ahead."""
    return all(kernel.signatures for kernel in _KERNELS)
