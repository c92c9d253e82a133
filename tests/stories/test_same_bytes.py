import hashlib
import os
import subprocess
import sys
from pathlib import Path

from diaopei.fiction import prefecture
from diaopei.io import write_snapshot


def seals(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_two_runs_under_different_hash_seeds_write_the_same_bytes(tmp_path: Path) -> None:
    write_snapshot(prefecture(80, seed=7), tmp_path / "town", "csv")
    for seed in ("1", "2"):
        subprocess.run(
            [sys.executable, "-m", "diaopei", "plan", "town", "-o", f"plan-{seed}"],
            cwd=tmp_path, env={**os.environ, "PYTHONHASHSEED": seed},
            check=True, capture_output=True,
        )  # fmt: skip
    assert seals(tmp_path / "plan-1") == seals(tmp_path / "plan-2")
