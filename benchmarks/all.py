"""Runs every benchmark of this folder, one after the other, then renews the README's table.

A benchmark is a file here that writes its figures to ``results.json``; it is found, not listed.
"""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
NOT_MEASURING = {
    "all.py", "cores.py", "families.py", "flow_floor.py", "planted.py", "readme_table.py",
}  # fmt: skip


def main() -> int:
    missed = []
    for path in sorted(HERE.glob("*.py")):
        if path.name in NOT_MEASURING:
            continue
        print(f"bench: {path.stem}", flush=True)
        if subprocess.run([sys.executable, str(path)], check=False).returncode:
            missed.append(path.stem)
    subprocess.run([sys.executable, str(HERE / "readme_table.py")], check=True)
    if missed:
        print(f"bench: below target: {', '.join(missed)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
