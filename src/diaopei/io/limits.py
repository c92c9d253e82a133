"""What a file may cost to read; a file that asks for more is refused, not tried."""

import dataclasses
import json
import resource
from dataclasses import dataclass

GIB = 1 << 30
MIB = 1 << 20


@dataclass(frozen=True)
class Limits:
    """Ceilings for reading one source.

    The defaults admit a million people with five million assignments in Parquet. Memory is
    address space in bytes, processor and wall time are seconds.
    """

    memory: int = 6 * GIB
    cpu_seconds: int = 600
    wall_seconds: int = 900
    unpacked: int = GIB
    ratio: int = 100
    ratio_applies_from: int = 10 * MIB
    entries: int = 2000
    rows: int = 1_048_576
    columns: int = 512
    cells: int = 60_000_000
    cell_text: int = 32_767

    def to_json(self) -> str:
        """The limits as text, to hand them to the reading process."""
        return json.dumps(dataclasses.asdict(self))

    @classmethod
    def from_json(cls, text: str) -> "Limits":
        """The limits as handed over by `to_json`."""
        return cls(**json.loads(text))

    def bind(self) -> None:
        """Makes the limits on memory and processor time those of this very process."""
        for what, ceiling in (
            (resource.RLIMIT_AS, self.memory),
            (resource.RLIMIT_CPU, self.cpu_seconds),
            (resource.RLIMIT_CORE, 0),
        ):
            _, hard = resource.getrlimit(what)
            allowed = ceiling if hard == resource.RLIM_INFINITY else min(ceiling, hard)
            resource.setrlimit(what, (allowed, allowed))
