# SPDX-License-Identifier: GPL-3.0-or-later
"""`make demo`: build the sample vault, then open it, or say where things are without a display."""

import os
import shutil
import subprocess
import sys
from pathlib import Path


def main(directory: Path) -> int:
    """Make the demonstration anew in `directory` and show it."""
    if (directory / "sample.casefile").exists():
        shutil.rmtree(directory)
    casefile = [sys.executable, "-m", "casefile"]
    subprocess.run([*casefile, "demo", str(directory)], check=True)
    has_display = sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )
    if not has_display or os.environ.get("CI"):
        print("No display here. With one, `make demo` opens the window on the sample vault.")
        return 0
    return subprocess.call([*casefile, "open", str(directory / "sample.casefile")])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
