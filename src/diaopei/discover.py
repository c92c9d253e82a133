"""Finds the one plug-in of each module in a folder; nothing is ever listed by hand."""

import importlib
import pkgutil
from typing import TypeVar

T = TypeVar("T")


def plugins(package: str, kind: type[T]) -> dict[str, T]:
    """The plug-ins of a package by module name, in the order of their names.

    Args:
        package: dotted name of the folder, such as ``diaopei.screening.kinds``.
        kind: the class whose instances are plug-ins.

    Returns:
        Module name to the one instance of `kind` defined in it.

    Raises:
        TypeError: a module holds no plug-in, or more than one.
    """
    folder = importlib.import_module(package)
    names = sorted(module.name for module in pkgutil.iter_modules(folder.__path__))
    return {name: _one(f"{package}.{name}", kind) for name in names}


def _one(module_name: str, kind: type[T]) -> T:
    """The only instance of `kind` among a module's values."""
    module = importlib.import_module(module_name)
    found = [value for value in vars(module).values() if isinstance(value, kind)]
    if len(found) != 1:
        msg = f"{module_name} must define exactly one {kind.__name__}, it has {len(found)}"
        raise TypeError(msg)
    return found[0]
