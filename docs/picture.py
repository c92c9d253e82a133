"""Takes the picture of the report that the READMEs show; needs Chromium and a CJK font.

Run: ``python docs/picture.py``. Made from the demo's report, so nobody in it exists.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

PICTURES = Path(__file__).resolve().parent / "pictures"
SIZE = "1366,1180"
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars",
)  # fmt: skip
NAMES = {"en": "report.png", "zh-hans": "report.zh-Hans.png"}


def take(language: str, name: str, folder: Path) -> None:
    """The demo's report in one language, as the top of its page looks on a screen."""
    demo = [sys.executable, "-m", "diaopei", "demo", "--out", str(folder / language)]
    subprocess.run(demo, check=True, env={**os.environ, "DIAOPEI_LANG": language})
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or "chromium"
    page = (folder / language / "plan" / "report.html").as_uri()
    shot = f"--screenshot={PICTURES / name}"
    subprocess.run([browser, *QUIET, shot, f"--window-size={SIZE}", page], check=True)


def main() -> None:
    """Takes every picture."""
    with tempfile.TemporaryDirectory() as folder:
        for language, name in NAMES.items():
            take(language, name, Path(folder))


if __name__ == "__main__":
    main()
