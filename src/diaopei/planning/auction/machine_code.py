"""Functions over arrays as machine code: compiled at first use, then kept on disk.

What is kept is known by the text of all of them together: one that calls another holds that other's
code in itself, and numba alone would look at the one file only.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

import numba

Kernel = TypeVar("Kernel", bound=Callable[..., object])

_KERNELS: list[Any] = []

PLANNING = Path(__file__).resolve().parent.parent


def machine_code(function: Kernel) -> Kernel:
    """A function of whole-number arrays as machine code, of the same signature."""
    kernel = _kept(function)
    _KERNELS.append(kernel)
    return cast("Kernel", kernel)


def inlined(function: Kernel) -> Kernel:
    """Like `machine_code`, for small functions called a million times: no call is left of them."""
    return cast("Kernel", _kept(function, inline="always"))


def is_compiled() -> bool:
    """Whether this process has used every function, so that no compiling lies ahead."""
    return all(kernel.signatures for kernel in _KERNELS)


def _kept(function: Kernel, **options: str) -> Any:
    """The function compiled, its code kept in the folder of this very text of all functions.

    Where that folder cannot be written, numba keeps it where it would by itself.
    """
    settings: Any = numba.config
    compiled: Any = numba.njit
    before, settings.CACHE_DIR = settings.CACHE_DIR, str(_FOLDER)
    try:
        return compiled(cache=True, **options)(function)
    finally:
        settings.CACHE_DIR = before


def text_of_all(folder: Path) -> str:
    """A digest of all files below a folder that have functions for machine code in them."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.py")):
        text = path.read_bytes()
        if b"@machine_code" in text or b"@inlined" in text:
            digest.update(path.relative_to(folder).as_posix().encode() + b"\0" + text)
    return digest.hexdigest()[:16]


_FOLDER = PLANNING / "__pycache__" / f"machine_code-{text_of_all(PLANNING)}"
