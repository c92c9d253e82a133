"""On which addresses a process and those it started listen, read from the system itself."""

from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

LISTENS = "0A"
Address = IPv4Address | IPv6Address


def listening(pid: int) -> list[Address]:
    """The addresses of all listening sockets; where one stands for both kinds, the older."""
    mine = {inode for one in family(pid) for inode in sockets(one)}
    found = []
    for table in ("tcp", "tcp6"):
        for line in Path(f"/proc/net/{table}").read_text(encoding="ascii").splitlines()[1:]:
            cells = line.split()
            if cells[3] == LISTENS and cells[9] in mine:
                found.append(address(cells[1].split(":")[0]))
    return found


def address(words: str) -> Address:
    """An address as the system writes it: words of four bytes, each the last byte first."""
    parts = (bytes.fromhex(words[at : at + 8])[::-1] for at in range(0, len(words), 8))
    found = ip_address(b"".join(parts))
    return (isinstance(found, IPv6Address) and found.ipv4_mapped) or found


def family(pid: int) -> set[int]:
    """A process and all that it or they started."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = stat.read_text(encoding="utf-8", errors="replace")
        except (FileNotFoundError, ProcessLookupError):
            continue
        parents[int(stat.parent.name)] = int(words.rsplit(") ", 1)[1].split()[1])
    found = {pid}
    while more := {one for one, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def sockets(pid: int) -> set[str]:
    """The numbers of a process's open sockets."""
    found = set()
    for entry in Path(f"/proc/{pid}/fd").glob("*"):
        try:
            target = str(entry.readlink())
        except FileNotFoundError:
            continue
        if target.startswith("socket:["):
            found.add(target[8:-1])
    return found
